"""What citations must know of the document that cites."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Own:
    """What is known of the citing document itself.

    Its own number is no reference, its symbol is its issuer's, and its head names its issuer, the body above that,
    and those it is sent to.
    """

    number_symbol: str | None = None
    symbol: str | None = None
    issuer: str | None = None
    parent: str | None = None
    addressees: tuple[str, ...] = ()

    def letters(self, types: Container[str], bodies: Container[str]) -> str | None:
        """The letters of its issuer in its symbol, by the signs of types and of bodies; None where it has none.

        >>> known = {"BC"}, {"SNV", "VKS"}
        >>> [Own(symbol=symbol).letters(*known) for symbol in ("BC-SNV", "SNV-VP", "KN-VKS-HC", "BC")]
        ['SNV', 'SNV', 'VKS', None]
        """
        groups = re.split(r"[-/]", self.symbol or "")
        typed = groups[0] in types or (groups[0] not in bodies and any(group in bodies for group in groups[1:2]))
        rest = groups[typed:]
        return rest[0] if rest and rest[0] else None


UNKNOWN = Own()
