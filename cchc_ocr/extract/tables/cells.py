"""What single cells say: the number in one, and whether one names a row of sums."""

from __future__ import annotations

import re
from math import isfinite

from cchc_ocr.extract.tables.rows import SIGN
from cchc_ocr.vietnamese import bare

# "Tổng cộng", "Cộng", "Tổng (I+II)"; "Công tác …" and "Tổng hợp …" are no sums.
_SUM = re.compile(r"^(?:tong (?:cong|so|diem)\b|(?:tong|cong)\s*(?:$|[^\w\s]|[ivx]+\b))")
_NUMBER = re.compile(rf"^{SIGN}?(?:\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d+(?:[,.]\d+)?)$", re.ASCII)
_THOUSANDS = re.compile(rf"{SIGN}?\d{{1,3}}(?:\.\d{{3}})+(?:,|$)")
_MINUS = str.maketrans("–−", "--")  # as programs print it before a figure


def number(cell: str) -> float | None:
    """The number in a cell: dots for thousands, a decimal comma; None where it holds anything else.

    A sign belongs to the figure: differences are printed as -0,75 and +0,50.

    >>> number("1.846"), number("10,25"), number("+0,5"), number("-"), number("05 ngày")
    (1846.0, 10.25, 0.5, None, None)
    """
    cell = cell.strip().rstrip("%").strip()
    if not _NUMBER.match(cell):
        return None
    if _THOUSANDS.match(cell):
        cell = cell.replace(".", "")
    figure = float(cell.translate(_MINUS).replace(",", "."))
    return figure if isfinite(figure) else None  # a row of hundreds of zeros


def is_sum(name: str | None) -> bool:
    """Whether a row is that of the sums, by its name."""
    return name is not None and _SUM.match(bare(name).lower()) is not None
