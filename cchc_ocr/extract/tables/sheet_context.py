"""What the cells of a table are about: whose they are, of when, of which index, and what each of them holds.

A table is a statement with two axes: the slots of a cell come from the head of its column, the head of its row,
the title and the lines above the table, and the subject of the document, in this order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from cchc_ocr.extract.results.bodies import body_in, judged_body_in
from cchc_ocr.extract.results.context import Knowledge
from cchc_ocr.extract.results.grades import grade
from cchc_ocr.extract.results.natures import nature_of
from cchc_ocr.extract.results.point_bases import basis_in, claims_by_subject
from cchc_ocr.extract.results.times import When, mentions
from cchc_ocr.extract.tables.cells import is_broken, is_place, is_sum, mostly_add_up, number
from cchc_ocr.extract.tables.column_bodies import bodies_of_columns, bodies_over_columns
from cchc_ocr.extract.tables.group_grades import listed_in
from cchc_ocr.extract.tables.headings import names_money, says_number, unit_of
from cchc_ocr.extract.tables.read_rows import ReadRow, read_rows
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.extract.tables.sheet_times import SheetTimes
from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.extract.tables.subjects import leads_to_shares, says_places, subject_of, told_share
from cchc_ocr.patterns import accented, as_said, unaccented
from cchc_ocr.records import Basis, Document, Nature
from cchc_ocr.vietnamese import CAPITALS, bare

_FEWEST_BODIES = 2
_DAY = re.compile(r"\(?\d{1,2}/\d{1,2}/\d{4}\)?|\(?\bnăm \d{4}\)?")
# "(năm 2022 tự chấm 60,5/65)": figures of another time or of another side, in brackets beside those of the table.
_BESIDE = re.compile(r"\s*\([^()]*\b(?:19|20)\d\d\b[^()]*\d[.,/]\d[^()]*\)")
# "(Kèm theo Quyết định số 218/QĐ-UBND ngày 22/01/2024)": the day of a document, and no time of results.
_CITING = unaccented(r"\s*\(?\s*(?:ban hành )?kèm theo\b")
# "3. Ông Đỗ Văn An, Văn phòng UBND tỉnh - thành viên": who was there, with his office.
_PERSON = accented(rf"(?:^|[:;,–-])\s*(?:\d{{1,2}}[.)]\s*)?(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Đđ]/c)\s[{CAPITALS}]")
# "Tên xã", "Xã, thị trấn": those without a kind in their names are of the first that is named.
_KIND_OF_ALL = accented(r"^\W*(?:tên |các |ubnd )*(?P<kind>xã|phường|huyện)\b(?! hội)")
_LEFT_OUT = as_said(
    r"\b(?:không (?:tính|kể|bao gồm|gồm)|chưa (?:tính|kể|gồm)|(?<!điểm )(?<!bị )trừ(?! điểm)|ngoài)\b"
)
# "2. Bệnh viện Mắt", "Đơn vị: Sở Y tế": heads what is right below it.
_SECTION = re.compile(
    r"\W*(?:(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[a-zđ])[.)]\s"
    r"|(?:Tên )?(?:[Đđ]ơn vị|[Cc]ơ quan|[Đđ]ịa phương)[^:]{0,20}:\s)"
).match
_POINTS = unaccented(r"\b(?:điểm|chỉ số)\b")
_FEWEST_SUMS = 2  # rows that add up where a column is a sum
_ALL_POINTS = 100.0
# "Tăng (+), giảm (-) so với năm trước": by how much the figures above it differ.
_CHANGED = unaccented(
    r"^\W*(?:(?:mức )?(?:tăng|giảm)\W*(?:\(|tăng|giảm)|mức (?:tăng|giảm)\b|chênh lệch|thay đổi|biến động"
    r"|so (?:với|sánh)\b)"
)
_COUNTED = unaccented(r"\W*(?:hồ sơ|văn bản|nhiệm vụ|phản ánh|kiến nghị|phiếu|lượt|cuộc|đơn thư)\b(?!.*\bđiểm\b)")
_COUNTED_IN = unaccented(r"\b(?:hồ sơ|văn bản|nhiệm vụ|phiếu|lượt|cuộc|đơn thư|tthc|thủ tục)\b")
_OVERALL = unaccented(r"\W*(?:tổng )?(?:điểm|điểm số) (?:tổng hợp|chung|toàn diện)\W*")
_GRADED = unaccented(r"^\W*(?:(?:kết quả |nhóm )?(?:xếp|phân) (?:loại|nhóm)\b|(?:xếp )?nhóm\W*$)")


class SheetContext:
    """One table, its rows, and the slots that all its cells have in common.

    ``document`` is what its head says, ``whole`` the body whose results it is about.
    """

    def __init__(self, sheet: TableSheet, knowledge: Knowledge, document: Document, whole: str | None) -> None:
        self.sheet, self.knowledge, self.document = sheet, knowledge, document
        title = sheet.record.title or ""
        self.rows = read_rows(sheet, knowledge)
        self.lists_bodies = self._lists_bodies()
        near = self.leads[-1:]
        heads = [
            lead
            for lead in ((*near, title) if any(map(_SECTION, near)) else (title, *near))
            if not _LEFT_OUT(lead)
        ]
        named = (judged_body_in(_without_time(lead), self.knowledge.bodies) for lead in heads)
        self.unit = next(filter(None, named), None) or whole
        indices = self.knowledge.indices
        around = (*reversed(self.leads), sheet.above, self.document.subject)
        self.index = next(filter(None, map(indices.of, around)), None)
        self.basis = self._basis_around()

    def _lists_bodies(self) -> bool:
        """Whether the rows are bodies: by the heading, as they are ranked, or by most of their names."""
        names = [row for row in self.rows if row.name and not row.whole and not row.timed and not row.heads_group]
        bodies = sum(row.body is not None for row in names)
        headed = self.sheet.lists_bodies and not any(row.index for row in names)
        unnamed = "rank" in self.sheet.kinds and not self.sheet.lists_criteria
        ranked = unnamed and not any(row.index or any(row.when) for row in names)
        mostly = bodies >= min(_FEWEST_BODIES, len(names)) and 2 * bodies > len(names)
        return bool(names) and (headed or ranked or mostly)

    def _basis_around(self) -> Basis | None:
        basis = basis_in(bare(self.sheet.around).lower())
        if basis != "self" and not self.lists_bodies and self._averaged():
            return "average"
        by_subject = not self.lists_bodies and claims_by_subject(self.document.subject)
        return "self" if basis == "self" or (basis in (None, "average") and by_subject) else None

    def _averaged(self) -> bool:
        """Whether the title says that a table of parts gives what many bodies have on average."""
        return basis_in(bare(self.sheet.record.title or "").lower()) == "average"

    @cached_property
    def _times(self) -> SheetTimes:
        return SheetTimes(self.sheet, self.document, self.leads)

    def when(self, column: SheetColumn, row: ReadRow) -> When:
        """Of when a cell is."""
        return self._times.of(column, row)

    @cached_property
    def leads(self) -> tuple[str, ...]:
        """The title and the lines above that lead to the table: no sentences of a paragraph, no persons."""
        lines = [line.strip() for line in self.sheet.above.splitlines() if not _CITING.match(bare(line).lower())]
        lines = [line for line in lines if not _PERSON.search(line)]
        lines = [_BESIDE.sub("", line).rstrip() for line in lines]
        near = [line for line in lines if not line.endswith((".", ";", "./"))]
        title = (self.sheet.record.title or "").strip()
        return tuple(near) if title in near else (title, *near)

    @cached_property
    def subject(self) -> str | None:
        """What the whole table gives, by its title, the lines that lead to it and the subject of the document."""
        return subject_of(self.told_around)

    @cached_property
    def told_around(self) -> tuple[str, ...]:
        """The lines that say what the table gives, the nearest first; the subject of the document last."""
        lines = dict.fromkeys(
            (*reversed(self.leads), *self.sheet.above.splitlines()[::-1], self.document.subject or "")
        )
        return tuple(line for line in lines if line)

    def nature(self, column: SheetColumn) -> Nature:
        """By the heading of the column, the lines above; what is of a year gone by is no wish."""
        if column.nature == "target":
            return "target"
        around = nature_of(self.document, "\n".join(self.leads))
        done = around == "target" and (column.nature == "result" or self._times.is_past(column))
        return "result" if done else around

    def column_index(self, column: SheetColumn) -> str | None:
        """The index that a heading names; of a heading that says "Xếp hạng" alone, that of the column before."""
        header = self.sheet.all_heads
        own = self.knowledge.indices.of(header[column.at])
        before = self.knowledge.indices.of(header[column.at - 1]) if column.at and column.kind == "rank" else None
        return own or before

    def common(self, column: SheetColumn, row: ReadRow) -> dict[str, Any]:
        """The slots that every value of a cell has: its index, its body, its nature and its time."""
        return {
            "index": row.index or self.column_index(column) or self.index,
            "unit": (body := self.body(column, row)),
            "body": self._with_kind(body) if body == row.name else body,
            "nature": self.nature(column),
            **self.when(column, row)._asdict(),
        }

    def _with_kind(self, body: str | None) -> str | None:
        """A body with the kind that the heading of a list says of all: "Nà Lơi" below "Tên xã" is a commune."""
        named = self.sheet.named
        kind = _KIND_OF_ALL.search(self.sheet.record.header[named.at].lower()) if named else None
        known = body and body_in(body, self.knowledge.bodies)
        return f"{kind['kind']} {body}" if kind and body and not known else body

    def body(self, column: SheetColumn, row: ReadRow) -> str | None:
        """Whose a cell is: of the body that its row or column names or is, else that of the table."""
        if self.groups_by_grade:
            return self.unit
        if self.lists_bodies and not row.whole and not row.timed:
            return row.name
        if self.lists_bodies and row.extreme:
            return self._at_extreme(column, row)
        above = self._bodies_of_columns.get(column.at) or self._bodies_over_columns.get(column.at)
        above = self.unit if is_sum(above) else above  # "Cộng", beside those that are added
        return row.owner or row.body or above or self._of_many(column) or self.unit

    @cached_property
    def groups_by_grade(self) -> bool:
        """Whether each row is of a grade of its own, and names all bodies that have it."""
        column = next(iter(self.sheet.of_kind("grade")), None)
        rows = [row for row in self.rows if not row.whole and not row.heads_group]
        given = [self.sheet.cell(row.cells, column) for row in rows]
        apart = None not in given and len(set(given)) == len(given)
        return apart and any(listed_in(row.name or "") for row in rows)

    def _at_extreme(self, column: SheetColumn, row: ReadRow) -> str | None:
        """The one body that has the most, or the least; None where several have."""
        figure = number(self.sheet.cell(row.cells, column) or "")
        others = (
            one
            for one in self.rows
            if not one.whole and number(self.sheet.cell(one.cells, column) or "") == figure
        )
        names = [one.name for one in others]
        return names[0] if len(names) == 1 else None

    def _of_many(self, column: SheetColumn) -> str | None:
        """What a column of averages beside points of one body says of whom they are: "Bình quân thành phố"."""
        points = [c for c in self.sheet.of_kind("score", "total", "value", "percent") if c.basis != "average"]
        if column.basis != "average" or not points:
            return None
        heading = _DAY.sub("", self.sheet.record.header[column.at])
        return heading.strip(" ,-(") or None

    @cached_property
    def _bodies_of_columns(self) -> Mapping[int, str]:
        """The bodies that stand side by side in the heading, by the places of their columns."""
        if self.lists_bodies or self._bodies_over_columns:
            return {}
        return bodies_of_columns(self.sheet, self.knowledge.bodies)

    @cached_property
    def _bodies_over_columns(self) -> Mapping[int, str]:
        """The bodies in the first row of the heading, each over several columns, by the places of these."""
        return {} if self.lists_bodies else bodies_over_columns(self.sheet, self.knowledge.bodies)

    def by_row(self, column: SheetColumn) -> bool:
        """Whether the rows say what a column holds: one of a year, or of a body."""
        return column.kind == "value" or column.at in self._bodies_of_columns

    def kind(self, column: SheetColumn, row: ReadRow) -> str:
        """What a cell holds: its column says it, or, of years or bodies side by side, its row."""
        if column.kind == "mixed":
            return self._kind_of_mixed(column, row)
        if column.kind == "deduction" and not self.lists_bodies and row.left:
            return "total"
        if self.by_row(column) or (
            column.kind in ("score", "count")
            and (row.ranked or self._grades(column, row) or (row.shared and column.kind == "count"))
        ):
            return self._kind_by_row(column, row)
        counted = column.kind == "percent" and says_number(row.name or "") and not self._says_share(column)
        return "count" if counted and "%" not in (self.sheet.cell(row.cells, column) or "%") else column.kind

    def _says_share(self, column: SheetColumn) -> bool:
        """Whether a heading says that its cells are shares, whatever the row counts: "% hoàn thành"."""
        heading = self.sheet.record.header[column.at]
        return "%" in heading or told_share([heading]) is not None

    def _kind_of_mixed(self, column: SheetColumn, row: ReadRow) -> str:
        """What a cell with its unit holds that says it in no words: a place or a grade, by the name of its row."""
        cell = self.sheet.cell(row.cells, column) or ""
        if row.ranked and is_place(cell):
            return "rank"
        return "grade" if _GRADED.search(row.plain) and grade(cell) else column.kind

    def _grades(self, column: SheetColumn, row: ReadRow) -> bool:
        """Whether a row below points says which grade was given for them: "Xếp loại | | Khá"."""
        return _GRADED.search(row.plain) is not None and number(self.sheet.cell(row.cells, column) or "") is None

    def _kind_by_row(self, column: SheetColumn, row: ReadRow) -> str:
        cell = self.sheet.cell(row.cells, column) or ""
        name = bare(row.name or "").lower()
        measure = next(iter(self.sheet.of_kind("measure")), None)
        coded = self.knowledge.criteria.code(row.name) is not None
        outof = bool(self.sheet.of_kind("maximum"))
        pointed = coded or outof or self.pointed
        named = self.sheet.column_heads.kind_of(row.name or "")
        unit = self.sheet.cell(row.cells, measure) or ""
        told = (
            ("other", names_money(unit)),
            ("grade", _GRADED.search(name) is not None and number(cell) is None),
            ("other", self.sheet.column_heads.sets_aside(row.name or "") and self._changes(row)),
            (self.measured or "", self.measured is not None and self._gives_measured(row)),
            ("rank", row.ranked and is_place(cell)),
            (
                "percent",
                bool(self._bodies_of_columns) and not row.index and not outof and self._is_share(row, cell),
            ),
            ("percent", unit == "%" and not row.ranked),
            ("total", self._is_out_of_hundred(row)),
            ("count", self._bodies_of_columns and not outof and self._counts(row)),
            ("percent", self._bodies_of_columns and row.shared and row.most is None and not outof),
            ("rank", row.ranked and row.measures_only and self.sheet.figure(row.cells, "maximum") is None),
            ("score", row.most is not None or ((coded or (outof and not row.summed)) and self._bodies_of_columns)),
            ("rank", row.ranked),
            ("grade", _GRADED.search(name) is not None),
            ("count", column.kind == "value" and measure is None and self._counts_plainly(row, cell)),
            ("total", bool(row.index or (row.summed and pointed) or row.body or self._is_whole(row))),
            ("percent", "%" in cell or unit.startswith("%") or unit_of(self.sheet.around) == "%"),
            ("percent", row.shared),
            ("total" if row.summed or self._is_measured_in_points(row) else "score", bare(unit).lower() == "diem"),
            ("count", measure is not None or (says_number(row.name or "") and not is_broken(cell))),
            (named, named == "percent" or (named == "count" and not is_broken(cell))),
            ("score", pointed or (self.index is not None and is_broken(cell))),
        )
        broken = any(
            is_broken(row.cells[c.at]) for c in self.sheet.columns if self.by_row(c) and c.at < len(row.cells)
        )
        return next((kind for kind, fits in told if fits), "other" if broken else "count")

    def _is_share(self, row: ReadRow, cell: str) -> bool:
        """Whether a cell is a share by its sign, or by what is told of all figures of the table."""
        told = unit_of(self.sheet.around) == "%" and row.most is None and not self.sheet.of_kind("maximum")
        figure = number(cell)
        counted = says_number(row.name or "") or _COUNTED.match(row.plain) is not None
        return cell.endswith("%") or (told and not counted and figure is not None and 0 <= figure <= _ALL_POINTS)

    def _changes(self, row: ReadRow) -> bool:
        """Whether a row below times says how those beside one another differ: "Tăng (+), giảm (-)"."""
        return not row.ranked and _CHANGED.search(row.plain) is not None

    def _gives_measured(self, row: ReadRow) -> bool:
        """Whether a row says whose its figures are, or of when, and not what they are: the whole table does."""
        told = row.body is not None or row.timed or row.whole or (self.lists_bodies and not row.measures_only)
        return told or (self.leads_to_shares and row.most is None and not row.ranked)

    @cached_property
    def measured(self) -> str | None:
        """What all figures below times or bodies are, whose heads do not say it: places, or shares.

        The title and the lines that lead to the table say it; places are whole, as many as the rows or more, and
        no two of one time are the same.
        """
        columns = [column for column in self.sheet.columns if self.by_row(column)]
        if not columns or not (self.lists_no_measures or self.leads_to_shares):
            return None
        cells = [self.sheet.cell(row.cells, column) or "" for column in columns for row in self.rows]
        if unit_of(self.sheet.around) == "%" or sum("%" in cell for cell in cells) * 2 > len(cells):
            return "percent"
        if says_places(self.told_around) and self._are_places(columns):
            return "rank"
        figures = [figure for cell in cells if (figure := number(cell)) is not None]
        counts = bool(figures) and not any(map(is_broken, cells)) and self._counts_in_title(figures)
        if counts and not self.pointed and self.lists_no_measures:
            return "count"
        shares = bool(figures) and all(0 <= figure <= _ALL_POINTS for figure in figures)
        return "percent" if shares and any(map(is_broken, cells)) and told_share(self.told_around) else None

    def _counts_in_title(self, figures: Sequence[float]) -> bool:
        """Whether whole numbers are of what the lines above count: more than points can be, or so named."""
        return max(figures) > _ALL_POINTS or any(_COUNTED_IN.search(bare(line).lower()) for line in self.leads)

    @property
    def lists_no_measures(self) -> bool:
        """Whether the rows say whose or of when their figures are, and not what they are."""
        return self.lists_bodies or all(row.timed for row in self.rows)

    @cached_property
    def leads_to_shares(self) -> bool:
        """Whether the title or the line above says that the table gives a share, also of what its rows name."""
        return leads_to_shares("\n".join((self.sheet.record.title or "", *self.leads[-1:])))

    def _are_places(self, columns: Sequence[SheetColumn]) -> bool:
        rows = [row for row in self.rows if not row.whole]
        groups = [[self.sheet.cell(row.cells, c) or "" for row in rows] for c in columns]
        if not self.lists_bodies:  # one row of each time
            groups = [list(group) for group in zip(*groups, strict=True)]
        for group in groups:
            places = [place for cell in group if (place := number(cell.partition("/")[0])) is not None]
            if any(place % 1 or place < 1 for place in places) or len(set(places)) < len(places):
                return False
        return True

    @cached_property
    def pointed(self) -> bool:
        """Whether the title or the lines that lead to the table speak of points."""
        return _POINTS.search(bare("\n".join(self.leads)).lower()) is not None

    def _is_out_of_hundred(self, row: ReadRow) -> bool:
        """Whether a row below bodies gives what they have of all the points, and not of a criterion."""
        code = self.knowledge.criteria.code(row.name)
        return bool(self._bodies_of_columns) and row.most == _ALL_POINTS and code is None

    def _counts(self, row: ReadRow) -> bool:
        """Whether the cells of a row are numbers of something: whole, and more than points can be, or so named."""
        figures = [number(row.cells[at]) for at in self._bodies_of_columns if at < len(row.cells)]
        known = [figure for figure in figures if figure is not None]
        named = says_number(row.name or "") or _COUNTED.match(row.plain) is not None
        whole = bool(known) and row.most is None and all(figure % 1 == 0 for figure in known)
        return whole and not row.shared and not row.ranked and (named or max(known) > _ALL_POINTS)

    def _counts_plainly(self, row: ReadRow, cell: str) -> bool:
        """Whether a row of years is named by what it counts, also where a body is named with that."""
        share = row.shared or "%" in cell or unit_of(self.sheet.around) == "%"
        return _COUNTED.match(row.plain) is not None and not is_broken(cell) and not share

    def cells(self, *kinds: str) -> Iterator[tuple[ReadRow, SheetColumn]]:
        """The cells of these kinds, row by row; of several columns of points of a year those that are results."""
        for row in self.rows:
            for column in self.sheet.columns:
                if self.sheet.cell(row.cells, column) is not None and self.kind(column, row) in kinds:
                    yield row, column

    def results(self) -> Iterator[tuple[ReadRow, SheetColumn, SheetColumn | None]]:
        """The cells of points that are results, each with the column of what the body gave itself."""
        for row in self.rows:
            for column, claim in self._pairs:
                if self.sheet.cell(row.cells, column) is not None and not row.ranked:
                    yield row, column, claim
                elif row.summed and claim is None and (other := self._sum_beside(row, column)):
                    yield row, other, None
            for column in filter(self.by_row, self.sheet.columns):
                if self.kind(column, row) in ("score", "total") and self.sheet.cell(row.cells, column):
                    yield row, column, None

    def most(self, row: ReadRow, column: SheetColumn) -> float | None:
        """Out of how many the points of a cell are."""
        points, most = self.sheet.pair(row.cells, column)
        whole = self.sheet.most_of_all if row.summed and not self.lists_bodies else None
        return most or row.most or (whole if whole and points is not None and points <= whole else None)

    def _sum_beside(self, row: ReadRow, column: SheetColumn) -> SheetColumn | None:
        """The one column of points of the same time that has the sum which the column of the results has not."""
        others = [one for one in self.sheet.of_kind("score", "total") if one.time == column.time and one != column]
        filled = [one for one in others if self.sheet.cell(row.cells, one) is not None]
        return filled[0] if len(filled) == 1 and not self.lists_bodies and not self.by_row(filled[0]) else None

    @cached_property
    def _pairs(self) -> tuple[tuple[SheetColumn, SheetColumn | None], ...]:
        """The columns of results, each with that of what the body claimed; parts of bodies are told apart."""
        if self._bodies_over_columns:
            return tuple(self._of_each_body("score")) or tuple(self._of_each_body("total"))
        of_bodies = self._bodies_of_columns
        scores = [pair for pair in self.sheet.results("score") if pair[0].at not in of_bodies]
        totals = [*self.sheet.results("total")]
        if self.is_total_of_indices():
            return (*scores, *((column, None) for column in self.sheet.of_kind("total")))
        if self.has_parts or not scores:
            return tuple(totals)
        if len(totals) == 1 and self._adds_up_sides(totals[0][0]):
            return ((totals[0][0], scores[0][1]),)
        return tuple(scores)

    def _of_each_body(self, kind: str) -> Iterator[tuple[SheetColumn, SheetColumn | None]]:
        over = self._bodies_over_columns
        for body in dict.fromkeys(over.values()):
            yield from self.sheet.results_of([c for c in self.sheet.of_kind(kind) if over.get(c.at) == body])

    def _adds_up_sides(self, total: SheetColumn) -> bool:
        """Whether a column is the sum of what several sides gave: "Thẩm định", "Điều tra", "Tổng điểm đạt"."""
        sides = [column for column in self.sheet.of_kind("score") if column.basis in ("appraised", "survey")]
        cells = [[number(self.sheet.cell(row.cells, c) or "") for c in (total, *sides)] for row in self.rows]
        return len(sides) > 1 and mostly_add_up(cells, _FEWEST_SUMS)

    @cached_property
    def has_parts(self) -> bool:
        """Whether what bodies, or one in some years, have of the parts of a whole stands side by side."""
        times = bool(self.rows) and all(row.timed for row in self.rows) and bool(self.sheet.of_kind("total"))
        if not (self.lists_bodies or times) or self.is_total_of_indices():
            return False
        scores = (column for column in self.sheet.of_kind("score") if column.basis is None)
        points = [column for column in scores if not self.sheet.is_draft(column)]
        unlike = len(points) > len({column.time for column in points})
        return unlike or bool(self.sheet.of_kind("total"))

    def is_total_of_indices(self) -> bool:
        """Whether the columns of totals are of several indices side by side, and not of one in several years."""
        every = [
            (index, column.time) for column in self.sheet.of_kind("total") if (index := self.column_index(column))
        ]
        of_years = len({index for index, _ in every}) == 1 and len({time for _, time in every}) == len(every)
        parts = any(column.basis is None for column in self.sheet.of_kind("score"))
        return len(every) > 1 and not (of_years and parts)

    def is_total(self, row: ReadRow) -> bool:
        """Whether the points of a row are those of a whole: a sum, an index, a year or a body."""
        if row.whole or row.index or row.timed or self._is_whole(row) or self._is_out_of_hundred(row):
            return True
        if self._is_measured_in_points(row):
            return True
        if self._bodies_of_columns:
            return False
        named = self.sheet.lists_bodies or row.body is not None
        listed = self.lists_bodies and (named or self.knowledge.criteria.code(row.name) is None)
        return listed or (row.body is not None and self.knowledge.criteria.code(row.name) is None)

    def _is_measured_in_points(self, row: ReadRow) -> bool:
        """Whether a row has points, by their unit beside it, and of no criterion: "Cổng | Điểm | 84,1"."""
        measure = next(iter(self.sheet.of_kind("measure")), None)
        unit = bare(self.sheet.cell(row.cells, measure) or "").lower()
        part = row.most is not None or self.sheet.of_kind("maximum") or self.knowledge.criteria.code(row.name)
        return unit == "diem" and not part

    def _is_whole(self, row: ReadRow) -> bool:
        """Whether a row has the points of a whole: "Điểm" and no more below the name of an index, "Điểm chung"."""
        alone = row.unnamed and not row.shared and self.index is not None
        return alone or _OVERALL.fullmatch(row.plain) is not None


def _without_time(title: str) -> str:
    """A title up to where it names a time: in capitals, the "NĂM" of "CẤP XÃ NĂM 2024" looks like a name."""
    time = next(mentions(title), None)
    return title[: time.start] if time and title.isupper() else title
