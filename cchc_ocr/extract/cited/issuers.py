"""Finds the issuer of a cited document: from the clause, from the sentence, from its symbol, or from the head.

The reasons are tried in the order of their weight. Which body a clause names right at the number is sure; what is
taken from farther away is listed for review where the text names others that may be meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from cchc_ocr.extract.bodies.grammar import NamedBody, names_another, read_body
from cchc_ocr.extract.cited.named_bodies import TextBodies
from cchc_ocr.extract.cited.own import UNKNOWN, Own
from cchc_ocr.extract.cited.symbol_bodies import (
    BY_SYMBOL,
    OF_STATE,
    SymbolBodies,
    bears,
    guesses,
    lacks_kind,
    shared_by,
)
from cchc_ocr.extract.forms.names import initials_of
from cchc_ocr.lexicon import Lexicon, kept
from cchc_ocr.numbering.numbers import DocumentNumber
from cchc_ocr.numbering.signs import look_alike
from cchc_ocr.patterns import accented, any_of, unaccented
from cchc_ocr.vietnamese import CAPITALS, bare

# ") của ", ", do ", "năm 2019 của ", " giữa ": the name follows.
_OF = unaccented(r"\)?\s*(?:,?\s*cùng ngày\s*)?(?:năm\s+\d{4}\s+)?,?\s*(?:của|do|giữa)\s+(?:các\s+)?")
_BESIDE = unaccented(r"\)?\s*")  # the name follows without a word
_OF_NAMED = accented(rf"\)?\s*,?\s*(?:của|do)\s+(?=[{CAPITALS}])")  # "của Tổ công tác"
_OF_SOME = accented(r"\)?\s*,?\s*(?:của|do)\s+(?!(?:mình|chúng tôi)\b)\w")  # "của đối tượng thanh tra"
# "Thông báo số 5/TB-CCT mà Chi cục đã phát hành": who issued, in a clause of its own.
_WHICH = unaccented(r"\s*,?\s*mà\s+")
_ISSUED = unaccented(r"\s+(?:(?:đã|vừa)\s+)?(?:ban hành|phát hành|ký|gửi|cấp|lập|ra|trình|công bố)\b")
_IN_BRACKET = unaccented(r"\s*\(\s*")
_BRACKET_ENDS = unaccented(r"\s*(?:\)|đã\b|ban hành\b|cấp\b|gửi\b|ký\b|trình\b)")
# "của quý cơ quan", "của quý Ủy ban": whom the document is addressed to.
_HONOURED = accented(r"quý\s+(?:cơ quan|đơn vị|[Ủủ]y ban|[Uu]ỷ ban|\w+)(?!\w)", re.IGNORECASE)
_OURSELVES = accented(
    rf"(?:cơ quan|đơn vị|chúng tôi|mình|nhà trường)\b(?!\s+(?:có|liên|cấp|chủ|chức|khác|nêu|[{CAPITALS}]))"
)
_SO_CALLED = accented(rf"(?:cơ quan|ngành|đơn vị)\s+(?=[{CAPITALS}])")  # "của cơ quan BHXH"
_AT_THIS = unaccented(
    r"(?:^|[.;:+-])\s*(?:tại|bằng|trong)\s+[^.;:,()\d]{2,40}$"
)  # "Tại Công văn số 5/SXD, Sở Xây dựng"
_THEN = unaccented(r"\s*,\s*")
_DATE_LINE = unaccented(r"\s*,\s*ngày\b")  # "Trường Lĩnh, ngày 03 tháng 4": a place
_AND = unaccented(r"\s*,\s*(?:và\s+)?|\s+(?:và|với|cùng|cùng với|(?:đã )?phối hợp(?: với| cùng)?)\s+|\s*[–—-]\s*")
_OF_PLACE = ("ubnd", "hdnd")  # kinds of bodies that each province, district and commune has
# What may stand between a body and what it did: "(cũ)", "(nay là Bộ Y tế)", "cũ".
_ASIDE = accented(r"(?:\s*\((?:cũ|nay|trước|sau|đã|gọi|viết|tên)[^()]{0,80}\))?(?:\s+(?:cũ|trước đây)\b)?")
# "lại" is what engines make of "tại".
_VERB = accented(
    r"""
    \s+(?:
        (?-i:[tl]ại)                            # "Sở Nội vụ tại Công văn số"
        |(?:(?:đã|cũng|có|vừa|từng)\s+)*
            (?:trả lời|thông báo|báo cáo|hướng dẫn|thỏa thuận|thẩm định|nhắc nhở|đề nghị|yêu cầu|nhắc|góp ý
            |cho ý kiến|ý kiến|chấp thuận|xác nhận|kết luận|lưu ý|nêu|kiến nghị)\s+(?-i:[tl]ại|bằng)  # "nêu tại"
        |(?:(?:đã|cũng|tiếp tục|có|sẽ|vừa|từng|đồng thời|kịp thời|cùng)\s+)*                     # "đã ban hành"
            (?:ban hành|có|xây dựng|trình|gửi|ký|phê duyệt|lập|nộp|ra|phát hành|công bố|trả lời|phúc đáp|cấp|gởi)
    )\b
    [^.;:()]{0,40}(?::\s*số\s*)?$         # "Quyết định: số"
    """,
    re.IGNORECASE,
)
# "Chủ tịch UBND tỉnh đã khen thưởng … tại Quyết định số": who has done what a document says is its issuer.
_ACTED = accented(r"\s+(?:đã|vừa)\s(?!bị|được)[^.;:]{2,160}\s(?-i:[tl]ại)\s+[^.;:,()\d]{2,40}$", re.IGNORECASE)
# The same without "đã", where no other body can stand between: "Đảng ủy xã giao chỉ tiêu tại Nghị quyết số".
_SAID = accented(
    rf"\s+[^.;:,()\d{CAPITALS}]{{2,60}}(?:,\s(?:nêu|ghi|thể hiện))?\s(?-i:[tl]ại|bằng)\s+[^.;:,()\d]{{2,40}}$"
)
# "Công ty đề nghị bổ sung 60 ổ cắm (Công văn số": who asks for something, does so by what the bracket names.
_ASKED = accented(
    r"\s+(?:đã\s+|cũng\s+)?"
    r"(?:đề nghị|kiến nghị|phản ánh|đề xuất|xin|giải trình|không đồng ý|không phản đối|góp ý)\b"
    rf"[^.;:(){CAPITALS}]{{0,120}}\((?:tại\s)?[^.;:,()\d]{{2,40}}$"
)
# "Báo Nà Lơi chuyển đến Sở theo Văn bản số": who sends something on, does so by what is named.
_SENT_ON = accented(
    r"\s+(?:đã\s+)?chuyển\s[^.;:,()\d]{0,60}\s(?:theo|tại|bằng|kèm)\s+[^.;:,()\d]{2,40}$", re.IGNORECASE
)
_BRACKETED = accented(r"\s*\(\s*(?:tại\s+)?[^.;:,()\d]{2,40}$", re.IGNORECASE)  # "UBND xã (Tờ trình số"
_DID = accented(rf"\s+[^.;:,()\d{CAPITALS}]{{2,40}}(?=\s\()")  # "UBND xã đã trình (Tờ trình số"
# "thông báo của Điện lực huyện (số", "Biên bản họp Hội đồng trường số": between the type and the number.
_TO_NUMBER = accented(r"(?:\s+thường niên|\s+bất thường)?\s*[,(]?\s*(?:(?:mang|có)\s+)?(?:số|[Ss]ố)\s*[:.]?\s*$")
# Before whom something was done: "Ban Quản lý báo cáo UBND huyện tại Văn bản số".
_TO_WHOM = accented(
    r"(?:báo cáo|trình|gửi|đề nghị|kiến nghị|xin|phối hợp|cùng|cho|với|gởi|kính)\s+$", re.IGNORECASE
)
_FOLLOWS = unaccented(r"\b(?:áp dụng|vận dụng|theo|thực hiện|căn cứ|chấp hành|triển khai|đúng|nhận được)\s[^.;]*$")
_USES = unaccented(r"\b(?:áp dụng|vận dụng)\s[^.;]*$")  # whoever uses a document need not have made it
_ANSWERS = unaccented(r"\b(?:phúc đáp|trả lời|tiếp theo|nhận được|xem xét)\s[^.;,]{0,60}$")
_CARRIES_OUT = unaccented(r"\b(?:thực hiện|phúc đáp|trả lời)\s[^.;,]{0,40}$")
_MINISTER = "Bộ trưởng"
_OFFICE = "Văn phòng"  # of whatever body
# Those whom a document appoints, and who are named in front of it: "Đoàn thanh tra (Quyết định số …)".
_APPOINTED = accented(r"(?:Tổ|Đoàn|Hội đồng|Ban Chỉ đạo|Tiểu ban)\s", re.IGNORECASE)
# ", Hội đồng đăng ký đất đai thị trấn lập năm 1996", ", Thường trực Huyện ủy, ngày 01/4/1999": an item of a list.
_BEHIND_COMMA = unaccented(r"\s*,\s*(?:do\s+)?")
_ITEM_ENDS = unaccented(
    r"\s*(?:$|[;)\n]|\.\s|,\s*(?:ký\s+)?ngày\b|(?:lập|ban hành|cấp|ký)\s+(?:ngày|năm|tháng)\b)"
)
_ITEM = accented(rf"[{CAPITALS}][^.,;:()\d]{{2,60}}(?:$|[;\n]|,\s*ngày\b)")
_NEXT_CELL = re.compile(r"[ ]*[|\t][ ]*")  # "| 15/9/2022 | Bộ Tư lệnh Quân khu |"
_CELL_ENDS = re.compile(r"[ ]*(?:[|\t\n]|$)")
# "phường Lạc Mẫu (Báo cáo số", "như xã Mẫu Sơn: Kế hoạch số": the place is that of the symbol's body.
_PLACE_IN_FRONT = accented(
    r"(?:^|[,;:(]\s*|\b(?:có|như|như cách|và|gồm|là)\s)"
    r"(?P<place>(?:xã|phường|thị trấn|huyện|quận|thị xã)\s[^.;:,()\d]{2,40}?)"
    r"(?:\s?(?P<mark>[(:])\s?(?:tại\s)?|\s(?:đã\s)?(?:có|làm|trình|gửi|báo cáo|đề nghị|kiến nghị)\s)"
    r"[^.;:,()\d]{2,40}$"
)
_CLAUSE_ENDS = re.compile(r"[.;]\s|\d/")
_MANY = "Ban Quản lý"  # of which a province has several with like names
_WITH_OWN_SYMBOLS = frozenset({"bo", "so", "ubnd", "hdnd"})  # kinds whose symbols no other kind has
_OF_ALL_LEVELS = ("UBND", "HĐND")
_WHOLES_OF_PARTS = tuple(bare(one).lower() for short in _OF_ALL_LEVELS for one in (short, BY_SYMBOL[short]))
_FEW = ("bo", "so")  # kinds of bodies of which each has a symbol of its own
_UPWARD = frozenset({"TTr", "BC"})  # documents that a body in a bracket's front wrote, and did not get
# At whose proposal a document is made: "theo đề nghị của Giám đốc Sở Tài chính tại Tờ trình số …" names the body.
_DIRECTORS = (
    *("Giám đốc", "Cục trưởng", "Vụ trưởng", "Trưởng ban", "Trưởng phòng"),
    "Chánh",
)
_OF_PARTY = frozenset({"tinh uy", "thanh uy"})  # kinds of bodies that have one symbol, "TU"
_OF_UNION = frozenset({"doan", "tinh doan", "huyen doan", "thi doan", "thanh doan", "xa doan"})
_AT = accented(r"\s+(?-i:[tl]ại)\b", re.IGNORECASE)
_SLIPS, _LONG = 2, 6  # letters of a long symbol that may be wrong where the sentence names the body in full
_SENTENCE = 400  # characters before a number in which its issuer is looked for
_FEWEST_INITIALS = 3
_LEVELS = ("province", "district", "commune")
_PART_OF = bare("của ")  # "Tổ công tác của Thủ tướng Chính phủ có Công văn …"
_NEAR = 160  # characters before a number in which a body stands that may have issued it
_UNIT = accented(r"\b(?:[Pp]hòng|[Bb]an|[Kk]hoa|[Tt]ổ|[Vv]ụ|[Cc]ục|[Cc]hi cục)\s+(?P<letters>[A-ZĐ&]{2,})\b")
_MOST_JOINT = 6  # bodies that issue a document together


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body at ``text[start:end]``; ``stated`` is False where it was inferred from the symbol there.

    ``fixed``: the symbol is that of one body and of no other ("QĐ-TTg"). ``sure`` is False where the end of a name
    is a guess, and where another body may be meant; ``unread``: one is named there that could not be read.
    """

    name: str
    start: int
    end: int
    stated: bool
    sure: bool = True
    fixed: bool = False
    unread: bool = False


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
        own = _whole(own)
        self._text, self._plain, self._lexicon, self._own = text, plain, lexicon, own
        self._texts = TextBodies(text, lexicon, own, name_limit or (lambda _: len(text)))
        committees = {word for word in ("tỉnh ủy", "thành ủy", "tỉnh uỷ", "thành uỷ") if word in text.lower()}
        of_city = bool(committees) and all(word.startswith("thành") for word in committees)
        self._symbols = SymbolBodies(lexicon, of_city=of_city)
        self._signs = lexicon.signs.known_types
        self._levels = _levels(text, lexicon)
        self._guesses = {name for _, name in guesses(lexicon)}
        self._own_letters = own.letters(self._signs, lexicon.signs.known_bodies)
        if own.issuer and self._own_letters:
            self._symbols.names.setdefault(self._own_letters, own.issuer)

    def issuer_of(self, number: DocumentNumber, end: int) -> Issuer | None:
        """The issuer of the document cited at ``number``, whose date ends at ``end``."""
        letters = self._symbols.joint(number, self._plain[max(0, number.start - _NEAR) : number.start])
        several = letters is not None
        stated = (
            self._behind(number, end, several=several)
            or self._behind(number, number.end, several=several)
            or self._between_type_and(number)
            or self._ahead(number, several=several)
            or self._in_front(number)
            or self._place_in_front(number)
            or self._then(number, end)
        )
        if letters:
            return self._joint(number, letters, stated)
        if stated and self._contradicts(number, stated):
            stated = replace(stated, sure=False)
        found = stated or self._doubted(self._of_symbol(number) or self._answered(number), number, end)
        return self._with_level(found) if found else None

    def _contradicts(self, number: DocumentNumber, issuer: Issuer) -> bool:
        """Whether a symbol is another's than of the body named: "Quyết định số 5/QĐ-SXD của Sở Tài chính"."""
        known = self._known(number)
        body = self._texts.named(issuer.name)
        kinds = {body.kind, self._texts.named(known).kind} if known else set()
        if not known or body.actor or not kinds <= _WITH_OWN_SYMBOLS or self._counted(issuer.name) > 1:
            return False
        return not self._fits(number, body, known)

    def _with_level(self, issuer: Issuer) -> Issuer:
        """A part of a UBND or HĐND with its level, where the text does not print whose part it is.

        "Ban Pháp chế" of "61/BC-BPC" is that of the HĐND that the head or the text has.
        """
        wholes = (BY_SYMBOL[short] for short in _OF_ALL_LEVELS)
        whole = next((one for one in wholes if issuer.name.endswith(f" {one}")), None)
        printed = issuer.stated and self._plain.endswith(_WHOLES_OF_PARTS, 0, issuer.end)
        if not whole or printed or self._texts.named(issuer.name).actor:
            return issuer
        level = self._of_level(whole)
        place = self._texts.named(level[0]).place if level else None
        if not level or not place:
            return replace(issuer, sure=False)
        return replace(issuer, name=f"{issuer.name} {place}", sure=issuer.sure and level[1])

    def _answered(self, number: DocumentNumber) -> Issuer | None:
        """Whom a letter answers: "Phúc đáp Công văn số 12/HQSH-VP", to the Hải quan; it may be another."""
        begin = max(self._sentence(number), number.start - _NEAR)
        if not _ANSWERS.search(self._plain, begin, number.start) or not self._own.addressees:
            return None
        return Issuer(self._own.addressees[0], number.start, number.end, stated=False, sure=False)

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

    def _doubted(self, issuer: Issuer | None, number: DocumentNumber, end: int) -> Issuer | None:
        """The issuer by the symbol, a guess where another is named behind the number, which no list has."""
        named = _OF_NAMED.match(self._text, end)
        some = _OF_SOME.match(self._text, end)
        another = named and issuer and names_another(self._text, named.end(), issuer.name, self._lexicon)
        item = _BEHIND_COMMA.match(self._plain, number.end)
        listed = item and _ITEM.match(self._text, item.end()) and self._texts.opens_at(item.end())
        if issuer and (another or listed or (some and not named)):
            return replace(issuer, sure=False, unread=True)
        return replace(issuer, sure=False) if issuer and self._said_later(issuer, end) else issuer

    def _said_later(self, issuer: Issuer, end: int) -> bool:
        """Whether a clause goes on with another who may have issued it: "kết luận của Thường trực Huyện ủy"."""
        stop = _CLAUSE_ENDS.search(self._plain, end)
        bodies = self._texts.between(end, min(stop.start() if stop else len(self._text), end + _NEAR))
        meant = self._texts.named(issuer.name)
        return any(
            body.actor is not None and body.kind == meant.kind and self._plain.endswith(_PART_OF, 0, body.start)
            for body in bodies
        )

    # What the clause names behind the number.

    def _behind(self, number: DocumentNumber, at: int, *, several: bool) -> Issuer | None:
        """ "… ngày 05/4/2018 của Tỉnh ủy": the name right behind, with "của" or without, or in a bracket."""
        if opening := _OF.match(self._plain, at):
            both = "giua" in opening.group()  # "giữa Công an tỉnh và BHXH tỉnh"
            return self._said(number, opening.end(), several=several or both)
        if (which := _WHICH.match(self._plain, at)) and (body := self._texts.said_at(which.end())):
            issued = _ISSUED.match(self._plain, body.end)
            return self._named(number, body) if issued and self._fits(number, body, self._known(number)) else None
        for opening in filter(None, (_IN_BRACKET.match(self._plain, at), _BESIDE.match(self._plain, at))):
            bracketed = "(" in opening.group()
            body = self._texts.at(opening.end()) if opening.end() < len(self._text) else None
            if not body or (bracketed and not _BRACKET_ENDS.match(self._plain, body.end)):
                continue
            meant = self._symbols.meant(number)
            fits = self._fits(number, body, meant) if bracketed else self._stands_beside(number, body, meant)
            if fits:
                return self._named(number, self._and_others(body) if several else body)
        return self._next_in_list(number, at) or self._in_next_cell(number, at, several=several)

    def _next_in_list(self, number: DocumentNumber, at: int) -> Issuer | None:
        """ "- Biên bản số 3/BB-HĐ, Hội đồng đăng ký đất đai thị trấn lập năm 1996;": a comma stands for "của"."""
        comma = _BEHIND_COMMA.match(self._plain, at)
        body = self._texts.at(comma.end()) if comma and comma.end() < len(self._text) else None
        if not body or not body.kind or not _ITEM_ENDS.match(self._plain, body.end):
            return None
        return self._named(number, body) if self._fits(number, body, self._symbols.meant(number)) else None

    def _in_next_cell(self, number: DocumentNumber, at: int, *, several: bool) -> Issuer | None:
        """ "| 15/TT-BQP | 15/9/2022 | Bộ Quốc phòng |": a cell that has a body and nothing else."""
        cell = _NEXT_CELL.match(self._text, at)
        body = self._texts.at(cell.end()) if cell and cell.end() < len(self._text) else None
        if not body:
            return None
        whole = self._and_others(body) if several else body
        fits = several or self._fits(number, body, self._symbols.meant(number))
        return self._named(number, whole) if fits and _CELL_ENDS.match(self._text, whole.end) else None

    def _fits(self, number: DocumentNumber, body: NamedBody, meant: str | None) -> bool:
        """Whether a body may have issued under a symbol: it is the one meant, or has the same letters."""
        name, groups = self._texts.agency(body), self._symbols.groups(number)
        return self._allowed(body, meant) or bears(name, groups[0], self._lexicon)

    def _stands_beside(self, number: DocumentNumber, body: NamedBody, meant: str | None) -> bool:
        """Whether the name right behind a number is that of its issuer, and no line of place and date follows."""
        if not body.kind or _DATE_LINE.match(self._plain, body.end):
            return False
        return self._fits(number, body, meant) and (meant is not None or body.place is not None)

    def _said(self, number: DocumentNumber, at: int, *, several: bool) -> Issuer | None:
        """What "của" names: a body, a post, the addressee, the citing body itself, or a place."""
        if called := _SO_CALLED.match(self._text, at):
            at = called.end()
        if honoured := _HONOURED.match(self._text, at):
            return self._addressed(number, at, honoured.end())
        if place := self._of_place(number, at):
            return place
        body = self._texts.said_at(at)
        if body:
            return self._named(number, self._and_others(self._in_words(body)) if several else body)
        if _OURSELVES.match(self._text, at) and self._own.issuer:
            sure = self._own_letters in self._symbols.groups(number)
            known = self._known(number)
            if known and not sure and not self._allowed(self._texts.named(self._own.issuer), known):
                return None
            return Issuer(self._own.issuer, number.start, number.end, stated=False, sure=sure)
        return None

    def _addressed(self, number: DocumentNumber, start: int, end: int) -> Issuer | None:
        """ "của quý Ủy ban": the one addressed whom the symbol allows."""
        meant = self._symbols.meant(number)
        names = (part for name in self._own.addressees for part in (name, *name.split(", ")[1:]))
        bodies = (self._texts.named(name) for name in names)
        called = self._texts.named(self._text[start:end].split(maxsplit=1)[1]).kind
        fit = [body for body in bodies if self._allowed(body, meant)]
        fit = [body for body in fit if body.kind == called] or fit
        return Issuer(fit[0].name, start, end, stated=True, sure=len(fit) == 1) if fit else None

    def _of_place(self, number: DocumentNumber, at: int) -> Issuer | None:
        """ "Quyết định số 5/QĐ-UBND của tỉnh": the body is that of the symbol."""
        meant = self._symbols.known(number)
        short = next((one for one in _OF_ALL_LEVELS if meant == BY_SYMBOL[one]), None)
        if not short or not self._text[at : at + 1].islower() or self._plain.endswith("cac ", 0, at):
            return None
        begin = f"{short} "
        window = self._text[at : at + _NEAR]
        body = read_body(begin + window, 0, len(begin) + len(window), self._lexicon)
        if not body or not body.place:
            return None
        return Issuer(body.name, at, at + body.end - len(begin), stated=True)

    def _in_words(self, body: NamedBody) -> NamedBody:
        """A body of which only the kind stands there, as the text names it elsewhere: "giữa Sở và Công ty Mẫu"."""
        if not self._texts.says_little(body):
            return body
        whole = self._texts.whole(body, body.start)
        return replace(body, name=whole.name, sure=whole.sure) if whole else replace(body, sure=False)

    def _and_others(self, first: NamedBody) -> NamedBody:
        """A body with those that issue with it: "Bộ Tư pháp, Bộ Công an và Bộ Quốc phòng"."""
        whole = first
        for _ in range(_MOST_JOINT):
            joint = _AND.match(self._plain, whole.end)
            other = self._texts.said_at(joint.end()) if joint else None
            if not joint or not other or not other.kind:
                break
            whole = whole.followed_by(other, _joint_by(joint.group()))
        return whole

    def _then(self, number: DocumentNumber, end: int) -> Issuer | None:
        """ "Tại Công văn số … ngày …, Sở Xây dựng đề nghị": who says what stands in it."""
        opened = _AT_THIS.search(self._plain, max(0, number.start - _NEAR), number.start)
        then = _THEN.match(self._plain, end)
        body = self._texts.at(then.end()) if opened and then and then.end() < len(self._text) else None
        return (
            self._named(number, body) if body and self._fits(number, body, self._symbols.meant(number)) else None
        )

    # What the clause names before the number.

    def _between_type_and(self, number: DocumentNumber) -> Issuer | None:
        """ "thông báo của Điện lực huyện (số …)", "Biên bản họp Hội đồng trường số …"."""
        begin = max(self._sentence(number), number.start - _NEAR)
        for body in self._texts.between(begin, number.start, alone=True):
            if not body.kind or not _TO_NUMBER.fullmatch(self._text, body.end, number.start):
                continue
            if not _TO_WHOM.search(self._text, begin, body.start) and self._allowed(body, self._known(number)):
                return self._named(number, body)
        return None

    def _ahead(self, number: DocumentNumber, *, several: bool) -> Issuer | None:
        """ "UBND tỉnh đã ban hành Quyết định số …", "Sở Nội vụ tại Công văn số …": what the symbol allows."""
        begin = max(0, number.start - _NEAR - _NEAR)
        bodies = [*self._texts.between(begin, number.start, alone=True)]
        small = self._texts.in_small_letters(begin, number.start)
        ends = {self._behind_aside(body): body for body in (*small, *reversed(bodies))}
        for verb in _verbs(self._text, max(0, number.start - _NEAR), number.start):
            body = ends.get(verb.start())
            to_whom = body is not None and _TO_WHOM.search(self._text, begin, body.start)
            if (
                not body
                or (to_whom and not several)
                or not (several or self._fits(number, body, self._known(number)))
            ):
                continue
            part = not _AT.match(verb.group()) and self._plain.endswith(_PART_OF, 0, body.start)
            proposes = body.actor is not None and body.actor.endswith(_DIRECTORS) and _AT.match(verb.group())
            if several:
                body = self._with_those_before(body, bodies)
            if proposes and body.kind:
                body = _without_actor(body)
            named = self._named(number, body)
            return replace(named, sure=named.sure and not part)
        return self._acting(number)

    def _with_those_before(self, last: NamedBody, bodies: Sequence[NamedBody]) -> NamedBody:
        """ "Hội Cựu chiến binh huyện và Công an huyện đã ký": all that issue together."""
        for body in reversed([one for one in bodies if one.end <= last.start and one.kind]):
            joint = _AND.fullmatch(self._plain, body.end, last.start)
            if not joint:
                break
            last = replace(body.followed_by(last, _joint_by(joint.group())), end=last.end)
        return last

    def _behind_aside(self, body: NamedBody) -> int:
        """Where a clause goes on behind a name and what is said of it: "HĐND huyện (cũ)"."""
        aside = _ASIDE.match(self._text, body.end)
        return aside.end() if aside else body.end

    def _acting(self, number: DocumentNumber) -> Issuer | None:
        """Who has done what the document says: "Chủ tịch UBND tỉnh đã khen thưởng … tại Quyết định số …"."""
        meant = self._symbols.meant(number)
        begin = max(0, number.start - _SENTENCE)
        bodies = self._texts.between(begin, number.start, alone=True)
        for body in (*bodies, *self._texts.in_small_letters(begin, number.start)):
            span = self._behind_aside(body), number.start
            acted = any(said.fullmatch(self._text, *span) for said in (_ACTED, _SAID, _ASKED, _SENT_ON))
            fits = self._fits(number, body, meant)
            if acted and (fits or self._known(number) is None):
                named = self._named(number, body)
                if not fits:  # its unit has the letters of a body
                    return replace(named, sure=named.sure and self._has_letters(named, number))
                return replace(named, sure=named.sure and (meant is not None or self._has_letters(named, number)))
        return None

    def _is_spelled(self, body: NamedBody, number: DocumentNumber) -> bool:
        """Whether letters of a symbol tell the end of a name: "TXM" of "Tổ xác minh"."""
        name = body.canonical.removesuffix(body.place or "").strip()
        goes_on = self._text.startswith(",", body.end)
        own, groups = initials_of(name), self._symbols.groups(number)
        placed = bool(body.place) and any(
            len(one) >= _FEWEST_INITIALS and (own.startswith(one) or own[1:] == one) for one in groups
        )
        return not goes_on and (own in groups or placed)

    def _bears_any(self, body: NamedBody, number: DocumentNumber) -> bool:
        """Whether letters of a symbol may stand for a body."""
        return any(bears(body.canonical, group, self._lexicon) for group in self._symbols.groups(number))

    def _place_in_front(self, number: DocumentNumber) -> Issuer | None:
        """ "phường Lạc Mẫu (Báo cáo số 5/BC-UBND)": the UBND of the place; a guess of what is not sent up."""
        begin = max(0, number.start - _NEAR)
        front = _PLACE_IN_FRONT.search(self._text, begin, number.start)
        short = next((one for one in _OF_ALL_LEVELS if self._symbols.known(number) == BY_SYMBOL[one]), None)
        if not front or not short:
            return None
        name = f"{short} {front['place']}"
        body = read_body(name, 0, len(name), self._lexicon)
        if not body or not body.place or body.end < len(name):
            return None
        sure = number.type_sign in _UPWARD or front["mark"] == ":"
        return Issuer(body.name, front.start("place"), front.end("place"), stated=True, sure=sure)

    def _has_letters(self, issuer: Issuer, number: DocumentNumber) -> bool:
        """Whether letters of a symbol are some of the first letters of a name."""
        own, groups = initials_of(issuer.name), self._symbols.groups(number)
        return any(len(group) >= _FEWEST_INITIALS and group in own for group in groups)

    def _in_front(self, number: DocumentNumber) -> Issuer | None:
        """ "UBND xã (Tờ trình số …)": the body before a bracket wrote what stands in it, or was sent it."""
        known = self._known(number) or ""
        for body in self._texts.between(max(0, number.start - _NEAR), number.start):
            did = _DID.match(self._text, body.end, number.start)
            end = did.end() if did else body.end
            if not _BRACKETED.fullmatch(self._text, end, number.start) or not self._fits(number, body, known):
                continue
            appointed = _APPOINTED.match(body.name) and not self._bears_any(body, number)
            if (body.kind in _FEW and not known) or appointed:
                continue
            named = self._named(number, body)
            sure = named.sure and (body.kind not in _OF_PLACE or number.type_sign in _UPWARD)
            return replace(named, sure=sure and bool(known or not did))
        return None

    # What the text calls a body that a clause names.

    def _named(self, number: DocumentNumber, body: NamedBody) -> Issuer:
        """The body as the issuer, its name whole where the clause has only its kind: "của Sở", "của UBND"."""
        name = self._texts.printed(body)
        sure = body.sure or self._is_spelled(body, number)
        issuer = Issuer(name, body.start, body.end, stated=True, sure=sure)
        if name == _OFFICE and (office := self._own_office()):
            return replace(issuer, name=office)
        meant = self._symbols.meant(number)
        if name == _MINISTER and meant and meant.startswith("Bộ "):
            return replace(issuer, name=f"{name} {meant}")
        known = self._texts.is_known(body.canonical)
        opens_meant = meant is not None and not known and _is_longer(meant, body.canonical)
        if not self._texts.is_open(body) and not opens_meant:
            return issuer
        if meant and bare(meant).lower().startswith(f"{bare(body.canonical).lower()} "):
            own = self._own.issuer if self._own_letters in self._symbols.groups(number) else None
            mine = own is not None and _is_longer(self._texts.named(own).canonical, meant)
            body = replace(self._texts.named(own if mine and own else meant), actor=body.actor)
            name = f"{body.actor} {body.name}" if body.actor else body.name
            if not self._texts.is_open(body):
                known = self._texts.is_known(meant) and not meant.startswith(_MANY)
                return replace(issuer, name=name, sure=mine or known)
        whole = self._texts.whole(body, number.start, said_before=body.kind in _OF_PLACE)
        sure = (
            whole.sure if whole else body.sure and not self._texts.says_little(body) and not name.startswith(_MANY)
        )
        return replace(issuer, name=whole.name if whole else name, sure=sure)

    def _own_office(self) -> str | None:
        """The office of the citing body, which a text calls "Văn phòng"."""
        own = self._own.issuer
        return own if own is None or own.startswith(_OFFICE) else f"{_OFFICE} {own}"

    def _of_level(self, name: str) -> tuple[str, bool] | None:
        """The "UBND" of a text by its level, and whether it can be of no other.

        It is the citing body itself, or the one above it, as the head has them; else the one that is named most.
        """
        short = next((one for one in _OF_ALL_LEVELS if name == BY_SYMBOL[one]), None)
        if not short:
            return None
        meant, place = self._levels.meant.get(short), self._place_of_head()
        by_head = next((one for one in self._levels.named.get(short, ()) if one.endswith(f" {place}")), None)
        if place and not by_head:
            return f"{short} {place}", False
        name = by_head or meant or ""
        return (name, name not in self._levels.doubted and by_head in (None, meant)) if name else None

    def _place_of_head(self) -> str | None:
        """The kind of place that the citing body is of, or of whose body it is a part: "tỉnh" of a Sở."""
        kinds = sorted((kind.name for kind in self._lexicon.place_kinds), key=len, reverse=True)
        for body in self._texts.of_head[: 1 + (self._own.parent is not None)]:
            place = f"{(body.place or '').lower()} ".replace("tp ", "thành phố ")
            if kind := next((kind for kind in kinds if place.startswith(f"{kind} ")), None):
                return kind
        levels = {self._texts.level_of(one) for one in self._texts.of_head[:1]} if self._own.issuer else set()
        return "tỉnh" if "province" in levels else None

    # What the symbol tells.

    def _known(self, number: DocumentNumber) -> str | None:
        return self._symbols.known(number)

    def _allowed(self, body: NamedBody, by_symbol: str | None) -> bool:
        """Whether the two can be one body: a Sở does not issue under the symbol of the UBND."""
        if not by_symbol or not body.kind:
            return True
        meant = self._texts.named(by_symbol)
        kinds = {meant.kind, body.kind}
        levels = {self._texts.level(one) for one in (meant, body) if one.place}
        same = bare(by_symbol).lower() in bare(body.canonical).lower()
        if kinds == _OF_PARTY or kinds <= _OF_UNION or same:
            return True
        return len(kinds) == 1 and body.kind not in _FEW and len(levels) < 2

    def _of_symbol(self, number: DocumentNumber) -> Issuer | None:
        name = self._symbols.meant(number)
        if not name:
            return self._of_initials(number)
        exact = name == self._known(number)
        exact_and_one = exact and name != BY_SYMBOL["TW"]  # the Bộ Chính trị and the Ban Bí thư have it, too
        issuer = Issuer(name, number.start, number.end, stated=False, sure=exact_and_one, fixed=name in OF_STATE)
        if above := self._from_above(number):
            return replace(issuer, name=above, sure=False)
        if self._own_letters in self._symbols.groups(number)[:1] and self._own.issuer:
            return self._of_own(issuer)
        named = self._named_before(number, name)
        if not named and (level := self._of_level(name)):
            return replace(issuer, name=level[0], sure=level[1] and exact)
        if not named and (not exact or name in self._guesses):
            named = self._of_initials(number)
        if named:
            return replace(named, sure=named.sure and (exact_and_one or not exact))
        return self._of_letters(number, issuer)

    def _of_letters(self, number: DocumentNumber, issuer: Issuer) -> Issuer:
        """The body that the letters alone tell, its name whole where the text has it anywhere."""
        name, exact = issuer.name, issuer.sure
        if rivals := self._rivals(number):
            return replace(issuer, name=rivals[0], sure=False)
        body = self._texts.named(name)
        if numbered := self._symbols.numbered(number):
            one = self._texts.numbered(name, numbered)
            return replace(issuer, name=one or name, sure=bool(one and exact))
        office = self._own_office() if name == _OFFICE else None
        whole = self._texts.whole(body, number.start) if office else None
        if office and (whole is None or whole.name != office):
            return replace(issuer, name=office, sure=False)
        if self._texts.is_open(body) or self._symbols.is_common(name):
            whole = self._texts.whole(body, number.start)
            return replace(issuer, name=whole.name if whole else name, sure=bool(whole and whole.sure and exact))
        few = len(self._symbols.groups(number)[0]) < _FEWEST_INITIALS and name not in BY_SYMBOL.values()
        unnamed = few and all(self._texts.agency(one) != name for one in self._texts.every)
        if self._is_of_others_place(name):
            return replace(issuer, sure=False)
        unnamed = unnamed or self._may_be_another(number, name)
        return replace(issuer, sure=exact and not unnamed and name not in self._guesses)

    def _is_of_others_place(self, name: str) -> bool:
        """Whether each district or commune has the body of a name, and the citing one is of none."""
        level = self._texts.level_of_name(name)
        levels = {self._texts.level_of(one) for one in self._texts.of_head[:1]} if self._own.issuer else {None}
        return level in _LEVELS[1:] and not levels & {*_LEVELS[1:], None}

    def _may_be_another(self, number: DocumentNumber, name: str) -> bool:
        """Whether the text has others that a symbol may be of, and does not name the body that it is taken for.

        Where it is named with two places, or never and its letters have no level ("BVĐK"), there is no telling:
        "GDĐT" of a Sở or a Phòng; "BĐT" of the Bưu điện tỉnh, where the text names a Báo of these letters.
        """
        letters = self._symbols.groups(number)[0]
        named = [one for one in (*self._texts.every, *self._texts.of_head) if self._texts.agency(one) == name]
        if named:
            return len({bare(one.place).lower() for one in named if one.place and " " in one.place}) > 1
        level = self._texts.named(name).place
        of_any_level = level is not None and not letters.endswith(bare(level[:1]).upper())
        if of_any_level or name.startswith(_MANY):
            return True
        return lacks_kind(letters, name, self._lexicon) or self._texts.spells_another(letters, name)

    def _rivals(self, number: DocumentNumber) -> list[str]:
        """The bodies that have the same letters; first those that the text names, or of the citing one's level."""
        rivals = shared_by(self._lexicon, self._symbols.groups(number)[0])
        named = {self._texts.agency(one) for one in self._texts.every}
        levels = {self._texts.level_of(one) for one in self._texts.of_head[:1]}
        return sorted(
            rivals, key=lambda name: (name not in named, self._texts.level_of_name(name) not in levels, name)
        )

    def _from_above(self, number: DocumentNumber) -> str | None:
        """What a letter carries out is of those it is addressed to: "Thực hiện Công văn số 5/UBND-VX"."""
        begin = max(self._sentence(number), number.start - _NEAR)
        if number.type_sign or not _CARRIES_OUT.search(self._plain, begin, number.start):
            return None
        body = self._texts.named(self._symbols.meant(number) or "")
        places = [self._texts.named(name).place for name in self._own.addressees]
        place = next((place for place in places if place), None)
        return f"{body.name} {place}" if place and body.kind in _OF_PLACE else None

    def _of_own(self, issuer: Issuer) -> Issuer:
        """The citing body where the letters are its own; listed where the text names others that have them."""
        own = self._own.issuer or ""
        body, letters = self._texts.named(own), self._own_letters or ""
        if level := self._of_level(issuer.name):
            return replace(issuer, name=level[0], sure=level[1])
        unlike = not (self._allowed(body, issuer.name) or bears(body.canonical, letters, self._lexicon))
        rivals = shared_by(self._lexicon, letters)
        unlike = unlike and self._texts.agency(body) not in rivals
        if unlike or _is_longer(issuer.name, own):  # a head may have less than the letters
            own = issuer.name
        named = {bare(one.canonical).lower() for one in self._others(issuer.name)}
        mine = bare(self._texts.named(own).canonical).lower()
        others = {name for name in named if not mine.startswith(name) and not name.startswith(mine)}
        return replace(issuer, name=own, sure=not others)

    def _others(self, name: str) -> Iterator[NamedBody]:
        """The bodies that text and head name and that a name by a symbol may be of."""
        bodies = (*self._texts.every, *self._texts.of_head)
        return (
            one for one in bodies if self._allowed(one, name) and (one.place or _is_longer(one.canonical, name))
        )

    def _of_initials(self, number: DocumentNumber) -> Issuer | None:
        """The body that the sentence names and whose initials are the symbol: "ĐUCA" of Đảng ủy Công an tỉnh."""
        groups = [group.rstrip("0123456789") for group in self._symbols.groups(number)]
        begin, end = self._sentence(number), self._plain.find(". ", number.end)
        last = min(len(self._text) if end < 0 else end, number.end + _SENTENCE)
        begin = max(begin, number.start - _SENTENCE)
        for unit in _UNIT.finditer(self._text, begin, number.start):  # "phòng KHTC" of "31/KHTC"
            if unit["letters"] in groups and (body := self._texts.said_at(unit.start())):
                return replace(self._named(number, body), stated=False)
        for body in self._texts.between(begin, last):
            own = initials_of(body.canonical)
            if any(
                len(group) >= _FEWEST_INITIALS
                and group in (own[: len(group)], own[1:][: len(group)], own[-len(group) :])
                for group in groups
            ):
                return replace(self._named(number, _without_actor(body)), stated=False)
        return self._of_spelled(number, groups)

    def _of_spelled(self, number: DocumentNumber, groups: Sequence[str]) -> Issuer | None:
        """The body that the text names in words whose first letters a symbol has: "Tổ xác minh" of "TXM"."""
        for group in groups:
            spelled = self._texts.spelled(group) if len(group) >= _FEWEST_INITIALS else []
            if spelled:
                sure = len(group) > _FEWEST_INITIALS and len({one.name.lower() for one in spelled}) == 1
                before = [one for one in spelled if one.end <= number.start]
                name = (before[-1] if before else spelled[0]).name
                return Issuer(name, number.start, number.end, stated=False, sure=sure)
        return None

    def _named_before(self, number: DocumentNumber, name: str) -> Issuer | None:
        """The last body that the sentence has named before the number and that the symbol's may be.

        "Ban Quản lý dự án Đầu tư xây dựng" of "BQL". It is sure where it is one with a field of its own; who
        follows a document need not have made it.
        """
        begin = max(self._sentence(number), number.start - _SENTENCE)
        bodies = [
            one for one in self._texts.between(begin, number.start) if one.kind and not self._texts.is_open(one)
        ]
        union = self._texts.named(name).kind in _OF_UNION
        fit = [
            one
            for one in bodies
            if _is_longer(one.canonical, name)
            or (union and one.kind in _OF_UNION)
            or self._is_like(one, number, name)
        ]
        if not fit:
            return None
        body = _without_actor(fit[-1])
        follows = _FOLLOWS.search(self._plain, body.end, number.start) is not None
        if follows and self._symbols.is_central(name) and _is_longer(body.canonical, name):
            return Issuer(name, number.start, number.end, stated=False, sure=False)
        one_of_many = len({bare(one.canonical).lower() for one in fit}) > 1
        named = self._named(number, body)
        uses = _USES.search(self._plain, body.end, number.start) is not None
        sure = named.sure and body.kind not in _OF_PLACE and not one_of_many and not uses
        return replace(named, stated=False, sure=sure)

    def _is_like(self, body: NamedBody, number: DocumentNumber, name: str) -> bool:
        """Whether a body may have the letters of a symbol, of a level that these do not contradict."""
        groups = self._symbols.groups(number)
        meant = self._texts.named(name)
        same = meant.kind == body.kind and self._texts.says_little(meant)
        return (same and body.kind not in _FEW and self._allowed(body, name)) or any(
            bears(body.canonical, group, self._lexicon) for group in groups[:1]
        )

    def _joint(self, number: DocumentNumber, letters: Sequence[str], stated: Issuer | None) -> Issuer | None:
        """The bodies that issue together: as the sentence names them, else as the symbol does."""
        if stated and (self._counted(stated.name) > 1 or bare(stated.name).lower().startswith("lien ")):
            return stated
        names = [self._symbols.of(group) for group in letters]
        if len(names) < 2 or not all(names):
            return replace(stated, sure=False) if stated else self._of_symbol(number)
        whole = [self._in_full(name, number) for name in names if name]
        central = all(self._symbols.is_central(name) for name in whole)
        sure = central and stated is None
        return Issuer(", ".join(whole), number.start, number.end, stated=False, sure=sure)

    def _in_full(self, name: str, number: DocumentNumber) -> str:
        body = self._texts.named(name)
        if not self._texts.is_open(body):
            return name
        own = self._texts.named(self._own.issuer) if self._own.issuer else None
        if own and self._allowed(own, name):
            return own.name
        whole = self._texts.whole(body, number.start)
        found = whole.name if whole else name
        kind, _, place = ((own.place if own else None) or "").partition(" ")  # the other one of the same place
        return f"{found} {place}" if place and found.endswith(f" {kind}") else found

    def _counted(self, name: str) -> int:
        """How many bodies a name has."""
        count, at = 0, 0
        while at < len(name):
            body = read_body(name, at, len(name), self._lexicon)
            count, end = count + 1, body.end if body else len(name)
            joint = _AND.match(bare(name).lower(), end)
            at = joint.end() if joint else len(name)
            if body and re.search(r" và | - ", body.name) and self._texts.named(body.name.split(" và ")[-1]):
                parts = re.split(r" và (?=[^\W\d_])| - ", body.name)
                count += sum(read_body(part, 0, len(part), self._lexicon) is not None for part in parts[1:])
        return count

    def _sentence(self, number: DocumentNumber) -> int:
        """Where the sentence of a number begins."""
        return self._plain.rfind(". ", 0, number.start) + 1


def _whole(own: Own) -> Own:
    """The citing document with the whole name of its issuer: of a branch or an office, with whose it is.

    >>> _whole(Own(issuer="Chi nhánh tỉnh Sơn Hà", parent="Ngân hàng Nhà nước Việt Nam")).issuer
    'Ngân hàng Nhà nước Việt Nam Chi nhánh tỉnh Sơn Hà'
    >>> _whole(Own(issuer="Văn phòng", parent="UBND tỉnh Sơn Hà")).issuer
    'Văn phòng UBND tỉnh Sơn Hà'
    """
    issuer, parent = own.issuer or "", own.parent or ""
    if parent and issuer.startswith("Chi nhánh "):
        return replace(own, issuer=f"{parent} {issuer}")
    return replace(own, issuer=f"{issuer} {parent}") if parent and issuer == _OFFICE else own


def _joint_by(printed: str) -> str:
    """How two names are joined: by a comma, a dash or "và"."""
    mark = printed.strip()
    return ", " if mark == "," else " - " if mark in ("-", "–", "—") else " và "


def _without_actor(body: NamedBody) -> NamedBody:
    """The body itself, of who acts for it."""
    if not body.actor or not body.kind:
        return body
    return replace(body, name=body.name.removeprefix(body.actor).strip(), actor=None)


def _is_longer(name: str, opening: str) -> bool:
    """Whether a name has all words of another, however they are joined, and is not the same.

    >>> _is_longer("Phòng Kinh tế - Hạ tầng huyện", "Phòng Kinh tế và Hạ tầng")
    True
    """
    whole, begun = (f"{bare(one).lower().replace(' va ', ' - ')} " for one in (name, opening))
    return whole.startswith(begun) and name != opening


def _verbs(text: str, begin: int, end: int) -> Iterator[re.Match[str]]:
    """What is said of who issued, at all places where it may begin: "xây dựng" is part of many a name."""
    while verb := _VERB.search(text, begin, end):
        yield verb
        begin = verb.start() + 1


def _is_near(group: str, symbol: str) -> bool:
    """Whether a group may be a symbol that was misread.

    >>> [_is_near(*pair) for pair in (("SIP", "STP"), ("SLDIBXH", "SLĐTBXH"), ("KTNS", "BKTNS"), ("CSDT", "BDT"))]
    [True, True, False, False]
    """
    if look_alike(group, symbol):
        return True
    slips = Levenshtein.distance(bare(symbol), bare(group), score_cutoff=_SLIPS)
    return len(group) == len(symbol) >= _LONG and slips <= _SLIPS


@kept
def _body_of_level(lexicon: Lexicon) -> re.Pattern[str]:
    """A body of local government with its level, as a text prints them."""
    kinds = any_of(kind.name for kind in lexicon.place_kinds)
    return accented(
        rf"\b(?P<body>UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân)\s+(?P<kind>{kinds})\b"
    )  # "UBND tỉnh"


class _Levels(NamedTuple):
    """What a text means by "UBND" where a symbol has no more, all that it names, and what is ``doubted``."""

    meant: Mapping[str, str]
    named: Mapping[str, tuple[str, ...]]
    doubted: frozenset[str]


def _levels(text: str, lexicon: Lexicon) -> _Levels:
    """By the level that a text names most. Where it names a higher one as well, it may cite that.

    "Thực hiện Công văn số 2241/UBND-KSTT, UBND xã báo cáo" to the UBND tỉnh.
    """
    level_of = {kind.name: _LEVELS.index(kind.level) for kind in lexicon.place_kinds}
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
    return _Levels(meant, every, frozenset(doubted))
