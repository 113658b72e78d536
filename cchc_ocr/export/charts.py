"""Charts of shares over the years, a line for each body, and by criterion, a bar for each year.

Each chart stands below the figures that it is drawn from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from cchc_ocr.export.comparison import ComparedLine
from cchc_ocr.export.sheet import Styles, is_number, on_paper, plain
from cchc_ocr.export.titles import titles

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart
    from xlsxwriter.worksheet import Worksheet

_MOST_CHARTS = 40  # more make a workbook slow to open
_FEWEST = 2  # years of a line, criteria of a body
_MOST_LINES = 8  # that can be told apart
_MOST_YEARS = 3  # bars of a criterion
_WIDTH, _ROW_HEIGHT = 1000, 20  # in pixels
_ABOVE, _BELOW = 50, 65  # pixels of the title above bars, and of shares and legend below them
_SHADES = ("#1F4E78", "#C55A11", "#548235", "#7F6000", "#5B9BD5", "#F4B183", "#A9D18E", "#7030A0")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart and its figures: ``rows`` are names with a share for each of ``heads``, None where none is known."""

    title: str
    heads: Sequence[str]
    rows: Mapping[str, Sequence[float | None]]
    bars: bool

    @property
    def height(self) -> int:
        """In pixels: a name of two lines has room at each group of bars."""
        return 150 + len(self.rows) * max(44, 22 * len(self.heads)) if self.bars else 420


@dataclass(frozen=True, slots=True)
class ChartWords:
    """Titles of charts, and what stands for an index without a name."""

    years: str
    criteria: str
    total: str

    @classmethod
    def of_workbook(cls) -> Self:
        """Those of the workbook, in Vietnamese."""
        own = titles().charts
        return cls(own["years"], own["criteria"], titles().comparison["total"])


def drawings(
    lines: Sequence[ComparedLine], words: ChartWords | None = None, years: Collection[int] = ()
) -> list[Drawing]:
    """What there is to draw: first the indices over the years, then the criteria of each body.

    ``words`` are the texts of the charts (those of the workbook if None); of other ``years`` nothing is drawn,
    unless they are empty.
    """
    told = words or ChartWords.of_workbook()
    wholes = [line for line in lines if line.criterion is None]
    return [*_over_years(wholes, told, years), *_by_criterion(lines, told, years)]


def add_charts(book: Workbook, page: Worksheet, styles: Styles, drawn: Sequence[Drawing]) -> None:
    """Write the figures and the charts, one below the other, each on a page of its own."""
    words, row, breaks = titles().charts, 2, []
    page.hide_gridlines(2)
    page.set_column(0, 0, 50)
    page.set_column(1, 20, 11)
    on_paper(page)
    page.write_string(0, 0, words["title"], styles.title)
    if not drawn:
        page.write_string(1, 0, words["none"])
    if len(drawn) > _MOST_CHARTS:
        page.write_string(1, 0, words["more"].format(shown=_MOST_CHARTS, all=len(drawn)))
    for one in drawn[:_MOST_CHARTS]:
        breaks += [row] if row > 2 else []
        row = _draw(book, page, styles, one, row)
    page.set_h_pagebreaks(breaks)


def _over_years(wholes: Sequence[ComparedLine], words: ChartWords, asked: Collection[int]) -> Iterator[Drawing]:
    """Bodies of one province and index with two years at least, some on each chart."""
    groups = defaultdict[tuple[str, str], list[ComparedLine]](list)
    for line in wholes:
        if len(_shares(line, asked)) >= _FEWEST:
            groups[line.index or "", line.province or ""].append(line)
    for (index, province), lines in groups.items():
        title = words.years.format(index=", ".join(filter(None, (index or words.total, province))))
        for first in range(0, len(lines), _MOST_LINES):
            shown = {short_name(line.body, province): _shares(line, asked) for line in lines[first:][:_MOST_LINES]}
            years = sorted({year for shares in shown.values() for year in shares})
            rows = {name: [shares.get(year) for year in years] for name, shares in shown.items()}
            yield Drawing(title, [str(year) for year in years], rows, bars=False)


def _by_criterion(lines: Sequence[ComparedLine], words: ChartWords, asked: Collection[int]) -> Iterator[Drawing]:
    groups = defaultdict[tuple[str, str], list[ComparedLine]](list)
    for line in lines:
        if line.criterion is not None and _shares(line, asked):
            groups[line.body, line.index or ""].append(line)
    for (body, _), own in groups.items():
        if len(own) >= _FEWEST:
            shown = {line.criterion or "": _shares(line, asked) for line in own}
            years = sorted({year for shares in shown.values() for year in shares})[-_MOST_YEARS:]
            rows = {name: [shares.get(year) for year in years] for name, shares in shown.items()}
            yield Drawing(words.criteria.format(body=body), [str(year) for year in years], rows, bars=True)


def _shares(line: ComparedLine, asked: Collection[int]) -> dict[int, float]:
    """The share of each year in which it can be drawn: of misread figures it may be beyond all numbers."""
    results = (result for result in line.results() if not asked or result.year in asked)
    return {result.year: result.share for result in results if is_number(result.share)}


def short_name(body: str, province: str | None) -> str:
    """The name without the province, which the title has."""
    return body.removesuffix(f", {province}") if province else body


def _draw(book: Workbook, page: Worksheet, styles: Styles, one: Drawing, row: int) -> int:
    """Write figures and chart from that row on; the row after them."""
    share = styles.look("share", None, False)
    page.write_string(row, 0, plain(one.title), styles.title)
    for column, head in enumerate((titles().charts["name"], *one.heads)):
        page.write_string(row + 1, column, head, styles.heading)
    for number, (name, values) in enumerate(one.rows.items(), row + 2):
        page.write_string(number, 0, plain(name))
        for column, value in enumerate(values, 1):
            if value is not None:
                page.write_number(number, column, value, share)
    after = row + 3 + len(one.rows)
    page.insert_chart(
        after, 0, _chart(book, titles().sheets["charts"], one, row + 1), {"description": _safe(one.title)}
    )
    return after + 2 + -(-one.height // _ROW_HEIGHT)


def _chart(book: Workbook, sheet: str, one: Drawing, heads: int) -> Chart:
    """Lines for bodies over years; bars for criteria, horizontal, because their names are long."""
    chart = book.add_chart({"type": "bar"} if one.bars else {"type": "line"})
    assert chart is not None  # of a type that XlsxWriter knows
    first, last, wide = heads + 1, heads + len(one.rows), len(one.heads)
    if one.bars:
        for at in range(1, wide + 1):
            _add(
                chart, [sheet, heads, at], [sheet, first, 0, last, 0], [sheet, first, at, last, at], at, line=False
            )
    else:
        for at, row in enumerate(range(first, last + 1), 1):
            _add(chart, [sheet, row, 0], [sheet, heads, 1, heads, wide], [sheet, row, 1, row, wide], at, line=True)
    _set_looks(chart, one)
    return chart


def _add(
    chart: Chart, name: list[object], categories: list[object], values: list[object], number: int, *, line: bool
) -> None:
    """Add a series; the figures of a line stand above it, where it does not strike them through."""
    colour = _SHADES[(number - 1) % len(_SHADES)]
    beside = {"position": "above"} if line else {}
    chart.add_series(
        {
            **{"name": name, "categories": categories, "values": values},
            **{"fill": {"color": colour}, "line": {"color": colour, "width": 2}, "gap": 60},
            "marker": {"type": "circle", "size": 6, "fill": {"color": colour}, "border": {"color": colour}},
            "data_labels": {"value": True, "num_format": "0.0%", "font": {"size": 8}, **beside},
        }
    )


def _set_looks(chart: Chart, one: Drawing) -> None:
    """Room for the names beside bars, so that none is cut; shares on the axis."""
    lines = {"visible": True, "line": {"color": "#D9D9D9"}}
    shares = {**_range(one), "num_format": "0%", "major_gridlines": lines, "num_font": {"size": 9}}
    chart.set_title({"name": _safe(one.title), "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom", "font": {"size": 9}})
    chart.set_size({"width": _WIDTH, "height": one.height})
    chart.show_blanks_as("gap")
    if one.bars:
        chart.set_x_axis({**shares, "label_position": "high"})  # below, for the other axis goes downwards
        chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
        plot = one.height - _ABOVE - _BELOW
        chart.set_plotarea(
            {"layout": {"x": 0.36, "y": _ABOVE / one.height, "width": 0.6, "height": plot / one.height}}
        )
    else:
        chart.set_x_axis({"num_font": {"size": 9}})
        chart.set_y_axis(shares)


def _range(one: Drawing) -> dict[str, float]:
    """Bars begin at 0; lines a tenth below the smallest share, so that those close together can be told apart.

    A share above the whole is a doubt, and is shown.
    """
    known = [value for values in one.rows.values() for value in values if value is not None]
    most = {"max": 1.0} if max(known) <= 1 else {}
    return {"min": 0.0 if one.bars else max(0.0, int(min(known) * 10 - 0.5) / 10), **most}


def _safe(title: str) -> str:
    """A title that begins with "=" would be taken for a reference to a cell."""
    return "".join(letter if letter.isprintable() else " " for letter in title).lstrip("=")
