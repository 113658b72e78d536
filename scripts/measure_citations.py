"""Figures of citations: number, date and issuer of the documents that a text cites, against what a person reads.

    python scripts/measure_citations.py FOLDER...              of tests/corpus
    python scripts/measure_citations.py FOLDER --scans         of the same texts printed, worn and scanned
    python scripts/measure_citations.py FOLDER --faults        what is not right, too
    python scripts/measure_citations.py FOLDER --only 03 07    these documents only

Beside each text lies ``NN.facts.json``: ``references`` has each cited document once, with ``number_symbol``,
``date`` and ``issuer``. A list means any of these, null that nothing tells. A citation is found if its number and
symbol are right; its date and issuer are judged of those found. A value that is not right is wrong or missing,
and listed for review or not. A citation that the record has and the text has not is invented.

``--faults`` refuses folders named "blind": nobody who works on rules looks at those.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import asking
from measure_heads import JUDGED, judged, told
from samples.typeset import register_fonts
from scan_corpus import RememberingEngine, scanned

from cchc_ocr import pipeline
from cchc_ocr.evaluation.agreement import same_text
from cchc_ocr.reading.engine import Engine

FIELDS = ("number_symbol", "date", "issuer")


def compared(facts: Mapping[str, Any], record: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each field of each citation, one of ``JUDGED``, and what was found for what was wanted."""
    left = dict(enumerate(record["references"]))
    unread = any(check["code"] == "unread-citation" for check in record["checks"])
    for wanted in facts["references"]:
        symbol = wanted["number_symbol"]
        at = next((at for at, one in left.items() if _same_symbol(symbol, one["number_symbol"])), None)
        if at is None:
            yield "number_symbol", judged(symbol, None, unread), f"nothing for {symbol!r}"
            continue
        found = left.pop(at)
        for field in FIELDS:
            listed = not {f"/references/{at}", f"/references/{at}/{field}"}.isdisjoint(record["needs_review"])
            how = JUDGED[0] if field == "number_symbol" else _judged(wanted[field], found[field], listed)
            yield field, how, f"{symbol}: {found[field]!r} for {wanted[field]!r}"
    for at, found in left.items():
        told_of = "listed" if f"/references/{at}/number_symbol" in record["needs_review"] else "not listed"
        yield "number_symbol", f"wrong, {told_of}", f"invented {found['number_symbol']!r}"


def _same_symbol(one: str, other: str) -> bool:
    """Whether numbers and symbols are the same: some print "271 KH/TU" with a space."""
    return same_text(one.replace(" ", ""), other.replace(" ", ""))


def _judged(wanted: Any, found: str | None, listed: bool) -> str:
    """As fields of heads are, but that nothing is right, listed or not, where nothing may be said."""
    readings = wanted if isinstance(wanted, list) else [wanted]
    return JUDGED[0] if found is None and None in readings else judged(wanted, found, listed)


def main(arguments: Sequence[str]) -> int:
    parser = asking.parser(__doc__)
    parser.add_argument("--faults", action="store_true")
    parser.add_argument("--scans", action="store_true")
    asked = parser.parse_args(arguments)
    if asked.scans:
        register_fonts()
    for folder in asked.folders:
        counts = {field: Counter[str]() for field in FIELDS}
        for text in asking.chosen(sorted(folder.glob("*.txt")), asked.only):
            facts = json.loads(text.with_suffix(".facts.json").read_text("utf-8"))
            for field, how, what in compared(facts, _record(text, RememberingEngine() if asked.scans else None)):
                counts[field][how] += 1
                if asked.faults and how != JUDGED[0] and "blind" not in folder.name:
                    print(f"{text.stem} {field}: {how}, {what}", flush=True)
        print(told(folder.name, counts), flush=True)
    return 0


def _record(text: Path, engine: Engine | None) -> Mapping[str, Any]:
    """Of the text, or of its scan if there is an engine to read one."""
    read = partial(pipeline.digitise, options=pipeline.Options(), engine=engine)
    record: Mapping[str, Any] = json.loads(read(scanned(text) if engine else text).record.to_json())
    return record


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
