"""How likely a reading is right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.extract.text.certainty import probability_of_field, probability_of_value

SURE = st.floats(0, 1, allow_nan=False)
LAWS = pytest.mark.parametrize(("law", "least"), [(probability_of_value, 0.65), (probability_of_field, 0.5)])


@LAWS
def test_a_reading_of_which_the_engine_is_sure_is_right(law, least):
    assert law(1.0) == 1.0


@LAWS
def test_what_the_engine_does_not_believe_in_is_right_more_often_than_not(law, least):
    assert law(0.0) == least


@LAWS
@given(one=SURE, other=SURE)
def test_more_confidence_is_more_probability(law, least, one, other):
    assert (law(min(one, other))) <= law(max(one, other)) <= 1


@LAWS
@given(confidence=SURE)
def test_a_probability_is_never_below_the_confidence(law, least, confidence):
    assert law(confidence) >= round(confidence, 4) - 1e-4
