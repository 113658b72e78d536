"""One thing stated twice, a slip apart."""

import pytest

from cchc_ocr.extract.checks.repetitions import index_twice, slipped
from cchc_ocr.records import Count, Percentage, Total


def told(*values, tabled=()):
    counts = [Count(name=name, value=value, year=2031) for name, value in values]
    return [(c.args["one"], c.args["other"]) for c in slipped("counts", counts, tabled)]


BETWEEN = ("lớp tập huấn", 4)


@pytest.mark.parametrize("name", ["hồ sơ quá hạn", "Số hồ sơ trễ hạn", "hồ sơ chậm hạn trong quý"])
def test_names_of_one_thing_need_not_be_the_same_words(name):
    assert told(("hồ sơ trễ hạn", 53), BETWEEN, (name, 35)) == [(53, 35)]


@pytest.mark.parametrize(
    "values",
    [
        (("hồ sơ trễ hạn", 53), ("hồ sơ trễ hạn", 35)),  # side by side: one is of another place or time
        (("hồ sơ trễ hạn", 53), BETWEEN, ("hồ sơ trễ hạn", 62)),  # too far apart for a slip
        (("hồ sơ trễ hạn", 53), BETWEEN, ("hồ sơ đúng hạn", 35)),
        (("hồ sơ trễ hạn", 53), BETWEEN, ("hồ sơ trễ hạn", 35), BETWEEN, ("hồ sơ trễ hạn", 33)),
        (("lớp", 53), BETWEEN, ("lớp", 35)),
    ],
)
def test_other_things_may_have_like_figures(values):
    assert told(*values) == []


def test_a_table_beside_the_text_says_the_same_again():
    assert told(("hồ sơ trễ hạn", 53), ("hồ sơ trễ hạn", 35), tabled={1}) == [(53, 35)]


def test_shares_of_two_years_are_two_things():
    name = "Tỷ lệ hồ sơ trực tuyến"
    shares = [Percentage(name=name, value=88.6, year=2031), Percentage(name=name, value=86.8, year=2030)]
    assert [*slipped("percentages", shares, {0})] == []


@pytest.mark.parametrize(("year", "codes"), [(2031, ["said-twice"]), (2030, [])])
def test_an_index_in_the_text_and_in_a_table(year, codes):
    totals = (
        Total(name="Chỉ số của huyện", index="PAR INDEX", score=81.5, year=2031),
        Total(name="Chỉ số CCHC (điểm)", index="PAR INDEX", score=85.1, year=year),
    )
    assert [c.code for c in index_twice(totals, {1})] == codes


@pytest.mark.parametrize(("most", "codes"), [(20.0, []), (100.0, ["said-twice"]), (None, ["said-twice"])])
def test_points_of_a_part_are_not_those_of_the_index(most, codes):
    totals = (
        Total(name="Điểm CCHC", index="PAR INDEX", score=16.0, max_score=most, year=2031),
        Total(name="Điểm CCHC do tỉnh chấm", index="PAR INDEX", score=76.0, year=2031),
    )
    assert [c.code for c in index_twice(totals, {1})] == codes


@pytest.mark.parametrize(
    ("name", "value", "codes"),
    [
        ("Chỉ số SIPAS", 81.64, ["said-twice"]),
        ("SIPAS năm 2031 của tỉnh", 81.64, ["said-twice"]),
        ("Chỉ số SIPAS", 79.58, []),  # no slip apart: of something else
        ("Chỉ số SIPAS về thủ tục", 81.64, []),
    ],
)
def test_an_index_in_percent_may_be_called_by_its_name_alone(name, value, codes):
    slots = {"index": "Chỉ số hài lòng (SIPAS)", "year": 2031}
    shares = (
        Percentage(name="Chỉ số SIPAS của tỉnh", value=81.46, **slots),
        Percentage(name="tiếp cận dịch vụ", value=82.7, year=2031),
        Percentage(name=name, value=value, **slots),
    )
    assert [c.code for c in slipped("percentages", shares)] == codes
