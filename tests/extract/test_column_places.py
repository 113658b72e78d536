"""Columns of whole numbers that order the points beside them."""

import pytest

from cchc_ocr.extract.tables.column_heads import ColumnHeads
from cchc_ocr.extract.tables.columns import columns_of
from cchc_ocr.lexicon import load

HEADS = ColumnHeads(load().column_heads)
POINTS = ("88", "91,5", "70", "84")


@pytest.mark.parametrize(
    ("heading", "places", "kind"),
    [
        ("VT", ("2", "1", "4", "3"), "rank"),
        ("Ghi theo điểm", ("2", "1", "4", "3"), "score"),
        ("Số phiếu", ("2", "1", "4", "3"), "count"),
        ("VT", ("3", "1", "4", "2"), "other"),
        ("VT", ("12", "11", "14", "13"), "other"),
    ],
)
def test_places_are_known_by_their_order_whatever_they_are_called(heading, places, kind):
    rows = [(f"Sở {name}", points, place) for name, points, place in zip("ABCD", POINTS, places, strict=True)]
    assert columns_of(HEADS, ("Đơn vị", "Tổng điểm", heading), rows)[2].kind == kind


def test_equal_points_have_equal_places_and_sums_have_none():
    rows = [("A", "90", "1"), ("B", "90", "1"), ("C", "80", "3"), ("D", "70", "4"), ("Bình quân", "82,5", "")]
    assert columns_of(HEADS, ("Đơn vị", "Tổng điểm", "VT"), rows)[2].kind == "rank"
