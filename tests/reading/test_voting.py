"""Two readings of a line: which word is taken where they differ, and when a figure is doubted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon
from cchc_ocr.document import Box, Line, Word
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.reading import page as pages
from cchc_ocr.reading.engine import Effort, OcrOptions
from cchc_ocr.reading.line_reader import LineReading, WordReading
from cchc_ocr.reading.page import read_page
from cchc_ocr.reading.voting import evidence, is_filled_in, voted
from tests.engines import Replaying, run
from tests.sheets import sheet

SYLLABLES = lexicon.load().syllables


_SIGNS = sorted({*" ".join(SYLLABLES), *"0123456789,.;:/%-()KZHINTQĐ"})
SIGNS = {sign: number for number, sign in enumerate(_SIGNS, 1)}


def line(*words: tuple[str, float]) -> list[Word]:
    return [Word(text, Box(100 * at, 0, 100 * at + 80, 30), sure) for at, (text, sure) in enumerate(words)]


def reading(words: Sequence[Word], likely: Mapping[str, float] | None = None) -> LineReading:
    """What a reader says that reads a sign in every second column, surely; ``likely`` has the shares of others."""
    text = " ".join(word.text for word in words)
    logs = np.full((2 * len(text), len(SIGNS) + 1), -12.0, np.float32)
    logs[1::2, 0] = 0.0
    logs[range(0, len(logs), 2), [SIGNS.get(sign, 0) for sign in text]] = 0.0
    for sign, share in (likely or {}).items():
        logs[::2, SIGNS[sign]] = np.maximum(logs[::2, SIGNS[sign]], np.log(share))
    starts = [0, *(2 * at + 2 for at, sign in enumerate(text) if sign == " ")]
    read = (WordReading(word, at, at + 2 * len(word.text)) for word, at in zip(words, starts, strict=False))
    return LineReading(tuple(read), logs, SIGNS)


def vote(
    first: Sequence[tuple[str, float]],
    second: Sequence[tuple[str, float]],
    likely: Mapping[str, float] | None = None,
) -> tuple[Word, ...]:
    (found,) = voted([Line(tuple(line(*first)))], [reading(line(*second), likely)], SYLLABLES)
    return found.words


def texts(words: Sequence[Word]) -> list[str]:
    return [word.text for word in words]


@pytest.mark.parametrize(
    ("first", "doubt", "second", "likely", "second_wins"),
    [
        ("quyên", 0.05, "quyền", (-9.0, -0.01), True),  # tesseract is sure of a tone mark that it lost
        ("đẳng", 0.03, "đăng", (-0.9, -0.7), False),
        ("ngành.", 0.09, "ngành,", (-6.0, -0.01), True),
        ("TNHH", 0.08, "TNHIH", (-1.5, -0.3), False),
        ("cuối", 0.03, "cuổi", (-1.4, -1.4), False),
        ("12/2021/QĐ-TTg", 0.26, "12/2021/2Đ-TTg", (-1.8, -1.3), False),
        ("§2,5", 0.7, "82,5", (-18.0, -0.01), True),
        ("TỊCH", 0.03, "T1ICT", (-13.4, -4.0), False),  # the reader is not sure of its own
        ("76,20", 0.27, "76.20", (-1.0, -0.4), False),
        ("A", 0.11, "4", (-4.4, -0.1), False),  # no engine takes this letter for that figure
        ("I.", 0.34, "1.", (-4.4, -0.1), True),
    ],
)
def test_the_text_with_more_evidence(
    first: str, doubt: float, second: str, likely: tuple[float, float], second_wins: bool
) -> None:
    assert (evidence(first, second, likely, doubt, SYLLABLES) > 1.0) is second_wins


def test_what_the_reader_sees_clearly_is_taken_and_what_it_hardly_sees_is_not() -> None:
    assert texts(vote([("quyên", 0.95)], [("quyền", 0.9)])) == ["quyền"]
    assert texts(vote([("quyên", 0.95)], [("quyền", 0.9)], {"ê": 0.9})) == ["quyền"]  # the spelling decides
    assert texts(vote([("đẳng", 0.95)], [("đẵng", 0.5)], {"ẳ": 0.9})) == ["đẳng"]


def test_a_text_that_the_reader_cannot_write_is_most_unlikely() -> None:
    assert texts(vote([("“sở€", 0.9)], [("sở", 0.9)])) == ["sở"]


def test_parted_words_are_held_against_what_is_one() -> None:
    one, two = Word("1368/QĐ-", Box(0, 0, 80, 30), 0.6), Word("TTg", Box(75, 0, 120, 30), 0.6)
    whole = Word("1368/QĐ-TTg", Box(0, 0, 120, 30), 0.9)
    (found,) = voted([Line((one, two))], [reading([whole])], SYLLABLES)
    assert texts(found.words) == ["1368/QĐ-TTg"]
    assert found.words[0].confidence > 0.5  # they differ in a space alone


def test_what_the_first_alone_has_stays() -> None:
    assert texts(vote([("báo", 0.9), ("|", 0.2)], [("báo", 0.9)])) == ["báo", "|"]


@pytest.mark.parametrize(
    ("text", "sure", "taken"),
    [
        ("cáo", 0.9, 0.8),
        ("mới”.", 0.4, 0.4),
        ("cáo", 0.2, None),
        ("zzh", 0.9, None),  # strokes of a pen
        ("|", 0.9, None),
        ("12", 0.9, 0.5),  # figures are doubted
    ],
)
def test_what_the_reader_alone_has_is_taken_where_it_is_a_word(
    text: str, sure: float, taken: float | None
) -> None:
    _, *more = vote([("báo", 0.9)], [("báo", 0.9), (text, sure)])
    assert [(word.text, word.confidence) for word in more] == ([(text, taken)] if taken else [])


@pytest.mark.parametrize(("text", "sure"), [("cáo", 0.96), ("7,5", 0.9)])
def test_words_on_which_they_agree_are_surer_and_figures_as_sure_as_the_surer(text: str, sure: float) -> None:
    (read,) = vote([(text, 0.6)], [(text, 0.9)])
    assert (read.text, read.confidence) == (text, pytest.approx(sure))


@pytest.mark.parametrize(
    ("first", "second", "likely", "doubted"),
    [
        (("874", 0.95), "824", {}, True),
        (("874", 0.95), "824", {"7": 0.9}, True),
        (("874", 0.95), "8Z4", {"7": 0.9, "Z": 0.1}, True),
        (("tám", 0.95), "tam", {}, False),
    ],
)
def test_figures_that_readings_do_not_agree_on_are_doubted(
    first: tuple[str, float], second: str, likely: Mapping[str, float], doubted: bool
) -> None:
    (read,) = vote([first], [(second, 0.9)], likely)
    assert (read.confidence <= 0.5) is doubted
    assert ({read.text, read.rival} == {first[0], second}) is doubted


def test_a_figure_is_not_doubted_for_what_the_reader_could_not_read() -> None:
    first, second = Line(tuple(line(("874", 0.95)))), reading(line(("8Z4", 0.1)))
    unsure = LineReading(second.words, np.log(np.exp(second.logs) + 1.0).astype(np.float32) - 5.5, SIGNS)
    (found,) = voted([first], [unsure], SYLLABLES)
    assert [(word.text, word.confidence) for word in found.words] == [("874", 0.95)]


@pytest.mark.parametrize("text", ["Số: /SYT-TCCB", "Số: 12.. /QĐ-UBND", "Sơn Hà, ngày tháng 8 năm 2024"])
def test_figures_that_a_hand_may_have_filled_in_are_those_of_the_first(text: str) -> None:
    first = [(word, 0.1) for word in text.split()]
    second = [
        (word.replace("..", "95").replace("tháng", "21tháng").replace("/S", "4/S"), 0.99) for word, _ in first
    ]
    assert is_filled_in(text)
    assert " ".join(texts(vote(first, second))) == text


@pytest.mark.parametrize("text", ["Ngày 05/8 họp sơ kết", "Công văn số 12/CV-SNV ngày 05/8/2024 của Sở"])
def test_figures_in_running_text_are_not_filled_in(text: str) -> None:
    assert not is_filled_in(text)


words = st.lists(
    st.tuples(
        st.text(sorted(SIGNS), min_size=1, max_size=6).filter(lambda text: " " not in text), st.floats(0, 1)
    ),
    max_size=5,
)


@given(words, words.filter(bool))
def test_each_word_comes_from_one_of_the_readings(
    first: list[tuple[str, float]], second: list[tuple[str, float]]
) -> None:
    read = vote(first, second)
    assert {word.text for word in read} <= {text for text, _ in (*first, *second)}
    assert len(read) >= len(first) and all(0 <= word.confidence <= 1 for word in read)


class Second:
    """A reader that says of each line what it was told to."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.asked = 0

    def read_lines(
        self,
        grey: object,
        lines: Sequence[Sequence[Box]],
        *,
        skew: float = 0.0,
        wanted: Sequence[Sequence[bool]],
    ) -> list[LineReading]:
        self.asked += len(lines)
        return [reading(run(self.text, boxes[0].x0, boxes[0].y0)) for boxes in lines]


def test_a_page_is_read_by_both(monkeypatch: pytest.MonkeyPatch) -> None:
    second = Second("Kết quả thực hiện")
    monkeypatch.setattr(pages, "second_reader", lambda options: second)
    first = [run("Kêt qua thuc hiên", 100, 300), run("Số: /SYT-TCCB", 100, 400)]
    page = read_page(PageImage(1, np.asarray(sheet()), 150), Replaying([first]))
    assert page.text.splitlines() == ["Kết quả thực hiện", "Số: /SYT-TCCB"]
    assert second.asked == 1  # the number's line is left to the first


@pytest.mark.parametrize(
    ("effort", "second", "again"),
    [
        ("fast", None, None),
        ("normal", None, "Kêt qua"),  # as where it is not installed
        ("normal", Second("Kết quả"), "Kết quả"),
        ("careful", Second("Kết quả"), "Kết quả"),
    ],
)
def test_lines_are_read_again_by_what_is_known_of_them(
    monkeypatch: pytest.MonkeyPatch, effort: Effort, second: Second | None, again: str | None
) -> None:
    asked: list[str] = []

    def reread(lines: tuple[Line, ...], *_: object, judged: Sequence[Line], **__: object) -> tuple[Line, ...]:
        asked.extend(line.text for line in judged)
        return lines

    monkeypatch.setattr(pages, "second_reader", lambda options: second)
    monkeypatch.setattr(pages.rereading, "reread", reread)
    recogniser = Replaying([[run("Kêt qua", 100, 300)]])
    read_page(PageImage(1, np.asarray(sheet()), 150), recogniser, OcrOptions(effort=effort))
    assert asked == ([again] if again else [])
