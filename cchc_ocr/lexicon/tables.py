"""The format of a dictionary file, and the check that a file keeps to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from cchc_ocr.errors import ConfigurationError
from cchc_ocr.vietnamese import nfc

FORMAT = 1
TERM_COUNT = 100  # a user's term weighs as much as a phrase seen this often, unless its line says otherwise

# Where a document type is laid down, the source that most documents follow first.
BASES = ("nd30", "law", "before-2020", "party", "practice")

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file must look like.

    The first ``key`` columns tell rows apart; those in ``optional`` may be empty, those in ``counts`` are
    whole numbers above 0, those in ``choices`` take one of the words given.
    """

    columns: Row
    key: int = 1
    optional: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()
    choices: Mapping[str, frozenset[str]] = field(default_factory=dict)


TABLES: Mapping[str, Table] = {
    "acronyms": Table(("acronym", "expansion"), key=2),
    "agencies": Table(
        ("name", "abbreviations", "symbols", "level", "successor"),
        optional=frozenset({"abbreviations", "symbols", "successor"}),
        choices={"level": frozenset({"central", "province", "district", "commune", "any"})},
    ),
    "body_kinds": Table(("name", "opens"), choices={"opens": frozenset({"head", "sentence", "both"})}),
    "criteria": Table(
        ("code", "name", "kind"), key=2, choices={"kind": frozenset({"current", "old", "local", "part"})}
    ),
    "degrees": Table(("name", "kind"), choices={"kind": frozenset({"degree", "honour", "military"})}),
    "document_types": Table(
        ("name", "symbol", "official", "basis", "archive_code"),
        key=2,
        optional=frozenset({"symbol"}),
        choices={"basis": frozenset(BASES)},
    ),
    "emissions": Table(
        ("engine", "seen", "meant", "count", "of"),
        key=3,
        optional=frozenset({"seen"}),
        counts=frozenset({"count", "of"}),
        choices={"engine": frozenset({"vie", "eng"})},
    ),
    "names": Table(("name", "part"), key=2, choices={"part": frozenset({"family", "middle", "given"})}),
    "phrases": Table(
        ("phrase", "count", "origin"),
        counts=frozenset({"count"}),
        choices={"origin": frozenset({"corpus", "hand"})},
    ),
    "place_kinds": Table(
        ("name", "level", "bare"),
        choices={
            "level": frozenset({"province", "district", "commune"}),
            "bare": frozenset({"clear", "ambiguous"}),
        },
    ),
    "places": Table(
        ("name", "kind", "period"), key=2, choices={"period": frozenset({"before-2025", "2025", "both"})}
    ),
    "posts": Table(("name", "deputies"), optional=frozenset({"deputies"})),
    "small_words": Table(("words", "kind"), choices={"kind": frozenset({"joining", "area"})}),
    "syllables": Table(("syllable", "count"), counts=frozenset({"count"})),
}


def header(name: str) -> str:
    """The first line of a dictionary file.

    >>> header("agencies")
    '# cchc-ocr dictionary: agencies, format 1'
    """
    return f"# cchc-ocr dictionary: {name}, format {FORMAT}"


def read_table(path: Path) -> list[Row]:
    """The rows of a dictionary file; its name says which of ``TABLES`` it is.

    The format is that of dictionaries/README.md. Raises ConfigurationError at the first departure from it.
    """
    table = TABLES[path.stem]
    lines = _lines(path)
    for number, wanted in enumerate((header(path.stem), "\t".join(table.columns)), 1):
        if lines[number - 1 : number] != [wanted]:
            raise _error(path, number, "the header is wrong", f"make it {wanted!r}")
    rows = [tuple(line.split("\t")) for line in lines[2:]]
    if not rows:
        raise _error(path, 3, "there is no entry", "add one, or take the file away")
    for number, row in enumerate(rows, 3):
        _check_row(path, number, row, table)
    _check_order(path, rows, table.key)
    return rows


def write_table(path: Path, rows: Sequence[Row]) -> None:
    """Writes rows, given in any order, as a dictionary file; raises ConfigurationError where one is bad."""
    lines = [header(path.stem), "\t".join(TABLES[path.stem].columns), *("\t".join(row) for row in sorted(rows))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    read_table(path)


def read_terms(path: Path) -> dict[str, int]:
    """A user's own terms: one a line, if wanted a tab and its weight; ``#`` begins a remark.

    This file is typed by people, so order, line ends, byte order mark and composition are not asked for.
    Raises ConfigurationError for a line that says nothing sensible.
    """
    terms: dict[str, int] = {}
    for number, line in enumerate(_decoded(path).removeprefix("\ufeff").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            term, weight = _term(path, number, line)
            if term in terms:
                raise _error(path, number, f"{term!r} stands there twice", "take one of the two lines out")
            terms[term] = weight
    return terms


def _term(path: Path, number: int, line: str) -> tuple[str, int]:
    text, *more = (cell.strip() for cell in nfc(line).split("\t"))
    if not any(character.isalpha() for character in text):
        raise _error(path, number, f"{text!r} holds no letter", "write one term a line")
    if len(more) > 1 or (more and not _is_count(more[0])):
        raise _error(path, number, f"{more} is no weight", "write the term, or the term, a tab and a whole number")
    return " ".join(text.split()), int(more[0]) if more else TERM_COUNT


def _lines(path: Path) -> list[str]:
    """The lines of a file that must be UTF-8, NFC, LF."""
    text = _decoded(path)
    if text.startswith("\ufeff"):
        raise _error(path, 1, "begins with a byte order mark", "save it as UTF-8 without one")
    lines = text.removesuffix("\n").split("\n")
    if "\r" in text:
        number = next(number for number, line in enumerate(lines, 1) if "\r" in line)
        raise _error(path, number, "ends with a carriage return", "save the file with Unix line ends (LF)")
    if nfc(text) != text:
        number = next(number for number, line in enumerate(lines, 1) if nfc(line) != line)
        raise _error(
            path, number, f"is not composed (NFC): {lines[number - 1]!r}", f"write {nfc(lines[number - 1])!r}"
        )
    return lines


def _decoded(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}", hint="it must be a file that can be read") from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        raise _error(path, number, "is not UTF-8", "save the file as UTF-8") from error


def _check_row(path: Path, number: int, row: Row, table: Table) -> None:
    if len(row) != len(table.columns):
        wanted = ", ".join(table.columns)
        raise _error(
            path, number, f"has {len(row)} cells", f"{len(table.columns)} are needed, tabs between: {wanted}"
        )
    for column, cell in zip(table.columns, row, strict=True):
        problem = _problem(column, cell, table)
        if problem:
            raise _error(path, number, f"{column} {problem}", f"found {cell!r}")


def _problem(column: str, cell: str, table: Table) -> str:
    """What is wrong with a cell; empty where nothing is."""
    if not cell:
        return "" if column in table.optional else "is empty"
    if column in table.counts and not _is_count(cell):
        return "must be a whole number above 0"
    if column in table.choices and cell not in table.choices[column]:
        return f"must be one of: {', '.join(sorted(table.choices[column]))}"
    if " ".join(cell.split()) != cell:
        return "has a space too many"
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
                raise _error(path, number, f"{' '.join(its_key)!r} stands there twice", "take one of the two out")
    for number, (row, following) in enumerate(pairwise(rows), 4):
        if following < row:
            raise _error(
                path,
                number,
                f"{following[0]!r} must stand before {row[0]!r}",
                "sort by code points: LC_ALL=C sort",
            )


def _error(path: Path, number: int, what: str, hint: str) -> ConfigurationError:
    return ConfigurationError(f"{path}:{number}: {what}", hint=hint)
