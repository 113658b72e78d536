"""Vietnamese typed in ASCII by the convention of RFC 1456 (VIQR): marks stand behind their letters, "Vie^.t".

The signs of tones are those of punctuation as well. Behind a word they are a tone where the next word goes on in
the sentence; else the commoner of the two words is taken.
"""

from __future__ import annotations

import re

from cchc_ocr import lexicon
from cchc_ocr.vietnamese import is_syllable, nfc

_MARKS = {"^": "\u0302", "(": "\u0306", "+": "\u031b", "*": "\u031b"}
_TONES = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_MARKED = re.compile(r"[aAeEoO]\^|[aA]\(|[oOuU][+*]")
_TONE = re.compile(r"(?<=[aeiouyăâêôơưAEIOUYĂÂÊÔƠƯ])['`?~.]")
_ESCAPED = re.compile(r"\\(['`?~.(^+*\\dD])")
_KEPT = 0xE000  # added to signs that are no marks, while the others are put in
_UNESCAPED = re.compile("[\ue021-\ue07e]")
_RUN = re.compile(r"\S+")
_ADDRESS = re.compile(r"@|://|^www\.", re.IGNORECASE)
_STOPS = {".": 1, "?": 50}  # how much rarer than its tone the stop is: reports ask nothing
# Letters with the signs that VIQR has for marks; a sign alone belongs to no word.
_WORD = re.compile(
    r"[A-Za-z](?:[A-Za-z]|(?<=[AEIOUaeiouy^(+*])['`?~.]|(?<=[AEOaeo])\^|(?<=[aA])\(|(?<=[OUou])[+*])*"
)
# What is hardly written in other text: a mark behind a letter, or the sign of a tone within a word.
HINT = re.compile(r"[aeoAEO]\^|[aA]\([a-zA-Z]|[ouOU][+*]|[aeiouyAEIOUY]['`?~.][a-zA-Z]|\b[dD][dD][aeiouyAEIOUY]")


def from_viqr(text: str) -> str:
    """A line of VIQR with the letters that it stands for.

    >>> from_viqr("Ca'c ddo+n vi. dda~ hoa`n tha`nh nhie^.m vu. ddu+o+.c giao trong na(m.")
    'Các đơn vị đã hoàn thành nhiệm vụ được giao trong năm.'
    >>> from_viqr("SO+? NO^.I VU. va` U?y ban; co`n ai khong co'?")
    'SỞ NỘI VỤ và Ủy ban; còn ai khong có?'
    >>> from_viqr("so^' lie^.u quy' I o+? xa~. Lam Kie^`u. Ddu'ng ha.n.")
    'số liệu quý I ở xã. Lam Kiều. Đúng hạn.'
    """
    escaped = _ESCAPED.sub(lambda match: chr(_KEPT + ord(match[1])), text)
    runs = _RUN.sub(lambda run: run.group() if _ADDRESS.search(run.group()) else _words(run, escaped), escaped)
    return _UNESCAPED.sub(lambda match: chr(ord(match.group()) - _KEPT), runs)


def _words(run: re.Match[str], line: str) -> str:
    start = run.start()
    return _WORD.sub(lambda word: _decoded(word.group(), line[start + word.end() :]), run.group())


def _decoded(word: str, after: str) -> str:
    letters = _letters(word)
    if word[-1] not in _TONES or letters[-1] in _TONES:
        return letters
    apart = _letters(word[:-1]) + word[-1]
    if not is_syllable(letters) or (is_syllable(apart[:-1]) and _ends_sentence(word[-1], after, letters, apart)):
        return apart
    return letters


def _letters(word: str) -> str:
    barred = re.sub("[dD][dD]", lambda match: "Đ" if match.group()[0] == "D" else "đ", word)
    marked = _MARKED.sub(lambda m: nfc(m.group()[0] + _MARKS[m.group()[1]]), barred)
    return nfc(_first_tone(marked))


def _first_tone(word: str) -> str:
    """The word with its first sign of a tone as one: a syllable has no more."""
    return _TONE.sub(lambda match: _TONES[match.group()], word, count=1)


def _ends_sentence(sign: str, after: str, letters: str, apart: str) -> bool:
    """Whether the sign behind a word is a stop rather than a tone, by how much commoner the word is without it."""
    if sign not in _STOPS or re.match(r"\s+[a-z]|[.,;:?!]", after):
        return False
    counts = lexicon.load().syllables
    return counts.get(apart[:-1].lower(), 0) > _STOPS[sign] * counts.get(letters.lower(), 0)
