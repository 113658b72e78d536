"""What columns of a table say of one another: times, sums of sides, wholes of years and parts of maxima."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile

from cchc_ocr.extract.results.times import When
from cchc_ocr.extract.tables.cells import figures_at, mostly_add_up
from cchc_ocr.extract.tables.headings import says_weight
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.patterns import unaccented
from cchc_ocr.vietnamese import bare

_ALL_YEARS = unaccented(r"(?:(?:cả|toàn|tổng|cộng)\s)+(?:giai đoạn|thời kỳ|nhiệm kỳ|\d năm|các năm)|lũy kế")
_WHOLE_YEAR = unaccented(r"(?:cả|toàn|tổng|cộng)(?: cả)? năm")
_FEWEST_YEARS = 2
_FEWEST_PARTS = 2  # of a sum
_FEWEST_SUMS = 3  # rows that add up where a column is a sum
_HUNDRED = 100.0
_MAY_BE_MOST = unaccented(r"\b(?:điểm|thang|khung|mức|barem|ba rem|chuẩn|quy định|kế hoạch|tổng số)\b")
_NAMES = ("name", "time", "ordinal", "maximum", "total")
_MAY_BE_PARTS = ("score", "other", "count")
_POINTS_ALONE = unaccented(r"\W*(?:số )?điểm(?: số| chung| đạt)?\W*")
_STEPS = 4  # maxima are told in quarters of a point at least
_ROUNDED = 0.31  # how far shares of a whole may be off in sum
_FEWEST_SHARES = 2  # side by side


def grades_as_names(columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns; grades that stand first, without names, are what numbers beside them count: "Tốt | 12"."""
    kinds = [column.kind for column in columns]
    first = next((column for column in columns if column.kind != "ordinal"), None)
    if first is None or first.kind != "grade" or "name" in kinds or "count" not in kinds:
        return columns
    return [replace(column, kind="name") if column is first else column for column in columns]


def of_times_beside(columns: Sequence[SheetColumn], plain: Sequence[str]) -> list[SheetColumn]:
    """The columns; of those that have one heading and no time each is of the time that stands before it.

    "2021 | Hạng | 2022 | Hạng": the places in the fourth column are those of 2022. ``plain`` are the headings.
    """
    before: dict[int, SheetColumn] = {}
    last: SheetColumn | None = None
    for column in columns:
        last = column if column.is_timed else last
        if last is not None and last is not column:
            before[column.at] = last
    groups: dict[str, list[int]] = {}
    for column in columns:
        if plain[column.at] and not column.is_timed:
            groups.setdefault(plain[column.at], []).append(column.at)
    told = {
        at: before[at]
        for places in groups.values()
        if len(places) > 1 and len({before[at].time for at in places if at in before}) == len(places)
        for at in places
    }
    return [replace(c, when=told[c.at].when, part=told[c.at].part) if c.at in told else c for c in columns]


def of_all_sides(
    column: SheetColumn, columns: Sequence[SheetColumn], rows: Sequence[Sequence[str]]
) -> SheetColumn:
    """The column; percentages that add up points beside them, of a hundred in all, are the whole."""
    sides = [other for other in columns if other.kind == "score" and other.most]
    whole = len(sides) > 1 and sum(side.most or 0.0 for side in sides) == _HUNDRED
    if column.kind != "percent" or not whole or any(other.kind == "total" for other in columns):
        return column
    places = [column.at, *(side.at for side in sides)]
    known = figures_at(rows, places)
    return replace(column, kind="total", most=_HUNDRED) if mostly_add_up(known, _FEWEST_SUMS) else column


def of_parts_of_counts(
    columns: Sequence[SheetColumn], rows: Sequence[Sequence[str]], *, numeric: Callable[[int], bool]
) -> list[SheetColumn]:
    """The columns; what stands side by side and adds up to what is counted beside it is counted as well.

    "Số tiêu chí | Mức 1 | Mức 2 | Mức 3", in front of points. ``numeric`` says whether a column has whole numbers
    below a heading that may count.
    """
    parts: set[int] = set()
    for column in (column for column in columns if column.kind == "count"):
        for step in (1, -1):
            places = range(column.at + step, len(columns) if step > 0 else -1, step)
            run = [*takewhile(lambda at: columns[at].kind in ("other", "count") and numeric(at), places)]
            known = figures_at(rows, (column.at, *run))
            if len(run) > 1 and mostly_add_up(known, _FEWEST_SUMS):
                parts.update(run)
    return [replace(column, kind="count") if column.at in parts else column for column in columns]


def with_parts_of_totals(
    columns: Sequence[SheetColumn], plain: Sequence[str], rows: Sequence[Sequence[str]]
) -> list[SheetColumn]:
    """The columns; what stands side by side before a total and adds up to it in nearly all rows are its parts."""
    told = [*columns]
    for total in (column for column in columns if column.kind == "total" or _is_whole(column, plain)):
        before = takewhile(lambda one: one.kind not in _NAMES, reversed(columns[: total.at]))
        parts = [one for one in before if one.kind in _MAY_BE_PARTS and one.time == total.time]
        parts = [one for one in parts if one.basis != "self"]
        places = (total.at, *(part.at for part in parts))
        known = figures_at(rows, places)
        if len(parts) >= _FEWEST_PARTS and mostly_add_up(known, _FEWEST_SUMS):
            told = [replace(one, kind="score", nature=None) if one in parts else one for one in told]
            told[told.index(total)] = replace(total, kind="total")
    return told


def _is_whole(column: SheetColumn, plain: Sequence[str]) -> bool:
    """Whether a heading says that it heads points, and not of what."""
    return column.kind == "score" and _POINTS_ALONE.fullmatch(plain[column.at]) is not None


def with_maximum(
    columns: Sequence[SheetColumn], plain: Sequence[str], rows: Sequence[Sequence[str]]
) -> list[SheetColumn]:
    """The columns of a table of criteria; points in round figures that none beside them pass are the maximum.

    Nobody gave them, and they are of no time: "Khung điểm", "Barem". ``plain`` are the headings.
    """
    told = [*columns]
    if any(column.kind == "maximum" or column.most for column in columns):
        return told
    for column in columns:
        free = column.kind in ("score", "other") and not column.is_timed and not column.back
        free = free and column.basis is None and column.nature is None
        free = free and _MAY_BE_MOST.search(plain[column.at]) is not None
        given = [other for other in columns if other.at > column.at and other.kind in ("score", "total", "other")]
        if free and any(other.kind != "other" for other in given) and _passes(column, given, rows):
            told[told.index(column)] = replace(column, kind="maximum")
            break
    return told


def _passes(column: SheetColumn, others: Sequence[SheetColumn], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a column has round figures in all rows, none less than those of others, and more in most rows."""
    places = [column.at, *(other.at for other in others)]
    cells = figures_at(rows, places)
    filled = [(row[0], [figure for figure in row[1:] if figure is not None]) for row in cells]
    filled = [(most, given) for most, given in filled if given]
    if len(filled) < _FEWEST_SUMS or any(
        most is None or most * _STEPS % 1 or most < max(given) for most, given in filled
    ):
        return False
    return 2 * sum((most or 0.0) > max(given) for most, given in filled) > len(filled)


def with_sums_of_points(columns: Sequence[SheetColumn], rows: Sequence[Sequence[str]]) -> list[SheetColumn]:
    """The columns; points behind others of one time that are their sums in nearly all rows are totals.

    What somebody gave himself is a part of a sum only where the sum is of nothing else.
    """
    told = list(columns)
    scores = [column for column in columns if column.kind == "score"]
    if any(column.kind in ("total", "maximum") for column in columns):
        return told
    for whole in scores:
        parts = [column for column in scores if column is not whole and column.time == whole.time]
        if len(parts) < _FEWEST_PARTS or whole.basis == "self" or max(part.at for part in parts) > whole.at:
            continue
        places = [whole.at, *(part.at for part in parts)]
        known = figures_at(rows, places)
        if mostly_add_up(known, _FEWEST_SUMS):
            told[told.index(whole)] = replace(whole, kind="total")
    return told


def of_all_years(column: SheetColumn, heading: str, columns: Sequence[SheetColumn]) -> SheetColumn:
    """The column; what "Cả giai đoạn" says beside several years is of all of them."""
    plain = bare(heading).lower().strip()
    parts = sum(other.kind == "value" and other.part is not None for other in columns)
    if column.kind in ("other", "count", "percent") and parts >= _FEWEST_YEARS and _WHOLE_YEAR.fullmatch(plain):
        return replace(column, kind="value")
    years = {other.when.year for other in columns if other.kind == "value" and other.when.year}
    if len(years) < _FEWEST_YEARS or any(column.when) or not _ALL_YEARS.fullmatch(plain):
        return column
    return replace(column, kind="value", when=When(None, f"{min(years)}/{max(years)}"))


def part_of_maximum(column: SheetColumn, heading: str, before: Sequence[SheetColumn]) -> SheetColumn:
    """The column; what "Trong đó" says right behind a maximum is a part of it, and nothing that was given."""
    part = before and before[-1].kind == "maximum" and bare(heading).lower().startswith("trong do")
    return replace(column, kind="maximum") if part else column


def without_weights(columns: Sequence[SheetColumn], plain: Sequence[str]) -> list[SheetColumn]:
    """The columns; weights are no results, unless they are shares of what is counted beside them."""
    weights = {c.at for c in columns if c.kind in ("percent", "count") and says_weight(plain[c.at])}
    if any(column.kind == "count" and column.at not in weights for column in columns):
        return [*columns]
    return [replace(column, kind="other") if column.at in weights else column for column in columns]


def shares_of_rows(columns: Sequence[SheetColumn], rows: Sequence[Sequence[str]]) -> list[SheetColumn]:
    """The columns; what no heading calls otherwise and adds up to a hundred in all rows are shares."""
    unknown = [column.at for column in columns if column.kind in ("other", "score")]
    known = figures_at(rows, unknown)
    places = [at for x, at in enumerate(unknown) if any(row[x] is not None for row in known)]
    figures = [[figure for figure in row if figure is not None] for row in known]
    broken = any(figure % 1 for row in figures for figure in row)
    whole = all(len(row) == len(places) and abs(sum(row) - _HUNDRED) < _ROUNDED for row in figures)
    if not (whole and broken and len(rows) > 1 and len(places) >= _FEWEST_SHARES):
        return [*columns]
    return [replace(column, kind="percent") if column.at in places else column for column in columns]
