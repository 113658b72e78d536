"""Finds records: files, folders of ``run``, JSON Lines, stdin."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Self, TextIO

from cchc_ocr.corrections.store import is_review
from cchc_ocr.errors import UnreadableError
from cchc_ocr.export.found import Found, FoundHead, FoundRecords
from cchc_ocr.export.originals import Originals
from cchc_ocr.export.parsing import WRITTEN, parsed, reading, records_of
from cchc_ocr.statements import document_key
from cchc_ocr.translation import gettext_noop as N_

_PIECE = 1 << 20  # characters of stdin that are read together


def load(sources: Iterable[Path], stdin: TextIO) -> FoundRecords:
    """The records in files (JSON, JSON Lines), folders of ``run`` and "-", in order.

    All are looked at once, here, and read again whenever someone goes through them. The names of records in a
    folder are their paths in it; of several folders they begin with what tells these apart. A document that is in
    several sources counts once: the record that a person has reviewed, else the first. Raises UnreadableError,
    which names file and line, for what is no record, and where there are none.
    """
    originals = Originals()
    paths = list(sources)
    folders = told_apart([path for path in paths if path.is_dir()])
    given = [_RecordSource.of(path, stdin, originals, folders.get(path)) for path in paths]
    look = _FirstLook()
    for number, source in enumerate(given):
        for one in source:
            look.add(number, one)
    if not look.heads:
        names = ", ".join(str(source.path) for source in given)
        raise UnreadableError(f"{names}: there are no records here", hint=WRITTEN)

    def again() -> Iterator[Found]:
        found = enumerate(chain.from_iterable(given))
        return (one for number, one in found if number not in look.left_out)

    heads = [head for number, head in enumerate(look.heads) if number not in look.left_out]
    files = [path for source in given for path in source.files]
    return FoundRecords(again, heads, [*files, *look.scans], look.remarks, len(look.left_out))


def told_apart(folders: Sequence[Path]) -> Mapping[Path, Path]:
    """What names the records of each folder begin with: as many of the last parts of its path as tell all apart.

    Nothing where there is only one.

    >>> [one.as_posix() for one in told_apart([Path("/kho/2022/out"), Path("/kho/2023/out")]).values()]
    ['2022/out', '2023/out']
    """
    parts = {folder: Path(os.path.abspath(folder)).parts for folder in folders}  # noqa: PTH100 - links keep their name
    if len(parts) < 2:
        return {}
    most = max(map(len, parts.values()))
    counts = (n for n in range(1, most) if len({own[-n:] for own in parts.values()}) == len({*parts.values()}))
    shown = next(counts, most)
    return {folder: Path(*own[-shown:]) for folder, own in parts.items()}


@dataclass(slots=True)
class _FirstLook:
    """What is known of all records; ``left_out`` are the numbers of those not to count."""

    heads: list[FoundHead] = field(default_factory=list)
    scans: list[Path] = field(default_factory=list)
    left_out: set[int] = field(default_factory=set)
    _known: dict[str, _LookedAt] = field(default_factory=dict)
    _example: str = ""

    def add(self, source: int, one: Found) -> None:
        """The next record; ``source`` is the number of its source."""
        seen = _LookedAt(len(self.heads), source, len(one.record.reviewed.fields) if one.record.reviewed else 0)
        self.heads.append(FoundHead.of(one))
        if one.scan:
            self.scans.append(one.scan)
        if not one.record.source.sha256:
            return
        known = self._known.setdefault(document_key(one.record), seen)
        if known.source != source:
            better = seen.reviewed > known.reviewed
            self.left_out.add(known.number if better else seen.number)
            self._known[document_key(one.record)] = seen if better else known
            self._example = self._example or one.name

    @property
    def remarks(self) -> list[str]:
        """What a reader must know of documents that were left out."""
        count = len(self.left_out)
        said = f"{count} documents are in more than one source, for example {self._example}: each counts once"
        return [N_(said)] if count else []


@dataclass(frozen=True, slots=True)
class _LookedAt:
    number: int
    source: int
    reviewed: int  # how many values a person has reviewed


@dataclass(frozen=True, slots=True)
class _RecordSource:
    """A file, a folder of ``run``, or stdin or a pipe, which is kept so that it can be read again."""

    path: Path
    files: Sequence[Path]
    originals: Originals
    kept: IO[str] | None = None
    named: Path = Path()  # what the names of records in a folder begin with

    @classmethod
    def of(cls, path: Path, stdin: TextIO, originals: Originals, named: Path | None = None) -> Self:
        if str(path) == "-":
            return cls(path, [path], originals, _kept("-", stdin))
        if path.is_fifo():
            with reading(str(path)), path.open(encoding="utf-8-sig", newline="") as pipe:
                return cls(path, [path], originals, _kept(str(path), pipe))
        return cls(path, record_files(path), originals, named=named or Path())

    def __iter__(self) -> Iterator[Found]:
        if self.kept:
            self.kept.seek(0)
            yield from parsed(str(self.path), self.kept)
            return
        folder = self.path.is_dir()
        for path in self.files:
            name = self.named / path.relative_to(self.path) if folder else path
            yield from records_of(path, name, self.originals)


def _kept(name: str, stream: TextIO) -> IO[str]:
    """What comes through a pipe, in a file without a name."""
    kept = TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115 - it goes when nobody reads it
    with reading(name):
        while piece := stream.read(_PIECE):
            kept.write(piece)
    return kept


def record_files(source: Path) -> list[Path]:
    """The files that the records of a source lie in."""
    return sorted(_walked(source)) if source.is_dir() else [source]


def _walked(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found = (Path(here, name) for name in names if name.endswith(".json") and not name.startswith("."))
        yield from (path for path in found if not (is_review(path) or _is_special(path)))


def _is_special(path: Path) -> bool:
    """Whether a name in a folder is a pipe, a socket or a device: nobody may ever write to it."""
    return path.exists() and not path.is_file()
