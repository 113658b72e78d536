"""Points that were taken off, in cells of tables, and what for."""

from __future__ import annotations

import pytest

from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        (
            "TT\tNội dung bị trừ\tĐiểm trừ\n1\tChậm gửi báo cáo quý\t0,5\n2\tKhông cập nhật thủ tục\t-1,25\n",
            [("Chậm gửi báo cáo quý", 0.5), ("Không cập nhật thủ tục", 1.25)],
        ),
        (
            "TT\tNội dung\tĐiểm trừ\n1\tChậm gửi báo cáo quý\t0\n2\tHọp muộn\t-\n",
            [],
        ),
    ],
    ids=["with and without a minus", "nothing taken off"],
)
def test_what_was_taken_off_and_what_for(table: str, wanted: list[tuple[str, float]]) -> None:
    found = read_tables(text_pages(table), KNOWLEDGE).deductions()
    assert [(one.value.name, one.value.points) for one in found] == wanted
