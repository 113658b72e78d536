"""Reads spreadsheets, XLSX and its kin and ODS: each visible sheet is a page, with its cells as they are shown."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from openpyxl.reader.excel import load_workbook

from cchc_ocr.errors import UnreadableError
from cchc_ocr.files import legacy
from cchc_ocr.files.office.blocks import NEW_PAGE, OfficeBlock, OfficeText, Paragraph, Run
from cchc_ocr.files.office.number_formats import shown
from cchc_ocr.files.office.omissions import Omissions
from cchc_ocr.files.office.sheet_blocks import SheetRow, sheet_blocks

MOST_CELLS = 50_000  # in all sheets: a table of the communes of a province has some thousands
MOST_SHEET_BYTES = 32 << 20  # bytes of the parts of a workbook: each becomes ten in memory
_NO_VALUE = re.compile(rb"</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>|<f[^>]*/>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")


def read_workbook(path: Path) -> OfficeText:
    """The text of an XLSX file; formulas as their stored values. Raises what the library does, see ``DAMAGED``."""
    omissions = Omissions()
    _look_at_parts(path, omissions)
    with path.open("rb") as content, warnings.catch_warnings():  # by its name openpyxl would refuse "a.png"
        warnings.simplefilter("ignore")  # about parts that are not read anyway
        book = load_workbook(content, data_only=True, keep_links=False)  # type: ignore[no-untyped-call]
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    omissions.add("hidden sheets", len(book.worksheets) - len(sheets))
    refuse_if_many(path, sum(len(sheet._cells) for sheet in sheets))
    for sheet in sheets:
        omissions.add("pictures", len(sheet._images))
        omissions.add("charts", len(sheet._charts))
    told = [(sheet.title, _rows(sheet, omissions)) for sheet in sheets]
    return text_of(told, omissions)


def text_of(sheets: Sequence[tuple[str, Sequence[SheetRow]]], omissions: Omissions) -> OfficeText:
    """The sheets, by name and rows, with a page break after each."""
    blocks: list[OfficeBlock] = []
    for name, rows in sheets:
        blocks += [*sheet_blocks(name, rows), Paragraph.of(NEW_PAGE)]
    return omissions.beside(tuple(blocks))


def refuse_if_many(path: Path, cells: int) -> None:
    """Raises UnreadableError for sheets that are data of a program and no document."""
    if cells > MOST_CELLS:
        what = f"the sheets have {cells:,} cells, more than {MOST_CELLS:,}"
        raise UnreadableError(what, hint="save the sheets that are needed as a file of their own", file=path.name)


def _look_at_parts(path: Path, omissions: Omissions) -> None:
    """Count formulas without a value, and drawings with text. Raises UnreadableError for too large sheets."""
    with zipfile.ZipFile(path) as package:
        parts = [part for part in package.infolist() if part.filename.endswith(".xml")]
        size = sum(part.file_size for part in parts)
        if size > MOST_SHEET_BYTES:
            what = f"the sheets hold {size >> 20:,} MB, more than {MOST_SHEET_BYTES >> 20} MB"
            raise UnreadableError(
                what, hint="save the sheets that are needed as a file of their own", file=path.name
            )
        for part in parts:
            if part.filename.startswith("xl/worksheets/"):
                found = len(_NO_VALUE.findall(package.read(part)))
                omissions.add("formulas without a value", found, matters=True)
            elif part.filename.startswith("xl/drawings/"):
                omissions.add("text boxes", package.read(part).count(b":txBody>") // 2, matters=True)


def _rows(sheet: Any, omissions: Omissions) -> list[SheetRow]:
    """The rows of a sheet down to the last with text, without hidden ones; empty rows are empty."""
    hidden = {row for row, look in sheet.row_dimensions.items() if look.hidden}
    columns = {
        column
        for look in sheet.column_dimensions.values()
        if look.hidden
        for column in range(look.min or 0, (look.max or 0) + 1)
    }
    found: dict[int, dict[int, Paragraph]] = defaultdict(dict)
    lost: tuple[set[int], set[int]] = set(), set()
    for (row, column), cell in sheet._cells.items():
        text = shown(cell.value, cell.number_format) if cell.value is not None else ""
        if not text.strip():
            continue
        if row in hidden or column in columns:
            lost[0].update({row} & hidden)
            lost[1].update({column} & columns)
        else:
            found[row][column] = Paragraph((Run(text, legacy.of_font(cell.font.name or "")),))
    omissions.add("hidden rows", len(lost[0]))
    omissions.add("hidden columns", len(lost[1]))
    return list(_with_gaps(found, hidden))


def _with_gaps(rows: dict[int, dict[int, Paragraph]], hidden: set[int]) -> Iterator[SheetRow]:
    """The rows in order, and one empty row wherever visible ones are empty."""
    before = 0
    for row in sorted(rows):
        if (
            row - before > 1
            and before
            and any(at not in hidden for at in range(before + 1, min(row, before + 1000)))
        ):
            yield {}
        yield rows[row]
        before = row
