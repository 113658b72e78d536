"""Sees that a run replaces no document, and no file that no run has written."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cchc_ocr.errors import UnwritableError, UsageError
from cchc_ocr.files.opening import TEXTS, is_document
from cchc_ocr.runs import catalogue
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.inputs import Item
from cchc_ocr.runs.result_files import result_files, searchable_file
from cchc_ocr.system.disk import identity, real, shown

_ANOTHER = "choose another folder for --out, one that holds nothing else"


class TakenError(UnwritableError):
    """A result of ``file`` would replace a document, or a file that no run has written; ``what`` names both."""

    @property
    def message(self) -> str:
        """The two files: the one that is there, and the one whose result would replace it."""
        return self.what


@dataclass(frozen=True, slots=True)
class Claims:
    """What a run may not replace in its output folder (``folder``), and what it may.

    ``originals`` are the documents of this run and of earlier ones by device and inode, which tell a file also
    under another name. ``written`` are the files that earlier runs wrote, relative to the folder.
    """

    folder: Path
    originals: Mapping[tuple[int, int], Path]
    written: frozenset[bytes]

    @classmethod
    def of(cls, folder: Path, items: Iterable[Item]) -> Self:
        """Read both from the catalogue of the folder, if there is one; this creates no catalogue."""
        earlier: list[Path] = []
        written: frozenset[bytes] = frozenset()
        if (folder / catalogue.NAME).is_file():
            with Catalogue(folder) as rows:
                with closing(rows.db.execute("SELECT path FROM entries WHERE path != x''")) as found:
                    earlier = [Path(os.fsdecode(path)) for (path,) in found]
                with closing(rows.db.execute("SELECT file FROM written")) as found:
                    written = frozenset(name for (name,) in found)
        paths = (*earlier, *(item.path for item in items))
        return cls(folder, {same: path for path in paths if (same := identity(path))}, written)

    def see_that_it_is_free(self, item: Item, *, pdf: bool, overwrite: bool) -> None:
        """Raises TakenError where a result would replace a document or, without ``overwrite``, a foreign file."""
        for suffix in (".txt", ".json", ".pdf") if pdf else (".txt", ".json"):
            name = os.fspath(item.stem) + suffix
            with suppress(OSError):
                seen = os.stat(os.path.join(self.folder, name))  # noqa: PTH116, PTH118 - for tens of thousands of files
                if original := self.originals.get((seen.st_dev, seen.st_ino)):
                    raise _original(self.folder / name, original, item)
                if overwrite or os.fsencode(name) in self.written or not stat.S_ISREG(seen.st_mode):
                    continue
                if not (self.folder / name).is_symlink():
                    raise foreign(self.folder / name, item, self._next_step())

    def _next_step(self) -> str:
        if self.written:
            return f"{_ANOTHER}, or have the file replaced: cchc-ocr run with --overwrite"
        anew = f"if an earlier run wrote it, cchc-ocr status {shown(self.folder)} --rebuild makes it known again"
        return f"{anew}; otherwise {_ANOTHER}, or have the file replaced: cchc-ocr run with --overwrite"


def _original(target: Path, original: Path, item: Item) -> TakenError:
    why = f"{shown(target)}: this is a document"
    if shown(original) != shown(target):
        why = f"{shown(target)}: this is the document {shown(original)}"
    why = f"{why}, and a result of {shown(item.path)} would replace it"
    return TakenError(why, hint=_ANOTHER, file=item.path)


def foreign(target: Path, item: Item, hint: str) -> TakenError:
    """The error for a file that no run has written."""
    why = f"{shown(target)}: this file exists already and no run has written it"
    return TakenError(f"{why}, and a result of {shown(item.path)} would replace it", hint=hint, file=item.path)


def see_that_all_is_free(claims: Claims, items: Sequence[Item], *, pdf: bool, overwrite: bool) -> None:
    """Raises UsageError for the first file that a result would wrongly replace, before any document is read."""
    for item in items:
        try:
            claims.see_that_it_is_free(item, pdf=pdf and may_have_pdf(item), overwrite=overwrite)
        except TakenError as error:
            raise UsageError(error.message, hint=error.hint) from error


def may_have_pdf(item: Item) -> bool:
    """Whether a searchable PDF can be made of the document: a text has no picture."""
    return item.path.suffix.lower() not in TEXTS


def see_that_log_is_free(log: Path, inputs: Sequence[Path], items: Sequence[Item], out: Path) -> None:
    """Raises UsageError where --log names a document or the place of a result, or would be read as a document."""
    hint = "give --log another name, outside the documents and results"
    same = identity(log)
    if original := next((item.path for item in items if same and identity(item.path) == same), None):
        raise UsageError(f"{shown(log)}: this is the document {shown(original)}, not a log", hint=hint)
    place = real(log)
    for item in items:
        stem = real(out) / item.stem
        if place in (*result_files(stem), searchable_file(stem)):
            raise UsageError(f"{shown(log)}: a result of {shown(item.path)} would replace the log", hint=hint)
    folder = next((path for path in inputs if path.is_dir() and place.is_relative_to(real(path))), None)
    if folder and is_document(log.name) and not place.is_relative_to(real(out)):
        raise UsageError(f"{shown(log)}: a run would read the log as a document of {shown(folder)}", hint=hint)
