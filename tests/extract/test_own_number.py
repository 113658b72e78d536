"""The document's own number, and how sure it is."""

from __future__ import annotations

import pytest

from cchc_ocr import lexicon
from cchc_ocr.document import Page
from cchc_ocr.extract.head.header import read_header
from cchc_ocr.extract.head.own_number import groups_of, symbols_of
from cchc_ocr.repair import Repairer
from tests.pages import scanned_page, text_page

KNOWN = lexicon.load()
COUNTRY = [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1150, 200), ("Độc lập - Tự do - Hạnh phúc", 1250, 255)]


DATE = "Sơn Hà, ngày 20 tháng 5 năm 2020"


def page(
    number: str, issuer: str = "ỦY BAN NHÂN DÂN", title: str = "QUYẾT ĐỊNH", date: str = DATE, **mark: float
) -> Page:
    marks = {word: {"confidence": 0.6, **mark} for word in number.split() if "/" in word}
    left, dated = (issuer, 330, 200), (date, 1250, 310)
    lines = [left, *COUNTRY, (number, 360, 310), dated, (title, 1150, 500), ("Về việc khen thưởng", 1050, 560)]
    return scanned_page(lines, marks)


@pytest.mark.parametrize(
    ("number", "issuer", "title", "symbol"),
    [
        ("Số: 34/QĐ-UBND", "ỦY BAN NHÂN DÂN", "QUYẾT ĐỊNH", "QĐ-UBND"),
        ("Số: 34/CTI-UBND", "ỦY BAN NHÂN DÂN", "CHỈ THỊ", "CT-UBND"),  # a letter too many
        ("Số: 34/QĐ-UBNO", "ỦY BAN NHÂN DÂN", "QUYẾT ĐỊNH", "QĐ-UBND"),  # the issuer's, a letter off
        ("Số: 34/QĐ-TVT", "ỦY BAN NHÂN DÂN", "QUYẾT ĐỊNH", "QĐ-TVT"),  # a unit that no list has
        ("Số: 05-NQ/TU", "TỈNH ỦY SƠN HÀ", "NGHỊ QUYẾT", "NQ/TU"),
        ("Số: 34/KH-SVH,TT,DL", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "KẾ HOẠCH", "KH-SVH,TT,DL"),
        ("Số: đ# /KH-HPN-SVH,TT", "HỘI PHỤ NỮ - SỞ VĂN HÓA", "KẾ HOẠCH", "KH-HPN-SVH,TT"),
        ("Số: 34/SNV-KD+KT", "SỞ NỘI VỤ", "THÔNG BÁO", "SNV-KD+KT"),
        ("Số: 34/QĐ-UBND,", "ỦY BAN NHÂN DÂN", "QUYẾT ĐỊNH", "QĐ-UBND"),
        ("Số: 34/GGT-CĐĐN", "TRƯỜNG CAO ĐẲNG NGHỀ", "GIẤY GIỚI THIỆU", "GGT-CĐN"),  # a Đ that was read twice
        ("Số: 34/GGT-CĐĐM", "TRƯỜNG CAO ĐẲNG NGHỀ", "GIẤY GIỚI THIỆU", "GGT-CĐĐM"),
    ],
)
def test_the_symbol_that_type_and_issuer_call_for(number: str, issuer: str, title: str, symbol: str) -> None:
    assert read_header([page(number, issuer, title)], KNOWN).document.symbol == symbol


@pytest.mark.parametrize(
    ("lines", "code", "subject"),
    [
        (["HỢP ĐỒNG THUÊ NHÀ", "Số: 03/2011/HĐTN"], "03/2011/HĐTN", "THUÊ NHÀ"),
        (["GIẤY ĐI ĐƯỜNG", "Số: 118/GĐĐ-KL"], "118/GĐĐ-KL", None),
        (["HỢP ĐỒNG", "Số: 118/HĐ-KL nêu trên hết hạn ngày 05/4/2024"], None, None),  # a sentence
    ],
)
def test_a_number_below_the_title(lines: list[str], code: str | None, subject: str | None) -> None:
    title = [(line, 1240 - 10 * len(line), 500 + 60 * at) for at, line in enumerate(lines)]
    document = read_header(
        [scanned_page([*COUNTRY, (DATE, 1250, 310), *title, ("Căn cứ nhu cầu;", 300, 700)])], KNOWN
    ).document
    assert document.number_symbol == code
    assert code is None or document.subject == subject


@pytest.mark.parametrize(
    ("line", "code"),
    [("15/BC-THCS", "15/BC-THCS"), ("Số: 12A/BC-THCS", "12A/BC-THCS"), ("15/BC", None), ("LỚP 15/BC-THCS", None)],
)
def test_a_number_without_its_word_or_with_a_letter(line: str, code: str | None) -> None:
    seen = text_page(["TRƯỜNG HÙNG KHÁNH", line, COUNTRY[0][0], "Nà Lơi, ngày 05 tháng 4 năm 2024", "", "BÁO CÁO"])
    assert read_header([seen], KNOWN).document.number_symbol == code


@pytest.mark.parametrize(
    ("line", "number", "symbol", "code"),
    [
        ("Số 112 QĐ/UB", "112", "QĐ/UB", "112 QĐ/UB"),  # as until the 1990s
        ("Số: 113 QyĐ/TĐTN-TCKT", "113", "QyĐ/TĐTN-TCKT", "113 QyĐ/TĐTN-TCKT"),
        ("Số: 392/BC-CAH(TH)", "392", "BC-CAH(TH)", "392/BC-CAH(TH)"),
        ("Số: 15/QĐ-UB.CN", "15", "QĐ-UB.CN", "15/QĐ-UB.CN"),
    ],
)
def test_all_that_stands_behind_the_word_for_number(line: str, number: str, symbol: str, code: str) -> None:
    document = read_header(
        [text_page(["UBND XÃ NÀ LƠI", line, COUNTRY[0][0], DATE, "", "BÁO CÁO"])], KNOWN
    ).document
    assert (document.number, document.symbol, document.number_symbol) == (number, symbol, code)


@pytest.mark.parametrize("line", ["Số: 12/QĐ-UBND Zx9", "Số: ~ QyĐ/TĐTN", "Số: 2†QĐ-UBND"])
def test_a_symbol_that_may_not_be_all_is_listed(line: str) -> None:
    header = read_header([page(line, confidence=0.95)], KNOWN)
    assert header.document.symbol and "/document/symbol" in header.needs_review


def test_a_letter_behind_a_number_that_an_engine_read_may_be_a_figure() -> None:
    header = read_header([page("Số: 12A/QĐ-UBND")], KNOWN)
    assert header.document.number is None and "/document/number" in header.needs_review


def test_an_engine_that_was_sure_is_not_contradicted() -> None:
    assert (
        read_header([page("Số: 34/CTI-UBND", title="CHỈ THỊ", confidence=0.95)], KNOWN).document.symbol
        == "CTI-UBND"
    )


def test_figures_that_their_form_concluded_are_no_print() -> None:
    """A hand may have written them: the text shows the conclusion, the record asks a person."""
    repaired = Repairer.load().repair_pages([page("Số: 20§1/QĐ-UBND")])
    header = read_header(repaired.pages, KNOWN)
    assert "2081/QĐ-UBND" in repaired.pages[0].text
    assert (header.document.number, header.document.symbol) == (None, "QĐ-UBND")
    assert {"/document/number", "/document/number_symbol"} <= set(header.needs_review)
    clean = read_header(Repairer.load().repair_pages([page("Số: 2081/QĐ-UBND")]).pages, KNOWN)
    assert clean.document.number == "2081"


def test_a_day_that_its_form_concluded_is_no_print() -> None:
    seen = page("Số: 34/QĐ-UBND", date="Sơn Hà, ngày 2§ tháng 5 năm 2020")
    repaired = Repairer.load().repair_pages([seen])
    header = read_header(repaired.pages, KNOWN)
    assert "ngày 28 tháng 5" in repaired.pages[0].text
    assert (header.document.date, header.document.date_partial) == (None, "2020-05")
    assert "/document/date" in header.needs_review


def test_groups_of_symbols_on_pages() -> None:
    assert groups_of([text_page(["Công văn số 5/SNV-CCHC, số 6/STC; 7/10 điểm"])]) == {"SNV", "CCHC", "STC"}


@pytest.mark.parametrize(("issuer", "symbol"), [("Sở Nội vụ tỉnh Sơn Hà", "SNV"), ("Sở Lúa", None), (None, None)])
def test_symbols_of_a_body(issuer: str | None, symbol: str | None) -> None:
    assert next(iter(symbols_of(issuer, KNOWN)), None) == symbol


@pytest.mark.parametrize(
    ("number", "doubted"),
    [
        ("Số: 34/BC-STC", True),  # Sở Tài chính, a letter off Sở Tư pháp
        ("Số: 34/BC-STP", False),
        ("Số: 34/BC-UBND", False),  # not alike
    ],
)
def test_the_symbol_of_another_body_is_doubted(number: str, *, doubted: bool) -> None:
    seen = page(number, issuer="SỞ TƯ PHÁP", title="BÁO CÁO", confidence=0.95)
    review = read_header([seen], KNOWN, review_below=0.85).needs_review
    assert ("/document/symbol" in review) is doubted
