"""The ledger: what was written is read again, and a line that breaks off is no harm."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.filing.ledger import NAME, Filed, add, entries, keep

ENTRY = Filed(1, "copy", "/in/văn bản.pdf", "Sở/1.pdf", "ab", "cd", ("Sở",), "/out", "văn bản")


def test_what_was_added_is_there(tmp_path: Path) -> None:
    assert entries(tmp_path) == []
    add(tmp_path, ENTRY)
    add(tmp_path, replace(ENTRY, filing=2, file="/in/\udcff.pdf"))
    assert entries(tmp_path) == [ENTRY, replace(ENTRY, filing=2, file="/in/\udcff.pdf")]
    keep(tmp_path, [ENTRY])
    assert entries(tmp_path) == [ENTRY]
    keep(tmp_path, [])
    assert list(tmp_path.iterdir()) == []


def test_a_line_that_breaks_off_is_left_out(tmp_path: Path) -> None:
    add(tmp_path, ENTRY)
    with (tmp_path / NAME).open("a") as file:
        file.write('{"filing": 2, "how": "co')
    assert entries(tmp_path) == [ENTRY]
    with (tmp_path / NAME).open("a") as file:
        file.write("\n\n")
    with pytest.raises(UnreadableError, match=":2: this is no line of a filing"):
        entries(tmp_path)


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        add(tmp_path / "missing", ENTRY)
