"""Knows the bytes that runs wrote: a result that differs was edited by a person, an unknown file is foreign.

A file with the size and time that it was written with counts as unchanged; otherwise its bytes are hashed.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic_core import from_json

from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.result_files import result_files, searchable_file

Standing = Literal["free", "own", "damaged", "edited", "unknown", "foreign"]

_NOBODY_KNOWS = ""  # in the place of a hash: the file is a result, but which bytes were written is not known
_TOGETHER = 2_000_000_000  # ns: text and record of a document are written within these
_BEFORE = 60_000_000_000  # ns: its PDF, which may be large, is written at most so long before them
_LAST = (b"\n", b"\f", b"\n\f")  # what results end with


class _WrittenRow(NamedTuple):
    sha256: str
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Written:
    """The files that runs have written into a folder. With ``remember=False`` the catalogue is only read."""

    folder: Path
    rows: Catalogue
    remember: bool = True

    def standing(self, file: str | Path) -> Standing:
        """What is at the path ``file``, one of:

        - "free": no file, or a folder or link that no run wrote and that writing a result does not destroy;
        - "own": a result with the bytes that a run wrote;
        - "damaged": only the beginning of these bytes, or zeros, as after a power cut;
        - "edited": other bytes, so a person has changed the result, or a result that cannot be read;
        - "unknown": a result, but nobody knows which bytes were written;
        - "foreign": a file that no run wrote.
        """
        seen = _stat(file)
        if not seen:
            return "free"
        known = self._known(file)
        if not known:
            return "free" if os.path.islink(file) else "foreign"  # noqa: PTH114 - it never raises
        if any((row.size, row.modified_ns) == (seen.st_size, seen.st_mtime_ns) for row in known):
            return "own"
        try:
            return self._by_content(Path(file), seen, known)
        except FileNotFoundError:  # removed just now
            return "free"
        except OSError:
            return "edited"

    def _by_content(self, file: Path, seen: os.stat_result, known: list[_WrittenRow]) -> Standing:
        hashes = {row.sha256 for row in known}
        sha256 = _sha256(file)
        if sha256 in hashes:
            if self.remember:
                stamp = (seen.st_mtime_ns, self._name(file), sha256)
                self.rows.db.execute("UPDATE written SET modified_ns = ? WHERE file = ? AND sha256 = ?", stamp)
            return "own"
        if _NOBODY_KNOWS in hashes:
            return "unknown"
        shorter = seen.st_size < max(row.size for row in known)
        return "damaged" if _is_blank(file) or (shorter and _breaks_off(file, hashes)) else "edited"

    def expect(self, files: Mapping[Path, bytes]) -> None:
        """Store the hashes of bytes that are about to be written, beside the old ones: a kill may leave either."""
        self._insert(files, dict.fromkeys(files, -1))

    def settle(self, files: Mapping[Path, bytes]) -> None:
        """Store the hashes of bytes that have been written, in the place of all others."""
        self.forget(files)
        self._insert(files, {file: seen.st_mtime_ns if (seen := _stat(file)) else -1 for file in files})

    def forget(self, files: Iterable[Path]) -> None:
        """Remove the files from the list of results."""
        self.rows.db.executemany("DELETE FROM written WHERE file = ?", [(self._name(file),) for file in files])

    def take_in(self, files: Iterable[Path]) -> None:
        """Add files to the list of results without knowing their first bytes, unless they are listed already."""
        rows = [(self._name(file), _NOBODY_KNOWS) for file in files if _stat(file) and not self._known(file)]
        self.rows.db.executemany("INSERT INTO written VALUES (?, ?, -1, -1)", rows)

    def edited(self) -> list[Path]:
        """The results that a person has edited, sorted, relative to the folder."""
        at = os.fsencode(self.folder / "x")[:-1]
        with closing(self.rows.db.execute("SELECT file, size, modified_ns FROM written ORDER BY file")) as found:
            names = [name for name, known in groupby(found, itemgetter(0)) if _may_be_edited(at + name, known)]
        files = [Path(os.fsdecode(name)) for name in names]
        return [file for file in files if self.standing(self.folder / file) == "edited"]

    def adopt(self) -> None:
        """Hash the results of a catalogue of an older version, which stored only their sizes.

        Files that have those sizes, and were all written at about the same time, count as unchanged.
        """
        query = (
            "SELECT file FROM written WHERE sha256 = '' AND size >= 0 AND substr(file, -4) = CAST('.txt' AS BLOB)"
        )
        for (name,) in self.rows.db.execute(query).fetchall():
            stem = self.folder / Path(os.fsdecode(name[: -len(".txt")]))
            with self.rows.transaction():
                files = (*result_files(stem), searchable_file(stem))
                own = self._as_written(files)
                for file in own:
                    seen = file.stat()
                    self.forget([file])
                    self._store(file, _WrittenRow(_sha256(file), seen.st_size, seen.st_mtime_ns))
                rest = [(self._name(file),) for file in files if file not in own]
                self.rows.db.executemany("UPDATE written SET size = -1 WHERE file = ?", rest)

    def _as_written(self, files: tuple[Path, Path, Path]) -> tuple[Path, ...]:
        text, record, pdf = map(_stat, files)
        sizes = [max((row.size for row in self._known(file)), default=-1) for file in files[:2]]
        if not text or not record or sizes != [text.st_size, record.st_size]:
            return ()
        if abs(record.st_mtime_ns - text.st_mtime_ns) > _TOGETHER:
            return ()
        before = pdf and 0 <= text.st_mtime_ns - pdf.st_mtime_ns <= _BEFORE
        return files if before else files[:2]

    def _insert(self, files: Mapping[Path, bytes], modified_ns: Mapping[Path, int]) -> None:
        for file, data in files.items():
            self._store(file, _WrittenRow(hashlib.sha256(data).hexdigest(), len(data), modified_ns[file]))

    def _store(self, file: Path, row: _WrittenRow) -> None:
        self.rows.db.execute("INSERT OR IGNORE INTO written VALUES (?, ?, ?, ?)", (self._name(file), *row))

    def _known(self, file: str | Path) -> list[_WrittenRow]:
        query = "SELECT sha256, size, modified_ns FROM written WHERE file = ?"
        return [_WrittenRow(*row) for row in self.rows.db.execute(query, (self._name(file),)).fetchall()]

    def _name(self, file: str | Path) -> bytes:
        return os.fsencode(file)[_length_within(self.folder) :]


def _may_be_edited(file: bytes, known: Iterable[tuple[bytes, int, int]]) -> bool:
    """Whether there is such a file, and with another size or time than a run gave it."""
    seen = _stat(file)
    return seen is not None and (seen.st_size, seen.st_mtime_ns) not in ((size, time) for _, size, time in known)


def _stat(file: str | bytes | Path) -> os.stat_result | None:
    """The status of a regular file; links are followed. None where there is none."""
    try:
        seen = os.stat(file)  # noqa: PTH116 - asked for hundreds of thousands of files
    except OSError:
        return None
    return seen if stat.S_ISREG(seen.st_mode) else None


@lru_cache(maxsize=4)
def _length_within(folder: Path) -> int:
    """The number of bytes of a path in the folder that come before what is relative to it."""
    return len(os.fsencode(folder / "x")) - 1


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _is_blank(file: Path) -> bool:
    """Whether the file is empty or holds only zeros, as after a power cut."""
    with file.open("rb") as stream:
        return not any(piece.strip(b"\0") for piece in iter(lambda: stream.read(1 << 16), b""))


def _breaks_off(file: Path, hashes: set[str]) -> bool:
    """Whether the end of what was written is missing.

    Of a text at most its last line feed and form feed may be missing: a person may have removed whole lines.
    """
    data = file.read_bytes()
    if any(hashlib.sha256(data + end).hexdigest() in hashes for end in _LAST):
        return True
    if file.suffix != ".json" or data.endswith(b"\n"):
        return False
    with suppress(ValueError):
        json.loads(data)
        return False
    with suppress(ValueError):
        from_json(data.decode("utf-8", "ignore"), allow_partial="trailing-strings")
        return True
    return False
