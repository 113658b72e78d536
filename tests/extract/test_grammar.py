"""How bodies are named in sentences: where a name ends, and what it is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon
from cchc_ocr.extract.bodies.grammar import NamedBody, openings, read_body

KNOWN = lexicon.load()


def read(text: str) -> NamedBody | None:
    return read_body(text, 0, len(text), KNOWN)


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        # commas, dashes and "và" of known names
        ("Bộ Lao động - Thương binh và Xã hội", " và Điều 5 Thông tư"),
        ("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", " tại Công văn"),
        ("Cục Quản lý Khám, chữa bệnh", " về việc cấp phép"),
        ("Cục Quản lý Khám, chữa bệnh - Bộ Y tế", " về việc cấp phép"),
        ("Sở Văn hóa, Thể thao và Du lịch tỉnh Sơn Hà", " về du lịch"),
        ("Chi cục Văn thư - Lưu trữ", " tại Tờ trình"),
        # places
        ("UBND tỉnh Bà Rịa - Vũng Tàu", " về việc giao"),
        ("UBND tỉnh", ". Đề nghị các sở"),
        ("UBND tp Sơn Hà", " ban hành"),
        ("UBND quận 1", " đã trình"),
        ("Ủy ban nhân dân xã Nà Lơi", ", huyện Lam Kiều"),
        ("Đảng ủy xã Mẫu Sơn", ""),
        ("Sở Nội vụ Sơn Hà", ""),
        ("Trường THPT số 2 Sơn Hà", " báo cáo"),
        # who acts for them, and whose part they are
        ("Chủ tịch UBND tỉnh", ". Tất cả"),
        ("Bộ trưởng Tài chính", " về thuế"),
        ("Thủ tướng Chính phủ", " phê duyệt"),
        ("Thanh tra Bộ Y tế", " kết luận"),
        ("Văn phòng UBND tỉnh Sơn Hà", ""),
        ("Ban Thường vụ Tỉnh ủy Sơn Hà", " về công tác"),
        ("Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XII", " về"),
        ("Hội nghị Tỉnh ủy lần thứ 6 khóa XIX", ""),
        ("Hội đồng nhân dân tỉnh khóa XII", " thông qua"),
        ("Hội đồng nhân dân tỉnh", " khóa trước"),
        ("Tổng Kiểm toán Nhà nước", " ban hành"),
        # several
        ("Bộ Tài chính và Bộ Y tế", " hướng dẫn"),
        ("Bộ Tài chính", ", Bộ Y tế"),
        ("Sở Nội vụ", " và các đơn vị"),
        # no list has them
        ("Ban Quản lý dự án Đầu tư xây dựng huyện Sơn Hà", " trình"),
        ("Trung tâm Kiểm định chất lượng nông lâm thủy sản Sơn Hà", " có"),
        ("Trung tâm Đăng ký giao dịch Mẫu Sơn", ", địa chỉ"),
        ("Công ty Cổ phần Môi trường Thử Nghiệm", ", địa chỉ"),
        # a clause goes on
        ("Chính phủ", " và Điều 8 Thông tư"),
        ("Chính phủ", " và Đề án 06"),
        ("Bộ Y tế", " qui định chi tiết"),
        ("UBND", " chỉ thực hiện"),
        ("Bảo hiểm xã hội Việt Nam", " về việc thu"),
        ("UBND tỉnh", " Chủ trương đầu tư"),
        ("HĐND huyện", " Kế hoạch vốn"),
        ("Bộ Tư lệnh Quân khu", " nghiên cứu sửa đổi"),
        ("Công ty Cổ phần Mẫu Sơn", " từng có"),
        ("Công ty Cổ phần Mẫu Sơn", " và Công ty TNHH Nà Lơi"),
        ("Trung tâm Bảo trợ và Công tác xã hội Sơn Hà", " họp"),
        # tails
        ("Viện Vệ sinh dịch tễ Trung ương", " về việc phân bổ"),
        ("Bệnh viện Nhi Trung ương", " có"),
        ("Viện Dinh dưỡng", " Trung ương Hội Nông dân Việt Nam"),
        ("Chi cục Thú y vùng III", ". Riêng"),
        ("Chi cục Kiểm lâm vùng 2", " thông báo"),
        ("Đội Thuế liên huyện số 3", " phát hành"),
        ("Hạt Kiểm lâm liên huyện Nà Lơi - Lam Kiều", " lập"),
        ("Chi cục Thuế khu vực Nà Lơi - Lam Kiều", " trả lời"),
        ("Tòa án nhân dân khu vực 4", " thụ lý"),
        ("Ban Quản lý dự án số 2", " trình"),
        ("Bộ Tư lệnh Quân khu 4", ", Bộ"),
        ("Bộ Tư lệnh Vùng 3 Hải quân", " thông báo"),
        ("Ban Chỉ đạo 389 tỉnh", " yêu cầu"),
        ("Kiểm toán nhà nước khu vực VII", " kết luận"),
        ("Thanh tra Sở Xây dựng", " số 12/KL"),
        ("Sở Nội vụ", " số 14-CV/SNV"),
        # a kind with its place, or with what it is of
        ("Điện lực huyện", " (số 5"),
        ("Bưu điện thị xã Nà Lơi", " theo mẫu"),
        ("Công đoàn công ty", " đề nghị hỗ trợ"),
        ("Hội đồng tuyển sinh nhà trường", "."),
        ("Chi bộ nhà trường", " đã"),
        ("Hội đồng quản trị Công ty", ","),
        ("Hội đồng thuốc và điều trị", " số 19"),
        ("Đại hội đồng cổ đông", " thường niên"),
        ("Hội đồng thành viên Công ty TNHH Mẫu Sơn", " thông qua"),
        # several that issue together
        ("Liên Sở Xây dựng - Tài chính", " công bố"),
        ("Liên Bộ Y tế - Quốc phòng", ""),
        ("Liên Sở Lao động - Thương binh và Xã hội, Tài chính", " hướng dẫn"),
        ("Liên Bộ Tài chính, Giáo dục và Đào tạo", " quy định"),
        ("Liên Sở", "."),
    ],
)
def test_a_name_is_whole_and_ends_where_it_ends(name: str, rest: str) -> None:
    body = read(name + rest)
    assert body and (body.name, (name + rest)[body.end :]) == (name, rest)


@pytest.mark.parametrize(
    ("printed", "name"),
    [("Chủ tịch ƯBND tỉnh", "Chủ tịch UBND tỉnh"), ("HDND huyện Nà Lơi", "HĐND huyện Nà Lơi"), ("UBND", "UBND")],
)
def test_marks_that_an_engine_adds_or_loses_leave_a_short_name_short(printed: str, name: str) -> None:
    body = read(printed)
    assert body and body.name == name


@pytest.mark.parametrize(
    ("text", "canonical", "place", "actor"),
    [
        ("UBND TP. Sơn Hà", "Ủy ban nhân dân thành phố Sơn Hà", "tp Sơn Hà", None),
        ("Giám đốc Sở KH&CN tỉnh Sơn Hà", "Sở Khoa học và Công nghệ tỉnh Sơn Hà", "tỉnh Sơn Hà", "Giám đốc"),
        ("Sở VHTTDL tỉnh Sơn Hà", "Sở Văn hóa, Thể thao và Du lịch tỉnh Sơn Hà", "tỉnh Sơn Hà", None),
        ("Chủ tịch HĐND huyện", "Hội đồng nhân dân huyện", "huyện", "Chủ tịch"),
        ("Bộ trưởng Tài chính", "Bộ Tài chính", None, "Bộ trưởng"),
        ("HĐND tỉnh khóa XII", "Hội đồng nhân dân tỉnh", "tỉnh", None),
        ("BHXH Việt Nam", "Bảo hiểm xã hội Việt Nam", None, None),
        ("LĐLĐ tỉnh Sơn Hà", "Liên đoàn Lao động tỉnh Sơn Hà", "tỉnh Sơn Hà", None),
        ("VKSND huyện Nà Lơi", "Viện kiểm sát nhân dân huyện Nà Lơi", "huyện Nà Lơi", None),
        ("Chỉ huy trưởng Bộ CHQS tỉnh", "Bộ Chỉ huy Quân sự tỉnh", "tỉnh", "Chỉ huy trưởng"),
        ("Sở Tài nguyên\nvà Môi trường", "Sở Tài nguyên và Môi trường", None, None),
    ],
)
def test_what_stands_for_the_name_everywhere(
    text: str, canonical: str, place: str | None, actor: str | None
) -> None:
    body = read(text)
    assert body and (body.canonical, body.place, body.actor) == (canonical, place, actor)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "và Môi trường",
        "Báo cáo số 5",
        "sở Nội vụ",
        "Sở",
        "Ban hành",
        "Đề nghị Sở Nội vụ",
        "Ban hành Quy chế",
        "123",
    ],
)
def test_no_body_begins_there(text: str) -> None:
    assert read(text) is None


def test_where_the_end_is_a_guess() -> None:
    body = read("Trung tâm Mẫu với rất nhiều chữ thường".replace(" với", "") + " chạy mãi mãi mãi mãi")
    assert body and not body.sure


def test_where_names_may_begin() -> None:
    text = "theo đề nghị của Giám đốc Sở Nội vụ và chính phủ, sở y tế"
    assert [text[at : at + 4] for at in openings(text, 0, len(text), KNOWN)] == ["Giám", "Sở N"]


@given(st.text("SởBộUBNDvà,- .TỉnhtỉnhYếtNộiụ12()\n", max_size=80), st.integers(0, 40))
def test_a_name_lies_within_the_text(text: str, limit: int) -> None:
    body = read_body(text, 0, limit, KNOWN)
    assert body is None or (body.start == 0 < body.end <= min(limit, len(text)) and body.name)
