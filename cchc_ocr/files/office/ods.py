"""Reads the sheets of an OpenDocument spreadsheet (ODS), in which the cells hold their text as it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cchc_ocr.files.office.blocks import OfficeText, Paragraph
from cchc_ocr.files.office.odf_styles import OFFICE, STYLE, TABLE, TEXT, OdfStyles, elements, parts_of
from cchc_ocr.files.office.omissions import Omissions
from cchc_ocr.files.office.sheet_blocks import SheetRow
from cchc_ocr.files.office.spreadsheets import refuse_if_many, text_of

_MOST_COLUMNS = 16_384


def read_ods(path: Path) -> OfficeText:
    """The text of an ODS file. Raises what the library raises for a damaged file, see ``package.DAMAGED``."""
    content, heads = parts_of(path)
    styles, omissions, told, cells = OdfStyles.of(content, heads), Omissions(), [], 0
    for table in content.iterfind(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table"):
        if _is_hidden(table, styles):
            omissions.add("hidden sheets")
            continue
        rows = list(_rows(path, table, omissions))
        cells += sum(map(len, rows))
        refuse_if_many(path, cells)
        told.append((table.get(f"{TABLE}name") or "", rows))
    return text_of(told, omissions)


def _is_hidden(table: Any, styles: OdfStyles) -> bool:
    chain = styles.chain(table.get(f"{TABLE}style-name"))
    given = [p for style in chain for p in elements(style) if p.tag == f"{STYLE}table-properties"]
    return any(properties.get(f"{TABLE}display") == "false" for properties in given)


def _rows(path: Path, parent: Any, omissions: Omissions) -> Iterator[SheetRow]:
    """The visible rows; of rows that are repeated, the empty ones come once."""
    for child in elements(parent):
        if child.tag != f"{TABLE}table-row":
            if child.tag.startswith(f"{TABLE}table-"):
                yield from _rows(path, child, omissions)
            continue
        row = _row(child)
        times = int(child.get(f"{TABLE}number-rows-repeated") or 1) if row else 1
        refuse_if_many(path, times * len(row))
        if child.get(f"{TABLE}visibility") in (None, "visible"):
            yield from [row] * times
        else:
            omissions.add("hidden rows", times if row else 0)


def _row(element: Any) -> dict[int, Paragraph]:
    cells: dict[int, Paragraph] = {}
    at = 0
    for cell in elements(element):
        times = int(cell.get(f"{TABLE}number-columns-repeated") or 1)
        text = "\n".join(_text(one) for one in elements(cell) if one.tag == f"{TEXT}p")
        if cell.tag == f"{TABLE}table-cell" and text.strip():
            cells |= {at + i: Paragraph.of(text) for i in range(min(times, _MOST_COLUMNS))}
        at += times
    return cells


def _text(element: Any) -> str:
    """The text of a paragraph of a cell, without comments."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{TEXT}s":
            parts.append(" ")
        elif isinstance(child.tag, str) and not child.tag.startswith(OFFICE):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
