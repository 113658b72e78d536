"""Values as people type them: dates as 09/03/2021 or 2021-03-09, numbers with a decimal comma or point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, get_args

from pydantic import BaseModel

from cchc_ocr.corrections.pointers import is_number
from cchc_ocr.corrections.values import RefusedError
from cchc_ocr.pointing import parts_of
from cchc_ocr.records import Record

TypedKind = Literal["date", "partial date", "number", "whole", "text"]

NOTHING = ("không có", "khong co", "none")  # typed where the document does not have the value
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(r"(?:.*\bngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_MONTH = re.compile(r"(?:(?P<month>\d{1,2})[/.-])?(?P<year>\d{4})|(?P<iso>\d{4})-(?P<of_iso>\d{1,2})")
_GROUPS = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?P<decimals>,\d+)?")  # "1.234.567,5", and not "0.125"
_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")  # thousands, or three decimals
_WHEN = "write it as 09/03/2021 or 2021-03-09"


def value_typed(pointer: str, typed: str | float | datetime | date | None) -> Any:
    """The value for the place at the pointer: what a person typed, or the value of a cell of a spreadsheet.

    Null for words that say that the document has no such value. Raises RefusedError, which says what to type.

    >>> value_typed("/document/date", "9/3/2021"), value_typed("/scores/0/score", "8,50")
    ('2021-03-09', 8.5)
    """
    if isinstance(typed, str):
        typed = " ".join(typed.split())
        if typed.casefold() in NOTHING or not typed:
            return None
    if isinstance(typed, bool):
        raise RefusedError("this is neither text nor number")
    kind = kind_at(pointer)
    if typed is None or kind == "text":
        return typed if typed is None else _text(typed)
    if kind == "date":
        return _date(typed)
    return _partial(typed) if kind == "partial date" else _number(typed, whole=kind == "whole")


@cache
def kind_at(pointer: str) -> TypedKind:
    """What is typed at a place of the record. Raises RefusedError where no single value stands there."""
    names = [part for part in parts_of(pointer) if not is_number(part)]
    if not names:
        raise RefusedError("there is no such value in a record")
    if names[-1] in ("date", "dates"):
        return "date"
    if names[-1] == "date_partial":
        return "partial date"
    if names == ["pages", "text"]:
        return "text"
    model: Any = Record
    for name in names:
        if not (isinstance(model, type) and issubclass(model, BaseModel)) or name not in model.model_fields:
            raise RefusedError("there is no such value in a record")
        model = next(_types_in(model.model_fields[name].annotation))
    if isinstance(model, type) and issubclass(model, BaseModel):
        raise RefusedError("several values stand there: correct each of them")
    return "number" if model is float else "whole" if model is int else "text"


def _types_in(annotation: Any) -> Iterator[Any]:
    """The types that an annotation is made of, without lists and null."""
    inner = [part for part in get_args(annotation) if part is not type(None) and part is not ...]
    if isinstance(annotation, type) and not inner:
        yield annotation
    elif inner and not isinstance(inner[0], str):
        for part in inner:
            yield from _types_in(part)
    else:
        yield str  # one of several words


def _text(typed: str | float | datetime | date) -> str:
    """A text; a whole number is one, but of a date nobody knows how it was typed."""
    if isinstance(typed, date):
        raise RefusedError("the spreadsheet made a date of it: format the cell as text, and type it again")
    return f"{typed:g}" if isinstance(typed, float) and not typed.is_integer() else str(typed).removesuffix(".0")


def _date(typed: str | float | datetime | date) -> str:
    if isinstance(typed, date):
        return (typed.date() if isinstance(typed, datetime) else typed).isoformat()
    found = _DAY.fullmatch(str(typed)) or _WORDS.fullmatch(str(typed))
    iso = _ISO.fullmatch(str(typed))
    parts = found.groups()[::-1] if found else iso.groups() if iso else ()
    try:
        year, month, day = map(int, parts)
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise RefusedError(f"this is not a date: {_WHEN}") from error


def _partial(typed: str | float | datetime | date) -> str:
    found = None if isinstance(typed, date) else _MONTH.fullmatch(str(typed).removesuffix(".0"))
    if not found:
        raise RefusedError("this is no month or year: write it as 03/2021 or 2021")
    year = found["year"] or found["iso"]
    month = found["month"] or found["of_iso"]
    return f"{year}-{int(month):02}" if month else str(year)


def _number(typed: str | float | datetime | date, *, whole: bool) -> float | int:
    if isinstance(typed, date):
        raise RefusedError("the spreadsheet made a date of it: format the cell as text, and type it again")
    value = float(typed) if isinstance(typed, int | float) else _read(typed)
    if whole and not value.is_integer():
        raise RefusedError("this is not a whole number")
    return int(value) if whole else value


def _read(typed: str) -> float:
    """A number with a decimal comma or point; dots for thousands where there are several, or a comma as well."""
    figures = typed.replace(" ", "").removesuffix("%")
    if _EITHER.fullmatch(figures):
        raise RefusedError(f"{typed} may be thousands or decimals: write 1234, or 1,2340 with a fourth decimal")
    if _GROUPS.fullmatch(figures):
        return float(figures.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(figures):
        return float(figures.replace(",", "."))
    raise RefusedError("this is not a number: write it as 8,5 or 8.5")
