"""Reads tesseract's tables of words (TSV), and replaces characters that nobody types by the printed ones."""

from __future__ import annotations

import csv
from dataclasses import replace

from cchc_ocr.document import Box, Word
from cchc_ocr.errors import UnreadableError
from cchc_ocr.numbering.figures import typed
from cchc_ocr.vietnamese import nfc


def parse(tsv: str) -> list[list[Word]]:
    """Words line by line from Tesseract's TSV; confidences become 0..1. Raises UnreadableError for other text.

    >>> head = "level page_num block_num par_num line_num word_num left top width height conf text"
    >>> parse("\\t".join(head.split()) + "\\n" + "\\t".join("5 1 1 1 1 1 10 20 30 8 96.5 Số:".split()))
    [[Word(text='Số:', box=Box(x0=10, y0=20, x1=40, y1=28), confidence=0.965, seen=None, rival=None)]]
    """
    lines: dict[tuple[str, str, str], list[Word]] = {}
    try:
        rows = csv.DictReader(tsv.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
        if "level" not in (rows.fieldnames or ()):
            raise KeyError("level")
        for row in rows:
            text = nfc(row["text"] or "").strip()
            if row["level"] == "5" and text:
                lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(_word(row, text))
    except (KeyError, ValueError, TypeError) as error:
        raise UnreadableError("the output of tesseract makes no sense", hint="install tesseract again") from error
    return list(lines.values())


def _word(row: dict[str, str], text: str) -> Word:
    left, top = int(row["left"]), int(row["top"])
    box = Box(left, top, left + int(row["width"]), top + int(row["height"]))
    word = Word(text, box, round(min(max(float(row["conf"]) / 100, 0.0), 1.0), 4))
    usual = typed(text)
    return word if usual == text else replace(word, text=usual, seen=text)
