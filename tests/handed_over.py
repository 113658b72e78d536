"""For the tests of hand-overs: a small PDF/A, records in folders, and the rows that a package has."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pikepdf
from pikepdf import pdfa

from cchc_ocr.export import Found
from cchc_ocr.records import Document, Record, Source


def pdf_a(path: Path, *, pages: int = 1) -> Path:
    """A PDF/A-2b of blank pages."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdfa.save(pdf, path, "2b", output_intent="sRGB")
    return path


def plain_pdf(path: Path, **save: object) -> Path:
    """A PDF that does not say that it is PDF/A."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path, **save)
    return path


def text_record(file: str = "a.txt", **document: object) -> Record:
    """A record of a text file of one page."""
    return Record(source=Source(file=file, sha256=file, pages=1, origin="text"), document=Document(**document))


def kept(folder: Path, name: str, record: Record | None = None, *, searchable: bool = False) -> Found:
    """A record, as it is found in a folder of results; on demand with its searchable PDF."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((record or text_record()).to_json(), "utf-8")
    if searchable:
        pdf_a(path.with_suffix(".pdf"))
    return Found(name, record or text_record(), source=path)


def rows(path: Path) -> list[Mapping[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
