"""A report as a Word file: heads of tables are repeated, captions stay with their tables, pages are numbered."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time
from typing import Any

from docx import Document as new_document
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from cchc_ocr.files.office.package import OWN_EXPORT
from cchc_ocr.report.parts import (
    CaptionedTable,
    CitedPage,
    ComparisonReport,
    ReportCell,
    ReportChart,
    ReportList,
    ReportPart,
    ReportText,
)
from cchc_ocr.report.pictures import picture, told

_FONT = "Times New Roman"  # as Nghị định 30/2020/NĐ-CP asks of documents
_SIDES = {"left": 20, "right": 15, "top": 18, "bottom": 18}  # millimetres
_WIDTH = 210 - _SIDES["left"] - _SIDES["right"]
_TALLEST = 110  # millimetres of a picture of a page
_ALIGN = {"left": WD_ALIGN_PARAGRAPH.LEFT, "right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}


def written(report: ComparisonReport) -> bytes:
    """The content of the file; the same report gives the same bytes."""
    document = new_document()
    _set_up(document, report)
    document.add_heading(report.title, 0)
    document.add_paragraph(report.subtitle, "Subtitle")
    _add_facts(document, report.facts)
    for number, section in enumerate(report.sections, 1):
        document.add_heading(f"{number}. {section.title}", 1)
        for part in section.parts:
            _ADD[type(part)](document, part)
    out = io.BytesIO()
    document.save(out)
    return _at_all_times(out.getvalue())


def _set_up(document: Document, report: ComparisonReport) -> None:
    """Paper, letters, numbers of pages, and what the file says of itself."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    for side, width in _SIDES.items():
        setattr(page, f"{side}_margin", Mm(width))
    _add_foot(page.footer.paragraphs[0], report)
    for name, size in {"Normal": 11, "Title": 20, "Subtitle": 13, "Heading 1": 14, "Caption": 10.5}.items():
        style: Any = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), RGBColor(0, 0, 0)
        style.font.italic = False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), _FONT)
        for theme in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    title: Any = document.styles["Title"]
    for rule in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(rule)
    normal: Any = document.styles["Normal"]
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), report.locale)
    normal.element.get_or_add_rPr().append(language)
    about, made = document.core_properties, datetime.combine(report.made, time())
    about.title, about.subject, about.author = report.title, report.subtitle, "cchc-ocr"
    about.category, about.language, about.comments = OWN_EXPORT, report.locale, ""
    about.created = about.modified = made
    about.last_modified_by, about.revision = "cchc-ocr", 1


def _add_foot(paragraph: Paragraph, report: ComparisonReport) -> None:
    """The title, and the number of the page of so many."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(f"{report.title} · ").font.size = Pt(9)
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" / ").font.size = Pt(9)
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Paragraph, code: str) -> None:
    """What the office program reckons when it shows the page."""
    run = paragraph.add_run()
    run.font.size = Pt(9)
    for kind in ("begin", "text", "end"):
        part = OxmlElement("w:instrText" if kind == "text" else "w:fldChar")
        if kind == "text":
            part.text = code
        else:
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)


def _add_facts(document: Document, facts: Sequence[tuple[str, str]]) -> None:
    table = _table(document, [26, 74])
    for name, text in facts:
        cells = table.add_row().cells
        _fill(cells[0], ReportCell(name, bold=True))
        _fill(cells[1], ReportCell(text))


def _table(document: Document, widths: Sequence[float]) -> Any:
    """A ruled table without rows; widths are shares of the page."""
    table = document.add_table(0, len(widths), "Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(_WIDTH * width / sum(widths))
    return table


def _add_text(document: Document, part: ReportText) -> None:
    document.add_paragraph(part.text)


def _add_list(document: Document, part: ReportList) -> None:
    for lead, text, sources in part.items:
        paragraph = document.add_paragraph("", "List Bullet")
        paragraph.add_run(lead).bold = True
        paragraph.add_run(text)
        _cite(paragraph, sources)


def _add_table(document: Document, part: CaptionedTable) -> None:
    _caption(document, part.caption)
    table = _table(document, [column.width for column in part.columns])
    head = table.add_row()
    for cell, column in zip(_cells(head, table), part.columns, strict=True):
        _fill(cell, ReportCell(column.title, bold=True), "center")
        _shade(cell, "E6E6E6")
    _mark(head, "w:tblHeader")
    aligns = [column.align for column in part.columns]
    for group in part.groups:
        if group.title:
            across = table.add_row()
            cells = _cells(across, table)
            whole = cells[0].merge(cells[-1])
            _fill(whole, ReportCell(group.title, bold=True))
            _shade(whole, "F5F5F5")
            whole.paragraphs[0].paragraph_format.keep_with_next = True
        for cells_of_row in group.rows:
            row = table.add_row()
            for cell, content, align in zip(_cells(row, table), cells_of_row, aligns, strict=True):
                _fill(cell, content, align)
    for row in table.rows:
        _mark(row, "w:cantSplit")
    for note in part.notes:
        document.add_paragraph(note).runs[0].font.size = Pt(9)


def _cells(row: Any, table: Any) -> list[_Cell]:
    """The cells of a row; python-docx looks for them anew each time that it is asked for one."""
    return [_Cell(element, table) for element in row._tr.tc_lst]


def _fill(cell: _Cell, content: ReportCell, align: str = "left") -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = _ALIGN[align]
    paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(1)
    run = paragraph.add_run(content.text)
    run.bold, run.font.size = content.bold, Pt(9.5)
    _cite(paragraph, content.sources, Pt(9.5), " " if content.text else "")


def _cite(paragraph: Paragraph, sources: Sequence[int], size: Any = None, before: str = " ") -> None:
    """The numbers of sources; a click leads to each."""
    for source in sources:
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), f"source{source}")
        run = paragraph.add_run(f"{before}[{source}]")
        run.font.size = size
        link.append(run._r)
        paragraph._p.append(link)
        before = " "


def _caption(document: Document, text: str) -> None:
    paragraph = document.add_paragraph(text, "Caption")
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(10)


def _shade(cell: _Cell, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _mark(row: Any, name: str) -> None:
    """Say of a row that it is repeated on each page ("w:tblHeader"), or never torn apart ("w:cantSplit")."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _add_chart(document: Document, part: ReportChart) -> None:
    _caption(document, part.caption)
    shown = document.add_picture(io.BytesIO(picture(part.drawing)), width=Mm(_WIDTH))
    shown._inline.docPr.set("descr", told(part.drawing))


def _add_source(document: Document, part: CitedPage) -> None:
    paragraph = document.add_paragraph()
    _bookmark(paragraph, part.number)
    paragraph.add_run(f"[{part.number}] ").bold = True
    paragraph.add_run(part.document)
    paragraph.add_run().add_break()
    paragraph.add_run(part.place)
    if part.quotes:
        paragraph.add_run().add_break()
        paragraph.add_run("; ".join(part.quotes)).font.size = Pt(9.5)
    if part.note:
        paragraph.add_run().add_break()
        paragraph.add_run(part.note).font.size = Pt(9.5)
    for crop in part.crops:
        paragraph.paragraph_format.keep_with_next = True
        paragraph = document.add_paragraph()
        width = min(_WIDTH, _TALLEST * crop.width / crop.height)
        shown = paragraph.add_run().add_picture(io.BytesIO(crop.jpeg), width=Mm(width))
        shown._inline.docPr.set("descr", part.place)


def _bookmark(paragraph: Paragraph, number: int) -> None:
    for kind in ("Start", "End"):
        mark = OxmlElement(f"w:bookmark{kind}")
        mark.set(qn("w:id"), str(number))
        if kind == "Start":
            mark.set(qn("w:name"), f"source{number}")
        paragraph._p.append(mark)


_ADD: dict[type[ReportPart], Callable[[Document, Any], None]] = {
    ReportText: _add_text,
    ReportList: _add_list,
    CaptionedTable: _add_table,
    ReportChart: _add_chart,
    CitedPage: _add_source,
}


def _at_all_times(package: bytes) -> bytes:
    """The same package whenever it is made: python-docx writes the present into it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in _names(given):
            made.writestr(zipfile.ZipInfo(name), given.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _names(package: zipfile.ZipFile) -> Iterator[str]:
    """The parts in an order of their own; the list of their types comes first."""
    names = sorted(package.namelist())
    first = "[Content_Types].xml"
    yield from (first, *(name for name in names if name != first))
