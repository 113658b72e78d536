"""The list of documents: its order, its filters, and which comes next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cchc_ocr.review.waiting import (
    Chosen,
    Waiting,
    WaitingDocument,
    after,
    id_of,
    in_order,
    of_stem,
    stems,
    waiting,
)
from cchc_ocr.runs.catalogue import Catalogue, Entry

ONE = WaitingDocument(
    stem=b"2021/a",
    path=b"/in/2021/a.pdf",
    state="done",
    review=2,
    pages=3,
    error="",
    error_page=0,
    hint="",
    file="a.pdf",
    type="Báo cáo",
    number_symbol="15/BC-SNV",
    issuer="Sở Nội vụ",
    date="2021-03-09",
    subject=None,
    weight=5,
    leading=("/document/date",),
    kinds=("date", "scores"),
)


def listed(out: Path, **chosen: str) -> Waiting:
    with Catalogue(out) as rows:
        return waiting(in_order(rows), Chosen(**chosen))


def test_the_list_is_that_of_the_catalogue(made_once: Path) -> None:
    found = listed(made_once)
    assert (found.total, found.open, found.left, found.failed) == (3, 2, 6, 0)
    assert [one.name for one in found.documents] == ["01-bao-cao.png", "02-bao-cao.png"]
    assert dict(found.kinds) == {"date": 2, "totals": 2, "ranks": 2}
    assert dict(found.years) == {"2021": 1}
    assert len(listed(made_once, state="all").documents) == 3
    assert [one.name for one in listed(made_once, state="done").documents] == ["03-bao-cao.png"]


def test_failed_ones_come_first_then_those_read_in_part_then_by_worth(out: Path) -> None:
    with Catalogue(out) as rows:
        rows.store(Entry(b"z", b"/in/z.pdf", 1, 1, "", "", state="failed", error="the PDF is corrupt"))
        rows.store(Entry(b"y", b"/in/y.pdf", 1, 1, "", "", state="partly", review=1, error="page 2 is damaged"))
        found = waiting(in_order(rows), Chosen())
    assert [one.name for one in found.documents] == ["z", "y", "01-bao-cao.png"]
    assert found.failed == 1


@pytest.mark.parametrize(
    ("chosen", "holds"),
    [
        (Chosen(), True),
        (Chosen(state="all"), True),
        (Chosen(state="done"), False),
        (Chosen(state="failed"), False),
        (Chosen(kind="scores"), True),
        (Chosen(kind="ranks"), False),
        (Chosen(issuer="Sở Nội vụ"), True),
        (Chosen(issuer="Sở Y tế"), False),
        (Chosen(year="2021"), True),
        (Chosen(year="2020"), False),
        (Chosen(folder="2021"), True),
        (Chosen(folder="202"), False),
        (Chosen(only=frozenset()), False),
        (Chosen(only=frozenset([ONE.id])), True),
    ],
)
def test_filters(chosen: Chosen, holds: bool) -> None:
    assert chosen.holds(ONE) is holds


def test_the_next_one_follows_also_where_this_one_has_left_the_list() -> None:
    one, two, three = (replace(ONE, stem=name) for name in (b"1", b"2", b"3"))
    assert after([one, two, three], one.id, 0) is two
    assert after([one, three], two.id, 1) is three
    assert after([one, two, three], three.id, 2) is None
    assert after([], one.id, 0) is None


def test_an_id_says_nothing_of_the_name_and_stays() -> None:
    assert id_of(b"a") == id_of(b"a") != id_of(b"b")
    assert "a" not in id_of("Báo cáo mật".encode()) or len(id_of(b"x")) == 16


def test_names_need_not_be_text() -> None:
    assert replace(ONE, stem=b"b\xe1o", file=None).name == "b�o"


def test_documents_are_found_by_their_ids(made_once: Path) -> None:
    with Catalogue(made_once) as rows:
        known = stems(rows)
        assert len(known) == 3
        (id, stem), *_ = known.items()
        found = of_stem(rows, stem)
        assert found and found.id == id
        assert of_stem(rows, b"nothing") is None
