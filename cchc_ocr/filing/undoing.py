"""Takes back what the last filing has put into a folder, where nobody has changed it since."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cchc_ocr.errors import UnreadableError
from cchc_ocr.filing import ledger
from cchc_ocr.filing.ledger import Filed
from cchc_ocr.filing.placing import know_moved, put, sha256_of_placed
from cchc_ocr.runs import catalogue
from cchc_ocr.translation import gettext_noop as N_


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of one filed file; ``kept`` says why it stays where it is ("": it was taken back)."""

    entry: Filed
    kept: str = ""


def undo(folder: Path, tell: Callable[[Undone], object]) -> None:
    """Take back the last filing into ``folder``; ``tell`` hears of each file.

    Copies and links are removed, moved files go back to where they were, and folders that were made and are empty
    now go too. What was changed since stays. Raises UnreadableError where nothing was filed here.
    """
    known = ledger.entries(folder)
    if not known:
        raise UnreadableError(f"{folder}: nothing was filed here", hint="name the folder that was given with --to")
    last = max(entry.filing for entry in known)
    undone = [entry for entry in known if entry.filing == last]
    for entry in reversed(undone):
        tell(Undone(entry, _taken_back(folder, entry)))
    for made in sorted({name for entry in undone for name in entry.made}, key=len, reverse=True):
        with suppress(OSError):  # it holds something, or is gone
            (folder / made).rmdir()
    ledger.keep(folder, [entry for entry in known if entry.filing != last])


def _taken_back(folder: Path, entry: Filed) -> str:
    """Why a file stays where it is; "" where it was taken back, or never was there."""
    target, origin = folder / entry.target, Path(entry.file)
    if not os.path.lexists(target):
        return "" if entry.how != "move" or origin.is_file() else N_("it is gone")
    try:
        if sha256_of_placed(target) != entry.sha256:
            return N_("it was changed since")
        if entry.how != "move":
            target.unlink()
            return ""
        origin.parent.mkdir(parents=True, exist_ok=True)
        put(target, origin)
    except FileExistsError:
        return N_(f"there is another file at {origin}")
    except OSError as error:
        return error.strerror or str(error)
    if (Path(entry.results) / catalogue.NAME).is_file():
        know_moved(Path(entry.results), Path(entry.stem), origin)
    return ""
