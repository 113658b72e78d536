"""What earlier runs have left of a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cchc_ocr.runs.catalogue import Entry
from cchc_ocr.runs.families import together
from cchc_ocr.runs.result_files import result_files, searchable_file
from cchc_ocr.runs.written import Standing


@dataclass(frozen=True, slots=True)
class Standings:
    """How the results at one stem stand, see ``Written.standing``; ``at`` is the stem in its folder."""

    at: str
    text: Standing
    record: Standing
    pdf: Standing

    def __iter__(self) -> Iterator[Standing]:
        return iter((self.text, self.record, self.pdf))

    def by_file(self) -> dict[Path, Standing]:
        """The same by the paths of the files, which are made for those that need them alone."""
        at = Path(self.at)
        return dict(zip((*result_files(at), searchable_file(at)), self, strict=True))


@dataclass(frozen=True, slots=True)
class Former:
    """The rows of a file in the catalogue, and how the results stand at each stem where one is or may go.

    ``stems`` are those of the results that there are. All is looked up once: a run over an archive that is
    finished does little else.
    """

    rows: tuple[Entry, ...]
    stems: tuple[Path, ...]
    standings: dict[Path, Standings]

    @property
    def row(self) -> Entry | None:
        """The rows as one, see ``together``; None where there are none."""
        return together(self.rows)

    @property
    def edited(self) -> bool:
        """Whether a person has edited one of the results."""
        return any("edited" in standings for standings in self.standings.values())
