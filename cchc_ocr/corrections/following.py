"""Values that follow from a corrected one: number and symbol as one, who signed first, the dates of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cchc_ocr import lexicon
from cchc_ocr.corrections.draft import Draft
from cchc_ocr.corrections.pointers import value_at
from cchc_ocr.numbering.numbers import find_numbers

_HEAD = "/document/"
_SIGNERS = {"signer": "/document/signers/0/name", "signer_title": "/document/signers/0/title"}


def follow(draft: Draft, pointer: str, former: Any) -> None:
    """Bring the values up to date that follow from the one at the pointer, which was ``former``.

    A value that a person has corrected stays as it is.
    """
    name = pointer.removeprefix(_HEAD)
    head = draft.values["document"]
    if name in ("number", "symbol"):
        _put(draft, _HEAD + "number_symbol", _joined(head, former, name))
    elif name == "number_symbol":
        for part, value in _parts(head["number_symbol"]):
            _put(draft, _HEAD + part, value)
    elif name == "date" and head["date"]:
        _put(draft, _HEAD + "date_partial", None)
        _follow_in_dates(draft, former)
    elif name in _SIGNERS:
        if not head["signers"]:
            draft.insert(_HEAD + "signers", 0, {"name": head["signer"], "title": head["signer_title"]})
        _put(draft, _SIGNERS[name], head[name])
    elif pointer in _SIGNERS.values():
        single = next(one for one, other in _SIGNERS.items() if other == pointer)
        _put(draft, _HEAD + single, value_at(draft.values, pointer))


def _put(draft: Draft, pointer: str, value: Any) -> None:
    """Put a value that follows, unless a person has put or confirmed another one there."""
    if (pointer in draft.settled and pointer not in draft.followed) or value_at(draft.values, pointer) == value:
        return
    draft.put(pointer, value)
    draft.followed.add(pointer)


def _joined(head: Mapping[str, Any], former: Any, name: str) -> str | None:
    """Number and symbol as they are printed: joined as before, where that is known."""
    number, symbol, whole = head["number"], head["symbol"], head["number_symbol"] or ""
    if not number or not symbol:
        return None
    was = {"number": number, "symbol": symbol, name: former or ""}
    between = whole.removeprefix(was["number"]).removesuffix(was["symbol"])  # "/2024/" of "12/2024/QĐ-UBND"
    if between and whole == f"{was['number']}{between}{was['symbol']}" and former:
        return f"{number}{between}{symbol}"
    return f"{number}{'-' if '/' in symbol else '/'}{symbol}"


def _parts(whole: str | None) -> Iterator[tuple[str, str | None]]:
    """Number and symbol of both as one; nothing where they cannot be told apart."""
    if whole is None:
        yield "number", None
        return
    found = find_numbers(whole, lexicon.load().signs)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(whole)):
        yield "number", found[0].number
        yield "symbol", found[0].symbol


def _follow_in_dates(draft: Draft, former: Any) -> None:
    """Put the corrected date into the list of all dates, and take the misread one out if it stood in the head."""
    places = _places(draft)
    for number, day in reversed(list(enumerate(draft.values["dates"]))):
        own = places(f"/dates/{number}")
        if day == former and own and own == places("/document/date"):
            draft.remove(f"/dates/{number}")
    date, dates = draft.values["document"]["date"], draft.values["dates"]
    if date and date not in dates:
        at = bisect_left(dates, date)
        draft.insert("/dates", at, date)


def _places(draft: Draft) -> Callable[[str], Any]:
    """Where on the page the evidence of a field stands."""
    known = draft.standing.evidence
    return lambda pointer: (known[pointer]["page"], known[pointer]["box"]) if pointer in known else None
