"""Times in heads of rows and columns, in which words are left out that a sentence has."""

from __future__ import annotations

from cchc_ocr.patterns import unaccented
from cchc_ocr.vietnamese import bare

_MONTHS = unaccented(
    r"\W*(?:(?:kết quả|số liệu|thực hiện|lũy kế|cộng dồn|cộng|tổng cộng|tổng|cả|ước|sơ kết)\s+)*"
    r"(?:0?[3-9]|1[01])\s+tháng\W*"
)


def spelled_time(text: str) -> str:
    """A head with the words that it leaves out: months that have no beginning are the first of a year.

    >>> spelled_time("Lũy kế 9 tháng"), spelled_time("Tháng 9")
    ('Lũy kế 9 tháng đầu năm', 'Tháng 9')
    """
    return f"{text.rstrip()} đầu năm" if _MONTHS.fullmatch(bare(text).lower()) else text
