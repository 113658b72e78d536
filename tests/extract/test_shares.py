"""Percentages beside counts."""

import pytest

from cchc_ocr.extract.checks.shares import shares
from cchc_ocr.extract.results.wholes import CountParts
from cchc_ocr.records import Count, Percentage


def broken(counts, percentages, wholes=()):
    """The part, the whole and the percentage of what does not agree."""
    counts = [Count(name=name, value=value, of=of, year=2031) for name, value, of in counts]
    percentages = [Percentage(name=name, value=value, year=2031) for name, value in percentages]
    numbers = {f"/counts/{i}/value": c.value for i, c in enumerate(counts)}
    numbers |= {f"/counts/{i}/of": c.of for i, c in enumerate(counts)}
    numbers |= {f"/percentages/{i}/value": p.value for i, p in enumerate(percentages)}
    found = [one.check.args for one in shares(counts, percentages, wholes) if not one.law.holds(numbers)]
    return [(args["part"], args["whole"], args["percent"]) for args in found]


@pytest.mark.parametrize(("percent", "told"), [(80.0, []), (84.0, [(40, 50, 84.0)])])
def test_a_count_with_its_whole(percent, told):
    assert broken([("hồ sơ", 40, 50)], [("hồ sơ", percent)]) == told


@pytest.mark.parametrize(("percent", "told"), [(25.0, []), (52.0, [(2, 8, 52.0)])])
def test_shares_of_bodies_by_grade_are_of_all_of_them(percent, told):
    counts = [("xã loại Tốt", 5, None), ("xã loại Khá", 2, None), ("xã loại Yếu", 1, None)]
    assert broken(counts, [("xã loại Tốt", 62.5), ("xã loại Khá", percent), ("xã loại Yếu", 12.5)]) == told


@pytest.mark.parametrize(("percent", "told"), [(4.0, []), (6.0, [(16, 400, 6.0)])])
def test_a_share_beside_another_is_of_the_same_whole(percent, told):
    counts = [("hồ sơ đã giải quyết", 400, None), ("hồ sơ đúng hạn", 384, None), ("hồ sơ trễ hạn", 16, None)]
    assert broken(counts, [("hồ sơ đúng hạn", 96.0), ("hồ sơ trễ hạn", percent)]) == told


def test_a_share_of_a_part_is_of_its_whole():
    counts = [("hồ sơ", 500, None), ("hồ sơ trực tuyến", 400, None), ("hồ sơ trực tiếp", 100, None)]
    wholes = [CountParts(0, (1, 2), complete=True)]
    assert broken(counts, [("hồ sơ trực tuyến", 80.0)], wholes) == []
    assert broken(counts, [("hồ sơ trực tuyến", 73.5)], wholes) == [(400, 500, 73.5)]


def test_where_the_whole_is_not_told_nothing_is_said():
    assert broken([("văn bản ký số", 310, None), ("lớp", 4, None)], [("văn bản ký số", 98.0)]) == []


@pytest.mark.parametrize(
    "of_share",
    [{"nature": "target"}, {"year": 2032}, {"period": "Q1"}, {"body": "Ủy ban nhân dân xã Nà Lơi"}],
)
def test_what_is_planned_or_of_another_time_or_body_is_no_share_of_a_count(of_share):
    counts = [Count(name="hồ sơ số hóa", value=40, of=50, year=2031, period="Q2", body="Sở Nội vụ")]
    said = {"name": "hồ sơ số hóa", "value": 90.0, "year": 2031, "period": "Q2", "body": "Sở Nội vụ"}
    assert len([*shares(counts, [Percentage(**said)], ())]) == 1
    assert [*shares(counts, [Percentage(**{**said, **of_share})], ())] == []
