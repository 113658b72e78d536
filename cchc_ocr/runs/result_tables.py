"""What people ask the catalogue: the views results, documents, references and checks, and the tables behind them.

Their columns are those of the tables of the same names that ``export`` writes, as far as a catalogue knows them: a
query for one is a query for the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from cchc_ocr.links import link_in_sql
from cchc_ocr.records import Record
from cchc_ocr.statements import MOST_WHOLE, STATEMENT_COLUMNS, STATEMENT_TYPES, ItemIndex, statements

_TYPES = {"int": "INTEGER", "bool": "INTEGER", "float": "REAL"}
_PATH = "NULLIF(CAST(entries.path AS TEXT), '')"
_RECORD = "CAST(entries.stem AS TEXT) || '.json'"
_LINK = link_in_sql(_PATH, "statements.page")
# The columns of a statement that are those of its document, and where the catalogue has them.
_OF_DOCUMENT: Mapping[str, str] = MappingProxyType(
    {
        **{name: f"records.{name}" for name in ("type", "number_symbol", "issuer", "parent", "date", "file")},
        **{"document": "records.key", "path": _PATH, "link": _LINK, "record": _RECORD},
    }
)
_STORED = tuple(name for name in STATEMENT_COLUMNS if name not in _OF_DOCUMENT)
_WHOSE = f"{_RECORD} AS record, records.file, records.number_symbol, records.issuer, records.date"
_HEAD = (
    *("file", "origin", "type", "number_symbol", "issuer", "parent", "place", "date", "date_partial", "subject"),
    *("signer", "signer_title", "secrecy"),
)
_OF_ENTRY = (
    *("id", "stem", "size", "modified_ns", "sha256", "made_by", "pages", "review", "seconds", "text_size"),
    *("record_size", "state", "error", "hint", "exit_code", "error_page", "asked", "part_of", "part", "parts"),
)
_JOINED = "JOIN records ON records.document = {0}.document JOIN entries ON entries.id = {0}.document"
TABLES = ("statements", "failed_checks")
_VIEWS = ("results", "documents", "references", "checks", "scores")


def _declared() -> str:
    return ", ".join(f'"{name}" {_TYPES.get(STATEMENT_TYPES[name], "TEXT")}' for name in _STORED)


def _result_columns() -> str:
    places = ((name, _OF_DOCUMENT.get(name, f'statements."{name}"')) for name in STATEMENT_COLUMNS)
    return ", ".join(f'{place} AS "{name}"' for name, place in places)


SCHEMA = f"""
CREATE TABLE IF NOT EXISTS statements (
    document INTEGER NOT NULL REFERENCES entries ON DELETE CASCADE, {_declared()}
);
CREATE INDEX IF NOT EXISTS statements_document ON statements (document);
CREATE TABLE IF NOT EXISTS failed_checks (
    document INTEGER NOT NULL REFERENCES entries ON DELETE CASCADE,
    code TEXT, level TEXT, message TEXT, fields TEXT, proposed_field TEXT, proposed_value REAL, page INTEGER
);
CREATE INDEX IF NOT EXISTS failed_checks_document ON failed_checks (document);
CREATE VIEW IF NOT EXISTS results AS
SELECT {_result_columns()} FROM statements {_JOINED.format("statements")};
CREATE VIEW IF NOT EXISTS documents AS
SELECT records.key AS document, {_RECORD} AS record, {_PATH} AS path,
       {", ".join(f"records.{name}" for name in _HEAD)}, {", ".join(f"entries.{name}" for name in _OF_ENTRY)}
FROM entries LEFT JOIN records ON records.document = entries.id;
CREATE VIEW IF NOT EXISTS "references" AS
SELECT records.key AS document, {_WHOSE}, citations.type AS cited_type,
       citations.number_symbol AS cited_number_symbol, citations.date AS cited_date,
       citations.issuer AS cited_issuer
FROM citations {_JOINED.format("citations")};
CREATE VIEW IF NOT EXISTS checks AS
SELECT records.key AS document, {_WHOSE}, code, level, message, fields, proposed_field, proposed_value, page
FROM failed_checks {_JOINED.format("failed_checks")};
CREATE VIEW IF NOT EXISTS scores AS
SELECT document, criterion, criterion_code, value AS score, maximum AS max_score, percent, year
FROM statements WHERE kind = 'score';
"""
WITHOUT_VIEWS = "".join(f'DROP VIEW IF EXISTS "{name}";\n' for name in _VIEWS)


def rows_of(record: Record) -> Mapping[str, list[tuple[object, ...]]]:
    """The rows of a document in each of ``TABLES``, without its number."""
    index = ItemIndex(record)
    stated = [tuple(getattr(one, name) for name in _STORED) for one in statements(record, index=index)]
    return {"statements": [_fitting(row) for row in stated], "failed_checks": list(_checks(record, index))}


def _checks(record: Record, index: ItemIndex) -> Iterator[tuple[object, ...]]:
    for check in record.checks:
        page = next((proof.page for field in check.fields if (proof := index.proof(field))), None)
        listed = json.dumps(check.fields, ensure_ascii=False)
        yield check.code, check.level, check.message, listed, check.proposed_field, check.proposed_value, page


def _fitting(row: tuple[object, ...]) -> tuple[object, ...]:
    """A misread whole number may have more digits than SQLite holds."""
    return tuple(float(cell) if isinstance(cell, int) and abs(cell) > MOST_WHOLE else cell for cell in row)
