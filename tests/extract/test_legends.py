"""Short forms in heads of tables, and what stands for them beside the table."""

import pytest

from cchc_ocr.extract.tables.legends import legend_of, spelled_out
from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE


@pytest.mark.parametrize(
    ("line", "legend"),
    [
        ("Chữ viết tắt: ĐTĐ - điểm tối đa; TC - tự chấm.", {"ĐTĐ": "điểm tối đa", "TC": "tự chấm"}),
        ("(TH: Trường Tiểu học; MN: Trường Mầm non)", {"TH": "Trường Tiểu học", "MN": "Trường Mầm non"}),
        (
            "TN là tiếp nhận, GQ là giải quyết, QH là quá hạn",
            {"TN": "tiếp nhận", "GQ": "giải quyết", "QH": "quá hạn"},
        ),
        ("Ghi chú: KQ = kết quả", {"KQ": "kết quả"}),
        ("Trong bảng dưới đây, ĐC là điểm chuẩn, ĐĐ là điểm đạt.", {"ĐC": "điểm chuẩn", "ĐĐ": "điểm đạt"}),
        ("Ghi chú: CĐĐH: Chỉ đạo, điều hành; XH: xếp hạng.", {"CĐĐH": "Chỉ đạo, điều hành", "XH": "xếp hạng"}),
        ("Kết quả giải quyết TTHC: đạt 99%.", {}),
        ("Ghi chú: từ 90 điểm trở lên: Xuất sắc; từ 80 điểm trở lên: Tốt", {}),
        ("Nơi nhận: Sở Nội vụ; Lưu: VT", {}),
        ("- Lưu: VT, CCHC.", {}),
        ("Sở Y tế - 85 điểm; Sở Nội vụ - 84 điểm", {}),
    ],
)
def test_lines_that_say_nothing_but_what_short_forms_stand_for(line, legend):
    assert legend_of([line]) == legend


def test_what_stands_alone_is_written_as_a_head_and_no_part_of_a_word_is_changed():
    legend = {"TH": "thực hiện", "THCS": "Trường THCS"}
    heads = ("TH", "THCS Nà Lơi", "KHTH", "TH-2031", "Điểm")
    assert spelled_out(heads, legend) == ("Thực hiện", "Trường THCS Nà Lơi", "KHTH", "TH-2031", "Điểm")


def test_the_record_keeps_what_is_printed():
    text = "Tiêu chí\tĐTĐ\tTĐ\nThể chế\t10\t9,5\nBộ máy\t5\t4\nĐTĐ: điểm tối đa; TĐ: điểm thẩm định\n"
    found = read_tables(text_pages(text), KNOWLEDGE)
    assert found.found[0].value.header == ("Tiêu chí", "ĐTĐ", "TĐ")
    assert [(f.value.score, f.value.max_score, f.value.basis) for f in found.scores()] == [
        (9.5, 10, "appraised"),
        (4, 5, "appraised"),
    ]
