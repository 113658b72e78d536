"""The forms an evaluation is written in: tables, JSON, JUnit."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree

from rich.console import Console
from rich.table import Table

from cchc_ocr.evaluation.calibration import Judged
from cchc_ocr.evaluation.figures import Report
from cchc_ocr.evaluation.judgement import TOLERANCE, Expected
from cchc_ocr.evaluation.scoring import TextCounts
from cchc_ocr.evaluation.shown import calibration_table, field_table, text_table, to_json, to_junit
from tests.reports import ONE, REPORT, TWO

EXPECTED = Expected({one.name: one.figures() for one in (ONE, TWO, REPORT.total)}, TOLERANCE)


def test_junit_has_a_case_per_document_and_figure() -> None:
    worse = replace(ONE, text=TextCounts(1000, 200, 500, 8, 150))
    root = ElementTree.fromstring(to_junit(Report((worse, TWO), {"03\x00": "bad \x07 bytes"}), EXPECTED))
    suites = {suite.get("name"): suite for suite in root}
    assert root.tag == "testsuites"
    assert set(suites) == {"01-bao-cao", '02 "quoted" & <odd>', "03 ", "total"}
    cases = suites["01-bao-cao"].findall("testcase")
    assert [case.get("name") for case in cases] == list(ONE.figures())
    assert [case.findtext("system-out") for case in cases][:3] == ["0.5", "0.008", "0.75"]
    failed = {case.get("name") for case in cases if case.find("failure") is not None}
    assert failed == {"cer", "wer"}
    assert suites["01-bao-cao"].get("failures") == "2"
    assert int(root.get("failures", "0")) == sum(int(suite.get("failures", "0")) for suite in suites.values())
    assert int(root.get("tests", "0")) == len(root.findall(".//testcase"))


def test_json_has_everything_in_figures() -> None:
    data = json.loads(to_json(REPORT))
    assert data["documents"][0]["figures"] == ONE.figures()
    assert data["total"]["lists"]["scores"] == {"wanted": 8, "found": 8, "hits": 8}
    assert data["documents"][0]["engine"] == "tesseract 5.3.0 vie"
    assert data["documents"][0]["pages_per_second"] == 0.5


def test_tables_name_every_document_and_field() -> None:
    console = Console(width=200, record=True, file=None, quiet=False)
    with console.capture() as capture:
        console.print(text_table(REPORT))
        console.print(field_table(REPORT))
    text = capture.get()
    assert all(
        word in text for word in ("01-bao-cao", "total", "tesseract 5.3.0 vie", "3.00%", "25/30", "table cells")
    )


def printed(table: Table) -> str:
    console = Console(width=200)
    with console.capture() as capture:
        console.print(table)
    return capture.get()


def test_probabilities_stand_beside_how_many_are_right() -> None:
    judged = (Judged("scores", 0.9, True), Judged("scores", 0.9, False), Judged("dates", 0.97, True))
    text = printed(calibration_table(Report((replace(ONE, judged=judged),))))
    assert [row.split() for row in text.splitlines() if "–" in row][-2:] == [
        ["│", "0.85–0.95", "│", "2", "│", "0.900", "│", "1", "│", "50.0%", "│"],
        ["│", "0.95–1", "│", "1", "│", "0.970", "│", "1", "│", "100.0%", "│"],
    ]


def test_where_nothing_could_be_read_the_table_says_so() -> None:
    text = printed(text_table(Report((), {"a[b]": "a[b].pdf: truncated"})))
    assert "a[b]" in text and "not read" in text
