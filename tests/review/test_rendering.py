"""Pages from their templates: nothing of a document is markup, and all texts are in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from cchc_ocr import translation
from cchc_ocr.review.actions import FIRST_FIELDS
from cchc_ocr.review.desk import Desk, OpenedRecord
from cchc_ocr.review.rendering import kind_name, panel, query_of, rendered
from cchc_ocr.review.waiting import Chosen
from tests.readers import foreign


@pytest.fixture
def opened(made_once: Path) -> OpenedRecord:
    desk = Desk(made_once, "An")
    return desk.open(desk.waiting(Chosen()).documents[0].id)


@pytest.fixture
def vietnamese() -> Iterator[None]:
    translation.use("vi")
    yield
    translation.use("en")


def test_what_a_document_says_is_text(opened: OpenedRecord) -> None:
    html = panel(opened, "An")["html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; Kết quả &amp; tồn tại" in html
    page = {"document": None, "error": "<b>", "query": '"><script>', "user": "<i>"}
    shown = rendered("unread.html", page)
    assert (
        "&lt;b&gt;" in shown
        and "<b>" not in shown
        and "><script>" not in shown.replace('"module" src="/static/list.js"></script>', "")
    )


def test_values_are_shown_with_their_doubts(opened: OpenedRecord) -> None:
    told = panel(opened, "An")
    assert 'class="value doubt" data-pointer="/document/date"' in told["html"]
    assert (told["undo"], told["redo"]) == (0, 0)
    assert "Bảng điểm" in told["tables"]
    assert set(told["doubts"]) <= set(told["values"])
    assert len(panel(opened, "An", every=True)["values"]) > len(told["values"])


def test_an_item_can_be_added_to_each_list_also_to_one_that_is_empty(opened: OpenedRecord) -> None:
    html = panel(opened, "An")["html"]
    assert [html.count(f'data-add="/{name}"') for name in FIRST_FIELDS] == [1] * len(FIRST_FIELDS)


@pytest.mark.usefixtures("vietnamese")
def test_in_vietnamese_names_and_figures_are_as_people_write_them(opened: OpenedRecord) -> None:
    told = panel(opened, "An")
    assert told["values"]["/totals/0/score"]["text"] == "86,51"
    assert told["values"]["/totals/0/score"]["label"] == "Tổng điểm 1: Tổng điểm"
    assert "cần xem lại" in told["html"]
    assert kind_name("date") == "Ngày ban hành"


@pytest.mark.usefixtures("vietnamese")
def test_in_vietnamese_no_word_of_the_page_is_english(opened: OpenedRecord) -> None:
    told = panel(opened, "An", every=True)
    assert "Cơ quan ban hành" in told["html"]
    said = [unescape(re.sub(r"<[^>]*>", " ", told[part])) for part in ("html", "tables")]
    said += [
        text for part in ("html", "tables") for text in re.findall(r'(?:title|aria-label)="([^"]*)"', told[part])
    ]
    said += [text for value in told["values"].values() for text in (value["label"], *value["reasons"])]
    assert {
        text: words for text in said if (words := foreign(unescape(text), frozenset({"script", "alert"})))
    } == {}


def test_kinds_have_the_names_of_their_fields() -> None:
    assert [kind_name(kind) for kind in ("date", "scores", "pages")] == ["Date", "Scores", "Pages"]


def test_a_choice_goes_on_in_links() -> None:
    assert (
        query_of(Chosen(issuer="Sở Y tế", kind="date")) == "?state=open&kind=date&issuer=S%E1%BB%9F+Y+t%E1%BA%BF"
    )
