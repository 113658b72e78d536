"""A table of a document as a sheet: head and rows over page breaks, with what each column holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from cchc_ocr.extract.tables.cells import (
    have_places,
    is_maximum,
    is_sum,
    mostly_add_up,
    number,
    with_place_told,
    without_place,
)
from cchc_ocr.extract.tables.column_heads import ColumnHeads
from cchc_ocr.extract.tables.column_results import result_of
from cchc_ocr.extract.tables.columns import columns_of
from cchc_ocr.extract.tables.headings import names_bodies, names_criteria, says_draft, says_final, unit_of
from cchc_ocr.extract.tables.key_values import with_values
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.patterns import unaccented
from cchc_ocr.records import Basis, TableRecord
from cchc_ocr.vietnamese import bare

# Of several columns of points that of the appraisal is the result, and what the body gave itself a claim.
_PREFERRED: tuple[Basis | None, ...] = ("appraised", None, "average", "survey", "self")
CELL = 0.95  # how often the text of a cell is whole when the reading is right
_SCALE = unaccented(r"(?:\bthang(?: điểm)?\s*|\btối đa\s*)(?:là\s|:\s*)?(?P<most>1\.?000|100)\b(?!\s?[\d/%]|,\d)")
# "ĐIỂM CÁC CHỈ SỐ THÀNH PHẦN (thang điểm 10)", "thang điểm của mỗi nhóm là 100": of how many points each part is.
_SCALE_OF_PARTS = unaccented(
    r"\bthang điểm\s*(?:là\s|:\s*)?(?:từ \d{1,2} (?:đến|tới) )?(?P<most>\d{1,2})\b(?!\s?[\d/%]|,\d)"
    r"|\b(?:thang điểm|(?:điểm )?tối đa)\s(?:của |cho )?(?:mỗi|từng|các)\s[^.;:()\d]{2,40}(?:là|:)\s*"
    r"(?P<each>\d{1,3})\b"
)
# "Bảng 2. Điểm thẩm định (tối đa 75)": of how many points all are that the title speaks of.
_MOST_OF_ALL = unaccented(
    r"\btối đa\s*(?:là\s|:\s*)?(?P<most>\d{2,4})(?!\s?[\d/%]|,\d)(?:\s*(?:điểm|đ))?\s*(?:[).:;,]|$)"
)
# "Sau điều chỉnh", beside points that no heading says this of: those were before.
_REVISED = unaccented(
    r"\bsau (?:khi )?(?:điều chỉnh|rà soát|phúc tra|phúc khảo|giải trình|kiến nghị|thẩm định lại)\b"
)
_FEWEST_PARTS, _FEWEST_SUMS = 2, 3  # parts of a total, and rows in which they add up to it
_MOST_POINTS = 100.0  # of the index and of every criterion of it
_THOUSAND = 1000.0  # of other sets of criteria


@dataclass(frozen=True, slots=True)
class OpenCell:
    """A cell that a person must look at: its row of the record, -1 in the header.

    It is not empty though nothing was read in it, or its figures are in doubt.
    """

    row: int
    column: int
    trace: Trace

    @property
    def pointer(self) -> str:
        return f"header/{self.column}" if self.row < 0 else f"rows/{self.row}/{self.column}"


@dataclass(frozen=True, slots=True)
class ToldKind:
    """What a column holds by somebody else than the rules, and how likely that is."""

    kind: str
    sure: float


@dataclass(frozen=True)
class TableSheet:
    """A whole table, over page breaks, with what each column holds."""

    record: TableRecord
    trace: Trace
    column_heads: ColumnHeads
    sure: Mapping[str, float] = field(default_factory=dict)  # confidence of what stands alone in a line or word
    least: float = 1.0  # that of the worst word
    open_cells: tuple[OpenCell, ...] = ()
    cells: tuple[tuple[Trace, ...], ...] = ()  # of each row of the record, where its cells stand
    above: str = ""  # the lines right above the table
    below: str = ""  # a note right below it
    after: tuple[str, ...] = ()  # the lines right below it
    heads: tuple[str, ...] = ()  # the header, with what heads several columns in each of them
    printed: tuple[str, ...] = ()  # the header as it is printed, where it has short forms that are spelled out
    told: Mapping[int, ToldKind] = field(default_factory=dict)  # of columns by their places, instead of the rules

    @property
    def printed_record(self) -> TableRecord:
        """The table as it is printed."""
        return self.record.model_copy(update={"header": self.printed}) if self.printed else self.record

    @cached_property
    def all_heads(self) -> tuple[str, ...]:
        """The heads of the columns, with what heads several columns in each of them."""
        return self.heads or self.record.header

    @cached_property
    def own_heads(self) -> tuple[str, ...]:
        """As ``all_heads``, without what heads several columns; the first of them has it in ``header``, too."""
        pairs = [*zip(self.all_heads, self.record.header, strict=False)]
        groups = [whole.removesuffix(own) if whole != own and whole.endswith(own) else "" for whole, own in pairs]
        own_heads = []
        for (whole, own), group, next_ in zip(pairs, groups, [*groups, ""][1:], strict=True):
            first = not group and next_.strip() and whole.startswith(next_) and whole != next_
            own_heads.append(whole.removeprefix(next_) if first else own)
        return tuple(own_heads)

    @cached_property
    def columns(self) -> tuple[SheetColumn, ...]:
        rows = [row for row in self.record.rows if not is_maximum(self.name_in(row))]
        rows = [
            tuple(with_place_told(cell) if at in self._placed else cell for at, cell in enumerate(row))
            for row in rows
        ]
        # A sum passes the maximum of its parts.
        rows = [row for row in rows if not is_sum(self.name_in(row))] or rows
        ruled = columns_of(self.column_heads, self.all_heads, rows, self.around, self.own_heads)
        ruled = tuple(map(self._with_most, ruled))
        ruled = with_values(ruled, self.record.header, self.record.rows)
        return tuple(
            replace(column, kind=told.kind, sure=told.sure) if (told := self.told.get(column.at)) else column
            for column in ruled
        )

    def _with_most(self, column: SheetColumn) -> SheetColumn:
        """A column that no heading tells as points, as such where a row says their maximum, and none is more."""
        most = self._most_told.get(column.at)
        if (
            column.kind not in ("other", "count")
            or most is None
            or self.column_heads.sets_aside(self.record.header[column.at])
        ):
            return column
        cells = [number(row[column.at]) if column.at < len(row) else None for row in self.record.rows]
        fits = all(cell is not None and 0 <= cell <= most for cell in cells)
        return replace(column, kind="score") if fits else column

    @cached_property
    def _most_told(self) -> Mapping[int, float]:
        """The most that each column can have, by the row that says it."""
        rows = [row for row in self.record.rows if is_maximum(self.name_in(row))]
        return {x: most for row in rows for x, cell in enumerate(row) if (most := number(cell)) is not None}

    @property
    def around(self) -> str:
        """The title and the lines above the table, with a note below it that tells the unit of its figures."""
        title = self.record.title or ""
        lines = [*([title] if title not in self.above else []), self.above]
        return "\n".join(lines + [note for note in (self.below, *self.after[:1]) if unit_of(note)])

    @cached_property
    def maxima(self) -> Mapping[int, float]:
        """The most that a column of points can have, by its place, where a row or the lines above say it."""
        whole = self.most_of_all
        of_totals = {column.at: whole for column in self._overall} if whole else {}
        return {**self._scale_of_parts, **self._sums_of_parts, **of_totals, **self._most_told}

    @cached_property
    def most_of_all(self) -> float | None:
        """The most points of a whole, where the lines above say it: "(thang điểm 100)"."""
        lead = next(iter((self.record.title or self.above.strip()).splitlines()[-1:]), "")
        scale = _SCALE.search(bare(self.above).lower()) or _MOST_OF_ALL.search(bare(lead).lower())
        return number(scale["most"]) if scale else None

    @property
    def _sums_of_parts(self) -> Mapping[int, float]:
        """The most of the one total, where each part says its own and the parts of the rows add up to it."""
        totals, parts = self.of_kind("total"), self.of_kind("score")
        most = [part.most for part in parts if part.most is not None]
        if len(totals) != 1 or len(most) < _FEWEST_PARTS or len(most) < len(parts):
            return {}
        columns = (totals[0], *parts)
        known = ([number(self.cell(row, column) or "") for column in columns] for row in self.record.rows)
        return {totals[0].at: sum(most)} if mostly_add_up(known, _FEWEST_SUMS) else {}

    @cached_property
    def _scale_of_parts(self) -> Mapping[int, float]:
        """The most of every part of an index, where the lines above a table say it and no cell has more."""
        scale = _SCALE_OF_PARTS.search(bare(self.above).lower()) if self.lists_criteria else None
        told = scale and (scale["most"] or scale["each"])
        most = number(told) if told and not self.of_kind("maximum") else None
        if most is None:
            return {}
        rows = [row for row in self.record.rows if not is_sum(self.name_in(row))]
        cells = {c.at: [number(self.cell(row, c) or "") for row in rows] for c in self.of_kind("score", "value")}
        return {at: most for at, of in cells.items() if all(one is None or one <= most for one in of)}

    @property
    def _overall(self) -> tuple[SheetColumn, ...]:
        """The columns of whole results: totals, or of bodies without any the points."""
        return self.of_kind("total") or (
            () if self.lists_criteria or self.of_kind("maximum") else self.of_kind("score")
        )

    @cached_property
    def named(self) -> SheetColumn | None:
        """The column that names the rows; beside one of bodies that of what they have points for."""
        names = self.of_kind("name")
        criteria = [column for column in names if names_criteria(self.record.header[column.at])]
        return next(iter(criteria if self.owners else names), None)

    @cached_property
    def owners(self) -> SheetColumn | None:
        """The column of the bodies whose the rows are, beside one that says what is measured."""
        names, header = self.of_kind("name"), self.record.header
        bodies = [column for column in names if names_bodies(header[column.at])]
        criteria = any(names_criteria(header[column.at]) for column in names)
        return bodies[0] if bodies and criteria else None

    @property
    def lists_criteria(self) -> bool:
        """Whether the heading of the names says that the rows are parts of an index."""
        return self.named is not None and names_criteria(self.record.header[self.named.at])

    @property
    def lists_bodies(self) -> bool:
        """Whether the heading of the names says that the rows are bodies."""
        return self.named is not None and names_bodies(self.record.header[self.named.at])

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(column.kind for column in self.columns)

    def of_kind(self, *kinds: str) -> tuple[SheetColumn, ...]:
        return tuple(column for column in self.columns if column.kind in kinds)

    def results(self, kind: str) -> Iterator[tuple[SheetColumn, SheetColumn | None]]:
        """For each year the column of that kind that is the result, and the one of what the body claimed."""
        return self.results_of(self.of_kind(kind))

    def results_of(self, columns: Sequence[SheetColumn]) -> Iterator[tuple[SheetColumn, SheetColumn | None]]:
        """As ``results``, of some columns of points."""
        filled = [column for column in columns if self._is_filled(column)]
        given = self.given if self.given and self.given.kind == "total" else None
        filled = [column for column in filled if column != given]
        for time in dict.fromkeys(map(self._stands_for, filled)):
            of_year = [column for column in filled if self._stands_for(column) == time]
            best = min(of_year, key=lambda column: (_PREFERRED.index(column.basis), self.is_draft(column)))
            claims = (column for column in of_year if column.basis == "self" and column is not best)
            yield best, next(claims, None) if best.basis in ("appraised", None) else None

    def _is_filled(self, column: SheetColumn) -> bool:
        """Whether any cell of a column has something in it: "Điểm thẩm định (Sở Nội vụ ghi)" may wait for it."""
        return not self.record.rows or any(self.cell(row, column) for row in self.record.rows)

    def _stands_for(self, column: SheetColumn) -> tuple[object, bool]:
        """When points are of, and whether they are what all have on average, beside those of one body."""
        return column.time, column.basis == "average" and not self.lists_bodies

    @cached_property
    def given(self) -> SheetColumn | None:
        """The points of bodies before some were taken off or put on top, where a heading says that it is after."""
        came = result_of(self.columns, self.all_heads, self.record.rows) if self.lists_bodies else None
        if came is None or self.columns[came.at].kind != "total" or not says_final(self.record.header[came.at]):
            return None
        base = self.columns[came.parts[0][0]]
        plain = base.kind == "total" and base.basis is None  # "Tổng điểm", before "Điểm cuối cùng"
        return base if plain or (base.kind == "score" and base.basis != "self") else None

    def drafts(self) -> Iterator[tuple[SheetColumn, SheetColumn]]:
        """Columns of points that were proposed before the result, each with that of the result."""
        for best, claim in self.results("score"):
            others = (c for c in self.of_kind("score") if c.time == best.time and c not in (best, claim))
            yield from ((column, best) for column in others if self.is_draft(column))

    def is_draft(self, column: SheetColumn) -> bool:
        """Whether a heading says that its points were not decided yet, or another that its own are later."""
        if says_draft(self.record.header[column.at]):
            return True
        alike = [other for other in self.of_kind(column.kind) if other.time == column.time]
        return not self._is_revised(column) and any(map(self._is_revised, alike))

    def _is_revised(self, column: SheetColumn) -> bool:
        heads = self.all_heads
        return _REVISED.search(bare(heads[column.at]).lower()) is not None

    def cell(self, row: Sequence[str], column: SheetColumn | None) -> str | None:
        if column is None or column.at >= len(row):
            return None
        cell = row[column.at].strip()
        return (with_place_told(cell) if column.at in self._placed else cell) or None

    @cached_property
    def _placed(self) -> frozenset[int]:
        """The columns whose cells have places behind points, which no word says: "85,5/3", "85,5 (3)"."""
        width = max((len(row) for row in self.record.rows), default=0)
        columns = {at: [row[at] for row in self.record.rows if at < len(row) and row[at]] for at in range(width)}
        return frozenset(at for at, cells in columns.items() if have_places(cells))

    def figure(self, row: Sequence[str], kind: str) -> float | None:
        """The number in the first column of that kind."""
        return number(self.cell(row, next(iter(self.of_kind(kind)), None)) or "")

    def points(self, row: Sequence[str], column: SheetColumn | None) -> float | None:
        """Points of a row; None for what cannot be any: more than the hundred of an index, or than the maximum."""
        points, most = self.pair(row, column)
        limit = max(most or 0.0, _THOUSAND if column and column.at in self._of_thousand else _MOST_POINTS)
        return points if points is not None and 0 <= points <= limit else None

    @cached_property
    def _of_thousand(self) -> frozenset[int]:
        """The places of columns of points that are all more than a hundred, and none more than a thousand."""
        points = [c for c in self.of_kind("score", "total") if "diem" in bare(self.all_heads[c.at]).lower()]
        cells = {
            c.at: [f for r in self.record.rows if (f := number(self.cell(r, c) or "")) is not None] for c in points
        }
        return frozenset(at for at, of in cells.items() if of and _MOST_POINTS < min(of) <= max(of) <= _THOUSAND)

    def pair(self, row: Sequence[str], column: SheetColumn | None) -> tuple[float | None, float | None]:
        """The points of a cell and their maximum: in the cell ("8,5/10"), in its row, or in its heading."""
        one, _, other = without_place(self.cell(row, column) or "").partition("/")
        own = (column.most or self.maxima.get(column.at)) if column else None
        if column and column.at in self._scale_of_parts and is_sum(self.name_in(row)):
            own = None
        return number(one), number(other) or self.figure(row, "maximum") or own

    def name(self, row: Sequence[str]) -> str | None:
        """The cell that names the row: that of the name column, else the first with words in it."""
        named = self.cell(row, self.named) or self.name_in(row)
        return named.strip(" ,;.") or None if named else None

    @staticmethod
    def name_in(row: Sequence[str]) -> str | None:
        """The first cell with words in it."""
        return next((cell for cell in row if len(cell) > 3 and number(cell) is None), None)
