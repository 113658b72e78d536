"""Rows of a catalogue, without a run that makes them."""

from __future__ import annotations

from pathlib import Path

from cchc_ocr.records import Document, Record, Reference, Score, Source
from cchc_ocr.runs import index
from cchc_ocr.runs.catalogue import Catalogue, Entry
from cchc_ocr.runs.result_tables import WITHOUT_VIEWS

ENTRY = Entry(
    stem=b"2020/a",
    path=b"/scans/2020/a.pdf",
    size=1,
    modified_ns=2,
    sha256="ab",
    made_by="cd",
    pages=3,
    review=4,
    seconds=5.5,
    text_size=6,
    record_size=7,
)


# Until version 12, the rows were called documents, as a view is now.
AS_DOCUMENTS = f"""
{WITHOUT_VIEWS} DROP INDEX documents_unindexed; ALTER TABLE entries DROP COLUMN indexed;
ALTER TABLE entries RENAME TO documents;
"""
# Until version 9, the catalogue knew nothing of several documents in one file.
WITHOUT_STACKS = f"""
{AS_DOCUMENTS}
DROP INDEX documents_part;
ALTER TABLE documents DROP COLUMN part_of; ALTER TABLE documents DROP COLUMN part;
ALTER TABLE documents DROP COLUMN parts;
"""


def put(folder: Path, stem: str, text: str, head: Document | None = None, cites: str = "7/QĐ-UBND") -> None:
    name = f"{Path(stem).name}.pdf"
    source = Source(file=name, sha256="0" * 64, pages=text.count("\f"), origin="text")
    record = Record(
        source=source,
        document=head or Document(),
        references=(Reference(number_symbol=cites),),
        scores=(Score(criterion="Cải cách thể chế", score=8.5),),
    )
    with Catalogue(folder) as rows, rows.transaction():
        index.put(rows, rows.store(ENTRY._replace(stem=stem.encode())), record, text)
