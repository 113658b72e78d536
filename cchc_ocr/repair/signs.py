"""Evident slips in the signs of document numbers: "1085/Qb-UBND" (QĐ), "05/NĐÐ-CP" (NĐ).

A rule of its own, for a language model has no business in numbers: the sign of the type is mended where it is
none, and exactly one known sign looks like it. The number before it is not touched.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from cchc_ocr.changes import Change
from cchc_ocr.lexicon import Lexicon

# "1085/Qb-UBND", "12/2020/ND-CP", "/QĐÐ-UBND" (the number is written by hand), then the signs of the issuer.
_SIGNED = re.compile(r"(?:(?<=\d[/⁄-])|(?<=\s/)|(?<=^/))([A-ZĐÐ][A-Za-zĐđÐð0]{0,4})((?:[-/][A-ZĐÐ][\wĐÐ&]*)+)")
# "QĐÐ-UBND", where no number stands before it: only with a known issuer, or "CD-ROM" would be a công điện.
_LONE = re.compile(r"(?<![\w/.&-])([A-ZĐÐ][A-Za-zĐđÐð0]{1,4})((?:[-/][A-ZĐÐ][\wĐÐ&]*)+)")
# Torn at a dash, "1176/QĐ -UBND", "343/2016/TT- BTC", or in the year, "68/201 7/NĐ-CP".
_TORN = re.compile(
    r"(?<=\d/)([A-ZĐÐ][A-Za-zĐđÐð0]{0,4})(?:\s-|-\s)([A-ZĐÐ][\wĐÐ&]*)(?![\w/&])"
    r"|(?<=\d/)((?:19|20)\d) (\d)(?=/[A-ZĐÐ]{2,4}(?:-|\d))"
)
_DECIMAL = re.compile(r"(?<![\w.,/-])\d{1,3}, \d{1,2}(?![\w,/-]|\.\d)")
_PART = re.compile(r"[A-ZĐÐ][\wĐÐ&]*")
_LOG_ODDS = 9.0  # of about ten thousand: no wrong mending among the codes of the corpus


def sign_changes(line: str, types: Mapping[str, str], issuers: Mapping[str, str]) -> Iterator[Change]:
    """Changes to the signs of a line (composed form); ``types`` and ``issuers`` lead from shapes to signs.

    >>> types, issuers = shapes(["QĐ", "NĐ", "NQ", "HD", "HĐ"]), shapes(["UBND", "HĐND"])
    >>> [(c.seen, c.became) for c in sign_changes("số 1085/Qb-UBND, 20/NQĐ-HDND, 5/HD-X", types, issuers)]
    [('Qb', 'QĐ'), ('HDND', 'HĐND')]
    >>> [(c.seen, c.became) for c in sign_changes("theo QĐĐ-UBND; một CD-ROM", types, issuers)]
    [('QĐĐ', 'QĐ')]
    >>> list(sign_changes("Cổng TT-ĐT tỉnh", *(shapes(signs) for signs in (["TT"], ["DT"]))))
    []
    """
    lone = (match for match in _LONE.finditer(line) if _known(_PART.findall(match.group(2))[0], issuers))
    for match in chain(_SIGNED.finditer(line), lone):
        yield from _change(match.start(1), match.group(1), types)
        for part in _PART.finditer(match.group(2)):
            yield from _change(match.start(2) + part.start(), part.group(), issuers)


def torn_changes(
    line: str, types: Mapping[str, str], issuers: Mapping[str, str], gaps: Collection[int]
) -> Iterator[Change]:
    """Changes that put codes and decimals together; ``gaps`` are the spaces that their picture hardly has.

    >>> types, issuers = shapes(["QĐ", "NQ"]), shapes(["UBND", "HĐND"])
    >>> [c.became for c in torn_changes("số 11/QĐ -UBND, 1/201 7/NQ-X, 70, 30 điểm", types, issuers, {8, 21, 33})]
    ['QĐ-UBND', '2017', '70,30']
    >>> list(torn_changes("số 11/QĐ -UBND, 70, 30 điểm", types, issuers, ()))
    []
    """
    for match in chain(_TORN.finditer(line), _DECIMAL.finditer(line)):
        if line.index(" ", match.start()) not in gaps:
            continue
        if match.re is _TORN:
            yield from _joined(match, types, issuers)
        else:
            yield Change(*match.span(), match.group(), match.group().replace(" ", ""), ("joined",), _LOG_ODDS)


def _joined(match: re.Match[str], types: Mapping[str, str], issuers: Mapping[str, str]) -> Iterator[Change]:
    """The change that puts the parts of a code together: of known signs, for else the dash may be a sentence's."""
    sign, issuer, *year = match.groups()
    whole = "".join(year) if sign is None else f"{_meant(sign, types)}-{_meant(issuer, issuers)}"
    if sign is None or (_meant(sign, types) and _meant(issuer, issuers)):
        yield Change(match.start(), match.end(), match.group(), whole, ("joined",), _LOG_ODDS)


def _meant(seen: str, signs: Mapping[str, str]) -> str:
    return signs.get(seen) or signs.get(shape(seen), "")


def _known(seen: str, signs: Mapping[str, str]) -> bool:
    """Whether a sign is known, or would be but for a bar lost or doubled; a bar that is there was printed."""
    meant = _meant(seen, signs)
    return bool(meant) and not (len(meant) == len(seen) and meant.count("Đ") < seen.count("Đ"))


def _change(start: int, seen: str, signs: Mapping[str, str]) -> Iterator[Change]:
    meant = _meant(seen, signs)
    if meant and meant != seen:
        yield Change(start, start + len(seen), seen, meant, ("sign",), _LOG_ODDS, meant)


def shapes(signs: Iterable[str]) -> dict[str, str]:
    """Signs by themselves, and by their shape where it is that of one sign only."""
    known = set(signs)
    by_shape: dict[str, set[str]] = {}
    for sign in known:
        by_shape.setdefault(shape(sign), set()).add(sign)
    return {form: next(iter(group)) for form, group in by_shape.items() if len(group) == 1} | {s: s for s in known}


def shape(sign: str) -> str:
    """What is left of a sign when every letter that is taken for a D is one, and none is doubled.

    >>> shape("QĐĐ") == shape("Qb") == shape("QD") == shape("Q0Đ") == shape("QĐ")
    True
    """
    folded = re.sub("[bÐð0đĐ]", "D", sign[1:])
    return sign[:1].replace("Đ", "D") + re.sub("D+", "D", folded).upper()


def tables(dictionaries: Lexicon) -> tuple[dict[str, str], dict[str, str]]:
    """The signs of types and of issuers, by shape."""
    types = {kind.symbol for kind in dictionaries.document_types if kind.symbol}
    issuers = {symbol for agency in dictionaries.agencies for symbol in agency.symbols}
    return shapes(types), shapes(issuers)
