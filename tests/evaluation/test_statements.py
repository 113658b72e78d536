"""Whole statements against labels: each single fault costs what it should."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from cchc_ocr.evaluation.statements import StatementReport, compare_statements

LABELS: dict[str, Any] = {
    "scores": [
        {"criterion": ["Cải cách thể chế", "thể chế"], "score": 8.25, "max": 10, "year": 2027, "unit": "Sở Mỏ"}
    ],
    "totals": [
        {"name": "Chỉ số cải cách hành chính", "score": 88.4, "max": 100, "year": 2027, "group": "index"},
        {"name": "Điểm tự chấm", "score": 91, "basis": "self", "optional": True},
    ],
    "percentages": [{"name": "Chỉ số cải cách hành chính", "value": 88.4, "group": "index"}],
    "counts": [
        {"name": "hồ sơ quá hạn", "must": ["quá hạn"], "value": 14, "of": [None, 612], "period": "2027-Q3"}
    ],
    "deductions": [{"name": "chậm báo cáo quý", "points": 0.5}, {"name": "chậm báo cáo năm", "points": 1}],
    "targets": [{"kind": "totals", "value": 92}],
    "not": [{"value": 4.2}],
    "checks": [{"about": "a sum", "says": ["97,5", "97.5"]}],
}
RECORD: dict[str, Any] = {
    "document": {"issuer": "Sở Mỏ"},
    "scores": [{"criterion": "1. Cải cách thể chế", "score": 8.25, "max_score": 10.0, "year": 2027}],
    "totals": [{"name": "Chỉ số CCHC", "score": 88.4, "max_score": 100, "year": 2027, "self_score": 91}],
    "counts": [{"name": "Hồ sơ quá hạn", "value": 14, "period": "2027-Q3"}],
    "deductions": [{"name": "chậm báo cáo năm", "points": 1}, {"name": "chậm báo cáo quý", "points": 0.5}],
    "checks": [{"code": "score-sum", "level": "warning", "message": "the parts add up to 97.5"}],
    "needs_review": [],
}
Change = Callable[[dict[str, Any]], Any]


def judged(change: Change) -> StatementReport:
    record, report = copy.deepcopy(RECORD), StatementReport()
    change(record)
    compare_statements(LABELS, record, report, "x")
    return report


def test_a_perfect_record_has_full_marks() -> None:
    report = judged(lambda record: None)
    assert (report.all.value_f1, report.all.whole_f1, report.all.wrong_unlisted, report.faults) == (1, 1, 0, [])
    assert (report.checks.wanted, report.checks.hits, report.checks.found) == (1, 1, 1)


@pytest.mark.parametrize(
    ("change", "count", "value"),
    [
        (lambda r: r["scores"][0].update(year=2026), "whole_right", 4),
        (lambda r: r["scores"][0].update(unit="Sở Rừng"), "whole_right", 4),
        (lambda r: r["document"].update(issuer="Sở Rừng"), "whole_right", 4),  # that of a score without a body
        (lambda r: r["scores"][0].update(unit="Sở", body="Sở Mỏ, tỉnh Xa"), "whole_right", 5),
        (lambda r: r["scores"][0].update(max_score=9), "value_right", 4),
        (lambda r: r["counts"][0].update(name="hồ sơ tiếp nhận"), "whole_right", 4),
        (lambda r: r["totals"][0].update(name="Chỉ số CCHC năm 2026"), "whole_right", 4),
        (lambda r: r["totals"][0].update(name="Sở Mỏ", index="Chỉ số CCHC"), "whole_right", 5),
        (lambda r: r["counts"][0].update(period=None), "whole_right", 4),
        (lambda r: r["counts"][0].update(value=41), "value_right", 4),
        (lambda r: [d.update(points=1.5 - d["points"]) for d in r["deductions"]], "whole_right", 3),
        (lambda r: r["totals"].append({"name": "Chỉ số CCHC", "score": 92}), "no_results", 1),  # a target
        (lambda r: r["counts"].append({"name": "tăng", "value": 4.2}), "no_results", 1),
        (lambda r: r["scores"].append(r["scores"][0]), "found", 6),
        (lambda r: r["scores"].clear(), "found", 4),
        (lambda r: r["scores"][0].update(year=2026), "wrong_unlisted", 1),
        (lambda r: r["needs_review"].append("/scores/0/year"), "right_listed", 1),
    ],
)
def test_every_fault_costs_what_it_should(change: Change, count: str, value: int) -> None:
    assert getattr(judged(change).all, count) == value


def test_a_value_with_another_nature_is_no_result() -> None:
    as_target = judged(lambda record: record["totals"].append({"name": "CCHC", "score": 92, "nature": "target"}))
    assert as_target.all.found == 5


def test_a_wrong_value_that_is_listed_is_not_counted_as_hidden() -> None:
    def change(record: dict[str, Any]) -> None:
        record["scores"][0]["year"] = 2026
        record["needs_review"] = ["/scores/0"]

    assert judged(change).all.wrong_unlisted == 0


@pytest.mark.parametrize(("said", "message"), [("84,75", "84.75 and 83.75"), ("12.864", "12864 and 12846")])
def test_a_label_has_the_figures_of_a_contradiction_as_the_document_writes_them(said: str, message: str) -> None:
    labels, report = {**LABELS, "checks": [{"about": "a sum", "says": [said]}]}, StatementReport()
    check = {"code": "said-twice", "level": "warning", "message": message}
    compare_statements(labels, {**RECORD, "checks": [check]}, report, "x")
    assert (report.checks.hits, report.checks.found) == (1, 1)


def test_a_contradiction_is_found_by_what_its_message_says() -> None:
    report = judged(lambda record: record["checks"][0].update(message="another sum"))
    assert (report.checks.hits, report.checks.found) == (0, 1)
    assert report.faults == ["x missing check: a sum", "x false check: score-sum: another sum"]
