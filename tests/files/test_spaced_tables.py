"""Tables of plain text whose columns are set by spaces alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.files.plain_text import text_tables
from cchc_ocr.files.spaced_tables import is_rule, spaced_rows


def rows(text: str) -> list[tuple[str, ...]]:
    return [*spaced_rows(text.split("\n")).values()]


def test_figures_set_to_the_right_stand_below_their_heads():
    text = """
  Đơn vị              Tiếp nhận    Quá hạn
  Xã Nà Lơi               2.214          4
  Xã Thuận Nghĩa Tây         73         10"""
    assert rows(text) == [
        ("Đơn vị", "Tiếp nhận", "Quá hạn"),
        ("Xã Nà Lơi", "2.214", "4"),
        ("Xã Thuận Nghĩa Tây", "73", "10"),
    ]


def test_a_head_over_two_columns_stands_in_the_first_of_them():
    text = """
Đơn vị           Năm 2022       Năm 2023
               Điểm    Hạng   Điểm    Hạng
Sở A           81,5       2   84,1       1
Sở B           85,0       1   83,0       2"""
    assert rows(text)[:2] == [("Đơn vị", "Năm 2022", "", "Năm 2023", ""), ("", "Điểm", "Hạng", "Điểm", "Hạng")]


@pytest.mark.parametrize(
    "heads",
    [
        "                Nhận              Trả              Trễ\n",
        "                 Nhận             Trả              Trễ\n",
    ],
)
def test_heads_in_the_middle_above_heads_that_begin_again_stand_in_the_first_of_them(heads: str):
    text = f"""{heads}Cơ quan      Tháng   Lũy kế   Tháng   Lũy kế   Tháng   Lũy kế
Sở A           210     1040     218     1039       3       21
Sở B            64      296      62      289       0        4"""
    assert rows(text)[0] == ("", "Nhận", "", "Trả", "", "Trễ", "")


def test_heads_above_that_are_more_than_the_times_are_not_moved():
    text = """
Sở        Năm    trước    Năm    nay
          Điểm   Hạng     Điểm   Hạng
Sở A      81,5      2     84,1      1
Sở B      85,0      1     83,0      2"""
    assert rows(text)[0] == ("Sở", "Năm", "trước", "Năm", "nay")


def test_rows_with_a_gap_between_them_are_one_table():
    text = """thống nhất từng nội dung như dưới đây.

TT  Nội dung              Điểm    Huyện
                         tối đa  tự chấm

1   Công tác chỉ đạo,     12,00    11,50
    điều hành

2   Tổ chức bộ máy         8,50     8,00

    Cộng                  20,50    19,50

Ngoài 20,50 điểm còn điểm điều tra."""
    (table,) = text_tables(text)
    assert [row[-1] for row in table.rows] == ["Huyện", "tự chấm", "11,50", "", "8,00", "19,50"]


def test_a_head_without_cells_below_is_a_column():
    text = """
TT   Đơn vị   Điểm   Ghi chú
1    Sở A     81,5
2    Sở B     85,0"""
    assert rows(text)[1] == ("1", "Sở A", "81,5", "")


def test_a_head_that_ends_before_its_figures_begin_heads_them():
    text = """
TT   Đơn vị   Điểm   Xếp
                     hạng
1    Sở A     81,5           1
2    Sở B     85,0           2"""
    assert rows(text) == [
        ("TT", "Đơn vị", "Điểm", "Xếp"),
        ("", "", "", "hạng"),
        ("1", "Sở A", "81,5", "1"),
        ("2", "Sở B", "85,0", "2"),
    ]


@pytest.mark.parametrize(
    "heads",
    [
        """Địa phương        Gia nhập thị trường   Minh        Thời gian   Tổng
                                           bạch           giải
                         (10)              (10)           (10)""",
        """Địa phương        Gia nhập thị trường    Minh bạch    Thời gian   Tổng
                             (10)""",
    ],
)
def test_a_wide_head_that_begins_left_of_its_figures_heads_them(heads: str):
    text = f"""{heads}
Xã Nà Lơi                        8,1         7,2         9,4      24,7
Xã Lam Kiều                      7,5         7,0         8,8      23,3"""
    assert rows(text)[-1] == ("Xã Lam Kiều", "7,5", "7,0", "8,8", "23,3")


def test_a_name_goes_on_below_the_last_row():
    text = """
TT   Lĩnh vực                 Điểm
1    Thể chế                  81,5
2    Xây dựng và thực hiện    85,0
     văn bản"""
    assert rows(text)[-1] == ("", "văn bản", "")


def test_rules_and_rows_left_out_end_no_table():
    text = """
--------------------------------------------------------------------
TT   Đơn vị   Điểm   Hạng
--------------------------------------------------------------------
1    Sở A     81,5   1
...
9    Sở B     60,0   9
--------------------------------------------------------------------"""
    (table,) = text_tables(text)
    assert table.rows == (
        ("TT", "Đơn vị", "Điểm", "Hạng"),
        ("1", "Sở A", "81,5", "1"),
        ("...", "", "", ""),
        ("9", "Sở B", "60,0", "9"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "ỦY BAN NHÂN DÂN      CỘNG HÒA XÃ HỘI\nTỈNH SƠN HÀ      Độc lập\nSố: 5/BC-UBND      Sơn Hà, ngày 5",
        "   Minh bạch      17,6/18\n   Tiến độ        19,9/20",  # a list: nothing heads its figures
        "Năm      Hồ sơ\n2021     512\n2022     641",  # two columns
        "Kết quả   của   xã như sau\nđạt   81,5",  # one row
    ],
)
def test_what_is_no_table(text):
    assert rows(text) == []


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        ("---------", True),
        ("|----|:---:|", True),
        ("+ == + == +", True),
        ("", False),
        ("- -", False),
        ("-" * 5000 + "x", False),  # looked at once, however it may be parted
    ],
)
def test_lines_that_are_drawn(line: str, drawn: bool):
    assert is_rule(line) is drawn


CELLS = st.sampled_from(["TT", "STT", "1", "2", "Sở A", "81,5", "Điểm", "I. Khối sở", "", "a|b", "c\td"])
LINES = st.lists(
    st.builds(lambda indent, cells: " " * indent + "   ".join(cells), st.integers(0, 9), st.lists(CELLS))
)


@given(LINES)
def test_cells_say_what_their_line_says(drawn: list[str]):
    lines = ["TT   Văn bản   Hạn", *drawn]
    for at, cells in spaced_rows(lines).items():
        assert not cells or sorted("".join(cells).replace(" ", "")) == sorted(lines[at].replace(" ", ""))


def test_a_line_with_bars_below_numbered_rows_is_none_of_them():
    text = """
TT   Văn bản    Hạn
1    Kế hoạch   Đã xong
2    Báo cáo    Chậm
Sở A | 5 | 6"""
    assert rows(text)[-1] == ("2", "Báo cáo", "Chậm")
