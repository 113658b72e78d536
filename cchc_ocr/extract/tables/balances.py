"""Columns of points that go in and out of one another: what was given before, taken off, added, and left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cchc_ocr.extract.tables.cells import adds_up, number
from cchc_ocr.extract.tables.headings import names_bodies
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.patterns import as_said

_TAKEN = as_said(r"\b(?:(?:điểm|bị|mức|số) (?:bị )?trừ|trừ điểm|điểm phạt|mất điểm|^trừ)\b")
_ADDED = as_said(
    r"^\W*(?:số |mức )?(?:điểm )?(?:được )?(?:cộng|thưởng|khuyến khích)(?: thêm| điểm)?\b(?!.*\btrừ\b)"
)
_SUM = as_said(r"\b(?:tổng|cộng)\b(?! thêm)")
_FEWEST = 2  # rows that must be so
_MOST_ROWS = 0.75  # of all rows


def balanced(
    columns: Sequence[SheetColumn], heads: Sequence[str], rows: Sequence[Sequence[str]]
) -> list[SheetColumn]:
    """The columns; points that others were taken off, and what was left, are totals, the latter the final ones.

    Heads say which points were taken off and which were added; that one column comes out of another by them is
    what the rows say.
    """
    if not any(column.kind == "name" and names_bodies(heads[column.at]) for column in columns):
        return list(columns)  # parts of a whole have points of their own
    taken = [c for c in columns if c.kind in ("other", "deduction", "score") and _TAKEN(heads[c.at])]
    taken = [column for column in taken if _figures(column, rows) is not None]
    parts = [column for column in taken if not _SUM(heads[column.at].removeprefix("Điểm trừ"))] or taken
    added = [c for c in columns if c.kind in ("other", "score") and c not in taken and _ADDED(heads[c.at])]
    added = [column for column in added if _figures(column, rows) is not None]
    points = [c for c in columns if c.kind in ("score", "total") and c not in taken and c not in added]
    pairs = ((one, other) for one in points for other in points if one.at < other.at and one.time == other.time)
    given = [(one, other) for one, other in pairs if one.basis != "self" and other.basis != "self"]
    if not taken:  # "Điểm thưởng" before "Tổng điểm" is a part of it
        given = [(one, other) for one, other in given if other.kind != "total"]
    found = next((pair for pair in given if _comes_out(*pair, added, parts, rows)), None)
    if found is None or not (taken or added):
        return list(columns)
    before, after = found
    told = {before.at: replace(before, kind="total"), after.at: replace(after, kind="total", final=True)}
    told |= {column.at: replace(column, kind="deduction", basis=None) for column in taken}
    told |= {column.at: replace(column, kind="score", basis=None) for column in added}
    told |= {c.at: replace(c, kind="total") for c in points if c.basis == "self"}
    return [told.get(column.at, column) for column in columns]


def _figures(column: SheetColumn, rows: Sequence[Sequence[str]]) -> list[float] | None:
    """The figures of a column, an empty cell or a dash as none; None where it holds anything else."""
    cells = [row[column.at].strip() if column.at < len(row) else "" for row in rows]
    figures = [0.0 if cell in ("", "-", "–", "x") else number(cell) for cell in cells]
    known = [abs(figure) for figure in figures if figure is not None]
    return known if len(known) == len(figures) else None


def _comes_out(
    before: SheetColumn,
    after: SheetColumn,
    added: Sequence[SheetColumn],
    taken: Sequence[SheetColumn],
    rows: Sequence[Sequence[str]],
) -> bool:
    """Whether one column is another with what was added and taken off, which some rows must have."""
    ones, others = ([number(row[c.at]) if c.at < len(row) else None for row in rows] for c in (before, after))
    plus, minus = ([_figures(c, rows) or [] for c in of] for of in (added, taken))
    right = known = moved = 0
    for y, (one, other) in enumerate(zip(ones, others, strict=True)):
        if one is None or other is None:
            continue
        known += 1
        moved += one != other
        right += adds_up(other, [one, *(of[y] for of in plus), *(-of[y] for of in minus)])
    return moved > 0 and right >= _FEWEST and right >= _MOST_ROWS * known
