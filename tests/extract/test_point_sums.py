"""Points of parts against the total of their year."""

import pytest

from cchc_ocr.extract.checks.point_sums import deduction_sums, point_sums
from cchc_ocr.records import Deduction, Score, Total

NAMES = ("Thể chế", "Thủ tục", "Bộ máy")


def broken(scores, total, tabled=()):
    numbers = {
        f"/scores/{i}/{field}": getattr(s, field) for i, s in enumerate(scores) for field in ("score", "max_score")
    }
    numbers |= {"/totals/0/score": total.score, "/totals/0/max_score": total.max_score}
    laws = point_sums(scores, (total,), tabled)
    return [one.check.code for one in laws if not one.law.holds(numbers)]


def parts(*points, maxima=(10.0, 10.0, 10.0)):
    return tuple(
        Score(criterion=name, score=score, max_score=most, year=2031)
        for name, score, most in zip(NAMES, points, maxima, strict=True)
    )


def test_what_the_text_says_of_parts_of_a_table_adds_no_more():
    told = Score(criterion="Rà soát văn bản", score=0.5, year=2031)
    total = Total(name="t", score=24.0, year=2031)
    assert broken((*parts(8.0, 9.0, 7.0), told), total, {0, 1, 2}) == []
    assert broken((*parts(8.0, 9.0, 7.5), told), total, {0, 1, 2}) == ["score-sum"]


def test_what_is_less_than_one_of_the_parts_is_no_total_of_them():
    total = Total(name="t", score=3.9, year=2031)
    assert broken(parts(4.1, 4.0, 3.7, maxima=(None,) * 3), total) == []


@pytest.mark.parametrize(
    ("part", "codes"),
    [
        ({"body": "Sở A"}, ["score-sum"]),
        ({"body": "Sở A", "basis": "average"}, []),  # of all bodies
        ({"body": None}, []),  # of which of the two is not told
    ],
)
def test_parts_of_a_total_are_of_its_body_where_others_have_totals_too(part, codes):
    scores = [score.model_copy(update=part) for score in parts(8.0, 9.0, 7.5)]
    first, second = (Total(name=body, score=24.0, body=body, year=2031) for body in ("Sở A", "Sở B"))
    numbers = {f"/scores/{i}/score": score.score for i, score in enumerate(scores)} | {"/totals/0/score": 24.0}
    laws = [one for one in point_sums(scores, (first, second)) if one.check.fields[0] == "/totals/0/score"]
    assert [one.check.code for one in laws if not one.law.holds(numbers)] == codes


def test_points_of_another_index_are_no_parts():
    scores = [one.model_copy(update={"index": "PAR INDEX"}) for one in parts(8.0, 9.0, 7.5)]
    assert broken(scores, Total(name="t", score=24.0, year=2031, index="PAPI")) == []
    assert broken(scores, Total(name="t", score=24.0, year=2031, index="PAR INDEX")) == ["score-sum"]


def test_points_with_maxima_that_make_up_that_of_the_total_are_its_parts():
    told = Score(criterion="Điều tra xã hội học", score=32.0, year=2031)
    total = Total(name="t", score=24.0, max_score=30.0, year=2031)
    assert broken((told, *parts(8.0, 9.0, 7.0)), total) == []
    assert broken((told, *parts(8.0, 9.0, 7.5)), total) == ["score-sum"]


@pytest.mark.parametrize(("stated", "codes"), [(4.0, []), (4.25, ["count-sum"]), (9.0, []), (1.5, [])])
def test_what_was_taken_off_in_all_is_the_sum_of_the_table(stated, codes):
    points = (stated, 2.0, 1.5, 0.5)
    deductions = [Deduction(name="x", points=taken, body="A", year=2031) for taken in points]
    numbers = {f"/deductions/{i}/points": taken for i, taken in enumerate(points)}
    laws = deduction_sums(deductions, {1, 2, 3})
    assert [one.check.code for one in laws if not one.law.holds(numbers)] == codes


def test_what_is_given_besides_the_maxima_of_a_table_belongs_to_its_sum():
    bonus = Score(criterion="Điểm thưởng", score=1.0, year=2031)
    total = Total(name="t", score=25.0, max_score=30.0, year=2031)
    assert broken((*parts(8.0, 9.0, 7.0), bonus), total, {0, 1, 2, 3}) == []


def test_parts_may_have_parts_of_their_own():
    listed = [
        ("Chỉ đạo", 5, 4.5),
        ("Kế hoạch", 2, 2),
        ("Ban hành", 1, 1),
        ("Thực hiện", 1, 1),
        ("Báo cáo", 3, 2.5),
    ]
    listed += [("Thể chế", 4, 3), ("Bộ máy", 6, 5)]
    scores = [Score(criterion=name, score=score, max_score=most, year=2031) for name, most, score in listed]
    tabled = {*range(len(scores))}
    assert broken(scores, Total(name="t", score=12.5, max_score=15.0, year=2031), tabled) == []
    assert broken(scores, Total(name="t", score=13.5, max_score=15.0, year=2031), tabled) == ["score-sum"]


@pytest.mark.parametrize(("whole", "codes"), [(24.0, []), (23.5, ["score-sum"])])
def test_points_that_those_behind_add_up_to_have_them_as_parts_where_no_maximum_is_told(whole, codes):
    points = {"Thể chế": 8.0, "Ban hành": 4.5, "Rà soát": 3.5, "Thủ tục": 9.0, "Bộ máy": 7.0}
    scores = tuple(Score(criterion=name, score=score, year=2031) for name, score in points.items())
    assert broken(scores, Total(name="t", score=whole, year=2031)) == codes
