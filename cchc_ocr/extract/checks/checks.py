"""Checks whether the values of a record agree, for a person to look at.

A check reports and never changes a value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cchc_ocr.check_texts import failed, with_one_digit
from cchc_ocr.extract.checks.arithmetic import ROUNDING, Broken, Proposal, at_most, no_more, proposals, share
from cchc_ocr.extract.checks.arithmetic import total as total_of
from cchc_ocr.extract.checks.comparisons import changes, rank_changes, said_twice, sums_and_totals
from cchc_ocr.extract.checks.point_sums import deduction_sums, point_sums
from cchc_ocr.extract.checks.repetitions import index_twice, slipped, told_as_total
from cchc_ocr.extract.checks.shares import shares
from cchc_ocr.extract.checks.tabled import Tabled
from cchc_ocr.extract.cited.known_documents import doubt_of
from cchc_ocr.extract.cited.mentions import Mention
from cchc_ocr.extract.figures.tokens import FigureToken
from cchc_ocr.extract.results.register import Register
from cchc_ocr.extract.results.wholes import CountParts, is_complete
from cchc_ocr.extract.text.finding import Finding
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.numbering.numbers import type_sign
from cchc_ocr.records import Check, CheckArg, Count, Percentage, Rank, Record, Reference, Score, Total

_STATED = ("stated", "printed", "change", "percent")  # how the texts of checks call what the document says


def check(
    record: Record,
    lexicon: Lexicon,
    wholes: Sequence[CountParts] = (),
    tabled: Tabled | None = None,
) -> tuple[Check, ...]:
    """The values of a record against one another: all checks that fail, in the order of the record.

    ``wholes`` says which counts are parts of which, ``tabled`` which of each list stand in tables, and where.
    """
    twice = (("scores", record.scores), ("totals", record.totals), ("ranks", record.ranks))
    slips = (("percentages", record.percentages), ("counts", record.counts))
    tabled = tabled or {}
    repeated = (
        *(found for kind, values in twice for found in said_twice(kind, values, tabled.get(kind))),
        *sums_and_totals(record.totals),
        *index_twice(record.totals, tabled.get("totals", ())),
        *(found for kind, values in slips for found in slipped(kind, values, tabled.get(kind, ()))),
        *told_as_total(record.percentages, record.totals),
    )
    return (
        *_references(record, lexicon),
        *_figures(record, wholes, tabled),
        *_ranks(record.ranks),
        *(found for found in repeated if not _are_in_one_row(found, tabled)),
    )


def _are_in_one_row(found: Check, tabled: Tabled) -> bool:
    """Whether the figures of a check stand in two columns of one row, so that they are of two things."""
    values = [field.split("/")[1:3] for field in found.fields]
    rows = [tabled.get(kind, {}).get(int(i)) for kind, i in values]
    return rows[0] is not None and len({*rows}) == 1


def without_echoes(checks: Iterable[Check]) -> Iterator[Check]:
    """Of checks that say the same two figures of a table, of its values and of a sentence, the first.

    Checks of values may say the same of several; those of sentences have no fields.
    """
    told: dict[tuple[CheckArg | None, CheckArg | None], str] = {}
    for found in checks:
        stated = next((found.args[name] for name in _STATED if name in found.args), None)
        due, is_new = found.args.get("due"), (found.args.get("due"), stated) not in told
        first = told.setdefault((due, stated), found.code)
        if due is None or is_new or (first == found.code and found.fields):
            yield found


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


def unread_citations(traces: Iterable[Trace]) -> Iterator[Check]:
    """Citations that are lost because their numbers could not be read."""
    for trace in traces:
        yield failed(code="unread-citation", page=trace.page, seen=trace.seen)


def impossible_dates(mentions: Sequence[Mention]) -> Iterator[Check]:
    """Dates that the text has and no calendar."""
    for mention, trace in mentions:
        if not mention.exists:
            yield failed(code="impossible-date", page=trace.page, seen=trace.seen)


def _references(record: Record, lexicon: Lexicon) -> Iterator[Check]:
    register = Register(lexicon, record.document)
    for i, reference in enumerate(record.references):
        yield from _reference(i, reference, record.document.date, lexicon, register)


def _reference(
    i: int, reference: Reference, own_date: str | None, lexicon: Lexicon, register: Register
) -> Iterator[Check]:
    name, date = reference.number_symbol, reference.date
    at = f"/references/{i}/"
    if date and own_date and date > own_date:
        fields = (at + "date", "/document/date")
        yield failed(code="reference-later", fields=fields, cited=name, date=date, own_date=own_date)
    year = name.split("/")[1] if name.count("/") > 1 else ""
    if date and year.isdigit() and len(year) == 4 and year != date[:4]:
        fields = (at + "number_symbol", at + "date")
        yield failed(code="number-year", fields=fields, cited=name, year=year, date=date)
    yield from _against_known(at, reference, lexicon, register)
    symbol = name.split("-", 1)[-1] if "/" not in name.split("-")[0] else name.split("/")[-1]
    sign, stated = type_sign(symbol, lexicon.signs), reference.type
    meant = lexicon.types.of_sign(sign)
    if meant and stated and lexicon.types.contradicts(sign, stated):
        fields = (at + "type", at + "number_symbol")
        yield failed(code="symbol-type", fields=fields, cited=name, meant=meant, stated=stated)


def _against_known(at: str, reference: Reference, lexicon: Lexicon, register: Register) -> Iterator[Check]:
    """What is known of the cited document, where it contradicts the citation."""
    doubt = doubt_of(reference, lexicon, register.issuing(reference.issuer))
    if not doubt or not reference.date:
        return
    args = {"cited": reference.number_symbol, "date": reference.date}
    args |= {"known": doubt.known} if doubt.known else {}
    fields = (f"{at}{doubt.field}",)
    if doubt.field == "date":
        yield failed(code="cited-date", fields=fields, **args)
    else:
        yield failed(code="cited-number", fields=fields, **args)


def _figures(record: Record, wholes: Sequence[CountParts], tabled: Tabled) -> Iterator[Check]:
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
    stated += point_sums(record.scores, record.totals, tabled.get("scores", ()), record.deductions)
    stated += [*changes("scores", record.scores), *changes("totals", record.totals), *rank_changes(record.ranks)]
    numbers |= {
        f"/deductions/{i}/points": d.points for i, d in enumerate(record.deductions) if d.points is not None
    }
    stated += deduction_sums(record.deductions, tabled.get("deductions", ()))
    stated += _parts_of_counts(record.counts, wholes)
    stated += shares(record.counts, record.percentages, wholes)
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
    """Whether the parts of a count add up to it, or, where there may be others, are no more than it.

    What follows all parts that there are is no part of it, nor what was counted at another time.
    """
    for one in wholes:
        values = [counts[part].value for part in one.parts]
        whole = counts[one.whole]
        if any((counts[part].year, counts[part].period) != (whole.year, whole.period) for part in one.parts):
            continue
        first = [counts[part] for part in one.parts[:2]]
        if is_complete(first) and sum(part.value for part in first) == whole.value:
            continue
        fields = (f"/counts/{one.whole}/value", *(f"/counts/{part}/value" for part in one.parts))
        check = failed(code="count-sum", fields=fields, due=sum(values), stated=whole.value)
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


def _ranks(ranks: Sequence[Rank]) -> Iterator[Check]:
    """Places that are more than how many are ranked, by the rank itself or by all others of its body."""
    for i, rank in enumerate(ranks):
        told = {other.of for other in ranks if other.of is not None and other.body == rank.body}
        base = rank.of or (max(told) if told and rank.nature == "result" else None)
        if base is not None and not 1 <= rank.position <= base:
            fields = (f"/ranks/{i}/position", f"/ranks/{i}/of") if rank.of else (f"/ranks/{i}/position",)
            yield failed(code="rank-beyond-base", fields=fields, position=rank.position, of=base)
