"""The tables of a document as sheets: head and rows, joined over page breaks, with what each column holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise, takewhile, zip_longest
from math import isfinite

from cchc_ocr.document import Box, Line, Page, Table
from cchc_ocr.extract.tables.columns import SheetColumn, columns_of, kind_of, names_criteria
from cchc_ocr.extract.tables.rows import SIGN, implied_tables
from cchc_ocr.extract.text.certainty import probability_of_value
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.records import Basis, TableRecord
from cchc_ocr.vietnamese import bare

# Of several columns of points that of the appraisal is the result, and what the body gave itself a claim.
_PREFERRED: tuple[Basis | None, ...] = ("appraised", None, "average", "survey", "self")
# "Tổng cộng", "Cộng", "Tổng (I+II)"; "Công tác …" and "Tổng hợp …" are no sums.
_SUM = re.compile(r"^(?:tong (?:cong|so|diem)\b|(?:tong|cong)\s*(?:$|[^\w\s]|[ivx]+\b))")
_COLUMN_NUMBERS = re.compile(r"^\(?\d{1,2}\)?(?:\s*=.*)?$|^\(?[a-z]\)?$", re.IGNORECASE)
_NUMBER = re.compile(rf"^{SIGN}?(?:\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d+(?:[,.]\d+)?)$", re.ASCII)
_THOUSANDS = re.compile(rf"{SIGN}?\d{{1,3}}(?:\.\d{{3}})+(?:,|$)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MINUS = str.maketrans("–−", "--")  # as programs print it before a figure
_TITLE = re.compile(r"^(?:bang|bieu|phu luc|danh muc|danh sach|ket qua)\b")
CELL = 0.95  # how often the text of a cell is whole when the reading is right
_TITLE_LINES = 10  # lines, for the head of a table is as many lines as it has columns on some scans
_LINES_ABOVE = 3
_MOST_POINTS = 100.0  # of the index and of every criterion of it


@dataclass(frozen=True, slots=True)
class _Printed:
    """A table as a page shows it: the page, the table, and the lines that lie in it."""

    page: Page
    table: Table
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that is not empty though nothing was read in it: its row of the record, -1 in the header."""

    row: int
    column: int
    trace: Trace

    @property
    def pointer(self) -> str:
        return f"header/{self.column}" if self.row < 0 else f"rows/{self.row}/{self.column}"


@dataclass(frozen=True)
class TableSheet:
    """A whole table, over page breaks, with what each column holds."""

    record: TableRecord
    trace: Trace
    sure: Mapping[str, float] = field(default_factory=dict)  # confidence of what stands alone in a line or word
    least: float = 1.0  # that of the worst word
    unread: tuple[Unread, ...] = ()
    cells: tuple[tuple[Trace, ...], ...] = ()  # of each row of the record, where its cells stand
    above: str = ""  # the lines right above the table
    heads: tuple[str, ...] = ()  # the header, with what heads several columns in each of them

    @cached_property
    def columns(self) -> tuple[SheetColumn, ...]:
        return columns_of(self.heads or self.record.header, self.record.rows)

    @property
    def lists_criteria(self) -> bool:
        """Whether the heading of the names says that the rows are parts of an index."""
        named = next(iter(self.of_kind("name")), None)
        return named is not None and names_criteria(self.record.header[named.at])

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(column.kind for column in self.columns)

    def of_kind(self, *kinds: str) -> tuple[SheetColumn, ...]:
        return tuple(column for column in self.columns if column.kind in kinds)

    def results(self, kind: str) -> Iterator[tuple[SheetColumn, SheetColumn | None]]:
        """For each year the column of that kind that is the result, and the one of what the body claimed."""
        for when in dict.fromkeys(column.when for column in self.of_kind(kind)):
            of_year = [column for column in self.of_kind(kind) if column.when == when]
            best = min(of_year, key=lambda column: _PREFERRED.index(column.basis))
            claims = (column for column in of_year if column.basis == "self" and column is not best)
            yield best, next(claims, None)

    def cell(self, row: Sequence[str], column: SheetColumn | None) -> str | None:
        return row[column.at].strip() or None if column is not None and column.at < len(row) else None

    def figure(self, row: Sequence[str], kind: str) -> float | None:
        """The number in the first column of that kind."""
        return number(self.cell(row, next(iter(self.of_kind(kind)), None)) or "")

    def points(self, row: Sequence[str], column: SheetColumn | None) -> float | None:
        """Points of a row; None for what cannot be any: more than the hundred of an index, or than the maximum."""
        points, most = self.pair(row, column)
        return points if points is not None and 0 <= points <= max(most or 0.0, _MOST_POINTS) else None

    def pair(self, row: Sequence[str], column: SheetColumn | None) -> tuple[float | None, float | None]:
        """The points of a cell and their maximum: in the cell ("8,5/10"), in its row, or in its heading."""
        one, _, other = (self.cell(row, column) or "").partition("/")
        most = number(other) or self.figure(row, "maximum") or (column.most if column else None)
        return number(one), most

    def name(self, row: Sequence[str]) -> str | None:
        """The cell that names the row: that of the name column, else the first with words in it."""
        named = self.cell(row, next(iter(self.of_kind("name")), None))
        named = named or next((cell for cell in row if len(cell) > 3 and number(cell) is None), None)
        return named.strip(" ,;.") or None if named else None


def number(cell: str) -> float | None:
    """The number in a cell: dots for thousands, a decimal comma; None where it holds anything else.

    A sign belongs to the figure: differences are printed as -0,75 and +0,50.

    >>> number("1.846"), number("10,25"), number("+0,5"), number("-"), number("05 ngày")
    (1846.0, 10.25, 0.5, None, None)
    """
    cell = cell.strip().rstrip("%").strip()
    if not _NUMBER.match(cell):
        return None
    if _THOUSANDS.match(cell):
        cell = cell.replace(".", "")
    figure = float(cell.translate(_MINUS).replace(",", "."))
    return figure if isfinite(figure) else None  # a row of hundreds of zeros


def read_sheets(pages: Sequence[Page]) -> tuple[tuple[TableSheet, ...], frozenset[tuple[int, int]]]:
    """The tables of the pages, one that goes on over a page break as one; and page and index of their lines."""
    printed = [
        _Printed(page, table, _inside(page, table))
        for page in pages
        for whole in (page.tables or implied_tables(page))
        for table in _apart(whole)
    ]
    taken = [line for one in printed for line in one.lines]
    sheets: list[TableSheet] = []
    for one in printed:
        sheet = replace(_sheet(one), above=_above(one, taken))
        if sheets and _goes_on(sheets[-1], sheet):
            sheets[-1] = _joined(sheets[-1], sheet)
        else:
            sheets.append(sheet)
    inside = [(one.page, frozenset(one.lines)) for one in printed]
    places = frozenset(
        (page.number, i) for page, lines in inside for i, line in enumerate(page.lines) if line in lines
    )
    return tuple(sheets), places


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
    cells = {" ".join(" ".join(row).split()) for row in table.rows}
    return tuple(line for line in page.lines if {_unbarred(line.as_seen), _unbarred(line.text)} & cells)


def _unbarred(text: str) -> str:
    """The text of a line without the bars between cells, as Markdown has them."""
    return " ".join(text.replace("|", " ").split())


def _within(inner: Box, outer: Box) -> bool:
    middle = (inner.y0 + inner.y1) / 2
    return outer.y0 <= middle <= outer.y1 and inner.x0 < outer.x1 and inner.x1 > outer.x0


def _sheet(printed: _Printed) -> TableSheet:
    rows = [tuple(" ".join(cell.split()) for cell in row) for row in printed.table.rows]
    heading = _heading(rows)
    header = tuple(" ".join(filter(None, column)) for column in zip_longest(*rows[:heading], fillvalue=""))
    heads = tuple(" ".join(filter(None, column)) for column in zip_longest(*_spread(rows[:heading]), fillvalue=""))
    kept = [at for at in range(heading, len(rows)) if not _numbers_columns(rows[at])]
    body = [_aligned(rows[at], header) for at in kept]
    record = TableRecord(page=printed.page.number, title=_title(printed), header=header, rows=tuple(body))
    words = [word for line in printed.lines for word in line.words]
    least = min((w.confidence for w in words), default=1.0)
    seen = " | ".join(header) or " | ".join(rows[0] if rows else ())
    trace = Trace(printed.page.number, printed.table.box, seen, round(CELL * probability_of_value(least), 4))
    sure = _sure(printed.lines)
    return TableSheet(
        record,
        trace,
        sure,
        least,
        tuple(_unread(printed, heading, kept)),
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

    Lines of another table (``taken`` are those of all) say nothing of this one.
    """
    lines = list(printed.page.lines)
    if not printed.lines:
        return ""
    first = lines.index(printed.lines[0])
    near = takewhile(lambda line: line not in taken, reversed(lines[max(0, first - _LINES_ABOVE) : first]))
    return "\n".join(line.text for line in reversed([*near]))


def _numbers_columns(row: Sequence[str]) -> bool:
    """Whether a row is empty or counts the columns, from 1 or A; a body with small figures is neither.

    >>> _numbers_columns(("(1)", "(2)", "(3)=(1)+(2)")), _numbers_columns(("A", "B", "1"))
    (True, True)
    >>> _numbers_columns(("2", "", "7"))
    False
    """
    cells = [cell for cell in row if cell]
    counts = all(_COLUMN_NUMBERS.match(cell) for cell in cells)
    return len(row) >= 3 and counts and (not cells or cells[0].strip("()").lower() in ("1", "a"))


def _unread(printed: _Printed, heading: int, kept: Sequence[int]) -> Iterator[Unread]:
    """The unread cells of the first ``heading`` rows, which become the header, and of the rows that are kept."""
    table = printed.table
    for row, column in table.unread:
        if row < heading or row in kept:
            trace = Trace(printed.page.number, table.boxes[row][column], "", 0.0)
            yield Unread(-1 if row < heading else kept.index(row), column, trace)


def _spread(heading: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    """Rows of a heading, the cells of each but the last going on over empty ones that have a cell below.

    >>> list(_spread([("Tiêu chí", "Năm 2022", "", "Ghi chú"), ("", "Điểm", "Hạng", "")]))[0]
    ['Tiêu chí', 'Năm 2022', 'Năm 2022', 'Ghi chú']
    """
    for above, below in pairwise(heading):
        cells = list(above)
        for x in range(1, min(len(cells), len(below))):
            if not cells[x] and below[x] and below[x - 1]:
                cells[x] = cells[x - 1]
        yield cells
    yield from heading[-1:]


def _aligned(row: tuple[str, ...], header: Sequence[str]) -> tuple[str, ...]:
    """A row of sums, whose name spans the columns of ordinal and name, with its figures below the others."""
    numbered = bool(header) and kind_of(header[0]) != "name" and not names_criteria(header[0])
    spans = len(row) > 2 and len(row) == len(header) - 1 and is_sum(row[0]) and numbered
    return ("", *row) if spans else row


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


def _heading(rows: Sequence[Sequence[str]]) -> int:
    """How many rows head the table: the first, and those that say more below cells it left empty.

    None where a table goes on from the page before: with its next number, with figures, or with its sums.

    >>> _heading([("TT", "Đơn vị", "Hồ sơ", ""), ("", "", "Tiếp nhận", "Đúng hạn"), ("1", "Sở A", "5", "4")])
    2
    >>> _heading([("TT", "Tên"), ("", "goes on with the row of the page before"), ("1", "Sở A")])
    1
    """
    if not rows or number(rows[0][0]) is not None:
        return 0
    figures = sum(number(cell) is not None and not _YEAR.fullmatch(cell.strip()) for cell in rows[0])
    if figures > (len(rows) > 1) or (figures and any(map(is_sum, rows[0][:2]))):
        return 0
    count = 1
    while count < len(rows) and _says_more(rows[count - 1], rows[count]):
        count += 1
    return count


def _says_more(above: Sequence[str], row: Sequence[str]) -> bool:
    filled = [(over, cell) for over, cell in zip(above, row, strict=False) if cell]
    names = bool(filled) and all(number(cell) is None or _YEAR.fullmatch(cell) for _, cell in filled)
    return names and not row[0] and any(not over or over == cell for over, cell in filled)


def _title(printed: _Printed) -> str | None:
    """The line above the table that calls itself a table, list or annex, else nothing."""
    lines = list(printed.page.lines)
    if not printed.lines:
        return None
    first = lines.index(printed.lines[0])
    for line in reversed(lines[max(0, first - _TITLE_LINES) : first]):
        if _TITLE.match(bare(line.text).lower()):
            return line.text
    return None


def _goes_on(sheet: TableSheet, following: TableSheet) -> bool:
    """Whether a table continues the one before: it tops the next page and has the same columns."""
    one, other = sheet.record, following.record
    near = 0 <= other.page - one.page <= 1 + len(one.rows) // 20
    first = other.header or next(iter(other.rows), one.header)
    same = len(one.header) == len(first if other.header else _aligned(first, one.header))
    heads = any(kind_of(cell) != "other" for cell in other.header)
    return near and same and other.title is None and (_repeats_header(one, other) or not heads)


def _repeats_header(one: TableRecord, other: TableRecord) -> bool:
    return [bare(cell).lower() for cell in one.header] == [bare(cell).lower() for cell in other.header]


def _joined(sheet: TableSheet, following: TableSheet) -> TableSheet:
    """Both tables as one; a first row without its number goes on with the last row of the page before."""
    one, other = sheet.record, following.record
    no_row = _repeats_header(one, other) or not any(other.header)
    rows = [_aligned(row, one.header) for row in (other.rows if no_row else (other.header, *other.rows))]
    before = list(one.rows)
    traces = following.cells[len(following.cells) - len(rows) :]
    beside = zip(traces, rows, strict=False)
    cells = [*sheet.cells, *((*of[:1], *of) if len(of) < len(row) else of for of, row in beside)]
    shift = len(before) + len(rows) - len(other.rows)
    unread = [cell for cell in following.unread if cell.row >= 0 or len(rows) > len(other.rows)]
    if rows and before and _ends(before[-1], rows[0]):
        shift -= 1
        pairs = zip(before[-1], rows.pop(0), strict=True)
        before[-1] = tuple(" ".join(filter(None, pair)) for pair in pairs)
        del cells[len(before) : len(before) + 1]
    sure = {text: min(c, sheet.sure.get(text, 1.0)) for text, c in following.sure.items()}
    return replace(
        sheet,
        record=one.model_copy(update={"rows": (*before, *rows)}),
        sure={**sheet.sure, **sure},
        least=min(sheet.least, following.least),
        cells=tuple(cells) if len(cells) == len(before) + len(rows) else (),
        unread=(*sheet.unread, *(replace(cell, row=cell.row + shift) for cell in unread)),
    )


def _ends(row: Sequence[str], following: Sequence[str]) -> bool:
    """Whether the first row of a page is the rest of the last one before: without number, sums and own figures.

    >>> _ends(("2", "Sở Khoa học", "84"), ("", "và Công nghệ", "")), _ends(("2", "Sở A", "84"), ("", "Sở B", "85"))
    (True, False)
    """
    beside = zip(row, following, strict=True) if len(row) == len(following) else [("0", "0")]
    own = any(number(one) is not None and number(other) is not None for one, other in beside)
    return not following[0] and not own and not any(map(is_sum, following[:2]))


def is_sum(name: str | None) -> bool:
    """Whether a row is that of the sums, by its name."""
    return name is not None and _SUM.match(bare(name).lower()) is not None
