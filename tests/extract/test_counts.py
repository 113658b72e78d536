"""Numbers of what there is: whole figures, lists, and what does not count."""

import pytest

from cchc_ocr.extract.results.counts import find_counts
from cchc_ocr.extract.results.rankings import find_ranks
from tests.known import context_of


def counts(text: str):
    context = context_of(text)
    find_ranks(context)
    return [(f.value.value, f.value.of, f.value.name) for f in find_counts(context)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sở đã tiếp nhận 1.846 hồ sơ", [(1846, None, "hồ sơ đã tiếp nhận")]),
        ("có 02 hồ sơ trễ hạn", [(2, None, "hồ sơ trễ hạn")]),
        ("Chỉ 44 trên 71 hồ sơ trễ có thư xin lỗi.", [(44, 71, "hồ sơ trễ có thư xin lỗi")]),
        ("Tỉnh giao 35 việc, xã làm xong 33 việc.", [(35, None, "việc Tỉnh giao"), (33, None, "việc làm xong")]),
        (
            "Chưa thực hiện 5 kiến nghị trong số 8 kiến nghị.",
            [(5, 8, "kiến nghị chưa thực hiện"), (8, None, "kiến nghị")],
        ),
        ("Hồ sơ quá hạn đều đã gửi thư xin lỗi (10/10).", [(10, 10, "Hồ sơ quá hạn đều đã gửi thư xin lỗi")]),
        (
            "Có 03 công chức bị khiển trách (năm 2030: 2; năm 2031: 1).",
            [(n, None, "công chức bị khiển trách") for n in (3, 2, 1)],
        ),
        ("Đăng 34 tin bài trên Cổng thông tin.", [(34, None, "tin bài trên Cổng thông tin đăng")]),
        ("Tiếp nhận trong kỳ 2.145 hồ sơ.", [(2145, None, "hồ sơ tiếp nhận trong kỳ")]),
        ("Xã kiểm điểm 03 công chức.", [(3, None, "công chức kiểm điểm")]),
        ("Loại 09 phiếu ghi thiếu thông tin.", [(9, None, "loại phiếu ghi thiếu thông tin")]),
        ("Còn 02 việc về cắt giảm chi phí chưa xong.", [(2, None, "việc về cắt giảm chi phí chưa xong")]),
        ("Phát ra 220 phiếu, thu về 214 phiếu.", [(220, None, "phiếu phát ra"), (214, None, "phiếu thu về")]),
        ("Người dân có định danh mức 2 : 21.730 người.", [(21730, None, "Người dân có định danh mức 2")]),
        ("Kỳ này nhận mới 1246 hồ sơ.", [(1246, None, "hồ sơ nhận mới")]),
        (
            "Tổng số thủ tục hành chính (TTHC) thuộc phạm vi quản lý của Sở là 133 thủ tục.",
            [(133, None, "Tổng số thủ tục hành chính (TTHC) thuộc phạm vi quản lý của Sở")],
        ),
        (
            "Có 6 xã đạt từ 90 điểm trở lên, 11 xã từ 80 đến dưới 90 điểm và 3 xã dưới 80%.",
            [
                (6, None, "xã đạt từ 90 điểm trở lên"),
                (11, None, "xã từ 80 đến dưới 90 điểm"),
                (3, None, "xã dưới 80%"),
            ],
        ),
        (
            "Có 5/9 tiêu chí tăng điểm, 3/9 chỉ số thành phần giảm điểm và 1/9 tiêu chí giữ nguyên.",
            [
                (5, 9, "tiêu chí tăng điểm"),
                (3, 9, "chỉ số thành phần giảm điểm"),
                (1, 9, "tiêu chí giữ nguyên"),
            ],
        ),
        (
            "Xếp loại: Tốt 17 đơn vị, Khá 05 đơn vị, Trung bình 02 đơn vị.",
            [(17, None, "đơn vị Tốt"), (5, None, "đơn vị Khá"), (2, None, "đơn vị Trung bình")],
        ),
        (
            "Trong đó hợp tác xã 143 phiếu và hộ kinh doanh 682 phiếu.",
            [(143, None, "phiếu hợp tác xã"), (682, None, "phiếu hộ kinh doanh")],
        ),
        (
            "Trả trễ 21 hồ sơ (xã Khe Đá 9, phường Hồng Lĩnh 4).",
            [(21, None, "hồ sơ trả trễ"), (9, None, "hồ sơ trả trễ"), (4, None, "hồ sơ trả trễ")],
        ),
        (
            "Còn 15 kiến nghị chưa xử lý, chủ yếu ở Sở Y tế (6 kiến nghị).",
            [(15, None, "kiến nghị chưa xử lý"), (6, None, "kiến nghị chưa xử lý")],
        ),
        ("Tổng số TTHC thuộc thẩm quyền của Sở là 131 thủ tục.", [(131, None, "TTHC thuộc thẩm quyền của Sở")]),
        ("Cả năm ban hành 07 Thông tư.", [(7, None, "Thông tư ban hành")]),
        ("Đã cắt giảm 41 quy định về kinh doanh.", [(41, None, "cắt giảm quy định về kinh doanh")]),
        ("Kiểm tra đột xuất 12/46 xã, phường.", [(12, 46, "xã, phường kiểm tra đột xuất")]),
        (
            "Biên chế công chức được giao 52 người, hiện có mặt 49.",
            [(52, None, "Biên chế công chức được giao"), (49, None, "Biên chế công chức hiện có mặt")],
        ),
        ("Hội đồng loại 429 tài liệu.", [(429, None, "tài liệu")]),
        (
            "Tuyển dụng 118 công chức; tinh giản 163 người.",
            [(118, None, "công chức tuyển dụng"), (163, None, "người tinh giản")],
        ),
        ("Bình quân 08 phường, xã đạt 88,05 điểm.", []),
        ("- Sửa nơi ngồi chờ, chỗ để xe: 96 ý kiến.", [(96, None, "ý kiến Sửa nơi ngồi chờ, chỗ để xe")]),
        (
            "Có 31 tiêu chí chưa đạt điểm tối đa (năm trước 38).",
            [(31, None, "tiêu chí chưa đạt điểm tối đa"), (38, None, "tiêu chí chưa đạt điểm tối đa")],
        ),
        ("kiểm tra 12/25 xã", [(12, 25, "xã kiểm tra")]),
        ("Mới niêm yết 131 trên tổng số 158 TTHC.", [(131, 158, "TTHC niêm yết")]),
        ("Có 9 trong số 62 văn bản sai thể thức.", [(9, 62, "văn bản sai thể thức")]),
        (
            "Có 213 hồ sơ quá hạn trên tổng số 6.480 hồ sơ.",
            [(213, 6480, "hồ sơ quá hạn"), (6480, None, "hồ sơ")],
        ),
        ("Xã có hai mươi mốt (21) cán bộ, công chức.", [(21, None, "cán bộ, công chức")]),
        (
            "Có 05 đơn vị tăng điểm, 02 đơn vị giảm điểm.",
            [(5, None, "đơn vị tăng điểm"), (2, None, "đơn vị giảm điểm")],
        ),
        (
            "Kiểm tra 36 CQHCCNN (trong đó kiểm tra tại trụ sở: 10 CQHCCNN)",
            [(36, None, "CQHCCNN kiểm tra"), (10, None, "CQHCCNN kiểm tra tại trụ sở")],
        ),
        ("- Bãi gửi xe thu quá giá: có 64 ý kiến.", [(64, None, "ý kiến Bãi gửi xe thu quá giá")]),
        (
            "Biên chế giao 118 người (công chức 29); có mặt 112 người.",
            [(118, None, "Biên chế giao"), (29, None, "công chức"), (112, None, "Biên chế có mặt")],
        ),
        (
            "Năm 2031 họp 9 cuộc về đất đai (năm 2030: 7 cuộc).",
            [(9, None, "cuộc về đất đai"), (7, None, "cuộc về đất đai")],
        ),
        (
            "Có 4 xã đạt mức Tốt, 6 xã đạt mức Khá (năm 2030 lần lượt là 3 xã và 7 xã).",
            [(n, None, f"xã đạt mức {g}") for n, g in ((4, "Tốt"), (6, "Khá"), (3, "Tốt"), (7, "Khá"))],
        ),
        ("Thẻ ra vào cấp cho 31/40 người.", [(31, 40, "người: Thẻ ra vào cấp")]),
        (
            "Nộp học phí qua thẻ: 512/640 học sinh.",
            [(512, 640, "học sinh nộp học phí qua thẻ")],
        ),
        (
            "Riêng cấp huyện tiếp nhận 31 hồ sơ, cấp xã 45 hồ sơ và các sở, ngành 12 hồ sơ.",
            [
                (31, None, "hồ sơ tiếp nhận cấp huyện"),
                (45, None, "hồ sơ cấp xã"),
                (12, None, "hồ sơ các sở, ngành"),
            ],
        ),
        (
            "Kiểm tra 22 văn bản và kiến nghị xử lý 03 văn bản.",
            [(22, None, "văn bản kiểm tra"), (3, None, "văn bản kiến nghị xử lý")],
        ),
        (
            "Biên chế viên chức: giao 61, có 58.",
            [(61, None, "viên chức giao"), (58, None, "viên chức có")],
        ),
        ("Thiếu 08 công chức so với số giao.", [(8, None, "công chức thiếu")]),
        ("Kiểm tra 60 hồ sơ, Đoàn thấy:", [(60, None, "hồ sơ kiểm tra")]),
        ("Công chức: 33;", [(33, None, "Công chức")]),
        (
            "Trong 52 nhiệm vụ của Kế hoạch, đã hoàn thành 46 nhiệm vụ.",
            [(52, None, "nhiệm vụ của Kế hoạch"), (46, 52, "nhiệm vụ đã hoàn thành")],
        ),
        (
            "Có 47 hồ sơ quá hạn, trong đó xã Nà Lơi 29 hồ sơ, xã Khe Sắt 18 hồ sơ.",
            [(47, None, "hồ sơ quá hạn"), (29, None, "hồ sơ quá hạn"), (18, None, "hồ sơ quá hạn")],
        ),
        ("Trừ điểm: không tự kiểm tra (4 xã).", [(4, None, "xã không tự kiểm tra")]),
        (
            "giải quyết hồ sơ (trước hạn 871, quá hạn 3)",
            [(871, None, "hồ sơ trước hạn"), (3, None, "hồ sơ quá hạn")],
        ),
    ],
)
def test_counts(text, found):
    assert counts(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "lần thứ 6 hội nghị",
        "năm 2020 đơn vị",
        "mức độ 4 dịch vụ",
        "Điều 3 Quyết định",
        "không quá 3 phòng",
        "13 Ban Quản lý dự án",
        "giai đoạn 2016-2020 đơn vị",
        "02 đơn vị này",
        "đạt 85 điểm",
    ],
)
def test_figures_that_count_nothing(text):
    assert counts(text) == []


def test_what_is_taken_by_another_value_is_no_count():
    text = "xếp thứ 7/25 sở"
    assert counts(text) == []


def test_what_is_said_again_is_one_count():
    assert len(counts("có 02 hồ sơ trễ hạn. Trong đó có 02 hồ sơ trễ hạn.")) == 1


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Thủ tục cấp đổi giấy phép phát sinh nhiều nhất với 812 hồ sơ.", True),
        ("Thanh tra phát hiện 31 trường hợp.", True),
        ("Phát hiện 31 trường hợp đi muộn.", False),
    ],
)
def test_a_name_that_leaves_open_of_what_it_is_is_listed(text, listed):
    (found,) = find_counts(context_of(text))
    assert ("name" in found.doubtful) is listed
