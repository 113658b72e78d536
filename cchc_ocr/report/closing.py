"""What stands at both ends of a report: its head, what does not agree, what is to be reviewed, and the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from cchc_ocr.export.comparison import StatedResult, YearResult
from cchc_ocr.report import wording
from cchc_ocr.report.builder import ReportBuilder, differs_from_print
from cchc_ocr.report.gathering import Gathered
from cchc_ocr.report.parts import (
    CitedPage,
    ReportCell,
    ReportColumn,
    ReportPart,
    ReportSection,
    ReportText,
    RowGroup,
    clean,
)
from cchc_ocr.translation import day, ngettext, number
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.version import __version__

_MOST_NAMES = 6
_MOST_CONTRADICTIONS = 120


def subtitle(gathered: Gathered) -> str:
    """Which bodies and years the report is about."""
    counts = gathered.counts
    bodies = sorted(counts.bodies)
    if len(bodies) == 1:
        told = clean(bodies[0])
    else:
        asked = ", ".join(f"“{clean(one, 80)}”" for one in gathered.choice.bodies)
        told = _("{count} bodies").format(count=number(len(bodies))) + (f" ({asked})" if asked else "")
    years = sorted(year for year in counts.years if gathered.is_asked(year))
    return ", ".join(filter(None, (told, _spans(years))))


def facts(gathered: Gathered, in_several: int, made: date) -> Sequence[tuple[str, str]]:
    """The lines of the head: what the report covers, how much of it is in doubt, when it was made."""
    counts = gathered.counts
    doubtful = _("{doubtful} of {all} in doubt, {reviewed} looked at by a person").format(
        doubtful=number(counts.doubtful), all=number(counts.statements), reviewed=number(counts.reviewed)
    )
    documents = _("{count}, of which a person has reviewed {reviewed}").format(
        count=number(counts.documents), reviewed=number(counts.reviewed_documents)
    )
    given = [
        (_("Bodies"), _some(sorted(counts.bodies))),
        (_("Years"), _spans(sorted(counts.years))),
        (_("Indices"), _some(sorted(counts.indices))),
        (_("Documents"), documents),
        (_("Figures"), doubtful),
        (_("Chosen by"), clean("; ".join(_filters(gathered)))),
        (_("Not compared"), clean("; ".join(_not_compared(gathered)), 600)),
        (_("In several runs"), _several(in_several)),
        (_("Made on"), _("{date}, by cchc-ocr {version}").format(date=day(made.isoformat()), version=__version__)),
    ]
    return [(name, told) for name, told in given if told]


def _filters(gathered: Gathered) -> Iterator[str]:
    """What was typed."""
    choice = gathered.choice
    for option, values in (
        ("--year", map(str, choice.years)),
        ("--body", choice.bodies),
        ("--index", choice.indices),
        ("--kind", choice.kinds),
        ("--nature", choice.natures),
    ):
        yield from (f"{option} {clean(value, 80)}" for value in values)
    if choice.min_confidence:
        yield f"--min-confidence {choice.min_confidence:g}"
    if choice.reviewed_only:
        yield "--reviewed-only"
    if choice.since:
        yield f"--since {choice.since}"


def _not_compared(gathered: Gathered) -> Iterator[str]:
    """Figures that pass the filters and stand in no table, or that name no year or body to be chosen by."""
    counts = gathered.counts
    if counts.others:
        told = _("{count} figures of other kinds (grades, percentages, counts, targets, rules, means)")
        yield told.format(count=number(counts.others))
    if gathered.own.left_out:
        told = _("{count} points and places without a year, or of a part of a year")
        yield told.format(count=number(gathered.own.left_out))
    if counts.yearless and gathered.choice.years:
        yield _("{count} figures that name no year").format(count=number(counts.yearless))
    if counts.bodiless and gathered.choice.bodies:
        yield _("{count} figures that name no body").format(count=number(counts.bodiless))


def _several(count: int) -> str:
    said = ngettext("{count} document, which counts once", "{count} documents, each of which counts once", count)
    return said.format(count=number(count)) if count else ""


def _some(names: Sequence[str]) -> str:
    shown = "; ".join(clean(name, 120) for name in names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return f"{shown}; {_('and {count} more').format(count=number(more))}" if more > 0 else shown


def _spans(years: Sequence[int]) -> str:
    """2019, 2021–2023"""
    spans: list[list[int]] = []
    for year in years:
        if spans and spans[-1][-1] == year - 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return ", ".join(str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans)


def contradictions(builder: ReportBuilder) -> Iterator[tuple[str, str, Sequence[int]]]:
    """Figures that documents state differently, changes and places that the points do not have.

    Each is about something, says what does not agree, and has the statements that it comes from.
    """
    for line in builder.gathered.own.lines():
        what = line.criterion or wording.index_name(line.index)
        for result in line.results():
            if builder.gathered.is_asked(result.year):
                about = f"{clean(line.body, 120)}, {result.year}, {clean(what, 120)}"
                yield from ((about, said, rows) for said, rows in _disagreeing(result))
    for ranked in builder.rankings():
        if differs_from_print(ranked):
            place = ranked.result.place
            about = (
                f"{clean(ranked.line.body, 120)}, {ranked.result.year}, {wording.index_name(ranked.line.index)}"
            )
            said = _("the place by points is {place}, printed is {printed}").format(
                place=ranked.place, printed=wording.of_base(ranked.printed, place.base if place else None)
            )
            yield about, said, _row_of(place)


def _disagreeing(result: YearResult) -> Iterator[tuple[str, Sequence[int]]]:
    if result.differing:
        told = "; ".join(dict.fromkeys(map(_stated, result.differing)))
        said = _("documents state {values}; the report has that of the newest").format(values=told)
        yield said, [one.row for one in result.differing]
    if result.contradicts and result.points:
        told = _("the text states a change of {stated}; of the points of both years it is {computed}")
        stated, computed = wording.change(result.points.change), wording.change(result.change)
        yield told.format(stated=stated, computed=computed), [result.points.row]


def _stated(one: StatedResult) -> str:
    base = one.maximum or one.base
    return f"{wording.points(one.value)}{f'/{wording.whole(base)}' if base else ''}"


def _row_of(stated: StatedResult | None) -> Sequence[int]:
    return [stated.row] if stated else []


def to_review(builder: ReportBuilder) -> ReportSection:
    """What is in doubt, and what does not agree."""
    return ReportSection(_("To be reviewed"), list(_open(builder)))


def _open(builder: ReportBuilder) -> Iterator[ReportPart]:
    doubts, disagreeing = builder.gathered.doubts, list(contradictions(builder))
    if not doubts.count and not disagreeing:
        yield ReportText(_("No figure in this report is in doubt, and none contradicts another."))
        return
    yield ReportText(_("Before the report is relied on, a person should compare these with the documents."))
    if disagreeing:
        shown = disagreeing[:_MOST_CONTRADICTIONS]
        rows: list[Sequence[ReportCell]] = [
            [ReportCell(about), ReportCell(said), ReportCell("", builder.sources.cite(*stated))]
            for about, said, stated in shown
        ]
        yield builder.table(_("Figures that do not agree"), _AGREEING, [RowGroup("", rows)])
        if len(disagreeing) > len(rows):
            yield _more(len(disagreeing) - len(rows))
    if listed := doubts.listed():
        rows = [[ReportCell(text) for text in (one.about, one.recorded, one.why, one.where)] for one in listed]
        yield builder.table(_("Values in doubt, those most worth a look first"), _DOUBTS, [RowGroup("", rows)])
        if doubts.count > len(listed):
            yield _more(doubts.count - len(listed))


def _more(count: int) -> ReportText:
    said = _("{count} more are left out here: cchc-ocr review and the workbook of cchc-ocr export have them all.")
    return ReportText(said.format(count=number(count)))


def sources(pages: Sequence[CitedPage], left_out: int) -> ReportSection:
    """The pages that are cited; ``left_out`` of them stand without a picture because there are too many."""
    parts: list[ReportPart] = [ReportText(_("The numbers are those of the column “Source”."))]
    if any(page.crops for page in pages):
        parts = [ReportText(_("The numbers are those of the column “Source”; frames show what was read."))]
    if left_out:
        said = _("{count} pages are without a picture, so that the report stays of a size to be sent.")
        parts.append(ReportText(said.format(count=number(left_out))))
    return ReportSection(_("Sources"), [*parts, *pages])


_AGREEING = (
    ReportColumn(N_("About"), 36, "left"),
    ReportColumn(N_("What does not agree"), 52, "left"),
    ReportColumn(N_("Source"), 12, "center"),
)
_DOUBTS = (
    ReportColumn(N_("About"), 30, "left"),
    ReportColumn(N_("Recorded"), 24, "left"),
    ReportColumn(N_("What to do"), 28, "left"),
    ReportColumn(N_("Document"), 18, "left"),
)
