"""The results of a document come back from a worker as they were."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.errors import ReadInPartError
from cchc_ocr.records import Document, Percentage, Record, Source
from cchc_ocr.runs.made import Made


@given(subject=st.text(), value=st.floats(0, 100))
def test_results_come_back_as_they_were(subject: str, value: float) -> None:
    record = Record(
        source=Source(file="a.pdf", sha256="0" * 64, pages=3, origin="scan"),
        document=Document(subject=subject),
        percentages=(Percentage(name=subject, value=value),),
        notes=(subject,),
    )
    lacks = ReadInPartError("page 2: damaged", hint="scan it again", file="a.pdf", page=2)
    made = pickle.loads(pickle.dumps(Made.of(record, "Xin chào\n\f", b"%PDF", lacks)))
    assert (made.record, made.text, made.pdf, made.lacks.what) == (record, "Xin chào\n\f", b"%PDF", lacks.what)
    assert made.record.to_json() == record.to_json()
