"""Grades that head groups of rows, and grades whose row lists all who have them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cchc_ocr.extract.results.grade_words import GRADE
from cchc_ocr.extract.results.grades import grade

_HEADS = re.compile(
    r"\W*(?:(?:[IVX]{1,4}|[A-H]|\d{1,2})\s?[.):/–-]+\s*)?"
    r"(?P<said>(?:các\s)?(?:(?:đơn vị|cơ quan|địa phương|tập thể|xã|sở)\s)?"
    r"(?:được\s)?(?:xếp\s|đạt\s|kết quả\s|mức\s)*(?:loại|mức|nhóm|hạng|phân loại|xếp loại)\b\s*[:“\"]?\s*)?"
    rf"(?P<grade>{GRADE})[”\"]?"
    r"(?:\s*\((?:từ|trên|dưới|đạt|>=?|≥|<|≤)[^()]*\d[^()]*\))?"  # the bounds of its points
    r"(?:\s*[(:–-]+\s*(?:gồm\s|có\s)?(?P<number>\d{1,3})\s(?P<counted>[^\W\d][^()\d]{1,40}?)\)?)?\W*",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\s*;\s*|\n|\s*,\s+(?=[^\W\d_a-zà-ỹ])")
_OPENS_NAME = re.compile(
    r"(?:[A-ZĐ]{2,}\b|(?:Sở|Ban|Phòng|Xã|Phường|Huyện|Thành phố|Thị xã|Thị trấn|Quận|Trường|Trung tâm|Văn phòng"
    r"|Thanh tra|Chi cục|Cục|Khoa|Bệnh viện|Trạm|Công an|Kho bạc|Thuế|Bảo hiểm|Tòa|Viện|Tiểu học|Mầm non)\b)"
)
_FEWEST = 2  # names in a cell that lists some
_LONGEST = 60  # characters of a name


@dataclass(frozen=True, slots=True)
class GroupGrade:
    """A grade that heads a group of rows, and how many of what it says that there are."""

    grade: str
    number: int | None = None
    counted: str | None = None


def grade_of_group(name: str | None) -> GroupGrade | None:
    """The grade that the name of a row gives all rows below; None where it says anything else.

    >>> grade_of_group("A. XẾP LOẠI TỐT (02 đơn vị)")
    GroupGrade(grade='Tốt', number=2, counted='đơn vị')
    >>> grade_of_group("II. Khá"), grade_of_group("Khá giả")
    (GroupGrade(grade='Khá', number=None, counted=None), None)
    """
    told = _HEADS.fullmatch(" ".join((name or "").split()))
    given = grade(told["grade"]) if told else None
    if told is None or given is None or (len(given) == 1 and not told["said"]):
        return None
    number = int(told["number"]) if told["number"] else None
    return GroupGrade(given, number, told["counted"].strip().lower() if told["counted"] else None)


def listed_in(cell: str) -> tuple[str, ...]:
    """The names that a cell lists; none where it has but one.

    >>> listed_in("THPT An Phú; THPT Sông Cái"), listed_in("Sở Văn hóa, Thể thao và Du lịch")
    (('THPT An Phú', 'THPT Sông Cái'), ())
    """
    parts = [part.strip(" .") for part in (cell.split(";") if ";" in cell else _rejoined(_NAMES.split(cell)))]
    parts = [part for part in parts if part]
    named = all(len(part) <= _LONGEST and part[0].isupper() for part in parts)
    return tuple(parts) if named and len(parts) >= _FEWEST and not re.search(r"\d[,.%]|\d{3}", cell) else ()


def _rejoined(parts: Sequence[str]) -> list[str]:
    """Parts of a list between commas; what does not begin as a name does is the rest of the one before.

    >>> _rejoined(["Sở Y tế", "Sở Văn hóa", "Thể thao và Du lịch"])
    ['Sở Y tế', 'Sở Văn hóa, Thể thao và Du lịch']
    """
    if all(word[0].isupper() for part in parts for word in part.split()):
        return [*parts]
    names: list[str] = []
    for part in parts:
        if names and not _OPENS_NAME.match(part):
            names[-1] += f", {part}"
        else:
            names.append(part)
    return names
