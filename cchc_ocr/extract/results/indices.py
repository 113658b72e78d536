"""Which index a text speaks of: the reform index, SIPAS, PAPI, PCI, by the names of ``indices.tsv``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cchc_ocr.lexicon import IndexEntry
from cchc_ocr.vietnamese import bare


@dataclass(frozen=True, slots=True)
class NamedIndex:
    """An index that a text names at ``start:end``."""

    start: int
    end: int
    index: str


class IndexNames:
    """The names of the indices, to look for in texts; of two names at one place the longer counts."""

    def __init__(self, indices: Iterable[IndexEntry]) -> None:
        self._by_name = {_plain(entry.name): entry.index for entry in indices}
        names = sorted(self._by_name, key=len, reverse=True)
        joined = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
        self._pattern = re.compile(rf"\b(?:{joined})\b" if names else r"(?!)")

    def named(self, plain: str, start: int = 0, end: int | None = None) -> Iterator[NamedIndex]:
        """The indices in a stretch of bare text in small letters, in order; those of parts of one are left out."""
        for match in self._pattern.finditer(plain, start, len(plain) if end is None else end):
            yield NamedIndex(*match.span(), self._by_name[_plain(match[0])])

    def of(self, text: str | None) -> str | None:
        """The one that a heading names last; None where it names none.

        >>> from cchc_ocr.lexicon import load
        >>> IndexNames(load().indices).of("Kết quả Chỉ số CCHC năm 2023")
        'Chỉ số cải cách hành chính (PAR INDEX)'
        """
        found = [*self.named(bare(text).lower())] if text else []
        return found[-1].index if found else None

    def only(self, text: str | None) -> str | None:
        """The one index that a title names; None where it names several."""
        found = {named.index for named in self.named(bare(text).lower())} if text else set()
        return found.pop() if len(found) == 1 else None


def _plain(name: str) -> str:
    return " ".join(bare(name).lower().split())
