"""What is known of a column of a table: what it holds, of when, who gave it, and out of how many points."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_ocr.extract.results.times import TimeMention, When
from cchc_ocr.records import Basis, Nature


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """What the cells below a heading are, of which year, who gave them, out of how many points, and their nature.

    ``part`` is a part of a year that the heading names without the year: "Quý I"; ``back`` says that the heading
    means the year before ("Cùng kỳ"), ``running`` that it means all since some day ("Lũy kế"). ``sure`` is how
    likely it is of that kind, 1 where the rules know it. ``final`` points are what is left of others beside them.
    """

    at: int
    kind: str
    when: When
    basis: Basis | None
    part: TimeMention | None = None
    most: float | None = None
    nature: Nature | None = None
    back: bool = False
    running: bool = False
    sure: float = 1.0
    final: bool = False

    @property
    def time(self) -> tuple[When, str | None]:
        """The time that the heading names, and the part of a year that it names without the year."""
        return self.when, self.part.part if self.part else None

    @property
    def is_timed(self) -> bool:
        """Whether the heading names a time."""
        return any(self.when) or self.part is not None
