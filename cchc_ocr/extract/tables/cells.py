"""What single cells say: the number in one, and whether one names a row of sums."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import isfinite

from cchc_ocr.extract.figures.tokens import as_digits
from cchc_ocr.extract.tables.rows import SIGN
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.vietnamese import bare

# "Tổng cộng", "Cộng", "Tổng (I+II)"; "Công tác …" and "Tổng hợp …" are no sums.
_SUM = unaccented(r"""
    ^\W*(?:tổng (?:cộng|số|điểm)\b|cộng điểm\b(?! thưởng| sáng kiến| khuyến khích)
    |(?:tổng |cộng )?cả năm\b|toàn (?:tỉnh|huyện|xã|thành phố|ngành|bộ)\W*$
    |(?:tổng|cộng)\s*(?:$|[^\w\s]|[ivx]+\b|(?:quý|tháng|năm|\d+ tháng|6 tháng|lũy kế|chung|toàn|các)\b))
""")
_SUM_OF_SOME = unaccented(r"^\W*(?:tổng |cộng )+(?:cấp|khối|nhóm|phần|mục|loại)\b")
_ROUNDED = 0.015  # how far a sum may be off whose parts were rounded
_MOST_ROWS = 0.75  # of all rows, that add up where a column is a sum
_WORK = accented(r"\W*công\b", re.IGNORECASE)
_AVERAGE = unaccented(
    r"^\W*(?:điểm |giá trị |mức )?(?:bình quân|trung bình|trung vị)\b|^\W*(?:tb(?:\s|$)|chung\W*$)"
)
_MAXIMUM = unaccented(r"^\W*(?:thang điểm|điểm (?:tối đa|chuẩn|trần)|tối đa)\b")
_SPACED = re.compile(r"[-–−+]?\d{1,3}, \d{1,2}%?")
_NUMBER = re.compile(rf"^{SIGN}?(?:\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d+(?:[,.]\d+)?)$", re.ASCII)
_THOUSANDS = re.compile(rf"{SIGN}?\d{{1,3}}(?:\.\d{{3}})+(?:,|$)")
# "2.004 (93,6%)": a figure with its share beside it.
_SHARE_BESIDE = re.compile(r"(?<=\d)\s*\(\s*(?P<share>\d{1,3}(?:[,.]\d+)?)\s*%\s*\)$", re.ASCII)
# "69,74 (hạng 9)": points with their place beside them.
_PLACE_BESIDE = unaccented(
    r"(?<=[\d%])\s*\(\s*(?:xếp )?(?:thứ |hạng |vị trí |thứ hạng )+(?P<place>\d{1,3}(?:/\d{1,3})?)\s*\)$"
)
# "85,20 (tăng 2,1)", "3 (tăng 2 bậc)", "12 (giữ nguyên)", "84,5 (+1,2)": by how much a figure changed.
_CHANGE_BESIDE = unaccented(
    r"(?<=[\d%])\s*\(\s*(?:(?P<sign>tăng|giảm|lên|xuống|[-–−+↑↓▲▼])\s*(?P<by>\d{1,3}(?:[,.]\d+)?)(?:\s?(?:điểm|đ|%|bậc|hạng))*"
    r"|giữ nguyên|không (?:đổi|thay đổi)|không tăng|=|[-–−])\s*(?:so với[^()]*)?\)$"
)
_DOWN = frozenset({"giam", "xuong", "-", "–", "−", "↓", "▼"})
_MINUS = str.maketrans("–−", "--")  # as programs print it before a figure


def number(cell: str) -> float | None:
    """The number in a cell: dots for thousands, a decimal comma; None where it holds anything else.

    A sign belongs to the figure: differences are printed as -0,75 and +0,50. A share, a place or a change in
    brackets does not.

    >>> number("1.846"), number("10,25"), number("+0,5"), number("-"), number("05 ngày"), number("12 (60%)")
    (1846.0, 10.25, 0.5, None, None, 12.0)
    """
    cell = _SHARE_BESIDE.sub("", joined(without_beside(cell))).rstrip("%").strip()
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

    >>> share_beside("2.004 (93,6%)"), share_beside("93,6%")
    (93.6, None)
    """
    beside = _SHARE_BESIDE.search(cell.strip())
    return number(beside["share"]) if beside else None


def place_beside(cell: str) -> str | None:
    """The place in brackets behind the points of a cell.

    >>> place_beside("69,74 (hạng 9)"), place_beside("85,91% (xếp thứ 27/63)"), place_beside("12 (60%)")
    ('9', '27/63', None)
    """
    beside = _PLACE_BESIDE.search(bare(cell.strip()).lower())
    return beside["place"] if beside else None


def without_place(cell: str) -> str:
    """A cell without the place in brackets behind it."""
    beside = _PLACE_BESIDE.search(bare(cell := cell.strip()).lower())
    return cell[: beside.start()] if beside else cell


def change_beside(cell: str) -> float | None:
    """By how much the figure of a cell changed, where brackets behind it say so.

    >>> change_beside("85,20 (tăng 2,1)"), change_beside("3 (giảm 2 bậc)"), change_beside("9 (giữ nguyên)")
    (2.1, -2.0, 0.0)
    >>> change_beside("12 (60%)") is None
    True
    """
    beside = _CHANGE_BESIDE.search(bare(cell.strip()).lower())
    if beside is None or beside[0].strip(" ()") in ("-", "–", "−"):
        return None
    by = number(beside["by"]) if beside["by"] else 0.0
    return -by if by and beside["sign"] in _DOWN else by


def without_beside(cell: str) -> str:
    """A cell without the place or the change in brackets behind its figure.

    >>> without_beside("85,20 (tăng 2,1)"), without_beside("69,74 (hạng 9)"), without_beside("12 (60%)")
    ('85,20', '69,74', '12 (60%)')
    """
    cell = without_place(cell)
    beside = _CHANGE_BESIDE.search(bare(cell).lower())
    return cell[: beside.start()] if beside else cell


def is_broken(cell: str) -> bool:
    """Whether the figure of a cell has decimals, behind a comma or a point.

    >>> is_broken("85,5"), is_broken("64.98 (giảm 1.47)"), is_broken("1.846"), is_broken("12")
    (True, True, False, False)
    """
    first = without_beside(cell).partition("/")[0].partition("(")[0]
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


def is_average(name: str | None) -> bool:
    """Whether a row is that of what its rows have on average, by its name."""
    return name is not None and _AVERAGE.match(bare(name).lower()) is not None


def is_maximum(name: str | None) -> bool:
    """Whether a row says how many points the columns are out of, by its name."""
    return name is not None and _MAXIMUM.match(bare(name).lower()) is not None
