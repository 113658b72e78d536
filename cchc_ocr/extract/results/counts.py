"""Numbers of dossiers, procedures, staff, units and documents that a text states, with what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeAlias

from rapidfuzz import fuzz

from cchc_ocr.extract.results.clause_words import in_full
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.count_forms import COUNT, StatedCount, stated_counts
from cchc_ocr.extract.results.count_labels import labelled_counts
from cchc_ocr.extract.results.count_names import PERSONS, name_of, part_of_count, under_level
from cchc_ocr.extract.results.grade_words import GRADE
from cchc_ocr.extract.results.labels import leaves_open, only_says_most
from cchc_ocr.extract.results.naming import is_compared, says_what
from cchc_ocr.extract.results.repeats import once
from cchc_ocr.extract.results.uncounted import counts_something, is_base, is_change, is_said_before
from cchc_ocr.extract.text.finding import Finding, agree, named, sourced
from cchc_ocr.patterns import accented
from cchc_ocr.records import Count

_SAME_NAME, _SHORT = 88, 12
_GRADES = re.compile(GRADE, re.IGNORECASE)


def find_counts(context: Context) -> tuple[Finding[Count], ...]:
    """All counts whose figures no other statement has claimed, each once however often repeated."""
    return once(sorted(_counts(context), key=lambda f: f.start), _repeats)


CalledCount: TypeAlias = tuple[StatedCount, str | None]


def _as_before(
    context: Context, found: StatedCount, name: str | None, before: Sequence[CalledCount]
) -> str | None:
    """The name of a count of another time in brackets, where it only says again what is counted before these."""
    bracket = context.scopes.bracket(found.value)
    if bracket and found.form == "labelled" and not says_what(context, found.noun) and before:
        last = max(before, key=lambda called: called[0].value * (called[0].value < bracket.start))
        return last[1] if is_compared(context, found.value) else name  # "31 tiêu chí (năm trước 38)"
    in_turn = bracket is not None and _IN_TURN.search(context.text, bracket.start, found.value)
    if bracket is None or not (
        in_turn or (_ENDS.match(context.text, found.noun.end) and is_compared(context, found.value))
    ):
        return name
    sentence = context.phrases.sentence(bracket.start).start
    earlier = [(f, n) for f, n in before if sentence <= f.value < bracket.start]
    same = [n for f, n in earlier if context.plain[slice(*f.noun.ends)] == context.plain[slice(*found.noun.ends)]]
    if not in_turn:
        return same[-1] if same else name
    inside = [m.start("value") for m in COUNT.finditer(context.view, *bracket.ends)]
    turn = len(same) - len(inside) + inside.index(found.value) if found.value in inside else -1
    return same[turn] if 0 <= turn < len(same) else name


def _as_of_all(
    context: Context, found: StatedCount, name: str | None, before: Sequence[CalledCount]
) -> str | None:
    """The name of a part of what is counted before, told by its body alone: "47 hồ sơ trễ, xã Nà Lơi 29 hồ sơ"."""
    named = context.bodies.named(context.phrases.sentence(found.value).start, found.value)
    bodies = [body for at, body in named if found.value - at - len(body) < _NEAR]
    noun = context.text[slice(*found.noun.ends)]
    label = bool(bodies) and noun == bodies[-1] and context.scopes.bracket(found.value) is not None
    rest = (name or "").replace(bodies[-1], "").removeprefix(noun).strip(" :(") if bodies else None
    if rest is None or not _OF_OFFICE.fullmatch(rest):
        return name
    paragraph, figure = context.scopes.paragraph(found.value).start, context.account[found.value].whole
    wholes = [
        called
        for one, called in before
        if paragraph <= one.value < found.value
        and context.account[one.value].whole >= figure
        and called
        and (label or (noun.casefold() in called.casefold() and called.casefold() != noun.casefold()))
        and not any(body in called for _, body in context.bodies.named(paragraph, found.value))
    ]
    return wholes[-1] if wholes else name


def _as_part(context: Context, found: StatedCount, name: str | None, before: Sequence[CalledCount]) -> str | None:
    """The name of a part in brackets with what was done with the whole: "kiểm tra 12 đơn vị (05 sở, 07 xã)"."""
    whole = part_of_count(context, found.value) if name and _BODIES.fullmatch(name) else None
    called = next((said for one, said in before if one.value == whole), None) or ""
    of_all = _BODIES.match(called)
    return f"{name}{called[of_all.end() :]}" if of_all else name


# Kinds of bodies, and nothing that tells which.
_KIND = (
    r"(?:sở|ban|ngành|phòng|huyện|quận|thị xã|thành phố|xã|phường|thị trấn|thôn|trường|đơn vị|cơ quan"
    r"|địa phương)"
)
_BODIES = accented(rf"\b{_KIND}(?:,\s{_KIND})*\b", re.IGNORECASE)
# "BHXH huyện", "tập trung ở Sở Xây dựng (14 nhiệm vụ)".
_OF_OFFICE = re.compile(
    r"(?:BHXH|KBNN|UBND|Chi nhánh|Chi cục|Trung tâm|TTYT|Công an|Thuế)?"
    r"|(?:(?:chủ yếu|nhiều nhất|tập trung|thuộc|riêng)\s?){1,2}(?:ở|tại|là|vào|của)?"
)
_NEAR = 3  # characters between a body and its number
_ENDS = re.compile(r"\s*[),;]")
_IN_TURN = accented(r"\blần lượt\b", re.IGNORECASE)  # "(năm 2023 lần lượt là 09 người, 35 người)"


def _counts(context: Context) -> Iterator[Finding[Count]]:
    account, named_before = context.account, list[CalledCount]()
    for found in chain(stated_counts(context), labelled_counts(context)):
        if not account.is_free(found.value) or not counts_something(context, found):
            continue
        if is_base(context, found):
            account.claim(found.value, "base", "how many have places or results")
            continue
        if is_change(context, found):
            account.claim(found.value, "change", "by how many it differs")
            continue
        if is_said_before(context, found, (one for one, _ in named_before)):
            account.claim(found.value, "count", "counted before")
            continue
        finding = _finding(context, found)
        name = _as_before(context, found, finding.value.name, named_before)
        name = _as_of_all(context, found, name, named_before)
        name = _as_part(context, found, name, named_before)
        whole = part_of_count(context, found.value)
        if name == finding.value.name and found.form == "stated" and whole is None:
            name = in_full(context, name, context.text[slice(*found.noun.ends)], found.value)
        named_before.append((found, name))
        yield replace(finding, value=finding.value.model_copy(update={"name": name}))
        account.claim(found.value, "count", "how many there are")
        if found.of is not None:  # one behind its own noun is a count of its own
            account.claim(found.of, "whole", "of how many")


# "213 hồ sơ quá hạn trên tổng số 6.480 hồ sơ", "41 công chức trên 46 biên chế", "9 buổi/24 buổi".
_WHOLE_BEHIND = re.compile(
    r"(?:[^\W\d_]|\s){0,40}?(?:\s\(?(?:tren|trong)\s(?:tong\s)?so\s|(?<!dat)(?<!diem)\stren\s(?=#+\s[a-z])|(?P<bare>\strong\s)(?=#+\s[a-z])"
    r"|\s?/\s?)(?P<of>#+)(?![/%.,\d#])"
)


def _whole_behind(context: Context, found: StatedCount) -> int | None:
    """The figure of the whole where it follows the noun of the part."""
    match = _WHOLE_BEHIND.match(context.view, found.noun.end)
    at = match.start("of") if match else None
    whole = at is not None and context.account[at].is_whole
    noun = context.plain[slice(*found.noun.ends)]
    if match and match["bare"] and not context.plain.startswith(noun, context.account[match.start("of")].end + 1):
        return None  # "03 đơn vị trong 12 tháng"
    return (
        at
        if at is not None and whole and context.account[at].whole >= context.account[found.value].whole
        else None
    )


# "Trong 52 nhiệm vụ của Kế hoạch, đến nay đã hoàn thành 46 nhiệm vụ".
_OF_SO_MANY = re.compile(r"\W*(?:trong|tren)\s(?:tong\s)?(?:so\s)?(?P<of>#+)\s(?P<noun>[a-z][^#;:()]{1,60}?)[,\s]")


def _whole_before(context: Context, found: StatedCount) -> int | None:
    """The figure of the whole with which the sentence of a part of the same begins."""
    sentence = context.phrases.sentence(found.value)
    start = context.phrases.marks.get(sentence.start, sentence.start)
    opens = _OF_SO_MANY.match(context.view, start, found.value)
    noun = context.plain[slice(*found.noun.ends)]
    if opens is None or "#" in context.view[opens.end() : found.value] or not noun:
        return None
    whole = context.account[opens.start("of")]
    same = context.plain.startswith(noun, opens.start("noun"))
    return whole.start if same and whole.is_whole and whole.whole >= context.account[found.value].whole else None


def _finding(context: Context, found: StatedCount) -> Finding[Count]:
    account, passage = context.account, context.phrases.passage
    found = replace(found, of=found.of or _whole_behind(context, found) or _whole_before(context, found))
    name, about = name_of(context, found)
    dated = context.dated(found.value, found.end)
    value = Count(
        name=under_level(context, found, name),
        value=account[found.value].whole,
        of=account[found.of].whole if found.of is not None else None,
        nature=context.nature(found.value, found.end),
        **dated.when._asdict(),
    )
    places = {"value": found.value} | ({"of": found.of} if found.of is not None else {})
    sources = [(f, sourced(passage, at, account[at].end)) for f, at in places.items()]
    if about:
        sources.append(("name", named(passage, about.start, about.end)))
    open_ = leaves_open(value.name) and (value.of is not None or value.name in PERSONS)
    open_ = open_ or only_says_most(value.name) or _OPEN.fullmatch(value.name or "") is not None
    doubtful = ("name",) if open_ else ()
    return Finding(
        value,
        found.value,
        found.end,
        (*sources, *context.source_of(dated)),
        doubtful,
        (f"name: of a {found.form} count",),
    )


# "phát hiện 86 trường hợp": of what they are stands elsewhere in the sentence.
_OPEN = accented(r"(?:trường hợp|vụ việc|vụ|lượt)(?: (?:phát hiện|ghi nhận|xảy ra|xử lý))?", re.IGNORECASE)


def _repeats(count: Count, earlier: Count) -> bool:
    if (count.value, count.of) != (earlier.value, earlier.of) or not agree(count.year, earlier.year):
        return False
    short, long = sorted(((count.name or "").casefold(), (earlier.name or "").casefold()), key=len)
    if _GRADES.findall(short) != _GRADES.findall(long):
        return False  # "02 cơ quan loại Xuất sắc, 02 cơ quan loại Khá"
    compare = fuzz.ratio if len(short) < _SHORT else fuzz.partial_ratio
    return compare(short, long) >= _SAME_NAME
