"""Tables that are laid out in many ways, each with what it states."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from cchc_ocr.extract.tables.tables import Tables, read_tables
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE
from tests.paths import CASES

TOLD: dict[str, Callable[[Tables], list[Any]]] = {
    "scores": lambda t: [[f.value.criterion, f.value.score, f.value.max_score] for f in t.scores()],
    "units": lambda t: [f.value.unit for f in t.scores()],
    "years": lambda t: sorted({f.value.year for f in t.scores()}, key=str),
    "totals": lambda t: [[f.value.unit, f.value.score, f.value.change] for f in t.totals()],
    "ranks": lambda t: [[f.value.unit, f.value.position, f.value.change] for f in t.ranks()],
    "bases": lambda t: [f.value.of for f in t.ranks()],
    "grades": lambda t: [[f.value.unit, f.value.grade] for f in t.grades()],
    "deductions": lambda t: [[f.value.name, f.value.points] for f in t.deductions()],
    "percentages": lambda t: [[f.value.name, f.value.value, f.value.period] for f in t.percentages()],
    "counts": lambda t: [[f.value.name, f.value.value] for f in t.counts()],
}
DESIGNS = json.loads((CASES / "designs.json").read_text("utf-8"))


@pytest.mark.parametrize("design", DESIGNS, ids=[one["case"] for one in DESIGNS])
def test_what_a_table_states(design):
    found = read_tables(text_pages("\n".join(design["text"])), KNOWLEDGE)
    wanted = {kind: of for kind, of in design.items() if kind in TOLD}
    assert {kind: TOLD[kind](found) for kind in wanted} == wanted
