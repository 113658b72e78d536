"""The letters of an enumeration: after "d)" comes "đ)", and without its bar only the order tells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_LABEL = re.compile(r"\W*([a-zđ])[.)]\s", re.IGNORECASE)


def order(lines: Sequence[str]) -> Mapping[int, str]:
    """The correct label ("d" or "đ") of each line labelled d, by line number: d follows c, đ follows d.

    >>> dict(order(["c) hồ sơ; ", "d) đơn; ", "xem mẫu", "d) phí; ", "e) hạn; ", "d) khác"]))
    {1: 'd', 3: 'đ'}
    """
    found: dict[int, str] = {}
    last = ""
    for number, line in enumerate(lines):
        label = _LABEL.match(line)
        if label:
            letter = label.group(1).lower()
            if letter == "d" and last in ("c", "d"):
                letter = found[number] = "d" if last == "c" else "đ"
            last = letter
    return found
