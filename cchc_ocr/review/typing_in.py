"""What a person types becomes the value of a field, and back, by the kind of the field."""

from __future__ import annotations

import re
import types
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel

from cchc_ocr.corrections.values import is_correctable
from cchc_ocr.errors import UsageError
from cchc_ocr.records import Record
from cchc_ocr.runs.search import parse_date
from cchc_ocr.vietnamese import nfc

InputKind: TypeAlias = Literal["text", "date", "month", "number", "whole", "choice", "none"]
FieldValue: TypeAlias = str | int | float | None

_BY_NAME: dict[str, InputKind] = {"date": "date", "dates": "date", "date_partial": "month"}
_CELL = re.compile(r"/tables/\d+/(?:rows|header)/")  # an empty cell is a text, too
_PLAIN = re.compile(r"[+-]?\d+")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+")
_DECIMAL = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+")
_ENGLISH = re.compile(r"[+-]?\d+\.\d+")


@dataclass(frozen=True, slots=True)
class FieldForm:
    """What may be typed into a field: its kind, the values to choose from, and whether it may stay empty."""

    kind: InputKind
    choices: Sequence[str] = ()
    may_be_empty: bool = True


def form_of(pointer: str) -> FieldForm:
    """What may be typed at a JSON Pointer into a record; kind "none" where nothing may.

    >>> form_of("/document/date").kind, form_of("/scores/2/score").kind, form_of("/ranks/0/position").may_be_empty
    ('date', 'number', False)
    >>> form_of("/scores/0/nature").choices, form_of("/pages/1").kind
    (('result', 'target', 'rule'), 'none')
    """
    parts = pointer.split("/")[1:]
    if not is_correctable(pointer):
        return FieldForm("none", may_be_empty=False)
    return _form("/".join("0" if part.isdecimal() or part == "-" else part for part in parts))


def parsed(pointer: str, typed: str) -> FieldValue:
    """What a person typed, as the value of that field; None for nothing. Raises UsageError for what is none.

    >>> parsed("/document/date", "9/3/2021"), parsed("/counts/0/value", "1.234,5")
    ('2021-03-09', 1234.5)
    """
    form, text = form_of(pointer), nfc(" ".join(typed.split()))
    if not text:
        if not form.may_be_empty:
            raise UsageError("this value cannot be empty", hint="remove the whole item instead")
        return "" if _CELL.match(pointer) else None
    if form.kind in ("date", "month"):
        return _date(text, form.kind)
    if form.kind in ("number", "whole"):
        return _number(text, form.kind)
    if form.kind == "choice" and text not in form.choices:
        raise UsageError(f"not one of {', '.join(form.choices)}: {text!r}", hint="choose one of them")
    if form.kind == "none":
        raise UsageError("nothing can be typed here", hint="accept it, or mend the values of it")
    return text


def shown(value: object, *, comma: bool) -> str:
    """A value as a person writes it; with ``comma`` as in Vietnam: a decimal comma, the day before the month.

    >>> shown(1234.5, comma=True), shown("2021-03-09", comma=True), shown(8.0, comma=False)
    ('1234,5', '09/03/2021', '8')
    """
    if value is None:
        return ""
    if isinstance(value, float):
        text = f"{value:.10g}"
        return text.replace(".", ",") if comma else text
    if isinstance(value, str) and comma and re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", value):
        return "/".join(reversed(value.split("-")))
    return str(value)


@lru_cache(maxsize=512)
def _form(path: str) -> FieldForm:
    annotation: Any = Record
    empty = False
    for part in filter(None, path.split("/")):
        inner = _without_none(annotation)[0]
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            if part not in inner.model_fields:
                return FieldForm("none", may_be_empty=False)
            annotation = inner.model_fields[part].annotation
        elif get_origin(inner) is tuple:
            annotation = get_args(inner)[0]
        else:
            return FieldForm("none", may_be_empty=False)
        empty = _without_none(annotation)[1]
    return _of_type(_without_none(annotation)[0], path.rpartition("/")[2] or path, path, empty)


def _of_type(inner: Any, name: str, path: str, empty: bool) -> FieldForm:
    if get_origin(inner) is Literal:
        return FieldForm("choice", tuple(map(str, get_args(inner))), empty)
    name = path.split("/", maxsplit=1)[0] if name == "0" else name
    kinds: dict[Any, InputKind] = {str: _BY_NAME.get(name, "text"), int: "whole", float: "number"}
    return FieldForm(kinds.get(inner, "none"), (), empty or path.startswith("tables/"))


def _without_none(annotation: Any) -> tuple[Any, bool]:
    """The type without what says more of it, and without None; and whether None was in it."""
    empty = False
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
            continue
        if get_origin(annotation) in (Union, types.UnionType):
            rest = [part for part in get_args(annotation) if part is not type(None)]
            empty = empty or len(rest) < len(get_args(annotation))
            annotation = rest[0]
            continue
        return annotation, empty


def _date(text: str, kind: InputKind) -> str:
    found = parse_date(text)
    if kind == "date" and len(found) < 10:
        raise UsageError(f"not a whole date: {text!r}", hint="for example 9/3/2021; month and year alone go below")
    if kind == "month" and len(found) == 10:
        raise UsageError(f"a whole date: {text!r}", hint="type it where the date of the document stands")
    return found


def _number(text: str, kind: InputKind) -> float | int:
    bare = text.replace(" ", "").replace("−", "-").removesuffix("%")
    if _PLAIN.fullmatch(bare):
        return int(bare) if kind == "whole" else float(bare)
    if _THOUSANDS.fullmatch(bare) and (kind == "whole" or bare.count(".") > 1):
        return int(bare.replace(".", "")) if kind == "whole" else float(bare.replace(".", ""))
    if _THOUSANDS.fullmatch(bare):  # 8.125 points, or 8,125 dossiers: nobody but the person knows
        plain, decimal = bare.replace(".", ""), bare.replace(".", ",")
        raise UsageError(f"{bare} may be {plain} or {decimal}", hint="write it without the dot, or with a comma")
    if kind == "number" and _DECIMAL.fullmatch(bare):
        return float(bare.replace(".", "").replace(",", "."))
    if kind == "number" and _ENGLISH.fullmatch(bare):
        return float(bare)
    example = "26" if kind == "whole" else "8,5"
    raise UsageError(f"not a number: {text!r}", hint=f"for example {example}")
