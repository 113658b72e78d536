"""The full dates that the pages of a document mention, and which of them is the document's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cchc_ocr.document import Box
from cchc_ocr.extract.forms.dates import DateMention, find_dates
from cchc_ocr.extract.text.finding import Finding, sourced
from cchc_ocr.extract.text.passage import Passage, Trace
from cchc_ocr.patterns import unaccented
from cchc_ocr.records import Evidence
from cchc_ocr.vietnamese import bare

Mention = tuple[DateMention, Trace]

_DATE = 0.99  # how often the rule is right when the reading is

# Run on the bare lower-case form.
_STAMP_BEFORE = unaccented(r"""
    (?:
        thời gian ký               # "Thời gian ký: 12/03/2024"
        |ký lúc                    # "Ký lúc 12/03/2024"
        |ngày ký                   # "Ngày ký: 12/03/2024"
        |ký ngày                   # "Ký ngày 12/03/2024"
        |cv đến                    # "CV đến 12/03/2024"
        |công văn đến              # "CÔNG VĂN ĐẾN, 12/03/2024"
        |số:?\s*\d+\s*\W*         # "Số: 1234, 12/03/2024", of the stamp of receipt
    )\s*\W*\s*$
""")
_STAMP_BEHIND = re.compile(r"\s*,?\s*\d{1,2}:\d{2}")  # "12/03/2024, 08:15"


def find_full_dates(passage: Passage) -> tuple[Mention, ...]:
    """Every full date of the pages that is not of a stamp or a signature box, in order of the text."""
    plain = bare(passage.text).lower()
    return tuple(
        (mention, sourced(passage, mention.start, mention.end, _DATE))
        for mention in find_dates(passage.text)
        if not _is_stamp(plain, mention)
    )


def but_its_own(mentions: Sequence[Mention], own: Evidence | None) -> list[Mention]:
    """The dates but the document's own at ``own``: that one, often written by hand, is read with the head."""
    if own is None or own.box is None:
        return list(mentions)
    place = Box(*own.box)
    return [(m, trace) for m, trace in mentions if trace.page != own.page or not _meet(trace.box, place)]


def each_date(mentions: Sequence[Mention], date: str | None, own: Evidence | None) -> tuple[Finding[str], ...]:
    """Each date once, in order of time, with its clearest reading; also the document's own, read at ``own``."""
    best: dict[str, Mention] = {}
    for mention, trace in mentions:
        if mention.iso and (mention.iso not in best or trace.confidence > best[mention.iso][1].confidence):
            best[mention.iso] = (mention, trace)
    found = [Finding(iso, m.start, m.end, (("", trace),)) for iso, (m, trace) in best.items()]
    if date and own and date not in best:
        trace = Trace(own.page or 1, Box(*own.box) if own.box else None, own.text, own.confidence)
        found.append(Finding(date, 0, 0, (("", trace),)))
    return tuple(sorted(found, key=lambda finding: finding.value))


def _meet(one: Box | None, other: Box) -> bool:
    return (
        one is not None and min(one.x1, other.x1) > max(one.x0, other.x0) and abs(one.y0 - other.y0) < other.height
    )


def _is_stamp(plain: str, mention: DateMention) -> bool:
    before = plain[max(0, mention.start - 24) : mention.start]
    return bool(_STAMP_BEFORE.search(before)) or bool(_STAMP_BEHIND.match(plain, mention.end))
