"""JSON Lines: one record per line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from cchc_ocr import export
from cchc_ocr.errors import UsageError
from cchc_ocr.export import Found
from cchc_ocr.records import Count
from tests.exported import RESULTS


def test_json_lines_come_back_as_they_were(tmp_path: Path) -> None:
    (path,) = export.write([Found("a", RESULTS), Found("b", RESULTS)], "jsonl", tmp_path / "all.jsonl").files
    again = export.load([path], io.StringIO())
    assert [(one.name, one.record) for one in again] == [(f"{path}:1", RESULTS), (f"{path}:2", RESULTS)]


def test_the_rows_of_a_table_instead_of_the_records(tmp_path: Path) -> None:
    options = export.ExportOptions(table="results")
    (path,) = export.write([Found("a", RESULTS)], "jsonl", tmp_path / "all.jsonl", options).files
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [(row["kind"], row["value"], row["date"]) for row in rows] == [
        *(("score", 8.5, "2021-03-09"), ("score", None, "2021-03-09")),
        *(("total", 80.08, "2021-03-09"), ("rank", 7, "2021-03-09")),
    ]


def test_a_row_is_json_whatever_the_figure() -> None:
    odd = RESULTS.model_copy(update={"counts": (Count(name="x", value=float("inf")),)})
    *_, last = export.pieces([Found("a", odd)], "jsonl", export.ExportOptions(table="counts"))
    assert json.loads(last, parse_constant=pytest.fail)["value"] is None


def test_an_unknown_table_is_refused_before_anything_is_read() -> None:
    with pytest.raises(UsageError, match="--table result: there is no such table"):
        export.see_that_it_suits("jsonl", Path("-"), export.ExportOptions(table="result"))


def test_a_line_break_in_a_value_does_not_break_the_line() -> None:
    odd = RESULTS.model_copy(update={"notes": ("one\ntwo",)})
    assert len(export.jsonl([Found("a", odd)]).splitlines()) == 1
