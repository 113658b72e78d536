"""What earlier runs have left of a file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cchc_ocr.runs.catalogue import Entry
from cchc_ocr.runs.families import together
from cchc_ocr.runs.written import Standing


@dataclass(frozen=True, slots=True)
class Former:
    """The rows of a file in the catalogue, and the standing of each place where a result of it is or may go.

    Both are looked up once: a run over an archive that is finished does little else.
    """

    rows: tuple[Entry, ...]
    standings: Mapping[Path, Standing]

    @property
    def row(self) -> Entry | None:
        """The rows as one, see ``together``; None where there are none."""
        return together(self.rows)

    @property
    def edited(self) -> bool:
        """Whether a person has edited one of the results."""
        return "edited" in self.standings.values()

    @property
    def stems(self) -> tuple[Path, ...]:
        """The stems of the results that there are."""
        return tuple(Path(os.fsdecode(row.stem)) for row in self.rows)
