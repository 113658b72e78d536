"""The checks of a record made again after it was corrected: what holds now is dropped, what fails now is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from cchc_ocr import lexicon
from cchc_ocr.check_texts import failed
from cchc_ocr.corrections.draft import Draft, after_moves, moved_check
from cchc_ocr.corrections.pointers import NoSuchPlaceError, value_at, within
from cchc_ocr.extract.checks.arithmetic import ROUNDING
from cchc_ocr.extract.checks.checks import check
from cchc_ocr.records import Check, Record

_Made = Mapping[str, Any]
_Key = tuple[str, tuple[str, ...]]


def again(draft: Draft, machine: Record) -> list[_Made]:
    """The checks of the corrected record, as JSON; ``machine`` is the record as it was read.

    A check that can be made from the record alone is made again. Of the others, those that a corrected value is
    part of count as settled, except sums of counts, which are added up again.
    """
    if not draft.past and not draft.moves:
        return list(draft.values["checks"])
    move = partial(after_moves, moves=draft.moves)
    before = {_key(one): one for one in (moved_check(move, _json(known)) for known in _made(machine))}
    now = {_key(one): _json(one) for one in _made(Record.model_validate(draft.values))}
    kept: dict[_Key, _Made] = {}
    for one in draft.values["checks"]:
        key = _key(one)
        if key in now:
            kept[key] = one if before.get(key) == now[key] else now[key]
        elif key not in before and (left := _left(draft, one)):
            kept[key] = left
    return [*kept.values(), *(one for key, one in now.items() if key not in before and key not in kept)]


def _made(record: Record) -> Sequence[Check]:
    return check(record, lexicon.load())


def _json(one: Check) -> _Made:
    return one.model_dump(mode="json")


def _key(one: Check | _Made) -> _Key:
    if isinstance(one, Check):
        return one.code, one.fields
    return one["code"], tuple(one["fields"])


def _left(draft: Draft, one: _Made) -> _Made | None:
    """A check that cannot be made again; None where it is settled."""
    named = [*filter(None, (one["proposed_field"],)), *(field for field in one["fields"] if field.count("/") > 2)]
    named = [*named, *(field for field in one["fields"] if field.startswith("/document/"))]
    if not _touches(draft.past, named):
        return one
    return _added_up(draft, one) if one["code"] == "count-sum" else None


def _touches(corrected: Iterable[str], fields: Sequence[str]) -> bool:
    return any(within(pointer, field) for pointer in corrected for field in fields)


def _added_up(draft: Draft, one: _Made) -> _Made | None:
    """Parts of a count that still do not add up to it."""
    try:
        whole, *parts = (float(value_at(draft.values, field)) for field in one["fields"])
    except (NoSuchPlaceError, TypeError, ValueError):
        return None
    if not parts or abs(sum(parts) - whole) <= ROUNDING:
        return None
    return _json(failed(code="count-sum", fields=one["fields"], due=sum(parts), stated=whole))
