"""Corrections that take one back, and put it back: both are corrections themselves, so that a file only grows.

What was taken back counts as if it had never been: the value is the machine's again, and in doubt if it was.
"""

from __future__ import annotations

from collections.abc import Sequence

from cchc_ocr.corrections.anchoring import same
from cchc_ocr.corrections.model import Correction

UNDONE, REDONE = "undo", "redo"  # notes
_BACK = {"add": "remove", "remove": "add"}


def inverse(one: Correction) -> Correction:
    """The correction that takes another one back.

    >>> back = inverse(Correction(pointer="/document/date", was=None, is_="2021-03-09"))
    >>> back.was, back.is_, back.note
    ('2021-03-09', None, 'undo')
    """
    op = _BACK.get(one.op, one.op)
    return one.model_copy(update={"op": op, "was": one.is_, "is_": one.was, "note": UNDONE})


def history(corrections: Sequence[Correction]) -> tuple[list[Correction], list[Correction]]:
    """Of the corrections of one person those that stand, and those that were taken back and may be put back."""
    done: list[Correction] = []
    undone: list[Correction] = []
    for one in corrections:
        if one.note == UNDONE and done and _takes_back(one, done[-1]):
            undone.append(done.pop())
        elif one.note == REDONE and undone and one.pointer == undone[-1].pointer:
            done.append(undone.pop())
        else:
            done.append(one)
            undone.clear()
    return done, undone


def standing(corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """The corrections without those that were taken back, and without those that did so, in their order."""
    if not any(one.note == UNDONE for one in corrections):
        return tuple(corrections)
    people = {one.by for one in corrections}
    done = {id(one) for by in people for one in history([other for other in corrections if other.by == by])[0]}
    return tuple(one for one in corrections if id(one) in done)


def _takes_back(one: Correction, other: Correction) -> bool:
    return one.pointer == other.pointer and same(one.is_, other.was) and one.op == _BACK.get(other.op, other.op)
