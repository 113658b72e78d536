"""A package to hand over to an archive: dossiers (hồ sơ) and documents with their metadata, PDF/A files and sums.

It keeps to Thông tư 05/2025/TT-BNV in the names of fields and files. What only a person knows, what nobody has
looked at, and what is not in the package stands in its report. docs/archive.md describes the files.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from cchc_ocr.errors import UsageError
from cchc_ocr.export import archive, leftovers, simpledc
from cchc_ocr.export.archive import TASK_COLUMNS, WHICH, DocumentTables, document_tables, listed
from cchc_ocr.export.archive_fields import FIELDS, describe
from cchc_ocr.export.container import payload, seal, see_that_it_may_be_replaced
from cchc_ocr.export.dossiers import FIELDS as DOSSIER_FIELDS
from cchc_ocr.export.dossiers import Dossier
from cchc_ocr.export.doubts import doubts
from cchc_ocr.export.formats import ExportOptions
from cchc_ocr.export.found import Found, FoundRecords
from cchc_ocr.export.leftovers import Leftover
from cchc_ocr.export.ordering import DossierOrder, PlaceInDossier, ordered
from cchc_ocr.export.packed_copies import PackedCopy, pack_copy
from cchc_ocr.export.report_book import ReportSheet, ReportTable, report_book
from cchc_ocr.export.stated import FOLDER, stated
from cchc_ocr.export.titles import titles
from cchc_ocr.lexicon import Lexicon, load
from cchc_ocr.system.disk import real, see_that_it_can_be_written, shown
from cchc_ocr.translation import gettext_noop as N_

READ_FIRST, REPORT = "DOC-TRUOC.txt", "bao-cao.xlsx"
_TABLES = ("folders", "archive", "folders_to_complete", "archive_to_complete", "review", "refused", "copies")
_FILES = {
    "folders": "folders.csv",
    "folders_to_complete": "folders-to-complete.csv",
    "review": "review.csv",
    "refused": "refused.csv",
    "copies": "copies.csv",
}
_DOCUMENTS = tuple(f"archive{ending}" for ending in archive.ENDINGS)
_DOSSIER = (FOLDER, *(one.name for one in DOSSIER_FIELDS))
_COLUMNS: Mapping[str, Sequence[str]] = {
    "folders": _DOSSIER,
    "archive": (*WHICH, *(one.name for one in FIELDS)),
    "folders_to_complete": (FOLDER, *TASK_COLUMNS),
    "archive_to_complete": (*WHICH, *TASK_COLUMNS),
    "review": (*WHICH, "place", "level", "why"),
    "refused": ("kind", FOLDER, *WHICH, "page", "what"),
    "copies": (*WHICH, "copy", "pdf_a", "text", "what"),
}


def see_that_it_suits(out: Path, options: ExportOptions, *, overwrite: bool) -> None:
    """Raises UsageError where the folder cannot be written, UnreadableError where the table is wrong."""
    if options.folders:
        stated(options.folders)
    see_that_it_can_be_written(out)
    if out.exists() and not out.is_dir():
        raise UsageError(f"{shown(out)}: this is no folder", hint="give the name of a folder")
    if Path.cwd().is_relative_to(real(out)):
        raise UsageError(f"{shown(out)}: you are in this folder", hint="give the name of a new folder")
    see_that_it_may_be_replaced(out, options.folders, overwrite=overwrite)


def first_files(out: Path, options: ExportOptions) -> Sequence[Path]:
    """The tables of documents, those of dossiers, and what a person reads first."""
    return [payload(out, options.container) / name for name in (*_DOCUMENTS, *_FILES.values(), REPORT, READ_FIRST)]


def pack(found: FoundRecords, place: Path, out: Path, options: ExportOptions) -> Sequence[str]:
    """Write the files of a package that will be ``out`` to ``place``; what their reader must know."""
    order = ordered(found, stated(options.folders) if options.folders else ())
    _see_that_nobody_reads_it(out, order)
    with ExitStack() as opened:
        tables = [ReportTable(name, _COLUMNS[name], _headings(name)) for name in _TABLES]
        files = {name: place / file for name, file in _FILES.items()}
        sheets = opened.enter_context(report_book(place / REPORT, tables, files))
        documents = opened.enter_context(document_tables(*(place / name for name in _DOCUMENTS)))
        packing = _Packing(place, load(options.dictionaries), sheets, documents)
        for one, where in zip(found, order.places, strict=True):
            packing.document(one, where)
        packing.not_there(order)
        for dossier in order.dossiers:
            packing.dossier(dossier)
    _write_schemas(place)
    (place / READ_FIRST).write_text(packing.told(options), "utf-8-sig", newline="")
    seal(place, options.container)
    return packing.remarks


def _see_that_nobody_reads_it(out: Path, order: DossierOrder) -> None:
    """Raises UsageError where the next export or run would take the package for results, or for documents."""
    to = real(out)
    if any(to.is_relative_to(real(root)) or real(root).is_relative_to(to) for root in order.roots):
        raise UsageError(f"{shown(out)}: this folder holds the results", hint="choose another folder with --out")
    if above := next((one for one in leftovers.inputs_of(order) if to.is_relative_to(one)), None):
        what = f"{shown(out)}: the next run over {shown(above)} would read the copies as documents"
        raise UsageError(what, hint="choose a folder outside of it with --out")


def _headings(table: str) -> Sequence[str]:
    words = titles()
    names = words.dossier_fields if table == "folders" else words.archive_fields
    if table not in ("folders", "archive"):
        names = {**words.handover_columns, "page": words.columns["page"]}
    return [names.get(column) or words.handover_columns[column] for column in _COLUMNS[table]]


@dataclass(slots=True)
class _Packing:
    """Writes a package, document by document."""

    place: Path
    lexicon: Lexicon
    sheets: Mapping[str, ReportSheet]
    tables: DocumentTables
    kinds: Counter[str] = field(default_factory=Counter)
    copies: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    required: int = 0
    no_code: int = 0
    dossiers: int = 0
    remarks: list[str] = field(default_factory=list)

    def document(self, one: Found, where: PlaceInDossier) -> None:
        """Write what a package has of a document."""
        dossier, which = where.dossier, {"record": one.name, "file": one.record.source.file}
        values, tasks = describe(one.record, self.lexicon, dossier.of_document(where.ordinal))
        dossier.add(values, one.record.page_count)
        self.pages += one.record.page_count
        self.remarks += self.tables.add(which, values, tasks)
        self.sheets["archive"].add({**which, **values})
        for task in tasks:
            self.required += task.field.required
            self.sheets["archive_to_complete"].add({**which, **listed(task)})
        for pointer, doubt in doubts(one.record, 0.0).items():
            level = titles().levels.get(doubt.level, titles().handover_columns["unsure"])
            told = {"place": titles().place(pointer), "level": level, "why": doubt.reason}
            self.sheets["review"].add({**which, **told})
        name = f"{dossier.name}.{where.ordinal}"
        copy = pack_copy(one, self.place / "files" / dossier.name / name)
        self._copied(which, copy)
        self._xml(dossier.name, f"EAD_doc_{name}.xml", values, simpledc.OF_DOCUMENTS)
        for left in chain(leftovers.of_record(one, dossier.folder), leftovers.of_copy(one, dossier.folder, copy)):
            self._left(left)

    def not_there(self, order: DossierOrder) -> None:
        """List what the runs had and the package does not; each dossier is told how much."""
        for left in leftovers.of_runs(order):
            self._left(left)
            home = order.dossier_of(left.folder) if left.folder and left.is_missing else None
            if home:
                home.refused += 1

    def dossier(self, dossier: Dossier) -> None:
        """Write what a package has of a dossier, after all of its documents."""
        values, tasks = dossier.describe()
        self.dossiers += 1
        self.no_code += not values["fileCode"]
        self.sheets["folders"].add({FOLDER: dossier.folder, **values})
        for task in tasks:
            told = listed(task, of_dossier=True, value=values[task.field.name])
            self.sheets["folders_to_complete"].add({FOLDER: dossier.folder, **told})
        self._xml(dossier.name, "EAD.xml", values, simpledc.OF_DOSSIERS)
        if not dossier.documents:
            self._left(Leftover("empty_dossier", "", dossier.folder))
            self.remarks.append(
                N_(f"{dossier.folder}: the table of dossiers names this folder, which has no documents")
            )

    def told(self, options: ExportOptions) -> str:
        """What a person reads first."""
        words, count = titles().handover_text, {name: sheet.count for name, sheet in self.sheets.items()}
        told = {
            **{"dossiers": self.dossiers, "documents": count["archive"], "pages": self.pages},
            **{"no_code": self.no_code, "dossier_tasks": count["folders_to_complete"]},
            **{"document_tasks": count["archive_to_complete"], "required_tasks": self.required},
            **{"review": count["review"], "refused": count["refused"]},
            **{name: self.copies[name] for name in ("pdf_a", "no_pdf_a", "no_copy")},
        }
        kinds = "".join(_of_kind(kind, number) for kind, number in self.kinds.items())
        checked = "checked_bag" if options.container == "bagit" else "checked_folder"
        parts = [words[part].format(**told) for part in ("head", "files", "open")]
        parts += [kinds, *(words[part].format(**told) for part in ("copies", "again", checked, "limits"))]
        return "".join(parts).replace("\n", "\r\n")

    def _copied(self, which: Mapping[str, str], copy: PackedCopy) -> None:
        words = titles().handover_columns
        self.copies["no_copy" if not copy.file else "no_pdf_a" if copy.why_not else "pdf_a"] += 1
        row = {
            "copy": copy.file.relative_to(self.place).as_posix() if copy.file else "",
            "pdf_a": words["yes" if copy.file and not copy.why_not else "no"],
            "text": words["yes" if copy.has_text else "no"],
            "what": leftovers.why_of(copy),
        }
        self.sheets["copies"].add({**which, **row})

    def _left(self, left: Leftover) -> None:
        self.kinds[left.kind] += 1
        where = {FOLDER: left.folder, "record": left.record, "file": left.file, "page": left.page or None}
        self.sheets["refused"].add({"kind": titles().handover_kinds[left.kind], **where, "what": left.what})

    def _xml(self, folder: str, name: str, values: Mapping[str, str], schema: str) -> None:
        target = self.place / "metadata" / folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(simpledc.xml_of(values, f"../schemas/{schema}"))


def _of_kind(kind: str, number: int) -> str:
    return titles().handover_text["kind"].format(kind=titles().handover_kinds[kind], count=number) + "\n"


def _write_schemas(place: Path) -> None:
    target = place / "metadata" / "schemas"
    target.mkdir(parents=True, exist_ok=True)
    for name in (simpledc.OF_DOSSIERS, simpledc.OF_DOCUMENTS):
        shutil.copyfile(simpledc.SCHEMAS / name, target / name)
