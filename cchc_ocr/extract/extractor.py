"""Makes the record of a document from its repaired pages.

Head and foot are read from the pages as they stand. The other values are found in two texts: the whole of the
document for what it cites, and its running text, without the lines of tables, for its figures. Tables say what
their columns hold. The record says what was found and where, what is contradictory, and what a person should look
at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cchc_ocr import lexicon as dictionaries
from cchc_ocr.document import Page
from cchc_ocr.extract.checks.checks import (
    check,
    doubtful_signs,
    impossible_dates,
    missed_figures,
    unread_citations,
    without_echoes,
)
from cchc_ocr.extract.checks.grade_points import grade_points
from cchc_ocr.extract.checks.said_changes import said_changes
from cchc_ocr.extract.checks.said_shares import said_shares
from cchc_ocr.extract.checks.said_sums import said_sums
from cchc_ocr.extract.cited.known_documents import against_known
from cchc_ocr.extract.cited.mentions import but_its_own, each_date, find_full_dates
from cchc_ocr.extract.cited.own import Own
from cchc_ocr.extract.cited.references import find_references
from cchc_ocr.extract.cited.unread_numbers import unread_numbers
from cchc_ocr.extract.confidence.company import in_checks
from cchc_ocr.extract.confidence.confidences import Confidences
from cchc_ocr.extract.confidence.doubt import TREES, read_doubt
from cchc_ocr.extract.confidence.model import ConfidenceModel
from cchc_ocr.extract.confidence.open_slots import with_open_slots
from cchc_ocr.extract.confidence.signs import Lists, SignSet, signs_of
from cchc_ocr.extract.figures.account import AccountLine
from cchc_ocr.extract.head.header import Header, read_header
from cchc_ocr.extract.options import ExtractOptions
from cchc_ocr.extract.personal.places import personal_places
from cchc_ocr.extract.results.bodies import body_of_field, body_of_head, body_of_title, judged_by, names_many
from cchc_ocr.extract.results.context import Context, Knowledge
from cchc_ocr.extract.results.counts import find_counts
from cchc_ocr.extract.results.grades import find_grades
from cchc_ocr.extract.results.percentages import find_percentages
from cchc_ocr.extract.results.periods import Periods, opening_of
from cchc_ocr.extract.results.rankings import find_ranks
from cchc_ocr.extract.results.register import Register
from cchc_ocr.extract.results.repeats import once, same_grade, same_rank, same_score, same_total, told_once
from cchc_ocr.extract.results.scopes import Scopes
from cchc_ocr.extract.results.scores import find_results
from cchc_ocr.extract.results.wholes import parts_of
from cchc_ocr.extract.tables.cells import is_average
from cchc_ocr.extract.tables.tables import Tables, read_tables
from cchc_ocr.extract.tagging.told_columns import with_told_columns
from cchc_ocr.extract.tagging.weights import WEIGHTS, TaggerWeights, read_weights
from cchc_ocr.extract.text.finding import Finding, doubtful_of, evidence_of
from cchc_ocr.extract.text.footnotes import in_reading_order
from cchc_ocr.extract.text.leaders import without_leaders
from cchc_ocr.extract.text.markdown import unmarked
from cchc_ocr.extract.text.passage import Passage, cell_openers
from cchc_ocr.extract.text.phrases import Phrases
from cchc_ocr.extract.text.recalibrated import with_curve
from cchc_ocr.extract.text.spelled_figures import without_spelled_figures
from cchc_ocr.extract.text.wrapped_rows import with_whole_cells
from cchc_ocr.lexicon import Lexicon, part_of
from cchc_ocr.records import Check, Document, Evidence, Record, Repair, Signature, Source

_OF_TITLE = 5  # lines of an annex that may be its title


class Extractor:
    """Makes records from repaired pages. Make one with ``load`` and keep it: its indexes are built only once.

    ``knowledge`` has the criteria, bodies and indices of the dictionaries, ``lexicon``, to look names up among;
    ``weights`` are those of the tagger, the bundled ones unless others are given.
    """

    def __init__(self, lexicon: Lexicon, weights: TaggerWeights | None = None) -> None:
        self.lexicon = lexicon
        self.knowledge = Knowledge.of(lexicon)
        self._weights = weights

    @property
    def weights(self) -> TaggerWeights:
        """What the tagger has learned, read on first use. Raises ConfigurationError where that is damaged."""
        return self._weights or read_weights(dictionaries.bundled() / WEIGHTS)

    @staticmethod
    def load(user: Path | None = None) -> Extractor:
        """An extractor with the bundled dictionaries and those of a user's folder that add to them.

        Raises ConfigurationError where one of them is bad.
        """
        return Extractor(dictionaries.load(user))

    def extract(
        self,
        pages: Sequence[Page],
        source: Source,
        options: ExtractOptions | None = None,
        *,
        repair: Repair | None = None,
        signatures: Sequence[Signature] = (),
    ) -> Record:
        """The record of a document from its repaired pages. Pure: the same pages give the same record."""
        options = options or ExtractOptions()
        header = read_header(pages, self.lexicon, review_below=options.review_below)
        pages = [unmarked(page) for page in pages]
        cells = [with_whole_cells(page) for page in pages]
        passage = Passage.of_lines(in_reading_order(cells), cell_openers(cells))
        own_date = next((e for e in header.evidence if e.field == "/document/date"), None)
        mentions = but_its_own(find_full_dates(passage), own_date)
        tables, context, figures = self._stated(pages, header)
        register = Register(self.lexicon, header.document)
        cited = find_references(passage, self.lexicon, _own(header))
        wholes = [*parts_of(context, [f for f in figures["counts"] if f.end])]
        stated = _with_bodies(figures, context, register)
        lists = {
            "references": tuple(against_known(cited, self.lexicon, register.issuing)),
            **stated,
            "dates": each_date(mentions, header.document.date, own_date),
            "tables": tables.found,
        }
        values: dict[str, Any] = {name: tuple(f.value for f in found) for name, found in lists.items()}
        record = Record(
            source=source, repair=repair, document=header.document, **values, signatures=tuple(signatures)
        )
        tabled = {name: {i: f.row for i, f in enumerate(found) if f.row} for name, found in figures.items()}
        checks = [*check(record, self.lexicon, wholes, tabled), *tables.checks()]
        checks += [*said_changes(context), *said_shares(context), *said_sums(context)]
        checks += grade_points(context, stated["grades"], stated["totals"])
        checks = [*header.checks, *without_echoes(checks)]
        checks += missed_figures(context.account.missed())
        checks += [*doubtful_signs(lists["percentages"]), *impossible_dates(mentions)]
        checks += unread_citations(unread_numbers(passage, self.lexicon))
        lists |= self._with_confidences(stated, context, checks, header.evidence)
        evidence = [
            with_curve(one, self.lexicon.calibration.get(part_of(f"/{name}")))
            for name, found in lists.items()
            for one in evidence_of(f"/{name}", found)
        ]
        impossible = [field for found in checks if found.level == "error" for field in found.fields]
        review = [*header.needs_review, *_needs_review(lists, evidence, options.review_below), *impossible]
        told = {"checks": tuple(checks), "needs_review": tuple(dict.fromkeys(review))}
        record = record.model_copy(update={**told, "evidence": (*header.evidence, *evidence)})
        personal = personal_places(pages, record, header.body, header.foot)
        return record.model_copy(update={"personal": personal})

    def account(self, pages: Sequence[Page]) -> tuple[AccountLine, ...]:
        """Every figure of the repaired pages with its role and statement: of the text, then of tables."""
        header = read_header(pages, self.lexicon)
        tables, context, figures = self._stated([unmarked(page) for page in pages], header)
        statements = [
            (f.start, f.end, f"/{name}/{i}")
            for name, found in figures.items()
            for i, f in enumerate(found)
            if f.end
        ]
        return (*context.account.lines(statements), *tables.account())

    def read(self, pages: Sequence[Page]) -> tuple[Context, Tables]:
        """The running text and the tables of repaired pages, with the role that each figure has."""
        header = read_header(pages, self.lexicon)
        tables, context, _ = self._stated([unmarked(page) for page in pages], header)
        return context, tables

    def signs(self, pages: Sequence[Page], checks: Sequence[Check]) -> Mapping[str, Sequence[SignSet]]:
        """What speaks for and against each statement of repaired pages; ``checks`` are those of their record."""
        header = read_header(pages, self.lexicon)
        _, context, figures = self._stated([unmarked(page) for page in pages], header)
        stated = _with_bodies(figures, context, Register(self.lexicon, header.document))
        return signs_of(stated, context, in_checks(checks))

    def _with_confidences(
        self, stated: Lists, context: Context, checks: Sequence[Check], head: Sequence[Evidence]
    ) -> Lists:
        signs = signs_of(stated, context, in_checks(checks))
        doubt = read_doubt(dictionaries.bundled() / TREES)
        sure = Confidences(ConfidenceModel(self.lexicon.confidence), doubt, context, head).of(stated, signs)
        return with_open_slots(sure)

    def _stated(self, pages: Sequence[Page], header: Header) -> tuple[Tables, Context, Lists]:
        """The tables, the running text, and what both state of figures."""
        whole = judged_by(header.document, self.knowledge.bodies)
        if header.document.issuer is None and pages:  # an annex that was scanned alone has no head
            first = [line.text for line in pages[0].lines[:_OF_TITLE]]
            bodies = self.knowledge.bodies
            whole = body_of_field(first, self.lexicon) or whole or body_of_title(first, bodies)
            whole = whole or body_of_head(first, bodies, self.lexicon)
        document = _with_opening(header.document, pages)
        tables = with_told_columns(read_tables(pages, self.knowledge, document, whole), self.weights)
        context = self._context(pages, tables, header)
        return tables, context, _figures(context, tables)

    def _context(self, pages: Sequence[Page], tables: Tables, header: Header) -> Context:
        """The running text with all that is known of it."""
        running = Passage.of_lines(
            without_leaders(without_spelled_figures(in_reading_order(tables.running_text(pages))))
        )
        cited = [(f.start, f.end) for f in find_references(running, self.lexicon, _own(header))]
        topic = header.document.subject or opening_of(Phrases(running))
        phrases = Phrases(running, topic)
        return Context(phrases, self.knowledge, header.document, tables.whole, cited)


def _with_opening(document: Document, pages: Sequence[Page]) -> Document:
    """The document with a subject that says when all of it is of.

    Behind the time that a line tells; where it has none, the first sentence that names a year.
    """
    phrases = Phrases(Passage.of_pages(pages[:1]))
    subject = document.subject or opening_of(phrases)
    told = Periods(Scopes(phrases), subject).told
    said = " ".join(filter(None, (phrases.read(told) if told else None, subject)))
    return document.model_copy(update={"subject": said or None})


def _figures(context: Context, tables: Tables) -> Lists:
    """What the running text and the cells of tables say of points, places, grades, shares and numbers."""
    ranks = find_ranks(context)
    results = find_results(context)
    counts = find_counts(context)
    bases = (figure.whole for figure in context.account.figures if context.account.use(figure).role == "base")
    ranked = {int(n or 0) for n in (*(f.value.value for f in counts), *(f.value.of for f in ranks), *bases)}
    return {
        "scores": once((*results.scores, *tables.scores()), same_score, by_rows=True),
        "totals": once((*results.totals, *tables.totals()), same_total),
        "ranks": once((*ranks, *tables.ranks(ranked)), same_rank),
        "grades": once((*find_grades(context), *tables.grades()), same_grade),
        "deductions": (*results.deductions, *tables.deductions()),
        "percentages": told_once(find_percentages(context, counts), tables.percentages(), tables.whole),
        "counts": told_once(counts, tables.counts(), tables.whole),
    }


def _with_bodies(lists: Lists, context: Context, register: Register) -> Lists:
    """The values with the canonical names of the bodies whose they are."""

    def whose(finding: Finding[Any]) -> str | None:
        """The canonical name; None for what is of many bodies together."""
        bodies = context.bodies
        of_level = not hasattr(finding.value, "unit") and bodies.is_of_level(finding.start)
        if finding.end and (bodies.is_of_all(finding.start) or of_level):
            return None
        average = getattr(finding.value, "basis", None) == "average"
        if average and (finding.value.unit is None or names_many(finding.value.unit)):
            return None
        told = printed(finding)
        of_many = not hasattr(finding.value, "unit") and is_average(told)
        return None if of_many else register.canonical(told)

    def printed(finding: Finding[Any]) -> str | None:
        if not finding.end:  # of a table, which says whose it is
            told: str | None = finding.value.body
            return told
        if hasattr(finding.value, "unit"):
            unit: str | None = finding.value.unit
            return unit
        return context.bodies.subject_at(finding.start)

    return {
        name: tuple(replace(f, value=f.value.model_copy(update={"body": whose(f)})) for f in found)
        for name, found in lists.items()
    }


def extract(
    pages: Sequence[Page],
    source: Source,
    lexicon: Lexicon,
    options: ExtractOptions | None = None,
    *,
    repair: Repair | None = None,
    signatures: Sequence[Signature] = (),
) -> Record:
    """As ``Extractor.extract``, for one document; for several, an ``Extractor`` that is kept saves time."""
    return Extractor(lexicon).extract(pages, source, options, repair=repair, signatures=signatures)


def _own(header: Header) -> Own:
    """What citations must know of the citing document."""
    document = header.document
    return Own(header.number_symbol, document.symbol, document.issuer, document.parent, tuple(document.addressees))


def _needs_review(lists: Lists, evidence: Sequence[Evidence], review_below: float) -> Iterator[str]:
    """Pointers of values below the threshold, then of those in doubt whatever their confidence."""
    yield from (e.field for e in evidence if e.confidence < review_below)
    for name, found in lists.items():
        yield from doubtful_of(f"/{name}", found)
