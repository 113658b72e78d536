"""Records against facts: tables of cases and laws."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.evaluation.agreement import (
    HEADER,
    KINDS,
    HeaderCounts,
    ListCounts,
    compare_header,
    compare_list,
    compare_record,
    compare_tables,
    matches,
    same_text,
)

FACTS: dict[str, Any] = {
    "document": {
        "type": "Báo cáo",
        "number": "12",
        "number_symbol": "12/BC-SNV",
        "issuer": "Sở Nội vụ",
        "date": "2024-01-05",
        "recipients": ["Như trên", "Lưu: VT"],
    },
    "references": [
        {"type": "Quyết định", "number_symbol": "08/QĐ-UBND", "date": "2024-01-02", "issuer": "UBND tỉnh"}
    ],
    "scores": [{"criterion": "Cải cách thể chế", "score": 6.0, "max_score": 6.5, "percent": None}],
    "dates": ["2024-01-02", "2024-01-05"],
    "checks": [],
    "tables": [{"page": 1, "header": ["STT", "Tên"], "rows": [["1", "Sở A"], ["2", "Sở B"]]}],
}


def test_a_record_with_all_facts_is_right_in_everything() -> None:
    header, lists = compare_record(FACTS, FACTS)
    assert sum(counts.right for counts in header.values()) == 5
    assert sum(counts.rightly_null for counts in header.values()) == len(HEADER) - 5
    assert {kind: counts.f1 for kind, counts in lists.items()} == dict.fromkeys(lists, 1.0)
    assert lists["table cells"] == ListCounts(6, 6, 6)


def test_an_empty_record_has_nothing_right_and_nothing_invented() -> None:
    header, lists = compare_record(FACTS, {})
    assert sum(counts.missing for counts in header.values()) == 5
    assert sum(counts.invented for counts in header.values()) == 0
    assert lists["references"] == ListCounts(wanted=1)
    assert lists["references"].f1 == 0.0


def test_a_text_layer_that_was_wrongly_trusted_is_a_wrong_field() -> None:
    header, _ = compare_record({"document": {}, "origin": "scan"}, {"source": {"origin": "text-layer"}})
    assert header["origin"] == HeaderCounts(wrong=1)


def test_what_the_facts_do_not_speak_of_is_not_judged() -> None:
    _, lists = compare_record({"document": {}}, FACTS)
    assert lists == {}


@pytest.mark.parametrize(
    ("want", "have", "expected"),
    [
        ("Sở Nội vụ", "SỞ NỘI VỤ", HeaderCounts(right=1)),
        ("Sở Nội vụ", "Sở Nối vụ", HeaderCounts(wrong=1)),
        ("Sở Nội vụ", None, HeaderCounts(missing=1)),
        (None, "Sở Nội vụ", HeaderCounts(invented=1)),
        (None, None, HeaderCounts(rightly_null=1)),
        ("Uỷ ban", "Ủy ban;", HeaderCounts(right=1)),
    ],
)
def test_a_printed_field(want: str | None, have: str | None, expected: HeaderCounts) -> None:
    found = compare_header({"document": {"issuer": want}}, {"document": {"issuer": have}})
    assert found["issuer"] == expected


@pytest.mark.parametrize(
    ("have", "expected"),
    [
        (None, HeaderCounts(rightly_null=1)),
        ("146", HeaderCounts(right=1)),
        ("140", HeaderCounts(invented=1)),
    ],
)
def test_a_handwritten_field_may_be_null_but_not_wrong(have: str | None, expected: HeaderCounts) -> None:
    facts = {"document": {"number": None}, "handwritten": ["number"], "handwritten_values": {"number": "146"}}
    found = compare_header(facts, {"document": {"number": have}})
    assert found["number by hand"] == expected
    assert "number" not in found


def test_a_handwritten_day_makes_the_date_unsure() -> None:
    found = compare_header({"document": {}, "handwritten": ["date.day"]}, {"document": {"date": "2024-02-19"}})
    assert found["date by hand"] == HeaderCounts(invented=1)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Cải cách hành chính năm 2024", "Cải cách hành chính năm 2024.", True),
        ("công bố Chỉ số cải cách hành chính năm 2023", "công bố Chi số cải cách hành chính năm 2023", True),
        ("12", "13", False),
        (None, None, True),
        (None, "", False),
    ],
)
def test_same_text(a: str | None, b: str | None, same: bool) -> None:
    assert same_text(a, b) is same


@pytest.mark.parametrize(
    ("kind", "want", "have", "same"),
    [
        ("references", {"number_symbol": "8/QĐ", "date": None}, {"number_symbol": "8/QÐ", "date": None}, True),
        (
            "references",
            {"number_symbol": "8/QĐ", "date": None},
            {"number_symbol": "8/QĐ", "date": "2024-01-01"},
            False,
        ),
        (
            "scores",
            {"criterion": "Cải cách thể chế", "score": 6},
            {"criterion": "cải cách thể chế", "score": 6.0},
            True,
        ),
        (
            "scores",
            {"criterion": "Cải cách thể chế", "score": 6},
            {"criterion": "Tài chính công", "score": 6},
            False,
        ),
        ("scores", {"criterion": "A", "score": 6, "max_score": 7}, {"criterion": "A", "score": 6}, False),
        ("totals", {"score": 80.08, "year": 2019}, {"score": 80.08, "year": 2019}, True),
        ("totals", {"score": 80.08, "year": 2019}, {"score": 80.08, "year": 2020}, False),
        ("totals", {"score": 80.08}, {"score": 80.08, "year": 2020}, True),
        ("ranks", {"position": 7, "of": 25, "change": 2}, {"position": 7, "of": 25, "change": 2}, True),
        ("ranks", {"position": 7, "of": 25, "change": 2}, {"position": 7, "of": 25, "change": -2}, False),
        ("deductions", {"points": 3}, {"points": 3.0}, True),
        ("percentages", {"value": 98}, {"value": 99}, False),
        ("counts", {"value": 3, "of": 3}, {"value": 3}, False),
        ("dates", "2024-01-01", "2024-01-01", True),
        ("signatures", {"signer": "UBND", "time": "t"}, {"signer": "UBND", "time": None}, False),
    ],
)
def test_values_of_a_kind(kind: str, want: Any, have: Any, same: bool) -> None:
    assert KINDS[kind](want, have) is same


def test_what_may_be_found_counts_for_neither_side() -> None:
    facts = {"document": {}, "counts": [{"value": 3}], "also": {"counts": [{"value": 18}]}}
    record = {"counts": [{"value": 18}, {"value": 3}, {"value": 99}]}
    assert compare_list("counts", facts, record) == ListCounts(wanted=1, found=2, hits=1)


def test_checks_are_compared_by_code_and_hints_do_not_count() -> None:
    record = {
        "checks": [
            {"code": "score-sum", "level": "warning"},
            {"code": "score-sum", "level": "warning"},
            {"code": "rounding", "level": "info"},
            {"code": "date-order", "level": "error"},
        ]
    }
    assert compare_list("checks", {"document": {}, "checks": ["score-sum"]}, record) == ListCounts(1, 2, 1)


def _table(*rows: str, page: int = 1) -> dict[str, Any]:
    cells = [row.split("|") for row in rows]
    return {"page": page, "header": cells[0], "rows": cells[1:]}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([_table("STT|Tên", "1|Sở A", "2|Sở B")], ListCounts(6, 6, 6)),
        ([_table("STT|Tên", "2|Sở B")], ListCounts(6, 4, 4)),  # a lost row costs its own cells only
        ([_table("STT|Tên", "1|Sở A", "?|rác", "2|Sở B")], ListCounts(6, 8, 6)),
        ([_table("STT|Tên", "2|Sở B", "1|Sở A")], ListCounts(6, 6, 4)),  # rows change places
        ([_table("Tên|STT", "Sở A|1", "Sở B|2")], ListCounts(6, 6, 0)),  # columns change places
        ([_table("STT|Tên", "1|Sở A", "2|Sở B", page=2)], ListCounts(6, 6, 0)),
        ([_table("STT|Tên", "1|Sở Â", "2|")], ListCounts(6, 5, 4)),
        ([_table("x|y"), _table("STT|Tên", "1|Sở A", "2|Sở B")], ListCounts(6, 8, 6)),
        ([], ListCounts(6, 0, 0)),
    ],
)
def test_tables(found: list[dict[str, Any]], expected: ListCounts) -> None:
    assert compare_tables(FACTS, {"tables": found}) == expected


@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)))
def test_each_value_is_matched_once(wanted: list[int], found: list[int]) -> None:
    pairs = matches(wanted, found, lambda a, b: bool(a == b))
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(wanted[i] == found[j] for i, j in pairs)
    assert len(pairs) == sum(min(wanted.count(n), found.count(n)) for n in range(6))


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_f1_lies_between_precision_and_recall(wanted: int, found: int, hits: int) -> None:
    counts = ListCounts(wanted, found, min(hits, wanted, found))
    low, high = sorted((counts.precision, counts.recall))
    assert low - 1e-9 <= counts.f1 <= high + 1e-9
