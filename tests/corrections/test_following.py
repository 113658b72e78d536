"""Values that follow from corrected ones."""

from __future__ import annotations

from typing import Any

import pytest

from cchc_ocr.corrections.model import Correction
from cchc_ocr.records import Document, Record
from tests.corrected import applied, correction, record, seen


def head(*ones: Correction, **fields: Any) -> Document:
    return applied(*ones, to=record(document=record().document.model_copy(update=fields))).record.document


@pytest.mark.parametrize(
    ("one", "fields", "whole"),
    [
        (correction("/document/number", is_="16"), {}, "16/BC-SNV"),
        (correction("/document/symbol", is_="BC-STC"), {}, "15/BC-STC"),
        (correction("/document/number", is_="16"), {"number_symbol": "15/2021/BC-SNV"}, "16/2021/BC-SNV"),
        (correction("/document/number", is_="16"), {"number_symbol": "15-BC/TU", "symbol": "BC/TU"}, "16-BC/TU"),
        (correction("/document/number", is_="16"), {"number": None, "number_symbol": None}, "16/BC-SNV"),
        (
            correction("/document/number", is_="05"),
            {"number": None, "number_symbol": None, "symbol": "NQ/TU"},
            "05-NQ/TU",
        ),
        (correction("/document/number", is_=None), {}, None),
        (correction("/document/number", is_="16"), {"symbol": None, "number_symbol": None}, None),
    ],
)
def test_number_and_symbol_as_one(one: Correction, fields: dict[str, Any], whole: str | None) -> None:
    assert head(one, **fields).number_symbol == whole


def test_number_and_symbol_from_both() -> None:
    found = head(correction("/document/number_symbol", is_="606/KL-SKHCN"))
    assert (found.number, found.symbol) == ("606", "KL-SKHCN")
    found = head(correction("/document/number_symbol", is_="ghi tay"))
    assert (found.number, found.symbol) == ("15", "BC-SNV")  # which nobody can tell


def test_number_then_symbol_and_what_a_person_has_put_stays() -> None:
    both = (correction("/document/number", is_="16"), correction("/document/symbol", is_="BC-STC"))
    assert head(*both).number_symbol == "16/BC-STC"
    whole = correction("/document/number_symbol", is_="16/2021/BC-STC")
    assert head(whole, *both).number_symbol == "16/2021/BC-STC"


@pytest.mark.parametrize(
    ("one", "names", "title"),
    [
        (correction("/document/signer", is_="Lê Văn An"), ("Lê Văn An", "Lê Văn An"), "Giám đốc"),
        (correction("/document/signers/0/name", is_="Lê Văn An"), ("Lê Văn An", "Lê Văn An"), "Giám đốc"),
        (correction("/document/signer_title", is_="Phó Giám đốc"), ("Trần Văn Bình",) * 2, "Phó Giám đốc"),
    ],
)
def test_who_signed_first(one: Correction, names: tuple[str, str], title: str) -> None:
    found = head(one)
    assert (found.signer, found.signers[0].name) == names
    assert found.signer_title == found.signers[0].title == title


def test_a_signer_who_was_not_read_is_the_first() -> None:
    found = head(correction("/document/signer", is_="Lê Văn An"), signers=(), signer=None)
    assert [(one.name, one.title) for one in found.signers] == [("Lê Văn An", "Giám đốc")]


def dates(one: Correction, **more: Any) -> tuple[Record, tuple[str, ...]]:
    found = applied(one, to=record(**more)).record
    return found, found.dates


def test_the_date_of_the_head_in_the_list_of_all() -> None:
    found, days = dates(correction("/document/date", is_="2019-03-10"))
    assert days == ("2019-03-10", "2020-01-20")
    assert found.document.date_partial is None
    elsewhere = tuple(one for one in record().evidence if one.field != "/dates/1")
    _, days = dates(
        correction("/document/date", is_="2021-03-10"), evidence=(*elsewhere, seen("/dates/1", 30, "x"))
    )
    assert days == ("2020-01-20", "2021-03-09", "2021-03-10")  # the other day is also named elsewhere


def test_a_whole_date_leaves_no_part_of_it() -> None:
    found = head(correction("/document/date", is_="2021-03-10"), date=None, date_partial="2021-03")
    assert (found.date, found.date_partial) == ("2021-03-10", None)
    found = head(correction("/document/date", is_=None), date="2021-03-10", date_partial="2021-03")
    assert (found.date, found.date_partial) == (None, "2021-03")
