"""The sheets that compare: years side by side, rankings, criteria, and points that were lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cchc_ocr.export.comparison import (
    ComparedLine,
    Comparison,
    CriterionStanding,
    LostPoints,
    RankedBody,
    StatedResult,
    YearResult,
)
from cchc_ocr.export.doubts import Doubt
from cchc_ocr.export.sheet import CellContent, Heading, SheetCell, SheetKind, WorkbookSheet, internal, total
from cchc_ocr.export.titles import titles
from cchc_ocr.statements import folded, province_of

_NAMES = ("province", "body", "index", "criterion")
_NAME_WIDTHS = (14.0, 26.0, 24.0, 30.0)
_MOST_WIDE = 4  # years that one page holds


@dataclass(frozen=True, slots=True)
class YearGroup:
    """Columns of one thing, one for each year; ``cell`` gives it of a result and the sheet that it comes from."""

    name: str
    kind: SheetKind
    width: float
    cell: Callable[[YearResult, str], CellContent]
    since: int = 0  # the number of the first year that has it: nothing comes before the first

    def of(self, years: Sequence[int]) -> Sequence[int]:
        """The years that have a column."""
        return years[self.since :]


@dataclass(frozen=True, slots=True)
class ComparisonSheets:
    """The four sheets; ``source`` is the name of the sheet of results, to which their cells lead."""

    years: WorkbookSheet
    rankings: WorkbookSheet
    criteria: WorkbookSheet
    losses: WorkbookSheet
    source: str


def headings_of_years(years: Sequence[int]) -> list[Heading]:
    """The headings of the sheet of years."""
    words = titles().comparison
    names = [Heading(words[name], width=width) for name, width in zip(_NAMES, _NAME_WIDTHS, strict=True)]
    of_years = ((group, words[group.name].format(year=year)) for group in _GROUPS for year in group.of(years))
    return [*names, *(Heading(title, group.kind, group.width) for group, title in of_years)]


def headings(sheet: str) -> list[Heading]:
    """The headings of one of the other sheets: rankings, criteria or losses."""
    words = titles().comparison
    return [Heading(words[f"{sheet}.{name}"], kind, width) for name, kind, width in _COLUMNS[sheet]]


def fill(sheets: ComparisonSheets, comparison: Comparison, years: Sequence[int]) -> None:
    """Write the rows of all four sheets."""
    for line in comparison.lines():
        sheets.years.add(list(_line(line, years, sheets.source)), bold=line.criterion is None)
    for ranked in comparison.rankings():
        sheets.rankings.add(_ranked(ranked, sheets.source))
    for standing in comparison.criteria():
        sheets.criteria.add(_standing(standing, sheets.source))
    for lost in sorted(comparison.losses, key=_by_body):
        points = SheetCell(lost.points, link=internal(sheets.source, lost.row, 0))
        sheets.losses.add([lost.body, lost.year, points, lost.reason, lost.record])
    if len(years) > _MOST_WIDE:  # more than a page is wide: the names stand on each
        sheets.years.page.fit_to_pages(0, 0)
        sheets.years.page.repeat_columns(0, len(_NAMES) - 1)


def _by_body(lost: LostPoints) -> tuple[str, str, int, float]:
    """Bodies as on the other sheets, the last year first, and of that the most points."""
    return folded(province_of(lost.body) or ""), folded(lost.body), -(lost.year or 0), -lost.points


def _line(line: ComparedLine, years: Sequence[int], source: str) -> Iterator[CellContent]:
    whole = titles().comparison["total"]
    yield from (line.province, line.body, line.index, whole if line.criterion is None else line.criterion)
    known = {result.year: result for result in line.results()}
    for group in _GROUPS:
        for year in group.of(years):
            yield group.cell(known[year], source) if year in known else None


def _points(result: YearResult, source: str) -> CellContent:
    if not result.points:
        return None
    doubts = [_several(result), _claimed(result.points), _doubted(result.points)]
    return SheetCell(result.value, total(doubts), internal(source, result.points.row, 0))


def _maximum(result: YearResult, _source: str) -> CellContent:
    if not result.borrowed:
        return result.maximum
    return SheetCell(result.maximum, Doubt("info", titles().doubts["borrowed"]))


def _share(result: YearResult, _source: str) -> CellContent:
    return result.share


def _rank(result: YearResult, source: str) -> CellContent:
    if not result.place:
        return None
    doubt = total([_doubted(result.place), None if result.points else _several(result)])
    return SheetCell(result.rank, doubt, internal(source, result.place.row, 0))


def _change(result: YearResult, _source: str) -> CellContent:
    """The change of the points; where it is over more than a year, or the text states another, it says so."""
    if result.change is None or result.before is None:
        return None
    told = _other("stated_change", result.stated_change, result.change) if result.contradicts else None
    doubt = total([_gap(result.year, result.before), told])
    return SheetCell(result.change, doubt) if doubt else result.change


def _share_change(result: YearResult) -> CellContent:
    """The change of the share in percentage points; where it is over more than a year, it says so."""
    gap = _gap(result.year, result.before) if result.share_change is not None else None
    return SheetCell(result.share_change, gap) if gap else result.share_change


def _gained(result: YearResult) -> CellContent:
    """The change of the place, with the same doubts."""
    if result.places_gained is None:
        return None
    told = _other("stated_gain", result.stated_gain, result.places_gained) if result.contradicts_place else None
    doubt = total([_gap(result.year, result.placed_before), told])
    return SheetCell(result.places_gained, doubt) if doubt else result.places_gained


def _gap(year: int, before: int | None) -> Doubt | None:
    """That a change is not since the year before, where that is so."""
    return Doubt("info", titles().doubts["gap"].format(year=before)) if before != year - 1 else None


def _other(doubt: str, stated: float | None, computed: float) -> Doubt:
    """That the text states another change than its figures have."""
    return Doubt("warning", titles().doubts[doubt].format(stated=_said(stated), computed=_said(computed)))


def _claimed(stated: StatedResult) -> Doubt | None:
    return Doubt("info", titles().doubts["claimed"]) if stated.claimed else None


def _doubted(stated: StatedResult) -> Doubt | None:
    return Doubt("review", titles().doubts["doubtful"]) if stated.doubted else None


def _several(result: YearResult) -> Doubt | None:
    """What documents say, where they differ."""
    if not result.differing:
        return None
    values = "; ".join(f"{_said(one.value)}{_of(one)} ({one.record})" for one in result.differing)
    return Doubt("warning", titles().doubts["several"].format(values=values))


def _of(stated: StatedResult) -> str:
    whole = stated.maximum or stated.base
    return f"/{_said(whole)}" if whole else ""


def _said(value: float | None) -> str:
    """8,5"""
    return "" if value is None else f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",")


def _ranked(one: RankedBody, source: str) -> list[CellContent]:
    result = one.result
    other = one.printed is not None and result.base == one.among and one.place not in (None, one.printed)
    base = (
        SheetCell(result.base, Doubt("info", titles().doubts["borrowed_base"]))
        if result.borrowed_base
        else result.base
    )
    place = SheetCell(one.place, Doubt("warning", titles().doubts["rank"])) if other else one.place
    return [
        *(result.year, one.line.index, one.line.province, _rank(result, source), base, one.line.body),
        *(_points(result, source), _maximum(result, source), result.share, place, one.among),
        *(_gained(result), result.stated_gain, _change(result, source), result.stated_change),
    ]


def _standing(one: CriterionStanding, source: str) -> list[CellContent]:
    result, words = one.result, titles().comparison
    best, worst = one.place == 1, one.is_lowest
    mark = words["best"] if best and not worst else words["worst"] if worst and not best else None
    above = round(100 * ((result.share or 0.0) - one.mean_share), 2)
    return [
        *(one.line.body, one.line.index, result.year, one.line.criterion, _points(result, source)),
        *(_maximum(result, source), result.share, result.lost, one.place, mark, one.mean_share, above),
        _share_change(result),
    ]


_GROUPS = (
    YearGroup("score", "number", 8.5, _points),
    YearGroup("max_score", "number", 8.5, _maximum),
    YearGroup("percent", "share", 8.0, _share),
    YearGroup("rank", "whole", 7.0, _rank),
    YearGroup("change", "number", 8.5, _change, since=1),
)
_COLUMNS: dict[str, tuple[tuple[str, SheetKind, float], ...]] = {
    "rankings": (
        *(("year", "whole", 7.0), ("index", "text", 30.0), ("province", "text", 16.0), ("printed", "whole", 8.0)),
        *(("base", "whole", 8.0), ("body", "text", 34.0), ("score", "number", 9.0), ("max_score", "number", 9.0)),
        *(("percent", "share", 9.0), ("place", "whole", 9.0), ("among", "whole", 9.0), ("gained", "whole", 9.0)),
        *(("stated_gain", "whole", 9.0), ("change", "number", 9.0), ("stated_change", "number", 9.0)),
    ),
    "criteria": (
        *(("body", "text", 30.0), ("index", "text", 24.0), ("year", "whole", 7.0), ("criterion", "text", 36.0)),
        *(("score", "number", 8.5), ("max_score", "number", 8.5), ("percent", "share", 8.5)),
        *(("lost", "number", 8.5), ("place", "whole", 8.0), ("mark", "text", 11.0), ("mean", "share", 9.0)),
        *(("above", "number", 9.0), ("change", "number", 9.0)),
    ),
    "losses": (
        *(("body", "text", 36.0), ("year", "whole", 8.0), ("points", "number", 9.0), ("reason", "text", 60.0)),
        ("record", "text", 24.0),
    ),
}
