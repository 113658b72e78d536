"""Tables of plain text that were never drawn: one cell on each line, cells parted by signs, or items in parts.

Some programs that take text out of a document write each cell of a table on a line of its own; and who writes a
letter by hand may give a list instead of a table: "Các xã (đơn vị; hồ sơ; trả trễ):", then "- Xã A; 3.104; 190".
Others give the rows of a sheet as they come, each cell behind a semicolon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from cchc_ocr.document import Table
from cchc_ocr.files.spaced_tables import FEWEST_COLUMNS

_FIGURE = re.compile(r"[-–−+]?\d[\d.,/]*\s?%?|[-–−]")
_YEAR = re.compile(r"(?:19|20)\d\d")  # heads a column
_STOPS = (".", ";", ":", "./.")
_LONGEST_CELL = 60  # characters
_MOST_COLUMNS = 14
_FEWEST_ROWS = 2
_FEWEST_FIGURES = 2  # in each row
_ITEM = re.compile(r"\s*(?:[-–+*•]\s|\d{1,2}[.)]\s)?\s*(?P<item>\S.*)")
_LABEL = re.compile(r"[^;():]+:\s*")  # "thứ tự:", before the names
_AROUND_NAMES = re.compile(r"[():]")


def stacked_tables(lines: Sequence[str]) -> Iterator[Table]:
    """Tables whose cells stand below one another, head first; ``lines`` are those of a page that are not empty.

    >>> lines = "Đơn vị/Nhận/Trả/Sở A/412/398/Sở B/97/97/Trên đây là kết quả.".split("/")
    >>> [table.rows for table in stacked_tables(lines)]
    [(('Đơn vị', 'Nhận', 'Trả'), ('Sở A', '412', '398'), ('Sở B', '97', '97'))]
    """
    kinds = [_kind(line) for line in lines]
    at = 0
    while at < len(lines):
        width, rows = _stack(kinds, at)
        if rows:
            numbers = [tuple((at + y * width + x,) for x in range(width)) for y in range(rows + 1)]
            yield Table(tuple(tuple(lines[n].strip() for (n,) in row) for row in numbers), lines=tuple(numbers))
        at += width * (rows + 1) if rows else 1


def _kind(line: str) -> str:
    """What a line may be a cell of: "F", a figure; "W", words; "", neither."""
    text = line.strip()
    if _is_figure(text):
        return "F"
    return "W" if text and len(text) <= _LONGEST_CELL and not text.endswith(_STOPS) else ""


def _stack(kinds: Sequence[str], at: int) -> tuple[int, int]:
    """How many columns and rows the stack has whose head begins at ``at``; 0 rows where there is none."""
    for width in range(FEWEST_COLUMNS, _MOST_COLUMNS + 1):
        row = kinds[at + width : at + 2 * width]
        if len(row) < width or kinds[at : at + width] != ["W"] * width:
            break
        if "" in row or "W" not in row[:2] or row.count("F") < _FEWEST_FIGURES or row[-1] != "F":
            continue
        rows = 1
        while kinds[at + (rows + 1) * width : at + (rows + 2) * width] == row:
            rows += 1
        if rows >= _FEWEST_ROWS:
            return width, rows
    return 0, 0


def listed_rows(lines: Sequence[str]) -> Mapping[int, tuple[str, ...]]:
    """The cells of each line, by its place, that is in a list of items in parts, what leads to it with them.

    >>> listed_rows(["Các xã (đơn vị; hồ sơ; trả trễ):", "- Xã A; 3.104; 190", "- Xã B; 97; 0."])[2]
    ('Xã B', '97', '0')
    """
    found: dict[int, tuple[str, ...]] = {}
    for at, line in enumerate(lines):
        heads = _heads(line)
        if len(heads) >= FEWEST_COLUMNS:
            rows = list(_items(lines[at + 1 :], len(heads)))
            if len(rows) >= _FEWEST_ROWS:
                found |= {at: heads} | {at + 1 + y: row for y, row in enumerate(rows)}
    return found


def parted_rows(lines: Sequence[str]) -> Mapping[int, tuple[str, ...]]:
    """The cells of each line, by its place, that is in a table whose cells are parted by semicolons.

    >>> list(parted_rows(["Đơn vị; Điểm; Hạng", "Xã A; 80,5; 2", "Xã B; 91; 1"]).values())[1]
    ('Xã A', '80,5', '2')
    """
    cells = [_parted(line) for line in lines]
    found: dict[int, tuple[str, ...]] = {}
    for width, places in groupby(range(len(lines)), lambda at: len(cells[at])):
        first, *rows = places
        headed = not any(_is_figure(cell) for cell in cells[first])
        figures = all(any(_is_figure(cell) for cell in cells[at][1:]) for at in rows)
        if width >= FEWEST_COLUMNS and headed and figures and len(rows) >= _FEWEST_ROWS:
            found |= {at: cells[at] for at in (first, *rows)}
    return found


def _parted(line: str) -> tuple[str, ...]:
    """The cells of a line between semicolons; none where it ends as a sentence or an item does."""
    line = line.strip()
    if line.endswith((".", ":")) or "|" in line or "\t" in line:
        return ()
    cells = tuple(part.strip() for part in line.removesuffix(";").split(";"))
    return cells if all(len(cell) <= _LONGEST_CELL for cell in cells) else ()


def _is_figure(cell: str) -> bool:
    return _FIGURE.fullmatch(cell) is not None and not _YEAR.fullmatch(cell)


def _heads(line: str) -> tuple[str, ...]:
    """The names with which a line ends that leads to a list: in a bracket, or before a colon; none otherwise.

    >>> _heads("Các xã (đơn vị; trả trễ):"), _heads("(thứ tự: tên; điểm)"), _heads("Gồm tên; điểm:")
    (('đơn vị', 'trả trễ'), ('tên', 'điểm'), ('Gồm tên', 'điểm'))
    """
    line = line.rstrip()
    bracket = line.removesuffix(":").rstrip()
    if bracket.endswith(")"):
        _, opened, names = bracket[:-1].rpartition("(")
        label = _LABEL.match(names) if opened else None
        names = names[label.end() :] if label else names
        if not opened or _AROUND_NAMES.search(names):
            return ()
    else:
        names = _AROUND_NAMES.split(line[:-1])[-1] if line.endswith(":") else ""
        names = names.rpartition(";;")[2].removeprefix(";")  # behind what is empty
    parts = names.split(";")
    return tuple(part.strip() for part in parts) if len(parts) > 1 and all(parts) else ()


def _items(lines: Sequence[str], width: int) -> Iterator[tuple[str, ...]]:
    """The parts of the items that follow, as long as each has as many as there are heads, figures among them."""
    for line in lines:
        item = _ITEM.match(line)
        cells = tuple(part.strip() for part in item["item"].rstrip(" .;").split(";")) if item else ()
        if len(cells) != width or not any(_FIGURE.fullmatch(cell) for cell in cells[1:]):
            return
        yield cells
