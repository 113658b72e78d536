"""Footnotes between the halves of a sentence."""

from cchc_ocr.document import Box, Line, Page, Word
from cchc_ocr.extract.text.footnotes import in_reading_order


def texts(*pages):
    return [line.text for _, line in in_reading_order(pages)]


def page(number, *lines):
    return Page(number, tuple(Line.from_text(line) for line in lines))


def sized(number, *lines):
    """Lines of ``(text, height)``."""
    placed = [
        Line(
            tuple(Word(w, Box(50 * i, 40 * at, 50 * i + 45, 40 * at + height)) for i, w in enumerate(text.split()))
        )
        for at, (text, height) in enumerate(lines)
    ]
    return Page(number, tuple(placed), "scan", 1000, 1400)


def test_a_sentence_is_put_together_over_the_notes_of_its_page():
    first = page(1, "Sở đã giảm 04 phòng và 21 biên", "1 Kế hoạch số 5/KH-SNV.", "2 Báo cáo số 6/BC-SNV.")
    second = page(2, "chế so với năm 2015.", "Phần mềm được dùng")
    assert texts(first, second)[:3] == [
        "Sở đã giảm 04 phòng và 21 biên",
        "chế so với năm 2015.",
        "1 Kế hoạch số 5/KH-SNV.",
    ]


def test_notes_stay_where_the_page_ends_with_its_sentence():
    first = page(1, "Sở đã giảm 04 phòng.", "1 Kế hoạch số 5/KH-SNV.")
    assert texts(first, page(2, "Phần mềm được dùng.")) == [
        "Sở đã giảm 04 phòng.", "1 Kế hoạch số 5/KH-SNV.", "Phần mềm được dùng.",
    ]  # fmt: skip


def test_items_of_a_list_are_no_notes():
    first = page(1, "Gồm các nội dung", "1. Kế hoạch năm", "2. Báo cáo quý", "và các phòng")
    assert texts(first, page(2, "thuộc Sở.")) == [
        "Gồm các nội dung", "1. Kế hoạch năm", "2. Báo cáo quý", "và các phòng", "thuộc Sở.",
    ]  # fmt: skip


def test_a_line_that_goes_on_with_a_figure_and_a_small_letter_is_no_note():
    first = page(1, "Trong năm đã trả lời", "12 đơn của công dân và")
    assert texts(first, page(2, "03 kiến nghị."))[1] == "12 đơn của công dân và"


def test_small_print_at_the_foot_is_a_note_though_its_mark_is_lost():
    body = [(f"Dòng thứ {i} của trang", 30) for i in range(8)]
    first = sized(1, *body, ("và tinh giản 21 biên", 30), ("' Kế hoạch số 5/KH-SNV", 24), ("ngày 05/01/2020", 24))
    found = texts(first, sized(2, ("chế so với năm trước.", 30), ("Phần mềm", 30)))
    assert found[8:11] == ["và tinh giản 21 biên", "chế so với năm trước.", "' Kế hoạch số 5/KH-SNV"]


def test_no_line_is_lost_or_said_twice():
    pages = (page(1, "a", "1 Bốn năm", "2 Sáu bảy"), page(2, "b", "3 Tám chín"), page(3, "c"))
    assert sorted(texts(*pages)) == sorted(line.text for p in pages for line in p.lines)


def test_evidence_keeps_its_page():
    pages = (page(1, "và 21 biên", "1 Kế hoạch số 5/KH-SNV."), page(2, "chế cho Sở."))
    assert [number for number, _ in in_reading_order(pages)] == [1, 2, 1]
