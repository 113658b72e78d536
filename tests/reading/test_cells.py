"""The cells of tables read apart: what the engine is shown, and that each word comes back to its cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.document import Box, Line, Page, Table, Word
from cchc_ocr.layout.reading_order import arrange, read_tables
from cchc_ocr.picture.grids import cell_at, erase, find_grids
from cchc_ocr.reading.cells import read_cells, without_cells
from tests.laws import FEW
from tests.sheets import XS, YS, ruled

SIZE = 27  # pixels of a letter at 300 dpi
GRIDS = find_grids(ruled())


def printed(*places: tuple[int, int], ink: int = 10, letters: int = 1) -> np.ndarray:
    """The ruled sheet without its rules, letters in the cells at these rows and columns."""
    pixels = erase(ruled(), GRIDS).copy()
    for row, column in places:
        for letter in range(letters):
            x, y = XS[column] + 30 + 25 * letter, YS[row] + 25
            pixels[y : y + SIZE, x : x + 12] = ink
    return pixels


@dataclass
class Counting:
    """Reads each line of ink as the number of its letters, and keeps the pictures that it was shown."""

    blind: bool = False
    shown: list[tuple[Any, int]] = field(default_factory=list)

    def __call__(self, pixels: Any, dpi: int) -> Sequence[Sequence[Word]]:
        self.shown.append((pixels, dpi))
        ink = (pixels < 128).astype(np.uint8)
        lines = cv2.dilate(ink, np.ones((1, 61), np.uint8))
        _, _, stats, _ = cv2.connectedComponentsWithStats(lines)
        return [] if self.blind else [[_count(ink, x, y, w, h)] for x, y, w, h, _ in stats[1:].tolist()]


def _count(ink: np.ndarray, x: int, y: int, w: int, h: int) -> Word:
    letters = cv2.connectedComponents(np.ascontiguousarray(ink[y : y + h, x : x + w]))[0] - 1
    return Word(str(letters), Box(x + 30, y, x + w - 30, y + h), 0.9)


def rows(pixels: np.ndarray, reader: Counting) -> tuple[tuple[str, ...], ...]:
    found = read_cells(pixels, GRIDS, 300, reader)
    (table,) = read_tables([Line(words) for words in found.lines], GRIDS, found.inked)
    return table.rows


def test_each_word_comes_back_to_its_cell() -> None:
    reader = Counting()
    pixels = np.minimum(printed((0, 0), (3, 2)), printed((1, 1), (1, 2), letters=3))
    assert rows(pixels, reader) == (("1", "", ""), ("", "3", "3"), ("", "", ""), ("", "", "1"))
    assert len(reader.shown) == 1


@FEW
@given(st.sets(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=1))
def test_cells_that_are_not_empty_are_found_wherever_they_are(places: set[tuple[int, int]]) -> None:
    found = read_cells(printed(*places), GRIDS, 300, Counting())
    cells = [cell_at(word.box, GRIDS) for words in found.lines for word in words if word.box]
    assert {(cell.row, cell.column) for cell in cells if cell} == places


def test_boxes_of_words_lie_on_the_print() -> None:
    ((word,),) = read_cells(printed((2, 1)), GRIDS, 300, Counting()).lines
    assert word.box
    edges = (word.box.x0, word.box.y0, word.box.x1, word.box.y1)
    assert edges == pytest.approx((XS[1] + 30, YS[2] + 25, XS[1] + 42, YS[2] + 25 + SIZE), abs=2)


def test_ink_without_words_is_told_from_an_empty_cell() -> None:
    found = read_cells(printed((2, 1)), GRIDS, 300, Counting(blind=True))
    (table,) = read_tables([], GRIDS, found.inked)
    assert table.unread == ((2, 1),)
    assert table.rows == (("", "", ""),) * 4


def test_ink_that_was_taken_for_a_speck_is_told_too() -> None:
    stroke = Line((Word("|", Box(XS[1] + 30, YS[2] + 25, XS[1] + 42, YS[2] + 52), 0.3),))
    inked = read_cells(printed((2, 1)), GRIDS, 300, Counting()).inked
    (table,) = read_tables(arrange([stroke.words], 1600, 1200, grids=GRIDS), GRIDS, inked)
    assert table.unread == ((2, 1),)


def test_a_dash_alone_is_known_by_its_shape() -> None:
    pixels = printed((0, 0))
    pixels[YS[1] + 36 : YS[1] + 40, XS[1] + 60 : XS[1] + 74] = 10
    reading = read_cells(pixels, GRIDS, 300, Counting())
    words = [word for line in reading.lines for word in line]
    (dash,) = [word for word in words if word.text == "-"]
    assert dash.box and cell_at(dash.box, GRIDS) == GRIDS[0].cells[4]
    assert len(words) == 2


def test_specks_and_rests_of_rules_are_no_print() -> None:
    reader = Counting()
    pixels = printed()
    pixels[YS[1] + 30 : YS[1] + 33, 500:503] = 0
    pixels[YS[2] + 5 : YS[2] + 8, XS[1] + 3 : XS[2] - 2] = 0
    assert read_cells(pixels, GRIDS, 300, reader).lines == ()
    assert reader.shown == []


def test_very_many_cells_are_read_in_pictures_that_the_engine_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cchc_ocr.reading.cells._HIGHEST", 400)
    reader = Counting()
    places = [(row, column) for row in range(4) for column in range(3)]
    assert rows(printed(*places), reader) == (("1", "1", "1"),) * 4
    assert len(reader.shown) > 1
    assert all(len(picture) < 600 for picture, _ in reader.shown)


def test_grain_of_the_paper_is_white_to_the_engine() -> None:
    reader = Counting()
    grain = np.random.default_rng(1).integers(-12, 12, (1200, 1600))
    noisy = np.clip(printed((0, 0), letters=5).astype(int) - 15 + grain, 0, 255).astype(np.uint8)
    assert rows(noisy, reader)[0] == ("5", "", "")
    ((picture, _),) = reader.shown
    assert ((picture > 0) & (picture < 255)).mean() < 0.05


def test_light_print_on_dark_paper_is_turned_round() -> None:
    pixels = printed()
    pixels[YS[0] + 3 : YS[1] - 2, XS[0] + 3 : XS[1] - 2] = 60
    pixels[YS[0] + 25 : YS[0] + 25 + SIZE, XS[0] + 30 : XS[0] + 42] = 250
    assert rows(pixels, Counting())[0] == ("1", "", "")


def test_without_tables_nothing_is_read_or_changed() -> None:
    reader = Counting()
    pixels = printed((0, 0))
    assert read_cells(pixels, (), 300, reader).lines == ()
    assert without_cells(pixels, ()) is pixels
    assert reader.shown == []


def test_the_page_without_its_cells_keeps_the_rest() -> None:
    pixels = printed((0, 0), (2, 1))
    pixels[100:130, 700:712] = 0
    clean = without_cells(pixels, GRIDS)
    assert np.count_nonzero(clean < 128) == 30 * 12


def test_a_table_follows_the_repair_of_its_lines() -> None:
    found = read_cells(printed((1, 1), (1, 2)), GRIDS, 300, Counting())
    page = Page(1, tuple(Line(words) for words in found.lines))
    page = replace(page, tables=read_tables(page.lines, GRIDS))
    told = page.retold([Line.from_text("Sở Nội vụ"), Line.from_text("92,5")])
    assert told.tables[0].rows[1] == ("", "Sở Nội vụ", "92,5")
    assert told.tables[0].boxes == page.tables[0].boxes
    assert told.text == "\tSở Nội vụ\t92,5"


def test_rows_of_a_table_are_lines_of_the_text_also_where_repair_left_a_line_empty() -> None:
    lines = [Line.from_text(text) for text in ("Bảng 1", "1", "Xã", "Hòn Mây", "", "2.048", "Nguồn: Sở")]
    table = Table((("1", "Xã Hòn Mây", "2.048"),), lines=(((1,), (2, 3, 4), (5,)),))
    page = Page(1, (Line.from_text("Bảng"),), tables=(table,)).retold(lines)
    assert page.text == "Bảng 1\n1\tXã Hòn Mây\t2.048\nNguồn: Sở"
    assert page.with_lines(page.lines[:1]).text == "Bảng 1"
