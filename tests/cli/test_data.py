"""What the commands print and write that are about records and about the program itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cchc_ocr.cli import doctor
from cchc_ocr.cli.doctor import Requirement
from cchc_ocr.errors import ExitCode
from cchc_ocr.export import formats
from cchc_ocr.records import Record
from tests.conftest import Cli


def test_export_to_stdout(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Xin chào\n")
    line = cli("extract", tmp_path / "a.txt").stdout
    assert cli("export", "-", "--to", "jsonl", "--out", "-", stdin=line).stdout == line


@pytest.mark.parametrize("option", ["decimal_comma", "review_below"])
def test_help_names_the_formats_that_heed_an_option(cli: Cli, option: str) -> None:
    assert f"{formats.heeding(option)}: " in " ".join(cli("export", "--help").stdout.split())


def test_export_says_what_it_wrote_and_replaces_nothing_unasked(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Xin chào\n")
    (tmp_path / "a.json").write_text(cli("extract", tmp_path / "a.txt").stdout)
    out = tmp_path / "all.jsonl"
    command = ["export", tmp_path / "a.json", "--to", "jsonl", "--out", out]
    first, second, third = cli(*command), cli(*command), cli(*command, "--overwrite")
    assert (first.exit_code, first.stdout, first.stderr) == (0, "", f"written: {out}\n")
    assert second.exit_code == ExitCode.USAGE
    assert third.exit_code == 0
    own = cli("export", tmp_path / "a.json", "--to", "jsonl", "--out", tmp_path / "a.json", "--overwrite")
    assert own.exit_code == ExitCode.USAGE, "records are not written over their source"


def test_schema_is_that_of_the_records(cli: Cli) -> None:
    schema = json.loads(cli("schema").stdout)
    assert set(schema["properties"]) == set(Record.model_fields)
    assert all(part["description"] for part in schema["$defs"]["Score"]["properties"].values())


def test_doctor_names_what_is_missing_and_what_mends_it(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    found = [Requirement("Python", "3.11"), Requirement("numpy", "missing", ok=False, remedy="pip install numpy")]
    monkeypatch.setattr(doctor, "examine", lambda _: iter(found))
    result = cli("doctor")
    assert result.exit_code == ExitCode.NOT_INSTALLED
    assert result.stdout.splitlines() == [
        "ok      Python  3.11",
        "MISSING numpy   missing",
        "        pip install numpy",
    ]
    monkeypatch.setattr(doctor, "examine", lambda _: iter(found[:1]))
    assert cli("doctor").exit_code == 0


@pytest.mark.tesseract
def test_doctor_finds_everything_here(cli: Cli) -> None:
    result = cli("doctor")
    assert result.exit_code == 0, result.output
    assert "tesseract" in result.stdout
    assert "MISSING" not in result.stdout
