"""Limits the work that one document may take."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_ocr.errors import PageTimeoutError


class DocumentTimeoutError(PageTimeoutError):
    """A document took longer than it may: no page of it is at fault."""


@dataclass(slots=True)
class Budget:
    """The seconds of work that a document may still take (``left``), and those it may take in all (``whole``)."""

    left: float
    whole: float

    def next_limit(self, limit: float) -> float:
        """The limit of the next task in seconds. Raises DocumentTimeoutError where the budget is used up."""
        if self.left <= 0:
            raise self.used_up()
        return min(limit, self.left)

    def used_up(self) -> DocumentTimeoutError:
        """The error of a document that takes too long."""
        return DocumentTimeoutError(
            f"reading took longer than {self.whole:g} s of work", hint="raise --document-timeout"
        )
