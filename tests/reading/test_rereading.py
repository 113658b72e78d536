"""Hard lines read a second time: which, from what picture, and which words win."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon
from cchc_ocr.document import Box, Line, Word
from cchc_ocr.reading.rereading import merged, printed, reread
from tests.engines import Replaying, run, word
from tests.sheets import LONG_LINES, SHORT_LINE, with_short_line

if TYPE_CHECKING:
    from cchc_ocr.picture.pixels import Pixels

SYLLABLES = lexicon.load().syllables
PAPER = np.full((1000, 800), 255, np.uint8)


class Second:
    """A reader that finds the same words in the middle of every strip that it is shown."""

    def __init__(self, *words: str, confidence: float = 0.95) -> None:
        self.words, self.confidence, self.shown = words, confidence, [np.zeros((0, 0), np.uint8)]

    def __call__(self, pixels: Pixels, dpi: int) -> Sequence[Sequence[Word]]:
        self.shown.append(pixels)
        ink = np.flatnonzero((pixels < 128).any(axis=1))
        if not ink.size:
            return []
        x = int(np.flatnonzero((pixels < 128).any(axis=0))[0])
        middle = int(ink[0] + ink[-1]) // 2
        return [run(" ".join(self.words), x, middle - 20, confidence=self.confidence)]


def page(*rows: str, hard: int, **more: Any) -> tuple[Pixels, list[Line]]:
    """Lines of a page, one each 100 pixels, ink only where the hard one stands."""
    grey = PAPER.copy()
    grey[100 * hard + 5 : 100 * hard + 35, 100:700] = 0
    lines = [Line(tuple(run(row, 100, 100 * at))) for at, row in enumerate(rows)]
    lines[hard] = Line(tuple(run(rows[hard], 100, 100 * hard, **more)))
    return grey, lines


EASY = "Kết quả thực hiện các nhiệm vụ"


@pytest.mark.parametrize(
    ("text", "again"),
    [("5)", 1), ("G0)", 1), ("đa 70)", 1), ("(50)", 0), ("1. (a) Kết quả", 0), ("a) Kết quả thực hiện", 0)],
)
def test_a_few_words_that_close_a_bracket_and_open_none_are_read_again(text: str, again: int) -> None:
    grey, lines = page(*[EASY] * 4, text, *[EASY] * 4, hard=4, confidence=0.8)
    second = Second("(15)")
    reread(lines, grey, 300, second, SYLLABLES)
    assert len(second.shown) - 1 == again


def test_the_hard_line_alone_is_read_again_and_bettered() -> None:
    grey, lines = page(*[EASY] * 4, "Kêt", *[EASY] * 4, hard=4, confidence=0.4)
    second = Second("Kết")
    better = reread(lines, grey, 300, second, SYLLABLES)
    assert [line.text for line in better] == [*[EASY] * 4, "Kết", *[EASY] * 4]
    assert len(second.shown) == 2 and second.shown[1].shape[0] < 200


def test_words_of_the_second_picture_come_back_to_their_place() -> None:
    grey, lines = page(*[EASY] * 4, "Kêt", *[EASY] * 4, hard=4, confidence=0.4)
    box = reread(lines, grey, 300, Second("Kết"), SYLLABLES)[4].words[0].box
    assert box is not None
    assert abs(box.x0 - 100) < 4 and abs((box.y0 + box.y1) / 2 - 420) < 4


def test_a_word_with_a_bit_of_the_next_line_in_its_box_brings_no_words_of_that_line() -> None:
    grey, lines = page(*[EASY] * 4, "Kêt qua thuc hiên", *[EASY] * 4, hard=4, confidence=0.4)
    grey[465:485, 100:700] = 0  # the print of a line below
    first, second, *others = lines[4].words
    assert second.box
    lines[4] = Line((first, replace(second, box=replace(second.box, y1=490)), *others))
    reader = Second("Kết", "quả", "thực", "hiện")
    reread(lines, grey, 300, reader, SYLLABLES)
    rows = (reader.shown[1] < 128).any(axis=1)
    assert np.count_nonzero(np.diff(rows.astype(int)) == 1) == 1


def test_words_of_two_rows_are_not_mixed() -> None:
    grey, lines = page(*[EASY] * 4, "Kêt qua thuc", *[EASY] * 4, hard=4, confidence=0.4)

    def both(pixels: Pixels, dpi: int) -> Sequence[Sequence[Word]]:
        y = int(np.flatnonzero((pixels < 128).any(axis=1)).mean()) - 20
        return [run("Kết quả thực", 36, y), run("Sở vụ", 40, y + 12)]

    assert reread(lines, grey, 300, both, SYLLABLES)[4].text == "Kết quả thực"


def test_a_page_without_hard_lines_is_read_once() -> None:
    grey, lines = page(*[EASY] * 5, hard=0)
    second = Second("Khác")
    assert reread(lines, grey, 300, second, SYLLABLES) == tuple(lines)
    assert len(second.shown) == 1


def test_a_line_of_little_doubt_is_not_read_again() -> None:
    grey, lines = page(*[EASY] * 4, "Kêt", *[EASY] * 4, hard=4, confidence=0.9)
    second = Second("Kết")
    assert reread(lines, grey, 300, second, SYLLABLES) == tuple(lines)
    assert len(second.shown) == 1


def test_of_a_page_of_hard_lines_the_hardest_quarter_is_read_again() -> None:
    grey = PAPER.copy()
    rows = [run("Kêt qua thuc hiên", 100, 100 * at, confidence=0.1 if at in (2, 6) else 0.4) for at in range(9)]
    for at in range(9):
        grey[100 * at + 5 : 100 * at + 35, 100:300] = 0
    shown: list[Pixels] = []

    def nothing(pixels: Pixels, dpi: int) -> Sequence[Sequence[Word]]:
        shown.append(pixels)
        return []

    grey[205:235, 300:320] = grey[605:635, 300:320] = 0  # the hardest are known by their width
    reread([Line(tuple(row)) for row in rows], grey, 300, nothing, SYLLABLES)
    ink = shown[0] < 128
    strips = np.flatnonzero(np.diff(ink.any(axis=1).astype(int)) == 1)
    assert len(strips) == 2
    assert all(np.count_nonzero(ink[top + 10]) > 250 for top in strips)


def test_lines_without_boxes_stay() -> None:
    lines = [Line.from_text("Kêt qua", 0)]
    assert reread(lines, PAPER, 300, Second("Kết"), SYLLABLES) == tuple(lines)


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (("quôc", 0.7), ("quốc", 0.7), "quốc"),  # one is spelt as Vietnamese is
        (("I9", 0.9), ("19", 0.7), "19"),  # figures are figures
        (("2023", 0.9), ("2O23", 0.95), "2023"),
        (("phòng", 0.9), ("phỏng", 0.92), "phòng"),  # no more than chance between them
        (("hành", 0.4), ("chính", 0.9), "chính"),
        (("GDĐH.", 0.7), ("GDDH.", 0.8), "GDĐH."),  # bars are lost, not invented
        (("GDDH.", 0.8), ("GDĐH.", 0.7), "GDĐH."),
        (("P.THien§02.", 0.6), ("P.THien502.", 0.5), "P.THien502."),  # nobody writes a § in a word
        (("¿", 0.5), ("A7", 0.3), "¿"),  # a speck is no word that was misread
    ],
)
def test_the_better_reading_of_a_word_wins(first: tuple[str, float], second: tuple[str, float], kept: str) -> None:
    one, two = (word(text, 10, 10, width=90, confidence=sure) for text, sure in (first, second))
    assert [w.text for w in merged([one], [two], SYLLABLES)] == [kept]


def test_words_that_the_first_reading_ran_together_are_parted() -> None:
    first = [word("Đúnghạn", 100, 10, width=150, confidence=0.5)]
    second = [word("Đúng", 100, 10, width=70), word("hạn", 180, 10, width=70)]
    assert [w.text for w in merged(first, second, SYLLABLES)] == ["Đúng", "hạn"]


@pytest.mark.parametrize(("sure", "kept"), [(0.6, ["Điều", "3;"]), (0.4, ["Điều"])])
def test_a_figure_that_the_second_reading_passes_over_stays_if_it_was_legible(
    sure: float, kept: list[str]
) -> None:
    first = [word("Điều", 100, 10, width=70), word("3;", 180, 10, width=30, confidence=sure)]
    second = [word("Điều", 100, 10, width=110)]
    assert [w.text for w in merged(first, second, SYLLABLES)] == kept


def test_what_only_the_second_reading_sees_stays_out() -> None:
    assert [w.text for w in merged(run("Sở Nội", 10, 10), run("Sở Nội vụ", 10, 10), SYLLABLES)] == ["Sở", "Nội"]


@given(st.lists(st.tuples(st.text("aăâ19-", min_size=1, max_size=6), st.floats(0, 1)), max_size=8))
def test_a_second_reading_like_the_first_changes_nothing(parts: list[tuple[str, float]]) -> None:
    words = [word(text, 150 * at, 0, confidence=sure) for at, (text, sure) in enumerate(parts)]
    assert merged(words, words, SYLLABLES) == tuple(words)


def test_words_that_both_readings_have_stay_as_they_were_first_read() -> None:
    """A strip may give figures the whole row as their box; the engine errs alike, but surer, on both pictures."""
    first = [word("ngày", 0, 0, confidence=0.5), word("19", 95, 0, height=30, confidence=0.5)]
    second = [word("ngày", 0, 0, width=130), word("19", 95, 0, height=60)]
    assert merged(first, second, SYLLABLES) == tuple(first)


def test_a_word_that_is_frequent_where_the_user_is_wins() -> None:
    first, second = [word("Brong", 10, 10, confidence=0.8)], [word("Brông", 10, 10, confidence=0.7)]
    assert [w.text for w in merged(first, second, SYLLABLES)] == ["Brong"]
    assert [w.text for w in merged(first, second, {**SYLLABLES, "brông": 1_000_000})] == ["Brông"]


LONG = [Line((Word("chữ", box, 0.95),)) for box in LONG_LINES]


def with_unread(text: str, confidence: float) -> tuple[Line, ...]:
    """The lines of a page whose short one was passed over; a second reading finds ``text`` on its strip."""
    second = Replaying([[run(text, 40, 40, height=34, confidence=confidence)]])
    lines = reread(LONG, np.asarray(with_short_line()), 150, second, SYLLABLES, unread=[SHORT_LINE])
    return (*lines[: len(LONG)], *printed(lines[len(LONG) :], SYLLABLES))


def test_a_line_that_was_passed_over_and_reads_well_becomes_a_line() -> None:
    *others, last = with_unread("CHỦ TỊCH", 0.95)
    assert (others, last.text) == (LONG, "CHỦ TỊCH")
    assert last.box and SHORT_LINE.y0 - 20 < last.box.y0 < SHORT_LINE.y1


@pytest.mark.parametrize(("text", "confidence"), [("xƒ4 ;~", 0.4), ("CHỦ TỊCH", 0.3), ("A1", 0.95)])
def test_what_was_passed_over_and_does_not_read_like_print_is_left_out(text: str, confidence: float) -> None:
    assert with_unread(text, confidence) == tuple(LONG)


def test_the_symbol_of_a_number_by_hand_that_was_passed_over_becomes_a_line() -> None:
    *others, last = with_unread("Só:9/BC-SNV", 0.3)
    assert (others, last.text) == (LONG, "Số: /BC-SNV")


def test_a_number_by_hand_is_not_read_again() -> None:
    open_line = Line(tuple(run("Số: /BC-SNV", 40, 300, confidence=0.3)))
    second = Replaying([[run("Số: 9/BC-SNV", 40, 40, confidence=0.9)]])
    lines = [*LONG, open_line]
    assert reread(lines, np.asarray(with_short_line()), 150, second, SYLLABLES) == tuple(lines)


def test_no_more_is_read_than_there_is_time_for() -> None:
    room = sum(box.width for box in LONG_LINES) // 4
    wide = [Box(100, y, 101 + room, y + 30) for y in range(600, 1600, 50)]
    grey = np.asarray(with_short_line())
    assert reread(LONG, grey, 150, Replaying([]), SYLLABLES, unread=wide) == tuple(LONG)
