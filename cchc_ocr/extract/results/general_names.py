"""Names that say nothing of what is measured, and what the item of a list says instead of them."""

from __future__ import annotations

import re

from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.labels import concise
from cchc_ocr.extract.results.naming import colon_lead, item_head
from cchc_ocr.patterns import accented

# Words that measure, decide, compare or say whose and when, and no word for what.
_GENERAL = accented(
    r"""
    (?:[\W\d]|\b(?:tỷ lệ|tỉ lệ|tỷ trọng|mức độ|mức|con số|số liệu|kết quả|chỉ số|chỉ tiêu|tiêu chí|nội dung|điểm
    |tổng số|tổng|bình quân|trung bình|chung|thực tế|này|đó|trên
    |không|chấp nhận|kiến nghị|đề nghị|giữ nguyên|điều chỉnh|tính lại|kiểm tra|thẩm định|đoàn|hội đồng|tổ
    |của|cả|toàn|tỉnh|huyện|xã|phường|thành phố|đơn vị|sở|ngành
    |xếp hạng|xếp loại|thứ hạng|thứ|năm|quý|tháng|kỳ|trước|sau|cùng
    |là|đạt|được|chỉ|mới|có|qua|nay|còn|trong đó|tương đương|tương ứng|tức|bằng|chiếm|khoảng|cụ thể|thì|lần|nên
    |từ|lên|xuống|số|hạng)\b)*
    """,
    re.IGNORECASE,
)
_QUOTED_CRITERION = accented(
    r"""
    \b(?:tiêu chí|nội dung|lĩnh vực|chỉ số)(?: thành phần)?\s(?:[\d.]+\s)?
    [“\"](?P<name>[^“”\"]{4,90})[”\"]
    """,
    re.IGNORECASE,
)
_NUMBERED_PART = accented(r"\b(?:tiêu chí|nội dung|mục|lĩnh vực|chỉ tiêu)\s\d", re.IGNORECASE)
_JUDGES = accented(r"(?:hạn chế|tồn tại|khuyết điểm|ưu điểm|nguyên nhân|đánh giá|nhận xét|lý do)\b", re.IGNORECASE)
_OPENS = accented(r"^(?:về|đối với|tiêu chí|nội dung)\s(?!\d)", re.IGNORECASE)


def is_general(name: str | None) -> bool:
    """Whether a name says nothing of what is measured.

    >>> is_general("tỷ lệ thực tế"), is_general("không chấp nhận"), is_general("tỷ lệ hồ sơ trực tuyến")
    (True, True, False)
    >>> is_general("tiêu chí 4.2")
    False
    """
    return (
        name is None
        or name.lower() == "thực hiện"
        or (_GENERAL.fullmatch(name) is not None and not _NUMBERED_PART.search(name))
    )


def criterion_told(context: Context, at: int) -> str | None:
    """The criterion that a paragraph speaks of before ``at``: in quotation marks, or as the title of its item."""
    paragraph = context.scopes.paragraph(at)
    quoted = [*_QUOTED_CRITERION.finditer(context.text, paragraph.start, at)]
    if quoted:
        return " ".join(quoted[-1]["name"].split())
    title = colon_lead(context, at) or item_head(context, at)
    told = concise(context.phrases.read(title)) if title else None
    told = _OPENS.sub("", told) if told else None
    return None if told is None or is_general(told) or _JUDGES.match(told) else told


_OF_POINTS = accented(r"\b(?:điểm|xếp hạng|chỉ số|bộ chỉ số|đánh giá)\b", re.IGNORECASE)


def heading_told(context: Context, at: int) -> str | None:
    """What points or places are of by the nearest heading above ``at`` that speaks of points."""
    for above in context.scopes.above(at):
        start = context.phrases.marks.get(above.start, above.start)
        said = concise(context.phrases.read(context.phrases.trimmed(start, above.end)))
        told = said and above.heading and not said.isupper() and not is_general(said)
        if said and told and _OF_POINTS.search(said):
            return said
    return None
