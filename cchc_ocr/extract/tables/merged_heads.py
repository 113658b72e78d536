"""Heads of tables whose merged cells left nothing behind: rows of a head that are shorter than those below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from cchc_ocr.extract.results.times import of_words
from cchc_ocr.extract.tables.cells import number
from cchc_ocr.extract.tables.column_cells import ColumnCells
from cchc_ocr.extract.tables.column_heads import ColumnHeads
from cchc_ocr.extract.tables.headings import names_bodies

_YEAR = re.compile(r"\(?(?:19|20)\d\d\)?")
_NUMERAL = re.compile(r"(?:[IVX]{1,5}|[A-H])[.)]?")  # of a group of rows
_ALONE = ("ordinal", "name", "measure", "code", "grade")  # kinds of heads that never have others below
_FIGURES = ("score", "total", "rank", "percent", "count", "maximum", "deduction")
_MOST_COLUMNS = 16  # more heads are too many to try where the parts belong


def placed_heads(heads: ColumnHeads, rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows of a table, those of a head in two rows set above their columns.

    Programs that copy tables leave out what merged cells hide: a head that spans several columns takes the place
    of one, and the row below it has the heads of its parts alone.

    >>> from cchc_ocr.lexicon import load
    >>> rows = [("Sở", "Trong kỳ", "Ghi chú"), ("Nhận", "Trả"), ("Sở A", "5", "4", ""), ("Sở B", "7", "6", "")]
    >>> placed_heads(ColumnHeads(load().column_heads), rows)[:2]
    [('Sở', 'Trong kỳ', '', 'Ghi chú'), ('', 'Nhận', 'Trả', '')]
    """
    told = list(rows)
    widths = Counter(len(row) for row in rows[2:] if sum(number(cell) is not None for cell in row))
    width = max(widths, key=lambda one: widths[one], default=0)
    if len(rows) <= 2 or not _is_head(rows[0], width) or not _is_head(rows[1], width - 1) or len(rows[1]) < 2:
        return told
    columns = [ColumnCells.below([row for row in rows[2:] if len(row) == width], at) for at in range(width)]
    places = _places(heads, rows[0], rows[1], columns)
    if places is not None:
        above, below = _set(rows[0], places[0], width), _set(rows[1], places[1], width)
        if all(above):  # the second lines of heads
            above, below = (
                tuple(" ".join(filter(None, both)) for both in zip(above, below, strict=True)),
                ("",) * width,
            )
        told[:2] = [above, below]
    return told


def _is_head(row: Sequence[str], width: int) -> bool:
    """Whether a row has words alone, in each cell of it, and fits into the width."""
    words = all(cell and (number(cell) is None or _YEAR.fullmatch(cell)) for cell in row)
    return 1 < len(row) <= width and words and not _NUMERAL.fullmatch(row[0])


def _places(
    heads: ColumnHeads, above: Sequence[str], below: Sequence[str], columns: Sequence[ColumnCells]
) -> tuple[Sequence[int], Sequence[int]] | None:
    """The columns of the heads in both rows: those of the parts are figures, and each head fits to its cells."""
    width, parts = len(columns), len(below)
    if len(above) == width:
        starts = [at for at in range(1, width - parts + 1) if _are_figures(columns[at : at + parts])]
        return (range(width), range(starts[0], starts[0] + parts)) if starts else None
    groups = len(above) + parts - width
    if not 0 < groups <= len(above) or parts % groups or parts // groups < 2 or len(above) > _MOST_COLUMNS:
        return None
    tried = [
        (cost, chosen)
        for chosen in combinations(range(len(above)), groups)
        if (cost := _cost(heads, above, chosen, parts // groups, columns)) is not None
    ]
    if not tried:
        return None
    chosen = min(tried)[1]
    starts = [*_starts(len(above), chosen, parts // groups)]
    under = [starts[at] + i for at in chosen for i in range(parts // groups)]
    return starts, under


def _starts(heads: int, chosen: Sequence[int], span: int) -> Iterator[int]:
    """The first column of each head, where those chosen span several."""
    at = 0
    for head in range(heads):
        yield at
        at += span if head in chosen else 1


def _cost(
    heads: ColumnHeads, above: Sequence[str], chosen: Sequence[int], span: int, columns: Sequence[ColumnCells]
) -> int | None:
    """How little it fits that the chosen heads are those of groups; None where it cannot be."""
    cost = 0
    for head, start in enumerate(_starts(len(above), chosen, span)):
        kind = heads.kind_of(above[head])
        if head in chosen:
            if kind in _ALONE or names_bodies(above[head]) or not _are_figures(columns[start : start + span]):
                return None
            timed = any(of_words(above[head]))
            cost += 2 * heads.sets_aside(above[head]) + (kind in _FIGURES and not timed) + ("%" in above[head])
        else:
            numeric = columns[start].numeric
            cost += 2 * (numeric and kind == "name") + (
                not numeric and bool(columns[start].texts) and kind in _FIGURES
            )
    return cost


def _are_figures(columns: Sequence[ColumnCells]) -> bool:
    return all(column.numeric or not column.texts for column in columns) and any(c.numeric for c in columns)


def _set(row: Sequence[str], places: Sequence[int], width: int) -> tuple[str, ...]:
    cells = dict(zip(places, row, strict=True))
    return tuple(cells.get(at, "") for at in range(width))
