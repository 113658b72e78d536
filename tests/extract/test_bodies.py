"""Bodies whose results a text states: how names are found, without the cases of tests/cases/results.json."""

import pytest

from cchc_ocr import lexicon
from cchc_ocr.extract.results.bodies import (
    Bodies,
    BodyNames,
    body_in,
    body_of_field,
    body_of_head,
    judged_by,
    judged_in,
    names_in,
)
from cchc_ocr.lexicon import Agency
from cchc_ocr.records import Document
from tests.known import BODIES, bodies_of, context_of, phrases_of

LEXICON = lexicon.load()

NAMES = BodyNames([Agency("Sở Y tế", ("Sở YT",)), Agency("Sở Nông nghiệp và Môi trường"), Agency("Thuế", ("T",))])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sở Y tế đạt", "sở y tế"),
        ("SỞ Y TẾ", "sở y tế"),
        ("Sở YT, Sở A", "sở yt"),
        ("Sở Y tếp", ""),
        ("Thuế", ""),  # one word is said of much
        ("", ""),
    ],
)
def test_the_name_that_opens_a_text(text, name):
    assert NAMES.opening(text) == name


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Kết quả của Sở Nông nghiệp và Môi trường năm 2023", "Sở Nông nghiệp và Môi trường"),
        ("Kết quả của Sở Nông nghiệp và các xã", "Sở Nông nghiệp"),
        ("Kết quả của xã Lam Kiều", "xã Lam Kiều"),
        ("Kết quả của Bệnh viện Đa khoa tỉnh năm 2023", "Bệnh viện Đa khoa tỉnh"),
        ("Ý kiến đại diện Sở Tư pháp", None),
        ("Kết quả của UBND xã Lam Kiều và UBND xã An Bình", None),
        ("Kết quả của các xã", None),
        ("Chủ tịch UBND tỉnh", None),
        ("", None),
    ],
)
def test_the_body_in_a_heading(text, body):
    assert body_in(text, NAMES) == body


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Thẩm định Chỉ số cải cách hành chính của Sở Y tế", "Sở Y tế"),
        ("Gửi báo cáo cho Sở Y tế", None),  # nobody is judged
        (None, None),
        ("Phân tích kết quả PAR INDEX năm 2024 tỉnh Sơn Hà", "tỉnh Sơn Hà"),
        ("Kết quả khảo sát sự hài lòng trên địa bàn xã Nà Lơi", "xã Nà Lơi"),
        ("Phúc tra Chỉ số CCHC huyện Trà Lĩnh năm 2024", "huyện Trà Lĩnh"),
        ("Xếp hạng CCHC năm 2024 theo Quyết định của UBND tỉnh Sơn Hà", None),
        ("Chỉ số CCHC của các xã thuộc huyện Trà Lĩnh", None),
        ("Việc chấp hành quy định về giải quyết hồ sơ tại UBND xã Nà Lơi năm 2021", "UBND xã Nà Lơi"),
        ("Kết luận thanh tra trách nhiệm đối với Sở Y tế", "Sở Y tế"),
        ("Giám sát việc trả kết quả trên địa bàn huyện Trà Lĩnh", "huyện Trà Lĩnh"),
        ("Thực hiện Kế hoạch số 5/KH-UBND của UBND tỉnh Sơn Hà", None),
        ("Thực hiện thủ tục tại các xã thuộc huyện Trà Lĩnh", None),
    ],
)
def test_the_body_that_a_document_judges(subject, body):
    assert judged_in(subject, NAMES) == body


@pytest.mark.parametrize(
    ("text", "whole", "body"),
    [
        ("Sở Y tế đạt 85 điểm", None, "Sở Y tế"),
        ("được Sở Y tế chấm 85 điểm", None, None),
        ("Theo Thông báo của Sở Y tế, đơn vị đạt 85 điểm", None, None),
        ("Tổng điểm 85 điểm", "xã Lam Kiều", "xã Lam Kiều"),
        ("Theo Thông báo của Sở Y tế, xã đạt 85 điểm", "xã Lam Kiều", "xã Lam Kiều"),
        ("1. Sở Y tế\n- Tổng điểm 85 điểm", None, "Sở Y tế"),
        ("1. Sở Y tế\n2. Kết quả chung\n- Tổng điểm 85 điểm", None, None),
    ],
)
def test_whose_a_result_is(text, whole, body):
    phrases = phrases_of(text)
    assert Bodies(phrases, NAMES, whole).body_at(phrases.text.index("85")) == body


@pytest.mark.parametrize(("kind", "whose"), [("Thông báo", "Sở Y tế"), ("Báo cáo", None), ("Tờ trình", None)])
def test_who_is_told_of_results_has_them_but_for_those_who_are_reported_to(kind, whose):
    document = Document(type=kind, subject="Kết quả thẩm định Chỉ số CCHC", addressees=("Sở Y tế",))
    assert judged_by(document, NAMES) == whose


@pytest.mark.parametrize(
    ("subject", "whose"),
    [
        ("Giải trình, đề nghị xem xét lại điểm thẩm định Chỉ số CCHC", None),
        ("V/v đề nghị Hội đồng thẩm định lại điểm Chỉ số CCHC", None),
        ("Xin điều chỉnh kết quả chấm điểm", None),
        ("Đề nghị giải trình kết quả thẩm định Chỉ số CCHC", "Sở Y tế"),
    ],
)
def test_who_is_asked_to_judge_again_has_none_of_the_results(subject, whose):
    document = Document(type="Công văn", subject=subject, addressees=("Sở Y tế",))
    assert judged_by(document, NAMES) == whose


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Xã Lũng Vân số hóa 312 hồ sơ (31%), xã Khe Sắt 77 hồ sơ.", "xã Khe Sắt"),
        ("Xã Lũng Vân tiếp nhận 312 hồ sơ, đã giải quyết 77 hồ sơ.", "Xã Lũng Vân"),
        ("Chung là 84%, thấp nhất là huyện Trà Lĩnh, chỉ số 77%.", "huyện Trà Lĩnh"),
        ("Phường Kim Bồng dẫn đầu nhờ trực tuyến đạt 91%; thanh toán đạt 77%.", "Phường Kim Bồng"),
        ("Tiếp nhận 77 hồ sơ.", None),
    ],
)
def test_the_body_that_a_part_of_a_sentence_begins_with(text, body):
    assert bodies_of(phrases_of(text)).subject_at(text.index("77")) == body


@pytest.mark.parametrize(
    ("subject", "whose"),
    [
        ("Kết quả Chỉ số PAPI năm 2023", "tỉnh Sơn Hà"),
        ("Kết quả chuyển đổi số của tỉnh năm 2023", "tỉnh Sơn Hà"),
        ("Chỉ số CCHC của các sở thuộc tỉnh", None),
        ("Kết quả công tác CCHC của Sở Nội vụ", None),  # the issuer itself
    ],
)
def test_an_office_writes_of_the_province(subject, whose):
    document = Document(type="Báo cáo", subject=subject, issuer="Sở Nội vụ", parent="UBND tỉnh Sơn Hà")
    assert judged_by(document, NAMES) == whose


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Sở Y tế xếp bệnh viện thứ 85", None),
        ("Sở Nội vụ thẩm định còn 85 điểm", None),
        ("Sở Y tế xếp thứ 85", "Sở Y tế"),
        ("Xã Nà Lơi, xã Khe Sắt đã nộp. Thấp nhất là Khe Sắt (85 điểm)", "xã Khe Sắt"),
    ],
)
def test_who_judges_and_who_is_judged(text, body):
    assert bodies_of(phrases_of(text)).body_at(text.index("85")) == body


def test_what_is_of_the_whole_country_is_of_no_body():
    bodies = bodies_of(phrases_of("Sở đạt 78%, thấp hơn trung bình cả nước (80,1%)"))
    assert [bodies.is_of_all(at) for at in (7, 41)] == [False, True]


@pytest.mark.parametrize("name", ["Kho bạc Nhà nước Sơn Hà", "Kho bạc Nhà nước khu vực Sơn Hà"])
def test_a_branch_of_a_body_of_the_whole_country_is_called_by_its_place(name):
    names = BodyNames([Agency("Kho bạc Nhà nước", ("KBNN",))])
    assert body_in(f"Cao nhất là {name} với 93,75%.", names) == name


def test_what_is_of_a_level_is_of_no_single_body():
    text = "- Cấp xã: trả 31.022 hồ sơ; xã Nà Lơi trả 85 hồ sơ.\n- Sở trả 77 hồ sơ."
    bodies = bodies_of(phrases_of(text))
    assert [bodies.is_of_level(text.index(figure)) for figure in ("31.022", "85", "77")] == [True, False, False]


def test_where_people_are_served_is_no_body_of_its_own():
    phrases = phrases_of("Khảo sát tại Trung tâm Phục vụ hành chính công: phát 220 phiếu.")
    assert bodies_of(phrases).subject_at(phrases.text.index("220")) is None


def test_a_body_in_a_closed_bracket_is_not_that_of_what_follows():
    phrases = phrases_of("Đã giải thể 01 phòng (Phòng Pháp chế), còn 6 phòng.")
    assert bodies_of(phrases).subject_at(phrases.text.index("6")) is None


def test_a_branch_that_is_called_like_the_body_above_it_writes_of_itself():
    names = BodyNames([Agency("Kho bạc Nhà nước", ("KBNN",))])
    document = Document(
        issuer="Kho bạc Nhà nước Lam Kiều", subject="Kết quả tại Kho bạc Nhà nước Lam Kiều năm 2031"
    )
    assert judged_by(document, names) is None
    above = document.model_copy(update={"subject": "Kết quả của Kho bạc Nhà nước năm 2031"})
    assert judged_by(above, names) == "Kho bạc Nhà nước"


def test_a_heading_in_capitals_below_a_letter_says_whose_its_items_are():
    text = (
        "A. UBND XÃ QUẢNG ĐÀI\n1. Kỷ luật: đạt 5 điểm.\n"
        "B. PHÒNG TÀI NGUYÊN VÀ MÔI TRƯỜNG\n1. Kỷ luật: đạt 6 điểm.\n"
        "C. PHÒNG CHÁY CHỮA CHÁY\n1. Kỷ luật: đạt 7 điểm.\n"
    )
    context = context_of(text)
    found = [context.bodies.body_at(context.text.index(f"{points} điểm")) for points in (5, 6, 7)]
    assert found == ["UBND XÃ QUẢNG ĐÀI", "PHÒNG TÀI NGUYÊN VÀ MÔI TRƯỜNG", None]


@pytest.mark.parametrize(
    ("part", "body"),
    [
        ("PHẦN THỨ NHẤT\n\nSỞ Y TẾ", "SỞ Y TẾ"),
        ("PHẦN II. SỞ Y TẾ", "SỞ Y TẾ"),
        ("PHẦN THỨ NHẤT\n\nCHỈ TIÊU TỈNH GIAO", None),
        ("PHẦN THỨ NHẤT\n\nSỞ Y TẾ\n\nPHẦN THỨ HAI\n\nKIẾN NGHỊ", None),
    ],
)
def test_a_part_of_a_text_is_of_the_body_that_is_its_title(part, body):
    context = context_of(f"{part}\n\n1. Ưu điểm\n\nGiải quyết 4.418 hồ sơ.")
    assert context.bodies.subject_at(context.text.index("4.418")) == body


def test_a_body_before_a_dash_heads_its_item_whatever_is_told_behind():
    context = context_of(
        "3. UBND xã Nà Lơi – tự chấm 93,5 điểm. Mất điểm ở hai nội dung:\n+ Kỷ luật: trừ 1 điểm;\n"
    )
    assert context.bodies.body_at(context.text.index("1 điểm;")) == "UBND xã Nà Lơi"


def test_sociology_is_no_commune():
    assert body_in("ĐIỀU TRA XÃ HỘI HỌC", BodyNames([])) is None
    assert body_in("Chỉ số của xã Hội Am", BodyNames([])) == "xã Hội Am"


@pytest.mark.parametrize(
    ("text", "at", "body"),
    [
        ("Hai sở xếp cuối là Sở Y tế (thứ 6, 86,13%) và Sở Du lịch (thứ 7, 83,81%).", "83,81", "Sở Du lịch"),
        ("Đứng đầu khối là Sở Y tế: 93,64%.", "93,64", "Sở Y tế"),
        ("Các tỉnh còn lại gồm Lam Kiều 66,93 điểm (hạng 24), An Bình 65,40 điểm.", "65,40", "tỉnh An Bình"),
        ("UBND xã Nà Lơi đạt 80 điểm.\nXếp hạng: Nà Lơi hạng 3.", "3.", "xã Nà Lơi"),
    ],
)
def test_whose_a_value_is_that_stands_beside_its_body(text, at, body):
    phrases = phrases_of(text)
    bodies = bodies_of(phrases)
    assert body in (bodies.subject_at(text.rindex(at)), bodies.body_at(text.rindex(at)))


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (["UBND HUYỆN TRẠM SƠN", "PHÒNG TƯ PHÁP Mẫu số 02", "BẢNG TỰ CHẤM ĐIỂM"], "PHÒNG TƯ PHÁP"),
        (["SỞ Y TẾ SƠN HÀ", "TRUNG TÂM Y TẾ HUYỆN NÀ LƠI", "BẢNG TỰ CHẤM"], "TRUNG TÂM Y TẾ HUYỆN NÀ LƠI"),
        (["ỦY BAN NHÂN DÂN", "XÃ NÀ LƠI", "BẢNG TỰ CHẤM ĐIỂM"], "ỦY BAN NHÂN DÂN XÃ NÀ LƠI"),
        (["UBND TỈNH SƠN HÀ", "HỘI ĐỒNG THẨM ĐỊNH", "KẾT QUẢ"], "UBND TỈNH SƠN HÀ"),
        (["UBND XÃ NÀ LƠI", "BAN HÀNH KÈM THEO QUYẾT ĐỊNH 5/QĐ-UBND"], "UBND XÃ NÀ LƠI"),
        (["BẢNG ĐIỂM", "SỞ Y TẾ"], None),
        (["Sở Y tế báo cáo"], None),
    ],
)
def test_the_body_with_which_a_text_without_a_head_begins(head, body):
    assert body_of_head(head, BODIES, LEXICON) == body


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("Đơn vị: Trường THCS Nà Lơi", "Trường THCS Nà Lơi"),
        ("Tên cơ quan tự chấm: CHI CỤC KIỂM LÂM TỈNH SƠN HÀ", "Chi cục Kiểm lâm tỉnh Sơn Hà"),
        ("Đơn vị được đánh giá: UBND xã Khe Mây.", "UBND xã Khe Mây"),
        ("Đơn vị: điểm", None),
        ("Đơn vị tính: hồ sơ", None),
    ],
)
def test_the_body_that_a_line_of_a_form_is_for(line, body):
    assert body_of_field(["PHIẾU TỰ CHẤM ĐIỂM", line], LEXICON) == body


def test_an_office_in_short_is_called_by_its_place():
    assert names_in("tại BHXH huyện Nà Lơi và TTYT huyện Khe Mây", BODIES) == (
        "BHXH huyện Nà Lơi",
        "TTYT huyện Khe Mây",
    )
