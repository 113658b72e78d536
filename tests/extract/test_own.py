"""What citations know of the document that cites."""

from __future__ import annotations

import pytest

from cchc_ocr import lexicon
from cchc_ocr.extract.cited.own import Own

SIGNS = lexicon.load().signs


@pytest.mark.parametrize(
    ("symbol", "letters"),
    [
        ("BC-UBND", "UBND"),
        ("BHXH-TST", "BHXH"),
        ("KN-VKS-HC", "VKS"),
        ("HD/BTCTU", "BTCTU"),
        (None, None),
        ("BC", None),
    ],
)
def test_the_letters_of_the_citing_body(symbol: str | None, letters: str | None) -> None:
    assert Own(symbol=symbol).letters(SIGNS.known_types, SIGNS.known_bodies) == letters
