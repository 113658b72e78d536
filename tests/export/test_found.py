"""Records that are read each time someone goes through them."""

from __future__ import annotations

from dataclasses import replace

from cchc_ocr.export.found import Found, FoundHead, FoundRecords
from tests.exported import found, record


def test_records_can_be_gone_through_again_and_changed_on_the_way() -> None:
    two = found(record(2019), record(2020))
    records = FoundRecords.of(two)
    renamed = records.each(lambda one: replace(one, name=f"x/{one.name}"))
    for _ in range(2):
        assert list(records) == two
        assert [one.name for one in renamed] == ["x/2019.pdf.json", "x/2020.pdf.json"]
    assert renamed.heads == records.heads == [FoundHead.of(one) for one in two]


def test_without_a_choice_every_statement_is_asked_for() -> None:
    (one,) = found(record())
    assert one.has("/scores/0")
    assert not Found("a", one.record, chosen=frozenset({"/scores/1"})).has("/scores/0")
