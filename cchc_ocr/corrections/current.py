"""The present record of a file: what the machine made of the document, with the corrections that lie beside it."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from cchc_ocr.check_texts import failed
from cchc_ocr.corrections.applying import apply
from cchc_ocr.corrections.model import Review
from cchc_ocr.corrections.outcomes import Applied
from cchc_ocr.corrections.readings import machine_of, reading_of
from cchc_ocr.corrections.store import BadReviewError, parsed, review_file
from cchc_ocr.corrections.undoing import standing
from cchc_ocr.records import Record, Reviewed


def corrected(path: Path, *, text: str | None = None) -> Applied:
    """The record in a file with its corrections applied, whatever had been applied when it was written.

    ``text`` is that of the document, which is corrected with it. Raises OSError and ValueError where the record
    cannot be read. A file of corrections that cannot be read is told (``fault``, and a check), and then
    nothing is applied.
    """
    return with_corrections(record_in(path), path, text=text)


def current(path: Path) -> Record:
    """The record in a file with its corrections applied; it is not made again where the file has it already.

    Raises what ``corrected`` raises.
    """
    return with_present_corrections(record_in(path), path)


def with_present_corrections(record: Record, path: Path) -> Record:
    """The record of a file with the corrections that lie beside it; not made again where it has them already."""
    corrections = review_file(path)
    if not corrections.is_file():
        return record
    with suppress(OSError):
        if record.reviewed and record.reviewed.sha256 == _sha256(corrections.read_bytes()):
            return record
    return with_corrections(record, path).record


def machine(path: Path) -> Record:
    """The record as the machine made it. Raises what ``corrected`` raises."""
    return machine_of(record_in(path))[0]


def record_in(path: Path) -> Record:
    """The record as the file has it. Raises what ``corrected`` raises."""
    return Record.model_validate_json(path.read_bytes())


def with_corrections(record: Record, path: Path, *, text: str | None = None) -> Applied:
    """A record, and its text, with the corrections that lie beside the file ``path``, where it is or will be.

    A record whose file of corrections is gone stays as it is: it has them, and nothing else does.
    """
    try:
        data = review_file(path).read_bytes()
    except FileNotFoundError:
        return Applied(record, text=text)
    except OSError as error:
        return _unread(*machine_of(record, text), f"{review_file(path).name}: {error.strerror}")
    record, text = machine_of(record, text)
    try:
        review = parsed(data, review_file(path))
    except BadReviewError as error:
        return _unread(record, text, error.what)
    return reviewed_with(record, review, text, made_with=_sha256(data))


def reviewed_with(
    record: Record, review: Review, text: str | None = None, *, made_with: str | None = None
) -> Applied:
    """A record of the machine with those of the corrections applied that were made on its scan."""
    sha256 = record.source.sha256
    return apply(record, standing(review.of(sha256)), text, others=review.of_others(sha256), made_with=made_with)


def _unread(record: Record, text: str | None, why: str) -> Applied:
    checks = (*record.checks, failed(code="corrections-unreadable", why=why))
    told = record.model_copy(update={"checks": checks})
    reviewed = Reviewed(reading=reading_of(record, text, told, text))
    return Applied(told.model_copy(update={"reviewed": reviewed}), text=text, fault=why)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
