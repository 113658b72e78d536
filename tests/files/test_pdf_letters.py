"""Letters of text layers: each comes once, in lines as they are drawn, whichever way the page is turned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from cchc_ocr.document import Page
from cchc_ocr.files.charsets import TCVN3
from cchc_ocr.files.opening import open_document
from cchc_ocr.files.options import ReadOptions
from tests.documents import first

PRINT = [
    "Report of the office on reform in the third quarter of the year",
    "under the regulation numbered 92/2017/ND-",
    "CP of the seventh of August, which tells all offices below it",
    "to report by the fifteenth day of the month that follows it.",
]
SIZE = 11
_drawn = settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])


def text_of(path: Path) -> Page:
    with open_document(path, ReadOptions(trust_text=True)) as document:
        page = document.page(1)
    assert isinstance(page, Page)
    return page


def draw(canvas: Canvas, line: str, row: int, *, aside: float = 0.0, mode: int = 0) -> None:
    canvas.saveState()  # else reportlab leaves the mode to the text behind
    text = canvas.beginText(72 + aside, 700 - 16 * row)
    text.setFont("Helvetica", SIZE)
    text.setTextRenderMode(mode)
    text.textOut(line)
    canvas.drawText(text)
    canvas.restoreState()


def words_drawn(path: Path, order: Sequence[int]) -> Path:
    """Each word of the print drawn by itself, in this order."""
    canvas = Canvas(str(path))
    canvas.setFont("Helvetica", SIZE)
    places = []
    for row, line in enumerate(PRINT):
        at = 72.0
        for word in line.split():
            places.append((word, at, 700 - 16 * row))
            at += canvas.stringWidth(f"{word} ", "Helvetica", SIZE)
    for number in order:
        word, x, y = places[number]
        canvas.drawString(x, y, word)
    canvas.save()
    return path


WORDS = sum(len(line.split()) for line in PRINT)


@_drawn
@given(st.permutations(range(WORDS)))
def test_the_order_of_the_file_says_nothing(tmp_path: Path, order: list[int]) -> None:
    assert text_of(words_drawn(tmp_path / "a.pdf", order)).text.splitlines() == PRINT


@_drawn
@given(st.floats(0, 0.12 * SIZE), st.sampled_from([0, 1, 2, 3]), st.booleans())
def test_what_is_drawn_twice_comes_once(tmp_path: Path, aside: float, mode: int, by_line: bool) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    rows = [*enumerate(PRINT)]
    copies = [(row, 0.0, 0) for row in rows] + [(row, aside, mode) for row in rows]
    for (row, line), beside, how in sorted(copies, key=lambda one: one[0][0] if by_line else 0):
        draw(canvas, line, row, aside=beside, mode=how)
    canvas.save()
    assert text_of(tmp_path / "a.pdf").text.splitlines() == PRINT


def test_twin_letters_stay_two(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    draw(canvas, "ill will fill 1111 hills in III. llll", 0)
    canvas.save()
    assert text_of(tmp_path / "a.pdf").text == "ill will fill 1111 hills in III. llll"


def test_another_reading_below_the_print_is_left_out(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for row, line in enumerate(PRINT):
        draw(canvas, "Qeport 0f tbe cffice cn reforn iu", row, mode=3)
        draw(canvas, line, row)
    canvas.save()
    assert text_of(tmp_path / "a.pdf").text.splitlines() == PRINT


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("drawn", [0, 90, 180, 270])
def test_text_turned_by_the_viewer_or_the_page_is_read_upright(tmp_path: Path, rotation: int, drawn: int) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(800, 800))
    canvas.translate(400, 400)
    canvas.rotate(drawn)
    canvas.translate(-400, -400)
    for row, line in enumerate(PRINT):
        draw(canvas, line, row)
    canvas.save()
    with pikepdf.open(tmp_path / "a.pdf", allow_overwriting_input=True) as pdf:
        pdf.pages[0].rotate(rotation, relative=False)
        pdf.save()
    page = text_of(tmp_path / "a.pdf")
    turned = (drawn - rotation) % 360
    assert page.text.splitlines() == PRINT and page.turned == turned
    assert page.notes == ((f"turned by {turned} degrees",) if turned else ())
    with open_document(tmp_path / "a.pdf", ReadOptions(trust_text=True)) as document:
        assert document.page(1) == document.page(1) == page


def test_print_that_runs_up_beside_a_level_text_keeps_its_words(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for row, line in enumerate(PRINT):
        draw(canvas, line, row)
    canvas.saveState()
    canvas.translate(40, 400)
    canvas.rotate(90)
    canvas.drawString(0, 0, "Sideways")
    canvas.restoreState()
    canvas.save()
    assert sorted(text_of(tmp_path / "a.pdf").text.splitlines()) == sorted([*PRINT, "Sideways"])


@pytest.mark.parametrize(("between", "read"), [("   ", True), (" ", False)])
def test_letters_that_stand_apart_are_joined_by_their_distances(tmp_path: Path, between: str, read: bool) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.setFont("Helvetica", SIZE)
    for row, line in enumerate(PRINT):
        canvas.drawString(20, 700 - 16 * row, between.join(" ".join(word) for word in line.split()))
    canvas.save()
    if read:
        assert text_of(tmp_path / "a.pdf").text.splitlines() == PRINT
    else:
        assert first(tmp_path / "a.pdf").notes == ("text layer not used: its letters stand apart",)


TINOS = Path("/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf")
_CODES = {letter: code for code, letter in TCVN3.items() if code != "μ"}  # as some programs write "µ"


def in_tcvn3(path: Path, capitals: str, lines: list[str]) -> Path:
    """A PDF whose text is in TCVN3, in fonts with other names; the first line in one that draws capitals."""
    pdfmetrics.registerFont(TTFont("Body", str(TINOS)))
    pdfmetrics.registerFont(TTFont("Capitals", str(TINOS.with_name("Tinos-Bold.ttf"))))
    canvas = Canvas(str(path))
    for row, line in enumerate([capitals, *lines]):
        canvas.setFont("Body" if row else "Capitals", SIZE)
        canvas.drawString(72, 700 - 16 * row, line)
    canvas.save()
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for font in pdf.pages[0].resources.Font.values():
            if "/ToUnicode" in font:
                lowered = str(font.BaseFont).endswith("Bold")
                table = font.ToUnicode.read_bytes().decode()
                font.ToUnicode.write(_coded(table, lowered=lowered).encode())
        pdf.save()
    return path


def _coded(table: str, *, lowered: bool) -> str:
    """A table (ToUnicode) that leads to codes of TCVN3."""

    def code(match: re.Match[str]) -> str:
        letter = chr(int(match[1], 16))
        letter = letter.lower() if lowered else letter
        return f"<{ord(_CODES.get(letter, letter)):04X}>"

    return re.sub("<([0-9A-F]{4})>", code, table)


@pytest.mark.skipif(not TINOS.exists(), reason="needs Debian's fonts-croscore")
def test_fonts_of_capitals_are_known_by_what_they_draw(tmp_path: Path) -> None:
    lines = [
        "Căn cứ chỉ đạo của tỉnh, các đơn vị đã thực hiện",
        "kế hoạch cải cách hành chính đúng tiến độ được giao.",
    ]
    path = in_tcvn3(tmp_path / "a.pdf", "BÁO CÁO KẾT QUẢ THỰC HIỆN NHIỆM VỤ", lines)
    assert text_of(path).text.splitlines() == ["BÁO CÁO KẾT QUẢ THỰC HIỆN NHIỆM VỤ", *lines]


def test_squeezed_letters_of_a_layer_are_no_copies(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    text = canvas.beginText(72, 700)
    text.setFont("Helvetica", SIZE)
    text.setHorizScale(40)
    text.textOut("office staff fill all hills with llamas")
    canvas.drawText(text)
    canvas.save()
    assert text_of(tmp_path / "a.pdf").text == "office staff fill all hills with llamas"


def test_a_layer_over_print_that_is_no_text_is_kept(tmp_path: Path) -> None:
    """So are the searchable PDFs made here: the page's own letters are spaces, those of the layer have no ink."""
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.setFillGray(0.5)
    draw(canvas, " " * 60, 0)
    canvas.rect(72, 695, 300, 14, fill=1)
    draw(canvas, "Words of the layer", 0, mode=3)
    canvas.save()
    assert text_of(tmp_path / "a.pdf").text == "Words of the layer"
