"""Scores of criteria, overall results and points taken off, as running text, lists and brackets state them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cchc_ocr.extract.criteria import criterion_code
from cchc_ocr.extract.finding import Finding, named, sourced
from cchc_ocr.extract.passage import Trace
from cchc_ocr.extract.phrases import Phrases, Span
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.records import Deduction, Score, Total

# How often the rule is right when the reading is: a pair with "điểm" is a score and nothing else; a pair in
# brackets or a number of points without a maximum is one by its surroundings.
_WITH_POINTS, _IN_BRACKETS, _NO_MAXIMUM, _NAME, _OPEN = 0.98, 0.9, 0.8, 0.9, 0.5

FIGURE = r"\d{1,3}(?:[.,]\d{1,3})?"
# A figure may be joined to the word before it ("đạt7,70"), but is not the tail of a number or a code.
_FREE = r"(?:(?<![\w/.,:-])|(?<=dat)|(?<=diem)|(?<=dat:)|(?<=diem:))"
_PERCENT = (
    rf"(?:\s*[,;]?\s*\(?\s*(?:(?:dat|chiem|tuong ung|tuong duong|ty le|bang|voi|="
    rf"|diem)\s*)*:?\s*(?P<percent>{FIGURE})"
    r"\s?%\s*\)?)?"
)
_PAIR = re.compile(
    rf"{_FREE}(?P<score>{FIGURE})(?P<first>\s*diem)?\s*(?:/|tren(?:\s+tong so)?\s)\s*(?P<max>{FIGURE})"
    rf"(?![\d/%]|[.,]\d|\s?/)(?P<points>\s*diem(?:\s+(?:toi da|chuan))?)?{_PERCENT}"
)
# "điểm tối đa 9,5 điểm, điểm đạt 8,25 điểm": the maximum first.
_MAXIMUM_FIRST = re.compile(
    rf"\b(?:diem\s+)?(?:toi da|chuan)\s*(?:la|:)?\s*(?P<max>{FIGURE})\s*(?:diem)?\s*[,;]?\s*(?:so\s+)?(?:diem\s+)?"
    rf"(?:tu cham|tham dinh|thuc te|dat duoc|dat)\s*(?:duoc|la|:)?\s*(?P<score>{FIGURE})\s*diem\b{_PERCENT}"
)
# "7,25 điểm (tối đa 8 điểm)", "9,5 điểm, bằng 95% điểm tối đa (10 điểm)", "87 điểm trên thang điểm 100".
_MAXIMUM_LAST = re.compile(
    rf"{_FREE}(?P<score>{FIGURE})\s*diem\s*[,;]?\s*\(?\s*(?:(?:bang|dat|chiem)?\s*(?P<percent>{FIGURE})\s?%\s*(?:so\s+)?)?"
    rf"(?:tren\s+)?(?:(?:so\s+)?diem\s+)?(?:toi da|chuan|thang(?:\s+diem)?)\s*(?:la|:)?\s*\(?\s*(?P<max>{FIGURE})"
    r"(?![\d/%]|[.,]\d)(?:\s*diem)?"
)
_ALONE = re.compile(rf"{_FREE}(?P<score>{FIGURE})\s*diem\b(?!\s*(?:/|tren|%|toi da|chuan|cau|truong|den|thi|ban))")
_LOST = re.compile(
    rf"\b(?:bi\s+(?:tr\w{{1,4}}|mat)|tru|mat|diem\s+tru|(?:so\s+)?diem\s+(?:bi\s+)?(?:tru|mat))\s*(?:di|la"
    rf"|:|tong cong)?"
    rf"\s*[-–]?\s*(?P<points>{FIGURE})\s*diem\b(?!\s*/)"
    rf"|\(\s*[-–−]\s?(?P<minus>{FIGURE})\s*diem\s*\)"
)
_TOTAL = re.compile(
    r"\b(?:chi s\w{1,2} (?:cchc|cai cach hanh chinh|par index|papi|pci|sipas|ddci|dti)|par ?-?index|sipas"
    r"|tong (?:so )?diem|tong cong|ket qua chung|diem (?:trung binh|binh quan|chung))\b"
)
# "Sở Y tế: 85,5 điểm": points of a body that stand alone are its result.
_BODY = re.compile(
    r"(?:Sở|UBND|Ủy ban nhân dân|Ban (?:Dân tộc|Quản lý)|Văn phòng|Thanh tra|Cục|Chi cục|Huyện|Thành phố)\s\S"
)
_INDEX = re.compile(r"chi so (?!thanh phan)\w")
_RANKED = re.compile(r"\s*[,;(]?\s*(?:va\s+)?(?:xep|dung)\s+(?:o\s+)?(?:vi|thu|hang)\b")
# Points that say of themselves no more than that they are points: of what, stands before, or they are the result.
_GENERIC = re.compile(
    r"\W*(?:(?:so\s+)?diem(?:\s+so)?|ket qua)"
    r"(?:\s+(?:tu cham|tu danh gia|(?:hoi dong\s*)?tham dinh|hoi dong|cham|dat duoc|danh gia))?\W*$"
)
_VERB = re.compile(r"\s*(?:\b(?:la|dat|duoc)\b|[:=(])")
# The head of a list of points, and an item of it: up to a full stop, a name and a pair of figures between ";".
_POINTS_LIST = re.compile(r"\b(?:chi so|tieu chi|linh vuc|diem)\b[^.;:]{0,60}:(?=(?:[^.]|\.(?=\d))*$)")
_LISTED_PAIR = re.compile(rf"[^\W\d]\s*:?\s+(?:dat\s+)?({FIGURE}\s?/\s?{FIGURE})(?=\s*(?:[;.,]|$|[-–+•]\s))")
_LIST_REACH = 500  # characters; such lists have hardly more than ten items
# What makes a bare number of points something else than a result.
_NO_RESULT = re.compile(
    r"\b(?:tăng|giảm|hơn|kém|cộng|thưởng|trừ|mất|từ|dưới|tối đa|thang|chênh|thấp hơn|cao hơn|thêm|mỗi|đến)"
    r"\s*(?:thêm|được|là|:|so|mức)?\s*$",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\s*(?:trieu|ty|ti|dong|nghin|ngan|usd|ha|km|m2|m3|kg|tan|ngay|gio|nguoi|ho so|tthc|thu tuc|don vi|co quan|xa"
    r"|phuong|huyen|can bo|cong chuc|vien chuc|van ban|nhiem vu|chi tieu|dich vu|dvc|ho|thon|truong"
    r"|doanh nghiep)\b"
)
_RANK = re.compile(r"\b(?:xep|hang|vi tri|vi thu|thu)\s*:?\s*$")
_NO_POINTS = re.compile(r"(?:\b(?:ngay|thang|dieu|khoan|muc|quy)|(?<!diem )(?<!ho )so)\s*$")
_EACH = re.compile(
    r"\b(?:cho|doi voi|cu)?\s*moi\s(?:hanh vi|lan|truong hop|ngay|ho so|van ban|nhiem vu|loai|tieu chi"
    r"|noi dung|chi tiet)"
)
# "bị trừ 0,5 điểm ở tiêu chí …", "mất 1 điểm do …".
_AT_CRITERION = re.compile(
    r"\s*(?:o|tai|doi voi|ve|cua|cho|trong)\s+(?:cac\s+)?(?:tieu chi|noi dung|linh vuc|chi so|nhiem vu)"
    r"(?:\s+thanh phan)?(?:\s*ve)?\s*:?\s*(?!\d)"
)
_WHY = re.compile(r"\s*,?\s*\(?(?:do|vi|boi|vi ly do)\s+")
_BODY_ALONE = re.compile(r"(?:so|tinh|xa|phuong|huyen|don vi|co quan|thanh pho|nganh|co quan|ubnd \w+)(?:\s+con)?")
_ABOUT_LOSS = re.compile(r"\b(?:mat diem|bi tru|tru diem|diem tru|bi mat|chua dat diem)\b")


@dataclass(frozen=True, slots=True)
class Results:
    """What one text says about points."""

    scores: tuple[Finding[Score], ...]
    totals: tuple[Finding[Total], ...]
    deductions: tuple[Finding[Deduction], ...]


@dataclass(frozen=True, slots=True)
class _Points:
    """Points at ``match``, with the phrase they are about and how sure it is that they are a result."""

    match: re.Match[str]
    about: Span
    certainty: float

    def value(self, group: str) -> float | None:
        figure = self.match.groupdict().get(group)
        return decimal(figure) if figure else None

    @property
    def maximum(self) -> float | None:
        return self.value("max")


def find_results(phrases: Phrases, lexicon: Lexicon) -> Results:
    """All scores, totals and deductions of a text in order of appearance."""
    deductions = list(_deductions(phrases))
    lost = [Span(d.start, d.end) for d in deductions]
    points = [p for p in _points(phrases) if not any(s.start <= p.match.start() < s.end for s in lost)]
    scores: list[Finding[Score]] = []
    totals: list[Finding[Total]] = []
    for point in points:
        name = phrases.read(point.about)
        code = criterion_code(name, lexicon)
        if _is_total(phrases, point, code):
            totals.append(_total(phrases, point))
        elif point.maximum is not None or code:
            scores.append(_score(phrases, point, name, code))
    return Results(tuple(scores), tuple(totals), tuple(deductions))


def _is_rule(phrases: Phrases, match: re.Match[str]) -> bool:
    """ "mỗi hành vi trừ 1 điểm": how points are taken off, and not that they were."""
    clause = phrases.clause(match.start())
    return _EACH.search(phrases.plain, clause.start, min(clause.end, match.end() + 30)) is not None


def decimal(figure: str) -> float:
    """A figure with decimal comma or, as slips have it, point.

    >>> decimal("10,25"), decimal("115.4"), decimal("8")
    (10.25, 115.4, 8.0)
    """
    return float(figure.replace(",", "."))


def _points(phrases: Phrases) -> Iterator[_Points]:
    pairs = [m for m in _PAIR.finditer(phrases.plain) if _certainty(phrases, m)]
    pairs += _MAXIMUM_FIRST.finditer(phrases.plain)
    taken = {i for m in pairs for i in range(m.start(), m.end())}
    pairs += [m for m in _MAXIMUM_LAST.finditer(phrases.plain) if m.start() not in taken]
    taken |= {i for m in pairs for i in range(m.start(), m.end())}
    alone = [m for m in _ALONE.finditer(phrases.plain) if m.start() not in taken and _is_result(phrases, m)]
    matches = sorted((*pairs, *alone), key=lambda m: m.start())
    ends = [0, *(m.end() for m in matches)]
    for match, floor in zip(matches, ends, strict=False):
        about = _whole_name(phrases, phrases.before(match.start(), floor), floor)
        yield _Points(match, about, _certainty(phrases, match) or _NO_MAXIMUM)


def _whole_name(phrases: Phrases, about: Span, floor: int) -> Span:
    """ "Hiện đại hóa hành chính: điểm số 12,3/15": what "điểm số" is of, stands before the colon."""
    if _GENERIC.fullmatch(phrases.plain, about.start, about.end):
        colon = phrases.plain.rstrip(" ").rfind(":", floor, about.start)
        if colon > floor and not phrases.plain[colon + 1 : about.start].strip():
            return phrases.before(colon, floor) or about
    return about


def _certainty(phrases: Phrases, match: re.Match[str]) -> float:
    """How surely a pair of figures is a score; 0 where it is a rank, a count, money or a date."""
    groups = match.groupdict()
    if match.re is not _PAIR:
        return _NO_MAXIMUM if match.re is _ALONE else _WITH_POINTS
    before = phrases.plain[max(0, match.start() - 14) : match.start()]
    if _RANK.search(before) or _NO_POINTS.search(before):
        return 0.0
    if groups["points"] or groups["first"]:
        return _WITH_POINTS
    if _UNIT.match(phrases.plain, match.end("max")):
        return 0.0
    decimals = [bool(re.search(r"[.,]", groups[name])) for name in ("score", "max")]
    bracketed = before.rstrip().endswith("(")
    nearby = "diem" in phrases.plain[max(0, match.start() - 60) : match.start()]
    told = any(decimals) and (bracketed or groups["percent"] or nearby or all(decimals))
    return _IN_BRACKETS if told or (groups["percent"] and nearby) or _is_listed(phrases, match) else 0.0


def _is_listed(phrases: Phrases, match: re.Match[str]) -> bool:
    """Whether pairs are listed as points: "các nhóm chỉ số: công khai 17,5/18; thanh toán 18/20; …"."""
    list_of = _POINTS_LIST.search(phrases.plain, max(0, match.start() - _LIST_REACH), match.start())
    if not list_of or decimal(match["score"]) > decimal(match["max"]):
        return False
    pairs = _LISTED_PAIR.findall(phrases.plain, list_of.end(), match.end() + _LIST_REACH)
    return len(pairs) > 1 and any("," in pair for pair in pairs)


def _is_result(phrases: Phrases, match: re.Match[str]) -> bool:
    return _NO_RESULT.search(phrases.text, max(0, match.start() - 30), match.start()) is None


def _is_total(phrases: Phrases, point: _Points, code: str | None) -> bool:
    keyword = _TOTAL.search(phrases.plain, point.about.start, point.match.start())
    generic = _GENERIC.fullmatch(phrases.plain, point.about.start, point.about.end) is not None
    if point.maximum is None:
        of_body = _BODY.match(phrases.text, point.about.start) or _INDEX.match(phrases.plain, point.about.start)
        ranked = _RANKED.match(phrases.plain, point.match.end())
        return code is None and bool(keyword or of_body or generic or ranked)
    if point.maximum == 100 or generic:
        return code is None or keyword is not None
    return keyword is not None and code is None


def _total(phrases: Phrases, point: _Points) -> Finding[Total]:
    match = point.match
    about = point.about
    keyword = _TOTAL.search(phrases.plain, about.start, match.start())
    if keyword and keyword.end() > about.end:
        verb = _VERB.search(phrases.plain, keyword.end(), match.start())
        about = phrases.trimmed(about.start, verb.start() if verb else keyword.end())
    name = phrases.read(about)
    if not keyword:
        name = _named(phrases, about, name)
    value = Total(
        name=name,
        score=point.value("score"),
        max_score=point.maximum,
        percent=point.value("percent"),
        year=phrases.year(match.start(), match.end()),
    )
    return Finding(value, match.start(), match.end(), _sources(phrases, point, "name"), _doubtful(phrases, point))


def _named(phrases: Phrases, about: Span, name: str | None) -> str | None:
    """The index that the sentence speaks of before it comes to the body that got the points."""
    sentence = phrases.sentence(max(about.start - 1, 0))
    earlier = [*_TOTAL.finditer(phrases.plain, sentence.start, about.start)]
    if not earlier:
        return name
    index = phrases.read(Span(earlier[-1].start(), earlier[-1].end()))
    body = re.split(r"\bnăm (?:19|20)\d\d\b,?\s*", name or "")[-1]
    return f"{index} – {body}" if body else index


def _score(phrases: Phrases, point: _Points, name: str | None, code: str | None) -> Finding[Score]:
    match = point.match
    value = Score(
        criterion=name,
        criterion_code=code,
        score=point.value("score"),
        max_score=point.maximum,
        percent=point.value("percent"),
        year=phrases.year(match.start(), match.end()),
    )
    sources = _sources(phrases, point, "criterion")
    return Finding(value, match.start(), match.end(), sources, _doubtful(phrases, point))


def _sources(phrases: Phrases, point: _Points, name_field: str) -> tuple[tuple[str, Trace], ...]:
    match, passage = point.match, phrases.passage
    fields = {"score": "score", "max": "max_score", "percent": "percent"}
    certainty = _OPEN if _doubtful(phrases, point) else point.certainty
    found = [
        (field, sourced(passage, match.start(group), match.end(group), certainty))
        for group, field in fields.items()
        if match.groupdict().get(group)
    ]
    if point.about:
        found.append((name_field, named(passage, point.about.start, point.about.end, _NAME)))
    return tuple(found)


def _doubtful(phrases: Phrases, point: _Points) -> tuple[str, ...]:
    """Points listed under what was lost may be those that were left, or those that were lost."""
    sentence = phrases.sentence(point.match.start())
    about_loss = _ABOUT_LOSS.search(phrases.plain, sentence.start, point.match.start())
    return ("score",) if about_loss and "dat" not in phrases.plain[about_loss.end() : point.match.start()] else ()


def _deductions(phrases: Phrases) -> Iterator[Finding[Deduction]]:
    floor = 0
    for match in _LOST.finditer(phrases.plain):
        if not _is_rule(phrases, match) and decimal(match["points"] or match["minus"]):
            found = _deduction(phrases, match, floor)
            yield found
            floor = max(match.end(), found.end)


def _deduction(phrases: Phrases, match: re.Match[str], floor: int) -> Finding[Deduction]:
    about = _reason(phrases, match, floor)
    figure = "points" if match["points"] else "minus"
    points = sourced(phrases.passage, match.start(figure), match.end(figure), _WITH_POINTS)
    sources = [("points", points)]
    if about:
        sources.append(("name", named(phrases.passage, about.start, about.end, _NAME)))
    value = Deduction(name=phrases.read(about), points=decimal(match[figure]))
    return Finding(value, match.start(), max(match.end(), about.end if about else 0), tuple(sources))


def _reason(phrases: Phrases, match: re.Match[str], floor: int) -> Span:
    """What points were taken off for: the criterion named behind them, else what stands before, else why."""
    criterion = _AT_CRITERION.match(phrases.plain, match.end())
    if criterion:
        return phrases.behind(criterion.end()) or phrases.subject(match.start(), floor)
    before = phrases.subject(match.start(), floor)
    why = _WHY.match(phrases.plain, match.end())
    body = _BODY_ALONE.fullmatch(phrases.plain, before.start, before.end)
    return phrases.behind(why.end()) or before if why and (body or not before) else before
