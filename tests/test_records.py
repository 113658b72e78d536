"""The public record: every field says what it is, and a record comes back from JSON as it was."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from cchc_ocr import digitise, records
from cchc_ocr.check_texts import failed
from cchc_ocr.records import Check, Document, Evidence, Record, Reference, Score, Signature, Source
from tests.exported import record
from tests.paths import ROOT

MODELS = [
    value
    for value in vars(records).values()
    if isinstance(value, type) and issubclass(value, BaseModel) and value.__module__ == records.__name__
]
FIELDS = [
    pytest.param(model, name, id=f"{model.__name__}.{name}") for model in MODELS for name in model.model_fields
]


def test_all_parts_are_looked_at() -> None:
    assert {Record, Document, Score, Check} <= set(MODELS)
    assert len(FIELDS) > 90


@pytest.mark.parametrize(("model", "name"), FIELDS)
def test_every_field_says_what_it_is_in_a_sentence(model: type[BaseModel], name: str) -> None:
    said = model.model_fields[name].description or ""
    assert re.fullmatch(r"[A-Z1].{10,}\.", said, re.S), f"{name}: {said!r}"


@pytest.mark.parametrize(("model", "name"), FIELDS)
def test_a_field_that_may_be_null_says_when(model: type[BaseModel], name: str) -> None:
    field = model.model_fields[name]
    if not field.is_required() and field.get_default() is None and not field.default_factory:
        assert re.search(r"\b[Nn]ull (where|for|without|if)\b", field.description or ""), name


@pytest.mark.parametrize(("model", "name"), FIELDS)
def test_examples_are_values_that_the_field_takes(model: type[BaseModel], name: str) -> None:
    field = model.model_fields[name]
    for example in field.examples or ():
        assert TypeAdapter(field.annotation).validate_json(json.dumps(example)) is not None


def properties(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """All fields of all parts of a JSON schema, by the name of the part."""
    parts = {schema["title"]: schema, **schema["$defs"]}
    return {f"{part}.{name}": one for part in parts for name, one in parts[part].get("properties", {}).items()}


@pytest.mark.parametrize("mode", ["serialization", "validation"])
def test_every_field_of_the_schema_has_a_description_and_an_example(mode: Any) -> None:
    found = properties(Record.model_json_schema(mode=mode))
    assert len(found) == len(FIELDS)
    assert [name for name, one in found.items() if not one.get("description")] == []
    assert [name for name, one in found.items() if not one.get("examples")] == []


def test_a_record_comes_back_from_json_as_it_was() -> None:
    one = record().model_copy(update={"checks": (failed(code="rank-beyond-base", position=26, of=25),)})
    assert Record.model_validate_json(one.to_json()) == one
    assert Record.model_validate_json(one.to_json(indent=2)) == one
    assert "Sở Nội vụ" in one.to_json(), "letters stand as they are"


def test_a_record_without_args_is_still_read() -> None:
    old = json.loads(record().to_json())
    for check in old["checks"]:
        del check["args"]
    assert Record.model_validate(old).checks[0].args == {}


@pytest.mark.parametrize(
    "fields",
    [
        {"document": {"date": "09/03/2021"}},
        {"document": {"date_partial": "2021-3"}},
        {"references": [{"date": "2020-01-20"}]},
        {"references": [{"number_symbol": "1/KH", "date": "2020"}]},
        {"evidence": [{"field": "/dates/0", "text": "x", "confidence": 1.5}]},
        {"checks": [{"code": "x", "level": "fatal", "message": "x"}]},
        {"schema_version": 2},
        {"unknown": 1},
    ],
)
def test_what_is_no_record_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Record.model_validate({"source": record().source.model_dump(), **fields})


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        Source(file="a", sha256="", pages=1, origin="text").pages = 2  # type: ignore[misc]


def test_dates_are_days_beside_their_texts_and_the_json_is_as_it_was() -> None:
    document = Document(date="2021-03-09")
    assert (document.day, document.day_range) == (date(2021, 3, 9), (date(2021, 3, 9), date(2021, 3, 9)))
    assert (Document(date_partial="2021-03").day, Document(date_partial="2021-03").day_range) == (
        *(None, (date(2021, 3, 1), date(2021, 3, 31))),
    )
    assert (Document().day, Document().day_range) == (None, None)
    assert Document(date="2021-02-30").day is None, "no calendar has it"
    assert Reference(number_symbol="12/KH-UBND", date="2020-01-20").day == date(2020, 1, 20)
    assert Reference(number_symbol="12/KH-UBND").day is None
    assert Signature(time="2024-11-26T10:40:08+07:00").moment == datetime.fromisoformat("2024-11-26T03:40:08Z")
    assert Signature().moment is None
    whole = record().model_copy(update={"dates": ("2020-02-30", "2020-05-20")})
    assert whole.days == (date(2020, 5, 20),)
    assert json.loads(document.model_dump_json()).keys() == Document.model_fields.keys()


def with_evidence(*fields: str) -> Record:
    evidence = tuple(Evidence(field=field, text=field, confidence=0.9) for field in fields)
    return record().model_copy(update={"evidence": evidence})


@pytest.mark.parametrize(
    ("pointer", "seen"),
    [
        ("/document/date", "/document/date"),
        ("/scores/0/score", "/scores/0/score"),
        ("/scores/0", "/scores/0/score"),  # of an item, the first of what it holds
        ("/scores/0/max_score", "/scores/0/max_score"),
        ("/scores/0/year", None),
        ("/document/number", None),  # not the evidence of /document/number_symbol
        ("/document/signers", None),
        ("/pages/0/text/7", None),  # which a person has corrected
        ("/tables", "/tables/0/rows/1/2"),
        ("", "/document/number_symbol"),
    ],
)
def test_the_evidence_of_a_value(pointer: str, seen: str | None) -> None:
    one = with_evidence(
        *("/document/number_symbol", "/document/date", "/scores/0/score", "/scores/0/max_score"),
        *("/scores/01", "/tables/0/rows/1/2"),
    )
    found = one.evidence_of(pointer)
    assert (found.field if found else None) == seen


def test_the_evidence_of_a_value_itself_comes_before_that_of_its_parts() -> None:
    found = with_evidence("/scores/0/score", "/scores/0").evidence_of("/scores/0")
    assert found and found.field == "/scores/0"


@pytest.mark.parametrize("pointer", ["/document/dates", "/scores/99/score", "document/date", "/dokument"])
def test_a_pointer_that_leads_to_nothing_is_an_error(pointer: str) -> None:
    for look in (record().evidence_of, record().value_at):
        with pytest.raises(LookupError, match=pointer):
            look(pointer)


def test_all_that_is_to_be_reviewed_can_be_looked_up() -> None:
    text = (ROOT / "tests/corpus/years/son-ha/2022.txt").read_text("utf-8")
    found = digitise(text=text.replace("Số: 32/", "Số:    /").replace("xếp thứ 3/3", "xếp thứ 4/3")).record
    assert len(found.needs_review) > 2
    for pointer in (*found.needs_review, *(field for check in found.checks for field in check.fields)):
        found.value_at(pointer)
        found.evidence_of(pointer)
    slots = {evidence.field.rpartition("/")[2] for evidence in found.evidence if "/totals/" in evidence.field}
    assert {"score", "max_score", "year", "body"} <= slots
    assert all(found.evidence_of(evidence.field) for evidence in found.evidence)
