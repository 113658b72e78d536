"""Counts which documents of central bodies legal texts name with their date: ``dictionaries/known_documents.tsv``.

usage: python scripts/count_documents.py OUT TEXT.txt[.xz] ...

The same input gives the same bytes. What is kept of numbers that were given several dates says ``clear``.
"""

from __future__ import annotations

import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from cchc_ocr import lexicon
from cchc_ocr.evaluation.cited_documents import NumberedDay, clear
from cchc_ocr.extract.forms.dates import find_dates
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.lexicon.tables import write_table
from cchc_ocr.numbering.numbers import find_numbers

_NEAR = 60  # characters from a number to its date
# "61/2018/NĐ-CP ngày", "Số: 61/2018/NĐ-CP Hà Nội, ngày"
_GAP = re.compile(r"\s*,?\s*(?:[A-ZĐ][^\d;:().]{1,30},\s*)?")


def main(out: Path, texts: Iterable[Path]) -> None:
    known = lexicon.load()
    counted = Counter(found for text in texts for line in _lines(text) for found in documents(line, known))
    write_table(out, [(*document, str(count)) for document, count in clear(counted).items()])


def documents(line: str, known: Lexicon) -> Iterator[NumberedDay]:
    """The numbers of central bodies in a line that a date follows, each with that date."""
    numbers = find_numbers(line, known.signs)
    dates = find_dates(line) if numbers else []
    central = {symbol for agency in known.agencies if agency.level == "central" for symbol in agency.symbols}
    for number in numbers:
        dated = next((one for one in dates if number.end <= one.start <= number.end + _NEAR), None)
        body = re.split(r"[-/]", number.symbol)[-1].rstrip("0123456789")
        if dated and dated.iso and body in central and _GAP.fullmatch(line, number.end, dated.start):
            yield number.number_symbol, dated.iso, ""


def _lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        yield from lines


if __name__ == "__main__":
    main(Path(sys.argv[1]), map(Path, sys.argv[2:]))
