"""The numbers that office programs put before the items of lists and before headings: "1.", "a)", "Điều 1."."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_PLACE = re.compile(r"%([1-9])")
_LETTERED_BULLETS = "oOvVwWqQuUlnpàØüþ"  # what bullets of symbol fonts are in the fonts of text
_BULLET = re.compile(r"[-–—+*•]")
_LARGEST = 10_000


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How a level of a list is numbered: in ``text``, "%1" stands for the number of the first level.

    ``kind`` is that of ``numeral``, or "bullet". ``restarts``: it begins anew below each number of a higher level.
    ``plain``: the numbers of higher levels are shown in Arabic figures.
    """

    kind: str
    text: str
    start: int = 1
    restarts: bool = True
    plain: bool = False


@dataclass(slots=True)
class Counters:
    """The numbers that the levels of one list have reached; None for a level that was not counted yet."""

    reached: list[int | None] = field(default_factory=lambda: [None] * 10)

    def next(self, levels: Sequence[ListLevel], at: int, start: int | None = None) -> str:
        """The label of the next item at level ``at``, from 0; "" where it shows none.

        ``start`` is where the count begins anew.

        >>> levels = ListLevel("upperRoman", "%1."), ListLevel("decimal", "%1.%2.", plain=True)
        >>> counters = Counters()
        >>> [counters.next(levels, at) for at in (0, 1, 1, 0, 1)]
        ['I.', '1.1.', '1.2.', 'II.', '2.1.']
        """
        level, reached = levels[at], self.reached[at]
        self.reached[at] = level.start if reached is None else reached + 1
        if start is not None:
            self.reached[at] = start
        for below in range(at + 1, len(self.reached)):
            if below >= len(levels) or levels[below].restarts:
                self.reached[below] = None
        if level.kind == "bullet":
            return bullet(level.text)
        return _PLACE.sub(self._shower(levels, plain=level.plain), level.text).strip()

    def _shower(self, levels: Sequence[ListLevel], *, plain: bool) -> Callable[[re.Match[str]], str]:
        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            if at >= len(levels):
                return ""
            if self.reached[at] is None:
                self.reached[at] = levels[at].start
            return numeral(self.reached[at] or 0, "decimal" if plain else levels[at].kind)

        return shown


def bullet(text: str) -> str:
    """The sign before an item: a dash for those of symbol fonts, which have no letters of their own.

    >>> [bullet(text) for text in ("-", "+", "\\uf0b7", "o", "")]
    ['-', '+', '-', '-', '']
    """
    text = text.strip()
    if not text or _BULLET.fullmatch(text):
        return text
    return "-" if len(text) == 1 and (not text.isalnum() or text in _LETTERED_BULLETS) else text


def numeral(number: int, kind: str) -> str:
    """A number as a list shows it. Kinds that are not known are shown in Arabic figures.

    >>> [numeral(4, kind) for kind in ("decimal", "lowerLetter", "upperRoman", "decimalZero", "none")]
    ['4', 'd', 'IV', '04', '']
    >>> numeral(28, "lowerLetter")
    'bb'
    """
    if kind == "none":
        return ""
    if kind.lower().endswith("letter") and 0 < number <= _LARGEST:
        return _in_case(ascii_lowercase[(number - 1) % 26] * ((number - 1) // 26 + 1), kind)
    if kind.lower().endswith("roman") and 0 < number <= _LARGEST:
        return _in_case(_roman(number), kind)
    if kind == "vietnameseCounting" and 0 < number <= len(_WORDS):
        return _WORDS[number - 1]
    return f"{number:02}" if kind == "decimalZero" else str(number)


def _in_case(text: str, kind: str) -> str:
    return text.upper() if kind.startswith("upper") else text


def _roman(number: int) -> str:
    digits = ""
    for value, letters in _ROMAN:
        digits += letters * (number // value)
        number %= value
    return digits
