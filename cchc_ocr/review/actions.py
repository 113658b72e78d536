"""What a person does on the page becomes corrections: to mend, accept, strike out or add a value or a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from cchc_ocr.corrections.model import Correction
from cchc_ocr.errors import UsageError
from cchc_ocr.export.tables import value_at
from cchc_ocr.records import Record
from cchc_ocr.review.desk import OpenedRecord
from cchc_ocr.review.typing_in import form_of, parsed
from cchc_ocr.vietnamese import nfc

# What is typed when an item is added to a list: what it cannot do without, or else what it is about.
FIRST_FIELDS: Mapping[str, str] = {
    "scores": "score",
    "totals": "score",
    "ranks": "position",
    "grades": "grade",
    "deductions": "points",
    "percentages": "value",
    "counts": "value",
    "references": "number_symbol",
    "annexes": "title",
}
_SAID = ("was", "is_")  # where null says something
TEXT_LISTS = ("addressees", "recipients")


@dataclass(frozen=True, slots=True)
class PageAction:
    """What a person did: its name in ``ACTIONS``, the value, what they saw there, and what they typed.

    ``page`` and ``box`` say where on the page they took it from, where they drew a box.
    """

    name: str
    pointer: str
    was: Any = None
    typed: str = ""
    page: int | None = None
    box: tuple[int, int, int, int] | None = None

    @staticmethod
    def of(told: Mapping[str, Any]) -> PageAction:
        """From what the script sent. Raises UsageError where it is none."""
        name, pointer, typed = (told.get(key) or "" for key in ("action", "pointer", "typed"))
        page, box = told.get("page"), told.get("box")
        strings = all(isinstance(part, str) for part in (name, pointer, typed))
        placed = (page is None or type(page) is int) and (box is None or _is_box(box))
        if not strings or not placed or name not in ACTIONS or not pointer.startswith("/"):
            raise UsageError("the page sent something that is no correction", hint="load the page again")
        return PageAction(name, pointer, told.get("was"), typed, page, tuple(box) if box else None)


def corrections_of(opened: OpenedRecord, action: PageAction) -> Sequence[Correction]:
    """The corrections that an action asks for. Raises UsageError for what is no value of that field."""
    return ACTIONS[action.name](opened, action)


def _mend(opened: OpenedRecord, action: PageAction) -> Sequence[Correction]:
    value = parsed(action.pointer, action.typed)
    return [_correction(opened, action, is_=value)]


def _accept(opened: OpenedRecord, action: PageAction) -> Sequence[Correction]:
    return [_correction(opened, action, is_=action.was)]


def _strike(opened: OpenedRecord, action: PageAction) -> Sequence[Correction]:
    """Not in the document: the value is emptied, or its item goes where the item is nothing without it."""
    parts = action.pointer.split("/")
    is_item = parts[1] == "document" and len(parts) == 4 and parts[3].isdecimal()
    if form_of(action.pointer).kind == "none":
        raise UsageError("this cannot be struck out", hint="accept it, or mend the values of it")
    if is_item or not form_of(action.pointer).may_be_empty:
        item = action.pointer if is_item else "/".join(parts[:3])
        return [_made(op="remove", pointer=item, was=_plain(value_at(opened.record, item)))]
    return [_correction(opened, action, is_=parsed(action.pointer, ""))]


def _remove(opened: OpenedRecord, action: PageAction) -> Sequence[Correction]:
    """The whole item of a list."""
    item = "/".join(action.pointer.split("/")[: 4 if action.pointer.startswith("/document/") else 3])
    held = value_at(opened.record, item)
    if not item.rpartition("/")[2].isdecimal() or held is None:
        raise UsageError("this is no item of a list", hint="strike the value out instead")
    return [_made(op="remove", pointer=item, was=_plain(held))]


def _add(opened: OpenedRecord, action: PageAction) -> Sequence[Correction]:
    """An item at the end of a list; ``pointer`` is the list."""
    name = action.pointer.rpartition("/")[2]
    at = f"{action.pointer}/{_length(opened.record, action.pointer)}"
    if name in TEXT_LISTS and action.pointer == f"/document/{name}":
        value: Any = parsed(at, action.typed)
    elif name in FIRST_FIELDS and action.pointer == f"/{name}":
        first = FIRST_FIELDS[name]
        value = {first: parsed(f"{at}/{first}", action.typed), **_more(opened.record, name, action.page)}
    else:
        raise UsageError("nothing can be added here", hint="choose a list")
    if value in ("", None):
        raise UsageError("nothing was typed", hint="type what stands on the page")
    return [_made(op="add", pointer=at, is_=value, **_place(action))]


def _more(record: Record, name: str, page: int | None) -> Mapping[str, int]:
    """What else an item of a list cannot do without: the pages of an annex, from the one in view on.

    Like an annex that was read, it goes on to the next one, or to the end of the document.
    """
    if name != "annexes":
        return {}
    if page is None:
        raise UsageError("nobody knows on which page the annex begins", hint="show that page, and add it there")
    part = record.source.part
    end = part.last_page if part else record.source.pages
    following = (one.first_page - 1 for one in record.annexes if one.first_page > page)
    return {"first_page": page, "last_page": max(min(following, default=end), page)}


def _line(opened: OpenedRecord, action: PageAction) -> Sequence[Correction]:
    """A line of the text: replaced, or removed where nothing is left of it; ``pointer`` is /pages/1/text/7."""
    text = nfc(action.typed.strip())
    was = _line_at(opened, action.pointer)
    if was != action.was:
        raise UsageError("somebody else has changed this line meanwhile", hint="load the page again")
    if not text:
        return [_made(op="remove", pointer=action.pointer, was=was, **_place(action))]
    return [_made(pointer=action.pointer, was=was, is_=text, **_place(action))]


def _add_line(_: OpenedRecord, action: PageAction) -> Sequence[Correction]:
    """A line that was missed, before the one at ``pointer``."""
    text = nfc(action.typed.strip())
    if not text:
        raise UsageError("nothing was typed", hint="type what stands on the page")
    return [_made(op="add", pointer=action.pointer, is_=text, **_place(action))]


ACTIONS: Mapping[str, Callable[[OpenedRecord, PageAction], Sequence[Correction]]] = {
    "mend": _mend,
    "accept": _accept,
    "strike": _strike,
    "remove": _remove,
    "add": _add,
    "line": _line,
    "add-line": _add_line,
}


def _correction(opened: OpenedRecord, action: PageAction, **more: Any) -> Correction:
    """With the place where the value was read, unless the person drew another one."""
    evidence = next((one for one in opened.record.evidence if one.field == action.pointer), None)
    place = _place(action) if action.box or not evidence else {"page": evidence.page, "box": evidence.box}
    return _made(pointer=action.pointer, was=action.was, **place, **more)


def _place(action: PageAction) -> dict[str, Any]:
    """Where the person took it from."""
    return {"page": action.page, "box": action.box}


def _made(**told: Any) -> Correction:
    return Correction.model_validate(
        {name: value for name, value in told.items() if value is not None or name in _SAID}
    )


def _line_at(opened: OpenedRecord, pointer: str) -> str:
    parts = pointer.split("/")
    with_numbers = len(parts) == 5 and parts[3] == "text" and parts[2].isdecimal() and parts[4].isdecimal()
    if with_numbers and int(parts[2]) < len(opened.texts):
        lines = opened.texts[int(parts[2])].removesuffix("\n").split("\n")
        if int(parts[4]) < len(lines):
            return lines[int(parts[4])]
    raise UsageError("there is no such line", hint="load the page again")


def _length(record: Record, pointer: str) -> int:
    held = value_at(record, pointer)
    if not isinstance(held, tuple):
        raise UsageError("nothing can be added here", hint="choose a list")
    return len(held)


def _plain(value: object) -> object:
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else value


def _is_box(box: object) -> bool:
    return isinstance(box, list) and len(box) == 4 and all(type(side) is int for side in box)
