"""The Word file, read back."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from cchc_ocr.export import Choice
from cchc_ocr.files.office.package import is_own_export
from cchc_ocr.report.as_docx import written
from cchc_ocr.report.making import composed
from cchc_ocr.report.parts import ComparisonReport
from tests.compared import HARM, INTERIOR, NO_KEYS, found, record, report, scanned, total


def opened(made: ComparisonReport) -> Document:
    return docx.Document(io.BytesIO(written(made)))


@pytest.fixture(scope="module")
def document(english: ComparisonReport) -> Document:
    return opened(english)


def test_it_has_the_sections_as_headings(document: Document) -> None:
    headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
    assert headings[0] == "1. Summary" and headings[-1] == "7. To be reviewed"


def test_heads_come_again_on_each_page_and_no_row_is_torn(document: Document) -> None:
    for table in document.tables[1:]:
        first, *others = table._tbl.tr_lst
        assert first.find(f".//{qn('w:tblHeader')}") is not None
        assert all(row.find(f".//{qn('w:tblHeader')}") is None for row in others)
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in (first, *others))


def test_captions_stay_with_what_they_are_about(document: Document) -> None:
    captions = [one for one in document.paragraphs if one.style and one.style.name == "Caption"]
    assert len(captions) > 5 and all(one.paragraph_format.keep_with_next for one in captions)


def test_pages_are_numbered_on_a4(document: Document) -> None:
    page = document.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)  # type: ignore[union-attr]
    codes = [code.text for code in page.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_numbers_of_sources_lead_to_them(document: Document) -> None:
    anchors = {link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))}
    names = {mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))}
    assert anchors == names and anchors


def test_pictures_have_descriptions(document: Document) -> None:
    shown = list(document.element.iter(qn("wp:docPr")))
    assert shown and all(one.get("descr") for one in shown)


def test_it_is_in_the_language_of_the_reader(made_in_vietnamese: ComparisonReport) -> None:
    document = opened(made_in_vietnamese)
    assert document.paragraphs[0].text == "Báo cáo so sánh kết quả"
    normal = document.styles["Normal"].element
    assert normal.find(f".//{qn('w:lang')}").get(qn("w:val")) == "vi-VN"
    assert document.core_properties.language == "vi-VN"


def test_the_same_report_gives_the_same_bytes_at_any_time(plain: ComparisonReport) -> None:
    one, other = written(plain), written(plain)
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_a_run_over_its_folder_knows_it(tmp_path: Path, plain: ComparisonReport) -> None:
    (tmp_path / "a.docx").write_bytes(written(plain))
    assert is_own_export(tmp_path / "a.docx")
    docx.Document().save(str(tmp_path / "b.docx"))
    assert not is_own_export(tmp_path / "b.docx")


def test_what_documents_say_is_text_whatever_it_looks_like() -> None:
    text = "\n".join(one.text for one in opened(report(record(2023, total(HARM, 2023, 90.0)))).paragraphs)
    assert "<script>alert('$x$')</script> & =1+1" in text


def test_the_print_is_in_it(tmp_path: Path) -> None:
    one, scan = scanned(tmp_path)
    without = opened(report(record(2023, total(INTERIOR, 2023, 92.25))))
    shown = opened(composed(found(one, scan=scan), Choice(), NO_KEYS))
    assert len(shown.inline_shapes) == len(without.inline_shapes) + 1
