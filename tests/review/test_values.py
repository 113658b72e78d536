"""The values of a record as they are shown: names, groups, doubts in order, proposals, sums."""

from __future__ import annotations

from typing import Any

from cchc_ocr.records import AnnexRecord, Count, Evidence, PageRecord, Record, Score, Signer, TableRecord
from cchc_ocr.review.typing_in import FieldForm
from cchc_ocr.review.values import MOST_ITEMS, RecordView
from tests.review.results import box, record


def with_more(**more: Any) -> Record:
    return record("a.png", "0" * 64).model_copy(update=more)


def test_a_doubt_has_its_place_its_reason_and_what_the_check_proposes() -> None:
    value = RecordView(record("a.png", "0" * 64), "vi").value("/totals/0/score")
    assert (value.text, value.raw, value.flag, value.proposal) == ("86,51", 86.51, "doubt", "86,15")
    assert (value.page, value.box, value.seen, value.confidence) == (1, box(4), "86,51", 0.5)
    assert value.reasons[0] == "Cần đối chiếu với bản gốc."
    assert "86,15" in value.reasons[1]
    english = RecordView(record("a.png", "0" * 64)).value("/totals/0/score")
    assert english.reasons[0] == "It may be wrong: compare it with the scan."
    assert (english.text, english.proposal) == ("86.51", "86.15")
    assert english.as_data()["confidence"] == 50


def test_what_was_not_read_says_so() -> None:
    value = RecordView(record("a.png", "0" * 64)).value("/document/date")
    assert value.text == ""
    assert value.reasons == ("It could not be read with certainty: look at the scan.",)


def test_what_was_looked_at_is_marked() -> None:
    view = RecordView(record("a.png", "0" * 64, sure=True), "en", frozenset(["/document/date"]))
    assert view.value("/document/date").flag == "done"
    assert view.value("/document/place").flag == ""


def test_doubts_come_by_worth() -> None:
    listed = ("/document/recipients/1", "/scores/0/score", "/pages/0", "/document/subject")
    doubts = RecordView(with_more(needs_review=listed)).doubts()
    assert doubts == ["/pages/0", "/scores/0/score", "/document/subject", "/document/recipients/1"]


def test_a_page_that_was_not_read_says_why() -> None:
    page = PageRecord(number=4, state="unreadable", words=0, fault="the picture of the page is damaged")
    value = RecordView(with_more(pages=(page,), needs_review=("/pages/0", "/source/pages"))).value("/pages/0")
    assert value.reasons == ("the picture of the page is damaged",)
    assert (value.page, value.form) == (4, FieldForm("none", may_be_empty=False))


def test_the_head_has_all_fields_once_and_what_concerns_the_file_first() -> None:
    view = RecordView(with_more(needs_review=("/source/pages",)))
    pointers = [value.pointer for value in view.head().values]
    assert pointers[0] == "/source/pages"
    assert len(pointers) == len(set(pointers))
    assert {"/document/type", "/document/draft", "/document/recipients/0", "/document/recipients/1"} <= set(
        pointers
    )


def test_of_several_signers_each_has_its_fields() -> None:
    head = record("a.png", "0" * 64).document.model_copy(update={"signers": (Signer(name="A"), Signer(name="B"))})
    pointers = [value.pointer for value in RecordView(with_more(document=head)).head().values]
    assert "/document/signers/1/name" in pointers and "/document/signers/0/title" in pointers


def test_a_list_shows_what_is_used_and_its_sum() -> None:
    scores, totals, ranks = RecordView(record("a.png", "0" * 64)).lists()
    assert [group.name for group in (scores, totals, ranks)] == ["scores", "totals", "ranks"]
    assert scores.columns == ["Criterion", "Score", "Maximum"]
    assert scores.sums == {1: 17.75, 2: 0.0}
    assert ranks.columns == ["Name", "Position", "Out of"]
    every = next(iter(RecordView(record("a.png", "0" * 64)).lists(every=True)))
    assert len(every.columns) == len(Score.model_fields) - 1  # the code of the criterion follows its name


def test_of_a_long_list_the_first_items_are_shown_and_those_in_doubt() -> None:
    counts = tuple(Count(name=f"hồ sơ {number}", value=number) for number in range(200))
    view = RecordView(with_more(counts=counts, needs_review=("/counts/150/value",)))
    (group,) = [group for group in view.lists() if group.name == "counts"]
    assert (len(group.rows), group.hidden) == (MOST_ITEMS + 1, 200 - MOST_ITEMS - 1)
    assert group.rows[-1][0].pointer == "/counts/150/name"
    (whole,) = [group for group in view.lists(every=True) if group.name == "counts"]
    assert (len(whole.rows), whole.hidden) == (200, 0)


def test_tables_have_their_header_as_the_first_row() -> None:
    (table,) = RecordView(record("a.png", "0" * 64)).tables()
    assert table.title == "Bảng điểm"
    assert [[value.text for value in row] for row in table.rows][:2] == [["Cơ quan", "Điểm"], ["Sở Y tế", "8,5"]]
    assert table.rows[0][1].pointer == "/tables/0/header/1"
    assert table.rows[1][1].page == 1


def test_of_very_many_cells_the_first_are_shown() -> None:
    rows = tuple((str(number), "x", "y") for number in range(900))
    tables = tuple(TableRecord(page=1, header=("a", "b", "c"), rows=rows) for _ in range(3))
    view = RecordView(with_more(tables=tables))
    assert [(len(table.rows), table.hidden) for table in view.tables()] == [(901, 0), (99, 802), (0, 901)]
    assert [table.hidden for table in view.tables(every=True)] == [0, 0, 0]


def test_a_part_without_evidence_has_the_place_of_its_item_but_not_of_the_whole_head() -> None:
    view = RecordView(record("a.png", "0" * 64))
    assert view.value("/ranks/0/of").box == box(7)
    assert view.value("/document/place").box is None
    assert view.value("/tables/0/rows/0/0").box is None


def test_a_choice_is_called_by_its_name() -> None:
    view = RecordView(with_more(scores=(Score(criterion="A", score=1.0, basis="survey"),)))
    value = view.value("/scores/0/basis")
    assert (value.text, value.name) == ("survey", "by a survey")
    assert value.as_data()["choices"][2] == ("survey", "by a survey")


def test_evidence_of_an_annex_is_found() -> None:
    annexes = (AnnexRecord(title="PHỤ LỤC", first_page=2, last_page=3),)
    evidence = (Evidence(field="/annexes/0/title", page=2, text="PHU LUC", confidence=0.9),)
    view = RecordView(with_more(annexes=annexes, evidence=evidence))
    assert view.value("/annexes/0/first_page").page == 2
