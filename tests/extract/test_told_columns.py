"""Columns that the tagger tells where the rules do not know what they hold."""

import pytest

from cchc_ocr.extract.tables.sheets import TableSheet, ToldKind
from cchc_ocr.extract.tables.tables import Tables, read_tables
from cchc_ocr.extract.tagging.told_columns import told_kind, with_told_columns
from cchc_ocr.extract.tagging.weights import KINDS, STEPS, FigureKind, TaggerWeights
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE

SURELY_COUNTS = TaggerWeights({"head has=sang": [(KINDS.index("count"), 20 * STEPS)]})


YEARS = ("2012", "2019")  # which the rules take for no counts where no dictionary knows the heading


def tables(head: str = "Sáng", cells: tuple[str, str] = YEARS) -> Tables:
    text = f"TT\tNội dung\t{head}\n1\tTrồng cây\t{cells[0]}\n2\tQuét sân\t{cells[1]}\n"
    return read_tables(text_pages(text), KNOWLEDGE)


def sheet(head: str = "Sáng", cells: tuple[str, str] = YEARS) -> TableSheet:
    return tables(head, cells).sheets[0]


def chances(**kinds: float) -> dict[FigureKind, float]:
    return {kind: kinds.get(kind, 0.0) for kind in KINDS}


@pytest.mark.parametrize(
    ("of_cells", "told"),
    [
        ([chances(count=0.9), chances(count=0.7)], ToldKind("count", 0.8)),
        ([chances(score=0.5, total=0.25), chances(score=0.75)], ToldKind("score", 0.75)),
        ([chances(total=0.75)], ToldKind("total", 0.75)),
        ([chances(percentage=0.75)], ToldKind("percent", 0.75)),
        ([chances(count=0.5, none=0.5)], None),
        ([chances(rank=1.0)], None),
        ([chances(none=1.0)], None),
    ],
)
def test_an_unknown_column_is_what_its_cells_are_together_if_that_is_sure(of_cells, told):
    found = told_kind(sheet(), 2, of_cells)
    assert (found and found.kind) == (told and told.kind)
    assert (found and found.sure) == pytest.approx(told and told.sure)


@pytest.mark.parametrize(
    ("head", "kind", "told"),
    [
        ("Điểm tối đa", "count", None),
        ("Xếp hạng", "count", None),
        ("So sánh (%)", "percentage", None),
        ("Điểm đạt", "total", None),
        ("Điểm đạt", "count", "count"),
    ],
)
def test_heads_that_say_what_they_are_mean_it_and_points_stay_points(head, kind, told):
    found = told_kind(sheet(head), 2, [chances(**{kind: 0.9})])
    assert (found and found.kind) == told


@pytest.mark.parametrize("head", ["Giá trúng thầu", "Kinh phí (triệu đồng)", "Thành tiền", "THU (TỶ ĐỒNG)"])
def test_money_is_not_counted(head):
    assert told_kind(sheet(head), 2, [chances(count=1.0)]) is None


@pytest.mark.parametrize("head", ["Đã đánh giá", "Hội đồng", "Tham gia"])
def test_what_only_sounds_like_money_is(head):
    assert told_kind(sheet(head), 2, [chances(count=1.0)]) is not None


@pytest.mark.parametrize("cells", [("31/01", "30/6"), ("+3", "-1"), ("KH 12", "02 ngày"), ("9,5", "8,25")])
def test_what_is_no_whole_number_is_not_counted(cells):
    assert told_kind(sheet(cells=cells), 2, [chances(count=1.0)]) is None


def test_a_told_column_is_read_as_its_kind_as_sure_as_the_tagger_is():
    assert [*tables().counts()] == []
    told = with_told_columns(tables(), SURELY_COUNTS).told([{2: ToldKind("count", 0.7)}])
    found = [*told.counts()]
    assert [f.value.value for f in found] == [2012, 2019]
    assert [dict(f.sources)["value"].confidence for f in found] == [0.7, 0.7]
    assert "says the tagger (0.70)" in [line.why for line in told.account()][1]


def test_weights_tell_columns_and_untaught_ones_none():
    assert with_told_columns(tables(), SURELY_COUNTS).sheets[0].kinds[2] == "count"
    assert with_told_columns(tables(), TaggerWeights({})) == tables()
