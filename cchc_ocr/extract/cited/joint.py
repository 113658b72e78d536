"""Bodies that issue together: "Bộ Tư pháp, Bộ Công an và Bộ Quốc phòng", "TTLT-BYT-BQP"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cchc_ocr.extract.bodies.grammar import NamedBody, read_body
from cchc_ocr.extract.cited.full_names import FullNames
from cchc_ocr.extract.cited.issuer import Issuer
from cchc_ocr.extract.cited.setting import NEAR, Setting
from cchc_ocr.extract.cited.symbol_bodies import bears
from cchc_ocr.numbering.numbers import DocumentNumber
from cchc_ocr.patterns import unaccented
from cchc_ocr.vietnamese import bare

_AND = unaccented(r"\s*,\s*(?:và\s+)?|\s+(?:và|với|cùng|cùng với|(?:đã )?phối hợp(?: với| cùng)?)\s+|\s*[–—-]\s*")
_SUBJECTS = unaccented(r"\s*,\s*(?:và\s+)?|\s+(?:và|cùng)\s+")
_WITH = unaccented(r"\s+(?:và|cùng)\s+")
_OTHER_ENDS = unaccented(r"\s*(?:$|[;,)|\n]|\.\s|(?:về|v/v|quy định|ký|ban hành|trong|nhằm)\b)")
_CLAUSE_OPENS = unaccented(r"(?:^|[.;:,\n(+–-]\s*)$")
_MOST_JOINT = 6  # bodies that issue a document together


class Joint:
    """The joint issuers of one text."""

    def __init__(self, setting: Setting, names: FullNames) -> None:
        self._plain = setting.plain
        self._texts, self._symbols = setting.texts, setting.symbols
        self._names, self._lexicon = names, setting.lexicon

    def issuer(self, number: DocumentNumber, letters: Sequence[str], stated: Issuer | None) -> Issuer | None:
        """The bodies that issue together: as the sentence names them, else as the symbol does.

        None where neither names them all.
        """
        if stated and (self.count(stated.name) > 1 or bare(stated.name).lower().startswith("lien ")):
            return stated
        names = [self._symbols.of(group) or self._symbols.of(group.rstrip("0123456789")) for group in letters]
        if len(names) < 2 or not all(names):
            return replace(stated, sure=False) if stated else None
        whole = [self._names.in_full(name, number) for name in names if name]
        central = all(self._symbols.is_central(name) for name in whole)
        sure = central and stated is None
        return Issuer(", ".join(whole), number.start, number.end, stated=False, sure=sure)

    def and_others(self, first: NamedBody) -> NamedBody:
        """A body with those that issue with it: "Bộ Tư pháp, Bộ Công an và Bộ Quốc phòng"."""
        whole = first
        for _ in range(_MOST_JOINT):
            joint = _AND.match(self._plain, whole.end)
            other = self._texts.said_at(joint.end()) if joint else None
            if not joint or not other or not other.kind:
                break
            whole = whole.followed_by(other, _joint_by(joint.group()))
        return whole

    def with_those_before(self, last: NamedBody, bodies: Sequence[NamedBody]) -> NamedBody:
        """ "Hội Cựu chiến binh huyện và Công an huyện đã ký": all that issue together."""
        for body in reversed([one for one in bodies if one.end <= last.start and one.kind]):
            joint = _AND.fullmatch(self._plain, body.end, last.start)
            if not joint:
                break
            last = replace(body.followed_by(last, _joint_by(joint.group())), end=last.end)
        return last

    def subjects(self, last: NamedBody, bodies: Sequence[NamedBody]) -> list[NamedBody]:
        """ "A và B đã ký", "A, B đã ký": all that a clause says have issued.

        Behind a comma a clause begins, where the body before it opens none: "Theo đề nghị của A, B đã ký".
        """
        subjects = [last]
        for body in reversed([one for one in bodies if one.end <= last.start and one.kind]):
            if not _SUBJECTS.fullmatch(self._plain, body.end, subjects[0].start):
                break
            subjects.insert(0, body)
        while len(subjects) > 1 and not self._opens(subjects[0]):
            if "," not in self._plain[subjects[0].end : subjects[1].start]:
                break
            subjects = subjects[1:]
        return subjects

    def _opens(self, body: NamedBody) -> bool:
        return _CLAUSE_OPENS.search(self._plain, max(0, body.start - NEAR), body.start) is not None

    def follows_another(self, body: NamedBody, bodies: Sequence[NamedBody]) -> bool:
        """Whether a body is the last of several: "của UBND tỉnh và UBND huyện tại Công văn số"."""
        return any(one.kind and _SUBJECTS.fullmatch(self._plain, one.end, body.start) for one in bodies)

    def together(self, subjects: Sequence[NamedBody]) -> NamedBody:
        """Bodies as one, joined as they are printed."""
        whole = subjects[0]
        for body in subjects[1:]:
            whole = whole.followed_by(body, _joint_by(self._plain[whole.end : body.start]))
        return replace(whole, end=subjects[-1].end)

    def with_the_other(self, first: NamedBody) -> list[NamedBody]:
        """ "của A và B về …": a body with the one named with it, and not one with which a clause goes on."""
        joint = _WITH.match(self._plain, first.end)
        other = self._texts.said_at(joint.end()) if joint else None
        ends = other and other.kind and _OTHER_ENDS.match(self._plain, other.end)
        return [first, other] if other and ends else [first]

    def bear(self, number: DocumentNumber, bodies: Sequence[NamedBody]) -> bool:
        """Whether a symbol has letters of each body: "HĐ-BCHQS"."""
        groups = self._symbols.groups(number)

        def borne(body: NamedBody) -> bool:
            names = (body.canonical, self._texts.agency(body))
            return any(bears(name, group, self._lexicon) for name in names for group in groups)

        return len(groups) >= len(bodies) and all(map(borne, bodies))

    def count(self, name: str) -> int:
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


def _joint_by(printed: str) -> str:
    """How two names are joined: by a comma, a dash or "và"."""
    mark = printed.strip()
    return ", " if mark == "," else " - " if mark in ("-", "–", "—") else " và "
