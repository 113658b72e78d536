"""Points that are no result: by how many they differ, what was taken off, and what may or must be had.

``view`` is that of the account, in which a figure is one token ("###").
"""

from __future__ import annotations

import re

from cchc_ocr.extract.figures.roles import Role
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.text.rises import DOWN, UP
from cchc_ocr.patterns import accented, unaccented

FIGURE = "#+"
POINTS = r"\s*(?:diem|d)\b"
# What makes a bare number of points something else than a result, and what it is then.
_NO_RESULT = accented(
    rf"""
    \b(?:(?P<change>công nhận(?=\slại)|{UP}|{DOWN}|hơn|chênh|chênh lệch|thêm|lên|nâng)|(?P<deduction>trừ|mất|bớt)
    |(?P<threshold>(?<!điểm )(?<!\. )(?-i:c)ộng|(?<!điểm )thưởng
    |từ|dưới|đến|thang|cao nhất|mỗi|cho|ít nhất|tối thiểu|không quá|trên)
    |(?P<maximum>tối đa))
    \s*(?:thêm|lại|được|là|:|so|mức|khoảng|gần|đi)?\s*$
    """,
    re.IGNORECASE,
)
# "giảm từ 89,75 điểm (năm 2022) xuống 87,45 điểm (năm 2023)": both are results.
_FROM_TO = re.compile(
    rf"{POINTS}\s*(?:\([^()]*\))?\s*,?\s*(?:\w+\s+\d{{4}}\s+)?"
    rf"(?:len|xuong|con|thanh|den)\s+(?:muc\s+|con\s+)?{FIGURE}{POINTS}"
)
# "cao hơn điểm trung bình (86,3 điểm) 5,15 điểm".
_COMPARED = accented(
    r"""
    (?:\b(?:cao hơn|thấp hơn|hơn|kém)\s[^;.]{0,80}\)
    |\b(?:cao hơn|thấp hơn|kém|hơn)\s(?:so với\s)?(?:năm|cùng kỳ|mức|kỳ|điểm|trung bình|bình quân)\b[^;.,(]{0,40}
    |\b(?:cao hơn|thấp hơn|vượt)\s(?:(?!đạt\b|là\b|với\b|được\b)[^\s,;.()]+\s){1,5}
    |\b(?:khoảng cách|chênh lệch|cách biệt)\b(?:[^;.,:]|:(?=\s*$)){0,80})
    \s*(?:là|:)?\s*$
    """,
    re.IGNORECASE,
)
# "phấn đấu đạt từ 92 điểm trở lên", "đạt trên 90 điểm": reached or wished for, however it is rounded.
_REACHED = accented(r"\b(?:đạt|được)\s+(?:từ|trên|hơn|gần|khoảng)\s*$", re.IGNORECASE)
_TO = accented(
    r"\b(?:(?:tăng|giảm|nâng|hạ|điều chỉnh|sửa)\b.{0,90}|từ\s\d[\d,.]*\sđiểm(?:\s\([^()]*\))?\s)"
    r"\b(?:lên|xuống|còn|thành|đến)\s+(?:mức\s+|còn\s+)?$",
    re.IGNORECASE,
)
# "nhích lên 0,11 điểm", "tăng mạnh nhất (0,87 điểm)": however far before it something else rose.
_BY_ITSELF = accented(
    r"""
    \b(?:nhích|nhỉnh|chênh|hụt)(?:\s(?:lên|xuống|hơn|thêm|nhau|lệch))?\s*$
    |\b(?:tăng|giảm|chênh|lệch|chênh\slệch)\s(?:mạnh|nhiều|cao|ít|sâu|thấp|lớn)(?:\snhất)?\s*(?:là\s)?\(?$
    |\b(?:tăng|giảm|lệch)\s(?:mạnh|nhiều|cao|ít|sâu|lớn)\snhất\s(?:là\s)?(?!(?:với|đạt)\b)[^.;,()\d]{0,90}\($
    |\b(?:tăng|giảm|lệch)\s[^.;]{0,110}\d\sđiểm\),\s(?:(?:mạnh|nhiều|cao|ít|thấp)\snhất|kế đến|tiếp đến
    |tiếp theo|thứ hai|rồi đến|rồi|sau đó)\s(?:là\s)?[^.;,()\d]{0,90}\($
    """,
    re.IGNORECASE,
)
# "Tổng số điểm bị trừ là 9,75 điểm", "Chênh lệch giữa điểm tự chấm và thẩm định là 5,12 điểm".
_NOT_HAD = re.compile(r"\bdiem (?:bi )?(?:tru|mat)\b|\bchenh lech\b")
# "Chênh lệch giữa tự chấm và thẩm định còn lớn: Lương Tú 8,25 điểm, …": all that such a sentence counts differs.
_OF_DIFFERENCE = accented(r"\W*(?:sự\s|mức\s|độ\s)?(?:chênh|chênh lệch|khoảng cách|cách biệt)\b", re.IGNORECASE)
_OTHER_TIME = unaccented(r"\W*(?:năm|quý|tháng|kỳ)\s(?:trước|[\divx/]+)(?:\s?/?\s?\d{4})?\s*(?::|là)?\s*")
# "Thang điểm: thẩm định 70 điểm, điều tra 30 điểm": what can be had, as long as nobody has had it.
_OF_SCALE = unaccented(
    r"\W*(?:[\w ]{0,20}\b)?(?:thang điểm|cơ cấu điểm|tối đa)\b(?:(?!\b(?:đạt|được|còn)\b)[^.]|\.\d)*$"
)
# "so với mức 70,48 điểm của năm 2023", "giảm nhẹ từ 68,55 điểm năm 2023": what it was before is a result.
_BEFORE_THAT = re.compile(rf"(?:{POINTS})?\s*(?:\(|(?:cua|o|vao|trong)\s)?\s*nam\s(?:\d|truoc)")
_FROM_BEFORE = accented(
    r"\b(?:so với\s(?:mức\s)?|(?:hơn|kém)\smức\s|(?:tăng|giảm)\s(?:nhẹ\s|mạnh\s|so với\s)?(?:từ|mức|từ mức)\s)$",
    re.IGNORECASE,
)
# "chưa gồm phần điều tra xã hội học (35 điểm)", "không được điểm tiêu chí 3.4 (2 điểm)": what could be had.
_COULD_BE = unaccented(
    r"\b(?:(?:chưa|không)(?: bao)? (?:gồm|tính|kể|có|được điểm|đạt điểm)\b(?:[^.;#]|\.\d){0,80}\("
    r"|(?:phần|nhóm) (?:tiêu chí )?điều tra xã hội học \("
    r"|\(?phần "  # "(phần 10 điểm khảo sát do Sở Nội vụ thực hiện)"
    r"|(?:chưa|không)(?: bao)? (?:gồm|tính|kể|cộng)(?: đến)?(?: phần)? )$"
)


# "(10đ), (15đ) là điểm tối đa của từng phần": what figures of a table stand for, by a note below it.
_ARE_MAXIMA = accented(
    r"\s?(?:điểm|đ)?\)?(?:\s*(?:,|;|và)\s*\(?\d[\d,]*\s?(?:điểm|đ)?\)?)*"
    r"\s*(?:là|:)\s(?:số\s)?điểm\s(?:tối đa|chuẩn)\b",
    re.IGNORECASE,
)
# "Trong 78,3 điểm có 54,8 điểm thẩm định", "Ngoài 12,2 điểm nói trên": told before.
_OF_TOLD = accented(r"(?:^|[.;]\s|\n)(?:trong|ngoài)\s$", re.IGNORECASE)
_THEY_HAVE = unaccented(r"\s*(?:điểm|đ)\s(?:thì\s)?(?:có|nói trên|nêu trên|này|đó|trên)\b")
# "có 5 xã đạt trên 80 điểm", "02 tiêu chí đạt 0 điểm": a bound of those that are counted, or what many have.
_OF_MANY = accented(
    r"""
    (?<!bình quân )(?<!trung bình )(?<!tháng )(?<!quý )(?<![\d/,.])\d{1,3}(?:/\d{1,3})?
    \s(?:tiêu chí|nội dung|lĩnh vực|đơn vị|cơ quan|địa phương
    |sở|xã|phường|huyện|tỉnh)\b
    [^.;:()\d]{0,40}?\s(?:đạt|có|được|bị)\s(?:(?:tổng\s)?(?:số\s)?điểm\s)?(?:(?:từ|trên|dưới|hơn)\s)?$
    """,
    re.IGNORECASE,
)


def nobody_has(plain: str) -> bool:
    """Whether words before points, in bare form and small letters, say that these were taken off or differ."""
    return _NOT_HAD.search(plain) is not None


def is_of_before(context: Context, at: int) -> bool:
    """Whether the points at an offset are those of an earlier year that others are compared to, with its year."""
    before = _FROM_BEFORE.search(context.text, max(0, at - 40), at)
    figure = context.account[at]
    return before is not None and _BEFORE_THAT.match(context.view, figure.end) is not None


def _differs(context: Context, at: int, before: str) -> bool:
    """Whether the points at an offset say by how many others differ, by the words before or by their sentence."""
    sentence = context.phrases.sentence(at).start
    if _OF_DIFFERENCE.match(context.text, context.phrases.marks.get(sentence, sentence)):
        bracket = context.scopes.bracket(at)
        return bracket is None or _OTHER_TIME.fullmatch(context.plain, bracket.start, at) is not None
    return not is_of_before(context, at) and bool(_COMPARED.search(before) or _BY_ITSELF.search(before))


def other_role(context: Context, at: int, match: re.Match[str]) -> Role | None:
    """What points are that are no result: a change, a threshold, a maximum; None for a result."""
    before = context.text[max(0, at - 220) : at]
    sentence = context.phrases.sentence(at).start
    sentence = context.phrases.marks.get(sentence, sentence)
    again = _OF_TOLD.search(context.text, max(0, at - 12), at) and _THEY_HAVE.match(
        context.view, match.end("score")
    )
    if (
        again
        or _COULD_BE.search(context.plain[max(0, at - 110) : at])
        or _OF_SCALE.match(context.plain, sentence, at)
        or _ARE_MAXIMA.match(context.text, context.account[at].end)
    ):
        return "maximum"
    if _differs(context, at, before):
        return "change"
    if _OF_MANY.search(before):
        return "threshold"
    other = _NO_RESULT.search(before)
    if other is None or _REACHED.search(before) or _TO.search(before) or is_of_before(context, at):
        return None
    if re.search(r"\btừ\s*$", before, re.IGNORECASE) and _FROM_TO.match(context.view, match.end("score")):
        return None
    role = other.lastgroup
    return role if role in ("change", "deduction", "threshold", "maximum") else None  # type: ignore[return-value]
