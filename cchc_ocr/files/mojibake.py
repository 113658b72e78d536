"""Text in UTF-8 that a program has taken for Windows-1252 or Latin-1, and saved so: "Viá»‡t" for "Việt".

What each letter became is certain, but some bytes get lost on the way: five have no letter in Windows-1252, and
one is a space that does not break, which programs make an ordinary one of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from cchc_ocr import lexicon
from cchc_ocr.changes import Change
from cchc_ocr.files.charsets import codes_of
from cchc_ocr.vietnamese import is_syllable, nfc

_LOST = "\ufffd"
_OPEN = "\x81\x8d\x8f\x90\x9d"  # the bytes that Windows-1252 has no letter for
# The first bytes of Vietnamese letters, and all of a letter.
_LETTER = re.compile("[\xc2-\xdf][\x80-\xbf]|[\xe1\xe2\xef][\x80-\xbf]{2}")
HINT = re.compile("[ÃÄÆÅ][^a-zA-Z]|á[º»]|â€|Ì")
_QUOTE = re.compile(
    f"(\xe2\x80){_LOST}?(?![\x80-\xbf])"
)  # "”", the only one of these marks that loses its last byte
_BARRED = re.compile(f"(\xc4){_LOST}?(?![\x80-\xbf])")  # "Đ"
_SURE = re.compile(f"{_LETTER.pattern}|{_LOST}|\xe1\xbb")  # beside such bytes, others have lost theirs
_CUT = re.compile(f"(\xc3|\xe1\xbb){_LOST}?(?![\x80-\xbf])")
# "à", "Ơ", "Ạ" and "Ỡ", whose last byte is the space that does not break.
_PARTED = re.compile("(\u00c3|\u00c6|\u00e1[\u00ba\u00bb]) ")
_UNICODE = re.compile("[\u0103\u0111\u01a1\u01b0\u1ea0-\u1ef9]")
_BROKEN = re.compile(f"{_LOST}|\u00e1\u00bb")
_RUN = re.compile(r"[^ \t\r\n\f\v]+")
_WORD = re.compile(r"[^\W\d_]+")
_CERTAIN = 99.0
_MOST_CUT = 2  # letters of a run that have lost a byte; each may be one of five


def from_mojibake(text: str) -> str:
    """A line with its letters; taken for Western twice, it is put right twice.

    >>> from_mojibake("Cá»™ng hÃ²a xÃ£ há»™i"), from_mojibake("là"), from_mojibake("thÆ°á»ng, Ä\\ufffdiá»u")
    ('Cộng hòa xã hội', 'là', 'thường, Điều')
    """
    became = _RUN.sub(lambda run: _decoded(run.group()), text)
    twice = became != text and not _UNICODE.search(became) and HINT.search(became)
    return from_mojibake(became) if twice else became


def joined(line: str) -> Iterator[Change]:
    """The changes that give letters the byte that became a space; beside one, "à" may have lost it.

    >>> [(change.seen, change.became) for change in joined("hÃ nh chÃ­nh, lÃ cÃ¡c")]
    [('Ã ', 'Ã\\xa0'), ('Ã', 'Ã\\xa0')]
    """
    for match in _PARTED.finditer(line):
        at, end = match.span()
        before, after = re.search(r"\S*$", line[:at]), re.match(r"\S*", line[end:])
        whole = _decoded(f"{before.group() if before else ''}{match[1]}\xa0{after.group() if after else ''}")
        inside = line[end : end + 1] in ("", " ") or all(map(is_syllable, _WORD.findall(whole)))
        if inside or match[1] == "\u00c3":
            seen = match.group() if inside else match[1]
            yield Change(at, at + len(seen), seen, f"{match[1]}\xa0", ("lost byte",), _CERTAIN)


def _decoded(run: str) -> str:
    """A run between spaces with its letters; where bytes were lost, those of the commonest word."""
    codes = codes_of(run)
    if not _SURE.search(codes):
        return run
    for sign, byte in ((_QUOTE, "\x9d"), (_BARRED, "\x90")):
        found = list(sign.finditer(codes))
        run, codes = _completed(run, codes, found, byte * len(found))
    cuts = list(_CUT.finditer(codes))
    whole = _letters(run, codes)
    if not 0 < len(cuts) <= _MOST_CUT or (_commonness(whole) and not _BROKEN.search(whole)):
        return whole
    read = [_letters(*_completed(run, codes, cuts, bytes_)) for bytes_ in product(_OPEN, repeat=len(cuts))]
    best = max(read, key=_commonness)
    return best if _commonness(best) else whole


def _completed(run: str, codes: str, cuts: Sequence[re.Match[str]], lost: Iterable[str]) -> tuple[str, str]:
    """The run and its codes with these bytes where some were lost."""
    for cut, byte in zip(reversed(cuts), reversed([*lost]), strict=True):
        end = cut.end(1)
        run, codes = run[:end] + byte + run[cut.end() :], codes[:end] + byte + codes[cut.end() :]
    return run, codes


def _commonness(text: str) -> int:
    """How often the rarest word of a run occurs in the corpus; 0 where one is no word, or has a capital within."""
    counts, words = lexicon.load().syllables, _WORD.findall(text)
    usual = all(word.isupper() or word[1:].islower() or len(word) == 1 for word in words)
    return min((counts.get(word.lower(), 0) for word in words), default=0) if usual else 0


def _letters(run: str, codes: str) -> str:
    parts, at = [], 0
    for match in _LETTER.finditer(codes):
        letter = match.group().encode("latin-1").decode("utf-8", "ignore")
        if letter:
            parts += [run[at : match.start()], letter]
            at = match.end()
    return nfc("".join([*parts, run[at:]])) if parts else run
