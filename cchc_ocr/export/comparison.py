"""Scores of one body and criterion over the years, side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from cchc_ocr.export.found import Found
from cchc_ocr.export.titles import titles
from cchc_ocr.records import Score, Total
from cchc_ocr.vietnamese import bare

# Indices beside that of the reform itself, which have results of their own.
_INDEX = re.compile(r"\b(?:PAPI|PCI|SIPAS|DDCI|DTI|ICT)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StatedResult:
    """A result as one document states it; ``claimed``: the body gave it itself."""

    found: Found
    pointer: str
    score: float | None
    max_score: float | None
    claimed: bool = False

    @property
    def percent(self) -> float | None:
        """Of the maximum; None where either is not known."""
        return round(100 * self.score / self.max_score, 2) if self.score is not None and self.max_score else None

    @property
    def values(self) -> tuple[float | None, float | None]:
        return self.score, self.max_score


@dataclass(slots=True)
class ComparedCriterion:
    """A criterion of a body, and what the documents say of each year: results before claims, the newest first."""

    issuer: str
    code: str | None
    criterion: str
    years: dict[int | None, list[StatedResult]] = field(default_factory=dict)
    is_total: bool = False

    def entry(self, year: int | None) -> StatedResult | None:
        return self.years[year][0] if year in self.years else None

    def disagreeing(self, year: int | None) -> Sequence[StatedResult]:
        """All that the documents say of a year, if they do not say the same."""
        entries = self.years.get(year, [])
        entries = [entry for entry in entries if entry.claimed == entries[0].claimed]
        return entries if len({entry.values for entry in entries}) > 1 else ()


def years_of(lines: Iterable[ComparedCriterion]) -> tuple[int | None, ...]:
    """All years in order, the unknown one last."""
    years = {year for line in lines for year in line.years}
    return tuple(sorted(years, key=lambda year: (year is None, year or 0)))


def compare(found: Sequence[Found]) -> list[ComparedCriterion]:
    """One line per body and criterion: bodies by name, criteria as the documents have them, totals last.

    The body is the one whose result it is, else the issuer. Criteria without a code are the same where their names
    are, but for case and accents.
    """
    lines: dict[tuple[str, str], ComparedCriterion] = {}
    for one in sorted(found, key=lambda one: one.record.document.date or "", reverse=True):
        for key, new, year, entry in _entries(one):
            line = lines.setdefault(key, new)
            line.years.setdefault(year, []).append(entry)
    for line in lines.values():
        for entries in line.years.values():
            entries.sort(key=lambda entry: entry.claimed)
    return sorted(lines.values(), key=lambda line: (_plain(line.issuer), line.is_total))


def _entries(one: Found) -> Iterator[tuple[tuple[str, str], ComparedCriterion, int | None, StatedResult]]:
    record = one.record
    unknown = titles().comparison["unknown_issuer"].format(file=record.source.file)
    issuer = record.document.issuer or unknown
    lists: tuple[tuple[str, Sequence[Score | Total]], ...] = (("scores", record.scores), ("totals", record.totals))
    for kind, results in lists:
        for number, result in enumerate(results):
            if result.score is not None and result.basis != "average" and result.nature == "result":
                claimed = result.basis == "self"
                entry = StatedResult(one, f"/{kind}/{number}", result.score, result.max_score, claimed)
                line = _line(result.unit or issuer, result)
                key = line.code or _plain(line.criterion)
                yield (_plain(line.issuer), key), line, result.year, entry


def _line(issuer: str, result: Score | Total) -> ComparedCriterion:
    if isinstance(result, Total):
        index = _INDEX.search(result.name or "")
        return ComparedCriterion(
            issuer, None, index[0].upper() if index else titles().comparison["total"], is_total=True
        )
    return ComparedCriterion(issuer, result.criterion_code, result.criterion or "")


def _plain(name: str) -> str:
    return " ".join(bare(name).lower().replace("uy ban nhan dan", "ubnd").split())
