"""The figures of an evaluation, written for people (tables) and for programs (JSON, JUnit)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any
from xml.etree import ElementTree

from rich.markup import escape
from rich.table import Table

from cchc_ocr.evaluation.calibration import Bin, bins
from cchc_ocr.evaluation.figures import TOTAL, Report, Result
from cchc_ocr.evaluation.judgement import Expected, Verdict, verdicts
from cchc_ocr.evaluation.recalibration import RecalibratedPart
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.translation import number, translated

_RATE_COLUMNS = (N_("CER raw"), "CER", N_("base CER"), N_("WER raw"), "WER", N_("harm"))
_TEXT_COLUMNS = (N_("document"), N_("pages"), N_("words"), *_RATE_COLUMNS, N_("mended"), N_("pages/s"))
_CALIBRATION_COLUMNS = (N_("probability"), N_("values"), N_("on average"), N_("right"), N_("share right"))
_FIELD_COLUMNS = (
    N_("field"),
    N_("wanted"),
    N_("found"),
    N_("right"),
    N_("wrong"),
    N_("invented"),
    N_("precision"),
    N_("recall"),
    "F1",
)

_TOTAL = N_("total")
_PARTS = {"head": N_("head and foot"), "cited": N_("citations and dates"), "figures": N_("figures")}
_RECALIBRATION_COLUMNS = (
    *(N_("part"), N_("documents"), N_("reviewed"), N_("right"), N_("stated"), N_("off, before"), N_("off, after")),
    *(N_("to review, before"), N_("to review, after"), N_("wrong and not listed, before")),
    *(N_("wrong and not listed, after"), N_("used")),
)


def text_table(report: Report) -> Table:
    """Text figures, one row per document, for a terminal."""
    table = _table(N_("Text against truth"), _TEXT_COLUMNS, caption=report.total.engine or None)
    for at, result in enumerate((*report.documents, report.total), 1):
        table.add_row(*_text_row(result), end_section=at == len(report.documents))
    for name in report.errors:
        table.add_row(escape(name), f"[red]{_('not read')}[/red]")
    return table


def field_table(report: Report, field_name: Callable[[str], str] = str) -> Table:
    """Fields of all documents together, for a terminal; ``field_name`` says what a field is called."""
    table = _table(N_("Records against facts"), _FIELD_COLUMNS)
    for name, *row in _field_rows(report.total):
        table.add_row(escape(field_name(name)), *row)
    return table


def calibration_table(report: Report) -> Table:
    """Probabilities of all values together against how many of them are right, for a terminal."""
    table = _table(N_("Probabilities against truth"), _CALIBRATION_COLUMNS)
    for one in bins(report.total.judged):
        table.add_row(*_bin_row(one))
    return table


def recalibration_table(parts: Sequence[RecalibratedPart]) -> Table:
    """How probabilities fit what people found, before and after, in documents kept aside; for a terminal."""
    table = _table(N_("Probabilities, in documents that the curve was not made of"), _RECALIBRATION_COLUMNS)
    for one in parts:
        before, after = one.before, one.after
        shares = (number(before.right / before.values, ".1%"), number(before.stated, ".1%"))
        off = (number(before.brier, ".4f"), number(after.brier, ".4f"))
        counts = map(str, (before.listed, after.listed, before.missed, after.missed))
        used = _("yes") if one.points else _("no: it would be no better")
        name = translated(_PARTS[one.part])
        table.add_row(name, str(one.documents), str(before.values), *shares, *off, *counts, used)
    return table


def _table(title: str, columns: Sequence[str], caption: str | None = None) -> Table:
    """An empty table: names to the left, figures to the right."""
    table = Table(title=translated(title), caption=caption)
    for name in columns:
        table.add_column(translated(name), justify="left" if name in ("document", "field", "part") else "right")
    return table


def to_json(report: Report) -> str:
    """Everything as one JSON object: counts and figures per document and in total."""
    data = {
        "documents": [_plain(result) for result in report.documents],
        "total": _plain(report.total),
        "errors": dict(report.errors),
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def to_junit(report: Report, expected: Expected | None = None) -> str:
    """JUnit XML: a test suite per document, a test case per figure."""
    judged = verdicts(report, expected)
    root = ElementTree.Element(
        "testsuites", tests=str(len(judged)), failures=str(sum(1 for v in judged if v.problem))
    )
    for name in dict.fromkeys(verdict.document for verdict in judged):
        _suite(root, name, [verdict for verdict in judged if verdict.document == name])
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _suite(root: ElementTree.Element, name: str, own: Sequence[Verdict]) -> None:
    name = _printable(name)
    failures = str(sum(1 for verdict in own if verdict.problem))
    suite = ElementTree.SubElement(root, "testsuite", name=name, tests=str(len(own)), failures=failures)
    for verdict in own:
        case = ElementTree.SubElement(suite, "testcase", classname=f"samples.{name}", name=verdict.figure)
        if verdict.problem:
            ElementTree.SubElement(case, "failure", message=_printable(verdict.problem))
        if verdict.got is not None:
            ElementTree.SubElement(case, "system-out").text = f"{verdict.got:.5g}"


def _printable(text: str) -> str:
    """XML has no control characters, not even escaped."""
    return "".join(c if c.isprintable() else " " for c in text)


def _text_row(result: Result) -> list[str]:
    rates = (result.raw.cer, result.text.cer, result.text.base_cer, result.raw.wer, result.text.wer)
    return [
        escape(translated(_TOTAL) if result.name == TOTAL else result.name),
        str(result.pages),
        str(result.text.words),
        *(number(value, ".2%") for value in rates),
        f"{result.repair.harmed} ({number(result.repair.harm, '.2%')})",
        f"{result.repair.mended}/{result.repair.wrong_before}",
        number(result.pages_per_second, ".2f"),
    ]


def _field_rows(result: Result) -> Iterator[list[str]]:
    for name, header in result.header.items():
        printed = header.right + header.wrong + header.missing
        have = header.right + header.wrong + header.invented
        yield [name, *map(str, (printed, have, header.right, header.wrong, header.invented)), "", "", ""]
    for kind, counts in result.lists.items():
        shares = [number(value, ".3f") for value in (counts.precision, counts.recall, counts.f1)]
        yield [kind, str(counts.wanted), str(counts.found), str(counts.hits), "", "", *shares]


def _bin_row(one: Bin) -> list[str]:
    shares = ("", "", "")
    if one.values:
        shares = (number(one.hoped, ".3f"), str(one.right), number(one.share, ".1%"))
    span = f"{number(one.least, 'g')}–{number(one.below, 'g')}"
    return [span, str(one.values), *shares]


def _plain(result: Result) -> dict[str, Any]:
    return {
        "name": result.name,
        "engine": result.engine,
        "pages": result.pages,
        "words": result.text.words,
        "seconds": round(result.seconds, 3),
        "pages_per_second": round(result.pages_per_second, 3),
        "figures": result.figures(),
        "raw": {"cer": round(result.raw.cer, 5), "wer": round(result.raw.wer, 5)},
        "repair": asdict(result.repair),
        "header": {name: asdict(counts) for name, counts in result.header.items()},
        "lists": {kind: asdict(counts) for kind, counts in result.lists.items()},
        "calibration": [asdict(one) for one in bins(result.judged)],
    }
