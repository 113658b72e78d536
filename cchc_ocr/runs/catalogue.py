"""The catalogue of a folder of results: an SQLite file with one row per document, done or failed.

The JSON and text files are the results; the catalogue says which of them a run need not make again, and holds the
index that ``search`` uses, and what people ask it with SQL (``result_tables``). Times and durations are stored
here and not in the records, so that the records are the same byte for byte whenever they are made.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Literal, NamedTuple, Self, get_args

from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.runs import result_tables
from cchc_ocr.system.disk import real, shown_name
from cchc_ocr.system.permissions import narrow
from cchc_ocr.translation import gettext_noop as N_

NAME = ".cchc-ocr.sqlite"
VERSION = 14  # of the schema, kept in the file
_PATIENCE = 30.0  # seconds to wait for another process that writes: a `status --rebuild` beside a `search`

_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS entries (
    id INTEGER PRIMARY KEY,
    stem BLOB UNIQUE NOT NULL, path BLOB NOT NULL, size INTEGER NOT NULL, modified_ns INTEGER NOT NULL,
    sha256 TEXT NOT NULL, made_by TEXT NOT NULL, pages INTEGER NOT NULL, review INTEGER NOT NULL,
    seconds REAL NOT NULL, text_size INTEGER NOT NULL, record_size INTEGER NOT NULL,
    state TEXT NOT NULL, error TEXT NOT NULL, hint TEXT NOT NULL, exit_code INTEGER NOT NULL,
    error_page INTEGER NOT NULL DEFAULT 0, asked TEXT NOT NULL DEFAULT '',
    part_of BLOB NOT NULL DEFAULT x'', part TEXT NOT NULL DEFAULT '', parts INTEGER NOT NULL DEFAULT 0,
    indexed INTEGER NOT NULL DEFAULT 0  -- whether ``records`` and the words have it
);
CREATE INDEX IF NOT EXISTS documents_path ON entries (path);
CREATE INDEX IF NOT EXISTS documents_content ON entries (sha256, made_by);
CREATE INDEX IF NOT EXISTS documents_state ON entries (state);
CREATE INDEX IF NOT EXISTS documents_part ON entries (part_of) WHERE part_of != x'';
CREATE INDEX IF NOT EXISTS documents_unindexed ON entries (state) WHERE NOT indexed;
CREATE TABLE IF NOT EXISTS records (
    document INTEGER PRIMARY KEY REFERENCES entries ON DELETE CASCADE,
    file TEXT, origin TEXT, type TEXT, number_symbol TEXT, issuer TEXT, parent TEXT, place TEXT, date TEXT,
    date_partial TEXT, subject TEXT, signer TEXT, signer_title TEXT, type_bare TEXT, issuer_bare TEXT,
    weight INTEGER, leading TEXT, secrecy TEXT, secrecy_doubtful INTEGER,
    doubted TEXT,  -- the kinds of fields that a person should look at
    key TEXT,  -- what the document is known by in all runs
    dated TEXT  -- its date, or what is known of it
);
CREATE INDEX IF NOT EXISTS records_of_time ON records (dated, type_bare, issuer_bare);
CREATE INDEX IF NOT EXISTS records_of_type ON records (type_bare, issuer_bare, dated);
CREATE INDEX IF NOT EXISTS records_of_issuer ON records (issuer_bare, type_bare, dated);
CREATE TABLE IF NOT EXISTS citations (
    document INTEGER NOT NULL REFERENCES entries ON DELETE CASCADE,
    type TEXT, number_symbol TEXT, date TEXT, issuer TEXT,
    number TEXT  -- as numbers are compared: see ``citing.number_in``
);
CREATE INDEX IF NOT EXISTS citations_document ON citations (document);
CREATE INDEX IF NOT EXISTS citations_number ON citations (number);
CREATE TABLE IF NOT EXISTS pages (
    id INTEGER PRIMARY KEY,  -- its number, then its document: all first pages, then all second ones
    document INTEGER NOT NULL REFERENCES entries ON DELETE CASCADE,
    number INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS pages_document ON pages (document);
CREATE VIRTUAL TABLE IF NOT EXISTS page_words USING fts5 (
    accented, bare, pairs, content='', tokenize="unicode61 remove_diacritics 0"
);
CREATE TABLE IF NOT EXISTS kept_pages (
    sha256 TEXT NOT NULL, made_by TEXT NOT NULL, number INTEGER NOT NULL, page BLOB NOT NULL,
    PRIMARY KEY (sha256, made_by, number)
);
CREATE TABLE IF NOT EXISTS written (  -- files of results, relative to the folder: which bytes were put there
    file BLOB NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, modified_ns INTEGER NOT NULL,
    PRIMARY KEY (file, sha256)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reviews (  -- files of corrections, by the stem of the record: what became of them
    stem BLOB PRIMARY KEY, size INTEGER NOT NULL, modified_ns INTEGER NOT NULL, written INTEGER NOT NULL,
    fields INTEGER NOT NULL, lost INTEGER NOT NULL, conflicts INTEGER NOT NULL, refused INTEGER NOT NULL,
    other_scan INTEGER NOT NULL, fault TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS folders (  -- in which corrections were looked for: ``review_files``
    path BLOB PRIMARY KEY,
    inode INTEGER NOT NULL, modified_ns INTEGER NOT NULL, changed_ns INTEGER NOT NULL  -- all 0: not to be trusted
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS inputs (  -- folders that runs were given, in full and without links
    path BLOB PRIMARY KEY
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS surveyed (  -- each entry in them, and each file that was named, at the last run
    path BLOB PRIMARY KEY, kind TEXT NOT NULL, stem BLOB NOT NULL  -- of a document, or of which it is another name
) WITHOUT ROWID;
{result_tables.SCHEMA}"""
_WITHOUT_HASHES = """
{schema}
INSERT OR IGNORE INTO written SELECT CAST(stem || '.txt' AS BLOB), '', text_size, -1 FROM entries;
INSERT OR IGNORE INTO written SELECT CAST(stem || '.json' AS BLOB), '', record_size, -1 FROM entries;
INSERT OR IGNORE INTO written SELECT CAST(stem || '.pdf' AS BLOB), '', -1, -1 FROM entries;
"""
_FROM_FIRST = """
ALTER TABLE documents RENAME TO documents_1;
{schema}
INSERT INTO entries (stem, path, size, modified_ns, sha256, made_by, pages, review, seconds, text_size,
                       record_size, state, error, hint, exit_code)
SELECT stem, path, size, modified_ns, sha256, made_by, pages, review, seconds, text_size, record_size,
       'done', '', '', 0 FROM documents_1;
DROP TABLE documents_1;
"""
_FROM_SECOND = "DROP INDEX documents_sha256;"
# Errors began with the name of the file, and the page on which they were.
_WITHOUT_PAGES = """
ALTER TABLE entries ADD COLUMN error_page INTEGER NOT NULL DEFAULT 0;
UPDATE entries SET error = without_name(error, path) WHERE state = 'failed';
"""
_WITHOUT_STACKS = """
ALTER TABLE entries ADD COLUMN part_of BLOB NOT NULL DEFAULT x'';
ALTER TABLE entries ADD COLUMN part TEXT NOT NULL DEFAULT '';
ALTER TABLE entries ADD COLUMN parts INTEGER NOT NULL DEFAULT 0;
"""
_WITHOUT_PARTS = "ALTER TABLE entries ADD COLUMN asked TEXT NOT NULL DEFAULT '';" + _WITHOUT_STACKS
# The documents of what is dropped are indexed again: ``index.catch_up``. Until version 12 citations had no number
# to compare; until version 13 words were indexed one by one only.
_INDEX_AGAIN = "ALTER TABLE entries ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0; " + "".join(
    f"DROP TABLE IF EXISTS {name}; " for name in ("records", "citations", "pages", "page_words")
)
# Until version 12 the name "documents" was that of the rows, and scores had a table of their own.
_RENAMED = "ALTER TABLE documents RENAME TO entries; DROP TABLE IF EXISTS scores; "
_UPGRADES = {
    0: "{schema}",
    1: _FROM_FIRST + _WITHOUT_HASHES,
    2: _RENAMED + _WITHOUT_PARTS + _WITHOUT_PAGES + _FROM_SECOND + _INDEX_AGAIN + _WITHOUT_HASHES,
    **dict.fromkeys((3, 4), _RENAMED + _INDEX_AGAIN + _WITHOUT_PARTS + _WITHOUT_PAGES + _WITHOUT_HASHES),
    5: _RENAMED + _INDEX_AGAIN + _WITHOUT_PARTS + _WITHOUT_PAGES + "{schema}",
    **dict.fromkeys((6, 7), _RENAMED + _INDEX_AGAIN + _WITHOUT_PARTS + "{schema}"),
    **dict.fromkeys((8, 9), _RENAMED + _INDEX_AGAIN + _WITHOUT_STACKS + "{schema}"),
    **dict.fromkeys((10, 11), _RENAMED + _INDEX_AGAIN + "{schema}"),
    **dict.fromkeys((12, 13), _INDEX_AGAIN + "{schema}"),
}


EntryState = Literal["done", "partly", "failed", "writing"]
STATES: tuple[EntryState, ...] = get_args(EntryState)
_WITH_RESULTS: tuple[EntryState, ...] = ("done", "partly")
_READ = f"state IN {_WITH_RESULTS}"


class Entry(NamedTuple):
    """The row of one document. Paths are bytes, because file names need not be valid text; sizes are in bytes.

    ``stem`` is the path of the results within the folder, without suffix. ``made_by`` is a hash of program
    version, options, dictionaries and model. ``review`` is the number of values that a person should look at,
    ``seconds`` the time that reading took. A document that failed, or that was read only partly, has an ``error``,
    the page that it concerns (0: none, or all), a ``hint`` (the next step for the user) and an exit code.
    ``asked`` are the pages that were asked for, where not all were. Of several documents in one file, ``part`` are
    the pages of this one ("3-5"), ``parts`` their number, and ``part_of`` is the stem that the results of the file
    would have if it held only one. The state is "writing" while a run writes the
    results; it stays so if the run is killed meanwhile.
    """

    stem: bytes
    path: bytes
    size: int
    modified_ns: int
    sha256: str
    made_by: str
    pages: int = 0
    review: int = 0
    seconds: float = 0.0
    text_size: int = -1
    record_size: int = -1
    state: EntryState = "done"
    error: str = ""
    hint: str = ""
    exit_code: int = 0
    error_page: int = 0
    asked: str = ""
    part_of: bytes = b""
    part: str = ""
    parts: int = 0

    @property
    def has_results(self) -> bool:
        """Whether the document was read, as a whole or partly."""
        return self.state in _WITH_RESULTS


_COLUMNS = ", ".join(Entry._fields)
_FIND = f"SELECT {_COLUMNS} FROM entries WHERE stem = ?"
_MARKS = ", ".join("?" * len(Entry._fields))
_TWICE = f"{{0}} IN (SELECT {{0}} FROM entries WHERE {_READ} GROUP BY {{0}} HAVING count(*) > 1)"
_REPEATED = f"{_READ} AND ({_TWICE.format('path')} OR {_TWICE.format('sha256')}) ORDER BY stem"


class DamagedError(UsageError):
    """The file is not a catalogue, or it is damaged."""


def missing(folder: Path) -> UnreadableError:
    """The error for a folder that has no catalogue."""
    hint = (
        f"name the --out folder of a run; if this is one, cchc-ocr status {folder} --rebuild makes its catalogue"
    )
    return UnreadableError(f"{folder}: there are no results of `cchc-ocr run` here", hint=hint)


class Catalogue:
    """The catalogue of one folder, as a context manager. Raises UsageError where the file cannot be used.

    Opening brings a catalogue of an older version up to date; ``unindexed`` names the documents whose words are
    not in the index then. An error of SQLite (sqlite3.Error) inside the context becomes a UsageError, because it
    would concern every other document as well.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.path = folder / NAME
        try:
            self.db = _reading(self.path) if read_only else _writing(self.path)
        except sqlite3.Error as error:
            raise _complaint(self.path, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        self.close()
        if isinstance(error, sqlite3.Error):
            raise _complaint(self.path, error) from error

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def keep_from_others(self, allowed: int) -> None:
        """Take the permission bits for group and others that are not ``allowed`` from the files."""
        for suffix in ("", "-wal", "-shm"):
            narrow(self.path.with_name(f"{NAME}{suffix}"), allowed)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Store all changes that are made inside this context, or, after an error, none of them."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            with suppress(sqlite3.OperationalError):  # a full disk has rolled back already
                self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    def find(self, stem: bytes) -> Entry | None:
        """The row of the document whose results lie at ``stem``."""
        found = self.db.execute(_FIND, (stem,)).fetchall()
        return Entry(*found[0]) if found else None

    def parts_of(self, stem: bytes) -> Iterator[Entry]:
        """The rows of the documents in a stack, in their order; ``stem`` is that of the whole file."""
        return self._select("part_of = ? AND part_of != x'' ORDER BY CAST(part AS INTEGER)", stem)

    def count_parts(self) -> None:
        """Store the number of documents in each stack, as after the rows were built anew from its records."""
        counted = "(SELECT count(*) FROM entries AS others WHERE others.part_of = entries.part_of)"
        self.db.execute(f"UPDATE entries SET parts = {counted} WHERE part_of != x'' AND parts = 0")

    def of_content(self, sha256: str, made_by: str, state: EntryState = "done") -> Iterator[Entry]:
        """The rows of documents with this content, made with these options (``made_by``), in this state."""
        return self._select("sha256 = ? AND made_by = ? AND state = ?", sha256, made_by, state)

    def repeated(self) -> list[Entry]:
        """The rows of documents with results that have the same path or the same content as another one."""
        return list(self._select(_REPEATED))

    def entries(self, *states: EntryState) -> Iterator[Entry]:
        """All rows of these states (of "done", if none is given), sorted by ``stem``."""
        chosen = states or ("done",)
        return self._select(f"state IN ({', '.join('?' * len(chosen))}) ORDER BY stem", *chosen)

    def originals(self) -> list[tuple[bytes, bytes]]:
        """For each document with results, their stem and the path of the file that was read."""
        with closing(self.db.execute(f"SELECT stem, path FROM entries WHERE {_READ}")) as rows:
            return rows.fetchall()

    def of_files_inside(self) -> Iterator[Entry]:
        """The rows of documents that lie inside other files ("a.pdf#b.pdf"), and of files with such names."""
        return self._select("instr(path, x'23') ORDER BY stem")

    def unindexed(self) -> list[Entry]:
        """The rows of documents with results whose words are not in the index yet."""
        return list(self._select(f"{_READ} AND NOT indexed"))

    def store(self, entry: Entry) -> int:
        """Add the row, or replace the one with the same stem. Returns the number of the document."""
        changes = ", ".join(f"{name} = excluded.{name}" for name in Entry._fields[1:])
        query = f"INSERT INTO entries ({_COLUMNS}) VALUES ({_MARKS}) ON CONFLICT (stem) DO UPDATE SET {changes}"
        self.db.execute(query, entry)
        ((number,),) = self.db.execute("SELECT id FROM entries WHERE stem = ?", (entry.stem,))
        return int(number)

    def drop(self, stem: bytes) -> None:
        """Remove the row with this stem; its words must have been taken out of the index before."""
        self.db.execute("DELETE FROM entries WHERE stem = ?", (stem,))

    def _select(self, condition: str, *values: object) -> Iterator[Entry]:
        with closing(self.db.execute(f"SELECT {_COLUMNS} FROM entries WHERE {condition}", values)) as rows:
            yield from map(Entry._make, rows)


def _complaint(path: Path, error: sqlite3.Error) -> UsageError:
    """The error for the user, with the next step: make room, wait, or build the catalogue anew."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # the rest are details
    hints = {
        **dict.fromkeys(
            (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR),
            N_("make room and run the same command again: it goes on where it stopped"),
        ),
        **dict.fromkeys(
            (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED), N_("end the other program that has this file open")
        ),
        **dict.fromkeys(
            (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM),
            N_("give yourself the right to write to this file and its folder"),
        ),
    }
    if code in hints:
        return UsageError(f"{path}: {error}", hint=hints[code])
    return DamagedError(f"{path}: {error}", hint=f"cchc-ocr status {path.parent} --rebuild builds it anew")


def _writing(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(os.fsencode(path), isolation_level=None, timeout=_PATIENCE)
    try:
        if _version(db) > VERSION:
            raise UsageError(f"{path}: a newer version of cchc-ocr made it", hint="pip install -U cchc-ocr")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")  # a power cut may take the last rows: they are made anew
        db.execute("PRAGMA foreign_keys = ON")
        _bring_up_to_date(db)
    except BaseException:
        db.close()
        raise
    return db


def _reading(path: Path) -> sqlite3.Connection:
    """Open the file for reading. On a read-only medium SQLite cannot write locks, so it is opened without them."""
    uri = real(path).as_uri()
    for way in ("mode=ro", "mode=ro&immutable=1"):
        db = sqlite3.connect(f"{uri}?{way}", uri=True, isolation_level=None, timeout=_PATIENCE)
        try:
            version = _version(db)
        except sqlite3.OperationalError:
            db.close()
            if "immutable" in way:
                raise
            continue
        if version == VERSION:
            return db
        db.close()
        break
    return _writing(path)


def _bring_up_to_date(db: sqlite3.Connection) -> None:
    """Change the tables to the present version, in one transaction: a kill meanwhile leaves the old ones."""
    version = _version(db)
    if version == VERSION:
        return
    schema = _UPGRADES[version].format(schema=_SCHEMA)
    db.create_function("without_name", 2, _without_name)
    db.executescript(f"BEGIN IMMEDIATE; {schema} PRAGMA user_version = {VERSION}; COMMIT;")


def _without_name(error: str, path: bytes) -> str:
    """An error without the name of its file, which may itself hold a colon, and without the page.

    >>> _without_name("a: 1.pdf, page 3: the page is corrupt: cut short", b"/in/a: 1.pdf")
    'the page is corrupt: cut short'
    """
    _, name, rest = error.partition(shown_name(Path(os.fsdecode(path)))) if path else ("", "", error)
    return (rest if name else error).partition(": ")[2] or error


def _version(db: sqlite3.Connection) -> int:
    row: Any = db.execute("PRAGMA user_version").fetchone()
    return int(row[0])
