"""Learns how likely whole statements are right, dictionaries/confidence.trees, and says how good that is.

    python scripts/train_doubt.py FOLDER...                what the trees list of documents of a round left out
    python scripts/train_doubt.py FOLDER... --write        learns from all of them, and writes the trees
    python scripts/train_doubt.py FOLDER... --save         adds their statements to tests/corpus/first-sight.tsv

The folders are those of tests/corpus. Of documents by which the rules were mended the program is surer than of
others: what was wrong when nobody had seen them is gone. So the statements of a round are saved at first sight,
with their signs and whether they were right, and the trees are learned from these as well as from what the program
says of the folders today. Nothing is learned from folders named "blind".

The trees are boosted (scikit-learn, which the program itself does not need). Rows of a table are right or wrong
together, so that those with the same signs count as fewer than they are.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from train_confidence import FEWEST, FEWEST_DOCUMENTS, TOGETHER, Example, examples

from cchc_ocr import lexicon
from cchc_ocr.extract.confidence.doubt import TREES, SignNode, StatementDoubt, Tree, written
from cchc_ocr.extract.confidence.model import PARTS, StatementPart
from cchc_ocr.extract.extractor import Extractor

FIRST_SIGHT = Path(__file__).parent.parent / "tests" / "corpus" / "first-sight.tsv"
RIGHT_LISTED = 0.15  # of right statements of unseen documents: a wrong one not listed is worse
SETTINGS = {
    "max_iter": 100,
    "learning_rate": 0.08,
    "max_leaf_nodes": 10,
    "min_samples_leaf": 40,
    "l2_regularization": 20.0,
    "max_features": 0.3,
    "random_state": 0,
}


def saved(known: Sequence[Example]) -> str:
    """The text of a file of statements: all signs, one a line, an empty line, then a line for each statement.

    That has its document, kind, the parts that are right (=1) and wrong, whether it is listed, and the numbers of
    its signs.
    """
    signs = sorted({sign for one in known for sign in one.signs})
    place = {sign: at for at, sign in enumerate(signs)}
    lines = [
        "\t".join(
            (
                one.document,
                one.kind,
                " ".join(f"{part}={int(right)}" for part, right in one.parts.items()),
                str(int(one.listed)),
                " ".join(map(str, sorted(place[sign] for sign in one.signs))),
            )
        )
        for one in known
    ]
    return "\n".join((*signs, "", *lines, ""))


def read_saved(path: Path) -> Iterator[Example]:
    lines = path.read_text("utf-8").splitlines()
    signs = lines[: lines.index("")]
    for line in lines[len(signs) + 1 :]:
        document, kind, parts, listed, numbers = line.split("\t")
        right: dict[StatementPart, bool] = {p: f"{p}=1" in parts for p in PARTS if f"{p}=" in parts}
        yield Example(document, kind, frozenset(signs[int(n)] for n in numbers.split()), right, listed == "1")


def learned(known: Sequence[Example], least: float = 0.5) -> StatementDoubt:
    """The trees of statements that are right, and of others."""
    often = Counter(sign for one in known for sign in one.signs)
    documents = Counter(sign for sign, _ in {(s, one.document) for one in known for s in one.signs})
    signs = sorted(s for s in often if often[s] >= FEWEST and documents[s] >= FEWEST_DOCUMENTS)
    place = {sign: at for at, sign in enumerate(signs)}
    present = np.zeros((len(known), len(signs)), np.float32)
    for row, one in enumerate(known):
        present[row, [place[sign] for sign in one.signs if sign in place]] = 1
    alike = [(one.document, one.signs) for one in known]
    counts = Counter(alike)
    worth = np.array([counts[one] ** (TOGETHER - 1) for one in alike])
    model = HistGradientBoostingClassifier(**SETTINGS)
    model.fit(present, [one.right for one in known], sample_weight=worth)
    trees = [_tree(predictors[0].nodes, 0, signs) for predictors in model._predictors]
    return StatementDoubt(round(float(model._baseline_prediction.ravel()[0]), 4), least, trees)


def _tree(nodes: np.ndarray, at: int, signs: Sequence[str]) -> Tree:
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), 4)
    below, above = (_tree(nodes, int(node[side]), signs) for side in ("left", "right"))
    return SignNode(signs[int(node["feature_idx"])], there=above, missing=below)


def _placed(one: Example) -> Example:
    """A statement whose document is called by its folder and name, wherever the corpus lies."""
    return replace(one, document="/".join(Path(one.document).parts[-2:]))


def round_of(document: str) -> str:
    return Path(document).parent.name


def unseen(today: Sequence[Example], first: Sequence[Example]) -> list[tuple[Example, float]]:
    """Each statement said at first sight, with how likely right it is by trees that know nothing of its round."""
    judged: list[tuple[Example, float]] = []
    for left_out in sorted({round_of(one.document) for one in first}):
        trees = learned([one for one in (*today, *first) if round_of(one.document) != left_out])
        of_round = [one for one in first if round_of(one.document) == left_out]
        judged += [(one, trees.probability(one.signs)) for one in of_round]
    return judged


def least_of(judged: Sequence[tuple[Example, float]]) -> float:
    """Below which probability no more of the right statements lie than may be listed."""
    right = sorted(0.0 if one.listed else sure for one, sure in judged if one.right)
    return round(right[int(RIGHT_LISTED * len(right))], 4) if right else 0.5


def report(judged: Sequence[tuple[Example, float]], least: float) -> str:
    """For each round, what is listed of the wrong and of the right statements."""
    lines = [
        "| round | statements | of wrong ones listed | of right ones listed |",
        "| --- | ---: | ---: | ---: |",
    ]
    rounds = sorted({round_of(one.document) for one, _ in judged})
    for name in (*rounds, "all"):
        shown = [(one, sure) for one, sure in judged if name in ("all", round_of(one.document))]
        cells = [_listed([x for x in shown if x[0].right is right], least) for right in (False, True)]
        lines.append(f"| {name} | {len(shown)} | {cells[0]} | {cells[1]} |")
    return "\n".join(lines)


def _listed(judged: Sequence[tuple[Example, float]], least: float) -> str:
    listed = sum(one.listed or sure < least for one, sure in judged)
    return f"{listed} of {len(judged)} ({listed / max(len(judged), 1):.0%})"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--save", action="store_true")
    asked = parser.parse_args(arguments)
    if any("blind" in folder.name for folder in asked.folders):
        parser.error("nobody learns from blind documents")
    extractor = Extractor.load()
    today = [one for folder in asked.folders for one in examples(folder, extractor)]
    if asked.save:
        FIRST_SIGHT.write_text(saved([*read_saved(FIRST_SIGHT), *map(_placed, today)]), "utf-8")
        return 0
    first = [*read_saved(FIRST_SIGHT)]
    judged = unseen(today, first)
    least = least_of(judged)
    print(report(judged, least))
    if asked.write:
        origin = f"{len(today)} statements of today and {len(first)} of first sight; scripts/train_doubt.py"
        (lexicon.bundled() / TREES).write_text(written(learned([*today, *first], least), origin), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
