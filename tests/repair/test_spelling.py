"""Spelling: what its rules decide is mended, all else stays, and no letter is lost or added."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon, ngram
from cchc_ocr.changes import replay
from cchc_ocr.repair.spelling import Spelling
from cchc_ocr.vietnamese import bare, is_syllable, nfc, tone_in_place
from tests.paths import CASES

TABLE = json.loads((CASES / "spelling.json").read_text("utf-8"))
MENDED = [tuple(case) for kind in ("tones", "glued", "torn", "figures", "capitals") for case in TABLE[kind]]
SYLLABLES = sorted(word for word, count in lexicon.load().syllables.items() if count > 100 and is_syllable(word))
PIECES = st.sampled_from(
    ["Th", "ự", "c", "hi", "ệ", "n", "nhiệmvụ", "nứơc", "đạ0", "a", "và", "Sở", "5", "-", "1a", "ii"]
)


@cache
def spelling() -> Spelling:
    return Spelling(ngram.bundled(), lexicon.load())


def spelt(line: str) -> str:
    return replay(line, spelling().changes(line))


@pytest.mark.parametrize(("seen", "meant"), MENDED)
def test_lines(seen: str, meant: str) -> None:
    assert spelt(nfc(seen)) == nfc(meant)


@pytest.mark.parametrize("line", [*TABLE["untouched"], *(meant for _, meant in MENDED)])
def test_what_is_right_stays(line: str) -> None:
    assert spelling().changes(nfc(line)) == ()


def test_each_change_says_which_rule_it_follows() -> None:
    changes = spelling().changes("nứơc; nhiệmvụ; đạ0; th ự c hi ệ n")
    steps = [(change.seen, change.became, change.steps) for change in changes]
    assert steps == [
        ("nứơc", "nước", ("tone mark",)),
        ("nhiệm", "nhiệm ", ("space",)),
        ("đạ0", "đạo", ("letters",)),
        ("th ự c", "thực", ("joined",)),
        ("hi ệ n", "hiện", ("joined",)),
    ]


def test_words_of_other_languages_are_passed_over() -> None:
    assert spelling().changes("nứơc nứơc", frozenset({"nứơc"})) == ()


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=10).map(" ".join))
def test_syllables_of_the_language_stay(line: str) -> None:
    assert spelling().changes(line) == ()


@given(st.sampled_from(SYLLABLES), st.data())
def test_a_tone_on_a_wrong_letter_goes_back(word: str, data: st.DataObject) -> None:
    """Wherever it is put, if no syllable comes of it."""
    letters, tone = bare_tone(word)
    places = [at for at, letter in enumerate(letters) if letter in "aăâeêioôơuưy"]
    at = data.draw(st.sampled_from(places))
    moved = nfc(letters[: at + 1] + tone + letters[at + 1 :])
    placed = tone_in_place(moved)
    assert placed == moved if is_syllable(moved) else bare_tone(placed) == (letters, tone)


def bare_tone(word: str) -> tuple[str, str]:
    """A word without its tone, and the tone."""
    from unicodedata import normalize

    parts = normalize("NFD", word)
    tones = "".join(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
    return nfc("".join(c for c in parts if c not in tones)), tones


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_no_letter_is_lost_or_added(line: str) -> None:
    """But for spaces, and figures that stand for letters, the bare form stays."""
    as_figures = str.maketrans("oOliIsS", "0011155")
    letters = [re.sub(r"\s", "", bare(text)).translate(as_figures) for text in (line, spelt(line))]
    assert letters[0] == letters[1]
