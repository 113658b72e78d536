"""Tells texts that a Vietnamese reader can read from English ones."""

from __future__ import annotations

import re

from cchc_ocr.vietnamese import is_syllable

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


PLACES = re.compile(r"\S*[./\\_#@=:]\w\S*|-\w+")  # paths, versions, addresses, names of fields, options
WORD = re.compile(r"(?<![\w-])[A-Za-z]{3,}(?![\w-])")
# Names that Vietnamese has no other words for: programs, formats, keys, what the record has.
PROGRAMS = frozenset(
    re.findall(
        r"\w+",
        """
        Adobe BagIt byte csv dask Datasette dpi Enter Esc
        Excel Ghostscript gzip JSON Letter matplotlib Null null OCRmy Office
        OpenDocument pandas Paperless Parquet parquet Patch PDF pip pipe Pointer portfolio PowerPoint Python python
        qpdf Reader scheduler Schema shell socket soffice stdin stdout sudo tab tar tesseract Tesseract
        tesserocr token ulimit Unix Web Windows Word WordPerfect worker
        """,
    )
)


def foreign(text: str, known: frozenset[str] = frozenset()) -> list[str]:
    """The words that are none of Vietnamese; what is quoted, paths, options and ``known`` names count for nothing.

    It sees what ``english`` does not: "document number" has no word that only English has.
    """
    plain = PLACES.sub(" ", KNOWN.sub(" ", text))
    words = dict.fromkeys(WORD.findall(plain))
    return [word for word in words if word not in PROGRAMS | known and not is_syllable(word.lower())]
