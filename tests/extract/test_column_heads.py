"""What the heading of a column says that it holds."""

import pytest

from cchc_ocr.extract.tables.column_heads import ColumnHeads, column_heads
from cchc_ocr.lexicon import ColumnHead
from tests.known import KNOWLEDGE

HEADS = column_heads(KNOWLEDGE.column_heads)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Mã TTHC", "code"),
        ("Số hiệu", "code"),
        ("Số CMND", "code"),  # numbers of citizens count nothing
        ("Năm", "time"),
        ("Năm 2031", "other"),
        ("Nộp trực tuyến", "count"),
        ("Điểm bị trừ", "deduction"),
        ("Lý do bị trừ điểm", "other"),
        ("Vì sao điểm mất", "other"),
        ("PAR INDEX (%)", "total"),
        ("% đúng hạn", "percent"),
        ("So sánh (%)", "other"),  # one time in parts of another
        ("Giá trị năm 2031", "score"),
        ("Giá trị gia tăng", "other"),
        ("ĐVT", "measure"),
        ("Tên sách", "name"),
        ("Tình hình", "other"),  # no "tỉnh"
        ("TINH LAM SON", "name"),
    ],
)
def test_a_heading_alone(heading, kind):
    assert HEADS.kind_of(heading) == kind


@pytest.mark.parametrize(
    ("stands", "kinds"),
    [
        ("whole", ["score", "other", "other"]),
        ("opening", ["score", "score", "other"]),
        ("anywhere", ["score", "score", "score"]),
    ],
)
def test_words_that_are_added_are_known_where_they_stand(stands, kinds):
    own = ColumnHeads((ColumnHead("quả chín", "score", stands),))
    assert [own.kind_of(heading) for heading in ("Quả chín", "Quả chín đỏ", "Số quả chín")] == kinds
    assert own.kind_of("Tiếp nhận") == "other"


def test_of_two_kinds_the_first_of_the_list_counts():
    own = ColumnHeads((ColumnHead("quả", "count", "anywhere"), ColumnHead("chín", "grade", "anywhere")))
    assert own.kind_of("Quả chín") == "grade"
