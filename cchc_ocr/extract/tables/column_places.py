"""Columns of whole numbers that order the points beside them: places, whatever their heading says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from cchc_ocr.extract.tables.cells import is_average, is_sum, number, place_told
from cchc_ocr.extract.tables.headings import says_number
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.patterns import as_said

_FEWEST = 4  # rows; fewer stand in order by chance
_POINTS = as_said(r"\bđiểm\b")
_MAY_BE = ("other", "total", "score", "count")
_MEASURED = ("total", "score", "percent")


def of_places(
    columns: Sequence[SheetColumn], own: Sequence[str], rows: Sequence[Sequence[str]], *, ranked: bool = False
) -> list[SheetColumn]:
    """The columns; those of places are such. ``own`` are the lowest lines of the headings.

    ``ranked`` says that the lines above speak of places: then columns that number all rows, each in an
    order of its own, are such without points beside them.
    """
    points = [column for column in columns if column.kind in _MEASURED]
    if ranked and not points:
        return [
            replace(c, kind="rank") if c.at and _may_place(c, own) and _numbers_all(c.at, rows) else c
            for c in columns
        ]
    return [
        replace(column, kind="rank", most=None)
        if column.at
        and _may_place(column, own)
        and any(_orders(column.at, other.at, rows) for other in points if other is not column)
        else column
        for column in columns
    ]


def _may_place(column: SheetColumn, own: Sequence[str]) -> bool:
    return column.kind in _MAY_BE and not _POINTS(own[column.at]) and not says_number(own[column.at])


def _numbers_all(at: int, rows: Sequence[Sequence[str]]) -> bool:
    """Whether the cells of a column are the numbers from 1 to as many as there are rows, in some order."""
    named = _named(rows)
    told = [place_told(row[at]) if at < len(row) else None for row in named]
    places = sorted(place[0] for place in told if place)
    return len(places) >= _FEWEST and places == [*range(1, len(named) + 1)]


def _named(rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """The rows of a table without its sums and means."""
    return [row for row in rows if not any(is_sum(cell) or is_average(cell) for cell in row[:2])]


def _orders(places: int, points: int, rows: Sequence[Sequence[str]]) -> bool:
    """Whether one column holds the places of another: from the first to as many as there are, the most first."""
    named = _named(rows)
    cells = [(number(row[places]), number(row[points])) for row in named if max(places, points) < len(row)]
    known = sorted((place, result) for place, result in cells if place is not None and result is not None)
    if len(known) < _FEWEST or len(known) < len(named):
        return False
    first, last = known[0][0], known[-1][0]
    whole = all(place == int(place) for place, _ in known) and first == 1 and last <= len(known)
    apart = len({result for _, result in known}) > 1
    falls = all(one > other or (one == other) for (_, one), (_, other) in pairwise(known))
    same = all((a == b) or one > other for (a, one), (b, other) in pairwise(known))
    return whole and apart and falls and same and len({place for place, _ in known}) * 2 > len(known)
