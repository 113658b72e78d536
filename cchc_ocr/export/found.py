"""Records that were found, with the names under which they were: an archive of them is read piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pydantic import BaseModel

from cchc_ocr.records import Record
from cchc_ocr.statements import KIND_OF_LIST


@dataclass(frozen=True, slots=True)
class Found:
    """A record and the name under which it was found: its file, with the line number where that holds several.

    ``scan`` is the file it was read from, where that is known and still there. ``chosen`` are the statements that
    were asked for, as JSON Pointers; None where nobody chose. ``source`` is the file that holds the record, None
    where it came through a pipe.
    """

    name: str
    record: Record
    scan: Path | None = None
    chosen: frozenset[str] | None = None
    source: Path | None = None

    def has(self, pointer: str) -> bool:
        """Whether the statement is among those that were asked for."""
        return self.chosen is None or pointer in self.chosen


@dataclass(frozen=True, slots=True)
class FoundHead:
    """What must be known of all records before the first is written: names, numbers, years of their statements.

    ``statements`` and ``citations`` are how many there are of each; 0 where only a choice of them is asked for.
    """

    name: str
    number_symbol: str | None
    date: str | None
    years: frozenset[int] = frozenset()
    statements: int = 0
    citations: int = 0

    @classmethod
    def of(cls, one: Found) -> Self:
        """The head of a record that was found."""
        document = one.record.document
        lists: list[Sequence[BaseModel]] = [getattr(one.record, name) for name in KIND_OF_LIST]
        years = (vars(item)["year"] for items in lists for item in items)
        known = frozenset(year for year in years if year is not None)
        stated, cited = sum(map(len, lists)), len(one.record.references)
        return cls(one.name, document.number_symbol, document.date, known, stated, cited)


class FoundRecords:
    """Records that are read each time someone goes through them: an archive does not fit into memory.

    ``heads`` are those of all, ``files`` the files of records and scans, ``remarks`` what a reader must know.
    ``in_several`` documents stand in several sources, and count once.
    """

    def __init__(
        self,
        again: Callable[[], Iterator[Found]],
        heads: Sequence[FoundHead],
        files: Sequence[Path] = (),
        remarks: Sequence[str] = (),
        in_several: int = 0,
    ) -> None:
        self._again = again
        self.heads = heads
        self.files = files
        self.remarks = remarks
        self.in_several = in_several

    def __iter__(self) -> Iterator[Found]:
        return self._again()

    @classmethod
    def of(cls, found: Sequence[Found]) -> Self:
        """Records that are in memory already."""
        scans = [one.scan for one in found if one.scan]
        return cls(lambda: iter(found), [FoundHead.of(one) for one in found], scans)

    def each(self, change: Callable[[Found], Found], heads: Sequence[FoundHead] | None = None) -> FoundRecords:
        """The records, each of them changed when it is its turn."""
        changed = self.heads if heads is None else heads
        return FoundRecords(lambda: map(change, self._again()), changed, self.files, self.remarks, self.in_several)
