"""What a value is called: the words before it, or, where they say only when and whose, a scope outside."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.grade_words import GRADE_GROUP
from cchc_ocr.extract.results.labels import JOINED_COMMA, concise
from cchc_ocr.extract.results.periods import How
from cchc_ocr.extract.results.point_bases import SPEAKS
from cchc_ocr.extract.text.phrases import TextSpan
from cchc_ocr.patterns import accented, unaccented

# Words of a name that say nothing of what is measured: who, when, by whom, and the verbs around the figure.
_EMPTY_WORD = unaccented(r"""
    (?:[\W\d#]|\b(?:năm|trong|theo|và|của|ở|tại|đối với|với|thì|đã|cũng|chỉ|đều|được|đạt|là|có|xếp|đứng|giữ
    |ở mức|mức
    |kết quả|số điểm|điểm số|điểm|tổng|chung|hiện|nay|như vậy|như|vậy|toàn|cả|cùng kỳ|so|trước|kỳ|này|đó|trên|sau
    |sở|bộ|chi cục|cục|trung tâm|văn phòng|bệnh viện|trường|phòng|kho bạc
    |tỉnh|huyện|xã|phường|thành phố|thị xã|thị trấn|quận|đơn vị|cơ quan|địa phương|ngành|ban|ubnd
    |ủy ban nhân dân
    |trừ|mất|bớt
    |chấm|tự|đánh giá|thẩm định|hội đồng|công nhận|từ|lên|xuống|tăng|giảm|điều chỉnh
    |bình quân|quý|tháng|đầu|cuối|giai đoạn
    |kết luận|đề xuất|chốt|giữ nguyên|thư ký|giúp việc|đoàn|tổ|chủ trì|chủ tọa
    |các|đến|thứ|hạng|vị trí|vị thứ|trong số|tổng số|bằng|khoảng|còn|bị|cho
    |dẫn đầu khối|đứng đầu khối|dẫn đầu|đứng đầu|đứng cuối
    |cao nhất|thấp nhất|ước|khoảng|xếp loại|loại|phân loại|mức độ|triệu|đồng|tỷ|nghìn|dự kiến|i|ii|iii|iv
    |tính|ngày|hết|thời điểm|cải thiện|bậc|vươn|thăng|tụt|nằm
    |thực tế|tạm|tạm tính|mới|tuy|dù|mặc dù|khá|đáng kể|đều đặn
    |về|do|qua|riêng|thống nhất|nhất trí|tiếp đến|tiếp theo|kế đó|kế đến|thuộc về|xếp cuối|cuối bảng
    |tiếp tục|liên tiếp|đây|đầu khối|cuối khối|hai|ba|bốn|thấp điểm nhất|cao điểm nhất|nhẹ|mạnh)\b)
""")
_EMPTY = re.compile(rf"{_EMPTY_WORD.pattern}*")
_LEVEL = unaccented(
    r"(?:ở\s|tại\s|đối với\s|khối\s)?(?:cấp|khối|nhóm)\s(?:tỉnh|huyện|xã|sở|phường|cơ sở|\w+)[\w\s,]{0,20}"
    r"(?:\([^()]*\))?"
)
_LIST_WORDS = unaccented(
    r"(?:.*\b(?:như sau|cụ thể|trong đó|gồm|bao gồm|sau|cụ thể là|các năm)\b\s*:?|(?:trong đó"
    r"|cụ thể|gồm|kết quả)\s*)$"
)


@dataclass(frozen=True, slots=True)
class StatedName:
    """A name, where it stands, from which scope, and whether the words before the value say it themselves."""

    text: str | None
    place: TextSpan | None
    how: How
    own: bool


def says_what(context: Context, span: TextSpan) -> bool:
    """Whether a stretch says what is measured, and not only when, whose, or who gave it."""
    return _EMPTY.fullmatch(_of_no_one(context, span)) is None


def telling(context: Context, span: TextSpan) -> tuple[TextSpan, ...]:
    """The words of a stretch that say what is measured, without when, whose, and the verbs around a figure."""
    text = _EMPTY_WORD.sub(lambda empty: " " * len(empty[0]), _of_no_one(context, span))
    return tuple(TextSpan(span.start + m.start(), span.start + m.end()) for m in re.finditer(r"\S+", text))


def _of_no_one(context: Context, span: TextSpan) -> str:
    """The view of a stretch with blanks for the times and bodies in it."""
    text = list(context.view[span.start : span.end])
    for mention in context.periods.within(span.start, span.end):
        text[mention.start - span.start : mention.end - span.start] = " " * (mention.end - mention.start)
    for at, name in context.bodies.named(span.start, span.end):
        text[at - span.start : at - span.start + len(name)] = " " * len(name)
    return "".join(text)


def is_level(context: Context, span: TextSpan) -> bool:
    """Whether a stretch names a level of government or a body: "Cấp huyện"."""
    if _LEVEL.fullmatch(context.plain[span.start : span.end].strip()):
        return True
    bodies = [*context.bodies.named(span.start, span.end)]
    return bool(bodies) and not says_what(context, span)


_PIECE = re.compile(rf"(?!{JOINED_COMMA}),\s")


def subject_alone(context: Context, about: TextSpan, at: int) -> TextSpan:
    """Behind the last comma, where only the body that has the points stands: "…, thành phố được 88,9 điểm"."""
    cuts = [m.end() for m in _PIECE.finditer(context.text, about.start, about.end)]
    piece = context.phrases.trimmed(cuts[-1], about.end) if cuts else about
    if not cuts or not piece or says_what(context, piece) or not _HAS.match(context.plain, about.end, at):
        return about
    named = [*context.bodies.named(piece.start, piece.end)]
    return piece if named or _KIND_ALONE.fullmatch(context.plain, *piece.ends) else about


_HAS = re.compile(r"\s(?:chi |cung |da )?(?:duoc|dat|co|tu cham)\b")
_KIND_ALONE = re.compile(r"(?:toan )?(?:tinh|thanh pho|huyen|thi xa|xa|phuong|so|ban|don vi|co quan|chi cuc)")


def colon_lead(context: Context, at: int) -> TextSpan:
    """What stands before the colon that a value follows in its sentence: "Tỷ lệ hài lòng: năm 2022 đạt 90,1%"."""
    phrases = context.phrases
    sentence = phrases.sentence(at)
    colons = [m.start() for m in re.finditer(r":(?=\s)", context.text[sentence.start : at])]
    for colon in reversed(colons):
        span = phrases.trimmed(
            max(phrases.clause(sentence.start + colon - 1).start, sentence.start), sentence.start + colon
        )
        if SPEAKS.search(context.text, *span.ends) or GRADE_GROUP.match(context.text, span.start):
            continue
        if span and says_what(context, span) and not _LIST_WORDS.fullmatch(context.plain, span.start, span.end):
            return span
    return TextSpan(at, at)


_HEAD_ENDS = re.compile(r":\s|\.\s")
_LONGEST_HEAD = 70  # characters
_ASIDE = re.compile(r"\([^()]*\)")
# "3. Một số phân tích.", "2. Nhận xét chung:": what a part of a document is, and nothing that is measured.
_SECTION = accented(
    r"(?:(?:một số|những|các|về)\s)*(?:phân tích|nhận xét|nhận định|đánh giá|kết quả|số liệu|tình hình)"
    r"(?:\s(?:kết quả|số liệu|chung|chính|cụ thể|chi tiết|nổi bật|tổng hợp|bước đầu|đáng chú ý|đáng lưu ý))*",
    re.IGNORECASE,
)


def item_head(context: Context, at: int) -> TextSpan | None:
    """What an item of a list begins with, up to its colon or stop: "1. Tính minh bạch: 68% doanh nghiệp …"."""
    phrases, paragraph = context.phrases, context.scopes.paragraph(at)
    start = phrases.marks.get(paragraph.start)
    end = _HEAD_ENDS.search(context.text, start, at) if start is not None else None
    if start is None or end is None or end.start() - start > _LONGEST_HEAD:
        return None
    head = phrases.trimmed(start, end.start())
    untimed = concise(_ASIDE.sub("", context.text[slice(*head.ends)])) or ""
    plain = not (re.search(r"\d", untimed) or SPEAKS.search(context.text, *head.ends))
    plain = plain and not (GRADE_GROUP.match(context.text, head.start) or _SECTION.fullmatch(untimed))
    return head if plain and says_what(context, head) and not is_level(context, head) else None


# 'Tiêu chí "Sáng kiến":', "Tiêu chí 1.3 (Chế độ báo cáo):", "Nội dung Số hóa hồ sơ:", '"Ban hành kế hoạch":'.
_OF_CRITERION = accented(
    r"""
    (?:(?:về|đối với)\s)?
    (?P<word>(?:tiêu chí|nội dung|lĩnh vực)\s(?:thành phần\s)?(?:(?:số\s)?\d+(?:\.\d+)*\.?\s)?[-–:,]?\s*)?
    (?P<quote>[“"(])?(?P<name>[^“”"():;\d][^“”"():;.]{3,110}?)(?(quote)[”")])\s*:
    """,
    re.IGNORECASE,
)


def criterion_of_item(context: Context, at: int) -> TextSpan | None:
    """The criterion that all points of an item are of, where it begins with "Tiêu chí …:" or a quoted name."""
    start = context.phrases.marks.get(context.scopes.paragraph(at).start)
    told = _OF_CRITERION.match(context.text, start, at) if start is not None else None
    if told is None or not (told["word"] or told["quote"] in ("“", '"')):
        return None
    name = TextSpan(*told.span("name"))
    return name if says_what(context, name) and context.index_in(*name.ends) is None else None


def outer_name(context: Context, at: int) -> StatedName:
    """What a value is of by the scopes outside its clause: the words before a colon, the list, an index above."""
    lead = colon_lead(context, at)
    if lead and not is_level(context, lead):
        return StatedName(concise(context.phrases.read(lead)), lead, "clause", own=False)
    sentence = context.phrases.sentence(at)
    for index in reversed(context.indices_named):
        if sentence.start <= index.start and index.end <= at:
            return StatedName(
                context.text[index.start : index.end], TextSpan(index.start, index.end), "clause", own=False
            )
    head = item_head(context, at)
    if head:
        return StatedName(concise(context.phrases.read(head)), head, "list", own=False)
    paragraph = context.scopes.paragraph(at)
    scopes: list[tuple[int, int, How]] = [(paragraph.start, sentence.start, "paragraph")]
    leads = context.scopes.introduction(at)
    scopes += [(*leads.ends, "list")] if leads else []
    scopes += [(a.start, a.end, "heading" if a.heading else "list") for a in context.scopes.above(at)]
    for start, end, how in scopes:
        named = [i for i in context.indices_named if start <= i.start and i.end <= end]
        if named:
            place = TextSpan(named[-1].start, named[-1].end)
            return StatedName(context.text[place.start : place.end], place, how, own=False)
    title = context.title_index
    if title:
        return StatedName(title, None, "title", own=False)
    return _without_index(context, paragraph.start, at)


def _without_index(context: Context, start: int, at: int) -> StatedName:
    """What points are given for, by the paragraph that begins at ``start`` or a heading."""
    source = _source_of(context, at)
    if source:
        return StatedName(concise(context.phrases.read(source)), source, "clause", own=False)
    said = _points_of(context, start, at)
    if said:
        return StatedName(context.phrases.read(said), said, "paragraph", own=False)
    told = _told_by_heading(context, at)
    if told:
        return StatedName(concise(context.phrases.read(told)), told, "heading", own=False)
    topic = context.phrases.topic or ""
    of = _POINTS_OF.search(topic) or _WORK_OF.search(topic)
    return StatedName(of[0] if of else None, None, "title" if of else "nowhere", own=False)


# "Trên Cổng Dịch vụ công quốc gia, tỉnh được 86,4 điểm", "xã được 82,6 điểm trên Bộ chỉ số phục vụ người dân".
_SOURCE = accented(
    r"""
    \b(?:theo|trên|tại|qua)\s
    (?P<what>(?:bảng (?:điểm|xếp hạng|tự chấm|chấm điểm)|cổng|bộ (?:tiêu chí|chỉ số)|phiếu chấm|hệ thống đánh giá)
    \s[^,;.()\d]{4,60})
    """,
    re.IGNORECASE,
)


def _source_of(context: Context, at: int) -> TextSpan | None:
    """By what points are given, as the sentence says before them or else behind."""
    sentence = context.phrases.sentence(at)
    before = [*_SOURCE.finditer(context.text, sentence.start, at)]
    told = before[-1] if before else _SOURCE.search(context.text, at, sentence.end)
    near = told is not None and told.start() - at < _REACH_OF_SOURCE
    return context.phrases.trimmed(*told.span("what")) if told and near else None


_REACH_OF_SOURCE = 40  # characters
# "2. Kết quả xếp hạng", "Phiếu chấm điểm kiểm tra": what bodies have points in, where no index is named.
_OF_RANKING = re.compile(r"\bket qua (?:xep (?:hang|loai)|danh gia|cham diem|tham dinh)\b")
_POINTS_OF = accented(
    r"""
    \b(?:bảng điểm|(?:phiếu )?chấm điểm|điểm|kết quả)\s(?:mức độ\s|công tác\s)?
    (?:(?:(?:kiểm tra|đánh giá|chấm điểm|thẩm định),\s)*(?:xếp (?:hạng|loại)|phân loại|đánh giá)\sthực hiện
    (?=\snhiệm vụ\s[^\W\d_])\snhiệm vụ
    |kiểm tra|thi đua|đánh giá|khảo sát
    |xếp (?:hạng|loại)|thực hiện
    |chuyển đổi số|cải cách hành chính|CCHC|hài lòng)
    (?:(?:\s(?!(?:của|năm|quý|tháng|tại|đối|theo|ban|kèm|và)\b)[^\W\d_]+){3,8}
    |(?:\s(?!của|năm|quý|tháng|tại|đối|theo|ban|kèm)[^\W\d_]+){0,8})
    """,
    re.IGNORECASE,
)


# "Kiểm tra công tác cải cách hành chính tại Chi cục": what the points of an inspection are given for.
_WORK_OF = accented(
    r"\b(?:kiểm tra|chấm điểm|đánh giá|thẩm định)\s(?:(?:việc thực hiện|công tác)\s)?"
    r"(?:cải cách hành chính|CCHC|chuyển đổi số)",
    re.IGNORECASE,
)


def gives_points(context: Context, span: TextSpan) -> bool:
    """Whether words say what points are given for: "Chấm điểm chuyển đổi số của Sở"."""
    return _POINTS_OF.search(context.text, *span.ends) is not None


def _points_of(context: Context, start: int, end: int) -> TextSpan | None:
    """What a paragraph says points are given for, before it comes to those that have them."""
    found = [*_POINTS_OF.finditer(context.text, start, end)]
    return TextSpan(*found[-1].span()) if found else None


def _told_by_heading(context: Context, at: int) -> TextSpan | None:
    for above in context.scopes.above(at):
        if above.heading and _OF_RANKING.search(context.plain, above.start, above.end):
            start = context.phrases.marks.get(above.start, above.start)
            return context.phrases.trimmed(start, above.end)
    return None


def is_compared(context: Context, at: int) -> bool:
    """Whether a value stands in brackets behind another time: "tăng 0,85 điểm so với năm 2022 (42,27 điểm)".

    It is the same thing as the value before the brackets.
    """
    bracket = context.scopes.bracket(at)
    if bracket is None:
        return False
    before = context.phrases.trimmed(bracket.start, at) if at > bracket.start else TextSpan(at, at)
    said = TextSpan(bracket.start, at) if before else before
    if said and says_what(context, _without_figures(context, said)):
        return False
    if said and _EARLIER.fullmatch(context.text, *said.ends):
        return True
    sentence = context.phrases.sentence(bracket.start)
    times = context.periods.within(sentence.start, bracket.start)
    if times and _DIFFERENCE.fullmatch(context.view, times[-1].end, bracket.start - 1):
        return True
    return bool(context.periods.within(bracket.start, at))


# "86,12 điểm (trước: 86,29)", "thứ 9 (trước khi điều chỉnh: thứ 6)".
_EARLIER = accented(
    r"\W*(?:(?:lúc |hồi )?(?:trước|ban đầu|(?:lần|kỳ|tháng|quý|năm) trước|cùng kỳ)"
    r"(?: (?:đó|đây|kia|khi điều chỉnh|điều chỉnh))?"
    r"(?: (?:là|đạt|được))?)\W*",
    re.IGNORECASE,
)
# "hơn năm 2023 ba bậc (76,1 điểm": between the time that a value is compared with and its bracket.
_DIFFERENCE = re.compile(
    r"\s*(?:(?:tang|giam|la|thi)\s){0,2}(?:#+\s?(?:bac|hang|vi tri|diem(?: phan tram)?|%)\s*)?"
)


def _without_figures(context: Context, span: TextSpan) -> TextSpan:
    """What stands behind the last figure of a stretch."""
    cut = max((m.end() for m in re.finditer("#+%?", context.view[span.start : span.end])), default=0)
    return TextSpan(span.start + cut, span.end)


def act_before(context: Context, at: int) -> str | None:
    """What is done, in the words that end at an offset: from their last verb on, at most fourteen."""
    clause = context.phrases.clause(max(at - 1, 0))
    verbs = [*context.knowledge.acts.done.finditer(context.text, clause.start, at)]
    words = context.text[verbs[-1].start() : at].split() if verbs else []
    return " ".join(words[:_LONGEST_ACT]) or None


_LONGEST_ACT = 14  # words


_CLOSE_ACT = 6  # words
_UP_TO_NOW = accented(r"\bđến thời điểm (?:kiểm tra|thanh tra|báo cáo|thẩm định)\b", re.IGNORECASE)
_PARTED = re.compile(r"[,;:()]|#+\s?%?")


def act_right_before(context: Context, at: int) -> str | None:
    """What is done with what a figure counts, where nothing else stands between: "đến nay đã hoàn thành"."""
    clause = context.phrases.clause(max(at - 1, 0))
    cuts = [m.end() for m in _PARTED.finditer(context.view, clause.start, at)]
    cuts += [m.end() for m in _UP_TO_NOW.finditer(context.text, clause.start, at)]
    start = max([clause.start, *cuts])
    verbs = [*context.knowledge.acts.done.finditer(context.text, start, at)]
    if not verbs:
        return None
    first = next((v for v in verbs if len(context.text[v.start() : at].split()) <= _CLOSE_ACT), verbs[-1])
    said = " ".join(context.text[first.start() : at].split())
    said = re.sub(r"(?:\s(?:được|là|khoảng|hơn|gần|trên|cho|đối với|với|tại|tổng số))+$", "", said)
    return f"{said[:1].lower()}{said[1:]}" if 0 < len(said.split()) <= _CLOSE_ACT else None
