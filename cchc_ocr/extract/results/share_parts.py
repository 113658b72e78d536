"""What shares of several parts are called: of levels of government, and of parts that are told apart by a word."""

from __future__ import annotations

import re

from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.labels import concise
from cchc_ocr.extract.results.naming import colon_lead, is_level, says_what
from cchc_ocr.extract.text.phrases import TextSpan
from cchc_ocr.patterns import accented

# ": cấp tỉnh đạt 88,3%; ": shares of other levels alone.
_LEVELS = re.compile(
    r":\s(?:(?:o |tai )?(?:cap|khoi|cac)\s[a-z ,]{2,30}?\s(?:(?:dat|la|chi|moi)\s)*#+\s?%(?:\s\([^()]*\))?"
    r"(?:[,;]\s|\s)(?:(?:va|con)\s)?)*"
)


def level_of_lead(context: Context, at: int, about: TextSpan) -> str | None:
    """What stands before a colon with the level whose share at ``at`` is: "Hồ sơ trực tuyến: cấp huyện đạt 79,5%".

    ``about`` are the words of the share. None where between the two there is more than shares of other levels.
    """
    lead, name = colon_lead(context, at), concise(context.phrases.read(about))
    alone = lead and lead != about and about.end <= at and _LEVELS.fullmatch(context.view, lead.end, about.start)
    if not (alone and name and is_level(context, about) and says_what(context, lead)):
        return None
    return f"{concise(context.phrases.read(lead))} {_AT.sub('', name)}"


def told_apart(whole: str, part: str) -> str:
    """The name of a share like the one before it, of another part.

    >>> told_apart("Tỷ lệ hài lòng của người bệnh nội trú", "ngoại trú")
    'Tỷ lệ hài lòng của người bệnh ngoại trú'
    >>> told_apart("Hồ sơ do cấp tỉnh giải quyết đúng hạn", "cấp xã")
    'Hồ sơ do cấp xã giải quyết đúng hạn'
    >>> told_apart("Tỷ lệ hộ có mạng cáp quang", "điện thoại thông minh")
    'Tỷ lệ hộ có mạng cáp quang: điện thoại thông minh'
    """
    part = _AT.sub("", part)
    if part.lower().startswith("cấp ") and (acting := _OFFICES_OF_LEVEL.search(whole)):
        return f"{whole[: acting.start()]} {part}{whole[acting.end() :]}"  # of levels that have no such offices
    words, other = _IN_PART.sub("", whole).split(), part.split()
    if other[0].lower() in (w.lower() for w in words[:-1]):
        at = next(i for i, w in enumerate(words) if w.lower() == other[0].lower())
        return " ".join([*words[:at], *other, *words[at + len(other) :]])
    if other[-1].lower() == words[-1].lower():
        return " ".join([*words[: -len(other)], *other])
    return f"{whole}: {part}"


_AT = accented(r"^(?:ở|tại|đối với)\s", re.IGNORECASE)
_OFFICES_OF_LEVEL = accented(
    r"\s(?:do\s)?(?:các\s)?cơ quan chuyên môn cấp (?:tỉnh|huyện|thành phố)\b", re.IGNORECASE
)
_IN_PART = re.compile(r"\s(?:quý [IVX]+|tháng \d+|(?:6|9) tháng(?: đầu năm)?)$")
