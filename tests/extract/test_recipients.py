"""The items of the list of recipients, as a scan shows them and as they were meant."""

from dataclasses import replace

import pytest

from cchc_ocr import lexicon as dictionaries
from cchc_ocr.extract.head.header import read_header
from tests.pages import scanned_page, text_page

_TEXT = ["Vụ trưởng Vụ Giáo dục Đại học báo cáo kết quả.", "Giao đơn vị liên quan thực hiện."]


@pytest.fixture(scope="module")
def lexicon():
    return dictionaries.load()


def _header(line, lexicon, seen=(), confidence=0.95):
    """The head of a scan with one recipient; ``seen`` are its words as they were read before repair."""
    texts = [(text, 300, 300 + 60 * at) for at, text in enumerate(_TEXT)]
    page = scanned_page([*texts, ("Nơi nhận:", 300, 520), (line, 300, 570), ("- Lưu: VP.", 300, 620)])
    words = dict(seen)
    lines = [
        replace(
            one, words=tuple(replace(w, seen=words.get(w.text, w.text), confidence=confidence) for w in one.words)
        )
        for one in page.lines
    ]
    return read_header([page.with_lines(lines)], lexicon, review_below=0.85)


@pytest.mark.parametrize(
    ("line", "seen", "meant"),
    [
        ("- Giám đốc Sở (đê bè);", {"bè);": "be);"}, "Giám đốc Sở (để bc)"),
        ("- Giám đốc Sở (để b/e);", {}, "Giám đốc Sở (để b/c)"),
        ("- Giám đốc Sở (để thi)", {"thi)": "th)"}, "Giám đốc Sở (để th)"),
        ("- Lý ban MTTQ Việt Nam tỉnh;", {}, "Ủy ban MTTQ Việt Nam tỉnh"),
        ("- VPUB: PCVP. TTHC;", {}, "VPUB: PCVP, TTHC"),
        ("- Lưu: VT. “HC?", {}, "Lưu: VT. “HC”"),
        ("- Phòng QLĐT, GDDH;", {}, "Phòng QLĐT, GDĐH"),
    ],
)
def test_a_slip_that_the_list_shows_is_mended_and_looked_at(line, seen, meant, lexicon):
    header = _header(line, lexicon, seen, confidence=0.85)
    assert header.document.recipients[0] == meant
    assert "/document/recipients/0" in header.needs_review


@pytest.mark.parametrize(
    "item",
    [
        "Giám đốc Sở (để b/c)",
        "Giám đốc Sở (để xin ý kiến)",
        "Giám đốc Sở (Bà Mẫu)",
        "PGS. TS. Trần Thị Thử",
        "BSCKI. Trần Thị Thử",
        "Ban Dân tộc tỉnh",
        "Vụ Nội vụ",
        "Lưu: VT, “HC”",
        "Phòng GDĐH",
        "Phòng TDDN",  # no text says what it stands for
    ],
)
def test_what_can_be_meant_as_it_stands_is_left_alone(item, lexicon):
    header = _header(f"- {item};", lexicon)
    assert header.document.recipients[0] == item
    assert "/document/recipients/0" not in header.needs_review


def test_what_an_engine_was_sure_of_is_no_misread_body(lexicon):
    assert _header("- Lý ban MTTQ Việt Nam tỉnh;", lexicon).document.recipients[0] == "Lý ban MTTQ Việt Nam tỉnh"


def test_a_purpose_that_is_like_several_is_left_as_it_is(lexicon):
    assert _header("- Giám đốc Sở (để vh);", lexicon).document.recipients[0] == "Giám đốc Sở (để vh)"


def test_initials_are_as_they_were_read(lexicon):
    header = _header("- Lưu: VT, KSTTHC (MỸ,07)", lexicon, {"(MỸ,07)": "(MN,07)"})
    assert header.document.recipients[0] == "Lưu: VT, KSTTHC (MN,07)"


def test_what_somebody_typed_is_as_it_was_typed(lexicon):
    page = text_page([*_TEXT, "", "Nơi nhận:", "- VPUB: PCVP. TTHC (để b/e);", "- Lưu: VT."])
    assert read_header([page], lexicon).document.recipients[0] == "VPUB: PCVP. TTHC (để b/e)"
