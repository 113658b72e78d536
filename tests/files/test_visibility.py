"""Words that no viewer shows are no text of the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from cchc_ocr.document import Box, Page, Word
from cchc_ocr.files.opening import open_document
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.files.visibility import on_page, with_print

SHOWN = [f"Shown line {number} of the annual report on reform" for number in range(6)]
HIDDEN = "Hidden words"


def text_of(path: Path) -> tuple[str, tuple[str, ...]]:
    with open_document(path, ReadOptions(trust_text=True)) as document:
        page = document.page(1)
    assert isinstance(page, Page)
    return page.text, page.notes


def drawn(path: Path, hide: Callable[[Canvas], None]) -> Path:
    """A page of text on which ``hide`` draws the rest."""
    canvas = Canvas(str(path), pagesize=A4)
    for number, line in enumerate(SHOWN):
        canvas.drawString(72, 700 - 20 * number, line)
    hide(canvas)
    canvas.save()
    return path


def in_colour(grey: float) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(grey)
        canvas.drawString(72, 300, HIDDEN)

    return draw


def below_a_shape(canvas: Canvas) -> None:
    canvas.drawString(72, 300, HIDDEN)
    canvas.setFillGray(1)
    canvas.rect(60, 280, 300, 50, stroke=0, fill=1)


def on_its_own_colour(canvas: Canvas) -> None:
    canvas.setFillGray(0)
    canvas.rect(60, 280, 300, 50, stroke=0, fill=1)
    canvas.drawString(72, 300, HIDDEN)


def invisible(canvas: Canvas) -> None:
    text = canvas.beginText(72, 300)
    text.setTextRenderMode(3)
    text.textOut(HIDDEN)
    canvas.drawText(text)


def white_on_black(canvas: Canvas) -> None:
    canvas.setFillGray(0)
    canvas.rect(60, 280, 300, 50, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(72, 300, HIDDEN)


def cropped(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].CropBox = pikepdf.Array([0, 350, 595, 842])
        pdf.save(path)


def switched_off(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="draft"))
        page = pdf.pages[0]
        page.Resources.Properties = pikepdf.Dictionary(oc1=layer)
        before, _, last = page.Contents.read_bytes().rpartition(b"BT")
        page.Contents = pdf.make_stream(before + b"/OC /oc1 BDC BT" + last + b" EMC")
        shown = pikepdf.Dictionary(OFF=pikepdf.Array([layer]), Order=pikepdf.Array([layer]))
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=shown)
        pdf.save(path)


@pytest.mark.parametrize(
    "hide",
    [in_colour(1), in_colour(0.99), below_a_shape, on_its_own_colour, invisible],
    ids=["white", "almost white", "covered", "black on black", "invisible"],
)
def test_what_has_no_ink_is_no_text(tmp_path: Path, hide: Callable[[Canvas], None]) -> None:
    text, notes = text_of(drawn(tmp_path / "a.pdf", hide))
    assert HIDDEN not in text
    assert all(line in text for line in SHOWN)
    assert notes == ("words of the text layer that the page does not show, and that were left out: 2",)


@pytest.mark.parametrize("change", [cropped, switched_off])
def test_what_is_outside_or_switched_off_is_no_text(tmp_path: Path, change: Callable[[Path], None]) -> None:
    path = drawn(tmp_path / "a.pdf", in_colour(0))
    change(path)
    text, _ = text_of(path)
    assert HIDDEN not in text
    assert all(line in text for line in SHOWN)


@pytest.mark.parametrize(
    "show", [in_colour(0), in_colour(0.9), white_on_black], ids=["black", "pale", "white on black"]
)
def test_what_is_seen_stays(tmp_path: Path, show: Callable[[Canvas], None]) -> None:
    text, notes = text_of(drawn(tmp_path / "a.pdf", show))
    assert HIDDEN in text
    assert notes == ()


PLACES, SIDES = st.integers(-50, 150), st.integers(1, 60)


@given(PLACES, PLACES, SIDES, SIDES)
def test_a_word_is_on_the_page_exactly_where_its_middle_is(x: int, y: int, width: int, height: int) -> None:
    word = Word("chữ", Box(x, y, x + width, y + height))
    middle = x + width / 2, y + height / 2
    assert bool(on_page(((word,),), 100, 100)) == all(0 <= at < 100 for at in middle)


@given(PLACES, PLACES, st.integers(4, 60), st.integers(4, 60), st.sampled_from([0.5, 1, 2]))
def test_a_word_on_noise_is_seen_and_on_empty_paper_it_is_not(
    x: int, y: int, width: int, height: int, scale: float
) -> None:
    side = round(100 * scale)
    noise = np.indices((side, side)).sum(axis=0).astype(np.uint8) % 2 * 255
    words = on_page(((Word("chữ", Box(x, y, x + width, y + height)),),), 98, 98)
    assert with_print(words, noise, scale) == words
    assert not with_print(words, np.full_like(noise, 255), scale)
