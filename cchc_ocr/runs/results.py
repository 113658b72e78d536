"""A folder of results: which documents are finished or failed, and how a run writes and removes their files."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from cchc_ocr.completeness import typed
from cchc_ocr.corrections.current import corrected, record_in
from cchc_ocr.corrections.model import SUFFIX as CORRECTIONS
from cchc_ocr.corrections.readings import machine_of
from cchc_ocr.errors import CchcError, ExitCode, ReadInPartError, UnwritableError
from cchc_ocr.records import Record
from cchc_ocr.runs import index, reviewing, reviews
from cchc_ocr.runs.catalogue import Catalogue, Entry
from cchc_ocr.runs.claims import foreign
from cchc_ocr.runs.families import part_stems, rows_of, together, whole_stem
from cchc_ocr.runs.former import Former, Standings
from cchc_ocr.runs.inputs import Item
from cchc_ocr.runs.made import Made
from cchc_ocr.runs.moving import follow_pages, take_along
from cchc_ocr.runs.result_files import SUFFIXES, contents, result_files, write_results
from cchc_ocr.runs.reviewing import CorrectedResults
from cchc_ocr.runs.unfinished import KeptPages
from cchc_ocr.runs.written import Standing, Written
from cchc_ocr.system.disk import holder, is_there, part_file, real, shown_name, why_not
from cchc_ocr.system.permissions import EVERYBODY, ReadersByFolder, narrow, readers

OUT_OF_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
_NO_STAMP = (-1, -1)


class ReplacedError(UnwritableError):
    """The file was replaced by another while it was being read."""


class FormerError(CchcError):
    """The error of a document that failed, or was read partly, on an earlier run and has not changed since."""

    def __init__(self, entry: Entry) -> None:
        name = Path(os.fsdecode(entry.path)).name
        super().__init__(entry.error, hint=entry.hint, file=name, page=entry.error_page)
        self.exit_code = ExitCode(entry.exit_code)


@dataclass(frozen=True, slots=True)
class Results:
    """The results in one folder, with its catalogue (``rows``).

    ``made_by`` stands for everything besides the file that a result depends on, see ``pipeline.made_by``.
    ``limits`` stands for the settings that decide whether a document fails: with other limits, a failed document
    is tried again. With ``overwrite``, foreign files are replaced; with ``replace_edited``, results that a person
    has edited are set aside and made anew. ``taken`` are the stems of the documents of this run.
    """

    folder: Path
    rows: Catalogue
    made_by: str
    limits: str = ""
    overwrite: bool = False
    replace_edited: bool = False
    by_folder: ReadersByFolder = field(default_factory=ReadersByFolder)
    taken: frozenset[bytes] = frozenset()

    @property
    def kept(self) -> KeptPages:
        """Pages of documents that are not finished."""
        return KeptPages(self.rows, self.made_by)

    @property
    def written(self) -> Written:
        """What is known of the bytes that earlier runs wrote into this folder."""
        return Written(self.folder, self.rows)

    def standings(self, stem: Path) -> dict[Path, Standing]:
        """The standing of a document's text, record and PDF, by path; see ``Written.standing``."""
        return self._standings(stem).by_file()

    def _standings(self, stem: Path) -> Standings:
        at, written = os.fspath(self.folder / stem), self.written
        text, record, pdf = (written.standing(f"{at}{suffix}") for suffix in SUFFIXES)
        return Standings(at, text, record, pdf)

    def former(self, item: Item) -> Former:
        """What earlier runs have left of a file: of its only document, or of each of several."""
        found = rows_of(self.rows, item.stem)
        whole = os.fsencode(item.stem)
        stems = tuple(item.stem if row.stem == whole else Path(os.fsdecode(row.stem)) for row in found)
        return Former(found, stems, {stem: self._standings(stem) for stem in dict.fromkeys((item.stem, *stems))})

    def row(self, item: Item) -> Entry | None:
        """The row of the file in the catalogue, those of several documents in it as one; None where none is."""
        return together(rows_of(self.rows, item.stem))

    def unchanged(self, item: Item, former: Former) -> Entry | None:
        """The row of the file if its results are complete and it has the size and time of then."""
        standings = [former.standings[stem] for stem in former.stems]
        if not (known := self._all_whole(former.rows, standings)):
            return None
        return known if stamp(item.path) == (known.size, known.modified_ns) else None

    def _all_whole(self, found: Sequence[Entry], standings: Iterable[Standings] | None = None) -> Entry | None:
        """The rows of one file as one, if the results of all are complete and another reading would give them."""
        known = together(found)
        if not known or not known.has_results:
            return None
        standings = standings or (self._standings(Path(os.fsdecode(row.stem))) for row in found)
        pairs = zip(found, standings, strict=True)
        return known if all(self.is_current(row) and self._complete(row, one) for row, one in pairs) else None

    def keep_from_others(self, item: Item, former: Former) -> None:
        """Make earlier results no more readable than their original is now, except files edited by hand."""
        allowed = self.by_folder.of(holder(item.path), self.folder / item.stem)
        if allowed == EVERYBODY:
            return
        files = (one for standings in former.standings.values() for one in standings.by_file().items())
        for file in (file for file, standing in files if standing == "own"):
            narrow(file, allowed)
        for standings in former.standings.values():
            narrow(Path(standings.at + CORRECTIONS), allowed)

    def failed(self, item: Item, known: Entry | None) -> Entry | None:
        """The row ``known`` of a file if it failed with these limits and the file has not changed since."""
        if not known or known.state != "failed" or known.made_by != self._failing:
            return None
        now = stamp(item.path)
        same = (
            now != _NO_STAMP and now == (known.size, known.modified_ns) and os.access(holder(item.path), os.R_OK)
        )
        return known if same else None

    def renewed(self, item: Item, sha256: str) -> Entry | None:
        """The row of the document if its results are complete and its content is the same, at another time.

        The row is stored with the new size and time.
        """
        found = rows_of(self.rows, item.stem)
        known = self._all_whole(found)
        if not known or known.sha256 != sha256:
            return None
        size, modified_ns = _stamp_of(item.path, sha256)
        with self.rows.transaction():
            for row in found:
                self.rows.store(row._replace(path=key(item.path), size=size, modified_ns=modified_ns))
        return known

    def equal(self, item: Item, sha256: str, *, partly: bool = False) -> tuple[Made, ...]:
        """The results of another file with the same content, with the name of this file in the records.

        With ``partly``, also of one that was read partly within the same limits.
        """
        found_in_part = self.rows.of_content(sha256, self._failing, "partly") if partly else ()
        known = (*self.rows.of_content(sha256, self.made_by), *found_in_part)
        for stem in dict.fromkeys(map(whole_stem, known)):
            rows = rows_of(self.rows, Path(os.fsdecode(stem)))
            if not partly and any(row.state == "partly" for row in rows):
                continue
            made = tuple(filter(None, (self._again(row, item) for row in rows if row.sha256 == sha256)))
            if rows and len(made) == len(rows) and self._all_whole(rows):
                return made
        return ()

    def _again(self, known: Entry, item: Item) -> Made | None:
        """The results of a row, made those of the item; None where they are not as a run wrote them."""
        text, record = self._files(known)
        if {self.written.standing(text), self.written.standing(record)} != {"own"}:
            return None
        with suppress(OSError, ValueError):  # what people corrected there is theirs alone
            found, words = machine_of(record_in(record), text.read_bytes().decode())
            source = found.source.model_copy(update={"file": shown_name(item.path)})
            lacks = _lacks(known, item) if known.state == "partly" else None
            return Made.of(found.model_copy(update={"source": source}), words or "", lacks=lacks)
        return None

    def part_stems(self, item: Item, parts: int) -> list[Path]:
        """Where the results of the documents in a file go, see ``families.part_stems``."""
        return part_stems(self.rows, item, parts, self.taken)

    def write(self, item: Item, made: Sequence[Made], seconds: float) -> bool:
        """Write the results of the documents of a file, and store their rows; returns True where none is written.

        None is where a person has edited one of the files that are there: all of them stay then. The rows are
        first stored as "writing", so that after a kill the next run knows the files for its own. What an earlier
        reading wrote and this one does not (a searchable PDF, the parts of what counts as one document now) is
        removed. Raises UnwritableError where a file cannot be written.
        """
        stems = self.part_stems(item, len(made))
        with reviews.held(self.folder):
            follow_pages(self.folder, rows_of(self.rows, item.stem), stems, made)
            both = zip(stems, made, strict=True)
            return self._write(item, [CorrectedResults.of(self.folder, stem, one) for stem, one in both], seconds)

    def _write(self, item: Item, results: Sequence[CorrectedResults], seconds: float) -> bool:
        stems, made = [one.stem for one in results], [one.made for one in results]
        entries = self._entries(item, stems, made, seconds)
        files = {
            file: data
            for stem, one in zip(stems, made, strict=True)
            for file, data in contents(self.folder / stem, one.record, one.text, one.pdf).items()
        }
        standings = self._standings_at(item, stems)
        if self._are_a_persons(item, files, standings):
            self._keep(entries, made, files)
            return True
        self._announce(entries, files)
        try:
            self._make_room(standings, files)
            for stem, one in zip(stems, made, strict=True):
                allowed = readers(holder(item.path), self.folder / stem)
                write_results(self.folder / stem, one.record, one.text, one.pdf, allowed)
        except OSError as error:
            if error.errno in OUT_OF_ROOM:
                raise
            what = f"its results cannot be written: {why_not(error)}"
            hint = "see whether you may write to the output folder"
            raise UnwritableError(what, hint=hint, file=item.path.name) from error
        for former in self._replaced(item, stems):
            self.clear(former)
        with self.rows.transaction():
            self.written.settle(files)
            for entry, one in zip(entries, made, strict=True):
                index.put(self.rows, self.rows.store(entry), one.record, one.text)
            for result in results:
                result.note(self.rows)
            if not any(
                one.lacks for one in made
            ):  # else its other pages need not be read again when tried once more
                self.kept.drop(entries[0].sha256)
        return False

    def _replaced(self, item: Item, stems: Sequence[Path]) -> list[Entry]:
        """The rows of a file besides those of ``stems``: it was one document before, or had other parts."""
        whole, now = os.fsencode(item.stem), set(map(os.fsencode, stems))
        own = self.rows.find(whole)
        rows = (*((own,) if own and not own.part_of else ()), *self.rows.parts_of(whole))
        return [row for row in rows if row.stem not in now]

    def _standings_at(self, item: Item, stems: Sequence[Path]) -> dict[Path, Standing]:
        """The standings of the results that are to be written, and of those that they take the place of."""
        former = (Path(os.fsdecode(row.stem)) for row in self._replaced(item, stems))
        return {file: standing for stem in (*stems, *former) for file, standing in self.standings(stem).items()}

    def _are_a_persons(self, item: Item, files: Mapping[Path, bytes], standings: Mapping[Path, Standing]) -> bool:
        """Whether the results that are there must stay, because a person has edited one or may have.

        Results of which nobody knows what was written are replaced only where the new bytes are the same. Raises
        TakenError where a foreign file has been put there since the run began.
        """
        for file, standing in standings.items():
            if standing == "foreign" and file in files and not self.overwrite:
                raise foreign(file, item, "move it away, and run again")
            if _is_a_persons(file, standing, files) and not self.replace_edited:
                return True
        return False

    def _keep(self, entries: Sequence[Entry], made: Sequence[Made], files: Mapping[Path, bytes]) -> None:
        """Keep the files that are there, and store the hashes of what would have been written.

        From then on, a file that differs is known to be edited.
        """
        with self.rows.transaction():
            self.written.settle(files)
            for entry, one in zip(entries, made, strict=True):
                text_file, record_file = self._files(entry)
                record, text = one.record, one.text
                with suppress(OSError, ValueError):
                    applied = corrected(record_file, text=text_file.read_bytes().decode())
                    record, text = applied.record, applied.text or ""
                index.put(self.rows, self.rows.store(entry), record, text)
            self.kept.drop(entries[0].sha256)

    def _make_room(self, standings: Mapping[Path, Standing], files: Mapping[Path, bytes]) -> None:
        """Set aside the files that a person has edited, and remove what an earlier reading wrote besides."""
        for file, standing in standings.items():
            if _is_a_persons(file, standing, files):
                set_aside(file)
            elif file not in files and standing in ("own", "damaged"):
                file.unlink()

    def tidy(self, items: Iterable[Item]) -> None:
        """At the end of a run over ``items``, remove results that a document has in a former place.

        A document gets a new place when ``a.png`` is put beside ``a.pdf`` (``a.json`` becomes ``a.pdf.json``), and
        when its file is moved or renamed. Without this it would count twice.
        """
        repeated, unfinished = self.rows.repeated(), list(self.rows.entries("writing"))
        if not repeated and not unfinished:
            self.kept.drop_others()
            return
        places = {key(item.path): os.fsencode(item.stem) for item in items}
        there = {whole_stem(row) for row in repeated if is_there(Path(os.fsdecode(row.path)))}
        contents = {row.sha256 for row in repeated if whole_stem(row) in there}
        stems = {whole_stem(row) for row in repeated}
        for row in repeated:
            place = places.get(row.path, whole_stem(row))
            moved = row.path and whole_stem(row) not in there and row.sha256 in contents
            if moved or (place != whole_stem(row) and place in stems):
                self._move(row, [one for one in repeated if whole_stem(one) != whole_stem(row)])
        self._tidy_unfinished(unfinished, places)
        self.kept.drop_others()

    def _move(self, former: Entry, present: Sequence[Entry]) -> None:
        """Remove the results of a document that has others in another place; its corrections go there."""
        if self.are_kept(former):
            return
        with reviews.held(self.folder):
            moved = list(take_along(self.folder, former, present))
        reviewing.see_to(self.rows, self.folder, moved)
        self.clear(former)

    def see_to_corrections(self, former: Former) -> bool:
        """Bring the results of a file up to date whose corrections have changed; True if there were any.

        Raises UnwritableError where they cannot be written.
        """
        try:
            return reviewing.see_to(self.rows, self.folder, former.stems)
        except OSError as error:
            if error.errno in OUT_OF_ROOM:
                raise
            what = f"its results cannot be written: {why_not(error)}"
            raise UnwritableError(what, hint="see whether you may write to the output folder") from error

    def _tidy_unfinished(self, unfinished: Iterable[Entry], places: dict[bytes, bytes]) -> None:
        """Remove what a killed run has left of documents whose results go to another place now.

        Complete results stay where the original is gone and no other document has its content.
        """
        stems = set(places.values())
        for row in [row for row in unfinished if whole_stem(row) not in stems]:
            gone = not is_there(Path(os.fsdecode(row.path)))
            needless = not self._complete(row) or any(self.rows.of_content(row.sha256, row.made_by))
            if row.path in places or (gone and needless):
                self.clear(row)

    def fail(self, item: Item, error: CchcError, seconds: float, seen: tuple[int, int]) -> None:
        """Store why the document failed. Results of its earlier content stay, but ``search`` no longer finds them.

        ``seen`` is the stamp of the file before it was read: if the file is replaced meanwhile, the next run reads
        it.
        """
        size, modified_ns = _NO_STAMP if isinstance(error, UnwritableError) else seen
        stem, made_by = os.fsencode(item.stem), self._failing
        entry = Entry(stem, key(item.path), size, modified_ns, "", made_by, seconds=seconds, state="failed")
        entry = entry._replace(**fields_of(error))
        with self.rows.transaction():
            for row in (entry, *(part._replace(state="writing") for part in self.rows.parts_of(stem))):
                index.take_out(self.rows, self.rows.store(row))

    @property
    def _failing(self) -> str:
        return f"{self.made_by} {self.limits}"

    def is_current(self, known: Entry) -> bool:
        """Whether the document was read, and another reading would give the same.

        With other limits, a document that was read partly may be read as a whole.
        """
        made_by = {"done": self.made_by, "partly": self._failing}.get(known.state)
        return known.made_by == made_by

    def _complete(self, known: Entry, standings: Standings | None = None) -> bool:
        """Whether text and record are as a run wrote them."""
        standings = standings or self._standings(Path(os.fsdecode(known.stem)))
        found = {standings.text, standings.record}
        if found == {"own"} and known.has_results:
            return True
        with suppress(OSError):  # of a killed run: old and new bytes are both its own
            sizes = tuple(file.stat().st_size for file in self._files(known))
            return found <= {"own", "unknown"} and sizes == (known.text_size, known.record_size)
        return False

    def _announce(self, entries: Sequence[Entry], files: Mapping[Path, bytes]) -> None:
        """Store the hashes of the bytes that are about to be written.

        Not where a foreign file is in one of the places: a later run must not take it for one of its own.
        """
        if not any(self.written.standing(file) == "foreign" for file in files):
            with self.rows.transaction():
                self.written.expect(files)
                for entry in entries:
                    index.take_out(self.rows, self.rows.store(entry._replace(state="writing")))

    def _entries(self, item: Item, stems: Sequence[Path], made: Sequence[Made], seconds: float) -> list[Entry]:
        """The rows of the documents of a file, as they are once all is written."""
        seen = _stamp_of(item.path, made[0].record.source.sha256)
        rows = [self._entry(item, stem, one, seen) for stem, one in zip(stems, made, strict=True)]
        rows = [row._replace(seconds=seconds / len(rows)) for row in rows]
        if len(rows) == 1:
            return rows
        return [row._replace(part_of=os.fsencode(item.stem), parts=len(rows)) for row in rows]

    def _entry(self, item: Item, stem: Path, made: Made, seen: tuple[int, int]) -> Entry:
        record = made.record
        text_size, record_size = map(len, contents(stem, record, made.text).values())
        entry = Entry(
            os.fsencode(stem),
            key(item.path),
            *seen,
            sha256=record.source.sha256,
            made_by=self.made_by,
            pages=record.page_count,
            review=len(record.needs_review),
            text_size=text_size,
            record_size=record_size,
            asked=record.source.pages_asked or "",
            part=part_of_file(record),
        )
        if not made.lacks:
            return entry
        return entry._replace(made_by=self._failing, state="partly", **fields_of(made.lacks))

    def clear(self, former: Entry) -> None:
        """Remove the results of a document and its row; where a person has edited one of them, all stay."""
        if self.are_kept(former):
            return
        stem = Path(os.fsdecode(former.stem))
        standings = self.standings(stem)
        own = [file for file, standing in standings.items() if standing in ("own", "damaged")]
        for file in (*own, *map(part_file, standings)):
            file.unlink(missing_ok=True)
        with self.rows.transaction():
            self.written.forget(standings)
            index.take_out(self.rows, self.rows.store(former))
            self.rows.drop(former.stem)
            reviews.drop(self.rows, former.stem)
        with suppress(OSError):  # a folder that holds other results stays, and those above it
            for folder in list(stem.parents)[:-1]:
                (self.folder / folder).rmdir()

    def are_kept(self, entry: Entry) -> bool:
        """Whether a person has edited a result of the document, or may have."""
        standings = self.standings(Path(os.fsdecode(entry.stem)))
        return not {"edited", "unknown"}.isdisjoint(standings.values())

    def _files(self, entry: Entry) -> tuple[Path, Path]:
        return result_files(self.folder / Path(os.fsdecode(entry.stem)))


def part_of_file(record: Record) -> str:
    """The pages of the document in its file, where that holds several: "3-5", "6"; else ""."""
    part = record.source.part
    return typed(range(part.first_page, part.last_page + 1)) if part else ""


def _is_a_persons(file: Path, standing: Standing, files: Mapping[Path, bytes]) -> bool:
    """Whether a person has edited the file, or may have: its first bytes are unknown, and the new ones differ."""
    return standing == "edited" or (standing == "unknown" and file in files and file.read_bytes() != files[file])


def _lacks(known: Entry, item: Item) -> ReadInPartError:
    """What a document of the same content as ``known`` lacks."""
    return ReadInPartError(known.error, hint=known.hint, file=item.path.name, page=known.error_page)


def set_aside(file: Path) -> Path:
    """Rename the file to ``a.json.edited-1``, or to the next such name that is free; returns the new path."""
    names = (file.with_name(f"{file.name}.edited-{number}") for number in count(1))
    return file.rename(next(name for name in names if not os.path.lexists(name)))


def fields_of(error: CchcError) -> dict[str, Any]:
    """The fields of a row that say what was wrong."""
    return {
        "error": _text(error.what),
        "error_page": error.page,
        "hint": _text(error.hint),
        "exit_code": int(error.exit_code),
    }


def _text(message: str) -> str:
    """A message as valid text: a file name in it may hold bytes that are not UTF-8."""
    return message.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def stamp(path: Path) -> tuple[int, int]:
    """Size in bytes and time of the last change in nanoseconds; (-1, -1) where there is no file.

    Those of a file inside another one are those of the file on disk.
    """
    try:
        stat = os.stat(holder(path))  # noqa: PTH116 - asked for tens of thousands of files
    except OSError:
        return _NO_STAMP
    return stat.st_size, stat.st_mtime_ns


def _stamp_of(path: Path, sha256: str) -> tuple[int, int]:
    """The stamp of a file after its content was read. Raises ReplacedError where the content has changed since."""
    now = stamp(path)
    with suppress(OSError), path.open("rb") as file:  # gone: what was read of it is kept
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            what = "the file changed while it was being read"
            raise ReplacedError(what, hint="run again", file=path.name)
    return now


def key(path: Path) -> bytes:
    """The path by which the catalogue knows a file: links are followed, unless they lead nowhere."""
    outer = holder(path)
    if outer != path:
        return os.fsencode(real(outer)) + os.fsencode(path.name.removeprefix(outer.name))
    there = stamp(path) != _NO_STAMP
    return os.fsencode(real(path) if there else real(path.parent) / path.name)
