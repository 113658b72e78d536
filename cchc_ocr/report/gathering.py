"""Goes through the records once: what is compared, how much there is, and what of it is in doubt."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from cchc_ocr.errors import UsageError
from cchc_ocr.export import Choice, Found, FoundRecords
from cchc_ocr.export.comparison import Comparison, body_of
from cchc_ocr.report.open_doubts import DoubtList, doubts_of
from cchc_ocr.statements import ItemIndex, Statement, pointers_of, statements

_COMPARED = ("score", "total", "rank", "deduction")


@dataclass(slots=True)
class ReportCounts:
    """How much is in a report.

    ``others`` counts figures of kinds that are not compared, ``yearless`` and ``bodiless`` those that are left out
    only because they name no year or no body.
    """

    documents: int = 0
    reviewed_documents: int = 0
    statements: int = 0
    doubtful: int = 0
    reviewed: int = 0
    others: int = 0
    yearless: int = 0
    bodiless: int = 0
    bodies: Counter[str] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)
    indices: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Gathered:
    """What a report is made of.

    ``own`` has what is asked for, of all years, so that changes are known; ``every`` has the other bodies, too,
    among which a body stands. Both number statements from 1, in the order of the records.
    """

    choice: Choice
    own: Comparison
    every: Comparison
    counts: ReportCounts = field(default_factory=ReportCounts)
    doubts: DoubtList = field(default_factory=DoubtList)

    def is_asked(self, year: int | None) -> bool:
        """Whether the report is about that year."""
        return not self.choice.years or year in self.choice.years


def gather(found: FoundRecords, choice: Choice) -> Gathered:
    """Go through the records. Raises UsageError where nothing passes the filters, or nothing can be compared."""
    own = Comparison()
    gathered = Gathered(choice, own, Comparison() if choice.bodies else own)
    row = 0
    for one in found:  # statements are numbered also where the document is left out
        row = _add(gathered, one, row) if choice.is_since(one.record) else row + len(pointers_of(one.record))
    if not gathered.counts.statements and not gathered.counts.others:
        hint = "leave a filter out, or type fewer words of the name"
        raise UsageError("there is nothing that passes all filters", hint=hint)
    if not any(gathered.is_asked(year) for year in own.years()) and not own.losses:
        hint = "leave a filter out; cchc-ocr export has figures of all kinds"
        raise UsageError("there are no points, places or deductions of a whole year to compare", hint=hint)
    return gathered


def _add(gathered: Gathered, one: Found, row: int) -> int:
    """Take in a record whose first statement is the one after ``row``; returns the number of its last."""
    choice, index = gathered.choice, ItemIndex(one.record)
    of_all_years = replace(choice, years=())
    of_all_bodies = replace(of_all_years, bodies=())
    fitting: list[Statement] = []
    last = row
    for last, stated in enumerate(statements(one.record, name=one.name, index=index), row + 1):
        if not of_all_bodies.fits(stated):
            continue
        if gathered.every is not gathered.own:
            gathered.every.add(stated, last)
        if not of_all_years.fits(stated):
            gathered.counts.bodiless += stated.body is None
            continue
        gathered.own.add(stated, last)
        if not choice.fits(stated):
            gathered.counts.yearless += stated.year is None
        elif _is_compared(stated):
            fitting.append(stated)
        else:
            gathered.counts.others += 1
    if fitting or not choice.of_statements:
        _count_in(gathered.counts, one, fitting)
        gathered.doubts.add(doubts_of(one, index, fitting))
    return last


def _count_in(counts: ReportCounts, one: Found, fitting: list[Statement]) -> None:
    counts.documents += 1
    counts.reviewed_documents += one.record.reviewed is not None
    for stated in fitting:
        counts.statements += 1
        counts.doubtful += stated.needs_review
        counts.reviewed += stated.reviewed
        counts.bodies[body_of(stated)] += 1
        if stated.index:
            counts.indices[stated.index] += 1
        if stated.year is not None and not stated.period:
            counts.years[stated.year] += 1


def _is_compared(stated: Statement) -> bool:
    """Whether a figure is of a kind that the tables have: a result, and no mean of several bodies."""
    return stated.kind in _COMPARED and stated.nature == "result" and stated.basis != "average"
