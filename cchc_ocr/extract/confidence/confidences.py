"""Gives every slot of the statements its evidence, with how likely it is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cchc_ocr.document import Box
from cchc_ocr.extract.confidence.doubt import StatementDoubt
from cchc_ocr.extract.confidence.model import PARTS, ConfidenceModel, StatementPart
from cchc_ocr.extract.confidence.signs import Lists, SignSet
from cchc_ocr.extract.confidence.wording import figure_field
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.text.finding import Finding, named
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.records import Evidence

_PARTS: dict[str, StatementPart] = {
    "name": "name",
    "criterion": "name",
    "year": "time",
    "period": "time",
    "body": "body",
}


@dataclass(frozen=True)
class Confidences:
    """The confidences of one document: ``doubt`` says how sure a statement is, ``model`` which of its parts least.

    ``head`` is the evidence of its head, which names issuer and subject.
    """

    model: ConfidenceModel
    doubt: StatementDoubt
    context: Context
    head: Sequence[Evidence]

    def of(self, lists: Lists, signs: dict[str, list[SignSet]]) -> Lists:
        """The lists with a trace for every slot: how likely it was read rightly, times how likely it is meant."""
        return {
            kind: tuple(self._with_traces(kind, f, of_it) for f, of_it in zip(found, signs[kind], strict=True))
            for kind, found in lists.items()
        }

    def _with_traces(self, kind: str, finding: Finding[Any], signs: SignSet) -> Finding[Any]:
        sure = self.doubt.parts(signs, {part: self.model.probability(part, signs) for part in PARTS})
        traces = (*finding.sources, *self._further(kind, finding))
        sources = tuple(
            (field, replace(trace, confidence=round(trace.confidence * sure[_PARTS.get(field, "figure")], 4)))
            for field, trace in traces
        )
        return replace(finding, sources=sources)

    def _further(self, kind: str, finding: Finding[Any]) -> Iterator[tuple[str, Trace]]:
        """Traces of slots that were filled from a scope outside, or that nothing fills."""
        traced = {_PARTS.get(field, "figure") for field, _ in finding.sources}
        own = next((trace for field, trace in finding.sources if field == figure_field(kind)), None)
        if own is None:
            return
        value = finding.value
        if "name" not in traced:
            yield "criterion" if kind == "scores" else "name", own
        if "time" not in traced:
            period = getattr(value, "period", None)
            yield "period" if period else "year", self._of_head("/document/subject", own)
        if "body" not in traced:
            yield "body", self._of_body(finding, own)

    def _of_body(self, finding: Finding[Any], own: Trace) -> Trace:
        """Where the body is named last before a statement of the text; the issuer stands in the head."""
        unit = getattr(finding.value, "unit", None)
        if unit is None:
            return self._of_head("/document/issuer", own)
        at = self.context.text.rfind(unit, 0, finding.end)
        return named(self.context.phrases.passage, at, at + len(unit)) if finding.end and at >= 0 else own

    def _of_head(self, field: str, own: Trace) -> Trace:
        """What the head says of the whole document; without it the place of the statement itself.

        How surely the head was read is said of the head, and once: here it would list every statement.
        """
        said = next((e for e in self.head if e.field == field), None)
        if said is None:
            return own
        return Trace(said.page or 1, Box(*said.box) if said.box else None, said.text, 1.0)
