"""Whatever stands in a record, every export takes it."""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from cchc_ocr import export
from cchc_ocr.export.formats import NAMES
from cchc_ocr.export.titles import titles
from cchc_ocr.records import (
    Check,
    Count,
    Document,
    Evidence,
    Rank,
    Record,
    Reference,
    Score,
    Source,
    TableRecord,
    Total,
)
from tests.exported import found
from tests.laws import FEW

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["=1", "-", "<r></r>", "a\rb"]
)
MAYBE = st.none() | TEXT
NUMBER = st.none() | st.floats()
YEAR = st.none() | st.integers(-3, 10**6)
WHOLE = st.integers(-(2**63), 2**63 - 1)  # what 64 bits hold
POINTER = TEXT | st.sampled_from(
    ["", "/", "/scores", "/scores/0", "/scores/9/score", "/scores/x", "/document/signer/a/b", "/tables/0/rows/0"]
)
DATE = st.none() | st.sampled_from(["2020-05-20", "0001-01-01", "1899-12-31", "2021-02-30", "9999-12-31"])

RECORDS = st.builds(
    Record,
    source=st.builds(
        Source, file=TEXT, sha256=TEXT, pages=st.integers(0, 99), origin=st.sampled_from(["scan", "text"])
    ),
    document=st.builds(
        Document,
        **dict.fromkeys(("type", "number", "symbol", "issuer", "subject", "secrecy"), MAYBE),
        date=DATE,
        recipients=st.tuples(TEXT),
    ),
    references=st.tuples(st.builds(Reference, number_symbol=TEXT, date=DATE)),
    scores=st.tuples(*[st.builds(Score, criterion=MAYBE, score=NUMBER, max_score=NUMBER, year=YEAR)] * 2),
    totals=st.tuples(st.builds(Total, name=MAYBE, score=NUMBER, max_score=NUMBER, year=YEAR)),
    ranks=st.tuples(st.builds(Rank, position=WHOLE)),
    counts=st.tuples(st.builds(Count, name=TEXT, value=st.floats())),
    tables=st.tuples(
        st.builds(
            TableRecord,
            page=WHOLE,
            title=MAYBE,
            header=st.tuples(TEXT),
            rows=st.tuples(st.tuples(TEXT, TEXT)),
        )
    ),
    evidence=st.tuples(
        st.builds(Evidence, field=POINTER, page=st.none() | WHOLE, text=TEXT, confidence=st.floats(0, 1))
    ),
    checks=st.tuples(
        st.builds(
            Check,
            **{"code": TEXT, "level": st.sampled_from(["info", "error"]), "message": TEXT},
            args=st.dictionaries(TEXT | st.sampled_from(["due", "stated", "misread"]), TEXT | st.floats()),
            **{"fields": st.tuples(POINTER), "proposed_field": st.none() | POINTER, "proposed_value": NUMBER},
        )
    ),
    needs_review=st.tuples(POINTER, POINTER),
)


@pytest.mark.parametrize("kind", NAMES)
@settings(FEW, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # no hours of shrinking
@given(records=st.lists(RECORDS, min_size=1, max_size=2))
def test_any_record_can_be_exported(kind: str, records: list[Record]) -> None:
    with TemporaryDirectory() as folder:
        written = export.write(found(*records), kind, Path(folder) / "out.xlsx").files
        assert all(path.stat().st_size for path in written)
        if kind == "xlsx":
            book = load_workbook(io.BytesIO(written[0].read_bytes()))
            cells = [cell for page in book for row in page.iter_rows() for cell in row]
            assert not [cell for cell in cells if cell.data_type == "f"]
            assert book[titles().sheets["documents"]].max_row == len(records) + 1
