"""From repaired pages to values: head and foot, references, results, figures, tables and checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from cchc_ocr.document import Box, Page
from cchc_ocr.extract.checks.checks import Values, check
from cchc_ocr.extract.cited.mentions import find_full_dates
from cchc_ocr.extract.cited.references import Own, find_references
from cchc_ocr.extract.forms.dates import DateMention
from cchc_ocr.extract.head.header import Header, read_header
from cchc_ocr.extract.results.bodies import Bodies, judged_by
from cchc_ocr.extract.results.counts import find_counts
from cchc_ocr.extract.results.grades import find_grades
from cchc_ocr.extract.results.percentages import find_percentages
from cchc_ocr.extract.results.phrases import Phrases, Span
from cchc_ocr.extract.results.rankings import find_ranks
from cchc_ocr.extract.results.scores import find_results
from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.extract.text.finding import Finding, agree, doubtful_of, evidence_of
from cchc_ocr.extract.text.footnotes import in_reading_order
from cchc_ocr.extract.text.markdown import unmarked
from cchc_ocr.extract.text.passage import Passage, Trace
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.records import (
    Check,
    Count,
    Deduction,
    Document,
    Evidence,
    Grade,
    Percentage,
    Rank,
    Record,
    Reference,
    Repair,
    Score,
    Signature,
    Source,
    TableRecord,
    Total,
)
from cchc_ocr.vietnamese import bare

__all__ = ["ExtractOptions", "extract"]

V = TypeVar("V")
Mention = tuple[DateMention, Trace]
_LISTS = (
    "references",
    "scores",
    "totals",
    "ranks",
    "grades",
    "deductions",
    "percentages",
    "counts",
    "dates",
    "tables",
)


@dataclass(frozen=True, slots=True)
class ExtractOptions:
    """``review_below``: values whose probability is lower are listed in ``needs_review``.

    At 0.85 a person is asked about one value in twenty of the scans and reports it was measured on (1,299), and
    finds 12 of the 29 wrong ones among them; at 0.9 about one in eight, and 20 of the wrong ones. docs/accuracy.md
    has the table.
    """

    review_below: float = 0.85


@dataclass(frozen=True, slots=True)
class _Body:
    """Everything that was found but the header, in the order of the text."""

    references: tuple[Finding[Reference], ...]
    scores: tuple[Finding[Score], ...]
    totals: tuple[Finding[Total], ...]
    ranks: tuple[Finding[Rank], ...]
    grades: tuple[Finding[Grade], ...]
    deductions: tuple[Finding[Deduction], ...]
    percentages: tuple[Finding[Percentage], ...]
    counts: tuple[Finding[Count], ...]
    dates: tuple[Finding[str], ...]
    tables: tuple[Finding[TableRecord], ...]
    checks: tuple[Check, ...] = ()

    def lists(self) -> Iterator[tuple[str, Sequence[Finding[object]]]]:
        """The lists by their pointers."""
        for name in _LISTS:
            yield f"/{name}", getattr(self, name)


def extract(
    pages: Sequence[Page],
    source: Source,
    lexicon: Lexicon,
    options: ExtractOptions | None = None,
    *,
    repair: Repair | None = None,
    signatures: Sequence[Signature] = (),
) -> Record:
    """The record of a document from its repaired pages. Pure: the same pages give the same record."""
    options = options or ExtractOptions()
    header = read_header(pages, lexicon, review_below=options.review_below)
    pages = [unmarked(page) for page in pages]
    passage = Passage.of_lines(in_reading_order(pages))
    mentions = _cited_dates(find_full_dates(passage), _own_date(header))
    body = _body(pages, passage, mentions, header, lexicon)
    body = replace(body, dates=_with_own_date(body.dates, header))
    evidence = [*header.evidence, *(e for pointer, found in body.lists() for e in evidence_of(pointer, found))]
    return Record(
        source=source,
        repair=repair,
        document=header.document,
        references=_values(body.references),
        scores=_values(body.scores),
        totals=_values(body.totals),
        ranks=_values(body.ranks),
        grades=_values(body.grades),
        deductions=_values(body.deductions),
        percentages=_values(body.percentages),
        counts=_values(body.counts),
        dates=_values(body.dates),
        tables=_values(body.tables),
        signatures=tuple(signatures),
        evidence=tuple(evidence),
        checks=(*header.checks, *_checks(header.document, body, mentions, lexicon)),
        needs_review=tuple(dict.fromkeys([*header.needs_review, *_needs_review(body, evidence, options)])),
    )


def _body(
    pages: Sequence[Page],
    passage: Passage,
    mentions: Sequence[Mention],
    header: Header,
    lexicon: Lexicon,
) -> _Body:
    """References and dates from all lines; figures from those outside tables, whose cells are read as such."""
    own = Own(header.number_symbol, header.document.symbol, header.document.issuer)
    subject = header.document.subject
    whole = judged_by(header.document, lexicon)
    tables = read_tables(pages, subject, whole)
    phrases = Phrases(Passage.of_lines(in_reading_order(tables.running_text(pages))), subject)
    references = find_references(passage, lexicon, own)
    bodies = Bodies(phrases, lexicon, whole)
    results = find_results(phrases, lexicon, bodies)
    ranks = find_ranks(phrases, bodies)
    scored = [Span(f.start, f.end) for f in (*results.scores, *results.totals)]
    taken = [Span(f.start, f.end) for f in (*ranks, *find_references(phrases.passage, lexicon, own))]
    counts = find_counts(phrases, [*scored, *taken])
    ranked = {int(n) for n in (*(f.value.value or 0 for f in counts), *(f.value.of or 0 for f in ranks))}
    return _Body(
        references=references,
        scores=_once((*results.scores, *tables.scores(lexicon)), _same_score),
        totals=_once((*results.totals, *tables.totals(lexicon)), _same_total),
        ranks=_once((*ranks, *tables.ranks(ranked)), _same_rank),
        grades=_once((*find_grades(phrases, bodies), *tables.grades(lexicon)), _same_grade),
        deductions=results.deductions,
        percentages=find_percentages(phrases, scored, counts),
        counts=(*counts, *tables.counts()),
        dates=_dates(mentions),
        tables=tables.found,
        checks=tuple(tables.checks()),
    )


def _once(findings: Iterable[Finding[V]], same: Callable[[V, V], bool]) -> tuple[Finding[V], ...]:
    """What is said twice, in a summary and again in a table, once: the first time."""
    kept: list[Finding[V]] = []
    for finding in findings:
        if not any(same(finding.value, earlier.value) for earlier in kept):
            kept.append(finding)
    return tuple(kept)


def _same_score(one: Score, other: Score) -> bool:
    if (one.score, one.max_score) != (other.score, other.max_score) or not agree(one.year, other.year):
        return False
    names = [" ".join(bare(score.criterion or "").lower().split()) for score in (one, other)]
    return names[0] == names[1] or (one.criterion_code is not None and one.criterion_code == other.criterion_code)


def _same_total(one: Total, other: Total) -> bool:
    values = (one.score, one.max_score, one.name) == (other.score, other.max_score, other.name)
    return values and agree(one.year, other.year)


def _same_rank(one: Rank, other: Rank) -> bool:
    return (one.name, one.position, one.of) == (other.name, other.position, other.of) and one.year == other.year


def _same_grade(one: Grade, other: Grade) -> bool:
    return (one.grade, one.unit, one.year, one.period) == (other.grade, other.unit, other.year, other.period) and (
        one.unit is not None or one.name == other.name
    )


def _dates(mentions: Sequence[Mention]) -> tuple[Finding[str], ...]:
    """Each date once, sorted, with its clearest reading."""
    best: dict[str, tuple[DateMention, Trace]] = {}
    for mention, trace in mentions:
        if mention.iso and (mention.iso not in best or trace.confidence > best[mention.iso][1].confidence):
            best[mention.iso] = (mention, trace)
    return tuple(Finding(iso, m.start, m.end, (("", trace),)) for iso, (m, trace) in sorted(best.items()))


def _own_date(header: Header) -> Evidence | None:
    """Where the document's own date stands, also where it could not be read."""
    return next((e for e in header.evidence if e.field == "/document/date"), None)


def _cited_dates(mentions: Sequence[Mention], own: Evidence | None) -> list[Mention]:
    """The dates but the document's own: reading that one, often written by hand, is the header's affair."""
    if own is None or own.box is None:
        return list(mentions)
    place = Box(*own.box)
    return [(m, trace) for m, trace in mentions if trace.page != own.page or not _meet(trace.box, place)]


def _meet(one: Box | None, other: Box) -> bool:
    return (
        one is not None and min(one.x1, other.x1) > max(one.x0, other.x0) and abs(one.y0 - other.y0) < other.height
    )


def _with_own_date(dates: tuple[Finding[str], ...], header: Header) -> tuple[Finding[str], ...]:
    iso, own = header.document.date, _own_date(header)
    if iso is None or own is None or any(finding.value == iso for finding in dates):
        return dates
    trace = Trace(own.page or 1, Box(*own.box) if own.box else None, own.text, own.confidence)
    return tuple(sorted((*dates, Finding(iso, 0, 0, (("", trace),))), key=lambda finding: finding.value))


def _values(findings: Sequence[Finding[V]]) -> tuple[V, ...]:
    return tuple(finding.value for finding in findings)


def _checks(document: Document, body: _Body, mentions: Sequence[Mention], lexicon: Lexicon) -> tuple[Check, ...]:
    values = Values(
        document=document,
        references=_values(body.references),
        scores=_values(body.scores),
        totals=_values(body.totals),
        ranks=_values(body.ranks),
        counts=_values(body.counts),
        percentages=_values(body.percentages),
    )
    impossible = (
        Check(code="impossible-date", level="warning", message=f"page {trace.page}: {trace.seen!r} is no date")
        for mention, trace in mentions
        if not mention.exists
    )
    return (*check(values, lexicon), *body.checks, *_phantoms(body.percentages), *impossible)


def _phantoms(percentages: Sequence[Finding[Percentage]]) -> Iterator[Check]:
    """Percentages whose last figure is, by its width, a stroke of the sign: "2%" read as "29%"."""
    for i, finding in enumerate(percentages):
        if "value" in finding.doubtful:
            read, field = finding.value.value, f"/percentages/{i}/value"
            meant = float(f"{read:g}".removesuffix("9").rstrip("."))
            message = f"{read:g}% is printed no wider than {meant:g}%: its 9 may be a stroke of the sign"
            found = Check(code="percent-sign", level="info", message=message, fields=(field,))
            yield found.model_copy(update={"proposed_field": field, "proposed_value": meant})


def _needs_review(body: _Body, evidence: Sequence[Evidence], options: ExtractOptions) -> tuple[str, ...]:
    """Of the lists: values below the threshold, and those in doubt whatever their confidence."""
    lists = tuple(f"/{name}/" for name in _LISTS)
    low = [e.field for e in evidence if e.confidence < options.review_below and e.field.startswith(lists)]
    doubtful = [pointer for name, found in body.lists() for pointer in doubtful_of(name, found)]
    return (*low, *doubtful)
