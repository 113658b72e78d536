"""The record with corrections applied: a pure function of what the machine read and what people corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from cchc_ocr.check_texts import failed
from cchc_ocr.corrections.anchoring import same
from cchc_ocr.corrections.draft import Draft, after_moves
from cchc_ocr.corrections.model import Correction
from cchc_ocr.corrections.outcomes import Applied, CorrectionOutcome
from cchc_ocr.corrections.pointers import within
from cchc_ocr.corrections.readings import reading_of
from cchc_ocr.corrections.steps import step
from cchc_ocr.corrections.text_lines import text_of_lines
from cchc_ocr.records import Check, CheckArg, Record, Reviewed

_LONGEST = 200  # characters of a value in a check
_SHARES = ("score-percent", "count-percent")  # checks that name the percentage last


def apply(
    record: Record,
    corrections: Sequence[Correction],
    text: str | None = None,
    *,
    others: Sequence[Correction] = (),
    made_with: str | None = None,
) -> Applied:
    """The record that the machine made, with corrections applied in their order; ``text`` too, where it is given.

    ``others`` are corrections of another scan, which are told and not applied. ``made_with`` is the hash of the
    file that they come from.
    """
    draft = Draft.of(record, text)
    outcomes: list[CorrectionOutcome] = []
    seen: list[int] = []  # how many lists had moved when the correction was applied
    for one in corrections:
        outcomes.append(step(draft, one))
        seen.append(len(draft.moves))
    outcomes = [_as_now(outcome, draft, at) for outcome, at in zip(outcomes, seen, strict=True)]
    outcomes = [*_without_settled(outcomes), *(CorrectionOutcome(one, "of other scan") for one in others)]
    told = tuple(_checks(outcomes))
    if not told and not any(one.stands for one in outcomes):
        return Applied(record, tuple(outcomes), text)
    corrected = _finished(draft, record)
    corrected = corrected.model_copy(update={"checks": (*corrected.checks, *told)})
    now = text if text is None or draft.lines is None else text_of_lines(draft.lines)
    reviewed = Reviewed(
        fields=tuple(draft.settled),
        by=_by(outcomes),
        at=max((one.correction.at for one in outcomes if one.stands and one.correction.at), default=None),
        sha256=made_with,
        reading=reading_of(record, text, corrected, now),
    )
    return Applied(corrected.model_copy(update={"reviewed": reviewed}), tuple(outcomes), now)


def _as_now(outcome: CorrectionOutcome, draft: Draft, at: int) -> CorrectionOutcome:
    """The outcome with the pointer that its value has after all corrections."""
    pointer = outcome.pointer and after_moves(outcome.pointer, draft.moves[at:])
    return replace(outcome, pointer=pointer)


def _without_settled(outcomes: Sequence[CorrectionOutcome]) -> list[CorrectionOutcome]:
    """What a later correction has settled counts as applied.

    So does one that found no place, or could not stand there, where a later one with the same pointer does; and a
    conflict where a later correction knew what the machine reads there.
    """
    later: list[CorrectionOutcome] = []
    kept: list[CorrectionOutcome] = []
    for one in reversed(outcomes):
        mended = any(other.correction.pointer == one.correction.pointer for other in later)
        known = any(other.pointer == one.pointer and _knew(other, one.read) for other in later)
        settled = mended if one.state in ("lost", "refused") else known and one.state == "conflict"
        kept.append(replace(one, state="applied") if settled else one)
        if one.stands:
            later.append(one)
    return kept[::-1]


def _knew(one: CorrectionOutcome, read: Any) -> bool:
    return one.correction.gives("reading") and same(one.correction.reading, read)


def _finished(draft: Draft, machine: Record) -> Record:
    """The corrected record: with its checks made again, and without what is settled among what needs review."""
    from cchc_ocr.corrections.rechecking import again  # imports all that extracts: nothing else here needs it

    values = draft.values
    known = values["checks"]
    values["checks"] = again(draft, machine)
    impossible = (
        f for one in values["checks"] if one["level"] == "error" and one not in known for f in one["fields"]
    )
    listed = dict.fromkeys((*values["needs_review"], *impossible, *_shares_left_behind(values["checks"], known)))
    values["needs_review"] = [one for one in listed if not any(within(one, done) for done in draft.settled)]
    return Record.model_validate(values)


def _shares_left_behind(checks: Sequence[Mapping[str, Any]], known: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The percentages that agreed with their figures until one of those was corrected: none is ever computed.

    What is printed may be right, and the correction a slip, or the other way round.
    """
    before = [_about(one) for one in known]
    return (one["fields"][-1] for one in checks if one["code"] in _SHARES and _about(one) not in before)


def _about(check: Mapping[str, Any]) -> tuple[Any, ...]:
    """What a check is about, whatever its figures."""
    return check["code"], check["fields"], check["args"].get("row")


def _by(outcomes: Sequence[CorrectionOutcome]) -> str | None:
    names = dict.fromkeys(one.correction.by for one in outcomes if one.stands and one.correction.by)
    return ", ".join(filter(None, names)) or None


def _checks(outcomes: Sequence[CorrectionOutcome]) -> Iterator[Check]:
    """What became of corrections otherwise than the person meant."""
    for outcome in outcomes:
        one = outcome.correction
        field, value = one.pointer, _printed(one.is_)
        if outcome.state == "lost" and one.op == "remove":
            yield failed(code="correction-lost", field=field)
        elif outcome.state == "lost":
            yield failed(code="correction-lost", field=field, value=value)
        elif outcome.state == "refused":
            yield failed(code="correction-refused", field=field, value=value)
        elif outcome.state == "conflict":
            told = {"was": _printed(one.was), "read": _printed(outcome.read)}
            fields = (outcome.pointer,) if outcome.pointer else ()
            yield failed(code="correction-conflict", fields=fields, value=value, **told)
    if others := sum(one.state == "of other scan" for one in outcomes):
        yield failed(code="correction-of-other-scan", count=others)


def _printed(value: Any) -> CheckArg:
    """A value as a check can hold it."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, dict):
        value = ", ".join(str(part) for part in value.values() if part is not None)
    return "" if value is None else str(value)[:_LONGEST]
