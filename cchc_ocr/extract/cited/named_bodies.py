"""The bodies that a text names, and what it means by a name that is only a kind: "Công ty", "Bảo hiểm xã hội"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from cchc_ocr.extract.bodies.grammar import NamedBody, openings, read_body
from cchc_ocr.extract.bodies.lists import body_lists
from cchc_ocr.extract.bodies.localities import end_of_place
from cchc_ocr.extract.bodies.name_ends import end_of_unlisted, opens_name
from cchc_ocr.extract.bodies.reach import CLOSED, Reach
from cchc_ocr.extract.bodies.word_tree import in_one_line, key
from cchc_ocr.extract.cited.own import Own
from cchc_ocr.extract.forms.names import agency_name, is_known_place
from cchc_ocr.lexicon import Lexicon, kept
from cchc_ocr.patterns import accented
from cchc_ocr.vietnamese import CAPITALS, bare, place_tones

# Kinds of which a name with its field of work tells enough within one text: "Hội đồng thuốc và điều trị".
_WITH_FIELDS = frozenset(
    {"hoi dong", "dai hoi dong", "ban", "trung tam", "phong", "vu", "quy", "van phong", "bo phan", "hoi"}
)
_OF_REGION = (" khu vực",)  # known names that the region tells apart
_ONE_OF_LEVEL = frozenset({"tinh uy", "thanh uy", "huyen uy", "thi uy", "quan uy"})
_FEWEST_OF_PERSON = 3  # words of the name of a person; two may be a place
_FARTHEST = 170  # characters of a name in small letters
_OWNER = accented(r"\s+(?:nhà trường|công ty|cơ quan|bệnh viện|trung tâm|đơn vị)(?![^\W\d_])")
_LEADS = accented(r"(?:Tổ|Đội|Trưởng (?:đoàn|ban|phòng|nhóm|tiểu ban))", re.IGNORECASE)  # of teams, which follow
# Posts of which nobody issues documents: parties of contracts, and those who write for others.
_NO_OFFICE = accented(r"(?:Người|Bên|Chủ (?:hộ|trì|tọa|đầu tư|doanh)|Kế toán|Thư ký|Công chứng|Thủ quỹ)")

# Of a government or a committee, of which the holder leads another body, too.
_FIRST_POST = accented(r"(?:(?:Phó )?Thủ tướng(?: Chính phủ)?|Bộ trưởng|Thứ trưởng|(?:Phó )?Bí thư.*|Ủy viên.*)")
# Work that a clause tells of, and that many a name of a body has: "Ban Chỉ đạo" + "thi hành án dân sự".
_WORK = accented(
    r"\s+(?:các|rà soát|thực hiện|thi hành|triển khai|tăng cường|thí điểm|điều chỉnh|xử lý|xây dựng)\b"
)
_SECOND_POST = accented(rf"\s*,\s*(?:kiêm\s+)?(?=[{CAPITALS}])|\s+(?:kiêm|[–—-])\s+(?=[{CAPITALS}])")
_LEADS_COMMITTEE = accented(rf"Trưởng ban(?=\s[{CAPITALS}])")

_WORDS = re.compile(r"[^\W\d_]+")
_LEFT_OUT = frozenset({"và", "các", "về", "của"})  # small words that have no letter in a symbol
_TERM = accented(r",?\s(?:khóa|khoá)\s[IVXL]+$")  # "HĐND tỉnh khóa XV"
_SMALL = accented(rf"(?:\s+(?![{CAPITALS}])[^\W\d_]+){{2,4}}")  # words of the name of a place
_DASHED = accented(rf"\s+[–—-]\s+[{CAPITALS}]")  # "Liên danh Công ty Mẫu" + " - Công ty Sơn"
# "Mẫu Sơn thi công" of "Công ty Mẫu Sơn thi công".
_RUNS_OVER = accented(
    rf"\s[{CAPITALS}][^\W\d_A-Z]+\s(?P<last>[{CAPITALS}][^\W\d_A-Z]+)"
    rf"\s(?!và\b)(?P<small>(?![{CAPITALS}])[^\W\d_]+)(?:\s(?![{CAPITALS}])\w+)*$"
)
_COMPANIES = frozenset({"ngan hang", "cong ty", "tong cong ty", "tap doan", "viettel", "vnpt", "bidv"})
_STOP = re.compile(r"[.;:()/\d]")
_REGIONS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")
_ROMAN = {str(at): roman for at, roman in enumerate(_REGIONS, 1)}


class Called(NamedTuple):
    """A name, and whether it can be no other."""

    name: str
    sure: bool


class TextBodies:
    """The bodies of one text, each read once. ``own`` is what the head of the text names.

    ``name_limit`` tells where a name that begins at an offset must have ended, as with a cell of a table.
    """

    def __init__(self, text: str, lexicon: Lexicon, own: Own, name_limit: Callable[[int], int]) -> None:
        self._text, self._lexicon, self._name_limit = text, lexicon, name_limit
        self._lists = body_lists(lexicon)
        self._levels = {kind.name: kind.level for kind in lexicon.place_kinds}
        self.own = own
        self._read: dict[int, NamedBody | None] = {}

    def at(self, start: int, end: int | None = None) -> NamedBody | None:
        """The body, or the post of one, whose name begins with a capital at an offset, before another."""
        if start not in self._read:
            limit = self._name_limit(start)
            self._read[start] = read_body(self._text, start, limit, self._lexicon) or self._post(self._text, start)
            self._read[start] = self._without_clause(self._without_person(self._with_second_post(start)))
        body = self._read[start]
        if body is None or end is None or body.end <= end:
            return body
        return read_body(self._text, start, min(end, self._name_limit(start)), self._lexicon)

    def _with_second_post(self, start: int) -> NamedBody | None:
        """A post that goes before the one by which its holder issues: "Bộ trưởng" + ", Trưởng ban Ban Mẫu"."""
        body = self._read[start]
        behind = _SECOND_POST.match(self._text, body.end) if body and _FIRST_POST.fullmatch(body.name) else None
        second = self._leading(behind.end()) if behind and behind.end() < len(self._text) else None
        if not body or not second or not second.actor:
            return body
        name, actor = f"{body.name}, {second.name}", f"{body.name}, {second.actor}"
        return replace(second, name=name, actor=actor, start=start)

    def _leading(self, start: int) -> NamedBody | None:
        """The post at an offset with the body that it leads, also where both share a word: "Trưởng ban Mẫu"."""
        leads = _LEADS_COMMITTEE.match(self._text, start)
        whole = self.at(start)
        if not leads or (whole and whole.actor):
            return whole
        of = f"Ban{self._text[leads.end() : start + _FARTHEST]}"
        body = read_body(of, 0, len(of), self._lexicon)
        if not body:
            return whole
        name, end = f"Trưởng ban {body.name.partition(' ')[2]}", leads.end() + body.end - len("Ban")
        return replace(body, name=name, start=start, end=end, actor="Trưởng ban")

    def said_at(self, start: int) -> NamedBody | None:
        """As ``at``, for what "của" names: also in small letters, and a kind alone ("của Sở")."""
        if start >= len(self._text):
            return None
        if self._text[start].isupper():
            return self.at(start) or self._kind_alone(start)
        window = self._text[start : min(start + _FARTHEST, self._name_limit(start))]
        body = self._in_small_letters(window)
        return replace(body, start=start, end=start + body.end) if body else None

    def _without_person(self, body: NamedBody | None) -> NamedBody | None:
        """A body without the name of who holds its post: "Chủ tịch UBND tỉnh" + "Nguyễn Văn Mẫu"."""
        place = (body.place or "") if body and body.actor else ""
        kind, _, name = (
            ("", "", place) if place.split(" ")[0] in self._lexicon.family_names else place.partition(" ")
        )
        words = name.split()
        if not body or len(words) < _FEWEST_OF_PERSON or words[0] not in self._lexicon.family_names:
            return body
        if is_known_place(name, self._lexicon):
            return body
        whole = body.canonical.removesuffix(f" {name}")
        return replace(body, name=body.name.removesuffix(f" {name}"), canonical=whole, place=kind or None)

    def _without_clause(self, body: NamedBody | None) -> NamedBody | None:
        """A body without the small words behind a proper name, the end a guess: "Công ty Mẫu Sơn" + "thi công"."""
        if not body or not body.kind or body.place or self.is_known(body.canonical):
            return body
        seen = self._text[body.start : body.end]
        ran_over = _RUNS_OVER.search(seen)
        if not ran_over or f"{ran_over['last']} {ran_over['small']}".lower() in _pairs_of_names(self._lexicon):
            return body
        rest = in_one_line(seen[ran_over.end("last") :])
        if not body.name.endswith(rest) or not body.canonical.endswith(rest):
            return body
        name, canonical = (one.removesuffix(rest).strip() for one in (body.name, body.canonical))
        return replace(body, name=name, canonical=canonical, end=body.start + ran_over.end("last"), sure=False)

    def between(self, start: int, end: int, *, alone: bool = False) -> Iterator[NamedBody]:
        """The bodies whose names stand between two offsets; those in capitals stand in heads and headings.

        ``alone``: also those of which only the kind stands there, for the text names them elsewhere: "Công ty".
        """
        last = start
        for head in openings(self._text, start, end, self._lexicon):
            body = self.at(head, end) or (self._kind_alone(head) if alone else None)
            # "Thanh tra Sở Y tế" is one body; the Sở is none that the text names.
            if body and body.end > last and not self._in_capitals(self._text[body.start : body.end]):
                last = body.end
                yield body

    def in_small_letters(self, start: int, end: int) -> Iterator[NamedBody]:
        """The known bodies that a text has in small letters between two offsets: "sở y tế", "phòng nội vụ"."""
        for head in openings(self._text, start, end, self._lexicon, small=True):
            body = self.said_at(head)
            if body and body.end <= end and self.level_of_name(body.canonical) not in (None, "any"):
                yield body

    @cached_property
    def every(self) -> tuple[NamedBody, ...]:
        """All bodies of the text, but those whose names are part of another's."""
        found: list[NamedBody] = []
        for body in self.between(0, len(self._text)):
            if body.kind:
                found.append(body)
        return tuple(found)

    @cached_property
    def of_head(self) -> tuple[NamedBody, ...]:
        """The bodies that the head names: the issuer, the one above, those addressed."""
        names = (self.own.issuer, self.own.parent, *self.own.addressees)
        return tuple(self.named(name) for name in names if name)

    def named(self, name: str) -> NamedBody:
        """The body that a name is of; it may be of a kind that no list has."""
        body = read_body(name, 0, len(name), self._lexicon)
        if body and body.end >= len(name) - 1:
            return body
        kind = self._lists.kind_of(name)
        canonical = f"{body.canonical}{name[body.end :]}" if body else name
        return NamedBody(name, canonical, 0, len(name), body.kind if body else kind, body.place if body else None)

    def agency(self, body: NamedBody) -> str:
        """The known body with whose name that of a body begins, or its own name."""
        found = self._lists.bodies.longest(body.canonical, 0, len(body.canonical))
        return found[0].name if found else body.canonical

    def is_known(self, name: str) -> bool:
        """Whether a name is the whole one of a known body."""
        found = self._lists.bodies.longest(name, 0, len(name))
        return bool(found and found[0].name == name)

    def level(self, body: NamedBody) -> str | None:
        """The level of a body by the place with which its name ends: "province"."""
        place = (body.place or "").lower()
        return next((level for kind, level in self._levels.items() if f"{place} ".startswith(f"{kind} ")), None)

    def level_of(self, body: NamedBody) -> str | None:
        """As ``level``, of known bodies also by their kind: a Sở is of a province."""
        return self.level(body) or self.level_of_name(self.agency(body))

    def level_of_name(self, name: str) -> str | None:
        """The level of a known body."""
        found = self._lists.bodies.longest(name, 0, len(name))
        return found[0].level if found else None

    def printed(self, body: NamedBody) -> str:
        """The name of a body as it is written in sentences, also where capitals print it.

        The council of a place has one name in all its terms.
        """
        seen = self._text[body.start : body.end]
        if not self._in_capitals(seen):
            return _TERM.sub("", body.name) if body.kind == "hdnd" else body.name
        rest = body.name.removeprefix(body.actor or "").strip()
        return " ".join(filter(None, (body.actor, agency_name(rest.upper(), self._lexicon))))

    def _in_capitals(self, seen: str) -> bool:
        """Whether words of a name are printed in capitals, and not short forms alone ("PTDTNT THPT")."""
        words = [word for word in seen.split() if word.isupper() and word.lower() in self._lexicon.syllables]
        return sum(len(word) > 1 for word in words) > 1

    def is_open(self, body: NamedBody) -> bool:
        """Whether a name is that of many bodies: "Công ty", "UBND", "Ban Chỉ đạo chuyển đổi số"."""
        if body.place or not body.kind or body.kind in _ONE_OF_LEVEL:
            return False
        found = self._lists.bodies.longest(body.canonical, 0, len(body.canonical))
        if found and found[1] == len(body.canonical):
            return found[0].level == "any" or body.canonical.endswith(_OF_REGION)
        return self._is_kind(body)

    def says_little(self, body: NamedBody) -> bool:
        """Whether a name is only a kind or that of a body of each level: "Công ty", "Bảo hiểm xã hội"."""
        return self.is_open(body) and (self._is_kind(body) or body.kind not in _WITH_FIELDS)

    def _is_kind(self, body: NamedBody) -> bool:
        kind = self._lists.kind(body.canonical, 0, len(body.canonical))
        return bool(kind and kind[1] == len(body.canonical))

    def is_brand(self, body: NamedBody) -> bool:
        """Whether a name is that of a company as a whole, of which the text may mean a branch: "Agribank"."""
        known = self.is_known(body.canonical) and self.level_of_name(body.canonical) == "any"
        return known and body.kind in _COMPANIES

    def goes_on(self, body: NamedBody) -> bool:
        """Whether a name goes on with words that were not read: "Xí nghiệp Môi trường" + "đô thị"."""
        reach = Reach(self._text, self._name_limit(body.end), self._lists)
        if body.place:
            return False
        closed = body.actor or body.kind in CLOSED
        joined = _DASHED.match(self._text, body.end, reach.limit)
        numbered = body.name[-1:].isdigit()  # "Tòa án nhân dân khu vực 3 - Sơn Hà"
        if not closed and reach.behind_capital(body.end):  # "Ban Chỉ đạo" + "Chương trình …"
            return True
        if body.kind in _WITH_FIELDS and not closed and _WORK.match(self._text, body.end, reach.limit):
            return True
        return opens_name(reach, body.end) or (joined is not None and not numbered)

    def with_small_place(self, body: NamedBody) -> NamedBody:
        """A body with the place whose name stands in small letters behind its kind: "UBND xã" + "nậm kha".

        It is a known one, or one that the text has in capitals elsewhere; else where it ends is a guess.
        """
        reach = Reach(self._text, self._name_limit(body.end), self._lists)
        if (body.place or "").lower() not in self._levels or not opens_name(reach, body.end):
            return body
        words = _SMALL.match(self._text, body.end, reach.limit)
        if not words or " ".join(words.group().split()[:2]) in self._lists.phrases:  # "UBND xã tổ chức"
            return body
        for count in range(len(words.group().split()), 1, -1):
            end = [word.end() for word in _WORDS.finditer(self._text, body.end, words.end())][count - 1]
            place = in_one_line(self._text[body.end : end]).title()
            if is_known_place(place, self._lexicon) or f"{body.place} {place}" in self._text:
                name, canonical = f"{body.name} {place}", f"{body.canonical} {place}"
                return replace(body, name=name, canonical=canonical, end=end, place=f"{body.place} {place}")
        return replace(body, sure=False)

    def whole(self, body: NamedBody, before: int, *, said_before: bool = False) -> Called | None:
        """What the text calls a body in full of which it names the kind at an offset; None where it never does.

        The last one before is meant; it could be another where the text has several. ``said_before``: of what
        head and the rest of the text name there is no telling.
        """
        alike = [one for one in (*self.of_head, *self.every) if self._completes(one, body)]
        if not alike:
            return None
        said = [one for one in self.every if one.end <= before and self._completes(one, body)]
        if said_before and not said:
            return None
        meant = said[-1] if said else alike[0]
        sure = len({key(one.canonical) for one in alike}) == 1 and (meant.end <= before or meant in self.of_head)
        name = meant.name.removeprefix(meant.actor or "").strip()
        return Called(f"{body.actor} {name}" if body.actor else name, sure)

    def _completes(self, one: NamedBody, body: NamedBody) -> bool:
        """Whether a name has all words of another, and more."""
        words, opening = key(one.canonical).split(), key(body.canonical).split()
        longer = len(words) > len(opening)
        return longer and (words[: len(opening)] == opening or (one.kind == body.kind == key(body.canonical)))

    def _post(self, text: str, start: int) -> NamedBody | None:
        """A post of which the body is not named: "Hiệu trưởng", "Trưởng đoàn thanh tra"."""
        limit = min(len(text), start + _FARTHEST)
        found = self._lists.posts.longest(text, start, limit)
        if not found or not text[start].isupper() or _NO_OFFICE.match(found[0]):
            return None
        end = found[1]
        if _LEADS.match(found[0]):
            end = end_of_unlisted(Reach(text, limit, self._lists), end)[0]
        if owner := _OWNER.match(text, end):  # "Hiệu trưởng nhà trường"
            end = owner.end()
        name = in_one_line(f"{found[0]}{text[found[1] : end]}")
        behind = Reach(text, limit, self._lists).behind_gap(end)
        kind = self._lists.kind(text, behind, limit) if behind and text[behind : behind + 1].isupper() else None
        if behind and kind and not _LEADS.match(found[0]):  # "Giám đốc Sở"
            whose = in_one_line(text[behind : kind[1]])
            return NamedBody(f"{name} {whose}", whose, start, kind[1], kind[0], actor=name)
        return NamedBody(name, name, start, end, "", actor=name)

    def opens_at(self, start: int) -> bool:
        """Whether a body, or who acts for one, may begin at an offset."""
        limit = self._name_limit(start)
        return any(tree.longest(self._text, start, limit) for tree in (self._lists.actors, self._lists.kinds))

    def numbered(self, name: str, number: str) -> str | None:
        """The body that the text names by another and a number: "Chi cục Thuế khu vực VII" of 7."""
        tails = f" {number}", f" {_ROMAN.get(number, number)}"
        alike = {
            one.name for one in self.every if one.name.removeprefix(name) in tails and one.name.startswith(name)
        }
        return alike.pop() if len(alike) == 1 else None

    def spelled(self, letters: str) -> list[NamedBody]:
        """The bodies, of words that begin with letters, that the text names with small words left out."""
        found, at = [], self._first_letters.find(letters)
        while at >= 0:
            first, last = self._words[at], self._words[at + len(letters) - 1]
            kind = self._lists.kind(self._text, first.start(), last.end()) if first.group()[0].isupper() else None
            if kind and not _STOP.search(self._text, first.start(), last.end()):
                end = end_of_place(Reach(self._text, self._name_limit(last.end()), self._lists), last.end())
                end = end or last.end()
                name = in_one_line(self._text[first.start() : end])
                found.append(NamedBody(name, name, first.start(), end, kind[0]))
            at = self._first_letters.find(letters, at + 1)
        return found

    def spells_another(self, letters: str, name: str) -> bool:
        """Whether words that all have capitals begin with letters, as a name does that no list has."""
        at = self._first_letters.find(letters) if len(letters) > 1 else -1
        while at >= 0:
            words = self._words[at : at + len(letters)]
            seen = self._text[words[0].start() : words[-1].end()]
            capitals = all(word.group()[0].isupper() for word in words) and not _STOP.search(seen)
            if capitals and not self._in_capitals(seen) and not key(name).startswith(key(seen)):
                return True
            at = self._first_letters.find(letters, at + 1)
        return False

    @cached_property
    def _words(self) -> list[re.Match[str]]:
        return [word for word in _WORDS.finditer(self._text) if word.group() not in _LEFT_OUT]

    @cached_property
    def _first_letters(self) -> str:
        """The first letters of all words, as symbols have them."""
        return "".join("Đ" if word.group()[0] in "Đđ" else bare(word.group()[0]).upper() for word in self._words)

    def _kind_alone(self, start: int) -> NamedBody | None:
        found = self._lists.kind(self._text, start, self._name_limit(start))
        if not found:
            return None
        name = in_one_line(self._text[start : found[1]])
        return NamedBody(name, name, start, found[1], found[0])

    def _in_small_letters(self, window: str) -> NamedBody | None:
        """The body with which a text in small letters begins: "chủ tịch ubnd huyện", "bộ tài chính"."""
        at, spelled = 0, window
        if actor := self._lists.posts.longest(window, 0, len(window)):
            spelled = f"{actor[0]}{spelled[actor[1] :]}" if len(actor[0]) == actor[1] else spelled
            at = next((i for i in range(actor[1], len(window)) if not window[i].isspace()), actor[1])
        kind = self._lists.kind(window, at, len(window))
        # "của đối tượng" names no Đội.
        said = kind and place_tones(in_one_line(window[at : kind[1]]).lower(), "new")
        if said and all(place_tones(one.name.lower(), "new") != said for one in self._lexicon.body_kinds):
            kind = None
        if kind:
            spelled = f"{spelled[:at]}{self._opening(window[at : kind[1]])}{spelled[kind[1] :]}"
        elif not actor:
            return None
        body = read_body(spelled, 0, len(spelled), self._lexicon)
        if body or actor:
            return body or self._post(spelled, 0)
        name = spelled[: kind[1]] if kind else ""
        return NamedBody(name, name, 0, len(name), kind[0]) if kind else None

    def _opening(self, kind: str) -> str:
        """The kind of a body as names begin with it: "UBND" of "ubnd", "Sở" of "sở"."""
        short = any(one.name == kind.upper() for one in self._lexicon.body_kinds)
        return kind.upper() if short else f"{kind[:1].upper()}{kind[1:]}"


@kept
def _pairs_of_names(lexicon: Lexicon) -> frozenset[str]:
    """Two words in a row of the names of bodies and posts, and two that make one word: "liên đoàn", "kinh tế"."""
    names = [one.name for one in lexicon.agencies] + [one.name for one in lexicon.body_kinds]
    names += [one.name for one in lexicon.posts]
    pairs = {f"{one} {other}" for name in names for one, other in pairwise(name.lower().split())}
    return frozenset({*body_lists(lexicon).phrases, *pairs})


def without_actor(body: NamedBody) -> NamedBody:
    """The body itself, of who acts for it."""
    if not body.actor or not body.kind:
        return body
    return replace(body, name=body.name.removeprefix(body.actor).strip(), actor=None)


def is_longer(name: str, opening: str) -> bool:
    """Whether a name has all words of another, however they are joined, and is not the same.

    >>> is_longer("Phòng Kinh tế - Hạ tầng huyện", "Phòng Kinh tế và Hạ tầng")
    True
    """
    whole, begun = (f"{bare(one).lower().replace(' va ', ' - ')} " for one in (name, opening))
    return whole.startswith(begun) and name != opening
