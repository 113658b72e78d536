"""Checks that are made again after a correction."""

from __future__ import annotations

import pytest

from cchc_ocr.check_texts import failed
from cchc_ocr.corrections.model import Correction
from cchc_ocr.extract.tables.sheet_checks import check_table
from cchc_ocr.lexicon import load
from cchc_ocr.records import Check, Count, Rank, Record, TableRecord
from tests.corrected import applied, codes, correction, record, score, seen

SUMS = TableRecord(
    page=2, header=("Lĩnh vực", "Số hồ sơ"), rows=(("Đất đai", "12"), ("Hộ tịch", "7"), ("Cộng", "29"))
)
COUNT_SUM = failed(
    code="count-sum", fields=("/counts/0/value", "/counts/1/value", "/counts/2/value"), due=11.0, stated=12.0
)
COUNTS = tuple(Count(name=name, value=value) for name, value in (("hồ sơ", 12), ("đúng hạn", 8), ("trễ hạn", 3)))


def made(*checks: Check, **more: object) -> Record:
    return record(checks=checks, totals=(), **more)


@pytest.mark.parametrize(
    ("given", "one", "left"),
    [
        (made(), correction("/scores/0/score", 7.5, 11), ["score-above-maximum"]),
        (
            made(
                failed(
                    code="score-above-maximum",
                    fields=("/scores/0/score", "/scores/0/max_score"),
                    score=11.0,
                    maximum=10.0,
                ),
                scores=(score("Thể chế", 11.0),),
                evidence=(),
            ),
            correction("/scores/0/score", 11, 7),
            [],
        ),
        (made(), correction("/references/0/date", "2020-01-20", "2022-01-20"), ["reference-later"]),
        (made(COUNT_SUM, counts=COUNTS), correction("/counts/1/value", 8, 9), []),
        (made(COUNT_SUM, counts=COUNTS), correction("/counts/1/value", 8, 7), ["count-sum"]),
        (made(COUNT_SUM, counts=COUNTS), correction("/document/number", "15", "16"), ["count-sum"]),
        (
            made(failed(code="unknown-figure", page=1, figure="7")),
            correction("/document/number", "15", "16"),
            ["unknown-figure"],
        ),
        (
            made(failed(code="no-such-date", fields=("/document/date",), seen="ngày 31 tháng 4")),
            correction("/document/date", "2021-03-09", "2021-03-10"),
            [],
        ),
    ],
    ids=lambda part: part.pointer if isinstance(part, Correction) else None,
)
def test_what_is_left_of_the_checks(given: Record, one: Correction, left: list[str]) -> None:
    assert list(codes(applied(one, to=given, text=None).record)) == left


def test_what_cannot_be_right_any_more_is_listed() -> None:
    found = applied(correction("/scores/0/score", 7.5, 11), to=made()).record
    assert "/scores/0/max_score" in found.needs_review
    assert "/scores/0/score" not in found.needs_review


@pytest.mark.parametrize(
    ("cell", "now", "left"), [("/tables/0/rows/2/1", "19", []), ("/tables/0/rows/0/1", "13", ["table-sum"])]
)
def test_the_sums_of_a_table(cell: str, now: str, left: list[str]) -> None:
    checks = [*check_table(0, SUMS, load())]
    assert [one.code for one in checks] == ["table-sum"]
    found = applied(correction(cell, is_=now), to=made(*checks, tables=(SUMS,)))
    assert list(codes(found.record)) == left


def test_a_confirmed_value_leaves_checks_as_they_are() -> None:
    found = applied(correction("/counts/1/value", 8, 8), to=made(COUNT_SUM, counts=COUNTS)).record
    assert found.checks == (COUNT_SUM,)


PLACES = TableRecord(
    page=2, header=("Đơn vị", "Hạng cũ", "Hạng mới"), rows=(("Sở Y tế", "6", "6"), ("Sở Tư pháp", "4", "4"))
)


def test_columns_of_one_row_are_not_doubted_after_a_correction() -> None:
    told = (("Sở Y tế", 6), ("Sở Tư pháp", 4), ("Sở Y tế", 6))
    ranks = tuple(
        Rank(name="Chỉ số CCHC", position=place, unit=unit, year=2020, nature="result") for unit, place in told
    )
    evidence = [seen(f"/ranks/{i}/position", i, str(place)) for i, (_, place) in enumerate(told)]
    evidence += [seen(f"/ranks/{i}/unit", i, unit) for i, (unit, _) in enumerate(told)]
    given = made(tables=(PLACES,), ranks=ranks, evidence=tuple(evidence))
    found = applied(correction("/ranks/2/position", 6, 9), to=given).record
    assert list(codes(found)) == []
