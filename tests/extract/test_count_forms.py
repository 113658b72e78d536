"""The forms in which a text counts, with where the figure, the whole and the noun stand."""

import pytest

from cchc_ocr.extract.results.count_forms import stated_counts
from tests.known import context_of


def stated(text: str):
    return [
        (one.form, text[one.value :].split(maxsplit=1)[0].strip(",;.)"), text[one.noun.start : one.noun.end])
        for one in stated_counts(context_of(text))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("có 02 hồ sơ", [("stated", "02", "hồ sơ")]),
        ("kiểm tra 12/25 xã", [("stated", "12/25", "xã")]),
        ("có 45 CBCCVC", [("stated", "45", "CBCCVC"), ("stated", "45", "CBCCVC")]),
        ("có 45 BHYTCĐ", [("stated", "45", "BHYTCĐ")]),
        ("Công chức: 33;", [("list", "33", "Công chức")]),
        ("gồm: sáng 5, mưa to.", []),
        ("có 02 con mèo", []),
    ],
)
def test_what_looks_like_a_count(text, found):
    assert stated(text) == found


def test_of_how_many_stands_behind_the_stroke():
    (one,) = stated_counts(context_of("kiểm tra 12/25 xã"))
    assert "kiểm tra 12/25 xã"[one.of :] == "25 xã"
