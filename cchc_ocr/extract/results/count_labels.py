"""Figures that are counted without a noun of their own: "PAKN: nhận 2, đã trả lời 2", "biên chế 42, có mặt 39".

What they count is said by a label before them and, where that only tells one part from another, by a head before
it: the words before the colon, the count before in the sentence, or what the list is of. Nouns that no list of
nouns has are taken from behind a figure where a clause leaves nothing else for it to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_ocr.extract.figures.tokens import FigureToken
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.count_forms import COUNT, NOUNS, StatedCount
from cchc_ocr.extract.results.grade_words import GRADE
from cchc_ocr.extract.results.naming import item_head
from cchc_ocr.extract.results.uncounted import is_meant
from cchc_ocr.extract.text.phrases import TextSpan
from cchc_ocr.patterns import accented, as_said

_NOUN = re.compile(rf"\b(?:{NOUNS})\b")
_ACRONYM = re.compile(r"\b[A-ZĐ]{2,}[A-ZĐ&]*\b")
_CUT = re.compile(
    r"[,;:(]\s*|\)\s*|\b(?:trong do|gom|bao gom)\b:?\s*|#+\s?%?(?:[^,;:()#]{0,20}?\b(?:va|con|song)\b)?\s*"
)
_LINK = accented(r"(?:[\s:=]|\b(?:là|(?<!hiện )có|được|cả|khoảng|hơn|gần|tổng số)\b)+$", re.IGNORECASE)
_PAIR_ASIDE = re.compile(r"\(#+/#+\)(?=\s*(?:[.;,]|$))")
_ALL = accented(r"\btổng số\s(?:là\s|có\s)?$", re.IGNORECASE)
_IS_THERE = accented(r"\d,\s(?P<there>có)\s$")
_OF = re.compile(r"\s?/\s?(?P<of>#+)(?![/%\d#])")
_ENDS = re.compile(r"\s*(?:[;,)(]|[.:](?:\s|/|$)|$|[-–+]\s|va\b)")
# Words of what is no count: points, places, limits, and what is only told apart by a number.
_OTHER = as_said(r"""
    \b(?:điểm|cấp|tiêu chí|tiêu chuẩn|chỉ số|hạng|thứ|vị trí|bậc|nhóm|loại|mức|điều|khoản|mục|tháng|năm|quý|ngày
    |lần|trang|thang|trọng số|hệ số|tỷ lệ|từ|đến|dưới|trên|tối thiểu|tối đa|không quá|ít nhất|số hiệu|phiên bản
    |điện thoại|lúc|hồi|tập|kỳ họp|khóa|bảng|phụ lục(?:\skèm)?|nghị định|quyết định|công văn|nghị quyết|chỉ thị
    |thông báo|báo cáo|kế hoạch|đề án|dự án|chương trình|chỉ tiêu|cơ sở|phường|quận|nơi nhận|lưu|luật|bản)\s*$
""")
_LEVEL = accented(r"(?:(?:ở|tại)\s)?(?:cấp|khối|khu vực|tuyến|lĩnh vực)\b", re.IGNORECASE)
_LIKE_A_YEAR = re.compile(r"(?:19|20)\d\d")
_CLEAN = re.compile(r"[\w\s&–“”\"/-]+")  # other signs are those of heads, feet and misread lines
_MOST_POINTS = 100  # of a criterion
_MOST, _LONGEST, _MOST_OF_ITEM = 9, 60, 14  # words of a label, characters of it, words of an item
# Behind a figure: the noun that it counts, in small letters, and no word that leads on.
_BEHIND = accented(
    r"""
    \s(?P<noun>(?!(?:và|hoặc|đến|là|có|được|của|so|trong|tại|theo|cho|với|ở|đã|đang|thì|do|từ|trên|dưới|nay|này|đó
    |cấp|bên|mặt|phần|khâu|bước|chiều|vị|bậc|hạng|nhóm|loại|mức|trục|tầng|điểm|giờ|phút|ngày|tuần|tháng|quý|năm|tuổi|kỳ|lần
    |trở|như|nêu|xếp|đạt|tăng|giảm)\b)
    [^\W\d_]{2,})\b
    """,
)


def labelled_counts(context: Context) -> Iterator[StatedCount]:
    """What the figures that no other form has taken count, by their labels; then by the words behind them."""
    for figure in context.account.figures:
        if _may_count(context, figure):
            found = _of_grade(context, figure) or _labelled(context, figure) or _of_item(context, figure)
            found = found or _of_unknown_noun(context, figure)
            if found:
                yield found


def _may_count(context: Context, figure: FigureToken) -> bool:
    if not context.account.is_free(figure.start) or not figure.is_whole or figure.order or figure.torn:
        return False
    if _LIKE_A_YEAR.fullmatch(figure.text):
        return False
    before = context.text[max(0, figure.start - 24) : figure.start]
    return not (_OTHER(before.rstrip(" :")) or re.search(r"[\w/.,-]$|\d\s?,\s$|[-–]\s?$", before))


def _of_grade(context: Context, figure: FigureToken) -> StatedCount | None:
    """ "Xuất sắc: 13; Tốt: 14", "3 Xuất sắc, 5 Tốt": how many were given each of the grades of a sentence."""
    text, sentence = context.text, context.phrases.sentence(figure.start)
    if len({m[0].lower() for m in _A_GRADE.finditer(text, *sentence.ends)}) < 2:
        return None
    of = _OF.match(context.view, figure.end)
    end = of.end() if of else figure.end
    found = _GRADE_BEHIND.match(text, end)
    if found is None and _ENDS_PART.match(context.plain, end):
        found = _GRADE_BEFORE.search(text, sentence.start, figure.start)
    if found is None:
        return None
    span, whole = TextSpan(*found.span("grade")), of.start("of") if of else None
    return StatedCount(figure.start, max(end, span.end), figure.start, whole, span, span.end, "labelled")


_A_GRADE = accented(GRADE, re.IGNORECASE)
_GRADE_BEFORE = accented(rf"(?P<grade>(?:loại )?{GRADE})\s?[:(]?\s?(?:có\s)?$", re.IGNORECASE)
_GRADE_BEHIND = accented(rf"\s(?P<grade>(?:loại )?{GRADE})(?=\s*(?:[;,.)(]|$|và\b))", re.IGNORECASE)
_ENDS_PART = re.compile(r"\s*(?:[;,)(]|\.(?:\s|/|$)|$|va\b)")


def _labelled(context: Context, figure: FigureToken) -> StatedCount | None:
    """ "trực tiếp 149", "có mặt 39", "Thư xin lỗi: 655/784": a label before, and a stop behind."""
    of = _OF.match(context.view, figure.end)
    end = of.end() if of else figure.end
    label = _label(context, figure.start)
    text = context.text[label.start : label.end] if label else ""
    if not label or not _ENDS.match(context.view, end) or not _CLEAN.fullmatch(text):
        return None
    known = (
        says_what_is_counted(context, label) or head(context, label) or context.knowledge.acts.done.search(text)
    )
    many = of is not None and context.account[of.start("of")].whole > _MOST_POINTS
    own = not many and label.start >= context.phrases.sentence(figure.start).start  # and not that of the list
    if (own and context.criteria.code(text) is not None) or not known:
        return None
    if of and context.account[of.start("of")].whole < figure.whole:
        return None  # "xong trước 15/11": a day, and no part of a whole
    return StatedCount(
        label.start, end, figure.start, of.start("of") if of else None, label, label.end, "labelled"
    )


def _of_item(context: Context, figure: FigureToken) -> StatedCount | None:
    """ "- Chứng thực bản sao điện tử: 422 bản.": an item that says no more than a number says it of its label."""
    text, start = context.text, context.phrases.sentence(figure.start).start
    opens = context.phrases.marks.get(start)
    since = max(text.rfind(";", start, figure.start) + 1, opens or 0)
    told = _ITEM.fullmatch(text, since, figure.start) if opens is not None else None
    of = _OF.match(context.view, figure.end)
    end = _ITS_UNIT.match(text, of.end() if of else figure.end)
    if told is None or end is None or _NO_COUNT.search(told["label"]):
        return None
    label = context.phrases.trimmed(*told.span("label"))
    words = len(text[slice(*label.ends)].split())
    whole = context.account[of.start("of")].whole if of else figure.whole
    if not 1 < words <= _MOST or whole < figure.whole or context.criteria.code(context.phrases.read(label)):
        return None
    return StatedCount(
        label.start, end.end(), figure.start, of.start("of") if of else None, label, label.end, "list"
    )


_ITEM = accented(r"\s*(?P<label>[^\W\d][^\d:;.()]{3,70}?)\s?:\s")
_ITS_UNIT = accented(
    r"(?:\s(?!(?:và|trong|so|đạt|trên|điểm)\b)[^\W\d_]+){0,4}(?:,\s[^\W\d_]+(?:\s[^\W\d_]+){0,2})?(?=\s*(?:[;.(]|$))"
)
_NO_COUNT = accented(
    r"\b(?:điểm|hạng|thứ|tỷ lệ|tỉ lệ|mức|vị trí|chỉ số|hệ số|thời gian|thời hạn|trọng số|tiêu chí|số hiệu|mã"
    r"|phòng họp|điện thoại|kinh phí|giá|năm|bình quân|trung bình|ban hành kèm|lưu|nơi nhận)\b",
    re.IGNORECASE,
)


def _label(context: Context, at: int) -> TextSpan | None:
    """The words before a figure, behind the last sign that parts them from others."""
    phrases = context.phrases
    sentence = phrases.sentence(at).start
    link = _LINK.search(context.text, sentence, at)
    end = link.start() if link else at
    there = _IS_THERE.search(context.text, sentence, at)
    if there:  # "giao 52, có 49"
        return TextSpan(*there.span("there"))
    if _PAIR_ASIDE.match(context.view, at - 1):  # "Hồ sơ quá hạn đều đã gửi thư xin lỗi (10/10)."
        told = phrases.before(at - 1)
        return told if context.knowledge.acts.done.search(context.text, *told.ends) else None
    if context.text[end - 1 : end] in (",", ";", "(", ")"):
        return None
    cuts = [m.end() for m in _CUT.finditer(context.view, sentence, end) if m.end() < end]
    label = phrases.trimmed(max([sentence, *cuts]), end)
    if not label and _ALL.search(context.text, sentence, at):
        label = _list_of(context, at)
    item = _item_label(context, sentence, at) or _of_time_alone(context, label, at)
    if item:
        return item
    words = context.text[label.start : label.end].split()
    return label if 0 < len(words) <= _MOST and label.end - label.start <= _LONGEST else None


def _of_time_alone(context: Context, label: TextSpan, at: int) -> TextSpan | None:
    """What an item begins with, where only another time stands before a figure: "tháng 5: 641; lũy kế: 2.837"."""
    times = context.periods.within(*label.ends) if label else ()
    alone = any(time.start <= label.start and label.end <= time.end for time in times)
    return item_head(context, at) if alone and context.scopes.bracket(at) is None else None


def _item_label(context: Context, sentence: int, at: int) -> TextSpan | None:
    """All that stands before the colon of an item that says no more: "b) Hồ sơ nhận qua 04 điểm thu: 153."."""
    opens = context.phrases.marks.get(sentence)
    colon = context.text.find(":", sentence, at)
    if opens is None or colon < 0 or context.text[colon + 1 : at].strip() or "#" not in context.view[opens:colon]:
        return None
    label = context.phrases.trimmed(opens, colon)
    return label if len(context.text[slice(*label.ends)].split()) <= _MOST_OF_ITEM else None


def _list_of(context: Context, at: int) -> TextSpan:
    """What a list is of, whose item says no more than that it is the whole: "3. TTHC: + tổng số 54"."""
    above = next(iter(context.scopes.above(at)), None)
    if above is None or not above.leads:
        return TextSpan(at, at)
    return context.phrases.trimmed(context.phrases.clause(max(above.end - 2, above.start)).start, above.end)


def says_what_is_counted(context: Context, label: TextSpan) -> bool:
    """Whether a label has a noun that is counted, or the short form of one: "PAKN", "VB đi ký số"."""
    if _LEVEL.match(context.text, label.start, label.end):
        return False
    named = any(is_meant(context, m) for m in _NOUN.finditer(context.plain, label.start, label.end))
    return named or _ACRONYM.search(context.text, label.start, label.end) is not None


def head(context: Context, label: TextSpan) -> TextSpan | None:
    """What a label that says no noun is a part of: before the colon, counted before, or what the list is of."""
    phrases, at = context.phrases, label.start
    sentence = phrases.sentence(at).start
    colon = context.text.rfind(":", sentence, at)
    counted = list(COUNT.finditer(context.view, sentence, at))
    if counted and (counted[-1].start() > colon or context.plain[counted[-1].end() : colon].isspace()):
        return TextSpan(*counted[-1].span("noun"))
    opens = phrases.marks.get(sentence, sentence)
    leads = [TextSpan(opens, colon)] if colon > sentence else []
    above = [TextSpan(a.start, a.end) for a in context.scopes.above(at)[:1] if a.leads]
    items = _item_before(context, at)
    done = context.knowledge.acts.done.search(context.text, *label.ends) or _OUTCOME.match(
        context.text, label.start
    )
    leads += items + above if done else above  # what was done is done with what the item before speaks of
    leads += [TextSpan(context.scopes.paragraph(at).start, sentence), *items]
    said = [m for m in _NOUN.finditer(context.plain, opens, at) if is_meant(context, m)]
    heads = [m for m in said if m[0] not in _PLACES and not _PREPOSED.search(context.plain, opens, m.start())]
    nouns = (heads or said)[-1:]  # "nhiệm vụ UBND tỉnh giao: 16, xong 13", "kiến nghị qua Cổng DVC: nhận 4"
    nouns += [m for lead in leads for m in (_NOUN.search(context.plain, *lead.ends), _acronym(context, lead)) if m]
    return TextSpan(*nouns[0].span()) if nouns else None


_OUTCOME = accented(r"(?:trễ|tồn|chậm|quá|đúng|trước|sớm|còn|đang)\b", re.IGNORECASE)
_PREPOSED = re.compile(r"\b(?:qua|tren|tai|thuoc|cua|do)\s[^,;:()\d]*$")
_PLACES = frozenset({"tinh", "huyen", "xa", "so", "phuong", "thanh pho", "quan", "thi xa", "thi tran"})


def _item_before(context: Context, at: int) -> list[TextSpan]:
    """The item of the same list before that around an offset."""
    own = context.scopes.paragraph(at)
    before = context.scopes.paragraph(max(own.start - 1, 0))
    alike = own.start in context.phrases.marks and before.level == own.level and before.start < own.start
    return [before.span] if alike else []


def _acronym(context: Context, span: TextSpan) -> re.Match[str] | None:
    return _ACRONYM.search(context.text, *span.ends)


_THERE_ARE = accented(
    r"\b(?:có|hiện có|gồm|quản lý|bố trí|lắp đặt|trang bị)\s(?:\d+\s[^\d,.;:()]{3,40}\svà\s)?$", re.IGNORECASE
)


def _of_unknown_noun(context: Context, figure: FigureToken) -> StatedCount | None:
    """ "số hóa 412.600 thửa đất", "17/38 nhà vệ sinh": what stands behind is counted, whatever it is."""
    of = _OF.match(context.view, figure.end)
    noun = _BEHIND.match(context.text, of.end() if of else figure.end)
    if (
        not noun
        or not noun["noun"].islower()
        or context.phrases.is_mark(figure.start)
        or _NOUN.match(context.plain, noun.start("noun"))
    ):
        return None  # a known noun was looked at before
    start = context.phrases.clause(figure.start).start
    opens = start == figure.start and context.text[:start].rstrip().endswith((":", ";"))
    done = context.knowledge.acts.done.search(
        context.text, context.phrases.clause(figure.start).start, figure.start
    )
    if not (opens or of or done or _THERE_ARE.search(context.text, max(0, figure.start - 64), figure.start)):
        return None
    span = TextSpan(*noun.span("noun"))
    return StatedCount(
        figure.start, noun.end(), figure.start, of.start("of") if of else None, span, span.end, "unlisted"
    )
