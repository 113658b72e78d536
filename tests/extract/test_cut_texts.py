"""A law: no text stops a document from being read, wherever it ends and whatever lines it has lost."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc_ocr import pipeline

CORPUS = Path(__file__).parent.parent / "corpus"
TEXTS = sorted(text for folder in ("citations-1", "heads-own") for text in (CORPUS / folder).glob("*.txt"))
ENDS = ("", " ", "\n", " \n ", "…", "-")


def cut(text: str, dice: random.Random) -> Iterator[str]:
    """The text up to a word, and with lines cut, set in capitals or in small letters."""
    words = [at for at, sign in enumerate(text) if sign.isspace()]
    yield text[: dice.choice(words)] + dice.choice(ENDS)
    yield "\n".join(_worn(line, dice) for line in text.split("\n") if dice.random() > 0.05)


def _worn(line: str, dice: random.Random) -> str:
    kind = dice.random()
    if kind < 0.1:
        return line[: dice.randrange(len(line) + 1)]
    return line.upper() if kind < 0.2 else line.lower() if kind < 0.3 else line


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: f"{text.parent.name}-{text.stem}")
def test_a_text_that_is_cut_is_read(text: Path) -> None:
    for part in cut(text.read_text("utf-8"), random.Random(text.stem)):
        assert pipeline.digitise(text=part, name="cut.txt").record.source.file == "cut.txt"


@pytest.mark.parametrize("post", ["giám đốc", "hiệu trưởng", "chủ tịch ", "Giám đốc", "trưởng phòng\n"])
def test_a_post_ends_a_paragraph(post: str) -> None:
    text = f"TỜ TRÌNH\nCăn cứ Công văn số 12/SNV-CCHC ngày 05/3/2021 của {post}\n\nTờ trình số 3/TTr-THCS"
    record = pipeline.digitise(text=text, name="post.txt").record
    assert record.references[0].issuer is not None
