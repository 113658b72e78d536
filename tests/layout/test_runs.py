"""Runs of words that continue one another become one line, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.document import Box, Word
from cchc_ocr.layout.runs import in_lines


def run(text: str, x: int, y: int, height: int = 20) -> tuple[Word, ...]:
    """Words of letters 10 pixels wide, with a space of 10 between them."""
    words, at = [], x
    for part in text.split():
        words.append(Word(part, Box(at, y, at + 10 * len(part), y + height)))
        at += 10 * len(part) + 10
    return tuple(words)


def texts(*runs: tuple[Word, ...]) -> list[str]:
    return [" ".join(word.text for word in line) for line in in_lines(runs)]


@pytest.mark.parametrize(
    ("runs", "lines"),
    [
        ([run("Sơn Hà,", 0, 0), run("ngày 05", 80, 2)], ["Sơn Hà, ngày 05"]),
        ([run("ngày 05", 80, 2), run("Sơn Hà,", 0, 0)], ["Sơn Hà, ngày 05"]),
        ([run("Nơi nhận:", 0, 0), run("GIÁM ĐỐC", 200, 0)], ["Nơi nhận:", "GIÁM ĐỐC"]),
        ([run("dòng trên", 0, 0), run("dòng dưới", 0, 22)], ["dòng trên", "dòng dưới"]),
        ([run("dòng", 0, 0), run("dưới", 40, 10)], ["dòng", "dưới"]),
        ([run("chữ", 0, 0), run("CHÌM", 31, 0, height=60)], ["chữ", "CHÌM"]),
        ([run("đè", 0, 0), run("lên", 5, 0)], ["đè", "lên"]),
        ([], []),
    ],
    ids=["in order", "out of order", "far off", "below", "half a line down", "much higher", "over it", "none"],
)
def test_runs_become_lines(runs: list[tuple[Word, ...]], lines: list[str]) -> None:
    assert texts(*runs) == lines


def test_words_without_boxes_stay_as_they_are() -> None:
    assert texts((Word("a"), Word("b")), (Word("c"),)) == ["a b", "c"]


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 100)), max_size=20))
def test_each_word_comes_out_once(places: list[tuple[int, int]]) -> None:
    runs = [run(f"w{number} v{number}", x, y) for number, (x, y) in enumerate(places)]
    assert sorted(w.text for line in in_lines(runs) for w in line) == sorted(w.text for r in runs for w in r)
