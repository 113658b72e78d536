"""Reads the name of a body in a text: who acts for it, its kind, its field of work, its place, whose part it is.

"Giám đốc" + "Sở" + "Văn hóa, Thể thao và Du lịch" + "tỉnh Sơn Hà". A name that the dictionaries know ends with
its last word, whatever comes then: commas, dashes and "và" are part of it where they are part of the known name.
After other kinds a name goes on as names do: with capitals, and with the small letters behind them, up to a stop
or a word with which a clause goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cchc_ocr.extract.bodies.lists import COMMITTEE, COUNCIL, SHORT, body_lists
from cchc_ocr.extract.bodies.localities import NUMBERED, end_of_name, end_of_place, end_without_kind, kind_ending
from cchc_ocr.extract.bodies.name_ends import end_of_unlisted, goes_on, opens_name
from cchc_ocr.extract.bodies.reach import CLOSED, WHOLES, Reach
from cchc_ocr.extract.bodies.word_tree import WORD, in_one_line, key
from cchc_ocr.lexicon import Agency, Lexicon, kept
from cchc_ocr.patterns import accented, any_of, unaccented
from cchc_ocr.vietnamese import bare

_FARTHEST = 170  # characters within which a name ends, if it is one
_MOST_WORDS = 16  # the longest body in the shared documents has fifteen; what is longer ran over a clause
_PARTS = frozenset(
    {"cuc", "vu", "vien", "thanh tra", "van phong", "trung tam", "tong cuc", "ban", "chi cuc", "phong", "truong"}
)
# Those who decide within a court, a procuracy, a union or a committee of the Party, which follows.
_BENCHES = frozenset({"Ủy ban Kiểm tra", "Ủy ban Thẩm phán", "Ủy ban Kiểm sát", "Hội đồng Thẩm phán"})
_OF_BENCHES = frozenset({"dang uy", "toa an", "vien", "lien doan", "cong doan"})
_OF_BRANCHES = frozenset(
    {"kho bac", "ngan hang", "cong an"}
)  # "Phòng Giao dịch số 4 - Kho bạc …", "Phòng … Công an"
# Cells of a part of the citing body, of which only the kind stands there: "Chi bộ Văn phòng".
_WITH_CELLS = frozenset(
    {"van phong", "truong", "so", "cong ty", "cuc", "chi cuc", "khoa", "phong", "trung tam", "benh vien"}
)
_OF_ARMY = frozenset({"quan khu", "quan doan", "binh doan", "su doan", "bo tu lenh", "bo chi huy"})
_OF_PROVINCES = frozenset(
    {
        *("tinh doan", "thanh doan", "huyen doan", "thi doan", "so", "phong", "chi cuc", "cuc"),
        *("thanh uy", "tinh uy", "huyen uy", "thi uy", "quan uy"),
    }
)
_BRANCHED = frozenset(
    {"kho bac", "hop tac xa", "ngan hang", "ty"}
)  # branches have the name of the whole and a place
_TEAM = "to "
# Whose a team is that has no place: "Ban Chỉ đạo của Chính phủ".
_TEAMS = frozenset({"ban", "bcd", "to cong tac", "hoi dong", "doan", "uy ban"})
_OF_STATE = accented(
    r"\s+của\s+(?:(?:Thủ tướng\s+)?Chính phủ|Quốc hội|Bộ Chính trị|Ban Bí thư|Trung ương(?!\s+Đảng))(?![^\W\d_])"
)
# What tells a body from its like: of which region it is, or which of several.
_TAIL = accented(r"""
    \s+
    (?:
        miền\s+(?:Bắc|Trung|Nam)                            # "Tổng công ty Điện lực miền Bắc"
        |(?:khu vực|[Vv]ùng)\s+(?:[IVX]+|\d{1,2})            # "Kiểm toán nhà nước khu vực VII"
        |(?<=khu vực\s)(?:[IVX]+|\d{1,2})                   # "Tòa án nhân dân khu vực 4"
        |(?<=cơ sở\s)\d{1,2}                                # "Thuế cơ sở 3"
        |(?P<number>số\s+\d{1,2}(?!\s?[\d/.–-]))            # "Ban Quản lý dự án số 2"
        |(?<=cấp cao\s)tại\s+(?:Hà Nội|Đà Nẵng|(?:Thành phố|TP\.?)\s?Hồ Chí Minh)
        |Trung ương(?!\s+(?:Đảng|Hội|Đoàn|Mặt trận))         # "Viện Vệ sinh dịch tễ Trung ương"
    )
    (?![^\W_])
""")
_OF_REGIONS = frozenset({"toa an", "vien"})  # "Tòa án nhân dân khu vực 3 - Sơn Hà"
_DASH_OF_REGION = re.compile(r"\s+[–—-](?=\s)")
_BETWEEN = accented(
    r"\s+liên\s+(?P<kind>huyện|quận|xã|phường|tỉnh)\b"
)  # "Hạt Kiểm lâm liên huyện Nà Lơi - Lam Kiều"
_CODED = ("Ban Chỉ đạo", "BCĐ", "Tổ công tác", "Đoàn")
_CODE_OF_TEAM = accented(
    r"\s+\d{2,4}(?=\s+(?:tỉnh|huyện|thị xã|thành phố|quận|xã|phường|[Tt]ỉnh ủy|[Hh]uyện ủy"
    r"|của|tại|đã|về|có)\b|\s*(?:[;,.)]|$))"
)  # "Ban Chỉ đạo 389 tỉnh"
# Of whom a body is that has no place of its own: "Công đoàn công ty", "Hội đồng tuyển sinh nhà trường".
_OWNER = accented(r"""
    \s+(?:[Nn]hà trường|(?:[Tt]ổng\s+)?[Cc]ông ty|[Cc]ơ quan|[Bb]ệnh viện|[Xx]í nghiệp|cấp trên|[Tt]rường)
    (?![^\W\d_])
""")
_OF_TWO_FIELDS = "phong"  # "Phòng Kinh tế - Hạ tầng"
_BRANCH = "chi nhanh"
# Of a body, which follows: "Đảng ủy" + "Công an tỉnh", "Công đoàn" + "công ty".
_CELLS = frozenset({"dang uy", "chi bo", "cong doan", "hoi dong", "dai hoi dong", "tieu ban"})
# Bodies of which each place has one, named by their kind and it: "Điện lực huyện".
_ONE_A_PLACE = frozenset(
    {
        *(
            "dien luc",
            "buu dien",
            "thanh tra",
            "hai quan",
            "thue",
            "mat tran",
            "hat kiem lam",
            "bcd",
            "bql",
            "bch",
            "bvdk",
        ),
        "doan",
    }
)
_TOGETHER = frozenset({"lien so", "lien bo", "lien nganh"})  # with their fields of work behind
_MOST_OF_FIELD = 7  # small words between the kind of a body and its place: "Hội đồng xét duyệt chính sách xã …"
_NEVER_WHOLE = frozenset({"ubnd", "hdnd"})  # behind a dash these are bodies of their own
_WITH_SMALL_FIELDS = frozenset({"hoi dong", "doan", "to cong tac", "to giup viec", "to tham dinh", "to kiem tra"})
_NUMBERED_KINDS = frozenset(
    {"bo tu lenh", "quan khu", "su doan", "trung doan", "doi", "tram"}
)  # "Đội Quản lý thị trường số 3"
_WITH_NUMBERS = frozenset({"truong"})  # "Trường Trung học phổ thông" + "số 2"
# Words that begin as kinds of bodies do and are none: "Trường hợp", "Bộ máy".
_NO_KIND = accented(
    r"(?:Trường hợp|Bộ máy|Vụ (?:án|việc)|Cục bộ|Đội ngũ|Phòng (?:ngừa|chống)|Sở hữu|Hội (?:thảo|thi)"
    r"|Báo (?:cáo|giá|biểu)|Quý)\b"
)
_MINISTER = "Bộ trưởng"
# Offices of one person that issue by themselves.
_OFFICES = frozenset({"Tổng Kiểm toán Nhà nước", "Chủ tịch nước", "Chủ tịch Quốc hội"})
_CONFERENCE = accented(r"Hội nghị(?:\s+lần thứ\s+\S+)?\s+(?=Ban\s)", re.IGNORECASE)  # "Hội nghị lần thứ tư Ban …"
_CHIEF = accented(r"(?P<actor>(?:Phó\s+)?Chánh)\s+(?=(?:Thanh tra|Văn phòng)\s)")  # "Chánh" + "Thanh tra tỉnh"
_TERM = accented(r"(?:\s+lần thứ\s+\S+)?,?\s+(?:khóa|khoá)\s+[IVXL]+\b")  # "Tỉnh ủy" + " lần thứ 6 khóa XIX"
_DASHED = accented(r"\s*[–—-]\s*")
_JOINT = accented(r"\s*,?\s+và\s+|\s+[–—-]\s+")
_NEXT_FIELD = accented(r"(?:\s*,\s*|\s*,?\s+và\s+|\s*[–—-]\s*)(?!\s)")
_MARKED = {bare(short): short for short in SHORT}
_AS_PRINTED = re.compile("UBND|HDND")  # without marks, which engines add ("ƯBND") and lose


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A body named at ``text[start:end]``.

    ``name`` is as printed, a known one in the spelling of its dictionary and without breaks; ``canonical`` has
    what stands for ``name`` in all documents, abbreviations written out, without who acts for it. ``kind`` is the
    word that it begins with, as it is compared ("so", "ubnd"), ``place`` what it ends with ("tỉnh Sơn Hà") and
    ``actor`` who acts for it ("Chủ tịch"). ``sure`` is False where the end of the name is a guess.
    """

    name: str
    canonical: str
    start: int
    end: int
    kind: str
    place: str | None = None
    actor: str | None = None
    sure: bool = True

    def followed_by(self, other: NamedBody, joint: str) -> NamedBody:
        """This body with the one behind it, as one name."""
        return replace(
            self,
            name=f"{self.name}{joint}{other.name}",
            canonical=f"{self.canonical}{joint}{other.canonical}",
            end=other.end,
            sure=self.sure and other.sure,
        )


def read_body(text: str, start: int, limit: int, lexicon: Lexicon) -> NamedBody | None:
    """The body whose name begins at an offset of an NFC text and ends before ``limit``; None where none does.

    >>> from cchc_ocr.lexicon import load
    >>> text = "Bộ trưởng Bộ Lao động - Thương binh và Xã hội và Điều 5 Thông tư"
    >>> body = read_body(text, 0, len(text), load())
    >>> body and (body.actor, body.canonical, text[body.end:])
    ('Bộ trưởng', 'Bộ Lao động - Thương binh và Xã hội', ' và Điều 5 Thông tư')
    """
    return _whole_name(Reach(text, min(limit, start + _FARTHEST, len(text)), body_lists(lexicon)), start)


def names_another(text: str, start: int, name: str, lexicon: Lexicon) -> bool:
    """Whether a body stands at an offset that cannot be read, and is not the one of a name.

    >>> from cchc_ocr.lexicon import load
    >>> texts = "Hội đồng bồi thường huyện", "Hội đồng về việc", "Hội đồng", "Tổ công tác"
    >>> [names_another(text, 0, "Hội đồng Bộ trưởng", load()) for text in texts]
    [True, False, False, True]
    """
    at = Reach(text, len(text), body_lists(lexicon))
    kind, first = at.kind(start), at.word(start)
    if kind and key(name).startswith(kind[0]):
        return opens_name(at, kind[1])
    return first is not None and at.is_capital(start) and key(first["word"]) != key(name.split(maxsplit=1)[0])


def openings(text: str, start: int, end: int, lexicon: Lexicon, *, small: bool = False) -> Iterator[int]:
    """The offsets between two others where the name of a body, or who acts for it, may begin.

    ``small``: those where it would begin with a small letter.
    """
    for match in _opening(lexicon).finditer(bare(text[start:end]).lower()):
        if text[start + match.start()].isupper() is not small:
            yield start + match.start()


@kept
def _opening(lexicon: Lexicon) -> re.Pattern[str]:
    kinds = any_of(kind.name.lower() for kind in lexicon.body_kinds if kind.opens != "head")
    posts = any_of(name.lower() for post in lexicon.posts for name in (post.name, *post.deputies))
    # "UBND" of "7/KH-UBND" is a symbol.
    return unaccented(rf"(?<![-/])\b(?:{kinds}|{posts}|thường trực|lãnh đạo|hội nghị|thường vụ)\b")


def _whole_name(at: Reach, start: int) -> NamedBody | None:
    """The body at ``start``, with who acts for it, those that issue with it, and whose part it is."""
    actor, behind = _actor(at, start)
    if chief := _CHIEF.match(at.text, start, at.limit):
        actor, behind = in_one_line(chief["actor"]), chief.end()
    body = (_body(at, behind) or _of_minister(at, actor, behind)) if actor else None
    if body is None:
        # Who acts for a body may be the beginning of its name: "Thủ tướng Chính phủ".
        actor, body = None, _body(at, start)
    if body is None:
        return None
    body = _with_term(at, _with_branch(at, _with_whole(at, body)))
    if actor:
        body = replace(body, name=in_one_line(f"{actor} {body.name}"), start=start, actor=actor)
    return _with_joint(at, body)


def _actor(at: Reach, start: int) -> tuple[str | None, int]:
    """Who acts for the body, and where the body itself begins then."""
    conference = _CONFERENCE.match(at.text, start, at.limit)
    if conference:
        return in_one_line(conference.group()), conference.end()
    found = at.lists.actors.longest(at.text, start, at.limit)
    whole = at.lists.bodies.longest(at.text, start, at.limit)
    if not found or (whole and whole[0].level == "central" and whole[1] > found[1]):
        return None, start
    gap = at.behind_gap(found[1])
    # The body of a post may begin within its name: "Chủ nhiệm" + "Ủy ban Kiểm tra Huyện ủy".
    shorter = next(
        (word for word in WORD.finditer(found[0]) if at.lists.kind(found[0], word.start("word"), len(found[0]))),
        None,
    )
    if shorter and shorter.start() and whole is None:
        inner = start + shorter.start("word")
        known = at.lists.bodies.longest(at.text, inner, at.limit)
        if known and known[1] > found[1]:
            return found[0][: shorter.start()].strip(), inner
    return (found[0], gap) if gap else (None, start)


def _of_minister(at: Reach, actor: str, start: int) -> NamedBody | None:
    """ "Bộ trưởng Tài chính": the field of the ministry alone."""
    field = at.lists.fields.longest(at.text, start, at.limit) if actor.startswith(_MINISTER) else None
    if not field or not at.is_capital(start):
        return None
    return NamedBody(field[0], f"Bộ {field[0]}", start, field[1], "bo")


def _body(at: Reach, start: int) -> NamedBody | None:
    """One body, without who acts for it, with its place."""
    if not at.is_capital(start) or at.begins_act(start) or _NO_KIND.match(at.text, start):
        return None
    kind = at.kind(start)
    if kind and kind[0] in _TOGETHER:
        return _together(at, start, kind)
    known = at.lists.bodies.longest(at.text, start, at.limit)
    fielded = _fielded(at, start, kind) if kind else None
    if known and (not fielded or known[1] >= fielded.end):
        body = _listed(at, start, known, kind[0] if kind else at.lists.kind_of(known[0].name))
        return _with_place(at, _longer(at, body) if kind else body, known[0].level)
    if fielded:
        return _with_place(at, fielded)
    if kind and (kind[0] in CLOSED or (kind[0] in _ONE_A_PLACE and end_of_place(at, kind[1]))):
        name = in_one_line(at.text[start : kind[1]])
        return _with_place(at, NamedBody(name, SHORT.get(name, name), start, kind[1], kind[0]))
    return _unlisted(at, start, kind) if kind else _office(at, start)


def _together(at: Reach, start: int, kind: tuple[str, int]) -> NamedBody:
    """Bodies of one kind that issue together: "Liên Sở" + "Xây dựng - Tài chính"."""
    lists, end, begin = at.lists, kind[1], at.behind_gap(kind[1])
    while begin and (at.is_capital(begin)):
        found = [tree.longest(at.text, begin, at.limit) for tree in (lists.fields, lists.bodies, lists.kinds)]
        ends = [one[1] for one in found if one]
        if not ends or at.begins_act(begin):
            break
        end = max(ends)
        more = _NEXT_FIELD.match(at.text, end, at.limit)
        begin = more.end() if more else None
    name = in_one_line(at.text[start:end])
    return NamedBody(name, name, start, end, kind[0])


def _office(at: Reach, start: int) -> NamedBody | None:
    """The office of one person that issues by itself."""
    found = at.lists.actors.longest(at.text, start, at.limit)
    if not found or found[0] not in _OFFICES:
        return None
    return NamedBody(found[0], found[0], start, found[1], key(found[0].split()[0]))


def _listed(at: Reach, start: int, found: tuple[Agency, int], kind: str) -> NamedBody:
    """A body of the dictionary: spelled as there; "UBND" and names of one word stay as printed."""
    agency, end = found
    printed = in_one_line(at.text[start:end])
    short = _AS_PRINTED.search(bare(printed))
    if short:
        printed = f"{printed[: short.start()]}{_MARKED[short.group()]}{printed[short.end() :]}"
    stays = short or (" " not in printed and key(printed) != key(agency.name))
    return NamedBody(printed if stays else agency.name, agency.name, start, end, kind)


def _longer(at: Reach, body: NamedBody) -> NamedBody:
    """A known name that goes on: "Ban Quản lý" + "dự án Đầu tư xây dựng", "Viện Khoa học" + "Lao động"."""
    closed = body.kind in CLOSED or body.kind in ("bo", "so") or body.canonical.startswith((COMMITTEE, COUNCIL))
    of_region = body.name.endswith(" khu vực") and _TAIL.match(at.text, body.end, at.limit)
    if (
        closed or of_region or kind_ending(body.name, at.lists.kinds_of_places)
    ):  # what follows is the name of the place
        return body
    if body.kind in _WITH_NUMBERS and NUMBERED.match(at.text, body.end, at.limit):
        return _unlisted(at, body.start, (body.kind, body.end)) or body
    rest = at.word(body.end)
    if rest and body.kind == _OF_TWO_FIELDS and rest["before"].strip() in ("-", "–") and goes_on(at, rest):
        return _unlisted(at, body.start, (body.kind, body.end)) or body
    if not rest or rest["before"].strip():
        return body
    here = rest.start("word")
    of_school = body.kind in _WITH_NUMBERS and rest["word"].islower()  # "Trường Cao đẳng" + "nghề Sơn Hà"
    longer = _unlisted(at, body.start, (body.kind, body.end)) if of_school or at.is_capital(here) else None
    if longer is None or (of_school and not (longer.sure and at.last_word(longer.end)[:1].isupper())):
        return body
    another = at.kind(here) or at.begins_act(here) or end_of_place(at, body.end)
    return body if another and not of_school else longer


def _fielded(at: Reach, start: int, kind: tuple[str, int]) -> NamedBody | None:
    """A kind with a field of work that other bodies have: "Chi cục" + "Văn thư, Lưu trữ"."""
    behind = at.behind_gap(kind[1])
    if not behind or not at.is_capital(behind) or kind[0] in CLOSED:
        return None
    found = at.lists.fields.longest(at.text, behind, at.limit)
    follows = at.word(found[1]) if found else None
    if not found or (follows and follows["before"].strip() and goes_on(at, follows)):
        return None
    name = f"{in_one_line(at.text[start : kind[1]])} {found[0]}"
    return NamedBody(name, name, start, found[1], kind[0])


def _unlisted(at: Reach, start: int, kind: tuple[str, int]) -> NamedBody | None:
    """A name that no list has: it goes on with capitals and the small letters behind them."""
    end, sure = end_of_unlisted(at, kind[1])
    name = in_one_line(at.text[start:end])
    if kind[0] in _CELLS and (owner := _OWNER.search(at.text, kind[1], end)):
        end, name = owner.start(), in_one_line(at.text[start : owner.start()])
    else:
        owner = None
    placed = kind[0].startswith(_TEAM) and end_of_place(at, end)  # "Tổ thẩm định" + "huyện"
    team = bool(placed or (kind[0] in _TEAMS and _OF_STATE.match(at.text, end, at.limit)))
    if (end == kind[1] and not team and not owner) or len(name.split()) > _MOST_WORDS:
        return None
    if not any(map(str.isupper, name[1:])) and not owner:  # its place tells a name from words
        told = kind[0] in _WITH_SMALL_FIELDS and (end_of_place(at, end) is not None or sure)
        sure = team
        if not told or len(at.text[kind[1] : end].split()) > _MOST_OF_FIELD:
            return None
    return _with_place(at, NamedBody(name, name, start, end, kind[0], sure=sure))


def _with_place(at: Reach, body: NamedBody, level: str = "any") -> NamedBody:
    """The body with the place that follows its name, and with what tells it from its like."""
    if between := _BETWEEN.match(at.text, body.end, at.limit):
        end = end_of_name(at, between.end(), between["kind"]) or between.end()
        body = replace(_ended_by(body, in_one_line(at.text[body.end : end]), end), place=between["kind"])
    elif body.canonical.startswith(_CODED) and (code := _CODE_OF_TEAM.match(at.text, body.end, at.limit)):
        body = _ended_by(body, code.group().strip(), code.end())
    placed = body if between else _at_place(at, body, level)
    tail = _TAIL.match(at.text, placed.end, at.limit)
    if tail and tail["number"] and body.kind in (*_CELLS, *WHOLES):  # that of a document
        tail = None
    if not tail and body.kind in _NUMBERED_KINDS:
        tail = NUMBERED.match(at.text, placed.end, at.limit)
    owner = None if tail or placed.place or body.kind not in _CELLS else _OWNER.match(at.text, body.end, at.limit)
    if owner and not at.behind_capital(owner.end()):
        return replace(_ended_by(body, in_one_line(owner.group()), owner.end()), place=in_one_line(owner.group()))
    if not tail:
        return placed
    tailed = _ended_by(placed, in_one_line(tail.group()), tail.end())
    dash = _DASH_OF_REGION.match(at.text, tailed.end, at.limit) if body.kind in _OF_REGIONS else None
    named = end_without_kind(at, dash.end()) if dash else None
    if named:
        return _ended_by(tailed, in_one_line(at.text[tailed.end : named]), named)
    return _at_place(at, tailed, level) if body.name.endswith(" cơ sở") else tailed  # "Thuế cơ sở 3 tỉnh …"


def _at_place(at: Reach, body: NamedBody, level: str) -> NamedBody:
    """The body with the place that follows its name."""
    own = kind_ending(body.name, at.lists.kinds_of_places)
    end = end_of_name(at, body.end, own) if own else end_of_place(at, body.end)
    of_province = body.kind in _OF_PROVINCES and level != "central"
    if not end and not own and (of_province or body.kind in _BRANCHED):
        end = end_without_kind(at, body.end)
    if not end:
        return replace(body, place=own)
    printed = in_one_line(at.text[body.end : end]).lstrip(". ")
    place = f"{own} {printed}" if own else printed
    canonical = f"{body.canonical} {printed}"
    return replace(body, name=f"{body.name} {printed}", canonical=canonical, end=end, place=place)


def _with_branch(at: Reach, body: NamedBody) -> NamedBody:
    """A bank or company with its branch: "Ngân hàng Chính sách xã hội" + "Chi nhánh tỉnh Sơn Hà"."""
    dash = _DASHED.match(at.text, body.end, at.limit)
    begin = dash.end() if dash else at.behind_gap(body.end)
    kind = at.kind(begin) if begin else None
    end = end_of_place(at, kind[1]) or end_without_kind(at, kind[1]) if kind and kind[0] == _BRANCH else None
    if not begin or not kind or not end:
        return body
    place = in_one_line(at.text[kind[1] : end])
    return replace(_ended_by(body, in_one_line(at.text[begin:end]), end), place=place)


def _ended_by(body: NamedBody, more: str, end: int) -> NamedBody:
    """The body whose name goes on with some words more."""
    return replace(body, name=f"{body.name} {more}", canonical=f"{body.canonical} {more}", end=end)


def _with_whole(at: Reach, body: NamedBody) -> NamedBody:
    """A part with the body whose part it is, beside it or behind a dash: "Thanh tra Bộ Y tế"."""
    if body.kind in _TEAMS and (of_state := _OF_STATE.match(at.text, body.end, at.limit)):
        return _ended_by(body, in_one_line(of_state.group()), of_state.end())
    has_whole = body.kind in (*_PARTS, *_CELLS) or body.canonical in _BENCHES
    if not has_whole or (body.place and not body.canonical.startswith("Văn phòng")):
        return body
    dash = _DASHED.match(at.text, body.end, at.limit)
    begin = dash.end() if dash else at.behind_gap(body.end)
    whole = _body(at, begin) if begin else None
    part = at.kind(begin) if begin and not (whole or dash) and body.kind in _CELLS else None
    if begin and part and part[0] in _WITH_CELLS and at.is_capital(begin) and not at.behind_capital(part[1]):
        return _ended_by(body, in_one_line(at.text[begin : part[1]]), part[1])
    if whole and not dash and body.kind in _CELLS:  # "Đảng ủy Công an tỉnh"
        return replace(body.followed_by(whole, " "), place=whole.place)
    part_of = (*WHOLES, *_OF_ARMY, *_OF_BRANCHES, *(_OF_BENCHES if body.canonical in _BENCHES else ()))
    if not whole or whole.kind not in part_of or whole.kind == body.kind or (dash and whole.kind in _NEVER_WHOLE):
        return body
    return replace(body.followed_by(whole, " - " if dash else " "), place=whole.place)


def _with_term(at: Reach, body: NamedBody) -> NamedBody:
    """An elected body with the term in which it issued; its canonical name is that of all terms."""
    term = _TERM.match(at.text, body.end, at.limit)
    return replace(body, name=in_one_line(body.name + term.group()), end=term.end()) if term else body


def _with_joint(at: Reach, body: NamedBody) -> NamedBody:
    """Two bodies of one kind that issue together: "Bộ Tài chính và Bộ Y tế", "Bộ Tài chính - Bộ Y tế"."""
    joint = _JOINT.match(at.text, body.end, at.limit)
    other = _whole_name(at, joint.end()) if joint else None
    if not other or other.kind != body.kind or body.kind not in WHOLES:
        return body
    return body.followed_by(other, " và " if joint and "và" in joint.group() else " - ")
