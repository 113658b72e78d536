"""Lines of a clean text layer as they were typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cchc_ocr.document import Box, Line, Page, Word
from cchc_ocr.extract.head.as_typed import as_typed


def typed(*words: tuple[str, str], origin: str = "text-layer", confidence: float = 1.0) -> Page:
    """A page with one line; of each word the text after repair, and what was there before."""
    line = [
        Word(text, Box(100 * at, 0, 100 * at + 80, 40), confidence, seen) for at, (text, seen) in enumerate(words)
    ]
    return replace(Page(1, (Line(tuple(line)),), "scan", 2480, 3508), origin=origin)


CHANGED = (("Phan", "Phàn"), ("Thị", "Thị"), ("Mẫu", "Mẫu"))


def test_a_name_is_as_it_was_typed() -> None:
    assert as_typed(typed(*CHANGED)).lines[0].text == "Phàn Thị Mẫu"


@pytest.mark.parametrize(
    "page",
    [
        typed(*CHANGED, origin="scan"),
        typed(*CHANGED, confidence=0.9),
        typed(*4 * (CHANGED[0],)),  # an engine wrote the text
        typed(("Phàn", "Phan"), ("Thị", "Thi")),  # without any marks
        typed(("hòa", "hoà")),
    ],
)
def test_what_repair_has_mended_stays(page: Page) -> None:
    assert as_typed(page) == page


def test_a_word_that_repair_has_parted_is_whole() -> None:
    page = typed(("Sà", "Sà"), ("Rươ", "Rươ"), ("nl", "nl"), ("Phan", "Phàn"))
    *others, torn, rest, last = page.lines[0].words
    assert torn.box and rest.box
    rest = replace(rest, box=replace(rest.box, x0=torn.box.x1))
    parted = replace(page, lines=(Line((*others, torn, rest, last)),))
    assert as_typed(parted).lines[0].text == "Sà Rươnl Phàn"
