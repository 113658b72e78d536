"""What single cells say: the number in one, and whether one names a row of sums."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import isfinite

from cchc_ocr.extract.figures.tokens import ORDER, as_digits
from cchc_ocr.extract.tables.beside_figures import without_change
from cchc_ocr.extract.tables.rows import SIGN
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.vietnamese import bare

# "Tổng cộng", "Cộng", "Tổng (I+II)"; "Công tác …" and "Tổng hợp …" are no sums.
_SUM = unaccented(r"""
    ^\W*(?:tổng (?:cộng|số|điểm)\b|cộng điểm\b(?! thưởng| sáng kiến| khuyến khích)
    |(?:tổng |cộng )?cả năm\b|toàn (?:tỉnh|huyện|xã|thành phố|ngành|bộ|viện|trường|quận|phường|thị xã)\W*$
    |toàn (?:cục|sở|khối|cụm|hệ thống|đơn vị)\W*$
    |lũy kế (?:\d+ tháng|cả năm|từ đầu năm|quý)\b
    |(?:tổng|cộng)\s(?:\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)
    \s(?:đơn vị|cơ quan|xã|phường|huyện|sở|lĩnh vực|tiêu chí)\b
    |(?:tổng|cộng)\s*(?:$|[^\w\s]|[ivx]+\b|(?:quý|tháng|năm|\d+ tháng|6 tháng|lũy kế|chung|toàn|các)\b))
""")
_SUM_OF_SOME = unaccented(r"^\W*(?:tổng |cộng )+(?:cấp|khối|nhóm|phần|mục|loại)\b")
_ROUNDED = 0.015  # how far a sum may be off whose parts were rounded
_MOST_ROWS = 0.75  # of all rows, that add up where a column is a sum
_WORK = accented(r"\W*công\b", re.IGNORECASE)
_AVERAGE = unaccented(
    r"^\W*(?:điểm |giá trị |mức )?(?:bình quân|trung bình|trung vị)\b|^\W*(?:tb(?:\s|$)|chung\W*$)"
)
_MAXIMUM = unaccented(
    r"^\W*(?:tổng |số |mức )*"
    r"(?:thang điểm|điểm (?:tối đa|chuẩn|trần|quy định)|tối đa|khung điểm|điểm khung|barem)\b"
)
_SPACED = re.compile(r"[-–−+]?\d{1,3}, \d{1,2}%?")
_NUMBER = re.compile(rf"^{SIGN}?(?:\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d+(?:[,.]\d+)?)$", re.ASCII)
_THOUSANDS = re.compile(rf"{SIGN}?\d{{1,3}}(?:\.\d{{3}})+(?:,|$)")
# "2.004 (93,6%)", "185/97,4%": a figure with its share beside it.
_SHARE_BESIDE = re.compile(
    r"(?<=\d)\s*(?:\(\s*(?P<share>\d{1,3}(?:[,.]\d+)?)\s*%\s*\)|/\s*(?P<behind>\d{1,3}(?:[,.]\d+)?)\s*%)$",
    re.ASCII,
)
# "69,74 (hạng 9)": points with their place beside them.
_PLACE_BESIDE = unaccented(
    r"(?<=[\d%])\s*\(\s*(?:xếp )?(?:thứ |hạng |vị trí |thứ hạng )+(?P<place>\d{1,3}(?:/\d{1,3})?)"
    r"\s*(?:[,;][^()\d]*)?\)$"
)
# "85,14 (09/63)": of points with decimals, which are no part of so many.
_PAIR_BESIDE = re.compile(r"(?<=,\d)(?P<rest>\d*)\s*\(\s*(?P<place>\d{1,3}/\d{2,3})\s*\)$", re.ASCII)
_PLACE = re.compile(r"\d{1,3}(?:\s?/\s?\d{1,3})?")
_POINTS_AND_PLACE = re.compile(r"(?P<points>\d{1,4}(?:[,.]\d+)?)\s*(?:/|-|\((?=\d+\)))\s*(?P<place>\d{1,3})\)?")
_PLACE_TOLD = accented(
    r"(?:(?:đồng |xếp |đứng |giải )?(?:thứ hạng |thứ |hạng |vị trí )?)"
    rf"(?P<place>\d{{1,3}}|[ivx]+|{'|'.join(ORDER)})"
    r"(?:\s?(?:/|\b(?:trên|trong)(?: tổng số| số)?\b)\s?(?P<of>\d{1,3})(?:\s[^\d;.()]{2,40})?)?",
    re.IGNORECASE,
)
_ROMAN = {"I": 1, "V": 5, "X": 10}
_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_MINUS = str.maketrans("–−", "--")  # as programs print it before a figure


def number(cell: str) -> float | None:
    """The number in a cell: dots for thousands, a decimal comma; None where it holds anything else.

    A sign belongs to the figure: differences are printed as -0,75 and +0,50. A share, a place or a change in
    brackets does not.

    >>> number("1.846"), number("10,25"), number("+0,5"), number("-"), number("05 ngày"), number("12 (60%)")
    (1846.0, 10.25, 0.5, None, None, 12.0)
    """
    cell = _SHARE_BESIDE.sub("", joined(without_place(cell))).rstrip("%").strip()
    if not _NUMBER.match(cell):
        return None
    if _THOUSANDS.match(cell):
        cell = cell.replace(".", "")
    figure = float(cell.translate(_MINUS).replace(",", "."))
    return figure if isfinite(figure) else None  # a row of hundreds of zeros


def joined(cell: str) -> str:
    """A cell; a figure without the space behind its decimal comma, and with digits for letters like them.

    >>> joined("94, 20"), joined("8, 5%"), joined("1, 2, 3"), joined("Nghị quyết 5, 7"), joined("8,O")
    ('94,20', '8,5%', '1, 2, 3', 'Nghị quyết 5, 7', '8,0')
    """
    return as_digits(cell.replace(" ", "") if _SPACED.fullmatch(cell) else cell)


def share_beside(cell: str) -> float | None:
    """The percentage in brackets behind the figure of a cell.

    >>> share_beside("2.004 (93,6%)"), share_beside("93,6%"), share_beside("185/97,4%")
    (93.6, None, 97.4)
    """
    beside = _SHARE_BESIDE.search(cell.strip())
    return number(beside["share"] or beside["behind"]) if beside else None


def place_beside(cell: str) -> str | None:
    """The place in brackets behind the points of a cell.

    >>> place_beside("69,74 (hạng 9)"), place_beside("85,91% (xếp thứ 27/63)"), place_beside("12 (60%)")
    ('9', '27/63', None)
    """
    beside = _place_behind(cell.strip())
    return beside["place"] if beside else None


def _place_behind(cell: str) -> re.Match[str] | None:
    plain = bare(cell).lower()
    pair = _PAIR_BESIDE.search(plain)
    return _PLACE_BESIDE.search(plain) or (pair if pair and not pair["place"].endswith("/100") else None)


def place_told(cell: str) -> tuple[int, int | None] | None:
    """The place that a cell in a column of places tells, and out of how many; None where it tells none.

    >>> place_told("3"), place_told("09/63"), place_told("Thứ 32"), place_told("XIV"), place_told("Hạng nhì")
    ((3, None), (9, 63), (32, None), (14, None), (2, None))
    >>> place_told("IIX"), place_told("x"), place_told("-1"), place_told("2.5")
    (None, None, None, None)
    """
    told = _PLACE_TOLD.fullmatch(cell.strip())
    place = _ordinal(told["place"]) if told else None
    return (place, int(told["of"]) if told["of"] else None) if told and place else None


def _ordinal(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    values = [_ROMAN.get(sign, 0) for sign in text]
    value = sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))
    return value if "X" * (value // 10) + _UNITS[value % 10] == text else ORDER.get(text.lower())


def have_places(cells: Sequence[str]) -> bool:
    """Whether points have the place behind them, without a word: a whole number that is less, in all cells.

    >>> have_places(["85,5/3", "90,1/1"]), have_places(["8,5/10", "7/10"]), have_places(["85,5 (3)", "90 (1)"])
    (True, False, True)
    """
    told = [_POINTS_AND_PLACE.fullmatch(cell.strip()) for cell in cells]
    pairs = [(number(pair["points"]), int(pair["place"])) for pair in told if pair]
    apart = len({place for _, place in pairs}) > 1 and any(is_broken(pair["points"]) for pair in told if pair)
    return len(pairs) == len(cells) and apart and all(points and points > place for points, place in pairs)


def with_place_told(cell: str) -> str:
    """A cell of points with their place behind them, with the word for it."""
    pair = _POINTS_AND_PLACE.fullmatch(cell.strip())
    return f"{pair['points']} (hạng {pair['place']})" if pair else cell


def is_place(cell: str) -> bool:
    """Whether a cell is a place, with or without how many are ranked: "3", "3/20", "3 trên 20 xã"."""
    told = place_told(cell)
    return _PLACE.fullmatch(cell.strip()) is not None or (told is not None and told[1] is not None)


def without_place(cell: str) -> str:
    """A cell without the place, or the change, in brackets behind it."""
    beside = _place_behind(cell := without_change(cell.strip()))
    if beside is None:
        return cell
    return cell[: beside.start() + len(beside.groupdict().get("rest") or "")]


def is_broken(cell: str) -> bool:
    """Whether the figure of a cell has decimals, behind a comma or a point.

    >>> is_broken("85,5"), is_broken("64.98 (giảm 1.47)"), is_broken("1.846"), is_broken("12")
    (True, True, False, False)
    """
    first = without_place(cell).partition("/")[0].partition("(")[0]
    return "," in first or (number(first) or 0) % 1 != 0


def adds_up(whole: float, parts: Iterable[float]) -> bool:
    """Whether a figure is the sum of others that were rounded."""
    return abs(sum(parts) - whole) < _ROUNDED


def mostly_add_up(rows: Iterable[Sequence[float | None]], fewest: int) -> bool:
    """Whether the first figure is the sum of the others in most of the rows that have all, and in ``fewest``.

    >>> mostly_add_up([(9, 5, 4), (8, 5, 3), (7, None, 3)], 2), mostly_add_up([(9, 5, 4), (8, 5, 4)], 1)
    (True, False)
    """
    known = [[figure for figure in row if figure is not None] for row in rows if None not in row]
    right = sum(adds_up(whole, parts) for whole, *parts in known)
    return right >= fewest and right >= _MOST_ROWS * len(known)


def is_sum(name: str | None) -> bool:
    """Whether a row is that of the sums, by its name."""
    works = _WORK.match(name or "") is not None  # "Công chứng", without accents also "cộng chung"
    return name is not None and not works and _SUM.match(bare(name).lower()) is not None


def sums_some(name: str | None) -> bool:
    """Whether a row is the sum of some rows, which it says: "Cộng cấp huyện".

    >>> sums_some("Cộng cấp huyện"), sums_some("Công cấp"), sums_some("Tổng cộng")
    (True, False, False)
    """
    works = _WORK.match(name or "") is not None
    return name is not None and not works and _SUM_OF_SOME.match(bare(name).lower()) is not None


def figure_at(row: Sequence[str], at: int) -> float | None:
    """The figure in a column of a row, which may have fewer cells than others."""
    return number(row[at]) if at < len(row) else None


def figures_at(rows: Sequence[Sequence[str]], places: Iterable[int]) -> list[list[float | None]]:
    """The figures in some columns, row by row.

    >>> figures_at([("A", "1,5", "-"), ("B", "2")], (1, 2))
    [[1.5, None], [2.0, None]]
    """
    columns = tuple(places)
    return [[figure_at(row, at) for at in columns] for row in rows]


def is_average(name: str | None) -> bool:
    """Whether a row is that of what its rows have on average, by its name."""
    return name is not None and _AVERAGE.match(bare(name).lower()) is not None


def is_maximum(name: str | None) -> bool:
    """Whether a row says how many points the columns are out of, by its name."""
    return name is not None and _MAXIMUM.match(bare(name).lower()) is not None
