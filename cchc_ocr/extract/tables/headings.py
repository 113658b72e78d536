"""What a heading of a table says by itself: that rows are bodies or criteria, or that its figures are money."""

from __future__ import annotations

import re

from cchc_ocr.patterns import as_said, unaccented
from cchc_ocr.vietnamese import bare

# Heads of names that are parts of an index, and no bodies.
_OF_CRITERIA = unaccented(
    r"\b(?:chỉ số|tiêu chí|lĩnh vực|nội dung|yếu tố|trụ cột|chỉ tiêu|thành phần|hạng mục|nhiệm vụ)\b"
)
_OF_BODIES = unaccented(r"""
    \W*(?:tên\s|các\s)?(?:(?:đơn vị|cơ quan|địa phương|ubnd|sở|ban|ngành|huyện|thị xã|thành phố|xã|phường|thị trấn
    |quận|đặc khu|tỉnh|phòng|khoa|chi cục|trung tâm|bệnh viện|trường|thpt|thcs|tiểu học
    |mầm non|cấp|khối|cụm|hành chính|chuyên môn|trực thuộc|được|đánh giá
    |các|và)\b\W*)+
""")
_NUMBER_OF = re.compile(
    r"\W*(?:tổng )?số\s+(?!điểm|hạng|thứ|hóa\b|hoá\b)\w"
)  # with its accents, for "so" is also that of "sở"
_TAKEN_OFF = unaccented(r"\W*(?:(?:tổng |số |mức )*điểm (?:bị )?(?:trừ|mất|phạt)|(?:bị |mức )?trừ)\W*(?:điểm\W*)?")
_HEADS_TAKEN_OFF = unaccented(r"\W*(?:tổng |số |mức )*điểm (?:bị )?(?:trừ|mất|phạt)\b")
_DRAFT = unaccented(
    r"\b(?:dự thảo|sơ bộ|ban đầu|điểm đã công bố|lần (?:1|đầu|một|thứ nhất)|thư ký"
    r"|tổ (?:giúp việc|thẩm định|công tác)"
    r"|(?:trước|chưa) (?:khi |lúc )?(?:bị )?(?:trừ|cộng|thưởng|thẩm định|phúc tra|phúc khảo|điều chỉnh))\b"
)
_FINAL = unaccented(r"\b(?:còn lại|cuối cùng|chính thức|sau (?:khi )?(?:bị )?(?:trừ|cộng|thưởng|phạt))\b")
_WEIGHT = unaccented(r"\W*(?:tỷ trọng|tỉ trọng|trọng số|hệ số|quyền số|cơ cấu(?: điểm)?)\b")
_EXTREME = unaccented(r"\b(?:cao|thấp|lớn|nhỏ) nhất\b")
_ON_TOP = unaccented(r"\W*(?:tổng |số |mức )*(?:điểm )?(?:được )?(?:thưởng|cộng(?: thêm)?|ưu tiên)\W*(?:điểm\W*)?")
_UNIT = unaccented(
    r"\b(?:đvt|đơn vị(?: tính)?)\s*:\s*(?P<unit>%|phần trăm\b|điểm\b)|\(\s*(?P<aside>%|điểm)\s*\)"
    r"|\b(?:tính (?:theo|bằng|ra)|bằng|theo|là|quy (?:về|ra))\s(?:số\s)?(?:tỷ lệ\s)?(?P<told>%|phần trăm\b)"
)
# Sums of money are no results.
_MONEY = as_said(r"""
    (?<!đánh )(?<!tham )\b(?:đơn )?giá\b(?! trị)
    |\b(?:tiền|kinh phí|vốn|dự toán|ngân sách|lương|chi phí|doanh thu)\b
    |(?:\b(?:triệu|tỷ|nghìn|ngàn)|\() ?đồng\b|^(?:đồng|vnđ|vnd)$
""")


def names_criteria(heading: str) -> bool:
    """Whether a heading says that the rows below are parts of an index, and no bodies."""
    return _OF_CRITERIA.search(bare(heading).lower()) is not None


def says_number(heading: str) -> bool:
    """Whether a heading says that something is counted: "Số phiếu", "Tổng số hồ sơ"; points are not."""
    return _NUMBER_OF.match(heading.lower()) is not None


def says_taken_off(heading: str) -> bool:
    """Whether a heading says that its points were taken off others: "Điểm trừ"."""
    return _TAKEN_OFF.fullmatch(bare(heading).lower()) is not None


def heads_taken_off(heading: str) -> bool:
    """Whether a heading says this, alone or over the reasons: "Điểm trừ", "Điểm trừ: Hồ sơ quá hạn"."""
    return says_taken_off(heading) or _HEADS_TAKEN_OFF.match(bare(heading).lower()) is not None


def says_draft(heading: str) -> bool:
    """Whether a heading says that its points were not decided yet: "Điểm trước khi trừ", "Điểm đã công bố"."""
    return _DRAFT.search(bare(heading).lower()) is not None


def says_final(heading: str) -> bool:
    """Whether a heading says that its points are what became of others, and no sum: "Điểm còn lại"."""
    return _FINAL.search(bare(heading).lower()) is not None


def says_extreme(heading: str) -> bool:
    """Whether a heading says that its figures are the most or the least of all, whosever they are."""
    return _EXTREME.search(bare(heading).lower()) is not None


def says_on_top(heading: str) -> bool:
    """Whether a heading says that its points are given on top of others: "Điểm thưởng", "Điểm cộng"."""
    plain = bare(heading).lower()
    return _ON_TOP.fullmatch(plain) is not None and ("diem" in plain or "thuong" in plain)


def says_weight(heading: str) -> bool:
    """Whether a heading says how much the points of a row count: "Trọng số"."""
    return _WEIGHT.match(bare(heading).lower()) is not None


def names_bodies(heading: str) -> bool:
    """Whether a heading says that the rows below are bodies.

    >>> [names_bodies(heading) for heading in ("Xã, thị trấn", "Tên cơ quan", "Đơn vị tính", "Cơ quan chủ trì")]
    [True, True, False, False]
    """
    counted = re.search(r"\b(?:số|tính)\b", heading.lower()) is not None  # without accents also "sở", "tỉnh"
    return not counted and _OF_BODIES.fullmatch(bare(heading).lower()) is not None


def names_money(heading: str) -> bool:
    """Whether a heading says that its figures are sums of money.

    >>> [names_money(heading) for heading in ("Kinh phí (triệu đồng)", "Đơn giá", "Tự đánh giá", "Số hồ sơ")]
    [True, True, False, False]
    """
    return _MONEY(heading)


def unit_of(text: str) -> str | None:
    """In what the figures of a table are measured, by the lines above it: "%" or "điểm"; None for others.

    >>> unit_of("Bảng 2. Mức độ hài lòng (ĐVT: %)"), unit_of("Đơn vị tính: điểm"), unit_of("Đơn vị: Sở Y tế")
    ('%', 'diem', None)
    >>> unit_of("Kết quả từng lĩnh vực, tính bằng tỷ lệ phần trăm")
    '%'
    """
    told = _UNIT.search(bare(text).lower())
    unit = told["unit"] or told["aside"] or told["told"] if told else None
    return "%" if unit == "phan tram" else unit
