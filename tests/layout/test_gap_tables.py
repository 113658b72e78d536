"""Tables without ruled lines: found by the gaps that rows share, and taken for none where it is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from cchc_ocr.document import Box, Line, Table, Word
from cchc_ocr.layout.gap_tables import with_gap_tables
from cchc_ocr.layout.reading_order import arrange, read_tables
from cchc_ocr.picture.grids import Cell, Grid
from tests.engines import run

HEAD = {100: "TT", 300: "Tiêu chí", 900: "Tối đa", 1200: "Điểm đạt"}
ROWS: tuple[Mapping[int, str], ...] = (
    {110: "1", 300: "Cải cách thể chế", 940: "10", 1240: "9,5"},
    {110: "2", 300: "Cải cách bộ máy", 940: "8", 1240: "7,25"},
    {110: "3", 300: "Chữ ký số", 940: "14", 1240: "12"},
)
TEXT = "Kết quả chấm điểm của các cơ quan, đơn vị trong năm được tổng hợp như sau:"


def printed(*rows: Mapping[int, str], top: int = 300, pitch: int = 60, fall: float = 0.0) -> list[list[Word]]:
    """The words of rows of cells at their places across the page, one row every ``pitch`` pixels."""
    return [
        run(text, x, round(top + pitch * y + fall * x)) for y, row in enumerate(rows) for x, text in row.items()
    ]


def tables(runs: Sequence[Sequence[Word]], skew: float = 0.0, grids: Sequence[Grid] = ()) -> tuple[Table, ...]:
    lines = arrange(runs, 1700, 2400, skew=skew, grids=grids)
    found = with_gap_tables(lines, grids, skew)
    return read_tables(arrange(runs, 1700, 2400, skew=skew, grids=found), found)


def cells(*rows: Mapping[int, str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row.values()) for row in rows)


@pytest.mark.parametrize("skew", [0.0, 0.6, -0.6])
def test_cells_stand_below_the_heads_above_them(skew: float) -> None:
    runs = [run(TEXT, 100, 200), *printed(HEAD, *ROWS, fall=np.tan(np.radians(skew)))]
    (table,) = tables(runs, skew)
    assert table.rows == cells(HEAD, *ROWS)


def test_columns_may_be_closer_than_a_space_of_justified_text_is_wide() -> None:
    rows = [{100: "TT", 180: "Đơn vị", 340: "Điểm", 460: "Hạng"}]
    rows += [{110: str(n), 180: f"Sở {n}B", 340: f"7{n},5", 460: str(n)} for n in range(1, 5)]
    (table,) = tables(printed(*rows))
    assert table.rows == cells(*rows)


def test_words_set_wide_in_running_text_are_no_columns() -> None:
    lines = [
        "Năm 2033 có 15 sở, 42 xã và",
        "120 việc trong 9 tháng của 12",
        "huyện và 5 thị xã, 31 phường",
        "ở 8 khu",
    ]
    runs = []
    for y, text in enumerate(lines):
        x = 100
        for part in text.split():
            runs.append(run(part, x, 300 + 60 * y))
            x += 20 * len(part) + 36
    assert tables(runs) == ()


@pytest.mark.parametrize(
    "rows",
    [
        [{100: "Nơi nhận:", 900: "GIÁM ĐỐC"}, {100: "- Sở 5", 900: "12"}, {100: "- Lưu", 900: "13"}],
        [HEAD, ROWS[0]],
        [ROWS[0], ROWS[1]],
    ],
    ids=["two columns", "one row", "two rows without a head"],
)
def test_too_few_columns_or_rows_are_no_table(rows: list[Mapping[int, str]]) -> None:
    assert tables(printed(*rows)) == ()


def test_a_head_over_several_columns_has_a_row_of_its_own() -> None:
    over, head = {920: "Kết quả của năm nay"}, {100: "TT", 300: "Đơn vị", 900: "Điểm", 1200: "Hạng"}
    (table,) = tables(printed(over, head, *ROWS))
    assert table.rows[:2] == (("TT", "Đơn vị", "Kết quả của năm nay", ""), ("", "", "Điểm", "Hạng"))


def test_what_heads_a_group_of_rows_is_a_row() -> None:
    group = {100: "I. Khối các sở, ban, ngành"}
    (table,) = tables(printed(HEAD, group, *ROWS[:2], group, *ROWS[1:]))
    assert [row[0] for row in table.rows] == ["TT", group[100], "1", "2", group[100], "2", "3"]


def test_a_head_may_go_on_with_a_sign_alone() -> None:
    (table,) = tables(printed(HEAD, {1240: "(%)"}, *ROWS))
    assert table.rows[0] == ("TT", "Tiêu chí", "Tối đa", "Điểm đạt (%)")


def test_the_unit_above_the_last_column_is_no_head() -> None:
    (table,) = tables(printed({1100: "Đơn vị tính: điểm"}, HEAD, *ROWS))
    assert table.rows[0] == cells(HEAD)[0]


def test_a_ruled_table_whose_rules_part_its_rows_stays() -> None:
    xs, ys = (90, 250, 850, 1150, 1500), (290, 350, 410, 470, 530)
    own = tuple(Cell(y, x, Box(xs[x], ys[y], xs[x + 1], ys[y + 1])) for y in range(4) for x in range(4))
    grid = Grid(Box(90, 290, 1500, 530), 4, 4, own, np.zeros((240, 1410), np.uint8))
    broken = Grid(grid.box, 1, 4, tuple(Cell(0, x, Box(xs[x], 290, xs[x + 1], 530)) for x in range(4)), grid.rules)
    lines = arrange(printed(HEAD, *ROWS), 1700, 2400, grids=[grid])
    assert with_gap_tables(lines, [grid]) == (grid,)
    (other,) = with_gap_tables(lines, [broken])
    assert (other.rows, other.columns) == (4, 4)


def test_figures_may_stand_one_below_the_other_in_a_ruled_cell() -> None:
    parts = [{300: "Trực tuyến", 940: "10", 1240: "9"}, {300: "Trực tiếp", 940: "12", 1240: "11"}]
    rows = [{110: str(n), **parts[0]} if m == 0 else parts[1] for n in (1, 2, 3) for m in (0, 1)]
    xs, ys = (90, 250, 850, 1150, 1500), (290, 350, 470, 590, 710)
    own = tuple(Cell(y, x, Box(xs[x], ys[y], xs[x + 1], ys[y + 1])) for y in range(4) for x in range(4))
    grid = Grid(Box(90, 290, 1500, 710), 4, 4, own, np.zeros((420, 1410), np.uint8))
    assert with_gap_tables(arrange(printed(HEAD, *rows), 1700, 2400, grids=[grid]), [grid]) == (grid,)


def test_a_page_without_words_has_the_tables_of_its_rules() -> None:
    assert with_gap_tables([Line()]) == ()
