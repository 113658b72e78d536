"""The tables of archive metadata: the 21 fields of each document (CSV, JSON), and what is left to do (CSV)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from cchc_ocr.export.archive_fields import FIELDS, OpenTask, describe
from cchc_ocr.export.delimited import TableWriter
from cchc_ocr.export.formats import ExportOptions
from cchc_ocr.export.found import FoundRecords
from cchc_ocr.export.ordering import ordered
from cchc_ocr.export.stated import stated
from cchc_ocr.export.titles import titles
from cchc_ocr.lexicon import load
from cchc_ocr.translation import gettext_noop as N_

ENDINGS = (".csv", ".json", "-to-complete.csv")
WHICH = ("record", "file")  # which document it is: docId is the archivist's
TASK_COLUMNS = ("field", "title", "required", "task", "why", "read")


def targets(out: Path, options: ExportOptions) -> Sequence[Path]:
    """``archive.csv``, ``archive.json`` and ``archive-to-complete.csv``, or the same with another name."""
    if options.folders:
        stated(options.folders)
    stem = out.with_suffix("") if out.suffix.lower() in (".csv", ".json") else out / "archive"
    return [stem.with_name(f"{stem.name}{ending}") for ending in ENDINGS]


def write(found: FoundRecords, places: Mapping[Path, Path], options: ExportOptions) -> Sequence[str]:
    """Write the fields and what is left to do; what the reader of the files must know."""
    lexicon = load(options.dictionaries)
    order = ordered(found, stated(options.folders) if options.folders else ())
    remarks: list[str] = []
    with document_tables(*places.values()) as tables:
        for one, place in zip(found, order.places, strict=True):
            values, tasks = describe(one.record, lexicon, place.dossier.of_document(place.ordinal))
            remarks += tables.add({"record": one.name, "file": one.record.source.file}, values, tasks)
    return remarks


class DocumentTables:
    """Writes the fields of documents, one after the other: an archive does not fit into memory."""

    def __init__(self, table: TextIO, objects: TextIO, listed: TextIO) -> None:
        self._rows = TableWriter(table, (*WHICH, *(field.name for field in FIELDS)), False)
        self._tasks = TableWriter(listed, (*WHICH, *TASK_COLUMNS), False)
        self._objects = objects
        self._empty = True

    def add(self, which: Mapping[str, str], values: Mapping[str, str], tasks: Sequence[OpenTask]) -> Iterator[str]:
        """Write a document, which ``which`` names; what the reader of the files must know of it."""
        self._rows.add({**which, **values})
        text = json.dumps({**which, **values}, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        self._objects.write(f"{'[' if self._empty else ','}\n  {text}")
        self._empty = False
        for task in tasks:
            self._tasks.add({**which, **listed(task)})
        return (_remark(which, task) for task in tasks if task.task == "shorten")

    def end(self) -> None:
        """Close the list of objects."""
        self._objects.write("[]\n" if self._empty else "\n]\n")


@contextmanager
def document_tables(table: Path, objects: Path, listed: Path) -> Iterator[DocumentTables]:
    """The tables, written to these files: CSV, JSON, and CSV of what is left to do."""
    with (
        table.open("w", encoding="utf-8", newline="") as rows,
        objects.open("w", encoding="utf-8", newline="") as text,
        listed.open("w", encoding="utf-8", newline="") as tasks,
    ):
        tables = DocumentTables(rows, text, tasks)
        yield tables
        tables.end()


def listed(task: OpenTask, *, of_dossier: bool = False, value: str = "") -> dict[str, str | None]:
    """What is left to do about a field, in words; ``value`` is what a dossier has for it."""
    words = titles()
    names = words.dossier_fields if of_dossier else words.archive_fields
    reasons = {**words.archive_reasons, **words.dossier_reasons} if of_dossier else words.archive_reasons
    read = task.read or ""
    told = {"longest": task.field.longest, "length": len(read), "count": read, "read": read, "value": value}
    return {
        "field": task.field.name,
        "title": names[task.field.name],
        "required": words.archive["required" if task.field.required else "optional"],
        "task": words.archive[task.task],
        "why": reasons[task.why].format(**told),
        "read": task.read,
    }


def _remark(which: Mapping[str, str], task: OpenTask) -> str:
    name, length, most = task.field.name, len(task.read or ""), task.field.longest
    return N_(f"{which['record']}: {name} has {length} characters, {most} are allowed: left empty")
