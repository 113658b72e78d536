"""Kinds of documents as texts name them before a number, and the signs that numbers bear for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from cchc_ocr.extract.forms.numbers import look_alike, signs_of
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.vietnamese import bare

NUMBER_WORD = r"(?:\(?\s*(?:so|s6|sé|se)\b)?\s*[:.]?\s*"
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
_ACTS = ("Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết")


class Types:
    """Names of types as texts print them, and the types that signs stand for."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._official, self._signs, self._before = _type_names(lexicon)
        self._lexicon = lexicon

    def before(self, plain: str) -> str | None:
        """The type printed right before a number: "...Nghị quyết (số) "."""
        match = self._before.search(plain)
        return self._official[" ".join(match["type"].split())] if match else None

    def act_before(self, plain: str) -> str | None:
        """The kind of act before a number of the National Assembly: "Luật Đất đai số 31/2024/QH15"."""
        clause = re.split(r"[;:.]", plain)[-1]
        places = [(clause.rfind(bare(act).lower()), act) for act in _ACTS]
        at, act = max(places)
        return act if at >= 0 else None

    def sign_meant(self, printed: str | None, symbol: str) -> str:
        """The symbol with the sign of the type named before it where that differs in a letter's shape.

        "Thông báo số 18/IB-UBND" is a TB; a sign that is another's, or a body's, is left as it stands.
        """
        first, dash, rest = symbol.partition("-")
        if not printed or not dash or first in signs_of(self._lexicon).known:
            return symbol
        due = {t.symbol for t in self._lexicon.document_types if t.official == printed and t.symbol}
        meant = [sign for sign in due if look_alike(first, sign)]
        return f"{meant[0]}-{rest}" if len(meant) == 1 else symbol

    def of_sign(self, sign: str | None) -> str | None:
        return self._signs.get(sign) if sign else None


@cache
def _type_names(lexicon: Lexicon) -> tuple[dict[str, str], Mapping[str, str], re.Pattern[str]]:
    official = {bare(kind.name).lower(): kind.official for kind in lexicon.document_types}
    official |= {bare(name).lower(): name for name in _MORE_TYPES}
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(official, key=len, reverse=True))
    return official, types_of_signs(lexicon), re.compile(rf"\b(?P<type>{names})\s*{NUMBER_WORD}$")


@cache
def types_of_signs(lexicon: Lexicon) -> Mapping[str, str]:
    """The type each sign stands for: of two that share one ("QĐ"), that of Nghị định 30, then that of the law."""
    order = ("nd30", "law", "practice", "before-2020", "party")
    ranked = sorted(lexicon.document_types, key=lambda t: (order.index(t.basis), t.name != t.official, t.name))
    return {kind.symbol: kind.official for kind in reversed(ranked) if kind.symbol}
