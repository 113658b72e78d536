"""What kind of thing is passed over: by its name where that tells, otherwise by its content."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from cchc_ocr.runs.kinds import EntryKind, counted, kind_of


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("list.XLSB", b"anything", EntryKind.OFFICE),
        ("old.doc", b"", EntryKind.OFFICE),
        ("letter.eml", b"", EntryKind.MAIL),
        ("all.zip", b"", EntryKind.ARCHIVE),
        ("map.djvu", b"", EntryKind.PICTURE),
        ("map", b"AT&TFORM", EntryKind.PICTURE),
        ("letter", b"PK\x03\x04\x14\0[Content_Types].xml", EntryKind.OFFICE),
        ("letter", b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", EntryKind.OFFICE),
        ("old", b"\xd0\xcf\x11\xe0", EntryKind.OFFICE),
        ("all", b"PK\x03\x04\x14\0a.pdf", EntryKind.ARCHIVE),
        ("all", b"a.pdf".ljust(257, b"\0") + b"ustar", EntryKind.ARCHIVE),
        ("photo.ARW", b"II*\0", EntryKind.PICTURE),
        ("letter", b"\xffWPC", EntryKind.OFFICE),
        ("mail", b"Return-Path: <a@b>", EntryKind.MAIL),
        ("inbox", b"From a@b Mon", EntryKind.MAIL),
        ("notes", b"From now on", EntryKind.UNKNOWN),
        (".bao-cao.pdf", b"%PDF-1.7", EntryKind.HIDDEN),
        ("01.truth.txt", b"words", EntryKind.TRUTH),
        ("notes", b"", EntryKind.EMPTY),
        ("notes.md", b"words", EntryKind.UNKNOWN),
        (os.fsdecode(b"b\xe1o.bin"), b"\0\1", EntryKind.UNKNOWN),
    ],
)
def test_files(tmp_path: Path, name: str, content: bytes, kind: EntryKind) -> None:
    (tmp_path / name).write_bytes(content)
    assert kind_of(tmp_path / name) == kind


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    os.mknod(tmp_path / "socket", stat.S_IFSOCK | 0o600)
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "to-pipe").symlink_to("pipe")
    assert kind_of(tmp_path / "pipe") == kind_of(tmp_path / "to-pipe") == EntryKind.PIPE
    assert kind_of(tmp_path / "socket") == EntryKind.SOCKET
    assert kind_of(tmp_path / "loop") == EntryKind.BROKEN_LINK
    assert kind_of(Path("/dev/null")) == EntryKind.DEVICE


def test_what_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "notes").touch()

    def closed(path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", closed)
    assert kind_of(tmp_path / "notes") == EntryKind.CLOSED
    monkeypatch.setattr(Path, "stat", closed)
    assert kind_of(tmp_path / "notes") == EntryKind.CLOSED


def test_the_commonest_is_counted_first() -> None:
    assert counted({"pipe": 1, "e-mail": 1, "Office file": 12}) == "12 Office files, 1 e-mail, 1 pipe"
