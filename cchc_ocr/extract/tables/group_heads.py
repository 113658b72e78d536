"""What rows that head a group say of all rows below: their grade, and how many they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cchc_ocr.extract.results.grades import GRADE

_GRADED = re.compile(
    rf"\b(?:(?:xếp|phân|đạt) (?:loại|mức)|loại|mức|nhóm)\s*[:“\"]*\s*(?P<grade>{GRADE})", re.IGNORECASE
)
_ALONE = re.compile(rf"\W*(?P<grade>{GRADE})\W*", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:\(|:|-|–|\bgồm\b|\bcó\b)\s*(?:gồm\s|có\s|tổng\s)?(?P<many>\d{1,3})\s+"
    r"(?P<noun>(?:đơn vị|cơ quan|địa phương|xã|phường|huyện|sở"
    r"|phòng|trường|thôn|ban|tập thể|bệnh viện|trung tâm)(?:,? [^\W\d_]+){0,2})\s*\)?\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class GroupHead:
    """The ``grade`` of all rows of a group, and ``many`` of ``noun``: how many they are, by its head."""

    grade: str | None = None
    many: int | None = None
    noun: str | None = None

    @property
    def counted(self) -> str | None:
        """What is counted: "đơn vị xếp loại Tốt"."""
        return f"{self.noun} xếp loại {self.grade}" if self.noun and self.grade else None


def read_group(name: str | None) -> GroupHead:
    """What the name of a row says that heads a group.

    >>> read_group("Đơn vị xếp loại Xuất sắc (01 đơn vị)")
    GroupHead(grade='Xuất sắc', many=1, noun='đơn vị')
    >>> read_group("LOẠI TỐT: 05 đơn vị").counted, read_group("Khối kinh tế").grade
    ('đơn vị xếp loại Tốt', None)
    """
    number = _NUMBER.search(name or "")
    rest = (name or "")[: number.start()] if number else name or ""
    graded = _GRADED.search(rest) or _ALONE.fullmatch(rest)
    told = graded["grade"] if graded else None
    return GroupHead(
        told.capitalize() if told else None,
        int(number["many"]) if number else None,
        number["noun"].lower() if number else None,
    )
