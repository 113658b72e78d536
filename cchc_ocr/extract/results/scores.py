"""Scores of criteria and overall results, as running text, lists and brackets state them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from cchc_ocr.extract.results.bodies import Bodies
from cchc_ocr.extract.results.criteria import Criteria
from cchc_ocr.extract.results.deductions import find_deductions
from cchc_ocr.extract.results.labels import concise
from cchc_ocr.extract.results.periods import when
from cchc_ocr.extract.results.phrases import Phrases, TextSpan
from cchc_ocr.extract.results.points import Points, find_points, is_role
from cchc_ocr.extract.text.finding import Finding, named, sourced
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.records import Basis, Deduction, Score, Total
from cchc_ocr.vietnamese import CAPITALS

_NAME, _OPEN = 0.9, 0.5  # how often the rule is right when the reading is

_TOTAL = re.compile(
    r"\b(?:chi s\w{1,2} (?:cchc|cai cach hanh chinh)|(?:chi s\w{1,2} )?(?:par ?-?index|papi|pci|sipas|ddci|dti)"
    r"|tong (?:so )?diem|tong cong|ket qua chung|diem (?:trung binh|binh quan|chung))\b"
)
# "Sở Y tế: 85,5 điểm": points of a body that stand alone are its result.
_BODY = re.compile(
    r"(?:Sở|UBND|Ủy ban nhân dân|Ban (?:Dân tộc|Quản lý)|Văn phòng|Thanh tra|Cục|Chi cục|Huyện|Thành phố)\s\S"
    r"|(?:[Hh]uyện|[Xx]ã|[Pp]hường|[Tt]hị trấn|[Tt]hị xã|[Tt]hành phố|[Qq]uận|[Tt]ỉnh|[Đđ]ặc khu)"
    rf"\s[{CAPITALS}]"
)
# Indices that are no criterion, whatever they measure.
_OTHER_INDEX = re.compile(r"\b(?:papi|pci|sipas|ddci|dti)\b")
_INDEX = re.compile(r"chi so (?!thanh phan)\w")
_RANKED = re.compile(
    r"\s*[,;(]?\s*(?:va\s+)?(?:(?:duoc\s+)?(?:xep|dat)\s+loai|loai\s|(?:xep|dung)\s+(?:o\s+)?(?:vi|thu|hang)\b|hang\s\d)"
)
# "năm 2022 (85,5 điểm)", "(quý I/2024: 81,2 điểm)": the same result at another time.
_PERIOD_ALONE = re.compile(
    r"\W*(?:so voi\s+)?(?:(?:quy\s+(?:[ivx]{1,3}|\d)|thang\s+\d{1,2})\s*(?:nam|/)\s*|nam\s+)(?:19|20)\d\d"
    r"\W*(?:dat|la)?\W*"
)
_PREPOSITION = re.compile(r"(?:Về|Đối với|(?:cao|thấp) nhất là|Tiêu chí(?=\s+[^\W\d]))\s+", re.IGNORECASE)
_VERB = re.compile(r"\s*(?:\b(?:la|dat|duoc)\b|[:=(])")
_ABOUT_LOSS = re.compile(r"\b(?:mat diem|bi tru|tru diem|diem tru|bi mat|chua dat diem)\b")


@dataclass(frozen=True, slots=True)
class ScoreFindings:
    """What one text says about points."""

    scores: tuple[Finding[Score], ...]
    totals: tuple[Finding[Total], ...]
    deductions: tuple[Finding[Deduction], ...]


def find_results(phrases: Phrases, criteria: Criteria, bodies: Bodies) -> ScoreFindings:
    """All scores, totals and deductions of a text in order of appearance."""
    return _ScoreReader(phrases, criteria, bodies).results()


class _ScoreReader:
    """One text and whom it speaks of."""

    def __init__(self, phrases: Phrases, criteria: Criteria, bodies: Bodies) -> None:
        self.phrases, self.criteria, self.bodies = phrases, criteria, bodies

    def results(self) -> ScoreFindings:
        deductions = tuple(find_deductions(self.phrases, self.bodies))
        lost = [TextSpan(d.start, d.end) for d in deductions]
        scores: list[Finding[Score]] = []
        totals: list[Finding[Total]] = []
        for points in find_points(self.phrases, lambda name: self.criteria.code(name) is not None):
            if any(s.start <= points.start < s.end for s in lost):
                continue
            name = self._name(points.about)
            code = self.criteria.code(name)
            if self._is_total(points, code, bool(totals)):
                totals += self._totals(points)
            elif points.figures.get("max_score") or code:
                scores.append(self._score(points, name, code))
        return ScoreFindings(tuple(_with_claims(scores)), tuple(totals), deductions)

    def _name(self, about: TextSpan) -> str | None:
        name = self.phrases.read(about)
        return _PREPOSITION.sub("", name, count=1) if name and _PREPOSITION.match(name) else name

    def _is_total(self, points: Points, code: str | None, after_total: bool) -> bool:
        phrases, about = self.phrases, points.about
        keyword = _TOTAL.search(phrases.plain, about.start, points.start)
        role = is_role(phrases, about, points.start)
        maximum = points.value(phrases, "max_score")
        if _OTHER_INDEX.search(phrases.plain, about.start, about.end):
            return True
        if maximum is None:
            of_body = _BODY.match(phrases.text, about.start) or _INDEX.match(phrases.plain, about.start)
            ranked = _RANKED.match(phrases.plain, points.end)
            again = after_total and _PERIOD_ALONE.fullmatch(phrases.plain, about.start, points.start)
            return code is None and bool(keyword or of_body or role or ranked or again)
        if maximum == 100 or role:
            return code is None or keyword is not None
        return keyword is not None and code is None

    def _totals(self, points: Points) -> Iterator[Finding[Total]]:
        """One result, or two where that of the body itself stands beside that of the appraisal."""
        claim = points.figures.get("self_score")
        if claim:
            figures = {**points.figures, "score": claim}
            del figures["self_score"]
            yield self._total(replace(points, figures=figures, basis="self", end=claim.end))
        yield self._total(points, "appraised" if claim else points.basis)

    def _total(self, points: Points, basis: Basis | None = None) -> Finding[Total]:
        phrases = self.phrases
        value = Total(
            name=self._name_of_total(points),
            score=points.value(phrases, "score"),
            max_score=points.value(phrases, "max_score"),
            percent=points.value(phrases, "percent"),
            basis=basis or points.basis,
            unit=self.bodies.body_at(points.start),
            **when(phrases, points.start, points.end)._asdict(),
        )
        return Finding(value, points.start, points.end, self._sources(points, "name"), self._doubtful(points))

    def _name_of_total(self, points: Points) -> str | None:
        phrases, about = self.phrases, points.about
        keyword = _TOTAL.search(phrases.plain, about.start, points.start)
        if keyword and keyword.end() > about.end:
            verb = _VERB.search(phrases.plain, keyword.end(), points.start)
            about = phrases.trimmed(about.start, verb.start() if verb else keyword.end())
        name = concise(phrases.read(about))
        return name if keyword else self._index_and_body(about, name)

    def _index_and_body(self, about: TextSpan, name: str | None) -> str | None:
        """The index that the sentence speaks of before it comes to the body that got the points."""
        phrases = self.phrases
        sentence = phrases.sentence(max(about.start - 1, 0))
        earlier = [*_TOTAL.finditer(phrases.plain, sentence.start, about.start)]
        if not earlier:
            return name
        index = phrases.read(TextSpan(earlier[-1].start(), earlier[-1].end()))
        body = re.split(r"\bnăm (?:19|20)\d\d\b,?\s*", name or "")[-1]
        return f"{index} – {body}" if body else index

    def _score(self, points: Points, name: str | None, code: str | None) -> Finding[Score]:
        phrases = self.phrases
        value = Score(
            criterion=name,
            criterion_code=code,
            score=points.value(phrases, "score"),
            max_score=points.value(phrases, "max_score"),
            percent=points.value(phrases, "percent"),
            self_score=points.value(phrases, "self_score"),
            basis=points.basis,
            unit=self.bodies.body_at(points.start),
            **when(phrases, points.start, points.end)._asdict(),
        )
        sources = self._sources(points, "criterion")
        return Finding(value, points.start, points.end, sources, self._doubtful(points))

    def _sources(self, points: Points, name_field: str) -> tuple[tuple[str, Trace], ...]:
        passage, about = self.phrases.passage, points.about
        certainty = _OPEN if self._doubtful(points) else points.certainty
        found = [(name, sourced(passage, s.start, s.end, certainty)) for name, s in points.figures.items()]
        if about:
            found.append((name_field, named(passage, about.start, about.end, _NAME)))
        return tuple(found)

    def _doubtful(self, points: Points) -> tuple[str, ...]:
        """Points listed under what was lost may be those that were left, or those that were lost."""
        plain, sentence = self.phrases.plain, self.phrases.sentence(points.start)
        loss = _ABOUT_LOSS.search(plain, sentence.start, points.start)
        return ("score",) if loss and "dat" not in plain[loss.end() : points.start] else ()


def _with_claims(scores: Sequence[Finding[Score]]) -> Iterator[Finding[Score]]:
    """Of a criterion's own points and those of the appraisal, stated one after the other, one score."""
    claim: Finding[Score] | None = None
    for finding, behind in zip_longest(scores, scores[1:]):
        before, claim = claim, None
        if behind and _is_claim(finding.value, behind.value):
            claim = finding
        else:
            yield _joined(before, finding) if before else finding


def _joined(claim: Finding[Score], finding: Finding[Score]) -> Finding[Score]:
    claimed = [("self_score", trace) for field, trace in claim.sources if field == "score"]
    value = finding.value.model_copy(update={"self_score": claim.value.score})
    return replace(finding, value=value, sources=(*finding.sources, *claimed))


def _is_claim(one: Score, other: Score) -> bool:
    """Whether ``one`` is what the body gave itself for the criterion that ``other`` appraises."""
    same = (one.criterion, one.unit, one.year) == (other.criterion, other.unit, other.year)
    return same and one.basis == "self" and other.basis == "appraised" and other.self_score is None
