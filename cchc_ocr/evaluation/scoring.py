"""Compares a text with its ground truth: character and word errors, and the harm that repair has done."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Self

from rapidfuzz.distance import Levenshtein

from cchc_ocr.vietnamese import bare, nfc

_HAND = re.compile(r"⟦[^⟧]*⟧")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_QUOTES = {ord(a): b for a, b in zip("“”„‟″‘’‚‛′", "\"\"\"\"\"'''''", strict=True)}
# "hoà" and "hòa" are both right: the mark may stand on either vowel of oa, oe, uy that ends a syllable.
_OLD_PLACES = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
_OLD = re.compile(r"(?<![qQ])(" + "|".join(_OLD_PLACES) + r")(?![^\W\d_])", re.IGNORECASE)


def normal(text: str) -> str:
    """The text as it is compared: NFC, one kind of dash and quote, new-style tone placement, single spaces.

    >>> normal("Uỷ ban –  “hoà” quý")
    'Ủy ban - "hòa" quý'
    """
    return " ".join(_OLD.sub(_new_place, nfc(text).translate(_DASHES).translate(_QUOTES)).split())


def _new_place(match: re.Match[str]) -> str:
    seen = match.group(1)
    pairs = zip(seen, _OLD_PLACES[seen.lower()], strict=True)
    return "".join(new.upper() if old.isupper() else new for old, new in pairs)


@dataclass(frozen=True, slots=True)
class Tally:
    """Whole numbers that add up over pages and documents."""

    def __add__(self, other: Self) -> Self:
        names = [field.name for field in fields(self)]
        return type(self)(**{name: getattr(self, name) + getattr(other, name) for name in names})


def rate(part: int, whole: int) -> float:
    """``part / whole``; 0 where ``whole`` is 0."""
    return part / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class TextCounts(Tally):
    """Edits (Levenshtein) between a text and its truth, and the sizes of the truth."""

    characters: int = 0
    words: int = 0
    character_edits: int = 0
    base_edits: int = 0
    word_edits: int = 0

    @property
    def cer(self) -> float:
        """Character error rate: edits ÷ characters of the truth."""
        return rate(self.character_edits, self.characters)

    @property
    def base_cer(self) -> float:
        """The same with every diacritic taken off on both sides."""
        return rate(self.base_edits, self.characters)

    @property
    def wer(self) -> float:
        """Word error rate: edits of whole words ÷ words of the truth."""
        return rate(self.word_edits, self.words)


def compare_text(truth: str, seen: str) -> TextCounts:
    """Tally of one page; handwriting (between ⟦ ⟧) is left out of the truth.

    >>> compare_text("Số: ⟦12⟧ cải cách", "Số: cai cách").word_edits
    1
    """
    truth, seen = normal(_HAND.sub(" ", truth)), normal(seen)
    return TextCounts(
        characters=len(truth),
        words=len(truth.split()),
        character_edits=Levenshtein.distance(truth, seen),
        base_edits=Levenshtein.distance(bare(truth), bare(seen)),
        word_edits=Levenshtein.distance(truth.split(), seen.split()),
    )


@dataclass(frozen=True, slots=True)
class RepairCounts(Tally):
    """What repair did to the words of the truth."""

    right_before: int = 0
    harmed: int = 0
    wrong_before: int = 0
    mended: int = 0

    @property
    def harm(self) -> float:
        """Right words made wrong ÷ right words."""
        return rate(self.harmed, self.right_before)

    @property
    def mending(self) -> float:
        """Wrong words made right ÷ wrong words."""
        return rate(self.mended, self.wrong_before)


def right_words(truth: Sequence[str], seen: Sequence[str]) -> list[bool]:
    """For each word of the truth whether it was read, after an alignment with the fewest edits.

    >>> right_words(["cải", "cách", "hành", "chính"], ["cai", "cách", "hành"])
    [False, True, True, False]
    """
    right = [False] * len(truth)
    for block in Levenshtein.opcodes(truth, seen):
        if block.tag == "equal":
            right[block.src_start : block.src_end] = [True] * (block.src_end - block.src_start)
    return right


def compare_repair(truth: str, before: str, after: str) -> RepairCounts:
    """Which words of the truth were right before and after repair.

    >>> compare_repair("sở nội vụ", "so nội vụ", "sở nội vú")
    RepairCounts(right_before=2, harmed=1, wrong_before=1, mended=1)
    """
    words = normal(_HAND.sub(" ", truth)).split()
    was, became = (right_words(words, normal(text).split()) for text in (before, after))
    pairs = Counter(zip(was, became, strict=True))
    return RepairCounts(
        right_before=pairs[True, True] + pairs[True, False],
        harmed=pairs[True, False],
        wrong_before=pairs[False, True] + pairs[False, False],
        mended=pairs[False, True],
    )
