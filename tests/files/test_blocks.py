"""Paragraphs and tables of Office files in Unicode: by the fonts of their runs, and by what they hold."""

from __future__ import annotations

import pytest

from cchc_ocr.files.legacy import Font
from cchc_ocr.files.office.blocks import OfficeTable, Paragraph, Run, in_unicode, paragraphs_of

OLD, CAPITALS, VNI = Font("TCVN3"), Font("TCVN3", capitals=True), Font("VNI")


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ((Run("Së "), Run("néi vô", OLD)), "Së nội vụ"),
        ((Run("ph", OLD), Run("-¬ng", OLD)), "phương"),
        ((Run("së néi vô", CAPITALS),), "SỞ NỘI VỤ"),
        ((Run("COÄNG HOØA", VNI),), "CỘNG HÒA"),
        ((Run("Tô\u0309 chức"),), "Tổ chức"),
        ((Run("Công việc của tổ", OLD), Run(" - "), Run("số liệu", OLD)), "Công việc của tổ - số liệu"),
    ],
)
def test_runs_are_converted_by_their_fonts(runs: tuple[Run, ...], text: str) -> None:
    (became,), _ = in_unicode((Paragraph(runs, "footnote"),))
    assert became == Paragraph.of(text, "footnote")


def test_a_word_in_unicode_changes_nothing_for_the_rest_of_its_font() -> None:
    blocks = (
        Paragraph((Run("Së néi vô", OLD),)),
        Paragraph((Run("số", OLD),)),
        Paragraph((Run("C«ng b¸o", OLD),)),
    )
    became, encodings = in_unicode(blocks)
    assert [one.text for one in paragraphs_of(became)] == ["Sở nội vụ", "số", "Công báo"]
    assert encodings == ("TCVN3",)


def test_what_only_its_content_shows_is_converted_too_also_in_cells() -> None:
    table = OfficeTable((((Paragraph.of("Céng hoµ x· héi chñ nghÜa"),), ()), ((Paragraph.of("ViÖt Nam"),), ())))
    (became,), encodings = in_unicode((table,))
    assert isinstance(became, OfficeTable)
    assert [one.text for one in paragraphs_of([became])] == ["Cộng hoà xã hội chủ nghĩa", "Việt Nam"]
    assert [len(row) for row in became.rows] == [2, 2]
    assert encodings == ("TCVN3",)
