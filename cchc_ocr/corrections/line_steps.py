"""A correction of a line of the text: its words replaced, a line added before it, or the line removed."""

from __future__ import annotations

from typing import Any

from cchc_ocr.corrections.anchoring import line_of, same
from cchc_ocr.corrections.draft import Draft
from cchc_ocr.corrections.model import Correction
from cchc_ocr.corrections.outcomes import CorrectionOutcome
from cchc_ocr.corrections.pointers import END, NoSuchPlaceError, is_number
from cchc_ocr.corrections.values import RefusedError
from cchc_ocr.pointing import parts_of


def is_of_line(pointer: str) -> bool:
    """Whether a pointer leads to a line of the text.

    >>> is_of_line("/pages/0/text/12"), is_of_line("/pages/0")
    (True, False)
    """
    parts = parts_of(pointer)
    return len(parts) == 4 and parts[0] == "pages" and parts[2] == "text"


def correct_line(draft: Draft, one: Correction) -> CorrectionOutcome:
    """Apply a correction to a line of the draft. Raises RefusedError, and NoSuchPlaceError where there is no page.

    Where the text is not at hand, nothing is done.
    """
    if draft.lines is None:
        return CorrectionOutcome(one, "applied", one.pointer)
    words = None if one.is_ is None else " ".join(str(one.is_).split("\n")).strip()
    page, number = _place(draft, one)
    if one.op == "add":
        return _added(draft, one, page, number, words)
    return _changed(draft, one, page, number, None if one.op == "remove" else words)


def _place(draft: Draft, one: Correction) -> tuple[int, int]:
    """The index of the page, by its number in the file where that is known, and the number of the line."""
    assert draft.lines is not None
    _, page, _, line = parts_of(one.pointer)
    at = int(page) if is_number(page) else -1
    if one.page is not None:
        numbers = [known["number"] for known in draft.values["pages"]]
        at = numbers.index(one.page) if one.page in numbers else -1
    if not 0 <= at < len(draft.lines) or not (is_number(line) or line == END):
        raise NoSuchPlaceError(one.pointer)
    return at, int(line) if is_number(line) else len(draft.lines[at])


def _added(draft: Draft, one: Correction, page: int, number: int, words: str | None) -> CorrectionOutcome:
    """Add a line before the one of that number, or before the one whose words ``item`` has."""
    assert draft.lines is not None
    if not words:
        raise RefusedError("a line that is added needs words")
    lines, items = draft.lines[page], f"/pages/{page}/text"
    if isinstance(one.item, str) and (found := line_of(lines, number, one.item, None)) is not None:
        number = found
    number = min(number, len(lines))
    if number and same(lines[number - 1], words) and f"{items}/{number - 1}" not in draft.settled:
        number -= 1  # a later version reads it
    else:
        lines.insert(number, words)
        draft.move(items, number, 1)
    draft.settle(f"{items}/{number}")
    return CorrectionOutcome(one, "applied", f"{items}/{number}")


def _changed(draft: Draft, one: Correction, page: int, number: int, became: str | None) -> CorrectionOutcome:
    assert draft.lines is not None
    lines, items = draft.lines[page], f"/pages/{page}/text"
    was = one.was if isinstance(one.was, str) else None
    found = line_of(lines, number, was, became)
    if found is None:
        return CorrectionOutcome(one, "applied" if became is None and was is not None else "lost")
    read, pointer = lines[found], f"{items}/{found}"
    known = was is None or pointer in draft.settled or _is_one_of(read, was, became, one.reading)
    if became is None:
        del lines[found]
        draft.move(items, found, -1)
        return CorrectionOutcome(one, "applied" if known else "conflict", read=read)
    lines[found] = became
    draft.settle(pointer)
    return CorrectionOutcome(one, "applied" if known else "conflict", pointer, read=read)


def _is_one_of(read: str, *told: Any) -> bool:
    return any(same(read, one) for one in told if one is not None)
