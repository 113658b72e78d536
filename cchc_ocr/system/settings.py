"""Settings in the environment: each is read here and nowhere else, whenever it is asked for."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cchc_ocr.errors import UsageError

TESSERACT = "CCHC_OCR_TESSERACT"
_LAST_SECOND = 253_402_300_799  # of the year 9999
_THREADS = "OMP_THREAD_LIMIT"


def is_debugging() -> bool:
    """``CCHC_OCR_DEBUG``: whether faults of the program end with a traceback, and libraries may print."""
    return bool(os.environ.get("CCHC_OCR_DEBUG"))


def reads_by_program() -> bool:
    """``CCHC_OCR_TESSERACT=program``: whether the library of the installed tesseract is left alone."""
    return os.environ.get(TESSERACT) == "program"


def tesseract_data() -> str | None:
    """``TESSDATA_PREFIX``: the folder of tesseract's language data; None where tesseract is to find its own."""
    return os.environ.get("TESSDATA_PREFIX") or None


def temporary_folder() -> str | None:
    """``TMPDIR``: the folder that the user chose for temporary files; None where none is chosen."""
    return os.environ.get("TMPDIR") or None


def set_temporary_folder(folder: str) -> None:
    """Have this process, and those that it starts, put their temporary files there."""
    os.environ["TMPDIR"] = tempfile.tempdir = folder


def source_date_epoch() -> int | None:
    """``SOURCE_DATE_EPOCH``: the seconds since 1970 that stand for now, so that the same bytes are made again.

    None where it is not set. Raises UsageError where it is no number of seconds.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not given:
        return None
    if not given.isdecimal() or int(given) > _LAST_SECOND:
        hint = "set it to the seconds since 1970, or unset it"
        raise UsageError(f"SOURCE_DATE_EPOCH is no number of seconds: {given}", hint=hint)
    return int(given)


def limit_threads() -> None:
    """``OMP_THREAD_LIMIT``: one thread for each engine, unless the user chose otherwise.

    Pages are read side by side, and an engine's own threads slow those of the others down.
    """
    os.environ.setdefault(_THREADS, "1")


def with_one_thread() -> dict[str, str]:
    """The environment of a process whose library keeps to one thread, whatever the user chose for others."""
    return {**os.environ, _THREADS: "1"}


@contextmanager
def one_thread() -> Iterator[None]:
    """Processes that are started in this context keep to one thread."""
    before = os.environ.get(_THREADS)
    os.environ[_THREADS] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_THREADS]
        else:
            os.environ[_THREADS] = before


def paperless_url() -> str | None:
    """``CCHC_OCR_PAPERLESS_URL``: the address of Paperless-ngx."""
    return os.environ.get("CCHC_OCR_PAPERLESS_URL") or None


def paperless_token() -> str | None:
    """``CCHC_OCR_PAPERLESS_TOKEN``, or what is in the file ``CCHC_OCR_PAPERLESS_TOKEN_FILE``.

    Raises OSError where that cannot be read.
    """
    token, file = (os.environ.get(f"CCHC_OCR_PAPERLESS_TOKEN{end}") for end in ("", "_FILE"))
    return token or (Path(file).read_text("utf-8").strip() if file else None)


def paperless_config() -> Path | None:
    """``CCHC_OCR_PAPERLESS_CONFIG``: the file of settings for Paperless-ngx."""
    file = os.environ.get("CCHC_OCR_PAPERLESS_CONFIG")
    return Path(file) if file else None


def consumed_document() -> tuple[str | None, Path | None]:
    """``DOCUMENT_ID`` and ``DOCUMENT_SOURCE_PATH``: the document that Paperless-ngx starts its script for."""
    path = os.environ.get("DOCUMENT_SOURCE_PATH")
    return os.environ.get("DOCUMENT_ID") or None, Path(path) if path else None
