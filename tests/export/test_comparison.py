"""Which results of which bodies stand beside one another."""

from __future__ import annotations

from cchc_ocr.export.comparison import ComparedCriterion, compare
from cchc_ocr.records import Score, Total
from tests.exported import found, record


def lines(*parts: Score | Total, issuer: str = "Sở Nội vụ") -> list[ComparedCriterion]:
    scores = tuple(part for part in parts if isinstance(part, Score))
    totals = tuple(part for part in parts if isinstance(part, Total))
    stated = record(issuer=issuer).model_copy(update={"scores": scores, "totals": totals})
    return compare(found(stated))


def test_a_result_stands_under_the_body_whose_it_is():
    seen = lines(Total(score=91.0, year=2021, unit="Sở Y tế"), Total(score=88.0, year=2021))
    assert [(line.issuer, line.years[2021][0].score) for line in seen] == [("Sở Nội vụ", 88.0), ("Sở Y tế", 91.0)]


def test_a_body_is_one_however_its_name_is_written():
    seen = lines(
        Total(score=91.0, year=2021, unit="UBND huyện Đăk Bla"),
        Total(score=92.0, year=2022, unit="Ủy ban nhân dân huyện Đăk Bla"),
    )
    assert [sorted(line.years) for line in seen] == [[2021, 2022]]


def test_what_a_body_gave_itself_counts_only_where_there_is_no_appraisal():
    claim, result = Total(score=95.0, year=2021, basis="self"), Total(score=88.0, year=2021, basis="appraised")
    (line,) = lines(claim, result)
    assert [(entry.score, entry.claimed) for entry in line.years[2021]] == [(88.0, False), (95.0, True)]
    assert line.disagreeing(2021) == ()
    (line,) = lines(claim)
    assert line.entry(2021).claimed


def test_means_are_no_result_of_a_body_and_other_indices_no_total():
    seen = lines(
        Total(name="Điểm trung bình", score=80.0, year=2021, basis="average"),
        Total(name="Chỉ số PAPI", score=42.5, year=2021),
        Total(name="Chỉ số CCHC", score=88.0, year=2021),
    )
    assert [line.criterion for line in seen] == ["PAPI", "TỔNG ĐIỂM"]


def test_targets_and_rules_are_compared_with_nothing():
    (line,) = lines(Total(score=88.0, year=2023), Total(score=92.0, year=2024, nature="target"))
    assert sorted(line.years) == [2023]
