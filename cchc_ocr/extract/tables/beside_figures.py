"""What stands beside the figure of a cell: "94,50 (tăng 1,83)", "5 (giảm 02 bậc)", "3 ▲2"."""

from __future__ import annotations

import re

from cchc_ocr.patterns import unaccented
from cchc_ocr.vietnamese import bare

_CHANGE = unaccented(r"""
    (?<=[\d%])(?:\s+điểm)?\s*(?:\(\s*(?:
    (?P<sign>tăng|lên|giảm|xuống|tụt|[-–−+↑↓▲▼])\s*(?P<by>\d{1,3}(?:[,.]\d+)?)\s*%?\s*
    (?:điểm|đ|bậc|hạng|thứ hạng|vị trí)?
    |(?P<same>giữ nguyên|không (?:thay )?đổi|bằng|=|→)(?:\s(?:hạng|bậc|thứ hạng|vị trí|điểm))?
    )(?:\s*so (?:với|cùng)[^()]*)?\s*\)|(?P<arrow>[↑↓▲▼])\s*(?P<steps>\d{1,3}(?:,\d+)?))\s*$
""")
_UP = frozenset({"tang", "len", "+", "↑", "▲"})
# "Điểm (so với năm 2024)": how each cell is told, and no time of it.
_COMPARED = unaccented(r"\s*\([^()]*\bso (?:với|sánh|cùng)\b[^()]*\)")
_SIGNED = re.compile(r"\s*[-–−+↑↓▲▼]\s*\d")


def change_beside(cell: str) -> float | None:
    """By how much the figure of a cell differs from that before; None where the cell does not say it.

    >>> change_beside("94,50 (tăng 1,83)"), change_beside("2 (giảm 01 bậc)"), change_beside("3 (giữ nguyên)")
    (1.83, -1.0, 0.0)
    >>> change_beside("12 (60%)"), change_beside("5 ▼2")
    (None, -2.0)
    """
    told = _CHANGE.search(bare(cell).lower())
    if told is None:
        return None
    by = told["by"] or told["steps"]
    return float(by.replace(",", ".")) * (1 if (told["sign"] or told["arrow"]) in _UP else -1) if by else 0.0


def without_change(cell: str) -> str:
    """A cell without what says by how much its figure differs from that before."""
    told = _CHANGE.search(bare(cell).lower())
    return cell[: told.start()] if told else cell


def without_comparison(heading: str, cells: list[str]) -> str:
    """A heading without the time in brackets that its figures are compared with, where they are no differences.

    >>> without_comparison("Điểm (so với năm 2030)", ["84,5 (tăng 2)", "80 (giảm 1)"])
    'Điểm'
    >>> without_comparison("Điểm (so với năm 2030)", ["+2", "-1"])
    'Điểm (so với năm 2030)'
    """
    told = _COMPARED.search(bare(heading).lower())
    signed = sum(_SIGNED.match(cell) is not None for cell in cells)
    rest = f"{heading[: told.start()]}{heading[told.end() :]}".strip() if told else heading
    return rest if rest and 2 * signed < max(len(cells), 1) else heading
