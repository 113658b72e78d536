"""Puts words that were typed into the fields of a form into the lines of print in which they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cchc_ocr.document import Box, Word

_ON_LINE = 0.5  # of the height of a run lies beside the line that it belongs to


def inserted(lines: Iterable[Sequence[Word]], typed: Iterable[Sequence[Word]]) -> list[list[Word]]:
    """The lines with the typed runs in them, from left to right; a run beside no line becomes a line of its own.

    >>> number = Word("Số:", Box(0, 0, 30, 20)), Word("/BC-SNV", Box(80, 0, 150, 20))
    >>> (line,) = inserted([number], [[Word("45", Box(40, 2, 60, 18))]])
    >>> [word.text for word in line]
    ['Số:', '45', '/BC-SNV']
    """
    made = [list(line) for line in lines]
    own = list(made)
    for run in typed:
        near = [line for line in own if _beside(line, run)]
        if near:
            line = min(near, key=lambda line: _gap(line, run))
            line.extend(run)
            line.sort(key=lambda word: word.box.x0 if word.box else 0)
        else:
            made.append(list(run))
    return made


def _beside(line: Sequence[Word], run: Sequence[Word]) -> bool:
    """Whether most of the height of a run lies within the height of a line."""
    one, other = _around(line), _around(run)
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared > _ON_LINE * min(one.height, other.height)


def _gap(line: Sequence[Word], run: Sequence[Word]) -> int:
    """How far a run lies from the nearest word of a line, in pixels."""
    whole = _around(run)
    boxes = [word.box for word in line if word.box]
    return min(max(whole.x0 - box.x1, box.x0 - whole.x1, 0) for box in boxes)


def _around(words: Sequence[Word]) -> Box:
    return Box.around(word.box for word in words if word.box) or Box(0, 0, 0, 0)
