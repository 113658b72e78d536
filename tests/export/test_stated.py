"""What people state of their dossiers: cells as they type them, and every mistake with its row."""

from __future__ import annotations

import csv
import io
import unicodedata
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from cchc_ocr.errors import UnreadableError
from cchc_ocr.export.stated import StatedDossier, stated
from cchc_ocr.export.titles import titles


def table(path: Path, *lines: str) -> list[StatedDossier]:
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return list(stated(path))


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("maintenance", "01", "01"),
        ("maintenance", "1", "01"),
        ("maintenance", "Vĩnh viễn", "01"),
        ("maintenance", "20 NĂM", "05"),
        ("mode", "công khai", "01"),
        ("language", "01;2", "01;02"),
        ("language", "Tiếng Việt; tiếng anh", "01;02"),
        ("riskRecovery", "Không", "0"),
        ("riskRecovery", "0", "0"),
        ("riskRecoveryStatus", "1", "01"),
        ("startDate", "5/3/2021", "05/03/2021"),
        ("startDate", "2021-03-05", "05/03/2021"),
        ("endDate", "05.03.2021", "05/03/2021"),
        ("totalDoc", "137", "137"),
        ("fileCode", "H49.64.33.2001.160", "H49.64.33.2001.160"),
        ("title", "  Tập báo cáo  ", "Tập báo cáo"),
        ("title", unicodedata.normalize("NFD", "Tập báo cáo"), "Tập báo cáo"),
        ("title", "x" * 1000, "x" * 1000),
    ],
)
def test_a_cell(tmp_path: Path, field: str, typed: str, value: str) -> None:
    (line,) = table(tmp_path / "a.csv", f"folder\t{field}", f"2023\t{typed}")
    assert line == StatedDossier(2, "2023", {field: value})


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["folder,titel", ".,x"], "there is no field 'titel'"),
        (["title", "x"], "it has no column 'folder'"),
        (["folder,title,Tiêu đề hồ sơ", ".,x,y"], "the column 'title' is there twice"),
        (["folder,title", ".,x", ",y"], "row 3: it names no folder"),
        (["folder,title", ".,x,y"], "row 2: a cell has no heading above it"),
        (["folder,,title", ".,x,y"], "row 2: a cell has no heading above it"),
        (["folder,title", "a,x", "a/,y"], "row 3: row 2 is about the same folder a"),
        (["folder,fileCode", "a,H.1", "b,h.1"], "row 3: row 2 has the same fileCode"),
        (["folder,mode", "a,01", "b,04"], "row 3: mode: '04': there is no such code"),
        (["folder,language", "a,01;99"], "row 2: language: '01;99': there is no such code"),
        (["folder,startDate", "a,31/2/2024"], "row 2: startDate: '31/2/2024': this is no day"),
        (["folder,startDate", "a,2024"], "row 2: startDate: '2024': this is no day"),
        (["folder,startDate,endDate", "a,2/1/2024,1/1/2024"], "row 2: it ends before it begins"),
        (["folder,totalDoc", "a,khoảng 5"], "row 2: totalDoc: 'khoảng 5': this is no whole number"),
        (["folder,totalDoc", "a,1.5"], "row 2: totalDoc: '1.5': this is no whole number"),
        (["folder,fileCode", "a,12/HS"], "row 2: fileCode: '12/HS': files cannot be called so"),
        (["folder,fileCode", "a,nul"], "row 2: fileCode: 'nul': files cannot be called so"),
        (["folder,inforSign", f"a,{'x' * 31}"], "31 characters are more than 30"),
        (["folder,numberOfPaper", f"a,{'1' * 11}"], "11 characters are more than 10"),
    ],
)
def test_a_mistake_is_told_with_its_row(tmp_path: Path, lines: list[str], why: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        table(tmp_path / "folders.csv", *lines)
    assert caught.value.message.startswith(str(tmp_path / "folders.csv"))
    assert why in caught.value.message
    assert caught.value.hint


def test_empty_rows_and_columns_are_passed_over_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    lines = table(tmp_path / "a.csv", "folder,title,", "a,,", ",,", "b\\c,x,")
    assert lines == [StatedDossier(2, "a", {}), StatedDossier(4, "b/c", {"title": "x"})]


def test_a_workbook_with_the_titles_of_the_report(tmp_path: Path) -> None:
    words = titles()
    book = Workbook()
    sheet = book.create_sheet(words.handover_sheets["folders"])
    sheet.append([words.handover_columns["folder"], *words.dossier_fields.values()])
    row = dict.fromkeys(words.dossier_fields)
    row |= {"fileCode": "H.1", "maintenance": 1, "startDate": datetime(2021, 3, 5), "numberOfPaper": 12.0}
    sheet.append(["2023", *row.values()])
    book.save(tmp_path / "bao-cao.xlsx")
    (line,) = stated(tmp_path / "bao-cao.xlsx")
    told = {"fileCode": "H.1", "maintenance": "01", "startDate": "05/03/2021", "numberOfPaper": "12"}
    assert line == StatedDossier(2, "2023", told)


CODES = {name: st.sampled_from(sorted(codes)) for name, codes in titles().archive_codes.items()}
DAYS = st.dates().map(lambda day: f"{day.day:02}/{day.month:02}/{day.year:04}")
WORDS = (
    st.text("abcĐỗ 12,;\"'-\n", min_size=1, max_size=20).map(str.strip).filter(lambda text: text[:1] not in "'-")
)
VALUES = {
    **dict.fromkeys(("title", "keyword", "inforSign", "paperFileCode", "description"), WORDS),
    **CODES,
    **{"fileCode": st.from_regex(r"[A-Z][0-9]{1,3}\.[0-9]{4}\.[0-9]{1,3}", fullmatch=True)},
    **{"startDate": DAYS, "totalDoc": st.integers(0, 10**9).map(str)},
}


@given(st.fixed_dictionaries({}, optional=VALUES))
def test_what_is_right_comes_back_as_it_is(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, str]
) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["folder", *values])
    writer.writerow(["2023", *values.values()])
    path = tmp_path_factory.getbasetemp() / "law.csv"
    path.write_text(text.getvalue(), "utf-8", newline="")
    (line,) = stated(path)
    assert line.values == {name: value for name, value in values.items() if value}
