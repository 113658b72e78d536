"""Finds and reads records: files, folders of ``run``, JSON Lines, stdin."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from pydantic import ValidationError

from cchc_ocr.corrections.current import with_present_corrections
from cchc_ocr.corrections.store import is_review
from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.records import SCHEMA_VERSION, Record
from cchc_ocr.runs import catalogue
from cchc_ocr.system.disk import why_unread

_WRITTEN = "give what `cchc-ocr run` or `extract` has written"
_DECODER = json.JSONDecoder()
_BLANK = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Found:
    """A record and the name under which it was found: its file, with the line number where that holds several.

    ``scan`` is the file it was read from, where that is known and still there.
    """

    name: str
    record: Record
    scan: Path | None = None


def load(sources: Iterable[Path], stdin: TextIO) -> list[Found]:
    """The records in files (JSON, JSON Lines), folders of ``run`` and "-", in order.

    Raises UnreadableError, which names file and line, for what is no record, and where there are none.
    """
    sources, originals = list(sources), _Originals()
    found = [record for source in sources for record in _records(source, stdin, originals)]
    if not found:
        raise UnreadableError(f"{', '.join(map(str, sources))}: there are no records here", hint=_WRITTEN)
    return found


def _records(source: Path, stdin: TextIO, originals: _Originals) -> Iterator[Found]:
    if str(source) == "-":
        yield from _parsed("-", _read("-", stdin.read))
    elif source.is_dir():
        for path in record_files(source):
            yield from _of_file(path, path.relative_to(source), originals)
    else:
        yield from _of_file(source, source, originals)


def record_files(source: Path) -> list[Path]:
    """The files that the records of a source lie in."""
    return sorted(_walked(source)) if source.is_dir() else [source]


def _walked(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found = (Path(here, name) for name in names if name.endswith(".json") and not name.startswith("."))
        yield from (path for path in found if not is_review(path))


def _of_file(path: Path, name: Path, originals: _Originals) -> Iterator[Found]:
    text = _read(str(path), lambda: path.read_text("utf-8-sig"))
    shown = os.fsencode(name).decode("utf-8", "replace")
    records = list(_parsed(str(path), text, shown))
    if len(records) == 1:  # corrections lie beside the record of one document
        records = [replace(records[0], record=with_present_corrections(records[0].record, path))]
    for found in records:
        yield replace(found, scan=originals.scan_of(path, found.record.source.file))


class _Originals:
    """Where the scans lie that records were made from: as the catalogue of a run has it, or beside the record."""

    def __init__(self) -> None:
        self._known: dict[Path, Mapping[bytes, Path]] = {}

    def scan_of(self, record: Path, file: str) -> Path | None:
        """The scan of the record, None where it is not known or not there any more."""
        record = record.resolve()
        run = next((folder for folder in record.parents if (folder / catalogue.NAME).is_file()), None)
        if run:
            scan = self._of_run(run).get(os.fsencode(record.relative_to(run).with_suffix("")))
        else:
            scan = record.parent / file if Path(file).name == file else None
            scan = None if scan == record.with_suffix(".txt") else scan  # that is the text of the result
        return scan if scan and scan.is_file() else None

    def _of_run(self, folder: Path) -> Mapping[bytes, Path]:
        if folder not in self._known:
            try:
                with catalogue.Catalogue(folder, read_only=True) as rows:
                    self._known[folder] = {stem: Path(os.fsdecode(path)) for stem, path in rows.originals()}
            except UsageError:  # of another program or version: the records are there all the same
                self._known[folder] = {}
        return self._known[folder]


def _read(path: str, read: Callable[[], str]) -> str:
    try:
        return read()
    except (OSError, UnicodeDecodeError) as error:
        why = "this is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else why_unread(error)
        raise UnreadableError(f"{path}: {why}", hint=_WRITTEN) from error


def _parsed(path: str, text: str, name: str | None = None) -> Iterator[Found]:
    """A text holds one record, on as many lines as it likes, or several after one another."""
    parts = list(_values(path, text))
    for line, part in parts:
        yield Found(name if name and len(parts) == 1 else f"{name or path}:{line}", _record(path, line, part))


def _values(path: str, text: str) -> Iterator[tuple[int, str]]:
    """The JSON values in a text, each with the line (from 1) on which it begins."""
    at = _after_blanks(text, 0)
    line = 1 + text.count("\n", 0, at)
    while at < len(text):
        try:
            _, end = _DECODER.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError) as error:
            fault = error if isinstance(error, json.JSONDecodeError) else None
            where, why = (fault.lineno, fault.msg) if fault else (line, "nested too deeply")
            raise UnreadableError(f"{path}:{where}: this is not JSON: {why}", hint=_WRITTEN) from error
        yield line, text[at:end]
        end = _after_blanks(text, end)
        line += text.count("\n", at, end)
        at = end


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
        raise UnreadableError(message, hint=_WRITTEN) from error


def _version(text: str) -> int:
    value = json.loads(text)
    version = value.get("schema_version") if isinstance(value, dict) else None
    return version if isinstance(version, int) else 0
