"""Signs in what stands around a statement of the text: its sentence, the words beside it, its scopes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cchc_ocr.extract.confidence.wording import name_of
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.text.finding import Finding
from cchc_ocr.patterns import unaccented
from cchc_ocr.vietnamese import bare

_TARGET = unaccented(
    r"\b(?:phấn đấu|mục tiêu|chỉ tiêu|kế hoạch|dự kiến|yêu cầu|đề nghị|bảo đảm|đảm bảo|sẽ|tối thiểu|ít nhất)\b"
)
_RULE = unaccented(
    r"\b(?:mỗi|nếu|tối đa|trở lên|trở xuống|không quá|dưới|thang điểm|trường hợp|điểm cộng|điểm trừ)\b"
)
_CHANGE = unaccented(r"\b(?:tăng|giảm|cao hơn|thấp hơn|lên|xuống|chênh lệch|hơn|kém|thêm)\b")
_COMPARISON = unaccented(r"\b(?:so với|cùng kỳ|năm trước|trước đó|kỳ trước)\b")
_EXTREME = unaccented(r"\b(?:bình quân|trung bình|cao nhất|thấp nhất|toàn tỉnh|cả tỉnh|toàn quốc|cả nước)\b")
_PARTS = unaccented(r"\b(?:trong đó|bao gồm|gồm|cụ thể|riêng|còn lại|lần lượt|tương ứng)\b")
_FAULTS = unaccented(r"""
    \b(?:phương hướng|nhiệm vụ|mục tiêu|giải pháp|kiến nghị|đề xuất|tồn tại|hạn chế|nguyên nhân|khuyết điểm
    |yêu cầu)\b
""")
_BEFORE = unaccented(
    r"(?:đạt|là|có|được|thứ|hạng|trên|từ|đến|tăng|giảm|chiếm|còn|bằng|tổng|trừ|mất|với|và|cho|tại|xếp)"
)
_MANY = ((1, "few"), (3, "some"), (7, "many"))


def of_place(finding: Finding[Any], context: Context) -> Iterator[str]:
    """Where in its sentence a statement stands, and among which words."""
    yield from _of_sentence(finding, context)
    yield from _beside(finding, context)
    yield from _cues(finding, context)


def _of_sentence(finding: Finding[Any], context: Context) -> Iterator[str]:
    """How crowded the sentence is with figures, and which of them nobody knows."""
    sentence, at = context.phrases.sentence(finding.start), finding.start
    figures = [f for f in context.account.within(sentence.start, sentence.end) if context.view[f.start] == "#"]
    own = [f for f in figures if finding.start <= f.start < finding.end]
    before = sum(f.start < at for f in figures)
    yield f"{_many(len(figures) - len(own))} figures in the sentence"
    yield f"{_many(before)} figures before it"
    told = (
        ("unknown figure in the sentence", any(context.account.is_free(f.start) for f in figures)),
        ("torn figure", any(f.torn for f in own)),
        ("rank in words", any(f.order is not None for f in own)),
        ("figure with a nought", bool(own) and re.match(r"0\d", own[0].text) is not None),
        ("figure with a dot", bool(own) and "." in own[0].text),
        ("opens the sentence", not context.text[sentence.start : at].strip(" -+*•")),
        ("far into the sentence", at - sentence.start > 200),
        ("short sentence", sentence.end - sentence.start < 80),
    )
    yield from (sign for sign, found in told if found)


def _many(number: int) -> str:
    """A number in a word.

    >>> _many(0), _many(1), _many(5), _many(9)
    ('no', 'few', 'many', 'very many')
    """
    return "no" if not number else next((word for most, word in _MANY if number <= most), "very many")


def _beside(finding: Finding[Any], context: Context) -> Iterator[str]:
    """The words right before and behind, and the bracket around."""
    sentence = context.phrases.sentence(finding.start)
    before = re.findall(r"\w+|[^\w\s]", context.plain[max(sentence.start, finding.start - 40) : finding.start])
    last = before[-1] if before else ""
    yield (
        f"behind {last!r}"
        if _BEFORE.fullmatch(last) or last in (":", "(", ",", ";", "-", "/")
        else "behind a word"
    )
    behind = re.findall(r"\w+|[^\w\s]", context.plain[finding.end : finding.end + 40])
    first = behind[0] if behind else ""
    yield f"before {first!r}" if first in (".", ",", ";", ")", "(", "so", "va", "tren") else "before a word"
    bracket = context.scopes.bracket(finding.start)
    if bracket:
        opens = not context.text[bracket.start : finding.start].strip()
        yield "alone in brackets" if opens else "in brackets"


def _cues(finding: Finding[Any], context: Context) -> Iterator[str]:
    """Words of targets, rules, changes and comparisons, before it in its clause or anywhere in its sentence."""
    sentence, clause = context.phrases.sentence(finding.start), context.phrases.clause(finding.start)
    patterns = {"target": _TARGET, "rule": _RULE, "change": _CHANGE, "comparison": _COMPARISON}
    for cue, pattern in patterns.items():
        if pattern.search(context.plain, clause.start, finding.start):
            yield f"{cue} said before it"
        elif pattern.search(context.plain, sentence.start, sentence.end):
            yield f"{cue} said in the sentence"
    if _EXTREME.search(context.plain, sentence.start, finding.start):
        yield "average or extreme"
    if _PARTS.search(context.plain, sentence.start, finding.start):
        yield "one of parts"
    above = context.scopes.above(finding.start)
    if any(one.heading and _FAULTS.search(context.plain, one.start, one.end) for one in above):
        yield "under a heading of plans or faults"
    if above and above[0].leads:
        yield "in a list"
    if context.scopes.paragraph(finding.start).heading:
        yield "in a heading"


def of_time_around(finding: Finding[Any], context: Context) -> Iterator[str]:
    """From which scope the year was taken, and how many others it had to choose from."""
    sentence, clause = context.phrases.sentence(finding.start), context.phrases.clause(finding.start)
    dated = context.dated(finding.start, finding.end)
    yield f"from {dated.how}"
    times = {m.when() for m in context.periods.within(sentence.start, sentence.end) if any(m.when())}
    yield f"{_many(len(times))} in the sentence"
    if len({m.when() for m in context.periods.within(clause.start, clause.end) if any(m.when())}) > 1:
        yield "several in the clause"
    if dated.place and abs(dated.place.start - finding.start) > 200:
        yield "far away"
    if _COMPARISON.search(context.plain, sentence.start, sentence.end):
        yield "comparison in the sentence"
    if dated.place and dated.place.start > finding.start:
        yield "behind it"


def of_bodies_around(finding: Finding[Any], context: Context) -> Iterator[str]:
    """From which scope the body was taken, and which others the sentence names."""
    sentence = context.phrases.sentence(finding.start)
    named = [name for _, name in context.bodies.named(sentence.start, sentence.end)]
    unit = getattr(finding.value, "unit", None)
    yield f"{_many(len(set(named)))} in the sentence"
    if unit:
        yield "from the sentence" if unit in named else "from above"
    elif named:
        yield "of the issuer, and others named"


def of_name_around(finding: Finding[Any], context: Context) -> Iterator[str]:
    """Whether the name stands in the sentence word by word, where, and what parts it from the figure."""
    sentence, at = context.phrases.sentence(finding.start), finding.start
    name = bare(name_of(finding.value) or "").lower()
    words = name.split()
    if not words:
        return
    place = context.plain.rfind(name, sentence.start, sentence.end)
    if place < 0:
        said = set(re.findall(r"\w+", context.plain[sentence.start : sentence.end]))
        share = sum(word in said for word in words) / len(words)
        yield "put together" if share > 0.9 else "partly from outside" if share > 0.4 else "from outside"
    elif place > at:
        yield "behind it"
    else:
        before = context.plain[sentence.start : place].rstrip()
        between = context.view[place + len(name) : at]
        yield "opens the sentence" if not before else "behind a word" if before[-1].isalnum() else "behind a stop"
        if "#" in between:
            yield "another figure behind it"
        if len(between) > 30:
            yield "far before it"
