"""Types of documents before numbers, and what signs stand for."""

import pytest

from cchc_ocr import lexicon
from cchc_ocr.numbering.signs import Signs
from cchc_ocr.numbering.types import Types

TYPES = lexicon.load().types


@pytest.mark.parametrize(
    ("sign", "official"),
    [  # Nghị định 30/2020/NĐ-CP, Phụ lục III
        *(("NQ", "Nghị quyết"), ("QĐ", "Quyết định"), ("CT", "Chỉ thị"), ("QC", "Quy chế"), ("QyĐ", "Quy định")),
        *(("TC", "Thông cáo"), ("TB", "Thông báo"), ("HD", "Hướng dẫn"), ("CTr", "Chương trình")),
        *(("KH", "Kế hoạch"), ("PA", "Phương án"), ("ĐA", "Đề án"), ("DA", "Dự án"), ("BC", "Báo cáo")),
        *(("BB", "Biên bản"), ("TTr", "Tờ trình"), ("HĐ", "Hợp đồng"), ("CĐ", "Công điện")),
        *(("BGN", "Bản ghi nhớ"), ("BTT", "Bản thỏa thuận"), ("GUQ", "Giấy ủy quyền"), ("GM", "Giấy mời")),
        *(("GGT", "Giấy giới thiệu"), ("GNP", "Giấy nghỉ phép"), ("PG", "Phiếu gửi"), ("PC", "Phiếu chuyển")),
        *(("PB", "Phiếu báo"), ("SY", "Sao y"), ("TrS", "Trích sao"), ("SL", "Sao lục")),
        # Laws and what was in use before; where two share a sign, that of the law before that of habit.
        *(("NĐ", "Nghị định"), ("TT", "Thông tư"), ("TTLT", "Thông tư liên tịch"), ("PL", "Pháp lệnh")),
        *(("UQ", "Giấy ủy quyền"), ("KL", "Kết luận"), ("CN", "Giấy chứng nhận"), ("XX", None), (None, None)),
    ],
)
def test_the_type_that_a_sign_stands_for(sign: str | None, official: str | None) -> None:
    assert TYPES.of_sign(sign) == official


@pytest.mark.parametrize(
    ("sign", "printed", "fits"),
    [
        ("KL", "Kết luận thanh tra", True),
        ("QĐ", "Quy định", True),  # of the party
        ("QĐ", "Kế hoạch", False),
        ("XX", "Kế hoạch", False),
        ("QĐ", None, False),
    ],
)
def test_whether_a_sign_is_that_of_a_printed_type(sign: str, printed: str | None, *, fits: bool) -> None:
    assert TYPES.is_sign_of(sign, printed) is fits


@pytest.mark.parametrize(
    ("before", "official"),
    [
        ("theo nghi quyet so ", "Nghị quyết"),
        ("giay uy quyen ", "Giấy ủy quyền"),
        ("thong tu lien tich (so: ", "Thông tư liên tịch"),
        ("chuong  trinh hanh dong so ", "Chương trình hành động"),
        ("nghi quyet cua hoi dong so ", None),
    ],
)
def test_the_type_right_before_a_number(before: str, official: str | None) -> None:
    assert TYPES.before(before) == official


def test_the_act_of_an_assembly_stands_in_the_same_clause() -> None:
    assert TYPES.act_before("nghi quyet; can cu bo luat lao dong so ") == "Bộ luật"
    assert TYPES.act_before("can cu luat dat dai so ") == "Luật"
    assert TYPES.act_before("can cu luat dat dai; nghi dinh so ") is None


@pytest.mark.parametrize(
    ("printed", "symbol", "meant"),
    [
        ("Thông báo", "IB-UBND", "TB-UBND"),
        ("Thông báo", "QĐ-UBND", "QĐ-UBND"),  # a sign is another's
        ("Quy định", "GĐ-TU", "QĐ-TU"),
        (None, "IB-UBND", "IB-UBND"),
        ("Thông báo", "IB", "IB"),
    ],
)
def test_the_sign_that_a_printed_type_calls_for(printed: str | None, symbol: str, meant: str) -> None:
    assert TYPES.symbol_meant(printed, symbol) == meant


def test_of_two_types_with_one_sign_the_first_listed_counts() -> None:
    own = Types.of([("Bản kê", "BK", "Bản kê"), ("Biểu kê", "BK", "Biểu kê")], Signs.of(["BK"], []))
    assert own.of_sign("BK") == "Bản kê"
    assert own.signs_of("Biểu kê") == ["BK"]
