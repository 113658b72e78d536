"""Two readings of a line: which word is taken where they differ, and when a figure is doubted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon
from cchc_ocr.document import Box, Word
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.reading import page as pages
from cchc_ocr.reading.line_reader import WordReading
from cchc_ocr.reading.page import read_page
from cchc_ocr.reading.voting import Difference, difference, is_filled_in, voted
from tests.engines import Replaying, run
from tests.sheets import sheet

SYLLABLES = lexicon.load().syllables


def line(*words: tuple[str, float]) -> list[Word]:
    return [Word(text, Box(100 * at, 0, 100 * at + 80, 30), sure) for at, (text, sure) in enumerate(words)]


def vote(first: Sequence[tuple[str, float]], second: Sequence[tuple[str, float]]) -> list[str]:
    return [word.text for word in voted(line(*first), line(*second), SYLLABLES)]


@pytest.mark.parametrize(
    ("first", "second", "chosen"),
    [
        (("quyên", 0.95), ("quyền", 0.75), "quyền"),  # tesseract is sure of a tone mark that it lost
        (("đẳng", 0.97), ("đăng", 0.3), "đẳng"),
        (("ngành.", 0.91), ("ngành,", 0.65), "ngành,"),
        (("TNHH", 0.92), ("TNHIH", 0.83), "TNHH"),
        (("hiển,", 0.4), ("hiểu,", 0.95), "hiểu,"),
        (("12/2021/QĐ-TTg", 0.9), ("12/2021/2Đ-TTg", 0.8), "12/2021/QĐ-TTg"),
        (("§2,5", 0.3), ("82,5", 0.9), "82,5"),
    ],
)
def test_the_word_that_is_worth_more_by_what_they_differ_in(
    first: tuple[str, float], second: tuple[str, float], chosen: str
) -> None:
    assert vote([first], [second]) == [chosen]


def test_what_one_reading_alone_has_is_as_the_first_has_it() -> None:
    assert vote([("báo", 0.9), ("|", 0.2)], [("báo", 0.9)]) == ["báo", "|"]
    assert vote([("báo", 0.9)], [("báo", 0.9), ("cáo", 0.9)]) == ["báo"]


def test_words_on_which_they_agree_are_surer() -> None:
    (word,) = voted(line(("cáo", 0.6)), line(("cáo", 0.9)), SYLLABLES)
    assert (word.text, word.confidence) == ("cáo", 0.9)


@pytest.mark.parametrize(
    ("first", "second", "doubted"),
    [
        (("874", 0.95), ("824", 0.9), True),
        (("824", 0.4), ("874", 0.95), True),
        (("874", 0.95), ("8Z4", 0.1), False),  # the second could not read it
        (("874", 0.95), ("874", 0.5), False),
        (("tám", 0.95), ("tam", 0.9), False),
    ],
)
def test_figures_that_readings_do_not_agree_on_are_doubted(
    first: tuple[str, float], second: tuple[str, float], doubted: bool
) -> None:
    (word,) = voted(line(first), line(second), SYLLABLES)
    assert (word.confidence <= 0.5) is doubted


@pytest.mark.parametrize("text", ["Số: /SYT-TCCB", "Số: 12.. /QĐ-UBND", "Sơn Hà, ngày tháng 8 năm 2024"])
def test_figures_that_a_hand_may_have_filled_in_are_those_of_the_first(text: str) -> None:
    first = [(word, 0.1) for word in text.split()]
    second = [
        (word.replace("..", "95").replace("tháng", "21tháng").replace("/S", "4/S"), 0.99) for word, _ in first
    ]
    assert is_filled_in(text)
    assert " ".join(vote(first, second)) == text


@pytest.mark.parametrize("text", ["Ngày 05/8 họp sơ kết", "Công văn số 12/CV-SNV ngày 05/8/2024 của Sở"])
def test_figures_in_running_text_are_not_filled_in(text: str) -> None:
    assert not is_filled_in(text)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("QUYÉT", "QUYẾT", Difference.MARKS),
        ("đồng", "dong", Difference.MARKS),
        ("cao:", "cao;", Difference.STOPS),
        ("Thông tư 1", "Thông tư l", Difference.FIGURES),
        ("vàn", "văn.", Difference.LETTERS),
        ("hương", "hượng", Difference.MARKS),
    ],
)
def test_what_readings_differ_in(one: str, other: str, kind: Difference) -> None:
    assert difference(one, other) is difference(other, one) is kind


words = st.lists(st.tuples(st.text(min_size=1, max_size=6).filter(str.strip), st.floats(0, 1)), max_size=5)


@given(words, words)
def test_each_word_comes_from_one_of_the_readings(
    first: list[tuple[str, float]], second: list[tuple[str, float]]
) -> None:
    read = voted(line(*first), line(*second), SYLLABLES)
    assert {word.text for word in read} <= {text for text, _ in (*first, *second)}
    assert len(read) == len(first) and all(0 <= word.confidence <= 1 for word in read)


class Second:
    """A reader that says of each line what it was told to."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.asked = 0

    def read_lines(
        self, grey: object, lines: Sequence[Sequence[Box]], *, skew: float = 0.0
    ) -> list[list[WordReading]]:
        self.asked += len(lines)
        return [[WordReading(word) for word in run(self.text, boxes[0].x0, boxes[0].y0)] for boxes in lines]


def test_a_page_is_read_by_both(monkeypatch: pytest.MonkeyPatch) -> None:
    second = Second("Kết quả thực hiện")
    monkeypatch.setattr(pages, "second_reader", lambda options: second)
    reader = Replaying([[run("Kêt qua thuc hiên", 100, 300), run("Số: /SYT-TCCB", 100, 400)]])
    page = read_page(PageImage(1, np.asarray(sheet()), 150), reader)
    assert page.text.splitlines() == ["Kết quả thực hiện", "Số: /SYT-TCCB"]
    assert second.asked == 1  # the number's line is left to the first
