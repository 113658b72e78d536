"""What a text calls in full a body of which a clause has only the kind: "của Sở", "của UBND", "Văn phòng"."""

from __future__ import annotations

from dataclasses import replace

from cchc_ocr.extract.bodies.grammar import NamedBody
from cchc_ocr.extract.cited.issuer import Issuer
from cchc_ocr.extract.cited.named_bodies import is_longer
from cchc_ocr.extract.cited.setting import MANY, OF_PLACE, OFFICE, SAYS, SINGLE, Setting
from cchc_ocr.numbering.numbers import DocumentNumber
from cchc_ocr.vietnamese import bare

_MINISTER = "Bộ trưởng"


class FullNames:
    """The names of one text."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._text, self._own = setting.text, setting.own
        self._texts, self._symbols = setting.texts, setting.symbols
        self._own_letters = setting.own_letters

    def issuer(self, number: DocumentNumber, body: NamedBody) -> Issuer:
        """The body as the issuer, its name whole where the clause has only its kind: "của Sở", "của UBND"."""
        if SAYS.match(self._text, body.end):
            return self._of_body(number, body)
        placed = self._texts.with_small_place(body)
        found = self._of_body(number, placed if placed.sure else body)
        cut = body.sure and not placed.sure
        more = self._texts.goes_on(placed) and placed.kind not in SINGLE
        return replace(found, sure=found.sure and not cut and not more)

    def _of_body(self, number: DocumentNumber, body: NamedBody) -> Issuer:
        name = self._texts.printed(body)
        sure = body.sure or self._setting.is_spelled(body, number)
        issuer = Issuer(name, body.start, body.end, stated=True, sure=sure)
        if name == OFFICE and (office := self.own_office()):
            return replace(issuer, name=office)
        meant = self._symbols.meant(number)
        if name == _MINISTER and meant and meant.startswith("Bộ "):
            return replace(issuer, name=f"{name} {meant}")
        known = self._texts.is_known(body.canonical)
        opens_meant = meant is not None and not known and is_longer(meant, body.canonical)
        if not self._texts.is_open(body) and not opens_meant:
            return issuer
        if self._texts.is_brand(body):
            return replace(issuer, sure=False)
        if meant and bare(meant).lower().startswith(f"{bare(body.canonical).lower()} "):
            own = self._own.issuer if self._own_letters in self._symbols.groups(number) else None
            mine = own is not None and is_longer(self._texts.named(own).canonical, meant)
            body = replace(self._texts.named(own if mine and own else meant), actor=body.actor)
            name = f"{body.actor} {body.name}" if body.actor else body.name
            if not self._texts.is_open(body):
                known = self._texts.is_known(meant) and not meant.startswith(MANY)
                return replace(issuer, name=name, sure=mine or known)
        whole = self._texts.whole(body, number.start, said_before=body.kind in OF_PLACE)
        sure = (
            whole.sure if whole else body.sure and not self._texts.says_little(body) and not name.startswith(MANY)
        )
        return replace(issuer, name=whole.name if whole else name, sure=sure)

    def in_words(self, body: NamedBody) -> NamedBody:
        """A body of which only the kind stands there, as the text names it elsewhere: "giữa Sở và Công ty Mẫu"."""
        if not self._texts.says_little(body):
            return body
        whole = self._texts.whole(body, body.start)
        return replace(body, name=whole.name, sure=whole.sure) if whole else replace(body, sure=False)

    def in_full(self, name: str, number: DocumentNumber) -> str:
        body = self._texts.named(name)
        if not self._texts.is_open(body):
            return name
        own = self._texts.named(self._own.issuer) if self._own.issuer else None
        if own and self._setting.allowed(own, name):
            return own.name
        whole = self._texts.whole(body, number.start)
        found = whole.name if whole else name
        kind, _, place = ((own.place if own else None) or "").partition(" ")  # the other one of the same place
        return f"{found} {place}" if place and found.endswith(f" {kind}") else found

    def own_office(self) -> str | None:
        """The office of the citing body, which a text calls "Văn phòng"."""
        own = self._own.issuer
        return own if own is None or own.startswith(OFFICE) else f"{OFFICE} {own}"
