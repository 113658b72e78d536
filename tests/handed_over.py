"""For the tests of hand-overs: a small PDF/A, records in folders, and the rows that a package has."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pikepdf
from pikepdf import pdfa

from cchc_ocr.export import Found
from cchc_ocr.pipeline import Options
from cchc_ocr.records import Document, Record, Source
from cchc_ocr.runs import batch
from cchc_ocr.runs.batch import Job
from cchc_ocr.runs.inputs import survey
from tests.fakes import TypedEngine
from tests.runs.running import Here, Notes


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


def run_over_texts(folder: Path) -> Path:
    """A run over ``folder/kho``: two documents alike, another one, a broken file, and one that is no document."""
    kho = folder / "kho"
    (kho / "2023").mkdir(parents=True)
    for name, more in {"2023/a.txt": "", "2023/b.txt": "", "c.txt": "Kính gửi: Sở Y tế\n"}.items():
        (kho / name).write_text(f"Số: 12/TB-SNV\n\nTHÔNG BÁO\nVề kết quả năm 2023\n{more}", "utf-8")
    (kho / "2023" / "cut.pdf").write_bytes(plain_pdf(folder / "x.pdf").read_bytes()[:200])
    (kho / "2023" / "song.mp3").write_bytes(b"ID3\x03" * 9)
    job = Job(folder / "kq", Options(), "v1", TypedEngine())
    seen = survey([kho], job.out)
    batch.run(seen.items, job, Notes(), processes=1, executor=Here(), survey=seen)
    return job.out
