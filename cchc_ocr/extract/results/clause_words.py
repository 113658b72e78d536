"""What the clause of a figure says of it: the words that lead to the figure, and how a name is told in full.

A name that was found by a noun is completed here: words of the clause that lead to the figure and are not in the
name yet say what was done with what is counted ("đơn giản hóa 11 thủ tục đã đăng ký"), or of what it is a part.
Who acts, when, why and by how much something differs is no part of a name.
"""

from __future__ import annotations

import re

from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.labels import JOINED_COMMA
from cchc_ocr.extract.results.naming import telling
from cchc_ocr.extract.text.phrases import TextSpan
from cchc_ocr.patterns import accented

_MOST = 10  # words that lead to a figure and are taken into its name

# Behind these a new statement begins, of which the words before say nothing.
_BORDER = accented(
    r"""
    [;()]
    |\.(?=\s)
    |(?:\b|,\s)(?:trong đó|nhưng|song|tuy nhiên|ngoài ra|đồng thời|qua đó|từ đó|trong khi|còn lại|cụ thể|gồm
    |bao gồm
    |vì|do(?!\s(?:UBND|HĐND|Chủ tịch|cấp|tỉnh|huyện))|để xảy ra|để|mà|nên|đến nỗi|tức là|tức|hay|so với
    |(?:như )?vậy)\b[\s,:]*
    |,?\scòn\s
    """,
    re.IGNORECASE,
)
_JOINT = re.compile(rf"(?!{JOINED_COMMA}),\s|\svà\s")
_COMMA = re.compile(rf"(?!{JOINED_COMMA}),\s")
_SO = accented(r"\s(?:do|vì|nhờ|nhưng|song)\s", re.IGNORECASE)  # "mất 2 điểm do giải ngân đạt"
_OF_WHOLE = accented(r"\W*(?:trong|trên) (?:tổng )?số\b", re.IGNORECASE)  # "Trong số tiếp nhận mới có"
# Between what leads to a figure and the figure itself.
_LINK = accented(
    r"""
    (?:[\s,:–“"(-]
    |\b(?:là|(?<!hiện )có|được|khoảng|hơn|gần|trên|tổng số|tổng cộng|tất cả|cả|chỉ|mới|còn|gồm|đạt|lên|xuống|ước
    |chiếm|bằng|tương đương|tương ứng|cho rằng|cho biết|thì|vẫn|từ)\b)+$
    """,
    re.IGNORECASE,
)
# When and how much, before what is done: "Trong quý tuyển mới", "Lũy kế từ đầu năm tiếp nhận".
_OPENS = accented(
    r"""
    (?:[\s,]*\b(?:(?:trong|của|cả|đến|từ|hết|sau|đầu|cuối|các)\s)*
    (?:năm nay|năm qua|năm trước|năm|(?:quý|tháng)(?:\s(?:[IVX]+|\d+))?|kỳ|giai đoạn|nhiệm kỳ
    |(?:tính )?đến thời điểm (?:kiểm tra|thanh tra|báo cáo|này|hiện tại|thẩm định)
    |tới nay|đến nay|hiện nay|nay|hiện(?!\sđại)|lũy kế|luỹ kế|tổng cộng|tính chung|tổng|cộng|thực tế|riêng|toàn)\b
    (?:\s(?:này|đó|qua))?(?!\s(?:hạn|số|hóa)))+
    """,
    re.IGNORECASE,
)
# Who acts, up to what is done: "Bộ phận Một cửa huyện tiếp nhận", "UBND tỉnh đã ra quyết định"; the name of some
# says what they are for: "Đoàn kiểm tra", "Bộ phận Tiếp nhận và Trả kết quả".
_CALLED_BY_WORK = (
    r"Bộ phận tiếp nhận và trả kết quả(?: giải quyết (?:thủ tục hành chính|TTHC))?"
    r"|(?:Đoàn|Tổ|Ban|Hội đồng) (?:kiểm tra|thanh tra|giám sát|thẩm định|đánh giá|khảo sát|điều tra)"
)
_WORKERS = accented(rf"\b(?:{_CALLED_BY_WORK})\b", re.IGNORECASE)
_WHO = accented(
    rf"""
    (?:toàn |các |mỗi |hai |cả )?
    (?:{_CALLED_BY_WORK}
    |UBND|HĐND|Hội đồng|Thường trực|Bộ phận|Trung tâm|Tổ|Đoàn|Văn phòng|Ban|Phòng|Chi cục|Cục|Sở|Bộ|Thanh tra
    |Công an|Chi nhánh|Bưu điện|Kho bạc|cơ quan|đơn vị|lãnh đạo|Chủ tịch|Giám đốc|Ông|Bà|tỉnh|huyện|xã|phường
    |thị trấn|thị xã|quận|thành phố|ngành|khối|trường|chúng tôi)\b
    """,
    re.IGNORECASE,
)
_STANDS = accented(r"(?:\b(?:đang|chưa|không|bị|tự)\s)+$", re.IGNORECASE)
# What leads to a figure and says nothing of what is counted.
_SAYS_NOTHING = accented(
    r"""
    \b(?:để xảy ra|xảy ra|phát hiện|ghi nhận|nhận thấy|thấy|để|nhưng|song|vì|do|nên|khi|lúc|mà|thì|tức
    |tới nay|đến nay|hiện nay|nay|thực tế
    |cụ thể|xếp loại|phân loại|phân tích|tổng hợp|khuyết điểm|tồn tại|hạn chế|ưu điểm|nguyên nhân|kết quả|đánh giá
    |nhận xét|chia ra|kế đến|tiếp đến|tiếp theo|kế đó|rồi|các|điểm|trừ
    |ít|nhiều|hơn|so với|thu hút|cho rằng|kể cả|tại đây|riêng|tổng|xong|lại|ra|cho biết
    |trong|ngoài|cùng|với|của|về|đối với|tại|ở|cho|đã|được|hiện|vẫn|chỉ|mới|còn|có|là|gồm|cả|tất cả|đều|cũng
    |theo|qua|từ|đến|tới|lên|xuống|số|này|đó)\b
    """,
    re.IGNORECASE,
)
_PREPOSITION = accented(r"(?:\s(?:đối với|với|của|cho|tại|ở|đến|tới|từ|về))+$", re.IGNORECASE)
_MOST_OF_ALL = accented(r"\s(?:nhiều|ít|cao|thấp|lớn) nhất\b", re.IGNORECASE)
_DONE_BEFORE = re.compile(r"^đã\s")
_POINTS_BACK = frozenset({"này", "đó", "trên"})
_RATE = accented(r"^(?:tỷ lệ|tỉ lệ|kết quả|tổng số)\s(?!giải quyết của)", re.IGNORECASE)
# "trình Chủ tịch UBND tỉnh công bố 17 thủ tục": who does it at whose proposal.
_FOR_OTHERS = accented(
    r"^(?:đã )?(?:tham mưu|trình|giúp|phối hợp|đề nghị|giao)\b.*\b(?:UBND|HĐND|Chủ tịch|Sở|Bộ|Phòng)\b"
    r"(?:\s(?:tỉnh|huyện|xã|phường|thành phố|UBND))*\s(?=\w)",
    re.IGNORECASE,
)
_AMISS = accented(r"\b(?:trễ|quá|chậm|sai|thiếu|chưa|không)\b", re.IGNORECASE)
_INNER = 3  # words of each part of what a comma joins: "sửa đổi, bổ sung", "đúng hạn, sớm hạn"

# Behind a noun: an aside, behind which more is told of those that are counted: "02 xã (A, B) chưa có cáp quang".
ASIDE = accented(
    r"""
    \s\([^()]*\)\s(?=[^\W\d])
    (?!(?:và|còn|chiếm|đạt|là|tăng|giảm|so|trong|thì|nhưng|song|do|vì|bằng|hay|tức|tương|trên|của|nên|cho|với
    |để)\b)
    """,
    re.IGNORECASE,
)
_NUMBERED = accented(r"\b(?:lớp|nhóm|mức độ|mức|cấp độ|loại|khóa|bậc|tầng|vòng|cấp)\s?$", re.IGNORECASE)
_ITS_NUMBER = accented(
    r"\s?\d{1,2}(?:(?:,|\svà)\s(?:mức độ\s)?\d{1,2}(?![\d.,/%]))*(?![\d/%]|[.,]\d)(?!\s(?:hồ sơ|đơn vị))"
)
_BOUND = accented(
    r"""
    (?:\s(?:đạt|được|có)\s(?=[^\W\d])[^,;.()\d]{3,60}?)?
    \s(?:từ|trên|dưới|quá|đủ|ít nhất|tối thiểu)\s
    \d[\d.,]*\s?(?:%|(?:lần|điểm|ngày|giờ|phút|tháng|năm|tuổi)\b)(?:\s(?:làm việc|trở lên|trở xuống))*
    """,
    re.IGNORECASE,
)
_TIMES = accented(r"\s\d+(?:\s?(?:đến|-|–)\s?\d+)?\s(?:lần|lượt)\b")  # "chỉ đi 1 đến 2 lần"
_WITH_POINTS = accented(
    r"\s(?:(?:được|đạt|bị trừ|có)\s)?\d{1,2}(?:,\d{1,2})?\sđiểm\b(?!\s(?:phần|%))", re.IGNORECASE
)


def lead(context: Context, at: int) -> TextSpan:
    """The words of a clause that lead to a figure at ``at``, from where their statement begins."""
    phrases, text = context.phrases, context.text
    paragraph = context.scopes.paragraph(at).start
    top = phrases.marks.get(paragraph, paragraph)
    nothing = TextSpan(at, at)
    end = top + len(text[top:at].rstrip(' \n:–-“"('))
    link = _LINK.search(text, top, end) if not _ends_before(text, top, end) else None
    end = link.start() if link else end
    if _ends_before(text, top, end):
        return nothing
    start = max(phrases.clause(max(end - 1, 0)).start, top)
    figures = [figure.end for figure in context.account.within(start, end)]
    if figures and "," in text[end:at]:
        return nothing
    if figures:  # what follows a figure at once is said of that one
        cut = _COMMA.search(text, figures[-1], end) or _SO.search(text, figures[-1], end)
        start = cut.end() if cut else end
    start = max([start, *(border.end() for border in _BORDER.finditer(text, start, end))])
    bodies = [(place, place + len(body)) for place, body in context.bodies.named(start, end)]
    bodies += [workers.span() for workers in _WORKERS.finditer(text, start, end)]
    for joint in _JOINT.finditer(text, start, end):
        within = any(a < joint.start() < b for a, b in bodies)  # "Sở Tài nguyên và Môi trường"
        if not within and not _is_inner(context, TextSpan(start, joint.start()), TextSpan(joint.end(), end)):
            start = joint.end()
    opens = _OPENS.match(text, start, end)
    start = opens.end() if opens else start
    return _of_what(context, TextSpan(min(phrases.trimmed(start, end).start, end), end))


def _ends_before(text: str, top: int, end: int) -> bool:
    """Whether nothing of a sentence stands before ``end``."""
    return end <= top or text[end - 1] in ".;?!"


def _is_inner(context: Context, before: TextSpan, behind: TextSpan) -> bool:
    """Whether a comma joins what is done with the same: "cắt giảm, đơn giản hóa"."""
    told = context.phrases.trimmed(*before.ends)
    words = context.text[slice(*told.ends)].split()
    first = re.split(r",\s", context.text[slice(*behind.ends)])[0]
    every = len(telling(context, told)) >= len(words) - 1
    return 0 < len(words) <= _INNER and len(first.split()) <= _INNER and every


def _of_what(context: Context, span: TextSpan) -> TextSpan:
    """A stretch without who acts: from its first word for what is done."""
    text, nothing = context.text, TextSpan(span.end, span.end)
    if _OF_WHOLE.match(text, *span.ends):
        return nothing
    body = next((at + len(body) for at, body in context.bodies.named(*span.ends) if at == span.start), None)
    if body is None and not _WHO.match(text, *span.ends):
        return span
    workers = _WORKERS.match(text, *span.ends)
    done = context.knowledge.acts.done.search(text, body or (workers.end() if workers else span.start), span.end)
    if workers and done and done[0].endswith("làm việc"):  # "Đoàn kiểm tra đã làm việc tại 9 xã": on that work
        done = context.knowledge.acts.done.search(text, span.start, span.end)
    if done is None:
        start = body or span.end
    else:
        stands = _STANDS.search(text, span.start, done.start())
        start = stands.start() if stands else done.start()
    return context.phrases.trimmed(start, span.end) if start < span.end else nothing


def in_full(context: Context, name: str | None, noun: str, at: int) -> str | None:
    """The name of what a figure at ``at`` counts, with what the words that lead to it say besides.

    ``noun`` is what is counted, with which names begin that say no more of where it is from.
    """
    span = lead(context, at)
    if not name or not _adds(context, span, name):
        return name
    said = _FOR_OTHERS.sub("", _MOST_OF_ALL.sub("", " ".join(context.text[slice(*span.ends)].split())))
    said = _RATE.sub("", said).rstrip(" ,")
    if not name.lower().startswith(noun.lower()):
        return f"{name} {said}"
    colon = context.text[span.end : at].lstrip().startswith(":")
    rest = _without_repeated(name[len(noun) :], said)
    if colon and (context.knowledge.acts.done.search(rest) or _AMISS.search(rest)):
        return name  # "báo cáo gửi chậm" says it, whatever its item is called
    if re.search(rf"\b{re.escape(noun)}\b", said, re.IGNORECASE):
        return f"{said}{rest}"
    said = _DONE_BEFORE.sub("", said if said[1:2].isupper() else f"{said[:1].lower()}{said[1:]}")
    if rest and not colon:
        return f"{said} {noun}{rest}"
    said = _PREPOSITION.sub("", said)
    return f"{noun}{rest}: {said}" if colon else f"{noun} {said}"


# "Cuộc khảo sát được thực hiện ở 12 thôn": what was held where, and nothing that those places have.
_HELD_AT = accented(
    r"(?:cuộc|đợt|việc)\s.*\b(?:được|đã)\s(?:thực hiện|tiến hành|tổ chức|triển khai)\b", re.IGNORECASE
)


def _adds(context: Context, span: TextSpan, name: str) -> bool:
    """Whether the words that lead to a figure say more of it than its name does."""
    words = context.text[slice(*span.ends)].split()
    if _HELD_AT.match(context.text, *span.ends):
        return False
    if not 0 < len(words) <= _MOST or words[-1].lower() in _POINTS_BACK:
        return False  # "hai lĩnh vực này chiếm 88% số hồ sơ trễ"
    known = set(re.findall(r"\w+", name.lower()))
    told = re.findall(r"[^\W\d]+", _SAYS_NOTHING.sub(" ", _untimed(context, span)).lower())
    return not " ".join(words).isupper() and any(word not in known for word in told)


def _untimed(context: Context, span: TextSpan) -> str:
    """The words of a stretch with blanks for times and bodies."""
    text = list(context.text[slice(*span.ends)])
    named = [(at, at + len(body)) for at, body in context.bodies.named(*span.ends)]
    timed = [(mention.start, mention.end) for mention in context.periods.within(*span.ends)]
    for start, end in (*named, *timed):
        text[start - span.start : end - span.start] = " " * (end - start)
    return "".join(text)


def _without_repeated(rest: str, said: str) -> str:
    """What follows a noun in its name, without the words at its end that are said before the figure, too."""
    words = rest.split(" ")
    for start in range(1, len(words)):
        if " ".join(words[start:]).lower() in said.lower():
            return " ".join(words[:start])
    return rest


def figure_behind(context: Context, noun: TextSpan, end: int) -> int:
    """Where a name ends whose words up to ``end`` a figure follows that is part of it, and claims that figure.

    Such are the number of a class ("học sinh lớp 10") and a bound ("phải đi lại từ 3 lần trở lên").
    """
    text = context.text
    told = _BOUND.match(text, end)
    if told is None and _NUMBERED.search(text, noun.start, end):
        told = _ITS_NUMBER.match(text, end)
    told = told or _TIMES.match(text, end)
    if told is None and end == noun.end:
        told = _WITH_POINTS.match(text, end)
    if told is None:
        return end
    for figure in context.account.within(told.start(), told.end()):
        context.account.claim(figure.start, "threshold", "a bound of those that are counted")
    return told.end()
