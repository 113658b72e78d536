"""What is missing is named, with the command that installs it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from cchc_ocr.cli import doctor
from cchc_ocr.errors import ExitCode, NotInstalledError
from cchc_ocr.reading.program import install_command
from cchc_ocr.reading.tesseract import TesseractEngine
from cchc_ocr.repair import RepairOptions
from tests.conftest import Cli


def missing(options: RepairOptions | None = None) -> dict[str, str]:
    findings = doctor.examine(options or RepairOptions())
    return {finding.name: finding.remedy for finding in findings if not finding.ok}


@pytest.fixture(autouse=True)
def engine_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TesseractEngine, "way", lambda engine: "5.3.0, by its library")


def test_nothing_is_missing() -> None:
    assert missing() == {}


def test_the_engine_is_missing(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    def absent(engine: TesseractEngine) -> str:
        raise NotInstalledError("tesseract is not installed")

    monkeypatch.setattr(TesseractEngine, "way", absent)
    assert missing() == {"tesseract, with Vietnamese data": install_command()}
    result = cli("doctor")
    assert result.exit_code == ExitCode.NOT_INSTALLED
    assert "MISSING tesseract" in result.stdout


def test_a_package_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name == "pikepdf":
            raise PackageNotFoundError(name)
        return "1.0"

    monkeypatch.setattr(doctor, "version", version)
    assert missing() == {"pikepdf": "pip install pikepdf"}


def test_a_bad_dictionary_is_named(tmp_path: Path) -> None:
    findings = list(doctor.examine(RepairOptions(dictionaries=tmp_path / "none")))
    assert [finding.found for finding in findings if finding.name == "dictionaries"] == [
        f"{tmp_path / 'none'}: there is no such folder"
    ]


def test_every_dependency_is_looked_for() -> None:
    names = {finding.name for finding in doctor.examine(RepairOptions())}
    assert {"numpy", "pypdfium2", "pytesseract", "pydantic", "typer", "unidecode"} <= names
    assert not names & {"mypy", "pytest"}
