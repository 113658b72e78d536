"""Figures against those agreed on: what fails, and how it is named."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from cchc_ocr.errors import ConfigurationError, ExitCode
from cchc_ocr.evaluation.agreement import HeaderCounts, ListCounts
from cchc_ocr.evaluation.figures import Report, Result
from cchc_ocr.evaluation.judgement import Expected, exit_code, failures, load_expected, to_expected, verdicts
from cchc_ocr.evaluation.scoring import RepairCounts, TextCounts
from tests.reports import ONE, REPORT, TWO


@pytest.fixture
def expected(tmp_path: Path) -> Expected:
    path = tmp_path / "expected.toml"
    path.write_text(to_expected(REPORT), "utf-8")
    return load_expected(path)


def test_its_own_figures_pass(expected: Expected) -> None:
    assert failures(REPORT, expected) == []
    assert exit_code(REPORT, expected) is ExitCode.DONE
    assert len(verdicts(REPORT, expected)) == len(verdicts(REPORT)) == 8 + 7 + 9


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
    lines = [line for line in failures(report, expected) if line.startswith(f"01-bao-cao: {figure}: ")]
    assert len(lines) == 1
    assert "expected at " in lines[0]
    assert "got " in lines[0]
    assert exit_code(report, expected) is ExitCode.BELOW_EXPECTED


def test_a_drop_within_the_tolerance_passes(expected: Expected) -> None:
    little = replace(ONE, text=TextCounts(1000, 200, 14, 12, 7))
    assert failures(Report((little, TWO)), expected) == []


def test_better_figures_pass(expected: Expected) -> None:
    better = replace(ONE, text=TextCounts(1000, 200, 0, 0, 0), header={"type": HeaderCounts(right=1)})
    assert failures(Report((better, TWO)), expected) == []


def test_a_document_or_figure_without_agreement_fails(expected: Expected) -> None:
    more = replace(ONE, lists={**ONE.lists, "ranks": ListCounts(1, 1, 1)})
    new = replace(ONE, name="03-moi")
    lines = failures(Report((more, TWO, new)), expected)
    assert "03-moi: expectation: no figures are agreed for this document" in lines
    assert "01-bao-cao: ranks_f1: measured (1), but not agreed" in lines


def test_an_agreed_document_or_figure_that_is_gone_fails(expected: Expected) -> None:
    less = replace(ONE, lists={})
    lines = failures(Report((less,)), expected)
    assert any(line.startswith('02 "quoted" & <odd>: expectation') for line in lines)
    assert "01-bao-cao: scores_f1: agreed, but not measured" in lines


def test_a_sample_that_was_not_read_fails_even_without_agreement() -> None:
    report = Report((ONE,), {"02-hong": "02-hong.pdf: truncated"})
    assert failures(report) == ["02-hong: read: 02-hong.pdf: truncated"]
    assert exit_code(report) is ExitCode.UNREADABLE


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
    data = tomllib.loads(to_expected(REPORT))
    assert set(data) == {"tolerance", "total", "documents"}
    assert data["documents"]["01-bao-cao"] == ONE.figures()
