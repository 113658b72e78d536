"""Corrects evident misreadings in the signs of document numbers: "1085/Qb-UBND" (QĐ), "05/NĐÐ-CP" (NĐ).

This needs rules of its own, because a language model knows nothing of numbers: a type sign that does not exist is
corrected where exactly one known sign looks like it, or where the type is named before the number. The number
before it is not touched.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import chain

from cchc_ocr.changes import Change
from cchc_ocr.numbering.signs import Signs
from cchc_ocr.numbering.types import Types
from cchc_ocr.patterns import accented
from cchc_ocr.vietnamese import bare

# "1085/Qb-UBND", "12/2020/ND-CP", "/QĐÐ-UBND" (the number is written by hand), then the signs of the issuer.
_SIGNED = accented(r"""
    (?:
        (?<=\d[/⁄-])                    # behind "1085/", "05-"
        |(?<=\s/)|(?<=^/)               # "Số:     /QĐ-UBND"
    )
    ([A-ZĐÐ][A-Za-zĐđÐð0]{0,4})         # "Qb", "QĐÐ"
    ((?:[-/][A-ZĐÐ][\wĐÐ&]*)+)          # "-UBND", "-BNV-TCBC"
""")
# "QĐÐ-UBND", where no number stands before it: only with a known issuer, or "CD-ROM" would be a công điện.
_LONE = re.compile(r"(?<![\w/.&-])([A-ZĐÐ][A-Za-zĐđÐð0]{1,4})((?:[-/][A-ZĐÐ][\wĐÐ&]*)+)")
_TORN = accented(r"""
    (?<=\d/)([A-ZĐÐ][A-Za-zĐđÐð0]{0,4})(?:\s-|-\s)([A-ZĐÐ][\wĐÐ&]*)(?![\w/&])  # "1176/QĐ -UBND", "TT- BTC"
    |(?<=\d/)((?:19|20)\d) (\d)(?=/[A-ZĐÐ]{2,4}(?:-|\d))  # in the year: "68/201 7/NĐ-CP"
""")
_DECIMAL = re.compile(r"(?<![\w.,/-])\d{1,3}, \d{1,2}(?![\w,/-]|\.\d)")
_PART = re.compile(r"[A-ZĐÐ][\wĐÐ&]*")
_NUMBER = re.compile(r"\S*?\s?[/⁄-]$")  # "12/2021/", "87 /"
_LOG_ODDS = 9.0  # of about ten thousand: no wrong mending among the codes of the corpus


def sign_changes(line: str, types: Types) -> Iterator[Change]:
    """Changes to the signs of a line (composed form).

    >>> signs = Signs.of(["QĐ", "NĐ", "NQ", "HD", "HĐ"], ["UBND", "HĐND"])
    >>> types = Types.of([("Quyết định", "QĐ", "Quyết định")], signs)
    >>> [(c.seen, c.became) for c in sign_changes("số 1085/Qb-UBND, 20/NQĐ-HDND, 5/HD-X", types)]
    [('Qb', 'QĐ'), ('HDND', 'HĐND')]
    >>> [(c.seen, c.became) for c in sign_changes("theo QĐĐ-UBND; một CD-ROM", types)]
    [('QĐĐ', 'QĐ')]
    >>> [(c.seen, c.became) for c in sign_changes("Quyết định số 12/2021/Đ-TTg, văn bản số 5/Đ-X", types)]
    [('Đ', 'QĐ')]
    >>> list(sign_changes("Cổng TT-ĐT tỉnh", Types.of([], Signs.of(["TT"], ["DT"]))))
    []
    """
    signs = types.signs
    lone = (match for match in _LONE.finditer(line) if _is_body(_PART.findall(match.group(2))[0], signs))
    for match in chain(_SIGNED.finditer(line), lone):
        named = types.before(bare(_NUMBER.sub("", line[: match.start(1)])).lower())
        meant = types.sign_meant(named, signs.mend_type(match.group(1)))
        yield from _change(match.start(1), match.group(1), meant)
        parts = () if match.group(2)[1:] in signs.known_bodies else _PART.finditer(match.group(2))  # "SKH-ĐT"
        for part in parts:
            yield from _change(match.start(2) + part.start(), part.group(), signs.mend_body(part.group()))


def torn_changes(line: str, signs: Signs, gaps: Collection[int]) -> Iterator[Change]:
    """Changes that put codes and decimals together; ``gaps`` are the spaces that their picture hardly has.

    >>> signs = Signs.of(["QĐ", "NQ"], ["UBND", "HĐND"])
    >>> [c.became for c in torn_changes("số 11/QĐ -UBND, 1/201 7/NQ-X, 70, 30 điểm", signs, {8, 21, 33})]
    ['QĐ-UBND', '2017', '70,30']
    >>> list(torn_changes("số 11/QĐ -UBND, 70, 30 điểm", signs, ()))
    []
    """
    for match in chain(_TORN.finditer(line), _DECIMAL.finditer(line)):
        if line.index(" ", match.start()) not in gaps:
            continue
        if match.re is _TORN:
            yield from _joined(match, signs)
        else:
            yield Change(*match.span(), match.group(), match.group().replace(" ", ""), ("joined",), _LOG_ODDS)


def _joined(match: re.Match[str], signs: Signs) -> Iterator[Change]:
    """The change that puts the parts of a code together: of known signs, for else the dash may be a sentence's."""
    sign, issuer, *year = match.groups()
    if sign is None:
        yield Change(match.start(), match.end(), match.group(), "".join(year), ("joined",), _LOG_ODDS)
        return
    kind, body = signs.mend_type(sign), signs.mend_body(issuer)
    if signs.is_type(kind) and body in signs.known:
        yield Change(match.start(), match.end(), match.group(), f"{kind}-{body}", ("joined",), _LOG_ODDS)


def _is_body(seen: str, signs: Signs) -> bool:
    """Whether a symbol is known, or would be but for a bar lost or doubled; a bar that is there was printed."""
    meant = signs.mend_body(seen)
    return meant in signs.known_bodies and not (len(meant) == len(seen) and meant.count("Đ") < seen.count("Đ"))


def _change(start: int, seen: str, meant: str) -> Iterator[Change]:
    if meant != seen:
        yield Change(start, start + len(seen), seen, meant, ("sign",), _LOG_ODDS, meant)
