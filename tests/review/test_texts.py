"""The texts of the script, and errors as sentences."""

from __future__ import annotations

import re

import pytest

from cchc_ocr.errors import CchcError, UnreadableError, UsageError
from cchc_ocr.review.texts import choice_name, script_texts, state_names, told
from cchc_ocr.review.waiting import STATES
from tests.paths import ROOT

STATIC = ROOT / "cchc_ocr/review/static"


def test_every_text_that_the_script_asks_for_is_there_and_none_besides() -> None:
    script = "".join(file.read_text("utf-8") for file in sorted(STATIC.glob("*.js")))
    asked = set(re.findall(r'text\((?:[^"()]*\? )?"(\w+)"', script)) | set(re.findall(r': "(\w+)"[,)]', script))
    known = set(script_texts())
    assert known <= set(re.findall(r'"(\w+)"', script))
    assert {name for name in asked if name in known or re.fullmatch(r"[a-z]+[A-Z]\w+", name)} <= known


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (UsageError("not a date: 'x'", hint="for example 2021"), "Not a date: 'x'. For example 2021."),
        (UnreadableError("it is gone", file="a.pdf", page=3), "a.pdf, page 3: it is gone."),
        (UsageError("nothing was typed"), "Nothing was typed."),
    ],
)
def test_an_error_is_said_with_its_next_step(error: CchcError, said: str) -> None:
    assert told(error) == said


def test_states_and_choices_have_names() -> None:
    assert list(state_names(STATES)) == list(STATES)
    assert (choice_name("survey"), choice_name("something")) == ("by a survey", "something")
