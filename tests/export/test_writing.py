"""Writing records: all or nothing, and nothing of somebody else's."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cchc_ocr import export
from cchc_ocr.errors import ExitCode, UsageError
from cchc_ocr.export import Found
from cchc_ocr.export.formats import FORMATS, NAMES
from tests.conftest import Cli
from tests.exported import RESULTS


@pytest.mark.parametrize("kind", [one.name for one in FORMATS if not one.streams])
def test_only_json_lines_go_to_stdout(
    tmp_path: Path, cli: Cli, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = cli("export", "-", "--to", kind, "--out", "-", stdin=RESULTS.to_json())
    assert (result.exit_code, result.stdout) == (ExitCode.USAGE, "")
    assert not list(tmp_path.iterdir())


def test_an_unknown_kind(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--to ods: there is no such format"):
        export.write([Found("a", RESULTS)], "ods", tmp_path / "a.ods")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", NAMES)
def test_nothing_is_written_where_one_record_is_bad(tmp_path: Path, cli: Cli, kind: str) -> None:
    (tmp_path / "all.jsonl").write_text(f"{RESULTS.to_json()}\n{{\n")
    result = cli("export", tmp_path / "all.jsonl", "--to", kind, "--out", tmp_path / "out.xlsx")
    assert result.exit_code == ExitCode.UNREADABLE
    assert "all.jsonl:3: this is not JSON" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["all.jsonl"]


@pytest.mark.parametrize("kind", NAMES)
def test_records_are_not_changed_and_files_are_replaced(tmp_path: Path, kind: str) -> None:
    found = [Found("a", RESULTS)]
    out = tmp_path / ("a.xlsx" if kind == "xlsx" else "out")
    first = export.write(found, kind, out).files
    assert export.write(found, kind, out).files == first
    assert found == [Found("a", RESULTS.model_validate_json(RESULTS.to_json()))]


def test_what_was_written_is_said(tmp_path: Path, cli: Cli) -> None:
    result = cli("export", "-", "--to", "xlsx", "--out", tmp_path / "a.xlsx", stdin=RESULTS.to_json())
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"written: {tmp_path / 'a.xlsx'}\n"


def test_a_scan_or_a_record_that_is_read_is_never_replaced(tmp_path: Path) -> None:
    scan, record = tmp_path / "scan.jsonl", tmp_path / "record.jsonl"
    scan.write_text("a scan")
    record.write_text("a record")
    found = [Found("a", RESULTS, scan)]
    for out in (scan, record):
        with pytest.raises(UsageError):
            export.write(found, "jsonl", out, inputs=[record], overwrite=True)
    assert (scan.read_text(), record.read_text()) == ("a scan", "a record")


def test_a_file_that_is_there_is_replaced_on_request_only(tmp_path: Path) -> None:
    (tmp_path / "documents.csv").write_text("old")
    with pytest.raises(UsageError, match=r"documents\.csv: this file exists already"):
        export.write([Found("a", RESULTS)], "csv", tmp_path, overwrite=False)
    assert [path.name for path in tmp_path.iterdir()] == ["documents.csv"], (
        "no table is written without the others"
    )
    export.write([Found("a", RESULTS)], "csv", tmp_path, overwrite=True)
    assert (tmp_path / "documents.csv").read_text("utf-8-sig").startswith("record,")


def test_as_text_only_what_streams() -> None:
    found = [Found("a", RESULTS), Found("b", RESULTS)]
    assert "".join(export.pieces(found, "jsonl")) == f"{RESULTS.to_json()}\n" * 2 == export.jsonl(found)
    with pytest.raises(UsageError, match="--to csv cannot be written to stdout"):
        export.pieces(found, "csv")


BAD_TARGETS = [
    ("xlsx", "a.xls", "must end in .xlsx"),
    ("parquet", "a.parquet", "one file per table"),
    *((kind, "a-file/out.xlsx", "cannot be written: Not a directory") for kind in NAMES),
    ("jsonl", "a-file", "this file exists already"),
]


@pytest.mark.parametrize(("kind", "out", "why"), BAD_TARGETS)
def test_a_bad_target_is_refused_before_anything_is_read(
    tmp_path: Path, cli: Cli, kind: str, out: str, why: str
) -> None:
    (tmp_path / "a-file").touch()
    result = cli("export", tmp_path / "no-such-record.json", "--to", kind, "--out", tmp_path / out)
    assert result.exit_code == ExitCode.USAGE
    assert why in result.stderr


def test_where_writing_fails_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise UsageError("the disk is full")

    monkeypatch.setattr("cchc_ocr.export.delimited.write", fail)
    (tmp_path / "there").mkdir()
    (tmp_path / "there/documents.csv").write_text("old")
    for out in ("there", "new/tables"):
        with pytest.raises(UsageError, match="the disk is full"):
            export.write([Found("a", RESULTS)], "csv", tmp_path / out)
    assert [path.name for path in tmp_path.iterdir()] == ["there"]
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["documents.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no permission bits")
@pytest.mark.parametrize("kind", NAMES)
def test_what_is_written_is_no_more_readable_than_the_records(tmp_path: Path, cli: Cli, kind: str) -> None:
    (tmp_path / "a.json").write_text(RESULTS.to_json())
    (tmp_path / "a.json").chmod(0o600)
    out = tmp_path / "out" / "a.xlsx"
    assert cli("export", tmp_path / "a.json", "--to", kind, "--out", out).exit_code == ExitCode.DONE
    written = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert written and not [path for path in written if path.stat().st_mode & 0o077]
