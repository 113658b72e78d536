"""Lines of the text that are corrected."""

from __future__ import annotations

import pytest

from cchc_ocr.corrections.model import Correction
from tests.corrected import TEXT, applied, correction, states

FIRST = "SỞ NỘI VỤ\nSố: 15/BC-SNV\nSơn Hà, ngày 9 tháng 3 năm 2021\n\f"
SECOND = "Kết quả năm 2020\nđạt 7,5 điểm\n\f"


@pytest.mark.parametrize(
    ("one", "state", "text"),
    [
        (correction("/pages/0/text/0", "SỞ NỘI VỤ", "SỞ Y TẾ"), "applied", TEXT.replace("SỞ NỘI VỤ", "SỞ Y TẾ")),
        (correction("/pages/0/text/2", "SỞ NỘI VỤ", "SỞ Y TẾ"), "applied", TEXT.replace("SỞ NỘI VỤ", "SỞ Y TẾ")),
        (correction("/pages/0/text/0", "SỞ NOI VỤ", "SỞ Y TẾ"), "conflict", TEXT.replace("SỞ NỘI VỤ", "SỞ Y TẾ")),
        (correction("/pages/0/text/0", "Trích yếu", "SỞ Y TẾ"), "lost", TEXT),
        (correction("/pages/1/text/1", "đạt 7,5 điểm", "đạt 8,5\nđiểm"), "applied", TEXT.replace("7,5", "8,5")),
        (correction("/pages/0/text/1", "đạt 7,5 điểm", "x", page=2), "applied", TEXT.replace("đạt 7,5 điểm", "x")),
        (correction("/pages/0/text/1", "đạt 7,5 điểm", "x", page=7), "lost", TEXT),
        (correction("/pages/7/text/1", "đạt 7,5 điểm", "x"), "lost", TEXT),
        (correction("/pages/1/text/0", "Kết quả năm 2020", op="remove"), "applied", FIRST + "đạt 7,5 điểm\n\f"),
        (correction("/pages/1/text/0", "một dòng khác", op="remove"), "applied", TEXT),
        (correction("/pages/1/text/0", "Kết quả năm 2020", None), "applied", FIRST + "đạt 7,5 điểm\n\f"),
        (correction("/pages/1/text/0", is_="BÁO CÁO", op="add"), "applied", FIRST + "BÁO CÁO\n" + SECOND),
        (
            correction("/pages/1/text/0", is_="BÁO CÁO", op="add", item="đạt 7,5 điểm"),
            "applied",
            FIRST + "Kết quả năm 2020\nBÁO CÁO\nđạt 7,5 điểm\n\f",
        ),
        (correction("/pages/1/text/-", is_="Hết", op="add"), "applied", FIRST + SECOND[:-1] + "Hết\n\f"),
        (correction("/pages/1/text/1", is_="Kết quả năm 2020", op="add"), "applied", TEXT),  # it is read now
        (correction("/pages/1/text/1", is_="", op="add"), "refused", TEXT),
    ],
    ids=lambda part: f"{part.op} {part.pointer}" if isinstance(part, Correction) else None,
)
def test_what_becomes_of_the_text(one: Correction, state: str, text: str) -> None:
    found = applied(one)
    assert (states(found), found.text) == ([state], text)


def test_a_line_that_was_mended_twice() -> None:
    found = applied(
        correction("/pages/0/text/0", "SỞ NỘI VỤ", "SỞ Y TẾ"),
        correction("/pages/0/text/0", "SỞ Y TẾ", "SỞ TÀI CHÍNH"),
    )
    assert states(found) == ["applied", "applied"]
    assert found.text
    assert found.text.startswith("SỞ TÀI CHÍNH\n")


def test_lines_count_as_they_stand_after_all_corrections() -> None:
    found = applied(
        correction("/pages/0/text/1", "Số: 15/BC-SNV", "Số: 16/BC-SNV"),
        correction("/pages/0/text/0", is_="UBND", op="add"),
    )
    assert found.record.reviewed
    assert found.record.reviewed.fields == ("/pages/0/text/2", "/pages/0/text/0")


def test_without_the_text_a_line_counts_as_applied() -> None:
    found = applied(correction("/pages/0/text/0", "x", "y"), text=None)
    assert (states(found), found.text) == (["applied"], None)
