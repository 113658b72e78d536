"""Two-layer PDF/A: the picture as it was, the text word on word, the marks of the standard, the file untouched."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from importlib.metadata import PackageNotFoundError
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import numpy as np
import pikepdf
import pypdfium2
import pytest
from pikepdf.pdfa import validate_written
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from cchc_ocr import pipeline
from cchc_ocr.document import Box, Line, Page, Word
from cchc_ocr.errors import ExitCode, UnreadableError, UsageError
from cchc_ocr.files import searchable
from cchc_ocr.files.opening import open_document
from cchc_ocr.files.options import CopyOptions, ReadOptions
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.records import Document, Record, Source
from cchc_ocr.runs import batch, inputs
from cchc_ocr.runs.inputs import Item
from tests import bars
from tests.conftest import Cli
from tests.paths import SAMPLES

pytestmark = pytest.mark.slow  # OCRmyPDF takes a second for each file

pytest.importorskip("ocrmypdf", reason="the extra pdf is not installed")

SIZE = (1240, 1754)  # A4 at 150 dpi
LINES = ("Báo cáo công tác cải cách hành chính", "của tỉnh Sơn Hà, năm 2023: đạt 85,5 điểm", "Ưu tiên Ở Ữ ỷ ẵ ậ")


def page_of(lines: tuple[str, ...] = LINES, **more: Any) -> Page:
    """A page of 150 dpi, a letter 15 pixels wide."""
    made = []
    for at, text in enumerate(lines):
        words, x = [], 100
        for part in text.split():
            box = Box(x, 100 + 60 * at, x + 15 * len(part), 130 + 60 * at)
            words.append(Word(part, box, 0.9))
            x = box.x1 + 10
        made.append(Line(tuple(words)))
    more = {"origin": "scan", "width": SIZE[0], "height": SIZE[1]} | more
    return Page(1, tuple(made), **more)


def picture(mode: str = "RGB", size: tuple[int, int] = SIZE) -> Image.Image:
    """A page with bars in place of print."""
    pixels = np.full((size[1], size[0]), 255, np.uint8)
    pixels[100:130, 100:900] = 0
    return Image.fromarray(pixels).convert(mode)


def saved(path: Path, **more: Any) -> Path:
    picture(**more).save(path, dpi=(150, 150))
    return path


def scan(path: Path, *, hidden: str = "", shown: str = "") -> Path:
    """A PDF of one page: a picture of the size of the page, hidden text under it, text shown on it."""
    canvas = Canvas(str(path), pagesize=(SIZE[0] * 72 / 150, SIZE[1] * 72 / 150))
    canvas.drawImage(ImageReader(picture()), 0, 0, SIZE[0] * 72 / 150, SIZE[1] * 72 / 150)
    for text, mode in ((hidden, 3), (shown, 0)):
        if text:
            layer = canvas.beginText(72, 72)
            layer.setTextRenderMode(mode)
            layer.textLine(text)
            canvas.drawText(layer)
    canvas.save()
    return path


def texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def check_marks(path: Path) -> None:
    """What says PDF/A-2b, and what it forbids."""
    with pikepdf.open(path) as pdf:
        assert pdf.open_metadata().pdfa_status == "2B"
        intent = pdf.Root.OutputIntents[0]
        assert intent.S == "/GTS_PDFA1"
        assert intent.DestOutputProfile.N == 3
        assert "/AcroForm" not in pdf.Root
        for page in pdf.pages:
            for font in page.resources.get("/Font", {}).values():
                assert "/ToUnicode" in font
                for part in font.get("/DescendantFonts", [font]):
                    assert "/FontFile2" in part.FontDescriptor or "/FontFile3" in part.FontDescriptor


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.tiff"])
def test_any_viewer_finds_the_words_of_a_picture(tmp_path: Path, name: str) -> None:
    out = tmp_path / "out" / "a.pdf"
    assert searchable.write(saved(tmp_path / name), [page_of()], out) == ()
    (text,) = texts(out)
    assert text.split() == " ".join(LINES).split()
    assert "cải cách hành chính" in text
    check_marks(out)


def test_the_same_scan_gives_the_same_bytes_at_any_time(tmp_path: Path) -> None:
    scan, pages = saved(tmp_path / "a.png"), [page_of()]
    first, _ = searchable.render(scan, pages)
    time.sleep(1.1)  # times in a PDF are whole seconds
    assert searchable.render(scan, pages)[0] == first
    with pikepdf.open(io.BytesIO(first)) as pdf:
        assert not {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys())


def test_words_lie_where_they_were_read(tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    searchable.write(scan(tmp_path / "a.pdf"), [page_of()], out)
    page = open_document(out, ReadOptions(trust_text=True)).page(1)
    with pypdfium2.PdfDocument(out) as pdf:
        assert pdf[0].get_size() == pytest.approx((SIZE[0] * 72 / 150, SIZE[1] * 72 / 150), abs=0.5)
    assert isinstance(page, Page)
    found = {word.text: word.box for line in page.lines for word in line.words}
    for word in page_of().lines[0].words:
        box = found[word.text]  # at 300 dpi, twice that of the scan
        assert box
        assert word.box
        assert (box.x0, box.x1) == pytest.approx((2 * word.box.x0, 2 * word.box.x1), abs=8)
        assert abs(box.y1 - 2 * word.box.y1) < 30


@pytest.mark.parametrize(
    ("mode", "filters"), [("1", "/CCITTFaxDecode"), ("L", "/FlateDecode"), ("RGB", "/FlateDecode")]
)
def test_pictures_lose_nothing(tmp_path: Path, mode: str, filters: str) -> None:
    path = tmp_path / "a.tiff"
    original = picture(mode)
    if mode != "1":
        original.putpixel((5, 5), 100 if mode == "L" else (10, 200, 30))
    original.save(path, dpi=(150, 150))
    searchable.write(path, [page_of()], tmp_path / "out.pdf")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert image.Filter == filters
        shown = pikepdf.PdfImage(image).as_pil_image()
    assert shown.convert("RGB").tobytes() == original.convert("RGB").tobytes()


def test_a_jpeg_is_taken_as_it_is(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.jpg")
    searchable.write(path, [page_of()], tmp_path / "out.pdf")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert image.read_raw_bytes() == path.read_bytes()


def test_what_another_program_hid_gives_way(tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    searchable.write(scan(tmp_path / "a.pdf", hidden="Cai each hanh chfnh"), [page_of()], out)
    assert texts(out)[0].split() == " ".join(LINES).split()
    check_marks(out)


def test_a_stamp_in_fonts_that_are_not_embedded_becomes_part_of_the_picture(tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    path = scan(tmp_path / "a.pdf", shown="STAMP STAMP STAMP")
    searchable.write(path, [page_of()], out)
    assert texts(out)[0].split() == " ".join(LINES).split()
    check_marks(out)
    with pypdfium2.PdfDocument(path) as before, pypdfium2.PdfDocument(out) as after:
        pictures = [np.asarray(pdf[0].render(scale=1).to_pil().convert("L"), int) for pdf in (before, after)]
    assert pictures[0][-90:-60, 70:200].min() < 128
    assert np.abs(pictures[0] - pictures[1]).mean() < 2


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_turned_page_stands_upright(tmp_path: Path, turns: int) -> None:
    """The page is read after quarter turns; the PDF shows it, and finds it, that way round."""
    upright = np.full((600, 800), 255, np.uint8)
    upright[60:80, 60:160] = 0
    path = tmp_path / "a.png"
    Image.fromarray(np.rot90(upright, -turns)).save(path, dpi=(100, 100))
    line = Line((Word("chính", Box(60, 60, 160, 80), 0.9),))
    page = Page(1, (line,), "scan", upright.shape[1], upright.shape[0], turned=360 - 90 * turns)
    searchable.write(path, [page], tmp_path / "out.pdf")
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as pdf:
        shown = np.asarray(pdf[0].render(scale=100 / 72).to_pil().convert("L"), int)
        assert shown.shape == pytest.approx(upright.shape, abs=1)
        assert shown[62:78, 62:158].max() < 128
        assert pdf[0].get_textpage().get_text_range().strip() == "chính"
    read = open_document(tmp_path / "out.pdf", ReadOptions(trust_text=True, dpi=100)).page(1)
    assert isinstance(read, Page)
    box = read.lines[0].words[0].box
    assert box
    assert (box.x0, box.x1) == pytest.approx((60, 160), abs=5)


def test_only_the_pages_that_were_read(tmp_path: Path) -> None:
    path = tmp_path / "a.tiff"
    frames = [picture("L", (1240, 1000 + 100 * number)) for number in range(3)]
    frames[0].save(path, save_all=True, append_images=frames[1:], dpi=(150, 150))
    searchable.write(path, [replace(page_of(), number=3, height=1200)], tmp_path / "out.pdf")
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as pdf:
        assert len(pdf) == 1
        assert pdf[0].get_height() == pytest.approx(1200 * 72 / 150, abs=1)


def test_pages_that_had_good_text_keep_it(tmp_path: Path) -> None:
    made = tmp_path / "made.pdf"
    searchable.write(saved(tmp_path / "a.png"), [page_of(("công báo số 5",))], made)
    text = Page(1, (Line.from_text("công báo số 5"),), origin="text-layer", width=2480, height=3508)
    searchable.write(made, [text], tmp_path / "out.pdf")
    assert texts(tmp_path / "out.pdf")[0].split() == ["công", "báo", "số", "5"]
    check_marks(tmp_path / "out.pdf")


def in_a_legacy_font(path: Path, text: str) -> Path:
    """A PDF whose embedded font has the name of one of TCVN3, and shows the Western letters of its codes."""
    font = Path(str(files("ocrmypdf") / "data" / "NotoSans-Regular.ttf"))
    pdfmetrics.registerFont(TTFont("Old", str(font)))
    canvas = Canvas(str(path), initialFontName="Old")
    canvas.drawString(72, 700, text)
    canvas.save()
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for used in pdf.pages[0].resources["/Font"].values():
            used.BaseFont = used.FontDescriptor.FontName = pikepdf.Name("/ABCDEF+.VnTime")
        pdf.save(path)
    return path


def test_over_old_letters_lies_text_that_can_be_found(tmp_path: Path) -> None:
    path = in_a_legacy_font(tmp_path / "a.pdf", "QuyÕt ®Þnh vÒ c¶i c¸ch hµnh chÝnh")
    page = open_document(path).page(1)
    assert isinstance(page, Page)
    assert page.text == "Quyết định về cải cách hành chính"
    searchable.write(path, [page], tmp_path / "out.pdf")
    assert "cải cách hành chính" in texts(tmp_path / "out.pdf")[0]
    check_marks(tmp_path / "out.pdf")


def signed(path: Path) -> Path:
    """A scan with a signature field (its value is no true signature) that shows a box on the page."""
    scan(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        look = pdf.make_stream(b"0 0 1 rg 0 0 100 50 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        look.BBox = pikepdf.Array([0, 0, 100, 50])
        value = pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=pikepdf.Array([0, 1, 2, 3]), Name="Sở Nội vụ")
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Sig,
                T="Signature1",
                Rect=pikepdf.Array([100, 100, 200, 150]),
                F=4,
                AP=pikepdf.Dictionary(N=look),
                V=value,
            )
        )
        pdf.pages[0].Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)
        pdf.save(path)
    return path


def test_a_signed_file_stays_as_it_is_and_the_loss_is_said(tmp_path: Path) -> None:
    path, out = signed(tmp_path / "a.pdf"), tmp_path / "out.pdf"
    before, talk = path.read_bytes(), sys.stderr
    (remark,) = searchable.write(path, [page_of()], out)
    assert sys.stderr is talk  # where the loss is said
    assert "signature (Sở Nội vụ) is not in the searchable PDF" in remark
    assert path.read_bytes() == before
    check_marks(out)
    with pypdfium2.PdfDocument(out) as pdf:  # the look of the signature is kept
        shown = np.asarray(pdf[0].render(scale=1).to_pil().convert("RGB"), int)
    assert tuple(shown[-125, 150]) == pytest.approx((0, 0, 255), abs=30)


def test_the_document_itself_is_never_overwritten(tmp_path: Path) -> None:
    path = scan(tmp_path / "a.pdf")
    with pytest.raises(UsageError, match="never changed"):
        searchable.write(path, [page_of()], tmp_path / "." / "a.pdf")


def test_a_text_has_no_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Số: 5/BC-SNV")
    with pytest.raises(UsageError, match="no picture"):
        searchable.write(path, [Page(1, (Line.from_text("Số: 5/BC-SNV"),))], tmp_path / "out.pdf")


def text_in_a_font_of_the_viewer(path: Path) -> Path:
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "Hello")
    canvas.save()
    return path


def test_pages_whose_fonts_are_not_in_the_file_stay_as_they_are_without_ghostscript(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    path, out = text_in_a_font_of_the_viewer(tmp_path / "a.pdf"), tmp_path / "out.pdf"
    page = open_document(path, ReadOptions(trust_text=True)).page(1)
    assert isinstance(page, Page)
    (remark,) = searchable.write(path, [page], out)
    assert "is not PDF/A" in remark and "Ghostscript" in remark
    assert [text.split() for text in texts(out)] == [["Hello"]]
    with pikepdf.open(out) as pdf:
        assert not pdf.open_metadata().pdfa_status
        assert "/Font" in pdf.pages[0].resources and not pdf.pages[0].get_images()


def test_without_the_extra_the_command_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    def absent(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(searchable, "version", absent)
    result = cli("ocr", saved(tmp_path / "a.png"), "--pdf", tmp_path / "out.pdf")
    assert result.exit_code == ExitCode.NOT_INSTALLED
    assert "pip install 'cchc-ocr[pdf]'" in result.stderr


def test_one_pdf_is_of_one_file(tmp_path: Path, cli: Cli) -> None:
    result = cli("ocr", "a.pdf", "b.pdf", "--pdf", tmp_path / "out.pdf")
    assert result.exit_code == ExitCode.USAGE


@pytest.mark.tesseract
def test_the_whole_way(tmp_path: Path) -> None:
    sample = SAMPLES / "01-ket-luan.pdf"
    out = tmp_path / "out.pdf"
    command = [sys.executable, "-m", "cchc_ocr", "ocr", sample, "--pages", "1", "--pdf", out]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert not result.stderr
    assert len(texts(out)) == 1
    assert "cải cách hành chính" in texts(out)[0]
    assert texts(out)[0].split() == result.stdout.split()
    check_marks(out)


class _Silent:
    """A watcher that says nothing."""

    def stopping(self) -> None: ...

    def expected(self, item: Item, pages: int) -> None: ...

    def began(self, item: Item) -> None: ...

    def opened(self, item: Item, pages: int) -> None: ...

    def page_done(self, item: Item) -> None: ...

    def finished(self, outcome: batch.Outcome) -> None: ...


class _Reader:
    """An engine that reads the same page everywhere."""

    name = "reader 1"

    def read(self, image: PageImage) -> Page:
        return replace(page_of(), number=image.number, width=image.width, height=image.height)


class _Here:
    """Does tasks in this process."""

    async def __aenter__(self) -> _Here:
        return self

    async def __aexit__(self, *_: object) -> None: ...

    async def call(self, function: Any, *args: Any, limit: float | None = None) -> Any:
        return function(*args)


def ran(folder: Path, *, pdf: bool, engine: _Reader | None = None) -> list[batch.Outcome]:
    job = batch.Job(folder / "out", pipeline.Options(), "test", engine=engine or _Reader(), pdf=pdf)
    items = inputs.find([folder / "in"], job.out)
    return batch.run(items, job, _Silent(), processes=1, executor=_Here())


def test_a_run_makes_pdfs_once(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    signed(tmp_path / "in/a.pdf")
    saved(tmp_path / "in/b.png")
    (tmp_path / "in/c.txt").write_text("Số: 5/BC-SNV")
    states = [[outcome.state for outcome in ran(tmp_path, pdf=pdf)] for pdf in (False, True, True)]
    assert states == [["done"] * 3, ["done", "done", "skipped"], ["skipped"] * 3]
    assert sorted(path.name for path in (tmp_path / "out").glob("*.pdf")) == ["a.pdf", "b.pdf"]
    for name in ("a.pdf", "b.pdf"):
        assert "cải cách hành chính" in texts(tmp_path / "out" / name)[0]
        check_marks(tmp_path / "out" / name)
    notes = json.loads((tmp_path / "out/a.json").read_text("utf-8"))["notes"]
    assert any("signature" in note for note in notes)


class _HalfReader(_Reader):
    """An engine that cannot read the second page."""

    def read(self, image: PageImage) -> Page:
        if image.number == 2:
            raise UnreadableError("the picture of the page is damaged", page=2)
        return super().read(image)


def test_a_document_that_was_read_partly_gets_its_pdf_once(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    blank(tmp_path / "in/a.tif", 255, 250)
    states = [ran(tmp_path, pdf=pdf, engine=_HalfReader()) for pdf in (False, True, True)]
    assert [outcome.state for (outcome,) in states] == ["partly"] * 3
    assert [outcome.seconds > 0 for (outcome,) in states] == [True, True, False]
    with pypdfium2.PdfDocument(tmp_path / "out/a.pdf") as pdf:
        assert [bool(page.get_textpage().get_text_range()) for page in pdf] == [True, False]


def test_in_a_run_a_document_that_cannot_be_kept_as_it_is_is_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    (tmp_path / "in").mkdir()
    text_in_a_font_of_the_viewer(tmp_path / "in/a.pdf")
    (outcome,) = ran(tmp_path, pdf=True)
    assert outcome.state == "done"
    assert texts(tmp_path / "out/a.pdf")[0].split() == ["Hello"]
    assert any("Ghostscript" in note for note in json.loads((tmp_path / "out/a.json").read_text("utf-8"))["notes"])


@pytest.mark.skipif(sys.platform == "win32", reason="names are text there")
def test_a_pdf_whose_name_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"TCVN3_C\xabng.pdf")
    scan(tmp_path / "a.pdf").rename(path)
    data, remarks = searchable.render(path, [page_of()])
    assert remarks == ()
    assert "Báo cáo" in pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()


@pytest.mark.parametrize("box", [[700, 900, 800, 1000], [100, 100, 101, 101], [0, 1, 2]])
def test_a_crop_that_leaves_nothing_is_not_taken_over(tmp_path: Path, box: list[int]) -> None:
    path = scan(tmp_path / "sound.pdf")
    with pikepdf.open(path) as pdf:
        pdf.pages[0].obj.CropBox = pikepdf.Array(box)
        pdf.save(tmp_path / "a.pdf")
    data, _ = searchable.render(tmp_path / "a.pdf", [page_of()])
    assert pypdfium2.PdfDocument(data)[0].get_size() == pytest.approx((595, 842), rel=0.001)


def test_a_page_that_is_too_large_for_pdf_a_is_copied_all_the_same(tmp_path: Path) -> None:
    path = bars.pdf_of(tmp_path / "a.pdf", {"MediaBox": [0, 0, 20_000, 3000], "place": (20_000, 0, 0, 3000, 0, 0)})
    data, remarks = searchable.render(path, bars.read_all(path))
    assert remarks == ()
    assert validate_written(io.BytesIO(data), "2b").passed


def blank(path: Path, *shades: int) -> Path:
    """Pages of a TIFF without print, each in another shade of grey."""
    frames = [Image.new("L", (620, 877), shade) for shade in shades]
    frames[0].save(path, save_all=True, append_images=frames[1:], dpi=(75, 75))
    return path


@pytest.mark.parametrize("numbers", [(1, 3, 4, 7), (3,), (2, 3)])
def test_viewers_show_the_numbers_of_the_original(tmp_path: Path, numbers: tuple[int, ...]) -> None:
    path = blank(tmp_path / "a.tif", *range(240, 248))
    pages = [Page(number, origin="scan", width=620, height=877) for number in numbers]
    data, _ = searchable.render(path, pages)
    with pypdfium2.PdfDocument(data) as pdf:
        assert [pdf.get_page_label(at) for at in range(len(pdf))] == [str(number) for number in numbers]
    assert validate_written(io.BytesIO(data), "2b").passed


def test_blank_pages_are_left_out_on_request(tmp_path: Path) -> None:
    path = blank(tmp_path / "a.tif", 255, 250, 245)
    pages = [replace(page_of(), width=620, height=877), *(Page(n, (), "scan", 620, 877) for n in (2, 3))]
    kept, said = searchable.render(path, pages), searchable.render(path, pages, chosen=CopyOptions(True))
    assert (len(pypdfium2.PdfDocument(kept[0])), kept[1]) == (3, ())
    assert len(pypdfium2.PdfDocument(said[0])) == 1
    assert said[1] == tuple(f"a.tif, page {n}: blank, and not in the searchable PDF" for n in (2, 3))


def test_where_all_is_blank_nothing_is_left_out(tmp_path: Path) -> None:
    path = blank(tmp_path / "a.tif", 255, 250)
    pages = [Page(n, (), "scan", 620, 877) for n in (1, 2)]
    data, remarks = searchable.render(path, pages, chosen=CopyOptions(True))
    assert (len(pypdfium2.PdfDocument(data)), remarks) == (2, ())


@pytest.mark.parametrize("kind", ["scan", "text"])
def test_the_pdf_says_what_the_document_is(tmp_path: Path, kind: str) -> None:
    """Document information and XMP agree, as PDF/A demands: the file as it is written passes its validator."""
    path = scan(tmp_path / "a.pdf") if kind == "scan" else in_a_legacy_font(tmp_path / "a.pdf", "QuyÕt ®Þnh")
    pages = [page_of()] if kind == "scan" else [cast(Page, open_document(path).page(1))]
    document = Document(type="Báo cáo", number_symbol="15/BC-SNV", issuer="Sở Nội vụ", date="2021-03-09")
    source = Source(file="a.pdf", sha256="0", pages=1, origin="scan")
    data, _ = searchable.render(path, pages, record=Record(source=source, document=document))
    assert validate_written(io.BytesIO(data), "2b").passed
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert (pdf.docinfo.Title, pdf.docinfo.Author) == ("Báo cáo số 15/BC-SNV", "Sở Nội vụ")
        assert pdf.open_metadata()["dc:date"] == ["2021-03-09"]
        assert pdf.Root.Lang == "vi-VN"


@pytest.mark.parametrize(
    "words",
    [
        (("do", 1100, 1168), ("-", 1156, 1172), ("Hạnh", 1178, 1264)),
        (("HỘI", 100, 230), ("CHỦ", 228, 287)),
        (("ý", 1253, 1271), ("nghĩa", 1260, 1364)),
        (("Điều", 100, 180), ("1.", 182, 196), ("I", 197, 203)),
    ],
)
def test_words_that_overlap_keep_the_space_between_them(
    tmp_path: Path, words: tuple[tuple[str, int, int], ...]
) -> None:
    line = Line(tuple(Word(text, Box(left, 200, right, 240)) for text, left, right in words))
    data, _ = searchable.render(saved(tmp_path / "a.png"), [replace(page_of(), lines=(line,))])
    assert pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range().split() == [text for text, *_ in words]


@pytest.mark.parametrize("height", [40, 400, 1200])
def test_a_word_in_a_box_as_tall_as_the_page_is_found(tmp_path: Path, height: int) -> None:
    line = Line((Word("Điều", Box(600, 300, 630, 300 + height)),))
    data, _ = searchable.render(saved(tmp_path / "a.png"), [replace(page_of(), lines=(line,))])
    assert pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range().split() == ["Điều"]
