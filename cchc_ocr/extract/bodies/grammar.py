"""Reads the name of a body in a text: who acts for it, its kind, its field of work, its place, whose part it is.

"Giám đốc" + "Sở" + "Văn hóa, Thể thao và Du lịch" + "tỉnh Sơn Hà". A name that the dictionaries know ends with its
last word, whatever comes then: commas, dashes and "và" are part of it where they are part of the known name. After
other kinds a name goes on as names do: with capitals, and with the small letters behind them, up to a stop or a word
with which a clause goes on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from cchc_ocr.extract.bodies.known import WORD, Names, in_one_line, key
from cchc_ocr.layout.landmarks import ABOUT_IN_SENTENCES
from cchc_ocr.lexicon import Agency, Lexicon, kept
from cchc_ocr.patterns import accented, any_of, unaccented
from cchc_ocr.vietnamese import CAPITALS, bare

_FARTHEST = 170  # characters within which a name ends, if it is one
_MOST_WORDS = 16  # the longest body in the shared documents has fifteen; what is longer ran over a clause
_FEWEST_INITIALS = 3  # fewer may be those of another name
_MOST_OF_PLACE = 5  # syllables of a place: "Bà Rịa - Vũng Tàu" has four
_MOST_SMALL = 7  # words in small letters in a row: "Kiểm định chất lượng giáo dục nghề nghiệp"; more are a clause
_COMMITTEE, _COUNCIL = "Ủy ban nhân dân", "Hội đồng nhân dân"
_SHORT = {"UBND": _COMMITTEE, "HĐND": _COUNCIL}

# Kinds whose name is whole without a field of work: what follows is a place, or no part of the name.
_CLOSED = frozenset(
    """
    ubnd|hdnd|chinh phu|quoc hoi|thu tuong|thu tuong chinh phu|bo chinh tri|trung uong|tinh uy|thanh uy|huyen uy
    |quan uy|thi uy|dang uy|dang bo|chi bo|tinh doan|vpubnd|kho bac|dai hoc
    """.replace("\n", "")
    .replace(" |", "|")
    .strip()
    .split("|")
)
# Bodies of which others are parts: "Cục Quản lý Dược - Bộ Y tế", "Thanh tra Bộ Y tế".
_WHOLES = frozenset({"bo", "so", "tong cuc", "ubnd", "hdnd", "cuc", "tinh uy", "thanh uy", "huyen uy", "quan uy"})
_PARTS = frozenset(
    {"cuc", "vu", "vien", "thanh tra", "van phong", "trung tam", "tong cuc", "ban", "chi cuc", "phong", "truong"}
)
_OF_PROVINCES = frozenset({"so", "phong", "chi cuc", "thanh uy", "tinh uy", "huyen uy", "cuc"})
_NEVER_WHOLE = frozenset({"ubnd", "hdnd"})  # behind a dash these are bodies of their own
# Words of which no name of a body consists: a clause goes on with them. On the accented text in small letters, for
# "nam" is also in "Việt Nam" and "so" in "Sở".
_CLAUSE = accented(rf"""
    (?:
        {ABOUT_IN_SENTENCES}
        |qu[yi] định|quy chế|ban hành|phê duyệt|sửa đổi|hướng dẫn|thực hiện|thi hành     # "của UBND tỉnh về việc"
        |tại|cho|để|đã|được|trình|công bố|triển khai|thông qua|tăng cường|bổ sung|giao|kiện toàn|điều chỉnh
        |có|gửi|ngày|số|vướng mắc|chỉ đạo|năm|tháng|báo cáo|nhằm|là|khi|đối với           # "của Sở Y tế năm 2024"
        |thay thế|thì|yêu cầu|đề nghị|nhưng|các|những|một số|tiếp tục|theo|chỉ|còn|sẽ|đang|cũng|vẫn|không|chưa
        |mà|do|bởi|bằng|trước|sau|trong|ngoài|trên|dưới|kể từ|từ|đến|hết|bãi bỏ|hoặc|hay|như|nêu|này|đó|trên đây
        |thống nhất|thí điểm|cấp|bị|vừa|mới|lần|nay|nếu|vì|nên|phải|cần|cùng|với|thành lập|tổ chức thực hiện
        |phân công|ủy quyền|uỷ quyền|xác định|nêu rõ|ghi nhận|đồng ý|chấp thuận|cho phép|tham mưu|xem xét|ký
        |ra|nhận|thông báo|kết luận|tham gia|phối hợp|chủ trì|hiện hành|liên quan|thẩm định|tiếp nhận|lãnh đạo
    )
    (?![^\W\d_])
""")
# These are also parts of words: "đăng ký", "giao dịch".
_ALSO_SYLLABLES = frozenset(
    "ký nhận giao ra số cấp lần hết trong ngoài trên mới hay có lại năm tháng ngày".split()
)
# Acts and their parts: with them another citation begins ("Chính phủ và Điều 5 Thông tư …").
_OTHER = accented(r"""
    (?:
        Khoản|Chương|Phụ lục|Luật|Bộ luật|Pháp lệnh|Hiến pháp|Nghị quyết|Nghị định
        |Quyết định|Chỉ thị|Thông tư|Thông báo|Công văn|Công điện|Kế hoạch|Tờ trình|Báo cáo|Hướng dẫn|Văn bản
        |Kết luận|Chương trình|Quy chế|Quy định|Đề án|Dự án|Ý kiến|Danh mục|Biên bản|Hợp đồng
        |Ông|Đồng chí|Căn cứ|Theo|Thực hiện|Xét|Số|Về
        |(?:Điều|Điểm|Mục|Mẫu|Biểu|Phần|Giấy|Phiếu)\s+(?:số\s+)?(?:[\dIVX]|[a-zđ]\b|mời|phép|chứng|chuyển)
    )
    (?![^\W\d_])
""")
_JOINING = frozenset({"và", "va", "&"})
# "chữa bệnh" of "Khám, chữa bệnh": a member of a pair that names have with a comma.
_PAIRED = frozenset({("phong", "chong"), ("kham", "chua"), ("thi dua", "khen thuong"), ("xuat", "nhap")})
_ACTORS = (
    *("Thường trực", "Ban Thường vụ", "Thường vụ", "Ban Chấp hành", "Hội nghị Ban Chấp hành", "Lãnh đạo"),
    *("Chủ tịch", "Phó Chủ tịch", "Quyền Chủ tịch", "Q. Chủ tịch"),
)
_CONFERENCE = accented(r"Hội nghị(?:\s+lần thứ\s+\S+)?\s+(?=Ban\s)", re.IGNORECASE)  # "Hội nghị lần thứ tư Ban …"
_OF_PLACE = accented(
    r"\s+(?P<kind>(?:TP|Tp|tp|TX|tx|TT|H|T)\.|(?:TP|Tp|tp)(?=\s))\s*"
)  # "TP. Sơn Hà", "tp Sơn Hà"
_DASHED = accented(r"\s*[–—-]\s*")
_JOINT = accented(r"\s*,?\s+và\s+")
_CAPITAL = re.compile(f"[{CAPITALS}]")
_GAP = re.compile(r"\s+")
_OF_STATE = accented(r"(?:Việt Nam|VIỆT NAM)$")  # behind it a name goes on with a capital only
# Offices of one person that issue by themselves.
_OFFICES = frozenset({"Tổng Kiểm toán Nhà nước", "Chủ tịch nước", "Chủ tịch Quốc hội"})
# "xã hội", "tỉnh ủy": words that begin as kinds of places and are none.
_NO_PLACE = unaccented(r"\s*(?:hội|viên|luận|ủy|đoàn|thông minh|lỵ)\b")
_NUMBERED = accented(r"\s+(?:số\s+)?\d{1,2}(?![\d/])")  # "quận 1", "Trường THPT số 2"


@dataclass(frozen=True, slots=True)
class Body:
    """A body named at ``text[start:end]``.

    ``name`` is as printed, a known one in the spelling of its dictionary and without breaks; ``canonical`` has what
    stands for ``name`` in all documents, abbreviations written out, without who acts for it. ``kind`` is the word
    that it begins with, as it is compared ("so", "ubnd"), ``place`` what it ends with ("tỉnh Sơn Hà") and ``actor``
    who acts for it ("Chủ tịch"). ``sure`` is False where the end of the name is a guess.
    """

    name: str
    canonical: str
    start: int
    end: int
    kind: str
    place: str | None = None
    actor: str | None = None
    sure: bool = True


def read(text: str, start: int, limit: int, lexicon: Lexicon) -> Body | None:
    """The body whose name begins at an offset of an NFC text and ends before ``limit``; None where none does.

    >>> from cchc_ocr.lexicon import load
    >>> text = "Bộ trưởng Bộ Lao động - Thương binh và Xã hội và Điều 5 Thông tư"
    >>> body = read(text, 0, len(text), load())
    >>> body and (body.actor, body.canonical, text[body.end:])
    ('Bộ trưởng', 'Bộ Lao động - Thương binh và Xã hội', ' và Điều 5 Thông tư')
    """
    return _Reader(text, min(limit, start + _FARTHEST, len(text)), lexicon).body(start)


def openings(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[int]:
    """The offsets between two others where the name of a body, or who acts for it, may begin."""
    for match in _opening(lexicon).finditer(bare(text[start:end]).lower()):
        if _CAPITAL.match(text, start + match.start()):
            yield start + match.start()


class _Reader:
    """One text up to where a name must have ended."""

    def __init__(self, text: str, limit: int, lexicon: Lexicon) -> None:
        self.text, self.limit = text, limit
        self.known = _known(lexicon)

    def body(self, start: int) -> Body | None:
        """The body at ``start``, with who acts for it, those that issue with it, and whose part it is."""
        actor, at = self._actor(start)
        one = (self._one(at) or self._of_actor(actor, at)) if actor else None
        if one is None:
            # Who acts for a body may be the beginning of its name: "Thủ tướng Chính phủ".
            actor, one = None, self._one(start)
        if one is None:
            return None
        one = self._with_whole(one)
        if actor:
            one = replace(one, name=in_one_line(f"{actor} {one.name}"), start=start, actor=actor)
        return self._with_joint(one)

    def _actor(self, start: int) -> tuple[str | None, int]:
        """Who acts for the body, and where the body itself begins then."""
        opening = _CONFERENCE.match(self.text, start, self.limit)
        if opening:
            return in_one_line(opening.group()), opening.end()
        found = self.known.actors.longest(self.text, start, self.limit)
        whole = self.known.bodies.longest(self.text, start, self.limit)
        if not found or (whole and whole[0].level == "central" and whole[1] > found[1]):
            return None, start
        gap = _GAP.match(self.text, found[1], self.limit)
        return (found[0], gap.end()) if gap else (None, start)

    def _of_actor(self, actor: str, at: int) -> Body | None:
        """ "Bộ trưởng Tài chính": the field of the ministry alone."""
        field = self.known.fields.longest(self.text, at, self.limit) if actor.startswith("Bộ trưởng") else None
        if not field or not _CAPITAL.match(self.text, at):
            return None
        return Body(field[0], f"Bộ {field[0]}", at, field[1], "bo")

    def _one(self, start: int) -> Body | None:
        """One body, without who acts for it, with its place."""
        if start >= self.limit or not _CAPITAL.match(self.text, start) or _OTHER.match(self.text, start):
            return None
        kind = self._kind(start)
        known = self.known.bodies.longest(self.text, start, self.limit)
        fielded = self._fielded(start, kind) if kind else None
        if known and (not fielded or known[1] >= fielded.end):
            body = self._listed(start, known, kind[0] if kind else key(known[0].name.split()[0]))
            return self._with_place(self._longer(body, kind) if kind else body, known[0].level)
        if fielded:
            return self._with_place(fielded)
        if kind and kind[0] in _CLOSED:
            name = in_one_line(self.text[start : kind[1]])
            return self._with_place(Body(name, _SHORT.get(name, name), start, kind[1], kind[0]))
        return self._unlisted(start, kind) if kind else self._office(start)

    def _office(self, start: int) -> Body | None:
        """The office of one person that issues by itself."""
        found = self.known.actors.longest(self.text, start, self.limit)
        if not found or found[0] not in _OFFICES:
            return None
        return Body(found[0], found[0], start, found[1], key(found[0].split()[0]))

    def _kind(self, start: int) -> tuple[str, int] | None:
        """The kind of a body, as it is compared, and where it ends."""
        found = self.known.kinds.longest(self.text, start, self.limit)
        if not found:
            return None
        name = {"uy ban nhan dan": "ubnd", "hoi dong nhan dan": "hdnd"}.get(key(found[0]), key(found[0]))
        return name, found[1]

    def _listed(self, start: int, found: tuple[Agency, int], kind: str) -> Body:
        """A body of the dictionary: spelled as there, "UBND" as printed."""
        agency, end = found
        printed = in_one_line(self.text[start:end])
        short = bare(printed).lower() != bare(agency.name).lower().replace(" - ", "-")
        keeps = re.search(r"UBND|HĐND", printed) or (short and " " not in printed)
        return Body(printed if keeps else agency.name, agency.name, start, end, kind)

    def _longer(self, body: Body, kind: tuple[str, int]) -> Body:
        """A known name that goes on: "Ban Quản lý" + "dự án Đầu tư xây dựng", "Viện Khoa học" + "Lao động"."""
        if kind[0] in _CLOSED or kind[0] in ("bo", "so") or body.canonical.startswith((_COMMITTEE, _COUNCIL)):
            return body
        rest = WORD.match(self.text, body.end, self.limit)
        if not rest or rest["before"].strip() or not _CAPITAL.match(rest["word"]):
            return body
        if self._kind(rest.start("word")) or self._place_at(body.end) or _OTHER.match(rest["word"]):
            return body
        longer = self._unlisted(body.start, (kind[0], body.end))
        return longer or body

    def _fielded(self, start: int, kind: tuple[str, int]) -> Body | None:
        """A kind with a field of work that other bodies have: "Chi cục" + "Văn thư, Lưu trữ"."""
        gap = _GAP.match(self.text, kind[1], self.limit)
        if not gap or not _CAPITAL.match(self.text, gap.end()) or kind[0] in _CLOSED:
            return None
        found = self.known.fields.longest(self.text, gap.end(), self.limit)
        if not found:
            return None
        field, end = found
        follows = WORD.match(self.text, end, self.limit)
        if follows and follows["before"].strip() and self._goes_on(follows):
            return None
        name = f"{in_one_line(self.text[start : kind[1]])} {field}"
        return Body(name, name, start, end, kind[0])

    def _unlisted(self, start: int, kind: tuple[str, int]) -> Body | None:
        """A name that no list has: it goes on with capitals and the small letters behind them."""
        end, sure = self._end_of_name(kind[1])
        name = in_one_line(self.text[start:end])
        if end == kind[1] or len(name.split()) > _MOST_WORDS or not any(map(str.isupper, name[1:])):
            return None
        return self._with_place(Body(name, name, start, end, kind[0], sure=sure))

    def _end_of_name(self, at: int) -> tuple[int, bool]:
        """Where the words of a name end, and whether that is sure."""
        small, end, opened = 0, at, False
        while match := WORD.match(self.text, end, self.limit):
            word, here = match["word"], match.start("word")
            if self._ends(match, opened=opened) or self._place_at(end):
                return self._without_joining(at, end), True
            capital = word[:1].isupper() or word[:1].isdigit()
            small = 0 if capital or word in _JOINING else small + 1
            if small > _MOST_SMALL:
                return self._without_joining(at, self._last_capital_run(at, here)), False
            opened = opened or capital
            end = match.end()
        return self._without_joining(at, end), True

    def _ends(self, match: re.Match[str], *, opened: bool) -> bool:
        """Whether a name ends before a word: at a stop, a word of a clause, another body or another document."""
        word, here, before = match["word"], match.start("word"), match["before"].strip()
        if self._is_clause(match) or _OTHER.match(self.text, here):
            return True
        if _OF_STATE.search(self.text, 0, match.start()) and not word[:1].isupper():
            return True
        if word[:1].isdigit() and not _NUMBERED.match(self.text, match.start()):
            return True
        if before and not self._goes_on(match):
            return True
        if opened and word[:1].isupper() and self._begins_body(here):
            return True
        if key(word) in _JOINING:
            behind = WORD.match(self.text, match.end(), self.limit)
            return not behind or not self._may_join(behind)
        return False

    def _is_clause(self, match: re.Match[str]) -> bool:
        """Whether a clause goes on with a word: "ký" does, but for that of "Đăng ký"."""
        found = _CLAUSE.match(self.text, match.start("word"))
        if not found or found.group() not in _ALSO_SYLLABLES:
            return found is not None
        word = match["word"].lower()
        before = self.text[: match.start()].split()[-1:]
        behind = WORD.match(self.text, match.end(), self.limit)
        pairs = [f"{part.lower()} {word}" for part in before]
        pairs += [f"{word} {behind['word'].lower()}"] if behind else []
        return not any(pair in self.known.phrases for pair in pairs)

    def _may_join(self, behind: re.Match[str]) -> bool:
        """Whether a name goes on behind "và": with a capital that begins no other body or document."""
        here = behind.start("word")
        if behind["before"].strip() or not behind["word"][:1].isupper():
            return False
        return not _OTHER.match(self.text, here) and not self._begins_body(here)

    def _begins_body(self, here: int) -> bool:
        """Whether another body begins at a word: "Bộ Y tế" does, "Công an nhân dân" behind "Học viện" may not."""
        kind = self._kind(here)
        if kind is None or kind[0] in _CLOSED:
            return kind is not None
        behind = WORD.match(self.text, kind[1], self.limit)
        return kind[0] in _WHOLES and bool(behind) and bool(_CAPITAL.match(behind["word"] if behind else ""))

    def _goes_on(self, match: re.Match[str]) -> bool:
        """Whether a name goes on behind a comma or dash: "Kinh tế - Ngân sách", "Văn hóa, Thể thao và …"."""
        here = match.start("word")
        if self._kind(here) or _OTHER.match(self.text, here):
            return False
        if match["before"].strip() == ",":
            return self._is_list(match)
        return match["word"][:1].isupper()

    def _is_list(self, match: re.Match[str]) -> bool:
        """Whether a comma stands in a list that "và" ends, or in one of the pairs that names have."""
        before = key(self.text[: match.start()].split()[-1])
        if (before, key(match["word"])) in _PAIRED:
            return True
        rest = self.text[match.start("word") : self.limit]
        listed = _LIST.match(rest)
        return bool(listed) and not _OTHER.match(listed["last"]) and not self._kind_in(rest, listed)

    def _kind_in(self, rest: str, listed: re.Match[str]) -> bool:
        at = self.limit - len(rest)
        heads = [at + m.start() for m in re.finditer(rf"[{CAPITALS}]", rest[: listed.end()])]
        return any(self._begins_body(head) for head in heads)

    def _last_capital_run(self, at: int, here: int) -> int:
        """Where the first two small letters behind the last capital end: a chunk of a name is that long."""
        match = None
        for match in re.finditer(rf"[{CAPITALS}][^\W\d_]*(?:\s+[^\W\d_]+)?", self.text[at:here]):
            pass
        return at + match.end() if match else here

    def _without_joining(self, at: int, end: int) -> int:
        """The end of a name without an "và" or stop that nothing follows."""
        tail = re.search(r"[\s,–—-]*(?:\s+(?:và|cùng))?[\s,–—-]*$", self.text[at:end])
        return at + tail.start() if tail else end

    def _with_place(self, body: Body, level: str = "any") -> Body:
        """The body with the place that follows its name."""
        own = self._kind_ending(body)
        found = self._capitals(body.end, own) if own else self._place_at(body.end)
        if not found and not own and body.kind in _OF_PROVINCES and level != "central":
            found = self._run_of_place(body.end)
        if not found:
            return replace(body, place=own) if own else body
        printed = in_one_line(self.text[body.end : found])
        place = f"{own} {printed}" if own else printed
        canonical = f"{body.canonical} {printed}"
        return replace(body, name=f"{body.name} {printed}", canonical=canonical, end=found, place=place)

    def _run_of_place(self, at: int) -> int | None:
        """Where a place without its kind ends: "Sở Nội vụ" + "Sơn Hà"."""
        gap = _GAP.match(self.text, at, self.limit)
        if not gap or self._kind(gap.end()) or _OTHER.match(self.text, gap.end()):
            return None
        if self.text[gap.end() : gap.end() + 2].isupper():  # in capitals there is no telling names from words
            return None
        end = self._capitals(at, "")
        return end if end and len(self.text[at:end].split()) > 1 else None

    def _kind_ending(self, body: Body) -> str | None:
        """The kind of a place that a known name ends with: "Ủy ban nhân dân tỉnh"."""
        kinds = sorted((*self.known.place_kinds, "tp"), key=len, reverse=True)
        return next((kind for kind in kinds if body.name.lower().endswith(f" {kind}")), None)

    def _place_at(self, at: int) -> int | None:
        """Where the place that begins behind an offset ends: "tỉnh Sơn Hà", "TP. Sơn Hà", "tỉnh"."""
        short = _OF_PLACE.match(self.text, at, self.limit)
        if short:
            return self._capitals(short.end(), short["kind"])
        match = WORD.match(self.text, at, self.limit)
        if not match or match["before"].strip():
            return None
        kind = self.known.places_of.longest(self.text, match.start("word"), self.limit)
        if not kind or _NO_PLACE.match(bare(self.text[kind[1] : self.limit]).lower()):
            return None
        if self.text[match.start("word")].isupper() and not self._capitals(kind[1], kind[0]):
            return None
        if bare(kind[0]) == kind[0] and in_one_line(self.text[match.start("word") : kind[1]]).lower() != kind[0]:
            return None
        return self._capitals(kind[1], kind[0]) or kind[1]

    def _capitals(self, at: int, kind: str) -> int | None:
        """Where the name of a place behind its kind ends: a known one, or words in capitals."""
        begin = at + len(self.text[at : self.limit]) - len(self.text[at : self.limit].lstrip(" .\n"))
        numbered = _NUMBERED.match(self.text, at, self.limit)
        if numbered and kind in ("quận", "phường", "Q.", "P."):
            return numbered.end()
        if begin >= self.limit or not _CAPITAL.match(self.text, begin):
            return None
        known = self.known.places.longest(self.text, begin, self.limit)
        end = self._run(begin)
        return max(known[1], end) if known else end

    def _run(self, begin: int) -> int | None:
        """Where the words in capitals from an offset end; a dash may stand between two."""
        end, count = begin, 0
        while match := WORD.match(self.text, end, self.limit):
            here, before = match.start("word"), match["before"].strip()
            if not match["word"][:1].isupper() or count == _MOST_OF_PLACE or before == ",":
                break
            if count and (self._kind(here) or _OTHER.match(self.text, here)):
                break
            if not count and _OTHER.match(self.text, here) and self._kind(here):
                break
            end, count = match.end(), count + 1
        return end if count else None

    def _with_whole(self, body: Body) -> Body:
        """A part with the body whose part it is, beside it or behind a dash: "Thanh tra Bộ Y tế"."""
        if body.kind not in _PARTS or (body.place and not body.canonical.startswith("Văn phòng")):
            return body
        at = self.text, body.end, self.limit
        gap = _DASHED.match(*at) or _GAP.match(*at)
        dashed = bool(gap) and bool(gap.group().strip())
        whole = self._one(gap.end()) if gap else None
        if not whole or whole.kind not in _WHOLES or whole.kind == body.kind:
            return body
        if dashed and whole.kind in _NEVER_WHOLE:
            return body
        joint = " - " if dashed else " "
        return replace(
            body,
            name=f"{body.name}{joint}{whole.name}",
            canonical=f"{body.canonical}{joint}{whole.canonical}",
            end=whole.end,
            place=whole.place,
            sure=body.sure and whole.sure,
        )

    def _with_joint(self, body: Body) -> Body:
        """Two bodies of one kind that issue together: "Bộ Tài chính và Bộ Y tế"."""
        gap = _JOINT.match(self.text, body.end, self.limit)
        other = self.body(gap.end()) if gap else None
        if not other or other.kind != body.kind or body.kind not in _WHOLES:
            return body
        return replace(
            body,
            name=f"{body.name} và {other.name}",
            canonical=f"{body.canonical} và {other.canonical}",
            end=other.end,
            sure=body.sure and other.sure,
        )


# "Thể thao và Du lịch" behind "Văn hóa, ": at most three words a member, the last behind "và".
_LIST = re.compile(
    r"[^\W\d_]+(?:\s+[^\W\d_]+){0,3}(?:,\s+[^\W\d_]+(?:\s+[^\W\d_]+){0,3})*\s+và\s+(?P<last>"
    rf"[{CAPITALS}][^\W\d_]*(?:\s+[^\W\d_]+)?)"
)


@dataclass(frozen=True, slots=True)
class _Known:
    """The names of a lexicon by their words."""

    bodies: Names[Agency]
    fields: Names[str]
    kinds: Names[str]
    actors: Names[str]
    places: Names[str]
    places_of: Names[str]
    place_kinds: frozenset[str]
    phrases: Collection[str]


@kept
def _known(lexicon: Lexicon) -> _Known:
    kinds = [kind.name for kind in lexicon.body_kinds]
    posts = [name for post in lexicon.posts for name in (post.name, *post.deputies)]
    place_kinds = [kind.name for kind in lexicon.place_kinds]
    return _Known(
        Names(_named(lexicon)),
        Names((field, field) for field in _fields(lexicon)),
        Names((kind, kind) for kind in (*kinds, _COMMITTEE, _COUNCIL)),
        Names((actor, actor) for actor in (*posts, *_ACTORS)),
        Names((place.name, place.name) for place in lexicon.places),
        Names((kind, kind) for kind in place_kinds),
        frozenset(place_kinds),
        lexicon.phrases,
    )


def _named(lexicon: Lexicon) -> Iterator[tuple[str, Agency]]:
    """Names before abbreviations, and those without a successor before those with one."""
    agencies = sorted(lexicon.agencies, key=lambda agency: (bool(agency.successor), agency.name))
    yield from ((agency.name, agency) for agency in agencies)
    for agency in agencies:
        yield from ((short, agency) for short in agency.abbreviations if " " in short or short in _SHORT)
    for agency in agencies:
        yield from ((short, agency) for short in _shortened(agency.name))


def _shortened(name: str) -> Iterator[str]:
    """A name with initials for the last of its words.

    >>> list(_shortened("Sở Giáo dục và Đào tạo"))
    ['Sở GDĐT', 'Sở GD&ĐT', 'Sở Giáo DĐT', 'Sở Giáo D&ĐT', 'Sở Giáo dục và ĐT']
    """
    kind, *field = name.replace(",", "").replace(" - ", " ").split()
    for at, word in enumerate(field[:-1]):
        if word == "và":
            continue
        letters = "".join("&" if w == "và" else w[0].upper() for w in field[at:])
        opening = " ".join([kind, *field[:at]])
        if len(letters) >= _FEWEST_INITIALS or field[at - 1] == "và":
            yield from dict.fromkeys((f"{opening} {letters.replace('&', '')}", f"{opening} {letters}"))


_WITH_FIELD = ("Bộ", "Sở", "Cục", "Vụ", "Tổng cục", "Chi cục", "Phòng", "Viện")


def _fields(lexicon: Lexicon) -> Iterator[str]:
    """The fields of work of the known bodies: "Lao động - Thương binh và Xã hội"."""
    heads = sorted(_WITH_FIELD, key=len, reverse=True)
    for agency in lexicon.agencies:
        head = next((head for head in heads if agency.name.startswith(f"{head} ")), None)
        field = agency.name[len(head) + 1 :] if head else ""
        if len(field.split()) > 1 and not field.endswith((" tỉnh", " huyện")):
            yield field


@kept
def _opening(lexicon: Lexicon) -> re.Pattern[str]:
    kinds = any_of(kind.name.lower() for kind in lexicon.body_kinds if kind.opens != "head")
    posts = any_of(name.lower() for post in lexicon.posts for name in (post.name, *post.deputies))
    return unaccented(rf"\b(?:{kinds}|{posts}|thường trực|lãnh đạo|hội nghị|thường vụ)\b")
