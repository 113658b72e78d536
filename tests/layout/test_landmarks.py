"""The words by which head and foot are known, and what only looks like them."""

from __future__ import annotations

import pytest

from cchc_ocr.layout.landmarks import (
    ABOUT,
    AUTHORITY,
    DATE_LINE,
    NUMBER_LINE,
    TO,
    find_date,
    find_heading,
    find_opening,
    find_place,
    is_dated,
    is_filed,
    is_upper,
    mark_before,
    mark_of,
    opens_foot,
    recipients_end,
)
from cchc_ocr.vietnamese import bare


@pytest.mark.parametrize(
    ("text", "at", "as_printed"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 0, 0),
        ("SỞ NỘI VỤ CỌNG HOÀ XÃ HÔI CHỦ NGHĨA VIÊT NAM", 10, 10),
        ("SỞ NỘI VỤ Độc lập - Tự do - Hạnh phúc", 10, 10),
        ("TỈNH ỦY SƠN HÀ ĐẢNG CỘNG SẢN VIỆT NAM", 15, 15),
        ("TỈNH ĐOÀN ĐOÀN TNCS HỒ CHÍ MINH", 10, 10),
        ("UBND XÃ NẬM PÌ CỘNG HÒA XHCN VIỆT NAM", 15, 15),
        ("CHXHCN VIỆT NAM", 0, 0),
        ("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam", 15, None),
        ("- Đại diện Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh;", 11, None),
        ("vì độc lập, tự do, hạnh phúc của nhân dân", 3, None),
        ("ỦY BAN NHÂN DÂN TỈNH SƠN HÀ", None, None),
        ("CỘNG HÒA", None, None),
        ("", None, None),
    ],
)
def test_headings_of_the_right_block(text: str, at: int | None, as_printed: int | None) -> None:
    assert (find_heading(text), find_heading(text, as_printed=True)) == (at, as_printed)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("SỞ NỘI VỤ _ CỘNG HOÀ XÃ HỘI", 12),
        ("CỘNG HOÀ XÃ", 0),
        ("SỞ NỘI VỤ CỘNG", None),
        ("nước Cộng hòa xã hội", None),
        ("CÔNG ĐOÀN VIÊN CHỨC", None),
    ],
)
def test_the_name_of_the_country_may_break_off(text: str, at: int | None) -> None:
    assert find_opening(text) == at


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Số: 12/QĐ-UBND", "so: "),
        ("Số 12-NQ/HU", None),  # a symbol of the party is behind no slash alone
        ("Số 05/NQ-HU", "so "),
        ("Luật số: 54/2019/QH14", "luat so: "),
        ("_§ố: 271 /TB-CĐN", "_§o: "),
        ("S6: 12/KH-SNV", "s6: "),
        ("Ñố: 35/KH-SNV", "no: "),
        ("S ố: 12/QĐ-UBND", "s o: "),
        ("Sở Nội vụ", None),
        ("Nội dung: kiểm tra", None),
    ],
)
def test_the_line_of_the_number(line: str, label: str | None) -> None:
    found = NUMBER_LINE.match(bare(line).lower())
    if line == "Số 12-NQ/HU":
        assert found is not None
    else:
        assert (found and found.group()) == label


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Sơn Hà, ngày 05 tháng 3 năm 2024", (" 05", " 3", "2024")),
        ("Sơn Hà, ngày   tháng 02 năm 2025", ("   ", " 02", "2025")),
        ("Sơn Hà, ngày 5 thẳng 3 nãm 2024", (" 5", " 3", "2024")),
        ("Sơn Hà, ngày 5 tháng 3 năm 20l4", None),
        ("Sơn Hà, 5/3/2024", None),
    ],
)
def test_the_blanks_of_a_date(line: str, parts: tuple[str, str, str] | None) -> None:
    found = DATE_LINE.search(bare(line).lower())
    blanks = tuple(found[name].rstrip() or found[name] for name in ("day", "month", "year")) if found else None
    assert (blanks and tuple(b.strip() for b in blanks)) == (parts and tuple(p.strip() for p in parts))


@pytest.mark.parametrize(
    ("line", "dated"),
    [
        ("Sơn Hà, ngày 2 tháng/Ohăm 2017", True),
        ("Sơn Hà, ngảv 2 tháng 3 năm 20l7", True),
        ("Sơn Hà, ngày tháni 02 năm 2025", True),
        ("Sơn Hà, năm 2017", False),
    ],
)
def test_a_date_that_cannot_be_read_is_one_all_the_same(line: str, dated: bool) -> None:
    assert is_dated(line) is dated


@pytest.mark.parametrize(
    ("line", "about", "to"),
    [
        ("V/v báo cáo", True, False),
        ("V|v báo cáo", True, False),
        ("Về việc giao biên chế", True, False),
        ("Vụ Tổ chức", False, False),
        ("Kính gửi: Sở Nội vụ", False, True),
        ("Kinh gứi:", False, True),
        ("Kính trình: Chủ tịch", False, True),
        ("Kính trình đồng chí", False, False),
    ],
)
def test_subject_and_addressees(line: str, about: bool, to: bool) -> None:
    plain = bare(line).lower()
    assert (bool(ABOUT.match(plain)), bool(TO.match(plain))) == (about, to)


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("Nơi nhận:", 8),
        ("Nơi nhận", 8),
        (".Vơi nhận:", 9),
        ("ơi nhận:", 7),
        ("Nơi nhận: Như trên; Lưu: VT.", 8),
        ("Nơi nhận Như trên;", 8),
        ("Nơi nhận hồ sơ: Sở Nội vụ", None),
        ("Nội dung:", None),
        ("Nơi nhận: a b c d e f g h", None),
        ("Nơi nhận: Như kính gửi; Thường trực HĐND xã (b/c); Lưu: VT.", 8),
    ],
)
def test_the_heading_of_the_recipients(line: str, end: int | None) -> None:
    assert recipients_end(line) == end


@pytest.mark.parametrize(
    ("line", "filed", "alone"),
    [
        ("- Lưu: VT.", True, True),
        ("~Luu; VT", True, True),
        ("Lưu VT", True, True),
        ("- Lưu VP.", True, False),
        ("Lưu ý: các đơn vị gửi trước ngày 15", False, False),
        ("Lưu trữ hồ sơ: giao Văn phòng", True, False),
        ("- Lãnh đạo Sở;", False, False),
    ],
)
def test_the_last_of_the_recipients(line: str, filed: bool, alone: bool) -> None:
    assert (is_filed(line), is_filed(line, alone=True)) == (filed, alone)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("HỎA TỐC", "urgency"),
        ("KHẨN.", "urgency"),
        ("TỐI MẬT", "secrecy"),
        ("HOẢ TỐC HẸN GIỜ", "urgency"),
        ("Khẩn", None),
        ("KHẨN TRƯƠNG", None),
    ],
)
def test_marks_of_urgency_and_secrecy(line: str, field: str | None) -> None:
    mark = mark_of(line)
    assert (mark and mark.field) == field


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("HỎA TỐC HẸN GIỜ Sơn Hà, ngày 5", "HỎA TỐC HẸN GIỜ"),
        ("HỎA TỐC Sơn Hà, ngày 5", "HỎA TỐC"),
        ("Khẩn trương Sơn Hà, ngày 5", None),
        ("KHẨN", None),
    ],
)
def test_a_mark_that_stands_before_something_else(line: str, name: str | None) -> None:
    mark = mark_before(line)
    assert (mark and mark.name) == name


@pytest.mark.parametrize(
    ("line", "how", "whom"),
    [
        ("TM. ỦY BAN NHÂN DÂN", "TM", "ỦY BAN NHÂN DÂN"),
        ("_KT. CHỦ TỊCH", "KT", "CHỦ TỊCH"),
        ("1M. ỦY BAN", "1M", "ỦY BAN"),
        ("T/M BAN THƯỜNG VỤ", "T/M", "BAN THƯỜNG VỤ"),
        ("TUQ, GIÁM ĐỐC", "TUQ", "GIÁM ĐỐC"),
        ("Q. CỤC TRƯỞNG", "Q", "CỤC TRƯỞNG"),
        ("TM.", "TM", None),
        ("TMDV SƠN HÀ", None, None),
        ("CHỦ TỊCH", None, None),
    ],
)
def test_by_what_authority_somebody_signs(line: str, how: str | None, whom: str | None) -> None:
    found = AUTHORITY.match(line)
    assert (found and (found["how"] or found["slashed"]), found and found["whom"]) == (how, whom)
    assert opens_foot(line) is (how is not None)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Số: 12/QĐ-SNV Sơn Hà, ngày 05 tháng 3 năm 2024", 14),
        ("Số: /QĐ-SNV Sơn Hà, ngày tháng 3 năm 2024", 12),
        ("Số: 12/QĐ-SNV", None),
        ("Sơn Hà, ngày 05 tháng 3 năm 2024", None),
        ("Số: 12/QĐ-SNV ngày 05 tháng 3 năm 2024 của Sở Nội vụ", None),
    ],
)
def test_the_place_behind_a_number(line: str, place: int | None) -> None:
    assert find_place(line) == place


def test_a_long_line_that_ends_with_a_date_is_no_line_of_a_head() -> None:
    date = "ngày 05 tháng 3 năm 2024"
    assert find_date(f"Sơn Hà, {date}") is not None
    assert find_date(f"{'theo ' * 12}{date}") is None


@pytest.mark.parametrize(
    ("text", "upper"), [("SỞ NỘI VỤ", True), ("SỞ NỘl VỤ", True), ("Sở", False), ("S", False)]
)
def test_capitals(text: str, upper: bool) -> None:
    assert is_upper(text) is upper
