"""Which values are in doubt, and why, in words."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from cchc_ocr.check_texts import failed
from cchc_ocr.export.doubts import Doubt, cell_of, stated
from cchc_ocr.export.sheet import COLOURS
from cchc_ocr.export.titles import titles
from cchc_ocr.records import Check
from tests.exported import found, record
from tests.workbooks import SHEETS, cell, colour, opened, row_of


def test_values_in_doubt_are_coloured_and_say_why(book: Workbook) -> None:
    page = book[SHEETS["results"]]
    of_2020 = row_of(page, kind="điểm tiêu chí", year=2020)
    sure, unsure = (cell(page, "value", row, "results") for row in (of_2020, of_2020 + 1))
    assert (colour(sure), sure.comment) == ("", None)
    assert colour(unsure) == COLOURS["warning"], "the worst of its doubts"
    assert "Độ tin cậy 62%. Máy đọc được: “8,5o”. Trang 2." in unsure.comment.text
    assert "Các điểm thành phần cộng lại không bằng tổng điểm" in unsure.comment.text
    assert "Tổng điểm 1: Tổng điểm = 80,08" in unsure.comment.text
    signer = cell(book[SHEETS["documents"]], "signer", 3)
    assert (signer.value, colour(signer)) == (None, COLOURS["review"])
    assert signer.comment.text == titles().doubts["unread"]
    assert colour(cell(page, "value", row_of(page, kind="xếp hạng"), "results")) == COLOURS["error"]


def test_a_comment_names_the_first_of_many_values() -> None:
    fields = ("/totals/0/score", "/scores/0/score", "/scores/1/score", "/scores/2/score", "/nothing")
    sums = Check(code="score-sum", level="warning", message="x", fields=fields)
    page = opened(found(record().model_copy(update={"checks": (sums,)})))
    comment = cell(page[SHEETS["results"]], "value", 2, "results").comment.text
    assert "Điểm tiêu chí 2: Điểm đạt = 8,5; và 2 giá trị khác" in comment
    assert "Điểm tiêu chí 3" in cell(page[SHEETS["checks"]], "fields", 2).value


def test_a_doubt_of_an_item_or_of_one_in_a_list_finds_its_cell(book: Workbook) -> None:
    page = book[SHEETS["results"]]
    assert colour(cell(page, "value", row_of(page, kind="số lượng"), "results")) == COLOURS["review"]
    recipients = cell(book[SHEETS["documents"]], "recipients", 2)
    assert recipients.comment.text.startswith("Văn bản: Nơi nhận 2. ")


def test_the_threshold_of_doubt() -> None:
    sure = record().model_copy(update={"needs_review": (), "checks": ()})
    coloured = {
        threshold: colour(cell(opened(found(sure), threshold)[SHEETS["results"]], "value", 3, "results"))
        for threshold in (0.6, 0.7)
    }
    assert coloured == {0.6: "", 0.7: COLOURS["review"]}


def test_doubts_add_up() -> None:
    assert Doubt("info", "a") + Doubt("warning", "b") == Doubt("warning", "a\nb")


def test_what_does_not_add_up_is_told_in_vietnamese() -> None:
    wrong = failed(code="rank-beyond-base", fields=("/ranks/0/position",), position=26, of=25)
    book = opened(found(record().model_copy(update={"checks": (wrong,)})))
    assert cell(book[SHEETS["checks"]], "message", 2).value == "không thể xếp thứ 26 trên tổng số 25"
    page = book[SHEETS["results"]]
    comment = cell(page, "value", row_of(page, kind="xếp hạng"), "results").comment.text
    assert "không thể xếp thứ 26 trên tổng số 25" in comment


@pytest.mark.parametrize(
    ("pointer", "cell"),
    [
        ("/document/recipients/2", "/document/recipients"),
        ("/scores/1/score", "/scores/1/score"),
        ("/scores/1", "/scores/1"),
        ("/tables/0/rows/3/1", "/tables/0"),
        ("", ""),
    ],
)
def test_the_cell_of_a_value(pointer: str, cell: str) -> None:
    assert cell_of(pointer) == cell


@pytest.mark.parametrize(
    ("pointer", "words"),
    [
        ("/scores/1/score", "Điểm tiêu chí 2: Điểm đạt = 8,5"),
        ("/ranks/0/position", "Xếp hạng 1: Thứ hạng = 7"),
        ("/document/issuer", "Văn bản: Cơ quan ban hành = Sở Nội vụ"),
        ("/document/signer", "Văn bản: Người ký"),
    ],
)
def test_what_a_value_is_called_and_what_it_is(pointer: str, words: str) -> None:
    assert stated(record(), pointer) == words
