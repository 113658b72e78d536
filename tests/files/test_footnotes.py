"""Notes of a text wait for the foot of their page."""

from __future__ import annotations

from cchc_ocr.files.office.blocks import OfficeTable, Paragraph
from cchc_ocr.files.office.footnotes import Footnotes


def test_notes_are_due_in_order_and_once() -> None:
    notes = Footnotes()
    notes.add([Paragraph.of("Xem."), Paragraph.of("Phụ lục.")])
    notes.add([OfficeTable((((Paragraph.of("Trong bảng."),),),))])
    assert [note.text for note in notes.due(2)] == ["1 Xem.", "Phụ lục."]
    (last,) = notes.due()
    assert (last.text, last.zone) == ("2 Trong bảng.", "footnote")
    assert notes.due() == []


def test_an_empty_note_keeps_its_number() -> None:
    notes = Footnotes()
    notes.add([])
    notes.add([Paragraph.of("Xem.")])
    assert [note.text for note in notes.due()] == ["2 Xem."]
