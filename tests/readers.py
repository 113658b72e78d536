"""Tells texts that a Vietnamese reader can read from English ones."""

from __future__ import annotations

import re

ENGLISH = re.compile(
    r"\b(?:the|of|is|are|and|or|that|with|for|this|not|from|by|as|which|was|were|only|it|its|has|have|no|"
    r"cannot|be|been|there|than|at|more|an)\b",
)
QUOTED = r"`[^`]*`|'[^']*'|\"[^\"]*\"|<[^>]*>|\{[^}]*\}|%\([^)]*\)s"
NAMES = r"JSON Lines|--[a-z-]+|cchc-ocr\S*|[A-Za-z]+(?:\|[A-Za-z-]+)+|[A-Z]+\b|pip install .*"
KNOWN = re.compile(f"{QUOTED}|{NAMES}")


def english(text: str) -> list[str]:
    """The lines in which English words stand; names of options and what is quoted count for nothing."""
    return [line for line in text.splitlines() if ENGLISH.search(KNOWN.sub("", line))]
