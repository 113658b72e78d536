"""Dates that a document mentions, and its own."""

import pytest

from cchc_ocr.document import Box, Line, Page, Word
from cchc_ocr.extract.cited.mentions import but_its_own, each_date, find_full_dates
from cchc_ocr.extract.text.passage import Passage
from cchc_ocr.records import Evidence
from tests.pages import text_page

BOX = Box(100, 100, 200, 120)


def mentions(*lines: tuple[str, Box | None, float], page: int = 1):
    found = tuple(Line(tuple(Word(w, box, sure) for w in text.split())) for text, box, sure in lines)
    return find_full_dates(Passage.of_pages([Page(page, found)]))


def own(box: Box | None = BOX, page: int = 1) -> Evidence:
    corners = (box.x0, box.y0, box.x1, box.y1) if box else None
    return Evidence(field="/document/date", page=page, box=corners, text="ngày 5", confidence=0.9)


@pytest.mark.parametrize(
    ("evidence", "left"),
    [
        (own(), 0),
        (None, 1),
        (own(None), 1),
        (own(page=2), 1),
        (own(Box(300, 100, 400, 120)), 1),
        (own(Box(100, 300, 200, 320)), 1),
    ],
)
def test_the_document_s_own_date_is_no_mention(evidence, left):
    assert len(but_its_own(mentions(("ngày 05/4/2021", BOX, 0.9)), evidence)) == left


def test_each_date_once_in_order_of_time_with_its_clearest_reading():
    lines = (("ngày 06/7/2022", BOX, 0.9), ("ngày 05/4/2021", BOX, 0.5), ("ngày 05/4/2021", BOX, 0.95))
    first, second = each_date(mentions(*lines), None, None)
    assert (first.value, second.value) == ("2021-04-05", "2022-07-06")
    assert first.sources[0][1].confidence > 0.95


def test_the_own_date_is_added_where_no_mention_has_it():
    found = mentions(("ngày 06/7/2022", BOX, 0.9))
    assert [f.value for f in each_date(found, "2021-01-04", own())] == ["2021-01-04", "2022-07-06"]
    assert [f.value for f in each_date(found, "2022-07-06", own())] == ["2022-07-06"]
    assert [f.value for f in each_date(found, None, own())] == ["2022-07-06"]


def test_dates_that_no_calendar_has_are_not_listed():
    assert each_date(mentions(("ngày 31/02/2022", BOX, 0.9)), None, None) == ()


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
