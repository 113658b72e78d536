"""The account of a folder: one line for every file that a run was given, with its state."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from cchc_ocr.errors import CchcError
from cchc_ocr.files.office.package import conversion
from cchc_ocr.runs import catalogue
from cchc_ocr.runs.catalogue import Catalogue, Entry
from cchc_ocr.runs.index import Standout
from cchc_ocr.runs.inputs import Survey, places
from cchc_ocr.runs.kinds import EntryKind
from cchc_ocr.system.disk import EMBEDDED, is_there, shown
from cchc_ocr.translation import gettext_noop as N_

State = Literal["failed", "partly", "not read yet", "passed over", "without original", "done", "edited", "equal"]
STATES: tuple[State, ...] = get_args(State)  # in the order in which a person should look at the files
_RANKS = {state: rank for rank, state in enumerate(STATES)}
_DOCUMENT = "document"
_ANOTHER_NAME = "another name"
_SEPARATOR = os.fsencode(os.sep)


class FileLine(NamedTuple):
    """The state of one file. ``file`` is its absolute path, as the catalogue has it.

    ``reason`` says why the file failed or was read only partly, of which kind a file is that was passed over, to
    which file it is equal, or that only some of its pages were asked for; ``hint`` is the next step. ``result`` is
    the path of the results within the folder, without suffix, or None where there are none. ``page`` is the number
    of the page that failed, or 0; ``review`` is the number of values that a person should look at, ``weight`` how
    much they are worth it (see ``worth``). ``pages_asked`` are the pages that were asked for, where not all were.
    ``secrecy`` is the mark of the document; ``secrecy_doubtful`` means that it may be another one, or, without a
    mark, that something like one could not be read. ``reviewed`` is the number of values that people corrected
    or confirmed.
    """

    state: State
    file: bytes
    reason: str = ""
    hint: str = ""
    result: bytes | None = None
    page: int = 0
    pages: int = 0
    review: int = 0
    pages_asked: str = ""
    weight: int = 0
    secrecy: str | None = None
    secrecy_doubtful: bool = False
    reviewed: int = 0

    @property
    def path(self) -> Path:
        """The file."""
        return Path(os.fsdecode(self.file))

    @property
    def stem(self) -> Path | None:
        """Where its results lie."""
        return None if self.result is None else Path(os.fsdecode(self.result))


def remember(rows: Catalogue, survey: Survey) -> None:
    """Store the files that a run was given. They replace what is stored about the same folders."""
    stems = dict(
        zip(places([item.path for item in survey.items]), (item.stem for item in survey.items), strict=True)
    )
    found = {path: (_DOCUMENT, stem) for path, stem in stems.items()}
    for one in survey.passed_over:
        other = one.another_name_of
        found[one.path] = (one.kind.one, Path()) if one.kind else (_ANOTHER_NAME, stems[other or one.path])
    folders = [(os.fsencode(os.path.realpath(path)),) for path in survey.inputs if os.path.isdir(path)]  # noqa: PTH112
    surveyed = [(os.fsencode(path), kind, os.fsencode(stem)) for path, (kind, stem) in found.items()]
    with rows.transaction():
        rows.db.executemany("INSERT OR IGNORE INTO inputs VALUES (?)", folders)
        for (folder,) in folders:
            below = os.path.join(folder, b"")  # noqa: PTH118
            behind = below[:-1] + bytes([below[-1] + 1])
            # What lies inside files ("a.pdf#b.xml") is known only when these are read, and stays.
            query = "DELETE FROM surveyed WHERE path >= ? AND path < ? AND instr(path, x'23') = 0"
            rows.db.execute(query, (below, behind))
        rows.db.executemany("INSERT OR REPLACE INTO surveyed VALUES (?, ?, ?)", surveyed)


def remember_inside(rows: Catalogue, path: bytes, found: Mapping[str, EntryKind]) -> None:
    """Store what is passed over of the files inside a file, by their names. It replaces what is stored of them."""
    inside = path + os.fsencode(EMBEDDED)
    surveyed = [(inside + os.fsencode(name), kind.one, b"") for name, kind in found.items()]
    with rows.transaction():
        behind = inside[:-1] + bytes([inside[-1] + 1])
        rows.db.execute("DELETE FROM surveyed WHERE path >= ? AND path < ?", (inside, behind))
        rows.db.executemany("INSERT OR REPLACE INTO surveyed VALUES (?, ?, ?)", surveyed)


def account(
    rows: Catalogue,
    edited: Iterable[Path],
    known: Mapping[bytes, Standout] | None = None,
    entries: Sequence[Entry] | None = None,
) -> tuple[FileLine, ...]:
    """A line for every file that runs into a folder were given, and for all results in it.

    The lines are in the order of ``STATES``; within a state, those most worth a look come first (see ``worth``).
    ``edited`` are the results that a person has edited, relative to the folder; ``known`` says by stem what sets
    documents apart; ``entries`` are all rows of documents, where they are known already.
    """
    stems = {os.fsencode(file.with_suffix("")) for file in edited}
    documents = list(rows.entries(*catalogue.STATES)) if entries is None else entries
    lines = _Account(rows, documents, stems, known or {}).lines()
    return tuple(sorted(lines, key=_order))


def _order(line: FileLine) -> tuple[int, int, int, bytes]:
    return _RANKS[line.state], -line.weight, -line.review, line.file.replace(_SEPARATOR, b"\0")


@dataclass(frozen=True, slots=True)
class KnownOriginals:
    """Says which originals are gone. ``inputs`` are the folders that runs were given."""

    inputs: frozenset[bytes]
    _there: dict[bytes, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Catalogue) -> KnownOriginals:
        """The originals that the catalogue knows."""
        with closing(rows.db.execute("SELECT path FROM inputs")) as found:
            return cls(frozenset(path for (path,) in found))

    def is_gone(self, path: bytes) -> bool:
        """Whether the file does not exist, but its folder (see ``home``) does and has other entries.

        Where that folder is missing or empty, a disk may not be connected, and nobody has removed the originals.
        The empty path stands for the unknown original of results that were taken in without their catalogue; it
        does not count as gone.
        """
        if not path or _is_there(path):
            return False
        home = self.home(path)
        if home not in self._there:
            self._there[home] = _holds_something(home)
        return self._there[home]

    def is_out_of_reach(self, path: bytes) -> bool:
        """Whether the file does not exist, and its folder (see ``home``) is missing or empty."""
        return bool(path) and not _is_there(path) and not self.is_gone(path)

    def home(self, path: bytes) -> bytes:
        """The nearest folder above the file that a run was given; otherwise the folder that holds the file."""
        above = folder = os.path.dirname(path)  # noqa: PTH120
        while above not in self.inputs:
            parent = os.path.dirname(above)  # noqa: PTH120
            if parent == above:
                return folder
            above = parent
        return above


def _is_there(path: bytes) -> bool:
    return os.path.lexists(path) or is_there(Path(os.fsdecode(path)))


def _holds_something(folder: bytes) -> bool:
    with suppress(OSError), os.scandir(folder) as entries:
        return any(True for _ in entries)
    return False


_LIKE_OTHERS = Standout()


class _Account:
    """Makes the lines of a folder.

    ``entries`` are sorted by their stems, ``edited`` are the stems of documents of which a person has edited a
    result.
    """

    def __init__(
        self, rows: Catalogue, entries: Sequence[Entry], edited: set[bytes], known: Mapping[bytes, Standout]
    ) -> None:
        self._originals, self._edited, self._known = KnownOriginals.of(rows), edited, known
        self._documents = {entry.stem: entry for entry in entries}
        self._gone = {path for path in {entry.path for entry in entries} if self._originals.is_gone(path)}
        self._parts: dict[bytes, list[Entry]] = {}
        for entry in self._documents.values():
            if entry.part_of:
                self._parts.setdefault(entry.part_of, []).append(entry)
        self._firsts = self._first_of_content()
        with closing(rows.db.execute("SELECT path, kind, stem FROM surveyed")) as found:
            self._surveyed: list[tuple[bytes, str, bytes]] = found.fetchall()

    def lines(self) -> Iterator[FileLine]:
        """The lines of the surveyed files, then those of documents that only the rows of documents have."""
        listed: set[bytes] = set()
        files: set[bytes] = set()
        for path, kind, stem in self._surveyed:
            entries = self._of_file(stem)
            if kind == _DOCUMENT and entries and _is_of(entries[0], path):
                listed |= {entry.stem for entry in entries}
                files |= {path, entries[0].path}
                yield from (self._line(entry, path) for entry in entries)
            elif _is_there(path) or self._originals.is_out_of_reach(path):
                files.add(path)
                yield self._unread(path, kind, entries[0] if entries else None)
        for stem, entry in self._documents.items():
            if stem in listed:
                continue
            if entry.path not in files:
                yield self._line(entry, entry.path or stem)
            elif entry.has_results:
                yield self._former(entry)

    def _of_file(self, stem: bytes) -> list[Entry]:
        """The rows of the file whose results lie at the stem: one, or one for each of several documents in it."""
        own = self._documents.get(stem)
        return [own] if own and not own.part_of else self._parts.get(stem, [])

    def _former(self, entry: Entry) -> FileLine:
        """The line of results that a file has from when it had another name: the file itself has its own line."""
        former = shown(Path(os.fsdecode(entry.path)))
        edited = N_(f"made when {former} had this name and edited by hand")
        reason = edited if entry.stem in self._edited else N_(f"made when {former} had this name")
        figures = (0, entry.pages, entry.review, entry.asked)
        return FileLine("without original", entry.stem, reason, "", entry.stem, *figures)

    def _unread(self, path: bytes, kind: str, entry: Entry | None) -> FileLine:
        if kind == _DOCUMENT:
            return FileLine("not read yet", path)
        if kind == _ANOTHER_NAME:
            return FileLine("equal", path, _equal_to(entry.path) if entry else "")
        office = kind == EntryKind.OFFICE.one
        return FileLine("passed over", path, kind, conversion(Path(os.fsdecode(path))) if office else "")

    def _line(self, entry: Entry, path: bytes) -> FileLine:
        state, reason = self._state(entry)
        hint = entry.hint if state in ("failed", "partly") else ""
        figures = (entry.error_page, entry.pages, entry.review, entry.asked)
        known = self._known.get(entry.stem, _LIKE_OTHERS)
        apart = (known.weight, known.secrecy, known.secrecy_doubtful)
        return FileLine(state, path, reason, hint, entry.stem, *figures, *apart)

    def _state(self, entry: Entry) -> tuple[State, str]:
        edited = entry.stem in self._edited
        if entry.state == "failed":
            return "failed", CchcError(entry.error, page=entry.error_page).reason
        if entry.path in self._gone:
            return "without original", N_("edited by hand") if edited else ""
        if entry.state == "writing":
            return "not read yet", ""
        return ("edited", N_("edited by hand")) if edited else self._state_of_read(entry)

    def _state_of_read(self, entry: Entry) -> tuple[State, str]:
        if entry.state == "partly":
            reason = CchcError(entry.error, page=entry.error_page).reason
            return "partly", "; ".join(filter(None, (reason, _part(entry))))
        first = self._firsts[entry.sha256]
        if first is entry or first.path == entry.path != b"":  # of the same file, under a former name
            return "done", _part(entry)
        return "equal", _equal_to(first.path or first.stem)

    def _first_of_content(self) -> Mapping[str, Entry]:
        """By content, the first document that has it, by stem; documents that have an original come first."""
        done = [entry for entry in reversed(self._documents.values()) if entry.state == "done"]
        return {entry.sha256: entry for entry in sorted(done, key=lambda entry: entry.path not in self._gone)}


def _part(entry: Entry) -> str:
    if entry.part:
        if "-" in entry.part:
            return N_(f"the document on pages {entry.part} of the file")
        return N_(f"the document on page {entry.part} of the file")
    return N_(f"only pages {entry.asked} of {entry.pages}, as asked") if entry.asked else ""


def _is_of(entry: Entry, path: bytes) -> bool:
    """Whether the row is that of the file. Rows of results without a known original have an empty path."""
    return entry.path in (b"", path) or entry.path == os.path.realpath(path)


def _equal_to(path: bytes) -> str:
    return N_(f"equal to {shown(Path(os.fsdecode(path)))}")
