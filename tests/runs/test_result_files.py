"""The files of a document's results."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cchc_ocr.document import Line, Page
from cchc_ocr.records import Record, Source
from cchc_ocr.runs.result_files import result_files, text_of, write_results

RECORD = Record(source=Source(file="báo cáo.pdf", sha256="0" * 64, pages=1, origin="scan"))


def test_a_record_is_written_after_its_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    monkeypatch.setattr("cchc_ocr.runs.result_files.write_whole", lambda path, *_: order.append(path.suffix))
    write_results(tmp_path / "sub" / "a", RECORD, "Xin chào\n\f")
    assert order == [".txt", ".json"]


def test_results_are_readable_utf8(tmp_path: Path) -> None:
    write_results(tmp_path / "bao-cao.2020", RECORD, "Xin chào\n\f")
    text, record = result_files(tmp_path / "bao-cao.2020")
    assert (text.name, record.name) == ("bao-cao.2020.txt", "bao-cao.2020.json")
    assert text.read_bytes() == "Xin chào\n\f".encode()
    assert "báo cáo.pdf" in record.read_text("utf-8")
    assert Record.model_validate(json.loads(record.read_bytes())) == RECORD


def test_records_one_after_the_other_are_json_lines(tmp_path: Path) -> None:
    write_results(tmp_path / "a", RECORD, "")
    record = (tmp_path / "a.json").read_bytes()
    assert record.count(b"\n") == 1 and record.endswith(b"\n")


def test_every_page_ends_with_a_form_feed() -> None:
    assert text_of([Page(1, (Line.from_text("một"), Line.from_text("hai"))), Page(2)]) == "một\nhai\n\f\f"
