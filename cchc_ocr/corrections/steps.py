"""One correction of a value: it is found in the record, replaced, confirmed, added or removed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cchc_ocr.corrections.anchoring import Anchored, box_now, place_of, same
from cchc_ocr.corrections.draft import Draft
from cchc_ocr.corrections.following import follow
from cchc_ocr.corrections.line_steps import correct_line, is_of_line
from cchc_ocr.corrections.model import Correction
from cchc_ocr.corrections.outcomes import CorrectionOutcome, CorrectionState
from cchc_ocr.corrections.pointers import END, NoSuchPlaceError, is_cell, is_number, like, value_at, within
from cchc_ocr.corrections.values import RefusedError, is_correctable, tidied
from cchc_ocr.pointing import parts_of


def step(draft: Draft, one: Correction) -> CorrectionOutcome:
    """Apply a correction to the draft; what became of it. Where it is refused or lost, the draft is as before."""
    try:
        return _way_of(draft, one)(draft, one)
    except RefusedError as error:
        return CorrectionOutcome(one, "refused", reason=str(error))
    except NoSuchPlaceError:
        return CorrectionOutcome(one, "lost")


def _way_of(draft: Draft, one: Correction) -> Callable[[Draft, Correction], CorrectionOutcome]:
    """What applies a correction of its kind."""
    last = parts_of(one.pointer)[-1]
    if one.page is not None and _is_of_another_document(draft, one.page):
        return lambda _, other: CorrectionOutcome(other, "elsewhere")
    if is_of_line(one.pointer):
        return correct_line
    if not is_correctable(one.pointer):
        return _confirmed
    adds = one.op == "add" and (is_number(last) or last == END) and not is_cell(one.pointer)
    return _added if adds else _changed


def _is_of_another_document(draft: Draft, page: int) -> bool:
    part = draft.values["source"]["part"]
    return bool(part) and not part["first_page"] <= page <= part["last_page"]


def _confirmed(draft: Draft, one: Correction) -> CorrectionOutcome:
    """What is no reading of the document (a page, the missing parts) can only be confirmed."""
    if one.op != "replace" or not one.gives("was") or not same(one.was, one.is_):
        raise RefusedError("this is no value that can be corrected")
    if one.was is not None and not same(one.was, value_at(draft.values, one.pointer)):
        return CorrectionOutcome(one, "lost")
    draft.settle(one.pointer)
    return CorrectionOutcome(one, "applied", one.pointer)


def _changed(draft: Draft, one: Correction) -> CorrectionOutcome:
    place = place_of(draft.standing, one)
    if place is None:
        return CorrectionOutcome(one, "applied" if _is_gone_already(draft, one) else "lost")
    state: CorrectionState = "applied" if _is_known(draft, one, place) else "conflict"
    gone = one.op == "remove" or one.is_ is None
    if gone and is_number(parts_of(one.pointer)[-1]) and not is_cell(one.pointer):
        draft.remove(place.pointer)
        return CorrectionOutcome(one, state, read=place.value)
    value = tidied(place.pointer, _nothing_for(place) if gone else one.is_, place.value)
    if same(value, place.value):
        draft.confirm(place.pointer)
    else:
        draft.put(place.pointer, value)
        follow(draft, place.pointer, place.value)
    _prove(draft, one, place.pointer)
    return CorrectionOutcome(one, state, place.pointer, read=place.value)


def _nothing_for(place: Anchored) -> Any:
    """What stands where nothing does: an empty cell, an empty list, else null."""
    if is_cell(place.pointer):
        return ""
    return [] if isinstance(place.value, list) else None


def _is_gone_already(draft: Draft, one: Correction) -> bool:
    """Whether an item was removed that is not read any more."""
    removed = one.op == "remove" and one.gives("was") and is_number(parts_of(one.pointer)[-1])
    return removed and not any(same(value, one.was) for _, value in like(draft.values, one.pointer))


def _is_known(draft: Draft, one: Correction, place: Anchored) -> bool:
    """Whether what stands there is what the person saw, what it became, or what another person put there."""
    if not one.gives("was") or place.pointer in draft.settled:
        return True
    known = [one.was, one.is_, *([one.reading] if one.gives("reading") else ())]
    return any(same(place.value, value) for value in known)


def _added(draft: Draft, one: Correction) -> CorrectionOutcome:
    items, _, number = one.pointer.rpartition("/")
    held = value_at(draft.values, items)
    if not isinstance(held, list):
        raise NoSuchPlaceError(items)
    for at, item in enumerate(held):
        if f"{items}/{at}" not in draft.settled and _has_all(item, one.is_):  # a later version reads it
            draft.settle(f"{items}/{at}")
            return CorrectionOutcome(one, "applied", f"{items}/{at}")
    at = min(int(number), len(held)) if is_number(number) else len(held)
    draft.insert(items, at, tidied(one.pointer, one.is_, None))
    _prove(draft, one, f"{items}/{at}")
    return CorrectionOutcome(one, "applied", f"{items}/{at}")


def _has_all(item: Any, told: Any) -> bool:
    """Whether an item has all values that a person gave."""
    if isinstance(item, dict) and isinstance(told, dict):
        given = {name: value for name, value in told.items() if value is not None}
        return bool(given) and all(same(item.get(name), value) for name, value in given.items())
    return same(item, told)


def _prove(draft: Draft, one: Correction, pointer: str) -> None:
    """What a person has seen is sure; where it stands is kept, with the text as it was seen."""
    evidence = draft.values["evidence"]
    own = [known for known in evidence if within(known["field"], pointer)]
    for known in own:
        known["confidence"] = 1.0
    if not own and one.page is not None:
        box = list(box_now(draft.values, one) or ()) or None
        told = {"field": pointer, "page": one.page, "box": box, "text": one.seen or "", "confidence": 1.0}
        evidence.append(told)
