"""The sheet that explains the others."""

from __future__ import annotations

from openpyxl import Workbook

from cchc_ocr.export.sheet import COLOURS
from tests.exported import found, record
from tests.workbooks import FILTERED, SHEETS, colour, opened


def test_every_column_is_explained(book: Workbook) -> None:
    rows = {tuple(c.value for c in row) for row in book[SHEETS["legend"]].iter_rows()}
    for table in FILTERED:
        shown = {c.value for c in book[SHEETS[table.name]][1]}
        told = {title for sheet, title, _ in rows if sheet == SHEETS[table.name]}
        assert told == shown
        assert all(name in table.names for sheet, _, name in rows if sheet == SHEETS[table.name])


def test_every_colour_is_explained_and_the_threshold_named() -> None:
    page = opened(found(record()), 0.65)[SHEETS["legend"]]
    colours = {colour(row[0]): row[1].value for row in page.iter_rows() if colour(row[0]) in COLOURS.values()}
    assert set(colours) == set(COLOURS.values())
    assert "65%" in colours[COLOURS["review"]]
