"""How sure a value must be that nobody is asked to look at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExtractOptions:
    """Values with a confidence below ``review_below`` are listed in ``needs_review``.

    At 0.85 that is one value in twenty of the scans and reports it was measured on (1,299), and finds 12 of the 29
    wrong ones among them; at 0.9 about one in eight, and 20 of the wrong ones. docs/accuracy.md has the table.
    """

    review_below: float = 0.85
