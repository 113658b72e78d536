"""Cuts a line of a good text into pieces, so that a sentence that lost its diacritics is repaired as a line is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby

from cchc_ocr.changes import Change

_SENTENCE = re.compile(r".*?[.;:!?…]\s+|.+", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEW = 4  # words; of so many, some would have a mark


def pieces(line: str) -> list[str]:
    """The pieces of a line, which together are the line: sentences with and without diacritics, if it has both.

    >>> pieces("bao cao tong hop quy 1. Các đơn vị đã gửi. Xin cảm ơn.")
    ['bao cao tong hop quy 1. ', 'Các đơn vị đã gửi. Xin cảm ơn.']
    >>> pieces("Gửi qua Zoom, Google Meet. Các đơn vị dự họp.")
    ['Gửi qua Zoom, Google Meet. Các đơn vị dự họp.']
    """
    if line.isascii():
        return [line]
    return ["".join(run) for _, run in groupby(_SENTENCE.findall(line), key=_is_bare)]


def together(cut: Sequence[Sequence[str]], changes: Sequence[Sequence[Change]]) -> Iterator[tuple[Change, ...]]:
    """The changes to each line; ``cut`` has the pieces of each, ``changes`` those to every piece, in order."""
    of_piece = iter(changes)
    for parts in cut:
        if len(parts) == 1:
            yield tuple(next(of_piece))
            continue
        starts = accumulate(map(len, parts[:-1]), initial=0)
        yield tuple(
            replace(change, start=change.start + start, end=change.end + start)
            for start, made in zip(starts, (next(of_piece) for _ in parts), strict=True)
            for change in made
        )


def _is_bare(sentence: str) -> bool:
    return sentence.isascii() and len(_WORD.findall(sentence)) >= _FEW
