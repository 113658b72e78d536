"""Bytes and text are opened as the file of the same content is."""

from __future__ import annotations

import errno
import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_ocr.document import Page
from cchc_ocr.errors import CchcError, UnreadableError, UnwritableError
from cchc_ocr.files.given import NAMELESS, open_data, open_text
from cchc_ocr.files.opening import open_document
from cchc_ocr.files.options import ReadOptions
from tests.bad_files import encrypted, truncated
from tests.documents import scan


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


TEXT = "Số: 15/BC-SNV\n\fTrang hai\n"


def test_bytes_are_what_a_file_of_them_is(tmp_path: Path, folder: Path) -> None:
    path = scan(tmp_path / "quét.pdf")
    data = path.read_bytes()
    with open_data(data, "đến/quét: bản 1#2.pdf") as given, open_document(path) as file:
        assert given.name == "quét: bản 1#2.pdf", "also where a file could not be called so"
        assert (given.sha256, given.page_count) == (file.sha256, file.page_count)
        one, other = given.page(1), file.page(1)
        assert not isinstance(one, Page) and not isinstance(other, Page)
        assert (one.pixels == other.pixels).all()
        assert list(folder.iterdir())
    assert list(folder.iterdir()) == [], "nothing is left behind"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_bytes_of_texts_may_have_any_encoding_that_files_have(encoding: str, folder: Path) -> None:
    with open_data("Báo cáo của huyện An Biên".encode(encoding)) as document:
        page = document.page(1)
        assert document.name == NAMELESS == "-"
        assert isinstance(page, Page) and page.text == "Báo cáo của huyện An Biên"


@pytest.mark.parametrize(
    ("make", "name", "said"),
    [
        (encrypted, "mật.pdf", "encrypted"),
        (truncated, "a.pdf", "corrupt"),
        (Path.touch, "a.pdf", "empty"),
        (lambda path: path.write_text("Báo cáo"), "a.pdf", "plain text"),
    ],
)
def test_what_cannot_be_read_is_named_and_leaves_nothing(
    make: Callable[[Path], object], name: str, said: str, tmp_path: Path, folder: Path
) -> None:
    make(tmp_path / "a")
    with pytest.raises(CchcError, match=said) as caught:
        open_data((tmp_path / "a").read_bytes(), name)
    assert caught.value.file == name
    assert list(folder.iterdir()) == []


def test_without_room_the_error_says_what_to_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UnwritableError, match="No space left") as caught:
        open_data(b"x", "a.txt")
    assert "TMPDIR" in caught.value.hint
    assert list(folder.iterdir()) == []


def test_a_text_has_its_pages_and_the_hash_of_its_bytes() -> None:
    with open_text(TEXT, "báo cáo.pdf") as document:
        assert (document.name, document.page_count) == ("báo cáo.pdf", 2), "a text that came out of a PDF"
        assert document.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
        assert document.picture(1) is None
    with open_text(TEXT, options=ReadOptions(pages=(2,))) as document:
        assert document.numbers == (2,)


@pytest.mark.parametrize("text", ["%PDF-1.7 là dấu mở đầu", "PK là gì"])
def test_a_text_stays_one_whatever_it_begins_with(text: str) -> None:
    with open_text(text) as document:
        assert isinstance(document.page(1), Page)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no text"),
        (" \n\f", "no text"),
        ("a\x00b", "characters that no text has"),
        ("l\ud800", "characters that no text has"),
        ("a" * 5001, "characters without a space"),
    ],
)
def test_what_is_no_text_is_refused(text: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said) as caught:
        open_text(text, "a.txt")
    assert caught.value.file == "a.txt" and caught.value.hint


def test_a_page_that_a_text_lacks_is_named() -> None:
    with pytest.raises(UnreadableError, match="there is no page 3"):
        open_text(TEXT, options=ReadOptions(pages=(3,)))
