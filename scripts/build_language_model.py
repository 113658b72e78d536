#!/usr/bin/env python3
"""Builds the bundled language model: dictionaries/vietnamese.model.

usage: build_language_model.py [--corpus DIR] [--out FILE] [FILE ...]

Counts clean text of the legal and administrative register (``--corpus``, or the FILEs given), the sentences of
the reporting register in register.txt, which were written for this project, and the entries of the dictionaries.
legal-dev.txt.xz is left out: it is what the model is measured on. The same texts give the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cchc_ocr import lexicon, ngram  # noqa: E402
from cchc_ocr.lexicon import Lexicon  # noqa: E402

REGISTER = ROOT / "scripts" / "register.txt"
CORPUS = ("legal-train.txt.xz", "codes.txt.xz", "procedures.txt.xz", "places-2025.txt", "places-before-2025.txt")
# The register of reports is what the program reads most and the corpus has least of.
WEIGHTS = {REGISTER.name: 3}


def main() -> int:
    options = _options()
    files = options.files or [options.corpus / name for name in CORPUS]
    missing = [file for file in files if not file.exists()]
    if missing:
        print(f"{missing[0]}: no such file; the model stays as it is", file=sys.stderr)
        return 0
    training = ngram.TrainingOptions(weights=WEIGHTS)
    # Twice, for what occurs once in all the texts is taken for a slip.
    content = ngram.build([*files, REGISTER], training, 2 * list(entries(lexicon.load())))
    options.out.write_bytes(content)
    print(f"{options.out}: {len(content)} bytes", file=sys.stderr)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Builds the bundled language model.")
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--out", type=Path, default=ROOT / "dictionaries" / "vietnamese.model")
    return parser.parse_args()


def entries(dictionaries: Lexicon) -> Iterator[str]:
    """Lines of text that use the entries of the dictionaries the way documents do."""
    for acronym, expansions in dictionaries.acronyms.items():
        yield from (f"thực hiện {expansion} ({acronym}), {acronym} của" for expansion in expansions)
    for agency in dictionaries.agencies:
        yield f"của {agency.name}"
        yield from (f"của {name}" for name in agency.abbreviations)
        yield from (f"số 15/QĐ-{symbol} ngày 05/01/2024 của {agency.name}" for symbol in agency.symbols)
    for kind in dictionaries.document_types:
        yield kind.name.upper()
        if kind.symbol:
            yield f"{kind.name} số 15/{kind.symbol}-UBND ngày 05/01/2024 của UBND tỉnh"
    yield from (criterion.name for criterion in dictionaries.criteria)
    yield from (f"tại {place.kind} {place.name}" for place in dictionaries.places)
    yield from (phrase for phrase in dictionaries.phrases)
    for family in sorted(dictionaries.family_names):
        yield f"{family} Văn"
        yield f"{family} Thị"
    for given in sorted(dictionaries.given_names):
        yield f"Nguyễn Văn {given}"
        yield f"Trần Thị {given}"


if __name__ == "__main__":
    sys.exit(main())
