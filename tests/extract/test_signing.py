"""Who signs: several persons side by side or one below the other, and posts of which a part is unread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from cchc_ocr import lexicon as dictionaries
from cchc_ocr.document import Page
from cchc_ocr.extract.head.header import Header, read_header
from cchc_ocr.extract.head.signing import is_approval
from tests.pages import scanned_page, text_page

FOOT = ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
Signed = tuple[str | None, str | None, str | None]


def read(page: Page) -> Header:
    return read_header([page], dictionaries.load(), review_below=0.85)


def signed(lines: Sequence[str]) -> list[Signed]:
    header = read(text_page(["KẾ HOẠCH", "Kiểm tra", "", *lines]))
    return [(one.name, one.title, one.on_behalf) for one in header.document.signers]


@pytest.mark.parametrize(
    ("lines", "signers"),
    [
        ([*FOOT, "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Thị Mẫu"], [("Lê Thị Mẫu", "Phó Giám đốc", "Giám đốc")]),
        (
            ["CHỦ TỊCH\tGIÁM ĐỐC", "", "Nguyễn Văn Mẫu\tTrần Văn Thử", "", *FOOT],
            [("Trần Văn Thử", "Giám đốc", None), ("Nguyễn Văn Mẫu", "Chủ tịch", None)],
        ),
        (
            [*FOOT, "TRƯỞNG PHÒNG", "Lê Thị Mẫu", "PHÊ DUYỆT GIÁM ĐỐC SỞ TÀI CHÍNH", "Trần Văn Thử"],
            [("Lê Thị Mẫu", "Trưởng phòng", None), ("Trần Văn Thử", "Giám đốc Sở Tài chính", None)],
        ),
        (
            [*FOOT, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Thị Mẫu"],
            [("Lê Thị Mẫu", "Chủ tịch", "Ủy ban nhân dân")],
        ),
        (
            ["CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐIỆN:", "Các sở", *FOOT, "CHỦ TỊCH", "Lê Thị Mẫu"],
            [("Lê Thị Mẫu", "Chủ tịch", None)],
        ),
        ([*FOOT, "CHỦ TỊCH", "CHỦ TỊCH", "Lê Thị Mẫu"], [("Lê Thị Mẫu", "Chủ tịch", None)]),
        (
            [*FOOT, "KT. TRƯỞNG CÔNG AN HUYỆN", "PHÓ TRƯỞNG CÔNG AN HUYỆN", "Lê Thị Mẫu"],
            [("Lê Thị Mẫu", "Phó Trưởng Công an huyện", "Trưởng Công an huyện")],
        ),
        (
            [*FOOT, "T.M BAN THƯỜNG VỤ", "P.CHỦ TỊCH", "Lê Thị Mẫu"],
            [("Lê Thị Mẫu", "Phó Chủ tịch", "Ban Thường vụ")],
        ),
        (
            [*FOOT, "TM/ UBND HUYỆN SƠN HÀ", "CHỦ TỊCH", "Lê Thị Mẫu"],
            [("Lê Thị Mẫu", "Chủ tịch", "UBND huyện Sơn Hà")],
        ),
        ([*FOOT, "THẨM PHÁN", "Mai Thị Mẫu"], [("Mai Thị Mẫu", "Thẩm phán", None)]),
        (
            [*FOOT, "Q. TRƯỞNG CÔNG AN HUYỆN", "Lê Thị Mẫu"],
            [("Lê Thị Mẫu", "Quyền Trưởng Công an huyện", "Trưởng Công an huyện")],
        ),
        (
            [*FOOT, "KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG PHỤ TRÁCH", "Lê Thị Mẫu"],
            [("Lê Thị Mẫu", "Phó Hiệu trưởng phụ trách", "Hiệu trưởng")],
        ),
        (
            [*FOOT, "KT. CHỈ HUY TRƯỞNG", "PHÓ CHỈ HUY TRƯỞNG - THAM MƯU TRƯỞNG", "Lê Thị Mẫu"],
            [("Lê Thị Mẫu", "Phó Chỉ huy trưởng - Tham mưu trưởng", "Chỉ huy trưởng")],
        ),
    ],
)
def test_all_who_sign(lines: list[str], signers: list[Signed]) -> None:
    assert signed(lines) == signers


@pytest.mark.parametrize(
    ("rank", "title", "listed"),
    [
        ("Thẩm phán – Chủ tọa phiên tòa", "Thẩm phán - Chủ tọa phiên tòa", False),
        ("Giám đốc Trung tâm", "Giám đốc Trung tâm", False),
        ("CHỦ ĐẠO SƯ", "Chủ Đạo Sư", True),  # no list has it
        ("(Đã ký)", None, True),
    ],
)
def test_a_post_below_an_authority(rank: str, title: str | None, listed: bool) -> None:
    foot = [("Nơi nhận:", 300, 1000), ("- Lưu: VT.", 300, 1050), ("Lê Thị Mẫu", 1580, 1300)]
    header = read(scanned_page([("CHỈ THỊ", 1100, 300), *foot, ("TM. HỘI ĐỒNG", 1600, 1000), (rank, 1500, 1050)]))
    assert header.document.signer_title == title
    assert ("/document/signer_title" in header.needs_review) == listed


FOOT_LEFT = [("Nơi nhận:", 300, 1000), ("- Lưu: VT.", 300, 1050)]


def test_an_acting_post_that_is_illegible_is_none() -> None:
    foot = [*FOOT_LEFT, ("Q. N", 1600, 1000), ("Lê Thị Mẫu", 1580, 1300)]
    header = read(scanned_page([("BÁO CÁO", 1100, 300), *foot]))
    assert header.document.signer_title is None and "/document/signer_title" in header.needs_review


def test_a_post_that_breaks_off_is_for_review() -> None:
    foot = [*FOOT_LEFT, ("GIÁM ĐỐC SỞ NÔNG NGHIỆP VÀ", 1450, 1000), ("Lê Thị Mẫu", 1580, 1300)]
    header = read(scanned_page([("BÁO CÁO", 1100, 300), *foot]))
    assert "/document/signer_title" in header.needs_review


def test_the_post_of_who_signs_for_a_party_stands_below_that() -> None:
    ranks = [("BÊN GIAO", 1600, 1000), ("PHÓ GIÁM ĐỐC", 1580, 1050)]
    header = read(scanned_page([("BIÊN BẢN", 1100, 300), *FOOT_LEFT, *ranks, ("Lê Thị Mẫu", 1580, 1300)]))
    assert (header.document.signer, header.document.signer_title) == ("Lê Thị Mẫu", "Phó Giám đốc")


def test_strokes_that_are_like_a_name_hide_none_below_them() -> None:
    foot = [*FOOT_LEFT, ("GIÁM ĐỐC", 1600, 1000), ("Hà Hà", 1600, 1150), ("Đức Ngỡi Thử", 1580, 1300)]
    page = scanned_page([("BÁO CÁO", 1100, 300), *foot], {"Hà": {"confidence": 0.5}})
    assert read(page).document.signer == "Đức Ngỡi Thử"


@pytest.mark.parametrize(("sure", "signer"), [(0.95, "Lê Văn Pháng"), (0.6, "Lê Văn Phòng")])
def test_a_name_of_which_repair_made_another_word_is_as_it_was_surely_read(sure: float, signer: str) -> None:
    foot = [*FOOT_LEFT, ("GIÁM ĐỐC", 1600, 1000), ("Lê Văn Phòng", 1580, 1300)]
    page = scanned_page([("BÁO CÁO", 1100, 300), *foot], {"Phòng": {"confidence": sure}})
    words = tuple(replace(word, seen="Pháng") if word.text == "Phòng" else word for word in page.lines[-1].words)
    repaired = replace(page, lines=(*page.lines[:-1], replace(page.lines[-1], words=words)))
    assert read(repaired).document.signer == signer


def test_a_name_behind_a_degree_that_was_misread_is_for_review() -> None:
    foot = [*FOOT_LEFT, ("GIÁM ĐỐC", 1600, 1000), ("Thưng tắ Lường Văn Ngỡi", 1500, 1300)]
    header = read(scanned_page([("BÁO CÁO", 1100, 300), *foot]))
    assert header.document.signer == "Lường Văn Ngỡi" and "/document/signer" in header.needs_review


def test_a_family_name_in_capitals_opens_no_body() -> None:
    foot = [*FOOT_LEFT, ("CHỦ TỊCH", 1600, 1000), ("TRƯƠNG HỘI NGỠI", 1580, 1300)]
    header = read(scanned_page([("BÁO CÁO", 1100, 300), *foot]))
    assert header.document.signer == "Trương Hội Ngỡi" and "/document/signer" in header.needs_review


def test_a_letter_before_a_name_in_a_picture_may_be_a_shred_of_a_seal() -> None:
    foot = [("Nơi nhận:", 300, 1000), ("- Lưu: VT.", 300, 1050), ("GIÁM ĐỐC", 1600, 1000)]
    header = read(scanned_page([("CHỈ THỊ", 1100, 300), *foot, ("H Lê Thị Mẫu", 1580, 1300)]))
    assert header.document.signer == "Lê Thị Mẫu" and "/document/signer" in header.needs_review


def test_a_second_post_is_what_the_signer_is_elsewhere() -> None:
    ranks = ["CHỦ TỊCH HỘI ĐỒNG", "PHÓ GIÁM ĐỐC SỞ"]
    header = read(text_page(["KẾ HOẠCH", "Kiểm tra", "", *FOOT, *ranks, "Lê Thị Mẫu"]))
    assert header.document.signer_title == "Chủ tịch Hội đồng"
    assert "/document/signer_title" in header.needs_review


def test_side_by_side_in_a_picture() -> None:
    ranks = [("GIÁM ĐỐC", 400, 1000), ("CHỦ TỊCH", 1600, 1000)]
    names = [("Nguyễn Văn Mẫu", 380, 1300), ("Trần Văn Thử", 1580, 1300)]
    header = read(scanned_page([("KẾ HOẠCH", 1100, 300), *ranks, *names]))
    # Without a list of recipients the signature is what stands on the right; the other must not be mixed into it.
    assert (header.document.signer, header.document.signer_title) == ("Trần Văn Thử", "Chủ tịch")


ABOVE = [
    *[("KẾ HOẠCH PHỐI HỢP", 1000, 300), ("Tuyên truyền pháp luật", 950, 360), ("1. Nội dung:", 300, 600)],
    ("Hai bên thực hiện kế hoạch này./.", 300, 900),
    *[("SỞ Y TẾ", 450, 1000), ("LIÊN ĐOÀN LAO ĐỘNG TỈNH", 1500, 1000), ("GIÁM ĐỐC", 430, 1050)],
    *[("Nguyễn Văn Ngỡi", 380, 1350), ("Trần Văn Thử", 1580, 1350)],
]
BELOW = [("Nơi nhận:", 300, 1600), ("- Như trên;", 300, 1650), ("- Lưu: VT.", 300, 1700)]


@pytest.mark.parametrize("rank", ["CHỦ TỊCH", None])
def test_signatures_above_the_recipients_are_read(rank: str | None) -> None:
    """A seal may cover the rank; the name of whose a post is due is still read, and the post listed."""
    ranks = [(rank, 1620, 1050)] if rank else []
    header = read(scanned_page([*ABOVE, *ranks, *BELOW]))
    document = header.document
    assert (document.signer, document.signer_title) == ("Trần Văn Thử", "Chủ tịch" if rank else None)
    assert document.recipients == ("Như trên", "Lưu: VT")
    assert ("/document/signer_title" in header.needs_review) is (rank is None)


@pytest.mark.parametrize("end", ["./.", "."])
def test_recipients_below_the_signatures_take_none_of_them(end: str) -> None:
    """The lower of two names stands beside the recipients, and not every text ends with "./."."""
    above = [(text.replace("./.", end), x, y + 60 if "Trần" in text else y) for text, x, y in ABOVE]
    below = [(text, x, y - 150) for text, x, y in BELOW]
    document = read(scanned_page([*above, ("CHỦ TỊCH", 1620, 1050), *below])).document
    assert (document.signer, document.signer_title) == ("Trần Văn Thử", "Chủ tịch")
    assert document.recipients == ("Như trên", "Lưu: VT")


def test_citizens_sign_below_small_letters() -> None:
    lines = [("ĐƠN XIN XÁC NHẬN", 1000, 300), ("Tôi xin xác nhận về nhà ở của gia đình tôi.", 300, 600)]
    foot = [("Đức Tây, ngày 11 tháng 5 năm 2015", 1450, 900), ("Người làm đơn", 1600, 960)]
    header = read(scanned_page([*lines, *foot, ("Lê Thị Mẫu", 1620, 1250)]))
    document = header.document
    assert (document.type, document.signer, document.signer_title) == (
        "Đơn xin xác nhận",
        "Lê Thị Mẫu",
        "Người làm đơn",
    )
    assert document.date == "2015-05-11" and "/document/number" not in header.needs_review


def test_without_a_name_above_the_recipients_nobody_signs_there() -> None:
    lines = [(text, x, y) for text, x, y in ABOVE if "Văn" not in text]
    assert not read(scanned_page([*lines, *BELOW])).document.signers


def test_a_body_that_a_seal_names_is_not_that_of_who_signs() -> None:
    seal = ("|> LIÊN ĐOÀN", 1500, 1150)
    page = scanned_page(
        [line for line in [*ABOVE, seal, *BELOW] if line[0] != "LIÊN ĐOÀN LAO ĐỘNG TỈNH"],
        {"|>": {"confidence": 0.2}},
    )
    assert read(page).document.signers[0].unit is None


def test_what_an_approver_signs_is_no_recipient() -> None:
    lines = [("Nơi nhận:", 300, 1000), ("- Lưu: VT.", 300, 1050), ("CHÁNH THANH TRA", 1600, 1000)]
    lines += [("Lê Thị Mẫu", 1650, 1250), ("PHÊ DUYỆT GIÁM ĐỐC SỞ Y TẾ", 940, 1320), ("Trần Văn Thử", 1150, 1600)]
    document = read(scanned_page([("KẾ HOẠCH", 1100, 300), *lines])).document
    assert (document.signer, document.signer_title) == ("Lê Thị Mẫu", "Chánh Thanh tra")
    assert document.recipients == ("Lưu: VT",)


def test_a_post_before_which_something_is_unread_is_none() -> None:
    lines = [("Nơi nhận:", 300, 1000), ("- Lưu: VT.", 300, 1050), ("K1. GIÁM ĐỐC", 1500, 1000)]
    page = scanned_page([*lines, ("Lê Thị Mẫu", 1550, 1250)], {"K1.": {"confidence": 0.2}})
    header = read(page)
    assert header.document.signer == "Lê Thị Mẫu"
    assert header.document.signer_title is None
    assert "/document/signer_title" in header.needs_review


def test_a_rank_that_is_joined_to_the_name_by_a_stop_is_no_part_of_it() -> None:
    lines = [("Nơi nhận:", 300, 400), ("- Lưu: VT.", 300, 450), ("BỘ TRƯỞNG", 1700, 400)]
    page = scanned_page([*lines, ("Đại tướng.Lê Văn Mẫu", 1600, 700)])
    seen = [
        replace(word, seen=word.text.replace("tướng", "đướng"), confidence=0.5) for word in page.lines[-1].words
    ]
    signed_by = read(replace(page, lines=(*page.lines[:-1], replace(page.lines[-1], words=tuple(seen)))))
    assert signed_by.document.signer == "Lê Văn Mẫu"


def test_a_deputy_is_never_promoted() -> None:
    lines = [("Nơi nhận:", 300, 1000), ("PHÓ CHỦ TỊCH", 1500, 1000), ("CHỦ TỊCH", 1500, 1045)]
    document = read(scanned_page([*lines, ("Lê Thị Mẫu", 1550, 1250)])).document
    assert document.signer_title == "Phó Chủ tịch"


def test_a_rank_in_small_letters_is_one_where_it_is_all_that_stands_there() -> None:
    foot = [("Nơi nhận:", 300, 1000), ("- Lưu: VT.", 300, 1050), ("Lê Thị Mẫu", 1580, 1300)]
    header = read(scanned_page([("BÁO CÁO", 1100, 300), *foot, ("Trưởng trạm", 1600, 1000)]))
    assert (header.document.signer, header.document.signer_title) == ("Lê Thị Mẫu", "Trưởng trạm")


@pytest.mark.parametrize(
    ("second", "pitch", "title"),
    [
        ("DOANH NGHIỆP", 50, "Trưởng phòng Đăng ký Doanh nghiệp"),
        ("DOANH NGHIỆP", 150, "Trưởng phòng Đăng ký"),  # of a seal
        ("SỞ TÀI CHÍNH", 50, "Trưởng phòng Đăng ký"),
    ],
)
def test_a_rank_may_take_two_lines(second: str, pitch: int, title: str) -> None:
    foot = [("Nơi nhận:", 300, 1000), ("- Lưu: VT.", 300, 1050), ("Lê Thị Mẫu", 1580, 1300)]
    ranks = [("TRƯỞNG PHÒNG ĐĂNG KÝ", 1500, 1000), (second, 1550, 1000 + pitch)]
    header = read(scanned_page([("BÁO CÁO", 1100, 300), *foot, *ranks]))
    assert (header.document.signer, header.document.signer_title) == ("Lê Thị Mẫu", title)


@pytest.mark.parametrize(
    ("rank", "title"), [("Ủ TỊCH", None), ("HÓ CHỦ TỊCH", "Phó Chủ tịch"), ("CHŨ TỊCH", "Chủ tịch")]
)
def test_a_rank_whose_first_letters_are_covered_is_none(rank: str, title: str | None) -> None:
    foot = [("Nơi nhận:", 300, 1000), ("- Lưu: VT.", 300, 1050), ("Lê Thị Mẫu", 1580, 1300)]
    header = read(scanned_page([("CHỈ THỊ", 1100, 300), *foot, ("TM. UBND", 1600, 1000), (rank, 1600, 1050)]))
    assert header.document.signer_title == title
    assert ("/document/signer_title" in header.needs_review) is (title is None)


@pytest.mark.parametrize(("sure", "signer"), [(0.8, "Đỗ Thị Mẫu"), (0.95, "Đô Thị Mẫu")])
def test_a_family_name_that_no_list_has_must_be_read_more_surely(sure: float, signer: str) -> None:
    foot = [("Nơi nhận:", 300, 1000), ("- Lưu: VT.", 300, 1050), ("Đô Thị Mẫu", 1580, 1300)]
    page = scanned_page([("CHỈ THỊ", 1100, 300), *foot, ("CHỦ TỊCH", 1600, 1000)], {"Đô": {"confidence": sure}})
    assert read(page).document.signer == signer


@pytest.mark.parametrize(
    ("name", "doubted"),
    [
        ("Lê Trọng Thuy", True),  # there is a Thủy, and a Thùy
        ("Sâm Đức Mẫu", True),  # of the lists is Sầm
        ("Lê Thị Ví Dụ", False),
        ("Ong Thị Mẫu", True),  # of the lists is Ông, too
        ("Phan Thị Mẫu", False),
        ("H'Loan Mẫu", True),  # no family name of the lists
        ("Ksor H'Thử", False),
    ],
)
def test_names_that_no_list_has(name: str, doubted: bool) -> None:
    foot = [("Nơi nhận:", 300, 1000), ("- Lưu: VT.", 300, 1050), (name, 1580, 1300)]
    header = read(scanned_page([("CHỈ THỊ", 1100, 300), *foot, ("CHỦ TỊCH", 1600, 1000)]))
    assert header.document.signer == name
    assert ("/document/signer" in header.needs_review) is doubted


def test_approval() -> None:
    assert is_approval("PHÊ DUYỆT GIÁM ĐỐC SỞ Y TẾ") and not is_approval("Phê duyệt kế hoạch")
