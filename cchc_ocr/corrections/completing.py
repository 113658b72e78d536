"""Corrections as a person gives them, completed by what tells the value apart from others later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cchc_ocr.corrections.anchoring import AnchoringContext, evidence_of, item_of, page_of, size_of
from cchc_ocr.corrections.draft import Draft
from cchc_ocr.corrections.line_steps import is_of_line
from cchc_ocr.corrections.model import Correction
from cchc_ocr.corrections.outcomes import Applied
from cchc_ocr.corrections.pointers import NoSuchPlaceError, is_number, value_at
from cchc_ocr.pointing import parts_of
from cchc_ocr.records import Record


def completed(
    corrections: Sequence[Correction], shown: Applied, *, by: str | None, at: str | None
) -> list[Correction]:
    """The corrections with all keys that can be filled in; keys that were given stay.

    ``shown`` is the record that the person saw, with its text where lines are corrected. ``by`` and ``at`` are for
    corrections that do not say who made them, and when.
    """
    draft = Draft.of(shown.record, shown.text)
    readings = {one.pointer: one.read for one in shown.outcomes if one.state == "conflict"}
    return [_completed(one, draft, readings, {"by": by, "at": at}) for one in corrections]


def anchors_of(record: Record, pointers: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What tells values of a record apart from others, as JSON, for corrections that are made elsewhere.

    They are told by their pointers. ``sha256`` is that of the scan.
    """
    standing, anchors = Draft.of(record, None).standing, {}
    for pointer in pointers:
        found = _of_value(pointer, standing)
        told = {name: value for name, value in found.items() if value is not None or name == "was"}
        anchors[pointer] = {"sha256": record.source.sha256, "pointer": pointer, **told}
    return anchors


def _completed(
    one: Correction, draft: Draft, readings: Mapping[str | None, Any], told: Mapping[str, Any]
) -> Correction:
    found = _found(one, draft)
    if one.box:
        found["size"] = size_of(draft.values, one.page)
    found = {name: value for name, value in {**told, **found}.items() if value is not None or name == "was"}
    if one.pointer in readings:
        found["reading"] = readings[one.pointer]
    given = {name for name in found if one.gives(name) and (name == "was" or getattr(one, name) is not None)}
    return Correction.model_validate({**one.to_dict(), **{n: v for n, v in found.items() if n not in given}})


def _found(one: Correction, draft: Draft) -> dict[str, Any]:
    """Where the value stands, and what it is now; nothing of a value that is added."""
    if is_of_line(one.pointer):
        return _of_line(one, draft)
    return {} if one.op == "add" else _of_value(one.pointer, draft.standing)


def _of_value(pointer: str, standing: AnchoringContext) -> dict[str, Any]:
    try:
        value = value_at(standing.values, pointer)
    except NoSuchPlaceError:
        return {}
    if not parts_of(pointer):
        return {}
    known = evidence_of(standing.evidence, pointer) or {}
    page, box = page_of(standing, pointer), known.get("box")
    place = {"page": page, "box": box, "size": size_of(standing.values, page) if box else None}
    return {"was": value, **place, "seen": known.get("text"), "item": item_of(standing.values, pointer)}


def _of_line(one: Correction, draft: Draft) -> dict[str, Any]:
    _, page, _, number = parts_of(one.pointer)
    pages = draft.values["pages"]
    if draft.lines is None or not is_number(page) or int(page) >= min(len(pages), len(draft.lines)):
        return {}
    lines = draft.lines[int(page)]
    line = lines[int(number)] if is_number(number) and int(number) < len(lines) else None
    return {"page": pages[int(page)]["number"], ("item" if one.op == "add" else "was"): line}
