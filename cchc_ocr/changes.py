"""The changes that repair makes to a text: each says why it was made, and can be replayed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter


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


def then(line: str, first: Iterable[Change], later: Iterable[Change]) -> tuple[Change, ...]:
    """Changes to ``line`` and those to what they made of it, as changes to ``line``.

    Changes of both that touch the same characters become one, with the steps of all in order and the least sure
    log-odds. Raises ValueError where ``later`` does not fit what ``first`` makes of the line.

    >>> to_unicode, repair = Change(0, 3, "c¶i", "cải", ("a",), 9.0), Change(0, 3, "cải", "Cải", ("b",), 1.0)
    >>> made = then("c¶i cach", [to_unicode], [repair])
    >>> [(change.seen, change.became, change.steps, change.log_odds) for change in made]
    [('c¶i', 'Cải', ('a', 'b'), 1.0)]
    """
    first, later = tuple(first), tuple(later)
    if not first or not later:
        return first or later
    made = replay(line, first)
    replay(made, later)
    return tuple(_as_one(line, made, group) for group in _touching(first, later))


@dataclass(frozen=True, slots=True)
class _PlacedChange:
    """A change, and the stretches that it covers: of the line, and of what the first changes make of it."""

    change: Change
    old: tuple[int, int]
    new: tuple[int, int]
    is_later: bool


def _placed(first: Iterable[Change], later: Iterable[Change]) -> list[_PlacedChange]:
    """All changes with both places, in the order of the text; that of a later one is as if nothing had changed."""
    placed, shifts, shift = [], [(0, 0)], 0
    for change in sorted(first, key=lambda c: c.start):
        new = (change.start + shift, change.start + shift + len(change.became))
        placed.append(_PlacedChange(change, (change.start, change.end), new, is_later=False))
        shift += len(change.became) - (change.end - change.start)
        shifts.append((new[1], shift))
    for change in later:
        shift = shifts[bisect_right(shifts, change.start, key=itemgetter(0)) - 1][1]
        old = (change.start - shift, change.end - shift)
        placed.append(_PlacedChange(change, old, (change.start, change.end), is_later=True))
    return sorted(placed, key=lambda one: (one.new, one.is_later))


def _touching(first: Iterable[Change], later: Iterable[Change]) -> Iterator[list[_PlacedChange]]:
    """The changes in groups that share characters of the text between the two."""
    group: list[_PlacedChange] = []
    end = 0
    for one in _placed(first, later):
        if group and one.new[0] >= end:
            yield group
            group, end = [], 0
        group.append(one)
        end = max(end, one.new[1])
    if group:
        yield group


def _as_one(line: str, made: str, group: Sequence[_PlacedChange]) -> Change:
    if len(group) == 1:
        (start, end), change = group[0].old, group[0].change
        return replace(change, start=start, end=end)
    new = slice(min(one.new[0] for one in group), max(one.new[1] for one in group))
    # The first changes tell where the group lies in the line; what stands beside them is as long there.
    known = [one for one in group if not one.is_later]
    start = known[0].old[0] - (known[0].new[0] - new.start)
    end = known[-1].old[1] + (new.stop - known[-1].new[1])
    after = [one.change for one in group if one.is_later]
    moved = [replace(c, start=c.start - new.start, end=c.end - new.start) for c in after]
    all_changes = [*(one.change for one in known), *after]
    steps = tuple(dict.fromkeys(step for change in all_changes for step in change.steps))
    odds = min(change.log_odds for change in all_changes)
    entry = next((change.entry for change in reversed(all_changes) if change.entry), None)
    return Change(start, end, line[start:end], replay(made[new], moved), steps, odds, entry)


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
