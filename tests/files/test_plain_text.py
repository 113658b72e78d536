"""Text files to pages."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from cchc_ocr.document import Page
from cchc_ocr.files.opening import open_document
from cchc_ocr.files.plain_text import text_pages


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_files(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Số: 05/BC-SNV\r\n\r\nBáo cáo\f".encode(encoding))
    with open_document(path) as document:
        (page,) = document.pages()
        assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert isinstance(page, Page)
    assert (page.text, page.origin) == ("Số: 05/BC-SNV\nBáo cáo", "text")
    assert [line.paragraph for line in page.lines] == [0, 1]


def test_form_feeds_divide_pages_and_letters_are_composed() -> None:
    pages = text_pages("Tô\u0309 chức\fQÐ")
    assert [(page.number, page.text) for page in pages] == [(1, "Tổ chức"), (2, "QĐ")]
