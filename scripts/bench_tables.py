#!/usr/bin/env python3
"""Invented tables of ten layouts, printed, worn and scanned: how many cells are read right, and in place.

    python scripts/bench_tables.py [--half seen|unseen] [--each 8] [--layouts bare tight ...] [--faults]
    python scripts/bench_tables.py --by engine|reader      what one reading alone says

Each page is a paragraph, a table and what follows, worn as offices and archives wear them (150 to 300 dpi). Cells
count as right if their text is that of the print letter for letter, in the same row and column of the record's
table, empty cells included. Figures that are wrong count as listed if ``needs_review`` has their cell, or what was
made of it. Pages of the half "seen" may be looked at while the program is mended, those of "unseen" only counted:
``--faults`` refuses to show them. Needs tesseract and the fonts of Debian's ``fonts-croscore``.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal
from unittest.mock import patch

import numpy as np
import pypdfium2
from samples.document import Paragraph, Sheet
from samples.office import wear
from samples.scanner import Pixels, Scan, degrade, save_image
from samples.typeset import FONTS, LEFT, Setter, Token, line_width, register_fonts, tokens, wrap

from cchc_ocr.document import Line
from cchc_ocr.pipeline import Options, digitise
from cchc_ocr.reading import page, voting
from cchc_ocr.reading.engine import Effort, OcrOptions
from cchc_ocr.reading.line_reader import LineReading
from cchc_ocr.records import Record, TableRecord

Rules = Literal["all", "across", "none", "faint"]
Rows = list[list[str]]
_ASKED = {"ruled": 0.98, "without rules": 0.93}
_NOT_LISTED = 0.005  # of all figures: the most that may be wrong and not listed
_FIGURE = re.compile(r"[-–+]?\d[\d.,/]*%?")
_VALUES = ("score", "max_score", "value", "percent", "position", "points", "of")
_HALVES = ("seen", "unseen")
_BEFORE = """
Trong kỳ, các cơ quan, đơn vị đã chủ động triển khai nhiệm vụ, kết quả cụ thể được tổng hợp như sau:
Căn cứ kết quả theo dõi, cơ quan thường trực đã tổng hợp số liệu của từng đơn vị, báo cáo cấp trên xem xét.
Nhìn chung, các chỉ tiêu chủ yếu đều đạt và vượt so với cùng kỳ, một số nội dung còn chậm so với yêu cầu.
""".strip().splitlines()
_AFTER = """
Từ kết quả nêu trên, các đơn vị tiếp tục khắc phục những hạn chế, bảo đảm hoàn thành nhiệm vụ của cả năm.
Trong thời gian tới, đề nghị các địa phương tăng cường kiểm tra, đôn đốc việc giải quyết hồ sơ, không để quá hạn.
Trên đây là kết quả thực hiện, kính báo cáo cấp trên xem xét, chỉ đạo./.
""".strip().splitlines()
_LEADING = 1.22  # of the size of print

_CRITERIA = """
Công tác chỉ đạo, điều hành
Cải cách thể chế
Cải cách thủ tục hành chính
Cải cách tổ chức bộ máy
Tuyên truyền về cải cách
Cải cách chế độ công vụ
Xây dựng chính quyền số
Cải cách tài chính công
Kiểm tra, tự kiểm tra
Theo dõi thi hành pháp luật
Thực hiện quy chế làm việc
Đào tạo, bồi dưỡng
Quản lý tài sản công
Chữ ký số
Khảo sát người dân
Sáng kiến, giải pháp mới
""".strip().splitlines()
_LONG = """
Rà soát, cắt giảm và đơn giản hóa thủ tục hành chính nội bộ giữa các cơ quan
Tỷ lệ hồ sơ được trả kết quả đúng hoặc trước thời hạn theo quy định
Mức độ hài lòng của người dân đối với việc phục vụ của bộ phận một cửa
Bố trí công chức đúng vị trí việc làm đã được phê duyệt
Xử lý kiến nghị, phản ánh của tổ chức, cá nhân gửi đến cổng thông tin
Công khai thủ tục tại nơi tiếp nhận và trên trang thông tin của đơn vị
Số hóa kết quả giải quyết còn hiệu lực của các năm trước
Sắp xếp, kiện toàn các phòng chuyên môn thuộc sở theo đề án
""".strip().splitlines()
_BODIES = """
Sở Nội vụ
Sở Tài chính
Sở Y tế
Sở Xây dựng
Sở Tư pháp
Sở Công Thương
Thanh tra tỉnh
Văn phòng
Xã Lam Kiều
Xã An Bình Hạ
Xã Mẫu Sơn
Phường Thử Đông
Phường Sông Mới
Xã Đồi Vọng
Xã Bến Gió
Phường Hồ Xa
""".strip().splitlines()
_GROUPS = ("Khối sở, ban, ngành", "Khối xã, phường", "Nhóm tiêu chí chung", "Nhóm tiêu chí thành phần")
_NAMES = {"criteria": "Tiêu chí", "long": "Nội dung thực hiện", "bodies": "Đơn vị"}
_HEADS = ("Điểm tối đa", "Điểm đạt", "Tỷ lệ (%)", "Tiếp nhận", "Đã giải quyết", "Đúng hạn", "Quá hạn", "Năm 2033")
_LONG_HEADS = (
    "Số hồ sơ tiếp nhận trong kỳ báo cáo",
    "Số hồ sơ đã giải quyết",
    "Tỷ lệ đúng hạn so với kế hoạch",
    "Kết quả thẩm định của tổ công tác",
    "Điểm tự chấm",
)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is set: its rules, points between columns (None: as wide as the page), what its cells hold.

    ``right`` sets figures flush right; ``merged`` merges heads and cells; ``numbered`` adds a row that numbers the
    columns; ``tall`` has heads of two lines and more.
    """

    name: str
    rules: Rules
    names: Literal["criteria", "long", "bodies"] = "criteria"
    apart: float | None = None
    right: bool = False
    merged: bool = False
    numbered: bool = False
    tall: bool = False
    large: bool = False

    @property
    def group(self) -> str:
        return "ruled" if self.rules in ("all", "faint") else "without rules"


LAYOUTS = (
    Layout("ruled", "all"),
    Layout("across", "across"),
    Layout("bare", "none"),
    Layout("tight", "none", names="bodies", apart=11.0),
    Layout("wrapped", "none", names="long"),
    Layout("wrapped-ruled", "all", names="long"),
    Layout("merged", "all", names="bodies", merged=True),
    Layout("faint", "faint", merged=True),
    Layout("numbered", "none", numbered=True),
    Layout("numbered-ruled", "all", numbered=True),
    Layout("right", "none", names="bodies", right=True, large=True),
    Layout("right-ruled", "all", names="bodies", right=True, large=True),
    Layout("two-line-heads", "across", names="bodies", tall=True),
    Layout("two-line-heads-ruled", "all", names="bodies", tall=True),
)


@dataclass(slots=True)
class Cell:
    """A cell to be set: its text, where it begins, and how many rows and columns it takes."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    bold: bool = False


@dataclass(slots=True)
class Plan:
    """A table to be set, and its ``truth``: the head, and the rows as a record has them."""

    layout: Layout
    cells: list[Cell] = field(default_factory=list)
    columns: int = 0
    heads: int = 1  # rows of heads
    truth: Rows = field(default_factory=list)


# -- what stands in the tables -----------------------------------------------------------------------------
def plan_of(layout: Layout, dice: random.Random) -> Plan:
    """A table of this layout with contents drawn by chance."""
    plan = Plan(layout)
    heads = dice.sample(_LONG_HEADS if layout.tall else _HEADS, dice.randint(2, 4))
    header = [dice.choice(("TT", "STT")), _NAMES[layout.names], *heads]
    plan.columns = len(header)
    if layout.merged and len(heads) > 2:
        second = ["", "", *heads[:1], *heads[1:]]
        over = dice.choice(("Hồ sơ trong kỳ", "Kết quả"))
        plan.cells = [Cell(header[x], 0, x, rows=2, bold=True) for x in range(3)]
        plan.cells.append(Cell(over, 0, 3, columns=plan.columns - 3, bold=True))
        plan.cells += [Cell(second[x], 1, x, bold=True) for x in range(3, plan.columns)]
        plan.heads = 2
        header[3] = f"{over} {header[3]}"
    else:
        plan.cells = [Cell(text, 0, x, bold=True) for x, text in enumerate(header)]
    plan.truth = [header]
    _add_rows(plan, dice)
    return plan


def _add_rows(plan: Plan, dice: random.Random) -> None:
    layout, row = plan.layout, plan.heads
    if layout.numbered:
        plan.cells += [Cell(f"({x + 1})", row, x) for x in range(plan.columns)]
        row += 1
    source = {"criteria": _CRITERIA, "long": _LONG, "bodies": _BODIES}[layout.names]
    names = dice.sample(source, min(dice.randint(4, 11), len(source)))
    kinds = [dice.choice(("whole", "points", "share", "large" if layout.large else "points")) for _ in names]
    columns = [dice.choice(kinds) for _ in range(plan.columns - 2)]
    form = dice.choice(("{}", "{}", "{}.", "0{}"))
    grouped = layout.merged and dice.random() < 0.6
    for number, name in enumerate(names, 1):
        if grouped and number in (1, len(names) // 2 + 1):
            text = dice.choice(_GROUPS)
            plan.cells.append(Cell(text, row, 0, columns=plan.columns, bold=True))
            plan.truth.append([text, *[""] * (plan.columns - 1)])
            row += 1
        figures = [_figure(kind, dice) for kind in columns]
        cells = [form.format(number), name, *figures]
        plan.cells += [Cell(text, row, x) for x, text in enumerate(cells)]
        plan.truth.append(cells)
        row += 1
    if layout.merged and not grouped:  # the last column of two rows in one
        for cell in [c for c in plan.cells if c.column == plan.columns - 1 and c.row == plan.heads + 1]:
            plan.cells.remove(cell)
            plan.truth[2][-1] = ""
        above = next(c for c in plan.cells if c.column == plan.columns - 1 and c.row == plan.heads)
        above.rows = 2


def _figure(kind: str, dice: random.Random) -> str:
    if dice.random() < 0.06:
        return dice.choice(("-", "0", ""))
    if kind == "whole":
        return str(dice.randint(1, 980))
    if kind == "large":
        return f"{dice.randint(1_000, 980_000):,}".replace(",", ".")
    if kind == "share":
        return f"{dice.uniform(40, 100):.{dice.choice((1, 2))}f}".replace(".", ",") + dice.choice(("", "%"))
    return f"{dice.uniform(0, 15):.{dice.choice((1, 2, 2))}f}".replace(".", ",").removesuffix(",0")


# -- print -------------------------------------------------------------------------------------------------
class TableSetter(Setter):
    """Sets a page with a table that has rules of any kind, or none."""

    def plan(self, plan: Plan, dice: random.Random) -> None:
        size = dice.choice((11.0, 12.0, 13.0)) if plan.columns < 6 else 11.0
        space = dice.choice((1.0, 2.5, 4.5)) if plan.layout.rules in ("none", "across") else 3.5
        widths = self._widths(plan, size)
        lines = {id(cell): self._lines(cell, widths, size) for cell in plan.cells}
        heights = _heights(plan, lines, size, space)
        tops = [self.y - 6 - sum(heights[:row]) for row in range(len(heights) + 1)]
        lefts = [LEFT + sum(widths[:x]) for x in range(plan.columns + 1)]
        on_top = plan.layout.rules in ("none", "across") and dice.random() < 0.5
        for cell in plan.cells:
            box = (
                lefts[cell.column],
                tops[cell.row],
                lefts[cell.column + cell.columns],
                tops[cell.row + cell.rows],
            )
            self._set(cell, lines[id(cell)], box, size, space if on_top else None, plan.layout)
        if plan.layout.rules == "across":
            every = dice.random() < 0.5
            self.canvas.setLineWidth(0.6)
            for row, y in enumerate(tops):
                if every or row in (0, plan.heads, len(heights)):
                    self.canvas.line(lefts[0], y, lefts[-1], y)
        self.y = tops[-1] - 10

    def _widths(self, plan: Plan, size: float) -> list[float]:
        apart = plan.layout.apart or 12.0
        widths = []
        for x in range(plan.columns):
            own = [cell for cell in plan.cells if cell.column == x and cell.columns == 1]
            most = max(self._natural(cell, size) for cell in own)
            least = max(
                line_width([word], size)
                for cell in own
                for word in tokens(cell.text, "b" if cell.bold else "") or [()]
            )
            widths.append(max(min(most, self.room * (0.36 if x == 1 else 0.14)), least) + apart)
        left = self.room - sum(widths)
        if plan.layout.apart is None and left > 0:
            widths = [
                width + left * (0.4 if x == 1 else 0.6 / (plan.columns - 1)) for x, width in enumerate(widths)
            ]
        return widths

    def _natural(self, cell: Cell, size: float) -> float:
        return line_width(tokens(cell.text, "b" if cell.bold else ""), size) if cell.text else 0.0

    def _lines(self, cell: Cell, widths: Sequence[float], size: float) -> list[list[Token]]:
        room = sum(widths[cell.column : cell.column + cell.columns]) - 8
        return wrap(tokens(cell.text, "b" if cell.bold else ""), size, room, room) if cell.text else []

    def _set(
        self,
        cell: Cell,
        lines: list[list[Token]],
        box: tuple[float, float, float, float],
        size: float,
        below_top: float | None,
        layout: Layout,
    ) -> None:
        x0, top, x1, bottom = box
        if layout.rules in ("all", "faint"):
            self._frame(box, faint=layout.rules == "faint")
        slack = top - bottom - len(lines) * size * _LEADING
        y = top - (slack / 2 if below_top is None else below_top) - size * 0.95
        for line in lines:
            room = x1 - x0 - 8 - line_width(line, size)
            if (cell.column == 1 and not cell.bold) or cell.columns > 2:
                room = 0
            elif not (layout.right and cell.column > 1 and not cell.bold):
                room /= 2
            self.draw(line, x0 + 4 + room, y, size)
            y -= size * _LEADING

    def _frame(self, box: tuple[float, float, float, float], *, faint: bool) -> None:
        x0, top, x1, bottom = box
        self.canvas.setLineWidth(0.5)
        if faint:
            self.canvas.setStrokeGray(0.72)
        self.canvas.rect(x0, bottom, x1 - x0, top - bottom)
        self.canvas.setStrokeGray(0)


def _heights(plan: Plan, lines: dict[int, list[list[Token]]], size: float, space: float) -> list[float]:
    heights = [0.0] * (max(cell.row + cell.rows for cell in plan.cells))
    for cell in sorted(plan.cells, key=lambda cell: cell.rows):
        need = len(lines[id(cell)]) * size * _LEADING + 2 * space
        last = cell.row + cell.rows - 1
        heights[last] += max(need - sum(heights[cell.row : last + 1]), 0)
    return heights


def printed_page(name: str, layout: Layout) -> tuple[bytes, Rows]:
    """A PDF of one page with a table of this layout, and what stands in the table."""
    dice = random.Random(f"table {name}")
    plan = plan_of(layout, dice)
    setter = TableSetter(_sheet(name))
    setter.y -= 12
    for text in dice.sample(_BEFORE, 2):
        setter.paragraph(Paragraph(text))
    setter.plan(plan, dice)
    for text in dice.sample(_AFTER, 2):
        setter.paragraph(Paragraph(text))
    setter.canvas.showPage()
    setter.canvas.save()
    return setter.buffer.getvalue(), plan.truth


def scanned(printed: bytes, name: str, how: Scan) -> Pixels:
    with pypdfium2.PdfDocument(printed) as pdf:
        page = pdf[0].render(scale=how.dpi / 72, rev_byteorder=True).to_numpy()[:, :, :3].copy()
    return degrade(page, how, how.skew[0], np.random.default_rng(zlib.crc32(name.encode())))


def _sheet(name: str) -> Sheet:
    return Sheet(name, (), (), "", "", (), (), "", (), {}, size=13.0)


def scan_of(name: str) -> Scan:
    """How the page is worn; the poorest ones of all that ``wear`` draws are at 150 dpi."""
    return replace(wear(f"table {name}", 1), suffix=".png")


# -- judging -----------------------------------------------------------------------------------------------
@dataclass(slots=True)
class Tally:
    """Cells and figures, and how many of them are right, or wrong and listed for review or not."""

    cells: int = 0
    right: int = 0
    figures: int = 0
    figures_right: int = 0
    not_listed: int = 0
    listed_right: int = 0
    pages: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.cells, self.right = self.cells + other.cells, self.right + other.right
        self.figures, self.figures_right = self.figures + other.figures, self.figures_right + other.figures_right
        self.not_listed, self.pages = self.not_listed + other.not_listed, self.pages + other.pages
        self.listed_right += other.listed_right
        self.faults += other.faults


def judged(truth: Rows, record: Record) -> Tally:
    """The cells of the record's table that is most like the truth, row by row in order."""
    found = [(at, judged_table(truth, table, at, record)) for at, table in enumerate(record.tables)]
    if not found:
        figures = sum(bool(_FIGURE.fullmatch(cell)) for row in truth[1:] for cell in row)
        return Tally(sum(map(len, truth)), figures=figures, pages=1, faults=["no table"])
    best = max((tally for _, tally in found), key=lambda tally: tally.right)
    best.faults += [f"{len(found)} tables"] * (len(found) > 1)
    return best


def judged_table(truth: Rows, table: TableRecord, at: int, record: Record) -> Tally:
    tally = Tally(pages=1)
    read = [tuple(table.header or ()), *map(tuple, table.rows)]
    pairs = _aligned(truth, read)
    for number, row in enumerate(truth):
        y = pairs.get(number)
        for x, cell in enumerate(row):
            seen = read[y][x] if y is not None and x < len(read[y]) else None
            right = seen is not None and _plain(seen) == _plain(cell)
            tally.cells, tally.right = tally.cells + 1, tally.right + right
            if not right:
                tally.faults.append(f"{number},{x} {cell!r} read {seen!r}")
            if number and _FIGURE.fullmatch(cell):
                listed = y is None or _is_listed(record, at, y - 1, x, seen)
                tally.figures, tally.figures_right = tally.figures + 1, tally.figures_right + right
                wrong = not right and not listed and bool(seen)
                tally.not_listed += wrong
                tally.listed_right += right and _own_pointer(at, y, x) in record.needs_review
                tally.faults += [f"NOT LISTED {number},{x} {cell!r} read {seen!r}"] * wrong
    return tally


def _aligned(truth: Rows, read: Sequence[tuple[str, ...]]) -> dict[int, int]:
    """The rows that belong together, in order, so that most cells are right."""
    like = [
        [sum(_plain(a) == _plain(b) for a, b in zip(row, other, strict=False)) for other in read] for row in truth
    ]
    best = [[0] * (len(read) + 1) for _ in range(len(truth) + 1)]
    for i in reversed(range(len(truth))):
        for j in reversed(range(len(read))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + like[i][j])
    pairs, i, j = {}, 0, 0
    while i < len(truth) and j < len(read):
        if best[i][j] == best[i + 1][j + 1] + like[i][j] and like[i][j]:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _own_pointer(table: int, row: int | None, column: int) -> str:
    return f"/tables/{table}/rows/{(row or 0) - 1}/{column}"


def _is_listed(record: Record, table: int, row: int, column: int, seen: str | None) -> bool:
    """Whether the cell, or a value that was made of it, is listed for review."""
    if _own_pointer(table, row + 1, column) in record.needs_review:
        return True
    listed = (one for one in record.evidence if one.field in record.needs_review)
    return any(one.text == seen and one.field.rpartition("/")[2] in _VALUES for one in listed)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


# -- one reading alone -------------------------------------------------------------------------------------
def by_reader(lines: Sequence[Line], readings: Sequence[LineReading], _syllables: Mapping[str, int]) -> list[Line]:
    """Instead of a vote: the words of the line reader, wherever it was asked."""
    return [
        replace(line, words=tuple(one.word for one in reading.words)) if reading.numbers else line
        for line, reading in zip(lines, readings, strict=True)
    ]


# -- running -----------------------------------------------------------------------------------------------
def names_of(layout: Layout, each: int, half: str | None) -> Iterator[str]:
    for number in range(each):
        if half is None or _HALVES[number % 2] == half:
            yield f"{layout.name}-{number}"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=_HALVES)
    parser.add_argument("--each", type=int, default=8, help="pages of each layout, both halves together")
    parser.add_argument("--layouts", nargs="+", default=[layout.name for layout in LAYOUTS])
    parser.add_argument("--printed", action="store_true", help="the PDFs as they were printed, with their text")
    parser.add_argument("--faults", action="store_true", help="show what is wrong on pages that may be looked at")
    parser.add_argument("--by", choices=["engine", "reader", "vote"], default="vote", help="whose readings count")
    parser.add_argument("--keep", type=Path, help="keep the scans that may be looked at in this folder")
    asked = parser.parse_args(arguments)
    if (asked.faults or asked.keep) and asked.half != "seen":
        parser.error("only pages of --half seen may be looked at")
    if not FONTS.is_dir():
        print(f"{FONTS} is missing (apt-get install fonts-croscore)", file=sys.stderr)
        return 4
    register_fonts()
    effort: Effort = "fast" if asked.by == "engine" else "normal"
    options = Options(ocr=OcrOptions(effort=effort))
    vote = by_reader if asked.by == "reader" else voting.voted
    groups: dict[str, Tally] = {}
    with tempfile.TemporaryDirectory() as folder, patch.object(page, "voted", vote):
        for layout in (one for one in LAYOUTS if one.name in asked.layouts):
            own = Tally()
            for name in names_of(layout, asked.each, asked.half):
                tally = measured_page(name, layout, asked.keep or Path(folder), options, worn=not asked.printed)
                own.add(tally)
                if asked.faults:
                    print(f"  {name}: {tally.right} of {tally.cells}", *tally.faults, sep="\n    ")
            print(told(layout.name, own), flush=True)
            groups.setdefault(layout.group, Tally()).add(own)
    for group, tally in groups.items():
        print(told(group, tally), f"(asked: {_ASKED[group]:.0%}, not listed {_NOT_LISTED:.1%})")
    return 0


def measured_page(name: str, layout: Layout, folder: Path, options: Options, *, worn: bool) -> Tally:
    printed, truth = printed_page(name, layout)
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}{'.png' if worn else '.pdf'}"
    if worn:
        how = scan_of(name)
        save_image(scanned(printed, name, how), how, path)
    else:
        path.write_bytes(printed)
    return judged(truth, digitise(path, options).record)


def told(name: str, tally: Tally) -> str:
    cells, figures = max(tally.cells, 1), max(tally.figures, 1)
    wrong, share = tally.figures - tally.figures_right, tally.right / cells
    return (
        f"{name:22} {tally.pages:3} pages, {tally.right:5} of {tally.cells:5} cells right "
        f"({share:.1%}), {tally.figures:5} figures, {wrong:4} wrong, {tally.not_listed:3} not listed "
        f"({tally.not_listed / figures:.1%}), {tally.listed_right} right cells listed"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
