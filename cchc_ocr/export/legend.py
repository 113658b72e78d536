"""The sheet that explains the workbook: colours, empty cells, and what each column is called elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cchc_ocr.export.doubts import LEVELS
from cchc_ocr.export.sheet import COLOURS, MOST_LINKS, MOST_NOTES, Styles, on_paper
from cchc_ocr.export.titles import titles

PIVOT = "KetQua"  # the name of all results, for a pivot table

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet


def add_legend(
    book: Workbook,
    styles: Styles,
    count: int,
    review_below: float,
    columns: Iterable[tuple[str, str, str]],
) -> None:
    """``columns`` are sheet, heading, and the name in JSON and CSV."""
    words = titles().legend
    page = book.add_worksheet(titles().sheets["legend"])
    page.hide_gridlines(2)
    on_paper(page, wide=False)
    page.set_column(0, 0, 22)
    page.set_column(1, 1, 42)
    page.set_column(2, 2, 30)
    page.write_string(0, 0, words["title"], styles.title)
    lines = [words["documents"].format(count=count), words["empty"], words["as_read"]]
    lines += [words["issuer"].format(sheet=titles().sheets["comparison"]), words["compared"]]
    lines.append(words["pivot"].format(name=PIVOT, sheet=titles().sheets["results"]))
    lines.append(words["links"].format(links=_number(MOST_LINKS), notes=_number(MOST_NOTES)))
    for row, line in enumerate(lines, 2):
        page.write_string(row, 0, line)
    row = _colours(book, page, len(lines) + 3, review_below)
    _columns(page, styles, row + 2, columns)


def _number(count: int) -> str:
    """1.000"""
    return f"{count:,}".replace(",", ".")


def _colours(book: Workbook, page: Worksheet, row: int, review_below: float) -> int:
    for level in reversed(LEVELS):
        look = book.add_format({"bg_color": COLOURS[level], "border": 1, "border_color": "#BFBFBF"})
        page.write_blank(row, 0, None, look)
        page.write_string(row, 1, titles().legend[level].format(threshold=f"{review_below:.0%}"))
        row += 1
    return row


def _columns(page: Worksheet, styles: Styles, row: int, columns: Iterable[tuple[str, str, str]]) -> None:
    words = titles().legend
    page.write_string(row - 1, 0, words["fields"], styles.title)
    for column, name in enumerate(("sheet", "column", "field")):
        page.write_string(row, column, words[name], styles.heading)
    for number, texts in enumerate(columns, row + 1):
        for column, text in enumerate(texts):
            page.write_string(number, column, text)
