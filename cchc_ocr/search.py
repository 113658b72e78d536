"""Finds documents of a run by words, with or without diacritics."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.vietnamese import bare, nfc

_WORD = re.compile(r"[^\W_]+")
_AROUND = 60  # characters of the text shown on either side of a hit


@dataclass(frozen=True, slots=True)
class Hit:
    """A page on which all words stand. ``name`` is the document's place in the folder, ``count`` how many hits."""

    name: str
    page: int
    count: int
    snippet: str


def search(query: str, folder: Path) -> list[Hit]:
    """Pages that hold every word of the query, those with most of them first.

    A word typed with diacritics is found as it is typed; one typed without is found however it is accented.
    Raises UsageError for a query without words, UnreadableError where the folder holds no results.
    """
    words = [word.lower() for word in _WORD.findall(nfc(query))]
    if not words:
        raise UsageError(f"{query!r}: there is no word in it", hint="search for words")
    patterns = [re.compile(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])") for word in words]
    hits = [hit for name, pages in _texts(folder) for hit in _in_document(name, pages, words, patterns)]
    return sorted(hits, key=lambda hit: (-hit.count, hit.name, hit.page))


def _in_document(name: str, pages: list[str], words: list[str], patterns: list[re.Pattern[str]]) -> Iterator[Hit]:
    for number, page in enumerate(pages, 1):
        text = " ".join(page.split())
        lower = text.lower()
        plain = bare(lower)
        if len(plain) != len(text):  # a letter whose lower case is longer: show it as it is found
            text = lower
        found = [
            [match.start() for match in pattern.finditer(plain if word.isascii() else lower)]
            for word, pattern in zip(words, patterns, strict=True)
        ]
        if all(found):
            yield Hit(name, number, sum(map(len, found)), _snippet(text, min(found[0])))


def _snippet(text: str, at: int) -> str:
    """Whole words around the place."""
    start = text.rfind(" ", 0, max(at - _AROUND, 0)) + 1 if at > _AROUND else 0
    end = text.find(" ", at + _AROUND)
    return f"{'… ' if start else ''}{text[start : end if end > 0 else None]}{' …' if end > 0 else ''}"


def _texts(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Name and page texts of each document of a run."""
    texts = sorted(text for text in _text_files(folder) if text.with_name(f"{text.name[:-4]}.json").exists())
    if not texts:
        raise UnreadableError(
            f"{folder}: no results of `cchc-ocr run` there", hint="name its --out folder with --in"
        )
    for path in texts:
        name = os.fsencode(path.relative_to(folder)).decode("utf-8", "replace")[:-4]
        yield name, path.read_text("utf-8").removesuffix("\f").split("\f")


def _text_files(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(here, name) for name in names if name.endswith(".txt"))
