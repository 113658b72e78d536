"""What a report is made of: sections of texts, tables, charts and sources. Each format writes them in its way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from cchc_ocr.export.charts import Drawing
from cchc_ocr.translation import ReadersLanguage

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str, most: int = 300) -> str:
    """The text on one line, without what XML cannot hold, cut to so many characters: a cell must fit a page.

    >>> clean("Cải cách\\n thể\\x07 chế"), clean("abcdef", most=4)
    ('Cải cách thể chế', 'abc…')
    """
    line = " ".join(_UNWRITABLE.sub("", text.replace("\t", " ")).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """The head of a column; ``width`` is its share of the table, of all columns together."""

    title: str
    width: float
    align: Literal["left", "right", "center"] = "right"


@dataclass(frozen=True, slots=True)
class ReportCell:
    """What stands in a cell; ``sources`` are the numbers of the sources to which it leads."""

    text: str = ""
    sources: Sequence[int] = ()
    bold: bool = False


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that belong together, below a title that goes across the table ("": none)."""

    title: str
    rows: Sequence[Sequence[ReportCell]]


@dataclass(frozen=True, slots=True)
class CaptionedTable:
    """A table; its heads stand again on each page. ``notes`` stand below it."""

    caption: str
    columns: Sequence[ReportColumn]
    groups: Sequence[RowGroup]
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ReportChart:
    """A chart of the figures of a table, and its caption."""

    caption: str
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class ReportText:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class ReportList:
    """Sentences, one below the other, each with what is set in bold at its beginning and its sources."""

    items: Sequence[tuple[str, str, Sequence[int]]]


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of a scanned page as JPEG, with its size in pixels."""

    jpeg: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class CitedPage:
    """A source: a page of a document. ``quotes`` were read there, ``crops`` show it, or ``note`` says why not."""

    number: int
    document: str
    place: str
    quotes: Sequence[str]
    crops: Sequence[Crop] = ()
    note: str = ""


ReportPart: TypeAlias = ReportText | ReportList | CaptionedTable | ReportChart | CitedPage


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A section with its heading."""

    title: str
    parts: Sequence[ReportPart]


@dataclass(frozen=True, slots=True)
class ComparisonReport:
    """A whole report; ``facts`` are the lines of its head: what each is called, and what it is."""

    title: str
    subtitle: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[ReportSection]
    made: date
    language: ReadersLanguage

    @property
    def locale(self) -> str:
        """Language and country, by which programs check spelling and read aloud."""
        return {"vi": "vi-VN", "en": "en-GB"}[self.language]
