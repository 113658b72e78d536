"""What does not add up in a record, for a person to look at. A check says; it never changes a value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cchc_ocr.extract.checks.arithmetic import ROUNDING, Law, Proposal, at_most, proposals, share
from cchc_ocr.extract.checks.arithmetic import total as total_of
from cchc_ocr.extract.text.finding import agree
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.numbering.numbers import type_sign
from cchc_ocr.records import Check, Count, Document, Percentage, Rank, Reference, Score, Total

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
    counts: Sequence[Count] = ()
    percentages: Sequence[Percentage] = ()


def check(values: Values, lexicon: Lexicon) -> tuple[Check, ...]:
    """All checks that fail, in the order of the record."""
    return (
        *_references(values, lexicon),
        *_figures(values),
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
    return lexicon.types.of_sign(type_sign(symbol, lexicon.signs)) if symbol else None


@dataclass(frozen=True, slots=True)
class _Broken:
    """A law that may be broken and what to say of it then."""

    law: Law
    check: Check


def _figures(values: Values) -> Iterator[Check]:
    """What points, maxima, percentages and sums say against one another, with the digit that may be misread."""
    numbers = {
        f"/{kind}/{i}/{name}": value
        for kind, parts in (("scores", values.scores), ("totals", values.totals))
        for i, part in enumerate(parts)
        for name in ("score", "max_score", "percent")
        if (value := getattr(part, name)) is not None
    }
    numbers |= {f"/counts/{i}/{name}": v for i, c in enumerate(values.counts) for name, v in _of(c)}
    numbers |= {f"/percentages/{i}/value": p.value for i, p in enumerate(values.percentages)}
    stated = [*_points("scores", values.scores), *_points("totals", values.totals)]
    stated += [*_sums(values.scores, values.totals), *_shares(values.counts, values.percentages)]
    proposed = proposals(numbers, [one.law for one in stated])
    for i, one in enumerate(stated):
        if not one.law.holds(numbers):
            yield _with(one.check, proposed.get(i), numbers)


def _with(found: Check, proposal: Proposal | None, numbers: Mapping[str, float]) -> Check:
    if proposal is None:
        return found
    said = found.message + proposal.instead_of(numbers[proposal.pointer])
    update = {"message": said, "proposed_field": proposal.pointer, "proposed_value": proposal.value}
    return found.model_copy(update=update)


def _of(count: Count) -> Iterator[tuple[str, float]]:
    return ((name, value) for name, value in (("value", count.value), ("of", count.of)) if value is not None)


def _points(kind: str, parts: Sequence[Score | Total]) -> Iterator[_Broken]:
    for i, part in enumerate(parts):
        at = f"/{kind}/{i}/"
        score, maximum, percent = at + "score", at + "max_score", at + "percent"
        if part.score is None or not part.max_score:
            continue
        message = f"{part.score:g} points are more than the maximum of {part.max_score:g}"
        above = Check(code="score-above-maximum", level="error", message=message, fields=(score, maximum))
        yield _Broken(at_most(score, maximum), above)
        if part.percent is not None and part.score <= part.max_score + ROUNDING:
            due = 100 * part.score / part.max_score
            message = f"{part.score:g} of {part.max_score:g} is {due:.2f}%, printed is {part.percent:g}%"
            fields = (score, maximum, percent)
            wrong = Check(code="score-percent", level="warning", message=message, fields=fields)
            yield _Broken(share(*fields), wrong)


_Parts = Sequence[tuple[int, Score]]


def _sums(scores: Sequence[Score], totals: Sequence[Total]) -> Iterator[_Broken]:
    """Whether the parts of a year add up to its total, where there is one total and parts for all of it."""
    for i, total in enumerate(totals):
        rivals = [other for other in totals if _comparable(other, total)]
        if len(rivals) == 1 and total.score is not None:
            yield from _sum(i, total, _parts(scores, total))


def _comparable(one: Score | Total, total: Total) -> bool:
    """Whether two results are of one body and year, as far as they say, and given by the same side."""
    same = agree(one.year, total.year) and agree(one.unit, total.unit)
    return same and (agree(one.basis, total.basis) or one.basis == "survey")


def _parts(scores: Sequence[Score], total: Total) -> _Parts:
    """The scores of the total's year; without parts of criteria, unless the maxima tell that these belong in."""
    of_year = [(j, s) for j, s in enumerate(scores) if s.score is not None and _comparable(s, total)]
    whole = [(j, s) for j, s in of_year if not _is_detail(s)]
    return of_year if not _fills(whole, total) and _fills(of_year, total) else whole


def _is_detail(score: Score) -> bool:
    """Whether a score is of a part of a criterion: by its code, or by a number such as 2.4."""
    return "." in (score.criterion_code or "") or bool(_NUMBERED.search(score.criterion or ""))


def _fills(parts: _Parts, total: Total) -> bool:
    """Whether the maxima of the parts are that of the total; True where some are not printed."""
    maxima = [part.max_score for _, part in parts if part.max_score is not None]
    if len(maxima) < len(parts) or total.max_score is None:
        return True
    return abs(sum(maxima) - total.max_score) <= ROUNDING


def _sum(i: int, total: Total, parts: _Parts) -> Iterator[_Broken]:
    if len(parts) < _FEWEST_PARTS or total.score is None:
        return
    fields = (f"/totals/{i}/score", *(f"/scores/{j}/score" for j, _ in parts))
    maxima = tuple(f"/scores/{j}/max_score" for j, part in parts if part.max_score is not None)
    if total.max_score is not None and len(maxima) == len(parts):
        due = sum(part.max_score or 0.0 for _, part in parts)
        message = f"the maxima of the parts sum to {due:.2f}, that of the total is {total.max_score:.2f}"
        missing = Check(code="maximum-sum", level="info", message=message, fields=fields)
        yield _Broken(total_of(maxima, f"/totals/{i}/max_score"), missing)
    if _fills(parts, total):
        due = sum(part.score or 0.0 for _, part in parts)
        message = f"the parts sum to {due:.2f}, the total is stated as {total.score:.2f}"
        wrong = Check(code="score-sum", level="warning", message=message, fields=fields)
        yield _Broken(total_of(fields[1:], fields[0]), wrong)


def _shares(counts: Sequence[Count], percentages: Sequence[Percentage]) -> Iterator[_Broken]:
    """ "45/50 hồ sơ (90%)": a percentage that is called like a count of a whole is its share."""
    for i, percentage in enumerate(percentages):
        like = [
            j for j, c in enumerate(counts) if c.of and c.name == percentage.name and c.year == percentage.year
        ]
        if percentage.name and len(like) == 1:
            count = counts[like[0]]
            fields = (f"/counts/{like[0]}/value", f"/counts/{like[0]}/of", f"/percentages/{i}/value")
            due = 100 * count.value / (count.of or 1)
            message = f"{count.value:g} of {count.of:g} is {due:.2f}%, printed is {percentage.value:g}%"
            wrong = Check(code="count-percent", level="warning", message=message, fields=fields)
            yield _Broken(share(*fields), wrong)


def _ranks(ranks: Sequence[Rank]) -> Iterator[Check]:
    for i, rank in enumerate(ranks):
        if rank.of is not None and not 1 <= rank.position <= rank.of:
            message = f"place {rank.position} of {rank.of} cannot be"
            fields = (f"/ranks/{i}/position", f"/ranks/{i}/of")
            yield Check(code="rank-beyond-base", level="error", message=message, fields=fields)
