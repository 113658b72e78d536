"""The figures of an evaluation judged by those agreed on."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cchc_ocr.errors import ConfigurationError, ExitCode
from cchc_ocr.evaluation.figures import ERRORS, TOTAL, Report, Result
from cchc_ocr.translation import gettext_noop as N_

# Two builds of tesseract 5 read a word here and there differently: half a percent of the characters or words,
# one value in fifty. Repair has less excuse. Written into a new file of agreed figures, where it can be changed.
TOLERANCE = {"rates": 0.005, "harm": 0.002, "shares": 0.02}


@dataclass(frozen=True, slots=True)
class Expected:
    """The agreed figures, per document and in total, and the tolerance for other builds of the engine."""

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
        raise ConfigurationError(f"{path}: there is no such file", hint=hint) from error
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path}: {error}", hint=hint) from error
    try:
        tolerance = {name: float(data["tolerance"][name]) for name in TOLERANCE}
        figures = {**data["documents"], TOTAL: data[TOTAL]}
        numbers = {name: {k: float(v) for k, v in values.items()} for name, values in figures.items()}
        return Expected(numbers, tolerance)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ConfigurationError(
            f"{path}: the agreed figures are not in the right form: {error!r}", hint=hint
        ) from error


@dataclass(frozen=True, slots=True)
class Verdict:
    """One figure of a document beside what was agreed; ``problem`` is None where it holds."""

    document: str
    figure: str
    problem: str | None = None
    got: float | None = None


def verdicts(report: Report, expected: Expected | None = None) -> list[Verdict]:
    """Every figure of every document and of the total, judged if ``expected`` is given."""
    unread = [Verdict(name, "read", problem) for name, problem in report.errors.items()]
    results = [*report.documents, report.total]
    judged = [verdict for result in results for verdict in _judged(result, expected)]
    return [*unread, *judged, *(_gone(report, expected) if expected else ())]


def failures(report: Report, expected: Expected | None = None) -> list[str]:
    """One line per sample or figure that is not as it should be."""
    found = ((v.document, v.figure, v.problem) for v in verdicts(report, expected) if v.problem)
    return [N_(f"{document}: {figure}: {why}") for document, figure, why in found]


def exit_code(report: Report, expected: Expected | None = None) -> ExitCode:
    """UNREADABLE if a sample could not be read, BELOW_EXPECTED if a figure fell, else DONE."""
    if report.errors:
        return ExitCode.UNREADABLE
    return ExitCode.BELOW_EXPECTED if failures(report, expected) else ExitCode.DONE


def to_expected(report: Report) -> str:
    """The figures of a report as the agreed ones, in TOML."""
    lines = [
        "# Agreed figures of `cchc-ocr evaluate samples --check`; written by `--update` after an improvement.",
        "# Error rates (cer, base_cer, wer, harm) and invented header fields may not rise, shares",
        "# (header, *_f1) may not fall, by more than the tolerance: other builds of the engine read a word",
        "# here and there differently.",
        f"# engine: {report.total.engine}",
        "",
        "[tolerance]",
        *(f"{name} = {value}" for name, value in TOLERANCE.items()),
    ]
    for result in (report.total, *report.documents):
        lines += [
            "",
            "[total]" if result.name == TOTAL else f"[documents.{json.dumps(result.name, ensure_ascii=False)}]",
        ]
        lines += [f"{name} = {value}" for name, value in result.figures().items()]
    return "\n".join(lines) + "\n"


def _judged(result: Result, expected: Expected | None) -> Iterator[Verdict]:
    figures = result.figures()
    if expected is None:
        yield from (Verdict(result.name, name, got=got) for name, got in figures.items())
        return
    agreed = expected.figures.get(result.name)
    if agreed is None:
        yield Verdict(result.name, "expectation", N_("no figures are agreed for this document"))
        return
    for name in {**figures, **agreed}:
        got, wanted = figures.get(name), agreed.get(name)
        yield Verdict(result.name, name, _problem(name, got, wanted, expected), got)


def _gone(report: Report, expected: Expected) -> Iterator[Verdict]:
    """Documents that figures are agreed for and that are no samples any more."""
    known = {*(result.name for result in report.documents), TOTAL, *report.errors}
    for name in expected.figures:
        if name not in known:
            yield Verdict(name, "expectation", N_("figures are agreed, but there is no such document"))


def _problem(name: str, got: float | None, agreed: float | None, expected: Expected) -> str | None:
    if got is None or agreed is None:
        return N_("agreed, but not measured") if got is None else N_(f"measured ({got:.5g}), but not agreed")
    worst = expected.allowed(name, agreed)
    # Figures are rounded to five places, so a difference below that is none.
    worse = got - worst > 1e-6 if name in ERRORS else worst - got > 1e-6
    if not worse:
        return None
    if name in ERRORS:
        return N_(f"expected at most {worst:.5g} (agreed {agreed:.5g}), got {got:.5g}")
    return N_(f"expected at least {worst:.5g} (agreed {agreed:.5g}), got {got:.5g}")
