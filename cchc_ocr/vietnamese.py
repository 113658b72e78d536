"""Facts of the Vietnamese script: NFC, letters, tones and their placement, syllables, the bare form."""

from __future__ import annotations

import unicodedata

# Eth (U+00D0, U+00F0) and African D (U+0189) look like Đ and come out of fonts and engines in its stead.
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ"})
_BARE_D = str.maketrans({"đ": "d", "Đ": "D"})


def nfc(text: str) -> str:
    """Composed form, with Đ for the letters that only look like it.

    >>> nfc("Tổ chức, QÐ-UBND") == "Tổ chức, QĐ-UBND"
    True
    """
    return unicodedata.normalize("NFC", text).translate(_LOOKALIKES)


def bare(text: str) -> str:
    """The base letters: every diacritic taken off, as many characters as the NFC text has.

    >>> bare("Quyết định số 05/QĐ-UBND")
    'Quyet dinh so 05/QD-UBND'
    """
    parts = unicodedata.normalize("NFD", text.translate(_BARE_D))
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))
