"""Do probabilities of records mean what they say? Tables in Markdown, as in docs/accuracy.md.

    cchc-ocr run ../shared/scans --out /tmp/scans
    cchc-ocr run ../shared/seeds --out /tmp/seeds
    scripts/calibration.py ../shared/scans=/tmp/scans ../shared/seeds=/tmp/seeds

Each argument is a folder of ``NAME.facts.json`` and one of records, ``NAME.json``. Samples with truth of their own
need no script: ``cchc-ocr evaluate`` prints the same table.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cchc_ocr.evaluation.calibration import Bin, Judged, bins, judge
from cchc_ocr.evaluation.scoring import normal

_THRESHOLDS = (0.7, 0.8, 0.85, 0.9)
_FIGURES = ("scores", "totals", "ranks", "deductions", "percentages", "counts")


def main(arguments: Sequence[str]) -> None:
    judged = [one for argument in arguments for one in _of_folders(*map(Path, argument.split("=")))]
    if not judged:
        sys.exit("nothing to judge: no facts and records\n\n" + (__doc__ or ""))
    kinds = defaultdict(list)
    for one in judged:
        kinds["figures" if one.kind in _FIGURES else one.kind].append(one)
    edges = [f"{one.least:g} to {one.below:g}" for one in bins([])]
    _row("values", "all", *edges)
    _row("---", *["---:"] * (len(edges) + 1))
    for kind, values in (*sorted(kinds.items()), ("**all**", judged)):
        right = sum(one.right for one in values)
        _row(kind, f"{right} of {len(values)}", *map(_cell, bins(values)))
    print()
    _row("`--review-below`", "values to look at", "wrong ones among them", "wrong ones not among them")
    _row("---", "---:", "---:", "---:")
    for threshold in _THRESHOLDS:
        _row(f"{threshold:g}", *_review(judged, threshold))


def _of_folders(facts: Path, records: Path) -> Iterator[Judged]:
    for file in sorted(facts.glob("*.facts.json")):
        found = records / f"{file.name.removesuffix('.facts.json')}.json"
        if not found.exists():
            print(f"no record for {file.name}: left out", file=sys.stderr)
            continue
        record = json.loads(found.read_text("utf-8"))
        yield from judge(_in_the_terms_of_records(json.loads(file.read_text("utf-8")), record), record)


def _in_the_terms_of_records(facts: dict[str, Any], record: Mapping[str, Any]) -> dict[str, Any]:
    """Facts with the keys of a record; of several spellings of a number that pass, the one the record has."""
    for kind in facts.keys() & {"scores", "totals", "ranks", "counts"}:
        facts[kind] = [_filled(kind, value, record) for value in facts[kind]]
    numbers = {_key(found["number_symbol"]) for found in record["references"]}
    for cited in facts.get("references", ()):
        passing = [cited.get(name) for name in ("as_printed", "also_printed", "accept")]
        names = [name for value in passing for name in (value if isinstance(value, list) else [value]) if name]
        cited["number_symbol"] = next((n for n in names if _key(n) in numbers), cited["number_symbol"])
    return facts


def _filled(kind: str, value: dict[str, Any], record: Mapping[str, Any]) -> dict[str, Any]:
    """A value with what these facts are silent about taken from the record: it is not judged."""
    main = "position" if kind == "ranks" else "value" if kind == "counts" else "score"
    same = next((found for found in record[kind] if found[main] == value[main]), {})
    renamed = {"max_score" if name == "max" else name: stated for name, stated in value.items()}
    return {**same, **renamed}


def _key(number: str) -> str:
    return normal(number).casefold().replace(" ", "")


def _cell(one: Bin) -> str:
    return f"{one.right} of {one.values} ({one.share:.0%})" if one.values else ""


def _review(judged: Iterable[Judged], threshold: float) -> tuple[str, str, str]:
    judged = list(judged)
    shown = [one for one in judged if one.probability < threshold]
    wrong, seen = (sum(not one.right for one in values) for values in (judged, shown))
    return f"{len(shown)} of {len(judged)} ({len(shown) / len(judged):.0%})", str(seen), str(wrong - seen)


def _row(*cells: str) -> None:
    print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    main(sys.argv[1:])
