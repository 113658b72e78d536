"""What is known of a column of a table."""

import pytest

from cchc_ocr.extract.results.times import When, mentions
from cchc_ocr.extract.tables.sheet_column import SheetColumn


@pytest.mark.parametrize(
    ("heading", "when", "part", "timed"),
    [("Năm 2031", When(2031), None, True), ("Quý I", When(), "{0}-Q1", True), ("Điểm", When(), None, False)],
)
def test_a_heading_names_a_year_or_a_part_of_one(heading, when, part, timed):
    mention = next(mentions(heading), None)
    column = SheetColumn(1, "score", when, None, mention if part else None)
    assert (column.time, column.is_timed) == ((when, part), timed)
