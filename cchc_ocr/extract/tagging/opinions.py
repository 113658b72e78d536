"""What the tagger thinks of every figure of a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from cchc_ocr.extract.figures.roles import Role
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.tables.tables import Tables
from cchc_ocr.extract.tagging.cell_features import cell_features
from cchc_ocr.extract.tagging.features import prose_features
from cchc_ocr.extract.tagging.weights import KINDS, FigureKind, Opinion, TaggerWeights
from cchc_ocr.extract.text.finding import CellPlace
from cchc_ocr.records import Nature


@dataclass(frozen=True, slots=True)
class Opinions:
    """The opinions of the figures of a text that may be results, by where each begins, and of those in cells."""

    text: Mapping[int, Opinion]
    cells: Mapping[CellPlace, Opinion]


def opinions_of(context: Context, tables: Tables, weights: TaggerWeights) -> Opinions:
    """What the tagger thinks once the rules have claimed their figures: the rules' roles are signs, too."""
    text = {figure.start: weights.opinion(features) for figure, features in prose_features(context, known=False)}
    return Opinions(text, {place: weights.opinion(features) for place, features in cell_features(tables)})


def differing(role: Role, opinion: Opinion | None) -> str | None:
    """The opinion in words where it is likelier than not and not what the rules say: "count (0.93)".

    >>> opinion = Opinion({kind: 0.9 if kind == "count" else 0.0 for kind in KINDS}, {})
    >>> differing("unknown", opinion), differing("count", opinion)
    ('count (0.90)', None)
    """
    if opinion is None or opinion.kinds[opinion.kind] < 0.5:
        return None
    same = opinion.kind == role or (role == "score" and opinion.kind == "total")
    none = opinion.kind == "none" and role not in KINDS
    return None if same or none else f"{opinion.kind} ({opinion.kinds[opinion.kind]:.2f})"


# The list of the record whose statements are about a figure of these kinds.
_OF_LIST: Mapping[str, tuple[FigureKind, ...]] = {
    "scores": ("score", "total", "self score"),
    "totals": ("score", "total", "self score"),
    "ranks": ("rank",),
    "deductions": ("deduction",),
    "percentages": ("percentage",),
    "counts": ("count", "whole"),
}
_STEPS = ((0.97, "sure"), (0.9, "nearly sure"), (0.7, "likely"), (0.4, "in doubt"), (0.1, "unlikely"), (0.0, "no"))


def signs_of(name: str, nature: str, opinion: Opinion | None) -> tuple[str, ...]:
    """What the tagger says of a statement of the list ``name`` whose nature the rules know: signs of confidence.

    >>> opinion = Opinion({kind: 0.95 if kind == "count" else 0.0 for kind in KINDS}, {"result": 0.99})
    >>> signs_of("counts", "result", opinion)
    ('figure: nearly sure, says the tagger', 'kind: of its nature sure, says the tagger')
    """
    if opinion is None or name not in _OF_LIST:
        return ()
    kind = sum(opinion.kinds[kind] for kind in _OF_LIST[name])
    natured = opinion.natures.get(cast("Nature", nature), 0.0)
    return f"figure: {_step(kind)}, says the tagger", f"kind: of its nature {_step(natured)}, says the tagger"


def _step(share: float) -> str:
    return next(word for least, word in _STEPS if share >= least)
