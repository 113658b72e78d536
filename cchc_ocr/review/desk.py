"""What the page asks of a folder of results: the list, a document with its corrections, and saving them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cchc_ocr.corrections.current import corrected, machine
from cchc_ocr.corrections.model import Correction
from cchc_ocr.corrections.store import load, review_file
from cchc_ocr.corrections.undoing import REDONE, history, inverse
from cchc_ocr.errors import CchcError, UnreadableError, UsageError
from cchc_ocr.export.tables import value_at
from cchc_ocr.files.page_scans import PageScan
from cchc_ocr.files.passwords import Passwords
from cchc_ocr.records import PageRecord, Record
from cchc_ocr.review.waiting import Chosen, Waiting, WaitingDocument, in_order, of_stem, stems, waiting
from cchc_ocr.runs import catalogue
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.index import pages_of
from cchc_ocr.runs.result_files import result_files
from cchc_ocr.runs.results import stamp
from cchc_ocr.runs.reviewing import save, up_to_date
from cchc_ocr.runs.status import see_that_there_are_results
from cchc_ocr.system.disk import holder, shown_name

_HELD = 2  # records that are held: the one that is looked at, and the one before it


class ChangedMeanwhileError(UsageError):
    """Somebody else has changed the value that was to be corrected; ``value`` is what it is now."""

    def __init__(self, what: str, *, value: object = None, by: str = "", **more: Any) -> None:
        super().__init__(what, **more)
        self.value, self.by = value, by


@dataclass(frozen=True, slots=True)
class OpenedRecord:
    """A document on the desk: its record with all corrections applied, and the texts of its pages.

    ``version`` changes with every correction, also those of others. ``corrections`` are those of this scan.
    """

    document: WaitingDocument
    record: Record
    texts: Sequence[str]
    version: str
    corrections: Sequence[Correction]

    @property
    def reviewed(self) -> frozenset[str]:
        """The pointers of the values that a person has looked at."""
        return frozenset(self.record.reviewed.fields) if self.record.reviewed else frozenset()

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of its pages in the file."""
        return [page.number for page in self.record.pages] or list(range(1, self.record.source.pages + 1))

    def page(self, number: int) -> PageRecord | None:
        """What the record says of a page; None where it says nothing, as old ones do."""
        return next((page for page in self.record.pages if page.number == number), None)


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder of results, and who sits before it."""

    folder: Path
    user: str
    passwords: Passwords = field(default=Passwords(), repr=False)
    _stems: dict[str, bytes] = field(default_factory=dict, repr=False)  # by id, as far as they were asked for
    _listed: dict[str, tuple[object, Sequence[WaitingDocument]]] = field(default_factory=dict, repr=False)
    _opened: dict[str, tuple[object, OpenedRecord]] = field(default_factory=dict, repr=False)

    def waiting(self, chosen: Chosen) -> Waiting:
        """The list of documents, also with corrections that somebody has put into the folder by hand.

        Raises UnreadableError where the folder holds no results.
        """
        see_that_there_are_results(self.folder)
        with up_to_date(self.folder):  # which looks at every file of corrections
            return waiting(self._every(), chosen)

    def listed(self, chosen: Chosen) -> Sequence[WaitingDocument]:
        """The documents chosen, in their order, as the catalogue has them."""
        see_that_there_are_results(self.folder)
        return tuple(filter(chosen.holds, self._every()))

    def find(self, id: str) -> WaitingDocument:
        """The document of that id. Raises UnreadableError where there is none."""
        see_that_there_are_results(self.folder)
        with Catalogue(self.folder, read_only=True) as rows:
            if id not in self._stems:
                self._stems.update(stems(rows))
            found = of_stem(rows, self._stems.get(id, b""))
        if found is None:
            raise UnreadableError("there is no such document any more", hint="go back to the list")
        return found

    def open(self, id: str) -> OpenedRecord:
        """The document of that id, as it is now. Raises UnreadableError where it was not read.

        It is read again only where it has changed: each tile of a page asks for it, and the record of a book takes
        seconds.
        """
        document = self.find(id)
        if document.state == "failed":
            raise UnreadableError(document.error, hint=document.hint, page=document.error_page)
        now = (self.version(document), stamp(result_files(self._stem(document))[0]))
        known, opened = self._opened.get(id, (None, None))
        if opened is None or known != now:
            opened = self._read(document, now[0])
            self._opened[id] = (now, opened)
            for former in list(self._opened)[:-_HELD]:
                self._opened.pop(former, None)
        return replace(opened, document=document)

    def _read(self, document: WaitingDocument, version: str) -> OpenedRecord:
        text_file, record_file = result_files(self._stem(document))
        try:
            applied = corrected(record_file, text=text_file.read_bytes().decode())
        except (OSError, ValueError) as error:
            raise UnreadableError(
                f"its results cannot be read: {error}", hint="run again over its folder"
            ) from error
        corrections = self._corrections(record_file, applied.record)
        return OpenedRecord(document, applied.record, pages_of(applied.text or ""), version, corrections)

    def values_read(self, document: WaitingDocument) -> int:
        """The number of values that the machine has read of a document."""
        return len(machine(result_files(self._stem(document))[1]).evidence)

    def version(self, document: WaitingDocument) -> str:
        """What changes whenever the record or its corrections do."""
        record_file = result_files(self._stem(document))[1]
        return "-".join(str(part) for file in (record_file, review_file(record_file)) for part in stamp(file))

    def scan(self, opened: OpenedRecord, number: int) -> PageScan:
        """A page of the original. Raises UnreadableError where that is gone, or the document has no such page."""
        return self.original(opened.document, number, opened.page(number))

    def original(self, document: WaitingDocument, number: int, page: PageRecord | None = None) -> PageScan:
        """A page of a document that need not have been read; ``page`` says how it was, where it was."""
        path = Path(os.fsdecode(document.path))
        if not document.path or not holder(path).is_file():
            hint = "put it back where it was, or run again over the folder in which it is now"
            raise UnreadableError("the original is not where it was read", hint=hint, file=shown_name(path))
        return PageScan.of(path, number, page, self.passwords)

    def correct(self, opened: OpenedRecord, corrections: Sequence[Correction]) -> None:
        """Store corrections.

        Raises ChangedMeanwhileError where a value is not what the person saw any more, UsageError where what they
        typed cannot stand there, UnreadableError where nothing can be stored.
        """
        for one in corrections:
            self._see_that_it_is_unchanged(opened, one)
        now = self.now()
        signed = [one.model_copy(update={"by": self.user, "at": now}) for one in corrections]
        try:
            applied = save(self.folder, Path(os.fsdecode(opened.document.stem)), signed, self.user)
        except (OSError, ValueError) as error:
            raise UnreadableError(
                f"this cannot be saved: {error}", hint="see whether you may write there"
            ) from error
        for outcome in applied.outcomes:
            if outcome.state == "refused" and (outcome.correction.by, outcome.correction.at) == (self.user, now):
                raise UsageError(f"this cannot stand here: {outcome.reason}", hint="type it otherwise")

    def undo(self, opened: OpenedRecord, *, again: bool = False) -> Correction | None:
        """Take back the last correction of this user, or with ``again`` put back the last that was taken back.

        Returns the correction that does so; None where there is nothing to take back.
        """
        done, undone = history([one for one in opened.corrections if one.by == self.user])
        if not (undone if again else done):
            return None
        one = undone[-1].model_copy(update={"note": REDONE}) if again else inverse(done[-1])
        self.correct(opened, [one])
        return one

    @staticmethod
    def now() -> str:
        """The time that corrections bear, in ISO 8601 with the time zone."""
        return datetime.now(UTC).astimezone().isoformat(timespec="seconds")

    def _every(self) -> Sequence[WaitingDocument]:
        """All documents in their order; they are read again only where the catalogue has changed."""
        files = (self.folder / f"{catalogue.NAME}{suffix}" for suffix in ("", "-wal"))
        now = tuple(map(stamp, files))
        known, every = self._listed.get("", ((), ()))
        if known != now:
            with Catalogue(self.folder, read_only=True) as rows:
                every = tuple(in_order(rows))
            self._listed[""] = (now, every)
        return every

    def _stem(self, document: WaitingDocument) -> Path:
        return self.folder / Path(os.fsdecode(document.stem))

    @staticmethod
    def _corrections(record_file: Path, record: Record) -> Sequence[Correction]:
        with suppress(CchcError):  # of a bad file the checks of the record tell
            review = load(review_file(record_file))
            return review.of(record.source.sha256) if review else ()
        return ()

    def _see_that_it_is_unchanged(self, opened: OpenedRecord, one: Correction) -> None:
        if one.op != "replace" or "/text/" in one.pointer:
            return
        now = value_at(opened.record, one.pointer)
        if isinstance(now, str | int | float | None) and now != one.was:
            by = next((c.by or "" for c in reversed(opened.corrections) if c.pointer == one.pointer), "")
            what = "somebody else has changed this value meanwhile"
            raise ChangedMeanwhileError(what, hint="look at it again", value=now, by=by)
