"""The figures of an evaluation judged by those agreed on, and written for people and programs."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from cchc_ocr.errors import ConfigurationError, ExitCode
from cchc_ocr.evaluation.calibration import Bin, bins
from cchc_ocr.evaluation.figures import ERRORS, TOTAL, Result, total

if TYPE_CHECKING:
    from rich.table import Table

# Two builds of tesseract 5 read a word here and there differently: half a percent of the characters or words,
# one value in fifty. Repair has less excuse. Written into a new file of agreed figures, where it can be changed.
TOLERANCE = {"rates": 0.005, "harm": 0.002, "shares": 0.02}

_RATE_COLUMNS = ("CER raw", "CER", "base CER", "WER raw", "WER", "harm")
_TEXT_COLUMNS = ("document", "pages", "words", *_RATE_COLUMNS, "mended", "pages/s")
_CALIBRATION_COLUMNS = ("probability", "values", "on average", "right", "share right")
_FIELD_COLUMNS = ("field", "wanted", "found", "right", "wrong", "invented", "precision", "recall", "F1")


@dataclass(frozen=True, slots=True)
class Expected:
    """Agreed figures per document and in total, and how far off other builds of the engine may be."""

    figures: Mapping[str, Mapping[str, float]]
    tolerance: Mapping[str, float]

    def allowed(self, name: str, value: float) -> float:
        """The worst value of figure ``name`` that still passes."""
        if name == "invented":
            return value
        if name not in ERRORS:
            return value - self.tolerance["shares"]
        return value + self.tolerance["harm" if name == "harm" else "rates"]


def load_expected(path: Path) -> Expected:
    """Agreed figures from TOML; raises ConfigurationError where they are missing or bad."""
    hint = "cchc-ocr evaluate SAMPLES --update writes it"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise ConfigurationError(f"{path}: missing", hint=hint) from error
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path}: {error}", hint=hint) from error
    try:
        tolerance = {name: float(data["tolerance"][name]) for name in TOLERANCE}
        figures = {**data["documents"], TOTAL: data[TOTAL]}
        numbers = {name: {k: float(v) for k, v in values.items()} for name, values in figures.items()}
        return Expected(numbers, tolerance)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ConfigurationError(f"{path}: not as expected: {error!r}", hint=hint) from error


@dataclass(frozen=True, slots=True)
class Finding:
    """One comparison of a figure with what was agreed; ``problem`` is None where it holds."""

    document: str
    figure: str
    problem: str | None = None
    got: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Results per document; ``errors`` says of documents that could not be read why."""

    documents: tuple[Result, ...]
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def total(self) -> Result:
        return total(self.documents)

    def findings(self, expected: Expected | None = None) -> list[Finding]:
        """Every figure of every document and of the total, judged if ``expected`` is given."""
        results = [*self.documents, self.total]
        found = [Finding(name, "read", problem) for name, problem in self.errors.items()]
        for result in results:
            agreed = expected.figures.get(result.name) if expected else {}
            if agreed is None:
                found.append(Finding(result.name, "expectation", "no figures are agreed for this document"))
                continue
            found += _judge(result, agreed, expected)
        if expected:
            known = {result.name for result in results} | set(self.errors)
            gone = [name for name in expected.figures if name not in known]
            found += [
                Finding(name, "expectation", "figures are agreed, but there is no such document") for name in gone
            ]
        return found

    def failures(self, expected: Expected | None = None) -> list[str]:
        """One line per sample or figure that is not as it should be."""
        return [f"{f.document}: {f.figure}: {f.problem}" for f in self.findings(expected) if f.problem]

    def exit_code(self, expected: Expected | None = None) -> ExitCode:
        """UNREADABLE if a sample could not be read, BELOW_EXPECTED if a figure fell, else DONE."""
        if self.errors:
            return ExitCode.UNREADABLE
        return ExitCode.BELOW_EXPECTED if self.failures(expected) else ExitCode.DONE

    def table(self) -> Table:
        """Text figures, one row per document, for a terminal."""
        from rich.markup import escape
        from rich.table import Table

        table = Table(title="Text against truth", caption=self.total.engine or None)
        for name in _TEXT_COLUMNS:
            table.add_column(name, justify="left" if name == "document" else "right")
        for result in (*self.documents, self.total):
            table.add_row(*_text_row(result), end_section=result is self.documents[-1])
        for name in self.errors:
            table.add_row(escape(name), "[red]not read[/red]")
        return table

    def field_table(self) -> Table:
        """Fields of all documents together, for a terminal."""
        from rich.table import Table

        table = Table(title="Records against facts")
        for name in _FIELD_COLUMNS:
            table.add_column(name, justify="left" if name == "field" else "right")
        for row in _field_rows(self.total):
            table.add_row(*row)
        return table

    def calibration_table(self) -> Table:
        """Probabilities of all values together against how many of them are right, for a terminal."""
        from rich.table import Table

        table = Table(title="Probabilities against truth")
        for name in _CALIBRATION_COLUMNS:
            table.add_column(name, justify="right")
        for one in bins(self.total.judged):
            table.add_row(*_bin_row(one))
        return table

    def to_json(self) -> str:
        """Everything as one JSON object: counts and figures per document and in total."""
        data = {
            "documents": [_plain(result) for result in self.documents],
            "total": _plain(self.total),
            "errors": dict(self.errors),
        }
        return json.dumps(data, ensure_ascii=False, indent=1)

    def to_junit(self, expected: Expected | None = None) -> str:
        """JUnit XML: a test suite per document, a test case per figure."""
        findings = self.findings(expected)
        root = ElementTree.Element(
            "testsuites", tests=str(len(findings)), failures=str(sum(1 for f in findings if f.problem))
        )
        for name in dict.fromkeys(finding.document for finding in findings):
            _suite(root, name, [finding for finding in findings if finding.document == name])
        ElementTree.indent(root)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'

    def to_expected(self) -> str:
        """These figures as the agreed ones, in TOML."""
        lines = [
            "# Agreed figures of `cchc-ocr evaluate samples --check`; written by `--update` after an improvement.",
            "# Error rates (cer, base_cer, wer, harm) and invented header fields may not rise, shares",
            "# (header, *_f1) may not fall, by more than the tolerance: other builds of the engine read a word",
            "# here and there differently.",
            f"# engine: {self.total.engine}",
            "",
            "[tolerance]",
            *(f"{name} = {value}" for name, value in TOLERANCE.items()),
        ]
        for result in (self.total, *self.documents):
            lines += [
                "",
                "[total]"
                if result.name == TOTAL
                else f"[documents.{json.dumps(result.name, ensure_ascii=False)}]",
            ]
            lines += [f"{name} = {value}" for name, value in result.figures().items()]
        return "\n".join(lines) + "\n"


def _judge(result: Result, agreed: Mapping[str, float], expected: Expected | None) -> list[Finding]:
    figures = result.figures()
    if expected is None:
        return [Finding(result.name, name, got=got) for name, got in figures.items()]
    names = {**figures, **agreed}
    pairs = [(name, figures.get(name), agreed.get(name)) for name in names]
    return [Finding(result.name, name, _problem(name, got, wanted, expected), got) for name, got, wanted in pairs]


def _problem(name: str, got: float | None, agreed: float | None, expected: Expected) -> str | None:
    if got is None or agreed is None:
        return "agreed, but not measured" if got is None else f"measured ({got:.5g}), but not agreed"
    worst = expected.allowed(name, agreed)
    # Figures are rounded to five places, so a difference below that is none.
    worse = got - worst > 1e-6 if name in ERRORS else worst - got > 1e-6
    if not worse:
        return None
    bound = "at most" if name in ERRORS else "at least"
    return f"expected {bound} {worst:.5g} (agreed {agreed:.5g}), got {got:.5g}"


def _suite(root: ElementTree.Element, name: str, findings: Sequence[Finding]) -> None:
    name = _printable(name)
    failures = str(sum(1 for finding in findings if finding.problem))
    suite = ElementTree.SubElement(root, "testsuite", name=name, tests=str(len(findings)), failures=failures)
    for finding in findings:
        case = ElementTree.SubElement(suite, "testcase", classname=f"samples.{name}", name=finding.figure)
        if finding.problem:
            ElementTree.SubElement(case, "failure", message=_printable(finding.problem))
        if finding.got is not None:
            ElementTree.SubElement(case, "system-out").text = f"{finding.got:.5g}"


def _printable(text: str) -> str:
    """XML has no control characters, not even escaped."""
    return "".join(c if c.isprintable() else " " for c in text)


def _text_row(result: Result) -> list[str]:
    rates = (result.raw.cer, result.text.cer, result.text.base_cer, result.raw.wer, result.text.wer)
    from rich.markup import escape

    return [
        escape(result.name),
        str(result.pages),
        str(result.text.words),
        *(f"{value:.2%}" for value in rates),
        f"{result.repair.harmed} ({result.repair.harm:.2%})",
        f"{result.repair.mended}/{result.repair.wrong_before}",
        f"{result.pages_per_second:.2f}",
    ]


def _field_rows(result: Result) -> Iterable[list[str]]:
    for name, header in result.header.items():
        printed = header.right + header.wrong + header.missing
        have = header.right + header.wrong + header.invented
        yield [
            name,
            str(printed),
            str(have),
            str(header.right),
            str(header.wrong),
            str(header.invented),
            "",
            "",
            "",
        ]
    for kind, counts in result.lists.items():
        shares = [f"{value:.3f}" for value in (counts.precision, counts.recall, counts.f1)]
        yield [kind, str(counts.wanted), str(counts.found), str(counts.hits), "", "", *shares]


def _bin_row(one: Bin) -> list[str]:
    shares = (f"{one.hoped:.3f}", str(one.right), f"{one.share:.1%}") if one.values else ("", "", "")
    return [f"{one.least:g} to {one.below:g}", str(one.values), *shares]


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
