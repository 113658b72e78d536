"""Corrections that come back in a spreadsheet: the sheet of values to review, with the right ones filled in.

Rows may be sorted, filtered or removed: each carries the name of its record and the key of its value.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from cchc_ocr.corrections.anchoring import same
from cchc_ocr.corrections.current import corrected
from cchc_ocr.corrections.draft import Draft
from cchc_ocr.corrections.model import Correction
from cchc_ocr.corrections.outcomes import Applied
from cchc_ocr.corrections.pointers import NoSuchPlaceError, value_at
from cchc_ocr.corrections.steps import step
from cchc_ocr.corrections.typed import value_typed
from cchc_ocr.corrections.values import RefusedError
from cchc_ocr.errors import UnreadableError, UnwritableError
from cchc_ocr.export.given_tables import GivenCell, rows_of
from cchc_ocr.export.titles import titles
from cchc_ocr.runs.reviewing import save
from cchc_ocr.system.disk import shown, why_not

_NEEDED = ("record", "anchor", "right")
_AS_EXPORTED = "export the records again, and fill in the column of right values there"


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row with a value filled in. ``number`` is that of its line in the sheet, from 1."""

    number: int
    record: str
    right: GivenCell
    anchor: Mapping[str, Any]

    @property
    def pointer(self) -> str:
        return str(self.anchor.get("pointer", ""))


@dataclass(frozen=True, slots=True)
class TakenRow:
    """What becomes of a row: the correction, or why it is refused (``reason``).

    It has neither where the value was brought back before.
    """

    row: ReturnedRow
    correction: Correction | None = None
    reason: str = ""


def returned(file: Path) -> list[ReturnedRow]:
    """The rows of a workbook or CSV file in which the right value is filled in.

    Raises UnreadableError where the file is no such table.
    """
    numbered = enumerate(rows_of(file, titles().sheets["review"], _AS_EXPORTED), 1)
    _, heads = next(numbered, (1, ()))
    places = _places([str(head or "") for head in heads], file)
    return [row for number, cells in numbered if (row := _row(number, cells, places, file))]


def take_in(folder: Path, rows: Sequence[ReturnedRow], by: str | None, *, dry_run: bool = False) -> list[TakenRow]:
    """Bring the rows into the corrections of a folder of results; what becomes of each, in their order.

    Each document gets all of its rows that are taken at once. With ``dry_run`` nothing is written. Raises
    UnwritableError where corrections cannot be written.
    """
    documents: dict[str, _ReturnedDocument] = {}
    taken = [_taken(folder, row, documents) for row in rows]
    for document in documents.values():
        found = [one.correction for one in taken if one.correction and one.row.record == document.name]
        if found and not dry_run:
            _save(folder, document, found, by)
    return taken


def _save(folder: Path, document: _ReturnedDocument, found: Sequence[Correction], by: str | None) -> None:
    try:
        save(folder, document.stem, found, by)
    except OSError as error:
        hint = "see whether you may write to the folder of results; what is listed before this document is kept"
        raise UnwritableError(
            f"its corrections cannot be written: {why_not(error)}", hint=hint, file=document.name
        ) from error


@dataclass(slots=True)
class _ReturnedDocument:
    name: str
    stem: Path
    now: Applied
    pointers: set[str] = field(default_factory=set)  # of the rows that were taken


def _taken(folder: Path, row: ReturnedRow, documents: dict[str, _ReturnedDocument]) -> TakenRow:
    try:
        document = documents.get(row.record) or _document(folder, row.record)
        documents[row.record] = document
        return TakenRow(row, _correction(row, document))
    except RefusedError as error:
        return TakenRow(row, reason=str(error))


def _document(folder: Path, name: str) -> _ReturnedDocument:
    """The document whose record has that name. Raises RefusedError where there is none in the folder."""
    inside = not Path(name).is_absolute() and ".." not in Path(name).parts and name.endswith(".json")
    try:
        if not inside:
            raise FileNotFoundError
        own = _in_folder(folder, Path(name))
        return _ReturnedDocument(name, own.with_name(own.name.removesuffix(".json")), corrected(folder / own))
    except FileNotFoundError as error:
        raise RefusedError("there is no such document in this folder of results") from error
    except (OSError, ValueError) as error:
        raise RefusedError("its record cannot be read") from error


def _in_folder(folder: Path, name: Path) -> Path:
    """A name without the last parts of the folder's path, with which it begins in tables of several folders."""
    if not (folder / name).exists():
        of_folder = Path(os.path.abspath(folder)).parts  # noqa: PTH100 - as ``sources.told_apart`` has it
        for n in range(1, len(name.parts)):
            if name.parts[:n] == of_folder[-n:]:
                return Path(*name.parts[n:])
    return name


def _correction(row: ReturnedRow, document: _ReturnedDocument) -> Correction | None:
    """The correction that a row means; None where it stands there already.

    Raises RefusedError where it cannot be one, or not any more.
    """
    record, pointer = document.now.record, row.pointer
    if document.now.fault:
        raise RefusedError(document.now.fault)
    if row.anchor.get("sha256") != record.source.sha256:
        raise RefusedError("the scan is another one now than when the table was made")
    if pointer in document.pointers:
        raise RefusedError("another row of this table corrects the same value")
    value = value_typed(pointer, row.right)
    values = record.model_dump(mode="json")
    _see_that_it_is_as_it_was(row, values, value)
    if record.reviewed and pointer in record.reviewed.fields and same(value_at(values, pointer), value):
        return None
    told = {name: part for name, part in row.anchor.items() if name != "sha256"}
    try:
        one = Correction.model_validate({**told, "is": value})
    except ValidationError as error:
        raise RefusedError("the key of the value is damaged") from error
    if (outcome := step(Draft.of(record, None), one)).state != "applied":
        raise RefusedError(outcome.reason or "its place in the document is not found any more")
    document.pointers.add(pointer)
    return one


def _see_that_it_is_as_it_was(row: ReturnedRow, values: Mapping[str, Any], value: Any) -> None:
    """Raises RefusedError where the value has been changed since the table was made, to another one than now."""
    try:
        now = value_at(values, row.pointer)
    except NoSuchPlaceError as error:
        raise RefusedError("there is no such value any more: the document was read again") from error
    if not same(now, row.anchor.get("was")) and not same(now, value):
        raise RefusedError(f"it has been changed since the table was made, to {now}")


def _row(number: int, cells: Sequence[GivenCell], places: Mapping[str, int], file: Path) -> ReturnedRow | None:
    told = {name: cells[at] if at < len(cells) else None for name, at in places.items()}
    right = told["right"]
    if right is None or (isinstance(right, str) and not right.strip()):
        return None
    try:
        anchor = json.loads(str(told["anchor"]))
    except ValueError as error:
        raise UnreadableError(f"{shown(file)}, row {number}: its key is damaged", hint=_AS_EXPORTED) from error
    return ReturnedRow(number, str(told["record"] or ""), right, anchor if isinstance(anchor, dict) else {})


def _places(heads: Sequence[str], file: Path) -> dict[str, int]:
    """Where the columns stand that are needed, by their name or their title."""
    names = {title: name for name in _NEEDED for title in (name, titles().heading("review", name))}
    places = {names[head.strip()]: at for at, head in enumerate(heads) if head.strip() in names}
    if missing := [name for name in _NEEDED if name not in places]:
        what = f"{shown(file)}: it has no column {titles().heading('review', missing[0])!r} ({missing[0]})"
        raise UnreadableError(what, hint=_AS_EXPORTED)
    return places
