"""Who issued a cited document: the name, where it was read, and how surely."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body at ``text[start:end]``; ``stated`` is False where it was inferred from the symbol there.

    ``fixed``: the symbol is that of one body and of no other ("QĐ-TTg"). ``sure`` is False where the end of a name
    is a guess, and where another body may be meant; ``unread``: one is named there that could not be read.
    """

    name: str
    start: int
    end: int
    stated: bool
    sure: bool = True
    fixed: bool = False
    unread: bool = False
