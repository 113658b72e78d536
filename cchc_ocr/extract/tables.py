"""Tables of a document: their records, and the scores, ranks and counts that their columns state."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from cchc_ocr.document import Box, Line, Page, Table
from cchc_ocr.extract.criteria import criterion_code
from cchc_ocr.extract.finding import Finding, reading
from cchc_ocr.extract.passage import Trace
from cchc_ocr.extract.rows import implied_tables
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.records import Check, Count, Rank, Score, TableRecord, Total
from cchc_ocr.vietnamese import bare

V = TypeVar("V")

# What a column holds, by its heading in the bare form; the first that fits.
_COLUMNS = (
    ("ordinal", re.compile(r"^(?:stt|tt|so tt|so thu tu)\b")),
    ("rank", re.compile(r"\b(?:xep hang|thu hang|vi thu|vi tri|hang)\b")),
    ("maximum", re.compile(r"\b(?:toi da|diem chuan|thang diem)\b")),
    ("percent", re.compile(r"%|\b(?:ty le|ti le|phan tram)\b")),
    ("total", re.compile(r"\b(?:chi so|tong diem|tong so diem|diem tong|tong cong)\b")),
    ("score", re.compile(r"\b(?:diem|ket qua cham)\b")),
    (
        "name",
        re.compile(r"\b(?:ten|noi dung|tieu chi|linh vuc|don vi|co quan|so, ban|chi tieu|danh muc|ten goi)\b"),
    ),
    (
        "count",
        re.compile(
            r"\b(?:so luong|so ho so|ho so|tiep nhan|han|giai quyet|tong so|ky truoc|trong ky|ton"
            r"|truc tuyen|truc tiep|tthc|thu tuc|van ban|bien che|cong chuc|vien chuc|nguoi)\b"
        ),
    ),
)
_APPRAISED = re.compile(r"\b(?:tham dinh|cong nhan|ket qua|chinh thuc)\b")
_GROUP = re.compile(r"^(?:[IVX]+|[A-Z])\.?$")
# "Tổng cộng", "Cộng", "Tổng (I+II)"; "Công tác …" and "Tổng hợp …" are no sums.
_SUM = re.compile(r"^(?:tong (?:cong|so|diem)\b|(?:tong|cong)\s*(?:$|[^\w\s]|[ivx]+\b))")
_COLUMN_NUMBERS = re.compile(r"^\(?\d{1,2}\)?(?:\s*=.*)?$|^\(?[a-z]\)?$", re.IGNORECASE)
_NUMBER = re.compile(r"^[-–]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$|^[-–]?\d+(?:[,.]\d+)?$")
_TITLE = re.compile(r"^(?:bang|bieu|phu luc|danh muc|danh sach|ket qua)\b")
# How often the text of a cell is whole, and a figure what its column says it is, when the reading is right: of the
# rows of rankings and criteria in the samples all, rounded down.
_CELL, _MEANING = 0.95, 0.95
_TITLE_LINES = 10  # lines, for the head of a table is as many lines as it has columns on some scans
_ROUNDING = 0.02
_MOST_POINTS = 100.0  # of the index and of every criterion of it


@dataclass(frozen=True, slots=True)
class _Printed:
    """A table as a page shows it: the page, the table, and the lines that lie in it."""

    page: Page
    table: Table
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Sheet:
    """A whole table, over page breaks, with what each column holds."""

    record: TableRecord
    trace: Trace
    sure: Mapping[str, float] = field(default_factory=dict)  # confidence of what stands alone in a line or word
    least: float = 1.0  # that of the worst word

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        return tuple(_kind(cell) for cell in self.record.header)

    def column(self, kind: str) -> int | None:
        """Of several columns of points that of the appraisal, for the others are claims."""
        columns = [i for i, found in enumerate(self.kinds) if found == kind]
        appraised = [
            i for i in columns if kind == "score" and _APPRAISED.search(bare(self.record.header[i]).lower())
        ]
        return next(iter(appraised or columns), None)

    def cell(self, row: Sequence[str], kind: str) -> str | None:
        column = self.column(kind)
        return row[column].strip() or None if column is not None and column < len(row) else None

    def figure(self, row: Sequence[str], kind: str) -> float | None:
        return number(self.cell(row, kind) or "")

    def points(self, row: Sequence[str], kind: str) -> float | None:
        """Points of a row; None for what cannot be any: more than the maximum, or than the hundred of an index."""
        points, most = self.figure(row, kind), self.figure(row, "maximum")
        return points if points is not None and 0 <= points <= (most or _MOST_POINTS) else None

    def name(self, row: Sequence[str]) -> str | None:
        """The cell that names the row: that of the name column, else the first with words in it."""
        named = self.cell(row, "name")
        return named or next((cell for cell in row if len(cell) > 3 and number(cell) is None), None)


@dataclass(frozen=True)
class Tables:
    """The tables of a document and what their cells say."""

    sheets: tuple[Sheet, ...]
    lines: frozenset[tuple[int, int]]

    @property
    def found(self) -> tuple[Finding[TableRecord], ...]:
        return tuple(Finding(sheet.record, 0, 0, (("", sheet.trace),)) for sheet in self.sheets)

    def running_text(self, pages: Sequence[Page]) -> list[Page]:
        """The pages without the lines that stand in tables."""
        return [
            page.with_lines([line for i, line in enumerate(page.lines) if (page.number, i) not in self.lines])
            for page in pages
        ]

    def scores(self, lexicon: Lexicon) -> Iterator[Finding[Score]]:
        for sheet, row in self._rows("score"):
            name = sheet.name(row)
            code, points = criterion_code(name, lexicon), sheet.points(row, "score")
            if sheet.cell(row, "score") is None or _is_sum(name) or not _is_scored(sheet, row, code):
                continue
            value = Score(
                criterion=name,
                criterion_code=code,
                score=points,
                max_score=sheet.figure(row, "maximum"),
                percent=sheet.figure(row, "percent"),
                year=_year(sheet.record),
            )
            yield _finding(sheet, row, value, "score", sheet.cell(row, "score"))

    def totals(self, lexicon: Lexicon) -> Iterator[Finding[Total]]:
        """Sums of criteria, and the overall results of a ranking list."""
        for sheet, row in self._rows("score", "total"):
            name, kind = sheet.name(row), "total" if sheet.column("total") is not None else "score"
            points = sheet.points(row, kind)
            listed = sheet.column("rank") is not None and criterion_code(name, lexicon) is None
            if points is None or not (_is_sum(name) or listed):
                continue
            value = Total(
                name=name,
                score=points,
                max_score=sheet.figure(row, "maximum"),
                percent=sheet.figure(row, "percent"),
                year=_year(sheet.record),
            )
            yield _finding(sheet, row, value, "score", sheet.cell(row, kind))

    def ranks(self, known: Collection[int] = ()) -> Iterator[Finding[Rank]]:
        """Places; ``known``: numbers of bodies that the text names, one of which is how many are ranked."""
        for sheet, row in self._rows("rank"):
            place = re.match(r"^(\d{1,3})(?:/(\d{1,3}))?$", sheet.cell(row, "rank") or "")
            if place:
                base = int(place[2]) if place[2] else _base(sheet, known)
                value = Rank(name=sheet.name(row), position=int(place[1]), of=base, year=_year(sheet.record))
                yield _finding(sheet, row, value, "position", place[0])

    def counts(self) -> Iterator[Finding[Count]]:
        """What the rows of sums say; the rows they sum up stand in the table itself."""
        for sheet, row in self._rows("count"):
            for heading, kind, cell in zip(sheet.record.header, sheet.kinds, row, strict=False):
                figure = number(cell)
                if kind == "count" and figure is not None and _is_sum(sheet.name(row)):
                    yield _finding(sheet, row, Count(name=heading, value=figure), "value", cell)

    def checks(self) -> Iterator[Check]:
        """Printed sums that the column does not add up to."""
        for i, sheet in enumerate(self.sheets):
            for row in sheet.record.rows:
                if _is_sum(sheet.name(row)):
                    yield from _sums(i, sheet, row)

    def _rows(self, *kinds: str) -> Iterator[tuple[Sheet, tuple[str, ...]]]:
        """The rows of the tables that have a column of one of these kinds."""
        sheets = (sheet for sheet in self.sheets if any(kind in sheet.kinds for kind in kinds))
        return ((sheet, row) for sheet in sheets for row in sheet.record.rows)


def read_tables(pages: Sequence[Page]) -> Tables:
    """The tables of the pages; one that goes on over a page break is one table."""
    printed = [
        _Printed(page, table, _inside(page, table))
        for page in pages
        for table in (page.tables or implied_tables(page))
    ]
    sheets: list[Sheet] = []
    for one in printed:
        sheet = _sheet(one)
        if sheets and _goes_on(sheets[-1], sheet):
            sheets[-1] = _joined(sheets[-1], sheet)
        else:
            sheets.append(sheet)
    places = frozenset(
        (p.page.number, i) for p in printed for i, line in enumerate(p.page.lines) if line in p.lines
    )
    return Tables(tuple(sheets), places)


def number(cell: str) -> float | None:
    """The number in a cell: dots for thousands, a decimal comma; None where it holds anything else.

    >>> number("1.846"), number("10,25"), number("-"), number("05 ngày")
    (1846.0, 10.25, None, None)
    """
    cell = cell.strip().rstrip("%").strip()
    if not _NUMBER.match(cell):
        return None
    cell = cell.replace("–", "-")
    if re.search(r"^-?\d{1,3}(?:\.\d{3})+(?:,|$)", cell):
        cell = cell.replace(".", "")
    return float(cell.replace(",", "."))


def _inside(page: Page, table: Table) -> tuple[Line, ...]:
    """The lines of the page that print the table's cells."""
    box = table.box
    if box is not None:
        return tuple(line for line in page.lines if line.box and _within(line.box, box))
    cells = {" ".join(" ".join(row).split()) for row in table.rows}
    return tuple(line for line in page.lines if {_unbarred(line.as_seen), _unbarred(line.text)} & cells)


def _unbarred(text: str) -> str:
    """The text of a line without the bars between cells, as Markdown has them."""
    return " ".join(text.replace("|", " ").split())


def _within(inner: Box, outer: Box) -> bool:
    middle = (inner.y0 + inner.y1) / 2
    return outer.y0 <= middle <= outer.y1 and inner.x0 < outer.x1 and inner.x1 > outer.x0


def _sheet(printed: _Printed) -> Sheet:
    rows = [tuple(" ".join(cell.split()) for cell in row) for row in printed.table.rows]
    heading = _heading(rows)
    header = tuple(" ".join(filter(None, column)) for column in zip(*rows[:heading], strict=False))
    body = [
        row for row in rows[heading:] if not all(not c or _COLUMN_NUMBERS.match(c) for c in row) or len(row) < 3
    ]
    body = [_aligned(row, len(header)) for row in body]
    record = TableRecord(page=printed.page.number, title=_title(printed), header=header, rows=tuple(body))
    words = [word for line in printed.lines for word in line.words]
    least = min((w.confidence for w in words), default=1.0)
    seen = " | ".join(header) or " | ".join(rows[0] if rows else ())
    trace = Trace(printed.page.number, printed.table.box, seen, round(_CELL * reading(least), 4))
    return Sheet(record, trace, _sure(printed.lines), least)


def _aligned(row: tuple[str, ...], columns: int) -> tuple[str, ...]:
    """A row of sums, whose name spans the columns of ordinal and name, with its figures below the others."""
    spans = len(row) > 2 and len(row) == columns - 1 and _is_sum(row[0])
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

    >>> _heading([("TT", "Đơn vị", "Hồ sơ", ""), ("", "", "Tiếp nhận", "Đúng hạn"), ("1", "Sở A", "5", "4")])
    2
    >>> _heading([("TT", "Tên"), ("", "goes on with the row of the page before"), ("1", "Sở A")])
    1
    """
    if not rows or sum(number(cell) is not None for cell in rows[0]) > 1:
        return 0
    count = 1
    while count < len(rows) and _says_more(rows[count - 1], rows[count]):
        count += 1
    return count


def _says_more(above: Sequence[str], row: Sequence[str]) -> bool:
    filled = [(over, cell) for over, cell in zip(above, row, strict=False) if cell]
    names = bool(filled) and all(number(cell) is None for _, cell in filled)
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


def _goes_on(sheet: Sheet, following: Sheet) -> bool:
    """Whether a table continues the one before: it tops the next page and has the same columns."""
    one, other = sheet.record, following.record
    near = 0 <= other.page - one.page <= 1 + len(one.rows) // 20
    same = len(one.header) == len(other.header) or not other.header
    repeats = [bare(c).lower() for c in one.header] == [bare(c).lower() for c in other.header]
    return (
        near and same and other.title is None and (repeats or not any(_kind(c) != "other" for c in other.header))
    )


def _joined(sheet: Sheet, following: Sheet) -> Sheet:
    """Both tables as one; a first row without its number goes on with the last row of the page before."""
    one, other = sheet.record, following.record
    repeated = [bare(c).lower() for c in one.header] == [bare(c).lower() for c in other.header]
    rows = list(other.rows if repeated or not any(other.header) else (other.header, *other.rows))
    before = list(one.rows)
    if rows and before and not rows[0][0] and len(rows[0]) == len(before[-1]):
        pairs = zip(before[-1], rows.pop(0), strict=True)
        before[-1] = tuple(" ".join(filter(None, pair)) for pair in pairs)
    sure = {text: min(c, sheet.sure.get(text, 1.0)) for text, c in following.sure.items()}
    return replace(
        sheet,
        record=one.model_copy(update={"rows": (*before, *rows)}),
        sure={**sheet.sure, **sure},
        least=min(sheet.least, following.least),
    )


def _kind(heading: str) -> str:
    plain = bare(heading).lower().strip()
    return next((kind for kind, pattern in _COLUMNS if pattern.search(plain)), "other")


def _is_sum(name: str | None) -> bool:
    return name is not None and _SUM.match(bare(name).lower()) is not None


def _base(sheet: Sheet, known: Collection[int]) -> int | None:
    """How many are ranked: as many as are listed if the text names that number; a list may be of the first few."""
    places = [
        int(place) for row in sheet.record.rows if (place := number(sheet.cell(row, "rank") or "")) is not None
    ]
    last = max(places, default=0)
    return last if last in known and last in (len(places), len(sheet.record.rows)) else None


def _year(record: TableRecord) -> int | None:
    years = re.findall(r"\b(?:19|20)\d\d\b", record.title or "")
    return int(years[-1]) if years else None


def _is_scored(sheet: Sheet, row: Sequence[str], code: str | None) -> bool:
    """Whether a row is a criterion with points: known by its name, or by figures in both columns."""
    return code is not None or (
        sheet.figure(row, "maximum") is not None and sheet.figure(row, "score") is not None
    )


def _finding(sheet: Sheet, row: Sequence[str], value: V, name: str, cell: str | None) -> Finding[V]:
    """``value`` with its field ``name`` as ``cell`` has it; in doubt where nothing could be read in the cell."""
    read = sheet.sure.get(cell or "", sheet.least)
    trace = replace(sheet.trace, seen=" | ".join(row), confidence=round(_CELL * _MEANING * reading(read), 4))
    doubtful = (name,) if getattr(value, name) is None else ()
    return Finding(value, 0, 0, ((name, trace),), doubtful)


def _sums(i: int, sheet: Sheet, printed: Sequence[str]) -> Iterator[Check]:
    rows = list(sheet.record.rows)
    above = rows[: rows.index(tuple(printed))]
    for column, cell in enumerate(printed):
        stated = number(cell)
        kind = sheet.kinds[column] if column < len(sheet.kinds) else "other"
        if stated is None or kind in ("ordinal", "percent", "rank"):
            continue
        due = {_added(above, column, leaves) for leaves in (True, False)} - {None}
        if due and not any(abs(d - stated) <= _ROUNDING for d in due if d is not None):
            heading = sheet.record.header[column] if column < len(sheet.record.header) else f"column {column + 1}"
            message = f"{heading}: the rows sum to {min(d for d in due if d):g}, printed is {stated:g}"
            yield Check(code="table-sum", level="warning", message=message, fields=(f"/tables/{i}",))


def _added(rows: Sequence[Sequence[str]], column: int, leaves: bool) -> float | None:
    """The sum of a column over its rows, or over those that are no heads of groups."""
    chosen = [row for row in rows if not (leaves and _GROUP.match(row[0]))]
    figures = [number(row[column]) for row in chosen if column < len(row)]
    known = [figure for figure in figures if figure is not None]
    return round(sum(known), 4) if len(known) > 1 else None
