"""What does not add up in a record, for a person to look at. A check says; it never changes a value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cchc_ocr.extract.numbers import signs_of, type_sign
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.records import Check, Document, Rank, Reference, Score, Total

# Sums and shares as printed differ by rounding: 54,2 + 31,59 = 85,79 beside a printed 85,78.
ROUNDING = 0.02
_FEWEST_PARTS = 3
_NUMBERED = re.compile(r"\b\d{1,2}\.\d")  # "Tiêu chí 2.4"
_GENERAL_TYPES = frozenset({"Văn bản", "Công văn"})  # said of any document


@dataclass(frozen=True, slots=True)
class Values:
    """The values that are compared with one another, as they go into the record."""

    document: Document
    references: Sequence[Reference]
    scores: Sequence[Score]
    totals: Sequence[Total]
    ranks: Sequence[Rank]


def check(values: Values, lexicon: Lexicon) -> tuple[Check, ...]:
    """All checks that fail, in the order of the record."""
    return (
        *_references(values, lexicon),
        *_points("scores", values.scores),
        *_points("totals", values.totals),
        *_sums(values.scores, values.totals),
        *_ranks(values.ranks),
    )


def _references(values: Values, lexicon: Lexicon) -> Iterator[Check]:
    for i, reference in enumerate(values.references):
        yield from _reference(i, reference, values.document.date, lexicon)


def _reference(i: int, reference: Reference, own_date: str | None, lexicon: Lexicon) -> Iterator[Check]:
    name, date = reference.number_symbol, reference.date
    at = f"/references/{i}/"
    if date and own_date and date > own_date:
        message = f"{name} of {date} is cited in a document of {own_date}"
        yield Check(
            code="reference-later", level="warning", message=message, fields=(at + "date", "/document/date")
        )
    year = name.split("/")[1] if name.count("/") > 1 else ""
    if date and year.isdigit() and len(year) == 4 and year != date[:4]:
        message = f"the number {name} is of {year}, its date {date} is not"
        fields = (at + "number_symbol", at + "date")
        yield Check(code="number-year", level="warning", message=message, fields=fields)
    meant = _type_of_symbol(
        name.split("-", 1)[-1] if "/" not in name.split("-")[0] else name.split("/")[-1], lexicon
    )
    stated = reference.type
    if meant and stated and stated not in _GENERAL_TYPES and not stated.startswith(meant):
        message = f"the symbol of {name} is that of a {meant}, it is cited as a {stated}"
        fields = (at + "type", at + "number_symbol")
        yield Check(code="symbol-type", level="warning", message=message, fields=fields)


def _type_of_symbol(symbol: str | None, lexicon: Lexicon) -> str | None:
    sign = type_sign(symbol, signs_of(lexicon)) if symbol else None
    return types_of_signs(lexicon).get(sign) if sign else None


@cache
def types_of_signs(lexicon: Lexicon) -> Mapping[str, str]:
    """The type each sign stands for: of two that share one ("QĐ"), that of Nghị định 30, then that of the law."""
    order = ("nd30", "law", "practice", "before-2020", "party")
    ranked = sorted(lexicon.document_types, key=lambda t: (order.index(t.basis), t.name != t.official, t.name))
    return {kind.symbol: kind.official for kind in reversed(ranked) if kind.symbol}


def _points(kind: str, parts: Sequence[Score | Total]) -> Iterator[Check]:
    for i, part in enumerate(parts):
        at = f"/{kind}/{i}/"
        if part.score is None or not part.max_score:
            continue
        if part.score > part.max_score + ROUNDING:
            message = f"{part.score:g} points are more than the maximum of {part.max_score:g}"
            fields = (at + "score", at + "max_score")
            yield Check(code="score-above-maximum", level="error", message=message, fields=fields)
        elif part.percent is not None:
            yield from _percent(at, part.score, part.max_score, part.percent)


def _percent(at: str, score: float, maximum: float, percent: float) -> Iterator[Check]:
    due = 100 * score / maximum
    if abs(due - percent) <= _least_figure(percent) + 100 * ROUNDING / 2 / maximum:
        return
    message = f"{score:g} of {maximum:g} is {due:.2f}%, printed is {percent:g}%"
    meant = _one_digit(score, percent * maximum / 100)
    if meant is not None:
        message += f"; {meant:g} instead of {score:g} would agree: one digit may be misread"
    fields = (at + "score", at + "max_score", at + "percent")
    yield Check(code="score-percent", level="warning", message=message, fields=fields)


def _least_figure(percent: float) -> float:
    """What a percentage may be off by when its last printed figure was cut instead of rounded.

    >>> _least_figure(93.18), _least_figure(31.6), _least_figure(65.0)
    (0.01, 0.1, 1.0)
    """
    return float(10 ** -len(f"{percent:g}".partition(".")[2]))


def _one_digit(read: float, due: float) -> float | None:
    """The value that arithmetic asks for, where it differs from the one read in a single digit.

    >>> _one_digit(9.93, 9.98), _one_digit(7.7, 9.98)
    (9.98, None)
    """
    meant = round(due, 2)
    one, other = f"{read:.2f}", f"{meant:.2f}"
    return meant if len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1 else None


_Parts = Sequence[tuple[int, Score]]


def _sums(scores: Sequence[Score], totals: Sequence[Total]) -> Iterator[Check]:
    """Whether the parts of a year add up to its total, where there is one total and parts for all of it."""
    for i, total in enumerate(totals):
        if sum(1 for other in totals if other.year == total.year) == 1 and total.score is not None:
            yield from _sum(i, total, _parts(scores, total))


def _parts(scores: Sequence[Score], total: Total) -> _Parts:
    """The scores of the total's year; without parts of criteria, unless the maxima tell that these belong in."""
    of_year = [(j, s) for j, s in enumerate(scores) if s.score is not None and _same_year(s, total)]
    whole = [(j, s) for j, s in of_year if not _is_detail(s)]
    return of_year if not _fills(whole, total) and _fills(of_year, total) else whole


def _same_year(score: Score, total: Total) -> bool:
    return score.year == total.year or None in (score.year, total.year)


def _is_detail(score: Score) -> bool:
    """Whether a score is of a part of a criterion: by its code, or by a number such as 2.4."""
    return "." in (score.criterion_code or "") or bool(_NUMBERED.search(score.criterion or ""))


def _fills(parts: _Parts, total: Total) -> bool:
    """Whether the maxima of the parts are that of the total; True where some are not printed."""
    maxima = [part.max_score for _, part in parts if part.max_score is not None]
    if len(maxima) < len(parts) or total.max_score is None:
        return True
    return abs(sum(maxima) - total.max_score) <= ROUNDING


def _sum(i: int, total: Total, parts: _Parts) -> Iterator[Check]:
    if len(parts) < _FEWEST_PARTS or total.score is None:
        return
    fields = (f"/totals/{i}/score", *(f"/scores/{j}/score" for j, _ in parts))
    due = sum(part.score or 0.0 for _, part in parts)
    if not _fills(parts, total):
        maxima = sum(part.max_score or 0.0 for _, part in parts)
        message = f"the maxima of the parts sum to {maxima:.2f}, that of the total is {total.max_score:.2f}"
        yield Check(code="maximum-sum", level="info", message=message, fields=fields)
    elif abs(due - total.score) > ROUNDING + 1e-9:
        message = f"the parts sum to {due:.2f}, the total is stated as {total.score:.2f}"
        message += _mended(parts, total.score - due)
        yield Check(code="score-sum", level="warning", message=message, fields=fields)


def _mended(parts: _Parts, missing: float) -> str:
    """The one part whose percentage, too, asks for the change of a digit that would make the sum right."""
    for _, part in parts:
        if part.score is None or not part.max_score or part.percent is None:
            continue
        meant = _one_digit(part.score, part.percent * part.max_score / 100)
        if meant is not None and abs(meant - part.score - missing) <= ROUNDING:
            return f"; {meant:g} instead of {part.score:g} would agree with its percentage and with the sum"
    return ""


def _ranks(ranks: Sequence[Rank]) -> Iterator[Check]:
    for i, rank in enumerate(ranks):
        if rank.of is not None and not 1 <= rank.position <= rank.of:
            message = f"place {rank.position} of {rank.of} cannot be"
            fields = (f"/ranks/{i}/position", f"/ranks/{i}/of")
            yield Check(code="rank-beyond-base", level="error", message=message, fields=fields)
