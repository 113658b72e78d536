"""What the tagger looks at of a figure in running text: its form, the words around it, the scopes it stands in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cchc_ocr.extract.figures.tokens import FigureToken
from cchc_ocr.extract.results.context import Context
from cchc_ocr.vietnamese import bare

_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s]")
_LEFT, _RIGHT, _BAG = 5, 4, 14  # words with their place on either side, and words of the clause without
_HEADING = 14  # words of a heading or list introduction
_TOPIC = 12  # words of the subject of the document
_MAY_BE_RESULTS = frozenset(
    {"score", "maximum", "self score", "base", "rank", "percentage", "count", "whole", "change", "threshold",
     "deduction", "points", "unknown"}
)  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _PlainWord:
    start: int
    end: int
    word: str


def prose_features(context: Context, *, known: bool = True) -> Iterator[tuple[FigureToken, tuple[str, ...]]]:
    """Each figure of the text with what the tagger looks at; the rules must have claimed theirs before.

    Those whose role is that of no result (dates, numbers of documents, …) are left out unless ``known``.
    """
    tokens = [_PlainWord(*m.span(), _form(m.group())) for m in _TOKEN.finditer(context.plain)]
    starts = [token.start for token in tokens]
    whole = tuple(document_features(context.document.type, context.phrases.topic))
    scoped: dict[int, tuple[str, ...]] = {}
    figures = context.account.figures
    for i, figure in enumerate(figures):
        if not known and context.account.use(figure).role not in _MAY_BE_RESULTS:
            continue
        at = context.scopes.paragraph(figure.start).start
        if at not in scoped:
            scoped[at] = tuple(_of_scopes(context, figure.start))
        around = (figures[i - 1] if i else None, figures[i + 1] if i + 1 < len(figures) else None)
        own = (
            *_of_form(figure),
            *_of_rules(context, figure, around),
            *_of_words(context, figure, tokens, starts),
        )
        yield figure, (*own, *scoped[at], *whole)


def document_features(kind: str | None, topic: str | None) -> Iterator[str]:
    """Of what type a document is, and what it is about; as words without accents."""
    yield f"document={kind}"
    yield from (f"topic={word}" for word in words(topic or "")[:_TOPIC])


def words(text: str) -> list[str]:
    """The words of a text in bare form and small letters, figures by their form.

    >>> words("Năm 2022: 85,5/100 điểm")
    ['nam', 'YEAR', ':', '0,0', '/', '000', 'diem']
    """
    return [_form(m.group()) for m in _TOKEN.finditer(bare(text).lower())]


def _form(word: str) -> str:
    if not word[0].isdigit():
        return word
    if _YEAR.fullmatch(word):
        return "YEAR"
    return "0,0" if "," in word or "." in word else "000" if len(word) > 2 else "0"


def _of_form(figure: FigureToken) -> Iterator[str]:
    yield "always"
    if figure.order is not None:
        yield "form=order"
        return
    yield f"form={'code' if figure.code else _form(figure.text)}"
    if figure.code:
        return
    yield f"size={size(figure.decimal)}"
    yield f"decimals={decimals(figure.text)}"
    if figure.text[0] == "0" and figure.text[1:2].isdigit():
        yield "leads with 0"
    if figure.in_thousands:
        yield "thousands"


def size(value: float) -> int:
    """In which of some steps a value lies.

    >>> [size(value) for value in (0, 0.5, 7, 45, 100, 1500)]
    [0, 1, 3, 6, 7, 9]
    """
    return bisect_left((0.001, 1, 5, 10, 20, 50, 100.0001, 1000, 10000), value + 0.0005)


def decimals(text: str) -> int:
    """How many figures stand behind a decimal comma, four at most.

    >>> decimals("9,25"), decimals("9,5%"), decimals("9")
    (2, 1, 0)
    """
    return min(len(text.rstrip("% ").rpartition(",")[2]), 4) if "," in text else 0


def _of_rules(
    context: Context, figure: FigureToken, around: tuple[FigureToken | None, FigureToken | None]
) -> Iterator[str]:
    account = context.account
    use = account.use(figure)
    yield f"role={use.role}"
    yield f"why={use.why}"
    if use.role in _MAY_BE_RESULTS:
        nature = context.nature(figure.start, figure.end)
        yield f"nature={nature}"
        yield f"role and nature={use.role} {nature}"
    for side, other in zip(("before", "behind"), around, strict=True):
        if other is None:
            continue
        gap = (
            context.plain[other.end : figure.start]
            if side == "before"
            else context.plain[figure.end : other.start]
        )
        role = account.use(other).role
        yield f"role {side}={role}"
        if len(gap) < 4:
            yield f"role {side} at {gap.strip()}={role}"
        if len(gap) < 60 and not figure.code and not other.code:
            yield f"{side} is {'more' if other.decimal > figure.decimal else 'less'}"


def _of_words(
    context: Context, figure: FigureToken, tokens: Sequence[_PlainWord], starts: Sequence[int]
) -> Iterator[str]:
    phrases = context.phrases
    first, last = bisect_left(starts, figure.start), bisect_left(starts, figure.end)
    left = [token.word for token in tokens[max(0, first - _LEFT) : first]][::-1]
    right = [token.word for token in tokens[last : last + _RIGHT]]
    for side, near in (("l", left), ("r", right)):
        yield from (f"{side}{n}={word}" for n, word in enumerate(near, 1))
        yield from (f"{side}{n}{n + 1}={a} {b}" for n, (a, b) in enumerate(pairwise(near), 1))
    if left and right:
        yield f"l1r1={left[0]} {right[0]}"
    if len(left) > 1 and right:
        yield f"l2r1={left[1]} {left[0]} {right[0]}"
    sentence = phrases.sentence(figure.start)
    begin = max(bisect_left(starts, sentence.start), first - _BAG)
    yield from (f"L={token.word}" for token in tokens[begin:first])
    end = min(bisect_right(starts, sentence.end), last + _BAG)
    yield from (f"R={token.word}" for token in tokens[last:end])
    opening = bisect_left(starts, sentence.start)
    yield from (f"opens={token.word}" for token in tokens[opening : min(opening + 4, first)])
    if context.scopes.bracket(figure.start):
        yield "in brackets"
    yield f"accents={context.text[max(0, figure.start - 12) : figure.start].split()[-1:] or ''}"


def _of_scopes(context: Context, at: int) -> Iterator[str]:
    """The words of the list's introduction, of the heading above and of its parents."""
    part = context.scopes.paragraph(at)
    yield f"level={part.level:g}"
    for above in context.scopes.above(at):
        what = "head" if above.heading else "list" if above.leads else "item"
        start = above.start if above.heading else max(above.start, context.phrases.sentence(above.end - 2).start)
        for word in words(context.text[start : above.end])[:_HEADING]:
            yield f"{what}={word}"
