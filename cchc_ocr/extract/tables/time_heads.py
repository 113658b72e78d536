"""Times in heads of rows and columns, in which words are left out that a sentence has."""

from __future__ import annotations

import re

from cchc_ocr.patterns import unaccented
from cchc_ocr.vietnamese import bare

_MONTHS = unaccented(
    r"\W*(?:(?:kết quả|số liệu|thực hiện|lũy kế|cộng dồn|cộng|tổng cộng|tổng|cả|ước|sơ kết)\s+)*"
    r"(?:0?[3-9]|1[01])\s+tháng\W*"
)


# "T7", "T.10/2030": a month in short.
_MONTH = re.compile(r"\s*T(?:h|hg)?\.?\s?(?P<month>0?[1-9]|1[0-2])(?P<year>\s?[/-]\s?(?:19|20)\d\d)?\s*")


def spelled_time(text: str) -> str:
    """A head with the words that it leaves out: months that have no beginning are the first of a year.

    >>> spelled_time("Lũy kế 9 tháng"), spelled_time("Tháng 9"), spelled_time("T10/2030")
    ('Lũy kế 9 tháng đầu năm', 'Tháng 9', 'Tháng 10/2030')
    """
    month = _MONTH.fullmatch(text)
    if month:
        return f"Tháng {month['month']}{month['year'] or ''}"
    return f"{text.rstrip()} đầu năm" if _MONTHS.fullmatch(bare(text).lower()) else text
