"""A value of a workbook as its cell shows it, written as Vietnamese documents do: 1.234,5 and 05/3/2024."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]')
_PLACES = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?,*|\.[#0?]+")
_QUOTED = "\ue000"  # stands for what is to be shown as it is
_SIGNIFICANT = 10  # digits that a cell without a format shows at most
_MOST_DECIMALS = 15


@dataclass(frozen=True, slots=True)
class _NumberFormat:
    """One section of a format: what stands before and after the figure, and how many places it has.

    ``places`` are the fewest and most decimals, None where the section has no place for a figure; ``digits`` are
    the fewest before the comma. ``scale`` is what the figure is divided by.
    """

    before: str
    after: str
    places: tuple[int, int] | None
    digits: int = 1
    grouped: bool = False
    scale: float = 1.0


def shown(value: object, code: str = "General") -> str:
    """The value as it is shown in a cell with the format ``code``; "" for None.

    >>> shown(0.8567, "0.00%"), shown(1234567, "#,##0"), shown(85.5, '0.00" điểm"'), shown(0.1 + 0.2)
    ('85,67%', '1.234.567', '85,50 điểm', '0,3')
    >>> shown(datetime(2024, 3, 5), "dd/mm/yyyy"), shown(datetime(2024, 3, 5), "mm/yyyy")
    ('05/03/2024', '03/2024')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date | time):
        return _day(value, code)
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return _number(value, code) if isinstance(value, int | float) else str(value)


def _day(value: datetime | date | time, code: str) -> str:
    """A date, with the parts that its format has; in the order of day, month and year, whatever the format's."""
    wanted = _LITERAL.sub("", code).lower()
    clock = "%H:%M:%S" if "s" in wanted else "%H:%M"
    if isinstance(value, time):
        return value.strftime(clock)
    months = "m" in re.sub(r"h+\W*m+|m+\W*s+", "", wanted)
    parts = [form for form, given in (("%d", "d" in wanted), ("%m", months), ("%Y", "y" in wanted)) if given]
    day = value.strftime("/".join(parts or ["%d", "%m", "%Y"]))
    timed = "h" in wanted and isinstance(value, datetime) and value.time() != time()
    return f"{value.strftime(clock)} {day}" if timed else day


def _number(value: float, code: str) -> str:
    sections = code.split(";") if code not in ("General", "@", "") else []
    if not sections or any("e" in _LITERAL.sub("", section).lower() or "/" in section for section in sections):
        return _general(value)
    given = _section(sections[0])
    if value < 0 and len(sections) > 1:
        given, value = _section(sections[1]), -value
    elif value == 0 and len(sections) > 2:
        given = _section(sections[2])
    if given.places is None:
        return f"{given.before}{given.after}".strip() or (_general(value) if len(sections) == 1 else "")
    figure = _figure(value / given.scale, given)
    return f"{given.before}{figure}{given.after}".strip()


def _section(code: str) -> _NumberFormat:
    kept: list[str] = []

    def hold(match: re.Match[str]) -> str:
        literal = next((group for group in match.groups() if group is not None), None)
        kept.append(" " if literal is None and match[0][0] == "_" else literal or "")
        return _QUOTED

    def with_kept(text: str) -> str:
        return re.sub(_QUOTED, lambda _: kept.pop(0), text)

    plain = _LITERAL.sub(hold, code)
    found = _PLACES.search(plain)
    if found is None:
        general = plain.find("General")
        if general < 0:
            return _NumberFormat(with_kept(plain), "", None)
        before, after = with_kept(plain[:general]), with_kept(plain[general + len("General") :])
        return _NumberFormat(before, after, (0, _SIGNIFICANT))
    before, after = with_kept(plain[: found.start()]), with_kept(plain[found.end() :])
    whole, _, decimals = found[0].rstrip(",").partition(".")
    scale = 1000.0 ** (len(found[0]) - len(found[0].rstrip(","))) / (100.0 if "%" in before + after else 1.0)
    places = (min(decimals.count("0"), _MOST_DECIMALS), min(len(decimals), _MOST_DECIMALS))
    return _NumberFormat(before, after, places, whole.count("0"), "," in whole, scale)


def _figure(value: float, given: _NumberFormat) -> str:
    least, most = given.places or (0, 0)
    text = f"{value:{',' if given.grouped else ''}.{most}f}"
    whole, _, decimals = text.partition(".")
    decimals = decimals[:least] + decimals[least:].rstrip("0")
    if not float(text.replace(",", "")):
        whole = whole.lstrip("-")
        if not decimals and not given.digits:
            return ""
    whole = whole.zfill(given.digits + whole.startswith("-"))
    return whole.replace(",", ".") + (f",{decimals}" if decimals else "")


def _general(value: float) -> str:
    """A number without a format: not more digits than a cell shows, and no exponent below a trillion."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e12):
        return str(int(value))
    text = f"{value:.{_SIGNIFICANT}g}"
    text = f"{value:.{_SIGNIFICANT}f}".rstrip("0") if "e-" in text else text
    return text.rstrip(".").replace(".", ",")
