#!/usr/bin/env python3
"""Learns what each figure of a report is: dictionaries/figures.weights, which the tagger of extract applies.

usage: train_figures.py FOLDER... [--out FILE] [--folds N --records DIR]

Each FOLDER holds documents and what they state, ``NAME.txt`` and ``NAME.statements.json``; tests/corpus/README.md
describes the labels. They say values and not places: each is put down to the figures of its value whose words are
most like its own; what stays ambiguous is left out. With ``--folds``, documents are dealt into so many parts, and
each is tagged by a model that has not seen it: how often that is right is printed, and with ``--records`` the
record of every document is written as that model makes it. Without, all documents are learned from, and weights
are written. The same documents give the same weights.

needs: scikit-learn
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from figure_labels import Example, examples_of  # noqa: E402

from cchc_ocr import pipeline  # noqa: E402
from cchc_ocr.document import Page  # noqa: E402
from cchc_ocr.extract.extractor import Extractor  # noqa: E402
from cchc_ocr.extract.tagging.weights import KINDS, NATURES, STEPS, TaggerWeights, written  # noqa: E402
from cchc_ocr.records import Source  # noqa: E402

FEWEST = 2  # documents that have a feature; what only one has is learned by heart
LEAST = 2  # steps of a weight that is kept


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document that was read, and what it states."""

    file: Path
    pages: Sequence[Page]
    labels: Mapping[str, Any]
    examples: Sequence[Example]


def main() -> int:
    options = _options()
    extractor = Extractor.load()
    documents = [_labelled(file, extractor) for folder in options.folders for file in _files(folder)]
    print(f"{len(documents)} documents, {sum(len(d.examples) for d in documents)} figures", file=sys.stderr)
    if options.folds:
        _cross_validated(documents, options.folds, options.records, options.strength)
        return 0
    origin = (
        f"learned by scripts/train_figures.py from {len(documents)} labelled documents written for this project"
    )
    weights = _learned(documents, options.strength)
    options.out.write_text(written(weights, origin), "utf-8")
    print(f"{options.out}: {len(weights)} features, {options.out.stat().st_size // 1024} KB", file=sys.stderr)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "dictionaries" / "figures.weights")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--records", type=Path)
    parser.add_argument("--strength", type=float, default=1.0, help="of the fit against that of few weights")
    return parser.parse_args()


def _files(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.glob("*.txt")) if file.with_suffix(".statements.json").exists()]


def _labelled(file: Path, extractor: Extractor) -> Labelled:
    pages = pipeline.repair(pipeline.read(file, pipeline.Options()), pipeline.Options()).pages
    labels = json.loads(file.with_suffix(".statements.json").read_text("utf-8"))
    context, tables = extractor.read(pages)
    return Labelled(file, pages, labels, examples_of(context, tables, labels))


def _learned(documents: Sequence[Labelled], strength: float) -> dict[str, list[tuple[int, int]]]:
    """The weights of the features, in steps, by kind and nature."""
    known = _known(documents)
    examples = [example for document in documents for example in document.examples]
    weights: dict[str, list[tuple[int, int]]] = {}
    for classes, offset, of in ((KINDS, 0, "kind"), (NATURES, len(KINDS), "nature")):
        for cells in (False, True):
            chosen = [e for e in examples if getattr(e, of) and e.features[0].startswith("c ") == cells]
            for feature, at, weight in _fitted(chosen, [getattr(e, of) for e in chosen], classes, known, strength):
                weights.setdefault(feature, []).append((at + offset, weight))
    return {feature: sorted(pairs) for feature, pairs in weights.items()}


def _known(documents: Sequence[Labelled]) -> frozenset[str]:
    counts = Counter(f for document in documents for f in {f for e in document.examples for f in e.features})
    return frozenset(feature for feature, count in counts.items() if count >= FEWEST)


def _fitted(
    examples: Sequence[Example],
    answers: Sequence[str],
    classes: Sequence[str],
    known: frozenset[str],
    strength: float,
) -> Iterator[tuple[str, int, int]]:
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    columns = {feature: n for n, feature in enumerate(sorted({f for e in examples for f in e.features} & known))}
    rows = [sorted({columns[f] for f in e.features if f in columns}) for e in examples]
    indptr = np.cumsum([0, *map(len, rows)])
    indices = np.array([at for row in rows for at in row], dtype=np.int64)
    matrix = csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(rows), len(columns)))
    model = LogisticRegression(C=strength, max_iter=400, tol=1e-4)
    model.fit(matrix, answers, sample_weight=[e.weight for e in examples])
    names = sorted(columns, key=columns.__getitem__)
    coefficients = model.coef_ if len(model.classes_) > 2 else np.vstack([-model.coef_, model.coef_])
    for number, answer in enumerate(model.classes_):
        at = list(classes).index(str(answer))
        shift = model.intercept_[number] if len(model.intercept_) > 1 else 0.0
        for name, value in zip(names, coefficients[number], strict=True):
            steps = round(float(value + (shift if name.endswith("always") else 0.0)) * STEPS)
            if abs(steps) >= LEAST:
                yield name, at, steps
    for at, answer in enumerate(classes):
        if answer not in model.classes_:
            yield next(n for n in names if n.endswith("always")), at, -20 * STEPS


def _cross_validated(documents: Sequence[Labelled], folds: int, records: Path | None, strength: float) -> None:
    right: Counter[tuple[str, str, str]] = Counter()
    for fold in range(folds):
        seen = [d for n, d in enumerate(documents) if n % folds != fold]
        weights = TaggerWeights(_learned(seen, strength))
        for document in documents[fold::folds]:
            for example in document.examples:
                opinion = weights.opinion(example.features)
                where = "cells" if example.features[0].startswith("c ") else "text"
                if example.kind:
                    right[where, example.kind, opinion.kind] += 1
                if example.nature:
                    right[where, f"nature {example.nature}", f"nature {opinion.nature}"] += 1
            if records:
                _recorded(document, weights, records)
    for key, count in sorted(right.items()):
        print(*key, count, sep="\t")


def _recorded(document: Labelled, weights: TaggerWeights, records: Path) -> None:
    source = Source(file=document.file.name, sha256="", pages=len(document.pages), origin="text")
    record = Extractor(Extractor.load().lexicon, weights).extract(document.pages, source)
    name = f"{document.file.parent.name}-{document.file.stem}"
    records.mkdir(parents=True, exist_ok=True)
    (records / f"{name}.json").write_text(record.to_json(), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
