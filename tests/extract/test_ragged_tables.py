"""A law: no table stops a document from being read, whatever cells and lines it has lost or won."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from cchc_ocr import pipeline

CORPUS = Path(__file__).parent.parent / "corpus"
TEXTS = sorted(text for folder in ("designs-1", "designs-2") for text in (CORPUS / folder).glob("*.txt"))
CELLS = ("5", "12,5", "x", "", "-", "Tốt", "3/18", "100%", "Xã Nà Lơi", "85,5/100", "-2,5", "12.345")


def ragged(text: str, dice: random.Random) -> str:
    """The text; a few rows have a cell more, less or of another kind, and some lines are gone."""
    kept = (line for line in text.split("\n") if dice.random() > 0.04)
    return "\n".join(_ragged_row(line, dice) if dice.random() < 0.2 else line for line in kept)


def _ragged_row(line: str, dice: random.Random) -> str:
    between = next((one for one in ("\t", "|", "  ") if line.count(one) > 1), None)
    if between is None:
        return line
    cells = line.split(between)
    at = dice.randrange(len(cells))
    cells[at : at + dice.choice([0, 1])] = dice.choice([[], [dice.choice(CELLS)]])
    return between.join(cells)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: f"{text.parent.name}-{text.stem}")
def test_a_ragged_table_is_read(text: Path, tmp_path: Path) -> None:
    dice = random.Random(text.stem)
    for number in range(2):
        copy = tmp_path / f"{number}.txt"
        copy.write_text(ragged(text.read_text("utf-8"), dice), "utf-8")
        assert pipeline.digitise(copy, pipeline.Options()).record.source.file == copy.name
