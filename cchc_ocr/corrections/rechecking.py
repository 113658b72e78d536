"""The checks of a record made again after it was corrected: what holds now is dropped, what fails now is told."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any

from cchc_ocr import lexicon
from cchc_ocr.check_texts import failed
from cchc_ocr.corrections.draft import Draft, PointerMove, after_moves, moved_check
from cchc_ocr.corrections.pointers import NoSuchPlaceError, value_at, within
from cchc_ocr.extract.checks.arithmetic import ROUNDING
from cchc_ocr.extract.checks.checks import check
from cchc_ocr.extract.checks.tabled import Tabled, tabled_in
from cchc_ocr.extract.tables.sheet_checks import check_table
from cchc_ocr.pointing import parts_of
from cchc_ocr.records import Check, Record

_CheckValues = Mapping[str, Any]
_CheckKey = tuple[str, tuple[str, ...], tuple[str, ...]]
_PLACES = ("row", "column")


def again(draft: Draft, machine: Record) -> list[_CheckValues]:
    """The checks of the corrected record, as JSON; ``machine`` is the record as it was read.

    A check that can be made from the record alone is made again. Of the others, those that a corrected value is
    part of count as settled, except sums of counts, which are added up again.
    """
    if not draft.past and not draft.moves:
        return list(draft.values["checks"])
    move, tables = partial(after_moves, moves=draft.moves), _tables(draft)
    tabled = tabled_in(machine)
    before = {_key(one): one for one in (moved_check(move, known) for known in _made(machine, tables, tabled))}
    now = {_key(one): one for one in _made(Record.model_validate(draft.values), tables, _moved(move, tabled))}
    kept: dict[_CheckKey, _CheckValues] = {}
    for one in draft.values["checks"]:
        key = _key(one)
        if key in now:
            kept[key] = one if before.get(key) == now[key] else now[key]
        elif key not in before and (left := _left(draft, one)):
            kept[key] = left
    return [*kept.values(), *(one for key, one in now.items() if key not in before and key not in kept)]


def _moved(move: PointerMove, tabled: Tabled) -> Tabled:
    """Which values stand in tables after the lists grew and shrank."""
    places = {(kind, i): move(f"/{kind}/{i}") for kind, values in tabled.items() for i in values}
    return {
        kind: {int(parts_of(new)[1]): row for i, row in values.items() if (new := places[kind, i])}
        for kind, values in tabled.items()
    }


def _made(record: Record, tables: Container[int], tabled: Tabled) -> list[_CheckValues]:
    """The checks that the record alone gives, and of tables those with these numbers.

    ``tabled`` says which values stand in tables: what stands in one row is not compared.
    """
    known = lexicon.load()
    of_tables = (check_table(at, table, known) for at, table in enumerate(record.tables) if at in tables)
    return [_json(one) for one in (*check(record, known, tabled=tabled), *chain.from_iterable(of_tables))]


def _tables(draft: Draft) -> Container[int]:
    """The tables of which something was corrected; all of them, where one was added or removed."""
    changed = [parts_of(pointer) for pointer in (*draft.past, *(items for items, _, _ in draft.moves))]
    of_tables = [parts for parts in changed if parts[0] == "tables"]
    if any(len(parts) == 1 for parts in of_tables):
        return range(len(draft.values["tables"]) + len(of_tables))
    return {int(parts[1]) for parts in of_tables}


def _json(one: Check) -> _CheckValues:
    return one.model_dump(mode="json")


def _key(one: _CheckValues) -> _CheckKey:
    """What a check is about: its code, its fields, and the words in its message, as the heading of a column."""
    words = (f"{name}={value}" for name, value in one["args"].items() if isinstance(value, str) or name in _PLACES)
    return one["code"], tuple(one["fields"]), tuple(sorted(words))


def _left(draft: Draft, one: _CheckValues) -> _CheckValues | None:
    """A check that cannot be made again; None where it is settled."""
    named = [*filter(None, (one["proposed_field"],)), *(field for field in one["fields"] if field.count("/") > 2)]
    named = [*named, *(field for field in one["fields"] if field.startswith("/document/"))]
    if not _touches(draft.past, named):
        return one
    return _added_up(draft, one) if one["code"] == "count-sum" else None


def _touches(corrected: Iterable[str], fields: Sequence[str]) -> bool:
    return any(within(pointer, field) for pointer in corrected for field in fields)


def _added_up(draft: Draft, one: _CheckValues) -> _CheckValues | None:
    """Parts of a count that still do not add up to it."""
    try:
        whole, *parts = (float(value_at(draft.values, field)) for field in one["fields"])
    except (NoSuchPlaceError, TypeError, ValueError):
        return None
    if not parts or abs(sum(parts) - whole) <= ROUNDING:
        return None
    return _json(failed(code="count-sum", fields=one["fields"], due=sum(parts), stated=whole))
