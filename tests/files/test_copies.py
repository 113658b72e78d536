"""Copies of pages: each word of the searchable PDF lies on its print, whatever the boxes and turns of the page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image

pytest.importorskip("ocrmypdf", reason="the extra pdf is not installed")

from cchc_ocr import pipeline
from cchc_ocr.document import Box, Line, Page, Word
from cchc_ocr.errors import CchcError, UnreadableError
from cchc_ocr.files import searchable
from cchc_ocr.files.copies import Copy, copy_pages
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.files.pdf_text import text_lines
from cchc_ocr.vietnamese import nfc
from tests import bars
from tests.paths import ROOT
from tests.traps import trap

FILES = ROOT.parent / "shared" / "cases" / "files"
SCAN = Page(1, origin="scan", width=300, height=400)
WHOLE = (595, 0, 0, 842, 0, 0)
CASES: dict[str, dict[str, Any]] = {
    "plain": {"MediaBox": [0, 0, 595, 842], "place": WHOLE},
    "crop": {"MediaBox": [0, 0, 595, 842], "CropBox": [60, 90, 500, 800], "place": WHOLE},
    "crop off the edges": {"MediaBox": [0, 0, 595, 842], "CropBox": [-50, 200, 700, 900], "place": WHOLE},
    "offset origin": {"MediaBox": [100, 200, 695, 1042], "place": (595, 0, 0, 842, 100, 200)},
    "negative origin": {"MediaBox": [-300, -400, 295, 442], "place": (595, 0, 0, 842, -300, -400)},
    "offset and crop": {
        "MediaBox": [-100, -100, 595, 842],
        "CropBox": [20, 100, 560, 760],
        "place": WHOLE,
    },
    "corners the wrong way round": {"MediaBox": [595, 842, 0, 0], "CropBox": [500, 800, 60, 90], "place": WHOLE},
    "half of a spread": {"MediaBox": [0, 0, 1190, 842], "CropBox": [595, 0, 1190, 842],
                         "place": (1190, 0, 0, 842, 0, 0)},
    "turned and cropped": {"MediaBox": [0, 0, 595, 842], "CropBox": [60, 90, 500, 800], "Rotate": 90,
                           "place": (0, 842, -595, 0, 595, 0)},
    "upside down": {"MediaBox": [0, 0, 595, 842], "Rotate": 180, "place": (-595, 0, 0, -842, 595, 842)},
    "turned, cropped, offset": {"MediaBox": [50, -60, 645, 782], "CropBox": [100, 0, 600, 700], "Rotate": 270,
                                "place": (0, -842, 595, 0, 50, 782)},
    "user unit": {"MediaBox": [0, 0, 119, 168.4], "UserUnit": 5, "place": (119, 0, 0, 168.4, 0, 0)},
    "user unit and crop": {"MediaBox": [0, 0, 119, 168.4], "CropBox": [12, 18, 100, 160], "UserUnit": 5,
                           "place": (119, 0, 0, 168.4, 0, 0)},
    "with a margin": {"MediaBox": [0, 0, 595, 842], "place": (555, 0, 0, 785, 30, 40)},
    "with one margin": {"MediaBox": [0, 0, 595, 842], "place": (535, 0, 0, 842, 60, 0)},
    "with a thin margin": {"MediaBox": [0, 0, 595, 842], "place": (589, 0, 0, 834, 3, 4)},
    "with one thin margin": {"MediaBox": [0, 0, 595, 842], "place": (583, 0, 0, 842, 12, 0)},
    "a little larger than its page": {"MediaBox": [0, 0, 595, 842], "place": (607, 0, 0, 859, -6, -9)},
    "a little lower than its page": {"MediaBox": [0, 0, 595, 842], "place": (595, 0, 0, 827, 0, 15)},
    "small on its page": {"MediaBox": [0, 0, 595, 842], "place": (300, 0, 0, 420, 200, 300)},
    "larger than its page": {"MediaBox": [0, 0, 595, 842], "place": (640, 0, 0, 905, -20, -40)},
    "slanted": {"MediaBox": [0, 0, 595, 842], "place": (590, 12, -17, 836, 10, 0)},
    "stretched": {"MediaBox": [0, 0, 595, 421], "place": (595, 0, 0, 421, 0, 0)},
    "mirrored": {"MediaBox": [0, 0, 595, 842], "place": (-595, 0, 0, 842, 595, 0)},
}  # fmt: skip


def check(data: bytes, at: int = 0, name: str = "") -> None:
    """Every bar that is shown has its word on it, and no word lies elsewhere."""
    print_, words = bars.shown(data, at)
    assert len(print_) >= 10, name
    assert list(words) == [f"chữ{number}" for number in range(len(print_))], name
    for ink, word in zip(print_, words.values(), strict=True):
        assert bars.overlap(ink, word) > 0.5, (name, ink, word)


@pytest.mark.parametrize("name", ["half of a spread", "turned, cropped, offset"])
def test_words_lie_on_their_print(tmp_path: Path, name: str) -> None:
    path = bars.pdf_of(tmp_path / "a.pdf", CASES[name])
    data, remarks = searchable.render(path, bars.read_all(path))
    assert remarks == ()
    check(data)


@pytest.mark.slow
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_in_a_file_of_many_kinds_of_pages(tmp_path: Path, turned: int) -> None:
    """All cases as pages of one file, also if they lie on their side: they share their resources."""
    picture = np.ascontiguousarray(np.rot90(bars.drawing(), turned // 90))
    path = bars.pdf_of(tmp_path / "a.pdf", *CASES.values(), picture=picture)
    data, _ = searchable.render(path, bars.read_all(path, turned))
    for at, name in enumerate(CASES):
        check(data, at, name)


@pytest.mark.slow
def test_boxes_that_pages_inherit(tmp_path: Path) -> None:
    """Two crops of one spread: one inherited, one of its own."""
    spread = {"MediaBox": [0, 0, 1190, 842], "CropBox": [595, 0, 1190, 842]}
    whole = (1190, 0, 0, 842, 0, 0)
    halves: list[dict[str, Any]] = [{"place": whole}, {"place": whole, "CropBox": [0, 0, 595, 842]}]
    path = bars.pdf_of(tmp_path / "a.pdf", *halves, inherited=spread)
    data, _ = searchable.render(path, bars.read_all(path))
    check(data, 0, "right half")
    check(data, 1, "left half")


def copied(path: Path, *pages: Page) -> Copy:
    return copy_pages(path, pages or [SCAN], path.with_name("out.pdf"), ReadOptions())


@pytest.mark.parametrize("name", CASES)
def test_a_page_is_as_large_as_what_is_shown_of_it(tmp_path: Path, name: str) -> None:
    path = bars.pdf_of(tmp_path / "a.pdf", CASES[name])
    made = copied(path)
    assert (made.pages, made.layered, made.silenced, made.remarks) == ([SCAN], {0}, set(), [])
    with pypdfium2.PdfDocument(path) as before, pypdfium2.PdfDocument(tmp_path / "out.pdf") as after:
        assert after[0].get_size() == pytest.approx(before[0].get_size())
        assert after[0].get_mediabox() == pytest.approx(after[0].get_cropbox())
        shown = [pdf[0].render(scale=0.5).to_numpy() for pdf in (before, after)]
    assert (shown[0] == shown[1]).all()


@pytest.mark.parametrize("media", [None, [0, 0, 1], "none"])
def test_a_page_without_a_size_is_as_large_as_readers_take_it(tmp_path: Path, media: Any) -> None:
    page: dict[str, Any] = {"place": WHOLE} if media is None else {"place": WHOLE, "MediaBox": media}
    copied(bars.pdf_of(tmp_path / "a.pdf", page))
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as pdf:
        assert pdf[0].get_size() == (612, 792)


@pytest.mark.parametrize("sides", [(20_000, 300), (300, 20_000), (15_000, 15_000)])
def test_a_page_that_is_too_large_for_pdf_a_is_shown_in_larger_units(
    tmp_path: Path, sides: tuple[int, int]
) -> None:
    width, height = sides
    box = {"MediaBox": [-10, 0, width - 10, height], "place": (width, 0, 0, height, -10, 0)}
    path = bars.pdf_of(tmp_path / "a.pdf", box)
    copied(path)
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        shown, unit = pikepdf.Rectangle(pdf.pages[0].mediabox), float(pdf.pages[0].obj.UserUnit)
    assert max(shown.width, shown.height) == pytest.approx(14_400)
    assert (shown.width * unit, shown.height * unit) == pytest.approx(sides)
    scale = 150 / min(sides)
    with pypdfium2.PdfDocument(path) as before, pypdfium2.PdfDocument(tmp_path / "out.pdf") as after:
        small = [before[0].render(scale=scale).to_numpy(), after[0].render(scale=scale * unit).to_numpy()]
    height, width = (min(sides) for sides in zip(*(pixels.shape[:2] for pixels in small), strict=True))
    assert abs(small[0][:height, :width].astype(int) - small[1][:height, :width]).mean() < 5


def test_a_page_that_is_too_narrow_for_pdf_a_is_named(tmp_path: Path) -> None:
    path = bars.pdf_of(tmp_path / "a.pdf", {"MediaBox": [0, 0, 90_000, 10], "place": (90_000, 0, 0, 10, 0, 0)})
    with pytest.raises(UnreadableError, match=r"a\.pdf, page 1: .* a page of 90000 x 10 points is too narrow"):
        copied(path)


def text_pages(path: Path, *contents: str) -> Path:
    """Pages that share their fonts, each with what draws it."""
    with pikepdf.new() as pdf:
        kind = {"Type": pikepdf.Name.Font, "Subtype": pikepdf.Name.Type1}
        font = pikepdf.Dictionary(BaseFont=pikepdf.Name.Helvetica, Encoding=pikepdf.Name.WinAnsiEncoding, **kind)
        shared = pdf.make_indirect(pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font, F2=font)))
        for content in contents:
            page = pdf.add_blank_page(page_size=(300, 300))
            page.obj.Resources = shared
            page.Contents = pdf.make_stream(content.encode("latin-1"))
        pdf.save(path)
    return path


def typed(text: str, number: int = 1) -> Page:
    words = tuple(Word(part, Box(40 * at, 0, 40 * at + 30, 20)) for at, part in enumerate(text.split()))
    return Page(number, (Line(words),), "text-layer", 300, 300)


def test_what_is_done_to_one_page_is_not_done_to_others(tmp_path: Path) -> None:
    hidden, shown = (f"BT {mode} Tr /F1 12 Tf 20 20 Td (cong bao) Tj ET" for mode in (3, 0))
    made = copied(text_pages(tmp_path / "a.pdf", hidden, shown), SCAN, typed("cong bao", 2))
    assert (made.layered, made.silenced) == ({0}, set())
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as pdf:
        assert [page.get_textpage().get_text_range() for page in pdf] == ["", "cong bao"]


@pytest.mark.parametrize(
    ("own", "read", "layered", "silenced"),
    [
        ("Bao cao so 5 cua tinh", "Bao cao so 5 cua tinh", False, False),
        ("Bao cao so 5 cua tinh", "Báo cao so 5 cua tinh", False, False),  # one word was corrected
        ("QuyÕt ®Þnh vÒ c¶i c¸ch", "Quyết định về cải cách", True, True),
        ("Q u y e t d i n h", "Quyet dinh", True, True),
        ("", "Quyet dinh", True, False),
    ],
)
def test_text_that_does_not_hold_the_words_gives_way(
    tmp_path: Path, own: str, read: str, layered: bool, silenced: bool
) -> None:
    path = text_pages(tmp_path / "a.pdf", f"BT /F1 12 Tf 20 20 Td ({own}) Tj ET")
    made = copied(path, typed(read))
    assert (bool(made.layered), bool(made.silenced)) == (layered, silenced)
    with pypdfium2.PdfDocument(path) as before, pypdfium2.PdfDocument(tmp_path / "out.pdf") as after:
        shown = [pdf[0].render().to_numpy() for pdf in (before, after)]
        found = after[0].get_textpage().get_text_range().split()
    assert (shown[0] == shown[1]).all()
    assert found == ([] if silenced else own.split())


def test_a_stamp_on_a_scan_is_not_silenced(tmp_path: Path) -> None:
    """What it says is not read with the scan: the picture is taken without it."""
    path = text_pages(tmp_path / "a.pdf", "BT /F1 12 Tf 20 20 Td (Signed by: Nguyen Van Mau) Tj ET")
    assert copied(path, SCAN).silenced == set()


def test_a_picture_that_cannot_be_decoded_does_not_cost_the_others(tmp_path: Path) -> None:
    path, pages = tmp_path / "a.tif", [Image.new("RGB", (300, 400), "white") for _ in range(2)]
    pages[0].save(path, save_all=True, append_images=pages[1:], compression="tiff_lzw")
    with Image.open(path) as picture:
        picture.seek(1)
        begin = picture.tag_v2[273][0]  # type: ignore[attr-defined]
    data = bytearray(path.read_bytes())
    data[begin : begin + 40] = b"\xff" * 40
    path.write_bytes(data)
    made = copied(path, SCAN, replace(SCAN, number=2))
    assert made.pages == [SCAN]
    (remark,) = made.remarks
    assert remark.startswith("a.tif, page 2: ") and remark.endswith("not in the searchable PDF")
    with pytest.raises(UnreadableError, match=r"a\.tif, page 2"):
        copied(path, replace(SCAN, number=2))


def test_fields_that_show_nothing_are_left_out_without_a_warning(
    tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    path = bars.pdf_of(tmp_path / "a.pdf", CASES["plain"])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        field = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="So", Rect=[0, 0, 9, 9]
        )
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(field)])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pdf.pages[0].Annots)
        pdf.save(path)
    copied(path)
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert len(pdf.pages[0].obj.Annots) == 0
    assert not recwarn.list


ODD: dict[str, tuple[str, Any]] = {
    "no resources": ("Resources", pikepdf.Array()),
    "entries that are none": ("Resources", pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=5))),
    "fonts that are none": ("Resources", pikepdf.Dictionary(Font=pikepdf.Dictionary(F=3))),
    "states that are none": ("Resources", pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(A=4))),
    "a list that is none": ("Resources", pikepdf.Dictionary(XObject=pikepdf.Name.X)),
    "annotations that are none": ("Annots", pikepdf.Array([5, pikepdf.String("a")])),
    "an angle that is none": ("Rotate", 45),
    "a unit that is none": ("UserUnit", pikepdf.Name.X),
    "what draws it is no stream": ("Contents", pikepdf.Array([5])),
    "what draws it is noise": ("Contents", b"\xff\xfe ( BT Tj << "),
    "a mode without a number": ("Contents", b"BT Tr (a) Tj ET"),
    "a mode that is none": ("Contents", b"BT /X Tr (a) Tj ET Q Q Tf"),
}


@pytest.mark.parametrize("origin", ["scan", "text-layer"])
@pytest.mark.parametrize("name", ODD)
def test_a_page_with_a_fault_is_copied_as_it_is(tmp_path: Path, name: str, origin: Any) -> None:
    key, value = ODD[name]
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.obj.MediaBox = pikepdf.Array([0, 0, 20_000, 300])  # so that it is changed in every way
        page.obj[f"/{key}"] = pdf.make_stream(value) if isinstance(value, bytes) else value
        pdf.save(tmp_path / "a.pdf")
    read = replace(SCAN, origin=origin)
    assert copied(tmp_path / "a.pdf", read).pages == [read]


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.skipif(not FILES.is_dir(), reason="the cases lie beside the project, where it is developed")
@pytest.mark.parametrize("name", [path.name for path in sorted(FILES.glob("*.*")) if path.suffix != ".txt"])
def test_words_of_the_cases_lie_where_they_were_read(name: str) -> None:
    """The words are those of the record, in their order; a page with good text of its own keeps that."""
    try:
        digitised = pipeline.digitise(FILES / name)
    except CchcError:
        pytest.skip("cannot be read")
    data, _ = searchable.render(FILES / name, digitised.pages, record=digitised.record)
    with pypdfium2.PdfDocument(data) as pdf:
        assert len(pdf) == len(digitised.pages)
        for shown, page in zip(pdf, digitised.pages, strict=True):
            scale = page.width / shown.get_width() if page.width else 1.0
            laid = [word for line in text_lines(shown, scale) for word in line]
            read = [word for line in page.lines for word in line.words]
            found = {nfc(word.text) for word in laid}
            if page.origin != "scan":
                assert sum(word.text in found for word in read) >= 0.8 * len(read)
                continue
            assert [word.text for word in laid] == [word.text for word in read]
            for ours, theirs in zip(laid, read, strict=True):
                assert ours.box and theirs.box and _in_place(ours.box, theirs.box), ours


def _in_place(laid: Box, read: Box) -> bool:
    """Whether a word begins where it was read, on its line; it may end earlier, where it reached into the next."""
    middle = (read.y0 + read.y1) / 2
    return abs(laid.x0 - read.x0) <= 8 and laid.x1 <= read.x1 + 8 and laid.y0 - 8 <= middle <= laid.y1 + 8


def test_a_copy_asks_for_no_other_file(tmp_path: Path) -> None:
    """The data of a stream may lie in another file: no viewer follows it, and pdfminer fails of it."""
    trap(tmp_path / "in.pdf", tmp_path / "canary", tmp_path / "secret", 9)
    copy_pages(tmp_path / "in.pdf", [SCAN], tmp_path / "out.pdf", ReadOptions())
    with pikepdf.open(tmp_path / "in.pdf") as pdf:
        assert any(isinstance(item, pikepdf.Stream) and "/F" in item for item in pdf.objects)
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert not any(isinstance(item, pikepdf.Stream) and "/F" in item for item in pdf.objects)
