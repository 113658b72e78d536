"""JSON Lines: one record per line."""

from __future__ import annotations

import io
from pathlib import Path

from cchc_ocr import export
from cchc_ocr.export import Found
from tests.exported import RESULTS


def test_json_lines_come_back_as_they_were(tmp_path: Path) -> None:
    (path,) = export.write([Found("a", RESULTS), Found("b", RESULTS)], "jsonl", tmp_path / "all.jsonl").files
    again = export.load([path], io.StringIO())
    assert [(one.name, one.record) for one in again] == [(f"{path}:1", RESULTS), (f"{path}:2", RESULTS)]


def test_a_line_break_in_a_value_does_not_break_the_line() -> None:
    odd = RESULTS.model_copy(update={"notes": ("one\ntwo",)})
    assert len(export.jsonl([Found("a", odd)]).splitlines()) == 1
