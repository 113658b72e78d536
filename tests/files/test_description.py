"""What a searchable PDF says of itself, from the record and from the original."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest

pytest.importorskip("ocrmypdf", reason="the extra pdf is not installed")

from cchc_ocr.files.description import describe, programs
from cchc_ocr.records import Document, Record, Source

REPORT = Document(
    type="Báo cáo",
    number="15",
    symbol="BC-SNV",
    number_symbol="15/BC-SNV",
    issuer="Sở Nội vụ",
    date="2021-03-09",
    subject="Kết quả  Chỉ số cải cách hành chính năm 2020",
)


def record(document: Document = REPORT, *review: str) -> Record:
    source = Source(file="a.pdf", sha256="0", pages=1, origin="scan")
    return Record(source=source, document=document, needs_review=review)


def described(of: Record | None, origin: dict[str, str] | None = None) -> tuple[dict[str, str], dict[str, Any]]:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Author"] = "typist"
        describe(pdf, of, origin or {})
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        assert str(pdf.Root.Lang) == "vi-VN"
        return info, dict(pdf.open_metadata())


def test_the_record_gives_title_author_subject_and_date() -> None:
    info, xmp = described(record())
    subject = "Kết quả Chỉ số cải cách hành chính năm 2020"
    title = f"Báo cáo số 15/BC-SNV: {subject}"
    assert (info["/Title"], info["/Author"], info["/Subject"]) == (title, "Sở Nội vụ", subject)
    names = {name.rsplit("}")[-1]: value for name, value in xmp.items()}
    assert (names["title"], names["creator"], names["description"]) == (title, ["Sở Nội vụ"], subject)
    assert (names["identifier"], names["date"], names["language"]) == ("15/BC-SNV", ["2021-03-09"], {"vi-VN"})
    assert not {"CreateDate", "ModifyDate", "MetadataDate"} & names.keys()
    assert not {"/CreationDate", "/ModDate"} & info.keys()


@pytest.mark.parametrize(
    ("review", "title"),
    [
        (["/document/number"], "Báo cáo: Kết quả Chỉ số cải cách hành chính năm 2020"),
        (["/document/symbol"], "Báo cáo: Kết quả Chỉ số cải cách hành chính năm 2020"),
        (["/document/number_symbol"], "Báo cáo: Kết quả Chỉ số cải cách hành chính năm 2020"),
        (["/document/type"], "Số 15/BC-SNV: Kết quả Chỉ số cải cách hành chính năm 2020"),
        (["/document/subject"], "Báo cáo số 15/BC-SNV"),
        (["/document/subject", "/document/type", "/document/number"], None),
    ],
)
def test_what_is_in_doubt_is_not_said(review: list[str], title: str | None) -> None:
    info, _ = described(record(REPORT, *review))
    assert info.get("/Title") == title
    assert ("/Subject" in info) == ("/document/subject" not in review)


def test_a_doubtful_issuer_or_date_is_not_said() -> None:
    info, xmp = described(record(REPORT, "/document/issuer", "/document/date"))
    assert "/Author" not in info
    assert not [name for name in xmp if name.endswith(("}creator", "}date"))]


@pytest.mark.parametrize("of", [None, record(Document())])
def test_without_a_record_nothing_is_said_of_the_document(of: Record | None) -> None:
    info, xmp = described(of)
    assert info.keys() == {"/Creator", "/Producer"}
    assert not [name for name in xmp if name.endswith(("}title", "}creator", "}date"))]


def test_the_programs_of_the_original_stay() -> None:
    info, _ = described(None, {"/Creator": "Writer", "/Producer": "LibreOffice 7.3"})
    assert info["/Creator"] == "Writer"
    assert info["/Producer"].startswith("LibreOffice 7.3; cchc-ocr ")
    assert "OCRmyPDF" in info["/Producer"]


@pytest.mark.parametrize(
    ("stored", "name"),
    [("Máy quét", "Máy quét"), ("a\x00b\n c", "a b c"), ("x" * 900, "x" * 200), (5, None), ("  ", None)],
)
def test_names_of_programs_are_taken_as_text(stored: Any, name: str | None) -> None:
    with pikepdf.new() as pdf:
        pdf.docinfo["/Creator"] = stored
        assert programs(pdf).get("/Creator") == name
