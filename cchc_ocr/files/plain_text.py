"""Plain text to pages: encodings, form feeds, paragraphs; tables, drawn with tabs, bars or spaces, or listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_ocr.document import Line, Page, Table
from cchc_ocr.files import legacy
from cchc_ocr.files.charsets import CONTROLS
from cchc_ocr.files.listed_tables import listed_rows, parted_rows, stacked_tables
from cchc_ocr.files.spaced_tables import FEWEST_COLUMNS, is_rule, spaced_rows
from cchc_ocr.files.wide_text import wide
from cchc_ocr.patterns import BARS
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.vietnamese import nfc

LONGEST_LINE = 100_000  # characters: a paragraph of thirty pages that a program wrote on one line
LONGEST_WORD = 5000  # characters without a space: longer than any address, and very slow to search for words

_WORDS = re.compile(rf"\S{{{LONGEST_WORD + 1}}}")
_MARK = "\ufeff"
_LOST = re.compile(r"\ufffd|(?<![^\s(\"“])[^\W\d_]+\?[^\W\d_]+(?![^\s,.;:!?)\"”])")  # "Vi?t", but no address
_LEAST_LOST = 3  # of one text, so that the writer did not mean them


def text_pages(text: str) -> tuple[Page, ...]:
    """Pages of plain text: form feeds divide pages, empty lines paragraphs; legacy encodings become Unicode.

    >>> [page.text for page in text_pages("Số: 5/BC-SNV\\n\\fTrang hai")]
    ['Số: 5/BC-SNV', 'Trang hai']
    """
    text, encodings = legacy.convert_text(text.replace("\r\n", "\n").replace("\r", "\n"))
    parts = nfc(text).removesuffix("\f").split("\f")
    notes = tuple(N_(f"converted from {encoding}") for encoding in encodings)
    if len(_LOST.findall(text)) >= _LEAST_LOST:
        notes += (N_("letters are lost: question marks stand in their place"),)
    return tuple(_text_page(number, part, notes) for number, part in enumerate(parts, 1))


def _text_page(number: int, part: str, notes: tuple[str, ...]) -> Page:
    lines = _text_lines(part)
    return Page(number, lines, tables=text_tables(part), notes=notes, state="read" if lines else "blank")


_GROUP_ROW = 60  # characters; a longer line among rows is a paragraph and no heading of some of them
_PAIR, _FEWEST_PAIRS = 2, 3  # columns, and rows below their head
_VALUE = re.compile(r"[-–−+]?\d[\d.,]*(?:\s?[%/(]|\s+[^\W\d]|$)")
_SENTENCE = 5  # words; as many with a full stop behind them are one
# Boxes that are drawn with signs of their own, as with those of the keyboard.
_CROSSES = "┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╭╮╰╯"
_TYPED = str.maketrans({**dict.fromkeys(BARS, "|"), **dict.fromkeys("─━═", "-"), **dict.fromkeys(_CROSSES, "+")})


def text_tables(text: str) -> tuple[Table, ...]:
    """Tables of plain text: neighbouring lines whose cells are parted by tabs, by bars, or stand in columns.

    Where each cell has a line of its own, the lines of a table are those of the page that are not empty.

    >>> table, = text_tables("Kết quả:\\nTT\\tSở\\tĐiểm\\nNăm 2023\\n1\\tSở A\\t80,5\\n\\nNơi nhận:")
    >>> table.rows
    (('TT', 'Sở', 'Điểm'), ('Năm 2023',), ('1', 'Sở A', '80,5'))
    """
    tables: list[Table] = []
    rows: list[tuple[str, ...]] = []
    lines = (*text.translate(_TYPED).split("\n"), "")
    known = {**parted_rows(lines), **listed_rows(lines), **spaced_rows(lines)}
    for at, line in enumerate(lines):
        cells = known[at] if at in known else _cells(line, len(rows[0]) if rows else 0)
        if rows and (not cells or is_rule(line)):
            continue
        if (
            rows and len(rows[0]) == _PAIR < len(cells) and not _says_values(rows)
        ):  # blocks of a head above a table
            rows = []
        if len(cells) > 1 or (rows and _heads_rows(line.strip())):
            rows.append(cells)
        else:
            tables += _table(rows)
            rows = []
    return (*tables, *stacked_tables([line for line in lines if line.strip()]))


def _heads_rows(line: str) -> bool:
    """Whether a line that nothing parts may head the rows below it, as no sentence does."""
    said = line.endswith(".") and len(line.split()) >= _SENTENCE
    return 0 < len(line) <= _GROUP_ROW and not said


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[Table]:
    last = max((i for i, row in enumerate(rows) if len(row) > 1), default=-1)
    kept = rows[: last + 1]
    if len(kept) > 1 and (len(kept[0]) >= FEWEST_COLUMNS or _says_values(kept)):
        yield Table(tuple(kept))
    elif len(kept) > 1:  # a list of rules, its cells two by two, and below a line of its own a table
        lines = (i for i in range(1, len(kept) - 1) if len(kept[i]) == 1 and len(kept[i + 1]) >= FEWEST_COLUMNS)
        yield from _table(kept[next(lines, len(kept)) + 1 :])


def _says_values(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether two columns say what came out of what is asked, and are no blocks of a head or a foot.

    >>> _says_values((("Nội dung", "Kết quả"), ("Xếp hạng", "3/20"), ("Hồ sơ", "849 hồ sơ"), ("Xếp loại", "Tốt")))
    True
    """
    pairs = [row for row in rows[1:] if len(row) == _PAIR]
    valued = sum(_VALUE.match(row[1]) is not None for row in pairs)
    return len(pairs) >= _FEWEST_PAIRS and len(pairs) == len(rows) - 1 and valued > len(pairs) // _PAIR


def _cells(line: str, columns: int = 0) -> tuple[str, ...]:
    """The cells of a line; one alone where nothing parts it.

    ``columns`` are those of the table so far: with one bar less than these, the cells at the edges are empty.
    """
    if "\t" in line.strip(" "):
        return tuple(cell.strip() for cell in line.split("\t"))
    bars = line.strip()
    open_ = 1 < columns == bars.count("|") + 1
    if len(bars) > 2 and bars[0] == bars[-1] == "|" and not open_:
        return tuple(cell.strip() for cell in bars[1:-1].split("|"))
    if len(bars) > 2 and columns in (0, _PAIR) and bars.count(" | ") == bars.count("|") == 1:
        return tuple(cell.strip() for cell in bars.strip("|").split("|"))
    if open_ or bars.count("|") + 1 >= FEWEST_COLUMNS:
        return tuple(cell.strip() for cell in bars.split("|"))
    return (line.strip(),)


def _text_lines(text: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    paragraph = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Line.from_text(line, paragraph))
        else:
            paragraph += 1
    return tuple(lines)


def beyond_bounds(text: str, first: int = 1) -> str:
    """The first line or word of a text that is too long, in words for the user; "" if there is none.

    ``first`` is the number of the first line.

    >>> beyond_bounds("Số 5\\n" + "a" * 5001), beyond_bounds("Số 5\\n" * 50_000)
    ('line 2 has more than 5,000 characters without a space', '')
    """
    for number, line in enumerate(text.split("\n"), first):
        if len(line) > LONGEST_LINE:
            return f"line {number} has {len(line):,} characters, more than {LONGEST_LINE:,}"
        if len(line) > LONGEST_WORD and _WORDS.search(line):
            return f"line {number} has more than {LONGEST_WORD:,} characters without a space"
    return ""


def decode(data: bytes) -> str | None:
    """Text in UTF-8, UTF-16 or UTF-32, with byte order mark or without; None for anything else.

    Of text in an old Vietnamese encoding, the letters that its bytes are in Western Windows.

    >>> decode("Số".encode("utf-16")), decode("Số 5".encode("utf-16-be")), decode(b"S\\xf3")
    ('Số', 'Số 5', None)
    """
    encoding = wide(data) or "utf-8-sig"
    text: str | None
    try:
        text = data.decode(encoding).removeprefix(_MARK)
    except UnicodeDecodeError:
        return legacy.decode(data)
    return None if CONTROLS.search(text) else text
