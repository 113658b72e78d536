"""Office files as documents: whole ones say what their text says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from PIL import Image

from cchc_ocr import pipeline
from cchc_ocr.errors import UnreadableError
from cchc_ocr.files.opening import open_document
from tests.office import DOCUMENTS, as_docx, as_odt, as_text

DUE = {
    "report": ("215/BC-SNV", "2024-06-12", "Sở Nội vụ", "Nguyễn Văn An", 3),
    "decision": ("1085/QĐ-CTUBND", "2023-03-31", "Ủy ban nhân dân huyện Lam Kiều", "Trần Thị Bình", 0),
    "letter": ("77/STC-VP", "2024-01-05", "Sở Tài chính", "Lê Minh Châu", 0),
}

DOUBTFUL = {"letter": ["/totals/0/year"]}  # no sentence says of which year the points are


def record(path: Path) -> dict[str, Any]:
    """The record of a document, without what is said of the file."""
    told = pipeline.digitise(path).record.model_dump(mode="json")
    assert (told["source"]["origin"], told["source"]["engine"]) == ("text", None)
    return {name: value for name, value in told.items() if name not in ("source", "repair")}


@pytest.mark.slow
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_record_is_that_of_the_text(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text(as_text(DOCUMENTS[name]), "utf-8")
    typed = record(tmp_path / "a.txt")
    head = typed["document"]
    number, date, issuer, signer, scores = DUE[name]
    assert (head["number_symbol"], head["date"], head["issuer"], head["signer"]) == (number, date, issuer, signer)
    assert len([score for score in typed["scores"] if score["max_score"]]) >= scores
    assert typed["needs_review"] == DOUBTFUL.get(name, [])
    assert {(one["page"], one["box"]) for one in typed["evidence"]} == {(1, None)}
    assert record(as_docx(DOCUMENTS[name], tmp_path / "a.docx")) == typed
    assert record(as_odt(DOCUMENTS[name], tmp_path / "a.odt")) == typed


def test_pages_are_chosen_as_those_of_a_text(tmp_path: Path) -> None:
    path = as_docx(["một", "hai"], tmp_path / "a.docx")
    with open_document(path) as document:
        assert (document.page_count, document.numbers, document.signatures) == (1, (1,), ())
        with pytest.raises(UnreadableError, match="no page 2"):
            document.page(2)


def test_what_holds_no_text_says_so(tmp_path: Path) -> None:
    as_docx([], tmp_path / "empty.docx")
    document = Document()
    Image.new("L", (40, 40), 128).save(tmp_path / "a.png")
    document.add_picture(str(tmp_path / "a.png"))
    document.save(str(tmp_path / "scan.docx"))
    for name, what, hint in (
        ("empty", "contains no text", "again"),
        ("scan", "pictures and no text", "convert-to pdf"),
    ):
        with pytest.raises(UnreadableError, match=what) as caught:
            open_document(tmp_path / f"{name}.docx")
        assert hint in caught.value.hint


def test_what_nobody_writes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="more than 5,000 characters without a space") as caught:
        open_document(as_docx(["Số 5", "a" * 5001], tmp_path / "a.docx"))
    assert (caught.value.page, caught.value.file) == (1, "a.docx")
