"""Brings corrections into a folder of results: into their file, the results themselves, catalogue and index."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from cchc_ocr.corrections import store
from cchc_ocr.corrections.completing import completed
from cchc_ocr.corrections.current import corrected, record_in, reviewed_with, with_corrections
from cchc_ocr.corrections.model import Correction, Review
from cchc_ocr.corrections.outcomes import Applied
from cchc_ocr.corrections.readings import machine_of
from cchc_ocr.errors import UsageError
from cchc_ocr.runs import catalogue, index, review_files, reviews
from cchc_ocr.runs.catalogue import Catalogue, DamagedError, Entry
from cchc_ocr.runs.made import Made
from cchc_ocr.runs.result_files import contents, result_files, write_results
from cchc_ocr.runs.review_files import Folders
from cchc_ocr.runs.written import Written


def save(folder: Path, stem: Path, corrections: Sequence[Correction], by: str | None = None) -> Applied:
    """Add corrections to those of a document, and bring its results, catalogue and index up to date.

    ``stem`` is that of its results in ``folder``, ``by`` who corrects. What cannot stand where it is put is not
    stored: its outcome is "refused". Waits while another process writes corrections; a run may be under way.
    Raises BadReviewError where the file of corrections that is there cannot be read, OSError and ValueError where
    the results cannot be read or written.
    """
    with reviews.held(folder, first=True):
        _, record_file = result_files(folder / stem)
        review_file = store.review_file(record_file)
        review = store.load(review_file) or Review(corrections=())
        machine, text = machine_of(record_in(record_file), _text_of(folder / stem))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        new = completed(corrections, reviewed_with(machine, review, text), by=by, at=now)
        sha256 = machine.source.sha256
        tried = reviewed_with(machine, review.with_more(sha256, new), text)
        given = set(map(id, new))
        refused = [one for one in tried.outcomes if one.state == "refused" and id(one.correction) in given]
        kept = [one for one in new if all(one is not other.correction for other in refused)]
        store.append(review_file, sha256, kept, record_file.stat().st_mode & 0o077)
        applied = _now(folder, stem)
        return replace(applied, outcomes=(*applied.outcomes, *refused))


def _now(folder: Path, stem: Path) -> Applied:
    """Bring a document up to date in the catalogue of the folder, where there is one."""
    if not (folder / catalogue.NAME).is_file():
        return corrected(result_files(folder / stem)[1], text=_text_of(folder / stem))
    with Catalogue(folder) as rows:
        return refresh(rows, folder, stem)


def see_to(rows: Catalogue, folder: Path, stems: Iterable[Path]) -> bool:
    """Bring documents up to date whose corrections have changed since; True if there were any.

    Raises OSError where results cannot be written.
    """
    found = [stem for stem in stems if _is_due(rows, folder, stem)]
    for stem in found:
        _try(rows, folder, stem, write=True)
    return bool(found)


def _is_due(rows: Catalogue, folder: Path, stem: Path) -> bool:
    seen, row = reviews.stamp_at(os.fspath(folder / stem)), reviews.find(rows, os.fsencode(stem))
    return reviews.is_new(row, seen) or (row is not None and not row.written and not row.fault)


@contextmanager
def up_to_date(folder: Path) -> Iterator[Catalogue]:
    """The catalogue for reading, with what files of corrections say that were put there since.

    Documents that an older version has not indexed are indexed first. Nothing of that is done on a medium that
    cannot be written to.
    """
    with Catalogue(folder, read_only=True) as rows:
        changes = reviews.changed(rows, folder)
        pending = bool(changes.stems or rows.unindexed())
        writable = os.access(rows.path, os.W_OK)
        if writable and not pending and changes.folders is not None:
            _remember_in_passing(folder, changes.folders)
        if not (writable and pending):
            yield rows
            return
    with Catalogue(folder) as rows:
        index.catch_up(rows, folder)
        for stem in changes.stems:
            _try(rows, folder, Path(os.fsdecode(stem)), write=False)
        if changes.folders is not None:
            with rows.transaction():
                review_files.remember(rows, changes.folders)
        yield rows


def _remember_in_passing(folder: Path, folders: Folders) -> None:
    """Remember the folders unless another process writes to the catalogue: nobody is to wait for that.

    The catalogue is open for reading besides, and the last that closes it so leaves SQLite's files beside it: the
    folder's own stamp stays as it is.
    """
    try:
        with Catalogue(folder) as rows:
            rows.db.execute("PRAGMA busy_timeout = 0")
            with rows.transaction():
                review_files.remember(rows, folders)
    except DamagedError:
        raise
    except UsageError:
        return


def _try(rows: Catalogue, folder: Path, stem: Path, *, write: bool) -> None:
    """Bring a document up to date; where there is no record, or it cannot be read, that is stored."""
    name = os.fsencode(stem)
    seen = reviews.stamp_at(os.fspath(folder / stem))
    try:
        refresh(rows, folder, stem, write=write)
    except FileNotFoundError:
        fault = "there is no record beside it"
    except ValueError:
        fault = "the record beside it cannot be read"
    else:
        return
    with rows.transaction():
        if seen:
            reviews.store(rows, reviews.ReviewRow(name, *seen, False, fault=fault))
        else:
            reviews.drop(rows, name)


def refresh(rows: Catalogue, folder: Path, stem: Path, *, write: bool = True) -> Applied:
    """Apply the corrections of a document anew: its results are written, unless a person has edited them.

    Catalogue and index know them from then on. Without ``write`` the results stay as they are. Raises what
    ``save`` raises.
    """
    with reviews.held(folder):
        return _refreshed(rows, folder, stem, write=write)


def _refreshed(rows: Catalogue, folder: Path, stem: Path, *, write: bool) -> Applied:
    at, name = folder / stem, os.fsencode(stem)
    text_file, record_file = result_files(at)
    seen = reviews.stamp_at(os.fspath(at))
    text = _text_of(at)
    applied = corrected(record_file, text=text)
    entry, written = rows.find(name), Written(folder, rows)
    own = {written.standing(text_file), written.standing(record_file)} == {"own"}
    done = not own or text is None  # a person's results are not written
    if entry and write and not done:
        entry, done = _write(rows, written, at, entry, applied), True
    with rows.transaction():
        if entry:
            entry = entry._replace(review=len(applied.record.needs_review))
            index.put(rows, rows.store(entry), applied.record, applied.text or "")
        note(rows, name, seen, applied, written=done)
    return applied


def note(rows: Catalogue, stem: bytes, seen: tuple[int, int] | None, applied: Applied, *, written: bool) -> None:
    """Store what became of the corrections at a stem; ``seen`` is the stamp of their file (None: none)."""
    if seen is None:
        reviews.drop(rows, stem)
    else:
        reviews.store(rows, reviews.row_of(stem, seen, applied, written=written))


@dataclass(frozen=True, slots=True)
class CorrectedResults:
    """What was made of a document, with its corrections; ``seen`` is the stamp of their file, before it was read.

    ``applied`` has neither record nor text of its own where there is no such file.
    """

    stem: Path
    made: Made
    seen: tuple[int, int] | None = None
    applied: Applied | None = None

    @staticmethod
    def of(folder: Path, stem: Path, made: Made) -> CorrectedResults:
        """What was made, with the corrections that lie where its results will."""
        seen = reviews.stamp_at(os.fspath(folder / stem))
        if seen is None:
            return CorrectedResults(stem, made)
        applied = with_corrections(made.record, result_files(folder / stem)[1], text=made.text)
        now = Made.of(applied.record, applied.text or "", made.pdf, made.lacks)
        return CorrectedResults(stem, now, seen, applied)

    def note(self, rows: Catalogue) -> None:
        """Store what became of the corrections, once the results are written."""
        note(rows, os.fsencode(self.stem), self.seen, self.applied or Applied(self.made.record), written=True)


def _write(rows: Catalogue, written: Written, at: Path, entry: Entry, applied: Applied) -> Entry:
    """Write text and record with their corrections, unless they have them already; their new row."""
    assert applied.text is not None
    files = contents(at, applied.record, applied.text)
    if all(_holds(file, data) for file, data in files.items()):
        return entry
    with rows.transaction():
        written.expect(files)
    _, record_file = result_files(at)
    write_results(at, applied.record, applied.text, readers=record_file.stat().st_mode & 0o077)
    text_size, record_size = map(len, files.values())
    with rows.transaction():
        written.settle(files)
    return entry._replace(text_size=text_size, record_size=record_size)


def _holds(file: Path, data: bytes) -> bool:
    with suppress(OSError):
        return file.read_bytes() == data
    return False


def _text_of(at: Path) -> str | None:
    """The text of a document, None where it cannot be read."""
    with suppress(OSError, UnicodeDecodeError):
        return result_files(at)[0].read_bytes().decode()
    return None
