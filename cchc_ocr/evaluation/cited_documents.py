"""Documents that an archive knows: those that it has read itself, and those that its records cite alike.

They are rows of ``known_documents.tsv``, against which citations are compared. A value that is listed for review
counts for nothing here, and of a number that one body seems to have given twice in a year no day is known.
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TypeAlias

from cchc_ocr.corrections.current import current
from cchc_ocr.extract.cited.known_documents import (
    NumberSeries,
    is_known,
    is_out_of_order,
    number_key,
    series_of,
)
from cchc_ocr.extract.results.register import Register
from cchc_ocr.lexicon import KnownDocument, Lexicon
from cchc_ocr.records import Record, Reference
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.result_files import result_files
from cchc_ocr.runs.status import see_that_there_are_results
from cchc_ocr.statements import document_key

FEWEST = 2  # documents that must cite a document alike; one that was read itself counts as much
_CLEAR = 4  # times as many documents as give the number another date
_FIELDS = ("number", "symbol", "number_symbol", "date", "issuer")  # none of which may be in doubt
_YEAR = re.compile(r"/(\d{4})/")

NumberedDay: TypeAlias = tuple[str, str, str]  # number and symbol, date, issuer


def documents_of(folder: Path, known: Lexicon) -> tuple[KnownDocument, ...]:
    """The documents that the results in a folder tell of, and ``known`` does not have, by number.

    Raises UnreadableError where it holds no results.
    """
    see_that_there_are_results(folder)
    return counted_documents(_records_in(folder), known)


def counted_documents(records: Iterable[Record], known: Lexicon) -> tuple[KnownDocument, ...]:
    """The documents that records tell of often enough; copies of a document count once."""
    counted, printed = Counter[NumberedDay](), dict[NumberedDay, str]()
    seen: set[str] = set()
    for record in records:
        if (name := document_key(record)) not in seen:
            seen.add(name)
            for document, (number, weight) in _told(record, known).items():
                counted[document] += weight
                printed.setdefault(document, number)
    often = {document: count for document, count in counted.items() if count >= FEWEST}
    return tuple(
        KnownDocument(printed[document], *document[1:], count) for document, count in sorted(clear(often).items())
    )


def clear(counted: Mapping[NumberedDay, int]) -> dict[NumberedDay, int]:
    """The documents that were named with one date only, slips apart; how often."""
    by_number: dict[NumberedDay, list[tuple[int, str]]] = defaultdict(list)
    for (number, day, issuer), count in counted.items():
        by_number[number, day[:4], issuer].append((count, day))
    kept = {}
    for (number, year, issuer), found in by_number.items():
        (count, day), *others = sorted(found, reverse=True)
        named = _YEAR.search(number)
        fits = not named or named[1] == year
        if fits and count >= _CLEAR * max((c for c, _ in others), default=0):
            kept[number, day, issuer] = count
    return _in_order(kept)


def _in_order(counted: Mapping[NumberedDay, int]) -> dict[NumberedDay, int]:
    """Without what has a day far from those of the numbers beside it: slips, which texts take from each other."""
    series: dict[tuple[NumberSeries, str], list[tuple[int, date]]] = defaultdict(list)
    for number, day, issuer in counted:
        if found := series_of(number, day):
            series[found[0], issuer].append((found[1], date.fromisoformat(day)))

    def is_slip(number: str, day: str, issuer: str) -> bool:
        found = series_of(number, day)
        own = (found[1], date.fromisoformat(day)) if found else None
        return not found or not own or is_out_of_order(sorted({*series[found[0], issuer]} - {own}), *own)

    return {document: count for document, count in counted.items() if not is_slip(*document)}


def _records_in(folder: Path) -> Iterator[Record]:
    with Catalogue(folder, read_only=True) as rows:
        stems = [os.fsdecode(entry.stem) for entry in rows.entries("done", "partly")]
    for stem in stems:
        with suppress(OSError, ValueError):
            yield current(result_files(folder / stem)[1])


def _told(record: Record, known: Lexicon) -> Mapping[NumberedDay, tuple[str, int]]:
    """The documents of which a record tells number, date and issuer for sure: itself, and those that it cites.

    Of each, the number as it is printed, and for how many documents it counts.
    """
    head, register = record.document, Register(known, record.document)
    own = Reference(number_symbol=head.number_symbol or "", date=head.date, issuer=head.issuer)
    told = [("/document", own, FEWEST), *((f"/references/{i}", r, 1) for i, r in enumerate(record.references))]
    found: dict[NumberedDay, tuple[str, int]] = {}
    for at, one, weight in told:
        number, body = one.number_symbol, register.issuing(one.issuer)
        doubted = any(f"{at}/{name}" in record.needs_review for name in _FIELDS)
        if number and one.date and body and not doubted and not is_known(one, known, body):
            found.setdefault((number_key(number), one.date, body), (number, weight))
    return found
