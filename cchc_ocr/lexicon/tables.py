"""Reads and writes dictionary files, and checks that they keep to the format of dictionaries/README.md."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from cchc_ocr.errors import ConfigurationError
from cchc_ocr.lexicon.calibration import PARTS
from cchc_ocr.vietnamese import nfc

FORMAT = 1
TERM_COUNT = 100  # the weight of a user's term where its line gives none: as a phrase with this count

# Where a document type is laid down, the source that most documents follow first.
BASES = ("nd30", "law", "before-2020", "party", "practice")

# What a column of a table may hold. Of several that a heading has words for, the first counts.
COLUMN_KINDS = (
    *("ordinal", "time", "measure", "code", "deduction", "other", "grade", "rank", "maximum", "index", "percent"),
    *("total", "score", "name", "count"),
)

Row = tuple[str, ...]

_DECIMAL = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class TableSchema:
    """The format of a dictionary file.

    No two rows are the same in the first ``key`` columns. Columns in ``optional`` may be empty, those in
    ``counts`` are whole numbers above 0, those in ``decimals`` any numbers, and those in ``choices`` hold one of
    the words given. A user can add to a file that is not ``closed``.
    """

    columns: Row
    key: int = 1
    optional: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()
    choices: Mapping[str, frozenset[str]] = field(default_factory=dict)
    decimals: frozenset[str] = frozenset()
    closed: bool = False


TABLES: Mapping[str, TableSchema] = {
    "acronyms": TableSchema(("acronym", "expansion"), key=2),
    "acts": TableSchema(
        ("words", "kind", "not_after"),
        key=2,
        optional=frozenset({"not_after"}),
        choices={"kind": frozenset({"done", "changing", "outcome"})},
    ),
    "agencies": TableSchema(
        ("name", "abbreviations", "symbols", "level", "successor"),
        optional=frozenset({"abbreviations", "symbols", "successor"}),
        choices={"level": frozenset({"central", "province", "district", "commune", "any"})},
    ),
    "body_kinds": TableSchema(("name", "opens"), choices={"opens": frozenset({"head", "sentence", "both"})}),
    "column_heads": TableSchema(
        ("words", "kind", "stands"),
        key=2,
        choices={"kind": frozenset(COLUMN_KINDS), "stands": frozenset({"whole", "opening", "anywhere"})},
    ),
    "confidence": TableSchema(
        ("part", "sign", "weight"),
        key=2,
        choices={"part": frozenset({"figure", "name", "time", "body"})},
        decimals=frozenset({"weight"}),
        closed=True,
    ),
    "criteria": TableSchema(
        ("code", "name", "kind"), key=2, choices={"kind": frozenset({"current", "old", "local", "part"})}
    ),
    "degrees": TableSchema(("name", "kind"), choices={"kind": frozenset({"degree", "honour", "military"})}),
    "document_types": TableSchema(
        ("name", "symbol", "official", "basis", "archive_code"),
        key=2,
        optional=frozenset({"symbol"}),
        choices={"basis": frozenset(BASES)},
    ),
    "emissions": TableSchema(
        ("engine", "seen", "meant", "count", "of"),
        key=3,
        optional=frozenset({"seen"}),
        counts=frozenset({"count", "of"}),
        choices={"engine": frozenset({"vie", "eng"})},
    ),
    "foreign_words": TableSchema(
        ("word", "language", "count"),
        key=2,
        counts=frozenset({"count"}),
        choices={"language": frozenset({"en", "fr"})},
    ),
    "indices": TableSchema(("name", "index", "most"), counts=frozenset({"most"})),
    "known_documents": TableSchema(
        ("number_symbol", "date", "issuer", "count"),
        key=3,
        optional=frozenset({"issuer"}),
        counts=frozenset({"count"}),
    ),
    "marks": TableSchema(("mark", "kind"), choices={"kind": frozenset({"urgency", "secrecy"})}, closed=True),
    "names": TableSchema(("name", "part"), key=2, choices={"part": frozenset({"family", "middle", "given"})}),
    "phrases": TableSchema(
        ("phrase", "count", "origin"),
        counts=frozenset({"count"}),
        choices={"origin": frozenset({"corpus", "hand"})},
    ),
    "place_kinds": TableSchema(
        ("name", "level", "bare"),
        choices={
            "level": frozenset({"province", "district", "commune"}),
            "bare": frozenset({"clear", "ambiguous"}),
        },
    ),
    "places": TableSchema(
        ("name", "kind", "period"), key=2, choices={"period": frozenset({"before-2025", "2025", "both"})}
    ),
    "posts": TableSchema(("name", "deputies"), optional=frozenset({"deputies"})),
    "small_words": TableSchema(("words", "kind"), choices={"kind": frozenset({"joining", "area"})}),
    "syllables": TableSchema(("syllable", "count"), counts=frozenset({"count"})),
    "units": TableSchema(
        ("symbol", "name", "kind"),
        choices={"kind": frozenset({"length", "area", "mass", "volume", "time", "money"})},
        closed=True,
    ),
}

OWN_TABLES: Mapping[str, TableSchema] = {  # files that only a user's folder has
    "calibration": TableSchema(
        ("part", "stated", "right"),
        key=2,
        choices={"part": frozenset(PARTS)},
        decimals=frozenset({"stated", "right"}),
    ),
}
_SCHEMAS = {**TABLES, **OWN_TABLES}


def header(name: str) -> str:
    """The first line of a dictionary file.

    >>> header("agencies")
    '# cchc-ocr dictionary: agencies, format 1'
    """
    return f"# cchc-ocr dictionary: {name}, format {FORMAT}"


def read_table(path: Path) -> list[Row]:
    """The rows of a dictionary file, as tuples of cells; its name is one of ``TABLES`` or ``OWN_TABLES``.

    Raises ConfigurationError, with file and line, for the first thing that does not keep to the format of
    dictionaries/README.md.
    """
    table = _SCHEMAS[path.stem]
    lines = _lines(path)
    for number, wanted in enumerate((header(path.stem), "\t".join(table.columns)), 1):
        if lines[number - 1 : number] != [wanted]:
            raise _error(path, number, "the header is wrong", f"this line must be {wanted!r}")
    rows = [tuple(line.split("\t")) for line in lines[2:]]
    if not rows:
        raise _error(path, 3, "the file has no entry", "add one, or remove the file")
    for number, row in enumerate(rows, 3):
        _check_row(path, number, row, table)
    _check_order(path, rows, table.key)
    return rows


def write_table(path: Path, rows: Sequence[Row]) -> None:
    """Write rows, in whatever order, as a dictionary file. Raises ConfigurationError where a row is wrong."""
    lines = [header(path.stem), "\t".join(_SCHEMAS[path.stem].columns), *("\t".join(row) for row in sorted(rows))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    read_table(path)


def read_terms(path: Path) -> dict[str, int]:
    """A user's own terms and their weights: one term on each line, optionally a tab and its weight.

    A line that begins with ``#`` is a comment. People type this file, so its order, line ends, byte order mark and
    Unicode normal form do not matter. Raises ConfigurationError, with file and line, for a line with no letter in
    the term, with a weight that is not a whole number, or with a term that an earlier line has.
    """
    terms: dict[str, int] = {}
    for number, line in enumerate(_decoded(path).removeprefix("\ufeff").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            term, weight = _term(path, number, line)
            if term in terms:
                raise _error(path, number, f"{term!r} is in the file twice", "remove one of the two lines")
            terms[term] = weight
    return terms


def _term(path: Path, number: int, line: str) -> tuple[str, int]:
    text, *more = (cell.strip() for cell in nfc(line).split("\t"))
    if not any(character.isalpha() for character in text):
        raise _error(path, number, f"{text!r} has no letter in it", "write one term on each line")
    if len(more) > 1 or (more and not _is_count(more[0])):
        what = f"{', '.join(more)!r} is not a weight"
        raise _error(path, number, what, "write the term alone, or the term, a tab and a whole number above 0")
    return " ".join(text.split()), int(more[0]) if more else TERM_COUNT


def _lines(path: Path) -> list[str]:
    """The lines of a file. Raises ConfigurationError where it is not UTF-8 in NFC, with LF as line end."""
    text = _decoded(path)
    if text.startswith("\ufeff"):
        raise _error(path, 1, "the file begins with a byte order mark", "save it as UTF-8 without one")
    lines = text.removesuffix("\n").split("\n")
    if "\r" in text:
        number = next(number for number, line in enumerate(lines, 1) if "\r" in line)
        raise _error(
            path, number, "the line ends with a carriage return", "save the file with Unix line ends (LF)"
        )
    if nfc(text) != text:
        number = next(number for number, line in enumerate(lines, 1) if nfc(line) != line)
        raise _error(
            path,
            number,
            f"the letters are not composed (NFC): {lines[number - 1]!r}",
            f"write {nfc(lines[number - 1])!r}",
        )
    return lines


def _decoded(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}", hint="see whether you may read this file") from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        raise _error(path, number, "the line is not UTF-8", "save the file as UTF-8") from error


def _check_row(path: Path, number: int, row: Row, table: TableSchema) -> None:
    if len(row) != len(table.columns):
        wanted = ", ".join(table.columns)
        raise _error(
            path,
            number,
            f"the row has {len(row)} cells",
            f"it must have {len(table.columns)}, with a tab between each: {wanted}",
        )
    for column, cell in zip(table.columns, row, strict=True):
        problem = _problem(column, cell, table)
        if problem:
            raise _error(path, number, f"the cell {column!r} {problem}", f"it is {cell!r}")


def _problem(column: str, cell: str, table: TableSchema) -> str:
    """What is wrong with a cell, as the end of a sentence; empty where nothing is wrong."""
    if not cell:
        return "" if column in table.optional else "is empty"
    if column in table.counts and not _is_count(cell):
        return "must be a whole number above 0"
    if column in table.decimals and not _DECIMAL.fullmatch(cell):
        return "must be a number such as -0.25"
    if column in table.choices and cell not in table.choices[column]:
        return f"must be one of: {', '.join(sorted(table.choices[column]))}"
    if " ".join(cell.split()) != cell:
        return "begins or ends with a space, or has two in a row"
    return ""


def _is_count(cell: str) -> bool:
    return cell.isascii() and cell.isdigit() and cell[0] != "0"


def _check_order(path: Path, rows: Sequence[Row], key: int) -> None:
    keys = [row[:key] for row in rows]
    if len(set(keys)) < len(keys):
        seen = Counter[Row]()
        for number, its_key in enumerate(keys, 3):
            seen[its_key] += 1
            if seen[its_key] > 1:
                raise _error(path, number, f"{' '.join(its_key)!r} is in the file twice", "remove one of the two")
    for number, (row, following) in enumerate(pairwise(rows), 4):
        if following < row:
            raise _error(
                path,
                number,
                f"the rows are not sorted: {following[0]!r} must come before {row[0]!r}",
                "sort them by code points: LC_ALL=C sort",
            )


def _error(path: Path, number: int, what: str, hint: str) -> ConfigurationError:
    return ConfigurationError(f"{path}:{number}: {what}", hint=hint)
