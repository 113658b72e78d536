"""Reads the tables of pages as sheets: their lines, head, title, what stands above them, and their cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, takewhile, zip_longest

from cchc_ocr.document import Box, Line, Page, Table
from cchc_ocr.extract.tables.broken_rows import mended
from cchc_ocr.extract.tables.cells import number
from cchc_ocr.extract.tables.column_heads import ColumnHeads
from cchc_ocr.extract.tables.heading_rows import (
    aligned,
    heading_rows,
    numbers_columns,
    once,
    spread,
    without_repeats,
)
from cchc_ocr.extract.tables.legends import is_legend, legend_of, spelled_out
from cchc_ocr.extract.tables.merged_heads import placed_heads
from cchc_ocr.extract.tables.page_breaks import goes_on, joined
from cchc_ocr.extract.tables.rows import implied_tables
from cchc_ocr.extract.tables.sheets import CELL, OpenCell, TableSheet
from cchc_ocr.extract.text.certainty import probability_of_value
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.extract.text.titles import opens_table
from cchc_ocr.patterns import BARS, unaccented
from cchc_ocr.records import TableRecord
from cchc_ocr.vietnamese import bare

_NUMBERED = re.compile(r"\S+(?: luc)? (?:so )?[\divx]+\b")  # "Bảng 2. Kết quả năm 2030."
_STOPS = (".", ";", "./")  # at the end of sentences and items of lists
_TITLE_LINES = 10  # lines, for the head of a table is as many lines as it has columns on some scans
_NOTE = unaccented(
    r"[\W_]*(?:ghi chú|chú thích|lưu ý|nguồn|số liệu|(?:thời gian|thời điểm|kỳ) \w+|tính đến"
    r"|(?:các )?(?:kết quả|số liệu|bảng)(?: nêu)? (?:trên|này))\b|\W*[(*]"
)
_REMARK = unaccented(r"[\W_]*(?:ghi chú|chú thích|lưu ý|nguồn)\b|\W*\(.*\.\W*$")  # on the table before it
_SHORTEST_NAME = 2  # characters
_BETWEEN_CELLS = re.compile(rf"[{BARS};]|^\s*(?:[-–+*•]\s|\d{{1,2}}[.)]\s)(?=[^|]*;)|[.;]\s*$")
_FEWEST_HALVED = 2  # columns: heads alone are alike in tables of years
_LINES_ABOVE = 3
_LINES_BELOW = 6  # of a note
_CLOSES = re.compile(r"\s*(?:[-–+•*]|Nơi nhận)")
_DOUBTED = 0.5  # confidence of a figure on which two readings do not agree, or that does not look like its print
_OR = " | "  # between two readings of a cell
_HEAD_ROWS = 3
_RULED = 2  # lines between two rows that have no letters: the rule below the head, drawn with hyphens


@dataclass(frozen=True, slots=True)
class _Printed:
    """A table as a page shows it: the page, the table, and the lines that lie in it."""

    page: Page
    table: Table
    lines: tuple[Line, ...]

    @property
    def starts(self) -> int:
        """The place of its first line on the page; tables below one another may have the same head."""
        return next(at for at, line in enumerate(self.page.lines) if line is self.lines[0])

    @property
    def ends(self) -> int:
        """The place of its last line on the page."""
        return next(at for at, line in enumerate(self.page.lines) if line is self.lines[-1])


def read_sheets(
    pages: Sequence[Page], heads: ColumnHeads
) -> tuple[tuple[TableSheet, ...], frozenset[tuple[int, int]]]:
    """The tables of the pages, one that goes on over a page break as one; and page and index of their lines."""
    printed = [
        _Printed(page, mended(_unfolded(_retold(table, lines))), lines)
        for page in pages
        for whole in (page.tables or implied_tables(page))
        for table in _apart(whole)
        for lines in [_inside(page, table)]
    ]
    taken = [line for one in printed for line in one.lines]
    sheets: list[TableSheet] = []
    for one in printed:
        after = _after(one, taken)
        told = tuple(line.text for line in after)
        sheet = replace(_sheet(one, heads), above=_above(one, taken), below=_note(after), after=told)
        if sheets and goes_on(sheets[-1], sheet):
            sheets[-1] = joined(sheets[-1], sheet)
        else:
            sheets.append(sheet)
    inside = [(one.page, frozenset(one.lines)) for one in printed]
    inside += [(one.page, frozenset(_legend_below(one, taken))) for one in printed]
    places = frozenset(
        (page.number, i) for page, lines in inside for i, line in enumerate(page.lines) if line in lines
    )
    return tuple(map(_with_legend, sheets)), places


def _legend_below(printed: _Printed, taken: Sequence[Line]) -> Iterator[Line]:
    """The lines right below a table that say what short forms in its head stand for."""
    heads = [cell for row in printed.table.rows[:_HEAD_ROWS] for cell in row]
    yield from (line for line in _after(printed, taken) if is_legend(line.text, heads))


def _with_legend(sheet: TableSheet) -> TableSheet:
    """A table whose heads say in full what a line beside it spells out; what is printed there is kept."""
    legend = legend_of((*sheet.above.splitlines(), *sheet.after))
    header = spelled_out(sheet.record.header, legend)
    if header == sheet.record.header:
        return sheet
    record = sheet.record.model_copy(update={"header": header})
    return replace(sheet, record=record, heads=spelled_out(sheet.heads, legend), printed=sheet.record.header)


def _apart(table: Table) -> Iterator[Table]:
    """Tables without rules that stand one below the other: a line between them is the title of the second.

    >>> two = Table((("Năm", "Điểm"), ("2021", "84"), ("2. Hồ sơ",), ("Nội dung", "Quý I"), ("Tiếp nhận", "5")))
    >>> [part.rows[0] for part in _apart(two)]
    [('Năm', 'Điểm'), ('Nội dung', 'Quý I')]
    """
    rows = table.rows
    cuts = [y for y in range(1, len(rows) - 2) if not table.boxes and _titles_next(rows[y], rows[y + 1])]
    for start, end in zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(rows)], strict=True):
        yield replace(table, rows=rows[start:end]) if cuts else table


def _unfolded(table: Table) -> Table:
    """A table that is printed in two halves side by side, below the same heads twice, as one.

    >>> _unfolded(Table((("Hạng", "Xã", "Hạng", "Xã"), ("1", "Xã A", "3", "Xã C"), ("2", "Xã B", "", "")))).rows
    (('Hạng', 'Xã'), ('1', 'Xã A'), ('2', 'Xã B'), ('3', 'Xã C'))
    """
    head = table.rows[0] if table.rows else ()
    half = len(head) // 2
    if len(head) % 2 or half < _FEWEST_HALVED or not all(head) or head[:half] != head[half:]:
        return table
    if not any(
        len(cell) > _SHORTEST_NAME and number(cell) is None for row in table.rows[1:] for cell in row[half:]
    ):
        return table  # figures of two times
    kept = [y for y, row in enumerate(table.rows) if y and any(cell.strip() for cell in row[half:])]
    moved = {y: len(table.rows) + i for i, y in enumerate(kept)}
    unread = ((row, x) if x < half else (moved.get(row, row), x - half) for row, x in table.unread)
    return replace(
        table,
        rows=(*(row[:half] for row in table.rows), *(table.rows[y][half:] for y in kept)),
        boxes=(*(row[:half] for row in table.boxes), *(table.boxes[y][half:] for y in kept if table.boxes)),
        lines=(*(row[:half] for row in table.lines), *(table.lines[y][half:] for y in kept if table.lines)),
        unread=tuple(unread),
    )


def _titles_next(row: Sequence[str], following: Sequence[str]) -> bool:
    filled = [cell for cell in following if cell.strip()]
    heads = len(filled) > 1 and not any(re.match(r"\s*\(?\d", cell) for cell in filled)
    return len([cell for cell in row if cell.strip()]) == 1 and len(row[0].split()) > 1 and heads


def _inside(page: Page, table: Table) -> tuple[Line, ...]:
    """The lines of the page that print the table's cells."""
    box = table.box
    if box is not None:
        return tuple(line for line in page.lines if line.box and _within(line.box, box))
    if table.lines:
        return tuple(page.lines[at] for row in table.lines for cell in row for at in cell)
    rows = [_unbarred(" ".join(row)) for row in table.rows]
    texts = [{_unbarred(line.as_seen), _unbarred(line.text)} for line in page.lines]
    runs = (_run(rows, texts, at) for at, told in enumerate(texts) if rows and rows[0] in told)
    run = next(filter(None, runs), None)
    if run is not None:
        return tuple(page.lines[at] for at in run)
    return tuple(line for line, told in zip(page.lines, texts, strict=True) if not told.isdisjoint(rows))


def _retold(table: Table, lines: Sequence[Line]) -> Table:
    """A table of plain text with the words of its lines after repair, where each has as many as before.

    >>> _retold(Table((("So Y te", "5"),)), [Line.from_text("Sở Y tế 5")]).rows
    (('Sở Y tế', '5'),)
    """
    if table.boxes or table.lines or len(lines) != len(table.rows):
        return table
    return replace(table, rows=tuple(map(_row_retold, table.rows, lines)))


def _row_retold(row: Sequence[str], line: Line) -> tuple[str, ...]:
    words = [word.text for word in line.words if word.text.strip(BARS)]
    ends = [*accumulate(len(cell.split()) for cell in row)]
    if not ends or ends[-1] != len(words):
        return tuple(row)
    cells = (" ".join(words[start:end]) for start, end in pairwise([0, *ends]))
    return tuple(told if cell.endswith(";") else told.rstrip(";") for told, cell in zip(cells, row, strict=True))


def _run(rows: Sequence[str], texts: Sequence[set[str]], at: int) -> list[int] | None:
    """The places of the lines, from ``at`` on, that print the rows one after the other; None where one is missing.

    Tables below one another may begin with the same head, and have rows in common.
    """
    places: list[int] = []
    for row in rows:
        ahead = range(at, min(at + _RULED + 1, len(texts)))
        found = next((place for place in ahead if row in texts[place]), None)
        if found is None:
            return None
        places.append(found)
        at = found + 1
    return places


def _unbarred(text: str) -> str:
    """The text of a line without what parts its cells: bars, as Markdown has them, or the signs of a list."""
    return " ".join(_BETWEEN_CELLS.sub(" ", text).split())


def _within(inner: Box, outer: Box) -> bool:
    middle = (inner.y0 + inner.y1) / 2
    return outer.y0 <= middle <= outer.y1 and inner.x0 < outer.x1 and inner.x1 > outer.x0


def _sheet(printed: _Printed, column_heads: ColumnHeads) -> TableSheet:
    rows = [tuple(" ".join(cell.split()) for cell in row) for row in printed.table.rows]
    rows = placed_heads(column_heads, without_repeats(rows))
    numbered = int(len(rows) > 2 and numbers_columns(rows[0]) and any(rows[0]))  # above the words of the head
    heading = numbered + heading_rows(rows[numbered:])
    lines = once(rows[numbered:heading])
    header = tuple(" ".join(filter(None, column)) for column in zip_longest(*lines, fillvalue=""))
    heads = tuple(" ".join(filter(None, column)) for column in zip_longest(*spread(lines), fillvalue=""))
    kept = [at for at in range(heading, len(rows)) if not numbers_columns(rows[at])]
    body = [aligned(column_heads, rows[at], header) for at in kept]
    record = TableRecord(page=printed.page.number, title=_title(printed), header=header, rows=tuple(body))
    words = [word for line in printed.lines for word in line.words]
    least = min((w.confidence for w in words), default=1.0)
    seen = " | ".join(header) or " | ".join(rows[0] if rows else ())
    trace = Trace(printed.page.number, printed.table.box, seen, round(CELL * probability_of_value(least), 4))
    sure = _sure(printed.lines)
    return TableSheet(
        record,
        trace,
        column_heads,
        sure,
        least,
        tuple(_open_cells(printed, heading, kept)),
        tuple(_traces(printed, at, row, sure, least) for at, row in zip(kept, body, strict=True)),
        heads=heads,
    )


def _traces(
    printed: _Printed, at: int, row: Sequence[str], sure: Mapping[str, float], least: float
) -> tuple[Trace, ...]:
    """Where the cells of a row stand; the box of the table where those of its cells are not known."""
    table = printed.table
    boxes = table.boxes[at] if at < len(table.boxes) else ()
    shift = len(boxes) == len(row) - 1  # a row of sums was set below its columns
    places = [boxes[x - shift] if shift <= x < len(boxes) + shift else None for x in range(len(row))]
    return tuple(
        Trace(printed.page.number, box or table.box, cell, sure.get(cell, least))
        for cell, box in zip(row, places, strict=True)
    )


def _above(printed: _Printed, taken: Sequence[Line]) -> str:
    """What stands in the lines right above a table: whose it is, of when, and who gave its points.

    Lines of another table (``taken`` are those of all), and a remark right below it, say nothing of this one.
    """
    lines = list(printed.page.lines)
    if not printed.lines:
        return ""
    first = printed.starts
    while first and not any(map(str.isalnum, lines[first - 1].text)):  # the upper edge of a box
        first -= 1
    near = [*takewhile(lambda line: line not in taken, reversed(lines[max(0, first - _LINES_ABOVE) : first]))]
    above = first - len(near)
    if near and above and lines[above - 1] in taken and _REMARK.match(bare(near[-1].text).lower()):
        near.pop()
    return "\n".join(_unwrapped(near[::-1]))


def _unwrapped(lines: Iterable[Line]) -> list[str]:
    """The texts of lines; one that goes on with a sentence of its paragraph as one text with the line before.

    >>> _unwrapped([Line.from_text("Trung bình đạt 84%, so với năm"), Line.from_text("2021 (82%).")])
    ['Trung bình đạt 84%, so với năm 2021 (82%).']
    """
    texts: list[str] = []
    last: Line | None = None
    for line in lines:
        opens = line.text[:1].islower() or line.text[:1].isdigit()
        if (
            last is not None
            and opens
            and last.paragraph == line.paragraph
            and not last.text.endswith((*_STOPS, ":"))
        ):
            texts[-1] += f" {line.text}"
        else:
            texts.append(line.text)
        last = line
    return texts


def _after(printed: _Printed, taken: Sequence[Line]) -> tuple[Line, ...]:
    """The lines right below a table, up to the next one."""
    lines = list(printed.page.lines)
    after = printed.ends + 1 if printed.lines else len(lines)
    return tuple(takewhile(lambda line: line not in taken, lines[after : after + _LINES_BELOW]))


def _note(after: Sequence[Line]) -> str:
    """The note right below a table: "Nguồn: Bộ Nội vụ. Xếp hạng trên 63 tỉnh, thành phố."."""
    if not after or not _NOTE.match(bare(after[0].text).lower()):
        return ""
    rest = takewhile(lambda line: line.paragraph == after[0].paragraph and not _CLOSES.match(line.text), after[1:])
    return _unwrapped([after[0], *rest])[0]


def _open_cells(printed: _Printed, heading: int, kept: Sequence[int]) -> Iterator[OpenCell]:
    """The unread and doubtful cells of the first ``heading`` rows, which become the header, and of those kept."""
    table = printed.table
    doubted = {
        (y, x): told
        for y, row in enumerate(table.lines)
        for x, at in enumerate(row)
        if (told := _doubt(printed, at))
    }
    for row, column in (*table.unread, *doubted):
        if row < heading or row in kept:
            seen, sure = doubted.get((row, column), ("", 0.0))
            trace = Trace(printed.page.number, table.boxes[row][column], seen, sure)
            yield OpenCell(-1 if row < heading else kept.index(row), column, trace)


def _doubt(printed: _Printed, lines: Sequence[int]) -> tuple[str, float] | None:
    """What was read in a cell with a figure in doubt, by both readings if they differ, and how sure that is."""
    words = [word for at in lines for word in printed.page.lines[at].words]
    doubted = [word for word in words if word.confidence <= _DOUBTED and any(map(str.isdigit, word.text))]
    if not doubted:
        return None
    ways = [" ".join(word.as_seen for word in words), " ".join(word.rival or word.as_seen for word in words)]
    return _OR.join(dict.fromkeys(ways)), min(word.confidence for word in doubted)


def _sure(lines: Sequence[Line]) -> dict[str, float]:
    """The confidence of each text that is a line or a word; of one that stands in several places the least."""
    sure: dict[str, float] = {}
    for line in lines:
        if line.words:
            parts = [(line.text, min(word.confidence for word in line.words))]
            parts += [(word.text, word.confidence) for word in line.words]
            for text, confidence in parts:
                sure[text] = min(confidence, sure.get(text, 1.0))
    return sure


def _title(printed: _Printed) -> str | None:
    """The line above the table that calls itself a table, list or annex, else nothing."""
    lines = list(printed.page.lines)
    if not printed.lines:
        return None
    first = printed.starts
    for line in reversed(lines[max(0, first - _TITLE_LINES) : first]):
        plain = bare(line.text).lower()
        if opens_table(line.text) and (not plain.endswith(_STOPS) or _NUMBERED.match(plain)):
            return line.text
    return None
