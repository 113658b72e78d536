"""Patterns of names: which are refused, and what a record makes of the others."""

from __future__ import annotations

from typing import Any

import pytest

from cchc_ocr.errors import UsageError
from cchc_ocr.filing.pattern import FIELDS, parsed, value_of
from cchc_ocr.records import Document, Record, Source


def record(needs_review: tuple[str, ...] = (), **head: Any) -> Record:
    given = {"issuer": "Sở Nội vụ", "number": "12", "symbol": "BC-SNV", "date": "2024-03-05", "subject": "Kết quả"}
    source = Source(file="a.pdf", sha256="0" * 64, pages=1, origin="scan")
    return Record(source=source, document=Document(**{**given, **head}), needs_review=needs_review)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        (
            "{issuer}/{year}/{number}-{symbol}_{date}_{subject:40}.pdf",
            "Sở Nội vụ/2024/12-BC-SNV_2024-03-05_Kết quả",
        ),
        ("{year}-{month}-{day} {name}", "2024-03-05 scan 7"),
        ("{parent}/{issuer}/{number}", "Sở Nội vụ/12"),
        ("văn bản/{number}.TIFF", "văn bản/12"),
        ("{issuer:5}", "Sở"),
        ("{{{number}}}", "{12}"),
        ("{number}{urgency}", "12"),
    ],
)
def test_a_record_fills_a_pattern(pattern: str, path: str) -> None:
    assert "/".join(parsed(pattern).path_of(record(), "scan 7")) == path


def test_a_value_cannot_lead_out_of_its_folder() -> None:
    made = parsed("{issuer}/{subject}").path_of(record(issuer="../../etc", subject="a/b\\c"), "x")
    assert made == ["-..-etc", "a-b-c"]
    assert parsed("{issuer}/{number}").path_of(record(issuer=".."), "x") == ["12"]


def test_accents_may_go() -> None:
    assert parsed("Đến/{issuer}", plain=True).path_of(record(), "x") == ["Den", "So Noi vu"]


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("{isuer}", "there is no field {isuer}; there are type, number"),
        ("{}", "there is no field {}"),
        ("{issuer", "a brace is missing"),
        ("{issuer:x}", "behind issuer may stand only a colon"),
        ("{issuer!r}", "behind issuer may stand only a colon"),
        ("{issuer:0}", "behind issuer may stand only a colon"),
        ("{issuer.upper}", "there is no field"),
        ("bao-cao.pdf", "it has no field"),
        ("/kho/{number}", "it begins with /"),
        ("{issuer}\\{number}", "write / between folders"),
        ("{issuer}/../{number}", "has no name"),
        ("{issuer}//{number}", "has no name"),
        ("{issuer}/", "has no name"),
        ("{issuer}?", "Windows does not take it"),
    ],
)
def test_what_is_no_pattern_is_refused(pattern: str, why: str) -> None:
    with pytest.raises(UsageError) as caught:
        parsed(pattern)
    assert why in caught.value.what
    assert caught.value.hint.startswith("for example --as")


@pytest.mark.parametrize(
    ("pattern", "made", "doubts"),
    [
        ("{issuer}/{number}", record(), ()),
        ("{issuer}/{number}", record(number=None), ("number",)),
        ("{issuer}/{number}", record(("/document/number",)), ("number",)),
        ("{issuer}", record(("/document/number", "/document/recipients/3")), ()),
        ("{year}", record(("/document/date",), date=None, date_partial="2024-03"), ()),
        ("{year}/{day}", record(("/document/date",), date=None, date_partial="2024-03"), ("day",)),
        ("{year}", record(("/document/date",)), ("year",)),
        ("{parent}/{number}{secrecy}", record(), ()),
        ("{name}", record(("/source/part",)), ("/source/part",)),
        ("{number}", record(("/source/pages",)), ("/source/pages",)),
    ],
)
def test_what_is_in_doubt(pattern: str, made: Record, doubts: tuple[str, ...]) -> None:
    assert parsed(pattern).doubts(made) == doubts


def test_every_field_has_a_value() -> None:
    assert value_of(record(), "month") == "03"
    for name in FIELDS:
        assert parsed(f"{{{name}}}").path_of(record(), "x")
