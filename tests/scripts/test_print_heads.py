"""Heads and feet printed from their specs: every word is on the paper, in its place, and the same each time."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from samples.heads import print_document
from samples.typeset import FONTS, register_fonts

from scripts.print_heads import BUILD, main
from tests.paths import ROOT

pytestmark = pytest.mark.skipif(not FONTS.is_dir(), reason="needs fonts-croscore")
CORPUS = ROOT / "tests/corpus"
SPEC: dict[str, Any] = {
    "print": "text",
    "seal": "SỞ Y TẾ * TỈNH SƠN HÀ *",
    "signed": datetime(2024, 3, 12, 9, 30),
    "part": [
        {"left": "**SỞ Y TẾ**\n---\nSố: ⟪15⟫/SYT", "right": "**Độc lập**\n===\nngày ⟦12⟧ tháng 3"},
        {"text": "Thân bài của văn bản."},
        {"recipients": "Nơi nhận:", "right": "GIÁM ĐỐC\n✍●\nLò Văn Thử"},
        {"page": "2"},
        {"centre": "Trang sau"},
    ],
    "stamp": [{"at": [20, 60], "lines": ["HỎA TỐC"]}],
    "signature": [{"at": [120, 8], "lines": ["Ký bởi: Lò Văn Thử"]}],
}


@pytest.fixture(autouse=True)
def fonts() -> None:
    register_fonts()


def words(pdf: Path, page: int = 0) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as file:
        return file[page].get_textpage().get_text_range().split()


def fields(pdf: Path) -> list[str]:
    """What the appearances of signature fields show: the text of each."""
    shown = []
    with pikepdf.open(pdf) as file:
        for field in file.Root.AcroForm.Fields if "/AcroForm" in file.Root else ():
            with pikepdf.new() as alone:
                page = alone.add_blank_page(page_size=(300, 300))
                page.add_overlay(alone.copy_foreign(field.AP.N), pikepdf.Rectangle(0, 0, 300, 300))
                alone.save(pdf.with_name("field.pdf"))
            shown.append(" ".join(words(pdf.with_name("field.pdf"))))
    return shown


def test_every_word_is_printed_and_only_hands_and_offices_add_theirs(tmp_path: Path) -> None:
    print_document("1", SPEC, text := tmp_path / "text.pdf")
    print_document("1", SPEC | {"print": "office"}, office := tmp_path / "office.pdf")
    first = "SỞ Y TẾ Số: 15/SYT Độc lập ngày tháng 3 Thân bài của văn bản. Nơi nhận: GIÁM ĐỐC Lò Văn Thử HỎA TỐC"
    assert sorted(words(text)) == sorted(first.split())
    assert sorted(words(office)) == sorted(first.replace("15/SYT", "/SYT").split())
    assert words(text, 1) == ["2", "Trang", "sau"]
    assert fields(text) == ["Ký bởi: Lò Văn Thử"]
    with pikepdf.open(office) as file:
        assert {str(field.V.M) for field in file.Root.AcroForm.Fields} == {"D:20240312093000+07'00'"}
    assert fields(office) == ["15", "Ký bởi: Lò Văn Thử"]


def test_a_scan_is_pixels_alone_and_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        print_document("1", SPEC | {"print": "scan", "scan": {"dpi": 150}}, tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as file:
        assert len(file) == 2 and not words(tmp_path / "a.pdf")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"stamps": []}, "spec has no stamps"),
        ({"part": [{"centred": "a"}]}, "part has no centred"),
        ({"print": "fax"}, "nothing is printed as 'fax'"),
        ({"part": [{"gap": 300}]}, "page 1 is too short"),
    ],
)
def test_a_spec_that_cannot_be_printed_says_why(change: dict[str, Any], fault: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=fault):
        print_document("1", SPEC | change, tmp_path / "a.pdf")


def test_every_spec_of_the_corpus_has_its_facts() -> None:
    for folder in sorted(CORPUS.glob("heads-*")):
        specs = sorted(folder.glob("*.toml"))
        assert [s.with_suffix(".facts.json") for s in specs] == sorted(folder.glob("*.facts.json"))


def test_the_command_prints_what_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(CORPUS / "heads-1"), "--only", "01", "--pictures"]) == 0
    assert capsys.readouterr().out.split() == [str(BUILD / f"heads-1/{name}") for name in ("01.pdf", "01-1.png")]
