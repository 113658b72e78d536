"""The tables of old encodings: each code is one letter, and what is typed in ASCII stays."""

from __future__ import annotations

import pytest

from cchc_ocr.files import charsets
from cchc_ocr.files.charsets import Charset
from cchc_ocr.vietnamese import CAPITALS, SMALL_LETTERS, nfc

LETTERS = [c for c in map(chr, range(0xC0, 0x1EFA)) if c.isalpha() and c in f"{CAPITALS}{SMALL_LETTERS}"]


def test_viscii_has_every_letter_once() -> None:
    letters = [charsets.to_unicode(charsets.western(bytes([code])), "VISCII") for code in range(256)]
    assert len(set(letters)) == 256
    assert {c for c in letters if not c.isascii()} == {*"ẲẴẪỶỸỴ", *letters[0x80:]}
    assert all(nfc(c) == c and c.isalpha() for c in letters[0x80:])


@pytest.mark.parametrize("charset", ["TCVN3", "VNI", "CP1258", "VISCII"])
def test_ascii_stays(charset: Charset) -> None:
    text = "".join(map(chr, range(0x20, 0x7F)))
    assert charsets.to_unicode(text, charset) == text


def test_cp1258_is_that_of_python() -> None:
    codes = range(0xA0, 0x100)
    letters = [charsets.to_unicode(charsets.western(bytes([code])), "CP1258") for code in codes]
    assert letters == [bytes([code]).decode("cp1258") for code in codes]


def test_western_letters_and_their_codes() -> None:
    data = bytes(range(256))
    text = charsets.western(data)
    assert charsets.codes_of(text) == data.decode("latin-1")
    assert charsets.codes_of(data.decode("latin-1")) == data.decode("latin-1")
