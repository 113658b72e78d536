"""One text with all that is known of it: its clauses, figures, scopes, times, bodies and indices.

The readers of the kinds take it, and get from it the slots that every statement has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cchc_ocr.extract.figures.account import FigureAccount
from cchc_ocr.extract.results.acts import Acts
from cchc_ocr.extract.results.bodies import Bodies, BodyNames
from cchc_ocr.extract.results.criteria import Criteria
from cchc_ocr.extract.results.indices import IndexNames, NamedIndex
from cchc_ocr.extract.results.natures import Natures
from cchc_ocr.extract.results.periods import Dated, Periods
from cchc_ocr.extract.results.scopes import Scopes
from cchc_ocr.extract.text.finding import Traces, named
from cchc_ocr.extract.text.phrases import Phrases
from cchc_ocr.lexicon import ColumnHead, Lexicon
from cchc_ocr.patterns import accented
from cchc_ocr.records import Document, Nature


@dataclass(frozen=True)
class Knowledge:
    """What the dictionaries say that statements and tables need: names, words for acts, words in heads."""

    acts: Acts
    criteria: Criteria
    bodies: BodyNames
    indices: IndexNames
    column_heads: tuple[ColumnHead, ...]

    @staticmethod
    def of(lexicon: Lexicon) -> Knowledge:
        return Knowledge(
            Acts(lexicon.acts),
            Criteria(lexicon.criteria),
            BodyNames(lexicon.agencies),
            IndexNames(lexicon.indices),
            lexicon.column_heads,
        )


# "Nâng cao Chỉ số PCI năm 2025": what is to be done in a year, and no results of it.
_AIMS = accented(
    r"^\W*(?:v/v\s|về việc\s|về\s)?(?:kế hoạch|giải pháp|nâng cao|cải thiện|duy trì|phấn đấu"
    r"|khắc phục|triển khai|nhiệm vụ)\b",
    re.IGNORECASE,
)


_REVISES = accented(
    r"\b(?:điều chỉnh|phúc tra|phúc khảo|thẩm định lại|chấm lại|kiến nghị về điểm|giải trình|đính chính"
    r"|trả lời (?:kiến nghị|đề nghị|khiếu nại))\b",
    re.IGNORECASE,
)


class Context:
    """The text ``phrases`` of a document; ``whole`` is the body that it is about where that is not the issuer.

    ``cited`` are the places where documents are cited.
    """

    def __init__(
        self,
        phrases: Phrases,
        knowledge: Knowledge,
        document: Document | None = None,
        whole: str | None = None,
        cited: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.phrases, self.text, self.plain = phrases, phrases.text, phrases.plain
        self.knowledge, self.criteria, self.indices = knowledge, knowledge.criteria, knowledge.indices
        self.document = document or Document()
        self.account = FigureAccount(phrases, cited)
        self.view = self.account.view
        self.scopes = Scopes(phrases)
        self.periods = Periods(self.scopes, phrases.topic)
        self.bodies = Bodies(phrases, knowledge.bodies, whole, self.document.issuer)
        self.natures = Natures(self.periods, self.document)

    @cached_property
    def indices_named(self) -> tuple[NamedIndex, ...]:
        return tuple(self.indices.named(self.plain))

    @cached_property
    def title_index(self) -> str | None:
        """The index that the whole document is about, by its subject."""
        return self.indices.only(self.phrases.topic)

    def index_in(self, start: int, end: int) -> str | None:
        """The index that a stretch names last."""
        found = [named.index for named in self.indices_named if start <= named.start and named.end <= end]
        return found[-1] if found else None

    def index_at(self, at: int) -> str | None:
        """The index of a value at an offset: by its sentence, the lists and headings above, the subject."""
        sentence = self.phrases.sentence(at)
        stretches = [(sentence.start, at), (self.scopes.paragraph(at).start, sentence.start)]
        leads = self.scopes.introduction(at)
        stretches += [leads.ends] if leads else []
        stretches += [(above.start, above.end) for above in self.scopes.above(at)]
        near, far = stretches[:2], stretches[2:]
        found = (*(self.index_in(*one) for one in near), *(self._only_index_in(*one) for one in far))
        return next((index for index in found if index), None) or self.title_index

    def _only_index_in(self, start: int, end: int) -> str | None:
        """The index that a heading names; None where it names several."""
        found = {named.index for named in self.indices_named if start <= named.start and named.end <= end}
        return found.pop() if len(found) == 1 else None

    def nature(self, start: int, end: int) -> Nature:
        return self.natures.at(start, end)

    @cached_property
    def revises(self) -> bool:
        """Whether the document sets a result right, so that what was told before is of the same time."""
        return _REVISES.search(self.phrases.topic or "") is not None

    @cached_property
    def _plans_ahead(self) -> bool:
        """Whether the document plans for a time that was not over when it was written."""
        year, period = self.periods.topic
        last = str(year) if year else (period or "").rpartition("/")[2][:4]
        aims = self.natures.default == "target" or _AIMS.search(self.phrases.topic or "") is not None
        return aims and last >= (self.document.date or self.document.date_partial or "9999")[:4]

    def dated(self, start: int, end: int) -> Dated:
        """When a value is of; a result in a plan is not of the time planned for, but of the last year before."""
        dated = self.periods.at(start, end)
        if dated.how == "title" and self._plans_ahead and self.nature(start, end) == "result":
            return self.periods.told_before(start)
        return dated

    def source_of(self, dated: Dated) -> Traces:
        """Where the year or period of a value was read."""
        place = dated.place
        field = "year" if dated.when.year is not None else "period"
        if place is None or not any(dated.when):
            return ()
        return ((field, named(self.phrases.passage, place.start, place.end)),)
