"""What was read of pages, handed to OCRmyPDF as its engine would give it."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

pytest.importorskip("ocrmypdf", reason="the extra pdf is not installed")

from cchc_ocr.document import Box, Line, Page, Word
from cchc_ocr.files.textlayer import PagesRead

SIZE = (200, 100)
WORDS = Line((Word("Sở", Box(10, 20, 30, 40), 0.5), Word("Nội", Box(35, 22, 60, 44), 1.0)))
TYPED = Line.from_text("không có chỗ")
HALF = Line((Word("vụ", Box(70, 20, 90, 40), 0.75), Word("?", None)))
OPTIONS: Any = None  # those of OCRmyPDF, which nothing is taken from


def layer(
    page: Page, picture: Path, size: tuple[int, int] = SIZE, index: int = 0, **saved: Any
) -> tuple[Any, str]:
    """The words of a page, which is the first of its file, over a picture of so many pixels."""
    Image.new("L", size, 255).save(picture, **saved)
    engine: Any = PagesRead({0: page}).get_ocr_engine()
    return engine.generate_ocr(picture, OPTIONS, index)


def corners(element: Any) -> tuple[float, ...]:
    box = element.bbox
    return (box.left, box.top, box.right, box.bottom)


@pytest.mark.parametrize(("across", "down"), [(1, 1), (2, 2), (2, 3)])
def test_boxes_are_scaled_to_the_picture(tmp_path: Path, across: int, down: int) -> None:
    page = Page(1, (WORDS,), "scan", *SIZE)
    tree, text = layer(page, tmp_path / "a.png", (SIZE[0] * across, SIZE[1] * down))
    (line,) = tree.children
    assert corners(tree) == (0, 0, SIZE[0] * across, SIZE[1] * down)
    assert corners(line) == (10 * across, 20 * down, 60 * across, 44 * down)
    assert [(word.text, word.confidence) for word in line.children] == [("Sở", 0.5), ("Nội", 1.0)]
    assert corners(line.children[0]) == (10 * across, 20 * down, 30 * across, 40 * down)
    assert text == "Sở Nội"


def test_words_without_a_place_are_in_the_text_alone(tmp_path: Path) -> None:
    tree, text = layer(Page(1, (TYPED, HALF), "scan", *SIZE), tmp_path / "a.png")
    assert [[word.text for word in line.children] for line in tree.children] == [["vụ"]]
    assert text == "không có chỗ\nvụ ?"


def test_a_page_that_was_not_read_is_empty(tmp_path: Path) -> None:
    tree, text = layer(Page(1, (WORDS,), "scan", *SIZE), tmp_path / "a.png", index=6)
    assert (tree.children, text, tree.page_number) == ([], "", 6)


def test_a_page_of_unknown_size_is_as_large_as_its_picture(tmp_path: Path) -> None:
    tree, _ = layer(Page(1, (WORDS,)), tmp_path / "a.png")
    assert corners(tree.children[0]) == (10, 20, 60, 44)


@pytest.mark.parametrize(("saved", "dpi"), [({}, 300.0), ({"dpi": (150, 150)}, 150.0)])
def test_the_resolution_is_that_of_the_picture(tmp_path: Path, saved: dict[str, Any], dpi: float) -> None:
    tree, _ = layer(Page(1), tmp_path / "a.jpg", **saved)
    assert tree.dpi == pytest.approx(dpi)


def test_the_file_names_what_made_it() -> None:
    engine: Any = PagesRead({}).get_ocr_engine()
    assert str(engine) == engine.creator_tag(OPTIONS) == f"cchc-ocr {version('cchc-ocr')}"
    assert engine.languages(OPTIONS) == {"vie"}


def test_pages_come_upright_and_in_one_way_alone() -> None:
    engine: Any = PagesRead({}).get_ocr_engine()
    assert engine.get_orientation(Path("a.png"), OPTIONS).angle == 0
    assert engine.supports_generate_ocr()
    for way in (engine.generate_hocr, engine.generate_pdf):
        with pytest.raises(NotImplementedError):
            way(Path("a.png"), Path("b"), Path("c"), OPTIONS)


@pytest.mark.parametrize(("index", "size"), [(0, SIZE), (6, (2480, 3508))])
def test_pages_are_not_drawn_for_an_engine_that_does_not_look(
    tmp_path: Path, index: int, size: tuple[int, int]
) -> None:
    plugin = PagesRead({0: Page(1, (WORDS,), "scan", *SIZE)})
    with Image.open(plugin.rasterize_pdf_page(tmp_path / "a.png", index + 1)) as picture:
        assert (picture.size, picture.getextrema()) == (size, (255, 255))


def test_a_line_is_as_high_as_its_print(tmp_path: Path) -> None:
    """One box reaches into the line above: the words of a line are marked in one row."""
    words = (Word("Sở", Box(10, 20, 30, 40)), Word("Nội", Box(35, 0, 60, 40)), Word("vụ", Box(65, 21, 85, 40)))
    tree, _ = layer(Page(1, (Line(words),), "scan", *SIZE), tmp_path / "a.png")
    assert corners(tree.children[0]) == (10, 20, 85, 40)


def test_words_end_before_the_next_begins(tmp_path: Path) -> None:
    words = (Word("do", Box(10, 20, 50, 40)), Word("-", Box(45, 20, 52, 40)), Word("vụ", Box(60, 20, 85, 40)))
    tree, _ = layer(Page(1, (Line(words),), "scan", *SIZE), tmp_path / "a.png")
    do, dash, last = (corners(word) for word in tree.children[0].children)
    assert do[0] == 10 and do[2] < 40
    assert dash[0] == 45 and dash[2] <= 53
    assert last == (60, 20, 85, 40)


def falling(slope: float, lines: int) -> Page:
    """A page whose lines of six words fall to the right."""
    boxes = [
        [Box(100 * x, at * 50 + round(slope * 100 * x), 100 * x + 80, 0) for x in range(6)] for at in range(lines)
    ]
    return Page(
        1,
        tuple(
            Line(tuple(Word("chữ", Box(box.x0, box.y0, box.x1, box.y0 + 30)) for box in line)) for line in boxes
        ),
        "scan",
        *SIZE,
    )


@pytest.mark.parametrize("slope", [0.05, -0.03])
def test_the_text_of_a_skewed_page_runs_along_its_lines(tmp_path: Path, slope: float) -> None:
    tree, _ = layer(falling(slope, 3), tmp_path / "a.png")
    for at, line in enumerate(tree.children):
        assert line.baseline.slope == pytest.approx(slope, abs=0.002)
        assert corners(line) == pytest.approx((0, 50 * at, 580, 50 * at + 30), abs=3)  # as high as where it begins
        assert [word.bbox.left for word in line.children] == [0, 100, 200, 300, 400, 500]


@pytest.mark.parametrize("page", [falling(0.004, 3), falling(0.05, 2)], ids=["hardly skewed", "two lines"])
def test_other_pages_are_taken_for_level(tmp_path: Path, page: Page) -> None:
    tree, _ = layer(page, tmp_path / "a.png")
    assert {line.baseline for line in tree.children} == {None}
