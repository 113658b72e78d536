"""The rows of a folder of results."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cchc_ocr.catalogue import NAME, Catalogue, Entry
from cchc_ocr.errors import UsageError

ENTRY = Entry(
    stem=b"2020/a",
    path=b"/scans/2020/a.pdf",
    size=1,
    modified_ns=2,
    sha256="ab",
    made_by="cd",
    pages=3,
    review=4,
    seconds=5.5,
    text_size=6,
    record_size=7,
)


def test_what_is_stored_is_found_after_opening_again(tmp_path: Path) -> None:
    with Catalogue(tmp_path) as rows:
        rows.store(ENTRY)
    with Catalogue(tmp_path) as rows:
        assert rows.find(b"2020/a") == ENTRY
        assert rows.find(b"2020/b") is None
        assert rows.of_path(b"/scans/2020/a.pdf") == [ENTRY]


def test_a_row_is_replaced_and_dropped(tmp_path: Path) -> None:
    with Catalogue(tmp_path) as rows:
        rows.store(ENTRY)
        rows.store(replace(ENTRY, size=9))
        assert rows.find(ENTRY.stem) == replace(ENTRY, size=9)
        rows.drop(ENTRY.stem)
        assert rows.find(ENTRY.stem) is None


def test_names_need_not_be_text(tmp_path: Path) -> None:
    odd = replace(ENTRY, stem=b"b\xe1o c\xe1o", path=b"/scans/b\xe1o c\xe1o.pdf")
    with Catalogue(tmp_path) as rows:
        rows.store(odd)
        assert rows.find(odd.stem) == odd


def test_a_spoilt_file_is_named(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"this is no database, and long enough to be looked at" * 10)
    with pytest.raises(UsageError, match=NAME):
        Catalogue(tmp_path)
