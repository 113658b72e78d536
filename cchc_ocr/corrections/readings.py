"""The way back from a corrected record to what the machine read: a patch of RFC 6902 that the record carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import jsonpatch
from jsonpointer import JsonPointerException

from cchc_ocr.corrections.line_steps import is_of_line
from cchc_ocr.corrections.text_lines import lines_of, text_of_lines
from cchc_ocr.records import Record

_REVIEWED = "reviewed"


def reading_of(
    machine: Record, machine_text: str | None, corrected: Record, corrected_text: str | None
) -> tuple[Mapping[str, Any], ...]:
    """The operations that turn the corrected record, and its text, into what the machine made.

    Lines of the text stand at ``/pages/0/text/7``: the eighth line of the first page.
    """
    now, then = _whole(corrected, corrected_text), _whole(machine, machine_text)
    return tuple(op for name in then for op in _differences(now.get(name), then[name], f"/{name}"))


def machine_of(record: Record, text: str | None = None) -> tuple[Record, str | None]:
    """What the machine made of the document: record and text without corrections.

    Both are as they stand where they cannot be turned back, because somebody has edited one of them.
    """
    if record.reviewed is None:
        return record, text
    values = _whole(record, text)
    with_lines = text is not None and all("text" in page for page in values["pages"])
    operations = [dict(op) for op in record.reviewed.reading if with_lines or not is_of_line(op["path"])]
    try:
        values = jsonpatch.apply_patch(values, operations, in_place=True)
        pages = [page.pop("text") for page in values["pages"]] if with_lines else []
        return Record.model_validate(values), text_of_lines(pages) if with_lines else text
    except (jsonpatch.JsonPatchException, JsonPointerException, ValueError, KeyError):
        return record.model_copy(update={_REVIEWED: None}), text


def _whole(record: Record, text: str | None) -> dict[str, Any]:
    """The record as JSON, with the lines of the text in its pages where these are at hand."""
    values: dict[str, Any] = record.model_dump(mode="json", exclude={_REVIEWED})
    pages = [] if text is None else lines_of(text)
    if len(pages) == len(values["pages"]):
        for page, lines in zip(values["pages"], pages, strict=True):
            page["text"] = lines
    return values


def _differences(now: Any, then: Any, at: str) -> Iterator[Mapping[str, Any]]:
    """Item by item where a list has as many as before, else the whole list: its numbers mean other items now."""
    if now == then:
        return
    if isinstance(then, list) and isinstance(now, list) and len(now) == len(then):
        for number, (one, other) in enumerate(zip(now, then, strict=True)):
            yield from _differences(one, other, f"{at}/{number}")
    elif isinstance(then, dict) and isinstance(now, dict):
        operations: Sequence[Mapping[str, Any]] = jsonpatch.make_patch(now, then).patch
        for op in operations:
            moved = {"from": f"{at}{op['from']}"} if "from" in op else {}
            yield {**op, "path": f"{at}{op['path']}", **moved}
    else:
        yield {"op": "replace", "path": at, "value": then}
