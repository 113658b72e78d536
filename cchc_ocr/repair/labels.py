"""The letters of an enumeration: after "d)" comes "đ)", and without its bar only the order tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LABEL = re.compile(r"\W*([a-zđ])[.)]\s", re.IGNORECASE)


def second_ds(lines: Sequence[str]) -> frozenset[int]:
    """Numbers of the lines whose label reads d although the label before it is d: they are meant as đ.

    >>> sorted(second_ds(["c) hồ sơ; ", "d) đơn; ", "xem mẫu", "d) phí; ", "e) hạn; ", "d) khác"]))
    [3]
    """
    found = set()
    last = ""
    for number, line in enumerate(lines):
        label = _LABEL.match(line)
        if label:
            if label.group(1).lower() == "d" == last:
                found.add(number)
            last = "đ" if number in found else label.group(1).lower()
    return frozenset(found)
