"""Puts records and page texts into the catalogue: as tables, and as an index for full-text search.

Every page is indexed as it is written, and without diacritics. ``search`` looks up a word typed with diacritics in
the first column and one typed without in the second. SQLite's own folding of diacritics does not serve: it does
not know that đ is a d, and it would find "số" for "sở".

The third column has each two words that follow one another, as one. Words in a row are looked up there: common
words stand on most pages, where FTS5 would compare all their places, but pairs of them stand on few.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from cchc_ocr.corrections.current import corrected
from cchc_ocr.records import Record
from cchc_ocr.runs import result_tables
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.citing import number_in
from cchc_ocr.runs.result_files import result_files
from cchc_ocr.statements import document_key
from cchc_ocr.vietnamese import bare, nfc, place_tones
from cchc_ocr.worth import kinds, leading, weight

WORD = re.compile(r"[^\W_]+")  # what the index takes for a word
_JOINT = "\ue000"  # between two words that are indexed as one: to FTS5 it is a letter, and no ``WORD`` holds it
INTO_INDEX = "INSERT INTO page_words (rowid, accented, bare, pairs) VALUES (?, ?, ?, ?)"
_OUT_OF_INDEX = "INSERT INTO page_words (page_words, rowid, accented, bare, pairs) VALUES ('delete', ?, ?, ?, ?)"
DOCUMENTS = 1 << 32  # more than a catalogue will hold
_MARKED = "UPDATE entries SET indexed = ? WHERE id = ?"
_STANDOUTS = """
SELECT stem, weight, leading, secrecy, secrecy_doubtful
FROM entries JOIN records ON records.document = entries.id
"""


def put(rows: Catalogue, document: int, record: Record, text: str) -> None:
    """Index a document, replacing what was indexed of it before. ``document`` is its number in the catalogue."""
    take_out(rows, document)
    rows.db.execute(f"INSERT INTO records VALUES ({', '.join('?' * 22)})", (document, *_record(record)))
    cited = ((r.type, r.number_symbol, r.date, r.issuer, number_in(r.number_symbol)) for r in record.references)
    rows.db.executemany("INSERT INTO citations VALUES (?, ?, ?, ?, ?, ?)", [(document, *one) for one in cited])
    for table, found in result_tables.rows_of(record).items():
        if found:
            marks = ", ".join("?" * (1 + len(found[0])))
            rows.db.executemany(f"INSERT INTO {table} VALUES ({marks})", [(document, *row) for row in found])
    texts = pages_of(text)
    numbers = [page.number for page in record.pages]  # not all pages of the file need have been asked for
    numbered = zip(numbers if len(numbers) == len(texts) else range(1, len(texts) + 1), texts, strict=True)
    pages = [(page_id(document, number), number, page) for number, page in numbered]
    rows.db.executemany(
        "INSERT INTO pages VALUES (?, ?, ?, ?)", [(page, document, number, text) for page, number, text in pages]
    )
    rows.db.executemany(INTO_INDEX, [(page, *indexed(text)) for page, _, text in pages])
    rows.db.execute(_MARKED, (True, document))


def take_out(rows: Catalogue, document: int) -> None:
    """Remove a document from the index. FTS5 stores no texts here, so it must be given the words to remove."""
    held = rows.db.execute("SELECT id, text FROM pages WHERE document = ?", (document,)).fetchall()
    rows.db.executemany(_OUT_OF_INDEX, [(number, *indexed(text)) for number, text in held])
    for table in ("pages", "records", "citations", *result_tables.TABLES):
        rows.db.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
    rows.db.execute(_MARKED, (False, document))


def catch_up(rows: Catalogue, folder: Path) -> None:
    """Index the finished documents that are not indexed yet; incomplete results are left to the next run."""
    for entry in rows.unindexed():
        text_file, record_file = result_files(folder / Path(os.fsdecode(entry.stem)))
        with suppress(OSError, ValueError), rows.transaction():
            applied = corrected(record_file, text=text_file.read_text("utf-8"))
            put(rows, rows.store(entry), applied.record, applied.text or "")


class Standout(NamedTuple):
    """What sets a document apart in lists: how much it is worth a look (see ``worth``), and its mark of secrecy.

    ``leading`` are the pointers most worth a look. ``secrecy_doubtful`` means that the mark may be another one,
    or, where ``secrecy`` is None, that something like a mark could not be read.
    """

    weight: int = 0
    leading: tuple[str, ...] = ()
    secrecy: str | None = None
    secrecy_doubtful: bool = False


def standouts(rows: Catalogue) -> dict[bytes, Standout]:
    """What sets the finished documents apart, by their stems; those that are not indexed are left out."""
    with closing(rows.db.execute(_STANDOUTS)) as found:
        return {
            stem: Standout(heavy or 0, tuple((first or "").split()), secrecy, bool(doubtful))
            for stem, heavy, first, secrecy, doubtful in found
        }


def page_id(document: int, number: int) -> int:
    """The number of a page in the index: all first pages come before all second pages.

    Where a word is on more pages than ``search`` ranks, the first pages are ranked: they say what a document is
    about.

    >>> page_id(7, 2) > page_id(8, 1), page_id(7, 2) % DOCUMENTS
    (True, 7)
    """
    return number * DOCUMENTS + document


def pages_of(text: str) -> Sequence[str]:
    """The pages of a text file that a run has written."""
    return text.removesuffix("\f").split("\f")


def words(text: str) -> tuple[str, str]:
    """The forms of a text whose words are indexed: with diacritics, tone marks placed the new way, and without.

    >>> words("HOÀ giải, đất đai")
    ('hòa giải, đất đai', 'hoa giai, dat dai')
    """
    accented = place_tones(nfc(text).lower(), "new")
    return accented, bare(accented)


def pairs(text: str) -> str:
    """Each two words of a text that follow one another, as one; the text has no diacritics any more.

    >>> pairs("cai cach, 2021").replace(_JOINT, "+")
    'cai+cach cach+2021'
    """
    return " ".join(map(_JOINT.join, pairwise(WORD.findall(text))))


def indexed(text: str) -> tuple[str, str, str]:
    """The text of a page as its three columns hold it: see ``words`` and ``pairs``."""
    accented, plain = words(text)
    return accented, plain, pairs(plain)


def in_a_row(text: str) -> str:
    """The words of a name without diacritics, each between two spaces.

    >>> in_a_row("Sở KH&CN")
    ' so kh cn '
    """
    return f" {' '.join(WORD.findall(words(text)[1]))} "


def _record(record: Record) -> Iterator[str | int | None]:
    head = record.document
    yield from (record.source.file, record.source.origin, head.type, head.number_symbol, head.issuer, head.parent)
    yield from (head.place, head.date, head.date_partial, head.subject, head.signer, head.signer_title)
    yield in_a_row(head.type or "")
    yield in_a_row(f"{head.issuer or ''} {head.parent or ''}")
    yield weight(record)
    yield " ".join(leading(record))
    yield head.secrecy
    yield "/document/secrecy" in record.needs_review
    yield " ".join(kinds(record.needs_review))
    yield document_key(record)
    yield head.date or head.date_partial
