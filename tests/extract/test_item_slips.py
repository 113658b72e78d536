"""What an item of the recipients shows to be a slip of the engine, and what it does not."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from cchc_ocr import lexicon
from cchc_ocr.document import Word
from cchc_ocr.extract.head.item_slips import MENDED, as_printed, as_the_text_names, meant
from cchc_ocr.extract.text.values import Value
from tests.pages import scanned_page, text_page

KNOWN = lexicon.load()
TEXT = scanned_page(
    [("Vụ trưởng Vụ Giáo dục Đại học báo cáo.", 300, 300), ("Trường Dạy nghề và đo đạc.", 300, 360)]
)


def _meant(item: str, seen: Mapping[str, str] | None = None, confidence: float = 0.85) -> str:
    """The item as it was meant; ``seen`` are its words as they were before repair."""
    words = tuple(Word(word, None, confidence, (seen or {}).get(word)) for word in item.split())
    return meant(item, words, KNOWN)


@pytest.mark.parametrize(
    ("item", "became"),
    [
        ("Giám đốc Sở (để b/e)", "Giám đốc Sở (để b/c)"),
        ("Giám đốc Sở (đế b/c}", "Giám đốc Sở (để b/c)"),
        ("Lý ban MTTQ Việt Nam tỉnh", "Ủy ban MTTQ Việt Nam tỉnh"),
        ("VPUB: PCVP. TTHC", "VPUB: PCVP, TTHC"),
        ("Lưu: VT. “HC?", "Lưu: VT. “HC”"),
        ("Cổng TTDT tỉnh", "Cổng TTĐT tỉnh"),
        ("Hiệu trường các trường", "Hiệu trưởng các trường"),
        ("Phỏng ĐT, CTSV", "Phòng ĐT, CTSV"),
        ("Các Bạn HĐND TP", "Các Ban HĐND TP"),
        ("Viện KSND tính", "Viện KSND tỉnh"),
        ("VIỆN KIẾM SÁT NHÂN DÂN TỐI CAO", "VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO"),
        ("Chi cục Thuế khu vực H", "Chi cục Thuế khu vực II"),
    ],
)
def test_a_slip_that_the_item_shows_is_mended(item: str, became: str) -> None:
    assert _meant(item) == became


@pytest.mark.parametrize(("item", "seen"), [("Giám đốc Sở (đê bè)", "be)"), ("Giám đốc Sở (để bực)", "bc)")])
def test_what_repair_made_of_a_purpose_does_not_count(item: str, seen: str) -> None:
    assert _meant(item, {item.rsplit(maxsplit=1)[-1]: seen}) == "Giám đốc Sở (để bc)"


@pytest.mark.parametrize(
    "item",
    [
        "Giám đốc Sở (để b/c)",
        "Giám đốc Sở (để vh)",  # like "th" and like "ph"
        "Giám đốc Sở (để xin ý kiến)",
        "Giám đốc Sở (Bà Mẫu)",
        "PGS. TS. Trần Thị Thử",
        "BSCKI. Trần Thị Thử",
        "Ban Dân tộc tỉnh",
        "Vụ Nội vụ",
        "Lưu: VT, “HC”",
        "Phòng GDĐH, TDDN",
        "Vùng V Hải quân",  # no "Hải quan"
        "Thủ trưởng các đơn vị",  # no "Thứ trưởng"
        "Cổng An toàn thông tin",  # no "Công an"
        "Trưởng các phòng",
        "Bản tin Sơn Hà",
        "Phòng Máy tính",
    ],
)
def test_what_can_be_meant_as_it_stands_is_left_alone(item: str) -> None:
    assert _meant(item) == item


def test_what_an_engine_was_sure_of_is_no_misread_body() -> None:
    assert _meant("Lý ban MTTQ Việt Nam tỉnh", confidence=0.95) == "Lý ban MTTQ Việt Nam tỉnh"


@pytest.mark.parametrize(
    ("seen", "repaired", "printed"),
    [("(MN,07)", "(MỸ,07)", "(MN,07)"), ("KINH", "KÍNH", "KÍNH"), ("V", "Vụ", "Vụ")],
)
def test_initials_are_as_they_were_read(seen: str, repaired: str, printed: str) -> None:
    assert as_printed(Word(repaired, None, 0.8, seen)) == printed


@pytest.mark.parametrize(
    ("item", "became"),
    [
        ("Lưu: VT, GDDH", "Lưu: VT, GDĐH"),
        ("Lưu: VT, GDĐH", "Lưu: VT, GDĐH"),
        ("Lưu: VT, TDNDD", "Lưu: VT, TDNĐĐ"),  # "Trường Dạy nghề và đo đạc"
        ("Lưu: VT, TDDN", "Lưu: VT, TDDN"),  # the text does not say what it stands for
    ],
)
def test_the_text_tells_the_bars_of_abbreviations(item: str, became: str) -> None:
    words = tuple(word for line in scanned_page([(item, 300, 300)]).lines for word in line.words)
    (found,) = as_the_text_names([Value("recipients/0", item, words, 1, 0.95)], [TEXT])
    assert (found.value, found.certainty) == (became, MENDED if became != item else 0.95)


def test_what_somebody_typed_has_its_bars() -> None:
    typed = Value("recipients/0", "Lưu: VT, GDDH", text_page(["Lưu: VT, GDDH"]).lines[0].words, 1, 0.95)
    assert as_the_text_names([typed], [TEXT]) == [typed]
