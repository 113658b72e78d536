"""Types of documents as texts name them before a number, and the types that the signs in numbers stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cchc_ocr.numbering.signs import Signs, look_alike, lost_letter
from cchc_ocr.patterns import unaccented
from cchc_ocr.vietnamese import bare

# What may stand between a type and the number, for ``unaccented``: "số", "(Số: ", or as engines read it.
NUMBER_WORD = r"(?:\(?\s*(?:số|s6|se)\b)?\s*[:.]?\s*"
# Types that texts name and no list of types has, as they are to be reported.
_MORE_TYPES = (
    "Văn bản",
    "Chương trình hành động",
    "Luật",
    "Bộ luật",
    "Pháp lệnh",
    "Nghị định",
    "Thông tư liên tịch",
)
_GENERAL = frozenset({"Văn bản", "Công văn"})  # said of any document
_ACTS = {bare(act).lower(): act for act in ("Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết")}
_ACT = re.compile("|".join(_ACTS))


def _letters_of(name: str) -> str:
    """The first letters of a type, with which some sign it: "PT" of "Phiếu trình"."""
    return "".join("Đ" if word[0] in "Đđ" else bare(word[0]).upper() for word in name.split())


@dataclass(frozen=True, slots=True)
class Types:
    """Names of types as texts print them, and the types that signs stand for.

    ``by_sign`` has for each sign the official names of its types, the likeliest first.
    """

    signs: Signs
    by_sign: Mapping[str, tuple[str, ...]]
    _official: Mapping[str, str]
    _before: re.Pattern[str]

    @staticmethod
    def of(types: Iterable[tuple[str, str, str]], signs: Signs) -> Types:
        """The types of a list: name, sign (or "") and official name of each, the likeliest of a sign first."""
        official: dict[str, str] = {}
        by_sign: dict[str, tuple[str, ...]] = {}
        for name, sign, reported in types:
            official[bare(name).lower()] = reported
            if sign and reported not in by_sign.get(sign, ()):
                by_sign[sign] = (*by_sign.get(sign, ()), reported)
        official |= {bare(name).lower(): name for name in _MORE_TYPES}
        names = (re.escape(name).replace(r"\ ", r"\s+") for name in sorted(official, key=len, reverse=True))
        before = unaccented(rf"\b(?P<type>{'|'.join(names)})\s*{NUMBER_WORD}$")
        return Types(signs, by_sign, official, before)

    def of_sign(self, sign: str | None) -> str | None:
        """The type that a sign stands for; of several that of Nghị định 30, then that of the law."""
        return next(iter(self.by_sign.get(sign or "", ())), None)

    def is_sign_of(self, sign: str, printed: str | None) -> bool:
        """Whether a sign stands for the printed type, or a more general one: "KL" of a "Kết luận thanh tra"."""
        return (printed or "").startswith(self.by_sign.get(sign, ()))

    def contradicts(self, sign: str | None, printed: str | None) -> bool:
        """Whether a sign stands for other types than the printed one: "HĐ" of a "Hướng dẫn"."""
        named = printed and printed not in _GENERAL
        return bool(named and sign in self.by_sign and not self.is_sign_of(sign or "", printed))

    def before(self, plain: str) -> str | None:
        """The type printed right before a number: "...Nghị quyết (số) "."""
        match = self._before.search(plain)
        return self._official[" ".join(match["type"].split())] if match else None

    def act_before(self, plain: str) -> str | None:
        """The kind of act before a number of the National Assembly: "Luật Đất đai số 31/2024/QH15"."""
        named = _ACT.findall(re.split(r"[;:.]", plain)[-1])
        return _ACTS[named[-1]] if named else None

    def signs_of(self, printed: str | None) -> list[str]:
        """The signs of a printed type: "QyĐ" and "QĐ" of "Quy định"."""
        return [sign for sign, types in self.by_sign.items() if printed in types]

    def sign_meant(self, printed: str | None, sign: str) -> str:
        """The sign of the type named before it where that lost a letter, or differs in one's shape.

        "IB" of "Thông báo số 18/IB-UBND" is TB, "Đ" of "Quyết định số 18/Đ-UBND" QĐ; a sign that is another's, or
        a body's, is left as it stands.
        """
        if not printed or sign in self.signs.known or sign == _letters_of(printed):
            return sign
        meant = [one for one in self.signs_of(printed) if look_alike(sign, one) or lost_letter(sign, one)]
        return meant[0] if len(meant) == 1 else sign

    def symbol_meant(self, printed: str | None, symbol: str) -> str:
        """The symbol with the sign of the type named before it, if one was meant (``sign_meant``)."""
        first, dash, rest = symbol.partition("-")
        return f"{self.sign_meant(printed, first)}-{rest}" if dash else symbol
