"""Corrections in a folder of results: they are saved, and outlast runs, versions, catalogues and moves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cchc_ocr.corrections.model import Correction
from cchc_ocr.records import Record
from cchc_ocr.runs import reviewing, status
from cchc_ocr.runs.search import search
from tests.runs.running import run

_TEXT = """UBND TỈNH SƠN HÀ
SỞ NỘI VỤ

Số: 15/BC-SNV

Sơn Hà, ngày 9 tháng 3 năm 2021

BÁO CÁO
Kết quả cải cách hành chính năm 2020

Sở Nội vụ đạt 85,5/100 điểm, xếp thứ 7/25.
"""


def put(tmp_path: Path, name: str = "a.txt", text: str = _TEXT) -> Path:
    file = tmp_path / "in" / name
    file.parent.mkdir(exist_ok=True, parents=True)
    file.write_text(text)
    return file


def record_of(tmp_path: Path, stem: str = "a") -> Record:
    return Record.model_validate_json((tmp_path / "out" / f"{stem}.json").read_bytes())


def correct(tmp_path: Path, pointer: str, is_: Any, stem: str = "a", **more: Any) -> Any:
    one = Correction.model_validate({"pointer": pointer, "is": is_, **more})
    return reviewing.save(tmp_path / "out", Path(stem), [one], by="Bình")


def test_a_correction_is_in_file_record_catalogue_and_index(tmp_path: Path) -> None:
    put(tmp_path)
    run(tmp_path)
    before = record_of(tmp_path)
    assert before.document.number == "15"
    correct(tmp_path, "/document/number", "16")
    correct(tmp_path, "/pages/0/text/1", "SỞ TÀI CHÍNH")
    record = record_of(tmp_path)
    assert (record.document.number, record.document.number_symbol) == ("16", "16/BC-SNV")
    assert record.reviewed and record.reviewed.by == "Bình"
    stored = json.loads((tmp_path / "out" / "a.review.json").read_text())
    assert stored["sha256"] == before.source.sha256
    assert [one["was"] for one in stored["corrections"]] == ["15", "SỞ NỘI VỤ"]
    assert "SỞ TÀI CHÍNH" in (tmp_path / "out" / "a.txt").read_text()
    assert [hit.page for hit in search('"sở tài chính"', tmp_path / "out")] == [1]
    found = status.status(tmp_path / "out")
    assert not found.edited
