"""Figures of whole statements on the labelled corpus: value and whole F1, and what is wrong and not listed.

    python scripts/measure_corpus.py                      every folder of tests/corpus
    python scripts/measure_corpus.py FOLDER... --faults   what is missing, wrong or invented, too
    python scripts/measure_corpus.py --check              ends with 1 where a figure has fallen
    python scripts/measure_corpus.py --check --half       the same of every second document, as the tests do
    python scripts/measure_corpus.py --update             writes these figures after an improvement

The agreed figures stand in ``tests/corpus/expected.toml``.

``--faults`` refuses folders named "blind": nobody who works on rules looks at those.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from cchc_ocr import pipeline
from cchc_ocr.evaluation.statements import FIGURES, StatementReport, compare_statements
from cchc_ocr.reading.engine import Engine

CORPUS = Path(__file__).parent.parent / "tests/corpus"
EXPECTED = CORPUS / "expected.toml"
TOLERANCE = 0.003  # of an F1


def measure(
    texts: Iterable[Path], document: Callable[[Path], Path], engine: Engine | None = None
) -> StatementReport:
    """Read the ``document`` that is made of each text, and compare it with the labels of the text."""
    report, options = StatementReport(), pipeline.Options()
    for text in texts:
        labels = json.loads(text.with_suffix(".statements.json").read_text("utf-8"))
        record = json.loads(pipeline.digitise(document(text), options, engine).record.to_json())
        compare_statements(labels, record, report, text.stem)
    return report


def told(name: str, report: StatementReport) -> str:
    rows = [(kind, report.counts[kind]) for kind in FIGURES if kind in report.counts] + [("all", report.all)]
    lines = [f"{name:<20} wanted  found  value F1  whole F1  wrong, not listed  right, but listed  no results"]
    lines += [
        f"  {kind:<18} {n.wanted:>6} {n.found:>6} {n.value_f1:>9.3f} {n.whole_f1:>9.3f} {n.wrong_unlisted:>18} "
        f"{n.right_listed:>18} {n.no_results:>11}"
        for kind, n in rows
    ]
    checks = report.checks
    lines.append(
        f"  contradictions: {checks.hits} of {checks.wanted} found, {checks.found - checks.hits} false alarms"
    )
    return "\n".join(lines)


def figures_of(report: StatementReport, *, half: bool) -> dict[str, float]:
    """What is agreed on of a folder, or of every second document in it."""
    of = "half_" if half else ""
    return {f"{of}value_f1": report.all.value_f1, f"{of}whole_f1": report.all.whole_f1}


def fallen(figures: Mapping[str, Mapping[str, float]]) -> list[str]:
    agreed = tomllib.loads(EXPECTED.read_text("utf-8"))
    return [
        f"{folder}: {name} fell from {agreed[folder][name]} to {value:.4f}"
        for folder, found in figures.items()
        for name, value in found.items()
        if value < agreed.get(folder, {}).get(name, 0.0) - TOLERANCE
    ]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "folders", nargs="*", type=Path, default=sorted({p.parent for p in CORPUS.glob("*/*.statements.json")})
    )
    for option in ("--faults", "--check", "--half", "--update"):
        parser.add_argument(option, action="store_true")
    asked = parser.parse_args(arguments)
    if asked.half and asked.update:
        parser.error("--update writes the figures of all documents and of half of them")
    figures: dict[str, dict[str, float]] = {}
    for folder in asked.folders:
        texts = sorted(folder.glob("*.txt"))
        report = measure(texts[::2] if asked.half else texts, Path)
        figures[folder.name] = figures_of(report, half=asked.half)
        if asked.update:
            figures[folder.name] |= figures_of(measure(texts[::2], Path), half=True)
        print(told(folder.name, report), flush=True)
        if asked.faults and "blind" not in folder.name:
            print(*report.faults, sep="\n")
    if asked.update:
        head = (
            "# Agreed figures of `scripts/measure_corpus.py --check`; written by --update after an improvement.\n"
        )
        tables = (
            f"\n[{name}]\n" + "".join(f"{k} = {v:.4f}\n" for k, v in of.items()) for name, of in figures.items()
        )
        EXPECTED.write_text(head + "".join(tables), "utf-8")
    worse = fallen(figures) if asked.check else []
    print(*worse, sep="\n", end="\n" if worse else "", file=sys.stderr)
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
