"""Who gave points, by the words before them."""

import pytest

from cchc_ocr.extract.results.point_bases import basis_in, basis_of, is_role, name_before
from tests.known import phrases_of


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Sở tự chấm ", "self"),
        ("Hội đồng thẩm định chấm ", "appraised"),
        ("điều tra xã hội học đạt ", "survey"),
        ("điểm trung bình đạt ", "average"),
        ("tự chấm và được thẩm định ", "appraised"),
        ("Cải cách thể chế đạt ", None),
    ],
)
def test_who_gave_points(text, basis):
    assert basis_of(phrases_of(text + "8"), 0, len(text)) == basis


@pytest.mark.parametrize(
    ("text", "role"), [("Hội đồng thẩm định chấm 8", True), ("đơn vị tự chấm 8", True), ("Thể chế đạt 8", False)]
)
def test_words_that_say_no_more_than_who_gave_points(text, role):
    phrases = phrases_of(text)
    assert is_role(phrases, phrases.trimmed(0, len(text) - 2), len(text) - 1) is role


def test_the_last_words_that_say_who_gave_points_count():
    assert basis_in("tham dinh thap hon tu cham") == "self"


@pytest.mark.parametrize(
    ("text", "name"),
    [("Thể chế đạt 8", "Thể chế"), ("Thể chế: hội đồng chấm 8", "Thể chế"), ("Hội đồng chấm 8", None)],
)
def test_what_points_are_of_whoever_gave_them(text, name):
    assert name_before(phrases_of(text), len(text) - 1) == name
