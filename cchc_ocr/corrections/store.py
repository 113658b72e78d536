"""The file of corrections beside a record: read, and appended to so that no writer loses what another wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from cchc_ocr.corrections.model import SUFFIX, Correction, Review
from cchc_ocr.errors import UnreadableError
from cchc_ocr.system import locks
from cchc_ocr.system.disk import shown, why_unread, write_whole
from cchc_ocr.system.permissions import EVERYBODY

LOCK = ".cchc-ocr.review.lock"  # one in each folder where somebody has corrected; it stays empty
_RECORD = ".json"
_NEXT = "mend it, or move it away: it is never overwritten"


class BadReviewError(UnreadableError):
    """A file of corrections that cannot be read; the record beside it is used as it is."""


def review_file(record: Path) -> Path:
    """Where the corrections of a record lie: ``a.review.json`` beside ``a.json``.

    >>> review_file(Path("out/a.1.json")).name
    'a.1.review.json'
    """
    return record.with_name(record.name.removesuffix(_RECORD) + SUFFIX)


def is_review(path: Path) -> bool:
    """Whether a file holds corrections. The record of a document called ``a.review`` has its text beside it."""
    return path.name.endswith(SUFFIX) and not path.with_suffix(".txt").exists()


def load(path: Path) -> Review | None:
    """The corrections in a file; None where there is no file. Raises BadReviewError."""
    try:
        return parsed(path.read_bytes(), path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BadReviewError(f"{shown(path)}: {why_unread(error)}", hint="see whether you may read it") from error


def parsed(data: bytes, path: Path) -> Review:
    """The corrections in the bytes of the file ``path``. Raises BadReviewError, which names it."""
    try:
        return Review.model_validate(json.loads(data.decode("utf-8-sig")))
    except ValidationError as error:
        fault = error.errors()[0]
        where = "".join(f"/{part}" for part in fault["loc"])
        why = f"this is no list of corrections: {where + ': ' if where else ''}{fault['msg']}"
    except (ValueError, RecursionError) as error:
        why = f"this is not JSON: {error}"
    raise BadReviewError(f"{shown(path)}: {why}", hint=_NEXT)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of the files of corrections in a folder, and of the results that are made with them.

    Waits while another process holds it; the same thread may take it again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with locks.waiting(folder / LOCK):
        yield


def append(path: Path, sha256: str, corrections: Sequence[Correction], readers: int | None = None) -> Review:
    """Append corrections of the scan ``sha256`` to a file, and return the whole of it.

    The file is read again under the lock and written whole. ``readers`` are the permission bits for group and
    others of a new file at most; one that exists keeps its own. Raises BadReviewError where the file that is there
    cannot be read, OSError where it cannot be written.
    """
    with locked(path.parent):
        before = load(path) or Review(sha256=sha256, corrections=())
        after = before.with_more(sha256, corrections)
        if corrections:
            allowed = path.stat().st_mode & 0o077 if path.exists() else EVERYBODY if readers is None else readers
            text = json.dumps(after.to_dict(), ensure_ascii=False, indent=1)
            write_whole(path, f"{text}\n".encode(), allowed)
        return after
