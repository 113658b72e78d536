#!/usr/bin/env python3
"""Learns what figures in tables are: dictionaries/figures.weights, which ``cchc_ocr/extract/tagging`` applies.

    python scripts/train_figures.py FOLDER... [--out FILE]    learns from all documents, and writes the weights
    python scripts/train_figures.py FOLDER... --test          leaves out a folder at a time, and says what is right

A folder has documents, ``NN.txt``, and their labels, ``NN.statements.json``; ``tests/corpus/README.md`` describes
them. Labels say values and not places: each is put down to the figure of its value whose words are most like its
own; what stays ambiguous is left out. The same documents give the same weights. Nothing is learned from folders
named "blind". Needs scikit-learn, which is among the tools for development.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from figure_labels import Example, examples_of

from cchc_ocr import lexicon, pipeline
from cchc_ocr.extract.extractor import Extractor
from cchc_ocr.extract.tagging.weights import KINDS, STEPS, WEIGHTS, TaggerWeights, written

FEWEST = 2  # documents that have a feature; what only one has is learned by heart
LEAST = 2  # steps of a weight that is kept
ALWAYS = "always"  # the feature of every figure

Documents = Sequence[Sequence[Example]]  # the examples of each document
Weights = Mapping[str, Sequence[tuple[int, int]]]


def examples(folder: Path, extractor: Extractor) -> list[list[Example]]:
    """The figures in the tables of each labelled document of a folder, as far as the labels tell their kind."""
    documents = []
    for labels in sorted(folder.glob("*.statements.json")):
        options = pipeline.Options()
        text = labels.with_name(labels.name.replace(".statements.json", ".txt"))
        pages = pipeline.repair(pipeline.read(text, options), options).pages
        found = examples_of(*extractor.read(pages), json.loads(labels.read_text("utf-8")))
        documents.append([example for example in found if example.features and example.kind])
    return documents


def learned(documents: Documents) -> Weights:
    """What each feature counts for each kind: the weights of a logistic regression, in steps."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    known = [example for document in documents for example in document]
    often = Counter(f for document in documents for f in frozenset().union(*(e.features for e in document)))
    names = sorted(feature for feature, documents_with in often.items() if documents_with >= FEWEST)
    place = {name: i for i, name in enumerate(names)}
    rows = [sorted(place[f] for f in example.features if f in place) for example in known]
    ends = np.cumsum([0, *map(len, rows)])
    ones = csr_matrix((np.ones(ends[-1]), np.concatenate(rows), ends), shape=(len(rows), len(names)))
    model = LogisticRegression(max_iter=400, tol=1e-4)
    model.fit(ones, [e.kind for e in known], sample_weight=[e.weight for e in known])
    values = model.coef_.copy()
    values[:, place[ALWAYS]] += model.intercept_
    return _in_steps(names, [KINDS.index(kind) for kind in model.classes_], values)


def _in_steps(names: Sequence[str], kinds: Sequence[int], values: np.ndarray) -> Weights:
    """The weights as they are written; kinds that were never seen are as good as impossible."""
    steps = np.rint(values * STEPS).astype(int)
    weights = {
        name: [(kind, int(n)) for kind, n in zip(kinds, of_name, strict=True) if abs(n) >= LEAST]
        for name, of_name in zip(names, steps.T, strict=True)
    }
    weights[ALWAYS] += [(kind, -20 * STEPS) for kind in range(len(KINDS)) if kind not in kinds]
    return {name: sorted(pairs) for name, pairs in weights.items() if pairs}


def report(folders: Mapping[Path, Documents]) -> str:
    """How often figures of each kind are known for what they are by weights that have not seen their folder."""
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for left_out, documents in folders.items():
        others = [document for folder in folders if folder != left_out for document in folders[folder]]
        weights = TaggerWeights(learned(others))
        for example in (one for document in documents for one in document):
            chances = weights.chances(example.features)
            wanted[str(example.kind)] += 1
            right[str(example.kind)] += max(KINDS, key=chances.__getitem__) == example.kind
    lines = [f"| {kind} | {right[kind]} of {wanted[kind]} |" for kind in KINDS if wanted[kind]]
    return "\n".join(("| kind | right |", "| --- | ---: |", *lines))


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=lexicon.bundled() / WEIGHTS)
    parser.add_argument("--test", action="store_true")
    asked = parser.parse_args(arguments)
    if any("blind" in folder.name for folder in asked.folders):
        parser.error("nobody learns from blind documents")
    untaught = Extractor(lexicon.load(), TaggerWeights({}))  # the columns are as the rules see them
    folders = {folder: examples(folder, untaught) for folder in asked.folders}
    documents = [document for of_folder in folders.values() for document in of_folder]
    print(f"{sum(map(len, documents))} figures in tables of {len(documents)} documents")
    if asked.test:
        print(report(folders))
        return 0
    origin = f"learned by scripts/train_figures.py from {len(documents)} documents written for this project"
    asked.out.write_text(written(learned(documents), origin), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
