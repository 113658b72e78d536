"""Counts which documents of central bodies legal texts name with their date: ``dictionaries/known_documents.tsv``.

usage: python scripts/count_documents.py OUT TEXT.txt[.xz] ...

The same input gives the same bytes. A number is kept with the date that most texts give it, if no other date of
that year comes near: a body gives a number once a year. What is out of order is left out.
"""

from __future__ import annotations

import lzma
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from cchc_ocr import lexicon
from cchc_ocr.extract.cited.known_documents import NumberSeries, is_out_of_order, series_of
from cchc_ocr.extract.forms.dates import find_dates
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.lexicon.tables import write_table
from cchc_ocr.numbering.numbers import find_numbers

_CLEAR = 4  # times as many mentions as of the next date
_NEAR = 60  # characters from a number to its date
# "61/2018/NĐ-CP ngày", "Số: 61/2018/NĐ-CP Hà Nội, ngày"
_GAP = re.compile(r"\s*,?\s*(?:[A-ZĐ][^\d;:().]{1,30},\s*)?")
_YEAR = re.compile(r"/(\d{4})/")

Document = tuple[str, str]


def main(out: Path, texts: Iterable[Path]) -> None:
    known = lexicon.load()
    counted = Counter(found for text in texts for line in _lines(text) for found in documents(line, known))
    write_table(out, [(number, date, "", str(count)) for (number, date), count in clear(counted).items()])


def documents(line: str, known: Lexicon) -> Iterator[Document]:
    """The numbers of central bodies in a line that a date follows, each with that date."""
    numbers = find_numbers(line, known.signs)
    dates = find_dates(line) if numbers else []
    central = {symbol for agency in known.agencies if agency.level == "central" for symbol in agency.symbols}
    for number in numbers:
        dated = next((one for one in dates if number.end <= one.start <= number.end + _NEAR), None)
        body = re.split(r"[-/]", number.symbol)[-1].rstrip("0123456789")
        if dated and dated.iso and body in central and _GAP.fullmatch(line, number.end, dated.start):
            yield number.number_symbol, dated.iso


def clear(counted: Mapping[Document, int]) -> dict[Document, int]:
    """The documents that were named with one date only, slips apart; how often."""
    by_number: dict[Document, list[tuple[int, str]]] = defaultdict(list)
    for (number, day), count in counted.items():
        by_number[number, day[:4]].append((count, day))
    kept = {}
    for (number, year), found in by_number.items():
        (count, day), *others = sorted(found, reverse=True)
        named = _YEAR.search(number)
        fits = not named or named[1] == year
        if fits and count >= _CLEAR * max((c for c, _ in others), default=0):
            kept[number, day] = count
    return _in_order(kept)


def _in_order(counted: Mapping[Document, int]) -> dict[Document, int]:
    """Without what has a day far from those of the numbers beside it: slips, which texts take from each other."""
    series: dict[NumberSeries, list[tuple[int, date]]] = defaultdict(list)
    for number, day in counted:
        if found := series_of(number, day):
            series[found[0]].append((found[1], date.fromisoformat(day)))

    def is_slip(number: str, day: str) -> bool:
        found = series_of(number, day)
        own = (found[1], date.fromisoformat(day)) if found else None
        return not found or not own or is_out_of_order(sorted({*series[found[0]]} - {own}), *own)

    return {(number, day): n for (number, day), n in counted.items() if not is_slip(number, day)}


def _lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        yield from lines


if __name__ == "__main__":
    main(Path(sys.argv[1]), map(Path, sys.argv[2:]))
