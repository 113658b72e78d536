"""Contradictions in sentences: shares, sums, changes and grades that do not agree with the figures beside them."""

import json

import pytest

from cchc_ocr import pipeline
from tests.paths import CASES

HEAD = """UBND TỈNH LAM SƠN
SỞ XÂY DỰNG
Số: 12/BC-SXD
Lam Sơn, ngày 20 tháng 12 năm 2031

BÁO CÁO
Kết quả cải cách hành chính năm 2031

"""
TABLE = json.loads((CASES / "contradictions.json").read_text("utf-8"))


@pytest.mark.parametrize(("text", "said"), [pytest.param(*case, id=case[0][:60]) for case in TABLE])
def test_a_contradiction_is_told_once_and_nothing_else(text, said, tmp_path):
    path = tmp_path / "one.txt"
    path.write_text(f"{HEAD}{text}\n", "utf-8")
    record = pipeline.digitise(path, pipeline.Options()).record
    told = [one.message for one in record.checks if one.level in ("warning", "error")]
    assert len(told) == len(said)
    assert all(figure in message for figure, message in zip(said, told, strict=True))
