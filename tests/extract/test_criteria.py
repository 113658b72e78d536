"""Which criterion a printed name means."""

import pytest

from cchc_ocr.extract.results.criteria import Criteria
from cchc_ocr.lexicon import Criterion
from tests.known import CRITERIA

OWN = Criteria(
    [
        Criterion("the_che", "Cải cách thể chế", "current"),
        Criterion("tthc", "Cải cách TTHC", "current"),
        Criterion("mot_cua", "cơ chế một cửa", "current"),
        Criterion("mot_cua.so", "cơ chế một cửa số", "current"),
        Criterion("tru", "Điểm trừ", "current"),
    ]
)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (None, None),
        ("", None),
        ("Cải cách thể chế", "the_che"),
        ("CAI CACH THE CHE", "the_che"),
        ("Lĩnh vực cải cách thể chế của Sở", "the_che"),
        ("Cải cách thủ tục hành chính", "tthc"),  # an abbreviation of the list is spelled out
        ("Cái cách thẻ chế", "the_che"),
        ("Cải cách thế che", "the_che"),
        ("Thực hiện cơ chế một cửa số hóa", "mot_cua.so"),  # the longest that fits
        ("Điểm trừ khác", "tru"),
        ("Điểm trung bình", None),  # a short name has to be there word for word
        ("Tuyên truyền", None),
    ],
)
def test_codes(name, code):
    assert OWN.code(name) == code


def test_another_lexicon_has_other_criteria():
    assert Criteria([]).code("Cải cách thể chế") is None
    assert CRITERIA.code("Cải cách thể chế") == "the_che"
