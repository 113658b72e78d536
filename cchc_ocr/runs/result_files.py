"""The files that hold the results of a document: its text, its record, its searchable PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cchc_ocr.document import Page
from cchc_ocr.records import Record
from cchc_ocr.system.disk import write_whole
from cchc_ocr.system.permissions import EVERYBODY


def text_of(pages: Sequence[Page]) -> str:
    """The text of the pages; every page ends with a form feed, as pdftotext and tesseract have it.

    >>> from cchc_ocr.document import Line
    >>> text_of([Page(1, (Line.from_text("Sở Nội vụ"),)), Page(2)])
    'Sở Nội vụ\\n\\x0c\\x0c'
    """
    return "".join(f"{page.text}\n\f" if page.text else "\f" for page in pages)


def write_results(
    stem: Path, record: Record, text: str, pdf: bytes | None = None, readers: int = EVERYBODY
) -> None:
    """``stem.pdf`` if there is one, ``stem.txt``, then ``stem.json``: where the record is whole, everything is.

    ``readers`` are the bits of mode that they may have for group and others. OSError where they cannot be written.
    """
    stem.parent.mkdir(parents=True, exist_ok=True)
    for file, data in contents(stem, record, text, pdf).items():
        write_whole(file, data, readers)


def contents(stem: Path, record: Record, text: str, pdf: bytes | None = None) -> dict[Path, bytes]:
    """What the files of a document hold, in the order in which they are written.

    A record is one line, so that records put one after the other (``cat *.json``) are JSON Lines.
    """
    text_file, record_file = result_files(stem)
    made = {} if pdf is None else {searchable_file(stem): pdf}
    return {**made, text_file: text.encode(), record_file: f"{record.to_json()}\n".encode()}


def result_files(stem: Path) -> tuple[Path, Path]:
    """Where the text and the record of a document lie."""
    return _with(stem, ".txt"), _with(stem, ".json")


def searchable_file(stem: Path) -> Path:
    """Where the two-layer PDF of a document lies, if one was asked for."""
    return _with(stem, ".pdf")


def _with(stem: Path, suffix: str) -> Path:
    """Append, where ``with_suffix`` would take ".2020" in "ket-luan.2020" for a suffix."""
    return stem.with_name(stem.name + suffix)
