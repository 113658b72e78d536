"""What a whole table gives, by the words of its title and of the lines that lead to it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cchc_ocr.extract.results.times import mentions
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.vietnamese import bare

_NUMBER = accented(
    r"^\W*(?:(?:bảng|biểu|phụ lục|mẫu)(?: số)? ?[\dIVX.]*\s*[:.–-]?\s*|\d{1,2}(?:\.\d+)*[.)]\s*)", re.IGNORECASE
)
# "Kết quả xếp loại mức độ thực hiện CCHC": what was found about it, before what it is.
_FOUND = unaccented(r"""
    ^\W*(?:(?:v/v|về việc|điều \d+\W*|công nhận|công bố|thông báo|tổng hợp|danh sách|bảng|biểu|so sánh
    |tình hình|kết quả|số liệu|xếp hạng|xếp loại|phân loại|đánh giá|chấm điểm|thẩm định|thứ hạng
    |điểm(?: số)?|chi tiết)\b[\W]*)+
""")
# "của các xã", "tại 05 đơn vị", "trên địa bàn": whose and where.
_WHOSE = unaccented(r"""
    (?:^|\s)(?:của|tại|đối với|trên địa bàn|ở|theo|cho|giữa|từng|qua các|như sau|được|cụ thể
    |(?:các|\d+) (?:xã|huyện|sở|đơn vị|cơ quan|địa phương|phường))\b
""")
_SHARE = unaccented(r"\b(?:tỷ lệ|tỉ lệ)\b")
_COUNT = accented(
    r"\b(?:tổng )?số (?:lượng |lượt |cuộc )?(?:hồ sơ|văn bản|nhiệm vụ|phiếu|thủ tục|TTHC|phản ánh"
    r"|kiến nghị|đơn thư|lượt|cuộc|giao dịch|lớp|công chức|cán bộ)\b",
    re.IGNORECASE,
)
_OPENS_WITH_SHARE = unaccented(r"\W*(?:(?:kết quả|tổng hợp|chi tiết|so sánh)\s)*(?:tỷ lệ|tỉ lệ|phần trăm)\b")
_PLACES = unaccented(r"\b(?:thứ hạng|xếp hạng|vị thứ|hạng)\b")
_BARE = unaccented(r"\W*(?:tổng|tổng số|tổng cộng|tổng điểm|điểm(?: số)?|kết quả|cộng)\W*")
_POINTS = unaccented(r"\W*(?:điểm(?: số)?|kết quả)\W*")
_SHORTEST = 2  # words


def is_bare(heading: str) -> bool:
    """Whether a heading says that it heads points or a whole, and not of what: "Tổng điểm"."""
    return _BARE.fullmatch(bare(heading).lower()) is not None


def says_points_alone(heading: str) -> bool:
    """Whether a heading says that it heads points, and neither of what nor that they are all: "Điểm số"."""
    return _POINTS.fullmatch(bare(heading).lower()) is not None


def told_share(lines: Iterable[str]) -> str | None:
    """The share that a line tells: from "tỷ lệ" on, without times and without whose it is.

    >>> told_share(["Bảng 2. Tỷ lệ số hóa hồ sơ của các xã năm 2030"]), told_share(["Kết quả năm 2030"])
    ('Tỷ lệ số hóa hồ sơ', None)
    """
    for line in lines:
        found = _SHARE.search(bare(line).lower())
        if found:
            return _core(line[found.start() :]) or None
    return None


def told_count(lines: Iterable[str]) -> str | None:
    """What a line says that a table counts: from "số hồ sơ" on, without times and without whose it is.

    >>> told_count(["Số lượng hồ sơ tiếp nhận của các xã năm 2030"]), told_count(["Tổng số hồ sơ là 5"])
    ('Số lượng hồ sơ tiếp nhận', None)
    """
    for line in lines:
        found = _COUNT.search(line)
        told = _core(line[found.start() :]) if found else ""
        if told and not any(map(str.isdigit, told)):  # and no sentence with figures of its own
            return told
    return None


def leads_to_shares(text: str) -> bool:
    """Whether a line that leads to a table says that it gives a share, and says none itself.

    >>> leads_to_shares("Bảng 1. Tỷ lệ điểm của các xã:"), leads_to_shares("Tỷ lệ đúng hạn đạt 98%.")
    (True, False)
    """
    lines = (_NUMBER.sub("", line.strip()) for line in text.splitlines() if not line.rstrip().endswith((".", ";")))
    return any(_OPENS_WITH_SHARE.match(bare(line).lower()) for line in lines if "%" not in line)


def says_places(lines: Iterable[str]) -> bool:
    """Whether one of the lines says that a table gives places."""
    return any(_PLACES.search(bare(line).lower()) for line in lines)


def subject_of(lines: Iterable[str]) -> str | None:
    """What was found out about, by the first line that says more than that something was found.

    >>> subject_of(["Kết quả năm 2030", "Kết quả xếp loại mức độ thực hiện CCHC năm 2030"])
    'mức độ thực hiện CCHC'
    """
    for line in (_NUMBER.sub("", line).strip() for line in lines):
        found = _FOUND.match(bare(line).lower())
        core = _core(line[found.end() :]) if found else ""
        if len(core.split()) >= _SHORTEST:
            return core
    return None


def _core(text: str) -> str:
    """A phrase up to the first time or to whose it is."""
    time = next(mentions(text), None)
    text = text[: time.start] if time else text
    whose = _WHOSE.search(bare(text).lower())
    text = text[: whose.start()] if whose else text
    return re.sub(r"(?:^|\s)(?:trong|vào|từ|giai đoạn|năm|,|-|–)\s*$", "", text.strip(" ,;:.-–(")).strip(
        " ,;:.-–("
    )
