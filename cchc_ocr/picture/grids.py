"""Ruled tables: the cells that lines on a page enclose. Pictures are grey, uint8, height x width, black is 0."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from math import radians, tan
from statistics import median
from typing import Any

import cv2
import numpy as np

from cchc_ocr.document import Box
from cchc_ocr.picture.inspection import pieces, usual
from cchc_ocr.picture.pixels import Mask, Pixels, WholeNumbers

# The figures stand in docs/reading.md, sections "Ruled lines" and "Faint ruled lines".
_LEAST_WIDTH, _LEAST_HEIGHT = 0.15, 0.02  # of the page: smaller frames are boxes to tick, seals, logos
_STAMP_WIDTH, _STAMP_ROWS = 1 / 3, 2  # of the page: received-stamps are ruled too
_ROW_WIDTH, _ROW_COLUMNS = 1 / 2, 3  # of the page: what is left of a table for the next page may be a single row
_PAGE_INCHES = 11.7  # the longer side of A4, on which all these documents are written
_LEAST_RUN_ACROSS, _LEAST_RUN_DOWN = 0.5, 0.25  # inches: longer than serifs in a row, than a tall letter
_FEWEST_ACROSS = 2  # of a table; most pages without any have one, below the country's motto
_STEPS = 16  # a run is looked for in this many of its pixels
_FAINT_RUN, _FAINT_COVER = 1.0, 0.75  # inches, and the share of them that shows, of rules that are faint or broken
_FAINT = 0.05  # of the paper's brightness; twice what the grain of a noisy page comes to, if that is more
_FAINT_SAMPLES = 30  # per inch of a run: the dots and dashes of a rule are closer
_FEWEST_BESIDE = 3  # faint rules of a table; those of text are one below the other, and only across
_FAINT_WIDTH, _FAINT_CELLS = 1 / 3, 0.93  # of the page; of its rows times its columns, three each or more
_FAINT_EDGE = 0.5  # of the width, which the first and the last rule show
_FAINTEST = 0.14  # of the paper's brightness: 34 pages with tables show theirs from 0.12 to 0.16, 19 others none
_FAINTER, _STRONG = 0.06, 0.55  # of the paper: of lines that meet, if such a share of them is darker


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its row and column from 0 (of its upper left corner, if it spans several) and its inside."""

    row: int
    column: int
    box: Box


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A ruled table. ``rules`` is a mask of its lines, as large as ``box``."""

    box: Box
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    rules: Pixels


def find_grids(grey: Pixels, skew: float = 0.0) -> tuple[Grid, ...]:
    """The ruled tables of a page from top to bottom; ``skew`` is the angle at which its lines fall, in degrees."""
    return _grids(_rules(grey), skew) or tuple(
        grid for grid in _grids(_faint_rules(grey), skew) if _is_whole(grid, *grey.shape)
    )


def cell_at(box: Box, grids: Sequence[Grid]) -> Cell | None:
    """The cell in which the middle of a box lies; None outside of all."""
    return next((cell for grid in grids for cell in grid.cells if cell.box.holds(box)), None)


def erase(grey: Pixels, grids: Sequence[Grid]) -> Pixels:
    """The page without the lines of its tables, which the engine takes for letters."""
    if not grids:
        return grey
    clean = grey.copy()
    for grid in grids:
        inside = clean[grid.box.y0 : grid.box.y1, grid.box.x0 : grid.box.x1]
        inside[cv2.dilate(grid.rules, np.ones((3, 3), np.uint8)) > 0] = 255
    return clean


def with_rules(grid: Grid, grey: Pixels) -> Grid:
    """A table that rules do not part with the mask of those that it has all the same."""
    inch, box = max(grey.shape) / _PAGE_INCHES, grid.box
    inside = np.asarray(grey[box.y0 : box.y1, box.x0 : box.x1], np.uint8)
    return replace(grid, rules=_both_ways(inside, _thin(inside, inch), inch, usual(grey)))


def _grids(rules: Pixels | None, skew: float) -> tuple[Grid, ...]:
    """The tables that the lines of a page make, from top to bottom."""
    if rules is None:
        return ()
    height, width = rules.shape
    _, labels = cv2.connectedComponents(rules, connectivity=8)
    grids = []
    for label, (x, y, w, h) in sorted(_extents(rules, np.asarray(labels, np.int32))):
        if w >= _LEAST_WIDTH * width and h >= _LEAST_HEIGHT * height:
            own = (labels[y : y + h, x : x + w] == label).astype(np.uint8) * 255
            grid = _grid(np.asarray(own, np.uint8), x, y, tan(radians(skew)), height / 200)
            if grid and _is_table(grid, w / width):
                grids.append(grid)
    return tuple(sorted(grids, key=lambda grid: grid.box.y0))


def _extents(rules: Pixels, labels: WholeNumbers) -> Iterator[tuple[int, Sequence[int]]]:
    """The number of each connected set of lines, and its x, y, width and height, by its outline.

    Statistics of all pixels take three times as long.
    """
    outlines, nests = cv2.findContours(rules, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    for outline, (*_, around) in zip(outlines, nests[0] if outlines else (), strict=True):
        if around < 0:  # it is no hole
            x, y = outline[0, 0]
            yield int(labels[y, x]), cv2.boundingRect(outline)


def _is_table(grid: Grid, share: float) -> bool:
    """Whether what lines enclose is a table, by the ``share`` of the page's width that it takes."""
    if grid.rows == 1:
        return grid.columns >= _ROW_COLUMNS and share > _ROW_WIDTH
    return grid.rows > _STAMP_ROWS or share > _STAMP_WIDTH


def _is_whole(grid: Grid, height: int, width: int) -> bool:
    """Whether faint lines make a table: lines of print enclose few cells, streaks of a scanner run beyond it."""
    edge = height // 60
    ended = min(strip.any(axis=0).mean() for strip in (grid.rules[:edge], grid.rules[-edge:])) >= _FAINT_EDGE
    whole = len(grid.cells) >= _FAINT_CELLS * grid.rows * grid.columns and min(grid.rows, grid.columns) >= 3
    return bool(ended and whole and grid.box.width >= _FAINT_WIDTH * width)


def _rules(grey: Pixels) -> Pixels | None:
    """A mask of lines that run straight across or down, small breaks in them closed; None without a table."""
    inch = max(grey.shape) / _PAGE_INCHES
    thin = _thin(grey, inch)
    across = _lines(thin, _FAINTEST * usual(grey), inch, _LEAST_RUN_ACROSS)
    if np.count_nonzero(pieces(across)[:, 0] >= _LEAST_WIDTH * grey.shape[1]) < _FEWEST_ACROSS:
        return None
    return _both_ways(grey, thin, inch, usual(grey))


def _both_ways(grey: Pixels, across: Pixels, inch: float, paper: float) -> Pixels:
    """A mask of lines that run across and down the picture, with what goes on fainter of those that meet.

    ``across`` is the picture with what is thin across it; ``paper`` is how light paper is.
    """
    down = _thin(np.asarray(cv2.transpose(grey), np.uint8), inch)
    strong, faint = (_network(across, down, least * paper, inch) for least in (_FAINTEST, _FAINTER))
    count, labels = cv2.connectedComponents(faint, connectivity=8)
    shown = faint > 0
    lines, dark = labels[shown], strong[shown] > 0
    kept = np.bincount(lines, dark, minlength=count) >= _STRONG * np.bincount(lines, minlength=count)
    faint[shown] = kept[lines] * np.uint8(255)
    return np.asarray(cv2.max(strong, faint), np.uint8)


def _network(across: Pixels, down: Pixels, least: float, inch: float) -> Pixels:
    """The lines of both ways that are darker than their surroundings by ``least`` levels."""
    level, upright = _lines(across, least, inch, _LEAST_RUN_ACROSS), _lines(down, least, inch, _LEAST_RUN_DOWN)
    return np.asarray(cv2.dilate(cv2.max(level, cv2.transpose(upright)), np.ones((3, 3), np.uint8)), np.uint8)


def _faint_rules(grey: Pixels) -> Pixels | None:
    """A mask of lines that are pale, dashed or dotted; None where too few run down the page for a table."""
    inch = max(grey.shape) / _PAGE_INCHES
    down = _faint_lines(grey, inch)
    across = None if down is None else _faint_lines(np.asarray(cv2.transpose(grey), np.uint8), inch)
    if down is None or across is None:
        return None
    return np.asarray(cv2.dilate(cv2.max(down, cv2.transpose(across)), np.ones((3, 3), np.uint8)), np.uint8)


def _faint_lines(grey: Pixels, inch: float) -> Pixels | None:
    """A mask of thin lines down the picture that show in most of an inch; None if they are too few."""
    height, width = grey.shape
    if height < _FAINT_RUN * inch:
        return None
    step = max(round(inch / _FAINT_SAMPLES), 1)
    low = cv2.resize(grey[: height // step * step], (width, height // step), interpolation=cv2.INTER_AREA)
    thin = cv2.morphologyEx(low, cv2.MORPH_BLACKHAT, np.ones((1, round(inch / 25) | 1), np.uint8))
    thin = cv2.dilate(thin, np.ones((1, 3), np.uint8))
    least = max(_FAINT * usual(grey), 2 * float(np.median(thin[::3, ::5])))
    mask = cv2.threshold(thin, least, 255, cv2.THRESH_BINARY)[1]
    run = round(_FAINT_RUN * inch / step) | 1
    core = cv2.threshold(cv2.blur(mask, (1, run)), _FAINT_COVER * 255, 255, cv2.THRESH_BINARY)[1]
    if (core[:, 1:] > core[:, :-1]).sum(axis=1).max() < _FEWEST_BESIDE:
        return None
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((3, 1), np.uint8))
    lines = cv2.min(cv2.dilate(core, np.ones((run, 1), np.uint8)), closed)
    return np.asarray(cv2.resize(lines, (width, height), interpolation=cv2.INTER_NEAREST), np.uint8)


def _thin(grey: Pixels, inch: float) -> Pixels:
    """How much darker than what is above and below it each point of a thin line across the picture is.

    In a noisy scan a hair line is no darker than single specks of the paper: averaged along its run it stands
    out, while letters thin out. What is thicker than a rule has no light above and below it (black-hat).
    """
    averaged = cv2.blur(grey, (max(round(inch / 30), 3), 1))
    thin = cv2.morphologyEx(averaged, cv2.MORPH_BLACKHAT, np.ones((round(inch / 25) | 1, 1), np.uint8))
    return np.asarray(cv2.dilate(thin, np.ones((3, 1), np.uint8)), np.uint8)  # a slanting line changes rows


def _lines(thin: Pixels, least: float, inch: float, least_run: float) -> Pixels:
    """A mask of thin lines across the picture that run on for ``least_run`` inches, darker by ``least`` levels."""
    mask = np.asarray(cv2.threshold(thin, least, 255, cv2.THRESH_BINARY)[1], np.uint8)
    run = round(least_run * inch)
    rows = _may_hold(mask, run)
    if rows.any():
        runs = cv2.morphologyEx(mask[rows], cv2.MORPH_OPEN, np.ones((1, run), np.uint8))
        mask[rows] = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((1, round(inch / 7)), np.uint8))
    mask[~rows] = 0
    return mask


def _may_hold(mask: Pixels, run: int) -> Mask:
    """The rows with enough dark pixels for a run of this length, or of half of it at an edge of the page."""
    step = max(run // _STEPS, 1)
    sparse = np.ascontiguousarray(mask[:, ::step])
    there = cv2.erode(sparse, np.ones((1, max(run // 2 // step, 1)), np.uint8), borderValue=0)
    return np.asarray(there.any(axis=1), np.bool_)


def _grid(rules: Pixels, x: int, y: int, fall: float, slack: float) -> Grid | None:
    """The table that a connected set of lines makes; None where they enclose fewer than two columns."""
    boxes = [_moved(box, x, y) for box in _enclosed(_framed(rules, fall))]
    rows = _numbered([_top(box, fall) for box in boxes], slack)
    columns = _numbered([_left(box, fall) for box in boxes], slack)
    if len(set(columns)) < 2:
        return None
    cells = _without_strays([Cell(*place) for place in zip(rows, columns, boxes, strict=True)])
    cells = sorted([*cells, *_missing(cells, slack)], key=_place)
    height, width = rules.shape
    whole = Box(x, y, x + width, y + height)
    return Grid(whole, max(rows) + 1, max(cell.column for cell in cells) + 1, tuple(cells), rules)


def _top(box: Box, fall: float) -> float:
    return box.y0 - fall * (box.x0 + box.x1) / 2


def _left(box: Box, fall: float) -> float:
    return box.x0 + fall * (box.y0 + box.y1) / 2


def _framed(rules: Pixels, fall: float) -> Pixels:
    """The lines with an outer frame: many tables are open at their sides, or at the page's edge."""
    ys, xs = np.nonzero(rules)
    across, down = xs + fall * ys, ys - fall * xs
    points = []
    for u, v in ((0, 0), (1, 0), (1, 1), (0, 1)):
        px, py = (across.max() if u else across.min()), (down.max() if v else down.min())
        points.append(((px - fall * py) / (1 + fall**2), (py + fall * px) / (1 + fall**2)))
    frame = np.array(points).round().astype(np.int32)
    framed = cv2.polylines(rules.copy(), [frame], True, 255, 3)
    height, width = rules.shape  # where the page cuts a skewed table off, its edge is straight
    return np.asarray(cv2.rectangle(framed, (0, 0), (width - 1, height - 1), 255, 2), np.uint8)


def _without_strays(cells: list[Cell]) -> list[Cell]:
    """The cells, those alone in their column joined to their left neighbour: a stroke of a pen or seal cut it."""
    count = Counter(cell.column for cell in cells)
    if len({cell.row for cell in cells}) < 4:
        return cells
    strays = {column for column, times in count.items() if times == 1 and column}
    kept = [cell for cell in cells if cell.column not in strays]
    for stray in (cell for cell in cells if cell.column in strays):
        beside = [at for at, c in enumerate(kept) if c.row == stray.row and c.column < stray.column]
        if beside:
            at = max(beside, key=lambda at: kept[at].column)
            kept[at] = replace(kept[at], box=kept[at].box.union(stray.box))
    numbers = {column: number for number, column in enumerate(sorted({cell.column for cell in kept}))}
    return [replace(cell, column=numbers[cell.column]) for cell in kept]


def _missing(cells: Sequence[Cell], slack: float) -> list[Cell]:
    """Cells that no closed lines surround (a seal hides them), where their row meets their column."""
    rows, columns = _spans(cells, "row"), _spans(cells, "column")
    found = []
    for (row, top, bottom), (column, left, right) in product(rows, columns):
        y = (top + bottom) / 2
        x = (left + right) / 2
        middle = Box(round(left), round(top), round(right), round(bottom))
        if middle.width > 0 < middle.height and not any(_covers(cell.box, x, y, slack) for cell in cells):
            found.append(Cell(row, column, middle))
    return found


def _spans(cells: Sequence[Cell], side: str) -> list[tuple[int, float, float]]:
    """Each row or column with the median of its cells' beginnings and the least of their ends."""
    spans = []
    for number in sorted({getattr(cell, side) for cell in cells}):
        boxes = [cell.box for cell in cells if getattr(cell, side) == number]
        low, high = ("y0", "y1") if side == "row" else ("x0", "x1")
        begin = median(getattr(box, low) for box in boxes)
        spans.append((number, begin, min(getattr(box, high) for box in boxes)))
    return spans


def _covers(box: Box, x: float, y: float, slack: float) -> bool:
    return box.x0 - slack <= x <= box.x1 + slack and box.y0 - slack <= y <= box.y1 + slack


def _place(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def _moved(box: Box, x: int, y: int) -> Box:
    return Box(box.x0 + x, box.y0 + y, box.x1 + x, box.y1 + y)


def _enclosed(rules: Pixels) -> list[Box]:
    """What the lines enclose: areas of paper that do not reach the outside."""
    framed = np.asarray(cv2.copyMakeBorder(255 - rules, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=255), np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(framed, connectivity=4)
    outside = int(labels[0, 0])
    found: list[Box] = []
    rows: list[list[Any]] = stats.tolist()
    for label, (x, y, w, h, area) in enumerate(rows):
        if label and label != outside and w > 15 and h > 15 and area > 0.6 * w * h:
            found.append(Box(x - 1, y - 1, x - 1 + w, y - 1 + h))
    return found


def _numbered(edges: Sequence[float], slack: float) -> list[int]:
    """The number of the row or column that begins at each edge: edges closer than ``slack`` are one."""
    order = sorted(range(len(edges)), key=edges.__getitem__)
    numbers = [0] * len(edges)
    number = 0
    for before, at in pairwise(order):
        number += edges[at] - edges[before] > slack
        numbers[at] = number
    return numbers
