"""Whose a document is by its symbol, where no clause names its issuer: "7/KH-SNV" of the Sở Nội vụ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cchc_ocr.extract.bodies.grammar import NamedBody
from cchc_ocr.extract.cited.full_names import FullNames
from cchc_ocr.extract.cited.issuer import Issuer
from cchc_ocr.extract.cited.levels import LEVELS, Levels
from cchc_ocr.extract.cited.named_bodies import is_longer, without_actor
from cchc_ocr.extract.cited.setting import (
    FEWEST_INITIALS,
    MANY,
    NEAR,
    OF_PLACE,
    OF_UNION,
    OFFICE,
    SENTENCE,
    SINGLE,
    Setting,
)
from cchc_ocr.extract.cited.symbol_bodies import BY_SYMBOL, OF_STATE, bears, guesses, lacks_kind, shared_by
from cchc_ocr.extract.forms.names import initials_of
from cchc_ocr.numbering.numbers import DocumentNumber
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.vietnamese import bare

_FOLLOWS = unaccented(r"\b(?:áp dụng|vận dụng|theo|thực hiện|căn cứ|chấp hành|triển khai|đúng|nhận được)\s[^.;]*$")
_USES = unaccented(r"\b(?:áp dụng|vận dụng)\s[^.;]*$")  # whoever uses a document need not have made it
_ANSWERS = unaccented(r"\b(?:phúc đáp|trả lời|tiếp theo|nhận được|xem xét)\s[^.;,]{0,60}$")
_CARRIES_OUT = unaccented(r"\b(?:thực hiện|phúc đáp|trả lời)\s[^.;,]{0,40}$")
_UNIT = accented(r"\b(?:[Pp]hòng|[Bb]an|[Kk]hoa|[Tt]ổ|[Vv]ụ|[Cc]ục|[Cc]hi cục)\s+(?P<letters>[A-ZĐ&]{2,})\b")


class Inferred:
    """What the symbols of one text tell."""

    def __init__(self, setting: Setting, names: FullNames, levels: Levels) -> None:
        self._setting = setting
        self._text, self._plain, self._own = setting.text, setting.plain, setting.own
        self._texts, self._symbols = setting.texts, setting.symbols
        self._names, self._levels, self._lexicon = names, levels, setting.lexicon
        self._own_letters = setting.own_letters
        self._guesses = {name for _, name in guesses(setting.lexicon)}

    def issuer(self, number: DocumentNumber) -> Issuer | None:
        """The body of the symbol; letters that many units have tell it only if they are the citing body's own."""
        found, letters = self._found(number), self._setting.letters(number)
        short = self._setting.is_short(letters) and letters != self._own_letters
        return replace(found, sure=False) if found and short else found

    def _found(self, number: DocumentNumber) -> Issuer | None:
        name = self._symbols.meant(number)
        if not name:
            return self._of_initials(number)
        exact = name == self._symbols.known(number)
        exact_and_one = exact and name != BY_SYMBOL["TW"]  # the Bộ Chính trị and the Ban Bí thư have it, too
        issuer = Issuer(name, number.start, number.end, stated=False, sure=exact_and_one, fixed=name in OF_STATE)
        if above := self._from_above(number):
            return replace(issuer, name=above, sure=False)
        if self._own_letters in self._symbols.groups(number)[:1] and self._own.issuer:
            return self._of_own(issuer)
        named = self._named_before(number, name)
        if not named and (level := self._levels.of(name)):
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
        office = self._names.own_office() if name == OFFICE else None
        whole = self._texts.whole(body, number.start) if office else None
        if office and (whole is None or whole.name != office):
            return replace(issuer, name=office, sure=False)
        if self._texts.is_open(body) or self._symbols.is_common(name):
            whole = self._texts.whole(body, number.start)
            mine = whole is not None and whole.sure and whole.name in (self._own.issuer, office)
            return replace(issuer, name=whole.name if whole else name, sure=mine and exact)
        if self._is_of_others_place(name):
            return replace(issuer, sure=False)
        another = self._may_be_another(number, name)
        return replace(issuer, sure=exact and not another and name not in self._guesses)

    def _is_of_others_place(self, name: str) -> bool:
        """Whether each district or commune has the body of a name, and the citing one is of none."""
        level = self._texts.level_of_name(name)
        levels = {self._texts.level_of(one) for one in self._texts.of_head[:1]} if self._own.issuer else {None}
        return level in LEVELS[1:] and not levels & {*LEVELS[1:], None}

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
        if of_any_level or name.startswith(MANY):
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
        begin = max(self._setting.sentence(number), number.start - NEAR)
        if number.type_sign or not _CARRIES_OUT.search(self._plain, begin, number.start):
            return None
        body = self._texts.named(self._symbols.meant(number) or "")
        places = [self._texts.named(name).place for name in self._own.addressees]
        place = next((place for place in places if place), None)
        return f"{body.name} {place}" if place and body.kind in OF_PLACE else None

    def _of_own(self, issuer: Issuer) -> Issuer:
        """The citing body where the letters are its own; listed where the text names others that have them."""
        own = self._own.issuer or ""
        body, letters = self._texts.named(own), self._own_letters or ""
        if level := self._levels.of(issuer.name):
            return replace(issuer, name=level[0], sure=level[1])
        unlike = not (self._setting.allowed(body, issuer.name) or bears(body.canonical, letters, self._lexicon))
        rivals = shared_by(self._lexicon, letters)
        unlike = unlike and self._texts.agency(body) not in rivals
        if unlike or is_longer(issuer.name, own):  # a head may have less than the letters
            own = issuer.name
        named = {bare(one.canonical).lower() for one in self._others(issuer.name)}
        mine = bare(self._texts.named(own).canonical).lower()
        others = {name for name in named if not mine.startswith(name) and not name.startswith(mine)}
        return replace(issuer, name=own, sure=not others and not unlike)

    def _others(self, name: str) -> Iterator[NamedBody]:
        """The bodies that text and head name and that a name by a symbol may be of."""
        bodies = (*self._texts.every, *self._texts.of_head)
        return (
            one
            for one in bodies
            if self._setting.allowed(one, name) and (one.place or is_longer(one.canonical, name))
        )

    def _of_initials(self, number: DocumentNumber) -> Issuer | None:
        """The body that the sentence names and whose initials are the symbol: "ĐUCA" of Đảng ủy Công an tỉnh."""
        groups = [group.rstrip("0123456789") for group in self._symbols.groups(number)]
        begin, end = self._setting.sentence(number), self._plain.find(". ", number.end)
        last = min(len(self._text) if end < 0 else end, number.end + SENTENCE)
        begin = max(begin, number.start - SENTENCE)
        for unit in _UNIT.finditer(self._text, begin, number.start):  # "phòng KHTC" of "31/KHTC"
            if unit["letters"] in groups and (body := self._texts.said_at(unit.start())):
                return replace(self._names.issuer(number, body), stated=False)
        for body in self._texts.between(begin, last):
            own = initials_of(body.canonical)
            if any(
                len(group) >= FEWEST_INITIALS
                and group in (own[: len(group)], own[1:][: len(group)], own[-len(group) :])
                for group in groups
            ):
                named = self._names.issuer(number, without_actor(body))
                whole = own in groups and len(own) > FEWEST_INITIALS
                return replace(named, stated=False, sure=named.sure and whole)
        return self._of_spelled(number, groups)

    def _of_spelled(self, number: DocumentNumber, groups: Sequence[str]) -> Issuer | None:
        """The body that the text names in words whose first letters a symbol has: "Tổ xác minh" of "TXM"."""
        for group in groups:
            spelled = self._texts.spelled(group) if len(group) >= FEWEST_INITIALS else []
            if spelled:
                sure = len(group) > FEWEST_INITIALS and len({one.name.lower() for one in spelled}) == 1
                before = [one for one in spelled if one.end <= number.start]
                name = (before[-1] if before else spelled[0]).name
                return Issuer(name, number.start, number.end, stated=False, sure=sure)
        return None

    def _named_before(self, number: DocumentNumber, name: str) -> Issuer | None:
        """The last body that the sentence has named before the number and that the symbol's may be.

        "Ban Quản lý dự án Đầu tư xây dựng" of "BQL". It is sure where it is one with a field of its own; who
        follows a document need not have made it.
        """
        begin = max(self._setting.sentence(number), number.start - SENTENCE)
        bodies = [
            one for one in self._texts.between(begin, number.start) if one.kind and not self._texts.is_open(one)
        ]
        union = self._texts.named(name).kind in OF_UNION
        fit = [
            one
            for one in bodies
            if is_longer(one.canonical, name)
            or (union and one.kind in OF_UNION)
            or self._is_like(one, number, name)
        ]
        if not fit:
            return None
        body = without_actor(fit[-1])
        follows = _FOLLOWS.search(self._plain, body.end, number.start) is not None
        if follows and self._symbols.is_central(name) and is_longer(body.canonical, name):
            return Issuer(name, number.start, number.end, stated=False, sure=False)
        one_of_many = len({bare(one.canonical).lower() for one in fit}) > 1
        named = self._names.issuer(number, body)
        sure = named.sure and not one_of_many and self._setting.confirms(number, named.name)
        return replace(named, stated=False, sure=sure)

    def _is_like(self, body: NamedBody, number: DocumentNumber, name: str) -> bool:
        """Whether a body may have the letters of a symbol, of a level that these do not contradict."""
        groups = self._symbols.groups(number)
        meant = self._texts.named(name)
        same = meant.kind == body.kind and self._texts.says_little(meant)
        return (same and body.kind not in SINGLE and self._setting.allowed(body, name)) or any(
            bears(body.canonical, group, self._lexicon) for group in groups[:1]
        )

    def answered(self, number: DocumentNumber) -> Issuer | None:
        """Whom a letter answers: "Phúc đáp Công văn số 12/HQSH-VP", to the Hải quan; it may be another."""
        begin = max(self._setting.sentence(number), number.start - NEAR)
        if not _ANSWERS.search(self._plain, begin, number.start) or not self._own.addressees:
            return None
        return Issuer(self._own.addressees[0], number.start, number.end, stated=False, sure=False)
