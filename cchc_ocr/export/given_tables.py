"""Tables that people fill in and give back: sheets of workbooks, and CSV as spreadsheet programs save it."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from openpyxl.reader.excel import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from cchc_ocr.errors import UnreadableError
from cchc_ocr.system.disk import shown, why_unread

GivenCell: TypeAlias = str | int | float | datetime | None
_FORMULA = ("'=", "'+", "'-", "'@")  # as ``delimited`` keeps texts from being run


def rows_of(file: Path, sheet: str, hint: str) -> Iterator[tuple[GivenCell, ...]]:
    """The rows of a file, that of the headings first: of the sheet of that name where it is a workbook.

    ``hint`` is the next step where it is no such table. Raises UnreadableError then.
    """
    is_workbook = file.suffix.lower() in (".xlsx", ".xlsm")
    return _of_workbook(file, sheet, hint) if is_workbook else _of_csv(file, hint)


def _of_workbook(file: Path, sheet: str, hint: str) -> Iterator[tuple[GivenCell, ...]]:
    try:
        book = load_workbook(file, read_only=True, data_only=True)  # type: ignore[no-untyped-call]
        if sheet not in book.sheetnames:
            raise UnreadableError(f"{shown(file)}: it has no sheet {sheet!r}", hint=hint)
        rows: Iterable[tuple[Any, ...]] = book[sheet].iter_rows(values_only=True)
        yield from rows
        book.close()
    except OSError as error:
        raise UnreadableError(f"{shown(file)}: {why_unread(error)}", hint=hint) from error
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise UnreadableError(f"{shown(file)}: this is not a workbook: {error}", hint=hint) from error


def _of_csv(file: Path, hint: str) -> Iterator[tuple[GivenCell, ...]]:
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        save_as = "save it as CSV UTF-8 in the spreadsheet program"
        raise UnreadableError(f"{shown(file)}: this is not UTF-8 text", hint=save_as) from error
    except OSError as error:
        raise UnreadableError(f"{shown(file)}: {why_unread(error)}", hint=hint) from error
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        yield tuple(cell[1:] if cell.startswith(_FORMULA) else cell for cell in row)
