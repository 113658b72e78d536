"""Reads files of records: one record, JSON Lines, or records one after another as ``jq`` prints them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from cchc_ocr.corrections.current import with_present_corrections
from cchc_ocr.errors import UnreadableError
from cchc_ocr.export.found import Found
from cchc_ocr.export.originals import Originals
from cchc_ocr.records import SCHEMA_VERSION, Record
from cchc_ocr.system.disk import why_unread

WRITTEN = "give what `cchc-ocr run` or `extract` has written"
_DECODER = json.JSONDecoder()
_BLANK = re.compile(r"[ \t\r\n]*")
_PIECE = 1 << 20  # characters of a long file that are looked at together
_SMALL = 1 << 22  # bytes of a file that is looked at as a whole


def records_of(path: Path, name: Path, originals: Originals) -> Iterator[Found]:
    """The records in a file; corrections lie beside the record of one document."""
    shown = os.fsencode(name).decode("utf-8", "replace")
    with reading(str(path)):
        record = _alone(path)
    found = iter([Found(shown, record)]) if record else _of_long_file(path, shown)
    first, second = next(found, None), next(found, None)
    if first and not second:
        found = iter([replace(first, name=shown, record=with_present_corrections(first.record, path))])
    else:
        found = chain(filter(None, (first, second)), found)
    for one in found:
        yield replace(one, scan=originals.scan_of(path, one.record.source.file), source=path)


def _alone(path: Path) -> Record | None:
    """The record of a file that holds one, as nearly all do; None where it holds several, or something else."""
    if path.stat().st_size > _SMALL:
        return None
    try:
        return Record.model_validate_json(path.read_bytes())
    except ValidationError:
        return None


def _of_long_file(path: Path, name: str) -> Iterator[Found]:
    with reading(str(path)), path.open(encoding="utf-8-sig", newline="") as file:
        yield from parsed(str(path), file, name)


@contextmanager
def reading(path: str) -> Iterator[None]:
    """Raises UnreadableError where the file cannot be read."""
    try:
        yield
    except (OSError, UnicodeDecodeError) as error:
        why = "this is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else why_unread(error)
        raise UnreadableError(f"{path}: {why}", hint=WRITTEN) from error


def parsed(path: str, file: IO[str], name: str | None = None) -> Iterator[Found]:
    """The records in a text: one, on as many lines as it likes, or several after one another."""
    for line, part in _values(path, file):
        yield Found(f"{name or path}:{line}", _record(path, line, part))


def _values(path: str, file: IO[str]) -> Iterator[tuple[int, str]]:
    """The JSON values in a text, each with the line (from 1) on which it begins; the text is read in pieces."""
    text, at, line = "", 0, 1
    while True:
        begins = _after_blanks(text, at)
        line += text.count("\n", at, begins)
        at = begins
        try:
            _, end = _DECODER.raw_decode(text, at)
        except json.JSONDecodeError as error:
            piece = file.read(max(_PIECE, len(text) - at))
            if piece:  # it may go on there
                text, at = text[at:] + piece, 0
            elif at == len(text):
                return
            else:
                raise _no_json(path, line + text.count("\n", at, error.pos), error.msg) from error
        except RecursionError as error:
            raise _no_json(path, line, "nested too deeply") from error
        else:
            yield line, text[at:end]
            line += text.count("\n", at, end)
            at = end


def _no_json(path: str, line: int, why: str) -> UnreadableError:
    return UnreadableError(f"{path}:{line}: this is not JSON: {why}", hint=WRITTEN)


def _after_blanks(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _record(path: str, line: int, text: str) -> Record:
    try:
        return Record.model_validate_json(text)
    except ValidationError as error:
        version = _version(text)
        if version > SCHEMA_VERSION:
            message = f"{path}:{line}: a record of schema_version {version}; this program knows {SCHEMA_VERSION}"
            raise UnreadableError(message, hint="update cchc-ocr") from error
        fault = error.errors()[0]
        where = "".join(f"/{part}" for part in fault["loc"])
        message = f"{path}:{line}: this is not a record: {where + ': ' if where else ''}{fault['msg']}"
        raise UnreadableError(message, hint=WRITTEN) from error


def _version(text: str) -> int:
    value = json.loads(text)
    version = value.get("schema_version") if isinstance(value, dict) else None
    return version if isinstance(version, int) else 0
