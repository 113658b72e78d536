"""Finds the issuer of a cited document, from the sentence or else from the symbol of its number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from rapidfuzz.distance import Levenshtein

from cchc_ocr.layout.landmarks import ABOUT_IN_SENTENCES
from cchc_ocr.lexicon import Lexicon, kept
from cchc_ocr.numbering.numbers import DocumentNumber
from cchc_ocr.patterns import accented, any_of, unaccented
from cchc_ocr.vietnamese import bare

_OF = unaccented(r"\)?\s*(?:,?\s*(?:của|do)\s+)?")  # ") của ", ", do "
_SHORTENED = {bare("ủy ban nhân dân"): "ubnd", bare("hội đồng nhân dân"): "hdnd"}
_ACTING = unaccented(r"^(?:chủ tịch|giám đốc|thường trực|phó chủ tịch)\s+")  # "Chủ tịch UBND tỉnh"
# Where a name ends: these run on the accented text, for "nam" is also in "Việt Nam" and "so" in "Sở".
_STOP = accented(
    rf"""
    [,;:()“”\"]|\.(?:\s|$)|\s[-–]\s     # "Sở Nội vụ (bản sao)"
    |\b(?:
        {ABOUT_IN_SENTENCES}
        |quy định|quy chế|ban hành|phê duyệt|sửa đổi|hướng dẫn|thực hiện        # "của UBND tỉnh về việc …"
        |tại|cho|để|đã|được|trình|công bố|triển khai|thông qua|tăng cường|bổ sung|giao|kiện toàn|điều chỉnh
        |có|gửi|ngày|số|vướng mắc|chỉ đạo|năm|báo cáo|nhằm|là|khi|đối với       # "của Sở Y tế năm 2024"
        |thay thế|thì|yêu cầu|đề nghị|nhưng|các|những|một số|tiếp tục|theo
        |(?:và|cùng) (?:                    # "của UBND tỉnh và Kế hoạch số …"
            đề xuất|ý kiến|quyết định|nghị định|nghị quyết|kế hoạch|chỉ thị|công văn|thông tư
            |báo cáo|luật|tờ trình|văn bản
        )
    )\b
    """,
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:và|cùng)(?=\s|$)")
# "lại" is what engines make of "tại".
_VERB = accented(
    r"""
    \s+(?:
        [tl]ại                            # "Sở Nội vụ tại Công văn số"
        |(?:(?:đã|cũng|tiếp tục|có|sẽ|vừa)\s+)*(?:ban hành|có|xây dựng|trình|gửi|ký|phê duyệt)  # "đã ban hành"
    )\b
    [^.;:()]{0,40}(?::\s*số\s*)?$         # "Quyết định: số"
    """,
    re.IGNORECASE,
)
_MOST_WORDS = 16  # the longest body in the shared documents has fifteen; what is longer ran over a clause
_ALONE = frozenset({"sở", "bộ", "ban", "phòng", "cục", "hội", "viện", "trường", "đoàn", "vụ"})
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
_SLIPS = 2  # letters of a symbol that may be wrong where the sentence names the body in full
_SHORTEST_MENDED = 4  # letters of a symbol from which one wrong letter still leaves no doubt


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body at ``text[start:end]``; ``stated`` is False where it was inferred from the symbol there.

    ``fixed``: the symbol is that of one body and of no other ("QĐ-TTg").
    """

    name: str
    start: int
    end: int
    stated: bool
    fixed: bool = False


class Issuers:
    """The bodies of one text. ``own_symbol`` and ``own_issuer`` are those of the document that cites."""

    def __init__(
        self, text: str, plain: str, lexicon: Lexicon, own_symbol: str | None = None, own_issuer: str | None = None
    ) -> None:
        self._text, self._plain = text, plain
        self._by_symbol = {**_BY_SYMBOL, **_bodies(lexicon), **_BY_SYMBOL, **_levels(text, lexicon)}
        self._full = _abbreviations(lexicon)
        self._cut_names = _names_that_are_cut(lexicon)
        self._head = _head(lexicon)
        self._signs = lexicon.signs.known_types
        if own_symbol and own_issuer and len(groups := re.split(r"[-/]", own_symbol)) > 1:
            self._by_symbol.setdefault(groups[1], own_issuer)

    def issuer_of(self, number: DocumentNumber, end: int) -> Issuer | None:
        """The issuer of the document cited at ``number``, whose date ends at ``end``."""
        return self._behind(end) or self._behind(number.end) or self._ahead(number) or self._of_symbol(number)

    def symbol_of(self, issuer: Issuer | None, symbol: str) -> str:
        """The symbol, its unknown group replaced by that of the body the sentence names, where the two are near.

        "Sở Tài nguyên và Môi trường tại Tờ trình số 345/TTr-SINMT": STNMT was meant. A type sign alone ("Chỉ thị
        số 11/CT- … của Thủ tướng Chính phủ") is completed where the body has one symbol and no other.
        """
        if issuer is not None and symbol in self._signs:
            letters = next((s for s, name in _BY_SYMBOL.items() if name == issuer.name), None)
            return f"{symbol}-{letters}" if letters else symbol
        *groups, last = symbol.split("-")
        if issuer is None or not issuer.stated or not groups or len(last) < _SHORTEST_MENDED:
            return symbol
        slips = {
            known: Levenshtein.distance(known, bare(last))
            for known, name in self._by_symbol.items()
            if name in issuer.name
        }
        nearest = min(slips, key=lambda known: slips[known], default=last)
        # "UBTVQH15": the term of an assembly belongs to its symbol and is no slip.
        known = last in self._by_symbol or last.rstrip("0123456789") in self._by_symbol
        within = not known and slips.get(nearest, _SLIPS + 1) <= _SLIPS
        return "-".join([*groups, nearest]) if within else symbol

    def _behind(self, at: int) -> Issuer | None:
        """ "… ngày 05/4/2018 của Tỉnh ủy": the name right behind, with "của" or without."""
        opening = _OF.match(self._plain, at)
        return self._name(opening.end()) if opening else None

    def _ahead(self, number: DocumentNumber) -> Issuer | None:
        """ "UBND tỉnh đã ban hành Quyết định số …", "Sở Nội vụ tại Công văn số …": what the symbol allows."""
        begin = max(0, number.start - 160)
        verb = _VERB.search(self._text, begin, number.start)
        if not verb:
            return None
        heads = [m.start() for m in self._head.finditer(self._plain, begin, verb.start())]
        names = (self._name(head, verb.start()) for head in reversed(heads))
        found = next((name for name in names if name and name.end == verb.start()), None)
        return found if found and self._allowed(found.name, self._symbol_body(number)) else None

    def _name(self, start: int, limit: int | None = None) -> Issuer | None:
        head = self._head.match(self._plain, start)
        if not head or not self._text[start].isupper():
            return None
        limit = limit or start + 140
        stop = _STOP.search(self._text, head.end(), limit)
        name = _without_tail(self._text[start : stop.start() if stop else limit].rstrip(" ,.-–"))
        name = self._listed(start, limit, name) or name
        if len(name.split()) > _MOST_WORDS or name.lower() in _ALONE:
            return None
        return Issuer(self._full.get(name, name), start, start + len(name), stated=True)

    def _listed(self, start: int, limit: int, name: str) -> str | None:
        """The name of a list that goes on where this one was cut ("… sự cố, thiên tai và Tìm kiếm cứu nạn")."""
        text = self._text[start:limit].casefold()
        longer = (n for n in self._cut_names.get(_first_words(name), ()) if len(n) > len(name))
        found = next((n for n in longer if text.startswith(n.casefold())), None)
        return self._text[start : start + len(found)] if found else None

    def _allowed(self, name: str, by_symbol: str | None) -> bool:
        """Whether the two can be one body: a Sở does not issue under the symbol of the UBND."""
        if by_symbol is None:
            return True
        return self._kind(name) == self._kind(by_symbol) or bare(by_symbol).lower() in bare(name).lower()

    def _kind(self, name: str) -> str:
        """What kind of body a name is of: "so", "ubnd"."""
        plain = bare(name).lower()
        for whole, short in _SHORTENED.items():
            plain = plain.replace(whole, short)
        heads = self._head.findall(plain)
        return _ACTING.sub("", heads[-1]) if heads else ""

    def _of_symbol(self, number: DocumentNumber) -> Issuer | None:
        name = self._symbol_body(number)
        fixed = name in _OF_STATE
        return Issuer(name, number.start, number.end, stated=False, fixed=fixed) if name else None

    def _symbol_body(self, number: DocumentNumber) -> str | None:
        groups = re.split(r"[-/]", number.symbol)
        groups = groups[1:] if groups[0] == number.type_sign else groups
        whole = ["-".join(groups)] if number.type_sign else []
        whole += [part.replace("-", "") for part in whole]
        # Behind the body of a công văn stands its unit, and its office has the symbol of an office ("SNV-VP").
        first = 1 if not number.type_sign else len(groups)
        bodies = [*groups[:first], *(g for g in groups[first:] if not self._is_office(g))]
        tried = (*whole, *bodies, *(re.sub(r"\d+$", "", group) for group in bodies))
        known = next((self._by_symbol[t] for t in tried if t in self._by_symbol), None)
        return known or next(filter(None, map(self._near, groups[:1])), None)

    def _is_office(self, group: str) -> bool:
        return self._by_symbol.get(group, "").startswith("Văn phòng")

    def _near(self, symbol: str) -> str | None:
        """The body of the one known symbol that differs in a letter ("SKHHCN")."""
        if len(symbol) < _SHORTEST_MENDED:
            return None
        near = {name for known, name in self._by_symbol.items() if Levenshtein.distance(known, symbol) == 1}
        return near.pop() if len(near) == 1 else None


@kept
def _head(lexicon: Lexicon) -> re.Pattern[str]:
    """What a body's name begins with, in the bare form; the name also begins with a capital."""
    bodies = any_of(kind.name.lower() for kind in lexicon.body_kinds if kind.opens != "head")
    return unaccented(rf"""
        \b(?:(?:                                            # who acts for the body
            thường trực|ban thường vụ                       # "Thường trực HĐND tỉnh"
            |chủ tịch|phó chủ tịch                          # "Chủ tịch UBND tỉnh"
            |bộ trưởng|giám đốc|cục trưởng|chi cục trưởng   # "Giám đốc Sở Nội vụ"
            |hội nghị(?:\s+lần thứ \w+)?                    # "Hội nghị lần thứ tư Ban Chấp hành Trung ương"
        )\s+)?
        {bodies}\b                                          # "Sở", "Tỉnh ủy", "UBND"
    """)


def _without_tail(name: str) -> str:
    """A name without what follows an "và" that is none of its words: "Sở Nội vụ và các", not "… và Đào tạo".

    >>> _without_tail("Sở Nội vụ và đơn vị"), _without_tail("Bộ Giáo dục và Đào tạo"), _without_tail("Sở Y tế và")
    ('Sở Nội vụ', 'Bộ Giáo dục và Đào tạo', 'Sở Y tế')
    """
    ends = (m.start() for m in _AND.finditer(name) if not name[m.end() :].strip()[:1].isupper())
    return name[: next(ends, len(name))]


def _first_words(name: str) -> str:
    return " ".join(name.casefold().split()[:3])


@kept
def _names_that_are_cut(lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """Names with a comma in them, which else ends a name, by their first words; the longest first."""
    named: dict[str, tuple[str, ...]] = {}
    for name in sorted((a.name for a in lexicon.agencies if "," in a.name), key=lambda n: -len(n)):
        named[_first_words(name)] = (*named.get(_first_words(name), ()), name)
    return named


@kept
def _body_of_level(lexicon: Lexicon) -> re.Pattern[str]:
    """A body of local government with its level, as a text prints them."""
    kinds = any_of(kind.name for kind in lexicon.place_kinds)
    return accented(rf"\b(?P<body>UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân)\s+{kinds}\b")  # "UBND tỉnh"


def _levels(text: str, lexicon: Lexicon) -> Mapping[str, str]:
    """The level a report means by "UBND" where a symbol has no more: the one it names most."""
    named: dict[str, Counter[str]] = {}
    for match in _body_of_level(lexicon).finditer(text):
        body = {"Ủy ban nhân dân": "UBND", "Hội đồng nhân dân": "HĐND"}.get(match["body"], match["body"])
        named.setdefault(body, Counter())[match.group()] += 1
    return {body: counts.most_common(1)[0][0] for body, counts in named.items()}


@kept
def _bodies(lexicon: Lexicon) -> Mapping[str, str]:
    """The body of each symbol; of those that share one ("UBND"), what all names begin with, or the usual one."""
    named: dict[str, list[str]] = {}
    for agency in sorted(lexicon.agencies, key=lambda a: (bool(a.successor), a.name)):
        for i, symbol in enumerate(agency.symbols):
            names = named.setdefault(symbol, [])
            names.insert(0 if i == 0 else len(names), agency.name)
    return {symbol: _common(names) or names[0] for symbol, names in named.items()}


def _common(names: Sequence[str]) -> str:
    """The words that all names begin with, if that is a name.

    >>> _common(["Ủy ban nhân dân xã", "Ủy ban nhân dân huyện"]), _common(["Sở Nội vụ", "Sở Ngoại vụ"])
    ('Ủy ban nhân dân', '')
    """
    shared = takewhile(lambda words: len(set(words)) == 1, zip(*(name.split() for name in names), strict=False))
    words = [words[0] for words in shared]
    return " ".join(words) if len(words) > 2 else ""


@kept
def _abbreviations(lexicon: Lexicon) -> Mapping[str, str]:
    """Full names of "Sở KH&CN" and the like; "UBND" stays, for reports write it so throughout."""
    pairs = ((short, agency.name) for agency in lexicon.agencies for short in agency.abbreviations)
    return {short: name for short, name in pairs if " " in short and not re.search(r"UBND|HĐND", short)}
