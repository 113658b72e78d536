"""The labelled corpus is whole: every document has labels, and every labelled figure stands in its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

CORPUS = Path(__file__).parent / "corpus"
DOCUMENTS = sorted(CORPUS.glob("*/*.txt"))
FIGURE = {"scores": "score", "totals": "score", "ranks": "position", "deductions": "points",
          "percentages": "value", "counts": "value"}  # fmt: skip
WORDS = {1: "nhất", 2: "nhì", 3: "ba"}


def statements(path: Path) -> Iterator[tuple[str, float]]:
    labels = json.loads(path.with_suffix(".statements.json").read_text("utf-8"))
    for kind, slot in FIGURE.items():
        for one in labels.get(kind, []):
            values = one[slot] if isinstance(one[slot], list) else [one[slot]]
            yield from ((kind, value) for value in values if value is not None)


def figures(text: str) -> set[float]:
    """All numbers of a text, however they are grouped: "1.234,5", "85, 7", "10-2024"."""
    found = {match.replace(" ", "") for match in re.findall(r"\d[\d.]*(?:\s?,\s?\d+)?", text)}
    spelled = {number for number, word in WORDS.items() if re.search(rf"\b{word}\b", text, re.IGNORECASE)}
    return {number(one) for one in found} | {float(part) for part in re.findall(r"\d+", text)} | spelled


def number(text: str) -> float:
    whole, _, fraction = text.rstrip(".").partition(",")
    decimal = re.fullmatch(r"(\d+)\.(\d{1,2})", whole)
    return float(whole) if decimal and not fraction else float(f"{whole.replace('.', '')}.{fraction or 0}")


def test_there_are_rounds_of_twenty() -> None:
    rounds = {path.parent.name: 0 for path in DOCUMENTS}
    for path in DOCUMENTS:
        rounds[path.parent.name] += 1
    assert rounds and all(count >= 20 for count in rounds.values())


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_labelled_figures_stand_in_the_text(path: Path) -> None:
    known = figures(path.read_text("utf-8"))
    known |= {round(figure * unit) for figure in known for unit in (10**6, 10**9)}  # "14,2 tỷ đồng"
    missing = [one for one in statements(path) if abs(float(one[1])) not in known]  # "giảm 9,2 %"
    assert missing == []
