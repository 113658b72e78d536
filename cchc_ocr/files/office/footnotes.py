"""Holds the notes of a text until the page is done at whose foot they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cchc_ocr.files.office.blocks import OfficeBlock, Paragraph, Run, paragraphs_of


@dataclass(slots=True)
class Footnotes:
    """``waiting`` are the paragraphs of notes that stand on no page yet; ``count`` is the number of all notes."""

    waiting: list[Paragraph] = field(default_factory=list)
    count: int = 0

    def add(self, blocks: Iterable[OfficeBlock]) -> None:
        """Add a note, under the next number. Its mark in the text is left out by the reader: it is no figure.

        >>> notes = Footnotes()
        >>> notes.add([Paragraph.of("Xem Phụ lục I."), Paragraph.of("Và II.")])
        >>> [note.text for note in notes.waiting]
        ['1 Xem Phụ lục I.', 'Và II.']
        """
        found = [Paragraph(one.runs, "footnote") for one in paragraphs_of(blocks)]
        self.count += 1
        if found:
            found[0] = Paragraph((Run(f"{self.count} "), *found[0].runs), "footnote")
        self.waiting += found

    def due(self, count: int | None = None) -> list[Paragraph]:
        """Take out the first ``count`` paragraphs that wait, or all of them, for the page that ends here."""
        due = self.waiting[:count]
        del self.waiting[:count]
        return due
