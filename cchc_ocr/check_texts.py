"""What the checks of a record say: their texts stand in check_texts.toml, in English and Vietnamese.

A new check is a table in that file and a call of ``failed``. The record keeps code and args, so that its message
can be made in either language whenever it is read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Literal, TypeAlias

from cchc_ocr.records import Check, CheckArg, CheckLevel

Language: TypeAlias = Literal["en", "vi"]

_ONE_DIGIT = "+one-digit"  # the table that is no check


@dataclass(frozen=True, slots=True)
class CheckTexts:
    """The level of a check, its title in Vietnamese, and its texts, in both languages in the same order."""

    level: CheckLevel
    title: str
    en: Sequence[str]
    vi: Sequence[str]


@cache
def texts() -> Mapping[str, CheckTexts]:
    """The texts by the code of their check."""
    return {code: CheckTexts(**table) for code, table in _tables().items() if code != _ONE_DIGIT}


def failed(*, code: str, fields: Sequence[str] = (), **args: CheckArg) -> Check:
    """The check of that code for the values at ``fields`` (JSON Pointers), with its English message.

    Raises KeyError where the code is not known, or no text of it has the placeholders ``args``.

    >>> failed(code="rank-beyond-base", fields=("/ranks/0/position",), position=26, of=25).message
    'place 26 of 25 is not possible'
    """
    own = texts()[code]
    message = _ENGLISH.vformat(own.en[_fitting(own, args)], (), args)
    return Check(code=code, level=own.level, message=message, fields=tuple(fields), args=args)


def with_one_digit(check: Check, pointer: str, value: float, misread: float) -> Check:
    """The check, proposing that the figure at ``pointer`` is ``value`` and was misread as ``misread``."""
    args = {"proposed_value": value, "misread": misread}
    message = check.message + _ENGLISH.vformat(_tables()[_ONE_DIGIT]["en"], (), args)
    proposed = {"proposed_field": pointer, "proposed_value": value}
    return check.model_copy(update={"message": message, "args": {**check.args, "misread": misread}, **proposed})


def message(check: Check, language: Language) -> str:
    """What the check says in that language.

    The English message where it has no other: of a code that this version does not know, or in a record that was
    written before its checks had args.

    >>> message(failed(code="score-above-maximum", score=10.5, maximum=10.0), "vi")
    'điểm đạt 10,5 cao hơn điểm tối đa 10'
    """
    own = texts().get(check.code)
    try:
        fitting = _fitting(own, check.args) if own and language == "vi" else None
    except KeyError:
        fitting = None
    if own is None or fitting is None:
        return check.message
    said = _VIETNAMESE.vformat(own.vi[fitting], (), check.args)
    if "misread" in check.args and check.proposed_value is not None:
        args = {**check.args, "proposed_value": check.proposed_value}
        said += _VIETNAMESE.vformat(_tables()[_ONE_DIGIT]["vi"], (), args)
    return said


def title(code: str) -> str:
    """What a check is called in Vietnamese; its code where this version does not know it."""
    return texts()[code].title if code in texts() else code


def placeholders(text: str) -> frozenset[str]:
    """The names in braces.

    >>> sorted(placeholders("place {position} of {of:g}"))
    ['of', 'position']
    """
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


def _fitting(own: CheckTexts, args: Mapping[str, CheckArg]) -> int:
    """Which of the texts has the args, ``misread`` apart. Raises KeyError where none has."""
    names = args.keys() - {"misread"}
    fitting = next((i for i, text in enumerate(own.en) if placeholders(text) == names), None)
    if fitting is None:
        raise KeyError(f"no text with {', '.join(sorted(names))}")
    return fitting


@cache
def _tables() -> Mapping[str, Any]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return tomllib.load(file)


class _English(Formatter):
    """Values as Python writes them, dates in ISO 8601, choices joined by "or"."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "or":
            return " or ".join(str(value).split("; "))
        return str(super().format_field(value, format_spec))


class _Vietnamese(Formatter):
    """Numbers with a decimal comma and dots for thousands, dates as dd/mm/yyyy, choices joined by "hoặc".

    A value that is not of its kind, as it may stand in a record that was changed by hand, is written as it is.
    """

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, int | float):
            return _number(value, format_spec)
        if format_spec == "date":
            return "/".join(reversed(str(value).split("-")))
        return " hoặc ".join(str(value).split("; ")) if format_spec == "or" else str(value)


def _number(value: float, spec: str) -> str:
    """With as many decimals as ``spec`` says, or with those it has, four at most.

    >>> _number(1234.5, "g"), _number(80.1, ".2f"), _number(26, "")
    ('1.234,5', '80,10', '26')
    """
    if isinstance(value, int):
        text = f"{value:,}"
    else:
        text = f"{value:,.2f}" if spec == ".2f" else f"{value:,.4f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


_ENGLISH, _VIETNAMESE = _English(), _Vietnamese()
