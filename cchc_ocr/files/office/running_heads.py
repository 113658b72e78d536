"""Where running heads and feet of an Office file go: some hold the head of the document, most repeat its title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cchc_ocr.files.office.blocks import OfficeBlock, Paragraph, paragraphs_of
from cchc_ocr.layout.landmarks import DATE_LINE, is_heading, is_numbered, mark_of
from cchc_ocr.patterns import unaccented
from cchc_ocr.vietnamese import bare

_PAGE_NUMBER = unaccented(r"""
    [\W_]*
    (?:(?:trang|page|tr)\b)?      # "Trang 3", "- 3 -"
    [\W\d_]*
    (?:(?:trên|of)\b[\W\d_]*)?   # "3 of 12"
    |[\W_]*[ivxl]{1,6}[\W_]*     # "iii"
""")


def placed(parts: Iterable[Sequence[OfficeBlock]]) -> tuple[Sequence[OfficeBlock], Sequence[OfficeBlock]]:
    """What stands above the text, and what is told below it.

    ``parts`` are running heads and feet. The first that holds lines of the document's own head stands above the
    text. Of the others each paragraph is told once, in the zone of what is no content; page numbers are left out.
    """
    above: Sequence[OfficeBlock] = ()
    below: dict[str, Paragraph] = {}
    for blocks in parts:
        found = list(paragraphs_of(blocks))
        if not above and any(_belongs_to_head(one.text) for one in found):
            above = blocks
        else:
            below |= {
                one.text: Paragraph(one.runs, "page-number") for one in found if not is_page_number(one.text)
            }
    told = {one.text for one in paragraphs_of(above)}
    return above, [one for text, one in below.items() if text not in told]


def _belongs_to_head(text: str) -> bool:
    named = any(is_heading(line) or mark_of(line) for line in text.splitlines())
    return named or is_numbered(text) or DATE_LINE.search(bare(text).lower()) is not None


def is_page_number(text: str) -> bool:
    """Whether a running head or foot holds the number of the page, or nothing.

    >>> [is_page_number(text) for text in ("", "- 2 -", "Trang 3/12", "Báo cáo năm 2023")]
    [True, True, True, False]
    """
    return bool(_PAGE_NUMBER.fullmatch(bare(text).lower()))
