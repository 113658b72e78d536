"""Full dates that pages mention."""

from __future__ import annotations

import pytest

from cchc_ocr.extract.cited.mentions import find_full_dates
from cchc_ocr.extract.text.passage import Passage
from tests.pages import text_page


def dates(*lines: str) -> list[str | None]:
    return [mention.iso for mention, _ in find_full_dates(Passage.of_pages([text_page(lines)]))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ngày 05/01/2024 và ngày 20 tháng 5 năm 2020", ["2024-01-05", "2020-05-20"]),
        ("Thời gian ký: 05/01/2024 08:15:00", []),  # a signature box
        ("Công văn đến số 12 ngày 05/01/2024", []),  # a stamp, too
        ("Số: 123 05/01/2024", []),  # a stamp of what came in
        ("họp ngày 05/01/2024, 14:30", []),
        ("tháng 5 năm 2020", []),
    ],
)
def test_dates_but_those_of_stamps_and_signature_boxes(text: str, found: list[str]) -> None:
    assert dates(text) == found


def test_a_date_goes_on_over_a_line_end_and_is_traced() -> None:
    passage = Passage.of_pages([text_page(["ban hành ngày 20 tháng", "5 năm 2020"], number=4)])
    ((mention, trace),) = find_full_dates(passage)
    assert (mention.iso, trace.page) == ("2020-05-20", 4)
    assert trace.confidence == 0.99
