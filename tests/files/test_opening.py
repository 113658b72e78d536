"""Files to pages: what a file is by its content, whatever its name, and which of its pages are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.files.opening import open_document, parse_pages
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.picture.pixels import PageImage
from tests.documents import first, scan
from tests.sheets import sheet


def test_content_decides_and_not_the_name(tmp_path: Path) -> None:
    sheet().save(tmp_path / "a.jpg")
    (tmp_path / "a.jpg").rename(tmp_path / "a.pdf")
    assert isinstance(first(tmp_path / "a.pdf"), PageImage)


def test_missing_empty_and_folders(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "blank.txt").write_text(" \n")
    for path, message in (
        (tmp_path / "none.pdf", "no such file"),
        (tmp_path / "empty.pdf", "empty"),
        (tmp_path / "blank.txt", "no text"),
        (tmp_path, "folder"),
    ):
        with pytest.raises(UnreadableError, match=message) as caught:
            open_document(path)
        assert caught.value.hint


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.pdf", "Đây là văn bản".encode(), "contains plain text"),
        ("a.png", b"text", "contains plain text"),
        ("a.docx", b"PK\x03\x04\x00\x00", "Office"),
        ("a.pdf", b"PK\x03\x04" + bytes(26) + b"a.pdf%PDF-1.7\n", "Office"),
        ("a.pdf", b"a.pdf".ljust(257, b"\0") + b"ustar  \0".ljust(255, b"\0") + b"%PDF-1.7\n", "tar archive"),
        ("a.zip", b"PK\x05\x06" + bytes(18), "ZIP"),
        ("a.txt", b"Rar!\x1a\x07\x01\0", "RAR"),
        ("a.txt", b"S\xf3 C\xf4ng b\x8f", "UTF-8"),
        ("a.txt", b"abc\x00\x01", "UTF-8"),
        ("a.pdf", b"%PDF-1.7\n%garbage\n", r"corrupt|cut short"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00", "corrupt"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "corrupt"),
    ],
)
def test_other_files_say_what_they_are(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableError, match=message) as caught:
        open_document(tmp_path / name)
    assert name in str(caught.value)


def test_only_a_lack_of_rights_is_called_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot be opened") as caught:
        open_document(tmp_path / ("x" * 300))
    assert caught.value.hint == "check the name"


def test_pages_that_are_not_there(tmp_path: Path) -> None:
    path = scan(tmp_path / "a.pdf")
    with pytest.raises(UnreadableError, match="no page 3"):
        open_document(path, ReadOptions(pages=(1, 3)))
    with open_document(path) as document, pytest.raises(UnreadableError, match="1 page"):
        document.page(0)


def test_lists_of_pages() -> None:
    assert parse_pages(" 3, 1-2 ,2") == (1, 2, 3)


@pytest.mark.parametrize("text", ["", "0", "3-1", "a", "1-", "-2", "1,,2", "1;2", "1.5"])
def test_nonsense_is_no_list_of_pages(text: str) -> None:
    with pytest.raises(UsageError):
        parse_pages(text)
