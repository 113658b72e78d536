"""The slots that every statement has."""

import pytest

from tests.known import context_of


@pytest.mark.parametrize(
    ("text", "topic", "index"),
    [
        ("Chỉ số PAPI đạt 42 điểm", None, "PAPI"),
        ("1. Chỉ số hài lòng (SIPAS)\nNăm 2023 đạt 42 điểm", None, "SIPAS"),
        ("Sở đạt 42 điểm", "Kết quả Chỉ số CCHC năm 2023", "PAR INDEX"),
        ("Sở đạt 42 điểm", "Kết quả các chỉ số PAPI, PCI", None),
        ("Sở đạt 42 điểm", None, None),
    ],
)
def test_the_index_of_a_value_is_that_of_the_nearest_scope(text, topic, index):
    context = context_of(text, topic)
    found = context.index_at(context.text.index("42"))
    assert (found is None) if index is None else index in (found or "")


def test_the_year_has_the_place_where_it_was_read():
    context = context_of("Năm 2023 Sở đạt 85 điểm")
    at = context.text.index("85")
    ((field, trace),) = context.source_of(context.dated(at, at + 2))
    assert (field, trace.seen) == ("year", "Năm 2023")


def test_a_year_of_the_title_has_no_place_in_the_text():
    context = context_of("Sở đạt 85 điểm", "Báo cáo năm 2022")
    dated = context.dated(7, 9)
    assert (dated.when.year, dated.how, context.source_of(dated)) == (2022, "title", ())
