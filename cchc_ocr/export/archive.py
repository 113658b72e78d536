"""The fields that Thông tư 05/2025/TT-BNV asks of a digitised document: filled as far as a scan tells.

What only an archivist can know is left empty and listed in a second file. No value is cut to fit: one that is
too long is listed as well.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cchc_ocr.export.delimited import to_csv
from cchc_ocr.export.formats import ExportOptions
from cchc_ocr.export.found import FoundRecords
from cchc_ocr.export.tables import proof
from cchc_ocr.export.titles import titles
from cchc_ocr.lexicon import Lexicon, load
from cchc_ocr.records import Record
from cchc_ocr.statements import within
from cchc_ocr.translation import gettext_noop as N_

OTHER_TYPE = "32"
VIETNAMESE = "01"
PUBLIC, SECRET = "01", "03"
DIGITISED = "02"

Task = Literal["complete", "check", "shorten"]


@dataclass(frozen=True, slots=True)
class ArchiveField:
    """One of the 21 fields. ``longest`` is in characters; ``pointer`` says from which value it is made."""

    name: str
    longest: int | None = None
    required: bool = False
    pointer: str | None = None
    fill: Callable[[Record, Lexicon], str | None] | None = None


@dataclass(frozen=True, slots=True)
class OpenTask:
    """What an archivist is to do about a field: ``why`` names a text in titles.toml, ``read`` is what was read."""

    field: ArchiveField
    task: Task
    why: str
    read: str | None = None


def describe(record: Record, lexicon: Lexicon) -> tuple[Mapping[str, str], tuple[OpenTask, ...]]:
    """The 21 fields of a document, empty where not known, and what is left to do.

    ``lexicon`` has the codes of the types of documents.
    """
    values: dict[str, str] = {}
    tasks: list[OpenTask] = []
    for field in FIELDS:
        value = field.fill(record, lexicon) if field.fill else None
        tasks += _tasks(record, field, value)
        values[field.name] = value if value and _fits(field, value) else ""
    return values, tuple(tasks)


def targets(out: Path, options: ExportOptions) -> Sequence[Path]:  # noqa: ARG001
    """``archive.csv``, ``archive.json`` and ``archive-to-complete.csv``, or the same with another name."""
    stem = out.with_suffix("") if out.suffix.lower() in (".csv", ".json") else out / "archive"
    return [stem.with_name(f"{stem.name}{ending}") for ending in (".csv", ".json", "-to-complete.csv")]


def write(found: FoundRecords, places: Mapping[Path, Path], options: ExportOptions) -> Sequence[str]:
    """Write the fields and what is left to do; what the reader of the files must know."""
    lexicon = load(options.dictionaries)
    rows: list[Mapping[str, str]] = []
    tasks: list[tuple[Mapping[str, str], OpenTask]] = []
    for one in found:
        which = {"record": one.name, "file": one.record.source.file}
        values, open_tasks = describe(one.record, lexicon)
        rows.append({**which, **values})
        tasks += ((which, task) for task in open_tasks)
    columns = (*_WHICH, *(field.name for field in FIELDS))
    listed = [{**which, **_listed(task)} for which, task in tasks]
    texts = (
        to_csv(rows, columns),
        json.dumps(rows, ensure_ascii=False, indent=2) + "\n",
        to_csv(listed, _TASK_COLUMNS),
    )
    for place, text in zip(places.values(), texts, strict=True):
        place.write_text(text, "utf-8", newline="")
    return [_remark(which, task) for which, task in tasks if task.task == "shorten"]


_WHICH = ("record", "file")  # which document it is: docId is the archivist's
_TASK_COLUMNS = (*_WHICH, "field", "title", "required", "task", "why", "read")


def _listed(task: OpenTask) -> dict[str, str | None]:
    words = titles()
    return {
        "field": task.field.name,
        "title": words.archive_fields[task.field.name],
        "required": words.archive["required" if task.field.required else "optional"],
        "task": words.archive[task.task],
        "why": words.archive_reasons[task.why].format(longest=task.field.longest, length=len(task.read or "")),
        "read": task.read,
    }


def _remark(which: Mapping[str, str], task: OpenTask) -> str:
    name, length, most = task.field.name, len(task.read or ""), task.field.longest
    return N_(f"{which['record']}: {name} has {length} characters, {most} are allowed: left empty")


def _tasks(record: Record, field: ArchiveField, value: str | None) -> Iterator[OpenTask]:
    if value is None:
        yield OpenTask(field, "complete", _why_empty(record, field), _partial(record, field))
    elif not _fits(field, value):
        yield OpenTask(field, "shorten", "too_long", value)
    elif field.pointer and any(within(pointer, field.pointer) for pointer in record.needs_review):
        yield OpenTask(field, "check", "doubtful", value)


def _fits(field: ArchiveField, value: str) -> bool:
    return field.longest is None or len(value) <= field.longest


def _why_empty(record: Record, field: ArchiveField) -> str:
    """Why a field is empty: it was not found, a scan does not tell it, or it has a reason of its own."""
    if field.name in titles().archive_reasons:
        return field.name
    if field.pointer and any(within(pointer, field.pointer) for pointer in record.needs_review):
        return "illegible"
    return "not_found" if field.fill else "archivist"


def _partial(record: Record, field: ArchiveField) -> str | None:
    if field.name == "issuedDate" and record.document.date_partial:
        return "/".join(reversed(record.document.date_partial.split("-")))
    evidence = proof(record, field.pointer) if field.pointer else None
    return evidence.text if evidence else None


def _type(record: Record, lexicon: Lexicon) -> str | None:
    name = record.document.type
    codes = {kind.name.lower(): kind.archive_code for kind in lexicon.document_types}
    return codes.get(name.lower(), OTHER_TYPE) if name else None


def _date(record: Record, _lexicon: Lexicon) -> str | None:
    date = record.document.date
    return "/".join(reversed(date.split("-"))) if date else None


def _language(record: Record, _lexicon: Lexicon) -> str | None:
    """The code of the language: 01 (Vietnamese), or empty for a document without words."""
    return VIETNAMESE if record.repair is None or record.repair.words else None


def _mode(record: Record, _lexicon: Lexicon) -> str | None:
    """Secret with a mark of secrecy; public without one, if the place where it would stand was read at all."""
    header = record.document
    if header.secrecy:
        return SECRET
    doubtful = any(within(pointer, "/document/secrecy") for pointer in record.needs_review)
    return PUBLIC if not doubtful and (header.type or header.number_symbol or header.issuer) else None


def _confidence_level(record: Record, _lexicon: Lexicon) -> str | None:
    """A scan is digitised; a file with a text of its own may have been born so."""
    return DIGITISED if record.source.origin == "scan" else None


def _header(name: str) -> Callable[[Record, Lexicon], str | None]:
    def fill(record: Record, _lexicon: Lexicon) -> str | None:
        value = getattr(record.document, name)
        return value if isinstance(value, str) else None

    return fill


FIELDS = (
    ArchiveField("docId", 25, required=True),
    ArchiveField("docCode", 100, required=True),
    ArchiveField("maintenance", required=True),
    ArchiveField("typeName", required=True, pointer="/document/type", fill=_type),
    ArchiveField("codeNumber", 11, pointer="/document/number", fill=_header("number")),
    ArchiveField("codeNotation", 30, pointer="/document/symbol", fill=_header("symbol")),
    ArchiveField("issuedDate", required=True, pointer="/document/date", fill=_date),
    ArchiveField("organName", 200, required=True, pointer="/document/issuer", fill=_header("issuer")),
    ArchiveField("subject", 500, required=True, pointer="/document/subject", fill=_header("subject")),
    ArchiveField("language", required=True, fill=_language),
    ArchiveField("numberOfPage", 4, required=True, fill=lambda record, _: str(record.page_count)),
    ArchiveField("inforSign", 30),
    ArchiveField("keyword", 100),
    ArchiveField("mode", required=True, pointer="/document/secrecy", fill=_mode),
    ArchiveField("confidenceLevel", fill=_confidence_level),
    ArchiveField("autograph", 2000),
    ArchiveField("format"),
    ArchiveField("riskRecovery", required=True),
    ArchiveField("riskRecoveryStatus"),
    ArchiveField("process"),
    ArchiveField("description", 500),
)
