"""What a file is to a folder of results: its own, damaged, changed by a person, unknown or foreign."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.written import Written

TEXT = "Sở Nội vụ\nXin chào\n\f".encode()
RECORD = '{"source": {"file": "a.pdf"}, "document": {"type": "Báo cáo", "date": null}}\n'.encode()


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Written]:
    """A text and a record, as they were written."""
    files = {tmp_path / "a.txt": TEXT, tmp_path / "a.json": RECORD}
    for file, data in files.items():
        file.write_bytes(data)
    with Catalogue(tmp_path) as rows:
        made = Written(tmp_path, rows)
        made.settle(files)
        yield made


def standing(written: Written, name: str, data: bytes) -> str:
    (written.folder / name).write_bytes(data)
    return written.standing(written.folder / name)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (RECORD, "own"),
        (RECORD[:-1], "damaged"),
        (RECORD[:-2], "damaged"),
        (RECORD[:40], "damaged"),
        (RECORD[:59], "damaged"),  # in the midst of a letter
        (b"", "damaged"),
        (bytes(len(RECORD)), "damaged"),
        (RECORD.replace(b"null", b'"2021-06-15"'), "edited"),
        (RECORD.replace(b"a.pdf", b"b.pdf"), "edited"),
        (RECORD.replace(b'"document"', b"document"), "edited"),
        (RECORD.replace(b" ", b""), "edited"),
        (RECORD.replace(b" ", b"").rstrip(), "edited"),
    ],
)
def test_a_record(written: Written, data: bytes, expected: str) -> None:
    assert standing(written, "a.json", data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT, "own"),
        (TEXT[:-1], "damaged"),
        (TEXT[:-2], "damaged"),
        (b"", "damaged"),
        (TEXT.replace(b"N", b"n"), "edited"),
        ("Sở Nội vụ\n".encode(), "edited"),  # the last line was taken out
        ("Sở Nội vụ\n\f".encode(), "edited"),
    ],
)
def test_a_text(written: Written, data: bytes, expected: str) -> None:
    assert standing(written, "a.txt", data) == expected


def test_what_no_run_has_written(written: Written, tmp_path: Path) -> None:
    assert standing(written, "b.txt", TEXT) == "foreign"
    assert written.standing(tmp_path / "c.txt") == "free"
    (tmp_path / "d.txt").mkdir()
    (tmp_path / "e.txt").symlink_to("b.txt")
    assert {written.standing(tmp_path / name) for name in ("d.txt", "e.txt")} == {"free"}


def test_its_bytes_are_read_only_where_size_or_time_differ(
    written: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []
    digest = written.standing.__globals__["_sha256"]

    def noted(file: Path) -> str:
        read.append(file)
        return str(digest(file))

    monkeypatch.setattr("cchc_ocr.runs.written._sha256", noted)
    file = tmp_path / "a.json"
    assert (written.standing(file), read) == ("own", [])
    os.utime(file, (1, 1))
    assert [written.standing(file) for _ in range(2)] == ["own", "own"]
    assert read == [file], "its new time is remembered"


def test_while_it_is_written_old_and_new_bytes_are_its_own(written: Written, tmp_path: Path) -> None:
    written.expect({tmp_path / "a.json": b"new\n"})
    assert [standing(written, "a.json", data) for data in (RECORD, b"new\n", b"other")] == ["own", "own", "edited"]
    written.settle({tmp_path / "a.json": b"new\n"})
    assert [standing(written, "a.json", data) for data in (b"new\n", RECORD)] == ["own", "edited"]


def later(file: Path) -> None:
    os.utime(file, (file.stat().st_atime, file.stat().st_mtime + 60))


def longer(file: Path) -> None:
    seen = file.stat()
    file.write_bytes(RECORD + b" ")
    os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns))


@pytest.mark.parametrize(("harm", "expected"), [(None, "own"), (later, "unknown"), (longer, "unknown")])
def test_of_a_catalogue_without_hashes(
    written: Written, tmp_path: Path, harm: Callable[[Path], None] | None, expected: str
) -> None:
    sizes = {"a.txt": len(TEXT), "a.json": len(RECORD), "a.pdf": -1}
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    os.utime(tmp_path / "a.pdf", ns=(0, (tmp_path / "a.txt").stat().st_mtime_ns - 10**9))
    written.forget([tmp_path / name for name in sizes])
    rows = [(name.encode(), "", size, -1) for name, size in sizes.items()]
    written.rows.db.executemany("INSERT INTO written VALUES (?, ?, ?, ?)", rows)
    if harm:
        harm(tmp_path / "a.json")
    for _ in range(2):
        written.adopt()
        assert {written.standing(tmp_path / name) for name in sizes} == {expected}


@pytest.mark.parametrize(("error", "expected"), [(PermissionError, "edited"), (FileNotFoundError, "free")])
def test_what_cannot_be_read_may_have_been_changed(
    written: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[OSError], expected: str
) -> None:
    def closed(_: Path) -> str:
        raise error

    monkeypatch.setattr("cchc_ocr.runs.written._sha256", closed)
    os.utime(tmp_path / "a.json", (1, 1))
    assert written.standing(tmp_path / "a.json") == expected
