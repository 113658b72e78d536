"""Which results of which bodies stand beside one another, and what changed."""

from __future__ import annotations

from typing import Any

import pytest

from cchc_ocr import digitise
from cchc_ocr.export.comparison import ComparedLine, Comparison, YearResult, body_of
from cchc_ocr.records import Deduction, Rank, Record, Score, Total
from cchc_ocr.statements import statements
from tests.exported import record

SON_HA, LAM_KIEU = "Sở Nội vụ, tỉnh Sơn Hà", "Sở Nội vụ, tỉnh Lam Kiều"
PAPI = "Chỉ số Hiệu quả Quản trị và Hành chính công cấp tỉnh (PAPI)"


def of(*parts: Any, date: str = "2024-03-09", name: str = "a.json", **head: Any) -> tuple[Record, str]:
    """A record of these results, and its name."""
    kinds = {Score: "scores", Total: "totals", Rank: "ranks", Deduction: "deductions"}
    lists = {name: tuple(one for one in parts if type(one) is kind) for kind, name in kinds.items()}
    document = record().document.model_copy(update={"date": date, **head})
    empty = {"percentages": (), "counts": (), "evidence": (), "needs_review": ()}
    return record().model_copy(update={**lists, **empty, "document": document}), name


def compared(*records: tuple[Record, str]) -> Comparison:
    comparison = Comparison()
    for one, name in records:
        for row, stated in enumerate(statements(one, name=name), 1):
            comparison.add(stated, row)
    return comparison


def lines(*parts: Any, **head: Any) -> list[ComparedLine]:
    return list(compared(of(*parts, **head)).lines())


def result(line: ComparedLine, year: int) -> YearResult:
    found = line.result(year)
    assert found
    return found


def test_bodies_of_two_provinces_are_two() -> None:
    seen = lines(Total(score=90, year=2023, body=SON_HA), Total(score=70, year=2023, body=LAM_KIEU))
    assert [(line.province, line.body) for line in seen] == [("tỉnh Lam Kiều", LAM_KIEU), ("tỉnh Sơn Hà", SON_HA)]


def test_records_that_know_no_body_are_told_apart_by_the_body_above() -> None:
    """Those of earlier versions."""
    records = [
        of(Total(score=s, year=2023), parent=f"UBND tỉnh {p}") for s, p in ((90, "Sơn Hà"), (70, "Lam Kiều"))
    ]
    seen = compared(*records).lines()
    assert [line.body for line in seen] == ["Sở Nội vụ (UBND tỉnh Lam Kiều)", "Sở Nội vụ (UBND tỉnh Sơn Hà)"]
    (named,) = lines(Total(score=91.0, year=2021, unit="Sở Y tế"), parent=None)
    assert named.body == "Sở Y tế"


def test_a_body_is_one_however_its_name_is_written() -> None:
    (line,) = lines(
        Total(score=91.0, year=2021, body="SỞ DU LỊCH, tỉnh Sơn Hà"),
        Total(score=92.0, year=2022, body="Sở Du lịch, tỉnh Sơn Hà"),
    )
    assert line.years == [2021, 2022]


def test_a_criterion_is_one_by_its_code_or_its_name_without_capitals() -> None:
    own = {"body": SON_HA, "score": 8.0}
    seen = lines(
        Score(criterion="Cải cách thể chế", criterion_code="the_che", year=2021, **own),
        Score(criterion="THỂ CHẾ", criterion_code="the_che", year=2022, **own),
        Score(criterion="KỶ LUẬT, kỷ cương", year=2021, **own),
        Score(criterion="Kỷ luật, kỷ cương", year=2022, **own),
    )
    assert [line.years for line in seen] == [[2021, 2022]] * 2


def test_indices_are_lines_of_their_own_the_whole_before_its_criteria() -> None:
    own = {"body": SON_HA, "year": 2021}
    seen = lines(
        Score(criterion="A", score=1, **own), Total(score=42.5, index=PAPI, **own), Total(score=88.0, **own)
    )
    assert [(line.index, line.criterion) for line in seen] == [(None, None), (None, "A"), (PAPI, None)]


def test_what_a_body_gave_itself_counts_only_where_there_is_no_appraisal() -> None:
    claim, judged = Total(score=95.0, year=2021, basis="self"), Total(score=88.0, year=2021, basis="appraised")
    (line,) = lines(claim, judged)
    assert (result(line, 2021).value, list(result(line, 2021).differing)) == (88.0, [])
    (line,) = lines(claim)
    assert result(line, 2021).points and result(line, 2021).points.claimed  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("part", "counted"),
    [
        (Total(score=80.0, year=2021, basis="average"), 0),
        (Total(score=80.0, year=2021, nature="target"), 0),
        (Total(score=80.0, year=2021, nature="rule"), 0),
        (Total(score=80.0), 1),
        (Total(score=80.0, year=2021, period="2021-H1"), 1),
        (Total(max_score=100, year=2021), 0),
    ],
)
def test_what_is_compared_with_nothing(part: Total, counted: int) -> None:
    comparison = compared(of(part))
    assert not comparison.lines()
    assert comparison.left_out == counted


def test_what_one_document_leaves_out_is_no_difference() -> None:
    whole = of(Total(score=87.45, max_score=100, year=2023), date="2024-01-05")
    newer = of(Total(score=87.45, year=2023), date="2024-06-05")
    (line,) = compared(whole, newer).lines()
    one = result(line, 2023)
    assert (list(one.differing), one.maximum, one.borrowed, one.share) == ([], 100, True, 0.8745)


def test_of_documents_that_differ_the_newest_counts_and_all_are_told() -> None:
    records = [
        of(Total(score=s, year=2023), date=d, name=d) for s, d in ((80.0, "2024-01-05"), (81.0, "2024-06-05"))
    ]
    (line,) = compared(*records).lines()
    one = result(line, 2023)
    assert (one.value, [said.value for said in one.differing]) == (81.0, [80.0, 81.0])


@pytest.mark.parametrize(
    ("maxima", "maximum"),
    [
        ({2022: None, 2023: 100.0}, 100.0),
        ({2021: 100.0, 2022: None, 2023: 100.0}, 100.0),
        ({2021: 90.0, 2022: None, 2023: 100.0}, None),  # they do not agree
        ({2022: None}, None),
    ],
)
def test_a_maximum_is_taken_from_others_only_where_they_agree(
    maxima: dict[int, float | None], maximum: float | None
) -> None:
    (line,) = lines(*(Total(score=80.0, max_score=most, year=year) for year, most in maxima.items()))
    one = result(line, 2022)
    assert (one.maximum, one.borrowed) == (maximum, maximum is not None)


def test_changes_are_those_since_the_last_year_that_is_known() -> None:
    years = {2019: 70.0, 2021: 75.0, 2022: 74.5}
    (line,) = lines(*(Total(score=score, max_score=100, year=year) for year, score in years.items()))
    assert [(one.before, one.change, one.share_change) for one in line.results()] == [
        (None, None, None),
        (2019, 5.0, 5.0),
        (2021, -0.5, -0.5),
    ]


@pytest.mark.parametrize(
    ("stated", "before", "contradicts"),
    [(-3.3, 89.75, True), (-2.3, 89.75, False), (None, 89.75, False), (-3.3, None, False)],
)
def test_a_change_that_the_text_states_is_held_against_the_points(
    stated: float | None, before: float | None, contradicts: bool
) -> None:
    earlier = [Total(score=before, year=2022)] if before else []
    (line,) = lines(*earlier, Total(score=87.45, change=stated, year=2023))
    assert result(line, 2023).contradicts is contradicts


def test_a_stated_change_is_to_the_year_before_and_to_no_other() -> None:
    (line,) = lines(Total(score=80, year=2020), Total(score=85, change=1.0, year=2023))
    assert not result(line, 2023).contradicts


@pytest.mark.parametrize(
    ("older", "base", "change"),
    [
        ([Rank(position=7, of=25, change=2)], 25, 2),
        ([Rank(position=7, of=25), Rank(position=7, of=25, change=2)], 25, 2),
        ([Rank(position=7, of=25, change=1), Rank(position=7, of=20, change=2)], None, None),  # they do not agree
        ([Rank(position=8, of=25, change=2)], None, None),  # of another place
        ([], None, None),
    ],
)
def test_what_the_newest_document_leaves_out_of_a_place_is_taken_from_others_that_agree(
    older: list[Rank], base: int | None, change: int | None
) -> None:
    parts = [of(one.model_copy(update={"year": 2023}), date="2024-01-05") for one in older]
    (line,) = compared(*parts, of(Rank(position=7, year=2023), date="2024-06-05")).lines()
    one = result(line, 2023)
    assert (one.rank, one.base, one.borrowed_base, one.stated_gain) == (7, base, base is not None, change)


def test_the_own_base_of_the_newest_document_counts() -> None:
    records = [of(Rank(position=7, of=b, year=2023), date=d) for b, d in ((20, "2024-01-05"), (25, "2024-06-05"))]
    (line,) = compared(*records).lines()
    one = result(line, 2023)
    assert (one.base, one.borrowed_base, len(one.differing)) == (25, False, 2)


def test_a_change_that_only_one_document_states_is_known() -> None:
    totals = [
        (Total(score=87.45, change=2.5, year=2023), "2024-01-05"),
        (Total(score=87.45, year=2023), "2024-06-05"),
    ]
    (line,) = compared(*(of(total, date=day) for total, day in totals)).lines()
    assert result(line, 2023).stated_change == 2.5


@pytest.mark.parametrize(
    ("stated", "before", "contradicts"), [(2, 9, False), (3, 9, True), (None, 9, False), (3, None, False)]
)
def test_a_change_of_the_place_that_the_text_states_is_held_against_the_places(
    stated: int | None, before: int | None, contradicts: bool
) -> None:
    earlier = [Rank(position=before, year=2022)] if before else []
    (line,) = lines(*earlier, Rank(position=7, change=stated, year=2023))
    one = result(line, 2023)
    assert (one.contradicts_place, one.stated_gain, one.contradicts) == (contradicts, stated, False)


def test_places_are_compared_too() -> None:
    ranks = [Rank(position=p, of=25, year=y, body=SON_HA) for y, p in ((2021, 9), (2023, 7))]
    (line,) = lines(*ranks)
    one = result(line, 2023)
    assert (one.rank, one.placed_before, one.places_gained) == (7, 2021, 2)


def test_deductions_are_kept_with_their_reasons() -> None:
    comparison = compared(of(Deduction(name="Gửi chậm", points=0.5, body=SON_HA, year=2023)))
    (lost,) = comparison.losses
    assert (lost.body, lost.year, lost.reason, lost.points) == (SON_HA, 2023, "Gửi chậm", 0.5)


def test_a_statement_without_any_body_has_its_file() -> None:
    one, _ = of(Total(score=1, year=2023), issuer=None, parent=None)
    assert body_of(next(statements(one))) == "(2020.pdf)"


OWN = """
UBND TỈNH {capitals}          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ DU LỊCH              Độc lập - Tự do - Hạnh phúc
Số: 15/BC-SDL           {place}, ngày 12 tháng 02 năm 2024

BÁO CÁO
Kết quả Chỉ số cải cách hành chính năm 2023

Năm 2023, Sở đạt {points}/100 điểm, xếp thứ 3/20.
"""


def test_what_departments_of_two_provinces_say_of_themselves_is_of_two_bodies() -> None:
    """Heads are in capitals; one year has the name printed with the values, the other has not."""
    comparison = Comparison()
    for place, points in (("Sơn Hà", "90,00"), ("Lam Kiều", "70,00")):
        text = OWN.format(capitals=place.upper(), place=place, points=points)
        named = text.replace("2023", "2022").replace(", Sở đạt", ", Sở Du lịch đạt")
        for told, unit in ((text, None), (named, "Sở Du lịch")):
            rows = digitise(text=told).results()
            assert {(row.unit, row.parent) for row in rows} == {(unit, f"UBND tỉnh {place}")}
            for row in rows:
                comparison.add(row)
    seen = {
        line.body: [(one.year, one.value, one.change) for one in line.results()] for line in comparison.lines()
    }
    assert seen == {
        "Sở Du lịch, tỉnh Lam Kiều": [(2022, 70.0, None), (2023, 70.0, 0.0)],
        "Sở Du lịch, tỉnh Sơn Hà": [(2022, 90.0, None), (2023, 90.0, 0.0)],
    }


TABLE = """
SỞ NỘI VỤ TỈNH SƠN HÀ      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 15/BC-SNV              Độc lập - Tự do - Hạnh phúc
                           Sơn Hà, ngày 09 tháng 3 năm 2021

BÁO CÁO
Kết quả Chỉ số cải cách hành chính năm 2020

STT\t{bodies}\tĐiểm tối đa\tĐiểm đạt\t{shares}
1\tSở Nội vụ\t100\t93,12\t93,12%
2\tSở Y tế\t120\t102,76\t85,63%
"""


@pytest.mark.parametrize(
    ("bodies", "shares"),
    [("Đơn vị", "Chỉ số"), ("Cơ quan, đơn vị", "Tỷ lệ đạt (%)"), ("Sở, ban, ngành", "Kết quả (%)")],
)
def test_departments_in_a_table_are_bodies_and_no_criteria(bodies: str, shares: str) -> None:
    """And the column of shares is that of the points beside it."""
    comparison = Comparison()
    stated = digitise(text=TABLE.format(bodies=bodies, shares=shares)).results()
    for one in stated:
        comparison.add(one)
    seen = [
        (line.body, line.criterion, result(line, 2020).value, result(line, 2020).maximum)
        for line in comparison.lines()
    ]
    assert seen == [
        ("Sở Nội vụ, tỉnh Sơn Hà", None, 93.12, 100),
        ("Sở Y tế, tỉnh Sơn Hà", None, 102.76, 120),
    ]
    assert [(one.kind, one.percent) for one in stated] == [("total", 93.12), ("total", 85.63)]
    assert not comparison.criteria()
