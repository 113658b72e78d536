"""Signs in the head of the document: whether a statement's time and body agree with what the document is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cchc_ocr.extract.confidence.wording import name_of
from cchc_ocr.extract.results.bodies import names_in
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.times import When, mentions, of_words
from cchc_ocr.patterns import unaccented
from cchc_ocr.vietnamese import bare

_OF_MANY = unaccented(r"""
    \b(?:địa bàn|các (?:sở|huyện|cơ quan|đơn vị|xã|địa phương|tỉnh|phòng|ngành)|cấp (?:huyện|xã|sở)
    |toàn (?:tỉnh|huyện|ngành))\b
""")
_AVERAGE = unaccented(r"\b(?:bình quân|trung bình|chung của|toàn (?:tỉnh|huyện|quốc|ngành)|cả nước)\b")
_PART = unaccented(r"\b(?:quý|tháng)\b")


def of_time(value: Any, context: Context) -> Iterator[str]:
    """What the head of the document says for or against the time of a value."""
    year, period = getattr(value, "year", None), getattr(value, "period", None)
    yield "part of a year" if period else "year" if year else "none"
    subject = context.phrases.topic or ""
    titled = of_words(subject, last=False)
    date = context.document.date or context.document.date_partial
    if not any(titled):
        yield "title without a time"
    elif (year, period) != tuple(titled):
        yield "other year than the title" if year != titled.year else "other part of the year than the title"
    if "/" in (titled.period or "")[:5] or (titled.year is None and titled.period):
        yield "title of several years"
    if len({m.when() for m in mentions(subject)} - {When()}) > 1:
        yield "title of several times"
    if year and date:
        behind = int(date[:4]) - year
        yield f"{behind} years before the document" if 0 <= behind < 3 else "long before or after the document"
        if behind == 0 and date[5:7] in ("01", "02", "03"):
            yield "year of a document of its first months"
        if behind == 0 and getattr(value, "index", None):
            yield "index of the year of the document"
    if not period and _PART.search(bare(name_of(value) or "").lower()):
        yield "part of a year in the name alone"


def of_body(value: Any, context: Context) -> Iterator[str]:
    """What the head of the document and the name say for or against the body of a value."""
    name = name_of(value) or ""
    body = bare(getattr(value, "body", None) or "").lower()
    if any(_own(known) not in body for known in names_in(name, context.knowledge.bodies)):
        yield "another one in the name"
    if _AVERAGE.search(bare(name).lower()):
        yield "average of many"
    if _OF_MANY.search(bare(context.document.subject or "").lower()):
        yield "title of many bodies"
    if context.document.issuer and context.bodies.whole:
        yield "document about another body"


def _own(name: str) -> str:
    """What a body has of its own in its name, without the word for its kind."""
    return bare(name).lower().split(maxsplit=1)[-1]
