"""What the commands say that measure and learn."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cchc_ocr.errors import ExitCode
from cchc_ocr.evaluation import evaluate
from cchc_ocr.evaluation.figures import Report
from tests.conftest import Cli
from tests.readers import foreign
from tests.reports import ONE, REPORT, TWO


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


def test_tables_of_an_evaluation_name_fields_in_vietnamese(
    monkeypatch: pytest.MonkeyPatch, cli: Cli, tmp_path: Path
) -> None:
    measuring(monkeypatch, REPORT)
    shown = cli("evaluate", tmp_path, "--lang", "vi").stdout
    assert "Loại văn bản" in shown
    assert foreign(shown, frozenset({"CER", "WER", "vie", ONE.name, TWO.name})) == []


def test_figures_with_an_error_do_not_become_the_agreed_ones(
    monkeypatch: pytest.MonkeyPatch, cli: Cli, tmp_path: Path
) -> None:
    measuring(monkeypatch, Report((ONE,), {"bad.pdf": "the PDF is corrupt"}))
    result = cli("evaluate", tmp_path, "--update")
    assert result.exit_code == ExitCode.UNREADABLE
    assert "bad.pdf" in result.stderr
    assert not (tmp_path / "expected.toml").exists()
