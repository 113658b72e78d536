"""Joins the runs of words of a text layer to lines: a file may draw the parts of a line in any order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from cchc_ocr.document import Box, Word, WordLines

_BESIDE = 0.6  # of the height of the lower word lies beside the other one; of a raised figure less does
_NEAR = 1.0  # heights of a word: spaces of justified text are not wider
_TOUCHING = 0.3  # heights of a word by which neighbours may overlap: italics, wide accents
_ALIKE = 1.8  # times as high is what stands on one line; print that runs up the page is higher


def in_lines(runs: Sequence[Sequence[Word]]) -> WordLines:
    """Runs that continue one another on a line as one, its words from left to right; others as they are.

    >>> date = [Word("ngày", Box(0, 0, 40, 20)), Word("tháng", Box(78, 0, 120, 20))]
    >>> [line] = in_lines([date, [Word("05", Box(50, 0, 70, 20))]])
    >>> [word.text for word in line]
    ['ngày', '05', 'tháng']
    """
    joined = list(range(len(runs)))

    def root(run: int) -> int:
        while joined[run] != run:
            run = joined[run]
        return run

    for one, other in _neighbours(runs):
        first, second = sorted((root(one), root(other)))
        joined[second] = first
    by_root = sorted(range(len(runs)), key=root)
    groups = (list(group) for _, group in groupby(by_root, key=root))
    return tuple(
        tuple(runs[group[0]]) if len(group) == 1 else _from_left(word for at in group for word in runs[at])
        for group in groups
    )


def _from_left(words: Iterator[Word]) -> tuple[Word, ...]:
    return tuple(sorted(words, key=lambda word: word.box.x0 if word.box else 0))


def _neighbours(runs: Sequence[Sequence[Word]]) -> Iterator[tuple[int, int]]:
    """The numbers of runs of which a word stands right beside one of another run."""
    placed = [(word.box, at) for at, run in enumerate(runs) for word in run if word.box]
    if not placed:
        return
    placed.sort(key=lambda one: one[0].y0)
    tallest = _ALIKE * median(box.height for box, _ in placed)
    for number, (box, run) in enumerate(placed):
        for below, other in placed[number + 1 :]:
            if below.y0 > box.y1:
                break
            if run != other and box.height <= tallest and _continue(box, below):
                yield run, other


def _continue(one: Box, other: Box) -> bool:
    height, higher = sorted((one.height, other.height))
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    gap = max(one.x0 - other.x1, other.x0 - one.x1)
    return shared > _BESIDE * height and higher <= _ALIKE * height and -_TOUCHING * height <= gap <= _NEAR * height
