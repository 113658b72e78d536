"""Whether figures in the head of a document are print or were filled in by hand."""

import pytest

from cchc_ocr.document import Box, Word
from cchc_ocr.extract.forms.handwriting import SURE, Yardstick, figures_probability, rise_of

YEAR = Yardstick(height=40, width=20)


@pytest.mark.parametrize(
    ("height", "width", "confidence", "sure"),
    [
        (40, 40, 0.95, True),
        (38, 36, 0.0, True),
        (42, 30, 0.4, True),
        (50, 40, 0.95, False),
        (60, 40, 0.3, False),
        (40, 80, 0.95, False),
    ],
)
def test_figures_of_the_height_and_width_of_print_are_print(height, width, confidence, sure):
    word = Word("15", Box(0, 0, width, height), confidence)
    assert (figures_probability([word], "15", YEAR) >= SURE) is sure


def test_a_single_figure_may_be_cut_a_pixel_wider():
    assert figures_probability([Word("3", Box(0, 0, 23, 40), 0.97)], "3", YEAR) >= SURE
    assert figures_probability([Word("3", Box(0, 0, 30, 40), 0.97)], "3", YEAR) < SURE


def test_the_stroke_of_a_one_is_narrow():
    assert figures_probability([Word("1", Box(0, 0, 11, 40), 0.97)], "1", YEAR) >= SURE
    assert figures_probability([Word("3", Box(0, 0, 11, 40), 0.97)], "3", YEAR) < SURE


@pytest.mark.parametrize(("year", "height"), [("2020.", 40), ("2020,", 47)])
def test_a_stop_behind_a_year_does_not_count(year, height):
    found = Yardstick.of([Word(year, Box(0, 0, 100, height), 0.97)])
    assert found is not None and abs(found.height - 40) <= 1 and found.width == 22


def test_without_a_yardstick_nothing_is_sure():
    assert figures_probability([Word("15", Box(0, 0, 40, 40), 0.99)], "15", None) < SURE


def test_text_without_a_picture_is_sure():
    assert figures_probability([Word("15")], "15", None) == 1.0


@pytest.mark.parametrize(
    ("top", "bottom", "width", "confidence", "sure"),
    [
        (100, 151, 40, 0.95, True),  # a speck hangs on below
        (94, 145, 40, 0.95, False),  # rises above the print beside it
        (100, 160, 40, 0.95, False),  # falls below it
        (100, 151, 48, 0.95, False),  # is wider
        (100, 151, 40, 0.8, False),  # is not clear
    ],
)
def test_a_speck_below_a_printed_day_makes_no_handwriting(top, bottom, width, confidence, sure):
    ngay, thang = Word("ngày", Box(0, 100, 90, 151), 0.97), Word("tháng", Box(160, 100, 260, 150), 0.97)
    probability = figures_probability(
        [Word("05", Box(105, top, 105 + width, bottom), confidence)], "05", YEAR, ngay, thang
    )
    assert (probability >= SURE) is sure
    assert probability < 0.85  # for review all the same


@pytest.mark.parametrize(("confidence", "left", "sure"), [(0.7, 90, True), (0.4, 90, False), (0.7, 130, False)])
def test_height_says_nothing_where_figures_were_parted_from_a_word(confidence, left, sure):
    """ "ngày19" is read as two words whose boxes overlap, that of the figures as high as the row."""
    day, figures = Word("ngày", Box(0, 0, 120, 40), 0.7), Word("19", Box(left, 0, left + 40, 60), confidence)
    assert (figures_probability([figures], "19", Yardstick(40, 20), day) >= SURE) is sure


@pytest.mark.parametrize(
    ("text", "height", "sure"),
    [
        ("12/QĐ-SNV", 45, True),
        ("12/QĐ-SNV", 60, False),
        ("12/KH-SNV", 48, False),  # no letter of it has a tail
        ("thg12", 90, True),  # beside small letters with marks the height says nothing
    ],
)
def test_figures_read_together_with_letters(text, height, sure):
    word = Word(text, Box(0, 0, 20 * len(text), height), 0.85)
    assert (figures_probability([word], "12", YEAR) >= SURE) is sure


def test_figures_read_surely_together_with_a_symbol_are_for_review_however_high_that_is():
    word = Word("12/TB-TTPVHCC", Box(0, 0, 260, 50), 0.92)
    assert SURE <= figures_probability([word], "12", YEAR) < 0.85


def test_figures_that_stand_in_no_single_word_are_not_sure():
    words = [Word("1", Box(0, 0, 20, 40), 0.95), Word("2", Box(30, 0, 50, 40), 0.95)]
    assert figures_probability(words, "12", YEAR) == 0.0


@pytest.mark.parametrize(
    ("words", "yardstick"),
    [
        ([Word("2024", Box(0, 0, 80, 36))], Yardstick(36, 20)),
        ([Word("2024", Box(0, 0, 80, 60))], Yardstick(20 / 0.55, 20)),  # a speck makes the box too high
        ([Word("năm", Box(0, 0, 80, 40))], None),
        ([Word("2024")], None),
    ],
)
def test_the_printed_year_is_the_yardstick(words, yardstick):
    assert Yardstick.of(words) == yardstick


def test_a_symbol_is_higher_than_its_figures():
    found = Yardstick.of_symbol(Word("/QĐ-SNV", Box(0, 0, 140, 50)))
    assert found is not None and found.height == pytest.approx(39)
    assert Yardstick.of_symbol(Word("/QĐ-SNV")) is None


def test_a_date_in_figures_is_as_high_as_a_year() -> None:
    found = Yardstick.of([Word("05/4/2024", Box(0, 0, 164, 40))])
    assert found is not None and (round(found.height), round(found.width)) == (36, 20)


def test_on_a_line_that_rises_the_box_of_a_long_word_is_too_high() -> None:
    names = ("CÔNG", "HÒA", "XÃ", "NAM")
    line = [Word(text, Box(200 * at, 100 - 4 * at, 200 * at + 100, 140 - 4 * at)) for at, text in enumerate(names)]
    rise = rise_of([line, line[:3]])
    number = [Word("05/CĐ-UBND", Box(0, 0, 340, 47), 0.85)]
    assert round(rise, 3) == 0.02 and rise_of([line[:3]]) == 0
    assert figures_probability(number, "05", Yardstick(40, 20)) < SURE
    assert figures_probability(number, "05", Yardstick(40, 20, rise)) >= SURE


def test_years_in_the_text_stand_in_for_one_in_the_head() -> None:
    found = Yardstick.of_text([Word("2013", Box(0, 0, 80, 36)), Word("1234", Box(0, 0, 80, 80)), Word("năm")])
    assert found is not None and (found.height, found.width) == (pytest.approx(34.2), 20)
    assert Yardstick.of_text([Word("năm")]) is None
