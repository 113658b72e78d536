"""Probabilities beside truth: which values are judged, and into which bin they fall."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.evaluation.calibration import EDGES, Judged, bins, judge

FACTS: dict[str, Any] = {
    "document": {
        "type": "Báo cáo",
        "signer": "Trần Thị Thử",
        "number": None,
        "recipients": ["Sở Nội vụ", "Lưu"],
    },
    "handwritten": ["number"],
    "handwritten_values": {"number": "12"},
    "references": [{"number_symbol": "7/QĐ-UBND", "date": "2024-01-05", "issuer": "Sở Nội vụ"}],
    "counts": [{"value": 40, "of": None}],
    "dates": ["2024-01-05"],
    "also": {"counts": [{"value": 3, "of": None}]},
}


def evidence(**confidences: float) -> list[dict[str, Any]]:
    return [{"field": "/" + name.replace("__", "/"), "confidence": sure} for name, sure in confidences.items()]


def judged(record: dict[str, Any]) -> list[tuple[str, float, bool]]:
    return [(one.kind, one.probability, one.right) for one in judge(FACTS, record)]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"document": {"type": "Báo cáo"}, "evidence": evidence(document__type=0.9)}, [("header", 0.9, True)]),
        (
            {"document": {"signer": "Trần Thứ"}, "evidence": evidence(document__signer=0.7)},
            [("header", 0.7, False)],
        ),
        ({"document": {"signer": None}, "evidence": evidence(document__signer=0.0)}, []),
        ({"document": {"number": "12"}, "evidence": evidence(document__number=0.8)}, [("header", 0.8, True)]),
        ({"document": {"number": "13"}, "evidence": evidence(document__number=0.8)}, [("header", 0.8, False)]),
        ({"document": {"place": "Sơn Hà"}, "evidence": evidence(document__place=0.8)}, []),  # facts do not say
        (
            {"document": {"recipients": ["Lưu"]}, "evidence": evidence(document__recipients__0=0.6)},
            [("recipients", 0.6, True)],
        ),
        (
            {"counts": [{"value": 40}], "evidence": evidence(counts__0__value=0.9, counts__0__name=0.2)},
            [("counts", 0.9, True)],  # what is counted is named in words of one's own
        ),
        (
            {"counts": [{"value": 40, "of": 50}], "evidence": evidence(counts__0__value=0.9, counts__0__of=0.6)},
            [("counts", 0.6, False)],
        ),
        (
            {"counts": [{"value": 3}], "evidence": evidence(counts__0__value=0.9)},
            [],
        ),  # neither asked for nor wrong
        ({"dates": ["2024-01-05"], "evidence": evidence(dates__0=0.9)}, [("dates", 0.9, True)]),
    ],
)
def test_values_are_judged_beside_their_probability(record: dict[str, Any], expected: list[Any]) -> None:
    assert judged({"document": {}, **record}) == expected


def test_parts_of_a_citation_are_judged_where_its_number_is_right() -> None:
    cited = {"number_symbol": "7/QĐ-UBND", "date": "2024-01-06", "issuer": "Giám đốc Sở Nội vụ"}
    sure = evidence(
        references__0__number_symbol=0.9,
        references__0__date=0.8,
        references__0__issuer=0.7,
        references__1__number_symbol=0.5,
    )
    other = {"number_symbol": "8/QĐ-UBND", "date": None, "issuer": None}
    assert judged({"document": {}, "references": [cited, other], "evidence": sure}) == [
        ("reference numbers", 0.9, True),
        ("reference dates", 0.8, False),
        ("reference issuers", 0.7, True),
        ("reference numbers", 0.5, False),
    ]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=30))
def test_every_value_falls_into_one_bin(values: list[tuple[float, bool]]) -> None:
    found = bins([Judged("x", sure, right) for sure, right in values])
    assert [one.least for one in found] == list(EDGES[:-1])
    assert sum(one.values for one in found) == len(values)
    assert sum(one.right for one in found) == sum(right for _, right in values)
    assert all(not one.values or one.least - 1e-4 <= one.hoped <= one.below + 1e-4 for one in found)
