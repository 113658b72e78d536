"""What kind of thing is passed over: by its name where that tells, otherwise by its content."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from cchc_ocr.runs import kinds
from cchc_ocr.runs.kinds import Kind, counted, kind_of


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("list.XLSX", b"anything", kinds.OFFICE),
        ("old.doc", b"", kinds.OFFICE),
        ("letter.eml", b"", kinds.MAIL),
        ("all.zip", b"", kinds.ARCHIVE),
        ("photo.heic", b"", kinds.PICTURE),
        ("page.jp2", b"", kinds.PICTURE),
        ("page.avif", b"", kinds.PICTURE),
        ("page.gif", b"", kinds.PICTURE),
        ("606", b"junk before\n%PDF-1.7", kinds.BARE_PDF),
        ("606.pdf.bak", b"%PDF-1.7", kinds.BARE_PDF),
        ("scan", b"\xff\xd8\xff\xe0", kinds.BARE_PICTURE),
        ("scan", b"RIFF\x10\0\0\0WEBP", kinds.BARE_PICTURE),
        ("photo", b"\0\0\0\x18ftypheic", kinds.PICTURE),
        ("page", b"\0\0\0\x0cjP  ", kinds.PICTURE),
        ("letter", b"PK\x03\x04\x14\0[Content_Types].xml", kinds.OFFICE),
        ("letter", b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", kinds.OFFICE),
        ("old", b"\xd0\xcf\x11\xe0", kinds.OFFICE),
        ("all", b"PK\x03\x04\x14\0a.pdf", kinds.ARCHIVE),
        ("mail", b"Return-Path: <a@b>", kinds.MAIL),
        (".bao-cao.pdf", b"%PDF-1.7", kinds.HIDDEN),
        ("01.truth.txt", b"words", kinds.TRUTH),
        ("notes", b"", kinds.EMPTY),
        ("notes.md", b"words", kinds.UNKNOWN),
        (os.fsdecode(b"b\xe1o.bin"), b"\0\1", kinds.UNKNOWN),
    ],
)
def test_files(tmp_path: Path, name: str, content: bytes, kind: Kind) -> None:
    (tmp_path / name).write_bytes(content)
    assert kind_of(tmp_path / name) == kind


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    os.mknod(tmp_path / "socket", stat.S_IFSOCK | 0o600)
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "to-pipe").symlink_to("pipe")
    assert kind_of(tmp_path / "pipe") == kind_of(tmp_path / "to-pipe") == kinds.PIPE
    assert kind_of(tmp_path / "socket") == kinds.SOCKET
    assert kind_of(tmp_path / "loop") == kinds.BROKEN_LINK
    assert kind_of(Path("/dev/null")) == kinds.DEVICE


def test_what_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "notes").touch()

    def closed(path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", closed)
    assert kind_of(tmp_path / "notes") == kinds.CLOSED
    monkeypatch.setattr(Path, "stat", closed)
    assert kind_of(tmp_path / "notes") == kinds.CLOSED


def test_the_commonest_is_counted_first() -> None:
    assert counted({"pipe": 1, "e-mail": 1, "Office file": 12}) == "12 Office files, 1 e-mail, 1 pipe"
