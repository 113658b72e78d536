"""Bodies that people have confirmed, as rows of the dictionary."""

from __future__ import annotations

import pytest

from cchc_ocr.evaluation.confirmed_bodies import confirmed_bodies, is_body, is_short_for, with_more_words
from cchc_ocr.lexicon import Agency, load
from cchc_ocr.records import Document

KNOWN = load()
CENTRE = "Trung tâm Điều hành thông minh Sơn Hà"


def head(symbol: str, issuer: str = CENTRE) -> Document:
    return Document(symbol=symbol, issuer=issuer)


@pytest.mark.parametrize(
    ("value", "surely", "body"),
    [
        (CENTRE, False, True),
        ("Liên minh Biển Xanh", True, True),
        ("Nhóm Biển Xanh", False, False),
        ("Nhóm Biển Xanh", True, True),
        ("Như trên", False, False),
        ("Sở, ban, ngành tỉnh", False, False),
        ("Lưu: VT", True, False),
        ("UBND", True, False),
    ],
)
def test_what_a_body_is(value: str, surely: bool, body: bool) -> None:
    assert is_body(value, KNOWN, surely=surely) == body


@pytest.mark.parametrize(
    ("short", "name", "is_one"),
    [
        ("Trung tâm ĐHTM Sơn Hà", CENTRE, True),
        ("TTĐHTM Sơn Hà", CENTRE, True),
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo", True),
        ("Sở GDĐT", "Sở Giáo dục và Đào tạo", True),
        ("Sở Nội vụ", "Sở Nội vụ", False),
        ("Sở NN", "Sở Nội vụ", False),
        ("Trung tâm", CENTRE, False),
        (CENTRE, "Trung tâm ĐHTM Sơn Hà", False),
    ],
)
def test_short_forms(short: str, name: str, is_one: bool) -> None:
    assert is_short_for(short, name) == is_one


def test_a_body_is_told_with_its_short_forms_symbols_and_level() -> None:
    heads = [("ab", head("BC-TTĐH")), ("cd", head("QĐ-TTĐH")), ("ef", head("BC-TTX")), ("gh", head("x"))]
    found = confirmed_bodies([CENTRE, "Trung tâm ĐHTM Sơn Hà"], heads, KNOWN, 2)
    assert found == (Agency(CENTRE, ("Trung tâm ĐHTM Sơn Hà",), ("TTĐH",), "any"),)
    (district,) = confirmed_bodies(["Ban Quản lý chợ huyện Biển Xanh"], [], KNOWN, 2)
    assert (district.name, district.level) == ("Ban Quản lý chợ", "any")


def test_bodies_that_are_known_are_no_news_but_their_places_are() -> None:
    names = ["Sở Nội vụ", "UBND tỉnh Sơn Hà", "Sở Nội vụ tỉnh Sơn Hà"]
    assert confirmed_bodies(names, [], KNOWN, 2) == ()
    assert list(with_more_words(names, [], KNOWN)) == ["UBND tỉnh Sơn Hà", "Sở Nội vụ tỉnh Sơn Hà"]
