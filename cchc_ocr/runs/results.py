"""A folder of results: what is done there, what failed, and how both are kept."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from cchc_ocr.errors import CchcError, ExitCode, UnwritableError
from cchc_ocr.records import Record
from cchc_ocr.runs import index
from cchc_ocr.runs.catalogue import Catalogue, Entry
from cchc_ocr.runs.claims import foreign
from cchc_ocr.runs.inputs import Item
from cchc_ocr.runs.result_files import contents, result_files, searchable_file, write_results
from cchc_ocr.runs.unfinished import KeptPages
from cchc_ocr.runs.written import Standing, Written
from cchc_ocr.system.disk import part_file, real, shown_name
from cchc_ocr.system.permissions import narrow, readers

OUT_OF_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
_NO_STAMP = (-1, -1)


class ReplacedError(UnwritableError):
    """The file is another than the one that was read."""


class FormerError(CchcError):
    """What went wrong with a document on a former run; the document has not changed since."""

    def __init__(self, entry: Entry) -> None:
        name = Path(os.fsdecode(entry.path)).name
        super().__init__(entry.error, hint=entry.hint, file=name, page=entry.error_page)
        self.exit_code = ExitCode(entry.exit_code)


@dataclass(frozen=True, slots=True)
class Made:
    """What is written of a document; ``pdf`` is the scan over its text, where that was asked for."""

    record: Record
    text: str
    pdf: bytes | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """One folder. ``made_by`` stands for what a result depends on besides the file, ``limits`` for what else
    decides whether there is one: with a longer time limit, what failed is tried again. ``overwrite`` has foreign
    files replaced, ``replace_edited`` results that a person has changed, which are set aside.
    """

    folder: Path
    rows: Catalogue
    made_by: str
    limits: str = ""
    overwrite: bool = False
    replace_edited: bool = False

    @property
    def kept(self) -> KeptPages:
        """Pages of documents that are not finished."""
        return KeptPages(self.rows, self.made_by)

    @property
    def written(self) -> Written:
        """What the files of this folder were when they were written."""
        return Written(self.folder, self.rows)

    def standings(self, stem: Path) -> dict[Path, Standing]:
        """What lies in the places of a document's results: text, record and PDF."""
        at = self.folder / stem
        return {file: self.written.standing(file) for file in (*result_files(at), searchable_file(at))}

    def row(self, item: Item) -> Entry | None:
        """What is known of the document."""
        return self.rows.find(os.fsencode(item.stem))

    def unchanged(self, item: Item, standings: Mapping[Path, Standing]) -> Entry | None:
        """The row of a document that is done and whose file has the size and time it had then."""
        known = self.row(item)
        same = known and self._whole(known, standings) and stamp(item.path) == (known.size, known.modified_ns)
        return known if same else None

    def keep_from_others(self, item: Item, standings: Mapping[Path, Standing]) -> None:
        """Results made before are not more readable than their original is now; a person's own are left alone."""
        allowed = readers(item.path, self.folder / item.stem)
        for file in (file for file, standing in standings.items() if standing == "own"):
            narrow(file, allowed)

    def failed(self, item: Item) -> Entry | None:
        """The row of a document that failed with these limits and whose file has not changed."""
        known = self.row(item)
        if not known or known.state != "failed" or known.made_by != self._failing:
            return None
        now = stamp(item.path)
        same = now != _NO_STAMP and now == (known.size, known.modified_ns) and os.access(item.path, os.R_OK)
        return known if same else None

    def renewed(self, item: Item, sha256: str) -> Entry | None:
        """The row of a document that is done and was copied or touched since: the content decides."""
        known = self.row(item)
        if not known or known.sha256 != sha256 or not self._whole(known):
            return None
        size, modified_ns = _stamp_of(item.path, sha256)
        self.rows.store(replace(known, path=_key(item.path), size=size, modified_ns=modified_ns))
        return known

    def equal(self, item: Item, sha256: str) -> Made | None:
        """The results of another file with this content, as they are for this one."""
        for known in filter(self._whole, self.rows.of_content(sha256, self.made_by)):
            text, record = self._files(known)
            if {self.written.standing(text), self.written.standing(record)} != {"own"}:
                continue
            with suppress(OSError, ValueError):
                found = Record.model_validate_json(record.read_bytes())
                source = found.source.model_copy(update={"file": shown_name(item.path)})
                return Made(found.model_copy(update={"source": source}), text.read_text("utf-8"))
        return None

    def write(self, item: Item, made: Made, seconds: float) -> bool:
        """The results, then the row that says they are whole. A PDF over an older text does not stay.

        A row goes before them too: it tells a later run whose the files are that a killed one has left. What a
        person has changed stays, and with it all results of the document: then True is returned. Raises
        UnwritableError where they cannot be written.
        """
        entry = self._entry(item, made, seconds)
        files = contents(self.folder / item.stem, made.record, made.text, made.pdf)
        if self._are_a_persons(item, files):
            self._keep(entry, made, files)
            return True
        self._announce(entry, files)
        try:
            self._make_room(item, files)
            allowed = readers(item.path, self.folder / item.stem)
            write_results(self.folder / item.stem, made.record, made.text, made.pdf, allowed)
        except OSError as error:
            if error.errno in OUT_OF_ROOM:
                raise
            what = f"its results cannot be written: {error.strerror}"
            raise UnwritableError(what, file=item.path.name) from error
        with self.rows.transaction():
            self.written.settle(files)
            index.put(self.rows, self.rows.store(entry), made.record, made.text)
            self.kept.drop(entry.sha256)
        return False

    def _are_a_persons(self, item: Item, files: Mapping[Path, bytes]) -> bool:
        """Whether what lies there is to stay.

        Of results whose first bytes nobody knows, those may be replaced that would come out the same. Raises
        TakenError where a foreign file has come to lie there since the run began.
        """
        for file, standing in self.standings(item.stem).items():
            if standing == "foreign" and file in files and not self.overwrite:
                raise foreign(file, item, "move it away, and run again")
            if _is_a_persons(file, standing, files) and not self.replace_edited:
                return True
        return False

    def _keep(self, entry: Entry, made: Made, files: Mapping[Path, bytes]) -> None:
        """Remember what would have been written: from now on, what differs from it is known for a person's."""
        text_file, record_file = self._files(entry)
        record, text = made.record, made.text
        with suppress(OSError, ValueError):
            record = Record.model_validate_json(record_file.read_bytes())
            text = text_file.read_text("utf-8")
        with self.rows.transaction():
            self.written.settle(files)
            index.put(self.rows, self.rows.store(entry), record, text)
            self.kept.drop(entry.sha256)

    def _make_room(self, item: Item, files: Mapping[Path, bytes]) -> None:
        """Set aside what a person has changed; remove a PDF over an older text."""
        for file, standing in self.standings(item.stem).items():
            if _is_a_persons(file, standing, files):
                set_aside(file)
            elif file not in files and standing in ("own", "damaged"):
                file.unlink()

    def tidy(self, items: Iterable[Item]) -> None:
        """At the end of a run over ``items``: what the same document has elsewhere goes, so that it counts once.

        ``a.json`` becomes ``a.pdf.json`` once ``a.png`` comes to lie beside it; a file that was moved or renamed
        is no longer where its row has it.
        """
        places = {_key(item.path): os.fsencode(item.stem) for item in items}
        repeated = self.rows.repeated()
        there = {row.stem for row in repeated if os.path.lexists(os.fsdecode(row.path))}
        contents = {row.sha256 for row in repeated if row.stem in there}
        stems = {row.stem for row in repeated}
        for row in repeated:
            place = places.get(row.path, row.stem)
            moved = row.path and row.stem not in there and row.sha256 in contents
            if moved or (place != row.stem and place in stems):
                self._clear(row)
        self._tidy_unfinished(places)
        self.kept.drop_others()

    def _tidy_unfinished(self, places: dict[bytes, bytes]) -> None:
        """What a killed run has left of documents that are elsewhere now.

        Results that are whole stay where the original is gone and nothing else has its content.
        """
        stems = set(places.values())
        for row in [row for row in self.rows.entries("writing") if row.stem not in stems]:
            gone = not os.path.lexists(os.fsdecode(row.path))
            needless = not self._complete(row) or any(self.rows.of_content(row.sha256, row.made_by))
            if row.path in places or (gone and needless):
                self._clear(row)

    def fail(self, item: Item, error: CchcError, seconds: float, seen: tuple[int, int]) -> None:
        """Remember why there is no result. Results of an older content stay, but are found no more.

        ``seen`` is the stamp of the file before it was read: one that was replaced meanwhile is read again.
        """
        size, modified_ns = _NO_STAMP if isinstance(error, UnwritableError) else seen
        stem, kind = os.fsencode(item.stem), error.exit_code
        entry = Entry(stem, _key(item.path), size, modified_ns, "", self._failing, seconds=seconds)
        entry = replace(
            entry,
            state="failed",
            error=_text(error.what),
            error_page=error.page,
            hint=_text(error.hint),
            exit_code=int(kind),
        )
        with self.rows.transaction():
            index.take_out(self.rows, self.rows.store(entry))

    @property
    def _failing(self) -> str:
        return f"{self.made_by} {self.limits}"

    def _whole(self, known: Entry, standings: Mapping[Path, Standing] | None = None) -> bool:
        """Whether both results are there, complete, and would come out the same again."""
        return known.made_by == self.made_by and known.state == "done" and self._complete(known, standings)

    def _complete(self, known: Entry, standings: Mapping[Path, Standing] | None = None) -> bool:
        standings = standings or self.standings(Path(os.fsdecode(known.stem)))
        files = self._files(known)
        found = {standings[file] for file in files}
        if found == {"own"} and known.state == "done":
            return True
        with suppress(OSError):  # of a killed run: old and new bytes are both its own
            sizes = tuple(file.stat().st_size for file in files)
            return found <= {"own", "unknown"} and sizes == (known.text_size, known.record_size)
        return False

    def _announce(self, entry: Entry, files: Mapping[Path, bytes]) -> None:
        """Say what is about to be written.

        Not where files lie that nobody knows of: they are not ours to remove.
        """
        if not any(self.written.standing(file) == "foreign" for file in files):
            with self.rows.transaction():
                self.written.expect(files)
                index.take_out(self.rows, self.rows.store(replace(entry, state="writing")))

    def _entry(self, item: Item, made: Made, seconds: float) -> Entry:
        record = made.record
        text_size, record_size = map(len, contents(item.stem, record, made.text).values())
        return Entry(
            os.fsencode(item.stem),
            _key(item.path),
            *_stamp_of(item.path, record.source.sha256),
            sha256=record.source.sha256,
            made_by=self.made_by,
            pages=record.source.pages,
            review=len(record.needs_review),
            seconds=seconds,
            text_size=text_size,
            record_size=record_size,
        )

    def _clear(self, former: Entry) -> None:
        """Remove the results of a document; where a person has changed one, all stay."""
        stem = Path(os.fsdecode(former.stem))
        standings = self.standings(stem)
        if not {"edited", "unknown"}.isdisjoint(standings.values()):
            return
        own = [file for file, standing in standings.items() if standing in ("own", "damaged")]
        for file in (*own, *map(part_file, standings)):
            file.unlink(missing_ok=True)
        with self.rows.transaction():
            self.written.forget(standings)
            index.take_out(self.rows, self.rows.store(former))
            self.rows.drop(former.stem)
        with suppress(OSError):  # a folder that holds other results stays, and those above it
            for folder in list(stem.parents)[:-1]:
                (self.folder / folder).rmdir()

    def _files(self, entry: Entry) -> tuple[Path, Path]:
        return result_files(self.folder / Path(os.fsdecode(entry.stem)))


def _is_a_persons(file: Path, standing: Standing, files: Mapping[Path, bytes]) -> bool:
    """Whether a person has changed the file, or may have: nobody knows, and it would not come out the same."""
    return standing == "edited" or (standing == "unknown" and file in files and file.read_bytes() != files[file])


def set_aside(file: Path) -> Path:
    """Give the file a name of its own beside it: ``a.json.edited-1``, or the next that is free."""
    names = (file.with_name(f"{file.name}.edited-{number}") for number in count(1))
    return file.rename(next(name for name in names if not os.path.lexists(name)))


def _text(message: str) -> str:
    """A message with the name of a file in it, which need not be text, as text."""
    return message.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def stamp(path: Path) -> tuple[int, int]:
    """Size in bytes and time of the last change in nanoseconds; impossible ones where there is no file."""
    try:
        stat = path.stat()
    except OSError:
        return _NO_STAMP
    return stat.st_size, stat.st_mtime_ns


def _stamp_of(path: Path, sha256: str) -> tuple[int, int]:
    """The stamp of a file whose content was read. Raises ReplacedError where it has another content by now."""
    now = stamp(path)
    with suppress(OSError), path.open("rb") as file:  # gone: what was read of it is kept
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            raise ReplacedError("changed while it was read", hint="run again", file=path.name)
    return now


def _key(path: Path) -> bytes:
    """What a file goes by; a link that leads nowhere, by its own name."""
    return os.fsencode(real(path) if path.exists() else real(path.parent) / path.name)
