"""Numbers and symbols of documents."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon
from cchc_ocr.numbering.numbers import find_numbers, mend_symbol, type_sign
from cchc_ocr.numbering.signs import Signs
from tests.paths import CASES

TABLE = json.loads((CASES / "numbers.json").read_text("utf-8"))
ALL = [pytest.param(case, id=f"{kind}: {case['text']}") for kind, cases in TABLE.items() for case in cases]
TYPES = ("QĐ", "NQ", "KH", "TTr", "BC", "CT", "NĐ", "HD", "HĐ", "TB", "ĐA", "CTr", "TTLT", "KL")
BODIES = ("UBND", "HĐND", "CP", "TTg", "TU", "SNV", "STC", "SKHCN", "BNV")
SIGNS = Signs.of(TYPES, BODIES)
KNOWN = lexicon.load().signs


@pytest.mark.parametrize("case", ALL)
def test_numbers(case):
    assert [found.number_symbol for found in find_numbers(case["text"], SIGNS)] == case["numbers"]


@given(
    st.integers(1, 99999),
    st.sampled_from(TYPES),
    st.sampled_from(BODIES),
    st.sampled_from(["", "2019/", "2024/"]),
)
def test_a_clean_number_is_found_where_it_stands_and_not_changed(number, sign, body, year):
    code = f"{number:02d}/{year}{sign}-{body}"
    text = f"theo văn bản số {code} của đơn vị"
    (found,) = find_numbers(text, SIGNS)
    assert (found.number_symbol, text[found.start : found.end]) == (code, code)
    assert (found.symbol, found.type_sign) == (f"{sign}-{body}", sign)


@given(st.sampled_from(TYPES), st.sampled_from(BODIES))
def test_mending_keeps_what_is_known(sign, body):
    assert mend_symbol(f"{sign}-{body}", SIGNS) == f"{sign}-{body}"


@given(st.text(alphabet="QĐDÐOb0-/&. UBNH", max_size=15))
def test_mending_twice_is_mending_once(symbol):
    once = mend_symbol(symbol, SIGNS)
    assert mend_symbol(once, SIGNS) == once


def test_where_two_signs_look_alike_nothing_is_mended():
    assert mend_symbol("HÐ-SNV", SIGNS) == "HĐ-SNV"
    assert mend_symbol("HĐĐ-SNV", SIGNS) == "HĐĐ-SNV"


def test_a_symbol_without_type_has_no_sign():
    assert type_sign("SNV-CCHC", SIGNS) is None


@given(st.sampled_from(sorted(KNOWN.known_types)), st.sampled_from(sorted(KNOWN.known_bodies)))
def test_a_symbol_that_the_dictionaries_know_stays(sign, body):
    """ "SKH-ĐT" is one body's, and its second half no DT."""
    assert mend_symbol(f"{sign}-{body}", KNOWN) == f"{sign}-{body}"
