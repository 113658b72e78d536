"""What the commands print and write, each in short; their options are in test_options.py."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cchc_ocr import pipeline
from cchc_ocr.document import Line, Page, Word
from cchc_ocr.errors import ExitCode
from cchc_ocr.records import Record
from tests.conftest import Cli


def test_extract_prints_one_record_per_line(cli: Cli, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Xin chào\n")
    lines = cli("extract", tmp_path / "a.txt", tmp_path / "b.txt").stdout.splitlines()
    assert [Record.model_validate_json(line).source.file for line in lines] == ["a.txt", "b.txt"]
    pretty = cli("extract", "--pretty", tmp_path / "a.txt").stdout
    assert json.loads(pretty) == json.loads(lines[0])
    assert len(pretty.splitlines()) > 20


def test_every_change_to_a_scan_is_explained(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    words = (Word("số"), Word("20§1/QĐ-UBND"), Word("-", seen="~"))
    page = Page(3, (Line(), Line(words)), "scan")
    monkeypatch.setattr(pipeline, "read", lambda *_, **__: [page])
    told = [json.loads(line) for line in cli("ocr", "--explain", "a.pdf").stdout.splitlines()]
    assert [
        (one["page"], one["line"], one["start"], one["seen"], one["became"], one["steps"]) for one in told
    ] == [
        (3, 2, 3, "20§1/QĐ-UBND", "2081/QĐ-UBND", ["figure"]),
        (3, 2, 16, "~", "-", ["typed sign"]),
    ]
    assert cli("ocr", "--explain", "--raw", "a.pdf").exit_code == ExitCode.USAGE


def test_raw_is_what_was_read_and_the_rest_is_repaired(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("cai cach hanh chinh\n")
    assert cli("ocr", tmp_path / "a.txt").stdout == "cải cách hành chính\n\f"
    assert cli("ocr", "--raw", tmp_path / "a.txt").stdout == "cai cach hanh chinh\n\f"


def test_a_model_is_learned_from_own_text_and_used(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "clean").mkdir()
    (tmp_path / "clean/a.txt").write_text("Trại giống Rạng Đông ươm bưởi Sơn Hạ.\n" * 5, "utf-8")
    (tmp_path / "bare.txt").write_text("Trai giong Rang Dong tai Son Ha", "utf-8")
    model = tmp_path / "own.model"
    assert cli("learn", tmp_path / "clean", "--out", model).exit_code == 0
    assert "Sơn Hạ" in cli("restore", "--model", model, tmp_path / "bare.txt").stdout
    assert "Sơn Hạ" not in cli("restore", tmp_path / "bare.txt").stdout


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_nothing_to_learn_from(cli: Cli, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    result = cli("learn", tmp_path / name, "--out", tmp_path / "own.model")
    assert result.exit_code == ExitCode.UNREADABLE
    assert not (tmp_path / "own.model").exists()


def test_schema_is_that_of_the_records(cli: Cli) -> None:
    schema = json.loads(cli("schema").stdout)
    assert set(schema["properties"]) == set(Record.model_fields)
    assert all(part["description"] for part in schema["$defs"]["Score"]["properties"].values())


def test_run_shows_what_was_read_and_what_failed(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/good.txt").write_text("Xin chào\n")
    (tmp_path / "in/bad.pdf").write_bytes(b"")
    result = cli("run", tmp_path / "in", "--out", tmp_path / "out")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert result.stdout == ""
    assert "good.txt" in result.stderr
    assert "the file is empty" in result.stderr
    assert f"1 done, 0 finished before, 1 failed.\nResults lie in {tmp_path / 'out'}: " in result.stderr


def test_search_finds_what_run_wrote(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("Cải cách hành chính\n")
    cli("run", tmp_path / "in", "--out", tmp_path / "out")
    assert cli("search", "cai cach", "--in", tmp_path / "out").stdout == "a.txt: page 1: Cải cách hành chính\n"
    nothing = cli("search", "ngân sách", "--in", tmp_path / "out")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "nothing found\n")


def test_export_to_stdout(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Xin chào\n")
    line = cli("extract", tmp_path / "a.txt").stdout
    assert cli("export", "-", "--to", "jsonl", "--out", "-", stdin=line).stdout == line


def test_pages_of_the_pipeline_are_parted_by_form_feeds(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    pages = [Page(1, (Line.from_text("một"),)), Page(2, (Line.from_text("hai"),))]
    monkeypatch.setattr(pipeline, "read", lambda *_, **__: pages)
    assert cli("ocr", "--raw", "a.pdf").stdout == "một\n\fhai\n\f"


@pytest.mark.tesseract
def test_doctor_finds_everything_here(cli: Cli) -> None:
    result = cli("doctor")
    assert result.exit_code == 0, result.output
    assert "tesseract" in result.stdout
    assert "MISSING" not in result.stdout
