"""Symbols of numbers as they were meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon
from cchc_ocr.numbering.symbols import Symbols, term

SIGNS = lexicon.load().signs
SYMBOLS = Symbols(SIGNS, {"BQLDAX"})


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("QĐ-TT1g", "QĐ-TTg"),
        ("5TC-HCSN", "STC-HCSN"),
        ("0ĐĐ-UBND", "QĐ-UBND"),
        ("0HI15", "QH15"),
        ("KH-U!BND", "KH-UBND"),
        ("KH-SI.ĐTBXH", "KH-SLĐTBXH"),
        ("KH-BQLDĂX", "KH-BQLDAX"),  # stands in this document
        ("TTrB-P2", "TTrB-P2"),  # Thanh tra Bộ, in no list, and no TTLB: small letters are not misread capitals
        ("KH-XYZTV", "KH-XYZTV"),
        ("CAT-PAO3", "CAT-PA03"),
        ("UBTVQHI5", "UBTVQH15"),
        ("TTr.TNMT", "TTr-TNMT"),
        ("XYZ.TNMT", "XYZ.TNMT"),
        ("VP~-ĐĐU", "VP-ĐU"),
        ("KCB-BVSK", "KCB-BVSK"),  # a unit that no list has: an S is taken for no Đ
        ("DA-BQLDA5", "DA-BQLDA5"),  # the number of a unit is no slip
        ("", ""),
    ],
)
def test_the_symbol_that_was_meant(seen: str, meant: str) -> None:
    assert SYMBOLS.mended(seen, 2024, doubtful=True) == meant


def test_a_sure_reading_is_not_contradicted() -> None:
    assert SYMBOLS.mended("KH-SKHCM", doubtful=True) == "KH-SKHCN"
    assert SYMBOLS.mended("KH-SKHCM", doubtful=False) == "KH-SKHCM"


@pytest.mark.parametrize(
    ("symbol", "opens"), [("UBND-NC", True), ("UBND", False), ("XY-NC", False), ("T-NC", False)]
)
def test_a_known_group_opens_a_symbol_without_a_slash(symbol: str, *, opens: bool) -> None:
    assert SYMBOLS.opens(symbol) is opens


@given(st.sampled_from(sorted(SIGNS.known_types)), st.sampled_from(sorted(SIGNS.known_bodies)))
def test_a_known_symbol_stays(sign: str, body: str) -> None:
    assert SYMBOLS.mended(f"{sign}-{body}", doubtful=True) == f"{sign}-{body}"


@pytest.mark.parametrize(
    ("seen", "year", "number"),
    [("I15", 2024, "15"), ("!5§", 2025, "15"), ("13", 2012, "13"), ("1314", 2018, "14"), ("7", None, "7")],
)
def test_the_term_of_the_assembly_that_sat_then(seen: str, year: int | None, number: str) -> None:
    assert term(seen, year) == number
