"""The full dates that the pages of a document mention."""

from __future__ import annotations

import re

from cchc_ocr.extract.forms.dates import DateMention, find_dates
from cchc_ocr.extract.text.finding import sourced
from cchc_ocr.extract.text.passage import Passage, Trace
from cchc_ocr.vietnamese import bare

_DATE = 0.99


_STAMP_BEFORE = re.compile(
    r"(?:thoi gian ky|ky luc|ngay ky|ky ngay|cv den|cong van den|so:?\s*\d+\s*\W*)\s*\W*\s*$"
)


_STAMP_BEHIND = re.compile(r"\s*,?\s*\d{1,2}:\d{2}")


def find_full_dates(passage: Passage) -> tuple[tuple[DateMention, Trace], ...]:
    """Every full date of the pages that is not of a stamp or a signature box, in order of the text."""
    plain = bare(passage.text).lower()
    return tuple(
        (mention, sourced(passage, mention.start, mention.end, _DATE))
        for mention in find_dates(passage.text)
        if not _is_stamp(plain, mention)
    )


def _is_stamp(plain: str, mention: DateMention) -> bool:
    before = plain[max(0, mention.start - 24) : mention.start]
    return bool(_STAMP_BEFORE.search(before)) or bool(_STAMP_BEHIND.match(plain, mention.end))
