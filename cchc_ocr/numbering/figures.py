"""The figures of numbers and dates, and the signs and letters that engines take them for."""

from __future__ import annotations

import re

from cchc_ocr.numbering.shapes import FIGURE_OF_LETTER, FIGURE_OF_SIGN, SLASH

_SIGNS, _LETTERS, _SLASHES = map(str.maketrans, (FIGURE_OF_SIGN, FIGURE_OF_LETTER, SLASH))
_STROKE = str.maketrans({"|": FIGURE_OF_SIGN["|"]})
_ROUND = str.maketrans({letter: figure for letter, figure in FIGURE_OF_LETTER.items() if figure == "0"})
_TILDE = "~"  # alone it is a dash, most often that of an item: these documents have no other use for it
_EURO = re.compile(r"(?<=\bb/)€")
_FRACTION = re.compile("(?:(?<!:)/)?[⁄∕](?:(?<!:.)/)?")  # a slash, or one read as two; in an address two are two


def figures(text: str, *, letters: bool = True) -> str:
    """The figures that stand there, or that the signs and, if asked for, the letters were taken for.

    >>> figures("2O§I"), figures("!5§"), figures("1O", letters=False)
    ('2081', '158', '1O')
    """
    plain = text.translate(_SIGNS)
    return plain.translate(_LETTERS) if letters else plain


def mend_digits(number: str) -> str:
    """Figures for the letters that look like them, but for a letter that ends the number.

    >>> mend_digits("1O85"), mend_digits("l2a"), mend_digits("05")
    ('1085', '12a', '05')
    """
    return number[:-1].translate(_LETTERS | _STROKE) + number[-1:].translate(_ROUND)


def slashes(text: str) -> str:
    """The text with one kind of slash.

    >>> slashes("13⁄11／2024")
    '13/11/2024'
    """
    return text.translate(_SLASHES)


def typed(text: str) -> str:
    """The word with signs that an engine's data know, and no keyboard has, as those that were typed.

    A sign that is typed elsewhere may be none in what it stands in: nobody types "(b/€)" for "(b/c)", báo cáo.

    >>> typed("13⁄11⁄2024"), typed("03⁄/KH-SNV"), typed("~"), typed("~5"), typed("(b/€)"), typed("5€")
    ('13/11/2024', '03/KH-SNV', '-', '~5', '(b/c)', '5€')
    """
    return "-" if text == _TILDE else _EURO.sub("c", _FRACTION.sub("/", text))
