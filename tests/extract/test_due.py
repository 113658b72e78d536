"""What a document of its kind must have and lacks is listed for review, whatever it was read from."""

from dataclasses import replace

import pytest

from cchc_ocr import lexicon as dictionaries
from cchc_ocr.extract.head.due import missing
from cchc_ocr.extract.head.header import read_header
from cchc_ocr.records import Document
from tests.pages import scanned_page, text_page

HEAD = ["SỞ NỘI VỤ", "Số: 45/BC-SNV", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Sơn Hà, ngày 05 tháng 4 năm 2024", ""]
TITLE = ["BÁO CÁO", "Kết quả công tác năm 2023", ""]
FOOT = ["Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.", "", "GIÁM ĐỐC", "", "Trần Văn Thử"]
NUMBER = {"number", "symbol", "number_symbol"}
SIGNED = {"signer", "signer_title"}
ESSENTIAL = {"type", "number", "issuer", "date", "subject", "signer"}
DOCUMENTS = {
    "whole": ([*HEAD, *TITLE, "Sở Nội vụ báo cáo.", "", *FOOT], set()),
    "without a signature": ([*HEAD, *TITLE, "Sở Nội vụ báo cáo."], SIGNED),
    "recipients without a signer": ([*HEAD, *TITLE, "Sở Nội vụ báo cáo.", "", *FOOT[:3]], SIGNED),
    "without a subject": ([*HEAD, "BÁO CÁO", "", "Kính gửi: UBND tỉnh", "", *FOOT], {"subject"}),
    "a number still blank": (
        [HEAD[0], "Số:      /BC-SNV", *HEAD[2:], *TITLE, "Sở báo cáo.", "", *FOOT],
        {"number", "number_symbol"},
    ),
    "no document at all": (["Năm 2023 Sở xếp thứ 7/25."], ESSENTIAL),
    "notes of a meeting": (["Ghi nhanh cuộc họp", "Các thành viên thống nhất giao Văn phòng."], ESSENTIAL),
    "minutes": (
        ["BIÊN BẢN", "Họp xét thi đua", "", "Hôm nay, tại trụ sở Sở Nội vụ."],
        {"date", "issuer", *NUMBER, *SIGNED},
    ),
    "rules attached to a decision": (
        ["QUY CHẾ", "Tiếp công dân", "(Ban hành kèm theo Quyết định số 5/QĐ-SNV ngày 3/2/2024)", "", "Điều 1."],
        set(),
    ),
    "an annex": (["PHỤ LỤC", "Danh mục thủ tục", "(Kèm theo Báo cáo số 5/BC-SNV)", "", "1. Thủ tục"], set()),
    "an annex without a title": (["PHỤ LỤC", "", "I. Thủ tục"], {"subject"}),
}


@pytest.fixture(scope="module")
def lexicon():
    return dictionaries.load()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_due_and_missing_is_listed(name, lexicon):
    lines, wanted = DOCUMENTS[name]
    header = read_header([text_page(lines)], lexicon)
    listed = {pointer.removeprefix("/document/") for pointer in header.needs_review}
    assert listed == wanted
    assert all(getattr(header.document, field) is None for field in listed)


def test_a_scan_of_an_annex_may_have_a_head_that_is_illegible():
    due = set(missing(Document(), "scan", with_head=False, attached=True))
    assert {f"/document/{name}" for name in ESSENTIAL} <= due
    assert {*missing(Document(), "text", with_head=False, attached=True)} == {
        "/document/type",
        "/document/subject",
    }


def test_text_layers_are_asked_for_the_same(lexicon):
    page = replace(text_page([*HEAD, *TITLE]), origin="text-layer")
    assert set(read_header([page], lexicon).needs_review) == {"/document/signer", "/document/signer_title"}


@pytest.mark.parametrize("origin", ["scan", "text-layer", "text"])
@pytest.mark.parametrize("kind", [None, "Báo cáo", "Công văn", "Thông báo"])
def test_a_head_without_values_is_due_whole(origin, kind):
    due = set(missing(Document(type=kind), origin, with_head=True, attached=False))
    assert {f"/document/{name}" for name in ESSENTIAL - ({"type"} if kind else set())} <= due


def test_a_form_that_is_filled_in_needs_no_subject():
    due = [*missing(Document(type="Giấy giới thiệu"), "scan", with_head=True, attached=False)]
    assert "/document/number" in due and "/document/subject" not in due


@pytest.mark.parametrize(
    ("kind", "field"),
    [("Biên bản", "place"), ("Thư công", "number"), ("Đơn đề nghị", "issuer"), ("Tiêu chuẩn quốc gia", "signer")],
)
def test_what_the_form_of_a_kind_lacks_is_not_due(kind, field):
    due = [*missing(Document(type=kind), "scan", with_head=True, attached=False)]
    assert f"/document/{field}" not in due and "/document/subject" in due


def letter(number, issuer="SỞ NỘI VỤ"):
    head = [(issuer, 330, 200), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1150, 200)]
    about = [(f"Số: {number}", 360, 255), ("V/v báo cáo kết quả", 300, 310), ("Kính gửi: UBND tỉnh", 900, 600)]
    return scanned_page([*head, *about])


@pytest.mark.parametrize(
    ("number", "issuer", "doubted"),
    [
        ("45/BC-SNV", "SỞ NỘI VỤ", True),
        ("45/QĐ-SNV", "SỞ NỘI VỤ", True),
        ("45/SNV-CCHC", "SỞ NỘI VỤ", False),
        ("45/CT-TTHT", "CỤC THUẾ TỈNH SƠN HÀ", False),
        ("45/NHCS-KH", "NGÂN HÀNG CHÍNH SÁCH XÃ HỘI", False),
        ("45/CV-SNV", "SỞ NỘI VỤ", False),
    ],
)
def test_a_letter_with_the_sign_of_another_type_is_doubted(number, issuer, doubted, lexicon):
    header = read_header([letter(number, issuer)], lexicon)
    assert header.document.type == "Công văn"
    assert ("/document/type" in header.needs_review) == doubted
    assert [check.code for check in header.checks] == (["symbol-type"] if doubted else [])


def test_the_line_of_the_date_is_no_subject_and_makes_no_letter(lexicon):
    head = [("SỞ NỘI VỤ", 330, 200), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1150, 200)]
    below = [("Số: 45/BC-SNV", 360, 255), ("Sơn Hà, ngày 05 tháng 4 năm 2024", 300, 310)]
    header = read_header([scanned_page([*head, *below, ("Năm 2023, Sở đã hoàn thành.", 300, 900)])], lexicon)
    found = header.document
    assert (found.type, found.subject, found.date, found.place) == ("Báo cáo", None, "2024-04-05", "Sơn Hà")
    assert "/document/subject" in header.needs_review


def test_a_date_below_the_title_is_not_the_subject(lexicon):
    text = ["BÁO CÁO", "Sơn Hà, ngày 05 tháng 4 năm 2024", "Kết quả hội nghị ngày 03 tháng 4 năm 2024", ""]
    found = read_header([text_page([*HEAD[:3], "", *text, "Sở báo cáo."])], lexicon).document
    assert found.subject == "Kết quả hội nghị ngày 03 tháng 4 năm 2024"
