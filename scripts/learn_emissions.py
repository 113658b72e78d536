#!/usr/bin/env python3
"""Learns what tesseract sees where a letter stands: dictionaries/emissions.tsv, the channel of the repair.

usage: learn_emissions.py [--pairs DIR] [--out FILE]

Reads the lines "printed TAB read" that worn_pages.py leaves in its ``--pairs`` folder (only the train
files). Each printed letter gives off none to three characters; which ones is found by expectation maximisation
with the best alignment of every word (Brill & Moore 2000 for the model; hard EM), starting from the shapes.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cchc_ocr.lexicon.tables import write_table  # noqa: E402
from cchc_ocr.repair.alignment import LetterCost, align  # noqa: E402
from cchc_ocr.repair.channel import LONGEST  # noqa: E402
from cchc_ocr.vietnamese import bare, is_syllable, nfc, place_tones  # noqa: E402

ENGINES = ("eng", "vie")
ROUNDS = 4
FAR = 9.0  # nats per letter above which a pair is no misreading but a misalignment
PUNCTUATION = '.,;:()[]"“”„/%–-!?*+=<>'

Counts = dict[str, Counter[str]]


def main() -> int:
    options = _options()
    rows = []
    for engine in ENGINES:
        path = options.pairs / f"{engine}.train.tsv"
        if not path.exists():
            print(f"{path}: no such file; emissions.tsv stays as it is", file=sys.stderr)
            return 0
        for meant, seen in sorted(learn(Counter(_words(path))).items()):
            of = str(seen.total())
            rows += [
                (engine, text, meant, str(n), of) for text, n in sorted(seen.items(), key=lambda i: (-i[1], i[0]))
            ]
    write_table(options.out, rows)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Learns what tesseract sees where a letter stands.")
    parser.add_argument("--pairs", type=Path, default=Path("/tmp/cchc-ocr-pairs"))
    parser.add_argument("--out", type=Path, default=ROOT / "dictionaries" / "emissions.tsv")
    return parser.parse_args()


def _words(path: Path) -> Iterator[tuple[str, str]]:
    """Syllables (printed, read) of the lines in which as many words were read as were printed."""
    for line in path.read_text(encoding="utf-8").splitlines():
        printed, _, read = nfc(line).partition("\t")
        words = list(zip(printed.split(), read.split(), strict=False))
        if len(printed.split()) == len(read.split()):
            for meant, seen in ((a.strip(PUNCTUATION), b.strip(PUNCTUATION)) for a, b in words):
                if is_syllable(meant) and seen and len(seen) <= len(meant) + LONGEST:
                    yield place_tones(meant, "new"), seen


def learn(words: Counter[tuple[str, str]]) -> Counts:
    """How often each letter was seen as what."""
    counts: Counts = {}
    cost: LetterCost = _at_first
    for _ in range(ROUNDS):
        counts = defaultdict(Counter)
        for (meant, seen), times in words.items():
            pairs, total = align(meant, seen, cost)
            if total <= FAR * max(2, len(meant)):
                for letter, text in pairs:
                    counts[letter][text] += times
        cost = _learned(counts)
    return counts


@cache
def _at_first(letter: str, text: str) -> float:
    """Starting costs, by shape; learning overrules them."""
    if letter == text:
        return 0.05
    if not text:
        return 6.0
    if len(text) > 1:
        return 3.0 + 2 * len(text) - 1.5 * (bare(letter) in bare(text))
    if bare(letter) == bare(text):
        return 1.5
    return 3.0 if bare(letter).lower() == bare(text).lower() else 5.5


def _learned(counts: Counts) -> LetterCost:
    totals = {letter: seen.total() for letter, seen in counts.items()}

    @cache
    def cost(letter: str, text: str) -> float:
        seen = counts[letter][text] if letter in counts else 0
        return -math.log((seen + 2 * math.exp(-_at_first(letter, text))) / (totals.get(letter, 0) + 2))

    return cost


if __name__ == "__main__":
    sys.exit(main())
