"""What does not add up in a table: sums below columns, columns that are sums of others, places and points."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

from cchc_ocr.check_texts import failed, with_one_digit
from cchc_ocr.extract.checks.arithmetic import ROUNDING, Law, Proposal, proposals, total
from cchc_ocr.extract.results.times import of_words
from cchc_ocr.extract.tables.cells import is_sum, number
from cchc_ocr.extract.tables.column_heads import column_heads
from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.patterns import as_said, unaccented
from cchc_ocr.records import Check, CheckArg, TableRecord
from cchc_ocr.vietnamese import bare

_PART_SUM = as_said(r"^\W*(?:cộng |tổng )?quý\b")  # the sum of its months
_GROUP = re.compile(r"^(?:[IVX]+|[A-Z])\.?$")
_TOP, _BELOW = re.compile(r"^\d+\.?$"), re.compile(r"^\d+\.\d+\.?$")  # 3 is the sum of 3.1 and 3.2
_NOT_ADDED = frozenset({"ordinal", "percent", "rank", "grade", "maximum"})  # columns that are no parts of others
_NOT_SUMMED = _NOT_ADDED - {"maximum"}
_CHANGE = unaccented(r"\b(?:tăng|giảm|chênh lệch|thay đổi|biến động|so sánh)\b|^\+\s*/\s*-$")
_RANKS = as_said(
    r"\b(?:thứ hạng|xếp hạng|hạng(?! mục)|bậc|vị thứ)\b"
)  # which nobody adds, nor by how many they rose
_MOST_COLUMNS = 8  # whose sums are tried: of more, some add up by chance
# A column is the sum of others where it is so in three rows at least, and in three of four.
_FEWEST_ROWS, _SHARE = 3, 0.75


@dataclass(frozen=True, slots=True)
class _TableLaw:
    """A law of the table, the code of its check, and its place: a heading, or the number of a column or row.

    ``change`` says that the figures are differences between two other columns.
    """

    law: Law
    code: str
    place: Mapping[str, CheckArg]
    change: bool = False


def check_sheet(i: int, sheet: TableSheet) -> Iterator[Check]:
    """All checks of the ``i``-th table that fail; a digit is proposed where only one would make it add up."""
    figures = {
        _at(i, y, x): value
        for y, row in enumerate(sheet.record.rows)
        for x, cell in enumerate(row)
        if (value := number(cell)) is not None
    }
    stated = [*_column_sums(i, sheet), *_row_sums(i, sheet)]
    stated = [one for one in stated if all(pointer in figures for pointer in one.law.pointers)]
    proposed = proposals(figures, [one.law for one in stated])
    broken = [(k, one) for k, one in enumerate(stated) if not one.law.holds(figures)]
    wrong_sums = {one.law.pointers[-1] for _, one in broken if one.code == "table-sum" and not one.change}
    for k, one in broken:
        if not _follows(one, wrong_sums):
            yield _check(i, one, figures, proposed.get(k))
    yield from _order(i, sheet)


def check_table(i: int, table: TableRecord, lexicon: Lexicon) -> Iterator[Check]:
    """As ``check_sheet``, of a table of which only the record is at hand: it was corrected, and is checked again.

    What the lines above the table and the words of several rows of headings say of its columns is not known then.
    """
    nowhere = Trace(table.page, None, "", 1.0)
    yield from check_sheet(i, TableSheet(table, nowhere, column_heads(lexicon.column_heads)))


def _follows(one: _TableLaw, wrong_sums: Collection[str]) -> bool:
    """Whether a law is broken since a sum that is told of already is wrong: in its row, or of what changed."""
    rows = {pointer.rpartition("/")[0] for pointer in wrong_sums}
    if one.change:
        return one.law.pointers[-1].rpartition("/")[0] in rows
    return one.code == "row-sum" and any(pointer in wrong_sums for pointer in one.law.pointers)


def _at(i: int, row: int, column: int) -> str:
    return f"/tables/{i}/rows/{row}/{column}"


def _check(i: int, one: _TableLaw, figures: dict[str, float], proposal: Proposal | None) -> Check:
    *parts, whole = one.law.pointers
    due = round(sum(figures[part] for part in parts), 4)
    check = failed(code=one.code, fields=(f"/tables/{i}",), **one.place, due=due, printed=figures[whole])
    if proposal is None:
        return check
    return with_one_digit(check, proposal.pointer, proposal.value, figures[proposal.pointer])


def _column_sums(i: int, sheet: TableSheet) -> Iterator[_TableLaw]:
    """The printed sums, each of the rows that hold; where none do, of those that hold in most of its columns."""
    for y, row in enumerate(sheet.record.rows):
        if not is_sum(sheet.name(row)):
            continue
        columns = [x for x in range(len(row)) if x >= len(sheet.kinds) or sheet.kinds[x] not in _NOT_SUMMED]
        columns = [x for x in columns if x >= len(sheet.record.header) or not _RANKS(sheet.record.header[x])]
        sums = {x: [*_sums_of(sheet, x, y)] for x in columns if number(row[x]) is not None}
        usual = Counter(way for ways in sums.values() for way, _, right in ways if right)
        for x, ways in sums.items():
            if ways and (not _of_another_year(sheet, y) or any(right for *_, right in ways)):
                _, rows, _ = max(ways, key=lambda way: (way[2], usual[way[0]]))
                yield _TableLaw(
                    total([_at(i, k, x) for k in rows], _at(i, y, x)), code="table-sum", **_column_place(sheet, x)
                )


def _of_another_year(sheet: TableSheet, y: int) -> bool:
    """Whether a sum behind that of the table names a year: the parts of "Tổng điểm năm 2022" stand elsewhere."""
    named = of_words(sheet.name(sheet.record.rows[y]) or "").year is not None
    return named and any(is_sum(sheet.name(row)) for row in sheet.record.rows[:y])


def _column_place(sheet: TableSheet, x: int) -> dict[str, Any]:
    header = sheet.record.header
    place: dict[str, CheckArg] = {"heading": header[x]} if x < len(header) else {"column": x + 1}
    return {"place": place, "change": x < len(header) and _CHANGE.search(bare(header[x]).lower()) is not None}


def _sums_of(sheet: TableSheet, x: int, y: int) -> Iterator[tuple[str, list[int], bool]]:
    """The rows that the figure in row ``y`` of a column may be the sum of: in which way, which, whether it is."""
    rows = sheet.record.rows
    column = {k: figure for k, row in enumerate(rows) if x < len(row) and (figure := number(row[x])) is not None}
    group = (
        _TOP
        if any(_BELOW.match(row[0]) for row in rows) and not any(_GROUP.match(row[0]) for row in rows)
        else _GROUP
    )
    over = {k for k, row in enumerate(rows) if group.match(row[0]) or _PART_SUM(sheet.name(row) or "")}
    over |= {k for k, row in enumerate(rows) if is_sum(sheet.name(row))}
    before = [k for k in column if k < y]
    sums = [k for k in before if is_sum(sheet.name(rows[k]))]
    last = max((k for k in over if k < y), default=-1)
    next_ = min((k for k in over if k > y), default=len(rows))
    ways = {
        "parts": [k for k in before if k not in over],
        "all": before,
        "sums": [k for k in before if k in over],
        "groups": [k for k in before if k in over and k not in sums],
        "last sum and since": [k for k in before if sums and k >= sums[-1]],
        "since the last": [k for k in before if k > last],
        "below": [k for k in column if y < k < next_],
    }
    for way, parts in ways.items():
        if len(parts) > 1:
            yield way, parts, abs(sum(column[k] for k in parts) - column[y]) <= ROUNDING


def _row_sums(i: int, sheet: TableSheet) -> Iterator[_TableLaw]:
    """Columns that are the sum of two or three others in nearly all rows ("đúng hạn" + "trễ hạn")."""
    added = [x for x, kind in enumerate(sheet.kinds) if kind not in _NOT_ADDED]
    cells = [
        [number(row[x]) if x < len(row) else None for x in range(len(sheet.kinds))] for row in sheet.record.rows
    ]
    numeric = [x for x in added if sum(row[x] is not None for row in cells) >= _FEWEST_ROWS]
    if len(numeric) > _MOST_COLUMNS:
        return
    for whole in numeric:
        parts = next(iter(_parts_of(whole, numeric, cells)), None)
        for y, row in enumerate(cells):
            if parts and None not in (row[whole], *(row[x] for x in parts)):
                law = total([_at(i, y, x) for x in parts], _at(i, y, whole))
                name = sheet.name(sheet.record.rows[y])
                yield _TableLaw(law, code="row-sum", place={"heading": name} if name else {"row": y + 1})


def _parts_of(
    whole: int, numeric: Sequence[int], cells: Sequence[Sequence[float | None]]
) -> Iterator[tuple[int, ...]]:
    """Columns whose sum is the column ``whole`` wherever two of them at least are more than nothing."""
    others = [x for x in numeric if x != whole]
    for count in (2, 3):
        for parts in combinations(others, count):
            rows = [(row[whole], [row[x] for x in parts]) for row in cells]
            known = [(w, [p for p in ps if p is not None]) for w, ps in rows if w is not None and None not in ps]
            telling = [(w, ps) for w, ps in known if sum(p != 0 for p in ps) > 1]
            right = [w for w, ps in telling if abs(sum(ps) - w) < 0.005]
            if len(right) >= _FEWEST_ROWS and len(right) >= _SHARE * len(telling):
                yield parts


def _order(i: int, sheet: TableSheet) -> Iterator[Check]:
    """Places of a ranking whose points say otherwise."""
    rank = next(iter(sheet.of_kind("rank")), None)
    points = sheet.of_kind("total") or sheet.of_kind("score")
    points = tuple(column for column in points if rank and column.when == rank.when) or points
    if rank is None or len(points) != 1 or sheet.lists_criteria:  # parts of an index each have a ranking
        return
    placed = []
    for row in sheet.record.rows:
        place, result = number(sheet.cell(row, rank) or ""), number(sheet.cell(row, points[0]) or "")
        if place is not None and result is not None:
            placed.append((place, result, sheet.name(row) or ""))
    for (place, result, name), (next_place, next_result, next_name) in pairwise(sorted(placed)):
        if place < next_place and result < next_result:
            args: dict[str, CheckArg] = {"one": name, "points": result, "place": place}
            args |= {"other": next_name, "other_points": next_result, "other_place": next_place}
            yield failed(code="rank-order", fields=(f"/tables/{i}",), **args)
