"""What the head and foot of a scan say otherwise in the record than they were read, as changes to their lines.

A symbol one letter off what type and issuer call for, a name half under a seal, a subject with a mark that the
body never has: only extraction knows enough to mend them. It gives its reasons as changes, so that text and
searchable PDF say what the record says. The record itself is made from the pages before them, for how sure a
value is depends on what was read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from cchc_ocr.changes import Change
from cchc_ocr.document import Page, Word
from cchc_ocr.records import Document, Evidence
from cchc_ocr.vietnamese import CAPITALS, bare

LinePosition = tuple[int, int]  # number of the page, from 1; index of the line on it

_SYMBOL = re.compile(r"(?:[/⁄]|\d[–-])(?P<symbol>[^\W\d_][^\s/]*(?:/[^\W\d_][^\s/]*)?)$")
_JOINED = re.compile(rf"^[^\W\d_]*[^\W\d_{CAPITALS}]\.(?=[{CAPITALS}])")
_AROUND = " .;:,/*_"  # marks that a value does not take along
_LIKE = 50.0  # likeness (per cent) of the letters of a syllable to the one that it was taken for
_SUREST = 0.9999


@dataclass(frozen=True, slots=True)
class _Read:
    """A word of a value where it was read: its page, line and offset on that line."""

    page: int
    line: int
    start: int
    word: Word

    def change(self, start: int, seen: str, became: str, step: str, odds: float) -> tuple[LinePosition, Change]:
        """The change of ``seen``, which begins at ``start`` of the word."""
        begin = self.start + start
        return (self.page, self.line), Change(begin, begin + len(seen), seen, became, (step,), odds)


def head_changes(
    document: Document, evidence: Sequence[Evidence], pages: Sequence[Page]
) -> Mapping[LinePosition, tuple[Change, ...]]:
    """The changes to lines by which fields of head and foot read as in ``document``; ``evidence`` is its own.

    A value whose words cannot be told apart (a name of which a syllable lies under the seal) changes nothing.
    """
    recipients = ((f"recipients/{number}", name) for number, name in enumerate(document.recipients))
    named = ((name, getattr(document, name)) for name in ("parent", "issuer", "place", "subject", "signer"))
    in_words = ((field, value, _of_words) for field, value in (*named, *recipients))
    found: dict[LinePosition, tuple[Change, ...]] = {}
    for field, value, way in (("symbol", document.symbol, _of_symbol), *in_words):
        source = next((one for one in evidence if one.field == f"/document/{field}"), None)
        if value and source and source.box:
            step = field.partition("/")[0]
            for place, change in way(value, _words_of(source, pages), step, _log_odds(source.confidence)):
                found[place] = (*found.get(place, ()), change)
    return found


def _words_of(source: Evidence, pages: Sequence[Page]) -> list[_Read]:
    """The words that a value was read from; none where the box holds others as well."""
    page = next((page for page in pages if page.number == source.page), None)
    found = [read for read in _reads(page) if _is_within(read.word, source)] if page else []
    return found if " ".join(read.word.as_seen for read in found) == source.text else []


def _reads(page: Page) -> Iterator[_Read]:
    for number, line in enumerate(page.lines):
        start = 0
        for word in line.words:
            yield _Read(page.number, number, start, word)
            start += len(word.text) + 1


def _is_within(word: Word, source: Evidence) -> bool:
    box, around = word.box, source.box
    if box is None or around is None:
        return False
    x0, y0, x1, y1 = around
    return x0 <= box.x0 and y0 <= box.y0 and box.x1 <= x1 and box.y1 <= y1


def _of_symbol(
    value: str, reads: Sequence[_Read], step: str, odds: float
) -> Iterator[tuple[LinePosition, Change]]:
    """The change to the letters behind the number; none where only spaces or dashes differ, or words part them."""
    whole = "".join(read.word.text for read in reads).rstrip(_AROUND)
    if re.sub("[–—]", "-", whole).endswith(value):
        return
    for read in reads[-1:]:
        printed = _SYMBOL.search(read.word.text.rstrip(_AROUND))
        if printed and _is_like(printed["symbol"], value):
            yield read.change(printed.start("symbol"), printed["symbol"], value, step, odds)


def _of_words(value: str, reads: Sequence[_Read], step: str, odds: float) -> Iterator[tuple[LinePosition, Change]]:
    """Changes word by word, where the value is a run of words that differ in a few letters from those read."""
    wanted = value.split()
    for first in range(len(reads) - len(wanted), -1, -1):
        pairs = list(zip(reads[first : first + len(wanted)], wanted, strict=True))
        if first and (whole := _torn(reads[first - 1], *pairs[0])):
            pairs[0] = whole, wanted[0]
        if all(_is_like(_core(read.word.text), _core(meant)) for read, meant in pairs):
            yield from _apart(pairs, step, odds)
            return


def _torn(before: _Read, read: _Read, meant: str) -> _Read | None:
    """Two words of a line that are the pieces of one ("Ngu yễn"), as one; None where they are not."""
    whole = bare(before.word.text + read.word.text).lower() == bare(meant).lower()
    if not whole or (before.page, before.line) != (read.page, read.line):
        return None
    return replace(before, word=replace(before.word, text=f"{before.word.text} {read.word.text}"))


def _apart(pairs: Iterable[tuple[_Read, str]], step: str, odds: float) -> Iterator[tuple[LinePosition, Change]]:
    for read, meant in pairs:
        seen, became = _core(read.word.text), _core(meant)
        if seen.lower() != became.lower():
            became = became.upper() if seen.isupper() else became
            yield read.change(read.word.text.index(seen), seen, became, step, odds)


def _core(text: str) -> str:
    """The word without marks around it, and without a rank that is joined to it by a stop ("tướng.Lê")."""
    return _JOINED.sub("", text.strip(_AROUND)) or text


def _is_like(seen: str, meant: str) -> bool:
    return fuzz.ratio(bare(seen).lower(), bare(meant).lower()) >= _LIKE


def _log_odds(probability: float) -> float:
    """The natural logarithm of the odds that a value is right.

    >>> _log_odds(0.5), round(_log_odds(1.0), 1)
    (0.0, 9.2)
    """
    sure = min(max(probability, 1 - _SUREST), _SUREST)
    return math.log(sure / (1 - sure))
