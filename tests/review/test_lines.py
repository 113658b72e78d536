"""The text of a page beside its print: which line is where, which words are in doubt, where a cell stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.review.lines import ShownWord, aligned, cell_box, shown_lines

CASES: list[tuple[list[str], list[str], list[tuple[int, ...]]]] = [
    ([], [], []),
    (["Sở Nội vụ"], [], [()]),
    (["SỞ NỘI VỤ", "BÁO CÁO"], ["SO NOI VU", "BAO CAO"], [(0,), (1,)]),
    (["SỞ NỘI VỤ", "BÁO CÁO"], ["SO NOI VU", ":.", "BAO CAO"], [(0,), (2,)]),  # a speck that the text left out
    (["Một dòng thêm tay", "BÁO CÁO"], ["BAO CAO"], [(), (0,)]),
    (["Cơ quan\tĐiểm", "1\tSở Y tế\t8,5"], ["Co quan", "Diem", "1", "So Y te", "8,5"], [(0, 1), (2, 3, 4)]),
    (["Điều 1", "Điều 2", "Điều 3"], ["Dieu 1", "Dieu 2", "Dieu 3"], [(0,), (1,), (2,)]),
    (["hoàn toàn khác"], ["xyz 123"], [()]),
]


def read(*lines: Sequence[tuple[str, float]], tables: Sequence[Any] = ()) -> dict[str, Any]:
    """What the worker found: lines of words with confidences, each line 40 pixels below the one before."""
    return {
        "lines": [
            {
                "box": [0, 40 * y, 100, 40 * y + 30],
                "words": [
                    [word, [10 * x, 40 * y, 10 * x + 9, 40 * y + 30], sure] for x, (word, sure) in enumerate(one)
                ],
            }
            for y, one in enumerate(lines)
        ],
        "tables": tables,
    }


@pytest.mark.parametrize(("lines", "printed", "found"), CASES)
def test_lines_find_their_print(lines: list[str], printed: list[str], found: list[tuple[int, ...]]) -> None:
    assert aligned(lines, printed) == found


@given(st.lists(st.text("abcđêô 123", min_size=1), max_size=8), st.lists(st.text("abcđêô 123"), max_size=8))
def test_print_is_used_once_and_in_order(lines: list[str], printed: list[str]) -> None:
    used = [at for line in aligned(lines, printed) for at in line]
    assert used == sorted(set(used))
    assert len(aligned(lines, printed)) == len(lines)


def test_words_that_the_engine_doubts_are_marked_and_mended_ones_show_what_was_seen() -> None:
    (line,) = shown_lines("Kết quả 85,5\n", read([("Ket", 0.9), ("quả", 0.95), ("85,5", 0.3)]))
    assert line.words == (ShownWord("Kết", False, "Ket"), ShownWord("quả"), ShownWord("85,5", True))
    assert line.box == [0, 0, 100, 30]


def test_a_text_without_a_picture_has_its_lines_all_the_same() -> None:
    lines = list(shown_lines("Một\nHai\n", None))
    assert [(line.number, line.text, line.box) for line in lines] == [(0, "Một", None), (1, "Hai", None)]
    assert list(shown_lines("\n", None)) == []


def test_a_row_of_a_table_has_the_box_around_its_cells() -> None:
    (line,) = shown_lines("1\tSở Y tế\n", read([("1", 0.9)], [("Sở", 0.9), ("Y", 0.9), ("tế", 0.9)]))
    assert line.box == [0, 0, 100, 70]


TABLE = {"rows": [["Sở Y tế", "8,5"], ["Sở Tài chính", "9,25"]], "boxes": [[[1] * 4, [2] * 4], [[3] * 4, [4] * 4]]}


@pytest.mark.parametrize(
    ("row", "column", "found"),
    [(["Sở Y tế", "8,5"], 1, [2] * 4), (["So Tai chinh", "9,25"], 0, [3] * 4), (["Tổng", "17,75"], 0, None)],
)
def test_a_cell_is_found_by_its_row(row: list[str], column: int, found: list[int] | None) -> None:
    assert cell_box(row, column, read(tables=[TABLE])) == found


def test_a_table_without_boxes_has_no_places() -> None:
    assert cell_box(["Sở Y tế"], 0, read(tables=[{"rows": [["Sở Y tế"]], "boxes": []}])) is None
