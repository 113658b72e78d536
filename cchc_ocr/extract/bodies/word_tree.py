"""Names that a text may have where an offset is, found by their words: the longest is taken.

Names are compared without accents and in small letters, so that what an engine lost of them does not hide them.
Commas and dashes stand in a name where the dictionary has them; a text may leave them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from cchc_ocr.patterns import accented
from cchc_ocr.vietnamese import bare

T = TypeVar("T")

# A word, "KH&CN" and "K'Mẫu" in one piece, with the commas and dashes before it.
WORD = accented(r"""
    (?P<before>\s*(?:[,–—-]\s*)?)
    (?P<word>[^\W_]+(?:[&'’][^\W_]+)*)
""")


def words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared.

    >>> words("Bộ Lao động - Thương binh và Xã hội")
    ('bo', 'lao', 'dong', 'thuong', 'binh', 'va', 'xa', 'hoi')
    """
    return tuple(key(match["word"]) for match in WORD.finditer(name))


def key(word: str) -> str:
    """A word as it is compared."""
    return bare(word).lower()


@dataclass(slots=True)
class _Branch(Generic[T]):
    """What may follow the words up to here; ``stops`` are the words before which a comma or dash may stand."""

    next: dict[str, _Branch[T]] = field(default_factory=dict)
    stops: set[str] = field(default_factory=set)
    held: T | None = None


class NameTree(Generic[T]):
    """Names by their words, each with what it stands for; the first of two with the same words counts."""

    def __init__(self, named: Iterable[tuple[str, T]]) -> None:
        self._root = _Branch[T]()
        for name, held in named:
            self._add(name, held)

    def _add(self, name: str, held: T) -> None:
        node = self._root
        for match in WORD.finditer(name):
            word = key(match["word"])
            if match["before"].strip() and match.start():
                node.stops.add(word)
            node = node.next.setdefault(word, _Branch())
        if node.held is None:
            node.held = held

    def longest(self, text: str, start: int, limit: int) -> tuple[T, int] | None:
        """What the longest name at an offset stands for, and where it ends; None where no name begins.

        >>> names = NameTree([("Sở Y tế", 1), ("Sở Văn hóa, Thể thao và Du lịch", 2)])
        >>> names.longest("Sở Văn hoá, Thể thao và Du lịch về", 0, 40), names.longest("Sở Y, tế", 0, 8)
        ((2, 31), None)
        """
        node, at, found = self._root, start, None
        while match := WORD.match(text, at, limit):
            word = key(match["word"])
            stop, first = match["before"].strip(), at == start
            if word not in node.next or (stop and word not in node.stops) or (first and match["before"]):
                break
            node, at = node.next[word], match.end()
            if node.held is not None:
                found = node.held, at
        return found


_SPACES = re.compile(r"\s+")


def in_one_line(name: str) -> str:
    """A name with single spaces."""
    return _SPACES.sub(" ", name).strip()
