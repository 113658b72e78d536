"""The sheet that compares years: a row for each body and criterion, columns for each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from cchc_ocr.export.charts import CriteriaRows, Years
from cchc_ocr.export.comparison import ComparedCriterion, StatedResult, years_of
from cchc_ocr.export.context import WorkbookContext
from cchc_ocr.export.doubts import Doubt
from cchc_ocr.export.sheet import Heading, SheetCell, SheetKind, WorkbookSheet, total
from cchc_ocr.export.titles import titles

_GROUPS: tuple[tuple[str, SheetKind], ...] = (("score", "number"), ("max_score", "number"), ("percent", "percent"))
_NAMES = ("issuer", "criterion_code", "criterion")


def add_comparison(context: WorkbookContext, lines: Sequence[ComparedCriterion]) -> Years | None:
    """The sheet and what can be drawn from it; None where there is but one year of one issuer."""
    years = years_of(lines)
    if len(years) < 2 and len({line.issuer for line in lines}) < 2:
        return None
    sheet = WorkbookSheet(
        context.book, context.styles, titles().sheets["comparison"], _headings(years), frozen=len(_NAMES)
    )
    spans: list[CriteriaRows] = []
    for issuer, group in groupby(lines, key=lambda line: line.issuer):
        own = list(group)
        rows = [sheet.add(list(_cells(line, years, context)), bold=line.is_total) for line in own]
        criteria = [row for row, line in zip(rows, own, strict=True) if not line.is_total]
        if criteria:
            spans.append(CriteriaRows(issuer, criteria[0], criteria[-1], _percent_columns(own, years)))
    sheet.close()
    return Years(sheet, spans)


def _headings(years: Sequence[int | None]) -> list[Heading]:
    words = titles().comparison
    named = [(words["unknown_year"] if year is None else str(year)) for year in years]
    known = [year for year in years if year is not None]
    change = words["change"].format(first=known[0], last=known[-1]) if len(known) > 1 else None
    return [
        *(Heading(words[name]) for name in _NAMES),
        *(Heading(words[name].format(year=year), kind) for name, kind in _GROUPS for year in named),
        *([Heading(change, "percent")] if change else []),
    ]


def _percent_columns(lines: Sequence[ComparedCriterion], years: Sequence[int | None]) -> tuple[int, ...]:
    """The columns of the years in which criteria of the issuer have a share of their maximum."""
    first = len(_NAMES) + 2 * len(years)
    entries = [
        (number, line.entry(year)) for number, year in enumerate(years) for line in lines if not line.is_total
    ]
    return tuple(sorted({first + number for number, entry in entries if entry and entry.percent is not None}))


def _cells(line: ComparedCriterion, years: Sequence[int | None], context: WorkbookContext) -> Iterator[SheetCell]:
    entries = [line.entry(year) for year in years]
    disagreements = [_disagreement(line.disagreeing(year)) for year in years]
    yield from (SheetCell(line.issuer), SheetCell(line.code), SheetCell(line.criterion))
    for entry, disagreement in zip(entries, disagreements, strict=True):
        yield _value(entry, "score", context, disagreement)
    for entry in entries:
        yield _value(entry, "max_score", context)
    for entry in entries:
        yield SheetCell(entry.percent if entry else None)
    known = [entry for year, entry in zip(years, entries, strict=True) if year is not None]
    if len(known) > 1:
        yield SheetCell(_change(known[0], known[-1]))


def _value(
    entry: StatedResult | None, name: str, context: WorkbookContext, disagreement: Doubt | None = None
) -> SheetCell:
    if entry is None:
        return SheetCell(None)
    pointer = f"{entry.pointer}/{name}"
    claim = Doubt("info", titles().doubts["claimed"]) if entry.claimed and name == "score" else None
    doubt = total((disagreement, claim, context.doubt(entry.found, pointer)))
    return SheetCell(getattr(entry, name), doubt, context.link(entry.found, pointer) if name == "score" else None)


def _change(first: StatedResult | None, last: StatedResult | None) -> float | None:
    """In percentage points."""
    if not first or not last or first.percent is None or last.percent is None:
        return None
    return round(last.percent - first.percent, 2)


def _disagreement(said: Sequence[StatedResult]) -> Doubt | None:
    if not said:
        return None
    values = "; ".join(f"{_points(entry)} ({entry.found.record.source.file})" for entry in said)
    return Doubt("warning", titles().doubts["several"].format(values=values))


def _points(entry: StatedResult) -> str:
    """8,5/9"""
    return "/".join(f"{value:g}" for value in entry.values if value is not None).replace(".", ",")
