"""The PDF file, read back: its text, letters, pages and links."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from cchc_ocr.export import Choice
from cchc_ocr.report.as_pdf import written
from cchc_ocr.report.making import composed
from cchc_ocr.report.parts import ComparisonReport
from tests.compared import HARM, INTERIOR, NO_KEYS, found, record, report, scanned, score, total

TONES = "ạảãàáâậầấẩẫăắằặẳẵẹẻẽèéêệềếểễịỉĩìíọỏõòóôộồốổỗơờớợởỡụủũùúưừứựửữỵỷỹỳýđĐẾỆỠỮỶ"


def pages(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


@pytest.fixture(scope="module")
def content(made_in_vietnamese: ComparisonReport) -> bytes:
    return written(made_in_vietnamese)


def test_its_text_can_be_read_and_its_pages_are_numbered(content: bytes) -> None:
    told = pages(content)
    assert "Báo cáo so sánh kết quả" in told[0] and "Cần xem lại" in told[-1]
    assert all(f"{number} / {len(told)}" in text for number, text in enumerate(told, 1))


def test_all_letters_of_vietnamese_are_embedded() -> None:
    content = written(report(record(2023, total(f"Sở {TONES}", 2023, 90.0))))
    assert TONES in pages(content)[0].replace("\r\n", "")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        fonts = {str(font.BaseFont): font for page in pdf.pages for font in page.Resources.Font.values()}
        used = {name: font for name, font in fonts.items() if "DejaVu" in name}
        assert used and all("/FontFile2" in font.FontDescriptor for font in used.values())


def test_it_says_what_it_is(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.Lang == "vi-VN" and str(pdf.docinfo["/Title"]).startswith("Báo cáo so sánh kết quả: ")
        assert [round(float(side)) for side in pdf.pages[0].MediaBox] == [0, 0, 595, 842]
        links = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert links and all(note.Subtype == "/Link" for note in links)


def test_the_same_report_gives_the_same_bytes(plain: ComparisonReport) -> None:
    assert written(plain) == written(plain)


def test_heads_of_long_tables_come_again() -> None:
    many = record(2023, *(total(f"Sở {number:03}, tỉnh Sơn Hà", 2023, number / 3) for number in range(45)))
    told = [text for text in pages(written(report(many))) if text.count("2023") > 10]
    assert len(told) > 1 and all("Change, as" in text for text in told)


def test_what_documents_say_is_text_and_never_bursts_a_page() -> None:
    names = [HARM, "x" * 5000, "từ " * 900, "<b>"]
    one = record(2023, *(score(INTERIOR, 2023, name, 5.0) for name in names), total(HARM, 2023, 1e300))
    told = " ".join(pages(written(report(one)))).replace("\r\n", " ")
    assert "<script>alert" in told and "<b>" in told


def test_the_print_is_in_it(tmp_path: Path) -> None:
    one, scan = scanned(tmp_path)
    with pypdfium2.PdfDocument(written(composed(found(one, scan=scan), Choice(), NO_KEYS))) as pdf:
        shown = [item for page in pdf for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])]
    assert len(shown) == 1
