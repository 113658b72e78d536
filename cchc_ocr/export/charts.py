"""Charts of scores against their maxima, and of shares over the years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cchc_ocr.export.found import Found
from cchc_ocr.export.sheet import Styles, WorkbookSheet, plain
from cchc_ocr.export.tables import CellValue
from cchc_ocr.export.titles import titles
from cchc_ocr.records import Record

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart
    from xlsxwriter.worksheet import Worksheet

_MOST_CHARTS = 40  # more make a workbook slow to open
_FEWEST_CRITERIA = 2
_WIDTH, _ROW_HEIGHT = 900, 20  # in pixels
_COLOURS = {"score": "#1F4E78", "max_score": "#BDD7EE"}
_SHADES = ("#BDD7EE", "#5B9BD5", "#1F4E78", "#F4B183", "#C55A11", "#A9D18E", "#548235")
_CRITERION = 2  # the column of the comparison that names the criterion


@dataclass(frozen=True, slots=True)
class ScoreRows:
    """Rows of the sheet of scores that are of one document and year; ``whole`` of them have score and maximum."""

    found: Found
    year: CellValue
    first: int
    last: int
    whole: int

    def continues(self, other: ScoreRows) -> bool:
        return self.found is other.found and self.year == other.year

    def with_next(self, other: ScoreRows) -> ScoreRows:
        return replace(self, last=other.last, whole=self.whole + other.whole)


@dataclass(frozen=True, slots=True)
class CriteriaRows:
    """An issuer, the first and last row of its criteria, and the columns of the years to draw."""

    issuer: str
    first: int
    last: int
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """The sheet of scores and what belongs together on it."""

    sheet: WorkbookSheet
    blocks: Sequence[ScoreRows]


@dataclass(frozen=True, slots=True)
class Years:
    """The sheet of years side by side and the issuers on it."""

    sheet: WorkbookSheet
    spans: Sequence[CriteriaRows]


@dataclass(frozen=True, slots=True)
class _Series:
    name: str
    column: int
    colour: str


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A chart, the line above it, and how many criteria it shows."""

    chart: Chart
    caption: str
    criteria: int


def add_charts(book: Workbook, styles: Styles, bars: Bars, years: Years | None) -> None:
    """A sheet with a chart per issuer over the years, then one per document and year."""
    page = book.add_worksheet(titles().sheets["charts"])
    page.hide_gridlines(2)
    page.set_column(0, 0, 120)
    page.fit_to_pages(1, 0)
    over_years = list(_over_years(book, years)) if years else []
    _place(page, styles, [*over_years, *_of_documents(book, bars)])


def _of_documents(book: Workbook, bars: Bars) -> Iterator[_Drawn]:
    words, sheet = titles().charts, bars.sheet
    series = [_Series(words[name], _column(sheet, name), colour) for name, colour in _COLOURS.items()]
    for block in bars.blocks:
        if block.whole >= _FEWEST_CRITERIA:
            title = words["title" if block.year else "title_without_year"]
            title = title.format(document=_named(block.found.record), year=block.year)
            chart = _chart(book, title, words["axis"])
            _draw(chart, sheet, (block.first, block.last), _column(sheet, "criterion"), series)
            yield _Drawn(chart, _caption(sheet, block), block.last - block.first + 1)


def _over_years(book: Workbook, years: Years) -> Iterator[_Drawn]:
    """Of issuers with two years at least."""
    words, sheet = titles().charts, years.sheet
    for span in years.spans:
        criteria = span.last - span.first + 1
        if criteria >= _FEWEST_CRITERIA and len(span.columns) > 1:
            series = [
                _Series(sheet.headings[column].title, column, _SHADES[number % len(_SHADES)])
                for number, column in enumerate(span.columns)
            ]
            chart = _chart(book, words["years"].format(issuer=span.issuer), words["axis_years"])
            _draw(chart, sheet, (span.first, span.last), _CRITERION, series)
            yield _Drawn(chart, words["years_from"].format(sheet=sheet.name), criteria)


def _place(page: Worksheet, styles: Styles, drawn: Sequence[_Drawn]) -> None:
    words, row = titles().charts, 2
    page.write_string(0, 0, words["scores"], styles.title)
    if not drawn:
        page.write_string(1, 0, words["none"])
    if len(drawn) > _MOST_CHARTS:
        page.write_string(1, 0, words["more"].format(shown=_MOST_CHARTS, all=len(drawn)))
    for one in drawn[:_MOST_CHARTS]:
        height = 130 + 46 * one.criteria
        page.write_string(row, 0, plain(one.caption))
        one.chart.set_size({"width": _WIDTH, "height": height})
        page.insert_chart(row + 1, 0, one.chart, {"description": _safe(one.caption)})
        row += 3 + -(-height // _ROW_HEIGHT)


def _chart(book: Workbook, title: str, axis: str) -> Chart:
    """A chart with horizontal bars, because names of criteria are long; the first criterion is on top."""
    chart = book.add_chart({"type": "bar"})
    assert chart is not None  # of a type that XlsxWriter knows
    chart.set_title({"name": _safe(title), "name_font": {"size": 12}})
    lines = {"visible": True, "line": {"color": "#D9D9D9"}}
    chart.set_x_axis({"name": axis, "min": 0, "label_position": "high", "major_gridlines": lines})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
    chart.set_legend({"position": "bottom"})
    return chart


def _draw(
    chart: Chart, sheet: WorkbookSheet, rows: tuple[int, int], names: int, series: Sequence[_Series]
) -> None:
    """``names`` is the column of the criteria."""
    first, last = rows
    for one in series:
        chart.add_series(
            {
                "name": one.name,
                "categories": [sheet.name, first, names, last, names],
                "values": [sheet.name, first, one.column, last, one.column],
                "fill": {"color": one.colour},
                "data_labels": {"value": True, "font": {"size": 8}},
                "gap": 60,
            }
        )


def _named(record: Record) -> str:
    """By number and issuer: whose scores they are, the issuer alone does not tell."""
    document = record.document
    issuer = f" ({document.issuer})" if document.issuer else ""
    return f"{document.number_symbol or record.source.file}{issuer}"


def _safe(title: str) -> str:
    """A title that begins with "=" would be taken for a reference to a cell."""
    return "".join(letter if letter.isprintable() else " " for letter in title).lstrip("=")


def _caption(sheet: WorkbookSheet, block: ScoreRows) -> str:
    file = block.found.record.source.file
    rows = {"first": block.first + 1, "last": block.last + 1}
    return titles().charts["document"].format(sheet=sheet.name, file=file, **rows)


def _column(sheet: WorkbookSheet, name: str) -> int:
    return [heading.title for heading in sheet.headings].index(titles().columns[name])
