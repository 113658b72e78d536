"""The file of each document in a package: which one is taken, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("fontTools", reason="the extra pdf is not installed")

from cchc_ocr.export.packed_copies import PackedCopy, pack_copy
from cchc_ocr.records import PartRecord, Record, Signature
from tests.handed_over import kept, pdf_a, plain_pdf, text_record


@pytest.fixture(autouse=True)
def without_ocrmypdf(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What makes a PDF/A of an original is tested elsewhere, and takes a second: here it fails."""
    asked: list[Path] = []

    def make(original: Path, record: Record, target: Path) -> str:
        asked.append(original)
        return "no searchable PDF can be made"

    monkeypatch.setattr("cchc_ocr.export.packed_copies.make_pdf_a", make)
    return asked


def scan_record(file: str, **more: object) -> Record:
    record = text_record(file)
    return record.model_copy(update={"source": record.source.model_copy(update={"origin": "scan", **more})})


def packed(folder: Path, found: object) -> PackedCopy:
    return pack_copy(found, folder / "files" / "H.1" / "H.1.3")  # type: ignore[arg-type]


def test_the_searchable_pdf_comes_first(tmp_path: Path) -> None:
    one = replace(
        kept(tmp_path / "kq", "a.b.json", searchable=True), scan=plain_pdf(tmp_path / "scans" / "a.b.pdf")
    )
    assert packed(tmp_path, one) == PackedCopy(tmp_path / "files/H.1/H.1.3.pdf", "", has_text=True)
    assert (tmp_path / "files/H.1/H.1.3.pdf").read_bytes() == (tmp_path / "kq/a.b.pdf").read_bytes()


def test_a_searchable_pdf_that_is_not_pdf_a_is_copied_and_named(tmp_path: Path) -> None:
    one = kept(tmp_path, "a.json")
    plain_pdf(tmp_path / "a.pdf")
    made = packed(tmp_path, one)
    assert made.file and made.file.is_file()
    assert (made.why_not, made.has_text) == ("it does not say that it is PDF/A", True)


def test_an_original_that_is_pdf_a_is_copied_byte_for_byte(tmp_path: Path) -> None:
    """It lies beside its record, as ``extract`` leaves it: that is no searchable PDF of ours."""
    original = pdf_a(tmp_path / "a.pdf")
    made = packed(tmp_path, replace(kept(tmp_path, "a.json", scan_record("a.pdf")), scan=original))
    assert made == PackedCopy(tmp_path / "files/H.1/H.1.3.pdf", "")
    assert made.file and made.file.read_bytes() == original.read_bytes()


def test_of_a_part_of_a_stack_the_whole_file_is_never_taken(tmp_path: Path, without_ocrmypdf: list[Path]) -> None:
    original = pdf_a(tmp_path / "scans" / "a.pdf", pages=3)
    record = scan_record("a.pdf", part=PartRecord(first_page=1, last_page=1))
    made = packed(tmp_path, replace(kept(tmp_path, "a.1.json", record), scan=original))
    assert made == PackedCopy(None, "no searchable PDF can be made")
    assert without_ocrmypdf == [original]


@pytest.mark.parametrize(("name", "origin", "has_text"), [("a.TXT", "text", True), ("a.tiff", "scan", False)])
def test_where_no_pdf_can_be_made_the_original_is_there(
    tmp_path: Path, name: str, origin: str, has_text: bool
) -> None:
    original = tmp_path / "scans" / name
    original.parent.mkdir()
    original.write_bytes(b"original")
    made = packed(tmp_path, replace(kept(tmp_path, "a.json", scan_record(name, origin=origin)), scan=original))
    assert made.file == tmp_path / f"files/H.1/H.1.3{original.suffix.lower()}"
    assert made.file.read_bytes() == b"original"
    assert (made.why_not, made.has_text) == ("no searchable PDF can be made", has_text)


def test_without_anything_there_is_no_file_and_a_reason(tmp_path: Path) -> None:
    made = packed(tmp_path, kept(tmp_path, "a.json"))
    assert made.file is None and made.why_not.startswith("there is no searchable PDF")


def test_several_records_in_a_file_have_no_searchable_pdf(tmp_path: Path) -> None:
    one = kept(tmp_path, "a.json", searchable=True)
    assert packed(tmp_path, replace(one, name="a.json:2")).file is None


@pytest.mark.parametrize("searchable", [True, False])
def test_the_signed_original_is_there_too(tmp_path: Path, searchable: bool) -> None:
    record = scan_record("a.pdf").model_copy(update={"signatures": (Signature(signer="Sở Nội vụ"),)})
    original = plain_pdf(tmp_path / "scans" / "a.pdf")
    made = packed(tmp_path, replace(kept(tmp_path / "kq", "a.json", record, searchable=searchable), scan=original))
    assert made.signed == tmp_path / "files/H.1/H.1.3_signed.pdf"
    assert made.signed.read_bytes() == original.read_bytes()


def test_a_signed_original_that_is_gone_is_not_there(tmp_path: Path) -> None:
    record = scan_record("a.pdf").model_copy(update={"signatures": (Signature(signer="Sở Nội vụ"),)})
    assert packed(tmp_path, kept(tmp_path, "a.json", record, searchable=True)).signed is None
