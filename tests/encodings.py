"""Texts as encodings other than Unicode have them."""

from __future__ import annotations

import unicodedata

from cchc_ocr.files import charsets

_TONES = "\u0301\u0300\u0309\u0303\u0323"
_VIQR = dict(zip(_TONES + "\u0302\u0306\u031b", "'`?~.^(+", strict=True))
_VISCII = {charsets.to_unicode(letter, "VISCII"): code for code, letter in enumerate(map(chr, range(256)))}


def _apart(letter: str) -> tuple[str, str]:
    """A letter without its tone, and its tone."""
    parts = unicodedata.normalize("NFD", letter)
    plain = "".join(part for part in parts if part not in _TONES)
    return unicodedata.normalize("NFC", plain), "".join(part for part in parts if part in _TONES)


def in_cp1258(text: str) -> bytes:
    """Letters that the encoding has as they are, others with their tone behind them."""
    found = b""
    for letter in text:
        try:
            found += letter.encode("cp1258")
        except UnicodeEncodeError:
            plain, tone = _apart(letter)
            found += plain.encode("cp1258") + tone.encode("cp1258")
    return found


def in_viscii(text: str) -> bytes:
    return bytes(_VISCII[letter] for letter in text)


def utf8_as_western(text: str) -> str:
    return charsets.western(text.encode())


def viqr(text: str) -> str:
    found = ""
    for letter in text.replace("đ", "dd").replace("Đ", "DD"):
        plain, tone = _apart(letter)
        marks = unicodedata.normalize("NFD", plain)[1:] + tone
        found += letter if not marks else unicodedata.normalize("NFD", plain)[0]
        found += "".join(_VIQR[mark] for mark in marks)
    return found


def entities(text: str) -> str:
    return text.encode("ascii", "xmlcharrefreplace").decode()
