"""Fields as XML: every record and dossier gives what its schema takes; the schemas are those of the rule."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cchc_ocr import lexicon
from cchc_ocr.export import simpledc
from cchc_ocr.export.archive_fields import FIELDS, ArchiveField, describe
from cchc_ocr.export.dossiers import FIELDS as DOSSIER_FIELDS
from cchc_ocr.export.dossiers import Dossier
from cchc_ocr.export.simpledc import xml_of
from cchc_ocr.records import Document, Record, Source
from tests.exported import record

XS = "{http://www.w3.org/2001/XMLSchema}"


@cache
def schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(simpledc.SCHEMAS / name))


def valid(values: dict[str, str], name: str) -> bool:
    return bool(schema(name).validate(etree.fromstring(xml_of(values, f"../schemas/{name}"))))


@pytest.mark.parametrize(
    ("name", "fields"),
    [(simpledc.OF_DOCUMENTS, FIELDS), (simpledc.OF_DOSSIERS, DOSSIER_FIELDS)],
    ids=["documents", "dossiers"],
)
def test_a_schema_has_the_fields_in_their_order_and_as_long_as_the_rule_allows(
    name: str, fields: tuple[ArchiveField, ...]
) -> None:
    declared = etree.parse(simpledc.SCHEMAS / name).findall(f".//{XS}sequence/{XS}element")
    assert [one.get("name") for one in declared] == [one.name for one in fields]
    limits = {one.get("name"): one.find(f".//{XS}maxLength") for one in declared}
    assert all(
        int(limit.get("value")) == field.longest for field in fields if (limit := limits[field.name]) is not None
    )


TEXTS = st.text(max_size=600) | st.none()


@given(st.fixed_dictionaries(dict.fromkeys(("number", "symbol", "issuer", "subject", "type"), TEXTS)))
def test_whatever_a_record_says_its_xml_is_valid(document: dict[str, str | None]) -> None:
    one = Record(source=Source(file="", sha256="", pages=3, origin="scan"), document=Document(**document))
    values, _ = describe(one, lexicon.load(), {"docId": "A.2023.1.1", "maintenance": "01"})
    assert valid(dict(values), simpledc.OF_DOCUMENTS)


def test_a_whole_record_and_its_dossier_are_valid() -> None:
    values, _ = describe(record(2020), lexicon.load())
    assert valid(dict(values), simpledc.OF_DOCUMENTS)
    made = Dossier("2020", "2020", {"fileCode": "A.2020.1", "language": "01;06", "riskRecovery": "0"})
    made.add(values, 5)
    assert valid(dict(made.describe()[0]), simpledc.OF_DOSSIERS)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("typeName", "33"),
        ("issuedDate", "2024-02-05"),
        ("numberOfPage", "12345"),
        ("mode", "4"),
        ("subject", "x" * 501),
    ],
)
def test_what_the_rule_does_not_take_is_not_valid(field: str, value: str) -> None:
    empty = {one.name: "" for one in FIELDS}
    assert valid(empty, simpledc.OF_DOCUMENTS)
    assert not valid({**empty, field: value}, simpledc.OF_DOCUMENTS)


def test_characters_that_xml_does_not_have_do_no_harm() -> None:
    text = xml_of({"title": "a\x00b\ud800<c>&\uffff"}, "EAD.xsd")
    assert etree.fromstring(text).findtext("title") == "a b <c>& "
