"""What does not add up in a table: sums below columns, columns that are sums of others, places and points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise

from cchc_ocr.check_texts import failed, with_one_digit
from cchc_ocr.extract.checks.arithmetic import Proposal, proposals
from cchc_ocr.extract.results.times import of_words
from cchc_ocr.extract.tables.beside_shares import shares_beside
from cchc_ocr.extract.tables.cells import number
from cchc_ocr.extract.tables.column_heads import column_heads
from cchc_ocr.extract.tables.column_sums import column_sums, group_sums
from cchc_ocr.extract.tables.row_shares import answer_laws, line_share_laws
from cchc_ocr.extract.tables.row_sums import row_sums, share_laws
from cchc_ocr.extract.tables.sheet_laws import SheetLaw, cell_at
from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.records import Check, CheckArg, TableRecord


def check_sheet(i: int, sheet: TableSheet) -> Iterator[Check]:
    """All checks of the ``i``-th table that fail; a digit is proposed where only one would make it add up."""
    figures = {
        cell_at(i, y, x): value
        for y, row in enumerate(sheet.record.rows)
        for x, cell in enumerate(row)
        if (value := number(cell)) is not None
    }
    stated = [*column_sums(i, sheet), *group_sums(i, sheet), *row_sums(i, sheet), *share_laws(i, sheet)]
    stated += [*answer_laws(i, sheet), *line_share_laws(i, sheet)]
    stated = [one for one in stated if all(pointer in figures for pointer in one.law.pointers)]
    proposed = proposals(figures, [one.law for one in stated])
    broken = [(k, one) for k, one in enumerate(stated) if not one.law.holds(figures)]
    for k, one in broken:
        if not any(_follows(one, other, figures) for _, other in broken if other is not one):
            yield _check(i, one, figures, proposed.get(k))
    yield from shares_beside(i, sheet)
    yield from _order(i, sheet)


def check_table(i: int, table: TableRecord, lexicon: Lexicon) -> Iterator[Check]:
    """As ``check_sheet``, of a table of which only the record is at hand: it was corrected, and is checked again.

    What the lines above the table and the words of several rows of headings say of its columns is not known then.
    """
    nowhere = Trace(table.page, None, "", 1.0)
    yield from check_sheet(i, TableSheet(table, nowhere, column_heads(lexicon.column_heads)))


def _follows(one: SheetLaw, other: SheetLaw, figures: Mapping[str, float]) -> bool:
    """Whether a law is broken since a figure is wrong that another tells of already.

    A sum that is wrong breaks the sums of its row, and what is said of changes in it. A part that does not fit
    into its row breaks the sum of its column by as much.
    """
    whole = other.law.pointers[-1]
    if other.code == "table-sum" and not other.change:
        if one.change and one.code == "table-sum":
            return _row(one.law.pointers[-1]) == _row(whole)
        if one.code in ("row-sum", "count-percent"):
            return whole in one.law.pointers
        return one.code == "table-sum" and whole in one.law.pointers[:-1]
    told = other.code == "row-sum" and one.code == "table-sum"
    shared = {*other.law.pointers} & {*one.law.pointers[:-1]}
    return told and bool(shared) and abs(one.off(figures)) == abs(other.off(figures))


def _row(pointer: str) -> str:
    return pointer.rpartition("/")[0]


def _check(i: int, one: SheetLaw, figures: Mapping[str, float], proposal: Proposal | None) -> Check:
    check = failed(code=one.code, fields=(f"/tables/{i}",), **one.place, **one.figures(figures))
    if proposal is None:
        return check
    return with_one_digit(check, proposal.pointer, proposal.value, figures[proposal.pointer])


def _order(i: int, sheet: TableSheet) -> Iterator[Check]:
    """Places of a ranking whose points say otherwise, below one another or side by side."""
    for placed in (*_placed_below(sheet), _placed_across(sheet)):
        points = {place: result for place, result, _ in placed}
        if any(points[place] != result for place, result, _ in placed):
            continue  # two rankings that no row parts
        for (place, result, name), (next_place, next_result, next_name) in pairwise(sorted(placed)):
            if place < next_place and result < next_result:
                args: dict[str, CheckArg] = {"one": name, "points": result, "place": place}
                args |= {"other": next_name, "other_points": next_result, "other_place": next_place}
                yield failed(code="rank-order", fields=(f"/tables/{i}",), **args)


_PlacedPoints = tuple[float, float, str]  # a place, the points there, whose they are


def _placed_below(sheet: TableSheet) -> Iterator[list[_PlacedPoints]]:
    """The places of a table with a row for each that has one; of each group of rows below a head of their own."""
    rank = next(iter(sheet.of_kind("rank")), None)
    points = sheet.of_kind("total") or sheet.of_kind("score")
    points = tuple(column for column in points if rank and column.when == rank.when) or points
    if rank is None or len(points) != 1 or sheet.lists_criteria:  # parts of an index each have a ranking
        return
    cells = [
        (sheet.cell(row, rank), sheet.cell(row, points[0]), sheet.name(row) or "") for row in sheet.record.rows
    ]
    for heads, group in groupby(cells, lambda cell: cell[0] is cell[1] is None):
        if not heads:
            yield [*_of_cells(group)]


def _placed_across(sheet: TableSheet) -> list[_PlacedPoints]:
    """The places of a table with a column for each that has one: its row "Xếp thứ", and the figures above it."""
    rows, kind_of = sheet.record.rows, sheet.column_heads.kind_of
    kinds = [kind_of(sheet.name(row) or "") for row in rows]
    y = kinds.index("rank") if kinds.count("rank") == 1 else 0
    timed = any(any(of_words(head)) for head in sheet.record.header)
    if not y or timed or kinds[y - 1] not in ("total", "score", "percent"):
        return []
    return [*_of_cells(zip(rows[y][1:], rows[y - 1][1:], sheet.record.header[1:], strict=False))]


def _of_cells(cells: Iterable[tuple[str | None, str | None, str]]) -> Iterator[_PlacedPoints]:
    for place, points, name in cells:
        known = number(place or ""), number(points or "")
        if known[0] is not None and known[1] is not None:
            yield known[0], known[1], name
