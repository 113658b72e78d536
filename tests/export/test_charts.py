"""The sheet of charts."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cchc_ocr.export import charts
from cchc_ocr.export.titles import titles
from cchc_ocr.export.workbook import workbook
from tests.exported import found, record
from tests.workbooks import BARE, SHEETS, opened


def test_charts_of_scores_against_maxima_and_of_years() -> None:
    content = workbook(found(record(2019), record(2020)), Path("index.xlsx"))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if re.search(r"charts/chart\d", name)]
    assert len(charts) == 3
    ranges = [re.findall(r"<c:f>(.*?)</c:f>", chart) for chart in charts]
    assert all("So sánh" in place for place in ranges[0])
    assert [place.split("!")[1] for place in ranges[2][:2]] == ["$F$5:$F$7", "$H$5:$H$7"]
    assert "15/BC-SNV (Sở Nội vụ), năm 2020" in charts[2]


def test_without_scores_the_sheet_of_charts_says_so() -> None:
    assert opened(found(BARE))[SHEETS["charts"]]["A2"].value == titles().charts["none"]


def test_a_document_with_one_criterion_has_no_chart() -> None:
    one = record().model_copy(update={"scores": record().scores[:1]})
    assert opened(found(one))[SHEETS["charts"]]["A2"].value == titles().charts["none"]


def test_no_more_charts_than_a_workbook_opens_quickly_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "_MOST_CHARTS", 2)
    records = found(*(record(year) for year in (2018, 2019, 2020)))
    content = workbook(records, Path("index.xlsx"))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert len([name for name in parts.namelist() if re.search(r"charts/chart\d", name)]) == 2
    page = load_workbook(io.BytesIO(content))[SHEETS["charts"]]
    assert page["A2"].value == titles().charts["more"].format(shown=2, all=4)
