"""The two blocks of the foot: recipients and signature, and what stands above and below them."""

from __future__ import annotations

import pytest

from cchc_ocr.layout import foot
from cchc_ocr.layout.segments import Segment
from tests.engines import run

WIDTH, HEIGHT, UNIT = 2480, 3508, 40
Lines = list[tuple[str, int, int]]
USUAL: Lines = [
    ("Sở Nội vụ báo cáo kết quả như trên để Ủy ban nhân dân tỉnh xem xét, quyết định./.", 300, 2000),
    ("Nơi nhận:", 300, 2150),
    ("GIÁM ĐỐC", 1600, 2150),
    ("- Như trên;", 300, 2210),
    ("- Lưu: VT.", 300, 2270),
    ("Trần Thị Thử", 1640, 2500),
]


def zones(lines: Lines) -> tuple[list[str], dict[str, list[str]]]:
    """The texts above the foot, and those of each zone."""
    rest, placed = foot.by_boxes([Segment.of(run(text, x, y), 0.0) for text, x, y in lines], WIDTH, HEIGHT, UNIT)
    names = dict.fromkeys(zone for _, zone in placed)
    return [s.text for s in rest], {name: [s.text for s, zone in placed if zone == name] for name in names}


def test_the_usual_foot() -> None:
    assert zones(USUAL) == (
        [USUAL[0][0]],
        {"footer-left": ["Nơi nhận:", "- Như trên;", "- Lưu: VT."], "footer-right": ["GIÁM ĐỐC", "Trần Thị Thử"]},
    )


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        ([*USUAL[:1], *USUAL[2:]], ["- Như trên;", "- Lưu: VT."]),  # the heading was not read
        ([*USUAL[:4], ("- Lưu VT", 300, 2270), USUAL[5]], ["Nơi nhận:", "- Như trên;", "- Lưu VT"]),
        ([("Nơi nhận: Như trên; Lưu: VT.", 300, 2150), USUAL[2]], ["Nơi nhận: Như trên; Lưu: VT."]),
    ],
)
def test_other_feet(lines: Lines, left: list[str]) -> None:
    assert zones(lines)[1]["footer-left"] == left


@pytest.mark.parametrize(
    "line",
    ["Nơi nhận hồ sơ: Sở Nội vụ", "Lưu ý: các đơn vị gửi báo cáo trước ngày 15", "Lưu trữ hồ sơ theo quy định"],
)
def test_a_line_of_the_body_that_begins_alike_opens_no_foot(line: str) -> None:
    lines = [(line, 300, 1000), ("và báo cáo Ủy ban nhân dân tỉnh", 1300, 1000)]
    assert zones(lines) == ([text for text, _, _ in lines], {})


def test_recipients_on_the_right_are_none() -> None:
    assert zones([("Nơi nhận:", 1600, 2150)]) == (["Nơi nhận:"], {})


def test_what_stands_on_the_right_above_the_last_line_of_the_body_is_body() -> None:
    note = ("(có danh sách kèm theo)", 1600, 2020)
    lines = [note, ("và báo cáo trước ngày 15 hằng tháng.", 300, 2070), *USUAL[1:]]
    rest, found = zones(lines)
    assert rest == [note[0], "và báo cáo trước ngày 15 hằng tháng."]
    assert found["footer-right"] == ["GIÁM ĐỐC", "Trần Thị Thử"]


def test_a_note_and_the_number_of_the_page_come_after_the_foot() -> None:
    found = zones([*USUAL, ("1 Kế hoạch số 5/KH-SNV.", 330, 3200), ("3", 1230, 3400)])[1]
    assert found["footnote"] == ["1 Kế hoạch số 5/KH-SNV."] and found["page-number"] == ["3"]
