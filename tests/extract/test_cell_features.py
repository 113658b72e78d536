"""What the tagger looks at of figures in cells."""

from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.extract.tagging.cell_features import CellPlace, cell_features
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE

TABLE = "TT\tNội dung\tSáng\tChiều\n1\tTrồng cây\t12\t15\n2\tQuét sân\t9,5%\t-\n"


def features() -> dict[CellPlace, set[str]]:
    return {place: {*found} for place, found in cell_features(read_tables(text_pages(TABLE), KNOWLEDGE))}


def test_cells_have_the_words_of_their_heads_and_their_neighbours():
    found = features()[CellPlace(0, 0, 2)]
    assert {"head has=sang", "right=more", "left=none", "row has=trong", "other head has=chieu"} <= found


def test_cells_have_their_form():
    assert {"share", "decimals=1", "right=none"} <= features()[CellPlace(0, 1, 2)]


def test_cells_without_a_figure_have_none():
    assert CellPlace(0, 1, 3) not in features()


def test_only_columns_of_the_wanted_kinds_are_looked_at():
    tables = read_tables(text_pages(TABLE), KNOWLEDGE)
    assert {place.column for place, _ in cell_features(tables, {"other"})} == {2}
    assert {place.column for place, _ in cell_features(tables, {"count"})} == {3}  # whole numbers
    assert [*cell_features(tables, ())] == []
