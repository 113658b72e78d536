"""Finds the results whose original is gone, and removes them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cchc_ocr.runs.account import KnownOriginals
from cchc_ocr.runs.catalogue import STATES, Catalogue, Entry
from cchc_ocr.runs.folder_lock import locked
from cchc_ocr.runs.moving import corrections_at
from cchc_ocr.runs.results import Results
from cchc_ocr.runs.status import see_that_there_are_results


@dataclass(frozen=True, slots=True)
class Orphan:
    """A document whose original is gone, and the files of its results, relative to the folder.

    ``kept`` says that the results stay, because a person has edited them or may have.
    """

    entry: Entry
    files: tuple[Path, ...]
    kept: bool

    @property
    def original(self) -> Path:
        """The path that the original had."""
        return Path(os.fsdecode(self.entry.path))


@dataclass(frozen=True, slots=True)
class Orphans:
    """The documents without an original. ``found`` is sorted by the paths of the results.

    ``unreachable`` is the number of documents, by folder, that stay because the folder of their originals is
    missing or empty: a disk may not be connected.
    """

    found: tuple[Orphan, ...]
    unreachable: dict[Path, int]


def orphans(folder: Path) -> Orphans:
    """The results that ``prune`` removes, and those that it keeps. Raises UnreadableError where there are none."""
    see_that_there_are_results(folder)
    with Catalogue(folder) as rows:
        originals, results = KnownOriginals.of(rows), Results(folder, rows, made_by="")
        known = list(rows.entries(*STATES))
        found = tuple(_orphan(results, entry) for entry in known if originals.is_gone(entry.path))
        unreachable: dict[Path, int] = {}
        for entry in known:
            if originals.is_out_of_reach(entry.path):
                home = Path(os.fsdecode(originals.home(entry.path)))
                unreachable[home] = unreachable.get(home, 0) + 1
    return Orphans(found, unreachable)


def remove(folder: Path, shown: Sequence[Orphan]) -> int:
    """Remove the results of the documents in ``shown`` whose original is still gone; returns how many documents.

    Raises UsageError while a run writes to the folder.
    """
    removed = 0
    with locked(folder), Catalogue(folder) as rows:
        originals, results = KnownOriginals.of(rows), Results(folder, rows, made_by="")
        for orphan in shown:
            same = rows.find(orphan.entry.stem) == orphan.entry
            if same and originals.is_gone(orphan.entry.path) and not _orphan(results, orphan.entry).kept:
                results.clear(orphan.entry)
                removed += 1
    return removed


def _orphan(results: Results, entry: Entry) -> Orphan:
    stem = Path(os.fsdecode(entry.stem))
    files = [file for file, standing in results.standings(stem).items() if standing not in ("free", "foreign")]
    corrections = corrections_at(results.folder, stem)
    corrected = os.path.lexists(corrections)
    files += [corrections] * corrected
    kept = corrected or results.are_kept(entry)
    return Orphan(entry, tuple(file.relative_to(results.folder) for file in files), kept)
