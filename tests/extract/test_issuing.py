"""The lines of a head as names of bodies: which issues, and which governs it."""

from __future__ import annotations

import pytest

from cchc_ocr import lexicon as dictionaries
from cchc_ocr.extract.head.header import read_header
from cchc_ocr.extract.head.issuing import issuers_of, named_by_itself
from cchc_ocr.extract.head.masthead import read_masthead
from tests.pages import scanned_page, text_page

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


@pytest.mark.parametrize(
    ("lines", "issuer", "parent"),
    [
        (["UBND TỈNH SƠN HÀ", "SỞ CÔNG THƯƠNG"], "Sở Công Thương", "UBND tỉnh Sơn Hà"),
        (["UBND TỈNH SƠN HÀ SỞ CÔNG THƯƠNG"], "Sở Công Thương", "UBND tỉnh Sơn Hà"),
        (["UBND TỈNH SƠN HÀ – SỞ CÔNG THƯƠNG"], "Sở Công Thương", "UBND tỉnh Sơn Hà"),
        (["SỞ Y TẾ BỆNH VIỆN ĐA KHOA TỈNH"], "Bệnh viện Đa khoa tỉnh", "Sở Y tế"),
        (["SỞ NỘI VỤ - SỞ TÀI CHÍNH"], "Sở Nội vụ - Sở Tài chính", None),
        (["SỞ LAO ĐỘNG - THƯƠNG BINH", "VÀ XÃ HỘI"], "Sở Lao động - Thương binh và Xã hội", None),
        (["HĐND HUYỆN NÀ LƠI", "TỔ ĐẠI BIỂU SỐ 4"], "Tổ Đại biểu số 4", "HĐND huyện Nà Lơi"),
        (["UBND HUYỆN NÀ LƠI", "UBND XÃ ĐỒNG TRÁM"], "UBND xã Đồng Trám", "UBND huyện Nà Lơi"),
        (["UBND HUYỆN NÀ LƠI", "UBND XÃ KHE BÀN"], "UBND xã Khe Bàn", "UBND huyện Nà Lơi"),
        (["BAN QUẢN LÝ DỰ ÁN HUYỆN NÀ LƠI"], "Ban Quản lý dự án huyện Nà Lơi", None),
        (["CHI CỤC CHĂN NUÔI VÀ THÚ", "Y"], "Chi cục Chăn nuôi và Thú y", None),
        (["LĐLĐ HUYỆN NÀ LƠI", "CĐCS TRƯỜNG TIỂU HỌC"], "CĐCS Trường Tiểu học", "LĐLĐ huyện Nà Lơi"),
        (["TỈNH ĐOÀN SƠN HÀ", "BCH ĐOÀN HUYỆN NÀ LƠI"], "BCH Đoàn huyện Nà Lơi", "Tỉnh đoàn Sơn Hà"),
        (["HỘI NÔNG DÂN HUYỆN NÀ LƠI", "CLVH BẢN MẪU SƠN"], "CLVH Bản Mẫu Sơn", "Hội Nông dân huyện Nà Lơi"),
        (["BẢO HIỂM XÃ HỘI VIỆT NAM", "BHXH TỈNH SƠN HÀ"], "BHXH tỉnh Sơn Hà", "Bảo hiểm xã hội Việt Nam"),
        (["CHI CỤC THUẾ KHU VỰC", "TRÀ KHÊ - NÀ LƠI"], "Chi cục Thuế khu vực Trà Khê - Nà Lơi", None),
        (["HỘI NÔNG DÂN HUYỆN NÀ", "LƠI"], "Hội Nông dân huyện Nà Lơi", None),
        (["BỘ Y TẾ", "BỘ TRƯỞNG"], "Bộ trưởng Bộ Y tế", None),
        (
            ["TRƯỜNG CHÍNH TRỊ TỈNH SƠN HÀ", "KHOA XÂY DỰNG ĐẢNG"],
            "Khoa Xây dựng Đảng",
            "Trường Chính trị tỉnh Sơn Hà",
        ),
        (["TRƯỜNG CAO ĐẲNG", "KHOA HỌC SƠN HÀ"], "Trường Cao đẳng Khoa học Sơn Hà", None),
        (["ĐẢNG ỦY CÔNG AN TỈNH"], "Đảng ủy Công an tỉnh", None),
        (["VĂN PHÒNG HĐND VÀ UBND HUYỆN NÀ LƠI"], "Văn phòng HĐND và UBND huyện Nà Lơi", None),
    ],
)
def test_issuer_and_parent(lines: list[str], issuer: str, parent: str | None) -> None:
    lexicon = dictionaries.load()
    page = text_page([*lines, COUNTRY, "Số: 12/BC-X", "", "BÁO CÁO", "Kết quả"])
    found = {value.field: value.value for value in issuers_of(read_masthead(page, lexicon), lexicon)}
    assert found == {"issuer": issuer} | ({"parent": parent} if parent else {})


def test_the_first_word_of_the_country_is_no_part_of_a_name() -> None:
    lexicon = dictionaries.load()
    left = [("CỤC THI HÀNH ÁN DÂN SỰ TỈNH AN BÌNH CỘNG", 300, 200), ("Số: 12/BC-CTHADS", 420, 320)]
    right = [("HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1300, 205), ("An Bình, ngày 05 tháng 3 năm 2024", 1300, 320)]
    masthead = read_masthead(scanned_page([*left, *right, ("BÁO CÁO", 1150, 560)]), lexicon)
    (issuer,) = issuers_of(masthead, lexicon)
    assert issuer.value == "Cục Thi hành án dân sự tỉnh An Bình"


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Công ty Cấp nước Lạc Mẫu xin gửi lời chào.", "Công ty Cấp nước Lạc Mẫu"),
        ("Công ty Cấp nước Lạc Mẫu chào. Công ty Cấp nước Lạc xin gửi.", "Công ty Cấp nước Lạc"),
        ("Công ty Cấp nước Lạc xin gửi lời chào.", "Công ty Cấp nước Lạc"),
        ("Công ty xin gửi lời chào.", "Công ty Cấp nước Lạc"),
        ("Công ty Cấp nước Lạc Sơn Hà xin gửi lời chào.", "Công ty Cấp nước Lạc"),
        ("Lời chào của Công ty Cấp nước Lạc Sơn", "Công ty Cấp nước Lạc"),
        ("Lời chào của Công ty Cấp nước Lạc Sơn Hà Trân trọng", "Công ty Cấp nước Lạc"),
    ],
)
def test_a_name_of_which_the_head_lacks_a_line_is_for_review(text: str, issuer: str) -> None:
    left = [("CÔNG TY CẤP NƯỚC LẠC", 300, 200), ("Số: 12/TB-CTN", 420, 320)]
    right = [(COUNTRY, 1150, 205), ("Sơn Hà, ngày 05 tháng 3 năm 2024", 1300, 320)]
    lines = [*left, *right, ("THÔNG BÁO", 1150, 560), (text, 300, 760)]
    header = read_header([scanned_page(lines)], dictionaries.load())
    assert header.document.issuer == issuer
    assert ("/document/issuer" in header.needs_review) is issuer.endswith("Mẫu")


@pytest.mark.parametrize(
    ("closing", "issuer"),
    [
        ("Trên đây là báo cáo kết quả cải cách hành chính của Sở Nội vụ./.", "Sở Nội vụ"),
        ("Trên đây là báo cáo của UBND huyện Đức Tây năm 2023.", "UBND huyện Đức Tây"),
        ("Trên đây là báo cáo của đơn vị./.", None),
    ],
)
def test_a_text_without_a_head_says_who_wrote_it(closing: str, issuer: str | None) -> None:
    page = text_page(["Kết quả đạt được", closing])
    assert next((value.value for value in named_by_itself([page], dictionaries.load())), None) == issuer
