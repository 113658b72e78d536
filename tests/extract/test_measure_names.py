"""What the cells of tables measure."""

import pytest

from cchc_ocr.extract.tables.measure_names import says_share_alone
from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE


def tables(text: str):
    return read_tables(text_pages(text), KNOWLEDGE)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lĩnh vực\tĐã trả\tLý do\nHộ tịch\t42\t\nĐất đai\t14\t\n", ["Hộ tịch: Đã trả", "Đất đai: Đã trả"]),
        ("Số hồ sơ theo tình trạng\nXã\tQuá hạn\tLý do\nNà Lơi\t4\tx\nBản Mạ\t1\tx\n", ["hồ sơ quá hạn"] * 2),
        (
            "Nội dung\tNăm 2030\tNăm 2031\nSố hồ sơ tiếp nhận\t40\t52\n- Trước hạn\t38\t50\n",
            ["Số hồ sơ tiếp nhận"] * 2 + ["hồ sơ trước hạn"] * 2,
        ),
    ],
)
def test_what_is_counted_is_named_by_both_heads(text, names):
    assert [f.value.name for f in tables(text).counts()] == names


def test_a_share_alone_says_not_of_what():
    assert [says_share_alone(head) for head in ("Tỷ lệ (%)", "Tỷ lệ hài lòng", "Đạt (%)")] == [True, False, True]
