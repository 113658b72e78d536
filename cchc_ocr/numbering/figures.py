"""The figures of numbers and dates, and the signs and letters that engines take them for."""

from __future__ import annotations

import re

# What tesseract's Vietnamese model makes of figures in worn or small print.
_SIGNS = str.maketrans({"§": "8", "&": "8", "Š": "5", "š": "5", "]": "1", "[": "1", "!": "1", "|": "1"})
_LETTERS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})
FIGURE = r"[\d§&Šš\]\[!|OolI]"  # one figure, for patterns
SIGN_OF_FIGURE = r"[\d§Š&\]!|]"  # the same without letters, which alone are letters
_SLASHES = str.maketrans({"⁄": "/", "∕": "/", "／": "/"})
_TILDE = "~"  # alone it is a dash, most often that of an item: these documents have no other use for it
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
    last = number[-1:].translate({ord("O"): "0", ord("o"): "0"})
    return number[:-1].translate(_LETTERS | {ord("|"): "1"}) + last


def slashes(text: str) -> str:
    """The text with one kind of slash.

    >>> slashes("13⁄11／2024")
    '13/11/2024'
    """
    return text.translate(_SLASHES)


def typed(text: str) -> str:
    """The word with signs that an engine's data know, and no keyboard has, as those that were typed.

    >>> typed("13⁄11⁄2024"), typed("03⁄/KH-SNV"), typed("~"), typed("~5")
    ('13/11/2024', '03/KH-SNV', '-', '~5')
    """
    return "-" if text == _TILDE else _FRACTION.sub("/", text)
