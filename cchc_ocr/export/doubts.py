"""Which values of a record are in doubt, and why, in words for the reader of a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from cchc_ocr import check_texts
from cchc_ocr.export.tables import proof, value_at
from cchc_ocr.export.titles import titles
from cchc_ocr.records import Check, Evidence, Record

DoubtLevel: TypeAlias = Literal["info", "review", "warning", "error"]
_MOST_VALUES = 3  # that a comment names; the sheet of checks has them all
LEVELS: tuple[DoubtLevel, ...] = ("info", "review", "warning", "error")  # the worst last


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason to doubt a value: its level and its text."""

    level: DoubtLevel
    reason: str

    def __add__(self, other: Doubt) -> Doubt:
        """Both reasons, the worse level.

        >>> Doubt("error", "One.") + Doubt("info", "Two.")
        Doubt(level='error', reason='One.\\nTwo.')
        """
        return Doubt(max(self.level, other.level, key=LEVELS.index), f"{self.reason}\n{other.reason}")


def doubts(record: Record, review_below: float) -> Mapping[str, Doubt]:
    """The doubts of a record by the pointer of the cell: a field of the document, of an item, or an item."""
    found: dict[str, Doubt] = {}
    for pointer, doubt in (*_unsure(record, review_below), *_checked(record)):
        cell = cell_of(pointer)
        found[cell] = found[cell] + doubt if cell in found else doubt
    return found


def cell_of(pointer: str) -> str:
    """The pointer of the cell in which a value stands: lists of the document are one cell, and so are tables.

    >>> cell_of("/document/recipients/2"), cell_of("/scores/1/score"), cell_of("/tables/0/rows/3/1")
    ('/document/recipients', '/scores/1/score', '/tables/0')
    """
    parts = pointer.split("/")
    return "/".join(parts[:3] if parts[1:2] in (["document"], ["tables"]) else parts[:4])


def _unsure(record: Record, review_below: float) -> Iterator[tuple[str, Doubt]]:
    low = {evidence.field: evidence for evidence in record.evidence if evidence.confidence < review_below}
    for pointer in dict.fromkeys((*record.needs_review, *low)):
        evidence = low.get(pointer) or proof(record, pointer)
        yield pointer, Doubt("review", _reason(record, pointer, evidence))


def _reason(record: Record, pointer: str, evidence: Evidence | None) -> str:
    words = titles().doubts
    parts = [why_unsure(record, pointer)]
    if pointer != cell_of(pointer):
        parts.insert(0, f"{titles().place(pointer)}.")
    if evidence and evidence.confidence:
        parts.append(words["confidence"].format(confidence=f"{evidence.confidence:.0%}"))
    if evidence and evidence.text:
        parts.append(words["seen"].format(text=evidence.text))
    if evidence and evidence.page:
        parts.append(words["page"].format(page=evidence.page))
    return " ".join(parts)


def _checked(record: Record) -> Iterator[tuple[str, Doubt]]:
    for check in record.checks:
        reason = why_checked(record, check)
        for pointer in check.fields:
            yield pointer, Doubt(check.level, reason)


def why_unsure(record: Record, pointer: str, language: check_texts.Language = "vi") -> str:
    """What to do about a value that is listed for review: compare it, or read it in the original."""
    words = titles().doubts if language == "vi" else titles().doubts_en
    return words["doubtful" if value_at(record, pointer) is not None else "unread"]


def why_checked(record: Record, check: Check, language: check_texts.Language = "vi") -> str:
    """What a check that failed says; in Vietnamese also what it looked at, each value by its name."""
    if language == "en":
        return check_texts.message(check, "en")
    values = "; ".join(stated(record, pointer) for pointer in check.fields[:_MOST_VALUES])
    if len(check.fields) > _MOST_VALUES:
        values += titles().doubts["others"].format(count=len(check.fields) - _MOST_VALUES)
    message = check_texts.message(check, "vi")
    return titles().doubts["check"].format(title=check_texts.title(check.code), values=values, message=message)


def stated(record: Record, pointer: str) -> str:
    """What a value is called and what it is, numbers with a decimal comma.

    >>> from cchc_ocr.records import Score, Source
    >>> record = Record(source=Source(file="", sha256="", pages=1, origin="text"), scores=(Score(score=8.5),))
    >>> stated(record, "/scores/0/score")
    'Điểm tiêu chí 1: Điểm đạt = 8,5'
    """
    value = value_at(record, pointer)
    if not isinstance(value, str | int | float):
        return titles().place(pointer)
    said = f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)
    return f"{titles().place(pointer)} = {said}"
