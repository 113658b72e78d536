"""The lines of a head as names of bodies: which issues, and which governs it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cchc_ocr import lexicon as dictionaries
from cchc_ocr.document import Box
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
            ["UBND TỈNH SƠN HÀ", "CÔNG AN TỈNH - SỞ TÀI CHÍNH"],
            "Công an tỉnh - Sở Tài chính",
            "UBND tỉnh Sơn Hà",
        ),
        (
            ["ỦY BAN NHÂN DÂN", "PHƯỜNG NÀ LƠI", "THÀNH PHỐ SƠN HÀ"],
            "Ủy ban nhân dân phường Nà Lơi thành phố Sơn Hà",
            None,
        ),
        (
            ["ĐOÀN KIỂM TRA THEO QUYẾT", "ĐỊNH", "SỐ 815/QĐ-UBND", "Số: 03/BC-ĐKT"],
            "Đoàn Kiểm tra theo Quyết định số 815/QĐ-UBND",
            None,
        ),
        (["TRƯỜNG NÀ LƠI", "SON HA UNIVERSITY", "PHÒNG ĐÀO TẠO"], "Phòng Đào tạo", "Trường Nà Lơi"),
        (["HỘI ĐỒNG THI TUYỂN", "VIÊN CHỨC"], "Hội đồng Thi tuyển Viên chức", None),  # no "Viện"
        (["SỞ NỘI VỤ", "VĂN PHÒNG."], "Văn phòng", "Sở Nội vụ"),
        # An organ acts for the body above it.
        (["HUYỆN ỦY NÀ LƠI", "BAN THƯỜNG VỤ"], "Ban Thường vụ Huyện ủy Nà Lơi", "Huyện ủy Nà Lơi"),
        # Terms and sessions are no bodies.
        (
            ["HỘI ĐỒNG NHÂN DÂN", "TỈNH SƠN HÀ", "KHÓA XIV - KỲ HỌP THỨ 9"],
            "Hội đồng nhân dân tỉnh Sơn Hà",
            None,
        ),
        (["HỘI ĐỒNG NHÂN DÂN XÃ NÀ LƠI", "NHIỆM KỲ 2021 - 2026"], "Hội đồng nhân dân xã Nà Lơi", None),
        (
            ["UBND THỊ XÃ NÀ LƠI", "PHÒNG", "TÀI CHÍNH - KẾ HOẠCH", "Số: 74/TCKH-NS"],
            "Phòng Tài chính - Kế hoạch",
            "UBND thị xã Nà Lơi",
        ),
        (["ĐỘI QUẢN LÝ THỊ TRƯỜNG", "SỐ 3"], "Đội Quản lý Thị Trường số 3", None),
        (["CÔNG TY CỔ PHẦN MÔI", "TRƯỜNG"], "Công ty Cổ phần Môi trường", None),
        (["CÔNG TY CỔ PHẦN", "TRƯỜNG SƠN"], "Công ty Cổ phần Trường Sơn", None),
        (["VIỆN NÔNG LÂM", "INSTITUTE OF AGRICULTURE", "AND FORESTRY"], "Viện Nông lâm", None),
        (["CÔNG TY TNHH", "SAMSON ELECTRONICS"], "Công ty TNHH SAMSON ELECTRONICS", None),
        (["TRƯỜNG NÀ LƠI", "LỚP TẬP HUẤN LÂM SINH", "Số: 3/TB-LTHLS"], "Lớp Tập huấn Lâm Sinh", "Trường Nà Lơi"),
        (["SỞ Y TẾ TRƯỜNG AN", "TRƯỜNG CAO ĐẲNG Y TẾ"], "Trường Cao đẳng Y tế", "Sở Y tế Trường An"),
        (["CÔNG TY TNHH NÀ LƠI", "NA LOI IRRIGATION CO., LTD"], "Công ty TNHH Nà Lơi", None),
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


def test_strokes_at_the_ends_of_lines_and_a_known_name_that_repair_has_changed() -> None:
    lines = ["VIỆN KIỂM SÁT NHÂN DÂN TỐI", "CAO", "VIỆN KIỂM SÁT NHÂN DÂN", "TỈNH SƠN HÀ"]
    head = scanned_page([*((line, 330, 200 + 60 * at) for at, line in enumerate(lines)), (COUNTRY, 1300, 205)])
    first, second, *others = head.lines
    last = replace(first.words[-1], text="TỈNH", seen="TỐI")
    stroke = replace(second.words[0], text="-", box=Box(700, 270, 720, 275), confidence=0.5)
    changed = (replace(first, words=(*first.words[:-1], last)), replace(second, words=(*second.words, stroke)))
    document = read_header([replace(head, lines=(*changed, *others))], dictionaries.load()).document
    assert document.issuer == "Viện kiểm sát nhân dân tỉnh Sơn Hà"
    assert document.parent == "Viện kiểm sát nhân dân tối cao"


def test_the_place_of_the_body_above_is_no_part_of_a_name() -> None:
    head = [("SỞ Y TẾ TRƯỜNG AN", 330, 200), ("TRƯỜNG CAO ĐẲNG NGHỀ", 330, 260), (COUNTRY, 1300, 205)]
    text = ("TRƯỜNG CAO ĐẲNG NGHỀ TRƯỜNG AN thông báo.", 330, 700)
    document = read_header([scanned_page([*head, ("THÔNG BÁO", 1150, 500), text])], dictionaries.load()).document
    assert document.issuer == "Trường Cao đẳng Nghề"


@pytest.mark.parametrize(
    ("issuer", "symbol", "doubted"),
    [
        ("UBND XÃ NÀ LƠI", "QĐ-UBND", False),
        ("SỞ NỘI VỤ", "QĐ-UBND", True),  # the symbol is another body's
        ("BAN PHÁP CHẾ", "BC-HĐND", False),
        ("SỞ NỘI VỤ", "BC-HĐND", True),
        ("NÀ LƠI XANH", "QĐ-NLX", True),  # no kind of a body opens it
    ],
)
def test_an_issuer_that_nothing_confirms_is_for_review(issuer: str, symbol: str, doubted: bool) -> None:
    page = text_page([issuer, f"Số: 12/{symbol}", COUNTRY, "Sơn Hà, ngày 05 tháng 4 năm 2024", "", "BÁO CÁO"])
    header = read_header([page], dictionaries.load())
    assert ("/document/issuer" in header.needs_review) is doubted


def test_a_place_of_which_repair_made_a_word_is_as_it_was_read_and_for_review() -> None:
    head = [("TRUNG ĐOÀN 12", 330, 200), (COUNTRY, 1300, 205)]
    page = scanned_page([*head, ("Số: 8/BC-TĐ", 330, 340), ("Xã Lơi, ngày 05 tháng 4 năm 2024", 1300, 340)])
    lines = list(page.lines)
    first, *others = lines[-1].words
    lines[-1] = replace(lines[-1], words=(replace(first, seen="Nà", confidence=0.95), *others))
    header = read_header([replace(page, lines=tuple(lines))], dictionaries.load())
    assert header.document.place == "Nà Lơi" and "/document/place" in header.needs_review


def test_a_place_in_the_middle_of_a_name_as_the_date_has_it() -> None:
    head = [("CHI CỤC THUẾ", 330, 200), ("XÃ LỢI - AN MẪU", 330, 260), (COUNTRY, 1300, 205)]
    page = scanned_page([*head, ("Số: 8/BC-CCT", 330, 340), ("Nà Lơi, ngày 05 tháng 4 năm 2024", 1300, 340)])
    lines = list(page.lines)
    first, second, *others = lines[1].words
    mended = replace(first, seen="NÀ", confidence=0.95), replace(second, seen="LƠI", confidence=0.95)
    lines[1] = replace(lines[1], words=(*mended, *others))
    assert read_header([replace(page, lines=tuple(lines))], dictionaries.load()).document.issuer == (
        "Chi cục Thuế Nà Lơi - An Mẫu"
    )
