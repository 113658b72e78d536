"""Checks whether the values of a record agree, for a person to look at.

A check reports and never changes a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cchc_ocr.check_texts import failed, with_one_digit
from cchc_ocr.extract.checks.arithmetic import ROUNDING, Broken, Proposal, at_most, no_more, proposals, share
from cchc_ocr.extract.checks.arithmetic import total as total_of
from cchc_ocr.extract.checks.comparisons import changes, rank_changes, said_twice, sums_and_totals
from cchc_ocr.extract.cited.known_documents import doubt_of
from cchc_ocr.extract.cited.mentions import Mention
from cchc_ocr.extract.figures.tokens import FigureToken
from cchc_ocr.extract.results.wholes import CountParts
from cchc_ocr.extract.text.finding import Finding, agree
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.numbering.numbers import type_sign
from cchc_ocr.records import Check, Count, Percentage, Rank, Record, Reference, Score, Total
from cchc_ocr.vietnamese import bare

_FEWEST_PARTS = 3
_NUMBERED = re.compile(r"\b\d{1,2}\.\d")  # "Tiêu chí 2.4"
_GENERAL_TYPES = frozenset({"Văn bản", "Công văn"})  # said of any document


def check(record: Record, lexicon: Lexicon, wholes: Sequence[CountParts] = ()) -> tuple[Check, ...]:
    """The values of a record against one another: all checks that fail, in the order of the record.

    ``wholes`` says which counts are parts of which.
    """
    twice = (("scores", record.scores), ("totals", record.totals), ("ranks", record.ranks))
    return (
        *_references(record, lexicon),
        *_figures(record, wholes),
        *_ranks(record.ranks),
        *(found for kind, values in twice for found in said_twice(kind, values)),
        *sums_and_totals(record.totals),
    )


def doubtful_signs(percentages: Sequence[Finding[Percentage]]) -> Iterator[Check]:
    """Percentages whose last figure is, by its width, a stroke of the sign: "2%" read as "29%"."""
    for i, finding in enumerate(percentages):
        if "value" in finding.doubtful:
            read, field = finding.value.value, f"/percentages/{i}/value"
            meant = float(f"{read:g}".removesuffix("9").rstrip("."))
            found = failed(code="percent-sign", fields=(field,), read=read, meant=meant)
            yield found.model_copy(update={"proposed_field": field, "proposed_value": meant})


def missed_figures(missed: Iterable[tuple[FigureToken, Trace]]) -> Iterator[Check]:
    """Figures beside words of results that no rule knows: values that may have been missed."""
    for figure, trace in missed:
        yield failed(code="unknown-figure", page=trace.page, figure=figure.text)


def impossible_dates(mentions: Sequence[Mention]) -> Iterator[Check]:
    """Dates that the text has and no calendar."""
    for mention, trace in mentions:
        if not mention.exists:
            yield failed(code="impossible-date", page=trace.page, seen=trace.seen)


def _references(record: Record, lexicon: Lexicon) -> Iterator[Check]:
    for i, reference in enumerate(record.references):
        yield from _reference(i, reference, record.document.date, lexicon)


def _reference(i: int, reference: Reference, own_date: str | None, lexicon: Lexicon) -> Iterator[Check]:
    name, date = reference.number_symbol, reference.date
    at = f"/references/{i}/"
    if date and own_date and date > own_date:
        fields = (at + "date", "/document/date")
        yield failed(code="reference-later", fields=fields, cited=name, date=date, own_date=own_date)
    year = name.split("/")[1] if name.count("/") > 1 else ""
    if date and year.isdigit() and len(year) == 4 and year != date[:4]:
        fields = (at + "number_symbol", at + "date")
        yield failed(code="number-year", fields=fields, cited=name, year=year, date=date)
    yield from _against_known(at, reference, lexicon)
    meant = _type_of_symbol(
        name.split("-", 1)[-1] if "/" not in name.split("-")[0] else name.split("/")[-1], lexicon
    )
    stated = reference.type
    if meant and stated and stated not in _GENERAL_TYPES and not stated.startswith(meant):
        fields = (at + "type", at + "number_symbol")
        yield failed(code="symbol-type", fields=fields, cited=name, meant=meant, stated=stated)


def _against_known(at: str, reference: Reference, lexicon: Lexicon) -> Iterator[Check]:
    """What is known of the cited document, where it contradicts the citation."""
    doubt = doubt_of(reference, lexicon)
    if not doubt or not reference.date:
        return
    args = {"cited": reference.number_symbol, "date": reference.date}
    args |= {"known": doubt.known} if doubt.known else {}
    fields = (f"{at}{doubt.field}",)
    if doubt.field == "date":
        yield failed(code="cited-date", fields=fields, **args)
    else:
        yield failed(code="cited-number", fields=fields, **args)


def _type_of_symbol(symbol: str | None, lexicon: Lexicon) -> str | None:
    return lexicon.types.of_sign(type_sign(symbol, lexicon.signs)) if symbol else None


def _figures(record: Record, wholes: Sequence[CountParts]) -> Iterator[Check]:
    """What points, maxima, percentages and sums say against one another, with the digit that may be misread."""
    numbers = {
        f"/{kind}/{i}/{name}": value
        for kind, parts in (("scores", record.scores), ("totals", record.totals))
        for i, part in enumerate(parts)
        for name in ("score", "max_score", "percent", "change")
        if (value := getattr(part, name)) is not None
    }
    numbers |= {f"/counts/{i}/{name}": v for i, c in enumerate(record.counts) for name, v in _of(c)}
    numbers |= {f"/percentages/{i}/value": p.value for i, p in enumerate(record.percentages)}
    numbers |= {f"/ranks/{i}/{name}": v for i, r in enumerate(record.ranks) for name, v in _places(r)}
    stated = [*_points("scores", record.scores), *_points("totals", record.totals)]
    stated += [*_sums(record.scores, record.totals), *_shares(record.counts, record.percentages)]
    stated += [*changes("scores", record.scores), *changes("totals", record.totals), *rank_changes(record.ranks)]
    stated += _parts_of_counts(record.counts, wholes)
    stated += _shares_of_parts(record.counts, record.percentages, wholes)
    proposed = proposals(numbers, [one.law for one in stated])
    for i, one in enumerate(stated):
        if not one.law.holds(numbers):
            yield _with(one.check, proposed.get(i), numbers)


def _with(found: Check, proposal: Proposal | None, numbers: Mapping[str, float]) -> Check:
    if proposal is None:
        return found
    return with_one_digit(found, proposal.pointer, proposal.value, numbers[proposal.pointer])


def _of(count: Count) -> Iterator[tuple[str, float]]:
    return ((name, value) for name, value in (("value", count.value), ("of", count.of)) if value is not None)


def _places(rank: Rank) -> Iterator[tuple[str, float]]:
    return ((name, v) for name, v in (("position", rank.position), ("change", rank.change)) if v is not None)


def _parts_of_counts(counts: Sequence[Count], wholes: Sequence[CountParts]) -> Iterator[Broken]:
    """Whether the parts of a count add up to it, or, where there may be others, are no more than it."""
    for one in wholes:
        fields = (f"/counts/{one.whole}/value", *(f"/counts/{part}/value" for part in one.parts))
        due = sum(counts[part].value for part in one.parts)
        check = failed(code="count-sum", fields=fields, due=due, stated=counts[one.whole].value)
        law = total_of(fields[1:], fields[0]) if one.complete else no_more(fields[1:], fields[0])
        yield Broken(law, check)


def _points(kind: str, parts: Sequence[Score | Total]) -> Iterator[Broken]:
    for i, part in enumerate(parts):
        at = f"/{kind}/{i}/"
        score, maximum, percent = at + "score", at + "max_score", at + "percent"
        if part.score is None or not part.max_score:
            continue
        figures = {"score": part.score, "maximum": part.max_score}
        above = failed(code="score-above-maximum", fields=(score, maximum), **figures)
        yield Broken(at_most(score, maximum), above)
        if part.percent is not None and part.score <= part.max_score + ROUNDING:
            due = round(100 * part.score / part.max_score, 2)
            fields = (score, maximum, percent)
            wrong = failed(code="score-percent", fields=fields, **figures, due=due, percent=part.percent)
            yield Broken(share(*fields), wrong)


_WEIGHED = ("(PCI)", "(SIPAS)", "(DTI)")  # indices whose parts have scales of their own, and do not add up
_Parts = Sequence[tuple[int, Score]]


def _sums(scores: Sequence[Score], totals: Sequence[Total]) -> Iterator[Broken]:
    """Whether the parts of a year add up to its total, where there is one total and parts for all of it."""
    for i, total in enumerate(totals):
        rivals = [other for other in totals if _comparable(other, total)]
        weighed = (total.index or "").endswith(_WEIGHED)
        if (
            len(rivals) == 1
            and total.nature == "result"
            and total.score is not None
            and total.basis != "average"
            and not weighed
        ):
            yield from _sum(i, total, _parts(scores, total))


def _comparable(one: Score | Total, total: Total) -> bool:
    """Whether two results are of one body and year, as far as they say, and given by the same side."""
    body = one.body == total.body if one.body and total.body else agree(one.unit, total.unit)
    same = agree(one.year, total.year) and body and one.nature == total.nature
    return same and (agree(one.basis, total.basis) or one.basis == "survey")


def _parts(scores: Sequence[Score], total: Total) -> _Parts:
    """The scores of the total's year; without parts of criteria, unless the maxima tell that these belong in."""
    of_year = [(j, s) for j, s in enumerate(scores) if s.score is not None and _comparable(s, total)]
    whole = [(j, s) for j, s in of_year if not _is_detail(s)]
    ways = (whole, of_year, _topmost(whole), _topmost(of_year))
    return next((parts for parts in ways if _fills(parts, total)), whole)


def _topmost(parts: _Parts) -> _Parts:
    """Without those whose maxima, one after the other, add up to that of the one before: its own parts."""
    kept: list[tuple[int, Score]] = []
    at = 0
    while at < len(parts):
        kept.append(parts[at])
        most, sum_, below = parts[at][1].max_score or 0.0, 0.0, at + 1
        while below < len(parts) and sum_ < most - ROUNDING:
            sum_ += parts[below][1].max_score or 0.0
            below += 1
        at = below if below > at + 2 and abs(sum_ - most) <= ROUNDING else at + 1
    return kept


def _is_detail(score: Score) -> bool:
    """Whether a score is of a part of a criterion: by its code, or by a number such as 2.4."""
    return "." in (score.criterion_code or "") or bool(_NUMBERED.search(score.criterion or ""))


def _fills(parts: _Parts, total: Total) -> bool:
    """Whether the maxima of the parts are that of the total; True where some are not printed."""
    maxima = [part.max_score for _, part in parts if part.max_score is not None]
    if len(maxima) < len(parts) or total.max_score is None:
        return True
    return abs(sum(maxima) - total.max_score) <= ROUNDING


def _sum(i: int, total: Total, parts: _Parts) -> Iterator[Broken]:
    if len(parts) < _FEWEST_PARTS or total.score is None:
        return
    fields = (f"/totals/{i}/score", *(f"/scores/{j}/score" for j, _ in parts))
    maxima = tuple(f"/scores/{j}/max_score" for j, part in parts if part.max_score is not None)
    if total.max_score is not None and len(maxima) == len(parts):
        due = round(sum(part.max_score or 0.0 for _, part in parts), 2)
        missing = failed(code="maximum-sum", fields=fields, due=due, stated=total.max_score)
        yield Broken(total_of(maxima, f"/totals/{i}/max_score"), missing)
    if total.max_score is None or len(maxima) < len(parts):  # there may be other parts
        if not _are_alike(parts):
            return
        due = round(sum(part.score or 0.0 for _, part in parts), 2)
        wrong = failed(code="score-sum", fields=fields, due=due, stated=total.score)
        yield Broken(no_more(fields[1:], fields[0]), wrong)
    elif _fills(parts, total):
        due = round(sum(part.score or 0.0 for _, part in parts), 2)
        wrong = failed(code="score-sum", fields=fields, due=due, stated=total.score)
        yield Broken(total_of(fields[1:], fields[0]), wrong)


def _are_alike(parts: _Parts) -> bool:
    """Whether scores are parts of one whole: none twice, and given by one side."""
    names = {bare(part.criterion or "").lower() for _, part in parts}
    return len(names) == len(parts) and len({part.basis for _, part in parts}) == 1


def _shares(counts: Sequence[Count], percentages: Sequence[Percentage]) -> Iterator[Broken]:
    """ "45/50 hồ sơ (90%)": a percentage that is called like a count of a whole is its share."""
    for i, percentage in enumerate(percentages):
        like = [
            j for j, c in enumerate(counts) if c.of and c.name == percentage.name and c.year == percentage.year
        ]
        if percentage.name and len(like) == 1:
            count = counts[like[0]]
            fields = (f"/counts/{like[0]}/value", f"/counts/{like[0]}/of", f"/percentages/{i}/value")
            whole = count.of or 1
            figures = {"part": count.value, "whole": whole, "due": round(100 * count.value / whole, 2)}
            wrong = failed(code="count-percent", fields=fields, **figures, percent=percentage.value)
            yield Broken(share(*fields), wrong)


_OF_SHARE = frozenset({"ty", "ti", "le", "so", "tong"})


def _shares_of_parts(
    counts: Sequence[Count], percentages: Sequence[Percentage], wholes: Sequence[CountParts]
) -> Iterator[Broken]:
    """ "2.416 hồ sơ, trong đó trực tuyến 1.981 hồ sơ. Tỷ lệ trực tuyến đạt 82%": the share that one part is."""
    parts = [(part, one.whole) for one in wholes for part in one.parts if counts[one.whole].value]
    for i, percentage in enumerate(percentages):
        like = [(p, w) for p, w in parts if _is_share_of(percentage, counts[p], counts[w])]
        if len(like) == 1:
            part, whole = like[0]
            fields = (f"/counts/{part}/value", f"/counts/{whole}/value", f"/percentages/{i}/value")
            due = round(100 * counts[part].value / counts[whole].value, 2)
            figures = {"part": counts[part].value, "whole": counts[whole].value, "due": due}
            wrong = failed(code="count-percent", fields=fields, **figures, percent=percentage.value)
            yield Broken(share(*fields), wrong)


def _is_share_of(percentage: Percentage, part: Count, whole: Count) -> bool:
    """Whether a share is called by what tells a part from its whole, of the same body and time."""
    about = _words(percentage.name)
    if not {"ty", "le"} <= about or percentage.nature != part.nature or percentage.body != part.body:
        return False
    if (percentage.year, percentage.period) != (part.year, part.period):
        return False
    apart = _words(part.name) - _words(whole.name)
    return bool(apart) and apart == about - _OF_SHARE - _words(whole.name)


def _words(name: str | None) -> set[str]:
    return set(bare(name or "").lower().split())


def _ranks(ranks: Sequence[Rank]) -> Iterator[Check]:
    for i, rank in enumerate(ranks):
        if rank.of is not None and not 1 <= rank.position <= rank.of:
            fields = (f"/ranks/{i}/position", f"/ranks/{i}/of")
            yield failed(code="rank-beyond-base", fields=fields, position=rank.position, of=rank.of)
