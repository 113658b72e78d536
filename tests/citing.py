"""Texts that cite one document, for the tests of the reasons for its issuer."""

from __future__ import annotations

from dataclasses import replace

from cchc_ocr import lexicon
from cchc_ocr.extract.cited.full_names import FullNames
from cchc_ocr.extract.cited.joint import Joint
from cchc_ocr.extract.cited.own import UNKNOWN, Own
from cchc_ocr.extract.cited.setting import Setting
from cchc_ocr.numbering.numbers import DocumentNumber, find_numbers, type_sign
from cchc_ocr.vietnamese import bare

KNOWN = lexicon.load()


class Citing:
    """A text that cites one document, with what the reasons for its issuer share."""

    def __init__(self, text: str, own: Own = UNKNOWN) -> None:
        self.setting = Setting(text, bare(text).lower(), KNOWN, own, None)
        self.names = FullNames(self.setting)
        self.joint = Joint(self.setting, self.names)
        self.number = _cited_in(text)


def _cited_in(text: str) -> DocumentNumber:
    """The one number of a text, with the sign of its type."""
    (number,) = find_numbers(text, KNOWN.signs)
    return replace(number, type_sign=type_sign(number.symbol, KNOWN.signs))
