"""Signs of Unicode that nobody sees, or takes for others: they part words and numbers that look whole.

Web pages and programs put signs of no width into words, hyphens that a line may not end at, and letters of
Cyrillic and Greek that look like Latin ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_ocr.changes import Change, replay, then
from cchc_ocr.numbering.figures import slashes
from cchc_ocr.patterns import accented

# Of no width. A soft hyphen stays at the end of its line, where a word goes on in the next one.
_UNSEEN = accented(r"""
    (?:
        [\u200b-\u200f\u2060-\u2064\ufeff\u180e\u034f]  # spaces and joiners
        |[\u202a-\u202e\u2066-\u206f\ufe00-\ufe0f]       # marks of direction, variants
        |\u00ad(?!\s*$)
    )+
""")
_LOOKS = {
    **dict(zip("АВЕКМНОРСТХУІЈЅҮ", "ABEKMHOPCTXYIJSY", strict=True)),
    **dict(zip("аеорсхуіјѕһԁԛԝ", "aeopcxyijshdqw", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True)),
}
_OTHER = re.compile("[\u0370-\u03bb\u03bd-\u052f]+")  # Greek but for "μ", and Cyrillic
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-\u024f\u1e00-\u1eff]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_OF = str.maketrans(_LOOKS)
_SLASH = re.compile("[\u2044\u2215\uff0f]")
_HYPHEN = re.compile(r"(?<=\w)[\u2010\u2011](?=\w)")
_CODE = re.compile(r"/[A-ZĐÐ][\wĐÐ&]*(?:[-\xad][A-ZĐÐ][\wĐÐ&]*)+")
_ANY = re.compile(f"{_UNSEEN.pattern}|{_OTHER.pattern}|{_SLASH.pattern}|{_HYPHEN.pattern}")
_CERTAIN = 99.0


def sign_changes(line: str) -> tuple[Change, ...]:
    """The changes that take unseen signs out of a line, and put the usual ones for those that look like them.

    >>> [(c.seen, c.became) for c in sign_changes("45/BC\u200b\u2011SNV, 5\u22156, b\u00e1o \u0441\u00e1o")]
    [('\\u200b', ''), ('\u2011', '-'), ('\u2215', '/'), ('\u0441', 'c')]
    """
    if line.isascii() or not _ANY.search(line):
        return ()
    codes = tuple(_hyphens_of_codes(line))
    meant = replay(line, codes)
    unseen = [_change(match, "", "unseen sign") for match in _UNSEEN.finditer(meant)]
    shown = _UNSEEN.sub("", meant)
    usual = [*(_change(m, slashes(m.group()), "typed sign") for m in _SLASH.finditer(shown))]
    usual += [_change(match, "-", "typed sign") for match in _HYPHEN.finditer(shown)]
    usual += _latin(shown)
    return then(line, codes, then(meant, unseen, sorted(usual, key=lambda change: change.start)))


def _hyphens_of_codes(line: str) -> Iterator[Change]:
    """Soft hyphens between the signs of a document number: there they are hyphens.

    >>> [(c.start, c.became) for c in _hyphens_of_codes("5/BC\xadSNV\xadTH, h\xe0nh ch\xed\xadnh, 6/KH\xad-X")]
    [(4, '-'), (8, '-')]
    """
    for code in _CODE.finditer(line):
        for match in re.finditer("\xad", code.group()):
            at = code.start() + match.start()
            yield Change(at, at + 1, "\xad", "-", ("typed sign",), _CERTAIN)


def _latin(line: str) -> Iterator[Change]:
    """Letters of other scripts that look like Latin ones: in words of both, or where a line has no others.

    >>> [(c.seen, c.became) for c in _latin("\u0441\u00f4ng \u0430, \u0434\u0430")]
    [('\u0441', 'c')]
    """
    among = [match.group() for match in _OTHER.finditer(line)]
    latin_line = bool(_LATIN.search(line)) and all(letter in _LOOKS for run in among for letter in run)
    for word in _WORD.finditer(line):
        for run in _OTHER.finditer(word.group()):
            if all(c in _LOOKS for c in run.group()) and (latin_line or _LATIN.search(word.group())):
                start = word.start() + run.start()
                seen = run.group()
                yield Change(start, start + len(seen), seen, seen.translate(_LATIN_OF), ("look-alike",), _CERTAIN)


def _change(match: re.Match[str], became: str, step: str) -> Change:
    return Change(*match.span(), match.group(), became, (step,), _CERTAIN)
