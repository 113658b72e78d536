"""The engine: what it gives, and what users are told when it does not."""

from __future__ import annotations

import os
import pickle
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from cchc_ocr.document import Box, Word
from cchc_ocr.errors import NotInstalledError, PageTimeoutError, UnreadableError
from cchc_ocr.images import PageImage
from cchc_ocr.ocr import OcrOptions, TesseractEngine, install_command, parse_tsv, read_page, write_pgm
from tests.engines import BEHAVIOURS, Replaying, fake_tesseract, run, tsv, word
from tests.sheets import sheet


def image(picture: Image.Image | None = None, number: int = 1) -> PageImage:
    return PageImage(number, np.asarray(picture or sheet()), 150)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def install(behaviour: str, languages: str = "vie") -> None:
        fake_tesseract(tmp_path, behaviour, languages)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    return install


def test_words_keep_box_and_confidence() -> None:
    lines = parse_tsv(tsv("1 1 10 20 60 30 96.5 Số:", "1 1 80 20 60 30 12 #4", "1 2 10 60 60 30 91 Hà"))
    assert [[w.text for w in line] for line in lines] == [["Số:", "#4"], ["Hà"]]
    assert lines[0][1].box == Box(80, 20, 140, 50)
    assert lines[0][1].confidence == 0.12


def test_text_is_composed_and_quotes_are_text() -> None:
    (line,) = parse_tsv(tsv('1 1 0 0 9 9 90 "Tô\u0309', "1 1 20 0 9 9 90 QÐ-UBND"))
    assert [w.text for w in line] == ['"Tổ', "QĐ-UBND"]


def test_a_tilde_of_its_own_is_a_dash_and_says_so() -> None:
    (line,) = parse_tsv(tsv("1 1 0 0 9 9 90 ~", "1 1 20 0 60 9 95 Lưu:", "1 1 90 0 60 9 95 ~5"))
    assert [(w.text, w.as_seen) for w in line] == [("-", "~"), ("Lưu:", "Lưu:"), ("~5", "~5")]


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("17/01⁄2018;", "17/01/2018;"),
        ("03⁄/KH-SNV", "03/KH-SNV"),
        ("15/⁄BC-UBND", "15/BC-UBND"),
        ("https:⁄/sonha.example⁄a", "https://sonha.example/a"),
        ("https:⁄⁄sonha.example", "https://sonha.example"),
        ("https:/⁄sonha.example", "https://sonha.example"),
    ],
)
def test_a_fraction_slash_is_a_slash(read: str, printed: str) -> None:
    (line,) = parse_tsv(tsv(f"1 1 0 0 99 9 90 {read}"))
    assert (line[0].text, line[0].as_seen) == (printed, read)


def test_blank_words_are_no_words() -> None:
    assert parse_tsv(tsv("1 1 0 0 9 9 95  ")) == []


def test_a_page_without_words_is_no_error() -> None:
    assert parse_tsv(tsv()) == []


@pytest.mark.parametrize("text", ["", "Xin chào", "level\ttext\n5\tx\n", tsv("1 1 ? 0 9 9 90 a")])
def test_other_output_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        parse_tsv(text)


def test_pgm_is_read_back(tmp_path: Path) -> None:
    pixels = np.arange(60, dtype=np.uint8).reshape(6, 10)
    write_pgm(tmp_path / "page.pgm", pixels)
    with Image.open(tmp_path / "page.pgm") as picture:
        assert (np.asarray(picture) == pixels).all()


def test_program_is_read_through_its_table(program) -> None:
    table = tsv("1 1 10 20 60 30 96 Kết", "1 1 80 20 60 30 95 luận").replace("\n", "\\n").replace("\t", "\\t")
    program(f"printf '{table}' > \"$2.tsv\"")
    page = TesseractEngine().read(image(number=3))
    assert (page.number, page.text, page.origin) == (3, "Kết luận", "scan")
    assert (page.width, page.height) == (1240, 1754)


def test_engine_says_name_version_and_language(program) -> None:
    program("exit 1")
    assert TesseractEngine().name == "tesseract 5.3.0 vie"


def test_a_page_that_takes_too_long_is_stopped(program) -> None:
    program(BEHAVIOURS["hangs"])
    start = time.monotonic()
    with pytest.raises(PageTimeoutError, match=r"within 0\.5 seconds"):
        TesseractEngine(OcrOptions(page_timeout=0.5)).read(image())
    assert time.monotonic() - start < 10


def test_the_limit_is_that_of_a_page_and_not_of_a_reading(program) -> None:
    table = tsv("1 1 10 20 60 30 96 Kết").replace("\n", "\\n").replace("\t", "\\t")
    program(f"sleep 1; printf '{table}' > \"$2.tsv\"")
    side = image(sheet().rotate(90, expand=True))  # is read both ways round
    assert TesseractEngine(OcrOptions(page_timeout=60)).read(side).text == "Kết"
    with pytest.raises(PageTimeoutError):
        TesseractEngine(OcrOptions(page_timeout=1.8)).read(side)


def test_a_page_whose_hard_lines_were_not_read_again_says_so() -> None:
    def slow(pixels: Any, dpi: int, *, uniform: bool = False) -> list[list[Word]]:
        if uniform:
            raise PageTimeoutError("no answer within 1 seconds")
        return [run("Kêt qua thuc hiên", 100, 100 * at, confidence=0.5) for at in range(1, 9)]

    page = read_page(image(), slow)
    assert len(page.lines) == 8 and page.notes == ("hard lines were not read again: no time was left",)


@pytest.mark.parametrize("behaviour", [name for name in BEHAVIOURS if name != "hangs"])
def test_a_misbehaving_program_fails_the_page_clearly(program, behaviour: str) -> None:
    program(BEHAVIOURS[behaviour])
    with pytest.raises(UnreadableError) as caught:
        TesseractEngine(OcrOptions(page_timeout=20)).read(image())
    assert caught.value.hint


def test_missing_program_and_language_name_the_command(
    program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program("exit 1", languages="eng")
    with pytest.raises(NotInstalledError, match="no data for vie"):
        TesseractEngine().read(image())
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    with pytest.raises(NotInstalledError) as caught:
        TesseractEngine().read(image())
    assert install_command() in str(caught.value)


def test_engine_crosses_processes() -> None:
    engine = TesseractEngine(OcrOptions(page_timeout=7))
    assert pickle.loads(pickle.dumps(engine)).options == engine.options


def test_blank_page_is_not_read() -> None:
    reader = Replaying([])
    page = read_page(image(Image.new("L", (1240, 1754), 250)), reader)
    assert (page.notes, page.lines, reader.shown) == (("blank",), (), [])


def test_a_faint_page_is_blank_unless_it_reads_well() -> None:
    """Pale ink is print on a poor copy, or shines through from the other side; then it is mirrored."""
    faint = image(sheet(ink=150))
    own, mirrored = [run("Trang in mờ", 100, 100)], [run("gnart iàv", 100, 100, confidence=0.5)]
    assert read_page(faint, Replaying([own])).text == "Trang in mờ"
    page = read_page(faint, Replaying([mirrored]))
    assert (page.notes, page.lines) == (("blank",), ())


def test_an_upright_page_whose_letters_line_up_is_read_as_it_is() -> None:
    """Bare rows of a form make columns as regular as lines."""
    good, bad = [run("Trang đứng thẳng", 100, 100)], [run("x", 100, 100, confidence=0.2)]
    turned = sheet().rotate(90, expand=True)
    page = read_page(image(turned), Replaying([bad, bad, good]))
    assert (page.text, page.notes) == ("Trang đứng thẳng", ())


def test_page_on_its_side_is_turned_the_surer_way() -> None:
    good, bad = [run("Biểu số liệu", 100, 100)], [run("?? ~~ ..", 100, 100, confidence=0.2)]
    turned = sheet().rotate(90, expand=True)
    first = read_page(image(turned), Replaying([good, bad]))
    second = read_page(image(turned), Replaying([bad, good]))
    assert (first.text, first.notes) == ("Biểu số liệu", ("turned by 270 degrees",))
    assert (second.text, second.notes) == ("Biểu số liệu", ("turned by 90 degrees",))
    assert (first.width, first.height) == (1240, 1754)


def test_page_upside_down_is_turned() -> None:
    bad = [[*run("ab cd", 100, 100, confidence=0.51), *run("a b c d", 400, 100, confidence=0.1)]]
    good = [run("Điều 1", 9, 9)]
    page = read_page(image(), Replaying([bad, good]))
    assert (page.text, page.notes) == ("Điều 1", ("turned by 180 degrees",))


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


@pytest.mark.tesseract
def test_real_engine_reads_print() -> None:
    paper = Image.new("L", (1240, 600), 255)
    from PIL import ImageFont

    font = ImageFont.load_default(36)
    pen = ImageDraw.Draw(paper)
    for at, line in enumerate(("CONG HOA XA HOI", "Doc lap tu do", "Bao cao so 15 ngay 20")):
        pen.text((150, 120 + 80 * at), line, font=font, fill=0)
    page = TesseractEngine().read(PageImage(1, np.asarray(paper), 150))
    assert "15" in page.text and "20" in page.text
    assert page.confidence > 0.5
