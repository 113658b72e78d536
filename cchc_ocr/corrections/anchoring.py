"""Finds the value that a correction is about, also where a later reading lists it in another place.

A value is known by what it was, by where on the page it stands, by what was seen there, and by the other values of
its item. The pointer of the correction is only where to look first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from cchc_ocr.corrections.model import Correction
from cchc_ocr.corrections.pointers import is_number, like
from cchc_ocr.pointing import parts_of
from cchc_ocr.vietnamese import bare

_OVERLAP = 0.3  # of the union of two boxes: the same words, boxed by another version
_SAME_ITEM, _OTHER_ITEM = 0.6, 0.3  # shares of the values of an item that are as they were
_SAME_LINE = 85.0  # of 100: a line that was read a little otherwise
_EXACT = 1e-9

BoxEdges = Sequence[int]


@dataclass(frozen=True, slots=True)
class Anchored:
    """A place of the kind that a correction is about: its value, and how well it fits.

    ``value_fits`` is 2 where the value is what it was, 1 where it is what it became, else 0. ``overlaps``: the
    boxes do; ``alike`` is the share of the item's other values that are the same (None: not known); ``seen``: the
    text of the evidence is the same; ``first``: the pointer is that of the correction.
    """

    pointer: str
    value: Any
    value_fits: int
    overlaps: bool = False
    alike: float | None = None
    seen: bool = False
    first: bool = False

    @property
    def rank(self) -> tuple[bool, bool, float, bool, int]:
        """What is compared between places, the most telling first."""
        return self.value_fits > 0, self.overlaps, self.alike or 0.0, self.seen, self.value_fits

    @property
    def held(self) -> bool:
        """Whether something besides the value says that this is the place."""
        return self.overlaps or self.seen or (self.alike is not None and self.alike >= _SAME_ITEM)

    @property
    def contradicted(self) -> bool:
        """Whether the item is another one, as far as can be told."""
        return not self.overlaps and self.alike is not None and self.alike < _OTHER_ITEM


@dataclass(frozen=True, slots=True)
class AnchoringContext:
    """What is known of a record: its values as JSON, the evidence of each field, and former values (``past``)."""

    values: Mapping[str, Any]
    evidence: Mapping[str, Mapping[str, Any]]
    past: Mapping[str, Sequence[Any]]


def place_of(standing: AnchoringContext, one: Correction) -> Anchored | None:
    """The place of the value that a correction changes; None where there is none, or several fit as well."""
    found = [_anchored(standing, one, pointer, value) for pointer, value in like(standing.values, one.pointer)]
    found = [place for place in found if _on_page(standing, one, place.pointer)]
    if not any(is_number(part) for part in parts_of(one.pointer)):
        return found[0] if found else None
    anchored = one.box is not None or one.seen is not None or one.item is not None
    fitting = [place for place in found if _fits(place, anchored=anchored)]
    return _best(fitting, strict=not anchored)


def _fits(place: Anchored, *, anchored: bool) -> bool:
    if place.value_fits:
        told = not anchored and place.value is not None  # of a null alone nobody knows whose it is
        return place.held or (place.first and not place.contradicted) or told
    same = place.alike is None or place.alike >= _SAME_ITEM
    return anchored and place.held and same and (place.overlaps or place.seen or place.first)


def _best(found: Sequence[Anchored], *, strict: bool) -> Anchored | None:
    """The place that fits best; of several alike that of the pointer, or none."""
    if not found:
        return None
    first = next((place for place in found if place.first), None)
    if strict and first and first.value_fits:
        return first
    most = max(place.rank for place in found)
    best = [place for place in found if place.rank == most]
    return best[0] if len(best) == 1 else next((place for place in best if place.first), None)


def _anchored(standing: AnchoringContext, one: Correction, pointer: str, value: Any) -> Anchored:
    known = evidence_of(standing.evidence, pointer) or {}
    return Anchored(
        pointer,
        value,
        _value_fits(standing, one, pointer, value),
        overlaps=overlap(box_now(standing.values, one), known.get("box")) >= _OVERLAP,
        alike=likeness(one.item, item_of(standing.values, pointer)),
        seen=bool(one.seen) and one.seen == known.get("text"),
        first=pointer == one.pointer,
    )


def _value_fits(standing: AnchoringContext, one: Correction, pointer: str, value: Any) -> int:
    if not one.gives("was"):
        return 2 if pointer == one.pointer else 0
    if any(same(was, one.was) for was in (value, *standing.past.get(pointer, ()))):
        return 2
    return 1 if same(value, one.is_) else 0


def _on_page(standing: AnchoringContext, one: Correction, pointer: str) -> bool:
    page = page_of(standing, pointer)
    return one.page is None or page is None or page == one.page or pointer.startswith("/tables/")


def page_of(standing: AnchoringContext, pointer: str) -> int | None:
    """The page on which a value stands; of a table the one on which it begins."""
    known = evidence_of(standing.evidence, pointer)
    if known:
        page: int | None = known.get("page")
        return page
    parts = parts_of(pointer)
    if parts[0] == "tables" and len(parts) > 1 and is_number(parts[1]):
        tables = standing.values["tables"]
        return int(tables[int(parts[1])]["page"]) if int(parts[1]) < len(tables) else None
    return None


def evidence_of(evidence: Mapping[str, Mapping[str, Any]], pointer: str) -> Mapping[str, Any] | None:
    """The evidence of a value: its own, that of the item it is part of, or the first of what is in it."""
    if own := evidence.get(pointer):
        return own
    above = pointer.rpartition("/")[0]
    in_item = is_number(above.rpartition("/")[2])
    if in_item and (of_item := evidence.get(above)):
        return of_item
    places = (pointer, above) if in_item else (pointer,)
    parts = tuple(f"{place}/" for place in places)
    return next((known for part in parts for field, known in evidence.items() if field.startswith(part)), None)


def item_of(values: Mapping[str, Any], pointer: str) -> Any:
    """What a value is part of, without the value: the item of a list, or the row of a cell; None for others."""
    *names, last = parts_of(pointer)
    held: Any = values
    for name in names:
        held = held[int(name)] if isinstance(held, list) else held[name]
    if isinstance(held, dict) and any(is_number(name) for name in names):
        return {name: value for name, value in held.items() if name != last}
    if isinstance(held, list) and len(names) > 2 and names[0] == "tables" and is_number(last):
        return [cell for at, cell in enumerate(held) if at != int(last)]
    return None


def size_of(values: Mapping[str, Any], page: int | None) -> tuple[int, int] | None:
    """Width and height in pixels of a page of the record; None where it does not say."""
    told = next((one for one in values["pages"] if one["number"] == page), None)
    return (told["width"], told["height"]) if told and told.get("width") and told.get("height") else None


def box_now(values: Mapping[str, Any], one: Correction) -> BoxEdges | None:
    """The box of a correction in the pixels of the record, which may have been read at another resolution."""
    now = size_of(values, one.page)
    if not one.box or not one.size or not now:
        return one.box
    return [round(edge * now[at % 2] / one.size[at % 2]) for at, edge in enumerate(one.box)]


def likeness(one: Any, other: Any) -> float | None:
    """The share of values of two items that are the same, of those that either has; None where none is known."""
    if isinstance(one, dict) and isinstance(other, dict):
        pairs = [(one.get(name), other.get(name)) for name in one.keys() | other.keys() if name in one]
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = list(zip(one, other, strict=True))
    else:
        return None
    told = [(a, b) for a, b in pairs if a not in (None, "", []) or b not in (None, "", [])]
    return sum(same(a, b) for a, b in told) / len(told) if told else None


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values are the same to a reader: 8 and 8.0 are, and texts but for spaces around them."""
    if bool in (type(one), type(other)):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return bool(abs(one - other) <= _EXACT)
    if isinstance(one, str) and isinstance(other, str):
        return " ".join(one.split()) == " ".join(other.split())
    if isinstance(one, dict) and isinstance(other, dict):
        return all(same(one.get(name), other.get(name)) for name in {*one, *other})
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def overlap(one: BoxEdges | None, other: BoxEdges | None) -> float:
    """The share of two boxes that they have in common, from 0 to 1; 0 where one is not known.

    >>> overlap((0, 0, 10, 10), (0, 0, 10, 5)), overlap(None, (0, 0, 1, 1))
    (0.5, 0.0)
    """
    if not one or not other:
        return 0.0
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    common = width * height if width > 0 and height > 0 else 0
    areas = ((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return common / whole if (whole := sum(areas) - common) > 0 else 0.0


def line_of(lines: Sequence[str], at: int, was: str | None, became: str | None) -> int | None:
    """The number of the line that a correction is about: the one with its words, nearest to where it was.

    A line that was read a little otherwise counts where none is the same, and no other is as like it. None where
    there is none.
    """
    if was is None:
        return at if at < len(lines) else None
    for words in filter(None, (was, became)):
        if equal := [number for number, line in enumerate(lines) if same(line, words)]:
            return min(equal, key=lambda number: abs(number - at))
    likeliest = [(fuzz.ratio(bare(line), bare(was)), number) for number, line in enumerate(lines)]
    near = sorted(((score, number) for score, number in likeliest if score >= _SAME_LINE), reverse=True)
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return near[0][1]
