"""How characters of an Office file look, as far as it matters to a reader: hidden, as capitals, by their font."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cchc_ocr.files import legacy
from cchc_ocr.files.legacy import Font
from cchc_ocr.files.office.blocks import Run

_SYMBOL_FONTS = ("Symbol", "Wingdings", "Webdings")
_SYMBOLS = {  # codes of the fonts Symbol and Wingdings
    **dict.fromkeys("\xfc\xfe", "☑"), "\xfb": "☒", "\xfd": "☒", "\xa8": "☐", "\x6f": "☐", "\xe0": "→", "\xe8": "→",
    "\xd8": "-", "\xa7": "-", "\xb7": "-", "\x76": "-", "\xb3": "≥", "\xa3": "≤", "\xb4": "×", "\xb1": "±",
    "\xae": "→", "\xb8": "÷", "\xb9": "≠", "\xbb": "≈", "\xe5": "∑", "\xa5": "∞", "\x2d": "-", "\xd6": "√",
}  # fmt: skip
_UNKNOWN = "\ufffd"


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look. ``font`` is that of a legacy encoding; ``symbols``: the font has signs for letters."""

    hidden: bool = False
    capitals: bool = False
    font: Font | None = None
    symbols: bool = False

    def changed(self, *, hidden: bool | None, capitals: bool | None, font: str | None) -> Look:
        """The look with what is given, None being what is not; ``font`` is the name of one."""
        return Look(
            self.hidden if hidden is None else hidden,
            self.capitals if capitals is None else capitals,
            self.font if font is None else legacy.of_font(font),
            self.symbols if font is None else font.startswith(_SYMBOL_FONTS),
        )

    def shown(self, text: str) -> Iterator[Run]:
        """The run of a text in this look; none where it is hidden.

        TCVN3 has no codes for capitals with a tone: its fonts draw them.
        """
        if self.hidden:
            return
        if self.symbols:
            yield Run("".join(symbol(c) if c > "\x7f" else c for c in text))
        elif self.capitals and self.font and self.font.encoding == "TCVN3":
            yield Run(text, replace(self.font, capitals=True))
        else:
            yield Run(text.upper() if self.capitals else text, self.font)


def symbol(character: str) -> str:
    """A character of a symbol font in Unicode; the sign for an unknown one where nobody knows it.

    >>> symbol("\\uf0fe"), symbol("\\uf0b3"), symbol("✓")
    ('☑', '≥', '✓')
    """
    code = ord(character)
    if 0xF020 <= code <= 0xF0FF:
        return _SYMBOLS.get(chr(code - 0xF000), _UNKNOWN)
    return _SYMBOLS.get(character, character) if 0x7F < code <= 0xFF else character
