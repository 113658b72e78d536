"""Rows of tables in plain text whose cells go on in the next lines: read cell by cell, as the writer meant them.

"KH số 5/KH-SNV ngày | Rà soát" and below it "02/3/2031 | thủ tục" say "KH số 5/KH-SNV ngày 02/3/2031 | Rà soát thủ
tục". The lines of ruled tables are those of cells already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from cchc_ocr.document import Line, Page, Table, Word
from cchc_ocr.patterns import accented

_BAR = "|"
_OPEN = accented(r"(?:\b(?:của|do|tại|theo|và)|\w[-/,])$")  # the end of a cell that goes on
_DAY_OPEN, _DAY = accented(r"\bngày$"), accented(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b|\d{1,2}\stháng\b")
_REST = accented(r"(?:ngày\s\d|của\s|do\s)")  # "của UBND tỉnh", below the number of a document
_NUMBER = accented(r"(?:\d{1,3}|[IVX]{1,5})[.)]?")  # of a row

_CellWords = tuple[tuple[Word, ...], ...]


def with_whole_cells(page: Page) -> Page:
    """A page of plain text with one line for each such row, its cells parted by bars. Other lines stay.

    Columns are told by bars, or by the gaps of a table that was found on the page.

    >>> rows = "1 | KH số 5/KH-SNV ngày | Rà soát", "| 02/3/2031 | thủ tục"
    >>> with_whole_cells(Page(1, tuple(map(Line.from_text, rows)))).text
    '1 | KH số 5/KH-SNV ngày 02/3/2031 | Rà soát thủ tục'
    """
    if page.origin != "text":
        return page
    cells = {**_set_apart(page), **_barred(page.lines)}
    lines: list[Line] = []
    last: _CellWords = ()  # the cells of the row so far
    for at, line in enumerate(page.lines):
        own = cells.get(at, ())
        if last and len(own) == len(last) and _goes_on(last, own):
            last = tuple(above + below for above, below in zip(last, own, strict=True))
            lines[-1] = replace(lines[-1], words=tuple(_with_bars(last)))
        else:
            last = own
            lines.append(line)
    return replace(page, lines=tuple(lines)) if len(lines) < len(page.lines) else page


def _barred(lines: Sequence[Line]) -> Mapping[int, _CellWords]:
    """The cells of the lines that have bars, by their places."""
    return {at: tuple(_parted(line.words)) for at, line in enumerate(lines) if _BAR in line.text.split()}


def _parted(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    bars = [at for at, word in enumerate(words) if word.text == _BAR]
    for start, end in zip([0, *(bar + 1 for bar in bars)], [*bars, len(words)], strict=True):
        yield tuple(words[start:end])


def _set_apart(page: Page) -> Mapping[int, _CellWords]:
    """The cells of the lines that are rows of the page's tables, by their places."""
    found: dict[int, _CellWords] = {}
    for table in page.tables:
        if not table.lines:
            first = next(iter(_places(page, table, max(found, default=-1) + 1)), None)
            found |= first or {}
    return found


def _places(page: Page, table: Table, begin: int) -> Iterator[Mapping[int, _CellWords]]:
    """The rows of a table on the lines of its page, wherever these have the same words; rules lie between."""
    printed = [(at, line) for at, line in enumerate(page.lines) if at >= begin and _says(line.text)]
    for first in range(len(printed) - len(table.rows) + 1):
        lines = printed[first : first + len(table.rows)]
        if all(line.text == " ".join(filter(None, row)) for (_, line), row in zip(lines, table.rows, strict=True)):
            yield {at: tuple(_cells(line, row)) for (at, line), row in zip(lines, table.rows, strict=True)}


def _says(text: str) -> bool:
    return any(map(str.isalnum, text))


def _cells(line: Line, row: Sequence[str]) -> Iterator[tuple[Word, ...]]:
    words = iter(line.words)
    for cell in row:
        yield tuple(islice(words, len(cell.split())))


def _goes_on(row: _CellWords, line: _CellWords) -> bool:
    """Whether a line has nothing where the row begins, or goes on with a cell that must and numbers no row."""
    first = next((x for x, cell in enumerate(row) if cell), 0)
    if not any(line) or _NUMBER.fullmatch(_text(line[first])):
        return False
    texts = ((_text(above), _text(below)) for above, below in zip(row, line, strict=True))
    return not any(line[: first + 1]) or any(_is_open(*pair) for pair in texts if all(pair))


def _is_open(above: str, below: str) -> bool:
    """Whether a cell goes on below: a head "Số, ngày" does not with "5/KH-SNV"."""
    of_day = _DAY_OPEN.search(above) and _DAY.match(below)
    return bool(of_day or _OPEN.search(above) or _REST.match(below))


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _with_bars(cells: _CellWords) -> Iterator[Word]:
    for at, cell in enumerate(cells):
        if at:
            yield Word(_BAR)
        yield from cell
