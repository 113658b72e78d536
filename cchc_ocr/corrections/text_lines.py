"""The text of a document as lines of pages, and back."""

from __future__ import annotations

from collections.abc import Sequence


def lines_of(text: str) -> list[list[str]]:
    """The lines of each page of a text in which a form feed ends a page.

    >>> lines_of("Sở Nội vụ\\nSố: 15\\n\\f\\f")
    [['Sở Nội vụ', 'Số: 15'], []]
    """
    pages = text.removesuffix("\f").split("\f")
    return [page.removesuffix("\n").split("\n") if page else [] for page in pages]


def text_of_lines(pages: Sequence[Sequence[str]]) -> str:
    """The text of such lines, as a run writes it.

    >>> text_of_lines([["Sở Nội vụ", "Số: 15"], []])
    'Sở Nội vụ\\nSố: 15\\n\\x0c\\x0c'
    """
    return "".join("".join(f"{line}\n" for line in page) + "\f" for page in pages)
