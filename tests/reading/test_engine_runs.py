"""The whole way with the real engine: a scan to text and record."""

from __future__ import annotations

from pathlib import Path

import pytest

import cchc_ocr
from cchc_ocr.errors import ExitCode
from cchc_ocr.records import Record
from tests.conftest import Cli
from tests.paths import SAMPLES

SCAN = SAMPLES / "10-cong-van-khan.png"
NUMBER = "3308/UBND-TTHC"

pytestmark = [pytest.mark.tesseract, pytest.mark.slow]


def test_run_reads_a_scan_in_worker_processes(cli: Cli, tmp_path: Path) -> None:
    result = cli("run", SCAN, "--out", tmp_path / "out", "--jobs", 2)
    assert result.exit_code == 0, result.output
    record = Record.model_validate_json((tmp_path / "out" / f"{SCAN.stem}.json").read_bytes())
    assert record.document.number_symbol == NUMBER
    assert record.source.origin == "scan"
    assert record.source.engine and record.source.engine.startswith("tesseract ")
    assert NUMBER in (tmp_path / "out" / f"{SCAN.stem}.txt").read_text("utf-8")
    assert NUMBER in result.stderr


def test_run_library_and_extract_agree(cli: Cli, tmp_path: Path) -> None:
    cli("run", SCAN, "--out", tmp_path / "out")
    ours = cchc_ocr.digitise(SCAN).record
    assert Record.model_validate_json((tmp_path / "out" / f"{SCAN.stem}.json").read_bytes()) == ours
    assert Record.model_validate_json(cli("extract", SCAN).stdout) == ours


def test_a_page_that_takes_too_long_is_given_up(cli: Cli) -> None:
    result = cli("ocr", SCAN, "--page-timeout", "0.01")
    assert result.exit_code == ExitCode.UNREADABLE
    assert f"{SCAN.name}, page 1: " in result.stderr
    assert result.stdout == ""


def test_the_text_of_a_born_digital_pdf_is_not_read_again(cli: Cli) -> None:
    record = Record.model_validate_json(cli("extract", SAMPLES / "07-ke-hoach.pdf").stdout)
    assert (record.source.origin, record.source.engine) == ("text-layer", None)
