"""A record while it is corrected: its values as JSON, the lines of its text, and what was corrected so far.

All pointers of the record are moved together when an item comes into a list or leaves it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cchc_ocr.corrections.anchoring import AnchoringContext
from cchc_ocr.corrections.pointers import NoSuchPlaceError, moved, value_at
from cchc_ocr.corrections.text_lines import lines_of
from cchc_ocr.corrections.values import checked, see_that_it_is_told, see_that_pages_are_there
from cchc_ocr.pointing import parts_of
from cchc_ocr.records import Record

PointerMove = Callable[[str], str | None]


@dataclass(slots=True)
class Draft:
    """``values`` is the record as JSON. ``past`` has, by pointer, what stood there before it was corrected.

    ``settled`` are the pointers of values that a person has corrected or confirmed, ``followed`` those of them
    that follow from another one. ``moves`` are the lists that grew or shrank: pointer, number of the item, and 1
    or -1. ``lines`` are those of each page of the text, None where the text is not at hand.
    """

    values: dict[str, Any]
    lines: list[list[str]] | None = None
    past: dict[str, list[Any]] = field(default_factory=dict)
    settled: dict[str, None] = field(default_factory=dict)
    followed: set[str] = field(default_factory=set)
    moves: list[tuple[str, int, int]] = field(default_factory=list)

    @staticmethod
    def of(record: Record, text: str | None) -> Draft:
        """A draft of a record; the values are the draft's own."""
        return Draft(record.model_dump(mode="json"), None if text is None else lines_of(text))

    @property
    def standing(self) -> AnchoringContext:
        """What a correction is anchored in."""
        evidence: dict[str, Mapping[str, Any]] = {}
        for one in self.values["evidence"]:
            evidence.setdefault(one["field"], one)
        return AnchoringContext(self.values, evidence, self.past)

    def put(self, pointer: str, value: Any) -> None:
        """Replace the value at the pointer. Raises RefusedError where it cannot stand there; all stays then."""
        former = value_at(self.values, pointer)
        see_that_it_is_told(pointer, value)
        *above, last = parts_of(pointer)

        def replace(held: Any) -> None:
            held[int(last) if isinstance(held, list) else last] = value

        self._change(above, replace)
        self.past.setdefault(pointer, []).append(former)
        self.confirm(pointer)

    def insert(self, items: str, at: int, value: Any) -> None:
        """Put an item into the list at the pointer ``items``, before that of the number ``at``."""
        see_that_it_is_told(f"{items}/{at}", value)
        root, *rest = parts_of(items)
        if rest:
            self._change([root, *rest], lambda held: held.insert(at, value))
        else:
            item = checked(root, value, item=True)
            see_that_pages_are_there(root, item, self.values["source"]["pages"])
            self.values[root].insert(at, item)
        self.move(items, at, 1)
        self.settle(f"{items}/{at}")

    def remove(self, pointer: str) -> None:
        """Take an item out of its list."""
        items, _, number = pointer.rpartition("/")
        root, *rest = parts_of(items)
        if rest:
            self._change([root, *rest], lambda held: held.pop(int(number)))
        else:
            del self.values[root][int(number)]
        self.move(items, int(number), -1)

    def confirm(self, pointer: str) -> None:
        """Note that a value is right as it stands."""
        self.followed.discard(pointer)
        self.settle(pointer)

    def settle(self, pointer: str) -> None:
        """Note that a person has corrected or confirmed the value, the latest last."""
        self.settled.pop(pointer, None)
        self.settled[pointer] = None

    def _change(self, above: list[str], change: Callable[[Any], None]) -> None:
        """Change what lies at the names ``above``, first in a copy of the item or head that it is part of."""
        root, *rest = above
        whole = self.values[root]
        if isinstance(whole, list) and rest:
            part = copy.deepcopy(whole[int(rest[0])])
            change(_within(part, rest[1:]))
            item = checked(root, part, item=True)
            see_that_pages_are_there(root, item, self.values["source"]["pages"])
            whole[int(rest[0])] = item
        else:
            part = copy.deepcopy(whole)
            change(_within(part, rest))
            self.values[root] = checked(root, part, item=False)

    def move(self, items: str, at: int, by: int) -> None:
        """Move all pointers into a list that grew or shrank; those into an item that is gone are dropped."""
        self.moves.append((items, at, by))

        def to(pointer: str) -> str | None:
            return moved(pointer, items, at, by)

        values = self.values
        values["evidence"] = [{**e, "field": new} for e in values["evidence"] if (new := to(e["field"]))]
        values["needs_review"] = _all(to, values["needs_review"])
        values["personal"] = [{**one, "fields": _all(to, one["fields"])} for one in values["personal"]]
        values["checks"] = [moved_check(to, one) for one in values["checks"]]
        self.past = {new: former for pointer, former in self.past.items() if (new := to(pointer))}
        self.settled = dict.fromkeys(_all(to, self.settled))


def after_moves(pointer: str, moves: Iterable[tuple[str, int, int]]) -> str | None:
    """A pointer after lists grew and shrank; None where what it led to is gone."""
    now: str | None = pointer
    for items, at, by in moves:
        now = moved(now, items, at, by) if now else None
    return now


def _within(part: Any, names: Iterable[str]) -> Any:
    for name in names:
        try:
            part = part[int(name)] if isinstance(part, list) else part[name]
        except (LookupError, ValueError, TypeError) as error:
            raise NoSuchPlaceError(name) from error
    return part


def _all(to: PointerMove, pointers: Iterable[str]) -> list[str]:
    return [new for pointer in pointers if (new := to(pointer))]


def moved_check(to: PointerMove, check: Mapping[str, Any]) -> dict[str, Any]:
    """A check whose pointers were moved; without its proposal where the value of that is gone."""
    field_ = check["proposed_field"] and to(check["proposed_field"])
    kept = {} if field_ else {"proposed_value": None}
    return {**check, "fields": _all(to, check["fields"]), "proposed_field": field_, **kept}
