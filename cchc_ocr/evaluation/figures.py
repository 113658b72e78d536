"""Counts of one document, or of several, and the figures made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import add
from typing import TypeVar

from cchc_ocr.evaluation.agreement import HeaderCounts, ListCounts
from cchc_ocr.evaluation.calibration import Judged
from cchc_ocr.evaluation.scoring import RepairCounts, TextCounts

# Figures of which less is better; of all others more is.
ERRORS = frozenset({"cer", "wer", "base_cer", "harm", "invented"})
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Result:
    """All counts of one document, or of several added up. ``seconds`` is wall time."""

    name: str
    pages: int = 0
    seconds: float = 0.0
    engine: str = ""
    raw: TextCounts = field(default_factory=TextCounts)
    text: TextCounts = field(default_factory=TextCounts)
    repair: RepairCounts = field(default_factory=RepairCounts)
    header: Mapping[str, HeaderCounts] = field(default_factory=dict)
    lists: Mapping[str, ListCounts] = field(default_factory=dict)
    judged: tuple[Judged, ...] = ()

    @property
    def header_total(self) -> HeaderCounts:
        return reduce(add, self.header.values(), HeaderCounts())

    @property
    def pages_per_second(self) -> float:
        return self.pages / self.seconds if self.seconds else 0.0

    def figures(self) -> dict[str, float]:
        """The figures that ``--check`` compares, by name; shares and rates 0..1, ``invented`` a count."""
        header = self.header_total
        figures = {
            "cer": self.text.cer,
            "base_cer": self.text.base_cer,
            "wer": self.text.wer,
            "harm": self.repair.harm,
            "header": header.accuracy,
            "invented": float(header.invented),
        }
        figures |= {f"{kind.replace(' ', '_')}_f1": counts.f1 for kind, counts in self.lists.items()}
        return {name: round(value, 5) for name, value in figures.items()}


@dataclass(frozen=True, slots=True)
class Report:
    """Results per document; ``errors`` says of documents that could not be read why."""

    documents: tuple[Result, ...]
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def total(self) -> Result:
        return total(self.documents)


C = TypeVar("C", TextCounts, RepairCounts, HeaderCounts, ListCounts)


def sum_counts(counts: Iterable[C], nothing: C) -> C:
    return reduce(add, counts, nothing)


def total(results: Sequence[Result]) -> Result:
    """All counts added up: rates of the total weigh every word alike, not every document."""
    return Result(
        name=TOTAL,
        pages=sum(result.pages for result in results),
        seconds=sum(result.seconds for result in results),
        engine=", ".join(sorted({result.engine for result in results} - {""})),
        raw=sum_counts((result.raw for result in results), TextCounts()),
        text=sum_counts((result.text for result in results), TextCounts()),
        repair=sum_counts((result.repair for result in results), RepairCounts()),
        header=_merge((result.header for result in results), HeaderCounts()),
        lists=_merge((result.lists for result in results), ListCounts()),
        judged=tuple(one for result in results for one in result.judged),
    )


def _merge(parts: Iterable[Mapping[str, C]], nothing: C) -> dict[str, C]:
    merged: dict[str, C] = {}
    for part in parts:
        for name, counts in part.items():
            merged[name] = merged.get(name, nothing) + counts
    return merged
