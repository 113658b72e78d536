"""A report on two invented documents, for the tests of evaluation."""

from __future__ import annotations

from dataclasses import replace

from cchc_ocr.evaluation.agreement import HeaderCounts, ListCounts
from cchc_ocr.evaluation.figures import Report, Result
from cchc_ocr.evaluation.scoring import RepairCounts, TextCounts

ONE = Result(
    name="01-bao-cao",
    pages=2,
    seconds=4.0,
    engine="tesseract 5.3.0 vie",
    raw=TextCounts(1000, 200, 40, 20, 30),
    text=TextCounts(1000, 200, 10, 8, 6),
    repair=RepairCounts(170, 1, 30, 25),
    header={"type": HeaderCounts(right=1), "number": HeaderCounts(wrong=1), "date": HeaderCounts(rightly_null=1)},
    lists={"scores": ListCounts(8, 8, 8), "table cells": ListCounts(10, 5, 5)},
)
TWO = replace(
    ONE, name='02 "quoted" & <odd>', text=TextCounts(500, 100, 0, 0, 0), lists={"dates": ListCounts(2, 2, 2)}
)
REPORT = Report((ONE, TWO))
