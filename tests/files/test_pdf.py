"""PDFs to pages: picture or text; and those that are broken."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from cchc_ocr.document import Page
from cchc_ocr.errors import EncryptedError, UnreadableError
from cchc_ocr.files.opening import open_document
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.files.page_parts import MENDED
from cchc_ocr.picture.pixels import PageImage
from tests.documents import first, scan, typed


def test_typed_pages_keep_their_text_with_boxes(tmp_path: Path) -> None:
    page = first(typed(tmp_path / "a.pdf", "So 15/BC-SNV 2023"))
    assert isinstance(page, Page)
    assert (page.text, page.origin, page.width, page.height) == ("So 15/BC-SNV 2023", "text-layer", 2479, 3508)
    box = page.lines[0].words[0].box
    assert box is not None
    assert abs(box.x0 - 60 / 72 * 300) < 8 and abs(box.y1 - (842 - 780) / 72 * 300) < 25


@pytest.mark.parametrize("force_ocr", [False, True])
def test_what_is_filled_into_a_form_is_read(tmp_path: Path, force_ocr: bool) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842))
    canvas.drawString(100, 700, "So: ...... /BC-SNV")
    for at, value in enumerate(["45", "87,5", "", " "]):
        canvas.acroForm.textfield(value=value, name=f"field {at}", x=300, y=700 - 50 * at, height=20)
    canvas.acroForm.choice(value="A", options=["A", "B"], name="choice", x=100, y=300, height=20)
    canvas.acroForm.checkbox(checked=True, name="box", x=100, y=200)
    canvas.save()
    page = first(tmp_path / "a.pdf", force_ocr=force_ocr)
    told = ["45", "87,5", "A", "☑"]
    if isinstance(page, Page):
        assert page.text.splitlines() == ["So: ...... /BC-SNV", *told]
    else:
        assert [" ".join(word.text for word in run) for run in page.typed] == told
    assert not any("fields" in note for note in page.notes)


def test_typed_pages_are_read_as_pictures_if_forced(tmp_path: Path) -> None:
    image = first(typed(tmp_path / "a.pdf", "So 15/BC-SNV"), force_ocr=True)
    assert isinstance(image, PageImage) and image.dpi == 300
    assert image.notes[0].startswith("text layer not used")


CUT = "the PDF is cut short: pages after this one may be missing"


def three_pages(path: Path) -> bytes:
    """A PDF of three pages of text, with the list of its pages before them."""
    canvas = Canvas(str(path), pageCompression=0)
    for number in (1, 2, 3):
        canvas.drawString(100, 100, f"Trang {number}")
        canvas.showPage()
    canvas.save()
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("end", "there"), [(b"startxref", 3), (b"trailer", 3), (b"Trang 3", 2), (b"Trang 2", 1), (b"xref\n", 3)]
)
def test_of_a_pdf_cut_short_what_is_there_is_read(tmp_path: Path, end: bytes, there: int) -> None:
    data = three_pages(tmp_path / "a.pdf")
    (tmp_path / "a.pdf").write_bytes(data[: data.rindex(end)])
    with open_document(tmp_path / "a.pdf", ReadOptions(trust_text=True)) as document:
        pages = list(document.pages())
    assert len(pages) == 3, "the list of pages is there"
    assert [page.text for page in pages[:there] if isinstance(page, Page)] == ["Trang 1", "Trang 2", "Trang 3"][
        :there
    ]
    assert not any(page.in_part for page in pages[: min(there, 2)])
    assert pages[-1].in_part and pages[-1].notes[-1] == CUT
    assert all(isinstance(page, PageImage) and page.damage for page in pages[there:]), "none is called blank"


def test_a_pdf_of_which_what_was_added_later_is_cut_short(tmp_path: Path) -> None:
    data = three_pages(tmp_path / "a.pdf")
    (tmp_path / "a.pdf").write_bytes(data + b"\n90 0 obj\n<< /Length 5000 >>\nstream\n" + b"x" * 3000)
    with open_document(tmp_path / "a.pdf", ReadOptions(trust_text=True)) as document:
        assert [page.notes for page in document.pages()] == [(), (), (CUT,)]


@pytest.mark.parametrize("after", [b"", b"\0" * 3000, b"\r\n--boundary--\r\n" * 100])
def test_a_pdf_with_something_else_after_its_end_is_whole(tmp_path: Path, after: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(three_pages(tmp_path / "a.pdf") + after)
    with open_document(tmp_path / "a.pdf", ReadOptions(trust_text=True)) as document:
        assert [page.in_part for page in document.pages()] == [False] * 3


def test_no_page_of_a_damaged_pdf_is_surely_blank(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        for _ in range(3):
            pdf.add_blank_page(page_size=(595, 842))
        pdf.save(tmp_path / "a.pdf")
    data = (tmp_path / "a.pdf").read_bytes()
    at = data.rindex(b"startxref")
    (tmp_path / "a.pdf").write_bytes(data[:at] + b"startxref\n7\n%%EOF\n")
    with open_document(tmp_path / "a.pdf") as document:
        assert [page.damage for page in document.pages() if isinstance(page, PageImage)] == [MENDED] * 3


def test_a_pdf_without_pages(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.save(tmp_path / "a.pdf")
    with pytest.raises(UnreadableError, match="no pages"):
        open_document(tmp_path / "a.pdf")


def test_an_encrypted_pdf(tmp_path: Path) -> None:
    path = scan(tmp_path / "plain.pdf")
    with pikepdf.open(path) as pdf:
        pdf.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(user="x", owner="y"))
        pdf.save(tmp_path / "b.pdf", encryption=pikepdf.Encryption(user="", owner="y"))
    with pytest.raises(EncryptedError, match=r"a\.pdf"):
        open_document(tmp_path / "a.pdf")
    assert isinstance(first(tmp_path / "b.pdf"), PageImage)  # no password is needed to read it


def test_huge_pages_of_a_pdf_are_refused(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(10_000, 10_000))
    canvas.rect(10, 10, 500, 500, fill=1)
    canvas.save()
    with pytest.raises(UnreadableError, match="limit"):
        first(tmp_path / "a.pdf")


@pytest.mark.parametrize("box", ["700 900 800 1000", "100 100 100 100", "100 100 101 101", "/a 1 2 3"])
def test_a_crop_that_leaves_nothing_is_not_heeded(tmp_path: Path, box: str) -> None:
    sound = typed(tmp_path / "sound.pdf", "Số: 45/BC-SNV Sở Nội vụ báo cáo như sau")
    with pikepdf.open(sound) as pdf:
        pdf.pages[0].obj.CropBox = pikepdf.Object.parse(f"[{box}]".encode())
        pdf.save(tmp_path / "a.pdf")
    page, whole = first(tmp_path / "a.pdf", trust_text=True), first(sound, trust_text=True)
    assert isinstance(page, Page)
    assert isinstance(whole, Page)
    assert (page.lines, page.width, page.height) == (whole.lines, whole.width, whole.height)
    # PDFium ignores some such boxes itself, without a note
    assert set(page.notes) <= {"its crop box is ignored, because it leaves nothing of the page"}


@pytest.mark.parametrize("box", ["0 0 0 0", "100 100 100 100"])
def test_a_page_without_a_size_says_how_it_was_read(tmp_path: Path, box: str) -> None:
    with pikepdf.open(typed(tmp_path / "sound.pdf", "So 45/BC-SNV")) as pdf:
        pdf.pages[0].obj.MediaBox = pikepdf.Object.parse(f"[{box}]".encode())
        pdf.save(tmp_path / "a.pdf")
    page = first(tmp_path / "a.pdf", trust_text=True)
    assert isinstance(page, Page) and page.text == "So 45/BC-SNV"
    assert page.notes == ("its media box is empty: the page was read as a sheet of US Letter",)


@pytest.mark.parametrize("size", [(2, 2), (0.0001, 500)])
def test_a_page_without_room_for_print_is_refused(tmp_path: Path, size: tuple[float, float]) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=size)
    canvas.drawString(0, 0, "5")
    canvas.save()
    with pytest.raises(UnreadableError, match="there is no room for print"):
        first(tmp_path / "a.pdf")


@pytest.mark.parametrize("lost", ["null", "999 0 R"])
def test_a_page_that_only_one_library_counts_costs_no_other_and_is_not_blank(tmp_path: Path, lost: str) -> None:
    """The pages after it have other numbers in QPDF, so that nothing is known of their parts."""
    canvas = Canvas(str(tmp_path / "sound.pdf"))
    for text in ("Trang", "Trang", "Bao cao so 5", ""):
        canvas.drawString(100, 100, text)
        canvas.showPage()
    canvas.save()
    with pikepdf.open(tmp_path / "sound.pdf") as pdf:
        pdf.save(tmp_path / "plain.pdf", qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = (tmp_path / "plain.pdf").read_bytes()
    listed = re.search(rb"/Kids \[([^]]*)\]", data)
    assert listed
    entries = re.findall(rb"\d+ 0 R", listed[1])
    entries[1] = lost.encode()
    (tmp_path / "a.pdf").write_bytes(data.replace(listed[0], b"/Kids [ " + b" ".join(entries) + b" ]"))
    with open_document(tmp_path / "a.pdf", ReadOptions(trust_text=True)) as document:
        assert document.page_count == 4
        third, last = document.page(3), document.page(4)
        assert isinstance(third, Page) and third.text == "Bao cao so 5"
        assert isinstance(last, PageImage) and last.damage == MENDED
