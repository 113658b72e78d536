"""Recognises text in UTF-16 and UTF-32, with or without the mark that says so: no other text has zero bytes."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

# With their marks. Those of four bytes come first: the mark of UTF-16 is the half of one of them.
_MARKED = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_UNMARKED = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_LOOKED_AT = 4096  # bytes
_FEWEST = 4  # signs, which tell
_MOSTLY = 0.95  # of the signs of a text are such as Vietnamese is written with


def wide(data: bytes) -> str | None:
    """The encoding of a text, by how its bytes begin; None where its letters take no two or four bytes each.

    >>> [wide("Số 5".encode(name)) for name in ("utf-16", "utf-16-le", "utf-32-be", "utf-8")]
    ['utf-16', 'utf-16-le', 'utf-32-be', None]
    """
    marked = next((name for mark, name in _MARKED.items() if data.startswith(mark)), None)
    if marked or b"\0" not in data[:_LOOKED_AT]:
        return marked
    return next((name for name in _UNMARKED if _is_text(data[:_LOOKED_AT].decode(name, "ignore"))), None)


def _is_text(text: str) -> bool:
    return len(text) >= _FEWEST and sum(map(_is_usual, text)) >= _MOSTLY * len(text)


def _is_usual(sign: str) -> bool:
    """Whether a sign is one that Vietnamese is written with: Latin letters, their marks, punctuation."""
    code = ord(sign)
    return sign in "\t\r\n\f" or 0x20 <= code < 0x250 or 0x300 <= code < 0x330 or 0x1EA0 <= code < 0x2200


def lines_of(chunks: Iterator[bytes], encoding: str, longest: int) -> Iterator[bytes]:
    """Lines in UTF-8 of a text in a wide encoding that comes piece by piece. Raises UnicodeDecodeError.

    Of a line of ``longest`` bytes or more only the start is given, as the last one.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    rest = ""
    for chunk in chunks:
        *whole, rest = (rest + decoder.decode(chunk)).split("\n")
        yield from (f"{line}\n".encode() for line in whole)
        if len(rest) >= longest:
            yield rest.encode()[:longest]
            return
    if rest := rest + decoder.decode(b"", final=True):
        yield rest.encode()
