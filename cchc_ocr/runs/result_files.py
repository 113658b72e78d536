"""The files of a document's results: text, record and searchable PDF."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from cchc_ocr.document import Page
from cchc_ocr.records import Record
from cchc_ocr.system.disk import write_whole
from cchc_ocr.system.permissions import EVERYBODY

_TEXT, _RECORD, _PDF = SUFFIXES = (".txt", ".json", ".pdf")  # behind a stem


def text_of(pages: Sequence[Page]) -> str:
    """The text of the pages, each ended by a form feed, as pdftotext and tesseract write it.

    >>> from cchc_ocr.document import Line
    >>> text_of([Page(1, (Line.from_text("Sở Nội vụ"),)), Page(2)])
    'Sở Nội vụ\\n\\x0c\\x0c'
    """
    return "".join(f"{page.text}\n\f" if page.text else "\f" for page in pages)


def write_results(
    stem: Path, record: Record, text: str, pdf: bytes | None = None, readers: int = EVERYBODY
) -> None:
    """Write ``stem.pdf`` if ``pdf`` is given, ``stem.txt``, and ``stem.json`` last.

    So a complete record tells that the other files are complete too. ``readers`` are the permission bits for group
    and others that the files may have at most (see ``permissions``). Raises OSError where a file cannot be
    written.
    """
    stem.parent.mkdir(parents=True, exist_ok=True)
    for file, data in contents(stem, record, text, pdf).items():
        write_whole(file, data, readers)


def contents(stem: Path, record: Record, text: str, pdf: bytes | None = None) -> dict[Path, bytes]:
    """The bytes of each file of a document's results, in the order in which they are written.

    A record is one line, so that several records together (``cat *.json``) are JSON Lines.
    """
    text_file, record_file = result_files(stem)
    made = {} if pdf is None else {searchable_file(stem): pdf}
    return {**made, text_file: text.encode(), record_file: f"{record.to_json()}\n".encode()}


@lru_cache(maxsize=64)  # a run asks several times for those of each of tens of thousands of documents
def result_files(stem: Path) -> tuple[Path, Path]:
    """The paths of a document's text and record."""
    return _with(stem, _TEXT), _with(stem, _RECORD)


@lru_cache(maxsize=64)
def searchable_file(stem: Path) -> Path:
    """The path of a document's searchable PDF."""
    return _with(stem, _PDF)


def _with(stem: Path, suffix: str) -> Path:
    """Append a suffix. ``Path.with_suffix`` would replace the ".2020" of "ket-luan.2020"."""
    return Path(f"{stem}{suffix}")
