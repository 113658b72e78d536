"""Words that were torn apart are put together: "tr ực tuyến" (trực), also over a line end ("tr-", "ực tuyến")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from cchc_ocr.changes import Change
from cchc_ocr.ngram import lattice
from cchc_ocr.ngram.tokens import Token
from cchc_ocr.repair.candidates import Speller
from cchc_ocr.repair.policy import Policy
from cchc_ocr.repair.terms import TokenPosition
from cchc_ocr.vietnamese import bare, is_syllable

# How much likelier (natural logarithm) the whole must be than its pieces. In 244,000 words of laws, with their
# diacritics and without, nothing that rightly stands apart reaches 5; of words torn at any place 97 in 100 pass.
_LEAST = 6.0
_LONGEST = 7  # letters of a syllable: "nghiêng"
_BESIDE = 3  # words on either side that are looked at: as many as the model looks back
_TORN_OFF = re.compile(r"([-‐\u00ad]?)\s*")  # what may stand behind a piece at the end of its line
# Marks behind the piece on the next line, which go with the word.
_MARKS = re.compile(r"[^\w\s]*(?!\S)(?:\s+(?=\S))?")
_LABEL = re.compile(r"\w[.)](?!\S)")  # "i)" opens an item

TokenRow = Sequence[tuple[int, Token]]  # the words of a sentence with the numbers of their lines


@dataclass(frozen=True, slots=True)
class Joined:
    """A word put together: ``text`` is what stood in its line, ``marks`` come along from the next line."""

    text: str
    marks: str
    log_odds: float


@dataclass(frozen=True, slots=True)
class _Tear:
    """Two pieces of a sentence, at ``at`` and ``at + 1``, that may be one word."""

    row: TokenRow
    at: int
    whole: Token
    marks: str | None  # behind the second piece, where that stands on the next line

    @property
    def pieces(self) -> tuple[TokenPosition, TokenPosition]:
        (number, one), (below, other) = self.row[self.at : self.at + 2]
        return (number, one.start), (below, other.start)


@dataclass(frozen=True, slots=True)
class Joiner:
    """Puts words of a text together."""

    speller: Speller
    lines: Sequence[str]
    policies: Sequence[Policy]

    def join(
        self, tokens: list[list[Token]], sentences: Sequence[Sequence[int]]
    ) -> tuple[dict[TokenPosition, Joined], list[list[Change]]]:
        """The words that are likelier whole, by place, and for each line the changes that take pieces away.

        ``sentences`` are the numbers of lines that belong together; the words are put together in ``tokens``.
        """
        rows = [[(number, token) for number in sentence for token in tokens[number]] for sentence in sentences]
        joined: dict[TokenPosition, Joined] = {}
        wholes: dict[TokenPosition, Token | None] = {}
        changes: list[list[Change]] = [[] for _ in self.lines]
        for odds, tear in self._likely([tear for row in rows for tear in self._tears(row)]):
            first, second = tear.pieces
            if wholes.keys().isdisjoint(tear.pieces):
                wholes |= {first: tear.whole, second: None}
                joined[first] = self._joined(tear, odds)
                changes[second[0]] += self._taken_away(tear, odds)
        for number in {number for number, _ in wholes}:
            found = (wholes.get((number, token.start), token) for token in tokens[number])
            tokens[number] = [token for token in found if token]
        return joined, changes

    def _tears(self, row: TokenRow) -> Iterator[_Tear]:
        for at in range(len(row) - 1):
            (number, one), (below, other) = row[at : at + 2]
            if (
                one.kind == other.kind == "word"
                and _may_be_one(one.text, other.text)
                and self._is_known(one.text + other.text)
                and not (one.in_code or one.glued or other.in_code or other.glued)
            ):
                tear = self._in_line(row, at) if number == below else self._over_line_end(row, at)
                if tear:
                    yield tear

    def _is_known(self, text: str) -> bool:
        """Whether some syllable of the model has these letters."""
        model = self.speller.model
        return any(is_syllable(model.words[k]) for k in model.variants.get(bare(text.lower()), ()))

    def _in_line(self, row: TokenRow, at: int) -> _Tear | None:
        (number, one), (_, other) = row[at : at + 2]
        line = self.lines[number]
        if line[one.end : other.start] != " " or _LABEL.match(line, other.start):
            return None
        return _Tear(row, at, replace(one, end=other.end, text=one.text + other.text), None)

    def _over_line_end(self, row: TokenRow, at: int) -> _Tear | None:
        (number, one), (below, other) = row[at : at + 2]
        line = self.lines[below]
        gap = _TORN_OFF.fullmatch(self.lines[number], one.end)
        marks = _MARKS.match(line, other.end)
        if not gap or not marks or line[: other.start].strip() or _LABEL.match(line, other.start):
            return None
        return _Tear(row, at, replace(one, end=gap.end(1), text=one.text + other.text), marks.group())

    def _likely(self, tears: Sequence[_Tear]) -> list[tuple[float, _Tear]]:
        """The tears at which the whole is the likelier reading, and by how much, the clearest first."""
        windows = [self._window(tear, whole=whole) for tear in tears for whole in (True, False)]
        totals = lattice.best(self.speller.model, windows)
        weighed = zip(totals[::2], totals[1::2], tears, strict=True)
        found = [(whole - apart, tear) for whole, apart, tear in weighed if whole - apart > _LEAST]
        return sorted(found, key=lambda one: -one[0])

    def _window(self, tear: _Tear, *, whole: bool) -> list[lattice.Slot]:
        row, at = tear.row, tear.at
        middle = [(row[at][0], tear.whole)] if whole else row[at : at + 2]
        window = [*row[max(at - _BESIDE, 0) : at], *middle, *row[at + 2 : at + 2 + _BESIDE]]
        return [self.speller.slot(token, self.policies[number], cased=False) for number, token in window]

    def _joined(self, tear: _Tear, odds: float) -> Joined:
        text = self.lines[tear.pieces[0][0]][tear.whole.start : tear.whole.end]
        return Joined(text, (tear.marks or "").rstrip(), odds)

    def _taken_away(self, tear: _Tear, odds: float) -> Iterator[Change]:
        """The change to the next line, where the second piece stood there."""
        if tear.marks is not None:
            number, piece = tear.row[tear.at + 1]
            end = piece.end + len(tear.marks)
            yield Change(piece.start, end, self.lines[number][piece.start : end], "", ("joined",), odds)


@lru_cache(maxsize=50_000)
def _may_be_one(one: str, other: str) -> bool:
    """Whether two pieces are like a syllable: no longer, written in one case, the marks where one has them.

    >>> _may_be_one("tr", "ực"), _may_be_one("C", "ai"), _may_be_one("khoa", "I"), _may_be_one("cải", "cách")
    (True, True, False, False)
    """
    text = one + other
    cased = other.islower() or text.isupper()
    return len(text) <= _LONGEST and cased and (text.isascii() or is_syllable(text))
