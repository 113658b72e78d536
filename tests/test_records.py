"""The public record: every field says what it is, and a record comes back from JSON as it was."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from cchc_ocr import records
from cchc_ocr.check_texts import failed
from cchc_ocr.records import Check, Document, Record, Score, Source
from tests.exported import record

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


def descriptions(schema: Any) -> int:
    if isinstance(schema, dict):
        own = isinstance(schema.get("description"), str)
        return own + sum(map(descriptions, schema.values()))
    return sum(map(descriptions, schema)) if isinstance(schema, list) else 0


def test_the_schema_has_every_description() -> None:
    assert descriptions(Record.model_json_schema(mode="serialization")) >= len(FIELDS)


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
