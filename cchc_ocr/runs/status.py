"""The state of a folder of results: what is finished, what failed and why, what a person should look at."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from cchc_ocr import completeness
from cchc_ocr.corrections.current import corrected
from cchc_ocr.errors import UnreadableError
from cchc_ocr.records import Record
from cchc_ocr.runs import catalogue, index, result_tables, reviews
from cchc_ocr.runs.account import FileLine, State, account
from cchc_ocr.runs.catalogue import Catalogue, DamagedError, Entry
from cchc_ocr.runs.folder_lock import locked
from cchc_ocr.runs.index import Standout
from cchc_ocr.runs.result_files import result_files, searchable_file
from cchc_ocr.runs.results import fields_of, part_of_file
from cchc_ocr.runs.reviewing import note, up_to_date
from cchc_ocr.runs.reviews import ReviewRow
from cchc_ocr.runs.written import Written
from cchc_ocr.system.collection import without_collection
from cchc_ocr.system.permissions import readers, readers_of_all

LISTED = 10  # documents most in need of review
_FAULT = re.compile(r"\w+(?:Error|Exception|Warning): ")  # of this program: the rest says which it is
_SECRECY = ("TUYỆT MẬT", "TỐI MẬT", "MẬT", "")  # as records have them; "" is a mark that could not be read
_FIGURE = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a folder of results.

    ``done`` counts documents that were read as a whole, ``pages`` and ``seconds`` the pages of all documents with
    results and the time they took; ``to_review`` counts documents with values that a person should look at,
    ``values`` these values. ``failed`` and ``partly`` hold the rows of all documents that failed, and that were
    read only partly; ``review`` those of the ``LISTED`` documents most worth a look, with what is most worth it in
    each (see ``worth``): those that were read partly come first. ``edited`` are the results that a person has
    edited, relative to the folder. ``account`` has a line for every file that runs were given, and for all
    results. ``reviews`` are the files of corrections, sorted by their stems.
    """

    done: int
    pages: int
    seconds: float
    to_review: int
    values: int
    failed: tuple[Entry, ...]
    review: tuple[tuple[Entry, Standout], ...]
    edited: tuple[Path, ...] = ()
    account: tuple[FileLine, ...] = ()
    partly: tuple[Entry, ...] = ()
    reviews: tuple[ReviewRow, ...] = ()

    @property
    def reviewed(self) -> tuple[ReviewRow, ...]:
        """The documents in which people have corrected or confirmed something."""
        return tuple(row for row in self.reviews if row.fields)

    @property
    def not_as_meant(self) -> tuple[ReviewRow, ...]:
        """The files of corrections of which some were not applied as they were meant, or none could be read."""
        return tuple(row for row in self.reviews if row.fault or row.not_as_meant)

    @property
    def states(self) -> Counter[State]:
        """The number of files in each state."""
        return Counter(line.state for line in self.account)

    @property
    def secret(self) -> tuple[FileLine, ...]:
        """The documents that bear a mark of secrecy, or what may be one: the highest mark first."""
        marked = (line for line in self.account if line.secrecy or line.secrecy_doubtful)
        return tuple(sorted(marked, key=lambda line: (_SECRECY.index(line.secrecy or ""), line.path)))

    @property
    def passed_over(self) -> Counter[str]:
        """The number of files that were passed over, by the singular name of their kind."""
        return Counter(line.reason for line in self.account if line.state == "passed over")


def by_reason(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Documents that failed or were read partly, grouped by reason, the largest group first.

    Details, figures and page numbers make no group of their own, see ``failure_kind``.
    """
    groups: dict[str, list[tuple[str, Entry]]] = {}
    for entry in entries:
        groups.setdefault(failure_kind(entry.error), []).append((_without_details(entry.error), entry))
    commonest = sorted(groups.values(), key=len, reverse=True)
    return {group[0][0]: [entry for _, entry in group] for group in commonest}


def failure_kind(error: str) -> str:
    """Stands for all errors that say the same, whatever their details and figures.

    >>> failure_kind("the PDF is corrupt: expected dictionary at offset 71")
    'the PDF is corrupt'
    >>> failure_kind("4 pages are more than 3")
    '0 pages are more than 0'
    """
    return _FIGURE.sub("0", _without_details(error))


def _without_details(error: str) -> str:
    return error if _FAULT.match(error) else error.partition(": ")[0]


def status(folder: Path) -> Status:
    """The state of ``folder`` by its catalogue. Raises UnreadableError where there is none."""
    see_that_there_are_results(folder)
    with up_to_date(folder) as rows, without_collection():
        entries = list(rows.entries(*catalogue.STATES))
        edited = tuple(Written(folder, rows, remember=False).edited())
        known = index.standouts(rows)
        lines = account(rows, edited, known, entries)
        corrections = reviews.all_of(rows)
    done, partly, failed = (
        [one for one in entries if one.state == state] for state in ("done", "partly", "failed")
    )
    read = [*partly, *done]
    review = [(entry, known.get(entry.stem, Standout())) for entry in read if entry.review]
    review.sort(key=_order)
    return Status(
        done=len(done),
        pages=sum(entry.pages for entry in read),
        seconds=sum(entry.seconds for entry in read),
        to_review=len(review),
        values=sum(entry.review for entry, _ in review),
        failed=tuple(failed),
        review=tuple(review[:LISTED]),
        edited=edited,
        account=tuple(_with_reviewed(line, corrections) for line in lines) if corrections else lines,
        partly=tuple(partly),
        reviews=tuple(corrections[stem] for stem in sorted(corrections)),
    )


def _with_reviewed(line: FileLine, corrections: Mapping[bytes, ReviewRow]) -> FileLine:
    row = corrections.get(line.result) if line.result is not None else None
    return line._replace(reviewed=row.fields) if row else line


def _order(one: tuple[Entry, Standout]) -> tuple[bool, int, int, bytes]:
    entry, known = one
    return entry.state != "partly", -known.weight, -entry.review, entry.stem


def see_that_there_are_results(folder: Path) -> None:
    """Raises UnreadableError where the folder has no catalogue."""
    if not (folder / catalogue.NAME).is_file():
        raise catalogue.missing(folder)


def readers_of_lists(folder: Path, file: Path) -> int:
    """The permission bits for group and others that a list of the folder may have: those of its catalogue."""
    return readers(folder / catalogue.NAME, file)


def protected(folder: Path, found: Status) -> Iterator[Path]:
    """The files that nothing may replace: originals, other files in their folders, results, and the catalogue."""
    yield folder / catalogue.NAME
    for line in found.account:
        yield line.path
        if line.stem:
            at = folder / line.stem
            yield from (*result_files(at), searchable_file(at))


def rebuild(folder: Path) -> int:
    """Build the catalogue anew from the JSON and text files. Returns the number of documents in it.

    What only the old catalogue knows (the original of each result, its options, what failed) is taken over where
    the catalogue can be read and the files are unchanged. Documents for which it is lost are read again by the
    next run, because nobody knows with which options their results were made. Raises UnreadableError where the
    folder holds neither results nor a catalogue, UsageError while a run writes to it.
    """
    found = sorted(_stems(folder)) if folder.is_dir() else []
    if not found and not (folder / catalogue.NAME).is_file():  # a damaged one must not keep runs out for good
        raise UnreadableError(
            f"{folder}: there are no results of `cchc-ocr run` here", hint="name the --out folder of a run"
        )
    with locked(folder):
        known = _known(folder)
        with Catalogue(folder) as rows, rows.transaction():
            records = (result_files(folder / stem)[1] for stem in found)
            rows.keep_from_others(readers_of_all(records, rows.path))
            _empty(rows)
            for stem in found:
                _know_as_results(rows, folder, stem)
            for entry in known.values():
                if not entry.has_results:
                    rows.store(entry)
            taken = sum(_take_in(rows, folder, stem, known.get(os.fsencode(stem))) for stem in found)
            rows.count_parts()
            return taken


def _stems(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        held = set(names)
        for name in names:
            if name.endswith(".json") and f"{name[:-5]}.txt" in held:
                yield Path(here, name[:-5]).relative_to(folder)


def _known(folder: Path) -> dict[bytes, Entry]:
    """The rows of the old catalogue, by stem; a damaged catalogue is removed, and there are none."""
    if not (folder / catalogue.NAME).exists():
        return {}
    with suppress(DamagedError), Catalogue(folder) as rows:
        return {entry.stem: entry for entry in rows.entries(*catalogue.STATES)}
    for suffix in ("", "-wal", "-shm"):
        (folder / f"{catalogue.NAME}{suffix}").unlink(missing_ok=True)
    return {}


def _empty(rows: Catalogue) -> None:
    rows.db.execute("INSERT INTO page_words (page_words) VALUES ('delete-all')")
    for name in ("pages", "records", "citations", *result_tables.TABLES, "entries", "reviews", "folders"):
        with closing(rows.db.execute(f"DELETE FROM {name}")):
            pass


def _know_as_results(rows: Catalogue, folder: Path, stem: Path) -> None:
    """Note that the files are results, but not which bytes were written.

    So no run takes them for foreign files, nor for unchanged ones.
    """
    text_file, record_file = result_files(folder / stem)
    with suppress(OSError, ValueError):
        Record.model_validate_json(record_file.read_bytes())
        Written(folder, rows).take_in((text_file, record_file, searchable_file(folder / stem)))


def _take_in(rows: Catalogue, folder: Path, stem: Path, known: Entry | None) -> bool:
    """Store and index one document. False where its files are no results, or a killed run left them incomplete."""
    if known and known.state == "writing":
        return False
    text_file, record_file = result_files(folder / stem)
    try:
        seen = reviews.stamp_at(os.fspath(folder / stem))
        applied = corrected(record_file, text=text_file.read_bytes().decode())
    except (OSError, ValueError):
        return False
    record, text = applied.record, applied.text or ""
    sizes = text_file.stat().st_size, record_file.stat().st_size
    same = known and known.sha256 == record.source.sha256 and sizes == (known.text_size, known.record_size)
    entry = known if known and same else _unknown(stem, record, sizes)
    entry = entry._replace(review=len(record.needs_review))
    index.put(rows, rows.store(entry), record, text)
    note(rows, entry.stem, seen, applied, written=False)
    return True


def _unknown(stem: Path, record: Record, sizes: tuple[int, int]) -> Entry:
    """The row of results for which original and options are not known."""
    entry = Entry(
        stem=os.fsencode(stem),
        path=b"",
        size=-1,
        modified_ns=-1,
        sha256=record.source.sha256,
        made_by="",
        pages=record.page_count,
        review=len(record.needs_review),
        text_size=sizes[0],
        record_size=sizes[1],
        asked=record.source.pages_asked or "",
        part=part_of_file(record),
        part_of=os.fsencode(stem.with_suffix("")) if record.source.part else b"",
    )
    lacks = completeness.lacks_of_record(record)
    return entry._replace(state="partly", **fields_of(lacks)) if lacks else entry
