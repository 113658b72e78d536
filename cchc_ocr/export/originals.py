"""Where the scans lie that records were made from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from cchc_ocr.errors import UsageError
from cchc_ocr.runs import catalogue
from cchc_ocr.system.disk import real


class Originals:
    """Finds scans as the catalogue of a run has them, or beside the record; each folder is looked at once."""

    def __init__(self) -> None:
        self._known: dict[Path, Mapping[bytes, Path]] = {}
        self._reals: dict[Path, Path] = {}
        self._runs: dict[Path, Path | None] = {}

    def scan_of(self, record: Path, file: str) -> Path | None:
        """The scan of the record, None where it is not known or not there any more."""
        record = real(record) if record.is_symlink() else self._real(record.parent) / record.name
        run = self._run_of(record.parent)
        if run:
            scan = self._of_run(run).get(os.fsencode(record.relative_to(run).with_suffix("")))
        else:
            scan = record.parent / file if Path(file).name == file else None
            scan = None if scan == record.with_suffix(".txt") else scan  # that is the text of the result
        return scan if scan and scan.is_file() else None

    def _real(self, folder: Path) -> Path:
        if folder not in self._reals:
            self._reals[folder] = real(folder)
        return self._reals[folder]

    def _run_of(self, folder: Path) -> Path | None:
        """The folder of results that a folder lies in."""
        if folder not in self._runs:
            above = (folder, *folder.parents)
            self._runs[folder] = next((one for one in above if (one / catalogue.NAME).is_file()), None)
        return self._runs[folder]

    def _of_run(self, folder: Path) -> Mapping[bytes, Path]:
        if folder not in self._known:
            try:
                with catalogue.Catalogue(folder, read_only=True) as rows:
                    self._known[folder] = {stem: Path(os.fsdecode(path)) for stem, path in rows.originals()}
            except UsageError:  # of another program or version: the records are there all the same
                self._known[folder] = {}
        return self._known[folder]
