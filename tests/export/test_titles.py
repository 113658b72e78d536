"""The texts of workbooks: nothing is shown without one."""

from __future__ import annotations

from typing import get_args

import pytest

from cchc_ocr.document import PageState
from cchc_ocr.export.tables import TABLES
from cchc_ocr.export.titles import titles
from cchc_ocr.records import Document, Record, Score
from cchc_ocr.statements import NATURES, STATEMENT_KINDS


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_has_its_title(table) -> None:
    assert all(titles().heading(table.name, name) != name for name in table.names)


def test_every_list_of_the_record_and_every_field_in_it_has_a_name() -> None:
    told_elsewhere = {"schema_version", "repair", "evidence", "checks", "needs_review", "notes", "reviewed"}
    assert set(titles().groups) == set(Record.model_fields) - told_elsewhere
    assert {*Document.model_fields, *Score.model_fields} <= set(titles().columns)


@pytest.mark.parametrize(
    ("pointer", "words"),
    [
        ("/document/signer", "Văn bản: Người ký"),
        ("/document/recipients/1", "Văn bản: Nơi nhận 2"),
        ("/scores/1/max_score", "Điểm tiêu chí 2: Điểm tối đa"),
        ("/totals/0/score", "Tổng điểm 1: Tổng điểm"),
        ("/counts/0", "Số lượng 1"),
        ("/tables/0/rows/3/1", "Bảng số liệu 1: rows 4"),
        ("/of/tomorrow", "of: tomorrow"),
        ("", ""),
    ],
)
def test_a_pointer_in_words(pointer: str, words: str) -> None:
    assert titles().place(pointer) == words


def test_every_name_of_an_option_of_a_field_has_its_words() -> None:
    assert set(titles().basis) == {"self", "appraised", "survey", "average"}
    assert set(titles().statement_kinds) == set(STATEMENT_KINDS)
    assert set(titles().natures) == set(NATURES)
    assert set(titles().page_states) == set(get_args(PageState))
    assert set(titles().levels) == {"info", "warning", "error"}
    assert set(titles().kinds) == {"scan", "text-layer", "text"}
