"""Whom a clause names as the issuer behind the number: "số 7/KH-SNV ngày 05/4/2031 của Sở Nội vụ"."""

from __future__ import annotations

import re
from dataclasses import replace

from cchc_ocr.extract.bodies.grammar import NamedBody, read_body
from cchc_ocr.extract.cited.full_names import FullNames
from cchc_ocr.extract.cited.issuer import Issuer
from cchc_ocr.extract.cited.joint import Joint
from cchc_ocr.extract.cited.levels import OF_ALL_LEVELS
from cchc_ocr.extract.cited.setting import NEAR, SAYS, Setting
from cchc_ocr.extract.cited.symbol_bodies import BY_SYMBOL
from cchc_ocr.numbering.numbers import DocumentNumber
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.vietnamese import CAPITALS

# ") của ", ", do ", "năm 2019 của ", " giữa ": the name follows.
_OF = unaccented(
    r"\)?\s*(?:,?\s*cùng ngày\s*)?(?:năm\s+\d{4}\s+)?,?\s*"
    r"(?:của|do|(?:(?:được\s+)?ký\s+(?:kết\s+)?)?giữa)\s+(?:các\s+)?"
)
_BESIDE = unaccented(r"\)?\s*")  # the name follows without a word
# "Thông báo số 5/TB-CCT mà Chi cục đã phát hành": who issued, in a clause of its own.
_WHICH = unaccented(r"\s*,?\s*mà\s+")
_ISSUED = unaccented(r"\s+(?:(?:đã|vừa)\s+)?(?:ban hành|phát hành|ký|gửi|cấp|lập|ra|trình|công bố)\b")
_IN_BRACKET = unaccented(r"\s*\(\s*")
_BRACKET_ENDS = unaccented(r"\s*,?\s*(?:\)|ngày\b|\d{1,2}[/.-]\d|đã\b|ban hành\b|cấp\b|gửi\b|ký\b|trình\b)")
# "của quý cơ quan", "của quý Ủy ban": whom the document is addressed to.
_HONOURED = accented(r"quý\s+(?:cơ quan|đơn vị|[Ủủ]y ban|[Uu]ỷ ban|\w+)(?!\w)", re.IGNORECASE)
_OURSELVES = accented(
    rf"(?:cơ quan|đơn vị|chúng tôi|mình|nhà trường)\b(?!\s+(?:có|liên|cấp|chủ|chức|khác|nêu|[{CAPITALS}]))"
)
_SO_CALLED = accented(rf"(?:cơ quan|ngành|đơn vị)\s+(?=[{CAPITALS}])")  # "của cơ quan BHXH"
_ABOVE = unaccented(r"\s+(?:cấp trên|khác)\b")  # "của Hội cấp trên", which is not the one that the text names
_AT_THIS = unaccented(
    r"(?:^|[.;:+-])\s*(?:tại|bằng|trong)\s+[^.;:,()\d]{2,40}$"
)  # "Tại Công văn số 5/SXD, Sở Xây dựng"
_THEN = unaccented(r"\s*,\s*")
_DATE_LINE = unaccented(r"\s*,\s*ngày\b")  # "Trường Lĩnh, ngày 03 tháng 4": a place
# ", Hội đồng đăng ký đất đai thị trấn lập năm 1996", ", Thường trực Huyện ủy, ngày 01/4/1999": an item of a list.
BEHIND_COMMA = unaccented(r"\s*,\s*(?:do\s+)?")
_ITEM_ENDS = unaccented(
    r"\s*(?:$|[;)\n]|\.\s|,\s*(?:ký\s+)?ngày\b|(?:lập|ban hành|cấp|ký)\s+(?:ngày|năm|tháng)\b)"
)
# What follows a name that belongs to the number before it: "số 5/QĐ-UBND UBND xã về việc …".
_NAME_ENDS = unaccented(r"\s*(?:$|[;)|\n]|\.\s|,?\s*(?:về|v/v|quy định|phê duyệt|sửa đổi|hướng dẫn)\b)")
_NEXT_CELL = re.compile(r"[ ]*[|\t][ ]*")  # "| 15/9/2022 | Bộ Tư lệnh Quân khu |"
_CELL_ENDS = re.compile(r"[ ]*(?:[|\t\n]|$)")


class ClauseBehind:
    """What stands behind the numbers of one text."""

    def __init__(self, setting: Setting, names: FullNames, joint: Joint) -> None:
        self._setting = setting
        self._text, self._plain, self._own = setting.text, setting.plain, setting.own
        self._texts, self._symbols = setting.texts, setting.symbols
        self._names, self._joint = names, joint
        self._own_letters, self._lexicon = setting.own_letters, setting.lexicon

    def issuer(self, number: DocumentNumber, at: int, *, several: bool) -> Issuer | None:
        """ "… ngày 05/4/2018 của Tỉnh ủy": the name right behind, with "của" or without, or in a bracket."""
        if opening := _OF.match(self._plain, at):
            both = "giua" in opening.group()  # "giữa Công an tỉnh và BHXH tỉnh"
            return self._said(number, opening.end(), several=several or both)
        if (which := _WHICH.match(self._plain, at)) and (body := self._texts.said_at(which.end())):
            issued = _ISSUED.match(self._plain, body.end)
            return (
                self._names.issuer(number, body)
                if issued and self._setting.fits(number, body, self._symbols.known(number))
                else None
            )
        return (
            self._beside(number, at, several=several)
            or self._next_in_list(number, at)
            or self._in_next_cell(number, at, several=several)
        )

    def _beside(self, number: DocumentNumber, at: int, *, several: bool) -> Issuer | None:
        """ "số 5/QĐ-UBND (UBND xã)", "số 5/QĐ-UBND UBND xã về …": a name without a word may open a clause."""
        for opening in filter(None, (_IN_BRACKET.match(self._plain, at), _BESIDE.match(self._plain, at))):
            bracketed = "(" in opening.group()
            body = self._texts.at(opening.end()) if opening.end() < len(self._text) else None
            if not body or (bracketed and not _BRACKET_ENDS.match(self._plain, body.end)):
                continue
            meant = self._symbols.meant(number)
            fits = (
                self._setting.fits(number, body, meant) if bracketed else self._stands_beside(number, body, meant)
            )
            if fits:
                named = self._names.issuer(number, self._joint.and_others(body) if several else body)
                told = not body.actor and self._setting.confirms(number, named.name)
                sure = bracketed or several or told or bool(_NAME_ENDS.match(self._plain, body.end))
                return replace(named, sure=named.sure and sure)
        return None

    def _next_in_list(self, number: DocumentNumber, at: int) -> Issuer | None:
        """ "- Biên bản số 3/BB-HĐ, Hội đồng đăng ký đất đai thị trấn lập năm 1996;": a comma stands for "của"."""
        comma = BEHIND_COMMA.match(self._plain, at)
        body = self._texts.at(comma.end()) if comma and comma.end() < len(self._text) else None
        if not body or not body.kind or not _ITEM_ENDS.match(self._plain, body.end):
            return None
        return (
            self._names.issuer(number, body)
            if self._setting.fits(number, body, self._symbols.meant(number))
            else None
        )

    def _in_next_cell(self, number: DocumentNumber, at: int, *, several: bool) -> Issuer | None:
        """ "| 15/TT-BQP | 15/9/2022 | Bộ Quốc phòng |": a cell that has a body and nothing else."""
        cell = _NEXT_CELL.match(self._text, at)
        body = self._texts.at(cell.end()) if cell and cell.end() < len(self._text) else None
        if not body:
            return None
        whole = self._joint.and_others(body) if several else body
        fits = several or self._setting.fits(number, body, self._symbols.meant(number))
        return self._names.issuer(number, whole) if fits and _CELL_ENDS.match(self._text, whole.end) else None

    def _stands_beside(self, number: DocumentNumber, body: NamedBody, meant: str | None) -> bool:
        """Whether the name right behind a number is that of its issuer, and no line of place and date follows."""
        if not body.kind or _DATE_LINE.match(self._plain, body.end):
            return False
        return self._setting.fits(number, body, meant) and (meant is not None or body.place is not None)

    def _said(self, number: DocumentNumber, at: int, *, several: bool) -> Issuer | None:
        """What "của" names: a body, a post, the addressee, the citing body itself, or a place."""
        if called := _SO_CALLED.match(self._text, at):
            at = called.end()
        if honoured := _HONOURED.match(self._text, at):
            return self._addressed(number, at, honoured.end())
        if place := self._of_place(number, at):
            return place
        if body := self._texts.said_at(at):
            return self._of_body(number, body, several=several)
        if _OURSELVES.match(self._text, at) and self._own.issuer:
            sure = self._own_letters in self._symbols.groups(number)
            known = self._symbols.known(number)
            if known and not sure and not self._setting.allowed(self._texts.named(self._own.issuer), known):
                return None
            return Issuer(self._own.issuer, number.start, number.end, stated=False, sure=sure)
        return None

    def _of_body(self, number: DocumentNumber, body: NamedBody, *, several: bool) -> Issuer:
        """The body that "của" names, with those that issue with it."""
        if several:
            return self._names.issuer(number, self._joint.and_others(self._names.in_words(body)))
        both = self._joint.with_the_other(body)
        if len(both) > 1:
            named = self._names.issuer(number, self._joint.together(both))
            return replace(named, sure=named.sure and self._joint.bear(number, both))
        named = self._names.issuer(number, body)
        return replace(named, sure=named.sure and not _ABOVE.match(self._plain, body.end))

    def _addressed(self, number: DocumentNumber, start: int, end: int) -> Issuer | None:
        """ "của quý Ủy ban": the one addressed whom the symbol allows."""
        meant = self._symbols.meant(number)
        names = (part for name in self._own.addressees for part in (name, *name.split(", ")[1:]))
        bodies = (self._texts.named(name) for name in names)
        called = self._texts.named(self._text[start:end].split(maxsplit=1)[1]).kind
        fit = [body for body in bodies if self._setting.allowed(body, meant)]
        fit = [body for body in fit if body.kind == called] or fit
        return Issuer(fit[0].name, start, end, stated=True, sure=len(fit) == 1) if fit else None

    def _of_place(self, number: DocumentNumber, at: int) -> Issuer | None:
        """ "Quyết định số 5/QĐ-UBND của tỉnh": the body is that of the symbol."""
        meant = self._symbols.known(number)
        short = next((one for one in OF_ALL_LEVELS if meant == BY_SYMBOL[one]), None)
        if not short or not self._text[at : at + 1].islower() or self._plain.endswith("cac ", 0, at):
            return None
        begin = f"{short} "
        window = self._text[at : at + NEAR]
        body = read_body(begin + window, 0, len(begin) + len(window), self._lexicon)
        if not body or not body.place:
            return None
        return Issuer(body.name, at, at + body.end - len(begin), stated=True)

    def then(self, number: DocumentNumber, end: int) -> Issuer | None:
        """ "Tại Công văn số … ngày …, Sở Xây dựng đề nghị": who says what stands in it."""
        opened = _AT_THIS.search(self._plain, max(0, number.start - NEAR), number.start)
        then = _THEN.match(self._plain, end)
        body = self._texts.at(then.end()) if opened and then and then.end() < len(self._text) else None
        if not body or not self._setting.fits(number, body, self._symbols.meant(number)):
            return None
        named = self._names.issuer(number, body)
        told = SAYS.match(self._text, body.end) is not None or self._setting.confirms(number, named.name)
        return replace(named, sure=named.sure and told)
