"""Spot checks: what is drawn, what is kept, and the interval of the error rate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.errors import UsageError
from cchc_ocr.review.sampling import NAME, Checked, Proportion, check_off, draw, parse_share, sample
from cchc_ocr.runs import catalogue
from tests.review.results import WAITING


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / catalogue.NAME).touch()
    return tmp_path


@pytest.mark.parametrize(("typed", "share"), [("5%", 0.05), ("100 %", 1.0), ("0,5%", 0.005), ("2.5%", 0.025)])
def test_a_share_is_read(typed: str, share: float) -> None:
    assert parse_share(typed) == pytest.approx(share)


@pytest.mark.parametrize("typed", ["5", "0%", "101%", "-5%", "five", "", "5%%"])
def test_what_is_no_share_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="not a share"):
        parse_share(typed)


def test_only_documents_without_a_doubt_are_drawn_and_as_many_as_asked(folder: Path) -> None:
    made = draw(folder, WAITING, 0.05)
    assert len(made.drawn) == 5
    sure = {one.id for one in WAITING if one.state == "done" and not one.review}
    assert len(sure) == 100 and set(made.drawn) <= sure


def test_a_sample_goes_on_and_grows(folder: Path) -> None:
    first = draw(folder, WAITING, 0.05).drawn
    assert draw(folder, WAITING, 0.05).drawn == first
    more = draw(folder, WAITING, 0.1).drawn
    assert more[:5] == first and len(set(more)) == 10
    assert draw(folder, WAITING, 0.01).drawn == more


def test_a_document_that_was_checked_stays_though_it_has_a_doubt_now(folder: Path) -> None:
    id, *rest = draw(folder, WAITING, 0.02).drawn
    check_off(folder, id, Checked(10, 1, "An", "2026-11-29"))
    others = [one for one in WAITING if one.id != id and one.id not in rest]
    assert draw(folder, others, 0.02).drawn[0] == id
    assert set(rest).isdisjoint(draw(folder, others, 0.02).drawn)


def test_two_draws_differ(tmp_path: Path) -> None:
    drawn = set()
    for name in "abcd":
        (tmp_path / name).mkdir()
        (tmp_path / name / catalogue.NAME).touch()
        drawn.add(draw(tmp_path / name, WAITING, 0.1).drawn)
    assert len(drawn) > 1


def test_what_was_found_is_told_by_values_and_by_documents(folder: Path) -> None:
    ids = draw(folder, WAITING, 0.03).drawn
    for id, wrong in zip(ids, (0, 2, 0), strict=True):
        check_off(folder, id, Checked(20, wrong, "An", "2026-11-29"))
    found = sample(folder)
    assert (found.values, found.documents) == (Proportion(2, 60), Proportion(1, 3))


@pytest.mark.parametrize("content", ["", "[]", '{"drawn": []}', '{"drawn": [], "checked": {"a": {}}}'])
def test_a_file_that_is_no_sample_is_named(folder: Path, content: str) -> None:
    (folder / NAME).write_text(content)
    with pytest.raises(UsageError, match="no sample"):
        sample(folder)
    assert (folder / NAME).read_text() == content


def test_the_file_can_be_read_by_people(folder: Path) -> None:
    check_off(folder, "a", Checked(3, 1, "Bình", "2026-11-29"))
    told = json.loads((folder / NAME).read_text("utf-8"))
    assert told == {"drawn": [], "checked": {"a": {"values": 3, "wrong": 1, "by": "Bình", "at": "2026-11-29"}}}


# Brown, Cai and DasGupta, "Interval Estimation for a Binomial Proportion" (2001), have the formula; these figures
# are those of R's binom.confint(method="wilson").
@pytest.mark.parametrize(
    ("found", "of", "low", "high"),
    [(0, 10, 0.0, 0.27753), (1, 10, 0.01788, 0.40415), (5, 50, 0.04348, 0.21360), (10, 10, 0.72247, 1.0)],
)
def test_the_interval_is_wilsons(found: int, of: int, low: float, high: float) -> None:
    assert Proportion(found, of).interval == pytest.approx((low, high), abs=1e-5)


@given(st.integers(0, 200), st.integers(0, 200))
def test_the_share_lies_in_its_interval(one: int, other: int) -> None:
    proportion = Proportion(one, one + other)
    low, high = proportion.interval
    assert 0 <= low <= high <= 1
    assert not proportion.of or (low <= proportion.share + 1e-12 and proportion.share <= high + 1e-12)
