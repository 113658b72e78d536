"""What is said twice counts once."""

import pytest

from cchc_ocr.extract.results.repeats import once, same_grade, same_rank, same_score, same_total, told_once
from cchc_ocr.extract.text.finding import Finding
from cchc_ocr.records import Count, Grade, Rank, Score, Total


def test_the_first_time_counts():
    found = [Finding(value, at, at) for at, value in enumerate((8.5, 7.0, 8.5))]
    assert [(f.value, f.start) for f in once(found, lambda one, other: one == other)] == [(8.5, 0), (7.0, 1)]
    assert once([], lambda one, other: True) == ()


def test_places_of_two_bodies_are_two():
    one, other, nobodys = (
        Rank(name="Tổng điểm", position=2, year=2031, unit=unit) for unit in ("Sở A", "Sở B", None)
    )
    assert [same_rank(one, other), same_rank(one, nobodys)] == [False, True]


def test_a_body_in_capitals_or_small_letters_is_one():
    said, cell = (
        Rank(name="DDCI", position=5, year=2031, unit=unit) for unit in ("huyện Nậm Khao", "Huyện Nậm Khao")
    )
    assert same_rank(said, cell)
    said, cell = (Grade(name="Loại", grade="Tốt", unit=unit) for unit in ("sở A", "Sở A"))
    assert same_grade(said, cell)


@pytest.mark.parametrize(
    ("name", "most", "same"), [("TỔNG CỘNG", 70, True), ("TỔNG CỘNG", 75, False), ("Thể chế", 70, False)]
)
def test_a_sum_of_one_side_and_maximum_is_told_twice(name, most, same):
    said = Total(name="Tổng điểm tự chấm của xã", score=60.6, max_score=70, basis="self", year=2031)
    cell = Total(name=name, score=60.6, max_score=most, basis="self", year=2031)
    assert same_total(said, cell) is same


def test_of_two_that_say_the_same_the_fuller_counts():
    bare, full = (Rank(position=2, year=2031, unit="Sở A", of=of) for of in (None, 9))
    (kept,) = once([Finding(bare, 0, 1), Finding(full, 5, 6)], same_rank)
    assert kept.value.of == 9


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"criterion": "Thể chế", "unit": "Sở A"}, {"criterion": "Thể chế", "unit": "Sở B"}, False),
        ({"criterion": "Thể chế", "period": "2031-Q1"}, {"criterion": "Thể chế", "period": "2031-Q2"}, False),
        ({"criterion": "Cải cách thể chế"}, {"criterion": "cai cach  the che"}, True),
        ({"criterion": "Thể chế", "criterion_code": "a"}, {"criterion": "Xây dựng", "criterion_code": "a"}, True),
        ({"criterion": "Thể chế"}, {"criterion": "Tài chính"}, False),
        ({"criterion": "Thể chế", "year": 2022}, {"criterion": "Thể chế"}, True),
        ({"criterion": "Thể chế", "year": 2022}, {"criterion": "Thể chế", "year": 2023}, False),
        ({"criterion": "Thể chế", "max_score": 10}, {"criterion": "Thể chế"}, False),
    ],
)
def test_scores(one, other, same):
    assert same_score(Score(score=8.5, **one), Score(score=8.5, **other)) is same


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Total(name="Tổng điểm", score=85.5), True),
        (Total(name="Tổng điểm", score=85.5, year=2022), True),
        (Total(name="Tổng điểm", score=85.5, year=2021), False),
        (Total(name="Chỉ số", score=85.5), False),
    ],
)
def test_totals(other, same):
    assert same_total(Total(name="Tổng điểm", score=85.5, year=2022), other) is same


@pytest.mark.parametrize(
    ("other", "same"),
    [(Rank(name="Sở A", position=2, of=9, year=2022), True), (Rank(name="Sở A", position=2, of=9), False)],
)
def test_ranks(other, same):
    assert same_rank(Rank(name="Sở A", position=2, of=9, year=2022), other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"unit": "Sở A", "name": "Xếp loại"}, {"unit": "Sở A", "name": "Chỉ số CCHC"}, True),
        ({"unit": "Sở A", "name": "Thể chế"}, {"unit": "Sở A", "name": "Tổ chức bộ máy"}, False),
        ({"name": "x"}, {"name": "y"}, False),
        ({"name": "x"}, {"name": "x"}, True),
        ({"name": "x", "period": "2022-H1"}, {"name": "x"}, False),
    ],
)
def test_grades(one, other, same):
    assert same_grade(Grade(grade="Tốt", **one), Grade(grade="Tốt", **other)) is same


@pytest.mark.parametrize(
    ("name", "body", "kept"),
    [
        ("hồ sơ tiếp nhận", None, 1),
        ("Hộ tịch: hồ sơ tiếp nhận", None, 2),
        ("hồ sơ tiếp nhận", "xã Nà Lơi", 2),
        ("hồ sơ quá hạn", None, 2),
    ],
)
def test_a_sum_of_a_table_that_the_text_tells_counts_once(name, body, kept):
    said = Finding(Count(name="hồ sơ tiếp nhận trong kỳ", value=4316, year=2031), 5, 9)
    cell = Finding(Count(name=name, value=4316, year=2031, body=body), 0, 0)
    assert len(told_once((said,), (cell,), None)) == kept
