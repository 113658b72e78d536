"""Points that were taken off."""

import pytest

from cchc_ocr.extract.results.deductions import find_deductions
from tests.known import context_of


def deductions(text: str):
    return [f for f in find_deductions(context_of(text)) if f.value.nature == "result"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chậm báo cáo bị trừ 0,5 điểm", [("Chậm báo cáo", 0.5)]),
        (
            "Các xã bị trừ điểm do nộp báo cáo tháng chậm so với quy định của huyện: Nà Lơi (0,5 điểm).",
            [("nộp báo cáo tháng chậm so với quy định của huyện", 0.5)],
        ),
        ("- 1.4 Tuyên truyền: trừ 0,75 vì chỉ đăng lại bài.", [("1.4 Tuyên truyền", 0.75)]),
        ("- 7.4 Thanh toán: đạt thấp, trừ 1,7.", [("7.4 Thanh toán", 1.7)]),
        (
            "Trễ hẹn trừ 1,5 điểm; thu thừa lệ phí trừ 0,5 điểm; không nhập phần mềm 0,25 điểm.",
            [("Trễ hẹn", 1.5), ("thu thừa lệ phí", 0.5), ("không nhập phần mềm", 0.25)],
        ),
        (
            "Ngoài ra, 3 điểm bị trừ ở phần Chuyển đổi số do thiếu tài liệu.",
            [("phần Chuyển đổi số do thiếu tài liệu", 3.0)],
        ),
        ("Tài chính đạt 5/9 điểm. Bị trừ 1,5 điểm do chậm báo cáo.", [("chậm báo cáo", 1.5)]),
        ("4. Công vụ: trừ 1,5 điểm vì 01 viên chức bị kỷ luật.", [("01 viên chức bị kỷ luật", 1.5)]),
        ("Báo cáo tháng 8 gửi chậm, bớt 0,5 điểm.", [("Báo cáo tháng 8 gửi chậm", 0.5)]),
        ("Chưa niêm yết 4 TTHC sửa đổi (trừ 0,75).", [("Chưa niêm yết 4 TTHC sửa đổi", 0.75)]),
        ("Hồ sơ trả trễ mà không xin lỗi, mất 1,5 điểm.", [("Hồ sơ trả trễ mà không xin lỗi", 1.5)]),
        ("Sở bị trừ 0,5 điểm do chậm báo cáo", [("chậm báo cáo", 0.5)]),
        ("Sở mất 1 điểm ở tiêu chí tuyên truyền", [("tuyên truyền", 1.0)]),
        ("2. Công vụ: trừ 0,5 điểm tiêu chí bố trí công chức", [("bố trí công chức", 0.5)]),
        ("Thống nhất trừ huyện Mường Lan 1,5 điểm do chậm báo cáo", [("chậm báo cáo", 1.5)]),
        ("Có một công chức bị khiển trách, mất trắng 0,5 điểm", [("Có một công chức bị khiển trách", 0.5)]),
        ("Xã tụt 3 bậc (từ hạng 4 xuống 7) do để 34 hồ sơ quá hạn, bị trừ 2 điểm", [("để 34 hồ sơ quá hạn", 2.0)]),
        ("Sở bị trừ 5,75 điểm so với tự chấm, chủ yếu do tài liệu chậm", [("tài liệu chậm", 5.75)]),
        ("Sở trừ 1,5 điểm vì ghi nhận 61 hồ sơ quá hạn.", [("ghi nhận 61 hồ sơ quá hạn", 1.5)]),
        (
            "Chỉ số giảm do mất 1,5 điểm vì chậm công khai và 0,75 điểm vì báo cáo sai kỳ.",
            [("chậm công khai", 1.5), ("báo cáo sai kỳ", 0.75)],
        ),
        (
            'Có 7 tiêu chí mất điểm, lớn nhất là "Hồ sơ trực tuyến" (2,5 điểm), "Báo cáo" (1 điểm)',
            [("Hồ sơ trực tuyến", 2.5), ("Báo cáo", 1.0)],
        ),
        ("Xã đề nghị chỉ trừ 0,5 điểm", []),
        (
            "Chậm báo cáo (trừ 0,5); không có sáng kiến (bị trừ 0,25).",
            [("Chậm báo cáo", 0.5), ("không có sáng kiến", 0.25)],
        ),
        (
            "Hồ sơ trả trễ mà không gửi thư xin lỗi, mất 1,5 điểm",
            [("Hồ sơ trả trễ mà không gửi thư xin lỗi", 1.5)],
        ),
        ("4. Công vụ: trừ 1,5 điểm vì viên chức bị kỷ luật", [("viên chức bị kỷ luật", 1.5)]),
        ("- Lĩnh vực III (tự trừ 1,00 điểm): hồ sơ trễ hạn.", [("Lĩnh vực III", 1.0)]),
        ("Trang thông tin thiếu 2 chuyên mục, bớt 0,25 điểm", [("Trang thông tin thiếu 2 chuyên mục", 0.25)]),
        ("Sở được 82,5 điểm (-0,5 so với năm trước)", []),
        ("Chậm báo cáo (-0,5 điểm)", [("Chậm báo cáo", 0.5)]),
        ("- Tiêu chí 1.3 Họp chợ: mới họp một lần; trừ 1,00 điểm.", [("Tiêu chí 1.3 Họp chợ", 1.0)]),
        (
            "- Tiêu chí 3.6: không xin lỗi người dân; trừ 0,50 điểm.",
            [("Tiêu chí 3.6: không xin lỗi người dân", 0.5)],
        ),
        (
            "Lĩnh vực 5: 01 viên chức bị khiển trách, tự trừ 0,5 điểm.",
            [("Lĩnh vực 5: 01 viên chức bị khiển trách", 0.5)],
        ),
        (
            "Sở giảm điểm ở hai tiêu chí: I.2 giảm 0,50, I.3 giảm 0,75.",
            [("I.2", 0.5), ("I.3", 0.75)],
        ),
        (
            "Xã bị trừ ngay 1,50 điểm, gồm 1,00 điểm vì có người vắng và 0,50 điểm vì đóng quầy.",
            [("điểm bị trừ", 1.5), ("có người vắng", 1.0), ("đóng quầy", 0.5)],
        ),
        ("Các nội dung tự trừ: chưa có sáng kiến (2 điểm)", [("chưa có sáng kiến", 2.0)]),
        (
            "Điểm trừ: chậm báo cáo (0,5 điểm), chưa đối thoại (1 điểm)",
            [("chậm báo cáo", 0.5), ("chưa đối thoại", 1.0)],
        ),
        ("- Hồ sơ đúng hạn: xã Nà Lơi bị trừ 2 điểm", [("Hồ sơ đúng hạn", 2.0)]),
        ("- Thực hiện kết luận kiểm tra: 05/7 xã bị trừ 0,5 điểm", [("Thực hiện kết luận kiểm tra", 0.5)]),
        (
            "Các khoản trừ lớn: chậm báo cáo (3 điểm), để hồ sơ trễ (2 điểm)",
            [("chậm báo cáo", 3.0), ("để hồ sơ trễ", 2.0)],
        ),
        (
            "Trong số điểm bị trừ có 0,5 điểm vì chậm báo cáo, 1 điểm vì để hồ sơ trễ.",
            [("chậm báo cáo", 0.5), ("để hồ sơ trễ", 1.0)],
        ),
        (
            "Sở bị trừ 9,5 điểm, gồm 6 điểm ở phần thẩm định và 3,5 điểm ở phần điều tra.",
            [("điểm bị trừ", 9.5), ("phần thẩm định", 6.0), ("phần điều tra", 3.5)],
        ),
        ("Hai xã gửi hồ sơ chậm, trừ mỗi xã 1 điểm", [("Hai xã gửi hồ sơ chậm", 1.0)]),
        ("Để 12 hồ sơ trễ, trừ hết 5 điểm của tiêu chí đúng hạn", [("đúng hạn", 5.0)]),
        ("Sở bị trừ tổng cộng 6 điểm", [("bị trừ tổng cộng", 6.0)]),
        ("Thừa nhận xã bị trừ 3 điểm do chậm báo cáo", [("chậm báo cáo", 3.0)]),
        (
            "Sở bị trừ 3 điểm do: chậm báo cáo (2 điểm), chưa kiểm tra (1 điểm)",
            [("điểm bị trừ", 3.0), ("chậm báo cáo", 2.0), ("chưa kiểm tra", 1.0)],
        ),
    ],
)
def test_what_was_taken_off_and_what_for(text, found):
    assert [(f.value.name, f.value.points) for f in deductions(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "Mỗi hành vi trừ 1 điểm",
        "Nếu chậm báo cáo sẽ trừ 3 điểm",
        "Trừ 3 điểm nếu có công chức bị kỷ luật",
        "Chậm báo cáo bị trừ 0 điểm",
        "Cải cách thể chế đạt 8 điểm",
        "Thể chế bị trừ 0,5 điểm/10 điểm",
    ],
)
def test_rules_and_points_that_were_given_take_nothing_off(text):
    assert deductions(text) == []


def test_the_figure_and_the_name_have_their_sources():
    (found,) = deductions("Chậm báo cáo bị trừ 0,5 điểm")
    assert {field: trace.seen for field, trace in found.sources} == {"points": "0,5", "name": "Chậm báo cáo"}


def test_items_that_add_up_to_what_was_taken_off_are_its_parts():
    text = (
        "UBND xã Nà Lơi: tổng số điểm bị trừ là 5,00 điểm (từ 88 xuống còn 83 điểm). Trong đó\n"
        "a) Nhóm chỉ đạo: 2,50 điểm, gồm không đối thoại (1,50 điểm) và chậm báo cáo (1,00 điểm);\n"
        "b) Nhóm tài chính công: 2,50 điểm, do không thực hiện kết luận.\n"
    )
    found = [f.value.points for f in deductions(text)]
    assert found == [5, 2.5, 1.5, 1, 2.5]
    others = deductions(text.replace("5,00 điểm", "4,00 điểm"))
    assert [f.value.points for f in others] == [4]
