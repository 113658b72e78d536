"""Finds the issuer of a cited document: from the clause, from the sentence, from its symbol, or from the head.

The reasons are tried in the order of their weight. Which body a clause names right at the number is sure; what is
taken from farther away is listed for review where the text names others that may be meant.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from cchc_ocr.extract.cited.clause_before import ClauseBefore
from cchc_ocr.extract.cited.clause_behind import ClauseBehind
from cchc_ocr.extract.cited.full_names import FullNames
from cchc_ocr.extract.cited.inferred import Inferred
from cchc_ocr.extract.cited.issuer import Issuer
from cchc_ocr.extract.cited.issuer_doubts import IssuerDoubts
from cchc_ocr.extract.cited.joint import Joint
from cchc_ocr.extract.cited.levels import Levels
from cchc_ocr.extract.cited.own import UNKNOWN, Own
from cchc_ocr.extract.cited.setting import NEAR, Setting
from cchc_ocr.extract.cited.symbol_bodies import BY_SYMBOL
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.numbering.numbers import DocumentNumber
from cchc_ocr.numbering.signs import look_alike
from cchc_ocr.vietnamese import bare

_SLIPS, _LONG = 2, 6  # letters of a long symbol that may be wrong where the sentence names the body in full


class Issuers:
    """The issuers of what one text cites. ``own`` is what is known of the document that cites.

    ``name_limit`` tells where a name that begins at an offset must have ended, as with a cell of a table.
    """

    def __init__(
        self,
        text: str,
        plain: str,
        lexicon: Lexicon,
        own: Own = UNKNOWN,
        *,
        name_limit: Callable[[int], int] | None = None,
    ) -> None:
        setting = Setting(text, plain, lexicon, own, name_limit)
        names = FullNames(setting)
        self._plain, self._symbols, self._signs = plain, setting.symbols, lexicon.signs.known_types
        self._texts = setting.texts
        self._levels = Levels(setting)
        self._joint = Joint(setting, names)
        self._clause_behind = ClauseBehind(setting, names, self._joint)
        self._clause_before = ClauseBefore(setting, names, self._joint)
        self._inferred = Inferred(setting, names, self._levels)
        self._doubts = IssuerDoubts(setting, self._joint)

    def issuer_of(self, number: DocumentNumber, end: int) -> Issuer | None:
        """The issuer of the document cited at ``number``, whose date ends at ``end``."""
        letters = self._symbols.joint(number, self._plain[max(0, number.start - NEAR) : number.start])
        several = letters is not None
        stated = (
            self._clause_behind.issuer(number, end, several=several)
            or self._clause_behind.issuer(number, number.end, several=several)
            or self._clause_before.issuer(number, several=several)
            or self._clause_behind.then(number, end)
        )
        if letters:
            one = self._inferred.issuer(number)  # of several, not all of which are known
            alone = replace(one, sure=one.sure and len(letters) == 1) if one else None
            return self._joint.issuer(number, letters, stated) or alone
        if stated and self._doubts.contradicts(number, stated):
            stated = replace(stated, sure=False)
        found = stated or self._doubts.doubted(
            self._inferred.issuer(number) or self._inferred.answered(number), number, end
        )
        if found and not found.stated and not found.fixed and self._clause_before.names_another(number):
            found = replace(found, sure=False)
        return self._levels.completed(found) if found else None

    def is_name(self, start: int, end: int) -> bool:
        """Whether nothing but the name of a body stands between two offsets."""
        body = self._texts.at(start)
        return body is not None and body.end == end

    def symbol_of(self, issuer: Issuer | None, symbol: str) -> str:
        """The symbol, its unknown group replaced by that of the body the sentence names, where the two are near.

        "Sở Tài nguyên và Môi trường tại Tờ trình số 345/TTr-SINMT": STNMT was meant. One letter may differ in its
        shape, of a long symbol two letters; one letter more or less is another habit ("KTNS", "BKTNS"). The body
        of a công văn stands first, and its unit is left as it is. A type sign alone ("Chỉ thị số 11/CT- … của Thủ
        tướng Chính phủ") is completed where the body has one symbol and no other.
        """
        if issuer is not None and symbol in self._signs:
            letters = next((s for s, name in BY_SYMBOL.items() if name == issuer.name), None)
            return f"{symbol}-{letters}" if letters else symbol
        groups = symbol.split("-")
        at = len(groups) - 1 if groups[0] in self._signs else 0
        # "UBTVQH15": the term of an assembly belongs to its symbol and is no slip.
        known = {groups[at], groups[at].rstrip("0123456789")} & self._symbols.names.keys()
        if issuer is None or not issuer.stated or len(groups) < 2 or known:
            return symbol
        own = (symbol for symbol, name in self._symbols.names.items() if name in issuer.name)
        meant = next((symbol for symbol in own if _is_near(groups[at], symbol)), groups[at])
        return "-".join([*groups[:at], meant, *groups[at + 1 :]])


def _is_near(group: str, symbol: str) -> bool:
    """Whether a group may be a symbol that was misread.

    >>> [_is_near(*pair) for pair in (("SIP", "STP"), ("SLDIBXH", "SLĐTBXH"), ("KTNS", "BKTNS"), ("CSDT", "BDT"))]
    [True, True, False, False]
    """
    if look_alike(group, symbol):
        return True
    slips = Levenshtein.distance(bare(symbol), bare(group), score_cutoff=_SLIPS)
    return len(group) == len(symbol) >= _LONG and slips <= _SLIPS
