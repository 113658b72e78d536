"""When an issuer that was found may be another: where the symbol is of another, or the text names one."""

from __future__ import annotations

import re
from dataclasses import replace

from cchc_ocr.extract.bodies.grammar import names_another, read_body
from cchc_ocr.extract.cited.clause_behind import BEHIND_COMMA
from cchc_ocr.extract.cited.issuer import Issuer
from cchc_ocr.extract.cited.joint import Joint
from cchc_ocr.extract.cited.setting import NEAR, OF_PLACE, PART_OF, Setting
from cchc_ocr.extract.cited.symbol_bodies import BY_SYMBOL, OF_STATE, bears
from cchc_ocr.numbering.numbers import DocumentNumber
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.vietnamese import CAPITALS, bare

_OF_NAMED = accented(rf"\)?\s*,?\s*(?:của|do)\s+(?=[{CAPITALS}])")  # "của Tổ công tác"
_OF_SOME = accented(r"\)?\s*,?\s*(?:của|do)\s+(?!(?:mình|chúng tôi)\b)\w")  # "của đối tượng thanh tra"
_ITEM = accented(rf"[{CAPITALS}][^.,;:()\d]{{2,60}}(?:$|[;\n]|,\s*ngày\b)")
_CLAUSE_ENDS = re.compile(r"[.;]\s|\d/")
_WITH_OWN_SYMBOLS = frozenset({"bo", "so", "ubnd", "hdnd"})  # kinds whose symbols no other kind has
_OF_ANY = frozenset(BY_SYMBOL[letters] for letters in ("VP", "LS", "LB", "CTN"))  # symbols that tell no one body
_COMMITTEE = (" ủy", "Trung ương Đảng")  # in whose name many decide: "Ban Chấp hành Đảng bộ huyện"
# What a document says to whom, or of whom: "5/UBND-NC đề nghị UBND huyện báo cáo".
_TELLS = unaccented(
    r"\s*,?\s*(?:(?:đã|để)\s+)?(?:về việc|v/v|về|gửi|giao|đề nghị|yêu cầu|chỉ đạo|kiến nghị|trình|báo cáo|xin|mời"
    r"|trả lời|phúc đáp|hướng dẫn|cho|đối với|đôn đốc|phân công|ủy quyền|cử|phê bình|nhắc)\b[^.;:]{0,40}?"
)
# "Huyện Mẫu Sơn bổ nhiệm ông A theo Quyết định số": another place, whose body may have issued that.
_PLACE = accented(
    rf"\b(?P<kind>[Hh]uyện|[Qq]uận|[Tt]hị xã|[Tt]hành phố|[Xx]ã|[Pp]hường|[Tt]hị trấn)\s(?P<name>[{CAPITALS}]\w+)"
)
_NAME_IN_FRONT = accented(rf"[{CAPITALS}]\w+\s*\(\s*(?:tại\s)?[^.;:,()\d]{{2,40}}$")  # "Mẫu Sơn (Báo cáo số"
_TO_NAME = re.compile(r"\s*[,:–—-]?\s+")
_REACH = 60  # characters behind such a word within which stands who is told


class IssuerDoubts:
    """The doubts in the issuers of one text."""

    def __init__(self, setting: Setting, joint: Joint) -> None:
        self._setting = setting
        self._text, self._plain = setting.text, setting.plain
        self._texts, self._symbols = setting.texts, setting.symbols
        self._joint, self._lexicon = joint, setting.lexicon

    def contradicts(self, number: DocumentNumber, issuer: Issuer) -> bool:
        """Whether a symbol is another's than of the body named: "Quyết định số 5/QĐ-SXD của Sở Tài chính"."""
        known, body = self._symbols.known(number), self._texts.named(issuer.name)
        agency = self._texts.agency(body)
        alike = known is not None and (_overlap(known, body.canonical) or _overlap(known, agency))
        post = read_body(issuer.name, 0, len(issuer.name), self._lexicon) is None  # "Hiệu trưởng"
        if not known or post or alike or self._joint.count(issuer.name) > 1:
            return False
        if known in OF_STATE or body.actor:
            return known in OF_STATE
        meant = self._texts.named(known)
        if {body.kind, meant.kind} <= _WITH_OWN_SYMBOLS:
            return not self._setting.fits(number, body, known)
        letters = self._setting.letters(number)
        of_many = self._setting.is_short(letters) or self._symbols.is_common(known) or known in _OF_ANY
        borne = self._setting.bears_any(body, number) or bears(agency, letters, self._lexicon)
        unlisted = meant.kind == body.kind and not self._texts.is_known(agency)
        return not (of_many or borne or unlisted or known.endswith(_COMMITTEE))

    def doubted(self, issuer: Issuer | None, number: DocumentNumber, end: int) -> Issuer | None:
        """The issuer by the symbol, a guess where another is named behind the number, which no list has."""
        named = _OF_NAMED.match(self._text, end)
        some = _OF_SOME.match(self._text, end)
        another = named and issuer and names_another(self._text, named.end(), issuer.name, self._lexicon)
        item = BEHIND_COMMA.match(self._plain, number.end)
        listed = item and _ITEM.match(self._text, item.end()) and self._texts.opens_at(item.end())
        if issuer and (another or listed or (some and not named)):
            return replace(issuer, sure=False, unread=True)
        said = self._said_later, self._is_told, self._stands_by
        if issuer and (any(one(issuer, end) for one in said) or self._names_place(issuer, number)):
            return replace(issuer, sure=False)
        return issuer

    def _names_place(self, issuer: Issuer, number: DocumentNumber) -> bool:
        """Whether a clause is about another place, whose body may have issued what it names.

        "Thị xã Mẫu Khê xin điều chỉnh quy hoạch (Tờ trình số 5/TTr-UBND)" in a document of a UBND tỉnh.
        """
        meant = self._texts.named(issuer.name)
        if meant.kind not in OF_PLACE:
            return False
        begin = max(self._setting.sentence(number), number.start - NEAR)
        own = [*filter(None, (one.place for one in (meant, *self._texts.of_head)))]
        named = (place.group() for place in _PLACE.finditer(self._text, begin, number.start))
        another = any(not any(_overlap(place, one) for one in own) for place in named)
        return another or _NAME_IN_FRONT.search(self._text, begin, number.start) is not None

    def _stands_by(self, issuer: Issuer, end: int) -> bool:
        """Whether another, or who acts for the body, stands behind the number: "5/QĐ-SNV, Giám đốc Sở Nội vụ"."""
        gap = _TO_NAME.match(self._text, end)
        body = self._texts.at(gap.end()) if gap and gap.end() < len(self._text) else None
        if not body or not body.kind:
            return False
        meant = self._texts.named(issuer.name)
        another = not _overlap(meant.canonical, body.canonical) and "," not in gap.group() if gap else False
        return another or (body.actor is not None and body.kind == meant.kind)

    def _is_told(self, issuer: Issuer, end: int) -> bool:
        """Whether a level is that of those to whom a document was sent: "5/QĐ-UBND giao UBND huyện"."""
        meant = self._texts.named(issuer.name)
        told = _TELLS.match(self._plain, end) if meant.kind in OF_PLACE else None
        behind = self._texts.between(told.end(), told.end() + _REACH) if told else ()
        return any(_overlap(meant.canonical, body.canonical) for body in behind if body.place)

    def _said_later(self, issuer: Issuer, end: int) -> bool:
        """Whether a clause goes on with another who may have issued it: "kết luận của Thường trực Huyện ủy"."""
        stop = _CLAUSE_ENDS.search(self._plain, end)
        bodies = self._texts.between(end, min(stop.start() if stop else len(self._text), end + NEAR))
        meant = self._texts.named(issuer.name)
        return any(
            body.actor is not None and body.kind == meant.kind and self._plain.endswith(PART_OF, 0, body.start)
            for body in bodies
        )


def _overlap(one: str, other: str) -> bool:
    """Whether one name is part of another.

    >>> _overlap("Chính phủ", "Thủ tướng Chính phủ"), _overlap("Sở Nội vụ", "Sở Y tế")
    (True, False)
    """
    names = bare(one).lower(), bare(other).lower()
    return names[0] in names[1] or names[1] in names[0]
