"""The engine: what it gives, and what users are told when it does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cchc_ocr.document import Box, Word
from cchc_ocr.errors import PageTimeoutError
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.reading.engine import OcrOptions
from cchc_ocr.reading.page import NOTHING_READ, read_page
from tests.engines import Replaying, run, word
from tests.sheets import LONG_LINES, sheet, with_short_line


def paper(**more: int) -> Image.Image:
    """A sheet of A5 at 150 dpi."""
    return sheet(width=877, height=1240, **more)


def image(picture: Image.Image | None = None, number: int = 1) -> PageImage:
    return PageImage(number, np.asarray(picture or paper()), 150)


def test_a_page_whose_hard_lines_were_not_read_again_says_so() -> None:
    def slow(pixels: Any, dpi: int, *, uniform: bool = False) -> list[list[Word]]:
        if uniform:
            raise PageTimeoutError("no answer within 1 seconds")
        return [run("Kêt qua thuc hiên", 100, 100 * at, confidence=0.5) for at in range(1, 9)]

    page = read_page(image(), slow)
    assert len(page.lines) == 8 and page.notes == ("hard lines were not read again: no time was left",)


def test_blank_page_is_not_read() -> None:
    reader = Replaying([])
    page = read_page(image(Image.new("L", (1240, 1754), 250)), reader)
    assert (page.notes, page.lines, reader.shown) == (("blank",), (), [])
    assert (page.state, page.fault) == ("blank", "")


@pytest.mark.parametrize("shown", [sheet(), Image.new("L", (1240, 1754), 0), Image.new("L", (1240, 1754), 40)])
@pytest.mark.parametrize("clean", [True, False])
def test_a_page_that_gives_no_text_is_not_called_blank_for_it(shown: Image.Image, clean: bool) -> None:
    """Handwriting and maps are not blank, nor are pages that came out black."""
    page = read_page(image(shown), Replaying([[]] * 9), OcrOptions(clean=clean))
    assert (page.state, page.fault, page.notes) == ("read", NOTHING_READ, (NOTHING_READ,))


@pytest.mark.parametrize("width", [150, 250, 399])
def test_a_small_picture_of_a_printed_page_is_not_called_blank(width: int) -> None:
    small = sheet().resize((width, round(width * 1.414)), Image.Resampling.BOX)
    page = read_page(image(small), Replaying([[]] * 9))
    assert (page.state, page.fault) == ("read", NOTHING_READ)
    assert read_page(image(Image.new("L", small.size, 240)), Replaying([[]] * 9)).state == "blank"


def test_blank_paper_is_known_without_cleaning_too() -> None:
    page = read_page(image(Image.new("L", (1240, 1754), 250)), Replaying([[]] * 9), OcrOptions(clean=False))
    assert (page.state, page.fault) == ("blank", "")


def test_a_faint_page_is_blank_unless_it_reads_well() -> None:
    """Pale ink is print on a poor copy, or shines through from the other side; then it is mirrored."""
    faint = image(paper(ink=150))
    own, mirrored = [run("Trang in mờ", 100, 100)], [run("gnart iàv", 100, 100, confidence=0.5)]
    assert read_page(faint, Replaying([own])).text == "Trang in mờ"
    page = read_page(faint, Replaying([mirrored, mirrored]))
    assert (page.notes, page.lines, page.state) == (("blank",), (), "blank")


def test_one_line_that_makes_sense_is_print_of_this_side() -> None:
    own = run("Trang in mờ này", 100, 100)
    mirrored = [run("gnart iàv gnod gnuhc", 100, at, confidence=0.4) for at in range(200, 900, 50)]
    faint = image(paper(ink=150))
    assert read_page(faint, Replaying([[own, *mirrored]] * 9)).state == "read"
    assert read_page(faint, Replaying([[run("Trang in mờ", 100, 100), *mirrored]] * 9)).state == "blank"


def test_an_upright_page_whose_letters_line_up_is_read_as_it_is() -> None:
    """Bare rows of a form make columns as regular as lines."""
    good, bad = [run("Trang đứng thẳng", 100, 100)], [run("x", 100, 100, confidence=0.2)]
    turned = paper().rotate(90, expand=True)
    page = read_page(image(turned), Replaying([bad, bad, good]))
    assert (page.text, page.notes, page.turned) == ("Trang đứng thẳng", (), 0)


def test_page_on_its_side_is_turned_the_surer_way() -> None:
    good, bad = [run("Biểu số liệu", 100, 100)], [run("?? ~~ ..", 100, 100, confidence=0.2)]
    turned = paper().rotate(90, expand=True)
    first = read_page(image(turned), Replaying([good, bad]))
    second = read_page(image(turned), Replaying([bad, good]))
    assert (first.text, first.notes, first.turned) == ("Biểu số liệu", ("turned by 270 degrees",), 270)
    assert (second.text, second.notes, second.turned) == ("Biểu số liệu", ("turned by 90 degrees",), 90)
    assert (first.width, first.height) == (877, 1240)


def test_page_upside_down_is_turned() -> None:
    bad = [[*run("ab cd", 100, 100, confidence=0.51), *run("a b c d", 400, 100, confidence=0.1)]]
    good = [run("Điều 1", 9, 9)]
    page = read_page(image(), Replaying([bad, good]))
    assert (page.text, page.notes, page.turned) == ("Điều 1", ("turned by 180 degrees",), 180)


def standing(text: str) -> list[Word]:
    """Words one above the other, as the engine gives them of lines that run up the page."""
    return [word(part, 100, 1040 - 200 * at, width=40, height=180) for at, part in enumerate(text.split())]


def test_a_reading_that_makes_sense_is_the_only_one() -> None:
    reader = Replaying([[run("Trang đứng thẳng", 100, 100)]])
    assert read_page(image(), reader).notes == ()
    assert len(reader.shown) == 1


def test_a_page_whose_lines_stand_when_read_is_turned_however_sure_the_engine_is() -> None:
    """Tesseract reads lines that run up the page by itself, but from the last to the first."""
    wrong, right = [standing("Điều thứ hai của quy định")], [run("Điều 1", 100, 100)]
    page = read_page(image(), Replaying([wrong, wrong, right]))
    assert (page.text, page.notes) == ("Điều 1", ("turned by 270 degrees",))
    page = read_page(image(paper().rotate(90, expand=True)), Replaying([wrong, wrong, right]))
    assert (page.text, page.notes) == ("Điều 1", ())


def test_figures_are_read_upside_down_too_but_less_surely() -> None:
    figures = [run("86,91 60,98 18,06 11,69", 100, 100, confidence=0.65)]
    page = read_page(image(), Replaying([figures, [run("90,81 86,09 16,98 69,11", 100, 100)]]))
    assert page.notes == ("turned by 180 degrees",)


def test_a_page_that_makes_no_sense_is_read_all_ways_round() -> None:
    reader = Replaying([[run("hình vẽ bằng tay", 100, 100, confidence=sure)] for sure in (0.31, 0.33, 0.4, 0.32)])
    assert read_page(image(), reader).notes == ("turned by 270 degrees",)
    assert len(reader.shown) == 4


def test_where_time_runs_out_the_best_of_what_was_read_counts() -> None:
    class Late(Replaying):
        def __call__(self, pixels: Any, dpi: int, *, uniform: bool = False) -> Sequence[Sequence[Word]]:
            if len(self.shown) == len(self.readings):
                raise PageTimeoutError("no answer within 1 seconds")
            return super().__call__(pixels, dpi, uniform=uniform)

    late = Late([[run("hình vẽ bằng tay", 100, 100, confidence=sure)] for sure in (0.31, 0.33)])
    assert read_page(image(), late).notes == ("turned by 180 degrees",)
    with pytest.raises(PageTimeoutError):
        read_page(image(), Late([]))


def test_boxes_are_those_of_the_page_after_straightening() -> None:
    skewed = sheet().rotate(-3, fillcolor=255, resample=Image.Resampling.BICUBIC)
    reader = Replaying([[[word("giữa", 600, 860, width=40, height=34)]]])
    page = read_page(image(skewed), reader)
    box = page.lines[0].words[0].box
    assert box is not None
    assert abs(box.x0 - 600) < 6 and abs(box.y0 - 860) < 6  # the middle of the page stays where it is


def test_small_print_is_enlarged_and_boxes_come_back() -> None:
    small = sheet().resize((413, 585), Image.Resampling.LANCZOS)
    reader = Replaying([[[word("Số:", 200, 300, width=60, height=40)]]])
    page = read_page(PageImage(1, np.asarray(small), 50), reader)
    assert reader.shown[0][0].shape == (1170, 826)
    assert reader.shown[0][1] == 100
    assert page.lines[0].words[0].box == Box(100, 150, 130, 170)


LONG = [[Word("chữ", box, 0.95)] for box in LONG_LINES]


def test_a_page_is_read_with_the_line_that_was_passed_over() -> None:
    reader = Replaying([LONG, [run("CHỦ TỊCH", 40, 55, height=34)]])
    assert read_page(image(with_short_line()), reader).lines[-1].text == "CHỦ TỊCH"


def test_a_line_swallowed_by_a_tall_box_of_the_next_one_is_read() -> None:
    tall, beside, too = Box(300, 800, 560, 888), Box(570, 860, 700, 888), Box(710, 860, 900, 888)
    below = [Word("chữ", box, 0.95) for box in (tall, beside, too)]
    reader = Replaying([[*LONG, below], [run("CHỦ TỊCH", 40, 55, height=34)]])
    found = read_page(image(with_short_line()), reader)
    assert [line.text for line in found.lines][5:] == ["CHỦ TỊCH", "chữ chữ chữ"]


@pytest.mark.parametrize(("turned", "box"), [(0, Box(400, 300, 430, 320)), (90, Box(300, 810, 320, 840))])
def test_what_is_filled_into_a_form_stands_on_the_page_as_it_is_read(turned: int, box: Box) -> None:
    picture = sheet().rotate(turned, expand=True)
    typed = ((Word("45", box),),)
    good, bad = [run("Số: /BC-SNV", 300, 300)], [run("?? ~~", 100, 100, confidence=0.2)]
    page = read_page(replace(image(picture), typed=typed), Replaying([bad, good] if turned else [good]))
    (number,) = [word for line in page.lines for word in line.words if word.text == "45"]
    assert page.turned == turned and number.box
    assert abs(number.box.x0 - 400) < 4 and abs(number.box.y0 - 300) < 4


def test_a_blank_page_with_filled_fields_is_not_blank() -> None:
    typed = ((word("45", 400, 300),),)
    page = read_page(replace(image(Image.new("L", (1240, 1754), 250)), typed=typed), Replaying([]))
    assert (page.text, page.notes) == ("45", ())
