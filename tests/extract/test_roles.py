"""What figures are that are no results."""

import pytest

from cchc_ocr.extract.figures.account import FigureAccount
from tests.known import phrases_of


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("ngày 14/5/2016", ["date"] * 3),
        ("giai đoạn 2016 - 2020", ["date"] * 2),
        ("quý 2 năm 2021", ["date"] * 2),
        ("Nghị định số 34/2016/NĐ-CP", ["document"] * 2),
        ("theo Nghị định 68 và", ["document"]),
        ("khoản 3 Điều 52 Quyết định", ["article"] * 2),
        ("Tiêu chí 2.4 đạt", ["article"]),
        ("mức độ 3, 4 trên Cổng", ["ordinal"] * 2),
        ("Hội nghị lần thứ 6", ["ordinal"]),
        ("TCVN ISO 9001:2015", ["code"] * 2),
        ("mã 1.013239", ["code"]),
        ("Điện thoại 0255/3822345", ["telephone"] * 2),
        ("139 triệu đồng", ["money"]),
        ("thu 3.000/2.600 triệu đồng", ["money"] * 2),
        ("05 ngày làm việc, 6 tháng", ["time"] * 2),
        ("từ 8h00 đến 11 giờ 30", ["time"] * 4),
        ("đường dài 12 km", ["measure"]),
        ("xếp thứ 7/25 sở", ["unknown"] * 2),
        ("đạt 8,5/10 điểm (85%)", ["unknown"] * 3),
        ("có 02 hồ sơ, 12 thủ tục", ["unknown"] * 2),
        ("Mở đầu\n1. Có 12 hồ sơ", ["ordinal", "unknown"]),
    ],
)
def test_roles_by_the_words_beside_a_figure(text, roles):
    account = FigureAccount(phrases_of(text))
    assert [account.use(figure).role for figure in account.figures] == roles


def test_the_places_of_citations_are_numbers_of_documents():
    text = "Công văn 2040 về 12 việc"
    account = FigureAccount(phrases_of(text), [(0, text.index(" về"))])
    assert [account.use(figure).role for figure in account.figures] == ["document", "unknown"]
