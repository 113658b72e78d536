"""Regular expressions that a Vietnamese reader can read: accented words, one branch a line, an example beside it.

Most rules look at text without accents, for accents are what an engine loses first. Their patterns are written
with accents all the same, and ``unaccented`` takes them off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from cchc_ocr.vietnamese import bare

BARS = "|│┃║¦"  # between the cells of a table that is drawn with letters

_REMARK = re.compile(r"(?:^|\s{2,})#(?:\s.*|)$")


def accented(source: str, flags: int = 0) -> re.Pattern[str]:
    r"""The pattern that stands in ``source`` on one or more lines, for text as it is written.

    The lines are put together without their indentation; what stands behind two spaces and ``# `` is a remark. Any
    other space counts as one, so that phrases can be read; one at the end of a line is written ``\s``. Raises
    re.error where the whole is no pattern.

    >>> rank = accented(r'''
    ...     (?:xếp|đứng) (?:thứ|hạng)\s      # "xếp thứ 7", "đứng hạng 7"
    ...     (?P<position>\d+)
    ... ''')
    >>> rank.search("Sở xếp thứ 7/25")["position"]
    '7'
    """
    return re.compile(_joined(source), flags)


def unaccented(source: str, flags: int = 0) -> re.Pattern[str]:
    r"""As ``accented``, for text without accents and in small letters: ``bare(text).lower()``.

    >>> unaccented(r'''
    ...     kính gửi\b        # "Kính gửi:", the line of the addressees
    ...     |nơi nhận\b       # "Nơi nhận:", the recipients
    ... ''').pattern
    'kinh gui\\b|noi nhan\\b'
    """
    return re.compile(bare(_joined(source)), flags)


def as_said(source: str) -> Callable[[str], bool]:
    r"""Whether a text says what stands in ``source``: with its accents or, in a text without any, without them.

    Of two words that differ in nothing but accents only the right one is taken: "chậm" is no "chấm".

    >>> scored = as_said(r"\bchấm\b")
    >>> [scored(text) for text in ("Tự chấm", "TU CHAM", "Trả chậm")]
    [True, True, False]
    """
    written, bared = accented(source, re.IGNORECASE), unaccented(source, re.IGNORECASE)
    return lambda text: (bared if text.isascii() else written).search(text) is not None


def any_of(words: Iterable[str]) -> str:
    r"""The part of a pattern that stands for one of the words, the longest first, so that none hides a longer one.

    >>> unaccented(any_of(["ban", "ban chấp hành"])).match("ban chap hanh").group()
    'ban chap hanh'
    """
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, longest_first))})"


def _joined(source: str) -> str:
    return "".join(_REMARK.sub("", line).strip() for line in source.splitlines())
