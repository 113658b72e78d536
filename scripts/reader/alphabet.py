"""The signs that the reader knows: the Vietnamese letters with their marks as single signs, digits and others."""

from __future__ import annotations

import unicodedata

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_CONSONANTS = "bcdđfghjklmnpqrstvwxz"
_SIGNS = " 0123456789.,;:!?'\"“”‘’()[]{}<>/\\-–—+=*%&@#_|~•°§≤≥×±$€½"
# Printed alike or told apart by no reader: what stands on the left is written as what stands on the right.
_SAME = str.maketrans(
    {
        "…": "...", "\u00a0": " ", "\u2011": "-", "\u2010": "-", "\u00ad": "", "−": "-", "´": "'", "`": "'",
        "′": "'", "″": '"', "Ð": "Đ", "ð": "đ", "¹": "1", "²": "2", "³": "3", "⁴": "4", "º": "°", "ˮ": "”",
        "·": "•", "\u200b": "", "\ufeff": "", "÷": "+", "\uf0b7": "•", "■": "•", "●": "•", "▪": "•",
    }
)  # fmt: skip


def _letters() -> str:
    vowels = (unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES)
    small = "".join(vowels) + _CONSONANTS
    return small + small.upper()


ALPHABET = _SIGNS + _letters()
"""Class ``n + 1`` of the network is sign ``n``; class 0 says that there is nothing new."""
_KNOWN = frozenset(ALPHABET)


def spelt(text: str) -> str | None:
    """The text as the reader can write it; None if it holds a sign that the reader does not know.

    >>> spelt("Điều\u00a01…"), spelt("α")
    ('Điều 1...', None)
    """
    plain = " ".join(unicodedata.normalize("NFC", text).translate(_SAME).split())
    return plain if plain and _KNOWN.issuperset(plain) else None
