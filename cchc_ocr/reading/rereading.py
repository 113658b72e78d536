"""The hard lines of a page read a second time, from another picture; the better reading of each word wins.

Boxes are pixels of the picture that was read first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log10, radians, tan
from statistics import median

import cv2
import numpy as np

from cchc_ocr.document import Box, Line, Word
from cchc_ocr.layout.segments import left_end, without_hand
from cchc_ocr.ngram.tokens import UNWRITTEN
from cchc_ocr.picture.pixels import Matrix, Pixels
from cchc_ocr.reading.engine import BlockReader
from cchc_ocr.vietnamese import is_syllable

# The figures stand in docs/reading.md, section "What is read again".
SHARE = 0.25  # of the length of all lines: the most that is read again, so that no page takes much longer
_LEAST = 0.4  # doubt of the shortest line that is read again, half of that of the longest: a short one costs less
_SCALE = 1.2  # of the second picture: the same print on other pixels is read otherwise
SURE = 1.2  # worth of a word that is left alone
_SPELT, _USUAL = 0.1, 0.3  # what a well-formed syllable and a frequent one are worth, in confidence
_MARGIN = 0.05  # by how much the second reading of a word must be worth more
_UNWRITTEN = 0.3  # what a sign that nobody writes takes off a word ("Tien§02")
_LEGIBLE = 0.5  # confidence of a figure that is not dropped because the second reading passes over it
_OVERLAP = 0.4  # of the smaller of two words
_ASIDE = 30  # pixels of white beside a line
# The figures stand in docs/reading.md, section "Lines that the engine has missed".
# "(50)" alone in the last line of a cell is read as "G0)", "(15)" as "5)", and the engine is fairly sure of both.
_ODD, _FEW_WORDS = 0.5, 2  # doubt of a line that closes a bracket and opens none, and of how many words it is
_FEWEST, _CLEAR = 4, 1.0  # letters and usual worth of a line found in an unread place

_FIGURES = re.compile(r"[\d.,/:%-]*\d[\d.,/:%-]*")
_MARKS = ".,;:()“”\"'/-!?"


@dataclass(frozen=True, slots=True, eq=False)
class _LineStrip:
    """A line on the tall picture: the rows of its middle and of its top, half its height, and the way back."""

    middle: float
    top: float
    reach: float
    to_page: Matrix


def reread(
    lines: Sequence[Line],
    grey: Pixels,
    dpi: int,
    read: BlockReader,
    syllables: Mapping[str, int],
    *,
    skew: float = 0.0,
    unread: Sequence[Box] = (),
    judged: Sequence[Line] | None = None,
    share: float = SHARE,
) -> tuple[Line, ...]:
    """The lines, with words from a second reading where that is worth more; then those of ``unread`` places.

    The hardest lines go to ``read`` in one picture, level, one below the other. ``judged`` are the lines with all
    that is known of them by now, which tells the hard ones (else the lines themselves). ``skew`` is the angle in
    degrees at which the lines fall to the right; ``syllables`` counts how often each is written. No more than
    ``share`` of the length of all lines is read. ``printed`` tells what of the new lines is print.
    """
    room = share * sum(_width(line) for line in lines)
    unread = _fitting(unread, room)
    chosen = _hardest(lines if judged is None else judged, room - sum(box.width for box in unread), syllables)
    if not chosen and not unread:
        return tuple(lines)
    known = [box for line in lines for box in line.print_boxes]
    hard = [(grey, box) for box in (lines[at].print_box for at in chosen) if box]
    others = _without(grey, known) if unread else grey
    passed_over = [(others, box) for box in unread]
    found = read_places([*hard, *passed_over], dpi, read, skew)
    better = {at: merged(lines[at].words, words, syllables) for at, words in zip(chosen, found, strict=False)}
    new = (Line(tuple(beside_known(words, known))) for words in found[len(chosen) :])
    old = (replace(line, words=better.get(at, line.words)) for at, line in enumerate(lines))
    return (*old, *(line for line in new if line.words))


def printed(lines: Iterable[Line], syllables: Mapping[str, int]) -> list[Line]:
    """Of lines found in unread places those that read well; of a number filled in by hand, what is printed."""
    kept = (line if _is_print(line, syllables) else Line(without_hand(line.words)) for line in lines)
    return [line for line in kept if line.words]


def read_places(
    places: Sequence[tuple[Pixels, Box]], dpi: int, read: BlockReader, skew: float = 0.0
) -> list[list[Word]]:
    """The words of each line, cut out of its picture, read in one picture with the others; boxes as cut out."""
    picture, strips = _stack(places, skew)
    rows = read(picture, round(dpi * _SCALE))
    return [_on_page(rows, strip) for strip in strips]


def beside_known(words: Sequence[Word], known: Sequence[Box]) -> Iterator[Word]:
    """The words that do not stand where words are known: a strip shows a bit of its neighbours."""
    for word in words:
        assert word.box
        if not any(_shared(word.box, box) > _OVERLAP for box in known):
            yield word


def _shared(one: Box, other: Box) -> float:
    """The share of the smaller box that overlaps the other box."""
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    least = min(one.width * one.height, other.width * other.height)
    return max(width, 0) * max(height, 0) / max(least, 1)


def _is_print(line: Line, syllables: Mapping[str, int]) -> bool:
    """Whether what was found where nothing had been read is print, and no stroke of a pen or seal."""
    letters = sum(len(word.text) for word in line.words)
    return letters >= _FEWEST and median(worth(word, syllables) for word in line.words) >= _CLEAR


def _fitting(boxes: Iterable[Box], room: float) -> list[Box]:
    """The first boxes that are together no wider than ``room``."""
    chosen: list[Box] = []
    for box in boxes:
        if box.width <= room:
            room -= box.width
            chosen.append(box)
    return chosen


def _hardest(lines: Sequence[Line], room: float, syllables: Mapping[str, int]) -> list[int]:
    """The places of the hard lines, the hardest that are together no wider than ``room``, from top to bottom."""
    longest = max((1, *map(_width, lines)))
    doubts = {at: _doubt(line, syllables) for at, line in enumerate(lines) if line.box and not is_open(line)}
    hard = (at for at, doubt in doubts.items() if _is_hard(lines[at], doubt, longest))
    chosen = []
    for at in sorted(hard, key=lambda at: -doubts[at]):
        if _width(lines[at]) <= room:
            room -= _width(lines[at])
            chosen.append(at)
    return sorted(chosen)


def is_open(line: Line) -> bool:
    """Whether a number is missing in a line ("Số: /SYT-TCCB"): a hand has filled it in, which no engine reads."""
    first, second = (word.text for word in (*line.words, Word(""), Word(""))[:2])
    return first == "Số:" and second.startswith("/")


def _is_hard(line: Line, doubt: float, longest: int) -> bool:
    """Whether a second reading of the line is likely to win enough for its time."""
    return doubt >= _LEAST * (1 + _width(line) / longest)


def _doubt(line: Line, syllables: Mapping[str, int]) -> float:
    """The doubt of a line: the sum over its words of what their worth lacks to that of a sure word.

    A few words that close a bracket and open none are doubtful together.
    """
    odd = len(line.words) <= _FEW_WORDS and line.text.count(")") > line.text.count("(")
    return _ODD * odd + sum(max(SURE - worth(word, syllables), 0.0) for word in line.words)


def _width(line: Line) -> int:
    return line.box.width if line.box else 0


def worth(word: Word, syllables: Mapping[str, int]) -> float:
    """The worth of a word: its confidence, and what its spelling is worth.

    >>> nation, slip = (Word(text, None, 0.8) for text in ("quốc", "quôc"))
    >>> worth(nation, {"quốc": 1000}) > worth(nation, {}) > worth(slip, {})
    True
    """
    return word.confidence + spelling(word.text, syllables)


def spelling(text: str, syllables: Mapping[str, int]) -> float:
    """What the spelling of a word is worth, in confidence: figures, well-formed syllables, frequent words.

    >>> spelling("7,5", {}), spelling("quôc", {})
    (0.4, 0.0)
    """
    core = text.strip(_MARKS).lower()
    if _FIGURES.fullmatch(core):
        return _SPELT + _USUAL
    return _SPELT * is_syllable(core) + _USUAL * _frequency(syllables.get(core, 0))


def _frequency(count: int) -> float:
    """0 for what is unknown to 1 for what is seen a million times."""
    return min(log10(1 + count) / 6, 1.0)


def _without(grey: Pixels, boxes: Iterable[Box]) -> Pixels:
    """The picture with white boxes: lines that stand close together were passed over for that once already."""
    picture = grey.copy()
    for box in boxes:
        picture[max(box.y0, 0) : box.y1, max(box.x0, 0) : box.x1] = 255
    return picture


def _stack(places: Sequence[tuple[Pixels, Box]], skew: float) -> tuple[Pixels, list[_LineStrip]]:
    """The lines enlarged and level, one below the other on white, and where each came to stand."""
    width = round(_SCALE * (max(box.width for _, box in places) + 2 * _ASIDE))
    parts: list[Pixels] = []
    strips = []
    top = 0
    for grey, box in places:
        part, to_page = _level(grey, box, width, skew)
        gap = part.shape[0] // 3
        strips.append(_LineStrip(top + gap + part.shape[0] / 2, top + gap, part.shape[0] / 4, to_page))
        parts += [np.full((gap, width), 255, np.uint8), part]
        top += gap + part.shape[0]
    parts.append(np.full((gap, width), 255, np.uint8))
    return np.asarray(np.vstack(parts), np.uint8), strips


def _level(grey: Pixels, box: Box, width: int, skew: float) -> tuple[Pixels, Matrix]:
    """A line cut out, turned level and enlarged, white beside it; and the matrix back to the page."""
    print_height = max(box.height - abs(tan(radians(skew))) * box.width, 8.0)
    height = round(_SCALE * print_height * 1.9)
    middle = box.middle
    matrix = cv2.getRotationMatrix2D(middle, skew, _SCALE)
    matrix[0, 2] += _SCALE * (box.width / 2 + _ASIDE) - middle[0]
    matrix[1, 2] += height / 2 - middle[1]
    part = cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    part[:, : round(_SCALE * max(_ASIDE - print_height / 2, 0))] = 255
    part[:, round(_SCALE * (box.width + _ASIDE + print_height / 2)) :] = 255
    return np.asarray(part, np.uint8), np.asarray(cv2.invertAffineTransform(matrix), np.float64)


def _on_page(rows: Iterable[Sequence[Word]], strip: _LineStrip) -> list[Word]:
    """The words found on a strip from left to right, with boxes on the page.

    Where it shows two rows, for the first reading took them for one, their words are not mixed: the longer counts.
    """
    inside = [[word for word in row if _is_on(word, strip)] for row in rows]
    found: list[Word] = []
    for row in sorted(inside, key=lambda row: -sum(len(word.text) for word in row)):
        found += [word for word in row if not any(_over(word, other) for other in found)]
    return sorted((replace(word, box=_back(word.box, strip)) for word in found if word.box), key=left_end)


def _is_on(word: Word, strip: _LineStrip) -> bool:
    return word.box is not None and abs((word.box.y0 + word.box.y1) / 2 - strip.middle) < strip.reach


def _over(word: Word, other: Word) -> bool:
    """Whether one word stands above the other: they share columns, and more than their edges."""
    assert word.box and other.box
    shared = min(word.box.x1, other.box.x1) - max(word.box.x0, other.box.x0)
    return shared > 0.25 * min(word.box.width, other.box.width)


def _back(box: Box, strip: _LineStrip) -> Box:
    x, y = strip.to_page @ ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2 - strip.top, 1.0)
    half_width, half_height = box.width / _SCALE / 2, box.height / _SCALE / 2
    return Box(
        max(round(x - half_width), 0),
        max(round(y - half_height), 0),
        max(round(x + half_width), 0),
        max(round(y + half_height), 0),
    )


def merged(first: Sequence[Word], second: Sequence[Word], syllables: Mapping[str, int]) -> tuple[Word, ...]:
    """The words of a line: where two readings of it differ, those that are worth more.

    Handwriting is distinguished from print by its height, so boxes matter.

    >>> one, two = Word("quôc", Box(0, 0, 40, 9), 0.6), Word("quốc", Box(1, 0, 41, 9), 0.7)
    >>> [word.text for word in merged([one], [two], {})]
    ['quốc']
    """
    words: list[Word] = []
    for ones, others in side_by_side(first, second):
        words += others if ones and others and _is_better(others, ones, syllables) else ones
    return tuple(words)


def _is_better(others: Sequence[Word], ones: Sequence[Word], syllables: Mapping[str, int]) -> bool:
    """Whether the second reading is better.

    Equal words prove nothing, because the engine makes the same mistakes on both pictures. It loses the bar of a Đ
    and never sees one where there is none.
    """
    one, other = (" ".join(word.text for word in words) for words in (ones, others))
    if other == one or _lacks_figure(others, ones):
        return False
    if _without_bars(other) == _without_bars(one):
        return other.count("Đ") > one.count("Đ")
    gain = mean_worth(others, syllables) - mean_worth(ones, syllables)
    return gain + _unwritten(ones) - _unwritten(others) > _MARGIN


def _without_bars(text: str) -> str:
    return text.replace("Đ", "D")


def _lacks_figure(others: Sequence[Word], ones: Sequence[Word]) -> bool:
    """Whether the second reading has the words of the first but for legible figures: those are not lost again."""
    figures = [word for word in ones if _FIGURES.fullmatch(word.text.strip(_MARKS))]
    rest = [word.text for word in ones if word not in figures]
    return [word.text for word in others] == rest and any(word.confidence >= _LEGIBLE for word in figures)


def _unwritten(words: Sequence[Word]) -> float:
    """What the signs that nobody writes take off the mean worth of words; without letters they are specks."""
    odd = sum(len(word.text) for word in words if _is_odd(word.text))
    return _UNWRITTEN * odd / sum(len(word.text) for word in words)


def _is_odd(text: str) -> bool:
    return any(sign in UNWRITTEN for sign in text) and any(map(str.isalnum, text))


def mean_worth(words: Sequence[Word], syllables: Mapping[str, int]) -> float:
    return sum(worth(word, syllables) * len(word.text) for word in words) / sum(len(word.text) for word in words)


def side_by_side(first: Sequence[Word], second: Sequence[Word]) -> list[tuple[list[Word], list[Word]]]:
    """Words of both readings that share columns, in groups as small as can be, from left to right."""
    groups: list[tuple[list[Word], list[Word]]] = []
    end = -1.0
    both = [(word, 0) for word in first] + [(word, 1) for word in second]
    for word, side in sorted(both, key=lambda pair: left_end(pair[0])):
        assert word.box
        if word.box.x0 + 0.25 * min(word.box.width, word.box.height) >= end:
            groups.append(([], []))
        groups[-1][side].append(word)
        end = max(end, word.box.x1)
    return groups
