"""What is left out of an Office file is counted."""

from __future__ import annotations

import pytest

from cchc_ocr.files.office.omissions import Omissions, area_of


@pytest.mark.parametrize(
    ("style", "area"),
    [
        ("width:10cm;height:100mm", 100.0),
        ("margin:0;width:1in; height:72pt", 6.4516),
        ("width:5cm", 0.0),
        ("", 0.0),
    ],
)
def test_the_area_of_a_shape(style: str, area: float) -> None:
    assert area_of(style) == area


def test_small_pictures_do_not_matter_and_large_ones_do() -> None:
    found = Omissions()
    found.add_picture(4.0)
    assert (found.notes, found.in_part) == (("pictures not read: 1",), False)
    found.add_picture(300.0)
    found.add("charts", 0)
    assert (found.notes, found.in_part, found.pictures) == (("pictures not read: 2",), True, 2)
