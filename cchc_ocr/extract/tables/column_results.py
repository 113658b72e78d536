"""Columns that are what is left, or comes out, of others: points less those taken off, with those given on top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from cchc_ocr.extract.tables.cells import figure_at, mostly_add_up
from cchc_ocr.extract.tables.headings import heads_taken_off, says_draft, says_on_top, says_taken_off
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.patterns import as_said

_FEWEST = 3  # rows in which a column is what comes out of others
_NOTHING = ("", "-", "–", "—", "−")
_PARTS = ("score", "other", "total")
_SUM = as_said(r"\b(?:tổng|cộng)\b(?! thêm)")


def of_results(
    columns: Sequence[SheetColumn], header: Sequence[str], rows: Sequence[Sequence[str]]
) -> list[SheetColumn]:
    """The columns; what comes out of points, of those on top and of those taken off, is the total of these.

    >>> from cchc_ocr.lexicon import load
    >>> from cchc_ocr.extract.tables.column_heads import ColumnHeads
    >>> from cchc_ocr.extract.tables.columns import columns_of
    >>> rows = [("Sở A", "90", "1", "89"), ("Sở B", "80", "2,5", "77,5"), ("Sở C", "70", "0", "70")]
    >>> header = ("Đơn vị", "Điểm chấm", "Điểm trừ", "Kết quả")
    >>> [column.kind for column in columns_of(ColumnHeads(load().column_heads), header, rows)]
    ['name', 'score', 'deduction', 'total']
    """
    if any(column.kind == "maximum" for column in columns):
        return [*columns]
    found = result_of(columns, header, rows)
    if found is None:
        return [*columns]
    of_parts = {column.at: "deduction" for column in _taken(columns, header)}
    of_parts |= {at: "score" if sign > 0 else "deduction" for at, sign in found.parts}
    base = columns[found.parts[0][0]]
    if base.kind == "total" and base.basis is None:  # "Tổng điểm" and what is left of it
        of_parts[base.at] = "total"
    before = base.basis == "self" or says_draft(header[base.at])
    told = {**of_parts, found.at: "score" if before else "total"}
    return [replace(column, kind=told[column.at]) if column.at in told else column for column in columns]


@dataclass(frozen=True, slots=True)
class ColumnResult:
    """The column ``at`` comes out of others: each of ``parts`` is a column, and 1 or -1 where it is taken off."""

    at: int
    parts: tuple[tuple[int, int], ...]


def result_of(
    columns: Sequence[SheetColumn], header: Sequence[str], rows: Sequence[Sequence[str]]
) -> ColumnResult | None:
    """The column that comes out of points, of those on top and of those taken off, in nearly all rows."""
    taken = _taken(columns, header)
    reasons = [column for column in taken if not says_taken_off(header[column.at]) and not _SUM(header[column.at])]
    given = [column for column in columns if says_on_top(header[column.at])]
    for base, on_top, off, result in _ways(columns, taken, reasons, given) if taken or given else ():
        parts = [(base.at, 1), *((column.at, 1) for column in on_top), *((column.at, -1) for column in off)]
        if _comes_out(result, parts, rows):
            return ColumnResult(result.at, tuple(parts))
    return None


def _taken(columns: Sequence[SheetColumn], header: Sequence[str]) -> list[SheetColumn]:
    """The columns of what was taken off, also for several reasons side by side below "Điểm trừ"."""
    return [column for column in columns if heads_taken_off(header[column.at])]


def _ways(
    columns: Sequence[SheetColumn],
    taken: Sequence[SheetColumn],
    reasons: Sequence[SheetColumn],
    given: Sequence[SheetColumn],
) -> Iterator[tuple[SheetColumn, tuple[SheetColumn, ...], tuple[SheetColumn, ...], SheetColumn]]:
    """The columns of points, those on top and those taken off that a result may come out of, the fullest first.

    Of what is taken off that is one column, or all that give the ``reasons`` for it.
    """
    plain = [column for column in columns if column.kind in _PARTS and column not in (*taken, *given)]
    offs = [(off,) for off in taken] + ([tuple(reasons)] if len(reasons) > 1 else [])
    on_tops = [(on_top,) for on_top in given]
    beside = [*product(on_tops, offs), *product([()], offs), *product(on_tops, [()])]
    for on_top, off in beside:
        for base, result in product(plain, plain):
            if base.at < result.at and base.time == result.time:
                yield base, on_top, off, result


def _comes_out(result: SheetColumn, parts: Sequence[tuple[int, int]], rows: Sequence[Sequence[str]]) -> bool:
    known = [[figure_at(row, result.at), *_signed_parts(row, parts)] for row in rows]
    return mostly_add_up(known, _FEWEST)


def _signed_parts(row: Sequence[str], parts: Sequence[tuple[int, int]]) -> Iterator[float | None]:
    """The figures of parts with their signs; an empty cell of any but the first gives and takes nothing."""
    for x, (at, sign) in enumerate(parts):
        figure = figure_at(row, at)
        empty = x > 0 and at < len(row) and row[at].strip() in _NOTHING
        yield 0.0 if figure is None and empty else None if figure is None else sign * abs(figure)
