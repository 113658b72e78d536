"""What a report tells of criteria: the best and the worst of each body, and the points that were lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from cchc_ocr.export.charts import drawings
from cchc_ocr.export.comparison import CriterionStanding, LostPoints
from cchc_ocr.report import wording
from cchc_ocr.report.builder import (
    MOST_ROWS,
    SOURCE,
    ReportBuilder,
    chart_words,
    doubt_mark,
    left_out,
    marks,
    of_year,
    rows_of,
)
from cchc_ocr.report.parts import (
    ReportCell,
    ReportColumn,
    ReportPart,
    ReportText,
    RowGroup,
    clean,
)
from cchc_ocr.report.wording import BORROWED, marked
from cchc_ocr.statements import folded
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.translation import number

_MOST_CRITERIA = 12  # of a body and year; of more, those at both ends are told
_ENDS = 4


def criteria(builder: ReportBuilder) -> Iterator[ReportPart]:
    """The criteria of each body, the best first, with charts of the last years."""
    left, budget = 0, MOST_ROWS
    for (body, index), group in groupby(builder.standings(), key=lambda one: (one.line.body, one.line.index)):
        groups = []
        for year, own in groupby(group, key=lambda one: one.result.year):
            told = list(own)
            if budget < min(len(told), _MOST_CRITERIA):  # what is left out is not cited
                left += 1
                continue
            rows = _criterion_rows(builder, told)
            budget -= len(rows)
            groups.append(RowGroup(of_year(year), rows))
        if groups:
            caption = f"{clean(body, 120)}: {wording.index_name(index)}"
            yield builder.table(caption, _CRITERIA, groups, [_NOTE_CRITERIA])
    if left:
        yield left_out(left)
    if unmeasured := _unmeasured(builder):
        said = _("{count} points of criteria have no maximum, so that they have no share and are not listed.")
        yield ReportText(said.format(count=number(unmeasured)))
    lines = [line for line in builder.gathered.own.lines() if line.criterion is not None]
    yield from builder.charts(drawings(lines, chart_words(), builder.gathered.choice.years))


def _unmeasured(builder: ReportBuilder) -> int:
    lines = (line for line in builder.gathered.own.lines() if line.criterion is not None)
    return sum(one.value is not None and one.share is None for line in lines for one in builder.shown(line))


def _criterion_rows(builder: ReportBuilder, own: Sequence[CriterionStanding]) -> list[Sequence[ReportCell]]:
    """All criteria of a body and year, the best first; of many, those at both ends."""
    if len(own) <= _MOST_CRITERIA:
        return [_criterion_row(builder, one, len(own)) for one in own]
    between = _("… {count} criteria between").format(count=len(own) - 2 * _ENDS)
    return [
        *(_criterion_row(builder, one, len(own)) for one in own[:_ENDS]),
        [ReportCell(between), *(ReportCell() for _column in _CRITERIA[1:])],
        *(_criterion_row(builder, one, len(own)) for one in own[-_ENDS:]),
    ]


def _criterion_row(builder: ReportBuilder, one: CriterionStanding, among: int) -> Sequence[ReportCell]:
    result = one.result
    best, worst = one.place == 1 and not one.is_lowest, one.is_lowest and one.place != 1
    mark = _("highest") if best else _("lowest") if worst else ""
    name = clean(one.line.criterion or "", 160)
    return [
        ReportCell(f"{name} ({mark})" if mark and among > 1 else name, bold=bool(mark and among > 1)),
        ReportCell(marked(wording.points(result.value), *marks(result))),
        ReportCell(marked(wording.whole(result.maximum), BORROWED if result.borrowed else "")),
        ReportCell(wording.share(result.share)),
        ReportCell(wording.points(result.lost)),
        ReportCell(wording.share(one.mean_share) if builder.measured_bodies(one) > 1 else ""),
        ReportCell(wording.change(_rounded(result.share_change))),
        ReportCell("", builder.sources.cite(*rows_of(result))),
    ]


def losses(builder: ReportBuilder) -> Iterator[ReportPart]:
    """Points missing to the maximum, and points that were taken off for a reason."""
    groups = list(_lost_by_criterion(builder))
    if groups:
        yield builder.table(_("Points missing to the maximum, by criterion"), _LOST, groups, [_NOTE_LOST])
    left, budget, groups = 0, MOST_ROWS, []
    losses = sorted(builder.losses(), key=lambda one: (folded(one.body), -(one.year or 0), -one.points))
    for body, group in groupby(losses, key=lambda one: one.body):
        own = list(group)
        left += max(len(own) - budget, 0)
        if rows := [_loss_row(builder, one) for one in own[:budget]]:
            budget -= len(rows)
            groups.append(RowGroup(clean(body, 120), rows))
    if groups:
        yield builder.table(_("Points taken off, with the reason that is stated"), _DEDUCTIONS, groups)
    if left:
        yield left_out(left)


def _lost_by_criterion(builder: ReportBuilder) -> Iterator[RowGroup]:
    """For each year and index the criteria on which most is missing; of all bodies that are asked for together."""
    standings = [one for one in builder.standings() if one.result.lost is not None]
    several = len({one.line.index for one in standings}) > 1
    order = sorted(standings, key=lambda one: (-one.result.year, one.line.index or ""))
    for (year, index), group in groupby(order, key=lambda one: (one.result.year, one.line.index)):
        title = f"{of_year(year)}, {wording.index_name(index)}" if several else of_year(year)
        yield RowGroup(title, list(_lost(list(group))))


def _lost(standings: Sequence[CriterionStanding]) -> Iterator[Sequence[ReportCell]]:
    by_key = defaultdict[str, list[CriterionStanding]](list)
    for one in standings:
        by_key[one.line.key].append(one)
    sums = {key: sum(one.result.lost or 0.0 for one in own) for key, own in by_key.items()}
    whole = sum(sums.values())
    for key in sorted(sums, key=lambda key: -sums[key])[:_MOST_CRITERIA]:
        yield [
            ReportCell(clean(by_key[key][0].line.criterion or "", 160)),
            ReportCell(number(len(by_key[key]))),
            ReportCell(wording.points(round(sums[key], 4))),
            ReportCell(wording.share(sums[key] / whole) if whole else ""),
        ]


def _loss_row(builder: ReportBuilder, one: LostPoints) -> Sequence[ReportCell]:
    return [
        ReportCell(str(one.year) if one.year else "–"),
        ReportCell(clean(one.reason or "–", 200)),
        ReportCell(marked(wording.points(one.points), doubt_mark(one.doubted))),
        ReportCell("", builder.sources.cite(one.row)),
    ]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


_CRITERIA = (
    ReportColumn(N_("Criterion"), 30, "left"),
    ReportColumn(N_("Points"), 10),
    ReportColumn(N_("Maximum"), 12),
    ReportColumn(N_("Share"), 9),
    ReportColumn(N_("Points missing"), 10),
    ReportColumn(N_("Mean share of all bodies"), 12),
    ReportColumn(N_("Change of share (points)"), 11),
    SOURCE,
)
_LOST = (
    ReportColumn(N_("Criterion"), 55, "left"),
    ReportColumn(N_("Bodies"), 12),
    ReportColumn(N_("Points missing"), 15),
    ReportColumn(N_("Share of all that is missing"), 18),
)
_DEDUCTIONS = (
    ReportColumn(N_("Year"), 10, "center"),
    ReportColumn(N_("Reason"), 66, "left"),
    ReportColumn(N_("Points taken off"), 14),
    SOURCE,
)
_NOTE_CRITERIA = N_("The mean is that of all bodies of which the records have the criterion in that year.")
_NOTE_LOST = N_("Computed from the points of all criteria of the bodies in this report.")
