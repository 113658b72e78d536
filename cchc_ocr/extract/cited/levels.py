"""Of which level a body is that each level has: "UBND" where the text does not say of which place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from cchc_ocr.extract.cited.issuer import Issuer
from cchc_ocr.extract.cited.setting import Setting
from cchc_ocr.extract.cited.symbol_bodies import BY_SYMBOL
from cchc_ocr.lexicon import Lexicon, kept
from cchc_ocr.patterns import accented, any_of
from cchc_ocr.vietnamese import bare

OF_ALL_LEVELS = ("UBND", "HĐND")
_WHOLES_OF_PARTS = tuple(bare(one).lower() for short in OF_ALL_LEVELS for one in (short, BY_SYMBOL[short]))
LEVELS = ("province", "district", "commune")


_HIGHEST = (" tỉnh", " thành phố")  # a text that names these alone means them


class Levels:
    """What a text means by "UBND" and "HĐND", by its head and by what it names."""

    def __init__(self, setting: Setting) -> None:
        self._plain, self._own, self._texts = setting.plain, setting.own, setting.texts
        self._lexicon = setting.lexicon
        self._levels = _named_levels(setting.text, setting.lexicon)

    def completed(self, issuer: Issuer) -> Issuer:
        """A part of a UBND or HĐND with its level, where the text does not print whose part it is.

        "Ban Pháp chế" of "61/BC-BPC" is that of the HĐND that the head or the text has.
        """
        wholes = (BY_SYMBOL[short] for short in OF_ALL_LEVELS)
        whole = next((one for one in wholes if issuer.name.endswith(f" {one}")), None)
        printed = issuer.stated and self._plain.endswith(_WHOLES_OF_PARTS, 0, issuer.end)
        if not whole or printed or self._texts.named(issuer.name).actor:
            return issuer
        level = self.of(whole)
        place = self._texts.named(level[0]).place if level else None
        if not level or not place:
            return replace(issuer, sure=False)
        return replace(issuer, name=f"{issuer.name} {place}", sure=issuer.sure and level[1])

    def of(self, name: str) -> tuple[str, bool] | None:
        """The "UBND" of a text by its level, and whether it can be of no other.

        It is the citing body itself, or the one above it, as the head has them; else the one that is named most.
        """
        short = next((one for one in OF_ALL_LEVELS if name == BY_SYMBOL[one]), None)
        if not short:
            return None
        meant, place = self._levels.meant.get(short), self._place_of_head()
        by_head = next((one for one in self._levels.named.get(short, ()) if one.endswith(f" {place}")), None)
        if place and not by_head:
            return f"{short} {place}", False
        name = by_head or meant or ""
        told = by_head == meant if by_head else name.endswith(_HIGHEST)
        return (name, name not in self._levels.doubted and told) if name else None

    def _place_of_head(self) -> str | None:
        """The kind of place that the citing body is of, or of whose body it is a part: "tỉnh" of a Sở."""
        kinds = sorted((kind.name for kind in self._lexicon.place_kinds), key=len, reverse=True)
        for body in self._texts.of_head[: 1 + (self._own.parent is not None)]:
            place = f"{(body.place or '').lower()} ".replace("tp ", "thành phố ")
            if kind := next((kind for kind in kinds if place.startswith(f"{kind} ")), None):
                return kind
        levels = {self._texts.level_of(one) for one in self._texts.of_head[:1]} if self._own.issuer else set()
        return "tỉnh" if "province" in levels else None


@kept
def _body_of_level(lexicon: Lexicon) -> re.Pattern[str]:
    """A body of local government with its level, as a text prints them."""
    kinds = any_of(kind.name for kind in lexicon.place_kinds)
    return accented(
        rf"\b(?P<body>UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân)\s+(?P<kind>{kinds})\b"
    )  # "UBND tỉnh"


class _NamedLevels(NamedTuple):
    """What a text means by "UBND" where a symbol has no more, all that it names, and what is ``doubted``."""

    meant: Mapping[str, str]
    named: Mapping[str, tuple[str, ...]]
    doubted: frozenset[str]


def _named_levels(text: str, lexicon: Lexicon) -> _NamedLevels:
    """By the level that a text names most. Where it names a higher one as well, it may cite that.

    "Thực hiện Công văn số 2241/UBND-KSTT, UBND xã báo cáo" to the UBND tỉnh.
    """
    level_of = {kind.name: LEVELS.index(kind.level) for kind in lexicon.place_kinds}
    named: dict[str, Counter[str]] = {}
    levels: dict[str, dict[str, int]] = {}
    for match in _body_of_level(lexicon).finditer(text):
        body = {"Ủy ban nhân dân": "UBND", "Hội đồng nhân dân": "HĐND"}.get(match["body"], match["body"])
        named.setdefault(body, Counter())[match.group()] += 1
        levels.setdefault(body, {})[match.group()] = level_of[match["kind"]]
    meant = {body: counts.most_common(1)[0][0] for body, counts in named.items()}
    doubted = (
        name
        for body, all_levels in levels.items()
        for name in all_levels
        if min(all_levels.values()) < all_levels[name]
    )
    every = {body: tuple(name for name, _ in counts.most_common()) for body, counts in named.items()}
    return _NamedLevels(meant, every, frozenset(doubted))
