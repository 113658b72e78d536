"""Compares the results of a record, as whole statements, with what a person says that the document states.

A statement is right if its figures are, and "whole" if its name, body, time and basis are right too. The labels
stand in ``NAME.statements.json`` beside the document; ``tests/corpus/README.md`` describes them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from rapidfuzz import fuzz

from cchc_ocr.evaluation.agreement import ListCounts
from cchc_ocr.evaluation.scoring import Tally, normal, rate

Labels = Mapping[str, Any]

# The figures of each kind, by their name in the labels; the first is the value.
FIGURES: Mapping[str, tuple[str, ...]] = {
    "scores": ("score", "max"),
    "totals": ("score", "max"),
    "ranks": ("position", "of"),
    "grades": ("grade",),
    "deductions": ("points",),
    "percentages": ("value",),
    "counts": ("value",),
}
_IN_RECORDS = {"max": "max_score"}
_NAMES = ("criterion", "name")
_NO_RESULTS = ("not", "targets", "rules")
_NOT_JUDGED = frozenset({"must", "optional", "group"})
_ALIKE = 80  # of 100
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_SHORT_FORMS = {
    "cchc": "cải cách hành chính",
    "tthc": "thủ tục hành chính",
    "ubnd": "ủy ban nhân dân",
    "cntt": "công nghệ thông tin",
    "qppl": "quy phạm pháp luật",
    "vbqppl": "văn bản quy phạm pháp luật",
    "dvc": "dịch vụ công",
}


@dataclass(frozen=True, slots=True)
class StatementCounts(Tally):
    """How many statements are wanted, found, right in their figures, right as a whole, and wrong but not listed.

    ``no_results`` are those found that the labels name as no results: targets, rules, figures of something else.
    """

    wanted: int = 0
    found: int = 0
    value_right: int = 0
    whole_right: int = 0
    wrong_unlisted: int = 0
    right_listed: int = 0
    no_results: int = 0

    @property
    def value_f1(self) -> float:
        return rate(2 * self.value_right, self.wanted + self.found)

    @property
    def whole_f1(self) -> float:
        return rate(2 * self.whole_right, self.wanted + self.found)


@dataclass(slots=True)
class StatementReport:
    """Counts by kind, and what is missing, wrong or invented, in words."""

    counts: defaultdict[str, StatementCounts] = field(default_factory=lambda: defaultdict(StatementCounts))
    checks: ListCounts = field(default_factory=ListCounts)
    faults: list[str] = field(default_factory=list)

    def add(self, kind: str, **counts: int) -> None:
        self.counts[kind] += StatementCounts(**counts)

    @property
    def all(self) -> StatementCounts:
        return sum(self.counts.values(), StatementCounts())


@dataclass(frozen=True, slots=True)
class _Stated:
    """A result of a record; ``implied`` where it is the self-assessed part of a total."""

    kind: str
    pointer: str
    item: Mapping[str, Any]
    issuer: str | None
    listed: bool
    implied: bool = False

    def slot(self, name: str) -> Any:
        return self.item.get(_IN_RECORDS.get(name, name))

    def names(self, name: str) -> list[str]:
        """The words that say what is measured: the name, and for all but scores the index."""
        said = (self.slot(name), self.item.get("index") if name == "name" else None)
        return [text for text in said if text]

    def wrong_slots(self, label: Labels, rivals: Sequence[Labels]) -> list[str]:
        return [slot for slot in label if slot not in _NOT_JUDGED and not self._is_right(slot, label, rivals)]

    def _is_right(self, slot: str, label: Labels, rivals: Sequence[Labels]) -> bool:
        if slot == "unit":
            return self._has_body(label["unit"])
        if slot not in _NAMES:
            return any(_same_value(wanted, self.slot(slot)) for wanted in _options(label[slot]))
        if not self._is_named(slot, label):
            return False
        nearest = self.likeness(label) + 3
        others = (rival for rival in rivals if not _share_a_name(rival, label, slot))
        return not any(self.likeness(rival) > nearest and self._is_named(slot, rival) for rival in others)

    def _has_body(self, wanted: Any) -> bool:
        own = [name for name in (self.slot("unit"), self.item.get("body")) if name]
        said = own or ([self.issuer] if self.issuer else [])
        return any(
            not own if one is None else any(_same_body(one, name) for name in said) for one in _options(wanted)
        )

    def _is_named(self, slot: str, label: Labels) -> bool:
        have = self.names(slot)
        if not have:
            return None in _options(label[slot])
        alike = any(_same_name(wanted, name) for wanted in _options(label[slot]) for name in have if wanted)
        years = {int(year) for year in re.findall(r"năm (\d{4})", _words(have[0]))}
        of_another_year = years and "year" in label and not years & set(_options(label["year"]))
        return alike and not of_another_year and self._holds(label.get("must", []))

    def _holds(self, phrases: Sequence[Any]) -> bool:
        said = (self.item.get(slot) for slot in (*_NAMES, "index", "unit", "body"))
        text = f" {_words(' '.join(filter(None, said)))} "
        return all(any(f" {_words(one)} " in text for one in _options(phrase)) for phrase in phrases)

    def likeness(self, label: Labels) -> float:
        """How much the name is like that of a label, from 0 to 100; 0 where they have no word in common."""
        slot = "criterion" if "criterion" in label else "name"
        wanted = [_words(name) for name in _options(label.get(slot)) if name]
        pairs = ((one, _words(name)) for one in wanted for name in self.names(slot))
        return max((fuzz.token_sort_ratio(a, b) for a, b in pairs if set(a.split()) & set(b.split())), default=0.0)

    def __str__(self) -> str:
        said = ", ".join(f"{key} {value!r}" for key, value in self.item.items() if value is not None)
        return f"{self.pointer} ({said}){' (listed)' if self.listed else ''}"


def compare_statements(labels: Labels, record: Mapping[str, Any], report: StatementReport, name: str) -> None:
    """Add one document to the report. ``record`` is in the scheme of the record, read from JSON."""
    stated = [one for kind in FIGURES for one in _stated(record, kind)]
    results = [one for one in stated if one.item.get("nature") in (None, "result")]
    matched = {kind: _matched(labels.get(kind, []), [r for r in results if r.kind == kind]) for kind in FIGURES}
    spared = _spared(labels, matched)
    for kind in (kind for kind in FIGURES if kind in labels):
        for number, label in enumerate(labels[kind]):
            if found := matched[kind].get(number):
                _judge(label, labels[kind], found, report, name)
            elif not label.get("optional") and (kind, number) not in spared:
                report.add(kind, wanted=1)
                report.faults.append(f"{name} missing {kind}: {dict(label)}")
        taken = {one.pointer for one in matched[kind].values()}
        for one in (r for r in results if r.kind == kind and not r.implied and r.pointer not in taken):
            named = any(_names_it(entry, one) for part in _NO_RESULTS for entry in labels.get(part, []))
            report.add(kind, found=1, wrong_unlisted=not one.listed, no_results=named)
            report.faults.append(f"{name} {'no result' if named else 'invented'}: {one}")
    if "checks" in labels:
        _judge_checks(labels["checks"], record, report, name)


@dataclass(frozen=True, slots=True)
class JudgedStatement:
    """A result of a record: whether the labels have it, and which of its slots are right."""

    kind: str
    pointer: str
    stated: bool
    slots: Mapping[str, bool]


def judged_statements(labels: Labels, record: Mapping[str, Any]) -> Iterator[JudgedStatement]:
    """The results of a record of the kinds that the labels have, each with what of it is right."""
    for kind in (kind for kind in FIGURES if kind in labels):
        results = [one for one in _stated(record, kind) if one.item.get("nature") in (None, "result")]
        matched = _matched(labels[kind], results)
        numbers = {one.pointer: number for number, one in matched.items()}
        for one in (result for result in results if not result.implied):
            label = labels[kind][numbers[one.pointer]] if one.pointer in numbers else {}
            wrong = one.wrong_slots(label, labels[kind])
            slots = {slot: slot not in wrong for slot in label if slot not in _NOT_JUDGED}
            yield JudgedStatement(kind, one.pointer, one.pointer in numbers, slots)


def _judge(label: Labels, rivals: Sequence[Labels], found: _Stated, report: StatementReport, name: str) -> None:
    wrong = found.wrong_slots(label, rivals)
    report.add(
        found.kind,
        wanted=1,
        found=1,
        value_right=not set(wrong) & set(FIGURES[found.kind]),
        whole_right=not wrong,
        wrong_unlisted=bool(wrong) and not found.listed,
        right_listed=not wrong and found.listed,
    )
    report.faults += [f"{name} wrong {slot}: {label[slot]!r} is wanted, not {found}" for slot in wrong]


def _names_it(entry: Labels, found: _Stated) -> bool:
    value = found.slot(FIGURES[found.kind][0])
    of_kind = found.kind in _options(entry.get("kind") or found.kind)
    return of_kind and any(_same_value(wanted, value) for wanted in _options(entry["value"]))


def _judge_checks(
    planted: Sequence[Labels], record: Mapping[str, Any], report: StatementReport, name: str
) -> None:
    """Contradictions that were planted in a document against the warnings of its record."""
    left = [check for check in record.get("checks") or [] if check.get("level") in ("warning", "error")]
    found = len(left)
    for label in planted:
        fits = (check for check in left if _is_planted(label, check))
        warned = next(fits, None)
        if warned:
            left.remove(warned)
        elif not label.get("optional"):
            report.faults.append(f"{name} missing check: {label.get('about', dict(label))}")
        report.checks += ListCounts(wanted=bool(warned) or not label.get("optional"), hits=bool(warned))
    report.checks += ListCounts(found=found)
    report.faults += [f"{name} false check: {check['code']}: {check.get('message')}" for check in left]


def _is_planted(label: Labels, check: Mapping[str, Any]) -> bool:
    of_code = check["code"] in _options(label.get("code", check["code"]))
    told = (form for said in _options(label.get("says", "")) for form in (said, _as_messages_say(said)))
    return of_code and any(form in check.get("message", "") for form in told)


def _as_messages_say(figure: str) -> str:
    """A figure of a document as messages write it: "84,75" is 84.75 there, "24.310" is 24310."""
    return figure.replace(".", "") if _THOUSANDS.fullmatch(figure) else figure.replace(",", ".")


def _stated(record: Mapping[str, Any], kind: str) -> Iterator[_Stated]:
    issuer, listed = (record.get("document") or {}).get("issuer"), record.get("needs_review") or []
    for number, item in enumerate(record.get(kind) or []):
        pointer = f"/{kind}/{number}"
        doubtful = any(one == pointer or one.startswith(f"{pointer}/") for one in listed)
        yield _Stated(kind, pointer, item, issuer, doubtful)
        own = item.get("self_score") if kind == "totals" else None
        if own is not None and own != item.get("score"):
            by_itself = {**item, "score": own, "self_score": None, "basis": "self"}
            yield _Stated(kind, pointer, by_itself, issuer, doubtful, implied=True)


def _matched(labels: Sequence[Labels], results: Sequence[_Stated]) -> dict[int, _Stated]:
    """The result that fits each label, by number: pairs with the fewest wrong slots first."""
    pairs = []
    for number, label in enumerate(labels):
        for place, result in enumerate(results):
            figures, optional = FIGURES[result.kind], bool(label.get("optional"))
            if not any(_same_value(wanted, result.slot(figures[0])) for wanted in _options(label[figures[0]])):
                continue
            wrong = set(result.wrong_slots(label, labels))
            misnamed = bool(wrong & set(_NAMES))
            if optional and (misnamed or wrong & set(figures)):
                continue
            worth = (bool(wrong & set(figures)), misnamed, len(wrong), optional, -result.likeness(label))
            pairs.append((*worth, number, place))
    found: dict[int, _Stated] = {}
    used: set[int] = set()
    for *_, number, place in sorted(pairs):
        if number not in found and place not in used:
            found[number] = results[place]
            used.add(place)
    return found


def _spared(labels: Labels, matched: Mapping[str, Mapping[int, _Stated]]) -> set[tuple[str, int]]:
    """Labels that need not be found, because the same thing is found, or counted as missing, in another form."""
    groups: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for kind in FIGURES:
        for number, label in enumerate(labels.get(kind, [])):
            if "group" in label:
                groups[label["group"]].append((kind, number))
    spared: set[tuple[str, int]] = set()
    for members in groups.values():
        missed = [(kind, number) for kind, number in members if number not in matched[kind]]
        spared.update(missed[1:] if len(missed) == len(members) else missed)
    return spared


def _options(value: Any) -> list[Any]:
    """What is accepted: a list says any of these."""
    return value if isinstance(value, list) else [value]


def _share_a_name(one: Labels, other: Labels, slot: str) -> bool:
    return bool(set(map(str, _options(one.get(slot)))) & set(map(str, _options(other.get(slot)))))


@cache
def _words(text: str) -> str:
    """The words of a name in small letters, in the new places of tone marks, without short forms and signs."""
    words = re.findall(r"\w+(?:&\w+)?", normal(text).casefold())
    return " ".join(_SHORT_FORMS.get(word, word) for word in words)


@cache
def _same_name(wanted: str, name: str) -> bool:
    a, b = _words(wanted), _words(name)
    words = set(a.split())
    return fuzz.token_set_ratio(a, b) >= _ALIKE and 2 * len(words & set(b.split())) >= len(words)


@cache
def _same_body(wanted: str, name: str) -> bool:
    """Names of bodies are short: one word makes another body of Sở Nội vụ."""
    a, b = _words(wanted), _words(name)
    words = set(a.split())
    near = 4 * len(words & set(b.split())) >= 3 * len(words) or fuzz.ratio(a, b) >= 90
    return _same_name(wanted, name) and near


def _same_value(wanted: Any, have: Any) -> bool:
    if isinstance(wanted, str) and isinstance(have, str):
        return _words(wanted) == _words(have)
    if wanted is None or have is None or isinstance(wanted, str) or isinstance(have, str):
        return wanted is have
    return round(float(wanted), 4) == round(float(have), 4)
