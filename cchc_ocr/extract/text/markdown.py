"""Recognises marks of Markdown and HTML in plain text of another program; they are not part of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cchc_ocr.document import Line, Page, Word
from cchc_ocr.patterns import accented

_MARKS = accented(r"""
    <sup>\s*[\d*]{1,3}\s*</sup>  # "văn bản<sup>2</sup>": a footnote; left in, it would be a digit of its word
    |</?[a-z]{1,6}/?>  # "<br>", "</b>"
    |\*{1,3}|\\(?=\*)  # "**Điểm**", "\*"
    |^#{1,6}$  # "##" before a heading
    |^_{2,}|_{2,}$  # "_____Nơi nhận:"
""")
_NUMBER = re.compile(r"^[-–]?\s?(\d{1,3})\s?[-–]?$")
_RULE = re.compile(r"^[-=_]{3,}$")


def unmarked(page: Page) -> Page:
    """A page of plain text without marks of Markdown; what stood there is kept as seen. Other pages stay.

    >>> page = Page(1, (Line.from_text("**03 văn bản<sup>2</sup>** theo *Nghị định*"),))
    >>> unmarked(page).text
    '03 văn bản theo Nghị định'
    """
    if page.origin != "text":
        return page
    tables = tuple(
        replace(table, rows=tuple(tuple(_MARKS.sub("", cell) for cell in row) for row in table.rows))
        for table in page.tables
    )
    return replace(page, lines=tuple(_numbered(map(_line, page.lines), page.number)), tables=tables)


def _numbered(lines: Iterable[Line], page: int) -> Iterator[Line]:
    """The lines, those marked that hold a page number and nothing else: each one more than the one before."""
    due = max(page, 2)
    for line in lines:
        number = _NUMBER.match(line.text)
        if number and int(number[1]) == due:
            due += 1
            yield replace(line, zone="page-number")
        else:
            yield line


def _line(line: Line) -> Line:
    words = tuple(word for word in map(_word, line.words) if word.text)
    return line if words == line.words else replace(line, words=words)


def _word(word: Word) -> Word:
    text = "" if _RULE.match(word.text) else _MARKS.sub("", word.text)
    return word if text == word.text else replace(word, text=text, seen=word.as_seen)
