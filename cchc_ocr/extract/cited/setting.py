"""What all reasons for an issuer look at: the text, its bodies, its symbols, and the document that cites."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from cchc_ocr.extract.bodies.grammar import NamedBody
from cchc_ocr.extract.cited.issuer import Issuer
from cchc_ocr.extract.cited.named_bodies import TextBodies
from cchc_ocr.extract.cited.own import Own
from cchc_ocr.extract.cited.symbol_bodies import BY_SYMBOL, SymbolBodies, bears
from cchc_ocr.extract.forms.names import initials_of
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.numbering.numbers import DocumentNumber
from cchc_ocr.patterns import accented
from cchc_ocr.vietnamese import bare

OF_PLACE = ("ubnd", "hdnd")  # kinds of bodies that each province, district and commune has
OFFICE = "Văn phòng"  # of whatever body
MANY = "Ban Quản lý"  # of which a province has several with like names
SINGLE = ("bo", "so")  # kinds of bodies of which each has a symbol of its own
_OF_PARTY = frozenset({"tinh uy", "thanh uy"})  # kinds of bodies that have one symbol, "TU"
OF_UNION = frozenset({"doan", "tinh doan", "huyen doan", "thi doan", "thanh doan", "xa doan"})
SENTENCE = 400  # characters before a number in which its issuer is looked for
FEWEST_INITIALS = 3
PART_OF = bare("của ")  # "Tổ công tác của Thủ tướng Chính phủ có Công văn …"
NEAR = 160  # characters before a number in which a body stands that may have issued it

# What only the issuer of a document does with it: "UBND tỉnh đã giao … tại Quyết định số".
SAYS = accented(
    r"""
    \s+(?:(?:đã|vừa|cũng|tiếp tục|từng)\s+)*
    (?:
        giao|phân công|ủy quyền|bổ nhiệm|chỉ đạo|yêu cầu|hướng dẫn|quy định|ban hành|công bố|thành lập|điều chỉnh
        |phê duyệt|thông qua|chấp thuận|đồng ý|cho phép|thống nhất|quyết định|kết luận|công nhận|khen thưởng
        |(?:có|cho)\s+ý kiến|trả lời|phúc đáp|báo cáo|thông báo|truyền đạt|nêu|ghi|cho biết|khẳng định|xác định
        |đề nghị|kiến nghị|đề xuất|phản ánh|xin|giải trình|góp ý|cam kết|chuyển|nhắc|phê bình|cảnh báo|lưu ý
        |chia sẻ|không\s+(?:đồng ý|phản đối)|xét xử|tuyên|thẩm tra|tổ chức
    )\b
    """,
    re.IGNORECASE,
)


class Setting:
    """One text and the document that it is of. ``own`` is what is known of the document that cites.

    ``name_limit`` tells where a name that begins at an offset must have ended, as with a cell of a table.
    """

    def __init__(
        self, text: str, plain: str, lexicon: Lexicon, own: Own, name_limit: Callable[[int], int] | None
    ) -> None:
        own = _whole(own)
        self.text, self.plain, self.lexicon, self.own = text, plain, lexicon, own
        self.texts = TextBodies(text, lexicon, own, name_limit or (lambda _: len(text)))
        committees = {word for word in ("tỉnh ủy", "thành ủy", "tỉnh uỷ", "thành uỷ") if word in text.lower()}
        of_city = bool(committees) and all(word.startswith("thành") for word in committees)
        self.symbols = SymbolBodies(lexicon, of_city=of_city)
        self.own_letters = own.letters(lexicon.signs.known_types, lexicon.signs.known_bodies)
        if own.issuer and self.own_letters:
            self.symbols.names.setdefault(self.own_letters, own.issuer)

    def sentence(self, number: DocumentNumber) -> int:
        """Where the sentence of a number begins."""
        return self.plain.rfind(". ", 0, number.start) + 1

    def letters(self, number: DocumentNumber) -> str:
        """The first group of a symbol behind the sign of its type; empty where it has only that."""
        return next(iter(self.symbols.groups(number)), "")

    def allowed(self, body: NamedBody, by_symbol: str | None) -> bool:
        """Whether the two can be one body: a Sở does not issue under the symbol of the UBND."""
        if not by_symbol or not body.kind:
            return True
        meant = self.texts.named(by_symbol)
        kinds = {meant.kind, body.kind}
        levels = {self.texts.level(one) for one in (meant, body) if one.place}
        same = bare(by_symbol).lower() in bare(body.canonical).lower()
        if kinds == _OF_PARTY or kinds <= OF_UNION or same:
            return True
        return len(kinds) == 1 and body.kind not in SINGLE and len(levels) < 2

    def fits(self, number: DocumentNumber, body: NamedBody, meant: str | None) -> bool:
        """Whether a body may have issued under a symbol: it is the one meant, or has the same letters."""
        name, groups = self.texts.agency(body), self.symbols.groups(number)
        return self.allowed(body, meant) or bears(name, groups[0], self.lexicon)

    def bears_any(self, body: NamedBody, number: DocumentNumber) -> bool:
        """Whether letters of a symbol may stand for a body."""
        return any(bears(body.canonical, group, self.lexicon) for group in self.symbols.groups(number))

    def has_letters(self, issuer: Issuer, number: DocumentNumber) -> bool:
        """Whether letters of a symbol are some of the first letters of a name."""
        own, groups = initials_of(issuer.name), self.symbols.groups(number)
        return any(len(group) >= FEWEST_INITIALS and group in own for group in groups)

    def confirms(self, number: DocumentNumber, name: str) -> bool:
        """Whether a symbol is that of the body named and of no other of its kind.

        "SNV" is of the Sở Nội vụ, "HNDNK" of the Hội Nông dân xã Nậm Kha; "UBND" and "KT" are of many.
        """
        body, letters = self.texts.named(name), self.letters(number)
        if len(letters) > FEWEST_INITIALS and body.place and letters == initials_of(body.canonical):
            return True
        known = self.symbols.known(number)
        if not known or self.symbols.is_common(known) or self.is_short(letters):
            return False
        one = bare(known).lower() in bare(body.canonical).lower()
        return one and not self.texts.is_open(self.texts.named(known))

    def is_short(self, letters: str) -> bool:
        """Whether letters are too few to tell a body: "KT", "NV", "TH" are of many units; "CP" is of one."""
        return len(letters) < FEWEST_INITIALS and letters not in BY_SYMBOL

    def is_spelled(self, body: NamedBody, number: DocumentNumber) -> bool:
        """Whether letters of a symbol tell the end of a name: "TXM" of "Tổ xác minh"."""
        name = body.canonical.removesuffix(body.place or "").strip()
        goes_on = self.text.startswith(",", body.end)
        own, groups = initials_of(name), self.symbols.groups(number)
        placed = bool(body.place) and any(
            len(one) >= FEWEST_INITIALS and (own.startswith(one) or own[1:] == one) for one in groups
        )
        return not goes_on and (own in groups or placed)


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
    return replace(own, issuer=f"{issuer} {parent}") if parent and issuer == OFFICE else own
