"""Columns of tables that the rules do not know, or take for points, by what the tagger takes their cells for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from cchc_ocr.extract.tables.column_heads import compares_times
from cchc_ocr.extract.tables.headings import names_money, says_extreme
from cchc_ocr.extract.tables.sheet_laws import is_of_change
from cchc_ocr.extract.tables.sheets import TableSheet, ToldKind
from cchc_ocr.extract.tables.tables import Tables
from cchc_ocr.extract.tagging.cell_features import cell_features
from cchc_ocr.extract.tagging.weights import KINDS, FigureKind, TaggerWeights

# The kinds of columns of which the tagger may say otherwise, and how likely it must be.
_LEAST: Mapping[str, float] = {"other": 0.6, "count": 0.6, "score": 0.7}
_COLUMN: Mapping[FigureKind, str] = {
    "score": "score", "self score": "score", "total": "total", "percentage": "percent", "count": "count",
}  # fmt: skip
_POINTS: tuple[FigureKind, ...] = ("score", "total", "self score")
_FIGURE = re.compile(r"\d[\d.]*(?:,\d+)?\s?%?")
_WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})*|\d+")
_NUMBER = re.compile(r"\d+|\b[ivx]+\b")
_MOST = 0.5  # of the cells that are not empty


def with_told_columns(tables: Tables, weights: TaggerWeights) -> Tables:
    """The tables, with the columns that the tagger is sure of and the rules are not."""
    chances: dict[tuple[int, int], list[Mapping[FigureKind, float]]] = defaultdict(list)
    for place, features in cell_features(tables, _LEAST):
        chances[place.table, place.column].append(weights.chances(features))
    kinds: list[dict[int, ToldKind]] = [{} for _ in tables.sheets]
    for (table, at), of_cells in chances.items():
        told = told_kind(tables.sheets[table], at, of_cells)
        headed = tables.contexts[table].by_row(tables.sheets[table].columns[at])  # by a body, as those beside it
        if told is not None and not headed:
            kinds[table][at] = told
    return tables.told([_with_alike(sheet, told) for sheet, told in zip(tables.sheets, kinds, strict=True)])


def _with_alike(sheet: TableSheet, told: Mapping[int, ToldKind]) -> dict[int, ToldKind]:
    """The columns that are told, and unknown ones whose heads differ from theirs in a number: "5 sao", "2 sao"."""
    forms = {_form(sheet.all_heads[at]): kind for at, kind in sorted(told.items())}
    unknown = (column.at for column in sheet.of_kind("other") if column.at not in told)
    alike = {at: forms[form] for at in unknown if (form := _form(sheet.all_heads[at])) in forms and form}
    figures = {at: _WHOLE if kind.kind == "count" else _FIGURE for at, kind in alike.items()}
    return {**told, **{at: kind for at, kind in alike.items() if _holds(sheet, at, figures[at])}}


def _form(heading: str) -> str:
    """A heading without its numbers; nothing where it has none.

    >>> _form("5 sao"), _form("Hài lòng")
    ('# sao', '')
    """
    form = _NUMBER.sub("#", heading.strip().lower())
    return form if "#" in form and re.search(r"[^\W\d_]", form) else ""


def told_kind(sheet: TableSheet, at: int, chances: Sequence[Mapping[FigureKind, float]]) -> ToldKind | None:
    """What the column ``at`` is instead of what the rules say, by how likely its cells are each kind of figure."""
    ruled = sheet.columns[at].kind
    told = _likeliest({kind: sum(one[kind] for one in chances) / len(chances) for kind in KINDS})
    same = told is None or told.kind == ruled or (told.kind == "total" and ruled == "score")
    if told is None or same or told.sure < _LEAST.get(ruled, 1.0) or _says_otherwise(sheet, at):
        return None
    return told if _holds(sheet, at, _WHOLE if told.kind == "count" else _FIGURE) else None


def _likeliest(mean: Mapping[FigureKind, float]) -> ToldKind | None:
    """Points are one kind first, and then a score or a total; None for what no column that is told holds."""
    points = sum(mean[kind] for kind in _POINTS)
    best = max((kind for kind in KINDS if kind not in _POINTS), key=lambda kind: mean[kind])
    if points > mean[best]:
        return ToldKind("total" if mean["total"] > points / 2 else "score", points)
    return ToldKind(_COLUMN[best], mean[best]) if best in _COLUMN else None


def _says_otherwise(sheet: TableSheet, at: int) -> bool:
    """Whether a heading means what it says: money, for weights were learned from no budgets, or no result."""
    heads = sheet.all_heads
    told = at < len(heads) and any(says(heads[at]) for says in (names_money, compares_times, says_extreme))
    return told or is_of_change(sheet, at)


def _holds(sheet: TableSheet, at: int, form: re.Pattern[str]) -> bool:
    """Whether most cells of a column are figures of this form, and not remarks or changes with figures in them."""
    cells = [cell for row in sheet.record.rows if (cell := sheet.cell(row, sheet.columns[at]))]
    return sum(form.fullmatch(cell) is not None for cell in cells) > _MOST * len(cells)
