"""The sheet of charts."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cchc_ocr.export import Found, charts
from cchc_ocr.export.titles import titles
from cchc_ocr.export.workbook import workbook
from tests.exported import found, record
from tests.workbooks import BARE, SHEETS, opened


def drawn(*records: Found) -> list[str]:
    """The charts of a workbook, as they are written."""
    with zipfile.ZipFile(io.BytesIO(workbook(records, Path("index.xlsx")))) as parts:
        names = sorted(name for name in parts.namelist() if re.search(r"charts/chart\d", name))
        return [parts.read(name).decode() for name in names]


def test_a_line_for_each_body_and_bars_for_its_criteria() -> None:
    over_years, criteria = drawn(*found(record(2019), record(2020)))
    assert "<c:lineChart>" in over_years and "<c:barChart>" in criteria
    assert re.findall(r"<c:f>(.*?)</c:f>", over_years) == [
        f"'Biểu đồ'!{at}" for at in ("$A$5", "$B$4:$C$4", "$B$5:$C$5")
    ]
    places = re.findall(r"<c:f>(.*?)</c:f>", criteria)
    assert len(places) == 2 * 3, "a bar of each year"
    page = opened(found(record(2019), record(2020)))[SHEETS["charts"]]
    heads = [page[place.split("!")[1].replace("$", "")].value for place in places[::3]]
    assert heads == ["2019", "2020"]
    first, _, last = places[1].split("!")[1].replace("$", "").partition(":")
    assert [row[0].value for row in page[first:last]] == [
        "Cải cách thể chế",
        "Cải cách tài chính công",
        "Kỷ luật, kỷ cương",
    ]


def test_names_of_criteria_have_room_beside_the_bars() -> None:
    _, criteria = drawn(*found(record(2019), record(2020)))
    assert re.search(r'<c:x val="0\.3[56]', criteria)


def test_without_scores_the_sheet_of_charts_says_so() -> None:
    assert opened(found(BARE))[SHEETS["charts"]]["A2"].value == titles().charts["none"]


def test_a_body_with_one_criterion_of_one_year_has_no_chart() -> None:
    one = record().model_copy(update={"scores": record().scores[:1]})
    assert opened(found(one))[SHEETS["charts"]]["A2"].value == titles().charts["none"]


def test_a_share_beyond_all_numbers_is_not_drawn() -> None:
    misread = {"score": 1e300, "max_score": 1e-300}
    records = [record(year) for year in (2019, 2020)]
    broken = [
        one.model_copy(update={"scores": [s.model_copy(update=misread) for s in one.scores]}) for one in records
    ]
    assert ["lineChart" in chart for chart in drawn(*found(*broken))] == [True], (
        "of the totals, and none of the rest"
    )


def test_no_more_charts_than_a_workbook_opens_quickly_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "_MOST_CHARTS", 2)
    records = found(*(record(year, issuer=issuer) for year in (2018, 2019) for issuer in ("Sở Nội vụ", "Sở Y tế")))
    assert len(drawn(*records)) == 2
    page = load_workbook(io.BytesIO(workbook(records, Path("index.xlsx"))))[SHEETS["charts"]]
    assert page["A2"].value == titles().charts["more"].format(shown=2, all=3)


def test_a_share_above_the_whole_is_not_cut_off() -> None:
    above = record(2019, points=(12.0, 8.0, 4.0))
    (criteria,) = drawn(*found(above))
    assert '<c:max val="1.0"/>' not in criteria
    (criteria,) = drawn(*found(record(2019)))
    assert '<c:max val="1.0"/>' in criteria
