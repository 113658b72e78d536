"""What the reading of a document gives, as it travels from a worker to the process that writes it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from cchc_ocr.errors import ReadInPartError
from cchc_ocr.records import Record


@dataclass(frozen=True, slots=True)
class Made:
    """The results of a document: its record, its text and, where one is wanted, its searchable PDF.

    The record is held as its JSON, deflated: one file may hold hundreds of documents, whose records take ten times
    as much as objects. ``lacks`` says which pages could not be read, or not as a whole; None where there are none.
    """

    packed: bytes
    text: str
    pdf: bytes | None = None
    lacks: ReadInPartError | None = None

    @staticmethod
    def of(record: Record, text: str, pdf: bytes | None = None, lacks: ReadInPartError | None = None) -> Made:
        return Made(zlib.compress(record.to_json().encode(), 1), text, pdf, lacks)

    @property
    def record(self) -> Record:
        return Record.model_validate_json(zlib.decompress(self.packed))
