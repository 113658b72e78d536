"""PDF/A: a table of files that are it and that are not, and what is made of originals."""

from __future__ import annotations

import sys
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

pytest.importorskip("fontTools", reason="the extra pdf is not installed")

from cchc_ocr.files.pdf_a import make_pdf_a, why_not_pdf_a
from cchc_ocr.records import PageRecord, PartRecord, Record, Source
from tests.handed_over import pdf_a, plain_pdf


def test_what_the_validator_approves_is_pdf_a(tmp_path: Path) -> None:
    assert why_not_pdf_a(pdf_a(tmp_path / "a.pdf")) == ""


def spoilt(path: Path, change: str) -> Path:
    """A file that says it is PDF/A, and is not."""
    with pikepdf.open(pdf_a(path), allow_overwriting_input=True) as pdf:
        if change == "script":
            pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        elif change == "font":
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Arial
            )
            pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            pdf.pages[0].Contents = pdf.make_stream(b"BT /F1 12 Tf 9 9 Td (a) Tj ET")
        elif change == "intent":
            del pdf.Root.OutputIntents
            pdf.pages[0].Contents = pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f")
        pdf.save(path)
    return path


@pytest.mark.parametrize("change", ["script", "font", "intent"])
def test_what_says_so_and_is_not_is_refused(tmp_path: Path, change: str) -> None:
    assert why_not_pdf_a(spoilt(tmp_path / "a.pdf", change)).startswith("it does not keep to PDF/A-2b: ")


def test_others_are_refused_with_the_reason(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Báo cáo", "utf-8")
    owner = pikepdf.Encryption(owner="x", user="")
    cases = {
        plain_pdf(tmp_path / "plain.pdf"): "it does not say that it is PDF/A",
        plain_pdf(tmp_path / "locked.pdf", encryption=owner): "it is encrypted",
        plain_pdf(
            tmp_path / "shut.pdf", encryption=pikepdf.Encryption(owner="x", user="y")
        ): "it cannot be opened as",
        text: "it cannot be opened as a PDF",
        tmp_path / "gone.pdf": "it cannot be opened as a PDF",
    }
    for path, why in cases.items():
        assert why_not_pdf_a(path).startswith(why), path


def test_without_the_validator_nothing_is_called_pdf_a(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = pdf_a(tmp_path / "a.pdf")
    monkeypatch.setitem(sys.modules, "pikepdf.pdfa", None)
    assert why_not_pdf_a(path).startswith("whether it is PDF/A cannot be checked: pip install")


def scanned(file: str, pages: int = 1, part: PartRecord | None = None) -> Record:
    numbers = range(part.first_page, part.last_page + 1) if part else range(1, pages + 1)
    return Record(
        source=Source(file=file, sha256="", pages=pages, origin="scan", part=part),
        pages=tuple(PageRecord(number=number, state="read", words=9, width=200, height=280) for number in numbers),
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.png", "a.tiff", "a.jpg"])
def test_a_picture_becomes_pdf_a(tmp_path: Path, name: str) -> None:
    Image.new("RGB", (200, 280), "white").save(tmp_path / name, dpi=(100, 100))
    target = tmp_path / "out.pdf"
    assert make_pdf_a(tmp_path / name, scanned(name), target) == ""
    assert why_not_pdf_a(target) == ""


@pytest.mark.slow
def test_of_a_part_of_a_stack_only_its_pages_are_taken(tmp_path: Path) -> None:
    stack = pdf_a(tmp_path / "stack.pdf", pages=5)
    target = tmp_path / "out.pdf"
    part = PartRecord(first_page=2, last_page=3)
    assert make_pdf_a(stack, scanned("stack.pdf", 5, part), target) == ""
    with pikepdf.open(target) as pdf:
        assert len(pdf.pages) == 2


@pytest.mark.slow
def test_pages_that_were_not_asked_for_are_in_the_copy_all_the_same(tmp_path: Path) -> None:
    original = pdf_a(tmp_path / "a.pdf", pages=3)
    record = scanned("a.pdf", 3).model_copy(update={"pages": scanned("a.pdf").pages})
    assert make_pdf_a(original, record, tmp_path / "out.pdf") == ""
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert len(pdf.pages) == 3


def test_where_no_pdf_can_be_made_there_is_none_and_the_reason(tmp_path: Path) -> None:
    locked = plain_pdf(tmp_path / "a.pdf", encryption=pikepdf.Encryption(owner="x", user="y"))
    target = tmp_path / "out.pdf"
    assert "encrypted" in make_pdf_a(locked, scanned("a.pdf"), target)
    assert not target.exists()
