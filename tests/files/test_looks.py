"""How characters look to a reader."""

from __future__ import annotations

import pytest

from cchc_ocr.files.legacy import Font
from cchc_ocr.files.office.blocks import Run
from cchc_ocr.files.office.looks import Look, symbol


@pytest.mark.parametrize(
    ("look", "runs"),
    [
        (Look(), [Run("Sở", None)]),
        (Look(hidden=True), []),
        (Look(capitals=True), [Run("SỞ", None)]),
        (Look(capitals=True, font=Font("VNI")), [Run("SỞ", Font("VNI"))]),
        (Look(capitals=True, font=Font("TCVN3")), [Run("Sở", Font("TCVN3", capitals=True))]),
        (Look(symbols=True), [Run("S\ufffd")]),
    ],
)
def test_a_text_is_shown_in_its_look(look: Look, runs: list[Run]) -> None:
    assert list(look.shown("S\uf021" if look.symbols else "Sở")) == runs


def test_a_look_changes_by_what_is_given() -> None:
    look = Look().changed(hidden=True, capitals=None, font=".VnTime")
    assert look == Look(hidden=True, font=Font("TCVN3"))
    assert look.changed(hidden=None, capitals=True, font="Times New Roman") == Look(hidden=True, capitals=True)
    assert look.changed(hidden=False, capitals=None, font="Wingdings 2") == Look(symbols=True)


@pytest.mark.parametrize(
    ("seen", "shown"), [("\uf0fe", "☑"), ("\xb7", "-"), ("\uf0ff", "\ufffd"), ("a", "a"), ("ở", "ở")]
)
def test_signs_of_symbol_fonts(seen: str, shown: str) -> None:
    assert symbol(seen) == shown
