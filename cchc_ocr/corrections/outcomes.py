"""What became of each correction, and the record with all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from cchc_ocr.corrections.model import Correction
from cchc_ocr.records import Record

CorrectionState = Literal["applied", "conflict", "lost", "refused", "of other scan", "elsewhere"]


@dataclass(frozen=True, slots=True)
class CorrectionOutcome:
    """What became of a correction.

    - "applied": the value stands in the record at ``pointer`` (None: it was removed from it);
    - "conflict": it does, and the machine has read there what is neither what was corrected nor what it became;
    - "lost": no value of the record is the one that it is about;
    - "refused": the value cannot stand there; ``reason`` says why;
    - "of other scan": the file that was read is another one now;
    - "elsewhere": it is about a page of another document of the same file.

    ``read`` is the value that stood there before.
    """

    correction: Correction
    state: CorrectionState
    pointer: str | None = None
    reason: str = ""
    read: Any = None

    @property
    def stands(self) -> bool:
        """Whether the record has what the person said."""
        return self.state in ("applied", "conflict")


@dataclass(frozen=True, slots=True)
class Applied:
    """A record with corrections applied, its text (None: it was not given), and what became of each correction.

    ``fault`` says why the file of corrections cannot be read; "" where it can, or there is none.
    """

    record: Record
    outcomes: tuple[CorrectionOutcome, ...] = ()
    text: str | None = None
    fault: str = ""

    def count(self, state: CorrectionState) -> int:
        """The number of corrections of which this became."""
        return sum(one.state == state for one in self.outcomes)
