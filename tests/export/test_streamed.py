"""Rows that are written as XML in one go are those that XlsxWriter writes cell by cell."""

from __future__ import annotations

import io
from zipfile import ZipFile

from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from cchc_ocr.export.streamed import CellWriter, StreamedWorkbook, StreamedWorksheet, look_number
from tests.laws import FEW

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
NUMBERS = st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False)
ROWS = st.lists(st.lists(TEXTS | NUMBERS | st.none(), min_size=1, max_size=4), max_size=4)
LINK = "external:./a.pdf"


def _written(rows: list[list[object]], height: float, *, streamed: bool) -> bytes:
    """The XML of a sheet with a heading, these rows, and a row further below, whose first cell is a link."""
    place = io.BytesIO()
    with StreamedWorkbook(place) as book:
        page, look = book.sheet("A"), book.add_format({"bold": True})
        page.write_string(0, 0, "heading")
        for at, cells in enumerate(rows, 1):
            (_by_row if streamed else _by_cell)(page, at, cells, look, height)
        page.write_url(len(rows) + 3, 0, LINK, look, "link")
        if streamed:
            page.write_cells(len(rows) + 3, [CellWriter(0, look_number(look)).text(len(rows) + 3, "link")], 1)
    return ZipFile(place).read("xl/worksheets/sheet1.xml")


def _by_row(page: StreamedWorksheet, at: int, cells: list[object], look: object, height: float) -> None:
    xml = [_xml(CellWriter(column, look_number(look)), at, value) for column, value in enumerate(cells)]  # type: ignore[arg-type]
    page.write_cells(at, xml, len(cells), height)


def _xml(writer: CellWriter, at: int, value: object) -> str:
    if isinstance(value, int | float):
        return writer.number(at, value)
    return writer.blank(at) if value is None else writer.text(at, str(value))


def _by_cell(page: StreamedWorksheet, at: int, cells: list[object], look: object, height: float) -> None:
    page.set_row(at, height)
    for column, value in enumerate(cells):
        if isinstance(value, int | float):
            page.write_number(at, column, value, look)  # type: ignore[arg-type]
        elif value is None:
            page.write_blank(at, column, None, look)  # type: ignore[arg-type]
        else:
            page.write_string(at, column, str(value), look)  # type: ignore[arg-type]


@FEW
@given(ROWS, st.sampled_from([15.0, 15.5, 46.5]))
@example([["_x0041_", "a & b < c > \"d\" 'e'", " a\n", "\x07\uffff"], [12, 0.1, -3e300, 10**15]], 31.0)
def test_the_same_bytes(rows: list[list[object]], height: float) -> None:
    assert _written(rows, height, streamed=True) == _written(rows, height, streamed=False)


def test_a_comment_lies_over_rows_of_their_height() -> None:
    """XlsxWriter reckons from the heights of rows how many of them a comment covers."""
    ends = []
    for height in (None, 62.0):
        place = io.BytesIO()
        with StreamedWorkbook(place) as book:
            page = book.sheet("A")
            page.write_comment(1, 0, "note", {"height": 300})
            for row in range(20):
                page.write_cells(row, [CellWriter(0, 0).text(row, "a")], 1, height)
        drawn = ZipFile(place).read("xl/drawings/vmlDrawing1.vml").decode()
        anchor = drawn.partition("<x:Anchor>")[2].partition("<")[0].split(",")
        ends.append(int(anchor[6]))
    assert ends[1] < ends[0]


def test_looks_that_are_equal_are_one() -> None:
    book = StreamedWorkbook(io.BytesIO())
    one, other = (book.add_format({"italic": True}) for _ in range(2))
    assert look_number(one) == look_number(other)
    book.close()


def test_a_link_shows_what_the_row_says() -> None:
    """The number of a page stays a number."""
    place = io.BytesIO()
    with StreamedWorkbook(place) as book:
        page = book.sheet("A")
        page.write_url(0, 0, LINK, None, "4")
        page.write_cells(0, [CellWriter(0, 0).number(0, 4)], 1)
    cell = load_workbook(place)["A"]["A1"]
    assert cell.value == 4
    assert cell.hyperlink.target == "a.pdf"
