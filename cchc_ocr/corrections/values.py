"""Whether a corrected value may stand where it is put: by the types of the record, and by the calendar."""

from __future__ import annotations

import math
from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from cchc_ocr.corrections.pointers import is_number
from cchc_ocr.pointing import parts_of
from cchc_ocr.records import Record
from cchc_ocr.translation import gettext_noop as N_

_CORRECTABLE = (
    *("document", "annexes", "references", "scores", "totals", "ranks", "grades", "deductions", "percentages"),
    *("counts", "dates", "tables"),
)
_DAYS = ("date", "dates", "date_partial")


class RefusedError(ValueError):
    """The value cannot stand there; the text says why."""


def is_correctable(pointer: str) -> bool:
    """Whether there is a reading of the document at the pointer; what else is listed can only be confirmed."""
    return parts_of(pointer)[0] in _CORRECTABLE


def checked(root: str, value: Any, *, item: bool) -> Any:
    """A field of the record, or an ``item`` of a list that is one, checked, as JSON. Raises RefusedError."""
    try:
        adapter = _adapter(root, item=item)
        return adapter.dump_python(adapter.validate_python(value), mode="json")
    except ValidationError as error:
        raise RefusedError(_why(error)) from error


def see_that_it_is_told(pointer: str, value: Any) -> None:
    """Raises RefusedError for a day that no calendar has, and for a number that is none."""
    if isinstance(value, bool) or (isinstance(value, float) and not math.isfinite(value)):
        raise RefusedError("this is not a number")
    names = [part for part in parts_of(pointer) if not is_number(part)]
    if isinstance(value, dict):
        for name, part in value.items():
            see_that_it_is_told(f"{pointer}/{name}", part)
    elif names[-1] in _DAYS and isinstance(value, str):
        try:
            date.fromisoformat(f"{value}-01-01"[:10])
        except ValueError as error:
            raise RefusedError("this is not a date: write it as 2021-03-09") from error


def see_that_pages_are_there(root: str, item: Any, pages: int) -> None:
    """Raises RefusedError for an annex on pages that the file does not have."""
    if root == "annexes" and not all(1 <= item[end] <= pages for end in ("first_page", "last_page")):
        raise RefusedError(f"the file has no such page: it has {pages}")


def tidied(pointer: str, value: Any, former: Any) -> Any:
    """The value as it is put: without spaces around it; null for an empty text, but in a cell of a table.

    A whole number becomes a text where a text stands: nobody puts ``"15"`` in quotes by hand.

    >>> tidied("/document/number", 15, "16"), tidied("/document/date", " ", None)
    ('15', None)
    """
    if isinstance(value, str):
        return value.strip() or ("" if pointer.startswith(("/tables/", "/pages/")) else None)
    if isinstance(former, str) and type(value) is int:
        return str(value)
    return value


@cache
def _adapter(root: str, *, item: bool) -> TypeAdapter[Any]:
    annotation: Any = Record.model_fields[root].annotation
    return TypeAdapter(annotation.__args__[0] if item else annotation)


def _why(error: ValidationError) -> str:
    fault = error.errors()[0]
    kinds = {
        **dict.fromkeys(("float_parsing", "float_type", "int_parsing", "int_type"), N_("this is not a number")),
        "int_from_float": N_("this is not a whole number"),
        "string_type": N_("this is not a text"),
        "string_pattern_mismatch": N_("this is not a date: write it as 2021-03-09"),
    }
    if fault["type"] == "literal_error":
        names = fault["ctx"]["expected"].replace(" or ", ", ")
        return N_(f"this must be one of {names}")
    if fault["input"] is None:
        return N_("it cannot be empty: remove the whole item instead")
    return kinds.get(fault["type"], fault["msg"])
