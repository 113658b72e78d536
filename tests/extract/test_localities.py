"""Places behind the names of bodies."""

from __future__ import annotations

import pytest

from cchc_ocr import lexicon
from cchc_ocr.extract.bodies.lists import body_lists
from cchc_ocr.extract.bodies.localities import end_of_name, end_of_place, end_without_kind, kind_ending
from cchc_ocr.extract.bodies.reach import Reach

LISTS = body_lists(lexicon.load())


def reach(text: str) -> Reach:
    return Reach(text, len(text), LISTS)


def rest(text: str, end: int | None) -> str | None:
    return None if end is None else text[end:]


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        (" tỉnh Sơn Hà về", " về"),
        (" tỉnh", ""),
        (" tỉnh về việc", " về việc"),
        (" tỉnh. Đề nghị", ". Đề nghị"),
        (" tỉnh Bà Rịa - Vũng Tàu,", ","),
        (" TP. Sơn Hà", ""),
        (" tp Sơn Hà có", " có"),
        (" quận 12 đã", " đã"),
        (" thị xã Mẫu Sơn Công văn", " Công văn"),
        (" xã hội", None),
        (" tỉnh ủy", None),
        (", tỉnh Sơn Hà", None),
        (" Tỉnh nhà", None),
        (" Sơn Hà", None),
        ("", None),
    ],
)
def test_a_place_with_its_kind(text: str, behind: str | None) -> None:
    assert rest(text, end_of_place(reach(text), 0)) == behind


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        (" Sơn Hà về", " về"),
        (" Sơn", None),
        (" SƠN HÀ", None),
        (" Công văn", None),
        (" Bộ Y tế", None),
        (" về", None),
    ],
)
def test_a_place_without_its_kind(text: str, behind: str | None) -> None:
    assert rest(text, end_without_kind(reach(text), 0)) == behind


@pytest.mark.parametrize(
    ("text", "kind", "behind"),
    [(". Sơn Hà", "tp", ""), (". Sơn Hà", "tỉnh", None), (" 3/2", "phường", None), (" 3,", "phường", ",")],
)
def test_the_name_behind_a_kind(text: str, kind: str, behind: str | None) -> None:
    assert rest(text, end_of_name(reach(text), 0, kind)) == behind


def test_the_kind_that_a_name_ends_with() -> None:
    assert kind_ending("UBND TP", LISTS.kinds_of_places) == "tp"
    assert kind_ending("Ủy ban nhân dân thị xã", LISTS.kinds_of_places) == "thị xã"
    assert kind_ending("Sở Y tế", LISTS.kinds_of_places) is None
