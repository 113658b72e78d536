"""What the catalogue knows of the files of corrections in a folder of results: as they were when last applied."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from cchc_ocr.corrections.model import SUFFIX
from cchc_ocr.corrections.outcomes import Applied
from cchc_ocr.corrections.store import LOCK
from cchc_ocr.runs import review_files
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.review_files import Folders
from cchc_ocr.system import locks


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A file of corrections, by the stem of its record, with the size and time that it had.

    ``written`` says that the results on disk have its corrections. ``fields`` counts the values that it corrected,
    confirmed or added; the others count corrections that were not applied as they were meant (see
    ``CorrectionOutcome``). ``fault`` says why the file cannot be read.
    """

    stem: bytes
    size: int
    modified_ns: int
    written: bool
    fields: int = 0
    lost: int = 0
    conflicts: int = 0
    refused: int = 0
    other_scan: int = 0
    fault: str = ""

    @property
    def not_as_meant(self) -> int:
        """The number of corrections that were not applied, or stand against another reading."""
        return self.lost + self.conflicts + self.refused + self.other_scan


_MARKS = ", ".join("?" * len(fields(ReviewRow)))


def row_of(stem: bytes, seen: tuple[int, int], applied: Applied, *, written: bool) -> ReviewRow:
    """The row of a file of corrections that was just applied; ``seen`` is the stamp that it had before."""
    reviewed = applied.record.reviewed
    return ReviewRow(
        stem,
        *seen,
        written,
        fields=len(reviewed.fields) if reviewed else 0,
        lost=applied.count("lost"),
        conflicts=applied.count("conflict"),
        refused=applied.count("refused"),
        other_scan=applied.count("of other scan"),
        fault=applied.fault,
    )


def store(rows: Catalogue, row: ReviewRow) -> None:
    """Add the row, or replace the one with the same stem."""
    rows.db.execute(f"INSERT OR REPLACE INTO reviews VALUES ({_MARKS})", astuple(row))


def drop(rows: Catalogue, stem: bytes) -> None:
    """Remove the row with this stem."""
    rows.db.execute("DELETE FROM reviews WHERE stem = ?", (stem,))


def find(rows: Catalogue, stem: bytes) -> ReviewRow | None:
    """The row with this stem."""
    found = rows.db.execute("SELECT * FROM reviews WHERE stem = ?", (stem,)).fetchall()
    return ReviewRow(*found[0]) if found else None


def all_of(rows: Catalogue) -> dict[bytes, ReviewRow]:
    """All rows, by stem."""
    with closing(rows.db.execute("SELECT * FROM reviews")) as found:
        return {row[0]: ReviewRow(*row) for row in found}


def stamp_at(stem: str) -> tuple[int, int] | None:
    """Size and time of the file of corrections at a stem; None where there is none."""
    try:
        seen = os.stat(stem + SUFFIX)  # noqa: PTH116 - asked for tens of thousands of documents
    except OSError:
        return None
    return seen.st_size, seen.st_mtime_ns


def is_new(row: ReviewRow | None, seen: tuple[int, int] | None) -> bool:
    """Whether a file of corrections has been put there, changed or taken away since it was last applied."""
    if row is None or seen is None:
        return (row is None) != (seen is None)
    return (row.size, row.modified_ns) != seen


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed in a folder of results since its corrections were last applied.

    ``stems`` are those of files of corrections that were put there, changed or taken away, sorted. ``folders`` are
    to be remembered (``review_files.remember``) once these are stored; None where they are as remembered.
    """

    stems: Sequence[bytes]
    folders: Folders | None


def changed(rows: Catalogue, folder: Path) -> Changes:
    """Look for files of corrections that have changed; each that is known is looked at itself."""
    known, before = all_of(rows), review_files.remembered(rows)
    found, folders = review_files.new_in(folder, before)
    at = os.fspath(folder / "x")[:-1]
    stems = {*known, *map(os.fsencode, found)}
    due = sorted(stem for stem in stems if is_new(known.get(stem), stamp_at(at + os.fsdecode(stem))))
    return Changes(due, folders if folders != before else None)


@contextmanager
def held(folder: Path, *, first: bool = False) -> Iterator[None]:
    """Hold the lock under which results with corrections are written; waits while another process holds it.

    ``first`` makes the lock where there is none yet; without it there is nothing to hold then.
    """
    lock = folder / LOCK
    with locks.waiting(lock) if first or lock.exists() else nullcontext():
        yield
