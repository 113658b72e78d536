"""One sheet: cells of their kinds, and text that stays text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from cchc_ocr.errors import UsageError
from cchc_ocr.export import Found, sheet
from cchc_ocr.export.formats import ExportOptions
from cchc_ocr.export.found import FoundHead, FoundRecords
from cchc_ocr.export.sheet import plain
from cchc_ocr.export.titles import titles
from cchc_ocr.export.workbook import workbook, write
from cchc_ocr.records import Count, Document, Record, TableRecord
from tests.exported import found, record
from tests.laws import FEW
from tests.workbooks import BARE, SHEETS, cell, colour, opened


@FEW
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    """Only what would be taken for markup has a blank at its end."""
    source = BARE.source.model_copy(update={"file": "a.pdf"})
    odd = Record(
        source=source,
        document=Document(subject=text, signer=f"<r>{text}</r>"),
        needs_review=("/document/subject",),
    )
    page = opened([Found("a", odd)])[SHEETS["documents"]]
    subject, signer = (cell(page, name, 2).value for name in ("subject", "signer"))
    assert unescape(subject or "") == text
    assert unescape(signer) == f"<r>{text}</r> "


def test_text_longer_than_a_cell_is_cut_and_said() -> None:
    long = BARE.model_copy(update={"document": Document(subject="a" * 40_000)})
    subject = cell(opened(found(long))[SHEETS["documents"]], "subject", 2)
    assert len(subject.value) < 32_767
    assert subject.comment.text == titles().doubts["cut"]
    assert len(plain("ư" * 40_000)) < 32_767


def test_a_date_that_no_calendar_has_stays_text() -> None:
    odd = BARE.model_copy(update={"document": Document(date="2021-02-30")})
    date = cell(opened(found(odd))[SHEETS["documents"]], "date", 2)
    assert (date.value, date.comment.text) == ("2021-02-30", titles().doubts["no_date"])


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_is_none_stays_text(value: float) -> None:
    odd = BARE.model_copy(update={"counts": (Count(name="x", value=value),)})
    assert cell(opened(found(odd))[SHEETS["results"]], "value", 2, "results").value == str(value)


def test_more_rows_than_a_sheet_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "_MOST_ROWS", 3)
    with pytest.raises(UsageError, match="the sheet 'Kết quả' would have more than 3 rows"):
        workbook(found(record()), Path("a.xlsx"))


def test_more_rows_than_a_sheet_has_are_refused_before_any_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """To find out after a million rows would take minutes."""

    def unread() -> Iterator[Found]:
        raise AssertionError("the records were read")

    monkeypatch.setattr(sheet, "_MOST_ROWS", 4)
    place = {Path("a.xlsx"): Path("a.xlsx")}
    many = FoundRecords(unread, [FoundHead("a", None, None, statements=count) for count in (1, 3)])
    with pytest.raises(UsageError, match="the sheet 'Kết quả' would have more than 4 rows"):
        write(many, place, ExportOptions())
    cited = FoundRecords(unread, [FoundHead("a", None, None, citations=4)])
    with pytest.raises(UsageError, match="the sheet 'Viện dẫn'"):
        write(cited, place, ExportOptions())


def test_tables_of_documents_have_no_more_links_than_a_sheet_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "MOST_LINKS", 1)
    (tmp_path / "a.pdf").touch()
    table = TableRecord(page=1, title="", header=("a",), rows=(("1",),))
    many = BARE.model_copy(update={"tables": (table, table)})
    page = load_workbook(io.BytesIO(workbook([Found("a", many, tmp_path / "a.pdf")], tmp_path / "a.xlsx")))
    assert [bool(page[SHEETS["cells"]][at].hyperlink) for at in ("A1", "A5")] == [True, False]
    assert page[SHEETS["cells"]]["A5"].value


def test_more_links_than_a_sheet_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_LINKS", 2)
    (tmp_path / "a.pdf").touch()
    content = workbook([Found("a", record(), tmp_path / "a.pdf")], tmp_path / "a.xlsx")
    page = load_workbook(io.BytesIO(content))[SHEETS["results"]]
    assert [bool(page.cell(row, 1).hyperlink) for row in (2, 3, 4)] == [True, False, False]
    assert [page.cell(row, 1).font.underline for row in (2, 3, 4)] == ["single", None, None], "no false links"
    assert page["A4"].value == "2020.pdf"


def test_no_link_comes_from_the_text_of_a_document() -> None:
    harmful = Document(subject="http://example.com", issuer="mailto:a@b.c", number_symbol="external:c:\\x")
    page = opened(found(BARE.model_copy(update={"document": harmful})))[SHEETS["documents"]]
    assert cell(page, "subject", 2).value == "http://example.com"
    assert not [c.coordinate for c in page[2] if c.hyperlink]


def test_more_notes_than_a_sheet_opens_quickly_with(monkeypatch: pytest.MonkeyPatch) -> None:
    """The colour stays."""
    monkeypatch.setattr(sheet, "MOST_NOTES", 1)
    page = opened(found(record(), record(2019)))[SHEETS["results"]]
    coloured = [c for row in page.iter_rows(min_row=2) for c in row if colour(c)]
    assert len(coloured) > 2
    assert len([c for c in coloured if c.comment]) == 1
