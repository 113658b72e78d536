"""Vietnamese dates in figures and in words: day before month, with the slips that engines make in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cchc_ocr.patterns import unaccented
from cchc_ocr.vietnamese import bare

_DIGITS = str.maketrans({"o": "0", "l": "1", "i": "1", "|": "1"})
_NUMERALS = {"không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5}
_NUMERALS |= {"sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
_UNITS = {bare(word): number for word, number in _NUMERALS.items()}
_MONTHS = {bare(word): number for word, number in {"giêng": 1, "chạp": 12}.items()}
_WORD = "|".join((*_UNITS, *_MONTHS, *map(bare, ("mười", "trăm", "nghìn", "ngàn", "linh", "lẻ"))))
_WORDS = rf"(?:{_WORD})(?:\s+(?:{_WORD}))*?"
_YEAR = r"(?:19|20)\d\d"

# All patterns run on the bare lower-case form, which has the same offsets as the NFC text.
# Inside the frame "ngày _ tháng _ năm _" the two fixed words may be misread ("thắng", "thing", "nãm"), and
# so may a digit ("l5", "O5"); a bare "20/5/2020" must be clean. "ngày" may be joined to what stands before it
# ("61/TTr-SNVngày"): no other syllable ends so.
_FRAMED = unaccented(rf"""
    ngày\s*[:.,]?\s*(?P<day>[\doli|]{{1,2}})\s*      # "ngày 05", "ngày l5"
    th\w{{1,4}}?\s*(?P<month>[\doli|]{{1,2}})\s*       # "tháng 3", "thắng O3"
    ,?\s*n\w{{1,2}}\s*(?P<year>{_YEAR})(?!\d)         # "năm 2024", ", nãm 2024"
""")
_IN_WORDS = unaccented(rf"""
    ngày\s+(?:mùng\s+)?(?P<day>{_WORDS})\s+          # "ngày mùng năm"
    tháng\s+(?P<month>{_WORDS})\s*                      # "tháng giêng"
    ,?\s+năm\s+(?P<year>
        {_YEAR}                                         # "năm 2024"
        |(?:một|hai)\s+(?:nghìn|ngàn)(?:\s+(?:{_WORD}))*  # "năm hai nghìn không trăm hai mươi tư"
    )(?!\w)
""")
_IN_FIGURES = unaccented(rf"""
    (?:ngày\s*:?\s*)?(?<![\d/,-])(?<!\d\.)(?P<day>\d{{1,2}})
    (?:
        \s?/\s?(?P<month>\d{{1,2}})\s?/\s?    # "20/5/2020", "20 / 5 / 2020"
        |\.(?P<month2>\d{{1,2}})\.            # "1.12.2019"
        |-(?P<month3>\d{{1,2}})-              # "1-12-2019"
    )
    (?P<year>{_YEAR})(?![\d/-]\d|\d|\s?/\s?[a-z])   # but not "12/5/2019/QĐ-UBND"
""")
# A slash read as a colon; behind "ngày", and with the other one, it can be nothing else.
_COLON = unaccented(rf"""
    ngày\s*(?P<day>\d{{1,2}})
    (?:
        :(?P<month>\d{{1,2}})/        # "ngày 30:6/2024"
        |/(?P<month2>\d{{1,2}}):      # "ngày 30/6:2024"
    )
    (?P<year>{_YEAR})(?![\d/:-])
""")
_SHORT_YEAR = unaccented(r"""
    ngày\s*:?\s*(?P<day>\d{1,2})
    (?:
        /(?P<month>\d{1,2})/          # "ngày 20/5/20"
        |\.(?P<month2>\d{1,2})\.      # "ngày 20.5.20"
        |-(?P<month3>\d{1,2})-        # "ngày 20-5-20"
    )
    (?P<year>\d\d)(?![\d/-]|\s?/|[.,]\d)
""")
_MONTH_ONLY = unaccented(rf"""
    (?:ngày[\s.…_:,]*)?\btháng\s*(?P<month>\d{{1,2}})\s*,?\s*   # "ngày ... tháng 02"
    (?:năm\s*|/\s?|-)(?P<year>{_YEAR})(?![\d/-]\d|\d)             # " năm 2025", "/2025"
""")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as a text states it, at ``text[start:end]``; ``day`` is None where only month and year stand.

    The date may not exist ("31/02/2020"): then ``iso`` is None and ``exists`` is False.
    """

    start: int
    end: int
    day: int | None
    month: int
    year: int

    @property
    def exists(self) -> bool:
        try:
            date(self.year, self.month, self.day or 1)
        except ValueError:
            return False
        return True

    @property
    def iso(self) -> str | None:
        """ISO 8601, None for a month without day and for a day that does not exist."""
        if self.day is None or not self.exists:
            return None
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    @property
    def partial(self) -> str | None:
        """Year and month ("2025-02"), None where there is no such month."""
        return f"{self.year:04d}-{self.month:02d}" if 1 <= self.month <= 12 else None


def find_dates(text: str, *, months: bool = False) -> tuple[DateMention, ...]:
    """All full dates of an NFC text in order; with ``months`` also those of which only month and year stand.

    >>> [d.iso for d in find_dates("Hà Nội, ngày 20 tháng 5 năm 2020; 06/7/2017; 1.12.2019")]
    ['2020-05-20', '2017-07-06', '2019-12-01']
    >>> [d.iso for d in find_dates("ngày hai mươi mốt tháng năm năm hai nghìn không trăm hai mươi tư")]
    ['2024-05-21']
    >>> [d.partial for d in find_dates("ngày    tháng 02 năm 2025", months=True)]
    ['2025-02']
    >>> find_dates("ngày 18/5, đạt 10,25/11/2000, số 12/5/2019/QĐ-UBND, 24/7")
    ()
    """
    patterns = (_FRAMED, _IN_WORDS, _IN_FIGURES, _COLON, _SHORT_YEAR, *([_MONTH_ONLY] if months else []))
    plain = bare(text).lower()
    found = [mention for pattern in patterns for mention in _mentions(pattern, plain)]
    return tuple(_first_of_each_place(found))


def number_in_words(words: str) -> int | None:
    """The number that Vietnamese words name, None where they name none.

    >>> number_in_words("hai nghìn không trăm hai mươi lăm"), number_in_words("mười")
    (2025, 10)
    >>> number_in_words("hai mươi mốt"), number_in_words("chạp"), number_in_words("đồng")
    (21, 12, None)
    """
    total = group = unit = 0
    for word in bare(words).lower().split():
        if word in _UNITS or word in _MONTHS:
            unit = _UNITS.get(word, _MONTHS.get(word, 0))
        elif word == "muoi":
            group, unit = group + 10 * (unit or 1), 0
        elif word == "tram":
            group, unit = group + 100 * unit, 0
        elif word in ("nghin", "ngan"):
            total, group, unit = total + 1000 * (group + unit), 0, 0
        elif word not in ("linh", "le"):
            return None
    return total + group + unit


def _mentions(pattern: re.Pattern[str], plain: str) -> Iterator[DateMention]:
    for match in pattern.finditer(plain):
        parts = match.groupdict()
        month = next(v for k, v in parts.items() if k.startswith("month") and v)
        day, number, year = _value(parts.get("day")), _value(month), _value(parts["year"])
        if number is None or year is None or (parts.get("day") and day is None):
            continue
        if _written(day, number):
            yield DateMention(match.start(), match.end(), day, number, _full_year(year))


def _written(day: int | None, month: int) -> bool:
    """Whether somebody can have meant a date: "45/13/2020" is none, "31/02/2020" is a wrong one."""
    return (day is None or 1 <= day <= 31) and 1 <= month <= 12


def _value(figures: str | None) -> int | None:
    if not figures:
        return None
    if any(c.isdigit() for c in figures):
        digits = figures.translate(_DIGITS)
        return int(digits) if digits.isdigit() else None
    return number_in_words(figures)


def _full_year(year: int) -> int:
    """Two figures stand for 1950 to 2049: no document with a short year is older than the republic."""
    if year >= 100:
        return year
    return 2000 + year if year < 50 else 1900 + year


def _first_of_each_place(found: list[DateMention]) -> Iterator[DateMention]:
    """In order of the text; where readings overlap, the fuller one."""
    end = -1
    for mention in sorted(found, key=lambda d: (d.start, d.day is None, -d.end)):
        if mention.start >= end:
            yield mention
            end = mention.end
