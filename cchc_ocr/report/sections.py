"""What a report tells: a summary, the years side by side, rankings, criteria, and points that were lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from cchc_ocr.export.charts import ChartWords, Drawing, drawings, short_name
from cchc_ocr.export.comparison import ComparedLine, CriterionStanding, LostPoints, RankedBody, YearResult
from cchc_ocr.report import wording
from cchc_ocr.report.gathering import Gathered
from cchc_ocr.report.parts import (
    ReportCell,
    ReportChart,
    ReportColumn,
    ReportList,
    ReportPart,
    ReportSection,
    ReportTable,
    ReportText,
    RowGroup,
    clean,
)
from cchc_ocr.report.wording import BORROWED, CLAIMED, DISAGREES, DOUBT, marked
from cchc_ocr.statements import folded
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.translation import ngettext, number

MOST_ROWS = 240  # of the tables of a section: some eight pages
MOST_CHARTS = 6  # of a section
_MOST_TOLD = 12  # bodies of the summary
_MOST_CRITERIA = 12  # of a body and year; of more, those at both ends are told
_ENDS = 4


class CitesRows(Protocol):
    """Gives the numbers of the sources of statements."""

    def cite(self, *rows: int) -> Sequence[int]: ...


@dataclass(slots=True)
class ReportBuilder:
    """Builds the sections one after the other; tables and charts are numbered as they come."""

    gathered: Gathered
    sources: CitesRows
    _tables: int = 0
    _charts: int = 0
    _means: Counter[tuple[str, str | None, int]] = field(default_factory=Counter)

    def sections(self) -> Sequence[ReportSection]:
        """Those in which there is anything to tell."""
        made = (
            ReportSection(_("Summary"), list(self._summary())),
            ReportSection(_("Comparison over the years"), list(self._over_years())),
            ReportSection(_("Ranking of each year"), list(self._rankings())),
            ReportSection(_("Results by criterion"), list(self._criteria())),
            ReportSection(_("Points lost"), list(self._losses())),
        )
        return [one for one in made if one.parts]

    def _shown(self, line: ComparedLine) -> Sequence[YearResult]:
        """The results of the years that are asked for."""
        return [result for result in line.results() if self.gathered.is_asked(result.year)]

    def wholes(self) -> Sequence[tuple[ComparedLine, Sequence[YearResult]]]:
        """The indices of the bodies, with what is known of each year that is asked for."""
        lines = (line for line in self.gathered.own.lines() if line.criterion is None)
        return [(line, shown) for line in lines if (shown := self._shown(line))]

    # Summary

    def _summary(self) -> Iterator[ReportPart]:
        wholes = self.wholes()
        items = [self._told(line, shown[-1]) for line, shown in wholes[:_MOST_TOLD]]
        if items:
            yield ReportList(items)
        if len(wholes) > _MOST_TOLD:
            more = _("{count} more results are in the tables below.").format(
                count=number(len(wholes) - _MOST_TOLD)
            )
            yield ReportText(more)
        counts = self.gathered.counts
        if counts.doubtful or self.gathered.doubts.count:
            said = _("{doubtful} of {all} figures are in doubt: see “To be reviewed”.")
            yield ReportText(said.format(doubtful=number(counts.doubtful), all=number(counts.statements)))
        else:
            yield ReportText(_("None of the figures is in doubt."))

    def _told(self, line: ComparedLine, result: YearResult) -> tuple[str, str, Sequence[int]]:
        """A sentence on the last year that is known of a body."""
        parts = []
        if value := wording.points(result.value):
            of = f"/{wording.whole(result.maximum)}" if result.maximum else ""
            reached = f" ({wording.share(result.share)})" if result.share is not None else ""
            parts.append(marked(_("{points} points").format(points=f"{value}{of}") + reached, *_marks(result)[:1]))
        if result.rank is not None:
            base = result.place.base if result.place else None
            told = _("place {place}").format(place=wording.of_base(result.rank, base))
            parts.append(marked(told, _doubt(result.place is not None and result.place.doubted)))
        if result.change is not None and result.before:
            parts.append(_changed(result.change, result.before))
        where = f"{clean(line.body, 120)}, {wording.index_name(line.index)}, {result.year}: "
        return where, "; ".join(parts), self.sources.cite(*_rows(result))

    # Years

    def _over_years(self) -> Iterator[ReportPart]:
        left, budget = 0, MOST_ROWS
        for (index, province), group in groupby(self.wholes(), key=lambda one: _group_of(one[0])):
            groups = []
            for line, shown in sorted(group, key=lambda one: folded(one[0].body)):
                if budget < len(shown):
                    left += 1
                    continue
                budget -= len(shown)
                rows = [self._year_row(result) for result in shown]
                groups.append(RowGroup(clean(short_name(line.body, province)), rows))
            if groups:
                yield self.table(_named(index, province), _YEARS, groups, [_NOTE_CHANGES])
        if left:
            yield _left_out(left)
        lines = [line for line, _shown in self.wholes()]
        yield from self._drawn(drawings(lines, _words(), self.gathered.choice.years))

    def _year_row(self, result: YearResult) -> Sequence[ReportCell]:
        points, place = result.points, result.place
        stated = points.change if points else None
        since = f" ({result.before})" if result.before and result.before != result.year - 1 else ""
        wrong = DISAGREES if result.contradicts else ""
        return [
            ReportCell(str(result.year)),
            ReportCell(marked(wording.points(result.value), *_marks(result))),
            ReportCell(marked(wording.whole(result.maximum), BORROWED if result.borrowed else "")),
            ReportCell(wording.share(result.share)),
            ReportCell(marked(_rank_text(result), _doubt(place is not None and place.doubted))),
            ReportCell(f"{wording.change(result.change)}{since}" if result.change is not None else ""),
            ReportCell(marked(wording.change(stated), wrong)),
            ReportCell("", self.sources.cite(*_rows(result))),
        ]

    # Rankings

    def _rankings(self) -> Iterator[ReportPart]:
        tables: dict[tuple[str, str], list[RowGroup]] = {}
        left, budget = 0, MOST_ROWS
        for (year, index, province), group in groupby(self.rankings(), key=_ranking_of):
            known = list(group)
            left += len(known) if len(known) > budget else 0
            if known and len(known) <= budget:
                budget -= len(known)
                rows = [self._rank_row(one, province) for one in known]
                tables.setdefault((index, province), []).append(RowGroup(_year(year), rows))
        for (index, province), groups in tables.items():
            yield self.table(_named(index, province), _RANKS, groups, [_NOTE_PLACES])
        if left:
            yield _left_out(left)

    def rankings(self) -> Sequence[RankedBody]:
        """Places of the bodies that are asked for, as printed or by points among all bodies of the records."""
        own = {(folded(line.body), folded(line.index or "")) for line, _results in self.wholes()}
        every = (one for one in self.gathered.every.rankings() if self.gathered.is_asked(one.result.year))
        ranked = [one for one in every if (folded(one.line.body), folded(one.line.index or "")) in own]
        return [one for one in ranked if one.printed is not None or (one.place and one.among > 1)]

    def _rank_row(self, one: RankedBody, province: str) -> Sequence[ReportCell]:
        result, place = one.result, one.result.place
        wrong = DISAGREES if differs_from_print(one) else ""
        by_points = f"{one.place}/{one.among}" if one.place and one.among > 1 else ""
        stated = place.change if place else None
        return [
            ReportCell(marked(_rank_text(result), _doubt(place is not None and place.doubted))),
            ReportCell(clean(short_name(one.line.body, province))),
            ReportCell(marked(wording.points(result.value), *_marks(result))),
            ReportCell(wording.share(result.share)),
            ReportCell(marked(by_points, wrong)),
            ReportCell(wording.places(result.places_gained)),
            ReportCell(wording.places(stated)),
            ReportCell("", self.sources.cite(*_rows(result))),
        ]

    # Criteria

    def _criteria(self) -> Iterator[ReportPart]:
        left, budget = 0, MOST_ROWS
        for (body, index), group in groupby(self.standings(), key=lambda one: (one.line.body, one.line.index)):
            groups = []
            for year, own in groupby(group, key=lambda one: one.result.year):
                rows = self._criterion_rows(list(own))
                if budget < len(rows):
                    left += 1
                    continue
                budget -= len(rows)
                groups.append(RowGroup(_year(year), rows))
            if groups:
                caption = f"{clean(body, 120)}: {wording.index_name(index)}"
                yield self.table(caption, _CRITERIA, groups, [_NOTE_CRITERIA])
        if left:
            yield _left_out(left)
        if unmeasured := self._unmeasured():
            said = _("{count} points of criteria have no maximum, so that they have no share and are not listed.")
            yield ReportText(said.format(count=number(unmeasured)))
        lines = [line for line in self.gathered.own.lines() if line.criterion is not None]
        yield from self._drawn(drawings(lines, _words(), self.gathered.choice.years))

    def standings(self) -> Sequence[CriterionStanding]:
        """The criteria of the bodies that are asked for, measured by the means of all bodies."""
        own = {(line.body, line.index, line.key) for line in self.gathered.own.lines()}
        asked = [
            one
            for one in self.gathered.every.criteria()
            if self.gathered.is_asked(one.result.year) and (one.line.body, one.line.index, one.line.key) in own
        ]
        return sorted(asked, key=lambda one: (*_group_of(one.line), folded(one.line.body), -one.result.year))

    def _measured_bodies(self, one: CriterionStanding) -> int:
        """How many bodies the mean of a criterion is made of."""
        if not self._means:
            every = self.gathered.every.criteria()
            self._means.update((other.line.key, other.line.index, other.result.year) for other in every)
        return self._means[one.line.key, one.line.index, one.result.year]

    def _unmeasured(self) -> int:
        lines = (line for line in self.gathered.own.lines() if line.criterion is not None)
        return sum(one.value is not None and one.share is None for line in lines for one in self._shown(line))

    def _criterion_rows(self, own: Sequence[CriterionStanding]) -> list[Sequence[ReportCell]]:
        """All criteria of a body and year, the best first; of many, those at both ends."""
        if len(own) <= _MOST_CRITERIA:
            return [self._criterion_row(one, len(own)) for one in own]
        between = _("… {count} criteria between").format(count=len(own) - 2 * _ENDS)
        return [
            *(self._criterion_row(one, len(own)) for one in own[:_ENDS]),
            [ReportCell(between), *(ReportCell() for _column in _CRITERIA[1:])],
            *(self._criterion_row(one, len(own)) for one in own[-_ENDS:]),
        ]

    def _criterion_row(self, one: CriterionStanding, among: int) -> Sequence[ReportCell]:
        result = one.result
        best, worst = one.place == 1 and not one.is_lowest, one.is_lowest and one.place != 1
        mark = _("highest") if best else _("lowest") if worst else ""
        name = clean(one.line.criterion or "", 160)
        return [
            ReportCell(f"{name} ({mark})" if mark and among > 1 else name, bold=bool(mark and among > 1)),
            ReportCell(marked(wording.points(result.value), *_marks(result))),
            ReportCell(marked(wording.whole(result.maximum), BORROWED if result.borrowed else "")),
            ReportCell(wording.share(result.share)),
            ReportCell(wording.points(result.lost)),
            ReportCell(wording.share(one.mean_share) if self._measured_bodies(one) > 1 else ""),
            ReportCell(wording.change(_rounded(result.share_change))),
            ReportCell("", self.sources.cite(*_rows(result))),
        ]

    # Losses

    def _losses(self) -> Iterator[ReportPart]:
        groups = list(self._lost_by_criterion())
        if groups:
            yield self.table(_("Points missing to the maximum, by criterion"), _LOST, groups, [_NOTE_LOST])
        left, budget, groups = 0, MOST_ROWS, []
        losses = sorted(self.losses(), key=lambda one: (folded(one.body), -(one.year or 0), -one.points))
        for body, group in groupby(losses, key=lambda one: one.body):
            rows = [self._loss_row(one) for one in group]
            left += 1 if budget < len(rows) else 0
            if len(rows) <= budget:
                budget -= len(rows)
                groups.append(RowGroup(clean(body, 120), rows))
        if groups:
            yield self.table(_("Points taken off, with the reason that is stated"), _DEDUCTIONS, groups)
        if left:
            yield _left_out(left)

    def losses(self) -> Sequence[LostPoints]:
        """The deductions of the years that are asked for."""
        return [one for one in self.gathered.own.losses if self.gathered.is_asked(one.year)]

    def _lost_by_criterion(self) -> Iterator[RowGroup]:
        """For each year the criteria on which most is missing; of all bodies that are asked for together."""
        by_year = defaultdict[int, dict[str, list[CriterionStanding]]](lambda: defaultdict(list))
        for one in self.standings():
            if one.result.lost is not None:
                by_year[one.result.year][one.line.key].append(one)
        for year in sorted(by_year, reverse=True):
            sums = {key: sum(one.result.lost or 0.0 for one in own) for key, own in by_year[year].items()}
            whole = sum(sums.values())
            most = sorted(sums, key=lambda key: -sums[key])[:_MOST_CRITERIA]
            rows = [
                [
                    ReportCell(clean(by_year[year][key][0].line.criterion or "", 160)),
                    ReportCell(number(len(by_year[year][key]))),
                    ReportCell(wording.points(round(sums[key], 4))),
                    ReportCell(wording.share(sums[key] / whole) if whole else ""),
                ]
                for key in most
            ]
            yield RowGroup(_year(year), rows)

    def _loss_row(self, one: LostPoints) -> Sequence[ReportCell]:
        return [
            ReportCell(str(one.year) if one.year else "–"),
            ReportCell(clean(one.reason or "–", 200)),
            ReportCell(marked(wording.points(one.points), _doubt(one.doubted))),
            ReportCell("", self.sources.cite(one.row)),
        ]

    # What all have

    def table(
        self, about: str, columns: Sequence[ReportColumn], groups: Sequence[RowGroup], notes: Sequence[str] = ()
    ) -> ReportTable:
        self._tables += 1
        caption = _("Table {number}. {about}").format(number=self._tables, about=about)
        heads = [ReportColumn(_(one.title), one.width, one.align) for one in columns]
        texts = [[cell.text for cell in row] for group in groups for row in group.rows]
        return ReportTable(caption, heads, groups, [*wording.notes_of(texts), *map(_, notes)])

    def _drawn(self, drawn: Sequence[Drawing]) -> Iterator[ReportPart]:
        for one in drawn[:MOST_CHARTS]:
            self._charts += 1
            yield ReportChart(_("Chart {number}. {about}").format(number=self._charts, about=one.title), one)
        if len(drawn) > MOST_CHARTS:
            said = _("{count} more charts are left out: the workbook of cchc-ocr export has them.")
            yield ReportText(said.format(count=number(len(drawn) - MOST_CHARTS)))


def differs_from_print(one: RankedBody) -> bool:
    """Whether the points of all ranked bodies are known, and give another place than the one that is printed."""
    base = one.result.place.base if one.result.place else None
    return one.printed is not None and base == one.among and one.place not in (None, one.printed)


def _group_of(line: ComparedLine) -> tuple[str, str]:
    return line.index or "", line.province or ""


def _ranking_of(one: RankedBody) -> tuple[int, str, str]:
    return one.result.year, *_group_of(one.line)


def _named(index: str, province: str) -> str:
    return ", ".join(filter(None, (wording.index_name(index), province)))


def _year(year: int) -> str:
    return _("Year {year}").format(year=year)


def _rank_text(result: YearResult) -> str:
    return wording.of_base(result.rank, result.place.base if result.place else None)


def _marks(result: YearResult) -> Sequence[str]:
    """What is to be known of the points of a year."""
    points = result.points
    if points is None:
        return ("",)
    return _doubt(points.doubted), CLAIMED if points.claimed else "", DISAGREES if result.differing else ""


def _doubt(doubted: bool) -> str:
    return DOUBT if doubted else ""


def _rows(result: YearResult) -> Sequence[int]:
    """The statements that a result is made of."""
    return [stated.row for stated in (result.points, result.place) if stated]


def _changed(change: float, before: int) -> str:
    if change > 0:
        return _("{points} points more than in {year}").format(points=wording.points(change), year=before)
    if change < 0:
        return _("{points} points fewer than in {year}").format(points=wording.points(-change), year=before)
    return _("as many points as in {year}").format(year=before)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _words() -> ChartWords:
    return ChartWords(
        years=_("{index}: share of the maximum over the years"),
        criteria=_("{body}: share of the maximum by criterion"),
        total=_("Total (no index named)"),
    )


def _left_out(count: int) -> ReportText:
    """What is beyond the size of a report is never left out without a word."""
    said = ngettext(
        "{count} more is left out, so that the report stays of a size to be sent: choose with --body, --index or "
        "--year, or see the workbook of cchc-ocr export.",
        "{count} more are left out, so that the report stays of a size to be sent: choose with --body, --index or "
        "--year, or see the workbook of cchc-ocr export.",
        count,
    )
    return ReportText(said.format(count=number(count)))


_SOURCE = ReportColumn(N_("Source"), 9, "center")
_YEARS = (
    ReportColumn(N_("Year"), 9, "center"),
    ReportColumn(N_("Points"), 13),
    ReportColumn(N_("Maximum"), 12),
    ReportColumn(N_("Share"), 11),
    ReportColumn(N_("Place"), 11, "center"),
    ReportColumn(N_("Change, computed"), 17),
    ReportColumn(N_("Change, as stated"), 15),
    _SOURCE,
)
_RANKS = (
    ReportColumn(N_("Place, as printed"), 12, "center"),
    ReportColumn(N_("Body"), 30, "left"),
    ReportColumn(N_("Points"), 12),
    ReportColumn(N_("Share"), 10),
    ReportColumn(N_("Place by points"), 11, "center"),
    ReportColumn(N_("Places gained, computed"), 12, "center"),
    ReportColumn(N_("Places gained, as stated"), 12, "center"),
    _SOURCE,
)
_CRITERIA = (
    ReportColumn(N_("Criterion"), 30, "left"),
    ReportColumn(N_("Points"), 10),
    ReportColumn(N_("Maximum"), 12),
    ReportColumn(N_("Share"), 9),
    ReportColumn(N_("Points missing"), 10),
    ReportColumn(N_("Mean share of all bodies"), 12),
    ReportColumn(N_("Change of share (points)"), 11),
    _SOURCE,
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
    _SOURCE,
)
_NOTE_CHANGES = N_(
    "The change is that of the points since the last year that is known; a year in brackets says which, where it "
    "is not the year before."
)
_NOTE_PLACES = N_(
    "The place as printed has the ties that the document has. The place by points is that among all bodies of "
    "this province whose points are in the records."
)
_NOTE_CRITERIA = N_("The mean is that of all bodies of which the records have the criterion in that year.")
_NOTE_LOST = N_("Computed from the points of all criteria of the bodies in this report.")
