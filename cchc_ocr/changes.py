"""The changes that repair makes to a text: each says why it was made, and can be replayed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Change:
    """One change to the text of a line, and why it was made.

    ``start`` and ``end`` are the offsets of ``seen`` in the line before the change; ``became`` is the new text.
    ``steps`` names what was done, in order. ``log_odds`` is the log P of the new reading less that of the old one,
    in nats; ``entry`` is the dictionary entry that decided, if one did.
    """

    start: int
    end: int
    seen: str
    became: str
    steps: tuple[str, ...]
    log_odds: float
    entry: str | None = None


def replay(line: str, changes: Iterable[Change]) -> str:
    """Apply changes to a line; their offsets are those of the line before any change.

    Raises ValueError where a change does not fit the line, or overlaps another.

    >>> replay("So Noi vu", [Change(0, 2, "So", "Sở", ("diacritics",), 9.0)])
    'Sở Noi vu'
    """
    parts, at = [], 0
    for change in sorted(changes, key=lambda c: c.start):
        if line[change.start : change.end] != change.seen or change.start < at:
            raise ValueError(f"{change} does not fit {line!r}")
        parts += [line[at : change.start], change.became]
        at = change.end
    return "".join([*parts, line[at:]])


def stretches(line: str, made: str, changes: Iterable[Change]) -> Iterator[tuple[slice, slice]]:
    """Pairs of slices: a part of ``line``, and the part of ``made`` that it became; both have as many words.

    A part is a word, or several words where one of ``changes``, which are changes to ``made``, joins them.

    >>> torn = Change(0, 5, "tr ực", "trực", ("joined",), 9.0)
    >>> [(old.stop, new.stop) for old, new in stretches("tr ¦c tuyÕn", "tr ực tuyến", [torn])]
    [(5, 5), (11, 11)]
    """
    old, new = ([run.span() for run in re.finditer(r"\S+", text)] for text in (line, made))
    wide = sorted((c.start, c.end) for c in changes if re.search(r"\s", c.seen))
    first = 0
    for k, (before, after) in enumerate(zip(old, new, strict=True)):
        _, reach = wide[at - 1] if (at := bisect_left(wide, (after[1],))) else (0, 0)
        if k + 1 == len(new) or reach <= after[1]:
            yield slice(old[first][0], before[1]), slice(new[first][0], after[1])
            first = k + 1


def deal(changes: Iterable[Change], parts: Iterable[slice]) -> Iterator[list[Change]]:
    """For each part of a line, in order, the changes that begin in it, with offsets from the start of the part.

    >>> [len(part) for part in deal([Change(3, 5, "so", "số", ("diacritics",), 9.0)], [slice(0, 2), slice(3, 5)])]
    [0, 1]
    """
    waiting = deque(sorted(changes, key=lambda c: c.start))
    for part in parts:
        found = []
        while waiting and waiting[0].start < part.stop:
            change = waiting.popleft()
            if change.start >= part.start:
                found.append(replace(change, start=change.start - part.start, end=change.end - part.start))
        yield found
