"""What all sections of a report are built with: what is asked for, numbers of tables, charts and sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from cchc_ocr.export.charts import ChartWords, Drawing
from cchc_ocr.export.comparison import ComparedLine, CriterionStanding, LostPoints, RankedBody, YearResult
from cchc_ocr.report import wording
from cchc_ocr.report.gathering import Gathered
from cchc_ocr.report.parts import (
    CaptionedTable,
    ReportChart,
    ReportColumn,
    ReportPart,
    ReportText,
    RowGroup,
)
from cchc_ocr.report.wording import CLAIMED, DISAGREES, DOUBT
from cchc_ocr.statements import folded
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.translation import ngettext, number

MOST_ROWS = 240  # of the tables of a section: some eight pages
MOST_CHARTS = 6  # of a section


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
    _standings: list[CriterionStanding] = field(default_factory=list)
    _means: Counter[tuple[str, str | None, int]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Standings of all bodies are many, and are reckoned once."""
        self._standings.extend(self.gathered.every.criteria())
        self._means.update((one.line.key, one.line.index, one.result.year) for one in self._standings)

    def shown(self, line: ComparedLine) -> Sequence[YearResult]:
        """The results of the years that are asked for."""
        return [result for result in line.results() if self.gathered.is_asked(result.year)]

    def wholes(self) -> Sequence[tuple[ComparedLine, Sequence[YearResult]]]:
        """The indices of the bodies, with what is known of each year that is asked for."""
        lines = (line for line in self.gathered.own.lines() if line.criterion is None)
        return [(line, shown) for line in lines if (shown := self.shown(line))]

    def rankings(self) -> Sequence[RankedBody]:
        """Places of the bodies that are asked for, as printed or by points among all bodies of the records."""
        own = {(folded(line.body), folded(line.index or "")) for line, _results in self.wholes()}
        every = (one for one in self.gathered.every.rankings() if self.gathered.is_asked(one.result.year))
        ranked = [one for one in every if (folded(one.line.body), folded(one.line.index or "")) in own]
        return [one for one in ranked if one.printed is not None or (one.place and one.among > 1)]

    def standings(self) -> Sequence[CriterionStanding]:
        """The criteria of the bodies that are asked for, measured by the means of all bodies."""
        own = {(line.body, line.index, line.key) for line in self.gathered.own.lines()}
        asked = [
            one
            for one in self._standings
            if self.gathered.is_asked(one.result.year) and (one.line.body, one.line.index, one.line.key) in own
        ]
        return sorted(asked, key=lambda one: (*group_of(one.line), folded(one.line.body), -one.result.year))

    def measured_bodies(self, one: CriterionStanding) -> int:
        """How many bodies the mean of a criterion is made of."""
        return self._means[one.line.key, one.line.index, one.result.year]

    def losses(self) -> Sequence[LostPoints]:
        """The deductions of the years that are asked for."""
        return [one for one in self.gathered.own.losses if self.gathered.is_asked(one.year)]

    def table(
        self, about: str, columns: Sequence[ReportColumn], groups: Sequence[RowGroup], notes: Sequence[str] = ()
    ) -> CaptionedTable:
        """A table with the next number and with what its marks mean; heads and notes are translated here."""
        self._tables += 1
        caption = _("Table {number}. {about}").format(number=self._tables, about=about)
        heads = [ReportColumn(_(one.title), one.width, one.align) for one in columns]
        texts = [[cell.text for cell in row] for group in groups for row in group.rows]
        return CaptionedTable(caption, heads, groups, [*wording.notes_of(texts), *map(_, notes)])

    def charts(self, drawn: Sequence[Drawing]) -> Iterator[ReportPart]:
        """Charts with the next numbers, and how many are left out."""
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


def group_of(line: ComparedLine) -> tuple[str, str]:
    """Index and province: what a table is about."""
    return line.index or "", line.province or ""


def ranking_of(one: RankedBody) -> tuple[int, str, str]:
    """Year, index and province: among whom a body is ranked."""
    return one.result.year, *group_of(one.line)


def named(index: str, province: str) -> str:
    """What a table is about, in words."""
    return ", ".join(filter(None, (wording.index_name(index), province)))


def of_year(year: int) -> str:
    """The title of the rows of a year."""
    return _("Year {number}").format(number=year)


def rank_text(result: YearResult) -> str:
    """The place as printed, of so many, with its marks."""
    place = result.place
    if place is None:
        return ""
    differs = DISAGREES if result.differing and result.points is None else ""
    return wording.marked(wording.of_base(result.rank, place.base), doubt_mark(place.doubted), differs)


def marks(result: YearResult) -> Sequence[str]:
    """What is to be known of the points of a year."""
    points = result.points
    if points is None:
        return ("",)
    return doubt_mark(points.doubted), CLAIMED if points.claimed else "", DISAGREES if result.differing else ""


def doubt_mark(doubted: bool) -> str:
    """The mark of a figure in doubt."""
    return DOUBT if doubted else ""


def rows_of(result: YearResult) -> Sequence[int]:
    """The statements that a result is made of."""
    return [stated.row for stated in (result.points, result.place) if stated]


def chart_words() -> ChartWords:
    """The titles of charts in the language in use."""
    return ChartWords(
        years=_("{index}: share of the maximum over the years"),
        criteria=_("{body}: share of the maximum by criterion"),
        total=_("Total (no index named)"),
    )


def left_out(count: int) -> ReportText:
    """What is beyond the size of a report is never left out without a word."""
    said = ngettext(
        "{count} more is left out, so that the report stays of a size to be sent: choose with --body, --index or "
        "--year, or see the workbook of cchc-ocr export.",
        "{count} more are left out, so that the report stays of a size to be sent: choose with --body, --index or "
        "--year, or see the workbook of cchc-ocr export.",
        count,
    )
    return ReportText(said.format(count=number(count)))


SOURCE = ReportColumn(N_("Source"), 9, "center")
