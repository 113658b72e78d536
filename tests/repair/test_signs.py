"""Slips in the signs of document numbers, and codes torn apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon
from cchc_ocr.changes import replay
from cchc_ocr.repair.signs import sign_changes, torn_changes

TYPES = lexicon.load().types
SIGNS = TYPES.signs


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("số 1085/Qb-UBND", "số 1085/QĐ-UBND"),
        ("số 12/2020/ND-CP", "số 12/2020/NĐ-CP"),
        ("số /QĐĐ-UBND", "số /QĐ-UBND"),
        ("theo QĐĐ-UBND", "theo QĐ-UBND"),
        ("số 7/OĐ-UBNĐ", "số 7/QĐ-UBND"),
        ("số 7/QĐ-SKH-ĐT", "số 7/QĐ-SKH-ĐT"),
        ("một CD-ROM, R&D, Cổng TT-ĐT", "một CD-ROM, R&D, Cổng TT-ĐT"),
        ("số 5/HD-X", "số 5/HD-X"),
        ("Quyết định số 12/2021/Đ-TTg", "Quyết định số 12/2021/QĐ-TTg"),  # the type is named
        ("Quyết định số 87 /Đ-UBND", "Quyết định số 87 /QĐ-UBND"),
        ("văn bản số 12/Đ-TTg", "văn bản số 12/Đ-TTg"),
    ],
)
def test_signs(seen: str, meant: str) -> None:
    assert replay(seen, sign_changes(seen, TYPES)) == meant


@given(st.sampled_from(sorted(SIGNS.known_types)), st.sampled_from(sorted(SIGNS.known_bodies)))
def test_known_signs_stay(sign: str, body: str) -> None:
    assert list(sign_changes(f"số 5/{sign}-{body}", TYPES)) == []


@pytest.mark.parametrize(
    ("seen", "whole"),
    [
        ("số 11/QĐ -UBND", "số 11/QĐ-UBND"),
        ("số 343/2016/TT- BTC", "số 343/2016/TT-BTC"),
        ("số 68/201 7/NĐ-CP", "số 68/2017/NĐ-CP"),
        ("đạt 70, 30 điểm", "đạt 70,30 điểm"),
        ("số 11/QĐ -Sở", "số 11/QĐ -Sở"),
    ],
)
def test_what_was_torn_is_whole_where_the_picture_has_no_space(seen: str, whole: str) -> None:
    spaces = [at for at, c in enumerate(seen) if c == " "]
    assert replay(seen, torn_changes(seen, SIGNS, spaces)) == whole
    assert list(torn_changes(seen, SIGNS, ())) == []
