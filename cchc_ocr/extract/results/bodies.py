"""Whose a result is: the body that a sentence, the heading above it or the subject of the document names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile, zip_longest

from cchc_ocr.extract.bodies.grammar import read_body
from cchc_ocr.extract.forms.names import agency_name, opens_body
from cchc_ocr.extract.text.phrases import Phrases
from cchc_ocr.extract.text.titles import opens_annex, opens_part
from cchc_ocr.lexicon import Agency, Lexicon
from cchc_ocr.patterns import accented
from cchc_ocr.records import Document
from cchc_ocr.vietnamese import CAPITALS, SMALL_LETTERS

_PLACE = r"(?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)"
_HEAD = re.compile(
    rf"\b(?:(?:(?i:ubnd|ủy ban nhân dân)\s+)?(?P<place>(?i:{_PLACE}))(?=\s+\S)"
    r"(?!\s(?i:hội\s(?:học|hóa|hoá|chủ nghĩa|số)\b))"
    r"|(?P<office>Sở|SỞ|Phòng|Ban|BAN|Cục|CỤC|Chi cục|Chi nhánh"
    r"|Thanh tra|Văn phòng|Trung tâm|Trường|Kho bạc|Công an|Thuế"
    r"|Bệnh viện|TTYT|Trạm(?= Y)|Bảo hiểm xã hội|BHXH|Tổng cục|Học viện|Hạt Kiểm lâm|Ngân hàng|Tòa án"
    r"|Viện kiểm sát|Vụ"
    r"|(?P<capitals>PHÒNG|VĂN PHÒNG|THANH TRA|TRUNG TÂM|CHI CỤC|KHO BẠC|BỆNH VIỆN))"
    r"(?=\s+\S))"
)
_OF_PLACE = re.compile(rf"\s+{_PLACE}\b", re.IGNORECASE)  # "Văn phòng UBND" + " tỉnh"
_ENDS_OPEN = re.compile(rf"\s{_PLACE}$")  # "Trung tâm Phục vụ hành chính công xã" + " Tân Khê"
# "Kho bạc Nhà nước" + " Sơn Hà": bodies of the whole country have branches called by their place alone.
_OF_BRANCHES = re.compile(
    r"(?:kho bạc nhà nước|bảo hiểm xã hội|cục (?:thuế|hải quan|thống kê)|ngân hàng nhà nước|.+ khu vực)"
)
# "Trường THPT" + " Nà Lơi", "Trung tâm Y tế" + " Sông Con": of each kind there are many, called by a name.
_OF_MANY = re.compile(r"trường (?:thpt|thcs|tiểu học|mầm non|trung học \S+ \S+)|(?:trung tâm|trạm) y tế")
_NAMED_AFTER = re.compile(rf"(?:\s+[{CAPITALS}][^\W\d_]*){{2,5}}")
_OF_REGION = re.compile(r"\s+khu vực\b")
_WORD = re.compile(r"\s+([^\s,;:.()“”\"/]+)")
# Where a name ends that no list of bodies has; on the accented text, for "năm" is also in "nam".
_END = re.compile(
    r"[,;:.()“”\"\d]|\s[-–]\s|\b(?:về|tại|cho|để|đã|được|bị|có|là|năm|đạt|xếp|tự|chấm|trong|với|các|những|theo|thì"
    rf"|không|chỉ|còn|đứng|trừ|giải|báo|tiếp|ban hành|trình|yêu cầu|đề nghị|và(?= (?-i:[{SMALL_LETTERS}])))\b",
    re.IGNORECASE,
)
_COMMITTEE = re.compile(r"Ban chỉ đạo\b", re.IGNORECASE)
_OF_PARTY = re.compile(r"\b(?P<kind>tỉnh|thành|huyện|thị|quận)\s(?:ủy|uỷ)\s(?P<name>\S.*)$", re.IGNORECASE)
_PLACE_OF_PARTY = {"thành": "thành phố", "thị": "thị xã"}  # others have the name of their place
_PLACE_ALONE = re.compile(rf"(?:{_PLACE.upper()})\s(?:[^\W\d_]+\s?){{1,5}}")
_BY = re.compile(
    r"\b(?:theo|do)\s(?:(?:đánh giá|chấm điểm|công bố|kết quả|thông báo)\s(?:của\s)?)?$", re.IGNORECASE
)
_REACH_OF_BY = 24  # characters
_MOST_WORDS = 9
# "được UBND tỉnh công nhận", "Thông báo số 5 của Sở Nội vụ", "đề nghị Sở Y tế": named, and not judged here.
_NOT_WHOSE = re.compile(
    r"(?:\b(?:được|do|bởi|đề nghị|trình|gửi|giao|so với|hơn|sau|trước|theo|phối hợp với)"
    r"|\btheo\s(?:bộ (?:chỉ số|tiêu chí)|thang điểm|hướng dẫn|quy định|quy chế)(?:\s[^,;.()]{1,40})?\s(?:của|do)"
    r"|(?:trong|trên)\s(?:tổng số\s)?\d+\s[^.;()\d]{2,30}\s(?:của|thuộc)"
    r"|(?:\d/\d{4}|tháng \d{1,2} năm \d{4}|[-/][A-ZĐ&]+)\s+của"
    r"|\b(?:thông báo|quyết định|công văn|báo cáo|kế hoạch|tờ trình|biên bản|quy định|công bố"
    r"|(?:hội đồng|tổ|đoàn) (?:thẩm định|kiểm tra|công tác|đánh giá)|chỉ đạo|hướng dẫn|văn bản)\s+của)\s*$",
    re.IGNORECASE,
)
# "tại Trung tâm Phục vụ hành chính công": where a body serves people, and no body of its own.
_COUNTER = accented(
    r"(?:Trung tâm|TT)\s(?:(?:Phục vụ )?hành chính công|PVHCC)(?:\s(?:xã|phường))?"
    r"|Bộ phận (?:một cửa|tiếp nhận)[^,;.]*",
    re.IGNORECASE,
)
# "Sở Y tế xếp bệnh viện thứ 3/12", "Sở Nội vụ thẩm định còn 77 điểm": who judges, and not who is judged.
_JUDGES = re.compile(
    r"\s(?:đã |chỉ |mới )?(?:xếp (?!thứ|hạng|loại|vị|ở|cuối|đầu|trên|dưới|sau|vào|thấp|cao)[^\W\d]"
    r"|trừ [\d,]+ điểm (?:trong|của)\b|thẩm định\b|phúc tra\b|phúc khảo\b"
    r"|(?:khảo sát|đo lường|lấy ý kiến)\b"
    r"|nhắc\b|cho (?:rằng|biết|là)\b|nêu\b|phát biểu|lưu ý|phản biện|không nhất trí|nhất trí"
    r"|chấm (?:cho|lại|còn)|đánh giá\b|công nhận|công bố|thông báo|giao\b|kết luận)",
    re.IGNORECASE,
)
# "Theo Thông báo của Sở Nội vụ, Sở đạt …", "của tỉnh đạt": the issuer speaks of itself.
_ITSELF = re.compile(
    r"\b(?P<kind>Sở|Ban|Chi cục|đơn vị|cơ quan|huyện|tỉnh|thành phố|thị xã|xã|phường"
    r"|UBND (?:tỉnh|huyện|xã|phường))\s+(?:năm \d{4} )?(?:chỉ |cũng |đã )?(?:đạt|xếp|tự chấm|được|bị|đứng|là)\b"
)
_IN_SHORT = re.compile(
    r"(?P<kind>Sở|Ban|Chi cục|Cục|Trung tâm)\s(?:đã|cũng|còn|có|tổ chức|tham mưu|ban hành|nhận)\b"
)
# "thẩm định Chỉ số … của Sở Y tế", "PAR INDEX năm 2024 tỉnh Sơn Hà": a subject that says whose result it is about.
_JUDGED = re.compile(
    r"\b(?:thẩm định|chấm điểm|kiểm tra|đánh giá|chỉ số|xếp hạng|xếp loại|công nhận|mức độ|hài lòng|khảo sát"
    r"|phúc tra|kết quả|tình hình|công tác|chuyển đổi số|index|sipas|papi|pci|pgi|dti)\b(?P<more>.*?)\s$",
    re.IGNORECASE,
)
# "Kết luận việc chấp hành quy định tại UBND xã Nà Lơi": what is done at a place is looked into there; "thực hiện
# Kế hoạch của UBND tỉnh" names who ordered it.
_LOOKED_INTO = accented(
    r"\b(?:thanh tra|giám sát|xác minh|việc|thực hiện|chấp hành|giải quyết|hoạt động|quản lý)\b.*"
    r"\s(?:tại|đối với|(?:trên )?địa bàn)\s$",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"\b(?:của|tại|đối với|cho|(?:trên )?địa bàn)$|^$", re.IGNORECASE)
# "Chỉ số CCHC năm 2024 huyện Đông Cát": nothing but the time stands between, or the work that is judged.
_WITHOUT_WORD = re.compile(
    r"\b(?:chỉ số|index|sipas|papi|pci|pgi|dti|cchc|hành chính|chuyển đổi số|đột xuất|định kỳ)\)?"
    r"(?:\s(?:quý [ivx]+|tháng \d+|6 tháng đầu)?\s?/?\s?(?:năm )?(?:20\d\d)?)?$",
    re.IGNORECASE,
)
_NOT_JUDGED = re.compile(r"\b(?:thuộc|do|theo|cấp|giao|các|những)\b[^,]*$", re.IGNORECASE)
_OF_PLACE_ABOVE = re.compile(
    r"\b(?:của|tại|địa bàn) (?:toàn )?(?P<kind>tỉnh|thành phố|huyện)\b(?!\s(?-i:[^\W\d_a-zà-ỹđ]))", re.IGNORECASE
)
_OF_PROVINCES = re.compile(r"\b(?:PAPI|PCI|PGI)\b")
# "các huyện", "03 xã", "Chủ tịch UBND tỉnh": many of a kind, and persons.
_NO_BODY = re.compile(
    r"(?:\bcác|\bnhững|\bmỗi|(?<!19\d)(?<!20\d)\d|\b(?:chủ tịch|giám đốc|trưởng|chánh|bí thư"
    r"|thường trực|đại diện|lãnh đạo))\s*(?:ubnd\s*)?$",
    re.IGNORECASE,
)
# "Thông báo kết quả thẩm định điểm …": the subject of a letter that tells points.
_TOLD = re.compile(
    r"\b(?:thông báo|thẩm định|kết quả)\b.*\b(?:điểm|thẩm định|chấm|xếp hạng|chỉ số)\b", re.IGNORECASE
)
# "giải trình, đề nghị xem xét lại điểm thẩm định": what a body writes of its own points to who gave them.
_PLEADS = re.compile(
    r"\W*(?:v/v\s|về việc\s|về\s)?(?:giải trình|báo cáo|tự\s|xin\s|kiến nghị"
    r"|(?:đề nghị|đề xuất)\s(?:[^\s,]+\s){0,3}?"
    r"(?:xem xét|thẩm định|phúc tra|phúc khảo|điều chỉnh|công nhận|chấm))",
    re.IGNORECASE,
)
_PLACE_NAMED = re.compile(r"\b(?P<kind>(?i:tỉnh|thành phố|huyện|thị xã))\s(?P<name>\S.*)$")
_UPWARD = ("Báo cáo", "Tờ trình")  # go to those who are told of the results of others
_LEADS = re.compile(r"\s?(?:\([^()]*\)\s?)?:\s")
_OPENS_TITLE = re.compile(r"[.:–-]\s*$")  # "PHẦN II. SỞ Y TẾ"
_DEEPEST, _PART_LEVEL = 9, -2
_DASH = re.compile(r"\s[-–]\s")
_OF_ALL = re.compile(r"\b(?:cả nước|toàn quốc)\b[^,;.()\d]{0,30}\(?[^,;.()\d]{0,10}$", re.IGNORECASE)
_OF_LEVEL = accented(
    r"\s*(?:ở\s|tại\s)?(?:cấp|khối|tuyến)\s(?:huyện|xã|phường|sở)\b[^:.;()\d]{0,40}:\s", re.IGNORECASE
)
_HAS_PLACE = re.compile(r"\s(?:thuộc về|là)\s", re.IGNORECASE)
_REACH_OF_ALL = 60  # characters
# Where a part of a sentence begins that may have a body of its own, and what it may begin with before it.
_PARTED = re.compile(r"[,;:(]\s?|(?<=\d)\s|%\)?\s|\d\)\s")
_OPENS = re.compile(
    r"(?:[\s*+-]|\b(?:trong đó|riêng|cụ thể|theo đó"
    r"|(?:(?:các|hai|ba|bốn|\d+)\s)?(?:(?:đơn vị|cơ quan|địa phương|sở|ngành|huyện|xã|phường|tỉnh)\s)?"
    r"(?:(?:cao|thấp|nhiều|ít|tốt) nhất|(?:xếp|đứng|dẫn) (?:cuối|đầu)|cuối bảng)(?:\s(?:khối|bảng|nhóm))?"
    r"\s(?:là|thuộc về|gồm)"
    r"|(?:kế|tiếp) đến(?: là)?|tiếp theo(?: là)?|sau đó là"
    r"|tại|ở|đối với|còn|là|như|và)\b)*",
    re.IGNORECASE,
)


class BodyNames:
    """Names and short forms of all bodies that the dictionaries have."""

    def __init__(self, agencies: Iterable[Agency]) -> None:
        names = {n.lower() for agency in agencies for n in (agency.name, *agency.abbreviations) if " " in n}
        self._by_first_word = defaultdict[str, list[str]](list)
        for name in sorted(names, key=lambda n: (-len(n), n)):
            self._by_first_word[name.partition(" ")[0]].append(name)

    def opening(self, text: str) -> str:
        """The longest name with which a text begins, in small letters; "" where none does.

        >>> names = BodyNames([Agency("Sở Y tế", (), (), "province", ""), Agency("Sở Y", (), (), "province", "")])
        >>> names.opening("Sở Y tế đạt"), names.opening("Sở Yên")
        ('sở y tế', '')
        """
        low = text.lower()
        names = self._by_first_word.get(low.partition(" ")[0], ())
        begun = (n for n in names if low.startswith(n) and not low[len(n) : len(n) + 1].isalpha())
        return next(begun, "")


class Bodies:
    """The bodies that one text names. ``whole`` is the one that the whole document is about, if not its issuer."""

    def __init__(
        self, phrases: Phrases, names: BodyNames, whole: str | None = None, issuer: str | None = None
    ) -> None:
        self._phrases, self._names = phrases, names
        self.whole = whole
        self._issuer = issuer or ""
        self._of_counter = any(_COUNTER.search(name) for name in (issuer, whole) if name)
        self._full = {
            short: full
            for short, full in _short_names(phrases.text, names).items()
            if not (issuer or "").casefold().endswith(short.casefold())
        }
        self._short = _any_of(self._full)
        marked = ((at, phrases.level(at), self._of_heading(at)) for at in phrases.marks)
        self._headings = sorted([*marked, *self._parts()], key=lambda heading: heading[0])

    def body_at(self, at: int) -> str | None:
        """The body whose result is at offset ``at``; None where no body other than the issuer is named."""
        body = self._body_at(at)
        return self._full.get(body, body) if body else None

    def _body_at(self, at: int) -> str | None:
        start = self._phrases.sentence(at).start
        beside = self._before_bracket(start, at)
        if beside:
            return beside
        named = [*self._judged(start, at)]
        itself = _ITSELF.search(self._phrases.text, named[-1][0] + len(named[-1][1]) if named else start, at)
        if itself:  # the issuer, or the body that all is about, in short
            body = self._around(at)
            return body if body and itself["kind"].lower() in body.lower() else None
        return named[-1][1] if named else self._around(at)

    def _around(self, at: int) -> str | None:
        """The body of the scopes outside a sentence: its paragraph, the headings above, the whole document."""
        return self._leading(at) or self._above(at) or self.whole

    def _leading(self, at: int) -> str | None:
        """The body with which a paragraph or a sentence of it begins, before a colon: "Sở Y tế: đạt 66 điểm."."""
        start = self._phrases.paragraphs[max(bisect_right(self._phrases.paragraphs, at) - 1, 0)]
        named = self.named(start, at) if ":" in self._phrases.text[start:at] else iter(())
        return next((name for n, name in reversed([*named]) if self._leads(n, name)), None)

    def _leads(self, at: int, name: str) -> bool:
        start = self._phrases.sentence(at).start
        opens = at - self._phrases.marks.get(start, start) <= 1
        return opens and _LEADS.match(self._phrases.text, at + len(name)) is not None

    def _before_bracket(self, start: int, at: int) -> str | None:
        """The body right before the bracket around a value: "xếp sau tỉnh Vân Kiều (44,61 điểm)"."""
        opens = self._phrases.text.rfind("(", start, at)
        if opens < 0 or ")" in self._phrases.text[opens:at]:
            return None
        return next((name for n, name in self.named(start, opens) if n + len(name) == opens - 1), None)

    def named(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """The bodies that a stretch names, and where each begins."""
        found = [*_named(self._phrases.text, self._names, start, end)]
        found += [
            (m.start(), m[0])
            for m in self._short.finditer(self._phrases.text, start, end)
            if not any(at <= m.start() < at + len(name) for at, name in found)
        ]
        return iter(sorted(found))

    def behind(self, at: int) -> str | None:
        """The body that has the place which ends at an offset: "Vị trí thứ hai thuộc về Sở Y tế"."""
        linked = _HAS_PLACE.match(self._phrases.text, at)
        named = self.named(linked.end(), self._phrases.clause(at).end) if linked else iter(())
        first = next(named, None)
        return first[1] if linked and first and first[0] == linked.end() else None

    def is_of_all(self, at: int) -> bool:
        """Whether the words before a value say that it is of the whole country: "trung bình cả nước (80,08%)"."""
        return _OF_ALL.search(self._phrases.text, max(0, at - _REACH_OF_ALL), at) is not None

    def is_of_level(self, at: int) -> bool:
        """Whether a value is of all bodies of a level, by the head of its item: "Cấp xã: trả 31.022 hồ sơ"."""
        text = self._phrases.text
        start = self._phrases.paragraphs[max(bisect_right(self._phrases.paragraphs, at) - 1, 0)]
        head = _OF_LEVEL.match(text, self._phrases.marks.get(start, start), at)
        return head is not None and not [*self.named(head.end(), at)]

    def subject_at(self, at: int) -> str | None:
        """The body that the nearest part of a sentence begins with, else that of heading or whole."""
        body = self._subject_at(at)
        return self._full.get(body, body) if body else None

    def _subject_at(self, at: int) -> str | None:
        text, start = self._phrases.text, self._phrases.sentence(at).start
        beside = self._before_bracket(start, at)
        if beside:
            return beside
        start = self._phrases.marks.get(start, start)
        parts = [start, *(m.end() for m in _PARTED.finditer(text, start, at))]
        for part in reversed(parts):
            if text[part - 1 : part] == "(" and ")" in text[part:at]:
                continue
            opening = _OPENS.match(text, part, at)
            begins = opening.end() if opening else part
            if self._is_issuer(begins):
                return None
            first = next(iter(self._judged(begins, at)), None)
            if first and first[0] <= begins + 1:
                return first[1]
        return self._around(at)

    def _is_issuer(self, at: int) -> bool:
        """Whether the issuer speaks of itself in short: "Sở đã xin ý kiến 27 cơ quan"."""
        short = _IN_SHORT.match(self._phrases.text, at)
        return bool(short and self._issuer.lower().startswith(short["kind"].lower() + " "))

    def _judged(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        text = self._phrases.text
        for at, name in self.named(start, end):
            judges = _JUDGES.match(text, at + len(name)) or (not self._of_counter and _COUNTER.fullmatch(name))
            if not judges and not _NOT_WHOSE.search(text, max(start, at - 40), at):
                yield at, name

    def _of_heading(self, at: int) -> str | None:
        """The body in a heading: a marked line that ends without a stop, or with a colon, and holds no points."""
        opens = self._phrases.marks[at]
        end = self._phrases.clause(opens).end
        opening = next(self._judged(opens, end), None)
        if opening and opening[0] == opens and _DASH.match(self._phrases.text, opens + len(opening[1])):
            return opening[1]  # "3. UBND xã Nà Lơi – tự chấm 93,5 điểm"
        text = self._phrases.text[at:end].rstrip()
        if text.endswith((".", ";", ",")) or re.search(r"\d\s*(?:điểm|%)", text):
            return None
        names = [name for _, name in self._judged(at, end)]
        return names[-1] if names else None

    def _parts(self) -> Iterator[tuple[int, int, str | None]]:
        """The parts of a text, each with the body that is its title: "PHẦN THỨ HAI", "UBND XÃ NÀ LƠI" below."""
        text, starts = self._phrases.text, [*self._phrases.paragraphs, len(self._phrases.text)]
        for start, below, end in zip_longest(starts, starts[1:], starts[2:]):
            if start not in self._phrases.marks and opens_part(text[start:below]):
                named = self._judged(start, end if text[below:end].isupper() else below)
                titles = [name for at, name in named if at == below or _OPENS_TITLE.search(text, start, at)]
                yield start, _PART_LEVEL, titles[-1] if titles else None

    def _above(self, at: int) -> str | None:
        """The body of the nearest heading above that no other of its level or higher follows."""
        level = _DEEPEST
        for start, depth, name in reversed(self._headings):
            if start < at and depth < level:
                if name:
                    return name
                level = depth
        return None


def _short_names(text: str, names: BodyNames) -> dict[str, str]:
    """The communes and districts of a text by their names alone: "xã Tân Khê" may be called "Tân Khê"."""
    full = (name for _, name in _named(text, names, 0, len(text)))
    found = {m["name"]: m["place"] for name in full if (m := _SMALL_PLACE.fullmatch(name))}
    listed = (
        (lead, one) for lead in _LIST_OF_PLACES.finditer(text) for one in _LISTED_PLACE.finditer(lead["list"])
    )
    return {one["name"]: f"{lead['kind'].lower()} {one['name']}" for lead, one in listed} | found


# "Ba xã dẫn đầu gồm: Tân Khê 91,2 điểm, Mường Lan 90,4 điểm": what the names are of is said once.
_LIST_OF_PLACES = re.compile(
    r"\b(?P<kind>(?i:xã|phường|huyện|tỉnh))\b(?:[^:.;\n]{0,90}:|[^:.;,\n]{0,40}\s(?:gồm|như|là))\s(?P<list>[^.\n]+)"
)
_LISTED_PLACE = re.compile(
    rf"(?:^|[,;]\s|\bvà\s)(?P<name>[{CAPITALS}][{SMALL_LETTERS}]+(?:\s[{CAPITALS}][{SMALL_LETTERS}]+){{1,3}})\s\(?"
    r"(?=\d[\d,]*\s?(?:điểm|%)|0,\d{3,4}\b|(?:xếp )?(?:hạng|thứ)\s\d)"
)


def _any_of(places: Iterable[str]) -> re.Pattern[str]:
    """Any of the names where it stands alone, and in no longer one."""
    joined = "|".join(sorted(map(re.escape, places), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?<![{CAPITALS}]\s)(?:{joined})(?![\w-]|\s[{CAPITALS}])" if joined else r"(?!)")


_SMALL_PLACE = re.compile(
    r"(?i:(?:ubnd|ủy ban nhân dân)\s)?(?P<place>(?i:xã|phường|thị trấn|thị xã|huyện)\s(?P<name>\S+(?:\s\S+)+))"
)


def judged_in(subject: str | None, names: BodyNames) -> str | None:
    """The body whose result a document is about, by its subject.

    >>> subjects = "Kiểm tra cải cách hành chính tại xã Nà Lơi", "Xếp hạng các cơ quan thuộc UBND tỉnh Sơn Hà"
    >>> [judged_in(subject, BodyNames([])) for subject in subjects]
    ['xã Nà Lơi', None]
    """
    body = body_in(subject, names)
    before = subject[: subject.index(body)] if subject and body else ""
    told = _JUDGED.search(before)
    by_word = _WHOSE.search(told["more"].strip()) if told else _LOOKED_INTO.search(before)
    alone = told and _WITHOUT_WORD.search(before.strip())
    return body if (by_word or alone) and not _NOT_JUDGED.search(before) else None


def judged_by(document: Document, names: BodyNames) -> str | None:
    """As ``judged_in``; a letter that tells one body the points it was given is about that body."""
    down = document.type not in _UPWARD
    subject = document.subject or ""
    told = down and len(document.addressees) == 1 and _TOLD.search(subject) and not _PLEADS.match(subject)
    addressee = body_in(document.addressees[0], names) if told else None
    body = judged_in(document.subject, names) or addressee or _of_place_above(document)
    issuer = (document.issuer or "").casefold()
    own = issuer and issuer in subject.casefold() and issuer.startswith(f"{body} ".casefold())
    return body if not own and (body or "").casefold() != issuer else None


def body_of_title(lines: Sequence[str], names: BodyNames) -> str | None:
    """The body that the title in capitals of an annex ends with; None for none and for several.

    >>> body_of_title(["Phụ lục 2", "KẾT QUẢ QUÝ IV - TỈNH SƠN HÀ", "(kèm Báo cáo của Sở Y tế)"], BodyNames([]))
    'TỈNH SƠN HÀ'
    """
    if not lines or not opens_annex(lines[0]):
        return None
    titles = [line.strip() for line in lines[1:] if line.isupper()]
    found = {body for line in titles if (body := body_in(line, names)) and line.endswith(f" {body}")}
    return found.pop() if len(found) == 1 else None


def body_of_field(lines: Sequence[str], lexicon: Lexicon) -> str | None:
    """The body that a line of a form is for: "Đơn vị: Trường THCS Nà Lơi"; None where no line is.

    >>> from cchc_ocr.lexicon import load
    >>> body_of_field(["PHIẾU TỰ CHẤM ĐIỂM", "Tên cơ quan: CHI CỤC THÚ Y TỈNH SƠN HÀ"], load())
    'Chi cục Thú y tỉnh Sơn Hà'
    """
    for filled in filter(None, map(_FIELD_OF_BODY.match, lines)):
        name = filled["body"].strip(" .")
        name = agency_name(name, lexicon) if name.isupper() else name
        body = read_body(name, 0, len(name), lexicon)
        if body:
            return body.name
    return None


def body_of_head(lines: Sequence[str], names: BodyNames, lexicon: Lexicon) -> str | None:
    """The last body in capitals of those with which a text without a head begins.

    A place on the line below belongs to it; a body there is part of the one above, and the one that writes.

    >>> from cchc_ocr.lexicon import load
    >>> heads = ["SỞ Y TẾ", "TỈNH SƠN HÀ", "BẢNG TỰ CHẤM ĐIỂM"], ["SỞ Y TẾ SƠN HÀ", "BỆNH VIỆN PHỔI Mẫu 2"]
    >>> [body_of_head(lines, BodyNames([]), load()) for lines in heads]
    ['SỞ Y TẾ TỈNH SƠN HÀ', 'BỆNH VIỆN PHỔI']
    """
    found: str | None = None
    for line in lines:
        left = " ".join(takewhile(lambda word: word == word.upper(), line.split())).strip(" -–*")
        place = found and not _HAS_OWN_PLACE.search(found) and _PLACE_ALONE.fullmatch(left)
        below = f"{found} {left}" if place else _body_of_line(left, lexicon)
        if below is None and found is None:
            told = next(_named(left, names, 0, len(left)), None)
            below = told[1] if told and not told[0] else None
        if below is None:
            break
        found = below
    return found


# "Đơn vị: Trường THCS Nà Lơi", "Tên cơ quan tự chấm: …": what a form leaves for its body.
_FIELD_OF_BODY = accented(
    r"\s*(?:tên )?(?:đơn vị|cơ quan|địa phương)"
    r"(?: (?:tự chấm(?: điểm)?|tự đánh giá|báo cáo|được (?:đánh giá|chấm)))?\s?:\s?(?P<body>\S.*)",
    re.IGNORECASE,
)
_HAS_OWN_PLACE = re.compile(rf"\b{_PLACE}\s\S", re.IGNORECASE)
_NEVER_ISSUE = ("hội đồng", "tổ ", "đoàn ")  # who judge others


def _body_of_line(line: str, lexicon: Lexicon) -> str | None:
    """The line, where it names a body in capitals and no more."""
    name = agency_name(line, lexicon)
    body = read_body(name, 0, len(name), lexicon)
    whole = body and body.end == len(name) and opens_body(line, lexicon)
    return line if body and whole and not body.name.lower().startswith(_NEVER_ISSUE) else None


def _of_place_above(document: Document) -> str | None:
    """The place whose office writes of it: "Kết quả PAPI năm 2023", "Chỉ số CCHC của tỉnh".

    A committee of a place or of its party has no results of its own: what it tells is that of the place.
    """
    committee = _COMMITTEE.match(document.issuer or "")
    party = _OF_PARTY.search(document.parent or "") if committee else None
    if party:
        kind_of_place = party["kind"].lower()
        return f"{_PLACE_OF_PARTY.get(kind_of_place, kind_of_place)} {party['name']}"
    place = _PLACE_NAMED.search(document.parent or "")
    kind = _OF_PLACE_ABOVE.search(document.subject or "")
    kind = None if kind and _NOT_JUDGED.search(kind.string, 0, kind.start()) else kind
    provincial = _OF_PROVINCES.search(document.subject or "") and place and place["kind"].lower() == "tỉnh"
    if place and (provincial or (kind and kind["kind"].lower() == place["kind"].lower())):
        return f"{place['kind'].lower()} {place['name']}"
    return None


def body_in(text: str | None, names: BodyNames) -> str | None:
    """The body that a heading names; None where it names none, or several.

    >>> body_in("Kết quả thẩm định Chỉ số CCHC của Sở Y tế", BodyNames([]))
    'Sở Y tế'
    """
    found = {name for _, name in _named(text, names, 0, len(text))} if text else set()
    return found.pop() if len(found) == 1 else None


def judged_body_in(text: str, names: BodyNames) -> str | None:
    """As ``body_in``, of those that a heading does not name as the ones who judge.

    >>> names = BodyNames([Agency(name, (), (), "province", "") for name in ("Sở Nội vụ", "Sở Y tế")])
    >>> judged_body_in("Điểm của Sở Y tế sau khi Sở Nội vụ thẩm định:", names)
    'Sở Y tế'
    """
    named = _named(text, names, 0, len(text))
    found = {
        name
        for at, name in named
        if not _JUDGES.match(text, at + len(name))
        and not _BY.search(text, max(0, at - _REACH_OF_BY), at)
        and not _NOT_WHOSE.search(text, max(0, at - 40), at)
    }
    return found.pop() if len(found) == 1 else None


def names_many(text: str) -> bool:
    """Whether a text names a group of bodies, and no body.

    >>> names_many("khối sở"), names_many("Sở Y tế")
    (True, False)
    """
    return text.lower().startswith(("khối ", "các "))


def names_in(text: str, names: BodyNames) -> tuple[str, ...]:
    """The bodies that a short text names, in order.

    >>> names_in("hồ sơ của Sở Y tế và xã Nà Lơi", BodyNames([]))
    ('Sở Y tế', 'xã Nà Lơi')
    """
    return tuple(name for _, name in _named(text, names, 0, len(text)))


def _named(text: str, names: BodyNames, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The bodies in a stretch, and where each begins."""
    floor = start
    for head in _HEAD.finditer(text, start, end):
        several = _NO_BODY.search(text, max(0, head.start() - 24), head.start())
        name = None if several or head.start() < floor else _name(text, head, end, names)
        if name:
            floor = head.start() + len(name)
            yield head.start(), name


def _name(text: str, head: re.Match[str], limit: int, names: BodyNames) -> str | None:
    """The name that begins with ``head``: a place in capitals, or an office with what it is for."""
    if head["place"]:
        end = _behind_capitals(text, head.end(), limit)
        return text[head.start() : end] if end > head.end() else None
    known = names.opening(text[head.start() : limit])
    if known:
        end = head.start() + len(known)
        branch = _ENDS_OPEN.search(known) or _OF_BRANCHES.fullmatch(known)
        place = _OF_PLACE.match(text, end, limit) or (branch and _OF_REGION.match(text, end, limit))
        of_many = not place and _OF_MANY.fullmatch(known)
        after = _NAMED_AFTER.match(text, end, limit) if of_many else None
        if after:
            return text[head.start() : after.end()]
        open_ = place.end() if place else end if branch else None
        return text[head.start() : end if open_ is None else _behind_capitals(text, open_, limit)]
    if head["capitals"]:
        return None  # "PHÒNG CHÁY", "TRUNG TÂM TỈNH LỴ": in capitals any words are
    place = _OF_PLACE.match(text, head.end(), limit)
    end = _behind_capitals(text, place.end(), limit) if place else 0
    if place and end > place.end():
        return text[head.start() : end]  # "BHXH huyện Nà Lơi"
    stop = _END.search(text, head.end(), limit)
    name = text[head.start() : stop.start() if stop else limit].strip()
    words = name.split()
    named = text[head.end() : limit].lstrip()[:1].isupper()  # "Bệnh viện Đa khoa", and not "Phòng bệnh"
    return name if 1 < len(words) <= _MOST_WORDS and named else None


def _behind_capitals(text: str, at: int, limit: int) -> int:
    """Where the words in capitals that follow an offset end."""
    while (word := _WORD.match(text, at, limit)) and word[1][0].isupper():
        at = word.end()
    return at
