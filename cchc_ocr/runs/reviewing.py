"""Brings corrections into a folder of results: into their file, the results themselves, catalogue and index."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from cchc_ocr.corrections import store
from cchc_ocr.corrections.completing import completed
from cchc_ocr.corrections.current import corrected, machine_of, record_in, reviewed_with
from cchc_ocr.corrections.model import Correction
from cchc_ocr.corrections.outcomes import Applied
from cchc_ocr.runs import catalogue, index, reviews
from cchc_ocr.runs.catalogue import Catalogue, Entry
from cchc_ocr.runs.result_files import contents, result_files, write_results
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
        review = store.load(review_file)
        shown = corrected(record_file, text=_text_of(folder / stem))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        new = completed(corrections, shown, by=by, at=now)
        sha256 = shown.record.source.sha256
        tried = _tried(record_file, review, new, sha256)
        refused = {id(one.correction) for one in tried.outcomes if one.state == "refused"}
        store.append(
            review_file, sha256, [one for one in new if id(one) not in refused], record_file.stat().st_mode & 0o077
        )
        applied = refresh(folder, stem)
        told = tuple(one for one in tried.outcomes if id(one.correction) in refused and one.correction in new)
        return replace(applied, outcomes=(*applied.outcomes, *told))


def _tried(record_file: Path, review: store.Review | None, new: Sequence[Correction], sha256: str) -> Applied:
    """The record of the machine with all corrections, those that are new among them."""
    record, _ = machine_of(record_in(record_file))
    before = review or store.Review(corrections=())
    return reviewed_with(record, before.with_more(sha256, new))


def refresh(folder: Path, stem: Path, rows: Catalogue | None = None) -> Applied:
    """Apply the corrections of a document anew: its results are written, unless a person has edited them.

    Catalogue and index know them from then on, where the folder has a catalogue (``rows``, where it is open).
    Raises what ``save`` raises.
    """
    if rows is not None:
        with reviews.held(folder):
            return _refreshed(folder, stem, rows)
    if not (folder / catalogue.NAME).is_file():
        return corrected(result_files(folder / stem)[1], text=_text_of(folder / stem))
    with Catalogue(folder) as opened, reviews.held(folder):
        return _refreshed(folder, stem, opened)


def _refreshed(folder: Path, stem: Path, rows: Catalogue) -> Applied:
    at, name = folder / stem, os.fsencode(stem)
    text_file, record_file = result_files(at)
    seen = reviews.stamp_at(os.fspath(at))
    text = _text_of(at)
    applied = corrected(record_file, text=text)
    entry, written = rows.find(name), Written(folder, rows)
    own = {written.standing(text_file), written.standing(record_file)} == {"own"}
    if entry and own and text is not None:
        entry = _write(rows, written, at, entry, applied)
    with rows.transaction():
        if entry:
            entry = replace(entry, review=len(applied.record.needs_review))
            index.put(rows, rows.store(entry), applied.record, applied.text or "")
        note(rows, name, seen, applied, written=own)
    return applied


def note(rows: Catalogue, stem: bytes, seen: tuple[int, int] | None, applied: Applied, *, written: bool) -> None:
    """Store what became of the corrections at a stem; ``seen`` is the stamp of their file (None: none)."""
    if seen is None:
        reviews.drop(rows, stem)
    else:
        reviews.store(rows, reviews.row_of(stem, seen, applied, written=written))


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
    return replace(entry, text_size=text_size, record_size=record_size)


def _holds(file: Path, data: bytes) -> bool:
    with suppress(OSError):
        return file.read_bytes() == data
    return False


def _text_of(at: Path) -> str | None:
    """The text of a document, None where it cannot be read."""
    with suppress(OSError, UnicodeDecodeError):
        return result_files(at)[0].read_bytes().decode()
    return None
