"""What values are called."""

import pytest

from cchc_ocr.extract.results.naming import colon_lead, is_compared, is_level, outer_name, says_what
from cchc_ocr.extract.text.phrases import TextSpan
from tests.known import context_of


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Cải cách thể chế", True),
        ("năm 2022", False),
        ("Trong năm 2023, Sở Y tế", False),
        ("tỉnh", False),
        ("Hội đồng thẩm định chấm", False),
        ("tỷ lệ hài lòng", True),
    ],
)
def test_a_phrase_that_says_what_is_measured(text, says):
    context = context_of(text)
    assert says_what(context, TextSpan(0, len(context.text))) is says


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Tỷ lệ hài lòng: năm 2022 đạt 90%", "Tỷ lệ hài lòng"),
        ("Kết quả cụ thể như sau: đạt 90%", None),
        ("Sở Y tế: đạt 90%", None),
        ("đạt 90%", None),
    ],
)
def test_what_stands_before_the_colon(text, lead):
    context = context_of(text)
    assert context.phrases.read(colon_lead(context, context.text.index("90"))) == lead


def test_a_name_from_outside_is_that_of_the_index_above():
    context = context_of("1. Chỉ số hài lòng (SIPAS)\n\nNăm 2023 tỉnh đạt 90%")
    named = outer_name(context, context.text.index("90"))
    assert (named.text, named.how) == ("SIPAS", "heading")


@pytest.mark.parametrize(("text", "level"), [("Cấp huyện", True), ("Sở Y tế", True), ("Cải cách thể chế", False)])
def test_a_level_or_a_body(text, level):
    context = context_of(text)
    assert is_level(context, TextSpan(0, len(context.text))) is level


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("đạt 91 điểm, tăng so với năm 2022 (90 điểm)", True),
        ("đạt 91 điểm (năm 2022: 90 điểm)", True),
        ("Sở Tài chính (90 điểm)", False),
        ("đạt 90 điểm", False),
    ],
)
def test_a_value_in_brackets_behind_another_time_is_compared(text, compared):
    context = context_of(text)
    assert is_compared(context, context.text.index("90")) is compared
