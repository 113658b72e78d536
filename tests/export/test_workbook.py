"""The workbook, read back: what an analyst sees and clicks on."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from cchc_ocr import check_texts, export
from cchc_ocr.check_texts import failed
from cchc_ocr.errors import UsageError
from cchc_ocr.export import ExportOptions, Found, sheet
from cchc_ocr.export.doubts import Doubt
from cchc_ocr.export.sheet import COLOURS, plain
from cchc_ocr.export.tables import CELLS, TABLES
from cchc_ocr.export.titles import titles
from cchc_ocr.export.workbook import workbook
from cchc_ocr.records import Check, Count, Document, Record, Source, TableRecord
from tests.exported import HARM, NAMES, found, record

SHEETS = titles().sheets
FILTERED = [table for table in TABLES if table is not CELLS]
BARE = Record(source=Source(file="a.txt", sha256="", pages=1, origin="text"))


def opened(records: list[Found], review_below: float = 0.8) -> Workbook:
    return load_workbook(io.BytesIO(workbook(records, Path("index.xlsx"), review_below)))


@pytest.fixture(scope="module")
def book() -> Workbook:
    return opened(found(record(2019, points=(7.0, 8.0, 4.0)), record(2020)))


def column(page: Worksheet, title: str) -> int:
    return [cell.value for cell in page[1]].index(title) + 1


def cell(page: Worksheet, name: str, row: int, table: str = "") -> Cell:
    return page.cell(row, column(page, titles().heading(table, name)))


def colour(cell: Cell) -> str:
    return f"#{cell.fill.fgColor.rgb[2:]}" if cell.fill.fill_type else ""


def test_every_table_has_a_sheet_with_fixed_headings_and_a_filter(book: Workbook) -> None:
    assert set(book.sheetnames) == set(SHEETS.values())
    for table in FILTERED:
        page = book[SHEETS[table.name]]
        assert page.freeze_panes == "B2"
        assert page.auto_filter.ref == page.dimensions
        assert {c.value for c in page[1]} == {titles().heading(table.name, name) for name in table.names}
        assert len({c.value for c in page[1]}) == len(table.names), "two columns of one name"
        assert all(page.column_dimensions[c.column_letter].width >= 7 for c in page[1])


def test_numbers_are_numbers_and_dates_are_dates(book: Workbook) -> None:
    page = book[SHEETS["scores"]]
    assert [cell(page, "score", row).value for row in range(2, 8)] == [7.0, 8.0, 4.0, 7.5, 8.5, 4.25]
    assert cell(page, "score", 2).number_format == "0.00##"
    assert cell(page, "year", 2).value == 2019
    assert cell(page, "date", 2).value == datetime(2020, 3, 9)
    assert cell(page, "date", 2).number_format == "dd/mm/yyyy"
    assert cell(book[SHEETS["references"]], "cited_date", 2).value == datetime(2020, 1, 20)
    assert cell(book[SHEETS["counts"]], "value", 2, "counts").number_format == "#,##0"
    assert cell(page, "percent", 2).value is None, "what is not stated is empty, not 0"


def test_nothing_is_a_formula(book: Workbook) -> None:
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    name = cell(book[SHEETS["counts"]], "name", 2, "counts")
    assert (name.value, name.data_type) == (HARM, "s")


def test_no_link_comes_from_the_text_of_a_document() -> None:
    harmful = Document(subject="http://example.com", issuer="mailto:a@b.c", number_symbol="external:c:\\x")
    page = opened(found(BARE.model_copy(update={"document": harmful})))[SHEETS["documents"]]
    assert cell(page, "subject", 2).value == "http://example.com"
    assert not [c.coordinate for c in page[2] if c.hyperlink]


def test_values_in_doubt_are_coloured_and_say_why(book: Workbook) -> None:
    page = book[SHEETS["scores"]]
    sure, unsure = cell(page, "score", 5), cell(page, "score", 6)
    assert (colour(sure), sure.comment) == ("", None)
    assert colour(unsure) == COLOURS["warning"], "the worst of its doubts"
    assert "Độ tin cậy 62%. Máy đọc được: “8,5o”. Trang 2." in unsure.comment.text
    assert "Các điểm thành phần cộng lại không bằng tổng điểm" in unsure.comment.text
    assert "Tổng điểm 1: Tổng điểm = 80,08" in unsure.comment.text
    signer = cell(book[SHEETS["documents"]], "signer", 3)
    assert (signer.value, colour(signer)) == (None, COLOURS["review"])
    assert signer.comment.text == titles().doubts["unread"]
    assert colour(cell(book[SHEETS["ranks"]], "position", 2)) == COLOURS["error"]


def test_a_comment_names_the_first_of_many_values() -> None:
    fields = ("/totals/0/score", "/scores/0/score", "/scores/1/score", "/scores/2/score", "/nothing")
    sums = Check(code="score-sum", level="warning", message="x", fields=fields)
    page = opened(found(record().model_copy(update={"checks": (sums,)})))
    comment = cell(page[SHEETS["scores"]], "score", 2).comment.text
    assert "Điểm tiêu chí 2: Điểm đạt = 8,5; và 2 giá trị khác" in comment
    assert "Điểm tiêu chí 3" in cell(page[SHEETS["checks"]], "fields", 2).value


def test_a_doubt_of_an_item_or_of_one_in_a_list_finds_its_cell(book: Workbook) -> None:
    assert colour(cell(book[SHEETS["counts"]], "value", 2, "counts")) == COLOURS["review"]
    recipients = cell(book[SHEETS["documents"]], "recipients", 2)
    assert recipients.comment.text.startswith("Văn bản: Nơi nhận 2. ")


def test_the_threshold_of_doubt() -> None:
    sure = record().model_copy(update={"needs_review": (), "checks": ()})
    coloured = {
        threshold: colour(cell(opened(found(sure), threshold)[SHEETS["scores"]], "score", 3))
        for threshold in (0.6, 0.7)
    }
    assert coloured == {0.6: "", 0.7: COLOURS["review"]}


def test_years_stand_side_by_side(book: Workbook) -> None:
    page = book[SHEETS["comparison"]]
    rows = [[c.value for c in row] for row in page.iter_rows(min_row=2)]
    heads = [c.value for c in page[1]]
    assert heads[3:9] == ["Điểm 2019", "Điểm 2020", "Tối đa 2019", "Tối đa 2020", "% đạt 2019", "% đạt 2020"]
    assert rows[0] == ["Sở Nội vụ", "the_che", NAMES[0], 7.0, 7.5, 10.0, 10.0, 70.0, 75.0, 5.0]
    assert rows[2][:5] == ["Sở Nội vụ", None, NAMES[2], 4.0, 4.25], "without a code the name decides"
    assert rows[3][2] == "TỔNG ĐIỂM"
    assert page["D2"].hyperlink.location == f"'{SHEETS['scores']}'!H2"
    assert book[SHEETS["scores"]]["H2"].value == 7.0
    assert page["D5"].hyperlink.location.startswith(f"'{SHEETS['totals']}'!")
    assert colour(page["E3"]) == COLOURS["warning"]


def test_of_documents_that_differ_on_a_year_the_newest_counts() -> None:
    later = record(2020, points=(7.6, 8.5, 4.25))
    later = later.model_copy(
        update={
            "source": later.source.model_copy(update={"file": "later.pdf"}),
            "document": later.document.model_copy(update={"date": "2022-01-01"}),
        }
    )
    page = opened(found(record(2020), later, record(2019)))[SHEETS["comparison"]]
    assert page["E2"].value == 7.6
    assert "7,6/10 (later.pdf); 7,5/10 (2020.pdf)" in page["E2"].comment.text
    assert page["E4"].comment is None, "where they agree there is nothing to say"


def test_one_year_of_one_issuer_needs_no_comparison() -> None:
    assert SHEETS["comparison"] not in opened(found(record())).sheetnames
    assert SHEETS["comparison"] in opened(found(record(), record(issuer="Sở Y tế"))).sheetnames


def test_charts_of_scores_against_maxima_and_of_years() -> None:
    content = workbook(found(record(2019), record(2020)), Path("index.xlsx"))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if re.search(r"charts/chart\d", name)]
    assert len(charts) == 3
    ranges = [re.findall(r"<c:f>(.*?)</c:f>", chart) for chart in charts]
    assert all("So sánh" in place for place in ranges[0])
    assert [place.split("!")[1] for place in ranges[2][:2]] == ["$F$5:$F$7", "$H$5:$H$7"]
    assert "15/BC-SNV (Sở Nội vụ), năm 2020" in charts[2]


def test_without_scores_the_sheet_of_charts_says_so() -> None:
    assert opened(found(BARE))[SHEETS["charts"]]["A2"].value == titles().charts["none"]


def test_links_to_the_scan_and_its_page(tmp_path: Path) -> None:
    (tmp_path / "scans #1").mkdir()
    scan = tmp_path / "scans #1/báo cáo 50%20.pdf"
    scan.touch()
    out = tmp_path / "out/index.xlsx"
    content = workbook([Found("a.json", record(), scan)], out)
    page = load_workbook(io.BytesIO(content))[SHEETS["scores"]]
    target = page["A2"].hyperlink.target.replace("\\", "/")
    assert target == "../scans%20%231/báo%20cáo%2050%2520.pdf"
    assert (page["B2"].value, page["B2"].hyperlink.location) == (2, "page=2")


def test_values_to_review_lead_to_their_cells(book: Workbook) -> None:
    page = book[SHEETS["review"]]
    target = page.cell(3, column(page, titles().columns["field"]))
    assert target.value == "Điểm tiêu chí 2: Điểm đạt"
    place = target.hyperlink.location.split("!")
    assert book[place[0].strip("'")][place[1]].value == 8.0


def test_codes_are_told_in_words(book: Workbook) -> None:
    page = book[SHEETS["checks"]]
    assert cell(page, "code", 2).value == check_texts.title("score-sum")
    assert cell(page, "code", 3).value == "new-code", "of a check without a title at least the code"
    assert cell(page, "level", 2).value == "Cảnh báo"
    assert cell(page, "message", 2).value == "the parts sum to 20.25", "of a record without args what stands there"
    assert cell(book[SHEETS["documents"]], "origin", 2).value == "ảnh quét"


def test_what_does_not_add_up_is_told_in_vietnamese() -> None:
    wrong = failed(code="rank-beyond-base", fields=("/ranks/0/position",), position=26, of=25)
    book = opened(found(record().model_copy(update={"checks": (wrong,)})))
    assert cell(book[SHEETS["checks"]], "message", 2).value == "không thể xếp thứ 26 trên tổng số 25"
    comment = cell(book[SHEETS["ranks"]], "position", 2).comment.text
    assert "không thể xếp thứ 26 trên tổng số 25" in comment


def test_tables_stand_as_they_are_printed() -> None:
    rows = (("Đất đai", "1.204", "05", "1.10", "98%"), ("=1+1", "12,5", "2020", "1.204,75", "-3"))
    odd = TableRecord(page=3, title="Hồ sơ", header=("Lĩnh vực", "1", "2", "3", "4"), rows=rows)
    one = record().model_copy(update={"tables": (odd, odd), "needs_review": ("/tables/1", "/tables/1/rows/0/1")})
    book = opened(found(one))
    page = book[SHEETS["cells"]]
    assert [[c.value for c in row] for row in page["A1:E4"]] == [
        ["2020.pdf, trang 3, bảng 1: Hồ sơ", None, None, None, None],
        ["Lĩnh vực", "1", "2", "3", "4"],
        ["Đất đai", 1204, "05", "1.10", "98%"],
        ["=1+1", 12.5, 2020, 1204.75, -3],
    ]
    assert [page[place].number_format for place in ("B3", "C4", "D4")] == ["#,##0", "General", "#,##0.00##"]
    assert page["A4"].data_type == "s"
    assert (colour(page["A1"]), colour(page["A6"])) == ("", COLOURS["review"])
    review = book[SHEETS["review"]]
    assert review.cell(2, column(review, titles().columns["field"])).hyperlink.location == "'Bảng số liệu'!A6"
    assert review.cell(2, column(review, titles().columns["read"])).value is None


def test_every_column_is_explained(book: Workbook) -> None:
    rows = {tuple(c.value for c in row) for row in book[SHEETS["legend"]].iter_rows()}
    assert all(
        (SHEETS[table.name], titles().heading(table.name, name), name) in rows
        for table in FILTERED
        for name in table.names
    )


@settings(max_examples=30, deadline=None)
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
    assert cell(opened(found(odd))[SHEETS["counts"]], "value", 2, "counts").value == str(value)


def test_more_rows_than_a_sheet_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "_MOST_ROWS", 3)
    with pytest.raises(UsageError, match="more than 3 rows for the sheet 'Điểm tiêu chí'"):
        workbook(found(record()), Path("a.xlsx"))


def test_more_links_than_a_sheet_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "_MOST_LINKS", 2)
    (tmp_path / "a.pdf").touch()
    content = workbook([Found("a", record(), tmp_path / "a.pdf")], tmp_path / "a.xlsx")
    page = load_workbook(io.BytesIO(content))[SHEETS["scores"]]
    assert [bool(page.cell(row, 1).hyperlink) for row in (2, 3, 4)] == [True, False, False]
    assert page["A4"].value == "2020.pdf"


def test_where_it_lies(tmp_path: Path) -> None:
    (path,) = export.write(found(record()), "xlsx", tmp_path).files
    assert path == tmp_path / "records.xlsx"
    with pytest.raises(UsageError, match=r"only what ends in \.xlsx"):
        export.write(found(record()), "xlsx", tmp_path / "a.xls", ExportOptions())
    assert [one.name for one in tmp_path.iterdir()] == ["records.xlsx"]


def test_doubts_add_up() -> None:
    assert Doubt("info", "a") + Doubt("warning", "b") == Doubt("warning", "a\nb")
