"""A report as one HTML file: pictures are in it, nothing is loaded and no script runs; it prints on A4."""

from __future__ import annotations

from base64 import b64encode

from jinja2 import Environment, PackageLoader, StrictUndefined

from cchc_ocr.export.charts import Drawing
from cchc_ocr.report.parts import CaptionedTable, ComparisonReport, ReportPart
from cchc_ocr.report.pictures import picture, told


def written(report: ComparisonReport) -> bytes:
    """The content of the file, in UTF-8."""
    template = _TEMPLATES.get_template("report.html")
    return template.render(report=report).encode()


def _kind_of(part: ReportPart) -> str:
    return type(part).__name__


def _widths(table: CaptionedTable) -> float:
    return sum(column.width for column in table.columns)


def _rows(table: CaptionedTable) -> int:
    return sum(len(group.rows) + bool(group.title) for group in table.groups)


def _coded(data: bytes) -> str:
    return b64encode(data).decode()


def _chart(drawing: Drawing) -> str:
    return _coded(picture(drawing))


def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("cchc_ocr.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(kind_of=_kind_of, widths=_widths, rows=_rows, coded=_coded, chart=_chart, told=told)
    return made


_TEMPLATES = _templates()
