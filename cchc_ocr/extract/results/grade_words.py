"""The words for grades, and how a group of those begins that have one."""

from __future__ import annotations

import re

# On the accented text: without accents "khá" is also "khả", "tốt" also "tốp".
SHORT_GRADE = (
    r"xuất sắc|rất tốt|tốt|khá|trung bình(?:(?: -)? (?:khá|cao|thấp))?|yếu|kém|đạt yêu cầu|không đạt|(?-i:[ABC])"
)
_LONG = r"(?:không )?hoàn thành(?: xuất sắc| tốt)?(?: chức trách,)? nhiệm vụ"
GRADE = rf"(?<![^\W\d_])(?:{_LONG}|{SHORT_GRADE})(?![^\W\d_])"
# "2. Nhóm Tốt (80 đến dưới 90 điểm): 05 đơn vị, gồm …": a group of those that have a grade, and who they are.
GRADE_GROUP = re.compile(rf"(?:nhóm|loại|mức)\s[“\"]?(?P<grade>{GRADE})(?=[”\"]?\s?[:(])", re.IGNORECASE)
