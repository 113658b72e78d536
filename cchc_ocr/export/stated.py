"""What people state of their dossiers (hồ sơ): a table with a line for each folder, checked cell by cell.

It has the columns of ``folders.csv`` in a package, by the names of the fields or by their Vietnamese titles, and
may be CSV or a workbook. A mistake is told with its row: nothing that was typed gets lost without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cchc_ocr.errors import UnreadableError
from cchc_ocr.export.archive_fields import ArchiveField
from cchc_ocr.export.dossiers import FIELDS, day_of, written_day
from cchc_ocr.export.given_tables import GivenCell, rows_of
from cchc_ocr.export.titles import titles
from cchc_ocr.system.disk import shown
from cchc_ocr.system.safe_names import safe_name, same_name
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.vietnamese import nfc

FOLDER = "folder"
_AS_EXPORTED = N_("fill in the folders.csv of a package, or its sheet in bao-cao.xlsx")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_FIELDS = {one.name: one for one in FIELDS}


@dataclass(frozen=True, slots=True)
class StatedDossier:
    """A line of the table. ``number`` is that of its row, from 1; ``values`` are the fields that are filled in."""

    number: int
    folder: str
    values: Mapping[str, str]


def stated(file: Path) -> Sequence[StatedDossier]:
    """The lines of a table of dossiers. Raises UnreadableError, which names file and row, where one is wrong."""
    rows = rows_of(file, titles().handover_sheets["folders"], _AS_EXPORTED)
    numbered = ((number, cells) for number, cells in enumerate(rows, 1) if any(map(_text, cells)))
    _, heads = next(numbered, (1, ()))
    columns = _columns([_text(head) for head in heads], file)
    lines = [_line(file, number, cells, columns) for number, cells in numbered]
    _see_that_each_is_alone(file, lines)
    return lines


def _columns(heads: Sequence[str], file: Path) -> Sequence[str]:
    """The field of each column, "" where it has no heading. Raises UnreadableError for one that is not known."""
    words = titles()
    known = {title.casefold(): name for name, title in words.dossier_fields.items()}
    known |= {name.casefold(): name for name in (*_FIELDS, FOLDER)}
    known[words.handover_columns[FOLDER].casefold()] = FOLDER
    for head in heads:
        if head and head.casefold() not in known:
            raise UnreadableError(f"{shown(file)}: there is no field {head!r}", hint=_AS_EXPORTED)
    columns = [known.get(head.casefold(), "") for head in heads]
    if FOLDER not in columns:
        raise UnreadableError(f"{shown(file)}: it has no column {FOLDER!r}", hint=_AS_EXPORTED)
    if twice := next((name for name in columns if name and columns.count(name) > 1), None):
        raise UnreadableError(f"{shown(file)}: the column {twice!r} is there twice", hint=_AS_EXPORTED)
    return columns


def _line(file: Path, number: int, cells: Sequence[GivenCell], columns: Sequence[str]) -> StatedDossier:
    texts = [_text(cell) for cell in cells]
    if any(texts[len(columns) :]) or any(text and not name for text, name in zip(texts, columns, strict=False)):
        raise _wrong(file, number, "a cell has no heading above it", _AS_EXPORTED)
    told = {name: text for name, text in zip(columns, texts, strict=False) if text}
    folder = told.pop(FOLDER, "").replace("\\", "/").strip("/")
    if not folder:
        raise _wrong(file, number, "it names no folder", 'name one as it is in the results; "." is the outermost')
    return StatedDossier(number, folder, dict(_checked(file, number, told)))


def _checked(file: Path, number: int, told: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, text in told.items():
        value = _value(name, text)
        if isinstance(value, _CellFault):
            raise _wrong(file, number, f"{name}: {text!r}: {value.why}", value.hint)
        yield name, value
    days = [day_of(_day(told[name]) or "") for name in ("startDate", "endDate") if name in told]
    if days != sorted(days):
        raise _wrong(file, number, "it ends before it begins", "compare startDate and endDate")


@dataclass(frozen=True, slots=True)
class _CellFault:
    why: str
    hint: str


def _value(name: str, text: str) -> str | _CellFault:
    """A cell as the rule has it, or why it cannot be."""
    field = _FIELDS[name]
    if field.name in titles().archive_codes:
        return _code(field.name, text)
    if name in ("startDate", "endDate"):
        return _day(text) or _CellFault(N_("this is no day"), N_("write it DD/MM/YYYY, as 05/03/2021"))
    if name in ("totalDoc", "numberOfPaper", "numberOfPage") and not (text.isascii() and text.isdecimal()):
        return _CellFault(N_("this is no whole number"), N_("write figures only, as 137"))
    if name == "fileCode" and safe_name(text) != text:
        return _CellFault(N_("files cannot be called so"), N_("leave out / \\ : * ? and characters like these"))
    return _short_enough(field, text)


def _short_enough(field: ArchiveField, text: str) -> str | _CellFault:
    if field.longest is None or len(text) <= field.longest:
        return text
    return _CellFault(N_(f"{len(text)} characters are more than {field.longest}"), N_("shorten it"))


def _code(name: str, text: str) -> str | _CellFault:
    """The code that is typed: "01", "1" as spreadsheets make of it, or its name; several of a language."""
    codes = titles().archive_codes[name]
    typed = {code: code for code in codes} | {title.casefold(): code for code, title in codes.items()}
    typed |= {code.lstrip("0"): code for code in codes if code.lstrip("0")}
    parts = re.split(r"[;,]", text) if name == "language" else [text]
    found = [typed.get(part.strip().casefold(), "") for part in parts]
    if all(found):
        return ";".join(found)
    listed = ", ".join(f"{code} {title}" for code, title in codes.items())
    return _CellFault(N_("there is no such code"), N_(f"choose one of {listed}"))


def _day(text: str) -> str | None:
    """The day as DD/MM/YYYY, None where it is none."""
    day = _DAY.fullmatch(text)
    iso = _ISO.fullmatch(text)
    parts = day.groups() if day else tuple(reversed(iso.groups())) if iso else None
    with suppress(ValueError):
        return written_day(day_of("/".join(parts))) if parts else None
    return None


def _text(cell: GivenCell) -> str:
    """A cell as text; of a time the day, of a whole number its figures."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return written_day(cell)
    return nfc(f"{cell:g}" if isinstance(cell, float) else str(cell)).strip()


def _see_that_each_is_alone(file: Path, lines: Sequence[StatedDossier]) -> None:
    """Raises UnreadableError where two lines are about one folder, or two dossiers would have one code."""
    folders: dict[str, int] = {}
    codes: dict[str, int] = {}
    for line in lines:
        code = same_name(line.values.get("fileCode", ""))
        if line.folder in folders:
            other = folders[line.folder]
            raise _wrong(file, line.number, f"row {other} is about the same folder {line.folder}", "leave one out")
        if code and code in codes:
            raise _wrong(file, line.number, f"row {codes[code]} has the same fileCode", "give each one its own")
        folders[line.folder] = codes[code] = line.number


def _wrong(file: Path, number: int, why: str, hint: str) -> UnreadableError:
    return UnreadableError(f"{shown(file)}, row {number}: {why}", hint=hint)
