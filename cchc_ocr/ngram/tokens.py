"""Cuts a line into the tokens that the language model counts: syllables, numbers, addresses, stops and pauses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from cchc_ocr import lexicon
from cchc_ocr.patterns import accented, any_of
from cchc_ocr.vietnamese import nfc

# Repair makes words of other languages "foreign"; the model counts them as any word that it does not know.
Kind = Literal["word", "number", "address", "stop", "pause", "foreign"]

# Engines put these for letters they cannot read: "S¢" (Sở), "t§" (tổ).
UNWRITTEN = "¢§$€£©®°~`|¥¤«»¡¿"  # stands in no word that somebody wrote
ODD = UNWRITTEN + "@#&"
_LETTER = r"[^\W\d_]"
_TOKEN = rf"""
    (?P<address>
        https?://\S+                                        # "https://sonha.gov.vn/tin"
        |www\.\S+                                           # "www.sonha.gov.vn"
        |[\w.+-]+@[\w-]+(?:\.[\w-]+)+                       # "vp@sonha.gov.vn"
        |(?<![\w/.])[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*\.(?:vn|com|org|net|edu|gov)\b(?:/\S*)?  # "sonha.gov.vn/tin"
    )
    |(?P<joined>{_LETTER}+(?=\d+[.,/]\d))                   # "đạt7,70": the number begins at the 7
    |(?P<word>
        {_LETTER}(?:[\w{ODD}]|['’](?={_LETTER}|[\s,;.]))*   # syllable, acronym, "KH&CN", "d6c", "S¢", "co'"
        |\d(?!UNIT\b){_LETTER}+                             # "1àm" (làm), "6n" (ổn), but not "5kg"
        |[{ODD}]+\d?{_LETTER}[\w{ODD}]*                     # "§ở", "¢6c"
        |[¢§&]\d?                                           # "&", "§1"
    )
    |(?P<number>\d+(?:[.,/:]\d+)*%?)                        # "7,70", "12/3/2024", "98%"
    |(?P<stop>[.;:!?…]+)                                    # ".", "?!"
    |(?P<pause>,)
"""
# A mark behind a letter is a lost hook ("co'", cơ) unless the line has an opening mark for it.
_QUOTED = re.compile(r"(?<!\w)['‘]\w")
# Control characters and question marks within words stand in no text that somebody wrote: letters got lost there.
# What they are part of is left as it is.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufffd]|(?<=[^\W\d_])\?(?=[^\W\d_])")
# Bars between cells are no misread letters: "|Hộ tịch|146|129|", "2|Phường Bắc|17,2|Tốt".
_ROW = re.compile(r"\s*\|.*\|\s*|[^|]*(?:\|[^|]*){3,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
# 05/QĐ-UBND, 09-CTr/TU, 63/2025/QH15, KH-UBND: the letters between the dashes are signs, not syllables.
_SIGN = r"[A-ZĐÐ][\wĐÐ&]*(?:,[A-ZĐÐ&]{2,}\b)*"  # "SVH,TT,DL"
_CODE = accented(rf"""
    (?<![\w/])(?:
        \d+[a-zA-Z]?(?:/\d{{4}})?[-/]{_SIGN}(?:[-/]{_SIGN})*     # "05/QĐ-UBND", "63/2025/QH15"
        |/{_SIGN}(?:[-/]{_SIGN})+                                # "/CTPH-SYT", its number filled in by hand
        |(?:QĐ|QD|NQ|CT|KH|BC|TB|TT|TTr|TTLT|HD|CV|NĐ|ND|KL|CTr|CTR)
        [-/][A-ZĐÐ][A-ZĐÐa-z&]*(?:[-/]{_SIGN})*                  # "KH-UBND"
    )
""")


@cache
def _token() -> re.Pattern[str]:
    """The units are those that the model was counted with, whatever else a user knows."""
    return accented(_TOKEN.replace("UNIT", any_of(lexicon.load().units)))


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a line: ``text``, from the offset ``start`` to ``end``.

    ``in_code`` means that it is part of a document number, ``glued`` that the space after it seems to be missing.
    """

    start: int
    end: int
    text: str
    kind: Kind
    in_code: bool = False
    glued: bool = False


def tokenize(line: str) -> list[Token]:
    """The tokens of a line in NFC, in order; brackets, quotes and dashes are skipped: the model does not use them.

    So is a run between spaces that holds a control character, or a question mark in a word.

    >>> [t.text for t in tokenize("Sở KH&CN (đạt7,70/8,00 điểm); xem vp.sonha.gov.vn")]
    ['Sở', 'KH&CN', 'đạt', '7,70/8,00', 'điểm', ';', 'xem', 'vp.sonha.gov.vn']
    >>> [t.text for t in tokenize("2|Phường Bắc|17,2|19,9|Tốt")]
    ['2', 'Phường', 'Bắc', '17,2', '19,9', 'Tốt']
    >>> [(t.text, t.in_code) for t in tokenize("số 05/QĐ-UBND")]
    [('số', False), ('05', True), ('QĐ', True), ('UBND', True)]
    """
    codes = [match.span() for match in _CODE.finditer(line)][::-1]
    quoted = _QUOTED.search(line)
    tokens = []
    for match in _token().finditer(line.replace("|", " ") if _ROW.fullmatch(line) else line):
        start, end = match.span()
        if quoted and line[end - 1] in "'’":
            end -= 1
        while codes and codes[-1][1] <= start:
            codes.pop()
        in_code = bool(codes) and codes[-1][0] <= start
        if match.lastgroup == "joined":
            glued = not in_code and end - start > 1 and match.group().islower()
            tokens.append(Token(start, end, match.group(), "word", in_code, glued))
        else:
            tokens.append(Token(start, end, line[start:end], match.lastgroup, in_code))  # type: ignore[arg-type]
    if _CONTROL.search(line):
        controlled = [run.span() for run in re.finditer(r"\S+", line) if _CONTROL.search(run.group())]
        tokens = [token for token in tokens if not any(start <= token.start < end for start, end in controlled)]
    return tokens


def symbol(token: Token) -> str:
    """The symbol that the model counts for a token: a word in lower case, or the class of a number or mark.

    >>> [symbol(token) for token in tokenize("Năm 2024, đạt 7,70 điểm; ngày 03/02")]
    ['năm', '<year>', '<pause>', 'đạt', '<number>', 'điểm', '<stop>', 'ngày', '<date>']
    """
    if token.kind == "word":
        return token.text.lower()
    if token.kind == "number":
        return _number_class(token.text)
    return f"<{token.kind}>"


def _number_class(text: str) -> str:
    if _YEAR.fullmatch(text):
        return "<year>"
    return "<date>" if "/" in text else "<number>"


def read_line(line: str) -> list[Token]:
    """The tokens of a line of text in any normal form of Unicode."""
    return tokenize(nfc(line))
