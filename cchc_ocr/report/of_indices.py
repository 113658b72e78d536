"""What a report tells of the indices: a summary, the years side by side, and the ranking of each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from cchc_ocr.export.charts import drawings, short_name
from cchc_ocr.export.comparison import ComparedLine, RankedBody, YearResult
from cchc_ocr.report import wording
from cchc_ocr.report.builder import (
    MOST_ROWS,
    SOURCE,
    ReportBuilder,
    chart_words,
    differs_from_print,
    doubt_mark,
    group_of,
    left_out,
    marks,
    named,
    of_year,
    rank_text,
    ranking_of,
    rows_of,
)
from cchc_ocr.report.parts import (
    ReportCell,
    ReportColumn,
    ReportList,
    ReportPart,
    ReportText,
    RowGroup,
    clean,
)
from cchc_ocr.report.wording import BORROWED, DISAGREES, marked
from cchc_ocr.statements import folded
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.translation import number

_MOST_TOLD = 12  # bodies of the summary


def summary(builder: ReportBuilder) -> Iterator[ReportPart]:
    """What is known of each body in its last year, and how much is in doubt."""
    wholes = builder.wholes()
    items = [_told(builder, line, shown[-1]) for line, shown in wholes[:_MOST_TOLD]]
    if items:
        yield ReportList(items)
    if len(wholes) > _MOST_TOLD:
        more = _("{count} more results are in the tables below.").format(count=number(len(wholes) - _MOST_TOLD))
        yield ReportText(more)
    counts = builder.gathered.counts
    if counts.doubtful or builder.gathered.doubts.count:
        said = _("{doubtful} of {all} figures are in doubt: see “To be reviewed”.")
        yield ReportText(said.format(doubtful=number(counts.doubtful), all=number(counts.statements)))
    else:
        yield ReportText(_("None of the figures is in doubt."))


def _told(builder: ReportBuilder, line: ComparedLine, result: YearResult) -> tuple[str, str, Sequence[int]]:
    """A sentence on the last year that is known of a body."""
    parts = []
    if value := wording.points(result.value):
        of = f"/{wording.whole(result.maximum)}" if result.maximum else ""
        reached = f" ({wording.share(result.share)})" if result.share is not None else ""
        parts.append(marked(_("{count} points").format(count=f"{value}{of}") + reached, *marks(result)))
    if result.rank is not None:
        base = result.place.base if result.place else None
        told = _("place {number}").format(number=wording.of_base(result.rank, base))
        parts.append(marked(told, doubt_mark(result.place is not None and result.place.doubted)))
    if result.change is not None and result.before:
        parts.append(_changed(result.change, result.before))
    where = f"{clean(line.body, 120)}, {wording.index_name(line.index)}, {result.year}: "
    return where, "; ".join(parts), builder.sources.cite(*rows_of(result))


def over_years(builder: ReportBuilder) -> Iterator[ReportPart]:
    """A table for each index and province, the years of each body below one another, and charts."""
    left, budget = 0, MOST_ROWS
    wholes = sorted(builder.wholes(), key=lambda one: (*group_of(one[0])[::-1], folded(one[0].body)))
    for (index, province), group in groupby(wholes, key=lambda one: group_of(one[0])):
        groups = []
        for line, shown in group:
            if budget < len(shown):
                left += 1
                continue
            budget -= len(shown)
            rows = [_year_row(builder, result) for result in shown]
            groups.append(RowGroup(clean(short_name(line.body, province)), rows))
        if groups:
            yield builder.table(named(index, province), _YEARS, groups, [_NOTE_CHANGES])
    if left:
        yield left_out(left)
    lines = [line for line, _shown in builder.wholes()]
    yield from builder.charts(drawings(lines, chart_words(), builder.gathered.choice.years))


def _year_row(builder: ReportBuilder, result: YearResult) -> Sequence[ReportCell]:
    points = result.points
    stated = points.change if points else None
    since = f" ({result.before})" if result.before and result.before != result.year - 1 else ""
    wrong = DISAGREES if result.contradicts else ""
    return [
        ReportCell(str(result.year)),
        ReportCell(marked(wording.points(result.value), *marks(result))),
        ReportCell(marked(wording.whole(result.maximum), BORROWED if result.borrowed else "")),
        ReportCell(wording.share(result.share)),
        ReportCell(rank_text(result)),
        ReportCell(f"{wording.change(result.change)}{since}" if result.change is not None else ""),
        ReportCell(marked(wording.change(stated), wrong)),
        ReportCell("", builder.sources.cite(*rows_of(result))),
    ]


def rankings(builder: ReportBuilder) -> Iterator[ReportPart]:
    """A table for each index and province, the last year first."""
    tables: dict[tuple[str, str], list[RowGroup]] = {}
    left, budget = 0, MOST_ROWS
    for (year, index, province), group in groupby(builder.rankings(), key=ranking_of):
        known = list(group)
        left += max(len(known) - budget, 0)
        if rows := [_rank_row(builder, one, province) for one in known[:budget]]:
            budget -= len(rows)
            tables.setdefault((index, province), []).append(RowGroup(of_year(year), rows))
    for (index, province), groups in sorted(tables.items(), key=lambda one: one[0][::-1]):
        yield builder.table(named(index, province), _RANKS, groups, [_NOTE_PLACES])
    if left:
        yield left_out(left)


def _rank_row(builder: ReportBuilder, one: RankedBody, province: str) -> Sequence[ReportCell]:
    result, place = one.result, one.result.place
    wrong = DISAGREES if differs_from_print(one) else ""
    by_points = f"{one.place}/{one.among}" if one.place and one.among > 1 else ""
    stated = place.change if place else None
    return [
        ReportCell(rank_text(result)),
        ReportCell(clean(short_name(one.line.body, province))),
        ReportCell(marked(wording.points(result.value), *marks(result))),
        ReportCell(wording.share(result.share)),
        ReportCell(marked(by_points, wrong)),
        ReportCell(wording.places(result.places_gained)),
        ReportCell(wording.places(stated)),
        ReportCell("", builder.sources.cite(*rows_of(result))),
    ]


def _changed(change: float, before: int) -> str:
    if change > 0:
        return _("{points} points more than in {year}").format(points=wording.points(change), year=before)
    if change < 0:
        return _("{points} points fewer than in {year}").format(points=wording.points(-change), year=before)
    return _("as many points as in {year}").format(year=before)


_YEARS = (
    ReportColumn(N_("Year"), 9, "center"),
    ReportColumn(N_("Points"), 13),
    ReportColumn(N_("Maximum"), 12),
    ReportColumn(N_("Share"), 11),
    ReportColumn(N_("Place"), 11, "center"),
    ReportColumn(N_("Change, computed"), 17),
    ReportColumn(N_("Change, as stated"), 15),
    SOURCE,
)
_RANKS = (
    ReportColumn(N_("Place, as printed"), 12, "center"),
    ReportColumn(N_("Body"), 30, "left"),
    ReportColumn(N_("Points"), 12),
    ReportColumn(N_("Share"), 10),
    ReportColumn(N_("Place by points"), 11, "center"),
    ReportColumn(N_("Places gained, computed"), 12, "center"),
    ReportColumn(N_("Places gained, as stated"), 12, "center"),
    SOURCE,
)
_NOTE_CHANGES = N_(
    "The change is that of the points since the last year that is known; a year in brackets says which, where it "
    "is not the year before."
)
_NOTE_PLACES = N_(
    "The place as printed has the ties that the document has. The place by points is that among all bodies of "
    "this province whose points are in the records."
)
