"""Figures beside nouns that do not count what there is: places in order, numbers of rows, limits, changes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.count_forms import StatedCount
from cchc_ocr.extract.text.phrases import Phrases
from cchc_ocr.patterns import accented
from cchc_ocr.vietnamese import CAPITALS, SMALL_LETTERS

# Of nouns that other words are like but for their accents, the one that is meant.
_MEANT = {
    "so": "sở",
    "tinh": "tỉnh",
    "xa": "xã",
    "quan": "quận",
    "phuong": "phường",
    "thon": "thôn",
    "xom": "xóm",
    "ho": "hộ",
    "vu": "vụ",
    "viec": "việc",
    "cuc": "cục",
    "loi": "lỗi",
    "chiec": "chiếc",
    "doi": "đội",
    "don": "đơn",
    "nu": "nữ",
    "nam": "nam",
    "bai": "bài",
    "lop": "lớp",
    "mau": "mẫu",
    "doan": "đoàn",
    "tram": "trạm",
    "truong": "trường",
}
# "lần thứ 6 khóa", "không quá 3 phòng": places in order, and what there may or must be.
_ORDINAL = re.compile(
    r"\b(?:thứ|phụ lục|iso|tcvn|lúc|giờ|hồi|covid|không quá|tối thiểu|ít nhất|tối đa|mỗi|(?<!kiểm )điểm)\s*$",
    re.IGNORECASE,
)
_NOT_ACRONYMS = frozenset({"TCVN", "QCVN", "UBND", "HĐND", "VNĐ", "KWH", "VIỆT"})
# "02 đơn vị này", "1 Quyết định số 5": said before, and no count.
_BACK = re.compile(
    r"\s+(?:(?:nay|tren(?=\s*(?:[,;.:)]|$)|\s(?:da|deu|duoc|phai|chua|khong|co|dang|la|bi)\b)"
    r"|do|neu tren|noi tren|nhu sau|sau day|duoi day|sau:)(?:\b|(?<=:))"
    r"(?!\s*tin|\s*so|\s*tong|\s*muc|\s*\d)|so:?\s\d)"
)
_SAID = re.compile(r"(?:\s[^\s,;.()]+){0,4}\s(?:neu tren|noi tren|da neu)\b")  # "04 công chức vắng mặt nêu trên"
# "Ty 168 hồ sơ": what is left of "Tỷ lệ" stands before a figure that is a misread letter.
_GARBLED = re.compile(r"(?:^|\s)[Tt][yýỳỷỹ]\s$")
# "Bình quân 08 phường, xã đạt 88,05 điểm": those whose points are told.
_AVERAGED = accented(r"\b(?:bình quân|trung bình|tính chung)\s(?:của\s)?(?:cả\s)?$", re.IGNORECASE)
_GRADES_COUNTED = re.compile(
    r"\b(?:xuat sac|tot|kha|yeu|kem)\b:?\s(?:co\s)?#+\s"
)  # "Khá 05 đơn vị, Trung bình 02"
# "Tám nội dung thành phần: …": what the parts are that follow.
_HEADS_PARTS = re.compile(r"(?:noi dung|tieu chi|linh vuc|chi so)(?:\sthanh phan)?\s?:")
_BODIES = accented(
    r"sở|phường|xã|huyện|tỉnh|thành phố|thị xã|phòng|đơn vị|cơ quan|địa phương|thị trấn|trường"
    r"|lĩnh vực|tiêu chí|nội dung|yếu tố"
)
# "thấp nhất trong 8 huyện": out of how many one is the first or the last.
_FIRST_OF = accented(
    r"\b(?:nhất|dẫn đầu|đứng đầu|đứng cuối|xếp cuối)\s(?:trong|trên)\s(?:(?:tổng\s)?số\s)?$", re.IGNORECASE
)
# "Kết quả 03 đơn vị cao nhất và 03 đơn vị thấp nhất:", "nhập 03 xã Nà Lơi, Khe Mây và Tân An": who they are.
_LEADS_TO_RESULTS = accented(
    r"(?:kết quả|điểm|xếp hạng)\s(?:cụ thể\s)?(?:của\s|tại\s)?\d[^.;]*:\s*$", re.IGNORECASE
)
# "thông báo điểm, thứ hạng năm 2031 của UBND 9 huyện, thị xã:": how many the table or list below is of.
_RESULTS_OF = accented(
    r"\b(?:kết quả|điểm|chỉ số|xếp hạng|thứ hạng|xếp loại)\b"
    r"(?:(?!\b(?:có|đạt|là|gồm|trong đó|đã)\b)(?:[^\d.;:]|\b(?:19|20)\d\d\b))*"
    r"\b(?:của|tại|theo|đối với)\s(?:UBND\s|các\s)*$",
    re.IGNORECASE,
)
_ENDS_LEAD = re.compile(r"[^.;:]*:\s*$")
_NAMED_BODIES = accented(
    rf"(?:xã|phường|thị trấn|huyện)\s[{CAPITALS}][{SMALL_LETTERS}]+(?:\s[{CAPITALS}][{SMALL_LETTERS}]+)*"
    r"(?:,\s[^\d,.;()]{3,30})*\svà\s"
)
# "tăng 112 hồ sơ so với năm 2022", "số hồ sơ giảm 158 hồ sơ": by how many, and not how many.
_DIFFERS = accented(r"\b(?:tăng|giảm|nhiều hơn|ít hơn)(?:\sthêm)?\s*$", re.IGNORECASE)
_THAN = accented(r"\s[^\s,;.]+(?:\s[^\s,;.]+){0,4}?\s(?:so với|cùng kỳ)\b", re.IGNORECASE)


def counts_something(context: Context, found: StatedCount) -> bool:
    """Whether the figure is a whole one that says how many of the noun there are."""
    phrases, at = context.phrases, found.value
    figure = context.account[at]
    if phrases.is_mark(at) or _heads_row(phrases, at, found.noun.start) or not figure.is_whole or figure.order:
        return False
    noun = context.text[found.noun.start : found.noun.end]
    if _ORDINAL.search(phrases.text, max(0, at - 16), at) or noun in _NOT_ACRONYMS:
        return False
    if _GARBLED.search(context.text, max(0, at - 12), at) or _is_told_next(context, found):
        return False
    return _is_meant(context, *found.noun.ends) and not _points_back(context, found.noun.end)


def _points_back(context: Context, at: int) -> bool:
    """Whether words behind a noun say that it was told before: "đó", and not "do" as in "do tỉnh ban hành"."""
    back = _BACK.match(context.plain, at)
    return back is not None and context.text[slice(*back.span())].strip().lower() != "do"


def is_said_before(context: Context, found: StatedCount, before: Iterable[StatedCount]) -> bool:
    """Whether the words say that it was counted before, and a count before has the same figure."""
    if _SAID.match(context.plain, found.noun.end) is None:
        return False
    value = context.account[found.value].whole
    return any(context.account[one.value].whole == value for one in before)


def _is_told_next(context: Context, found: StatedCount) -> bool:
    """Whether the things are parts that are told next, or bodies whose average is told."""
    averaged = _AVERAGED.search(context.text, max(0, found.value - 24), found.value)
    sentence = context.phrases.sentence(found.value)
    averaged = None if _GRADES_COUNTED.search(context.view, *sentence.ends) else averaged
    led = None if averaged else _LEADS_TO_RESULTS.match(context.text, *sentence.ends)
    bodies = (averaged or led) and _BODIES.fullmatch(context.text, *found.noun.ends)
    listed = _NAMED_BODIES.match(context.text, found.noun.start)
    return bool(bodies or listed or _HEADS_PARTS.match(context.plain, found.noun.start))


def is_base(context: Context, found: StatedCount) -> bool:
    """Whether the figure says out of how many bodies or parts one is the first, or of how many results follow."""
    if _BODIES.fullmatch(context.text, *found.noun.ends) is None:
        return False
    start, end = context.phrases.sentence(found.value).ends
    first = _FIRST_OF.search(context.text, max(0, found.value - 32), found.value)
    results = _RESULTS_OF.search(context.text, start, found.value)
    return bool(first or (results and _ENDS_LEAD.match(context.text, found.value, end)))


def is_meant(context: Context, noun: re.Match[str]) -> bool:
    """Whether a noun that was found without its accents has those of what is counted: "vụ", and not "Vũ"."""
    return _is_meant(context, *noun.span())


def _is_meant(context: Context, start: int, end: int) -> bool:
    meant = _MEANT.get(context.plain[start:end])
    return meant is None or context.text[start:end].lower() == meant


def is_change(context: Context, found: StatedCount) -> bool:
    """Whether the figure says by how many something differs from another time."""
    differs = _DIFFERS.search(context.text, max(0, found.value - 24), found.value)
    if differs is None:
        return False
    clause, noun = context.phrases.clause(found.value).start, context.plain[slice(*found.noun.ends)]
    itself = re.search(rf"\b{re.escape(noun)}\b(?:(?!\bva\b)[^,;])*$", context.plain[clause : differs.start()])
    return itself is not None or _THAN.match(context.text, context.account[found.value].end) is not None


def _heads_row(phrases: Phrases, at: int, noun: int) -> bool:
    """Whether a figure is the number of a row or a footnote: "13 Ban Quản lý …" at the beginning of a line."""
    word = phrases.text[noun : noun + 2]
    return phrases.line(at) == at and word[0].isupper() and not word.isupper()
