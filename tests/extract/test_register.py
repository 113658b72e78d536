"""Canonical names of bodies."""

import pytest

from cchc_ocr import lexicon
from cchc_ocr.extract.results.register import Register
from cchc_ocr.records import Document

OFFICE = Document(issuer="Sở Nội vụ", parent="UBND tỉnh Sơn Hà")


@pytest.mark.parametrize(
    ("document", "unit", "name"),
    [
        (OFFICE, None, "Sở Nội vụ, tỉnh Sơn Hà"),
        (OFFICE, "SỞ DU LỊCH", "Sở Du lịch, tỉnh Sơn Hà"),
        (OFFICE, "Sở KH&CN", "Sở Khoa học và Công nghệ, tỉnh Sơn Hà"),
        (OFFICE, "xã Nà Lơi", "Ủy ban nhân dân xã Nà Lơi, tỉnh Sơn Hà"),
        (OFFICE, "UBND xã Nà Lơi", "Ủy ban nhân dân xã Nà Lơi, tỉnh Sơn Hà"),
        (OFFICE, "Sở Nội vụ tỉnh An Bình", "Sở Nội vụ, tỉnh An Bình"),
        (OFFICE, "UBND tỉnh Sơn Hà", "Ủy ban nhân dân tỉnh Sơn Hà"),
        (OFFICE, "TP. Đông Cát", "Ủy ban nhân dân thành phố Đông Cát, tỉnh Sơn Hà"),
        (OFFICE, "UBND tỉnh", "Ủy ban nhân dân tỉnh Sơn Hà"),
        (OFFICE, "HĐND tỉnh", "Hội đồng nhân dân tỉnh Sơn Hà"),
        (OFFICE, "Bệnh viện Đa khoa tỉnh", "Bệnh viện Đa khoa, tỉnh Sơn Hà"),
        (OFFICE, "UBND huyện", "Ủy ban nhân dân huyện, tỉnh Sơn Hà"),  # which, nobody says
        (
            Document(issuer="UBND huyện Yên Tường", parent="UBND tỉnh Sơn Hà"),
            "UBND huyện",
            "Ủy ban nhân dân huyện Yên Tường, tỉnh Sơn Hà",
        ),
        (OFFICE, "Bộ Nội vụ", "Bộ Nội vụ"),
        (Document(issuer="Phòng Nội vụ", parent="UBND huyện Yên Tường"), None, "Phòng Nội vụ, huyện Yên Tường"),
        (Document(issuer="Ủy ban nhân dân tỉnh Sơn Hà"), "Sở Y tế", "Sở Y tế, tỉnh Sơn Hà"),
        (Document(issuer="Tổ thẩm định", parent="UBND tỉnh Sơn Hà"), None, "Ủy ban nhân dân tỉnh Sơn Hà"),
        (Document(issuer="Tổ thẩm định", parent="UBND tỉnh Sơn Hà"), "Sở Y tế", "Sở Y tế, tỉnh Sơn Hà"),
        (Document(issuer="Ban Chỉ đạo"), None, "Ban Chỉ đạo"),  # whose, nobody says
        (Document(), None, None),
    ],
)
def test_a_body_has_one_name_with_its_place(document, unit, name):
    assert Register(lexicon.load(), document).canonical(unit) == name


@pytest.mark.parametrize(
    ("issuer", "name"),
    [
        ("Chủ tịch UBND tỉnh", "Ủy ban nhân dân tỉnh Sơn Hà"),
        ("Giám đốc Sở Tài chính", "Sở Tài chính, tỉnh Sơn Hà"),
        ("HĐND tỉnh khóa XIX", "Hội đồng nhân dân tỉnh Sơn Hà"),
        ("Thủ tướng Chính phủ", "Thủ tướng Chính phủ"),
        ("UBND", None),  # of a province, a district or a commune
        ("UBND huyện", None),
        (None, None),
    ],
)
def test_an_issuer_is_the_body_in_whose_name_it_issues(issuer, name):
    assert Register(lexicon.load(), OFFICE).issuing(issuer) == name
