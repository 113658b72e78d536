"""Figures and signs of numbers as they were meant: what engines make of them, word by word, put right.

Repair leaves numbers and codes alone, for it goes by language. Here it is their form that decides: "20§1/QĐ" can
only be 2081, "202%NĐ-CP" only 2025/NĐ-CP. What was read stays in ``seen``, and the word keeps the low confidence
the engine gave it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from rapidfuzz.distance import Levenshtein

from cchc_ocr.document import Box, Line, Page, Word
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.numbering.signs import Signs
from cchc_ocr.vietnamese import bare

# What tesseract's Vietnamese model makes of figures in worn or small print.
_LOOKALIKE = str.maketrans({"§": "8", "&": "8", "Š": "5", "š": "5", "]": "1", "[": "1", "!": "1", "|": "1"})
_LETTERS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})
_SLASHES = str.maketrans({"⁄": "/", "∕": "/", "／": "/"})
_FIGURE = r"[\d§&Šš\]\[!|OolI]"
_CODE = re.compile(
    rf"^(?P<open>[(“\"]?)(?P<number>{_FIGURE}{{1,6}})(?P<year>/(?:19|20)\d[\d§&%])?(?P<slash>/?)"
    r"(?P<symbol>[\w!§†‡'`&Đ-]*[A-ZĐ][\w!§†‡'`&Đ.-]*)(?P<close>[;,.:)”\"]*)$"
)
_DATE = re.compile(
    rf"^(?P<day>{_FIGURE}{{1,2}})/(?P<month>{_FIGURE}{{1,2}})/?(?P<year>(?:19|20)\d\d)(?P<close>\D?)$"
)
_ALONE = re.compile(r"^(?=.?[\d§Š&\]!])[\d§Š&\]!|]{1,2}_?$")
_GROUP = re.compile(r"(?<![\wĐ])[A-ZĐ][A-Za-zđĐ&]{3,}(?![\w.])")
_FIGURES = re.compile(rf"^{_FIGURE}{{1,4}}$")
_OPEN_NUMBER = re.compile(r"^\d{1,5}/$")
_OPEN_DATE = re.compile(r"^\d{1,2}/\d?$")
_OPEN_YEAR = re.compile(r"^\d{1,4}/(?:19|20)\d?$")
_ASSEMBLY = re.compile(r"^[Q0O]H(?P<term>[\dI!l§|]{1,4})$")
_TERM_BEGAN = {16: 2026, 15: 2021, 14: 2016, 13: 2011, 12: 2007, 11: 2002, 10: 1997, 9: 1992, 8: 1987}
_LETTER_OF = str.maketrans({"0": "Q", "5": "S", "8": "B", "1": "T", "6": "G"})
_NO_LETTER = re.compile(r"[!§†‡'`]")
_SURE = 0.85  # an engine this sure of a word is not contradicted about its symbol
_SHORTEST = 4


def legible(pages: Sequence[Page], lexicon: Lexicon) -> list[Page]:
    """The pages with figures and codes that were read from pixels as they were meant."""
    signs = _Symbols(lexicon.signs, _clean_symbols(pages))
    return [
        page if page.origin == "text" else page.with_lines([_line(x, signs) for x in page.lines]) for page in pages
    ]


class _Symbols:
    """Groups of symbols that are known: of the dictionaries, and of this document where it is sure of them."""

    def __init__(self, signs: Signs, here: frozenset[str]) -> None:
        self._signs, self._known = signs, signs.known | here

    def opens(self, symbol: str) -> bool:
        """Whether a symbol is one though no slash stands before it: "215UBND-NC"."""
        first, *rest = symbol.split("-")
        return len(first) > 1 and first in self._known and bool(rest)

    def mended(self, symbol: str, year: int | None, doubtful: bool) -> str:
        first, *rest = symbol.split("-")
        groups = [self._group(first, doubtful, year), *(self._group(group, doubtful, year) for group in rest)]
        return "-".join(groups)

    def _group(self, group: str, doubtful: bool, year: int | None) -> str:
        if group in self._known or not group:
            return group
        assembly = _ASSEMBLY.match(group)
        if assembly:
            return f"QH{_term(assembly['term'], year)}"
        clean = _NO_LETTER.sub("", group)
        digits = [clean.translate(_LETTER_OF), re.sub(r"\d", "", clean)] if re.search(r"\d(?=\D)", clean) else []
        forms = [self._signs.mend_body(self._signs.mend_type(form)) for form in (clean, *digits)]
        known = next((form for form in forms if form in self._known), None)
        return known or (self._nearest(clean) if doubtful else clean)

    def _nearest(self, group: str) -> str:
        """The one known group that differs in a letter, or in two where a letter stands that no symbol has."""
        if len(group) < _SHORTEST:
            return group
        letters = "".join(c if c in "đĐƯư" else bare(c) for c in group if c != ".")
        least = 1 if letters == group else 2
        near = [known for known in self._known if len(known) >= _SHORTEST and _distance(known, letters) <= least]
        nearest = sorted(near, key=lambda known: _distance(known, letters))
        alone = len(nearest) == 1 or (nearest and _distance(nearest[0], letters) < _distance(nearest[1], letters))
        return nearest[0] if alone else group


@cache
def _distance(one: str, other: str) -> int:
    return Levenshtein.distance(one, other, score_cutoff=2)


def _term(figures: str, year: int | None) -> str:
    """The term of the National Assembly: of those the figures may name, the one that sat in the year.

    >>> _term("I15", 2024), _term("!5§", 2025), _term("13", 2012)
    ('15', '15', '13')
    """
    digits = figures.translate(_LOOKALIKE).translate(_LETTERS)
    named = [t for t in _TERM_BEGAN if str(t) in digits]
    sat = [t for t in named if year and _TERM_BEGAN[t] <= year <= _TERM_BEGAN[t] + 5]
    return next((str(term) for term in (*sat, *named)), digits)


def _clean_symbols(pages: Sequence[Page]) -> frozenset[str]:
    """Groups that were read surely, or the same more than once."""
    words = [word for page in pages for line in page.lines for word in line.words if "/" in word.text]
    groups = [(group, word.confidence) for word in words for group in _GROUP.findall(word.text.partition("/")[2])]
    counts = Counter(group for group, _ in groups)
    return frozenset(group for group, confidence in groups if confidence >= _SURE or counts[group] > 1)


def _line(line: Line, symbols: _Symbols) -> Line:
    words = list(_joined(line.words))
    mended = tuple(_word(word, words[i - 1].text if i else "", symbols) for i, word in enumerate(words))
    return line if mended == line.words else replace(line, words=mended)


def _joined(words: Sequence[Word]) -> Iterator[Word]:
    """Words with the parts of one number put together: "số 1 2/2021/QĐ-TTg", "08/201 2/QH13", "02/ /KH-SNV"."""
    held: Word | None = None
    before = ""
    for word in (
        replace(w, text=t, seen=w.as_seen) if (t := w.text.translate(_SLASHES)) != w.text else w for w in words
    ):
        if held is not None and _belongs(before, held.text, word.text):
            held = _merged(held, word)
            continue
        if held is not None:
            yield held
            before = held.text
        held = word
    if held is not None:
        yield held


def _belongs(before: str, text: str, following: str) -> bool:
    if _OPEN_NUMBER.match(text) and re.match(r"/[A-ZĐ]", following):
        return True
    if _FIGURES.match(text) and re.match(r"\d+(?:/|\d)\S*[A-ZĐ]", following):
        return bare(before).lower() in ("so", "so:")
    if _FIGURES.match(text) and re.match(r"\d/\d{1,2}/(?:19|20)\d\d", following):
        return len(text) == 1 and bare(before).lower() == "ngay"
    if _OPEN_YEAR.match(text):
        return re.match(r"\d/", following) is not None and len(text.split("/")[1] + following[0]) == 4
    return _OPEN_DATE.match(text) is not None and re.match(r"\d/?(?:19|20)\d\d\b", following) is not None


def _merged(one: Word, other: Word) -> Word:
    seen = f"{one.as_seen} {other.as_seen}"
    confidence = min(one.confidence, other.confidence)
    text = (one.text + other.text).replace("//", "/")
    return Word(text, Box.around((one.box, other.box)), confidence, seen)


def _word(word: Word, before: str, symbols: _Symbols) -> Word:
    text = _figures(word.text, before)
    if text.startswith("-") and "/" in before:
        text = _NO_LETTER.sub("", text)
    code = _CODE.match(text) if "/" in text or "-" in text else None
    if code:
        text = _code(code, symbols, word.confidence < _SURE)
    return word if text == word.text else replace(word, text=text, seen=word.as_seen)


def _figures(text: str, before: str) -> str:
    """A date, or a day or month that stands alone, in figures."""
    if _ALONE.match(text) and bare(before).lower() in ("ngay", "thang"):
        return text.rstrip("_").translate(_LOOKALIKE)
    date = _DATE.match(text)
    if not date:
        return text
    day, month = (date[part].translate(_LOOKALIKE).translate(_LETTERS) for part in ("day", "month"))
    return f"{day}/{month}/{date['year']}{date['close']}" if 1 <= int(month) <= 12 else text


def _code(code: re.Match[str], symbols: _Symbols, doubtful: bool) -> str:
    number = code["number"]
    if not any(c.isdigit() for c in number):
        return code.group()
    if not code["slash"] and not code["year"] and not symbols.opens(code["symbol"]):
        return code.group()
    number = number[:-1].translate(_LOOKALIKE).translate(_LETTERS) + number[-1].translate(_LOOKALIKE)
    # "5/" is read as one sign, "%".
    year = (code["year"] or "").replace("%", "5").translate(_LOOKALIKE)
    symbol = symbols.mended(code["symbol"], int(year[1:]) if year else None, doubtful)
    return f"{code['open']}{number}{year}/{symbol}{code['close']}"
