"""What the commands print and write that are about records and about the program itself."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cchc_ocr.cli import doctor
from cchc_ocr.cli.doctor import Requirement
from cchc_ocr.errors import ExitCode
from cchc_ocr.evaluation import evaluate
from cchc_ocr.evaluation.figures import Report
from cchc_ocr.export import formats
from cchc_ocr.records import Record
from tests.conftest import Cli
from tests.reports import ONE, REPORT, TWO


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


def test_a_model_does_not_take_the_place_of_its_text(cli: Cli, tmp_path: Path) -> None:
    clean = tmp_path / "a.txt"
    clean.write_text("Trại giống Rạng Đông\n")
    assert cli("learn", clean, "--out", clean).exit_code == ExitCode.USAGE
    assert clean.read_text() == "Trại giống Rạng Đông\n"


def test_schema_is_that_of_the_records(cli: Cli) -> None:
    schema = json.loads(cli("schema").stdout)
    assert set(schema["properties"]) == set(Record.model_fields)
    assert all(part["description"] for part in schema["$defs"]["Score"]["properties"].values())


def measuring(monkeypatch: pytest.MonkeyPatch, report: Report) -> None:
    """Samples are not read: this is what came of them."""
    monkeypatch.setattr(evaluate, "run", lambda *_, **__: report)


def test_evaluation_is_shown_in_tables_or_as_json(
    monkeypatch: pytest.MonkeyPatch, cli: Cli, tmp_path: Path
) -> None:
    measuring(monkeypatch, REPORT)
    tables = cli("evaluate", tmp_path)
    assert tables.exit_code == 0
    assert ONE.name in tables.stdout
    assert json.loads(cli("evaluate", tmp_path, "--json").stdout)


def test_figures_once_agreed_are_held(monkeypatch: pytest.MonkeyPatch, cli: Cli, tmp_path: Path) -> None:
    measuring(monkeypatch, REPORT)
    assert cli("evaluate", tmp_path, "--update").exit_code == 0
    assert (tmp_path / "expected.toml").is_file()
    checked = cli("evaluate", tmp_path, "--check", "--junit", tmp_path / "report.xml")
    assert checked.exit_code == 0
    assert (tmp_path / "report.xml").read_text().startswith("<?xml")
    worse = replace(ONE, text=replace(ONE.text, character_edits=500))
    measuring(monkeypatch, Report((worse, TWO)))
    fallen = cli("evaluate", tmp_path, "--check")
    assert fallen.exit_code == ExitCode.BELOW_EXPECTED
    assert f"cchc-ocr: {ONE.name}: cer: expected at most" in fallen.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there are no permission bits")
def test_a_report_is_no_more_readable_than_the_samples(
    monkeypatch: pytest.MonkeyPatch, cli: Cli, tmp_path: Path
) -> None:
    measuring(monkeypatch, REPORT)
    (tmp_path / "a.truth.txt").touch(mode=0o600)
    assert cli("evaluate", tmp_path, "--junit", tmp_path / "report.xml").exit_code == 0
    assert (tmp_path / "report.xml").stat().st_mode & 0o077 == 0


def test_figures_with_an_error_do_not_become_the_agreed_ones(
    monkeypatch: pytest.MonkeyPatch, cli: Cli, tmp_path: Path
) -> None:
    measuring(monkeypatch, Report((ONE,), {"bad.pdf": "the PDF is corrupt"}))
    result = cli("evaluate", tmp_path, "--update")
    assert result.exit_code == ExitCode.UNREADABLE
    assert "bad.pdf" in result.stderr
    assert not (tmp_path / "expected.toml").exists()


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
