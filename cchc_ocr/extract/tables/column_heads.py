"""What the heading of a column says that it holds, by the words of ``column_heads.tsv``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cchc_ocr.lexicon import ColumnHead
from cchc_ocr.lexicon.tables import COLUMN_KINDS
from cchc_ocr.patterns import any_of, unaccented
from cchc_ocr.vietnamese import bare

_LONG = 2  # spaces in words of which no others differ in accents alone
_PLACES = {"whole": "^{}$", "opening": r"^{}\b", "anywhere": r"\b{}\b"}
_SIGNS = {
    "percent": "%",
    "other": r"^(?:±|\+\s*/\s*[-–])",
    "score": r"^(?:năm \d{4} )?giá trị(?:\s(?:năm\s)?\d{4})?$",
}
# "So sánh (%)": one time in parts of another; "% so với kế hoạch" is a share.
_COMPARED = unaccented(r"^\W*(?:so sánh|so với (?:cùng kỳ|kỳ trước|năm trước|tháng trước|quý trước))\b")
_BUT = {
    "deduction": unaccented(r"\b(?:lý do|vì)\b"),  # "Lý do bị trừ điểm" heads no points
    "name": unaccented(r"^trường hợp\b"),
    "rank": unaccented(r"\b(?:vị trí việc làm|hạng mục)\b"),
    "percent": _COMPARED,
    "other": unaccented(r"^chi phí (?:thời gian|không chính thức|gia nhập)\b"),  # parts of PCI and DDCI, no fees
}


def compares_times(heading: str) -> bool:
    """Whether a heading heads no figures of their own but what those beside it are to one another.

    >>> compares_times("So sánh (%)"), compares_times("% so với kế hoạch")
    (True, False)
    """
    return _COMPARED.match(bare(heading).lower()) is not None


class ColumnHeads:
    """Words in headings. ``entries`` are those of the dictionary."""

    def __init__(self, entries: tuple[ColumnHead, ...]) -> None:
        parts = ((kind, [*_parts(kind, entries)]) for kind in COLUMN_KINDS)
        self._patterns = tuple((kind, unaccented("|".join(of_kind))) for kind, of_kind in parts if of_kind)
        self._short: dict[str, set[str]] = {}  # words of one or two syllables by their bare forms
        for word in (entry.words for entry in entries if entry.words.count(" ") < _LONG):
            self._short.setdefault(bare(word), set()).add(word)

    def kind_of(self, heading: str) -> str:
        """What a heading alone says its column holds; "other" where it says nothing.

        >>> from cchc_ocr.lexicon import load
        >>> heads = ColumnHeads(load().column_heads)
        >>> heads.kind_of("Điểm tối đa"), heads.kind_of("Tiếp nhận"), heads.kind_of("A")
        ('maximum', 'count', 'other')
        """
        heading = heading.strip().lower()
        found = next((kind for kind, pattern in self._patterns if self._fits(kind, pattern, heading)), "other")
        return "total" if found == "index" else found

    def sets_aside(self, heading: str) -> bool:
        """Whether a heading heads no results and no counts: a difference, a reason, a weight."""
        heading = heading.strip().lower()
        return any(kind == "other" and self._fits(kind, pattern, heading) for kind, pattern in self._patterns)

    def _fits(self, kind: str, pattern: re.Pattern[str], heading: str) -> bool:
        other = _BUT.get(kind)
        return self._says(pattern, heading) and not (other and other.search(bare(heading)))

    def _says(self, pattern: re.Pattern[str], heading: str) -> bool:
        """Whether words of the pattern are in a heading; short ones with their accents, if it has any.

        "Tình hình" is no "tỉnh", "điểm công vụ" no "điểm cộng".
        """
        found = (heading[match.start() : match.end()] for match in pattern.finditer(bare(heading)))
        plain = heading.isascii()
        return any(plain or word in self._short.get(bare(word), {word}) for word in found)


def _parts(kind: str, entries: tuple[ColumnHead, ...]) -> Iterator[str]:
    """The parts of the pattern of a kind, one for each place where words may stand."""
    for stands, place in _PLACES.items():
        words = [entry.words for entry in entries if (entry.kind, entry.stands) == (kind, stands)]
        if words:
            yield place.format(any_of(words))
    if kind in _SIGNS:
        yield _SIGNS[kind]


@lru_cache(maxsize=8)
def column_heads(entries: tuple[ColumnHead, ...]) -> ColumnHeads:
    """The words of a dictionary, made ready once."""
    return ColumnHeads(entries)
