"""Counts in forms that no rule knows, where the tagger is sure that a figure is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cchc_ocr.extract.figures.tokens import FigureToken
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.count_forms import COUNT, StatedCount
from cchc_ocr.extract.results.count_names import last_part
from cchc_ocr.extract.results.counts import count_finding
from cchc_ocr.extract.results.uncounted import counts_something, is_change
from cchc_ocr.extract.tagging.weights import Opinion
from cchc_ocr.extract.text.finding import Finding
from cchc_ocr.extract.text.phrases import TextSpan
from cchc_ocr.patterns import unaccented
from cchc_ocr.records import Count

SURE = 0.6  # probability of a count; docs/accuracy.md, section "The trained tagger", has how it was found
_OF = re.compile(r"\s?/\s?(?P<of>#+)")
# Words behind a figure that go on with the sentence and are not what is counted.
_GOES_ON = unaccented(r"""
    \s*(?:và|trong|đến|xuống|còn|lên|so với|của|ở|tại|là|thì|do|nhưng|hoặc|trên|từ|với|cho|được|có|đạt|chiếm|bằng
    |không|theo|vào|như|để|nên|khi|năm)\b
""")
_NOUN = re.compile(r"\s+(?P<noun>[^\W\d_]+)")


def told_counts(context: Context, opinions: Mapping[int, Opinion]) -> Iterator[Finding[Count]]:
    """The counts among the figures that the rules leave unknown; claims them. Their confidence is the tagger's."""
    for figure in context.account.figures:
        if not context.account.is_free(figure.start) or figure.code or not figure.is_whole:
            continue
        if COUNT.match(context.view, figure.start):
            continue  # a known noun stands behind it, and the rules know why it is not counted: "02 đơn vị này"
        share = opinions[figure.start].kinds["count"]
        if share < SURE:
            continue
        stated = _stated(context, figure)
        if stated.noun and counts_something(context, stated) and not is_change(context, stated):
            context.account.claim(figure.start, "count", f"the tagger: {share:.2f} a count")
            yield count_finding(context, stated)


def _stated(context: Context, figure: FigureToken) -> StatedCount:
    """The figure with its noun: the word behind it, else the words before it."""
    of = _OF.match(context.view, figure.end)
    end = of.end() if of and context.account.is_free(of.start("of")) else figure.end
    whole = of.start("of") if of and end > figure.end else None
    noun = _NOUN.match(context.text, end)
    if noun and not _GOES_ON.match(context.plain, end):
        span = TextSpan(*noun.span("noun"))
        return StatedCount(figure.start, noun.end(), figure.start, whole, span, span.end, "stated")
    about = last_part(context, figure.start)
    return StatedCount(figure.start, end, figure.start, whole, about, about.end, "labelled")
