"""Changes of a composed line, carried over to the line as it came and to the words of a page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from cchc_ocr.document import Box, Change, Line, Word, replay
from cchc_ocr.repair.policy import trust
from cchc_ocr.vietnamese import nfc

Sureness = tuple[tuple[int, float], ...]  # where words start, and the engine's confidence in each


def sureness_of(line: Line) -> Sureness:
    """Where the words of a line start (composed), and how sure the engine was of each."""
    starts = accumulate((len(nfc(word.text)) + 1 for word in line.words), initial=0)
    return tuple((start, word.confidence) for start, word in zip(starts, line.words, strict=False))


def trust_at(sureness: Sureness, place: int) -> float:
    if not sureness:
        return 0.0
    return trust(sureness[max(bisect_right(sureness, (place, 2.0)) - 1, 0)][1])


def on_original(line: str, composed: str, changes: Sequence[Change]) -> tuple[Change, ...]:
    """Changes to the composed line as changes to the line itself; where the forms differ, run by run."""
    if line == composed:
        return tuple(changes)
    runs = zip(re.finditer(r"\S+", line), re.finditer(r"\S+", composed), strict=True)
    return tuple(made for run, plain in runs for made in _of_run(run, plain, changes))


def _of_run(run: re.Match[str], plain: re.Match[str], changes: Sequence[Change]) -> Iterator[Change]:
    within = [c for c in changes if plain.start() <= c.start < plain.end()]
    local = [replace(c, start=c.start - plain.start(), end=c.end - plain.start()) for c in within]
    became = replay(plain.group(), local)
    if became != run.group():
        steps = ("composed form", *dict.fromkeys(step for c in within for step in c.steps))
        odds = min((c.log_odds for c in within), default=0.0)
        yield Change(run.start(), run.end(), run.group(), became, steps, odds)


def mend(line: Line, changes: Sequence[Change]) -> Line:
    """The line with its words repaired; a change lies within one word."""
    words: list[Word] = []
    at = 0
    for word in line.words:
        end = at + len(word.text)
        local = [replace(c, start=c.start - at, end=c.end - at) for c in changes if at <= c.start < end]
        words += _mended(word, local) if local else [word]
        at = end + 1
    return replace(line, words=tuple(words))


def _mended(word: Word, changes: Sequence[Change]) -> Iterator[Word]:
    """The word after its changes: two or more where a space was put back."""
    cuts = [0, *(c.end for c in changes if c.became.endswith(" ")), len(word.text)]
    for start, end in pairwise(cuts):
        within = [replace(c, start=c.start - start, end=c.end - start) for c in changes if start <= c.start < end]
        text = replay(word.text[start:end], within).rstrip(" ")
        whole = len(cuts) == 2
        yield replace(
            word,
            text=text,
            seen=word.as_seen if whole else word.text[start:end],
            box=word.box if whole else _part_of(word.box, start, end, len(word.text)),
        )


def _part_of(box: Box | None, start: int, end: int, length: int) -> Box | None:
    """The box of some characters of a word, as if all were of one width."""
    if box is None:
        return None
    return replace(box, x0=box.x0 + box.width * start // length, x1=box.x0 + box.width * end // length)
