"""Finds the issuer of a cited document, from the sentence or else from the symbol of its number."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from cchc_ocr.extract.bodies.grammar import NamedBody, names_another, openings, read_body
from cchc_ocr.extract.forms.names import initials_of
from cchc_ocr.lexicon import Lexicon, kept
from cchc_ocr.numbering.numbers import DocumentNumber
from cchc_ocr.numbering.signs import look_alike
from cchc_ocr.patterns import accented, any_of, unaccented
from cchc_ocr.vietnamese import CAPITALS, bare

_OF = unaccented(r"\)?\s*(?:,?\s*(?:của|do)\s+)?")  # ") của ", ", do "
_OF_NAMED = accented(rf"\)?\s*,?\s*(?:của|do)\s+(?=[{CAPITALS}])")  # "của Tổ công tác"
# "lại" is what engines make of "tại".
_VERB = accented(
    r"""
    \s+(?:
        (?-i:[tl]ại)                            # "Sở Nội vụ tại Công văn số"
        |(?:(?:đã|cũng|có)\s+)*(?:trả lời|thông báo|báo cáo|hướng dẫn|thỏa thuận|thẩm định|nhắc nhở|đề nghị|yêu cầu
            |cho ý kiến|ý kiến|chấp thuận|xác nhận|kết luận)\s+(?-i:[tl]ại)   # "đã trả lời tại"
        |(?:(?:đã|cũng|tiếp tục|có|sẽ|vừa)\s+)*                                     # "đã ban hành"
            (?:ban hành|có|xây dựng|trình|gửi|ký|phê duyệt|lập|nộp|ra|phát hành|công bố|trả lời|phúc đáp)
    )\b
    [^.;:()]{0,40}(?::\s*số\s*)?$         # "Quyết định: số"
    """,
    re.IGNORECASE,
)
# "Chủ tịch UBND tỉnh đã khen thưởng … tại Quyết định số": who has done what a document says is its issuer.
_ACTED = accented(r"\s+(?:đã|vừa)\s[^.;:]{2,160}\s(?-i:[tl]ại)\s+[^.;:,()\d]{2,40}$", re.IGNORECASE)
# The same without "đã", where no other body can stand between: "Đảng ủy xã giao chỉ tiêu tại Nghị quyết số".
_SAID = accented(rf"\s+[^.;:,()\d{CAPITALS}]{{2,60}}\s(?-i:[tl]ại)\s+[^.;:,()\d]{{2,40}}$")
_BRACKETED = accented(r"\s*\(\s*(?:tại\s+)?[^.;:,()\d]{2,40}$", re.IGNORECASE)  # "UBND xã (Tờ trình số"
_DID = accented(rf"\s+[^.;:,()\d{CAPITALS}]{{2,40}}(?=\s\()")  # "UBND xã đã trình (Tờ trình số"
# Before whom something was done: "Ban Quản lý báo cáo UBND huyện tại Văn bản số".
_TO_WHOM = accented(r"(?:báo cáo|trình|gửi|đề nghị|kiến nghị|xin|phối hợp|cùng|cho|với)\s+$", re.IGNORECASE)
_FEW, _MANY = ("bo", "so"), ("ubnd", "hdnd")  # kinds of bodies by how many have one symbol
_UPWARD = frozenset({"TTr", "BC"})  # documents that a body in a bracket's front wrote, and did not get
_BY_SYMBOL = {
    "TTg": "Thủ tướng Chính phủ",
    "CP": "Chính phủ",
    "QH": "Quốc hội",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội",
    "TW": "Ban Chấp hành Trung ương Đảng",
    "TU": "Tỉnh ủy",
    "HU": "Huyện ủy",
    "ĐU": "Đảng ủy",
    "CTN": "Chủ tịch nước",
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
}
_OF_STATE = frozenset({"Thủ tướng Chính phủ", "Chính phủ", "Quốc hội", "Ủy ban Thường vụ Quốc hội"})
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
_OF_POLICE = re.compile(r"P[A-Z]\d\d")  # "PC06", a department of the police
_NEAR = 160  # characters before a number in which a body stands that may have issued it
_SHORTEST_MENDED = 4  # letters of a symbol from which one wrong letter still leaves no doubt


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body at ``text[start:end]``; ``stated`` is False where it was inferred from the symbol there.

    ``fixed``: the symbol is that of one body and of no other ("QĐ-TTg"). ``sure`` is False where the end of a name
    is a guess.
    """

    name: str
    start: int
    end: int
    stated: bool
    sure: bool = True
    fixed: bool = False


class Issuers:
    """The bodies of one text. ``own_symbol`` and ``own_issuer`` are those of the document that cites.

    ``name_limit`` tells where a name that begins at an offset must have ended, as with a cell of a table.
    """

    def __init__(
        self,
        text: str,
        plain: str,
        lexicon: Lexicon,
        own_symbol: str | None = None,
        own_issuer: str | None = None,
        *,
        name_limit: Callable[[int], int] | None = None,
    ) -> None:
        self._text, self._plain = text, plain
        self._name_limit = name_limit or (lambda _: len(text))
        levels = _levels(text, lexicon)
        self._by_symbol = {**_BY_SYMBOL, **_bodies(lexicon), **_BY_SYMBOL, **levels.meant}
        self._lexicon = lexicon
        self._signs = lexicon.signs.known_types
        self._names = frozenset(agency.name for agency in lexicon.agencies)
        guessed = _guessed(lexicon)
        self._of_doubted_level = levels.doubted
        self._guesses = {*levels.doubted, *(_bodies(lexicon)[symbol] for symbol in guessed)}
        if own_symbol and own_issuer and len(groups := re.split(r"[-/]", own_symbol)) > 1:
            own = groups[groups[0] in self._signs]
            self._by_symbol.setdefault(own, own_issuer)
            if any(own_issuer.startswith(name) for name in guessed.get(own, ())):
                self._by_symbol[own] = own_issuer
                self._guesses.discard(own_issuer)

    def issuer_of(self, number: DocumentNumber, end: int) -> Issuer | None:
        """The issuer of the document cited at ``number``, whose date ends at ``end``."""
        stated = self._behind(end) or self._behind(number.end) or self._ahead(number) or self._in_front(number)
        return stated or self._doubted(self._of_symbol(number), end)

    def is_unread(self, number: DocumentNumber, end: int) -> bool:
        """Whether a body is named near a number that may have issued it, where nothing tells which did."""
        begin = max(self._plain.rfind(". ", 0, number.start) + 1, number.start - _NEAR)
        return bool(_OF_NAMED.match(self._text, end)) or any(self._bodies(begin, number.start))

    def _doubted(self, issuer: Issuer | None, end: int) -> Issuer | None:
        """The issuer by the symbol, a guess where another is named behind the number, which no list has."""
        named = _OF_NAMED.match(self._text, end)
        if issuer and named and names_another(self._text, named.end(), issuer.name, self._lexicon):
            return replace(issuer, sure=False)
        return issuer

    def symbol_of(self, issuer: Issuer | None, symbol: str) -> str:
        """The symbol, its unknown group replaced by that of the body the sentence names, where the two are near.

        "Sở Tài nguyên và Môi trường tại Tờ trình số 345/TTr-SINMT": STNMT was meant. One letter may differ in its
        shape, of a long symbol two letters; one letter more or less is another habit ("KTNS", "BKTNS"). The body
        of a công văn stands first, and its unit is left as it is. A type sign alone ("Chỉ thị số 11/CT- … của Thủ
        tướng Chính phủ") is completed where the body has one symbol and no other.
        """
        if issuer is not None and symbol in self._signs:
            letters = next((s for s, name in _BY_SYMBOL.items() if name == issuer.name), None)
            return f"{symbol}-{letters}" if letters else symbol
        groups = symbol.split("-")
        at = len(groups) - 1 if groups[0] in self._signs else 0
        # "UBTVQH15": the term of an assembly belongs to its symbol and is no slip.
        known = {groups[at], groups[at].rstrip("0123456789")} & self._by_symbol.keys()
        if issuer is None or not issuer.stated or len(groups) < 2 or known:
            return symbol
        own = (symbol for symbol, name in self._by_symbol.items() if name in issuer.name)
        meant = next((symbol for symbol in own if _is_near(groups[at], symbol)), groups[at])
        return "-".join([*groups[:at], meant, *groups[at + 1 :]])

    def _behind(self, at: int) -> Issuer | None:
        """ "… ngày 05/4/2018 của Tỉnh ủy": the name right behind, with "của" or without."""
        opening = _OF.match(self._plain, at)
        return self._name(opening.end()) if opening else None

    def _ahead(self, number: DocumentNumber) -> Issuer | None:
        """ "UBND tỉnh đã ban hành Quyết định số …", "Sở Nội vụ tại Công văn số …": what the symbol allows."""
        begin = max(0, number.start - _NEAR)
        bodies = [*self._bodies(begin, number.start)]
        for verb in _verbs(self._text, begin, number.start):
            body = next((body for body in bodies if body.end == verb.start()), None)
            to_whom = body is not None and _TO_WHOM.search(self._text, begin, body.start)
            if not body or to_whom or not self._allowed(body, self._known_body(number)):
                continue
            part = not _AT.match(verb.group()) and self._plain.endswith(_PART_OF, 0, body.start)
            proposes = body.actor is not None and body.actor.endswith(_DIRECTORS) and _AT.match(verb.group())
            named = _stated(body, body.name.removeprefix(body.actor or "").strip() if proposes else body.name)
            return replace(named, sure=named.sure and not part)
        return self._acting(number)

    def _acting(self, number: DocumentNumber) -> Issuer | None:
        """Who has done what the document says: "Chủ tịch UBND tỉnh đã khen thưởng … tại Quyết định số …"."""
        by_symbol = self._symbol_body(number)
        for body in self._bodies(max(0, number.start - _SENTENCE), number.start):
            span = body.end, number.start
            acted = _ACTED.fullmatch(self._text, *span) or _SAID.fullmatch(self._text, *span)
            if acted and self._allowed(body, by_symbol):
                return replace(_stated(body, body.name), sure=body.sure and by_symbol is not None)
        return None

    def _in_front(self, number: DocumentNumber) -> Issuer | None:
        """ "UBND xã (Tờ trình số …)": the body before a bracket wrote what stands in it, or was sent it."""
        by_symbol = self._known_body(number) or ""
        for body in self._bodies(max(0, number.start - _NEAR), number.start):
            did = _DID.match(self._text, body.end, number.start)
            end = did.end() if did else body.end
            if not _BRACKETED.fullmatch(self._text, end, number.start) or not self._allowed(body, by_symbol):
                continue
            if body.kind in _FEW and not by_symbol:
                continue
            sure = body.sure and (body.kind not in _MANY or number.type_sign in _UPWARD)
            sure = sure and bool(by_symbol or not did)
            return replace(_stated(body, body.name), sure=sure)
        return None

    def _bodies(self, start: int, end: int) -> Iterator[NamedBody]:
        """The bodies whose names stand between two offsets."""
        for head in openings(self._text, start, end, self._lexicon):
            if body := read_body(self._text, head, min(end, self._name_limit(head)), self._lexicon):
                yield body

    def _name(self, start: int) -> Issuer | None:
        body = read_body(self._text, start, self._name_limit(start), self._lexicon)
        return _stated(body, body.name) if body else None

    def _allowed(self, body: NamedBody, by_symbol: str | None) -> bool:
        """Whether the two can be one body: a Sở does not issue under the symbol of the UBND."""
        if not by_symbol:
            return True
        kinds = {self._kind(by_symbol), body.kind}
        same = bare(by_symbol).lower() in bare(body.canonical).lower()
        return same or kinds == _OF_PARTY or kinds <= _OF_UNION or (len(kinds) == 1 and body.kind not in _FEW)

    def _of_symbol(self, number: DocumentNumber) -> Issuer | None:
        name = self._symbol_body(number)
        if not name:
            return self._of_initials(number)
        if named := self._named_before(number, name):
            return named if self._kind(name) not in _MANY else replace(named, sure=False)
        sure, fixed = name == self._known_body(number) and name not in self._guesses, name in _OF_STATE
        if not sure and name not in self._of_doubted_level and (named := self._of_initials(number)):
            return named
        return Issuer(name, number.start, number.end, stated=False, sure=sure, fixed=fixed)

    def _of_initials(self, number: DocumentNumber) -> Issuer | None:
        """The body that the sentence names and whose initials are the symbol: "ĐUCA" of Đảng ủy Công an tỉnh."""
        groups = [group.rstrip("0123456789") for group in _body_groups(number)]
        begin, end = self._plain.rfind(". ", 0, number.start) + 1, self._plain.find(". ", number.end)
        last = min(len(self._text) if end < 0 else end, number.end + _SENTENCE)
        for body in self._bodies(max(begin, number.start - _SENTENCE), last):
            own = initials_of(body.canonical)
            if any(len(group) >= _FEWEST_INITIALS and group in own for group in groups):
                return replace(_stated(body, body.name.removeprefix(body.actor or "").strip()), stated=False)
        return None

    def _kind(self, name: str) -> str:
        body = read_body(name, 0, len(name), self._lexicon)
        return body.kind if body else ""

    def _named_before(self, number: DocumentNumber, opening: str) -> Issuer | None:
        """The last body that the sentence has named with the words that all names of a symbol begin with.

        "Ban Quản lý dự án Đầu tư xây dựng" of "BQL".
        """
        begin = self._plain.rfind(". ", 0, number.start) + 1
        bodies = [*self._bodies(max(begin, number.start - _SENTENCE), number.start)]
        union = self._kind(opening) in _OF_UNION
        body = next(
            (
                one
                for one in reversed(bodies)
                if _is_longer(one.canonical, opening) or (union and one.kind in _OF_UNION)
            ),
            None,
        )
        return (
            replace(_stated(body, body.name.removeprefix(body.actor or "").strip()), stated=False)
            if body
            else None
        )

    def _symbol_body(self, number: DocumentNumber) -> str | None:
        """The body that a symbol has, or one of its later groups, or that it nearly has."""
        groups = _body_groups(number)
        # Behind the body of a công văn stands its unit, and its office has the symbol of an office ("SNV-VP").
        later = (self._by_symbol.get(group) for group in groups[1:] if not self._is_office(group))
        return self._known_body(number) or next(filter(None, (*later, *map(self._near, groups[:1]))), None)

    def _known_body(self, number: DocumentNumber) -> str | None:
        """The body that a symbol has: as a whole, behind the sign of a type, or before the unit of a công văn."""
        groups = _body_groups(number)
        whole = ["-".join(groups)] if number.type_sign else []
        whole += [part.replace("-", "") for part in whole]
        bodies = groups if number.type_sign else groups[:1]
        unnumbered = (re.sub(r"\d+$", "", group) for group in bodies if not _OF_POLICE.fullmatch(group))
        tried = (*whole, *bodies, *unnumbered)
        return next((self._by_symbol[t] for t in tried if t in self._by_symbol), None)

    def _is_office(self, group: str) -> bool:
        return self._by_symbol.get(group, "").startswith("Văn phòng")

    def _near(self, symbol: str) -> str | None:
        """The body of the one known symbol that differs in a letter ("SKHHCN")."""
        if len(symbol) < _SHORTEST_MENDED:
            return None
        near = {name for known, name in self._by_symbol.items() if Levenshtein.distance(known, symbol) == 1}
        return near.pop() if len(near) == 1 else None


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


def _body_groups(number: DocumentNumber) -> list[str]:
    """The groups of a symbol behind the sign of its type."""
    groups = re.split(r"[-/]", number.symbol)
    return groups[1:] if groups[0] == number.type_sign else groups


def _is_near(group: str, symbol: str) -> bool:
    """Whether a group may be a symbol that was misread.

    >>> [_is_near(*pair) for pair in (("SIP", "STP"), ("SLDIBXH", "SLĐTBXH"), ("KTNS", "BKTNS"), ("CSDT", "BDT"))]
    [True, True, False, False]
    """
    if look_alike(group, symbol):
        return True
    slips = Levenshtein.distance(bare(symbol), bare(group), score_cutoff=_SLIPS)
    return len(group) == len(symbol) >= _LONG and slips <= _SLIPS


def _stated(body: NamedBody, name: str) -> Issuer:
    return Issuer(name, body.start, body.end, stated=True, sure=body.sure)


@kept
def _body_of_level(lexicon: Lexicon) -> re.Pattern[str]:
    """A body of local government with its level, as a text prints them."""
    kinds = any_of(kind.name for kind in lexicon.place_kinds)
    return accented(
        rf"\b(?P<body>UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân)\s+(?P<kind>{kinds})\b"
    )  # "UBND tỉnh"


class _Levels(NamedTuple):
    """What a text means by "UBND" where a symbol has no more, and what of it is ``doubted``."""

    meant: Mapping[str, str]
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
    doubted = (name for body, name in meant.items() if min(levels[body].values()) < levels[body][name])
    return _Levels(meant, frozenset(doubted))


@kept
def _bodies(lexicon: Lexicon) -> Mapping[str, str]:
    """The body of each symbol; of those that share one ("UBND"), what all names begin with, or the usual one."""
    named: dict[str, list[str]] = {}
    for agency in sorted(lexicon.agencies, key=lambda a: (bool(a.successor), a.name)):
        for i, symbol in enumerate(agency.symbols):
            names = named.setdefault(symbol, [])
            names.insert(0 if i == 0 else len(names), agency.name)
    return {symbol: _common(names) or names[0] for symbol, names in named.items()}


@kept
def _guessed(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """The symbols that several bodies have as their own, with no beginning in common, and these bodies.

    "TTr": Thanh tra tỉnh, Thanh tra huyện.
    """
    first: dict[str, set[str]] = defaultdict(set)
    for agency in lexicon.agencies:
        for symbol in agency.symbols[:1]:
            first[symbol].add(agency.name)
    alike = {s for s, names in first.items() if len(names) == 1 or _common([*names]) or s in _BY_SYMBOL}
    return {symbol: frozenset(names) for symbol, names in first.items() if symbol not in alike}


def _common(names: Sequence[str]) -> str:
    """The words that all names begin with, if that is a name.

    >>> _common(["Ủy ban nhân dân xã", "Ủy ban nhân dân huyện"]), _common(["Sở Nội vụ", "Sở Ngoại vụ"])
    ('Ủy ban nhân dân', '')
    """
    shared = takewhile(lambda words: len(set(words)) == 1, zip(*(name.split() for name in names), strict=False))
    words = [words[0] for words in shared]
    return " ".join(words) if len(words) > 2 else ""
