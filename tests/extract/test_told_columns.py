"""Columns that the tagger tells where no rule knows their heads."""

from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.extract.tagging.told_columns import told_columns
from cchc_ocr.extract.tagging.weights import KINDS, NATURES, Opinion
from cchc_ocr.extract.text.finding import CellPlace
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE

TABLES = read_tables(text_pages("TT\tNội dung\tSáng\n1\tTrồng cây\t12\n2\tQuét sân\t9\n"), KNOWLEDGE)
KNOWN = read_tables(text_pages("TT\tNội dung\tĐiểm tối đa\n1\tTrồng cây\t12\n2\tQuét sân\t9\n"), KNOWLEDGE)


def sure(**kinds: float) -> Opinion:
    return Opinion(dict.fromkeys(KINDS, 0.0) | kinds, dict.fromkeys(NATURES, 0.0))


def column(at: int, opinion: Opinion) -> dict[CellPlace, Opinion]:
    return {CellPlace(0, row, at): opinion for row in range(2)}


def test_an_open_column_gets_the_kind_that_the_cells_have_together():
    assert told_columns(TABLES, column(2, sure(count=0.8))) == {(0, 2): "count"}
    assert told_columns(TABLES, column(2, sure(score=0.5, total=0.3))) == {(0, 2): "score"}


def test_doubt_and_heads_that_say_what_they_are_change_nothing():
    assert told_columns(TABLES, column(2, sure(count=0.5, score=0.4))) == {}
    assert told_columns(KNOWN, column(2, sure(score=0.9))) == {}
    assert TABLES.told({}) is TABLES


def test_a_told_column_is_read_as_its_kind():
    assert [f.value.value for f in TABLES.counts()] == []
    found = [*TABLES.told({(0, 2): "count"}).counts()]
    assert [f.value.value for f in found] == [12, 9]
    assert found[0].cell == CellPlace(0, 0, 2)
