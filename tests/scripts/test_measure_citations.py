"""How citations are judged: by their number and symbol, then date and issuer of those that were found."""

from __future__ import annotations

from typing import Any

import pytest

from scripts.measure_citations import compared

CITED = {"number_symbol": "12/QĐ-UBND", "date": "2031-05-04", "issuer": ["UBND tỉnh Sơn Hà", "UBND tỉnh"]}


def judged(wanted: Any, found: Any, listed: tuple[str, ...] = (), checks: tuple[str, ...] = ()) -> dict[str, str]:
    record = {"references": found, "needs_review": listed, "checks": [{"code": code} for code in checks]}
    return {field: how for field, how, _ in compared({"references": wanted}, record)}


@pytest.mark.parametrize(
    ("found", "listed", "how"),
    [
        ("UBND tỉnh", (), "right"),
        ("Ủy ban nhân dân tỉnh Sơn Hà", (), "right"),
        ("UBND huyện", (), "wrong, not listed"),
        ("UBND huyện", ("/references/0/issuer",), "wrong, listed"),
        ("UBND huyện", ("/references/0",), "wrong, listed"),
        ("UBND huyện", ("/references/0/date",), "wrong, not listed"),
        (None, (), "missing, not listed"),
        (None, ("/references/0/issuer",), "missing, listed"),
    ],
)
def test_an_issuer_is_judged(found: str | None, listed: tuple[str, ...], how: str) -> None:
    fields = judged([CITED], [{**CITED, "issuer": found}], listed)
    assert fields == {"number_symbol": "right", "date": "right", "issuer": how}


def test_nothing_is_right_where_nothing_may_be_said() -> None:
    wanted = {**CITED, "issuer": [None, "UBND tỉnh"]}
    assert judged([wanted], [{**CITED, "issuer": None}])["issuer"] == "right"
    assert judged([wanted], [{**CITED, "issuer": "Sở Y tế"}])["issuer"] == "wrong, not listed"


def test_a_citation_that_is_not_found_is_missing() -> None:
    assert judged([CITED], []) == {"number_symbol": "missing, not listed"}
    assert judged([CITED], [], checks=("unread-citation",)) == {"number_symbol": "missing, listed"}


def test_a_citation_that_the_text_has_not_is_wrong() -> None:
    assert judged([], [CITED]) == {"number_symbol": "wrong, not listed"}
    assert judged([], [CITED], ("/references/0/number_symbol",)) == {"number_symbol": "wrong, listed"}
