"""What a folder of results knows about how they came to be: one row per document that is done.

The JSON and text files are the truth; this file says which of them need not be made again. Times and
durations live here, so that the records are the same byte for byte whenever they are made.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Self

from cchc_ocr.errors import UsageError

NAME = ".cchc-ocr.sqlite"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    stem BLOB PRIMARY KEY, path BLOB NOT NULL, size INTEGER NOT NULL, modified_ns INTEGER NOT NULL,
    sha256 TEXT NOT NULL, made_by TEXT NOT NULL, pages INTEGER NOT NULL, review INTEGER NOT NULL,
    seconds REAL NOT NULL, text_size INTEGER NOT NULL, record_size INTEGER NOT NULL
);
PRAGMA user_version = 1;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One document that is done. Paths are bytes, for file names need not be text; sizes are in bytes.

    ``stem`` is where its results lie in the folder, without suffix; ``made_by`` stands for program version,
    options and dictionaries; ``review`` counts the values that a person should look at.
    """

    stem: bytes
    path: bytes
    size: int
    modified_ns: int
    sha256: str
    made_by: str
    pages: int
    review: int
    seconds: float
    text_size: int
    record_size: int


class Catalogue:
    """The rows of one folder; a context manager. UsageError where the file cannot be used.

    Later, sqlite3.OperationalError goes through: the disk is full, and no other document will fare better.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / NAME
        try:
            self._db = sqlite3.connect(os.fsencode(path), isolation_level=None)
            self._db.executescript(_SCHEMA)
        except sqlite3.OperationalError as error:
            raise UsageError(f"{path}: {error}", hint="make room, or choose another folder") from error
        except sqlite3.Error as error:
            raise UsageError(f"{path}: {error}", hint="delete it; the documents are then read anew") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def find(self, stem: bytes) -> Entry | None:
        """The row of the document whose results lie at ``stem``."""
        return next(iter(self._select("stem", stem)), None)

    def of_path(self, path: bytes) -> list[Entry]:
        """The rows made from the file at ``path``."""
        return self._select("path", path)

    def originals(self) -> list[tuple[bytes, bytes]]:
        """For each document the stem of its results and the path of the file it was read from."""
        with closing(self._db.execute("SELECT stem, path FROM documents")) as rows:
            return rows.fetchall()

    def store(self, entry: Entry) -> None:
        """Add the row, or put it in the place of the one with the same stem."""
        marks = ", ".join("?" * len(fields(Entry)))
        self._db.execute(f"INSERT OR REPLACE INTO documents VALUES ({marks})", astuple(entry))

    def drop(self, stem: bytes) -> None:
        """Forget the document whose results lay at ``stem``."""
        self._db.execute("DELETE FROM documents WHERE stem = ?", (stem,))

    def _select(self, column: str, value: bytes) -> list[Entry]:
        names = ", ".join(field.name for field in fields(Entry))
        with closing(self._db.execute(f"SELECT {names} FROM documents WHERE {column} = ?", (value,))) as rows:
            return [Entry(*row) for row in rows]
