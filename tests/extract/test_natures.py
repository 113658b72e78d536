"""Results, targets and rules."""

import pytest

from cchc_ocr.extract.results.natures import nature_of
from cchc_ocr.records import Document
from tests.known import context_of

REPORT = Document(type="Báo cáo", date="2024-04-05")
PLAN = Document(type="Kế hoạch", date="2021-04-05")
ORDER = Document(type="Chỉ thị", date="2024-04-05")
GUIDE = Document(type="Hướng dẫn", date="2021-04-05")


@pytest.mark.parametrize(
    ("text", "document", "nature"),
    [
        ("Sở đạt 85 điểm", REPORT, "result"),
        ("Phấn đấu năm 2025 đạt 85 điểm", REPORT, "target"),
        ("Đến năm 2025, có 85% hồ sơ", REPORT, "target"),
        ("Đến năm 2023, có 85% hồ sơ", REPORT, "result"),
        ("Tỷ lệ đạt tối thiểu 85%", REPORT, "target"),
        ("Nợ 7,3%, cao hơn mức 85% Tổng cục giao", REPORT, "target"),
        ("Có 19 trường hợp, trong đó thôi việc 85 người", REPORT, "result"),
        ("Chỉ số đạt 85%, đứng thứ 47.\n\nChủ tịch yêu cầu: các sở", ORDER, "result"),
        ("Chủ tịch yêu cầu: các sở\n\nTỷ lệ ký số 85%", ORDER, "target"),
        ("Mỗi mô hình được cộng 85 điểm", REPORT, "rule"),
        ("1. Tiêu chí “Mức độ hoàn thành kế hoạch”\n- Hoàn thành đủ: 85 điểm", GUIDE, "rule"),
        ("3. Nội dung kết quả khảo sát\n- Đạt yêu cầu: 85 điểm", GUIDE, "rule"),
        ("4. Đề xuất công nhận kết quả\n- Sở Y tế: 85 điểm", REPORT, "result"),
        ("4. Đề xuất giải pháp\n- Sở Y tế: 85 điểm", REPORT, "target"),
        ("Thực hiện từ 85% đến dưới 95%", REPORT, "rule"),
        ("3. Ví dụ: đơn vị A có 400 hồ sơ, trong đó 85 hồ sơ đúng hạn", GUIDE, "rule"),
        ("Chấm theo tỷ lệ. Ví dụ 2: Sở B đạt 85 điểm", REPORT, "rule"),
        ("Giả sử xã có 400 hồ sơ. Đúng hạn là 85%", GUIDE, "rule"),
        ("Theo quy định, cứ 85 văn bản gửi muộn thì trừ 0,2 điểm", REPORT, "rule"),
        ("Bộ chỉ số có 85 điểm do xã tự chấm", REPORT, "rule"),
        ("Bộ chỉ số có 85 tiêu chí", REPORT, "result"),
        ("Kiểm tra 5/18 xã, thấp hơn mức 85% theo quy định", REPORT, "target"),
        ("Cử 85 công chức theo kế hoạch", REPORT, "result"),
        ("Thứ tư, yêu cầu các sở:\n\n1. Sở Y tế rà soát, bảo đảm 85% dịch vụ có hướng dẫn", REPORT, "target"),
        ("Kết quả như sau:\n\n1. Sở Y tế rà soát, bảo đảm 85% dịch vụ có hướng dẫn", REPORT, "result"),
        ("2. Chỉ tiêu cụ thể\n- Số hóa kết quả giải quyết: 85%", PLAN, "target"),
        ("Kết quả làm ví dụ: Sở B đạt 85 điểm", REPORT, "result"),
        ("từ 85 điểm trở lên", REPORT, "rule"),
        ("chưa đạt tỷ lệ 85%", REPORT, "rule"),
        ("Đạt trên 85%", REPORT, "result"),
        ("II. PHƯƠNG HƯỚNG, NHIỆM VỤ\n- Nâng tỷ lệ lên 85%", REPORT, "target"),
        ("II. KẾT QUẢ THỰC HIỆN CHỈ TIÊU\n- Tỷ lệ 85%", REPORT, "result"),
        ("Đạt 58%, yêu cầu 85%", REPORT, "target"),
        ("Ký số đạt 58% (Bộ giao năm 2021: 85%)", REPORT, "target"),
        ("Không để hồ sơ trễ quá 85%", REPORT, "target"),
        ("Chỉ tiêu giao 50%, thực hiện đạt 85%", REPORT, "result"),
        ("Đề nghị Sở Nội vụ xem xét, cộng thêm 2 điểm cho các tiêu chí: báo cáo (85 điểm)", REPORT, "target"),
        ("Cử 47 lượt đi học, vượt kế hoạch (85 lượt)", REPORT, "target"),
        ("Mức độ hài lòng đạt 86%, vượt mục tiêu Nghị quyết Đảng bộ đề ra (trên 85%)", REPORT, "target"),
        ("Năm tới đặt mục tiêu tự chấm không dưới 85 điểm", REPORT, "target"),
        ("Bà Thử: Đề nghị hạ từ 3 xuống 85 điểm", REPORT, "target"),
        ("Theo hướng dẫn, từ 99% trở lên mới được 85 điểm", REPORT, "rule"),
        ("còn 97% đến dưới 99% là 85 điểm", REPORT, "rule"),
        ("Số hóa hồ sơ, kết quả giải quyết: cứ thiếu 10% thì bớt 85 điểm", GUIDE, "rule"),
        ("Sở khen thưởng 85 người", REPORT, "result"),
        ("Rà soát 85 hồ sơ trễ (trong số 90 hồ sơ quá hẹn nêu trên)", PLAN, "result"),
        ("Phê bình 9 người[1].\n\nII. PHƯƠNG HƯỚNG\n\n[1] Gồm 85 trường hợp khiển trách.", REPORT, "result"),
        ("Mọi hồ sơ trễ đều phải có thư xin lỗi (85%)", REPORT, "target"),
        ("Bảo đảm hồ sơ toàn trình đạt 85% vào cuối năm", REPORT, "target"),
        ("Hồ sơ trực tuyến giữ trên 85%", REPORT, "target"),
        ("Có 85% hồ sơ", PLAN, "target"),
        ("A. NHÌN LẠI NĂM 2020\n- Xã tiếp nhận 85 hồ sơ", PLAN, "result"),
        ("I. ĐIỂM LẠI 6 THÁNG CUỐI NĂM 2020\n- Có 85 công chức tại bộ phận một cửa", PLAN, "result"),
        ("Xã có 85 khu dân cư. UBND xã xây dựng Kế hoạch như sau:\n\n- Có 12 lớp", PLAN, "result"),
        ("UBND xã xây dựng Kế hoạch như sau:\n\n- Có 85 lớp", PLAN, "target"),
        ("Nhằm đạt 85% hồ sơ trực tuyến, UBND xã ban hành Kế hoạch như sau:\n\n- Có 12 lớp", PLAN, "target"),
        ("3. Một số chỉ tiêu hai năm gần đây\n- Tỷ lệ 85%", REPORT, "result"),
        ("3. Một số chỉ tiêu qua các năm\n- Tỷ lệ 85%", REPORT, "result"),
        ("3. Một số chỉ tiêu năm tới\n- Tỷ lệ 85%", REPORT, "target"),
        ("3. Biểu chỉ tiêu tổng hợp\n- Tỷ lệ 85%", REPORT, "result"),
        ("Giải thích chỉ tiêu:\n- Tỷ lệ 85%", REPORT, "result"),
        ("Tổ giúp việc đề nghị so với tự chấm: hạ 85 lượt", REPORT, "result"),
        ("Sau khi gửi điểm dự kiến, 85 xã có ý kiến", REPORT, "result"),
        ("Dự kiến sẽ có 85 xã tham gia", REPORT, "target"),
        ("Có 9 đơn vị gửi văn bản đề nghị xem xét lại, với 85 tiêu chí", REPORT, "result"),
        ("Ban Thanh tra kiến nghị 30 việc, được giải quyết 85 việc", REPORT, "result"),
        ("Xã đề nghị được cộng 85 điểm", REPORT, "target"),
        ("Nếu không tính hồ sơ tồn thì còn 85 hồ sơ", REPORT, "result"),
        ("Nếu chậm báo cáo, bị trừ 85 điểm", REPORT, "rule"),
        ("Năm 2020 đã có 85% hồ sơ", PLAN, "result"),
        ("Ban hành kế hoạch: 85 điểm", GUIDE, "rule"),
        ("I. MỤC TIÊU\n- Năm 2019 xã được 85 điểm; phấn đấu hơn", PLAN, "result"),
        ("I. MỤC TIÊU\n- Hồ sơ đúng hạn từ 99% trở lên (năm 2019: 85%)", PLAN, "result"),
        ("Phát phiếu tại 9 xã (mỗi xã 30 phiếu), hợp lệ 85%", REPORT, "result"),
        ("III. MỘT SỐ CHỈ TIÊU ĐÁNG CHÚ Ý\n- 85% hộ hài lòng", REPORT, "result"),
        ("4. Phản ánh, kiến nghị\n- Tiếp nhận 85 phản ánh", REPORT, "result"),
        ("Bình quân mỗi tuần nhận 85 hồ sơ", REPORT, "result"),
        ("Tháng 5/2024: hồ sơ đúng hạn 85%", REPORT, "target"),
        ("- Quý III/2024: đúng hạn 85%", REPORT, "target"),
        ("- Tháng 2/2024: đúng hạn 85%", REPORT, "result"),
        ("Trực tuyến đạt 61% (chỉ tiêu tỉnh giao 85%)", REPORT, "target"),
        ("Trực tuyến đạt 61% (kế hoạch 85%)", REPORT, "target"),
        ("Hồ sơ số hóa ≥ 85%", REPORT, "target"),
        ("Quy định là 85% hồ sơ trễ có thư xin lỗi", REPORT, "rule"),
        ("Còn thấp, trong khi 85% hồ sơ phải được số hóa", REPORT, "target"),
        ("Tăng tỷ lệ hồ sơ nộp qua mạng lên trên 85%", REPORT, "target"),
        ("Phòng đề nghị UBND các xã, thị trấn:\n- Số hóa 85% hồ sơ", REPORT, "target"),
        (
            "Phòng đề nghị UBND các xã, thị trấn:\n- Rà lại hồ sơ trễ, nhiều nhất là xã Lũng Vân (85 hồ sơ)",
            REPORT,
            "result",
        ),
        ("II. Hiện trạng\n- Hài lòng 85%", PLAN, "result"),
        ("I. NHÌN LẠI NĂM 2020\n- Hài lòng 85%", PLAN, "result"),
        ("III. LƯU Ý TỪ ĐỢT CHẤM NĂM 2020\n- Bình quân 85%", GUIDE, "result"),
        ("Năm 2020, xã nhận 900 phiếu. Tỷ lệ hài lòng là 85%", PLAN, "result"),
        ("Thanh toán trực tuyến mới đạt 85%", PLAN, "result"),
        ("Hiện còn 85 văn bản có hiệu lực", PLAN, "result"),
        ("IV. NHIỆM VỤ\n1. Tồn tại: trả chậm 85 hồ sơ", REPORT, "result"),
        ("5. Kết quả năm 2020: bình quân 85 điểm", GUIDE, "result"),
        ("IV. KIẾN NGHỊ\n- Hạn chế đã thấy: 85 hồ sơ chậm", REPORT, "result"),
        ("III. KẾT LUẬN, KIẾN NGHỊ\n2. Khuyết điểm:\n- 85 hồ sơ thiếu phiếu", REPORT, "result"),
        ("3. Sai phạm, kiến nghị\n- 85 hồ sơ thu sai phí", REPORT, "result"),
        ("III. Ý kiến, kiến nghị\nCó 85 ý kiến góp ý", REPORT, "result"),
        ("III. Mục tiêu\n- Mục tiêu giảm đầu mối: đạt, còn 85 đầu mối", REPORT, "result"),
        ("III. Mục tiêu\n- Chỉ tiêu tinh giản: chưa đạt, mới bớt 85 người", REPORT, "result"),
        ("III. Chỉ tiêu\n- Số hóa: đã hoàn thành, số hóa 85 nghìn trang", REPORT, "result"),
        ("IV. Nhiệm vụ\n- Tổ chức 85 cuộc giao ban chuyên đề", REPORT, "target"),
        ("Tổ chức 85 cuộc giao lưu", REPORT, "result"),
        ("Họp 85 cuộc giao ban với các xã", REPORT, "result"),
        ("- Duy trì 85 tổ công nghệ số hiện có", PLAN, "result"),
        ("- Niêm yết đủ 85 TTHC thuộc thẩm quyền", PLAN, "result"),
        ("- Rà soát 85 văn bản hiện hành của xã", PLAN, "result"),
        ("Đề nghị các xã:\na) Xử lý dứt điểm 85 hồ sơ đang quá hạn", REPORT, "result"),
        ("theo đó xã tự chấm 58,5/65 điểm, thẩm định dự kiến 85 điểm", REPORT, "result"),
        ("Đạt 68,5%, vượt chỉ tiêu Ngành giao là 85%", REPORT, "target"),
        ("Đạt 68,5%, thấp hơn mức kế hoạch đề ra là 85%", REPORT, "target"),
        ("Tham mưu giải pháp để tỷ lệ đạt trên 85%", REPORT, "target"),
    ],
)
def test_the_nature_of_a_figure(text, document, nature):
    context = context_of(text, document=document)
    at = context.text.index("85")
    assert context.nature(at, at + 2) == nature


@pytest.mark.parametrize(
    ("around", "document", "nature"),
    [
        ("", REPORT, "result"),
        ("Bảng 1. Kết quả thực hiện", PLAN, "result"),
        ("Bảng 2. Chỉ tiêu, nhiệm vụ", REPORT, "target"),
        ("", Document(type="Quyết định", subject="Ban hành Bộ tiêu chí đánh giá"), "rule"),
    ],
)
def test_the_nature_of_a_table(around, document, nature):
    assert nature_of(document, around) == nature


@pytest.mark.parametrize(
    "text",
    [
        "- Giải ngân từ 98% trở lên (năm 2030 ước được 85%)",
        "- Thu hồ sơ qua mạng; năm 2030 xã thu 85 hồ sơ",
        "- Giữ vững hài lòng; năm 2029 là 85%",
        "A. ĐIỂM XUẤT PHÁT\nTheo công bố, PCI năm 2029 có ba chỉ số:\n(1) Đất đai: 85 điểm.",
    ],
)
def test_a_plan_tells_results_of_the_years_before_its_own(text):
    plan = Document(type="Kế hoạch", date="2030-12-20")
    context = context_of(text, "Kế hoạch cải cách hành chính năm 2031", plan)
    at = context.text.index("85")
    assert context.nature(at, at + 2) == "result"


def test_a_letter_that_pleads_for_points_tells_those_that_were_given():
    letter = Document(
        type="Công văn", date="2030-02-18", subject="Giải trình kết quả thẩm định Chỉ số CCHC năm 2029"
    )
    context = context_of("2. Đề nghị xem xét lại:\n\na) Thể chế: thẩm định 85 điểm", letter.subject, letter)
    at = context.text.index("85")
    assert context.nature(at, at + 2) == "result"


def test_the_year_in_which_a_report_of_another_is_written_is_still_to_come():
    report = Document(type="Báo cáo", date="2030-02-10")
    context = context_of("Khắc phục: năm 2030 hồ sơ đúng hạn đạt 85%", "Kết quả năm 2029", report)
    at = context.text.index("85")
    assert context.nature(at, at + 2) == "target"
