"""The head of a document, from plain text and from lines with boxes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon as dictionaries
from cchc_ocr.document import Page
from cchc_ocr.extract.head.header import read_header
from cchc_ocr.extract.head.masthead import read_masthead
from tests.pages import scanned_page, text_page
from tests.paths import CASES

TEXTS = json.loads((CASES / "header-text.json").read_text("utf-8"))
SCANS = json.loads((CASES / "header-scan.json").read_text("utf-8"))["cases"]
TEXT_CASES = [pytest.param(case, id=case["name"]) for cases in TEXTS.values() for case in cases]
HEAD = "SỞ NỘI VỤ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
HEAD_OF_LETTER = ["GIÁM ĐỐC SỞ Y TẾ", HEAD[10:], "Sơn Hà, ngày 01 tháng 9 năm 2022"]
SCAN_CASES = [pytest.param(case, id=case["name"]) for case in SCANS]


@pytest.fixture(scope="module")
def lexicon():
    return dictionaries.load()


def check(page, case, lexicon):
    header = read_header([page], lexicon)
    found = header.document.model_dump(mode="json")
    assert {name: found[name] for name in case["document"]} == case["document"]
    if "review" in case:
        assert list(header.needs_review) == case["review"]
    return header


@pytest.mark.parametrize("case", TEXT_CASES)
def test_text(case, lexicon):
    page = text_page(case["text"])
    header = check(page, case, lexicon)
    if "body" in case:
        assert page.lines[header.body[1]].text.startswith(case["body"])


@pytest.mark.parametrize("case", SCAN_CASES)
def test_scan(case, lexicon):
    check(scanned_page(case["lines"], case.get("marks")), case, lexicon)


@pytest.mark.parametrize("case", SCAN_CASES)
def test_order_of_lines_does_not_matter_on_a_scan(case, lexicon):
    page = scanned_page(case["lines"], case.get("marks"))
    turned = Page(1, tuple(reversed(page.lines)), "scan", page.width, page.height)
    heads = [read_masthead(either, lexicon) for either in (turned, page)]
    assert [p.text for p in heads[0].left] == [p.text for p in heads[1].left]
    assert [p.text for p in heads[0].right] == [p.text for p in heads[1].right]


@pytest.mark.parametrize("case", TEXT_CASES + SCAN_CASES)
def test_every_value_has_evidence_on_its_page(case, lexicon):
    page = text_page(case["text"]) if "text" in case else scanned_page(case["lines"], case.get("marks"))
    header = read_header([page], lexicon)
    fields = {e.field.removeprefix("/document/").split("/")[0] for e in header.evidence}
    given = {name for name, value in header.document.model_dump().items() if value}
    assert given <= fields
    assert all(0 <= e.confidence <= 1 and e.page == 1 and e.text for e in header.evidence)
    assert all((e.box is None) == ("text" in case) for e in header.evidence)


def test_later_heads_belong_to_annexes(lexicon):
    annex = text_page(TEXTS["wild"][0]["text"], number=2)
    header = read_header([text_page(["Danh sách kèm theo", "", "Sở Nội vụ tổng hợp."]), annex], lexicon)
    assert (header.document.number, header.document.date, header.document.issuer) == (None, None, None)


def test_an_empty_first_page_with_dust_is_passed_over(lexicon):
    dust = scanned_page([("ˆ", 300, 300), (". .^A", 600, 900), ("Lá k4", 900, 1200)])
    case = SCANS[0]
    header = read_header([dust, scanned_page(case["lines"], number=2)], lexicon)
    assert header.document.number_symbol == case["document"]["number_symbol"]


def test_figures_of_a_text_layer_are_sure_whatever_their_size(lexicon):
    case = next(c for c in SCANS if "94" in c.get("marks", {}))
    marks = {word: {**mark, "confidence": 1.0} for word, mark in case["marks"].items()}
    document = read_header([scanned_page(case["lines"], marks)], lexicon).document
    assert (document.number_symbol, document.date) == ("94/QĐ-UBND", "2025-02-18")


PARTS = """Số: 12/QĐ-UBND ngày 20 tháng 5 năm 2020 CỘNG HÒA XÃ HỘI Kính gửi: - ; / BÁO CÁO V/v Nơi nhận: Lưu:
KT. CHỦ TỊCH Trần Thị Thử Về việc SỞ"""
WORDS = st.sampled_from(PARTS.split())
LINES = st.lists(
    st.tuples(st.lists(WORDS, max_size=6).map(" ".join), st.integers(0, 2400), st.integers(0, 3400)), max_size=25
)


@given(LINES)
def test_whatever_stands_on_a_page_is_read_without_complaint(lines):
    lexicon = dictionaries.load()
    for page in (scanned_page(lines), text_page([text for text, _, _ in lines])):
        header = read_header([page], lexicon)
        assert header.document.date is None or header.evidence
        assert all(pointer.startswith("/document/") for pointer in header.needs_review)


def test_no_pages(lexicon):
    header = read_header([], lexicon)
    assert (header.document.type, header.evidence, header.number_symbol) == (None, (), None)


def test_own_number_is_known_even_where_it_is_too_unsure_for_the_record(lexicon):
    case = next(c for c in SCANS if "94" in c.get("marks", {}))
    header = read_header([scanned_page(case["lines"], case["marks"])], lexicon)
    assert header.number_symbol == "94/QĐ-UBND"


@pytest.mark.parametrize(("times", "subject"), [(3, "chính sách thuế TNDN"), (2, "chính sách thuê TNDN")])
def test_a_subject_has_the_words_of_the_body_where_that_always_has_others(times, subject, lexicon):
    head = [("SỞ TÀI CHÍNH", 330, 200), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1150, 200)]
    about = [("Số: 12/STC", 360, 255), ("V/v chính sách thuê TNDN", 300, 310), ("Kính gửi: Công ty Mẫu", 900, 600)]
    body = [("Theo quy định về thuế TNDN, tiền thuê nhà được trừ", 300, 800 + 60 * at) for at in range(times)]
    assert read_header([scanned_page([*head, *about, *body])], lexicon).document.subject == subject


def test_a_tone_mark_that_may_stand_on_either_letter_stays_where_it_is(lexicon):
    head = [("SỞ NỘI VỤ", 330, 200), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1150, 200)]
    about = [("Số: 12/SNV", 360, 255), ("V/v đời sống văn hóa cơ sở", 300, 310), ("Kính gửi: Công ty A", 900, 600)]
    body = [("Xây dựng đời sống văn hoá cơ sở", 300, 800 + 60 * at) for at in range(4)]
    subject = read_header([scanned_page([*head, *about, *body])], lexicon).document.subject
    assert subject == "đời sống văn hóa cơ sở"


def test_a_typed_subject_stays_as_it_is(lexicon):
    head = ["SỞ TÀI CHÍNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 12/STC", "V/v chính sách thuê TNDN", ""]
    page = text_page([*head, "Kính gửi: Công ty Mẫu", "", *["Theo quy định về thuế TNDN"] * 4])
    assert read_header([page], lexicon).document.subject == "chính sách thuê TNDN"


def test_symbol_against_type(lexicon):
    text = [
        "SỞ NỘI VỤ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 8/TB-SNV Sơn Hà, ngày 30 tháng 8 năm 2023",
        "",
        "BÁO CÁO",
    ]
    header = read_header([text_page(text)], lexicon)
    assert [c.code for c in header.checks] == ["symbol-type"]
    assert "/document/symbol" in header.needs_review


def test_a_symbol_of_a_wider_type_does_not_contradict(lexicon):
    head = ["THANH TRA TỈNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 8/KL-TTr Sơn Hà, ngày 30 tháng 8 năm 2023"]
    header = read_header([text_page([*head, "", "KẾT LUẬN THANH TRA"])], lexicon)
    assert header.document.type == "Kết luận thanh tra"
    due = ("/document/subject", "/document/signer", "/document/signer_title")
    assert (header.checks, header.needs_review) == ((), due)


def test_a_date_that_does_not_exist(lexicon):
    text = [
        "SỞ NỘI VỤ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 8/BC-SNV Sơn Hà, ngày 31 tháng 4 năm 2023",
        "",
        "BÁO CÁO",
    ]
    header = read_header([text_page(text)], lexicon)
    assert (header.document.date, header.document.date_partial) == (None, "2023-04")
    assert [c.code for c in header.checks] == ["no-such-date"]


SECRET = [("SỞ NỘI VỤ", 330, 200), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1150, 200), ("Số: 45/BC-SNV", 360, 255)]


@pytest.mark.parametrize(
    ("mark", "secrecy", "doubtful"),
    [
        (("TỐI MẬT", 360, 320), "TỐI MẬT", False),
        (("TUYỆT MẬT", 1100, 100), "TUYỆT MẬT", False),
        (("Độ mật: MẬT", 360, 320), "MẬT", False),
        (("TUYÊT MÀI", 360, 320), None, True),
        (("TÔL MẬT", 360, 320), None, True),
        (("BẢN MẪU", 360, 320), None, False),
        (("Bảo mật thông tin", 360, 320), None, False),
    ],
)
def test_a_mark_of_secrecy_is_read_or_listed(mark, secrecy, doubtful, lexicon):
    header = read_header([scanned_page([*SECRET, mark, ("BÁO CÁO", 1100, 600)])], lexicon)
    assert header.document.secrecy == secrecy
    assert ("/document/secrecy" in header.needs_review) == doubtful


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Sơn Hà, 01/02/2024", "2024-02-01"),
        ("Sơn Hà, ngày 05/4/2024", "2024-04-05"),
        ("Sơn Hà, 1-2-2024", "2024-02-01"),
        ("Sơn Hà, 16 - 6 - 2022", "2022-06-16"),
        ("Sơn Hà, 01.02.2024", "2024-02-01"),
        ("Sơn Hà, 20 tháng 9 năm 2023", "2023-09-20"),
        ("Sơn Hà, ngày 05 tháng 4 năm 2204", None),
        ("Sơn Hà, ngày 31 tháng 02 năm 2024", None),
    ],
)
@pytest.mark.parametrize("in_foot", [False, True])
def test_dates_in_figures_and_in_the_foot(line, date, in_foot):
    head = ["SỞ NỘI VỤ", "Số: 45 /BC - SNV", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    body = ["BÁO CÁO", "Kết quả công tác", "", "Sở Nội vụ báo cáo như sau.", ""]
    foot = ["GIÁM ĐỐC", "Trần Văn Thử"]
    lines = [*head, *body, line, *foot] if in_foot else [*head, line, "", *body, *foot]
    header = read_header([text_page(lines)], dictionaries.load())
    found = header.document
    assert (found.date, found.place, found.number_symbol) == (date, "Sơn Hà", "45/BC-SNV")
    assert ("/document/date" in header.needs_review) == (date is None)


@pytest.mark.parametrize(("gap", "date"), [(10, "2012-04-02"), (30, None)])
def test_a_single_figure_is_whole_where_no_other_has_room(gap: int, date: str | None) -> None:
    """Days were printed without a 0 before them in earlier years, and of "12" one figure may be lost."""
    head = [("SỞ NỘI VỤ", 330, 200), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1150, 205), ("Số: 8/BC-SNV", 360, 310)]
    parts = [("Sơn Hà, ngày", 1200), ("2", 1440 + gap), ("tháng 4 năm 2012", 1470 + gap)]
    header = read_header(
        [scanned_page([*head, *((text, x, 310) for text, x in parts), ("BÁO CÁO", 1150, 500)])],
        dictionaries.load(),
    )
    assert header.document.date == date


@pytest.mark.parametrize(
    ("title", "opening", "date"),
    [
        ("BIÊN BẢN", "Hôm nay, ngày 15 tháng 12 năm 1995, tại hội trường, chúng tôi gồm:", "1995-12-15"),
        ("BIÊN BẢN", "Thời gian: 14 giờ 00 phút, ngày 08 tháng 01 năm 2021.", "2021-01-08"),
        ("HỢP ĐỒNG KINH TẾ", "Hôm nay, ngày 16 tháng 8 năm 2011, tại Sở Nội vụ, hai bên gồm:", "2011-08-16"),
        ("GIẤY MỜI", "Thời gian: 14 giờ 00 phút, ngày 08 tháng 01 năm 2021.", None),
    ],
)
def test_minutes_and_contracts_are_of_the_day_with_which_they_begin(title, opening, date, lexicon):
    head = [("SỞ NỘI VỤ", 330, 200), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1150, 205)]
    page = scanned_page([*head, (title, 1140, 420), ("Họp xét thi đua", 1090, 480), (opening, 400, 640)])
    header = read_header([page], lexicon)
    assert (header.document.date, header.document.place) == (date, None)


def test_the_place_before_a_date_by_hand_below_the_head(lexicon):
    head = [("SỞ NỘI VỤ", 330, 200), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1150, 205), ("Số: /QĐ-SNV", 360, 320)]
    lines = [*head, ("Sơn Hà, ngày - ` - 2017", 1400, 420), ("QUYẾT ĐỊNH", 1140, 520)]
    header = read_header([scanned_page(lines)], lexicon)
    assert (header.document.place, header.document.date) == ("Sơn Hà", None)
    assert "/document/date" in header.needs_review


def test_the_hour_of_a_telegram_is_no_part_of_its_place():
    head = [("SỞ NỘI VỤ", 330, 200), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1150, 205), ("Số: 8/CĐ-SNV", 360, 310)]
    date = ("Sơn Hà, hồi 14 giờ 00, ngày 05 tháng 4 năm 2024", 1150, 310)
    found = read_header([scanned_page([*head, date, ("CÔNG ĐIỆN", 1150, 500)])], dictionaries.load()).document
    assert (found.place, found.date) == ("Sơn Hà", "2024-04-05")


@pytest.mark.parametrize(("title", "doubted"), [("PHIẾU GIAO VIỆC", True), ("PHIẾU GỬI", False)])
def test_a_type_by_its_sign_below_a_title_that_no_list_has_is_for_review(title, doubted):
    head = ["SỞ NỘI VỤ", "Số: 45/PG-SNV", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Sơn Hà, ngày 05 tháng 4 năm 2024"]
    header = read_header([text_page([*head, "", title, "", "Sở Nội vụ giao việc như sau."])], dictionaries.load())
    assert ("/document/type" in header.needs_review) is doubted


def test_a_letter_is_signed_by_the_name_with_which_it_ends_and_called_what_its_title_says(lexicon):
    text = ["", "THƯ CHÚC MỪNG", "", "Thân gửi các đồng chí!", "Thân ái!", "", "Lê Thị Mẫu"]
    header = read_header([text_page([*HEAD_OF_LETTER, *text])], lexicon, review_below=0.85)
    assert (header.document.type, header.document.signer) == ("Thư chúc mừng", "Lê Thị Mẫu")
    assert "/document/type" in header.needs_review


def test_the_place_where_something_was_done_above_the_signature(lexicon):
    text = [
        "BẢN GHI NHỚ",
        "Về hợp tác",
        "",
        "Điều 1. Hai bên hợp tác./.",
        "Làm tại Sơn Hà, ngày 18 tháng 02 năm 2016",
    ]
    document = read_header([text_page([*text, "", "GIÁM ĐỐC", "Lê Thị Mẫu"])], lexicon).document
    assert (document.place, document.date) == ("Sơn Hà", "2016-02-18")


def test_the_date_of_a_form_whose_signature_is_illegible(lexicon):
    lines = [("SỞ NỘI VỤ", 330, 200), (HEAD[10:], 1150, 205), ("GIẤY GIỚI THIỆU", 1100, 420)]
    form = [*lines, ("Được cử đến: Sở Y tế", 300, 600), ("Sơn Hà, ngày 04 tháng 11 năm 2019", 1300, 800)]
    assert read_header([scanned_page([*form, ("zu TGI", 1500, 860)])], lexicon).document.place == "Sơn Hà"
