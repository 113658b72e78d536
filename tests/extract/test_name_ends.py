"""Where a name ends that no list has."""

from __future__ import annotations

import pytest

from cchc_ocr import lexicon
from cchc_ocr.extract.bodies.lists import body_lists
from cchc_ocr.extract.bodies.name_ends import end_of_unlisted, goes_on
from cchc_ocr.extract.bodies.reach import Reach

LISTS = body_lists(lexicon.load())


@pytest.mark.parametrize(
    ("text", "name", "sure"),
    [
        ("Ban Kinh tế - Ngân sách về", "Ban Kinh tế - Ngân sách", True),
        ("Ban Phòng, chống lụt Mẫu,", "Ban Phòng, chống lụt Mẫu", True),
        ("Ban Thơ, Nhạc và Kịch, địa chỉ", "Ban Thơ, Nhạc và Kịch", True),
        ("Ban Thơ và đơn vị", "Ban Thơ", True),
        ("Ban Thơ và Bộ Y tế", "Ban Thơ", True),
        ("Ban Thơ và Quyết định", "Ban Thơ", True),
        ("Ban Thơ và", "Ban Thơ", True),
        ("Ban Đăng ký Mẫu ký", "Ban Đăng ký Mẫu", True),
        ("Ban Thử Việt Nam quyết", "Ban Thử Việt Nam", True),
        ("Ban Thơ 2024", "Ban Thơ", True),
        ("Ban Thơ (bản sao)", "Ban Thơ", True),
        ("Ban Thơ tỉnh Sơn Hà", "Ban Thơ", True),  # the place is read apart
        ("Ban Thơ ca hát múa nhạc kịch tranh vẽ ảnh", "Ban Thơ ca", False),
    ],
)
def test_end(text: str, name: str, sure: bool) -> None:
    end, is_sure = end_of_unlisted(Reach(text, len(text), LISTS), len("Ban"))
    assert (text[:end], is_sure) == (name, sure)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        (" - Ngân sách", True),
        (" - bản sao", False),
        (", chống lụt", False),
        (" - Bộ Y tế", False),
        (", Thử và Mẫu", True),
    ],
)
def test_behind_a_comma_or_a_dash(text: str, on: bool) -> None:
    reach = Reach(f"Mẫu{text}", len(text) + 3, LISTS)
    match = reach.word(3)
    assert match and goes_on(reach, match) is on
