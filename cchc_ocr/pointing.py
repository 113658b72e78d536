"""JSON Pointers (RFC 6901) into the objects that a record is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel


def parts_of(pointer: str) -> list[str]:
    """The names and numbers in a pointer.

    >>> parts_of("/scores/3/score")
    ['scores', '3', 'score']
    """
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def value_in(whole: BaseModel, pointer: str) -> Any:
    """The value at a pointer, as the object holds it. Raises LookupError where it leads to nothing."""
    if pointer and not pointer.startswith("/"):
        raise LookupError(f"no JSON Pointer, which begins with a slash: {pointer!r}")
    value: Any = whole
    for part in parts_of(pointer):
        if isinstance(value, BaseModel) and part in type(value).model_fields:
            value = getattr(value, part)
        elif isinstance(value, Mapping) and part in value:
            value = value[part]
        elif isinstance(value, tuple) and part.isascii() and part.isdecimal() and int(part) < len(value):
            value = value[int(part)]
        else:
            raise LookupError(f"there is nothing at {pointer!r}")
    return value
