"""Personal data in one text: what is found, and the many figures of reports that are none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.extract.personal.rules import find_personal

# Text, and what is found in it.
FOUND = [
    ("Số CCCD: 001085012345 cấp ngày 10/5/2021", [("citizen-number", "001085012345")]),
    ("căn cước công dân số 051 092 004 567.", [("citizen-number", "051 092 004 567")]),
    ("Ông Lê Văn Mẫu, 049190001234, khiếu nại", [("citizen-number", "049190001234")]),
    ("Bà Mẫu (CMND số 212345678) nộp hồ sơ", [("citizen-number", "212345678")]),
    ("chứng minh nhân dân: 212 345 678", [("citizen-number", "212 345 678")]),
    ("so CMTND 212345678", [("citizen-number", "212345678")]),
    ("CMND: 212345678, 212345679", [("citizen-number", "212345678"), ("citizen-number", "212345679")]),
    ("Mã số thuế cá nhân; số định danh cá nhân: 066301004321", [("citizen-number", "066301004321")]),
    ("MST cá nhân: 066301004321", [("citizen-number", "066301004321")]),
    ("liên hệ ông Mẫu, điện thoại 0912 345 678 để", [("telephone", "0912 345 678")]),
    ("ĐT: 0912.345.678.", [("telephone", "0912.345.678")]),
    ("SĐT 0387654321", [("telephone", "0387654321")]),
    ("1 0912345678 Nguyễn Văn Mẫu", [("telephone", "0912345678")]),
    ("(+84) 912 345 678", [("telephone", "(+84) 912 345 678")]),
    ("+84912345678", [("telephone", "+84912345678")]),
    ("số 0255.3822.123", [("telephone", "0255.3822.123")]),
    ("ĐT (024) 3825 1234", [("telephone", "(024) 3825 1234")]),
    ("ĐT: 3822 123", [("telephone", "3822 123")]),
    ("điện thoại: 0912345678 - 0987654321", [("telephone", "0912345678"), ("telephone", "0987654321")]),
    ("thư điện tử: nv.mau@example.com.", [("email", "nv.mau@example.com")]),
    ("thư điện tử mau(@sonha.example để", [("email", "mau(@sonha.example")]),
    ("gửi về mau_nv@sonha.gov.vn, trước", [("email", "mau_nv@sonha.gov.vn")]),
    ("Nơi thường trú: Thôn Đông, xã An Bình, huyện Sơn Hà", [("address", "Thôn Đông, xã An Bình, huyện Sơn Hà")]),
    (
        "Ông Lê Văn Mẫu, trú tại xã An Bình, huyện Sơn Hà đã nộp đơn",
        [("address", "xã An Bình, huyện Sơn Hà")],
    ),
    (
        "Hộ khẩu thường trú: số 12 đường Hoa Mai, phường Cổ Đông, TP. Sơn Hà; ĐT: 0912345678",
        [("address", "số 12 đường Hoa Mai, phường Cổ Đông, TP. Sơn Hà"), ("telephone", "0912345678")],
    ),
    ("Họ và tên: Lê Văn Mẫu. Địa chỉ: tổ 5, phường An Bình.", [("address", "tổ 5, phường An Bình")]),
    ("Quê quán: xã Lam Kiều, tỉnh An Bình", [("address", "xã Lam Kiều, tỉnh An Bình")]),
    ("Chỗ ở hiện nay: 15/3 đường Hoa Lư, thành phố Sơn Hà", [("address", "15/3 đường Hoa Lư, thành phố Sơn Hà")]),
]
NOTHING = [
    "Số 0912345678/QĐ-UBND ngày 3/2/2021",
    "Số: 45/BC-SNV",
    "kinh phí 1.234.567.890 đồng, 912.345.678 đồng, 85.000.000.000 đồng",
    "thủ tục 1.001234, 2.002120.000.00.00.H17, mã hồ sơ 000.00.15.H56-230405-0001",
    "MST: 0312345678; mã số thuế 0901234567; mã số thuế 0101234567-001",
    "tài khoản số 0912345678 tại Ngân hàng; STK 001085012345",
    "mã hồ sơ 0912345678",
    "Tổng đài 1900 1234; điện thoại 1800.1234; hotline: 19001234",
    "đạt 93,18%; 85,78/100 điểm; xếp thứ 7/25; 12.345 hồ sơ",
    "Sở GD&ĐT 2021-2025, Sở Giáo dục và ĐT 2021 - 2025",
    "thủ tục đăng ký thường trú, đăng ký tạm trú, thông báo lưu trú",
    "công dân đăng ký thường trú tại thành phố Sơn Hà là 1.234 người",
    "đăng ký thường trú theo Thông tư số 55/2021/TT-BCA và Quyết định số 12/QĐ-UBND",
    "thành phần hồ sơ đăng ký thường trú: bản sao giấy tờ, số lượng 01 bộ",
    "tỷ lệ xác nhận thông tin về cư trú: 98,5%; số hồ sơ tạm trú: 12 hồ sơ",
    "Phó Trưởng ban Thường trực; cơ quan thường trực: Sở Nội vụ",
    "Công ty TNHH Mẫu, địa chỉ: số 12 đường Hoa Mai, thành phố Sơn Hà",
    "Sở Nội vụ, địa chỉ: số 12 đường Hoa Mai, thành phố Sơn Hà",
    "999085012345, 099085012345, 001785012345",
    "ngày 10/05/2021, năm 2019 - 2020, giai đoạn 2021-2025",
    "cấp CCCD cho 123.456 công dân, đạt 98,5%",
    "cung cấp 212345678",
    "http://sonha.gov.vn/a@b, tài khoản @sonha",
]


@pytest.mark.parametrize(("text", "wanted"), FOUND, ids=[text for text, _ in FOUND])
def test_what_is_found(text, wanted):
    assert [(span.kind, text[span.start : span.end]) for span in find_personal(text)] == wanted


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_personal_datum(text):
    assert [text[span.start : span.end] for span in find_personal(text)] == []


def test_a_mobile_telephone_is_nobodys_but_a_persons():
    text = "ĐT: 0255.3822.123, 0912.345.678; thư: snv@sonha.gov.vn; CCCD 001085012345"
    assert [span.of_office for span in find_personal(text)] == [True, False, True, False]


PARTS = st.sampled_from(
    ["CMND", "ĐT:", "0912", "345", "678", "212345678", "thường trú", "thôn", ".", "İ", "@", "ß"]
)


@given(st.lists(PARTS | st.text(max_size=5), max_size=25).map(" ".join))
def test_what_is_found_lies_in_the_text_and_does_not_overlap(text):
    spans = find_personal(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
