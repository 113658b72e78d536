"""With what the titles of annexes, tables and parts of a document begin: one place for all who look for them."""

from __future__ import annotations

import re

from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.vietnamese import bare

_ANNEX = r"phụ lục|biểu(?! quyết)|mẫu số"
_OPENS_ANNEX = unaccented(rf"(?:{_ANNEX})\b")
_OPENS_TABLE = unaccented(rf"(?:bảng|danh mục|danh sách|kết quả|{_ANNEX})\b")
_OPENS_PART = accented(
    r"""
    (?:phần|chương|mục|biểu)\s(?:thứ|số|(?-i:[IVX]+)\b|\d|(?-i:[A-Z])\b)
    |phụ\ lục\b
    """,
    re.IGNORECASE,
)


def opens_annex(text: str) -> bool:
    """Whether a line begins the title of an annex.

    >>> opens_annex("Phụ lục 2"), opens_annex("BIỂU TỔNG HỢP"), opens_annex("Biểu quyết")
    (True, True, False)
    """
    return _OPENS_ANNEX.match(bare(text).lower()) is not None


def opens_table(text: str) -> bool:
    """Whether a line calls what stands below a table, a list or an annex.

    >>> opens_table("Bảng 2. Kết quả"), opens_table("DANH SÁCH ĐƠN VỊ"), opens_table("Sở Y tế")
    (True, True, False)
    """
    return _OPENS_TABLE.match(bare(text).lower()) is not None


def opens_part(text: str) -> bool:
    """Whether a paragraph begins a part of a document, or an annex to it.

    >>> opens_part("Phần thứ hai"), opens_part("CHƯƠNG II"), opens_part("Chương trình")
    (True, True, False)
    """
    return text[:1].isupper() and _OPENS_PART.match(text) is not None
