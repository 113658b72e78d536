"""Lines of which one sentence has lost its diacritics."""

from __future__ import annotations

import pytest

from cchc_ocr.changes import Change, replay
from cchc_ocr.repair.pieces import pieces, together


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        (
            "Cac phong gui y kien truoc ngay 5; Sở tổng hợp.",
            ["Cac phong gui y kien truoc ngay 5; ", "Sở tổng hợp."],
        ),
        ("Cac phong gui y kien. Tat ca gui som.", 1),  # the whole line has none
        ("Dự họp: Cac phong. Ban QL, xin mời.", 1),  # too few words
        ("Xem 05/QĐ-UBND, 06/KH-UBND. Tổng hợp.", 1),
    ],
)
def test_a_sentence_that_lost_its_diacritics_stands_alone(line: str, cut: list[str] | int) -> None:
    found = pieces(line)
    assert "".join(found) == line
    assert found == cut if isinstance(cut, list) else len(found) == cut


def test_changes_to_pieces_are_changes_to_the_line() -> None:
    line = "Xin cảm ơn. Cac don vi gui bao cao."
    parts = pieces(line)
    made = [(), (Change(0, 3, "Cac", "Các", ("diacritics",), 9.0),)]
    (changes,) = together([parts], made)
    assert replay(line, changes) == "Xin cảm ơn. Các don vi gui bao cao."
