"""Records without personal data: each text in which some stands is replaced by a visible mark."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from typing import Any

from cchc_ocr.errors import UnreadableError
from cchc_ocr.export.found import Found, FoundRecords
from cchc_ocr.extract import find_personal, texts_of
from cchc_ocr.records import Record

BLANK = "[dữ liệu cá nhân]"
_PARTING = str.maketrans("_-/\\", "    ")


def without_personal(found: FoundRecords) -> FoundRecords:
    """The records without personal data, and without links to the scans, which show them.

    Whoever goes through them meets UnreadableError at a record of a version that did not look for personal data.
    """
    return found.each(_blanked, [replace(head, name=_named(head.name)) for head in found.heads])


def _blanked(found: Found) -> Found:
    if "personal" not in found.record.model_fields_set:
        raise UnreadableError(
            f"{found.name}: the record does not say where personal data stand, because an earlier version made it",
            hint="read the document again with `cchc-ocr run`",
        )
    return replace(found, name=_named(found.name), record=blanked(found.record), scan=None, source=None)


def blanked(record: Record) -> Record:
    """The record with ``BLANK`` for each text that contains personal data.

    These are the texts that the record names in ``personal``, and all in which the rules find something: a person
    may have corrected a value since. In the name of the file only what was found is replaced.
    """
    listed = {pointer for place in record.personal for pointer in place.fields}
    blanks = {p for p, text in texts_of(record) if p in listed or find_personal(text)}
    values = _with_blanks(record.model_dump(), "", blanks - {"/source/file"})
    values["source"]["file"] = _named(record.source.file)
    if record.reviewed:  # what the machine had read is no part of what is given away
        values["reviewed"]["reading"] = ()
    return Record.model_validate(values)


def _with_blanks(value: Any, pointer: str, blanks: Set[str]) -> Any:
    if isinstance(value, Mapping):
        return {name: _with_blanks(part, f"{pointer}/{name}", blanks) for name, part in value.items()}
    if isinstance(value, tuple):
        return tuple(_with_blanks(part, f"{pointer}/{number}", blanks) for number, part in enumerate(value))
    return BLANK if isinstance(value, str) and pointer in blanks else value


def _named(name: str) -> str:
    """A path with each part of it that is a personal datum replaced; underscores and dashes part words there.

    >>> _named("2024/don_001085012345_mau.json")
    '2024/don_[dữ liệu cá nhân]_mau.json'
    """
    for span in reversed(find_personal(name.translate(_PARTING))):
        name = f"{name[: span.start]}{BLANK}{name[span.end :]}"
    return name
