"""Results, targets and rules among the statements of running text, where the tagger is surer than the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from cchc_ocr.extract.figures.roles import Role
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.tagging.weights import Opinion
from cchc_ocr.extract.text.finding import Finding

_SURE = 0.6  # probability of another nature; docs/accuracy.md, section "The trained tagger", has how it was found
# The role of the figure that a statement of each list is about.
_MAIN: Mapping[str, Role] = {
    "scores": "score", "totals": "score", "ranks": "rank", "deductions": "deduction", "percentages": "percentage",
    "counts": "count",
}  # fmt: skip


def main_opinion(name: str, finding: Finding[Any], context: Context, text: Mapping[int, Opinion]) -> Opinion | None:
    """What the tagger thinks of the figure that a statement of the list ``name`` is about; None for that of a cell."""
    if name not in _MAIN or not finding.end:
        return None
    figures = [f for f in context.account.within(finding.start, finding.end)]
    own = next((f for f in figures if context.account.use(f).role == _MAIN[name]), None)
    return text[own.start] if own else None


def told_natures(
    lists: Mapping[str, Sequence[Finding[Any]]], context: Context, text: Mapping[int, Opinion]
) -> dict[str, tuple[Finding[Any], ...]]:
    """The statements, each with the nature that the tagger is sure of, else that of the rules."""
    return {
        name: tuple(_told(finding, main_opinion(name, finding, context, text)) for finding in found)
        for name, found in lists.items()
    }


def _told(finding: Finding[Any], opinion: Opinion | None) -> Finding[Any]:
    if opinion is None or opinion.natures[opinion.nature] < _SURE or opinion.nature == finding.value.nature:
        return finding
    return replace(finding, value=finding.value.model_copy(update={"nature": opinion.nature}))
