"""A value of the record together with where it was read and how sure the rule is that read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from cchc_ocr.extract.text.passage import Passage, Trace
from cchc_ocr.records import Evidence

# Numbers of documents and dates are found by their form, which a misreading seldom keeps: of those in the shared
# scans in which tesseract gave its worst word 0.2 to 0.5, seven in eight were right. Line through those and 1.
_FORM = 0.65

V_co = TypeVar("V_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Finding(Generic[V_co]):
    """``value`` stands at ``passage.text[start:end]``; ``sources`` say for its fields where each was read.

    A field that was seen but could not be read (an impossible date), or read in a way that the text leaves
    open, is named in ``doubtful``.
    """

    value: V_co
    start: int
    end: int
    sources: tuple[tuple[str, Trace], ...] = ()
    doubtful: tuple[str, ...] = ()


def agree(one: object, other: object) -> bool:
    """Whether two fields of values say the same, or one of them says nothing.

    >>> agree(2020, 2020), agree(2020, None), agree(2020, 2021)
    (True, True, False)
    """
    return one == other or None in (one, other)


def sourced(passage: Passage, start: int, end: int, certainty: float) -> Trace:
    """The trace of ``text[start:end]``, its confidence the probability of the value.

    That is how likely the reading is right times ``certainty``, how likely the rule is. The two are taken as
    independent: an engine that reads a figure wrongly does not know which rule will use it.
    """
    trace = passage.trace(start, end)
    return replace(trace, confidence=round(reading(trace.confidence) * certainty, 4))


def named(passage: Passage, start: int, end: int, certainty: float) -> Trace:
    """As ``sourced`` for words that say what a value is about: one doubtful word does not make a name wrong."""
    trace = passage.trace(start, end)
    return replace(trace, confidence=round(reading(passage.confidence(start, end)) * certainty, 4))


def reading(engine: float) -> float:
    """The probability that a value of a known form was read rightly, by the engine's confidence in its worst word.

    >>> reading(0.0), reading(1.0)
    (0.65, 1.0)
    """
    return round(_FORM + (1 - _FORM) * engine, 4)


def evidence_of(pointer: str, findings: Sequence[Finding[object]]) -> Iterator[Evidence]:
    """Evidence for every sourced field of the findings that become the list at ``pointer``."""
    for i, finding in enumerate(findings):
        for field, trace in finding.sources:
            yield as_evidence(f"{pointer}/{i}/{field}".rstrip("/"), trace)


def doubtful_of(pointer: str, findings: Sequence[Finding[object]]) -> Iterator[str]:
    """Pointers of the fields that are in doubt whatever their confidence."""
    for i, finding in enumerate(findings):
        yield from (f"{pointer}/{i}/{field}" for field in finding.doubtful)


def as_evidence(pointer: str, trace: Trace) -> Evidence:
    box = trace.box
    corners = None if box is None else (box.x0, box.y0, box.x1, box.y1)
    return Evidence(field=pointer, page=trace.page, box=corners, text=trace.seen, confidence=trace.confidence)
