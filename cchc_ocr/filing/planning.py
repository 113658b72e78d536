"""What goes where: for each document of a folder of results the file that is filed, and its new path."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Literal

from cchc_ocr.corrections.current import current
from cchc_ocr.errors import UsageError
from cchc_ocr.filing.pattern import Pattern
from cchc_ocr.records import Record
from cchc_ocr.runs.catalogue import Catalogue, Entry
from cchc_ocr.runs.result_files import result_files, searchable_file
from cchc_ocr.runs.results import stamp
from cchc_ocr.runs.status import see_that_there_are_results
from cchc_ocr.system.disk import EMBEDDED, holder, real, shown
from cchc_ocr.system.safe_names import fitting_path, safe_name, same_name

FilingWay = Literal["copy", "link", "move"]
FilingState = Literal["filed", "doubtful", "equal", "there already", "left"]


@dataclass(frozen=True, slots=True)
class FilingOptions:
    """How to file. ``doubtful`` is the folder, below the one to file to, of documents whose name is in doubt.

    With ``searchable``, searchable PDFs are filed in the place of originals.
    """

    to: Path
    pattern: Pattern
    how: FilingWay = "copy"
    searchable: bool = False
    doubtful: str = "doubtful"


@dataclass(frozen=True, slots=True)
class FilingLine:
    """What becomes of one document. ``file`` is what is filed, ``target`` its path below the folder to file to.

    ``pages`` are those of a part of a stack, which are taken out (none: the whole file is filed). ``reason`` says
    why it is doubtful, or left where it is. ``stem`` is that of its results; ``sha256`` tells its content (see
    ``content_key``).
    """

    state: FilingState
    file: Path
    stem: Path
    target: Path | None = None
    reason: str = ""
    sha256: str = ""
    pages: tuple[int, ...] = ()

    @property
    def goes(self) -> bool:
        """Whether a file is made or moved."""
        return self.state in ("filed", "doubtful")


@dataclass(slots=True)
class _Taken:
    """The paths below the folder that are taken, as systems that fold case see them, and how they are spelled."""

    folder: Path
    spelled: dict[str, str] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)

    def free(self, names: list[str], suffix: str) -> Path:
        """The path, or the first with a number ("name (2).pdf") that nothing has; from then on it is taken."""
        *folders, name = names
        for number in count(1):
            numbered = f"{name} ({number})" if number > 1 else name
            path = self._as_spelled([*folders, f"{numbered}{suffix}"])
            if same_name(path.as_posix()) not in self.spelled:
                self._take(path)
                return path
        raise AssertionError

    def _as_spelled(self, names: list[str]) -> Path:
        """The path with its folders spelled as they are there already, or were first."""
        path = Path()
        for name in names[:-1]:
            self._look_into(path)
            path /= name
            path = Path(self.spelled.get(same_name(path.as_posix()), path.as_posix()))
        self._look_into(path)
        return path / names[-1]

    def _take(self, path: Path) -> None:
        for one in (path, *path.parents[:-1]):
            self.spelled.setdefault(same_name(one.as_posix()), one.as_posix())

    def _look_into(self, below: Path) -> None:
        """Take in what lies in a folder on disk."""
        if below.as_posix() in self.listed:
            return
        self.listed.add(below.as_posix())
        with suppress(OSError):
            for name in sorted(os.listdir(self.folder / below)):  # noqa: PTH208 - names that are no text must do
                self._take(below / os.fsencode(name).decode("utf-8", "replace"))


def checked_folder(name: str) -> str:
    """The name of the folder of documents in doubt. Raises UsageError where it is none that every system takes."""
    if safe_name(name) != name:
        raise UsageError(f"--doubtful {name!r}: this is no name of a folder", hint="give one name, as doubtful")
    return name


def plan(folder: Path, options: FilingOptions, filed: Mapping[str, Path]) -> list[FilingLine]:
    """A line for each document of a folder of results, by the paths of these. Nothing is written.

    ``filed`` says by content what an earlier filing has put where. Raises UnreadableError where there are no
    results, UsageError where copies would lie among results or documents.
    """
    see_that_there_are_results(folder)
    with Catalogue(folder, read_only=True) as rows:
        _see_that_it_is_no_input(folder, options, rows)
        entries = sorted(rows.entries("done", "partly"), key=lambda entry: entry.stem)
    making = _Making(folder, options, filed, _Taken(options.to))
    return [making.line(entry) for entry in entries]


def _see_that_it_is_no_input(folder: Path, options: FilingOptions, rows: Catalogue) -> None:
    to = real(options.to)
    if to.is_relative_to(real(folder)):
        raise UsageError(f"{options.to}: this folder holds the results", hint="choose another folder with --to")
    inputs = [Path(os.fsdecode(path)) for (path,) in rows.db.execute("SELECT path FROM inputs").fetchall()]
    above = next((one for one in inputs if to.is_relative_to(one)), None)
    if above and options.how == "copy":
        what = f"{options.to}: the next run over {shown(above)} would read the copies as documents"
        raise UsageError(what, hint="choose a folder outside of it with --to, or move the files (--how move)")


@dataclass(frozen=True, slots=True)
class _Making:
    """Makes the lines of a plan, one after the other. ``seen`` are the files by their contents."""

    folder: Path
    options: FilingOptions
    filed: Mapping[str, Path]
    taken: _Taken
    seen: dict[str, Path] = field(default_factory=dict)

    def line(self, entry: Entry) -> FilingLine:
        """What becomes of a document."""
        stem, options = Path(os.fsdecode(entry.stem)), self.options
        file = searchable_file(self.folder / stem) if options.searchable else Path(os.fsdecode(entry.path))
        if why := _lacking(entry, file, options) or _not_as(entry, file, options):
            return FilingLine("left", file, stem, reason=why)
        key = content_key(entry, searchable=options.searchable)
        if key in self.filed:
            return FilingLine("there already", file, stem, self.filed[key], sha256=key)
        if key in self.seen:
            return FilingLine("equal", file, stem, reason=f"equal to {shown(self.seen[key])}", sha256=key)
        try:
            record = current(result_files(self.folder / stem)[1])
        except (OSError, ValueError):
            return FilingLine("left", file, stem, reason="its record cannot be read: run with --replace-edited")
        self.seen[key] = file
        return self._named(FilingLine("filed", file, stem, sha256=key), record, entry)

    def _named(self, line: FilingLine, record: Record, entry: Entry) -> FilingLine:
        pages = _pages(record) if entry.part and not self.options.searchable else ()
        if pages and record.source.origin == "text":
            return replace(line, state="left", reason="it is part of a text, which has no pages to take out")
        name, suffix = _name_of(line.file, pages)
        if doubts := self.options.pattern.doubts(record):
            named = [self.options.doubtful, *map(safe_name, line.stem.parent.parts)]
            names = fitting_path([*named, safe_name(line.stem.name if entry.part else name)])
            line = replace(line, state="doubtful", reason=", ".join(doubts))
        else:
            names = self.options.pattern.path_of(record, name)
        return replace(line, target=self.taken.free(names, suffix), pages=pages)


def content_key(entry: Entry, *, searchable: bool) -> str:
    """What tells the contents of filed documents apart: the original, the part of it, and which file was filed."""
    return " ".join(filter(None, (entry.sha256, entry.part, "pdf" if searchable else "")))


def _pages(record: Record) -> tuple[int, ...]:
    return tuple(page.number for page in record.pages)


def _name_of(file: Path, pages: tuple[int, ...]) -> tuple[str, str]:
    """The name without suffix, and the suffix in small letters; pages that are taken out make a PDF."""
    name = file.name.rpartition(EMBEDDED)[2] if holder(file) != file else file.name
    stem, suffix = Path(name).stem, Path(name).suffix.lower()
    if pages or not suffix:
        return stem, ".pdf" if pages else ""
    return stem, f".{safe_name(suffix[1:])}"


def _lacking(entry: Entry, file: Path, options: FilingOptions) -> str:
    """Why there is no file to file, or not the one that was read; "" where there is."""
    if options.searchable:
        return "" if file.is_file() else "no searchable PDF: run with --pdf makes it"
    if not entry.path:
        return "its original is not known: run reads it again"
    if not holder(file).is_file():
        return "the original is gone"
    return "" if stamp(file) == (entry.size, entry.modified_ns) else "it has changed since: run reads it again"


def _not_as(entry: Entry, file: Path, options: FilingOptions) -> str:
    """Why a file cannot be linked or moved; "" where it can, or is only copied."""
    if options.how == "copy" or (options.searchable and options.how == "link"):
        return ""
    if options.searchable:
        return "a searchable PDF is a result of the run, which would make it anew: copy or link it"
    if holder(file) != file:
        return "it lies inside another file, and can only be copied"
    return "it is part of a stack, and can only be copied" if entry.part else ""
