"""Figures as readers of the language in use write them, and the marks beside them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from cchc_ocr.export.titles import titles
from cchc_ocr.report.parts import clean
from cchc_ocr.translation import day, number, used
from cchc_ocr.translation import gettext as _

_MOST = 1e9  # a figure beyond it is misread, and would burst its cell
_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_MARKED = re.compile(r" ([?*†≠]+)$")
DOUBT, CLAIMED, BORROWED, DISAGREES = "?", "*", "†", "≠"


def points(value: float | None) -> str:
    """Points with two decimals, or as many as they have, four at most; "" where there are none.

    >>> points(92.5), points(8.125), points(None)
    ('92.50', '8.125', '')
    """
    if value is None or not math.isfinite(value):
        return ""
    if abs(value) >= _MOST:
        return f"{value:.3g}"
    exact = f"{round(value, 4):,.4f}".removesuffix("0").removesuffix("0")
    return number(float(exact.replace(",", "")), f",.{len(exact.partition('.')[2])}f")


def whole(value: float | None) -> str:
    """A maximum or a base: without decimals where it has none.

    >>> whole(100.0), whole(37.5)
    ('100', '37.50')
    """
    if value is not None and abs(value) < _MOST and float(value).is_integer():
        return number(int(value))
    return points(value)


def share(value: float | None) -> str:
    """A share with one decimal; a half is rounded up, as spreadsheets and officials do.

    >>> share(0.92254), share(0.9225)
    ('92.3%', '92.3%')
    """
    if value is None or not math.isfinite(value) or abs(value) >= _MOST:
        return ""
    exact = Decimal(repr(round(100 * value, 9)))  # 92.25, not the double nearest to 100 * 0.9225
    return f"{number(float(exact.quantize(Decimal('0.1'), ROUND_HALF_UP)), ',.1f')}%"


def change(value: float | None) -> str:
    """A difference with its sign.

    >>> change(2.25), change(-0.5), change(0.0)
    ('+2.25', '−0.50', '0.00')
    """
    if value is None:
        return ""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{points(abs(value))}"


def places(value: int | float | None) -> str:
    """By how many places a body went up (+) or down.

    >>> places(2), places(-1), places(0)
    ('+2', '−1', '0')
    """
    return "" if value is None else f"{'+' if value > 0 else '−' if value < 0 else ''}{whole(float(abs(value)))}"


def of_base(place: int | None, base: float | None) -> str:
    """A place of so many.

    >>> of_base(7, 25.0), of_base(7, None), of_base(None, 25.0)
    ('7/25', '7', '')
    """
    if place is None:
        return ""
    return f"{whole(float(place))}/{whole(base)}" if base else whole(float(place))


def marked(text: str, *marks: str) -> str:
    """A figure with the marks that apply to it, each once.

    >>> marked("92.50", "?", "", "?"), marked("", "?")
    ('92.50 ?', '')
    """
    wanted = "".join(dict.fromkeys(filter(None, marks)))
    return f"{text} {wanted}" if text and wanted else text


def notes_of(rows: Sequence[Sequence[str]]) -> list[str]:
    """What the marks mean that stand in these texts."""
    found = (_MARKED.search(text) for row in rows for text in row)
    seen = {mark for one in found if one for mark in one[1]}
    told = {
        DOUBT: _("? was not read with certainty, or is in doubt: see “To be reviewed”."),
        CLAIMED: _("* are points that the body gave itself; there are none of an appraisal."),
        BORROWED: _("† is not stated here: other documents state this maximum, and agree on it."),
        DISAGREES: _("≠ does not agree with other figures: see “To be reviewed”."),
    }
    return [note for mark, note in told.items() if mark in seen]


def kind_name(kind: str) -> str:
    """What a kind of statement is called.

    >>> kind_name("deduction")
    'deduction'
    """
    return titles().statement_kinds[kind] if used() == "vi" else kind


def index_name(index: str | None) -> str:
    """The name of an index; of one that no document names, that it is a total."""
    return clean(index, 120) if index else _("Total (no index named)")


def value_text(value: object) -> str:
    """A value of a record; "" for what is none that can be written down.

    >>> value_text(8.5), value_text("2021-03-09"), value_text(None)
    ('8.5', '2021-03-09', '')
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if isinstance(value, float):
        return number(value, ",.10g") if math.isfinite(value) else ""
    return day(value) or "" if isinstance(value, str) and _DAY.fullmatch(value) else clean(str(value), 120)
