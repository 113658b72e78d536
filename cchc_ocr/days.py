"""Dates of records, which are texts in ISO 8601, as days of the calendar."""

from __future__ import annotations

import datetime
from calendar import monthrange


def day(text: str | None) -> datetime.date | None:
    """The date of a text; None where there is none, or the calendar has no such day.

    >>> day("2021-03-09"), day("2021-02-30"), day(None)
    (datetime.date(2021, 3, 9), None, None)
    """
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def day_range(text: str | None) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day of a date, a month or a year; None where there is none.

    >>> [one.isoformat() for one in day_range("2024-02") or ()]
    ['2024-02-01', '2024-02-29']
    """
    year, month, rest = (*(text or "").split("-"), "", "")[:3]
    if rest:
        known = day(text)
        return (known, known) if known else None
    first, last = day(f"{year}-{month or '01'}-01"), day(f"{year}-{month or '12'}-01")
    return (first, last.replace(day=monthrange(last.year, last.month)[1])) if first and last else None
