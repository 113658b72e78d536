"""When an issuer that was found may be another: where the symbol is of another, or the text names one."""

from __future__ import annotations

import re
from dataclasses import replace

from cchc_ocr.extract.bodies.grammar import names_another
from cchc_ocr.extract.cited.clause_behind import BEHIND_COMMA
from cchc_ocr.extract.cited.issuer import Issuer
from cchc_ocr.extract.cited.joint import Joint
from cchc_ocr.extract.cited.setting import NEAR, PART_OF, Setting
from cchc_ocr.numbering.numbers import DocumentNumber
from cchc_ocr.patterns import accented
from cchc_ocr.vietnamese import CAPITALS

_OF_NAMED = accented(rf"\)?\s*,?\s*(?:của|do)\s+(?=[{CAPITALS}])")  # "của Tổ công tác"
_OF_SOME = accented(r"\)?\s*,?\s*(?:của|do)\s+(?!(?:mình|chúng tôi)\b)\w")  # "của đối tượng thanh tra"
_ITEM = accented(rf"[{CAPITALS}][^.,;:()\d]{{2,60}}(?:$|[;\n]|,\s*ngày\b)")
_CLAUSE_ENDS = re.compile(r"[.;]\s|\d/")
_WITH_OWN_SYMBOLS = frozenset({"bo", "so", "ubnd", "hdnd"})  # kinds whose symbols no other kind has


class IssuerDoubts:
    """The doubts in the issuers of one text."""

    def __init__(self, setting: Setting, joint: Joint) -> None:
        self._setting = setting
        self._text, self._plain = setting.text, setting.plain
        self._texts, self._symbols = setting.texts, setting.symbols
        self._joint, self._lexicon = joint, setting.lexicon

    def contradicts(self, number: DocumentNumber, issuer: Issuer) -> bool:
        """Whether a symbol is another's than of the body named: "Quyết định số 5/QĐ-SXD của Sở Tài chính"."""
        known = self._symbols.known(number)
        body = self._texts.named(issuer.name)
        kinds = {body.kind, self._texts.named(known).kind} if known else set()
        if not known or body.actor or not kinds <= _WITH_OWN_SYMBOLS or self._joint.count(issuer.name) > 1:
            return False
        return not self._setting.fits(number, body, known)

    def doubted(self, issuer: Issuer | None, number: DocumentNumber, end: int) -> Issuer | None:
        """The issuer by the symbol, a guess where another is named behind the number, which no list has."""
        named = _OF_NAMED.match(self._text, end)
        some = _OF_SOME.match(self._text, end)
        another = named and issuer and names_another(self._text, named.end(), issuer.name, self._lexicon)
        item = BEHIND_COMMA.match(self._plain, number.end)
        listed = item and _ITEM.match(self._text, item.end()) and self._texts.opens_at(item.end())
        if issuer and (another or listed or (some and not named)):
            return replace(issuer, sure=False, unread=True)
        return replace(issuer, sure=False) if issuer and self._said_later(issuer, end) else issuer

    def _said_later(self, issuer: Issuer, end: int) -> bool:
        """Whether a clause goes on with another who may have issued it: "kết luận của Thường trực Huyện ủy"."""
        stop = _CLAUSE_ENDS.search(self._plain, end)
        bodies = self._texts.between(end, min(stop.start() if stop else len(self._text), end + NEAR))
        meant = self._texts.named(issuer.name)
        return any(
            body.actor is not None and body.kind == meant.kind and self._plain.endswith(PART_OF, 0, body.start)
            for body in bodies
        )
