"""Learns the weights of signs, dictionaries/confidence.tsv, from labelled documents, and says how good they are.

    python scripts/train_confidence.py FOLDER...                  figures on documents left out of the learning
    python scripts/train_confidence.py FOLDER... --write          learns from all of them, and writes the weights
    python scripts/train_confidence.py FOLDER... --test FOLDER    how the weights of the folders do on others

A folder has documents, ``NN.txt``, and their labels, ``NN.statements.json``; ``tests/corpus/README.md`` describes
them. Each part of a statement (figure, name, time, body) has a logistic regression of its own over the signs of
its topics. Rows of a table are right or wrong together, so that those with the same signs count as fewer than they
are. The documents are parted into groups; each is judged by weights learned from the others.

Of documents by which the rules were mended the program is surer than of others: learn from others as well. Nothing
is learned from folders named "blind", nor from labels that say nothing of a part.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cchc_ocr import lexicon, pipeline
from cchc_ocr.evaluation.calibration import Judged, bins
from cchc_ocr.evaluation.statements import FIGURES, judged_statements
from cchc_ocr.extract.confidence.model import ALWAYS, PARTS, ConfidenceModel, StatementPart, signs_for
from cchc_ocr.extract.extractor import ExtractOptions, Extractor
from cchc_ocr.lexicon.tables import write_table
from cchc_ocr.records import Record

GROUPS = 10
FEWEST_DOCUMENTS, FEWEST = 3, 8  # in which a sign occurs, and how often
BELOW = ExtractOptions().review_below
RIDGE = 5.0  # how strongly weights are held near 0; 2 to 8 do as well
TOGETHER = 0.5  # n statements of a document with the same signs count as n ** this
_SLOTS: Mapping[str, StatementPart] = {
    "name": "name",
    "criterion": "name",
    "year": "time",
    "period": "time",
    "unit": "body",
}


@dataclass(frozen=True, slots=True)
class Example:
    """A statement with its signs, and which of its parts are right; parts that no label judges are left out.

    ``listed`` says that it is listed for review whatever its confidence.
    """

    document: str
    kind: str
    signs: frozenset[str]
    parts: Mapping[StatementPart, bool]
    listed: bool

    @property
    def right(self) -> bool:
        return all(self.parts.values())


def examples(folder: Path, extractor: Extractor) -> Iterator[Example]:
    """The statements that are found in the documents of a folder."""
    options = pipeline.Options()
    for text in sorted(folder.glob("*.txt")):
        labels = json.loads(text.with_suffix(".statements.json").read_text("utf-8"))
        digitised = pipeline.digitise(text, options)
        signs = extractor.signs(digitised.pages, digitised.record.checks)
        doubted = _doubted(digitised.record)
        record = json.loads(digitised.record.to_json())
        for one in judged_statements(labels, record):
            number = int(one.pointer.rsplit("/", 1)[1])
            listed = any(f"{field}/".startswith(f"{one.pointer}/") for field in doubted)
            parts = _parts(one.stated, one.slots)
            yield Example(str(text), one.kind, signs[one.kind][number], parts, listed)


def _doubted(record: Record) -> set[str]:
    """What is listed for review whatever its confidence, for that comes from weights that know the documents."""
    unsure = {e.field for e in record.evidence if e.confidence < BELOW}
    return {*record.needs_review} - unsure


def _parts(stated: bool, slots: Mapping[str, bool]) -> dict[StatementPart, bool]:
    """Of what nobody stated the figure is wrong, and nothing can be said of the rest."""
    if not stated:
        return {"figure": False}
    parts: dict[StatementPart, bool] = {"figure": True}
    for slot, right in slots.items():
        part = _SLOTS.get(slot, "figure")
        parts[part] = parts.get(part, True) and right
    return parts


def learned(known: Sequence[Example]) -> dict[StatementPart, dict[str, float]]:
    """The weights of the signs of each part."""
    return {part: _learned(part, [one for one in known if part in one.parts]) for part in PARTS}


def _learned(part: StatementPart, known: Sequence[Example]) -> dict[str, float]:
    signs = [signs_for(part, one.signs) for one in known]
    often = Counter(sign for of_one in signs for sign in of_one)
    documents = Counter(
        s for s, _ in {(s, one.document) for one, of in zip(known, signs, strict=True) for s in of}
    )
    names = sorted(s for s in often if often[s] >= FEWEST and documents[s] >= FEWEST_DOCUMENTS)
    place = {name: i for i, name in enumerate(names)}
    present = np.zeros((len(known), len(names) + 1))
    present[:, -1] = 1
    for row, of_one in enumerate(signs):
        present[row, [place[sign] for sign in of_one if sign in place]] = 1
    alike = [(one.document, of_one) for one, of_one in zip(known, signs, strict=True)]
    counts = Counter(alike)
    worth = np.array([counts[one] ** (TOGETHER - 1) for one in alike])
    weights = _regression(present, np.array([one.parts[part] for one in known], float), worth)
    return dict(zip([*names, ALWAYS], (float(round(w, 3)) for w in weights), strict=True))


def _regression(present: np.ndarray, right: np.ndarray, worth: np.ndarray) -> np.ndarray:
    """The weights of a logistic regression with a ridge, by Newton's method; the last column has none."""
    ridge = np.full(present.shape[1], RIDGE)
    ridge[-1] = 1e-3
    weights = np.zeros(present.shape[1])
    for _ in range(25):
        sure = 1 / (1 + np.exp(-present @ weights))
        slope = present.T @ (worth * (sure - right)) + ridge * weights
        curve = (present * (worth * sure * (1 - sure))[:, None]).T @ present + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def unseen(known: Sequence[Example]) -> list[tuple[Example, dict[StatementPart, float]]]:
    """Every statement with the probabilities of weights that have not seen its document."""
    documents = sorted({one.document for one in known}, key=lambda name: (hash_of(name), name))
    judged = []
    for group in range(GROUPS):
        left_out = set(documents[group::GROUPS])
        weights = learned([one for one in known if one.document not in left_out])
        judged += judged_by(weights, [one for one in known if one.document in left_out])
    return judged


def hash_of(name: str) -> int:
    """A number by which names are put in no particular order, the same on every machine."""
    return sum(ord(sign) * 31**at for at, sign in enumerate(name[-24:])) % 1009


def judged_by(
    weights: Mapping[str, Mapping[str, float]], known: Sequence[Example]
) -> list[tuple[Example, dict[StatementPart, float]]]:
    model = ConfidenceModel(weights)
    return [(one, {part: model.probability(part, one.signs) for part in PARTS}) for one in known]


def report(judged: Sequence[tuple[Example, dict[StatementPart, float]]]) -> str:
    """The tables of docs/accuracy.md."""
    edges = [f"{one.least:g} to {one.below:g}" for one in bins([])]
    lines = [_row("part", "right", *edges), _row("---", *["---:"] * (len(edges) + 1))]
    for part in PARTS:
        values = [Judged(part, sure[part], one.parts[part]) for one, sure in judged if part in one.parts]
        cells = [f"{b.right} of {b.values} ({b.share:.0%})" if b.values else "" for b in bins(values)]
        lines.append(_row(part, f"{sum(v.right for v in values)} of {len(values)}", *cells))
    lines += ["", _row("kind", "statements", "wrong", "of these listed", "right", "of these listed")]
    lines.append(_row("---", *["---:"] * 5))
    for kind in (*FIGURES, "all"):
        of_kind = [(one, sure) for one, sure in judged if kind in (one.kind, "all")]
        listed = {True: [0, 0], False: [0, 0]}
        for one, sure in of_kind:
            listed[one.right][0] += 1
            listed[one.right][1] += one.listed or min(sure.values()) < BELOW
        wrong, right = listed[False], listed[True]
        lines.append(_row(kind, len(of_kind), wrong[0], _share(wrong), right[0], _share(right)))
    return "\n".join(lines)


def _share(counted: Sequence[int]) -> str:
    of, listed = counted
    return f"{listed} ({listed / of:.0%})" if of else ""


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--test", nargs="+", type=Path, default=[])
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(arguments)
    if any("blind" in folder.name for folder in asked.folders):
        parser.error("nobody learns from blind documents")
    extractor = Extractor.load()
    known = [one for folder in asked.folders for one in examples(folder, extractor)]
    if not known:
        print("no labelled documents in these folders", file=sys.stderr)
        return 2
    print(f"{len(known)} statements of {len({one.document for one in known})} documents\n")
    tested = [one for folder in asked.test for one in examples(folder, extractor)]
    print(report(judged_by(learned(known), tested) if tested else unseen(known)))
    if asked.write:
        rows = [(part, s, f"{w:.3f}") for part, weights in learned(known).items() for s, w in weights.items()]
        write_table(lexicon.bundled() / "confidence.tsv", rows)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
