"""Pages after repair: further changes, and what is told of each."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cchc_ocr.changes import Change, replay
from cchc_ocr.document import Box, Line, Page, Table, Word
from cchc_ocr.repair.pages import RepairedPages


def change(line: str, seen: str, became: str, step: str = "diacritics") -> Change:
    start = line.index(seen)
    return Change(start, start + len(seen), seen, became, (step,), 9.0)


def boxed(text: str) -> Line:
    return Line(tuple(Word(part, Box(50 * i, 0, 50 * i + 40, 20), 0.9) for i, part in enumerate(text.split())))


def test_further_changes_are_counted_and_explained_from_what_was_seen() -> None:
    raw = Page(2, (boxed("ực"), boxed("Nguyên Vân Thử")), "scan", 100, 100)
    taken = (Change(0, 2, "ực", "", ("joined",), 9.0),)
    repaired = RepairedPages((replace(raw, lines=raw.lines[1:]),), ((taken, ()),), "careful", 3, 0)
    told = repaired.with_changes([raw], {(2, 0): (change("Nguyên Vân Thử", "Vân", "Văn", "signer"),)})
    assert told.pages[0].text == "Nguyên Văn Thử"
    assert told.changed == 1
    assert [replay(line.as_seen, made) for line, made in zip(raw.lines, told.changes[0], strict=True)] == [
        "",
        "Nguyên Văn Thử",
    ]


def test_further_changes_reach_the_cells_of_tables() -> None:
    table = Table((("Vân",),), lines=(((0,),),))
    raw = Page(1, (boxed("Vân"),), "scan", 100, 100, (table,))
    repaired = RepairedPages((raw,), (((),),), "careful", 1, 0)
    told = repaired.with_changes([raw], {(1, 0): (change("Vân", "Vân", "Văn"),)})
    assert told.pages[0].tables[0].rows == (("Văn",),)


@pytest.mark.parametrize("more", [{}, {(9, 0): ()}])
def test_nothing_further_changes_nothing(more: dict[tuple[int, int], tuple[Change, ...]]) -> None:
    raw = Page(1, (boxed("Sở"),), "scan", 100, 100)
    repaired = RepairedPages((raw,), (((),),), "careful", 1, 0)
    assert repaired.with_changes([raw], more) == repaired


def test_every_change_is_told_with_page_and_line() -> None:
    page = Page(7, (boxed("Sở"), boxed("Nội")))
    repaired = RepairedPages((page,), (((), (change("Noi", "Noi", "Nội"),)),), "careful", 2, 1)
    (told,) = map(json.loads, repaired.explained().splitlines())
    assert (told["page"], told["line"], told["seen"], told["became"], told["steps"]) == (
        7,
        2,
        "Noi",
        "Nội",
        ["diacritics"],
    )
