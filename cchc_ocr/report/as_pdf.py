"""A report as PDF on A4, laid out by reportlab; the letters are those of DejaVu, which matplotlib brings along."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, time
from html import escape
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pikepdf
from reportlab.lib.colors import HexColor, black
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Frame,
    Image,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

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
from cchc_ocr.report.pictures import picture

_FONT, _BOLD = "DejaVuSans", "DejaVuSans-Bold"
_LEFT, _RIGHT, _TOP, _BOTTOM = 18 * mm, 16 * mm, 16 * mm, 18 * mm
_WIDTH = A4[0] - _LEFT - _RIGHT
_TALLEST = 110 * mm  # of a picture of a page
_LINE, _HEAD, _GROUP = HexColor("#888888"), HexColor("#E6E6E6"), HexColor("#F5F5F5")
_ALIGN = {"left": TA_LEFT, "right": TA_RIGHT, "center": TA_CENTER}


def written(report: ComparisonReport) -> bytes:
    """The content of the file; the same report gives the same bytes.

    It is laid out twice: how many pages there are is known only after the first time.
    """
    _load_letters()
    parts = [part for section in report.sections for part in section.parts]
    charts = {part.caption: picture(part.drawing) for part in parts if isinstance(part, ReportChart)}
    _draft, pages = _built(report, charts, 0)
    content, _pages = _built(report, charts, pages)
    return _described(content, report)


def _load_letters() -> None:
    """DejaVu has all letters of Vietnamese; what is used of it is embedded."""
    if _BOLD in pdfmetrics.getRegisteredFontNames():
        return
    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    for name in (_FONT, _BOLD):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
    pdfmetrics.registerFontFamily(_FONT, normal=_FONT, bold=_BOLD, italic=_FONT, boldItalic=_BOLD)


def _built(report: ComparisonReport, charts: Mapping[str, bytes], pages: int) -> tuple[bytes, int]:
    out = io.BytesIO()
    frame = Frame(_LEFT, _BOTTOM, _WIDTH, A4[1] - _TOP - _BOTTOM, 0, 0, 0, 0)
    document = BaseDocTemplate(out, pagesize=A4, invariant=1, pageCompression=1)
    foot = f"{report.title} · "

    def number(canvas: Any, _document: Any) -> None:
        canvas.setFont(_FONT, 8)
        canvas.drawCentredString(A4[0] / 2, 10 * mm, f"{foot}{canvas.getPageNumber()} / {pages or '…'}")

    document.addPageTemplates(PageTemplate(frames=[frame], onPage=number))
    document.build(list(_flow(report, charts)))
    return out.getvalue(), document.page


def _described(content: bytes, report: ComparisonReport) -> bytes:
    """The PDF with its title, language and date."""
    out, made = io.BytesIO(), datetime.combine(report.made, time())
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.Root.Lang = pikepdf.String(report.locale)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        stamp = made.strftime("D:%Y%m%d%H%M%S")
        about = {"/Title": f"{report.title}: {report.subtitle}", "/Author": "cchc-ocr", "/Creator": "cchc-ocr"}
        for name, value in {**about, "/CreationDate": stamp, "/ModDate": stamp}.items():
            pdf.docinfo[name] = value
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _style(size: float, *, bold: bool = False, align: str = "left", before: float = 0, after: float = 2) -> Any:
    return ParagraphStyle(
        f"{size} {bold} {align} {before} {after}",
        **{
            "fontName": _BOLD if bold else _FONT,
            "fontSize": size,
            "leading": size * 1.32,
            "alignment": _ALIGN[align],
        },
        **{"spaceBefore": before, "spaceAfter": after, "splitLongWords": 1},
    )


def _flow(report: ComparisonReport, charts: Mapping[str, bytes]) -> Iterator[Any]:
    yield Paragraph(escape(report.title), _style(17, bold=True))
    yield Paragraph(escape(report.subtitle), _style(11.5, after=8))
    rows = [
        [Paragraph(escape(text), _style(9, bold=not at)) for at, text in enumerate(fact)] for fact in report.facts
    ]
    grid = [("BOX", (0, 0), (-1, -1), 0.7, _LINE), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    yield Table(rows, [_WIDTH * 0.22, _WIDTH * 0.78], style=TableStyle([*grid, *_PADDING]))
    for number, section in enumerate(report.sections, 1):
        yield CondPageBreak(75 * mm)  # no heading stays behind where the table below it goes over
        yield Paragraph(escape(f"{number}. {section.title}"), _style(13, bold=True, before=14, after=5))
        for part in section.parts:
            if isinstance(part, ReportChart):
                yield from _chart(part, charts[part.caption])
            else:
                yield from _FLOW[type(part)](part)


def _text(part: ReportText) -> Iterator[Any]:
    yield Paragraph(escape(part.text), _style(9.5, after=4))


def _list(part: ReportList) -> Iterator[Any]:
    for lead, text, sources in part.items:
        style = _style(9.5, after=3)
        style.leftIndent, style.bulletIndent = 10, 0
        yield Paragraph(f"<b>{escape(lead)}</b>{escape(text)}{_cited(sources)}", style, bulletText="•")


def _table(part: CaptionedTable) -> Iterator[Any]:
    """The caption stays with the first rows; the head comes again on each page."""
    wide = sum(column.width for column in part.columns)
    rows: list[Sequence[Any]] = [
        [Paragraph(escape(column.title), _style(8, bold=True, align="center")) for column in part.columns]
    ]
    looks: list[tuple[Any, ...]] = [*_GRID, ("BACKGROUND", (0, 0), (-1, 0), _HEAD)]
    for group in part.groups:
        if group.title:
            at = len(rows)
            looks += [("SPAN", (0, at), (-1, at)), ("BACKGROUND", (0, at), (-1, at), _GROUP)]
            looks += [("NOSPLIT", (0, at), (-1, at + 1))]
            rows.append([Paragraph(escape(group.title), _style(8.5, bold=True)), *[""] * (len(part.columns) - 1)])
        for row in group.rows:
            cells = zip(row, part.columns, strict=True)
            rows.append([_cell(cell, column.align) for cell, column in cells])
    table = Table(
        rows, [_WIDTH * column.width / wide for column in part.columns], repeatRows=1, style=TableStyle(looks)
    )
    yield CondPageBreak(45 * mm)
    yield Paragraph(escape(part.caption), _style(9.5, bold=True, before=8, after=3))
    yield table
    for note in part.notes:
        yield Paragraph(escape(note), _style(7.5, before=2, after=0))
    yield Spacer(1, 4)


def _cell(cell: ReportCell, align: str) -> Any:
    text = escape(cell.text)
    text = f"<b>{text}</b>" if cell.bold else text
    return Paragraph(f"{text}{_cited(cell.sources)}", _style(8.5, align=align))


def _cited(sources: Sequence[int]) -> str:
    return "".join(f' <a href="#source{source}">[{source}]</a>' for source in sources)


def _chart(part: ReportChart, drawn: bytes) -> Iterator[Any]:
    caption = Paragraph(escape(part.caption), _style(9.5, bold=True, before=8, after=3))
    yield KeepTogether([caption, _picture(drawn, _WIDTH, A4[1] * 0.8), Spacer(1, 6)])


def _picture(data: bytes, width: float, tallest: float) -> Any:
    shown = Image(io.BytesIO(data))
    scale = min(width / shown.imageWidth, tallest / shown.imageHeight)
    shown.drawWidth, shown.drawHeight = shown.imageWidth * scale, shown.imageHeight * scale
    shown.hAlign = "LEFT"
    return shown


def _source(part: CitedPage) -> Iterator[Any]:
    """The document stays with its first picture."""
    lines = [f'<a name="source{part.number}"/><b>[{part.number}]</b> {escape(part.document)}', escape(part.place)]
    if part.quotes:
        lines.append(escape("; ".join(part.quotes)))
    lines += [escape(part.note)] if part.note else []
    style = _style(8.5, before=4)
    flow = [Paragraph("<br/>".join(lines), style)]
    pictures = [_picture(crop.jpeg, _WIDTH, _TALLEST) for crop in part.crops]
    yield KeepTogether([*flow, *pictures[:1]])
    yield from pictures[1:]


_FLOW: dict[type[ReportPart], Callable[[Any], Iterator[Any]]] = {
    ReportText: _text,
    ReportList: _list,
    CaptionedTable: _table,
    CitedPage: _source,
}
_PADDING: list[tuple[Any, ...]] = [
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
]
_GRID: list[tuple[Any, ...]] = [
    ("GRID", (0, 0), (-1, -1), 0.5, _LINE),
    ("LINEBELOW", (0, 0), (-1, 0), 0.9, black),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
    *_PADDING,
]
