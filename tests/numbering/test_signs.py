"""Signs of types and symbols of bodies, and what engines make of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon
from cchc_ocr.numbering.signs import Signs, folded, look_alike

SIGNS = Signs.of(["QĐ", "NĐ", "NQ", "HD", "HĐ", "ĐĐ", "CT"], ["UBND", "HĐND", "CT", "ĐĐBQH"])
KNOWN = lexicon.load().signs


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        *(("QĐ", "QĐ"), ("Qb", "QĐ"), ("QD", "QĐ"), ("QĐĐ", "QĐ"), ("ỌĐ", "QĐ"), ("OĐ", "QĐ"), ("Qđ", "QĐ")),
        *(("Q0Đ", "QĐ"), ("ND", "NĐ")),
        ("0Đ", "0Đ"),  # a 0 is read for a Q as well as for a Đ: QĐ or ĐĐ
        ("N0", "N0"),  # NQ or NĐ
        ("HDD", "HDD"),  # HD or HĐ
        ("Đ", "Đ"),
        ("UBND", "UBND"),  # known, though not as a type
    ],
)
def test_the_sign_of_a_type_is_mended_where_one_was_meant(seen: str, meant: str) -> None:
    assert SIGNS.mend_type(seen) == meant


@pytest.mark.parametrize(
    ("seen", "meant"),
    [("HDND", "HĐND"), ("UBNĐ", "UBND"), ("HĐĐND", "HĐND"), ("ĐBQH", "ĐBQH"), ("DDBQH", "ĐĐBQH"), ("SNV", "SNV")],
)
def test_the_symbol_of_a_body_is_mended_where_one_was_meant(seen: str, meant: str) -> None:
    assert SIGNS.mend_body(seen) == meant


def test_a_doubled_first_stroke_is_one() -> None:
    assert [KNOWN.mend_body(seen) for seen in ("ĐĐU", "ĐĐBQH", "ĐĐX")] == ["ĐU", "ĐĐBQH", "ĐĐX"]


def test_a_short_symbol_keeps_its_stroke() -> None:
    signs = Signs.of([], ["DT", "CĐ"])
    assert [signs.mend_body(seen) for seen in ("ĐT", "CD", "CDĐ")] == ["ĐT", "CĐ", "CĐ"]


@given(st.sampled_from(sorted(KNOWN.known)))
def test_a_known_sign_stays(sign: str) -> None:
    assert KNOWN.mend_type(sign) == KNOWN.mend_body(sign) == sign


@given(st.text("QOĐDb0NUHC", max_size=6))
def test_mending_twice_is_mending_once(group: str) -> None:
    once = KNOWN.mend_type(group)
    assert KNOWN.mend_type(once) == once
    assert folded(once) == folded(group) or "0" in group


def test_a_sign_may_be_that_of_a_type_and_of_a_body() -> None:
    assert SIGNS.is_type("CT") and "CT" in SIGNS.known_bodies


@pytest.mark.parametrize(
    ("group", "sign", "alike"),
    [("IB", "TB", True), ("GĐ", "QĐ", True), ("TU", "TB", False), ("TB", "TB", False), ("TTB", "TB", False)],
)
def test_one_letter_apart_in_shape(group: str, sign: str, *, alike: bool) -> None:
    assert look_alike(group, sign) is alike
