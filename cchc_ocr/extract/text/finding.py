"""A value of the record, with the place where it was read and the confidence of the rule that found it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from cchc_ocr.extract.text.certainty import probability_of_value
from cchc_ocr.extract.text.passage import Passage, Trace
from cchc_ocr.records import Evidence

# The fields of a value, and where each was read.
Traces = tuple[tuple[str, Trace], ...]

V_co = TypeVar("V_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Finding(Generic[V_co]):
    """``value`` stands at ``passage.text[start:end]``; ``sources`` say for its fields where each was read.

    A field that was seen but could not be read (an impossible date), or read in a way that the text leaves
    open, is named in ``doubtful``. ``signs`` say how it came about, as far as only its reader knows (see
    ``confidence``), and ``row`` in which table and row it stands, both from 0. One sentence or row gives a
    value of several fields, each with words of its own: what stands in head and foot is a ``Value`` instead,
    one field that may have words and no reading.
    """

    value: V_co
    start: int
    end: int
    sources: Traces = ()
    doubtful: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    row: tuple[int, int] | None = None


def agree(one: object, other: object) -> bool:
    """Whether two fields of values say the same, or one of them says nothing.

    >>> agree(2020, 2020), agree(2020, None), agree(2020, 2021)
    (True, True, False)
    """
    return one == other or None in (one, other)


def sourced(passage: Passage, start: int, end: int, certainty: float = 1.0) -> Trace:
    """The trace of ``text[start:end]``, its confidence the probability of the value.

    That is how likely the reading is right times ``certainty``, how likely the rule is. The two are taken as
    independent: an engine that reads a figure wrongly does not know which rule will use it.
    """
    trace = passage.trace(start, end)
    return replace(trace, confidence=round(probability_of_value(trace.confidence) * certainty, 4))


def named(passage: Passage, start: int, end: int, certainty: float = 1.0) -> Trace:
    """As ``sourced`` for words that say what a value is about: one doubtful word does not make a name wrong."""
    trace = passage.trace(start, end)
    return replace(trace, confidence=round(probability_of_value(passage.confidence(start, end)) * certainty, 4))


def evidence_of(pointer: str, findings: Sequence[Finding[object]]) -> Iterator[Evidence]:
    """Evidence for every sourced field of the findings that become the list at ``pointer``."""
    for i, finding in enumerate(findings):
        for field, trace in finding.sources:
            yield trace.evidence(f"{pointer}/{i}/{field}".rstrip("/"))


def doubtful_of(pointer: str, findings: Sequence[Finding[object]]) -> Iterator[str]:
    """Pointers of the fields that are in doubt whatever their confidence."""
    for i, finding in enumerate(findings):
        yield from (f"{pointer}/{i}/{field}" for field in finding.doubtful)
