"""Parts of a page of text that an engine reads: their words come to their place, and nonsense is left out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cchc_ocr.document import Box, Line, Page, Word
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.reading.page import read_page
from cchc_ocr.reading.regions import UNREAD, read_regions
from tests.engines import Replaying, run

WIDTH, HEIGHT = 1240, 1754
REGION = Box(100, 300, 1100, 500)


def known(text: str, y: int) -> tuple[Word, ...]:
    words, x = [], 100
    for part in text.split():
        words.append(Word(part, Box(x, y, x + 14 * len(part), y + 28)))
        x += 14 * len(part) + 12
    return tuple(words)


IMAGE = PageImage(
    3,
    np.full((HEIGHT, WIDTH, 3), 255, np.uint8),
    150,
    notes=("a note",),
    typed=(known("Các đơn vị báo cáo như sau:", 200), known("Sở Nội vụ tổng hợp, báo cáo.", 700)),
    regions=(REGION,),
    turned=90,
)


def read_as(*words: Word, turned: int = 0) -> Page:
    return Page(3, (Line(words),), "scan", WIDTH, HEIGHT, turned=turned)


def test_what_is_read_stands_between_the_known_lines() -> None:
    words = (Word("Hạn", Box(150, 340, 210, 370), 0.9), Word("cuối:", Box(220, 340, 300, 370), 0.9))
    page = read_regions(IMAGE, lambda part: read_as(*words))
    assert page.text.splitlines() == ["Các đơn vị báo cáo như sau:", "Hạn cuối:", "Sở Nội vụ tổng hợp, báo cáo."]
    assert page.lines[1].words[0].box == Box(150, 340, 210, 370)
    assert (page.number, page.origin, page.turned, page.notes) == (3, "scan", 90, ("a note",))
    assert (page.width, page.height) == (WIDTH, HEIGHT)


def test_the_engine_sees_a_white_sheet_with_the_part_alone_without_the_known_words() -> None:
    pixels = np.full_like(IMAGE.pixels, 200)
    over = replace(IMAGE, pixels=pixels, typed=(*IMAGE.typed, known("Chữ trên hình", 400)), damage="lost")
    seen = []

    def read(sheet: PageImage) -> Page:
        seen.append(sheet)
        return Page(3, origin="scan", width=sheet.width, height=sheet.height)

    page = read_regions(over, read)
    (sheet,) = seen
    assert sheet.pixels.shape == pixels.shape and not sheet.typed and not sheet.notes and sheet.damage is None
    shades = [int(sheet.pixels[y, x, 0]) for x, y in ((50, 350), (150, 350), (110, 410), (150, 600))]
    assert shades == [255, 200, 255, 255] and int(pixels.min()) == 200
    assert page.origin == "text-layer" and page.notes == ("a note", UNREAD)


def test_words_beside_the_regions_and_print_on_its_side_are_not_taken() -> None:
    beside = Word("Dấu", Box(150, 900, 210, 930), 0.9)
    assert read_regions(IMAGE, lambda sheet: read_as(beside)).origin == "text-layer"
    inside = Word("Dấu", Box(150, 340, 210, 370), 0.9)
    assert read_regions(IMAGE, lambda sheet: read_as(inside, turned=90)).notes == ("a note", UNREAD)


@pytest.mark.parametrize("confidence", [0.2, 0.6])
def test_what_makes_no_sense_is_left_out_and_said(confidence: float) -> None:
    page = read_regions(IMAGE, lambda part: read_as(Word("vớ~", Box(150, 340, 210, 370), confidence)))
    assert page.text.splitlines() == ["Các đơn vị báo cáo như sau:", "Sở Nội vụ tổng hợp, báo cáo."]
    assert page.notes == ("a note", UNREAD) and page.origin == "text-layer"


@pytest.mark.parametrize("letters", [3, 36])
def test_little_print_in_a_region_is_not_called_blank(letters: int) -> None:
    pixels = np.full((HEIGHT, WIDTH), 255, np.uint8)
    for at in range(140, 140 + 24 * letters, 24):
        pixels[340:370, at : at + 14] = 0
    engine = Replaying([[run("Hạn cuối nộp báo cáo", 150, 340, confidence=0.95, height=30)]] * 4)
    page = read_page(replace(IMAGE, pixels=pixels), engine)
    assert page.text.splitlines()[1] == "Hạn cuối nộp báo cáo" and len(page.lines) == 3
