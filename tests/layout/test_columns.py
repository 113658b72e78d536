"""Columns of running text in the order a person reads them; what is no column; footnotes."""

from __future__ import annotations

import pytest

from cchc_ocr.document import Line, Word
from cchc_ocr.layout.reading_order import arrange
from tests.engines import run

WIDTH, HEIGHT = 2480, 3508
LONG = "cải cách thủ tục hành chính tại xã"
LEFT, RIGHT = 300, 1300


def lines(*groups: list[Word]) -> tuple[Line, ...]:
    return arrange(groups, WIDTH, HEIGHT)


def column(name: str, x: int, top: int, count: int, *, text: str = LONG, step: int = 60) -> list[list[Word]]:
    """Lines of running text, numbered; the last is short."""
    found = [run(f"{name}{at} {text}", x, top + at * step) for at in range(count - 1)]
    return [*found, run(f"{name}{count - 1} hết.", x, top + (count - 1) * step)]


def across(left: list[list[Word]], right: list[list[Word]]) -> list[list[Word]]:
    """Lines as an engine reads them across the gap."""
    longer = max(len(left), len(right))
    empty: list[list[Word]] = [[]]
    rows = zip(left + empty * (longer - len(left)), right + empty * (longer - len(right)), strict=True)
    return [[*one, *other] for one, other in rows]


def names(found: tuple[Line, ...]) -> list[str]:
    return [line.text.split()[0] for line in found]


@pytest.mark.parametrize("shift", [0, 7, 25])
def test_the_left_column_is_read_before_the_right_one(shift: int) -> None:
    left, right = column("a", LEFT, 600, 9), column("b", RIGHT, 600 + shift, 8)
    expected = [f"a{at}" for at in range(9)] + [f"b{at}" for at in range(8)]
    assert names(lines(*left, *right)) == expected
    assert names(lines(*across(left, right))) == expected


def test_titles_over_both_columns_part_what_is_above_from_what_is_below() -> None:
    title = run("TIN " + LONG + " " + LONG + " " + LONG, LEFT, 500)
    second = run("BÀI " + LONG + " " + LONG + " " + LONG, LEFT, 1260)
    upper = across(column("a", LEFT, 600, 8), column("b", RIGHT, 600, 8))
    lower = across(column("c", LEFT, 1360, 8), column("d", RIGHT, 1360, 8))
    found = names(lines(title, *upper, second, *lower))
    parts = [[f"{name}{at}" for at in range(8)] for name in "abcd"]
    assert found == ["TIN", *parts[0], *parts[1], "BÀI", *parts[2], *parts[3]]


def test_three_columns() -> None:
    narrow = "thủ tục hành chính"
    parts = [column(name, x, 600, 8, text=narrow) for name, x in (("a", 200), ("b", 900), ("c", 1600))]
    found = names(lines(*[[*one, *two, *three] for one, two, three in zip(*parts, strict=True)]))
    assert found == [f"{name}{at}" for name in "abc" for at in range(8)]


def test_wide_spaces_of_narrow_columns_do_not_part_a_line() -> None:
    left = column("a", LEFT, 600, 8)
    left[2] = [*run("a2 cải cách", LEFT, 720), *run("thủ tục hành chính", LEFT + 330, 720)]
    found = lines(*across(left, column("b", RIGHT, 600, 8)))
    assert [line.text for line in found][2] == "a2 cải cách thủ tục hành chính"
    assert names(found)[:4] == ["a0", "a1", "a2", "a3"]


def test_lines_of_a_column_are_one_paragraph_up_to_its_last() -> None:
    found = lines(*across(column("a", LEFT, 600, 8), column("b", RIGHT, 600, 8)))
    assert [line.paragraph for line in found] == [0] * 8 + [1] * 8


def test_rows_of_a_table_without_rules_stay_rows() -> None:
    tops = range(600, 1140, 60)
    rows = [[*run(f"{at} Sở số {at}", LEFT, y), *run(f"{at},15", RIGHT, y)] for at, y in enumerate(tops)]
    texts = [line.text for line in lines(*rows)]
    assert texts[:4] == ["0 Sở số 0", "0,15", "1 Sở số 1", "1,15"]


def test_a_few_lines_side_by_side_are_no_columns() -> None:
    found = names(lines(*across(column("a", LEFT, 600, 4), column("b", RIGHT, 600, 4))))
    assert found[:4] == ["a0", "b0", "a1", "b1"]


def page_with_note(*, height: int, text: str = "1 Kế hoạch số 5/KH-SNV của Sở Nội vụ.") -> tuple[Line, ...]:
    body = [run(f"{at} {LONG} {LONG} {LONG}", LEFT, 400 + 60 * at) for at in range(40)]
    return lines(*body, run(text, LEFT, 3000, height=height), run("2", 1230, 3400))


def test_marked_small_print_at_the_foot_is_a_footnote_and_a_paragraph_of_its_own() -> None:
    found = page_with_note(height=30)
    assert [line.zone for line in found[-3:]] == ["body", "footnote", "page-number"]
    assert found[-2].paragraph > found[-3].paragraph


@pytest.mark.parametrize(("height", "text"), [(40, "1 Kế hoạch số 5/KH-SNV."), (30, "Kế hoạch số 5/KH-SNV.")])
def test_print_of_the_usual_size_or_without_a_mark_is_no_footnote(height: int, text: str) -> None:
    assert "footnote" not in {line.zone for line in page_with_note(height=height, text=text)}
