"""What the tagger thinks of every figure of a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.tables.tables import Tables
from cchc_ocr.extract.tagging.cells import CellPlace, cell_features
from cchc_ocr.extract.tagging.features import prose_features
from cchc_ocr.extract.tagging.weights import Opinion, TaggerWeights


@dataclass(frozen=True, slots=True)
class Opinions:
    """The opinions of the figures of a text, by where each begins, and of those in cells."""

    text: Mapping[int, Opinion]
    cells: Mapping[CellPlace, Opinion]


def opinions_of(context: Context, tables: Tables, weights: TaggerWeights) -> Opinions:
    """What the tagger thinks once the rules have claimed their figures: the rules' roles are signs, too."""
    text = {figure.start: weights.opinion(features) for figure, features in prose_features(context)}
    return Opinions(text, {place: weights.opinion(features) for place, features in cell_features(tables)})
