"""Figures of heads and feet: printed from their specs, read, and compared with what a person reads on the paper.

    python scripts/measure_heads.py FOLDER...              of tests/corpus
    python scripts/measure_heads.py FOLDER --faults        what is not right, too
    python scripts/measure_heads.py FOLDER --only 03 07    these documents only

Beside each spec (``scripts/samples/heads.py``) lies ``NN.facts.json``: ``document`` has the fields as they are
printed. A field that is absent is not judged; null must be null; a list means any of these. What is written by
hand is ``[null, "12"]``: it may be read, and if it is not, it must be listed for review. Capitals, kinds of dashes
and quotes and the place of tone marks do not count, nor a stray letter in a long text, nor the year that stands
before a symbol ("2018/DS-ST"), which records give with the whole number alone, nor whether the name of a body is
spelled out ("UBND", "Sở Nông nghiệp và PTNT").

A value that is not right is wrong or missing, and listed for review or not. ``--faults`` refuses folders named
"blind": nobody who works on rules looks at those. Needs tesseract and the fonts of Debian's ``fonts-croscore``.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import Any

import asking
from print_heads import printed
from samples.typeset import register_fonts
from scan_corpus import RememberingEngine

from cchc_ocr import lexicon, pipeline
from cchc_ocr.evaluation.agreement import same_text
from cchc_ocr.extract.forms.names import agency_name, opens_body

FIELDS = (
    *("type", "number", "symbol", "number_symbol", "issuer", "place", "date", "subject"),
    *("signer", "signer_title"),
)
_YEAR = re.compile(r"^(?:19|20)\d\d/")
_IN_FULL = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân"}
JUDGED = ("right", "wrong, listed", "wrong, not listed", "missing, listed", "missing, not listed")


def judged(wanted: Any, found: str | None, listed: bool) -> str:
    """One of ``JUDGED``.

    >>> judged([None, "12"], None, False), judged([None, "12"], None, True), judged("12", "17", True)
    ('missing, not listed', 'right', 'wrong, listed')
    >>> judged("Sở Nông nghiệp và PTNT", "Sở Nông nghiệp và Phát triển nông thôn", False)
    'right'
    """
    readings = wanted if isinstance(wanted, list) else [wanted]
    told = "listed" if listed else "not listed"
    if found is None and any(readings) and not (listed and None in readings):
        return f"missing, {told}"
    same = (same_text(one, found) or same_text(_spelled_out(one), _spelled_out(found)) for one in readings)
    return "right" if any(same) else f"wrong, {told}"


def _spelled_out(text: str | None) -> str | None:
    """A text, and the name of a body without short forms."""
    if not text or not opens_body(text, lexicon.load()):
        return text
    name = agency_name(text, lexicon.load())
    return reduce(lambda said, short: re.sub(rf"\b{short}\b", _IN_FULL[short], said), _IN_FULL, name)


def compared(facts: Mapping[str, Any], record: Mapping[str, Any]) -> Iterator[tuple[str, str, str | None]]:
    """Each field that is judged, how, and what was read."""
    for field in FIELDS:
        if field in facts["document"]:
            found = record["document"][field]
            listed = f"/document/{field}" in record["needs_review"]
            yield field, judged(_without_year(field, facts["document"][field]), found, listed), found


def _without_year(field: str, wanted: Any) -> Any:
    """A symbol as records have it: the year before it belongs to the number.

    >>> _without_year("symbol", "2018/DS-ST"), _without_year("number_symbol", "14/2018/DS-ST")
    ('DS-ST', '14/2018/DS-ST')
    """
    return _YEAR.sub("", wanted) if field == "symbol" and isinstance(wanted, str) else wanted


def told(name: str, counts: Mapping[str, Counter[str]]) -> str:
    """A row for each field and, in per cent, one for all."""
    whole = sum(counts.values(), Counter[str]())
    rows = [(field, [str(count[one]) for one in JUDGED]) for field, count in counts.items()]
    rows.append(("all, %", [f"{100 * whole[one] / (whole.total() or 1):.1f}" for one in JUDGED]))
    lines = [f"{name:<15} {'  '.join(JUDGED)}"]
    for field, cells in rows:
        lines.append(
            f"{field:<15} " + "  ".join(cell.rjust(len(one)) for cell, one in zip(cells, JUDGED, strict=True))
        )
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    parser = asking.parser(__doc__)
    parser.add_argument("--faults", action="store_true")
    asked = parser.parse_args(arguments)
    register_fonts()
    for folder in asked.folders:
        counts = {field: Counter[str]() for field in FIELDS}
        for spec in asking.chosen(sorted(folder.glob("*.toml")), asked.only):
            facts = json.loads(spec.with_suffix(".facts.json").read_text("utf-8"))
            record = pipeline.digitise(printed(spec), pipeline.Options(), RememberingEngine()).record
            for field, how, found in compared(facts, json.loads(record.to_json())):
                counts[field][how] += 1
                if asked.faults and how != "right" and "blind" not in folder.name:
                    print(f"{spec.stem} {field}: {how}, {found!r} for {facts['document'][field]!r}", flush=True)
        print(told(folder.name, counts), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
