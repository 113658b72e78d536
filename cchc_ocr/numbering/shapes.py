"""What engines take for one another in figures and capitals of worn or small print: the one table of it."""

from __future__ import annotations

import re

# What tesseract's Vietnamese model makes of a figure.
FIGURE_OF_SIGN = {"§": "8", "&": "8", "Š": "5", "š": "5", "]": "1", "[": "1", "!": "1", "|": "1"}
FIGURE_OF_LETTER = {"O": "0", "o": "0", "l": "1", "I": "1"}
# And what it makes a figure of, among the letters of symbols ("5NV": SNV).
LETTER_OF_FIGURE = {"0": "Q", "5": "S", "8": "B", "1": "T", "6": "G"}
# Capitals, and figures among them, that are alike.
ALIKE = ("TIJLY1", "QOCGD0", "BREP8", "HNMK", "KXR", "CGO", "ĐDPB")
# Cyrillic capitals that look like Latin ones come out of word processors.
LATIN_OF_CYRILLIC = dict(zip("АВСЕНІКМОРТХ", "ABCEHIKMOPTX", strict=True))
SLASH = {"⁄": "/", "∕": "/", "／": "/"}

# For patterns: one figure, or what it was taken for.
FIGURE = rf"[\d{re.escape(''.join((*FIGURE_OF_SIGN, *FIGURE_OF_LETTER)))}]"
SIGN_OF_FIGURE = r"[\d§Š&\]!|]"  # without letters, which alone are letters
LETTER = f"{''.join(FIGURE_OF_LETTER)}|"  # within brackets: a letter, or a stroke
