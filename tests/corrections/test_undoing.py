"""Corrections that take one back count as if neither had been made; the file only grows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.corrections.model import Correction
from cchc_ocr.corrections.undoing import REDONE, UNDONE, history, inverse, standing

DATE = Correction(pointer="/document/date", was=None, is_="2021-03-09", by="An")
SURE = Correction(pointer="/totals/0/score", was=86.51, is_=86.51, by="An")
GONE = Correction(op="remove", pointer="/ranks/0", was={"position": 7}, by="An")


def again(one: Correction) -> Correction:
    return one.model_copy(update={"note": REDONE})


def test_what_is_taken_back_leaves_nothing() -> None:
    assert standing([DATE, SURE, inverse(SURE)]) == (DATE,)
    assert standing([DATE, SURE, inverse(SURE), inverse(DATE)]) == ()
    assert standing([GONE, inverse(GONE)]) == ()


def test_what_is_put_back_stands_where_it_stood() -> None:
    assert standing([DATE, SURE, inverse(SURE), again(SURE)]) == (DATE, SURE)
    assert history([DATE, inverse(DATE), again(DATE), inverse(DATE)]) == ([], [DATE])


def test_a_new_correction_ends_what_could_be_put_back() -> None:
    assert history([DATE, inverse(DATE), SURE]) == ([SURE], [])


def test_nobody_takes_back_what_another_has_done() -> None:
    other = SURE.model_copy(update={"by": "Bình"})
    assert standing([DATE, other, inverse(DATE)]) == (other,)
    assert standing([other, inverse(DATE)]) == (other, inverse(DATE))  # it is an ordinary one


def test_a_note_by_hand_takes_nothing_else_back() -> None:
    by_hand = Correction(pointer="/document/place", was="A", is_="B", by="An", note=UNDONE)
    assert standing([DATE, by_hand]) == (DATE, by_hand)


def test_an_inverse_sets_back_what_was() -> None:
    assert (inverse(GONE).op, inverse(GONE).is_, inverse(GONE).note) == ("add", {"position": 7}, UNDONE)
    assert inverse(inverse(DATE)).is_ == DATE.is_


@given(st.lists(st.sampled_from(["date", "sure", "undo", "redo"]), max_size=12))
def test_history_is_that_of_an_editor(steps: list[str]) -> None:
    """Beside a model: two stacks, as every editor has them."""
    file: list[Correction] = []
    done: list[Correction] = []
    undone: list[Correction] = []
    for step in steps:
        if step in ("date", "sure"):
            one = (DATE if step == "date" else SURE).model_copy()
            file.append(one)
            done, undone = [*done, one], []
        elif step == "undo" and done:
            file.append(inverse(done[-1]))
            undone.append(done.pop())
        elif step == "redo" and undone:
            file.append(again(undone[-1]))
            done.append(undone.pop())
    assert history(file) == (done, undone)
    assert list(standing(file)) == done
