"""Columns of tables that the rules do not know, or that they take for points, by what the tagger takes them for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.extract.tables.tables import Tables
from cchc_ocr.extract.tagging.weights import KINDS, FigureKind, Opinion
from cchc_ocr.extract.text.finding import CellPlace

# What the tagger may say of columns of these kinds, and how likely it must be: a head that says "tối đa", "hạng" or
# "điểm trừ" means it. docs/accuracy.md, "The trained tagger", has how the figures were found.
_SURE: Mapping[str, float] = {"other": 0.6, "count": 0.6, "score": 0.7}
_COLUMN: Mapping[FigureKind, str] = {
    "score": "score", "self score": "score", "total": "total", "percentage": "percent", "count": "count",
}  # fmt: skip
_POINTS: tuple[FigureKind, ...] = ("score", "total", "self score")
_FIGURE = re.compile(r"\d[\d.]*(?:,\d+)?\s?%?")
_WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})*|\d+")
_MOST = 0.5  # of the cells that are not empty


def told_columns(tables: Tables, cells: Mapping[CellPlace, Opinion]) -> dict[tuple[int, int], str]:
    """The kinds of columns, by table and column, that the tagger is sure of and the rules are not."""
    of_column: dict[tuple[int, int], list[Opinion]] = defaultdict(list)
    for place, opinion in cells.items():
        of_column[place.table, place.column].append(opinion)
    told = {(table, at): _told(tables.sheets[table], at, opinions) for (table, at), opinions in of_column.items()}
    return {column: kind for column, kind in told.items() if kind}


def _told(sheet: TableSheet, at: int, opinions: Sequence[Opinion]) -> str | None:
    """What a column is instead of what the rules say."""
    ruled = sheet.columns[at].kind
    sure = _SURE.get(ruled)
    if sure is None:
        return None
    mean = {kind: sum(opinion.kinds[kind] for opinion in opinions) / len(opinions) for kind in KINDS}
    kind = _likeliest(mean, sure)
    form = _WHOLE if kind == "count" else _FIGURE
    same = kind == ruled or (kind == "total" and ruled == "score")
    return kind if kind and not same and _holds(sheet, at, form) else None


def _likeliest(mean: Mapping[FigureKind, float], sure: float) -> str | None:
    """Points are one kind first, and then a score or a total."""
    points = sum(mean[kind] for kind in _POINTS)
    best = max((kind for kind in KINDS if kind not in _POINTS), key=lambda kind: mean[kind])
    if points > mean[best]:
        return _COLUMN["total" if mean["total"] > points / 2 else "score"] if points >= sure else None
    return _COLUMN.get(best) if mean[best] >= sure else None


def _holds(sheet: TableSheet, at: int, form: re.Pattern[str]) -> bool:
    """Whether most cells of a column are figures of this form, and not remarks or changes with figures in them."""
    cells = [cell for row in sheet.record.rows if (cell := sheet.cell(row, sheet.columns[at]))]
    return sum(form.fullmatch(cell) is not None for cell in cells) > _MOST * len(cells)
