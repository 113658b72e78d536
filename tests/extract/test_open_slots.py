"""Slots of statements that nothing settles."""

from cchc_ocr.extract.confidence.open_slots import with_open_slots
from cchc_ocr.extract.tables.cell_signs import UNREAD_HEADS
from cchc_ocr.extract.text.finding import Finding
from cchc_ocr.records import Count, Total


def in_table(value, row=0, table=0):
    return Finding(value, 0, 0, row=(table, row))


def doubtful(kind, *found):
    return [finding.doubtful for finding in with_open_slots({kind: found})[kind]]


def test_what_is_of_no_time_is_doubted_in_it():
    found = [in_table(Count(name="hồ sơ", value=5, **time)) for time in ({}, {"year": 2031})]
    found.append(in_table(Count(name="hồ sơ", value=5, period="2031/2035")))
    assert doubtful("counts", *found) == [("year",), (), ()]


def test_parts_of_what_is_counted_are_doubted():
    assert doubtful("counts", Finding(Count(name="hồ sơ đúng hạn", value=99.2, year=2031), 0, 5)) == [("value",)]


def test_two_cells_of_a_table_that_mean_the_same_are_doubted_in_what_they_mean():
    own, other = Total(name="Sở A", score=8, year=2031), Total(name="Sở A", score=9, year=2031)
    assert doubtful("totals", in_table(own), in_table(other), in_table(own, 1)) == [("name",)] * 3
    assert doubtful("totals", in_table(own), in_table(own, 1)) == [(), ()], "said twice"
    assert doubtful("totals", in_table(own), in_table(other, 0, 1)) == [(), ()], "of two tables"
    assert doubtful("totals", Finding(own, 0, 5), Finding(other, 9, 12)) == [(), ()], "of the text"
    assert doubtful("totals", in_table(own), in_table(own.model_copy(update={"year": 2030, "score": 7}))) == [
        (),
        (),
    ]


def test_what_heads_leave_open_is_doubted_in_its_name():
    own = Count(name="Thể chế: ĐĐ", value=8, year=2031)
    unread = Finding(own, 0, 0, signs=(f"place: {UNREAD_HEADS}",), row=(0, 0))
    assert doubtful("counts", unread, in_table(own)) == [("name",), ()]
