"""What draws a page is changed so that nobody sees it: only what can be found and copied is another."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest

pytest.importorskip("ocrmypdf", reason="the extra pdf is not installed")

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from cchc_ocr.files.page_contents import drop_idle_fonts, silence, strip_hidden_text

LETTER = "BT /F1 12 Tf 20 20 Td (cong) Tj ET"


def drawn(path: Path, content: str, **more: Any) -> Path:
    """A page of Helvetica, as F1 and F2, with what draws it."""
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        page = pdf.add_blank_page(page_size=(300, 300))
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font, F2=font), **more)
        page.Contents = pdf.make_stream(content.encode())
        pdf.save(path)
    return path


def changed(path: Path, change: Any) -> tuple[list[str], str, set[str]]:
    """The text of a page before and after a change, which must look the same, and its fonts after it."""
    out = path.with_name("out.pdf")
    with pikepdf.open(path) as pdf:
        change(pdf, pdf.pages[0])
        fonts = set(pdf.pages[0].resources.get("/Font", {}).keys())
        pdf.save(out)
    with pypdfium2.PdfDocument(path) as before, pypdfium2.PdfDocument(out) as after:
        shown = [np.asarray(pdf[0].render(scale=2).to_numpy()) for pdf in (before, after)]
        texts = [pdf[0].get_textpage().get_text_range().split() for pdf in (before, after)]
    assert (shown[0] == shown[1]).all()
    return texts[0], " ".join(texts[1]), fonts


@pytest.mark.parametrize(
    ("content", "left"),
    [
        ("BT 3 Tr /F1 12 Tf 20 20 Td (cong) Tj ET", ""),
        ("q BT 3 Tr /F1 12 Tf 20 20 Td (cong) Tj ET Q 5 5 9 9 re f", ""),
        ("3 Tr q BT /F1 12 Tf 20 20 Td [(co) (ng)] TJ ET Q", ""),
        (LETTER, "cong"),
        ("BT 3 Tr /F1 12 Tf 20 20 Td (cong) Tj ET BT 0 Tr /F2 12 Tf 20 80 Td (bao) Tj ET", "cong bao"),
        ("q 3 Tr Q BT /F1 12 Tf 20 20 Td (cong) Tj ET", "cong"),
    ],
)
def test_hidden_text_is_taken_away_where_no_other_is_shown(tmp_path: Path, content: str, left: str) -> None:
    _, text, fonts = changed(drawn(tmp_path / "a.pdf", content), strip_hidden_text)
    assert text == left
    assert bool(fonts) == bool(left)


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (f"BT /F2 12 Tf 14.4 TL ET {LETTER}", {"/F1"}),
        (LETTER, {"/F1"}),
        ("q /F1 9 Tf Q BT /F2 12 Tf 20 20 Td (cong) Tj ET", {"/F2"}),
        ("/F1 12 Tf q /F2 9 Tf Q BT 20 20 Td (cong) Tj ET", {"/F1"}),
        (f"{LETTER} BT /F2 12 Tf 20 80 Td [(ba) 5 (o)] TJ ET", {"/F1", "/F2"}),
        ("5 5 9 9 re f", set()),
    ],
)
def test_fonts_that_show_nothing_are_taken_away(tmp_path: Path, content: str, kept: set[str]) -> None:
    before, after, fonts = changed(drawn(tmp_path / "a.pdf", content), drop_idle_fonts)
    assert " ".join(before) == after
    assert fonts == kept


def test_fonts_stay_where_a_form_may_use_them(tmp_path: Path) -> None:
    path = drawn(tmp_path / "sound.pdf", "/Form Do")
    with pikepdf.open(path) as pdf:
        form = pdf.make_stream(LETTER.encode(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        form.BBox = pikepdf.Array([0, 0, 300, 300])
        pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Form=form)
        pdf.save(tmp_path / "a.pdf")
    _, text, fonts = changed(tmp_path / "a.pdf", drop_idle_fonts)
    assert (text, fonts) == ("cong", {"/F1", "/F2"})


def test_what_is_silenced_looks_the_same_and_is_found_no_more(tmp_path: Path) -> None:
    before, after, _ = changed(drawn(tmp_path / "a.pdf", LETTER), silence)
    assert (before, after) == (["cong"], "")


def test_fonts_of_two_bytes_are_silenced(tmp_path: Path) -> None:
    pdfmetrics.registerFont(TTFont("Wide", str(files("ocrmypdf") / "data" / "NotoSans-Regular.ttf")))
    canvas = Canvas(str(tmp_path / "sound.pdf"), initialFontName="Wide")
    canvas.drawString(72, 700, "Quyết định ỷ ẵ ậ")
    canvas.save()
    with pikepdf.open(tmp_path / "sound.pdf") as pdf:
        for font in pdf.pages[0].resources.Font.values():
            assert font.Subtype == "/TrueType"
            wide = pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.CIDFontType2,
                BaseFont=font.BaseFont,
                FontDescriptor=font.FontDescriptor,
                CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
                DW=600,
            )
            del font.FirstChar, font.LastChar, font.Widths, font.FontDescriptor
            font.Subtype, font.Encoding = pikepdf.Name.Type0, pikepdf.Name("/Identity-H")
            font.DescendantFonts = pikepdf.Array([pdf.make_indirect(wide)])
            del font.ToUnicode
        pdf.pages[0].Contents = pdf.make_stream(b"BT /F1+0 12 Tf 72 700 Td <00240025> Tj ET")
        pdf.pages[0].obj.Resources.Font = pikepdf.Dictionary({"/F1+0": font})
        pdf.save(tmp_path / "a.pdf")
    _, after, _ = changed(tmp_path / "a.pdf", silence)
    assert after == ""


def test_forms_within_forms_are_silenced_on_this_page_alone(tmp_path: Path) -> None:
    with pikepdf.open(drawn(tmp_path / "sound.pdf", "/Form Do")) as pdf:
        page = pdf.pages[0]
        inner = form_of(pdf, LETTER, Font=page.resources.Font)
        page.obj.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(Form=form_of(pdf, "/In Do", XObject=pikepdf.Dictionary(In=inner)))
        )
        pdf.pages.append(page)
        silence(pdf, pdf.pages[0])
        pdf.save(tmp_path / "a.pdf")
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        assert [page.get_textpage().get_text_range().split() for page in pdf] == [[], ["cong"]]


def form_of(pdf: pikepdf.Pdf, content: str, **resources: Any) -> Any:
    form = pdf.make_stream(content.encode(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    form.BBox, form.Resources = pikepdf.Array([0, 0, 300, 300]), pikepdf.Dictionary(**resources)
    return form
