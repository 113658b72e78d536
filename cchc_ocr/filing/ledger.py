"""The ledger of a folder that was filed to: which file was put where, one JSON object a line, oldest first."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.system.disk import why_not

NAME = ".cchc-ocr-filed.jsonl"


@dataclass(frozen=True, slots=True)
class Filed:
    """One file that was put into the folder, or is about to be. ``filing`` is the number of the command.

    ``target`` is the path below the folder, ``file`` where it came from, ``sha256`` the hash of the bytes at the
    target, ``content`` what a later filing knows the document by (see ``planning.content_key``). ``made`` are the
    folders that were made for it, the outermost first. ``results`` is the folder of results of the document,
    ``stem`` the path of these in it.
    """

    filing: int
    how: str
    file: str
    target: str
    sha256: str
    content: str
    made: tuple[str, ...] = ()
    results: str = ""
    stem: str = ""


def entries(folder: Path) -> list[Filed]:
    """What the ledger holds; nothing where there is none. Raises UnreadableError where a line is none of it.

    A last line that breaks off is left out: the file was not placed before it was written as a whole.
    """
    path = folder / NAME
    if not path.is_file():
        return []
    lines = path.read_text("utf-8", "surrogateescape").split("\n")
    return list(_parsed(path, lines))


def _parsed(path: Path, lines: list[str]) -> Iterator[Filed]:
    for at, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            given: dict[str, Any] = json.loads(line)
            yield Filed(**{**given, "made": tuple(given["made"])})
        except (ValueError, TypeError, KeyError) as error:
            if at == len(lines):
                return
            raise UnreadableError(f"{path}:{at}: this is no line of a filing", hint="remove the line") from error


def add(folder: Path, entry: Filed) -> None:
    """Write a line, and see that it is on disk. Raises UsageError where it cannot be written."""
    line = json.dumps(asdict(entry), ensure_ascii=False) + "\n"
    try:
        with (folder / NAME).open("ab") as file:
            file.write(line.encode("utf-8", "surrogateescape"))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise UsageError(
            f"{folder / NAME}: cannot be written: {why_not(error)}", hint="choose another --to"
        ) from error


def keep(folder: Path, kept: list[Filed]) -> None:
    """Write the ledger anew with these entries, and remove it where there are none."""
    path = folder / NAME
    if not kept:
        path.unlink(missing_ok=True)
        return
    part = path.with_name(f"{NAME}.part")
    lines = "".join(json.dumps(asdict(entry), ensure_ascii=False) + "\n" for entry in kept)
    part.write_bytes(lines.encode("utf-8", "surrogateescape"))
    part.replace(path)
