"""Dates in figures and in words."""

import json
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.extract.forms.dates import find_dates, number_in_words
from cchc_ocr.vietnamese import bare
from tests.paths import CASES

TABLE = json.loads((CASES / "dates.json").read_text("utf-8"))
ALL = [pytest.param(case, id=f"{kind}: {case['text']}") for kind, cases in TABLE.items() for case in cases]
DATES = st.dates(date(1945, 9, 2), date(2060, 12, 31))
FORMS = (
    "ngày {d:02d} tháng {m:02d} năm {y}",
    "ngày {d} tháng {m} năm {y}",
    "{d:02d}/{m}/{y}",
    "{d}-{m}-{y}",
    "{d}.{m}.{y}",
)


@pytest.mark.parametrize("case", ALL)
def test_full_dates(case):
    assert [found.iso for found in find_dates(case["text"])] == case["dates"]


@pytest.mark.parametrize("case", [p for p in ALL if "months" in p.values[0]])
def test_months(case):
    found = find_dates(case["text"], months=True)
    assert [mention.partial for mention in found if mention.day is None] == case["months"]


@given(DATES, st.sampled_from(FORMS), st.booleans())
def test_each_form_is_read_with_and_without_accents(day, form, accents):
    written = form.format(d=day.day, m=day.month, y=day.year)
    text = f"theo văn bản {written if accents else bare(written)} của đơn vị"
    (found,) = find_dates(text)
    assert found.iso == day.isoformat()
    assert text[found.start : found.end] == (written if accents else bare(written))


@given(st.text(max_size=60))
def test_any_text_gives_dates_in_order_and_apart(text):
    found = find_dates(text, months=True)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_day_that_does_not_exist_is_seen_but_has_no_value():
    (found,) = find_dates("ngày 31/4/2021")
    assert (found.exists, found.iso, found.partial) == (False, None, "2021-04")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("không", 0),
        ("hai mươi tư", 24),
        ("một nghìn chín trăm linh tám", 1908),
        ("hai ngàn lẻ năm", 2005),
        ("", 0),
    ],
)
def test_numbers_in_words(words, number):
    assert number_in_words(words) == number
