"""The text layer of a PDF page: its words with bounding boxes, and whether it can be trusted."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median
from typing import Any

from cchc_ocr import lexicon
from cchc_ocr.document import Box, Word, WordLines
from cchc_ocr.files import legacy
from cchc_ocr.files.charsets import to_unicode
from cchc_ocr.files.legacy import Font
from cchc_ocr.files.pdf_letters import Letter, letters_of
from cchc_ocr.files.plain_text import LONGEST_WORD
from cchc_ocr.patterns import unaccented
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.vietnamese import bare, is_syllable, nfc

_ON_LINE = 0.35  # of the height of a letter lies beside the one before it: of a raised figure half does
# Of a hundred words with letters, five are a letter alone: "ý", "ở", "a)". Some programs put a space behind each.
_FEW, _LETTERS_APART, _MOSTLY_APART = 20, 0.3, 0.6
_FEWEST_WIDE = 0.05  # of the gaps part words: those of Vietnamese have three or four letters
_WORD_GAP = 1.8  # of the usual gap between letters that stand apart; words are two or three times as far apart
# Of the words of a text that is judged by whether it reads like Vietnamese, so many are no frequent words of other
# languages: of English and French text at most four in ten, of Vietnamese without its marks eight.
_LEAST_OWN = 0.5
_BROKEN = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x80-\x9f]")
_LETTERS = re.compile(r"[^\W\d_]+")
# What a programme prints beside an electronic signature; for text without accents.
_STAMP = unaccented(
    r"""
    k[ýí] bởi                  # "Ký bởi: Sở Nội vụ"
    |thời gian k[ýí]           # "Thời gian ký: 12/03/2024 08:15"
    |ngày k[ýí]                # "Ngày kí: 12/03/2024"
    |người k[ýí]               # "Người ký: …"
    |signed by                 # "Signed by: …"
    |digitally signed          # "Digitally signed by …"
    """,
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The text layer of a page, and the reason not to use it ("" if there is none).

    ``unseen`` is the number of words that were left out because no viewer shows them.
    """

    lines: WordLines
    doubt: str = ""
    unseen: int = 0

    @property
    def words(self) -> list[Word]:
        return [word for line in self.lines for word in line]


def plain_text(page: Any) -> str:
    text_page = page.get_textpage()
    try:
        return str(text_page.get_text_range())
    finally:
        text_page.close()


def text_lines(page: Any, scale: float) -> WordLines:
    """Words with boxes (pixels at ``scale`` pixels per point), in lines as the file has them."""
    text_page = page.get_textpage()
    try:
        return in_unicode(_close_up(list(_lines_of(letters_of(page, text_page, scale)))))
    finally:
        text_page.close()


def in_unicode(lines: Sequence[Sequence[Word]]) -> WordLines:
    """The words in composed Unicode, also those in a legacy encoding that only their content shows."""
    texts = legacy.convert([" ".join(word.text for word in line) for line in lines], spaces=False).lines
    return tuple(
        tuple(replace(word, text=nfc(text)) for word, text in zip(line, converted.split(" "), strict=True) if text)
        for line, converted in zip(lines, texts, strict=True)
    )


def _lines_of(letters: Iterable[Letter]) -> Iterator[tuple[Word, ...]]:
    """Words in lines as the file has them; PDFium marks no end of a line behind a hyphen."""
    words: list[Word] = []
    word: list[Letter] = []
    last: Letter | None = None
    for letter in letters:
        moves = letter.is_sign and last is not None and not _goes_on(last, letter)
        if word and (moves or not letter.is_sign):
            words.append(_joined(word))
            word = []
        if words and (moves or letter.text == "\n"):
            yield tuple(words)
            words = []
        if letter.is_sign:
            word.append(letter)
            last = letter
    if word:
        words.append(_joined(word))
    if words:
        yield tuple(words)


def _goes_on(before: Letter, letter: Letter) -> bool:
    """Whether a letter stands on the line of the one before it in the file, and not before that one."""
    if before.quarter is None or before.quarter != letter.quarter:
        return before.quarter == letter.quarter
    (top, bottom), (upper, lower) = before.rise, letter.rise
    height = min(bottom - top, lower - upper)
    shared = min(bottom, lower) - max(top, upper)
    return shared >= _ON_LINE * height and letter.span[0] >= before.span[0] - height


def _joined(letters: Sequence[Letter]) -> Word:
    runs = groupby(letters, key=lambda letter: letter.font)
    text = "".join(_decoded("".join(letter.text for letter in run), font) for font, run in runs)
    return Word(text, Box.around(letter.box for letter in letters))


def _decoded(text: str, font: Font | None) -> str:
    return to_unicode(text, font.encoding, capitals=font.capitals) if font else text


def _close_up(lines: Sequence[tuple[Word, ...]]) -> list[tuple[Word, ...]]:
    """The lines of a layer whose letters stand apart, with words joined by the distances between letters.

    Other lines are as they were: the spaces of a file are right where words have several letters.
    """
    if _apart([word.text for line in lines for word in line]) < _MOSTLY_APART:
        return list(lines)
    gaps = [after.x0 - before.x1 for line in lines for before, after in pairwise(_boxes(line))]
    widest = _WORD_GAP * median(gaps) if gaps else 0
    if sum(gap > widest for gap in gaps) < _FEWEST_WIDE * len(gaps):  # nothing tells where words end
        return list(lines)
    return [tuple(_closed(line, widest)) for line in lines]


def _closed(line: Sequence[Word], widest: float) -> Iterator[Word]:
    """The words of a line, joined where the gap between them is no wider than ``widest``."""
    group = [line[0]]
    for before, word in pairwise(line):
        if before.box and word.box and word.box.x0 - before.box.x1 > widest:
            yield _merged(group)
            group = []
        group.append(word)
    yield _merged(group)


def _merged(words: Sequence[Word]) -> Word:
    return Word("".join(word.text for word in words), Box.around(word.box for word in words))


def _boxes(line: Sequence[Word]) -> list[Box]:
    return [word.box for word in line if word.box]


def _apart(words: Sequence[str]) -> float:
    """The share of single letters among words that have letters; 0 where these are few."""
    lettered = [word for word in words if _LETTERS.search(word)]
    return sum(len(word) == 1 for word in lettered) / len(lettered) if len(lettered) >= _FEW else 0.0


def is_stamp(words: Sequence[str]) -> bool:
    """Whether a few words are those of a digital signature's box.

    >>> is_stamp("Ký bởi: Sở Nội vụ Thời gian ký: 02/03/2023 08:15:24".split())
    True
    """
    return len(words) < 80 and bool(_STAMP.search(bare(" ".join(words))))


def doubt_about(words: Sequence[str], *, scanned: bool) -> str:
    """What speaks against a text layer, in words for the user; "" if nothing does."""
    text = " ".join(words)
    if len(_BROKEN.findall(text)) > 0.01 * len(text):
        return N_("it contains meaningless characters")
    if any(len(word) > LONGEST_WORD for word in words):
        return N_(f"it contains a word of more than {LONGEST_WORD:,} characters")
    if _apart(words) > _LETTERS_APART:
        return N_("its letters stand apart")
    # Over a scan, a text in another language may be what a scanner without Vietnamese made of the print.
    share = vietnamese_share(words, () if scanned else lexicon.load().foreign_words)
    if share is not None and share < 0.8:
        return N_(f"only {share:.0%} of its words look like Vietnamese")
    if scanned and len(words) < 30:
        return N_("it covers only a small part of the print")
    return ""


def vietnamese_share(words: Sequence[str], foreign: Container[str] = ()) -> float | None:
    """The share of words with letters that read like Vietnamese, but for ``foreign`` words (in small letters).

    None where too few have any letters, or most of them are foreign. In Vietnamese prose seven words in ten carry
    a diacritic, so a text of bare syllables scores low as well: what a scanner's English OCR makes of a page.
    """
    parts = [part for word in words for part in _LETTERS.findall(word) if len(part) > 1 and not part.isupper()]
    own = [part for part in parts if part.lower() not in foreign]
    if len(parts) < 20 or len(own) < _LEAST_OWN * len(parts):
        return None
    right = sum(is_syllable(part) for part in own) / len(own)
    accented = sum(bare(part) != part for part in own) / len(own)
    return float(right * min(accented / 0.5, 1.0))
