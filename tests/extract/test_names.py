"""Names of bodies, ranks and places in the case in which they are written."""

import pytest

from cchc_ocr import lexicon as dictionaries
from cchc_ocr.extract.forms.names import (
    agency_name,
    deputies,
    is_agency,
    known_rank,
    opens_body,
    place_name,
    rank_name,
)


@pytest.fixture(scope="module")
def lexicon():
    return dictionaries.load()


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH SƠN HÀ", "Ủy ban nhân dân tỉnh Sơn Hà"),
        ("SO KHOA HOC VA CONG NGHE", "Sở Khoa học và Công nghệ"),
        ("SỞ KH&CN", "Sở Khoa học và Công nghệ"),
        ("SỞ NÔNG NGHIỆP VÀ PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("SỞ LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("BẢO HIỂM XÃ HỘI VIỆTNAM", "Bảo hiểm xã hội Việt Nam"),
        ("CHI CỤC HẢI QUAN CỬA KHẨU ĐÁ MẪU", "Chi cục Hải quan cửa khẩu Đá Mẫu"),
        ("UBND TINH SƠN HÀ", "UBND tỉnh Sơn Hà"),
        ("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG TỈNH SƠN HÀ", "Trung tâm Phục vụ hành chính công tỉnh Sơn Hà"),
        ("VĂN PHÒNG HĐND VÀ UBND HUYỆN", "Văn phòng HĐND và UBND huyện"),
        ("HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM", "Hội Liên hiệp Phụ nữ Việt Nam"),
        ("HỘI ĐỒNG BỒI THƯỜNG", "Hội đồng Bồi thường"),  # and no Hội đồng Bộ trưởng
        ("UBND PHƯỜNG NÀ LƠI THÀNH PHỐ SƠN HÀ", "UBND phường Nà Lơi thành phố Sơn Hà"),
        ("CÔNG AN TỈNH - SỞ TÀI CHÍNH", "Công an tỉnh - Sở Tài chính"),
    ],
)
def test_agency_names(printed, name, lexicon):
    assert agency_name(printed, lexicon) == name


@pytest.mark.parametrize(
    ("printed", "rank"),
    [
        ("PHÓ CHỦ TỊCH", "Phó Chủ tịch"),
        ("THỨ TRƯỞNG", "Thứ trưởng"),
        ("TRƯỞNG PHÒNG ĐÀO TẠO", "Trưởng phòng Đào tạo"),
        ("BHÓ CHỦ TỊCH", "Phó Chủ tịch"),
        ("PHÓ CHỦ NHIỆM THƯỜNG TRỰC", "Phó Chủ nhiệm Thường trực"),
        ("PHÓ CHỦ NHIỆP THƯỜNG TRỰC", "Phó Chủ nhiệm Thường trực"),
        ("PHÓ GIÁM THỊ THƯỜNG TRỰC", "Phó Giám thị Thường trực"),  # not a Phó Giám đốc
        ("P.CHỦ TỊCH", "Phó Chủ tịch"),
        ("QUYỀN CHỦ TỊCH", "Quyền Chủ tịch"),
        ("TRƯỞNG ĐÈO", None),  # not a Trưởng đoàn
        ("TRƯỞNG BOAN", "Trưởng ban"),
        ("P. HIỆU TRƯỞNG", "Phó Hiệu trưởng"),
        ("VỤ TRƯỞNG VỤ CẢI CÁCH HÀNH CHÍNH", "Vụ trưởng Vụ Cải cách hành chính"),
        ("CỘNG HÒA", None),
        ("", None),
    ],
)
def test_ranks(printed, rank, lexicon):
    assert rank_name(printed, lexicon) == rank


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("YÊN BÁI", "Yên Bái"),  # a commune is called Yên Bài
        ("TRÀ VINH", "Trà Vinh"),
        ("Phủ Lý", "Phủ Lý"),
        ("Hòa Bình", "Hòa Bình"),
        ("Hoà Bình", "Hoà Bình"),
        ("Hòa Giang", "Hòa Giang"),
        ("Quang Ngai", "Quảng Ngãi"),
        ("BÀ RỊA - VŨNG TÀU", "Bà Rịa - Vũng Tàu"),
        ("ĐẮK R'LẤP", "Đắk R'Lấp"),
        ("Ea K' Mẫu", "Ea K' Mẫu"),
        ("NÀ LƠI", "Nà Lơi"),  # a commune is called Na Loi
        ("TRÀ LONG", "Trà Long"),  # a ward is called Trà Lồng
        ("Tra Long", "Trà Lồng"),
        ("QUẢNG NGAI", "Quảng Ngãi"),
    ],
)
def test_a_place_is_not_taken_for_another(printed, name, lexicon):
    assert place_name(printed, lexicon) == name
    assert agency_name(f"ỦY BAN NHÂN DÂN TỈNH {printed.upper()}", lexicon) == f"Ủy ban nhân dân tỉnh {name}"


def test_places(lexicon):
    assert [place_name(p, lexicon) for p in ("HÀ NỘI", "Qudng Ngdi", "Sơn Hà")] == [
        "Hà Nội",
        "Quảng Ngãi",
        "Sơn Hà",
    ]


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("SỞ NỘI VỤ", True),
        ("UỶ BAN NHÂN DÂN", True),
        ("TRẠM Y TẾ XÃ SUỐI MẪU", True),
        ("BÁO SƠN HÀ", True),
        ("BÁO CÁO", False),
        ("TỔ GIÚP VIỆC", True),
        ("TỔ CHỨC", False),
        ("CỤCTHUẾ", False),
        ("", False),
    ],
)
def test_what_opens_the_name_of_a_body(text, opens, lexicon):
    assert opens_body(text, lexicon) is opens


@pytest.mark.parametrize(
    ("text", "known"), [("UBND tỉnh", True), ("Sở Nội vụ tỉnh Sơn Hà", True), ("Sở Mẫu", False), ("", False)]
)
def test_bodies_that_the_lexicon_knows(text, known, lexicon):
    assert is_agency(text, lexicon) is known


@pytest.mark.parametrize(
    ("printed", "rank"),
    [("PHÓ THƯ THƯỜNG TRỰC", "Phó Bí thư Thường trực"), ("GIÁM ĐỐC SỞ NỘI VỤ", "Giám đốc"), ("BÁO CÁO", None)],
)
def test_a_rank_without_its_unit(printed, rank, lexicon):
    assert known_rank(printed, lexicon) == rank


@pytest.mark.parametrize(
    ("head", "deputy"),
    [("Bộ trưởng", "Thứ trưởng"), ("Chủ tịch", "Phó Chủ tịch"), ("Hạt trưởng", "Phó Hạt trưởng")],
)
def test_deputies(head, deputy, lexicon):
    assert deputies(head, lexicon) == (deputy, f"{deputy} Thường trực")
