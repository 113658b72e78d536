"""Where the scans of records lie."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from cchc_ocr import export
from cchc_ocr.runs.catalogue import NAME
from tests.conftest import Cli
from tests.exported import RESULTS


def test_the_scan_is_found_by_the_catalogue_or_beside_the_record(tmp_path: Path, cli: Cli) -> None:
    for year in ("2019", "2020"):
        (tmp_path / "in" / year).mkdir(parents=True)
        (tmp_path / "in" / year / "a.txt").write_text(f"Báo cáo năm {year}\n")
    out = tmp_path / "out"
    cli("run", tmp_path / "in", "--out", out)
    scans = [tmp_path / "in/2019/a.txt", tmp_path / "in/2020/a.txt"]
    assert [one.scan for one in export.load([out], io.StringIO())] == scans
    assert [one.scan for one in export.load([out / "2020"], io.StringIO())] == scans[1:]
    assert [one.scan for one in export.load([out / "2020/a.json"], io.StringIO())] == scans[1:]
    scans[0].unlink()
    assert [one.scan for one in export.load([out], io.StringIO())] == [None, scans[1]], (
        "not the text of the result"
    )


def test_without_a_catalogue_the_scan_is_looked_for_beside_the_record(tmp_path: Path) -> None:
    text = RESULTS.model_copy(update={"source": RESULTS.source.model_copy(update={"file": "b.txt"})})
    (tmp_path / "a.json").write_text(RESULTS.to_json())
    (tmp_path / "b.json").write_text(text.to_json())
    (tmp_path / "606.pdf").touch()
    (tmp_path / "b.txt").touch()
    assert [one.scan for one in export.load([tmp_path], io.StringIO())] == [tmp_path / "606.pdf", None]


@pytest.mark.parametrize("file", ["../secret.txt", "/etc/hostname", ".", ""])
def test_a_record_leads_to_no_file_elsewhere(tmp_path: Path, file: str) -> None:
    (tmp_path / "secret.txt").touch()
    (tmp_path / "in").mkdir()
    source = RESULTS.source.model_copy(update={"file": file})
    (tmp_path / "in/a.json").write_text(RESULTS.model_copy(update={"source": source}).to_json())
    assert [one.scan for one in export.load([tmp_path / "in"], io.StringIO())] == [None]


def test_a_catalogue_that_is_broken_costs_the_links_only(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("no database, and long enough to be looked at as one" * 20)
    (tmp_path / "a.json").write_text(RESULTS.to_json())
    assert [one.scan for one in export.load([tmp_path], io.StringIO())] == [None]
