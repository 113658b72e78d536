"""Values found by what they are, where they stand and what they belong to."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.corrections.anchoring import (
    Anchored,
    evidence_of,
    item_of,
    likeness,
    line_of,
    overlap,
    page_of,
    place_of,
    same,
)
from cchc_ocr.corrections.draft import Draft
from cchc_ocr.corrections.model import Correction
from cchc_ocr.records import Evidence, PageRecord, Record
from tests.corrected import correction, record, score, seen

BOX = (100, 300, 300, 330)  # of the second score
ITEM = {"criterion": "Tài chính công", "max_score": 10.0, "year": 2020}


def place(one: Correction, of: Record | None = None) -> Anchored | None:
    return place_of(Draft.of(of or record(), None).standing, one)


def pointer(one: Correction, of: Record | None = None) -> str | None:
    found = place(one, of)
    return found.pointer if found else None


MOVED = record(
    scores=(score("Mới", 8.5), score("Thể chế", 7.5), score("Tài chính công", 8.5)),
    evidence=(
        seen("/scores/0/score", 3, "8,5"),
        seen("/scores/1/score", 5, "7,5"),
        seen("/scores/2/score", 6, "8,5o"),
    ),
)
SCALED = record(evidence=tuple(one.model_copy(update={"box": (1, 2, 3, 4)}) for one in record().evidence))
TWO_AT_HALF_SIZE = record(
    pages=(PageRecord(number=1, state="read", words=9, width=620, height=877),),
    scores=(score("A", 8.5), score("B", 8.5)),
    evidence=tuple(
        Evidence(field=f"/scores/{at}/score", page=1, box=(50, top, 150, top + 15), text="8,5", confidence=0.9)
        for at, top in enumerate((100, 150))
    ),
)


@pytest.mark.parametrize(
    ("one", "of", "found"),
    [
        (
            correction("/scores/0/score", 8.5, 9, page=1, box=BOX, size=(1240, 1754)),
            TWO_AT_HALF_SIZE,
            "/scores/1/score",
        ),
        (correction("/scores/0/score", 8.5, 9, page=1, box=BOX), TWO_AT_HALF_SIZE, "/scores/0/score"),
        (correction("/scores/1/score", 8.5, 9, page=1, box=BOX, seen="8,5o"), MOVED, "/scores/2/score"),
        (correction("/scores/1/score", 8.5, 9, item=ITEM), MOVED, "/scores/2/score"),
        (correction("/scores/1/score", 8.5, 9, seen="8,5o"), MOVED, "/scores/2/score"),
        (correction("/scores/1/score", 8.5, 9), MOVED, None),  # two are like it, and neither is where it was
        (correction("/scores/1/score", 8.5, 9), None, "/scores/1/score"),
        (correction("/scores/0/score", 8.5, 9), None, "/scores/1/score"),  # the only one
        (correction("/scores/0/score", 8.5, 9, page=2), None, None),  # on another page
        (
            correction("/scores/1/score", 8.5, 9, page=1, box=BOX),
            SCALED,
            "/scores/1/score",
        ),  # read at another size
        (correction("/scores/1/score", 3, 9, page=1, box=BOX), None, "/scores/1/score"),  # read otherwise
        (correction("/scores/1/score", 3, 9, page=1, box=BOX, item={"criterion": "Y", "year": 1}), None, None),
        (correction("/scores/1/score", 3, 9, item=ITEM), None, "/scores/1/score"),
        (correction("/scores/1/score", 3, 9), None, None),
        (correction("/scores/1/self_score", None, 9), None, "/scores/1/self_score"),
        (correction("/scores/1/self_score", None, 9, item={**ITEM, "score": 8.5}), MOVED, "/scores/2/self_score"),
        (correction("/document/recipients/0", "Lưu: VT", "Lưu: VT, CCHC"), None, "/document/recipients/2"),
        (correction("/tables/0/rows/0/1", "7", "8"), None, "/tables/0/rows/1/1"),
        (correction("/tables/0/rows/0/1", "7", "8", item=["Hộ tịch"]), None, "/tables/0/rows/1/1"),
        (correction("/document/number", "99", "16"), None, "/document/number"),  # there is only one
    ],
    ids=lambda part: f"{part.pointer} {part.was}" if isinstance(part, Correction) else None,
)
def test_where_a_value_is_found(one: Correction, of: Record | None, found: str | None) -> None:
    assert pointer(one, of) == found


def test_a_null_without_anchor_is_only_looked_for_where_it_was() -> None:
    one = record(scores=(score("Thể chế", None), score("Tài chính công", 8.5)), evidence=())
    assert pointer(correction("/scores/0/score", None, 9), one) == "/scores/0/score"
    assert pointer(correction("/scores/1/score", None, 9), one) is None


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        (8, 8.0, True),
        (True, 1, False),
        ("Sở  Nội vụ ", "Sở Nội vụ", True),
        ("15", 15, False),
        ({"a": 1, "b": None}, {"a": 1.0}, True),
        ([1, 2], [1, 2, 3], False),
        (None, "", False),
    ],
)
def test_what_is_the_same(one: Any, other: Any, equal: bool) -> None:
    assert same(one, other) is equal


def test_what_belongs_to_a_value() -> None:
    values = record().model_dump(mode="json")
    context = Draft.of(record(), None).standing
    assert item_of(values, "/document/number") is None
    assert item_of(values, "/tables/0/rows/1/1") == ["Hộ tịch"]
    assert item_of(values, "/scores/1/score")["criterion"] == "Tài chính công"
    assert likeness(ITEM, item_of(values, "/scores/1/score")) == 1.0
    assert likeness(ITEM, None) is None
    assert page_of(context, "/tables/0/rows/1/1") == 2
    assert page_of(context, "/document/subject") is None
    evidence = evidence_of(context.evidence, "/scores/1/max_score")  # that of the item's other value
    assert evidence
    assert evidence["text"] == "8,5o"
    assert evidence_of(context.evidence, "/document/recipients/0") is None  # others in the list are no evidence


@pytest.mark.parametrize(
    ("at", "was", "became", "found"),
    [
        (1, "hai", None, 1),
        (0, "hai", None, 1),
        (0, "ba", None, 4),
        (3, "một", None, 2),  # the nearest
        (9, "năm", "ba", 4),  # as it became
        (0, "bốn mươi lăm phẩy sáu", None, 3),  # read a little otherwise
        (0, "mười", None, None),
        (2, None, None, 2),
        (7, None, None, None),
    ],
)
def test_where_a_line_is_found(at: int, was: str | None, became: str | None, found: int | None) -> None:
    lines = ["một", "hai", "một", "bốn mươi lám phẩy sáu", "ba"]
    assert line_of(lines, at, was, became) == found


BOXES = st.tuples(*[st.integers(0, 50)] * 2, *[st.integers(51, 99)] * 2)


@given(BOXES, BOXES)
def test_what_two_boxes_share(one: tuple[int, ...], other: tuple[int, ...]) -> None:
    assert 0 <= overlap(one, other) == overlap(other, one) <= 1
    assert overlap(one, one) == 1
