"""Shares and what they are shares of."""

import pytest

from cchc_ocr.extract.results.counts import find_counts
from cchc_ocr.extract.results.percentages import find_percentages
from cchc_ocr.extract.results.scores import find_results
from tests.known import context_of


def shares(text: str):
    context = context_of(text)
    find_results(context)
    found = find_percentages(context, find_counts(context))
    return [(f.value.value, f.value.name) for f in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("98% văn bản được ký số", [(98.0, "văn bản được ký số")]),
        ("Tỷ lệ hồ sơ đúng hạn đạt 99,5%.", [(99.5, "Tỷ lệ hồ sơ đúng hạn")]),
        ("nộp trực tuyến 42 hồ sơ, chiếm 84%.", [(84.0, "hồ sơ nộp trực tuyến")]),
        ("Giải ngân đạt 46%, tăng 2,5% so với năm 2021", [(46.0, "Giải ngân")]),
        ("Ký số đạt 71,4%, tăng 13,2% so với năm 2030 (58,2%)", [(71.4, "Ký số"), (58.2, "Ký số")]),
        ("Doanh nghiệp 61%, hộ kinh doanh 31%", [(61.0, "Doanh nghiệp"), (31.0, "hộ kinh doanh")]),
        (
            "Xã giải quyết sớm 99% hồ sơ, song trả qua mạng 35%",
            [(99.0, "hồ sơ giải quyết sớm"), (35.0, "trả qua mạng")],
        ),
        ("Có 18% số người được hỏi phải đi lại", [(18.0, "số người được hỏi phải đi lại")]),
        ("Giao dịch điện tử chiếm 87% số hồ sơ", [(87.0, "Giao dịch điện tử")]),
        ("Kinh phí 1,2 tỷ đồng, giải ngân 98%", [(98.0, "giải ngân")]),
        ("đạt 46%. Giải ngân đạt 46%. Giải ngân đạt 46%.", [(46.0, None), (46.0, "Giải ngân")]),
        ("12/5%", []),
        (
            "Dân mong sửa nhất: đất đai (41,2% ý kiến), mẫu đơn, tờ khai (22,5%), xây dựng (10,1% phiếu).",
            [(41.2, "đất đai"), (22.5, "mẫu đơn, tờ khai"), (10.1, "xây dựng")],
        ),
        (
            "Lĩnh vực có kết quả cao là Cải cách thể chế (96,08%) và Chỉ đạo, điều hành (94,53%).",
            [(96.08, "Cải cách thể chế"), (94.53, "Chỉ đạo, điều hành")],
        ),
        (
            "Số hóa đạt 61,2%, kém mức bình quân của các xã (70,4%).",
            [(61.2, "Số hóa"), (70.4, "Số hóa bình quân của các xã")],
        ),
        (
            "Trong 07 lĩnh vực đánh giá, lĩnh vực Cải cách thể chế đạt 91,22%.",
            [(91.22, "lĩnh vực Cải cách thể chế")],
        ),
        ("Đã đơn giản hóa 8 thủ tục (giảm từ 10% đến 30% thời gian).", []),
        ("Có 9 xã trên 95%, 12 xã từ 90% đến 95%.", []),
        ("Tỷ lệ ký số 54% chứ không phải 82% như xã báo cáo.", [(54.0, "Tỷ lệ ký số")]),
        ("Văn bản ký số 68%, so với 61% của năm trước.", [(68.0, "Văn bản ký số"), (61.0, "Văn bản ký số")]),
        ("42% cho rằng phải chờ lâu.", [(42.0, "cho rằng phải chờ lâu")]),
        (
            "Mức hài lòng (điểm 4 và 5, tính bình quân) là 90,4%.",
            [(90.4, "Mức hài lòng (điểm 4 và 5, tính bình quân)")],
        ),
        (
            "Hài lòng của người bệnh nội trú đạt 92% (năm 2030: 94%), ngoại trú 88%.",
            [
                (92.0, "Hài lòng của người bệnh nội trú"),
                (94.0, "Hài lòng của người bệnh nội trú"),
                (88.0, "Hài lòng của người bệnh ngoại trú"),
            ],
        ),
        (
            "Hồ sơ cấp tỉnh giải quyết sớm đạt 99%; cấp huyện 98%.",
            [(99.0, "Hồ sơ cấp tỉnh giải quyết sớm"), (98.0, "Hồ sơ cấp huyện giải quyết sớm")],
        ),
        (
            "Thu phí qua mạng đạt 99% ở khu vực phường và 83% ở khu vực xã.",
            [(99.0, "Thu phí qua mạng"), (83.0, "Thu phí qua mạng ở khu vực xã")],
        ),
        (
            "Chỉ số hài lòng chung đạt 84%, cao nhất là huyện Mường Lan 91%.",
            [(84.0, "Chỉ số hài lòng chung"), (91.0, "Chỉ số hài lòng chung")],
        ),
        (
            "Có 43 người hài lòng, 7 người chưa hài lòng (86% và 14%).",
            [(86.0, "người hài lòng"), (14.0, "người chưa hài lòng")],
        ),
        ("Số hóa kết quả còn hiệu lực mới đạt 61,4%.", [(61.4, "Số hóa kết quả còn hiệu lực")]),
        (
            "Mục thanh toán trực tuyến tự chấm 1,5/2 điểm là cao, thực tế mới đạt 44,3%.",
            [(44.3, "Mục thanh toán trực tuyến")],
        ),
        (
            "PAR INDEX đạt 88,52%, tăng 2,31 điểm phần trăm so với 2031 (86,21%).",
            [(88.52, "PAR INDEX"), (86.21, "PAR INDEX")],
        ),
        (
            "Có 13,2% người phải đi lại từ ba lần; năm 2030 tỷ lệ này là 18,5%.",
            [(13.2, "người phải đi lại từ ba lần"), (18.5, "người phải đi lại từ ba lần")],
        ),
        ("Hai lĩnh vực này chiếm 88% số hồ sơ trễ.", [(88.0, "số hồ sơ trễ")]),
        (
            "Hồ sơ trực tuyến đạt 71,3%, nhưng 64% trong số này do công chức nộp thay.",
            [(71.3, "Hồ sơ trực tuyến"), (64.0, "Hồ sơ trực tuyến: do công chức nộp thay")],
        ),
        ("Ký số đạt 98%, cao hơn cùng kỳ 6,2 điểm phần trăm.", [(98.0, "Ký số")]),
        ("So với tháng 7, hồ sơ nộp tại quầy giảm 12,5%.", []),
        ("Số lượt truy cập tăng 12,5% so với kỳ trước.", []),
        ("So với năm trước, đã tinh giản 12,5% biên chế.", [(12.5, "biên chế đã tinh giản")]),
        ("Giải ngân đạt 49,7% (bình quân tỉnh 55,2%).", [(49.7, "Giải ngân"), (55.2, "Giải ngân bình quân tỉnh")]),
        (
            "Chỉ số CCHC: trung bình của Cụm là 86,4%; đơn vị cao nhất là huyện Nà Lơi với 93,7%.",
            [(86.4, "trung bình của Cụm"), (93.7, "Chỉ số CCHC")],
        ),
        ("Dùng kết quả này khi xét thi đua (trọng số 15%).", []),
        ("Còn 377 hồ sơ trễ trên 20.950 hồ sơ đã giải quyết, tỷ lệ 1,80%.", [(1.8, "hồ sơ trễ")]),
        ("Tỷ lệ trễ hạn giảm từ 1,3% xuống 0,9%.", [(1.3, "Tỷ lệ trễ hạn"), (0.9, "Tỷ lệ trễ hạn")]),
    ],
)
def test_percentages(text, found):
    got = shares(text)
    assert got == found


def test_the_percentage_of_a_score_is_no_share():
    text = "Thể chế đạt 8,5/10 điểm (85%)"
    assert shares(text) == []


def test_a_share_whose_name_leaves_open_of_what_it_is_is_listed():
    context = context_of("Có 37 người (2,1%).")
    (count,) = find_counts(context)
    (share,) = find_percentages(context, [count])
    assert (count.doubtful, share.doubtful) == (("name",), ("name",))


def test_shares_in_the_order_of_as_many_years_are_all_of_what_stands_before_the_years():
    found = shares("Chỉ số SIPAS: các năm 2029, 2030, 2031 lần lượt là 83,47%; 78,65% và 81,03%.")
    assert {name for _, name in found} == {"Chỉ số SIPAS"}
