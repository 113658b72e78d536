"""JSON Pointers into a record as JSON: the value at one, places of the same kind, and lists that move."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cchc_ocr.pointing import parts_of

END = "-"  # behind the last item of a list


class NoSuchPlaceError(LookupError):
    """The record has no place at the pointer."""


def is_number(part: str) -> bool:
    """Whether a part of a pointer counts an item of a list."""
    return part.isascii() and part.isdecimal()


def within(pointer: str, parent: str) -> bool:
    """Whether the pointer is the parent or leads into it."""
    return pointer == parent or pointer.startswith(f"{parent}/")


def value_at(values: Any, pointer: str) -> Any:
    """The value at a pointer. Raises NoSuchPlaceError."""
    for part in parts_of(pointer):
        if isinstance(values, dict) and part in values:
            values = values[part]
        elif isinstance(values, list) and is_number(part) and int(part) < len(values):
            values = values[int(part)]
        else:
            raise NoSuchPlaceError(pointer)
    return values


def like(values: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    """The places of the same kind, with their values: those in which only the numbers of items differ.

    The column of a cell is kept: the cells of a column are of one kind.

    >>> [at for at, _ in like({"scores": [{"score": 1}, {"score": 2}]}, "/scores/7/score")]
    ['/scores/0/score', '/scores/1/score']
    """
    return _like(values, parts_of(pointer), "", in_table=pointer.startswith("/tables/"))


def _like(values: Any, parts: list[str], at: str, *, in_table: bool) -> Iterator[tuple[str, Any]]:
    if not parts:
        yield at, values
        return
    first, rest = parts[0], parts[1:]
    if isinstance(values, dict):
        if first in values:
            yield from _like(values[first], rest, f"{at}/{first}", in_table=in_table)
    elif isinstance(values, list) and (is_number(first) or first == END):
        column = in_table and not rest and is_number(first) and is_cell(f"{at}/{first}")
        for number, value in enumerate(values):
            if not column or number == int(first):
                yield from _like(value, rest, f"{at}/{number}", in_table=in_table)


def is_cell(pointer: str) -> bool:
    """Whether a pointer leads to a cell of a table.

    >>> is_cell("/tables/0/rows/3/1"), is_cell("/tables/0/header/1"), is_cell("/tables/0/rows/3")
    (True, True, False)
    """
    parts = parts_of(pointer)
    return parts[0] == "tables" and (parts[2:3], len(parts)) in ((["rows"], 5), (["header"], 4))


def moved(pointer: str, items: str, at: int, by: int) -> str | None:
    """The pointer after an item was inserted into (``by`` 1) or removed from (-1) a list at the number ``at``.

    None where it leads into the item that was removed.

    >>> moved("/scores/3/score", "/scores", 2, 1), moved("/scores/3/score", "/scores", 3, -1)
    ('/scores/4/score', None)
    """
    if not pointer.startswith(f"{items}/"):
        return pointer
    number, sign, rest = pointer[len(items) + 1 :].partition("/")
    if not is_number(number) or int(number) < at:
        return pointer
    if by < 0 and int(number) == at:
        return None
    return f"{items}/{int(number) + by}{sign}{rest}"
