"""Heads and feet of many kinds of bodies: what is printed is read, and nothing else is given."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from cchc_ocr import lexicon as dictionaries
from cchc_ocr.document import Page
from cchc_ocr.extract.head.header import read_header
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.records import Document
from tests.heads import KINDS, as_scan, as_text
from tests.paths import CASES as FOLDER

Case = Mapping[str, Any]
OFFICES = json.loads((FOLDER / "header-offices.json").read_text("utf-8"))["cases"]
CASES = [pytest.param(case, id=case["name"]) for case in KINDS["cases"]]
LAYOUTS: Mapping[str, Callable[[Case], Page]] = {
    "beside": lambda case: as_text(case, beside=True),
    "after": lambda case: as_text(case, beside=False),
    "scan": as_scan,
}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return dictionaries.load()


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("case", CASES)
def test_what_is_printed_and_nothing_else(case: Case, layout: str, lexicon: Lexicon) -> None:
    found = read_header([LAYOUTS[layout](case)], lexicon).document.model_dump(mode="json")
    wanted = Document().model_dump(mode="json") | case["document"]
    code = wanted["number_symbol"]
    first = next(iter(found["signers"]), {"name": None, "title": None})
    assert (first["name"], first["title"]) == (found["signer"], found["signer_title"])
    left_open = {"signers", *case.get("any", ()), *(() if code is None else ("number", "symbol"))}
    assert {name: found[name] for name in wanted if name not in left_open} == {
        name: value for name, value in wanted.items() if name not in left_open
    }
    if code:
        assert code.startswith(found["number"]) and code.endswith(found["symbol"])


def test_the_table_is_wide() -> None:
    types = {case["document"].get("type") for case in KINDS["cases"]}
    assert len(KINDS["cases"]) >= 90 and len(types) >= 28


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in OFFICES])
def test_what_is_not_right_is_listed(case: Case, layout: str, lexicon: Lexicon) -> None:
    header = read_header([LAYOUTS[layout](case)], lexicon, review_below=0.85)
    found = {name: getattr(header.document, name) for name in case["document"]}
    wrong = {name for name, want in case["document"].items() if _folded(found[name]) != _folded(want)}
    assert all(found[name] is None for name in wrong)
    assert {f"/document/{name}" for name in wrong} <= set(header.needs_review)
    assert len(wrong) <= 1


def _folded(name: str | None) -> str:
    """The words of a name of a body may be written in more than one way: "Công ty Cổ phần", "Công ty cổ phần"."""
    return (name or "").casefold()
