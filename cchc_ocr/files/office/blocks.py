"""What an Office file holds, whatever its kind: paragraphs and tables in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from cchc_ocr.document import Zone
from cchc_ocr.files import legacy
from cchc_ocr.files.charsets import to_unicode
from cchc_ocr.files.legacy import Encoding, Font
from cchc_ocr.vietnamese import nfc

NEW_PAGE = "\f"


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one font. ``font`` is that of a legacy encoding, None for any other.

    In the text, a line feed is a line break, and a form feed a page break.
    """

    text: str
    font: Font | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``zone`` is "footnote" for a note, and "page-number" for a running head or foot."""

    runs: tuple[Run, ...] = ()
    zone: Zone = "body"

    @staticmethod
    def of(text: str, zone: Zone = "body") -> Paragraph:
        return Paragraph((Run(text),), zone)

    @property
    def text(self) -> str:
        """The text as it is stored, not converted from a legacy encoding."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class OfficeTable:
    """Rows of cells, each of which holds blocks. A merged cell has its blocks where it begins, () elsewhere.

    An empty cell that is none of a merged one holds an empty paragraph.
    """

    rows: tuple[OfficeRow, ...]


OfficeBlock: TypeAlias = Paragraph | OfficeTable
OfficeRow: TypeAlias = tuple[tuple[OfficeBlock, ...], ...]


@dataclass(frozen=True, slots=True)
class OfficeText:
    """What was read of a file. ``notes`` tell what was not read; ``in_part``: that may be what matters.

    ``pictures`` is the number of pictures that were not read.
    """

    blocks: tuple[OfficeBlock, ...]
    notes: tuple[str, ...] = ()
    in_part: bool = False
    pictures: int = 0


def paragraphs_of(blocks: Iterable[OfficeBlock]) -> Iterator[Paragraph]:
    """All paragraphs, those of cells row by row."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from (found for row in block.rows for cell in row for found in paragraphs_of(cell))


def in_unicode(blocks: Sequence[OfficeBlock]) -> tuple[tuple[OfficeBlock, ...], tuple[Encoding, ...]]:
    """The blocks in composed Unicode, and the legacy encodings that they were converted from.

    Fonts tell the encoding, and where they do not, the content.
    """
    fonts = _legacy_fonts(blocks)
    texts = [_decoded_runs(one, fonts) for one in paragraphs_of(blocks)]
    lines = [line for text in texts for line in text.split("\n")]
    converted = legacy.convert(lines)
    following = iter(converted.lines)
    became = iter(nfc("\n".join(next(following) for _ in text.split("\n"))) for text in texts)
    encodings = {font.encoding for font in fonts} | set(converted.encodings)
    return tuple(_with_texts(blocks, became)), tuple(sorted(encodings))


def _with_texts(blocks: Iterable[OfficeBlock], texts: Iterator[str]) -> Iterator[OfficeBlock]:
    """The blocks, whose paragraphs have these texts, one after the other."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Paragraph.of(next(texts), block.zone)
        else:
            yield OfficeTable(tuple(tuple(tuple(_with_texts(c, texts)) for c in row) for row in block.rows))


def _legacy_fonts(blocks: Sequence[OfficeBlock]) -> frozenset[Font]:
    """The legacy fonts that are what their names say: in some documents the text of such a font is in Unicode."""
    votes: Counter[Font] = Counter()
    for run in (run for one in paragraphs_of(blocks) for run in one.runs):
        if run.font and not run.text.isascii():
            votes[run.font] += -1 if legacy.is_unicode(run.text) else 1
    return frozenset(font for font, vote in votes.items() if vote > 0)


def _decoded_runs(paragraph: Paragraph, fonts: frozenset[Font]) -> str:
    """The text of a paragraph. Neighbouring runs of one font are converted together: words may span several."""
    parts = groupby(paragraph.runs, key=lambda run: run.font if run.font in fonts else None)
    return "".join(_decoded("".join(run.text for run in runs), font) for font, runs in parts)


def _decoded(text: str, font: Font | None) -> str:
    if font is None or legacy.is_unicode(text):
        return text
    # In fonts of symbols, programs add F000 to the codes.
    plain = "".join(chr(ord(c) - 0xF000) if 0xF020 <= ord(c) <= 0xF0FF else c for c in text)
    return to_unicode(plain, font.encoding, capitals=font.capitals)
