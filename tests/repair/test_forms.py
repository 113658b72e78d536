"""Figures, dates and numbers that were read from pixels, by their form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon
from cchc_ocr.changes import replay
from cchc_ocr.document import Box, Line, Page, Word
from cchc_ocr.extract import extract
from cchc_ocr.records import Source
from cchc_ocr.repair import Repairer, RepairOptions
from cchc_ocr.repair.forms import form_changes

SIGNS = lexicon.load().signs
SOURCE = Source(file="a.pdf", sha256="0" * 64, pages=1, origin="scan")


def scan(*lines: str, confidence: float = 0.5) -> Page:
    return Page(1, tuple(line(text, confidence) for text in lines), "scan", 400, 500)


def line(text: str, confidence: float) -> Line:
    parts = text.split()
    return Line(tuple(Word(part, Box(10 * i, 5, 10 * i + 9, 15), confidence) for i, part in enumerate(parts)))


def mended(text: str, confidence: float = 0.5) -> str:
    (changes,) = form_changes([scan(text, confidence=confidence)], SIGNS)
    return replay(text, changes)


@cache
def repairer(strength: str = "auto") -> Repairer:
    return Repairer.load(RepairOptions(strength=strength))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("seen", "meant", "steps"),
    [
        ("số 20§1/QĐ-UBND ngày", "số 2081/QĐ-UBND ngày", ("figure",)),
        ("số 1 2⁄2021/QĐ-TTg", "số 12/2021/QĐ-TTg", ("slash", "joined")),
        ("số 1 2/2021/QĐ-TT1g", "số 12/2021/QĐ-TTg", ("joined", "symbol")),
        ("Luật số 08/201 2/QHI3", "Luật số 08/2012/QH13", ("joined", "symbol")),
        ("số 37/202%NĐ-CP", "số 37/2025/NĐ-CP", ("figure", "slash")),
        ("số 215UBND-NC", "số 215/UBND-NC", ("slash",)),
        ("số 215 UBND-NC", "số 215/UBND-NC", ("joined", "slash")),
        ("số 02/ /KH-UBND", "số 02/KH-UBND", ("joined",)),
        ("số (04/KH-SI.ĐTBXH);", "số (04/KH-SLĐTBXH);", ("symbol",)),
        ("ngày 3 1/08/2015", "ngày 31/08/2015", ("joined",)),
        ("ngày 31/082015;", "ngày 31/08/2015;", ("figure",)),
        ("ngày ]1/08/2015", "ngày 11/08/2015", ("figure",)),
        ("ngày 1§ tháng 3", "ngày 18 tháng 3", ("figure",)),
    ],
)
def test_what_the_form_leaves_no_doubt_about(seen: str, meant: str, steps: tuple[str, ...]) -> None:
    (changes,) = form_changes([scan(seen)], SIGNS)
    assert replay(seen, changes) == meant
    assert [change.steps for change in changes] == [steps]


@pytest.mark.parametrize(
    "text",
    [
        "số 2081/QĐ-UBND ngày 18/3/2021",
        "đạt 80/100 điểm, 22/22 xã, 24/7, mục [1], khoản §",
        "ngày 31/13/2015, 3 1/08",
        "R&D-UBND, TT&TT, A4-X",
        "1 2 3/QĐ",
        "gồm 12 UBND-HĐND, số 12 UBND xã, số 12 XYZ-A",
    ],
)
def test_what_may_have_been_meant_stays(text: str) -> None:
    assert mended(text) == text


def test_an_engine_that_was_sure_of_a_symbol_is_not_contradicted() -> None:
    assert mended("số 4/KH-SKHCM", 0.5) == "số 4/KH-SKHCN"
    assert mended("số 4/KH-SKHCM", 0.95) == "số 4/KH-SKHCM"


def test_symbols_that_stand_surely_elsewhere_are_known() -> None:
    page = scan("theo số 4/KH-BQLDAX", "và số 5/KH-BQLDA! của")
    sure = replace(page.lines[0], words=tuple(replace(word, confidence=0.95) for word in page.lines[0].words))
    _, changes = form_changes([replace(page, lines=(sure, line("số 5/KH-BQLDĂX", 0.5)))], SIGNS)
    assert [change.became for change in changes] == ["5/KH-BQLDAX"]


@given(st.text("0123456789§OlI/-QĐUBNDsố ngày%.,", max_size=30))
def test_mending_twice_is_mending_once(text: str) -> None:
    once = mended(" ".join(text.split()))
    assert mended(once) == once or "joined" in str(form_changes([scan(once)], SIGNS))


@given(st.text("0123456789§OlI/-QĐUBNDsố ngày%.,", max_size=60))
def test_the_changes_of_a_page_lead_from_what_was_read_to_its_text(text: str) -> None:
    page = scan(*text.split("\n"))
    got = repairer().repair_pages([page])
    told = [replay(one.text, made) for one, made in zip(page.lines, got.changes[0], strict=True)]
    assert [line for line in told if line] == [line.text for line in got.pages[0].lines]
    assert _letters(line.as_seen for line in got.pages[0].lines) == _letters(line.text for line in page.lines)


def _letters(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split())


def test_text_and_record_say_the_same_and_the_change_is_counted() -> None:
    page = scan("Thực hiện Quyết định số 20§1/QĐ-UBND ngày 05/01/2024 của UBND tỉnh", confidence=0.9)
    got = repairer().repair_pages([page])
    record = extract(got.pages, SOURCE, lexicon.load())
    assert [reference.number_symbol for reference in record.references] == ["2081/QĐ-UBND"]
    assert "2081/QĐ-UBND" in got.pages[0].text
    assert got.changed == 1
    assert [(c.seen, c.became) for c in got.changes[0][0]] == [("20§1/QĐ-UBND", "2081/QĐ-UBND")]
    (evidence,) = (e for e in record.evidence if e.field == "/references/0/number_symbol")
    assert "20§1" in evidence.text


@pytest.mark.parametrize(("strength", "origin"), [("none", "scan"), ("auto", "text")])
def test_text_that_nobody_read_from_pixels_stays_and_so_does_all_without_repair(
    strength: str, origin: str
) -> None:
    page = replace(scan("Quyết định số 20§1/QĐ-UBND ngày"), origin=origin)  # type: ignore[arg-type]
    assert repairer(strength).repair_pages([page]).pages[0].text == "Quyết định số 20§1/QĐ-UBND ngày"
