"""Whom a clause names as the issuer before the number: "Sở Nội vụ đã ban hành Kế hoạch số 7/KH-SNV"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cchc_ocr.extract.bodies.grammar import NamedBody, read_body
from cchc_ocr.extract.bodies.reach import WHOLES
from cchc_ocr.extract.cited.full_names import FullNames
from cchc_ocr.extract.cited.issuer import Issuer
from cchc_ocr.extract.cited.joint import Joint
from cchc_ocr.extract.cited.levels import OF_ALL_LEVELS
from cchc_ocr.extract.cited.named_bodies import without_actor
from cchc_ocr.extract.cited.setting import NEAR, OF_PLACE, PART_OF, SAYS, SENTENCE, SINGLE, Setting
from cchc_ocr.extract.cited.symbol_bodies import BY_SYMBOL
from cchc_ocr.numbering.numbers import DocumentNumber
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.vietnamese import CAPITALS

# What may stand between a body and what it did: "(cũ)", "(nay là Bộ Y tế)", "cũ".
_ASIDE = accented(r"(?:\s*\((?:cũ|nay|trước|sau|đã|gọi|viết|tên)[^()]{0,80}\))?(?:\s+(?:cũ|trước đây)\b)?")
# "lại" is what engines make of "tại".
_VERB = accented(
    r"""
    \s+(?:
        (?-i:[tl]ại)                            # "Sở Nội vụ tại Công văn số"
        |(?:(?:đã|cũng|có|vừa|từng)\s+)*
            (?P<says>trả lời|thông báo|báo cáo|hướng dẫn|thỏa thuận|thẩm định|nhắc nhở|đề nghị|yêu cầu|nhắc|góp ý
            |cho ý kiến|ý kiến|chấp thuận|xác nhận|kết luận|lưu ý|nêu|kiến nghị)\s+(?-i:[tl]ại|bằng)  # "nêu tại"
        |(?:(?:đã|cũng|tiếp tục|có|sẽ|vừa|từng|đồng thời|kịp thời|cùng)\s+)*                     # "đã ban hành"
            (?:ban hành|có|ký|lập|ra|phát hành|công bố
            |(?P<handed>xây dựng|trình|gửi|phê duyệt|nộp|cấp|gởi)  # of one's own, or of another
            |(?P<answers>trả lời|phúc đáp))
    )\b
    # "Quyết định số", "các văn bản: Quyết định số", ":\n- Quyết định số"
    (?P<object>[^.;:()]{0,40}(?::\s*(?:[–+•-]\s*)?[^.;:,()\d]{2,40})?)$
    """,
    re.IGNORECASE,
)
# "có trách nhiệm thực hiện Quyết định số", "đã phúc đáp Công văn số": the document is another's.
_OF_ANOTHER = accented(
    r"\b(?:thực hiện|triển khai|theo|căn cứ|chấp hành|áp dụng|trách nhiệm|về|đối với|của|kết quả|nhận|tên|trong"
    r"|được|bị|nêu|ghi|nhiệm vụ|vi phạm|liên quan|cho|để|lần lượt)\b",
    re.IGNORECASE,
)
# "giao UBND xã tại Quyết định số", "chỉ đạo UBND tỉnh tại Công văn số": whoever is told something.
_TOLD = accented(
    r"(?:giao|chỉ đạo|yêu cầu|hướng dẫn|phân công|nhắc nhở|phê bình|khen thưởng|đôn đốc|thông báo|trả lời|mời"
    r"|kiểm tra|kết luận|đồng ý|cho phép|chấp thuận|hỗ trợ|ủy quyền)\s+$",
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
_OF_ITS_OWN = accented(r"\b(?:của|do|họp)\s+$", re.IGNORECASE)  # not "kiện toàn Hội đồng Khoa học số"
# Before whom something was done: "Ban Quản lý báo cáo UBND huyện tại Văn bản số".
_TO_WHOM = accented(
    r"(?:báo cáo|trình|gửi|đề nghị|kiến nghị|xin|phối hợp|cùng|cho|với|gởi|kính)\s+$", re.IGNORECASE
)
# Those whom a document appoints, and who are named in front of it: "Đoàn thanh tra (Quyết định số …)".
_APPOINTED = accented(r"(?:Tổ|Đoàn|Hội đồng|Ban Chỉ đạo|Tiểu ban)\s", re.IGNORECASE)
# "UBND tỉnh ban hành quy chế mới (Quyết định số": what stands in the bracket is how that was done.
_DECIDED = accented(
    r"\s+(?:(?:đã|vừa|cũng)\s+)*(?:ban hành|thành lập|kiện toàn|phê duyệt|thông qua|công bố|bổ nhiệm|quyết định)"
    r"\s[^.;:()]{2,100}(?=\s\()"
)
# "phường Lạc Mẫu (Báo cáo số", "như xã Mẫu Sơn: Kế hoạch số": the place is that of the symbol's body.
_PLACE_IN_FRONT = accented(
    r"(?:^|[,;:(]\s*|[.]\s+|\b(?:có|như|như cách|và|gồm|là|[Rr]iêng)\s)"
    r"(?P<place>(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Tt]hành phố)\s[^.;:,()\d]{2,40}?)"
    r"(?:\s?(?P<mark>[(:])\s?(?:tại\s)?"
    r"|\s(?:đã\s)?(?:có|làm|trình|gửi|báo cáo|đề nghị|kiến nghị|phản ánh|(?P<issued>ban hành))"
    r"\s(?:[^.;:()]{2,80}\s\((?:tại\s)?)?)"
    r"[^.;:,()\d]{2,40}$"
)
# "02 Trung tâm Mẫu: huyện A (Tờ trình số", "UBND các huyện: A (Báo cáo số".
_LEVEL = "huyện|quận|thị xã|thành phố|xã|phường|thị trấn|tỉnh"
_NAME_OF_PLACE = rf"[{CAPITALS}][^.;:,()\d]{{1,30}}?"
_BRACKET = r"\s*\(\s*(?:tại\s+)?[^.;:,()\d]{2,40}$"
_LIST_OF_BODIES = accented(
    rf"(?:(?:\b\d{{1,3}}|\b[Cc]ác|\b[Hh]ai|\b[Bb]a|\b[Bb]ốn|\b[Nn]ăm)\s+(?P<body>[{CAPITALS}][^.;:,()\d]{{2,60}}?)"
    rf"|(?P<first>[{CAPITALS}]\w+(?:\s[^.;:,()\d]{{2,40}})?)\s+(?:các|\d{{1,3}}))"
    rf"(?:\s+(?P<level>{_LEVEL}))?\s*:"
)
# The same without a colon: "UBND các huyện A (Tờ trình số", which is the first of the list itself.
_OPENS_LIST = (
    rf"(?P<body>[{CAPITALS}]\w+(?:\s(?!(?:của|do|theo|và)\s)[^.;:,()\d\s]+){{0,9}}?)"
    rf"\s+(?:các|\d{{1,3}})\s+(?P<level>{_LEVEL})\s+"
)
_LIST_WITH_BRACKETS = accented(rf"{_OPENS_LIST}(?={_NAME_OF_PLACE}\s*\()")
_FIRST_OF_LIST = accented(rf"{_OPENS_LIST}(?P<place>{_NAME_OF_PLACE}){_BRACKET}")
_ITEMS = accented(r"(?:[^.;:()]{2,60}\([^()]*\)\s*)+")
_NEXT_OF_LIST = accented(rf"[^()]*\)\s*(?:,|và)\s+(?:(?:{_LEVEL})\s)?{_NAME_OF_PLACE}\s*\(")
_ITEM_OF_LIST = accented(rf"(?:[,;:]|\bvà)\s+(?P<place>(?:(?:{_LEVEL})\s)?{_NAME_OF_PLACE}){_BRACKET}")
_OF_WHOLE = unaccented(r"(?:\s\d+)?\s+của\s+")  # between a part and whose it is
_BY = accented(r"\sbằng\s[^.;:,()\d]{2,40}$")  # "đã cụ thể hóa bằng Kế hoạch số"
_PASSIVE = accented(r"\s(?:được|bị|thực hiện|hoàn thành|khắc phục|chấp hành)\s", re.IGNORECASE)
_OPENS = accented(r"(?:^|[.;:,\n(+–-]\s*|\b(?:của|do|và)\s+)$", re.IGNORECASE)
_UPWARD = frozenset({"TTr", "BC"})  # documents that a body in a bracket's front wrote, and did not get
# At whose proposal a document is made: "theo đề nghị của Giám đốc Sở Tài chính tại Tờ trình số …" names the body.
_DIRECTORS = ("Giám đốc", "Cục trưởng", "Vụ trưởng", "Trưởng ban", "Trưởng phòng", "Chánh")
_AT = accented(r"\s+(?-i:[tl]ại)\b", re.IGNORECASE)


class ClauseBefore:
    """What stands before the numbers of one text."""

    def __init__(self, setting: Setting, names: FullNames, joint: Joint) -> None:
        self._setting = setting
        self._text, self._plain = setting.text, setting.plain
        self._texts, self._symbols = setting.texts, setting.symbols
        self._names, self._joint, self._lexicon = names, joint, setting.lexicon

    def issuer(self, number: DocumentNumber, *, several: bool) -> Issuer | None:
        """The body between the type and the number, who acts in front of them, or who stands before a bracket."""
        return (
            self._between_type_and(number)
            or self._ahead(number, several=several)
            or self._in_front(number)
            or self._in_list(number)
            or self._place_in_front(number)
        )

    def _between_type_and(self, number: DocumentNumber) -> Issuer | None:
        """ "thông báo của Điện lực huyện (số …)", "Biên bản họp Hội đồng trường số …"."""
        begin = max(self._setting.sentence(number), number.start - NEAR)
        bodies = [*self._texts.between(begin, number.start, alone=True)]
        for body in bodies:
            if not body.kind or not _TO_NUMBER.fullmatch(self._text, body.end, number.start):
                continue
            if not _TO_WHOM.search(self._text, begin, body.start) and self._setting.allowed(
                body, self._symbols.known(number)
            ):
                named = self._names.issuer(number, body)
                own = _OF_ITS_OWN.search(self._text, begin, body.start) or self._confirms(number, named)
                return replace(named, sure=named.sure and bool(own) and not self._has_part(body, bodies))
        return None

    def _ahead(self, number: DocumentNumber, *, several: bool) -> Issuer | None:
        """ "UBND tỉnh đã ban hành Quyết định số …", "Sở Nội vụ tại Công văn số …": what the symbol allows."""
        begin = max(0, number.start - NEAR - NEAR)
        bodies = [*self._texts.between(begin, number.start, alone=True)]
        small = self._texts.in_small_letters(begin, number.start)
        ends = {self._behind_aside(body): body for body in (*small, *reversed(bodies))}
        for verb in _verbs(self._text, max(0, number.start - NEAR), number.start):
            body = ends.get(verb.start())
            if not body:
                continue
            if several:
                return self._names.issuer(number, self._joint.with_those_before(body, bodies))
            if found := self._subject(number, verb, body, bodies):
                return found
        return self._acting(number)

    def _subject(
        self, number: DocumentNumber, verb: re.Match[str], body: NamedBody, bodies: Sequence[NamedBody]
    ) -> Issuer | None:
        """The body that a verb says to have issued, with those that did so with it."""
        at = _AT.search(verb.group()) or verb["says"]
        subjects = [body] if at else self._joint.subjects(body, bodies)
        begin, known = max(0, number.start - NEAR - NEAR), self._symbols.known(number)
        if _TO_WHOM.search(self._text, begin, subjects[0].start):
            return None
        if not any(self._setting.fits(number, one, known) for one in subjects):
            return None
        if body.actor and body.kind and body.actor.endswith(_DIRECTORS) and _AT.match(verb.group()):
            body = without_actor(body)
        named = self._names.issuer(number, self._joint.together(subjects) if len(subjects) > 1 else body)
        count = self._joint.count(named.name) if len(subjects) > 1 or body.kind in WHOLES else 1
        if count > 1:
            borne = len(subjects) == count and self._joint.bear(number, subjects)
            return replace(named, sure=named.sure and borne)
        part = self._plain.endswith(PART_OF, 0, body.start) and (
            not _AT.match(verb.group()) or self._has_part(body, bodies)
        )
        plain = self._is_plain(verb, body, begin) and not (at and self._joint.follows_another(body, bodies))
        return replace(named, sure=named.sure and not part and (plain or self._confirms(number, named)))

    def _has_part(self, body: NamedBody, bodies: Sequence[NamedBody]) -> bool:
        """Whether another of the bodies is said to be one of its own: "Tổ công tác 1299 của UBND tỉnh"."""
        between = (self._plain[one.end : body.start] for one in bodies if one.kind and one.end < body.start)
        return any(_OF_WHOLE.fullmatch(words) for words in between)

    def names_another(self, number: DocumentNumber) -> bool:
        """Whether who is said to have issued cannot have the symbol: "Sở Tài chính tại Tờ trình số 5/TTr-SXD"."""
        begin = max(0, number.start - NEAR - NEAR)
        ends = {self._behind_aside(body): body for body in self._texts.between(begin, number.start)}
        return any(
            body.kind and not verb["handed"] and self._is_plain(verb, body, begin)
            for verb in _verbs(self._text, max(0, number.start - NEAR), number.start)
            if (body := ends.get(verb.start())) and not _TO_WHOM.search(self._text, begin, body.start)
        )

    def _confirms(self, number: DocumentNumber, issuer: Issuer) -> bool:
        return self._setting.confirms(number, issuer.name)

    def _is_plain(self, verb: re.Match[str], body: NamedBody, begin: int) -> bool:
        """Whether a clause says no more than that a body issued: not "có trách nhiệm thực hiện Quyết định số"."""
        others = verb["answers"] or _OF_ANOTHER.search(verb["object"])
        told = verb["object"] and _TOLD.search(self._text, begin, body.start)
        return not others and not told

    def _behind_aside(self, body: NamedBody) -> int:
        """Where a clause goes on behind a name and what is said of it: "HĐND huyện (cũ)"."""
        aside = _ASIDE.match(self._text, body.end)
        return aside.end() if aside else body.end

    def _acting(self, number: DocumentNumber) -> Issuer | None:
        """Who has done what the document says: "Chủ tịch UBND tỉnh đã khen thưởng … tại Quyết định số …"."""
        meant = self._symbols.meant(number)
        begin = max(0, number.start - SENTENCE)
        bodies = self._texts.between(begin, number.start, alone=True)
        for body in (*bodies, *self._texts.in_small_letters(begin, number.start)):
            span = self._behind_aside(body), number.start
            acted = any(said.fullmatch(self._text, *span) for said in (_ACTED, _SAID, _ASKED, _SENT_ON))
            fits = self._setting.fits(number, body, meant)
            if acted and (fits or self._symbols.known(number) is None):
                named = self._names.issuer(number, body)
                told = (fits and meant is not None) or self._setting.has_letters(named, number)
                says = self._says(*span) or self._confirms(number, named)
                return replace(named, sure=named.sure and told and says)
        return None

    def _says(self, begin: int, end: int) -> bool:
        """Whether a clause tells what a document says, and not what was done by what it says."""
        says = SAYS.match(self._text, begin) or _BY.search(self._text, begin, end)
        return says is not None and not _PASSIVE.search(self._text, begin, end)

    def _place_in_front(self, number: DocumentNumber) -> Issuer | None:
        """ "phường Lạc Mẫu (Báo cáo số 5/BC-UBND)": the UBND of the place; a guess of what is not sent up."""
        begin = max(0, number.start - NEAR)
        front = _PLACE_IN_FRONT.search(self._text, begin, number.start)
        short = next((one for one in OF_ALL_LEVELS if self._symbols.known(number) == BY_SYMBOL[one]), None)
        if not front or not short:
            return None
        name = f"{short} {front['place'][:1].lower()}{front['place'][1:]}"
        body = read_body(name, 0, len(name), self._lexicon)
        if not body or not body.place or body.end < len(name):
            return None
        sure = number.type_sign in _UPWARD or front["mark"] == ":" or front["issued"] is not None
        return Issuer(body.name, front.start("place"), front.end("place"), stated=True, sure=sure)

    def _in_list(self, number: DocumentNumber) -> Issuer | None:
        """ "02 Trung tâm Mẫu: huyện A (Tờ trình số …), huyện B (Tờ trình số …)": the place completes the name."""
        begin = max(self._setting.sentence(number), number.start - SENTENCE)
        item = _FIRST_OF_LIST.search(self._text, begin, number.start) or _ITEM_OF_LIST.search(
            self._text, begin, number.start
        )
        head = self._head_of_list(begin, item) if item else None
        if not item or not head:
            return None
        said, level = head
        place = item["place"] if item["place"][0].islower() else f"{level} {item['place']}"
        name = f"{said.removesuffix(level).strip()} {place.strip()}"
        body = read_body(name, 0, len(name), self._lexicon)
        if not body or not body.place or body.end < len(name):
            return None
        if not self._setting.fits(number, body, self._symbols.known(number)):
            return None
        first = item.re is _FIRST_OF_LIST and number.type_sign not in _UPWARD
        sure = not first or _NEXT_OF_LIST.match(self._text, number.end) is not None
        return Issuer(body.name, item.start("place"), item.end("place"), stated=True, sure=sure)

    def _head_of_list(self, begin: int, item: re.Match[str]) -> tuple[str, str] | None:
        """The kind of the bodies of a list, and the level of their places if that is told: "UBND các huyện"."""
        if item.re is _FIRST_OF_LIST:
            return item["body"], item["level"]
        if heads := [*_LIST_OF_BODIES.finditer(self._text, begin, item.start() + 1)]:
            return heads[-1]["body"] or heads[-1]["first"], heads[-1]["level"] or ""
        heads = [*_LIST_WITH_BRACKETS.finditer(self._text, begin, item.start())]
        listed = heads and _ITEMS.fullmatch(self._text, heads[-1].end(), item.start())
        return (heads[-1]["body"], heads[-1]["level"]) if listed else None

    def _begins(self, body: NamedBody) -> bool:
        """Whether a body opens a clause, or something is said to be of it."""
        return _OPENS.search(self._text, max(0, body.start - NEAR), body.start) is not None

    def _in_front(self, number: DocumentNumber) -> Issuer | None:
        """ "UBND xã (Tờ trình số …)": the body before a bracket wrote what stands in it, or was sent it."""
        known = self._symbols.known(number) or ""
        bodies = [*self._texts.between(max(0, number.start - NEAR), number.start)]
        for body in bodies:
            did = _DID.match(self._text, body.end, number.start)
            decided = _DECIDED.match(self._text, body.end, number.start)
            end = next((found.end() for found in (did, decided) if found), body.end)
            if not _BRACKETED.fullmatch(self._text, end, number.start) or not self._setting.fits(
                number, body, known
            ):
                continue
            appointed = _APPOINTED.match(body.name) and not self._setting.bears_any(body, number)
            if (body.kind in SINGLE and not known) or appointed:
                continue
            named = self._names.issuer(number, body)
            borne = self._setting.bears_any(body, number) or (known and known in body.canonical)
            own = body.kind not in OF_PLACE and borne and (known or not did)
            alone = not any(self._setting.fits(number, one, known) for one in bodies if one.start > body.start)
            wrote = (own or number.type_sign in _UPWARD or (decided and alone)) and self._begins(body)
            return replace(named, sure=named.sure and bool(wrote or self._confirms(number, named)))
        return None


def _verbs(text: str, begin: int, end: int) -> Iterator[re.Match[str]]:
    """What is said of who issued, at all places where it may begin: "xây dựng" is part of many a name."""
    while verb := _VERB.search(text, begin, end):
        yield verb
        begin = verb.start() + 1
