"""What the tagger says of each statement: whether its figure is what the rules take it for, and its nature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from cchc_ocr.extract.figures.roles import Role
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.tagging.opinions import Opinions, signs_of
from cchc_ocr.extract.tagging.weights import Opinion
from cchc_ocr.extract.text.finding import Finding

Statements = Mapping[str, Sequence[Finding[Any]]]

# The role of the figure that a statement of each list is about.
_MAIN: Mapping[str, Role] = {
    "scores": "score", "totals": "score", "ranks": "rank", "deductions": "deduction", "percentages": "percentage",
    "counts": "count",
}  # fmt: skip


def with_signs(lists: Statements, context: Context, opinions: Opinions) -> dict[str, tuple[Finding[Any], ...]]:
    """The statements with what the tagger says of each, for whoever judges how likely they are right."""
    return {
        name: tuple(_signed(name, finding, opinion_of(name, finding, context, opinions)) for finding in found)
        for name, found in lists.items()
    }


def opinion_of(name: str, finding: Finding[Any], context: Context, opinions: Opinions) -> Opinion | None:
    """What the tagger thinks of the figure that a statement of the list ``name`` is about, if of any."""
    if finding.cell is not None:
        return opinions.cells.get(finding.cell)
    if name not in _MAIN or not finding.end:
        return None
    figures = context.account.within(finding.start, finding.end)
    own = next((f for f in figures if context.account.use(f).role == _MAIN[name]), None)
    return opinions.text.get(own.start) if own else None


def _signed(name: str, finding: Finding[Any], opinion: Opinion | None) -> Finding[Any]:
    signs = signs_of(name, getattr(finding.value, "nature", "result"), opinion)
    return replace(finding, signs=(*finding.signs, *signs)) if signs else finding
