"""Where on the pages of a document personal data stand, and which values of its record contain them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from cchc_ocr.document import Box, Line, Page, Table
from cchc_ocr.extract.personal.rules import (
    ADDRESS_LABEL,
    HOME_LABEL,
    ID_LABEL,
    PERSON,
    PHONE_LABEL,
    PersonalSpan,
    find_personal,
    is_citizen_number,
)
from cchc_ocr.extract.text.footnotes import in_reading_order
from cchc_ocr.extract.text.passage import Passage
from cchc_ocr.patterns import unaccented
from cchc_ocr.records import PersonalKind, PersonalPlace, Record
from cchc_ocr.vietnamese import bare

_CITIZENS = frozenset({"Đơn đề nghị", "Tờ khai"})  # types of documents whose head and foot are a citizen's
_ANNEX = unaccented(r"^\W*(?:phụ lục|danh sách|danh mục|biểu|bảng)\b")
_TOP, _BOTTOM = 0.05, 0.93  # of the page's height: letterheads stand above and below
_HEADER_ROWS = 3  # of a table, in which its columns are named
_LONGEST_NAME = 60  # characters of the name of a column
_MAIL = unaccented(r"\b(?:e-?mail|thư điện tử)\b")
_OTHER = unaccented(r"\b(?:mst|mã số|mã đơn vị|mã hồ sơ|tài khoản|stk)\b")  # columns of numbers that are nobody's
_NUMBER = re.compile(r"^\D{0,3}(?:\d[ .]?){8}\d(?:[ .]?\d){0,3}\D{0,3}$")
_PHONE = re.compile(r"(?:\d[ .()–-]{0,3}){6,}\d")
_FIGURES = re.compile(r"\d[\d .()–-]*")
_SHORTEST_PART = 12  # letters and figures of a part of an address that tell it from other text
_FEWEST_FIGURES = 6  # of a part of a number
_OTHERS = ("schema_version", "needs_review", "personal")  # parts of the record that hold no text of the document


ColumnHolds = PersonalKind | Literal["other"]  # of a table, by its name


@dataclass(frozen=True, slots=True)
class PersonalFound:
    """Personal data on a page, or the part of it on one line.

    ``texts`` are the whole as it was read, and the part as it was read and as it was seen before repair.
    """

    kind: PersonalKind
    page: int
    box: Box | None
    texts: tuple[str, ...]

    @property
    def numbered(self) -> bool:
        """Whether figures tell it, and not words."""
        return self.kind in ("citizen-number", "telephone")

    @property
    def needles(self) -> tuple[str, ...]:
        """Figures, or letters and figures, that a text which contains it has."""
        least = _FEWEST_FIGURES if self.numbered else _SHORTEST_PART
        made = [_digits(text) if self.numbered else _folded(text) for text in self.texts]
        return tuple(text for text in made if text and (len(text) >= least or text == made[0]))


def personal_places(
    pages: Sequence[Page], record: Record, body: tuple[int, int], foot: tuple[int, int] | None
) -> tuple[PersonalPlace, ...]:
    """The places in reading order, page by page, with the values of the record that contain what stands there.

    ``body`` and ``foot`` are the lines at which body and foot begin (page number, index on that page).
    """
    office = set() if record.document.type in _CITIZENS else set(_office_lines(pages, body, foot))
    cells = [*_in_tables(pages)]
    others = {needle for kind, one in cells if kind == "other" for needle in one.needles}
    others = {needle for needle in others if not is_citizen_number(needle)}
    found = [one for one in _in_text(pages, office) if others.isdisjoint(one.needles)]
    found += _but(found, (one for kind, one in cells if kind != "other"))
    places = [_place(one, fields) for one, fields in zip(found, _fields(found, record), strict=True)]
    return tuple(sorted(places, key=lambda place: (place.page, place.box[1::-1] if place.box else (0, 0))))


def texts_of(record: Record) -> Iterator[tuple[str, str]]:
    """The texts in a record by their JSON Pointers, but not pointers to other values, nor the hash of the file."""
    values = record.model_dump(exclude=set(_OTHERS))
    for pointer, text in _texts(values, ""):
        if not re.fullmatch(
            r"/source/sha256|/evidence/\d+/field|/checks/\d+/(?:fields/\d+|proposed_field|code)", pointer
        ):
            yield pointer, text


def _texts(value: Any, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield pointer, value
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from _texts(part, f"{pointer}/{name}")
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _texts(part, f"{pointer}/{number}")


def _place(found: PersonalFound, fields: Sequence[str]) -> PersonalPlace:
    box = found.box
    corners = None if box is None else (box.x0, box.y0, box.x1, box.y1)
    return PersonalPlace(kind=found.kind, page=found.page, box=corners, fields=tuple(fields))


def _fields(found: Sequence[PersonalFound], record: Record) -> list[list[str]]:
    """For each that was found, the pointers of the texts in the record that contain it.

    A list of thousands of persons has tens of thousands of cells: numbers are looked up where they stand alone.
    """
    fields: list[list[str]] = [[] for _ in found]
    numbers: dict[str, list[int]] = {}
    words: dict[str, list[int]] = {}
    for number, one in enumerate(found):
        for needle in dict.fromkeys(one.needles):
            (numbers if one.numbered else words).setdefault(needle, []).append(number)
    for pointer, text in texts_of(record) if found else ():
        held: set[int] = set()
        for run in filter(None, map(_digits, _FIGURES.findall(text))):
            alone = numbers.get(run)
            among = [needle for needle in numbers if needle in run] if alone is None and len(run) > 6 else ()
            held.update(alone or (), *(numbers[needle] for needle in among))
        folded = _folded(text) if words else ""
        held.update(*(owners for needle, owners in words.items() if needle in folded))
        for number in held:
            fields[number].append(pointer)
    return fields


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _folded(text: str) -> str:
    """Letters and figures alone, without accents: repair may have changed the others since they were seen."""
    return "".join(c for c in bare(text).lower() if c.isalnum())


def _office_lines(
    pages: Sequence[Page], body: tuple[int, int], foot: tuple[int, int] | None
) -> Iterator[tuple[int, int]]:
    """The lines of head, foot and letterhead: page number and index on that page."""
    for page in pages:
        ended = False
        for at, line in enumerate(page.lines):
            here = (page.number, at)
            if line.box is not None:
                zoned = line.zone.startswith(("header", "footer"))
                if zoned or line.box.y1 < _TOP * page.height or line.box.y0 > _BOTTOM * page.height:
                    yield here
                continue
            in_foot = foot is not None and page.number == foot[0] and here >= foot
            ended = ended or (in_foot and bool(_ANNEX.match(bare(line.text).lower())))
            if (page.number == body[0] and here < body) or (in_foot and not ended):
                yield here


def _in_text(pages: Sequence[Page], office: set[tuple[int, int]]) -> Iterator[PersonalFound]:
    """What stands in the running text of the pages and in the cells of their tables, word by word."""
    numbers = {id(line): (page.number, at) for page in pages for at, line in enumerate(page.lines)}
    lines = [(number, line) for number, line in in_reading_order(pages) if line.words]
    passage = Passage.of_lines(lines)
    for span in find_personal(passage.text):
        parts = [*_parts(span, passage, lines)]
        if span.of_office and all(numbers[id(line)] in office for _, line, _ in parts):
            continue
        whole = passage.text[span.start : parts[-1][2][1]]
        for number, _, (start, end) in parts:
            trace = passage.trace(start, end)
            yield PersonalFound(span.kind, number, trace.box, (whole, passage.text[start:end], trace.seen))


def _parts(
    span: PersonalSpan, passage: Passage, lines: Sequence[tuple[int, Line]]
) -> Iterator[tuple[int, Line, tuple[int, int]]]:
    """The parts of a span on its lines: page number, line, start and end. An address ends where its lines do."""
    at = bisect_right(passage.line_starts, span.start) - 1
    start = span.start
    while start < span.end:
        ends = passage.line_starts[at + 1] if at + 1 < len(lines) else len(passage.text)
        end = min(span.end, ends)
        yield *lines[at], (start, start + len(passage.text[start:end].rstrip()))
        if span.kind == "address" and not _goes_on(passage.text, ends):
            return
        start, at = ends, at + 1


def _goes_on(text: str, at: int) -> bool:
    """Whether an address goes on over the end of a line."""
    return text[:at].rstrip()[-1:] in (",", "-", "–") or text[at : at + 1].islower()


def _in_tables(pages: Sequence[Page]) -> Iterator[tuple[ColumnHolds, PersonalFound]]:
    """Cells below the name of a column that says what they are; a table goes on over pages with its columns."""
    columns: Mapping[int, ColumnHolds] = {}
    width = 0
    for page in pages:
        for table in page.tables:
            here = max(map(len, table.rows), default=0)
            named = _columns(table)
            columns, width = (named, here) if named or here != width else (columns, width)
            for y, row in enumerate(table.rows):
                for x, cell in enumerate(row):
                    if x in columns and _suits(columns[x], cell):
                        held = columns[x]
                        kind = "citizen-number" if held == "other" else held
                        yield held, PersonalFound(kind, page.number, _box(table, y, x), (cell,))


def _columns(table: Table) -> Mapping[int, ColumnHolds]:
    """The columns of which the first rows say that they hold personal data."""
    names = [(x, bare(cell).lower()) for row in table.rows[:_HEADER_ROWS] for x, cell in enumerate(row)]
    names = [(x, name) for x, name in names if len(name) <= _LONGEST_NAME and not _PHONE.search(name)]
    persons = any(PERSON.search(name) for _, name in names)
    found: dict[int, ColumnHolds] = {}
    for x, name in names:
        if ID_LABEL.search(name):
            found.setdefault(x, "citizen-number")
        elif PHONE_LABEL.search(name):
            found.setdefault(x, "telephone")
        elif _MAIL.search(name):
            found.setdefault(x, "email")
        elif _OTHER.search(name):
            found.setdefault(x, "other")
        elif HOME_LABEL.search(name) or (persons and ADDRESS_LABEL.search(name)):
            found.setdefault(x, "address")
    return found


def _suits(kind: ColumnHolds, cell: str) -> bool:
    if kind == "other":
        return len(_digits(cell)) >= 9
    if kind == "citizen-number":
        return bool(_NUMBER.match(cell)) and len(_digits(cell)) in (9, 12)
    if kind == "telephone":
        return bool(_PHONE.search(cell))
    name = bare(cell).lower()
    if kind == "email":
        return "@" in cell
    labelled = any(label.search(name) for label in (HOME_LABEL, ADDRESS_LABEL))
    return " " in cell.strip() and any(c.isalpha() for c in cell) and not labelled


def _box(table: Table, y: int, x: int) -> Box | None:
    return table.boxes[y][x] if y < len(table.boxes) and x < len(table.boxes[y]) else None


def _but(known: Iterable[PersonalFound], found: Iterable[PersonalFound]) -> Iterator[PersonalFound]:
    """What was not found word by word already."""
    seen = {(one.kind, one.page, needle) for one in known for needle in one.needles}
    for one in found:
        keys = {(one.kind, one.page, needle) for needle in one.needles}
        if not keys & seen:
            seen |= keys
            yield one
