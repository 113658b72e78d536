#!/usr/bin/env python3
"""Learns what tesseract makes of Vietnamese print: dictionaries/confusions.tsv.

usage: learn_confusions.py [--corpus DIR] [--pages N] [--engines vie eng] [--pairs DIR] [--count-only]

Lines of the corpus are set as pages in Tinos, worn as scans are (resolution, blur, noise, thin strokes, JPEG,
black-and-white, skew), read by tesseract with its Vietnamese and with its English data (many old scans were read
with the latter), and aligned with what was printed, letter by letter. The pairs of lines go to ``--pairs``, pages
by turns to a train and to a dev file; only the train file is counted. ``--count-only`` counts pairs made earlier.

The seed is fixed: the same corpus, fonts and tesseract give the same file. Needs tesseract-ocr, tesseract-ocr-vie
and fonts-croscore.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from worn_pages import ENGINES, LINES_A_PAGE, make_pairs  # noqa: E402

from cchc_ocr.lexicon.tables import Row, write_table  # noqa: E402
from cchc_ocr.vietnamese import bare  # noqa: E402

FLOOR = 2  # a confusion seen once may be an accident of the alignment
LONGEST = 3  # characters on either side of a confusion
SPACE = "␣"


def main() -> int:
    options = _options()
    if not options.corpus.is_dir() and not options.count_only:
        print(f"{options.corpus}: no such folder; confusions.tsv stays as it is", file=sys.stderr)
        return 0
    if not options.count_only:
        make_pairs(options.corpus, options.pages, options.engines, options.pairs)
    rows: list[Row] = []
    for engine in ENGINES:
        learned, printed = confusions(read_pairs(options.pairs / f"{engine}.train.tsv"))
        kept = {confusion: count for confusion, count in learned.items() if count >= FLOOR}
        rows += [_row(engine, *confusion, count, printed) for confusion, count in kept.items()]
        unseen, _ = confusions(read_pairs(options.pairs / f"{engine}.dev.tsv"))
        known = sum(count for confusion, count in unseen.items() if confusion in kept) / unseen.total()
        print(
            f"{engine}: {len(kept)} confusions; {known:.1%} of the {unseen.total()} in the dev file are among them"
        )
    write_table(ROOT / "dictionaries" / "confusions.tsv", rows)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Learns what tesseract makes of Vietnamese print.")
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--pages", type=int, default=60, help=f"pages of {LINES_A_PAGE} lines for each engine")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES, help="those to make pairs for")
    parser.add_argument("--pairs", type=Path, default=Path("/tmp/cchc-ocr-pairs"))
    parser.add_argument("--count-only", action="store_true")
    return parser.parse_args()


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Pairs (printed, read); those without a reading tell nothing about letters."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(printed, seen) for printed, _, seen in (line.partition("\t") for line in lines) if seen]


def confusions(pairs: list[tuple[str, str]]) -> tuple[Counter[tuple[str, str]], str]:
    """How often each (meant, seen) is found in pairs of lines, and the text that was printed."""
    counts: Counter[tuple[str, str]] = Counter()
    printed = []
    for meant, seen in pairs:
        edits = aligned(meant, seen)
        if sum(m != s for m, s in edits) <= 0.5 * len(meant):  # else the line was not read at all
            counts.update(chunks(edits))
            printed.append(meant)
    return counts, "\n".join(printed)


def _row(engine: str, meant: str, seen: str, count: int, printed: str) -> Row:
    """A row of confusions.tsv; where nothing was meant, every letter printed was an occasion."""
    of = printed.count(meant) if meant else len(printed)
    return engine, seen.replace(" ", SPACE), meant.replace(" ", SPACE), str(count), str(max(of, count))


def aligned(meant: str, seen: str) -> list[tuple[str, str]]:
    """Pairs of characters (meant, seen), "" where one was lost or made up, of least total cost."""
    rows, columns = len(meant), len(seen)
    cost = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows + 1):
        for j in range(columns + 1):
            if i or j:
                cost[i][j] = min(_ways(cost, meant, seen, i, j))[0]
    edits: list[tuple[str, str]] = []
    i, j = rows, columns
    while i or j:
        _, di, dj = min(_ways(cost, meant, seen, i, j))
        edits.append((meant[i - di : i], seen[j - dj : j]))
        i, j = i - di, j - dj
    return edits[::-1]


def _ways(cost: list[list[float]], meant: str, seen: str, i: int, j: int) -> Iterator[tuple[float, int, int]]:
    """The costs of reaching (i, j) and the steps back."""
    if i and j:
        yield cost[i - 1][j - 1] + _substitution(meant[i - 1], seen[j - 1]), 1, 1
    if i:
        yield cost[i - 1][j] + 0.8, 1, 0
    if j:
        yield cost[i][j - 1] + 0.8, 0, 1


@cache
def _substitution(meant: str, seen: str) -> float:
    """A lost or wrong mark is likelier than a wrong letter, and a letter is not taken for a space."""
    if meant == seen:
        return 0.0
    if bare(meant).lower() == bare(seen).lower():
        return 0.3
    return 2.0 if " " in (meant, seen) else 1.0


def chunks(edits: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The confusions of an alignment: neighbouring edits are one where characters were lost or made up among them.

    >>> list(chunks([("c", "c"), ("ứ", "i"), ("", "r"), ("n", "n"), ("g", "g")]))
    [('ứ', 'ir')]
    """
    run: list[tuple[str, str]] = []
    for edit in [*edits, ("", "")]:
        if edit[0] != edit[1]:
            run.append(edit)
            continue
        yield from _split(run)
        run = []


def _split(run: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    if all(meant and seen for meant, seen in run):
        yield from run
        return
    meant, seen = "".join(m for m, _ in run), "".join(s for _, s in run)
    if len(meant) <= LONGEST and len(seen) <= LONGEST:
        yield meant, seen


if __name__ == "__main__":
    sys.exit(main())
