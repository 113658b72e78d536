"""Corrections applied to records: what stands, what is listed, and the laws of both."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.corrections.applying import apply
from cchc_ocr.corrections.draft import moved_check
from cchc_ocr.corrections.model import Correction
from cchc_ocr.corrections.pointers import value_at
from cchc_ocr.corrections.readings import machine_of
from cchc_ocr.extract.checks.checks import check
from cchc_ocr.lexicon import load
from cchc_ocr.records import PageRecord, PartRecord, Record, Score
from tests.corrected import SCAN, TEXT, applied, codes, correction, record, score, seen, states


def value(found: Record, pointer: str) -> Any:
    return value_at(found.model_dump(mode="json"), pointer)


@pytest.mark.parametrize(
    ("one", "pointer", "now"),
    [
        (correction("/document/date", "2021-03-09", "2021-03-10"), "/document/date", "2021-03-10"),
        (correction("/document/date", "2021-03-09", None), "/document/date", None),
        (correction("/document/date", is_="2021-03-10"), "/document/date", "2021-03-10"),
        (correction("/document/place", None, "Sơn Hà"), "/document/place", "Sơn Hà"),
        (correction("/document/recipients/1", "UBND tinh", "UBND tỉnh"), "/document/recipients/1", "UBND tỉnh"),
        (correction("/scores/1/score", 8.5, 9), "/scores/1/score", 9.0),
        (correction("/scores/1/score", 8.5, "9"), "/scores/1/score", 9.0),
        (correction("/document/number", "15", 16), "/document/number", "16"),
        (correction("/tables/0/rows/1/1", "7", "17"), "/tables/0/rows/1/1", "17"),
        (correction("/tables/0/rows/1/1", "7", None), "/tables/0/rows/1/1", ""),
        (correction("/tables/0/header/1", "Số", "Số hồ sơ"), "/tables/0/header/1", "Số hồ sơ"),
        (correction("/references/0/date", "2020-01-20", "2020-01-21"), "/references/0/date", "2020-01-21"),
        (correction("/document/recipients/0", "Như trên", op="remove"), "/document/recipients/0", "UBND tinh"),
        (correction("/document/recipients/0", "Như trên", None), "/document/recipients/0", "UBND tinh"),
        (correction("/scores/0", op="remove"), "/scores/0/criterion", "Tài chính công"),
        (correction("/document/recipients/1", is_="Sở Y tế", op="add"), "/document/recipients/1", "Sở Y tế"),
        (correction("/document/recipients/-", is_="Sở Y tế", op="add"), "/document/recipients/3", "Sở Y tế"),
        (correction("/scores/0", is_={"criterion": "Mới", "score": 1}, op="add"), "/scores/0/criterion", "Mới"),
        (correction("/tables/0/rows/1", is_=["Mới", "3"], op="add"), "/tables/0/rows/2/0", "Hộ tịch"),
        (
            correction("/annexes/-", is_={"title": "PHỤ LỤC", "first_page": 2, "last_page": 2}, op="add"),
            "/annexes/0/title",
            "PHỤ LỤC",
        ),
        (correction("/document/recipients", is_=["A", "B"]), "/document/recipients", ["A", "B"]),
    ],
    ids=lambda part: part.pointer if isinstance(part, Correction) else None,
)
def test_what_stands_in_the_record(one: Correction, pointer: str, now: Any) -> None:
    found = applied(one)
    assert states(found) == ["applied"]
    assert value(found.record, pointer) == now
    assert machine_of(found.record, found.text) == (record(), TEXT)


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (correction("/document/date", "2021-03-09", "12/3/2021"), "not a date"),
        (correction("/document/date", "2021-03-09", "2021-02-30"), "not a date"),
        (correction("/document/date_partial", None, "2021-13"), "not a date"),
        (correction("/references/0/date", "2020-01-20", "20.1"), "not a date"),
        (correction("/scores/1/score", 8.5, "tám"), "not a number"),
        (correction("/scores/1/score", 8.5, True), "not a number"),
        (correction("/scores/1/year", 2020, 2020.5), "not a whole number"),
        (correction("/document/subject", None, ["x"]), "not a text"),
        (correction("/references/0/number_symbol", "12/KH-UBND", ""), "cannot be empty"),
        (correction("/scores/-", is_={"criterion": "x", "points": 3}, op="add"), "xtra"),
        (
            correction("/annexes/-", is_={"title": "PHỤ LỤC", "first_page": 2, "last_page": 20}, op="add"),
            "no such page: it has 2",
        ),
        (correction("/scores/0/nature", "result", "x"), "must be one of 'result', 'target', 'rule'"),
        (correction("/source/sha256", SCAN, "00"), "no value that can be corrected"),
        (correction("/pages/0", None, "x"), "no value that can be corrected"),
    ],
    ids=lambda part: part.pointer if isinstance(part, Correction) else None,
)
def test_what_cannot_stand_is_refused_and_listed(one: Correction, why: str) -> None:
    found = applied(one)
    assert states(found) == ["refused"]
    assert why in found.outcomes[0].reason
    assert codes(found.record) == ["correction-refused"]
    assert found.record.model_copy(update={"checks": (), "reviewed": None}) == record()


def test_a_corrected_value_needs_no_review_and_its_evidence_is_sure() -> None:
    found = applied(correction("/scores/1/score", 8.5, 9)).record
    assert "/scores/1/score" not in found.needs_review
    (evidence,) = (one for one in found.evidence if one.field == "/scores/1/score")
    assert (evidence.confidence, evidence.text) == (1.0, "8,5o")
    assert found.reviewed
    assert found.reviewed.fields == ("/scores/1/score",)


@pytest.mark.parametrize(
    "one",
    [
        correction("/scores/1/score", 8.5, 8.5),
        correction("/document/place", None, None),
        correction("/pages/1", None, None),
        correction("/document/recipients/1", "UBND tinh", "UBND tinh"),
    ],
    ids=lambda one: one.pointer,
)
def test_a_confirmed_value_needs_no_review(one: Correction) -> None:
    found = applied(one).record
    assert set(record().needs_review) - set(found.needs_review) == {one.pointer}
    assert found.checks == ()


SHARE = record(
    scores=(score("Thể chế", 7.5).model_copy(update={"percent": 75.0}), score("Kỷ luật", 8.0)), totals=()
)


@pytest.mark.parametrize(
    ("ones", "listed"),
    [
        ([correction("/scores/0/score", 7.5, 8.5)], ["/scores/0/percent"]),
        ([correction("/scores/0/max_score", 10, 12)], ["/scores/0/percent"]),
        ([correction("/scores/0/score", 7.5, 7.5)], []),
        ([correction("/scores/1/score", 8, 9)], []),
        ([correction("/scores/0/score", 7.5, 8.5), correction("/scores/0/percent", 75, 85)], []),
        (
            [correction("/scores/0/score", 7.5, 8.5), correction("/scores/0/percent", 75, 75)],
            [],
        ),  # so it is printed
    ],
)
def test_a_percentage_that_a_correction_leaves_behind_is_listed(ones: list[Correction], listed: list[str]) -> None:
    found = applied(*ones, to=SHARE).record
    assert [one for one in found.needs_review if one.endswith("/percent")] == listed
    assert found.scores[0].percent == (85 if "85" in str(ones[-1].is_) and len(ones) > 1 else 75)


def test_a_percentage_that_was_wrong_before_is_no_news() -> None:
    wrong = SHARE.scores[0].model_copy(update={"percent": 57.0})
    machine = record(scores=(wrong,), totals=())
    told = tuple(one for one in check(machine, load()) if one.code == "score-percent")
    found = applied(correction("/scores/0/score", 7.5, 8.5), to=machine.model_copy(update={"checks": told}))
    assert codes(found.record) == ["score-percent"] == [one.code for one in told]
    assert "/scores/0/percent" not in found.record.needs_review


def test_what_was_missed_gets_its_evidence() -> None:
    found = applied(correction("/document/place", None, "Sơn Hà", page=1, box=(1, 2, 3, 4), seen="Son Ha")).record
    (evidence,) = (one for one in found.evidence if one.field == "/document/place")
    assert (evidence.page, evidence.box, evidence.text, evidence.confidence) == (1, (1, 2, 3, 4), "Son Ha", 1.0)


def test_the_evidence_of_what_was_missed_is_in_the_pixels_of_the_record() -> None:
    page = PageRecord(number=1, state="read", words=9, width=620, height=877)
    missed = correction("/document/place", None, "Sơn Hà", page=1, box=(20, 40, 60, 80), size=(1240, 1754))
    found = applied(missed, to=record(pages=(page,))).record
    assert next(one.box for one in found.evidence if one.field == "/document/place") == (10, 20, 30, 40)


def test_all_pointers_move_with_an_item_that_goes() -> None:
    found = applied(correction("/scores/0", op="remove"), correction("/scores/1/score", 8.5, 9)).record
    assert [one.score for one in found.scores] == [9.0, 4.25]
    assert [one.field for one in found.evidence if one.field.startswith("/scores")] == [
        "/scores/0/score",
        "/scores/1/score",
    ]
    assert "/scores/1/score" not in found.needs_review
    assert found.reviewed
    assert found.reviewed.fields == ("/scores/0/score",)


def test_undo_is_one_more_correction() -> None:
    found = applied(correction("/scores/1/score", 8.5, 9), correction("/scores/1/score", 9, 8.5))
    assert states(found) == ["applied", "applied"]
    assert found.record.scores == record().scores


def test_the_last_of_two_people_is_right_and_neither_is_a_conflict() -> None:
    found = applied(
        correction("/document/number", "15", "16", by="An"), correction("/document/number", "15", "17", by="Bình")
    )
    assert states(found) == ["applied", "applied"]
    assert (found.record.document.number, found.record.reviewed and found.record.reviewed.by) == ("17", "An, Bình")


def test_a_correction_stands_against_another_reading_which_is_listed() -> None:
    head = record().document.model_copy(update={"number": "18", "number_symbol": "18/BC-SNV"})
    found = applied(correction("/document/number", "15", "16"), to=record(document=head))
    assert states(found) == ["conflict"]
    assert found.record.document.number_symbol == "16/BC-SNV"
    (check,) = found.record.checks
    assert (check.code, check.args["read"], check.fields) == ("correction-conflict", "18", ("/document/number",))


def test_a_conflict_that_a_later_correction_knew_is_settled() -> None:
    head = record().document.model_copy(update={"number": "18"})
    ones = (correction("/document/number", "15", "16"), correction("/document/number", "16", "16", reading="18"))
    assert states(applied(*ones, to=record(document=head))) == ["applied", "applied"]


def test_a_new_reading_that_is_as_corrected_is_no_conflict() -> None:
    head = record().document.model_copy(update={"number": "16"})
    assert states(applied(correction("/document/number", "15", "16"), to=record(document=head))) == ["applied"]


@pytest.mark.parametrize(
    "one",
    [
        correction("/scores/1/score", 3.5, 9),
        correction("/scores/9/score", 3.5, 9),
        correction("/document/recipients/7", "Sở Y tế", "Sở Nội vụ"),
        correction("/document/colour", None, "x"),
        correction("/scores/1/score", None, 9),
    ],
    ids=lambda one: f"{one.pointer} {one.was}",
)
def test_a_correction_that_fits_nothing_is_lost_and_listed(one: Correction) -> None:
    found = applied(one)
    assert states(found) == ["lost"]
    assert codes(found.record) == ["correction-lost"]
    assert found.record.scores == record().scores


def test_a_lost_correction_is_settled_by_a_later_one_with_its_pointer() -> None:
    found = applied(correction("/scores/1/score", 3.5, 9), correction("/scores/1/score", 8.5, 9))
    assert states(found) == ["applied", "applied"]
    assert "correction-lost" not in codes(found.record)


def test_corrections_of_another_scan_are_told_and_not_applied() -> None:
    found = apply(record(), [], others=[correction("/document/number", "15", "16")])
    assert (states(found), codes(found.record)) == (["of other scan"], ["correction-of-other-scan"])
    assert found.record.document == record().document


def test_an_added_item_that_a_later_version_reads_is_there_once() -> None:
    item = {"criterion": "Kỷ luật", "score": 4.25}
    found = applied(correction("/scores/0", is_=item, op="add"))
    assert (states(found), len(found.record.scores)) == (["applied"], 3)


def test_a_removed_item_that_is_not_read_any_more_is_no_loss() -> None:
    gone = score("Hộ tịch", 1.0).model_dump(mode="json")
    assert states(applied(correction("/scores/2", gone, op="remove"))) == ["applied"]


def test_a_part_of_a_stack_leaves_the_pages_of_others_alone() -> None:
    source = record().source.model_copy(update={"part": PartRecord(first_page=1, last_page=2)})
    part = record(source=source)
    found = applied(correction("/document/number", "15", "16", page=4), to=part)
    assert (states(found), found.record) == (["elsewhere"], part)


# -- laws ------------------------------------------------------------------------------------------------
VALUES = st.sampled_from([1.0, 2.5, 7.25, 9.0])


@st.composite
def shuffled(draw: st.DrawFn) -> tuple[Record, Record]:
    """A record with scores in boxes of their own, and the same with the scores in another order."""
    count = draw(st.integers(2, 6))
    points = draw(st.lists(VALUES, min_size=count, max_size=count))
    order = draw(st.permutations(range(count)))
    items = [score(f"tiêu chí {at}", one) for at, one in enumerate(points)]

    def made(places: list[int] | range) -> Record:
        evidence = tuple(seen(f"/scores/{now}/score", at, f"{points[at]}") for now, at in enumerate(places))
        return record(scores=tuple(items[at] for at in places), totals=(), evidence=evidence, needs_review=())

    return made(range(count)), made(list(order))


@given(shuffled(), st.data())
def test_corrections_stay_at_their_values_when_a_list_has_another_order(
    both: tuple[Record, Record], data: st.DataObject
) -> None:
    one, other = both
    at = data.draw(st.integers(0, len(one.scores) - 1))
    box = one.evidence[at].box
    item = one.scores[at].model_dump(exclude={"score"})
    asked = correction(f"/scores/{at}/score", one.scores[at].score, 3.75, page=1, box=box, item=item)
    in_first, in_other = (apply(made, [asked]) for made in both)
    assert states(in_first) == states(in_other) == ["applied"]

    def points(found: Record) -> dict[str | None, float | None]:
        return {score.criterion: score.score for score in found.scores}

    assert points(in_first.record) == points(in_other.record)
    assert points(in_first.record) == points(one) | {one.scores[at].criterion: 3.75}
    assert other.scores == machine_of(in_other.record)[0].scores


POINTERS = st.sampled_from(
    [f"/scores/{at}{field}" for at in range(4) for field in ("", "/score", "/criterion")]
    + [f"/document/{name}" for name in ("number", "date", "symbol", "signer", "recipients/0", "recipients/2")]
    + ["/dates/0", "/tables/0/rows/0/1", "/tables/0/rows/1", "/pages/0/text/1", "/pages/1/text/0", "/scores/-"]
)
ANY = st.one_of(
    st.none(),
    st.sampled_from(["x", "15", "2021-01-05", "Số: 15/BC-SNV", 3, 8.5, True, [], ["a", "b"], {"score": 2}, {}]),
)
CORRECTIONS = st.lists(
    st.builds(
        lambda op, pointer, was, is_: correction(pointer, was, is_, op=op),
        st.sampled_from(["replace", "add", "remove"]),
        POINTERS,
        ANY,
        ANY,
    ),
    max_size=6,
)


@given(CORRECTIONS)
def test_any_corrections_leave_a_valid_record_that_leads_back_to_the_machine(ones: list[Correction]) -> None:
    found = applied(*ones)
    assert Record.model_validate_json(found.record.to_json()) == found.record
    assert machine_of(found.record, found.text) == (record(), TEXT)
    assert len(found.outcomes) == len(ones)
    listed = {one.correction.pointer for one in found.outcomes if one.state in ("lost", "refused")}
    told = {str(check.args["field"]) for check in found.record.checks if "field" in check.args}
    assert listed == told


@given(CORRECTIONS)
def test_to_apply_again_changes_nothing(ones: list[Correction]) -> None:
    once = applied(*ones)
    machine, text = machine_of(once.record, once.text)
    again = apply(machine, ones, text)
    assert (again.record, again.text) == (once.record, once.text)


def test_of_many_corrections_the_order_of_reading_does_not_matter() -> None:
    """Corrected and read again, or read again and corrected: the record is the same."""
    ones = [
        correction("/scores/1/score", 8.5, 9),
        correction("/scores/0", op="remove"),
        correction("/document/date", None, "2021-03-10"),
    ]
    random.Random(1).shuffle(ones)
    newer = record(totals=())
    before = apply(machine_of(applied(*ones).record)[0], ones)
    assert apply(newer, ones).record.scores == before.record.scores


def test_a_check_loses_its_proposal_with_the_value() -> None:
    check = {
        "fields": ["/scores/0/score", "/scores/1/score"],
        "proposed_field": "/scores/0/score",
        "proposed_value": 3.0,
    }
    moved = moved_check(lambda pointer: None if pointer.startswith("/scores/0") else pointer, check)
    assert (moved["fields"], moved["proposed_field"], moved["proposed_value"]) == (["/scores/1/score"], None, None)


def test_scores_are_typed() -> None:
    assert isinstance(applied(correction("/scores/0/score", 7.5, 8)).record.scores[0], Score)
