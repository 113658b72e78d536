"""Columns of tables whose heads the rules do not know, by what the tagger thinks of the cells below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from cchc_ocr.extract.tables.tables import Tables
from cchc_ocr.extract.tagging.weights import KINDS, FigureKind, Opinion
from cchc_ocr.extract.text.finding import CellPlace

# What the rules may have been wrong about: heads that no rule knows, and those that are only taken for counts.
# Heads that say "tối đa" or "điểm trừ" are what they say.
_OPEN = frozenset({"other", "count"})
_SURE = 0.6  # mean probability of the cells; docs/accuracy.md, section "The trained tagger", has how it was found
_COLUMN: Mapping[FigureKind, str] = {
    "score": "score", "total": "total", "maximum": "maximum", "self score": "score", "rank": "rank",
    "percentage": "percent", "count": "count", "deduction": "deduction",
}  # fmt: skip
_POINTS: tuple[FigureKind, ...] = ("score", "total", "self score")


def told_columns(tables: Tables, cells: Mapping[CellPlace, Opinion]) -> dict[tuple[int, int], str]:
    """The kinds of columns, by table and column, that the tagger is sure of and the rules are not."""
    of_column: dict[tuple[int, int], list[Opinion]] = defaultdict(list)
    for place, opinion in cells.items():
        of_column[place.table, place.column].append(opinion)
    told = {}
    for (table, at), opinions in of_column.items():
        ruled = tables.sheets[table].columns[at].kind
        kind = _kind(opinions) if ruled in _OPEN else None
        if kind not in (None, ruled):
            told[table, at] = str(kind)
    return told


def _kind(opinions: list[Opinion]) -> str | None:
    """What the cells of a column are together; points are one kind first, and then a score or a total."""
    mean = {kind: sum(opinion.kinds[kind] for opinion in opinions) / len(opinions) for kind in KINDS}
    points = sum(mean[kind] for kind in _POINTS)
    best = max((kind for kind in KINDS if kind not in _POINTS), key=lambda kind: mean[kind])
    if points > mean[best]:
        return _COLUMN["total" if mean["total"] > points / 2 else "score"] if points >= _SURE else None
    return _COLUMN.get(best) if mean[best] >= _SURE else None
