"""Which columns of a table belong together by arithmetic: points and their shares, counts and their wholes."""

from __future__ import annotations

from functools import cached_property

from cchc_ocr.extract.checks.printed_shares import least_figure
from cchc_ocr.extract.tables.cells import mostly_add_up, number
from cchc_ocr.extract.tables.headings import says_weight
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.extract.tables.sheet_context import SheetContext
from cchc_ocr.extract.tables.sheet_laws import is_of_change
from cchc_ocr.patterns import unaccented
from cchc_ocr.vietnamese import bare

_ALL_ALONE = unaccented(r"\W*tổng(?: số| cộng)?\W*")
_MANY = 4  # rows
_FEWEST_DIFFERENCES = 2  # rows
_FEWEST_PRODUCTS, _MOST_PRODUCTS, _ROUNDED = 3, 0.75, 0.015  # rows, and by how much a product may be rounded
_ALIKE = 1.02  # the most of which the points of bodies may be shares, by the least
_NEAR = 1.0  # percent; what is rounded, and a digit that was misread, may be off


class ColumnPairs:
    """The pairs of columns of one table."""

    def __init__(self, context: SheetContext) -> None:
        self.context, self.sheet = context, context.sheet

    @cached_property
    def shares(self) -> dict[int, SheetColumn]:
        """For columns of points, by their places, the column of their shares: the nearest that agrees."""
        points = self.sheet.of_kind("score", "total", "value")
        found: dict[int, SheetColumn] = {}
        for share in self.sheet.of_kind("percent"):
            near = sorted(points, key=lambda column: (column.at > share.at, abs(column.at - share.at)))
            owner = next((column for column in near if self._agree(column, share)), None)
            if owner is not None:
                found.setdefault(owner.at, share)
        return found

    def _agree(self, points: SheetColumn, share: SheetColumn) -> bool:
        """Whether percentages are those of points out of their maximum, in half of the rows at least.

        In a few rows any may be misread; of more, half are what their points make, to the last figure. Where no
        maximum is known, all bodies must have theirs out of one.
        """
        off: list[tuple[float, float]] = []
        wholes: list[float] = []
        for row in self.context.rows:
            one, most = self.sheet.pair(row.cells, points)
            told = number(self.sheet.cell(row.cells, share) or "")
            if one is not None and most and told is not None:
                off.append((abs(100 * one / most - told), least_figure(told)))
            elif one and told:
                wholes.append(100 * one / told)
        if not off:
            one_whole = not self.context.lists_bodies or max(wholes, default=0) <= _ALIKE * min(wholes, default=0)
            return one_whole and (not any(share.when) or share.when == points.when)
        return 2 * sum(by <= (_NEAR if len(off) < _MANY else step) for by, step in off) >= len(off)

    @cached_property
    def changes(self) -> dict[int, SheetColumn]:
        """For columns of points, by their places, the column that says how they differ from those before."""
        points, others = self.sheet.of_kind("score", "total"), self.sheet.of_kind("other")
        pairs = [(after, before) for after in points for before in points if after is not before]
        return {
            after.at: change
            for change in others
            if is_of_change(self.sheet, change.at)
            for after, before in pairs
            if (after.basis == "self") == (before.basis == "self") and self._differ(after, before, change)
        }

    def _differ(self, after: SheetColumn, before: SheetColumn, change: SheetColumn) -> bool:
        """Whether figures are the differences of two columns, in most of the rows that have the three."""
        cells = [
            [number(self.sheet.cell(r.cells, c) or "") for c in (after, before, change)] for r in self.context.rows
        ]
        moved = any(told for *others, told in cells if None not in others)
        return moved and mostly_add_up(cells, _FEWEST_DIFFERENCES)

    @cached_property
    def weighted(self) -> tuple[SheetColumn, ...]:
        """The columns of points that are others times a weight beside them."""
        points, heads = self.sheet.of_kind("score"), self.sheet.record.header
        weights = [column for column in self.sheet.columns if says_weight(heads[column.at])]
        return tuple(
            one
            for one in points
            if any(
                self._is_product(one, other, weight) for other in points if other is not one for weight in weights
            )
        )

    def _is_product(self, product: SheetColumn, points: SheetColumn, weight: SheetColumn) -> bool:
        """Whether figures are points times a weight, whole or in percent, in most rows that have the three."""
        columns = (product, points, weight)
        cells = [[number(self.sheet.cell(row.cells, one) or "") for one in columns] for row in self.context.rows]
        known = [[figure for figure in row if figure is not None] for row in cells if None not in row]
        right = [
            row for row in known if any(abs(row[0] * by - row[1] * row[2]) <= _ROUNDED * by for by in (1, 100))
        ]
        return len(right) >= _FEWEST_PRODUCTS and len(right) >= _MOST_PRODUCTS * len(known)

    @cached_property
    def wholes(self) -> dict[int, SheetColumn]:
        """For columns of counts, by their places, the "Tổng số" beside them that a third has their shares of."""
        heads, counts = self.sheet.record.header, self.sheet.of_kind("count", "total")
        wholes = [column for column in counts if _ALL_ALONE.fullmatch(bare(heads[column.at]).lower())]
        pairs = ((part, whole) for whole in wholes for part in counts if part is not whole)
        shares = self.sheet.of_kind("percent")
        return {part.at: whole for part, whole in pairs if any(self._divides(part, whole, one) for one in shares)}

    def _divides(self, part: SheetColumn, whole: SheetColumn, share: SheetColumn) -> bool:
        """Whether percentages are those of a part in a whole, in all rows that have the three but one."""
        cells = [
            [number(self.sheet.cell(r.cells, c) or "") for c in (part, whole, share)] for r in self.context.rows
        ]
        known = [(one, all_, told) for one, all_, told in cells if one is not None and all_ and told is not None]
        right = [row for row in known if abs(100 * row[0] / row[1] - row[2]) <= _NEAR]
        return len(known) > 1 and len(right) >= max(len(known) - 1, 2)
