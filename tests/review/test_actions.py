"""What people do on the page, as corrections: each action by its own, and where it was taken from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cchc_ocr.errors import UsageError
from cchc_ocr.review.actions import PageAction, corrections_of
from cchc_ocr.review.desk import Desk, OpenedRecord
from cchc_ocr.review.waiting import Chosen
from tests.review.results import box

DONE: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (
        {"action": "mend", "pointer": "/document/date", "was": None, "typed": "9/3/2021"},
        {"pointer": "/document/date", "was": None, "is": "2021-03-09", "page": 1, "box": list(box(2, 520))},
    ),
    (
        {"action": "mend", "pointer": "/ranks/0/of", "was": 25, "typed": "26", "page": 1, "box": [1, 2, 3, 4]},
        {"pointer": "/ranks/0/of", "was": 25, "is": 26, "page": 1, "box": [1, 2, 3, 4]},
    ),
    (
        {"action": "accept", "pointer": "/totals/0/score", "was": 86.51},
        {"pointer": "/totals/0/score", "was": 86.51, "is": 86.51, "page": 1, "box": list(box(4))},
    ),
    (
        {"action": "strike", "pointer": "/document/subject", "was": "x"},
        {"pointer": "/document/subject", "was": "x", "is": None},
    ),
    (
        {"action": "strike", "pointer": "/document/recipients/1", "was": "Lưu: VT"},
        {"op": "remove", "pointer": "/document/recipients/1", "was": "Lưu: VT"},
    ),
    (
        {"action": "add", "pointer": "/document/recipients", "typed": "Sở Y tế"},
        {"op": "add", "pointer": "/document/recipients/2", "is": "Sở Y tế"},
    ),
    (
        {"action": "add", "pointer": "/ranks", "typed": "3"},
        {"op": "add", "pointer": "/ranks/1", "is": {"position": 3}},
    ),
    (
        {"action": "add", "pointer": "/annexes", "typed": "PHỤ LỤC I", "page": 2},
        {
            "op": "add",
            "pointer": "/annexes/0",
            "is": {"title": "PHỤ LỤC I", "first_page": 2, "last_page": 2},
            "page": 2,
        },
    ),
    (
        {"action": "mend", "pointer": "/tables/0/rows/0/1", "was": "8,5", "typed": ""},
        {"pointer": "/tables/0/rows/0/1", "was": "8,5", "is": ""},
    ),
    (
        {"action": "line", "pointer": "/pages/0/text/3", "was": "BAO CAO", "typed": "BÁO CÁO"},
        {"pointer": "/pages/0/text/3", "was": "BAO CAO", "is": "BÁO CÁO"},
    ),
    (
        {"action": "line", "pointer": "/pages/0/text/3", "was": "BAO CAO", "typed": " "},
        {"op": "remove", "pointer": "/pages/0/text/3", "was": "BAO CAO"},
    ),
    (
        {"action": "add-line", "pointer": "/pages/0/text/3", "typed": "Mật"},
        {"op": "add", "pointer": "/pages/0/text/3", "is": "Mật"},
    ),
]


@pytest.fixture(scope="module")
def opened(made_once: Path) -> OpenedRecord:
    desk = Desk(made_once, "An")
    return desk.open(desk.waiting(Chosen()).documents[0].id)


@pytest.mark.parametrize(("told", "made"), DONE)
def test_an_action_is_a_correction(opened: OpenedRecord, told: dict[str, Any], made: dict[str, Any]) -> None:
    (one,) = corrections_of(opened, PageAction.of(told))
    assert one.to_dict() == made


@pytest.mark.parametrize("action", ["strike", "remove"])
def test_what_is_nothing_without_a_value_goes_as_a_whole(opened: OpenedRecord, action: str) -> None:
    (one,) = corrections_of(opened, PageAction.of({"action": action, "pointer": "/ranks/0/position", "was": 7}))
    assert (one.op, one.pointer, one.was["position"]) == ("remove", "/ranks/0", 7)


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"action": "mend"},
        {"action": "mend", "pointer": "document/date"},
        {"action": "mend", "pointer": "/document/date", "typed": 7},
        {"action": "mend", "pointer": "/document/date", "page": "1"},
        {"action": "mend", "pointer": "/document/date", "page": True},
        {"action": "mend", "pointer": "/document/date", "box": [1, 2, 3]},
    ],
)
def test_what_no_page_sends_is_refused(told: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="no correction"):
        PageAction.of(told)


@pytest.mark.parametrize(
    "told",
    [
        {"action": "add", "pointer": "/document/recipients", "typed": " "},
        {"action": "add", "pointer": "/document/date", "typed": "x"},
        {"action": "add", "pointer": "/tables", "typed": "x"},
        {"action": "add", "pointer": "/annexes", "typed": "PHỤ LỤC"},  # of no page
        {"action": "add-line", "pointer": "/pages/0/text/3", "typed": ""},
        {"action": "remove", "pointer": "/ranks/9"},
        {"action": "strike", "pointer": "/pages/0", "was": None},
        {"action": "line", "pointer": "/pages/7/text/0", "was": "", "typed": "x"},
        {"action": "line", "pointer": "/document/date", "was": "", "typed": "x"},
    ],
)
def test_what_cannot_be_done_is_refused(opened: OpenedRecord, told: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        corrections_of(opened, PageAction.of(told))
