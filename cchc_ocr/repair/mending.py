"""Transfers the changes of a composed (NFC) line to the original line and to the words of a page."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, islice, pairwise

from cchc_ocr.changes import Change, deal, replay, stretches
from cchc_ocr.document import Box, Line, Word
from cchc_ocr.numbering.figures import typed
from cchc_ocr.repair.policy import Sureness, trust
from cchc_ocr.vietnamese import nfc

# Within a figure, "70," and "30" stand 0.09 of their height apart; a space takes 0.25 and more.
_NARROW = 0.125
_TYPED = 9.0  # log-odds of a sign that no keyboard has: it cannot have been typed
_DOUBTED = 0.3  # the most that a figure is believed that may be a word, as one that its print contradicts
_PRINTED = 2.6  # of a figure that its print contradicts: as for figures that their form contradicts (``forms``)


def sureness_of(line: Line) -> Sureness:
    """Where the words of a line start (composed), and how sure the engine was of each."""
    starts = accumulate((len(nfc(word.text)) + 1 for word in line.words), initial=0)
    return tuple((start, word.confidence) for start, word in zip(starts, line.words, strict=False))


def engine_changes(line: Line) -> Iterator[Change]:
    """The changes to what the engine saw that were made when its answer was read, as changes to ``as_seen``.

    Signs that no keyboard has became those that were typed; figures of tables became what their print shows.

    >>> words = Word("-", seen="~"), Word("Lưu:"), Word("83", seen="§3")
    >>> [(c.start, c.seen, c.became, c.steps) for c in engine_changes(Line(words))]
    [(0, '~', '-', ('typed sign',)), (7, '§3', '83', ('print',))]
    """
    start = 0
    for word in line.words:
        seen = word.as_seen
        if seen != word.text:
            step, odds = ("typed sign", _TYPED) if typed(seen) == word.text else ("print", _PRINTED)
            yield Change(start, start + len(seen), seen, word.text, (step,), odds)
        start += len(seen) + 1


def narrow_gaps(line: Line) -> frozenset[int]:
    """The places (composed) of spaces that a picture hardly has: of less than an eighth of the words' height."""
    ends = accumulate((len(nfc(word.text)) + 1 for word in line.words), initial=-1)
    pairs = zip(islice(ends, 1, None), pairwise(line.words), strict=False)
    return frozenset(end for end, (one, other) in pairs if _is_narrow(one.box, other.box))


def _is_narrow(one: Box | None, other: Box | None) -> bool:
    if one is None or other is None:
        return False
    return other.x0 - one.x1 < _NARROW * min(one.height, other.height)


def doubt(line: Line, places: Collection[int]) -> Line:
    """The line with the words at these places (composed) hardly believed: figures that may be misread words."""
    if not places:
        return line
    starts = [start for start, _ in sureness_of(line)]
    doubted = {bisect_right(starts, place) - 1 for place in places}
    words = (
        replace(word, confidence=min(word.confidence, _DOUBTED)) if at in doubted else word
        for at, word in enumerate(line.words)
    )
    return replace(line, words=tuple(words))


def trust_at(sureness: Sureness, place: int) -> float:
    if not sureness:
        return 0.0
    return trust(sureness[max(bisect_right(sureness, (place, 2.0)) - 1, 0)][1])


def on_original(line: str, composed: str, changes: Sequence[Change]) -> tuple[Change, ...]:
    """Changes to the composed line as changes to the line itself; where the forms differ, run by run."""
    if line == composed:
        return tuple(changes)
    pairs = list(stretches(line, composed, changes))
    parts = zip(pairs, deal(changes, (new for _, new in pairs)), strict=True)
    return tuple(c for (old, new), made in parts for c in _of_run(line[old], old.start, composed[new], made))


def _of_run(run: str, start: int, composed: str, changes: Sequence[Change]) -> Iterator[Change]:
    became = replay(composed, changes)
    if became != run:
        steps = ("composed form", *dict.fromkeys(step for c in changes for step in c.steps))
        odds = min((c.log_odds for c in changes), default=0.0)
        yield Change(start, start + len(run), run, became, steps, odds)


def mend(lines: Sequence[Line], changes: Sequence[Sequence[Change]]) -> list[Line]:
    """The lines with their words repaired; ``changes`` line for line."""
    mended = [_mended_line(line, made) for line, made in zip(lines, changes, strict=True)]
    for number, made in enumerate(changes):
        for change in made:
            if not change.became:  # the word went to the line before, and what was seen of it goes along
                *words, last = mended[number - 1].words
                last = replace(last, seen=f"{last.as_seen} {change.seen.strip()}")
                mended[number - 1] = replace(mended[number - 1], words=(*words, last))
    return mended


def _mended_line(line: Line, changes: Sequence[Change]) -> Line:
    wholes = list(_wholes(line.words, changes))
    parts = zip(wholes, deal(changes, (place for place, _ in wholes)), strict=True)
    return replace(line, words=tuple(word for (_, whole), made in parts for word in _mended(whole, made)))


def _wholes(words: Iterable[Word], changes: Sequence[Change]) -> Iterator[tuple[slice, Word]]:
    """The words with their places in the line; those that a change reaches across as one."""
    wide = deque((c.start, c.end) for c in changes if c.became and " " in c.seen)
    pieces: list[Word] = []
    start = end = 0
    for word in words:
        pieces.append(word)
        end += len(word.text)
        while wide and wide[0][1] <= end:
            wide.popleft()
        if not (wide and wide[0][0] < end):
            yield slice(start, end), _as_one(pieces)
            start, pieces = end + 1, []
        end += 1


def _as_one(pieces: Sequence[Word]) -> Word:
    if len(pieces) == 1:
        return pieces[0]
    return Word(
        " ".join(word.text for word in pieces),
        Box.around(word.box for word in pieces),
        min(word.confidence for word in pieces),
        " ".join(word.as_seen for word in pieces),
    )


def _mended(word: Word, changes: Sequence[Change]) -> Iterator[Word]:
    """The word after its changes: two or more where a space was put back, none where it went to another line."""
    if not changes:
        yield word
        return
    if not changes[0].became:
        return
    cuts = [0, *(c.end for c in changes if c.became.endswith(" ")), len(word.text)]
    places = [slice(start, end) for start, end in pairwise(cuts)]
    whole = len(places) == 1
    for place, made in zip(places, deal(changes, places), strict=True):
        text = replay(word.text[place], made).rstrip(" ")
        yield replace(
            word,
            text=text,
            seen=word.as_seen if whole else word.text[place],
            box=word.box if whole else _part_of(word.box, place.start, place.stop, len(word.text)),
        )


def _part_of(box: Box | None, start: int, end: int, length: int) -> Box | None:
    """The box of some characters of a word, as if all were of one width."""
    if box is None:
        return None
    return replace(box, x0=box.x0 + box.width * start // length, x1=box.x0 + box.width * end // length)
