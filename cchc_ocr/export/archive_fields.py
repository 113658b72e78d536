"""The fields that Thông tư 05/2025/TT-BNV asks of a digitised document: filled as far as a scan tells.

What only an archivist can know is left empty and listed. No value is cut to fit: one that is too long is listed as
well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from cchc_ocr.export.tables import proof
from cchc_ocr.export.titles import titles
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.records import Record
from cchc_ocr.statements import within

OTHER_TYPE = "32"
VIETNAMESE = "01"
PUBLIC, SECRET = "01", "03"
DIGITISED = "02"

Task = Literal["complete", "check", "shorten"]


@dataclass(frozen=True, slots=True)
class ArchiveField:
    """A field of a document or a dossier. ``longest`` is in characters.

    Of a document, ``pointer`` says from which value of its record it is made.
    """

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


def describe(
    record: Record, lexicon: Lexicon, given: Mapping[str, str] = MappingProxyType({})
) -> tuple[Mapping[str, str], tuple[OpenTask, ...]]:
    """The 21 fields of a document, empty where not known, and what is left to do.

    ``lexicon`` has the codes of the types of documents; ``given`` are the fields that its dossier says.
    """
    values: dict[str, str] = {}
    tasks: list[OpenTask] = []
    for field in FIELDS:
        value = given.get(field.name) or (field.fill(record, lexicon) if field.fill else None)
        tasks += _tasks(record, field, value)
        values[field.name] = value if value and _fits(field, value) else ""
    return values, tuple(tasks)


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
    """The day as DD/MM/YYYY; None where no calendar has it, so that a person is asked for it."""
    day = record.document.day
    return f"{day.day:02}/{day.month:02}/{day.year:04}" if day else None


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
