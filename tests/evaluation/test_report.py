"""What an evaluation says: judging against agreed figures, and the forms it is written in."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.console import Console

from cchc_ocr.errors import ConfigurationError, ExitCode
from cchc_ocr.evaluation.agreement import HeaderCounts, ListCounts
from cchc_ocr.evaluation.figures import Result
from cchc_ocr.evaluation.report import Expected, Report, load_expected
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


@pytest.fixture
def expected(tmp_path: Path) -> Expected:
    path = tmp_path / "expected.toml"
    path.write_text(REPORT.to_expected(), "utf-8")
    return load_expected(path)


def test_figures() -> None:
    assert ONE.figures() == {
        "cer": 0.01,
        "base_cer": 0.008,
        "wer": 0.03,
        "harm": 0.00588,
        "header": 0.5,
        "invented": 0.0,
        "scores_f1": 1.0,
        "table_cells_f1": 0.66667,
    }
    assert ONE.pages_per_second == 0.5


def test_the_total_weighs_words_alike() -> None:
    total = REPORT.total
    assert total.text.words == 300
    assert total.text.wer == pytest.approx(6 / 300)
    assert total.lists == {**ONE.lists, **TWO.lists}
    assert total.header["type"] == HeaderCounts(right=2)
    assert (total.pages, total.seconds, total.engine) == (4, 8.0, "tesseract 5.3.0 vie")


def test_its_own_figures_pass(expected: Expected) -> None:
    assert REPORT.failures(expected) == []
    assert REPORT.exit_code(expected) is ExitCode.DONE
    assert len(REPORT.findings(expected)) == len(REPORT.findings()) == 8 + 7 + 9


@pytest.mark.parametrize(
    ("worse", "figure"),
    [
        (replace(ONE, text=TextCounts(1000, 200, 16, 8, 6)), "cer"),
        (replace(ONE, text=TextCounts(1000, 200, 10, 8, 8)), "wer"),
        (replace(ONE, repair=RepairCounts(170, 2, 30, 25)), "harm"),
        (replace(ONE, text=TextCounts(1000, 200, 10, 14, 6)), "base_cer"),
        (replace(ONE, header={**ONE.header, "date": HeaderCounts(invented=1)}), "invented"),
        (replace(ONE, lists={**ONE.lists, "scores": ListCounts(8, 9, 7)}), "scores_f1"),
    ],
)
def test_a_drop_is_named_with_figure_expected_and_got(worse: Result, figure: str, expected: Expected) -> None:
    report = Report((worse, TWO))
    lines = [line for line in report.failures(expected) if line.startswith(f"01-bao-cao: {figure}: ")]
    assert len(lines) == 1
    assert "expected at " in lines[0]
    assert "got " in lines[0]
    assert report.exit_code(expected) is ExitCode.BELOW_EXPECTED


def test_a_drop_within_the_tolerance_passes(expected: Expected) -> None:
    little = replace(ONE, text=TextCounts(1000, 200, 14, 12, 7))
    assert Report((little, TWO)).failures(expected) == []


def test_better_figures_pass(expected: Expected) -> None:
    better = replace(ONE, text=TextCounts(1000, 200, 0, 0, 0), header={"type": HeaderCounts(right=1)})
    assert Report((better, TWO)).failures(expected) == []


def test_a_document_or_figure_without_agreement_fails(expected: Expected) -> None:
    more = replace(ONE, lists={**ONE.lists, "ranks": ListCounts(1, 1, 1)})
    new = replace(ONE, name="03-moi")
    failures = Report((more, TWO, new)).failures(expected)
    assert "03-moi: expectation: no figures are agreed for this document" in failures
    assert "01-bao-cao: ranks_f1: measured (1), but not agreed" in failures


def test_an_agreed_document_or_figure_that_is_gone_fails(expected: Expected) -> None:
    less = replace(ONE, lists={})
    failures = Report((less,)).failures(expected)
    assert any(line.startswith('02 "quoted" & <odd>: expectation') for line in failures)
    assert "01-bao-cao: scores_f1: agreed, but not measured" in failures


def test_a_sample_that_was_not_read_fails_even_without_agreement() -> None:
    report = Report((ONE,), {"02-hong": "02-hong.pdf: truncated"})
    assert report.failures() == ["02-hong: read: 02-hong.pdf: truncated"]
    assert report.exit_code() is ExitCode.UNREADABLE


def test_junit_has_a_case_per_document_and_figure(expected: Expected) -> None:
    worse = replace(ONE, text=TextCounts(1000, 200, 500, 8, 150))
    root = ElementTree.fromstring(Report((worse, TWO), {"03\x00": "bad \x07 bytes"}).to_junit(expected))
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
    data = json.loads(REPORT.to_json())
    assert data["documents"][0]["figures"] == ONE.figures()
    assert data["total"]["lists"]["scores"] == {"wanted": 8, "found": 8, "hits": 8}
    assert data["documents"][0]["engine"] == "tesseract 5.3.0 vie"
    assert data["documents"][0]["pages_per_second"] == 0.5


def test_tables_name_every_document_and_field() -> None:
    console = Console(width=200, record=True, file=None, quiet=False)
    with console.capture() as capture:
        console.print(REPORT.table())
        console.print(REPORT.field_table())
    text = capture.get()
    assert all(
        word in text for word in ("01-bao-cao", "total", "tesseract 5.3.0 vie", "3.00%", "25/30", "table cells")
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not toml [",
        "[total]\nwer = 0.1",
        '[tolerance]\nrates = "x"\nshares = 1\n[total]\n[documents]',
        "total = 1",
    ],
)
def test_bad_agreed_figures_are_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "expected.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigurationError, match=r"expected\.toml"):
        load_expected(path)


def test_missing_agreed_figures_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="missing"):
        load_expected(tmp_path / "expected.toml")


def test_agreed_figures_are_toml_with_their_tolerance() -> None:
    data = tomllib.loads(REPORT.to_expected())
    assert set(data) == {"tolerance", "total", "documents"}
    assert data["documents"]["01-bao-cao"] == ONE.figures()
