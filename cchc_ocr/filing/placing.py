"""Puts files where the plan says: never over another file, and each is in the ledger before it is there."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from cchc_ocr.errors import CchcError, UnwritableError
from cchc_ocr.files import splitting
from cchc_ocr.files.attachments import on_disk
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.files.passwords import Passwords
from cchc_ocr.filing import ledger
from cchc_ocr.filing.ledger import Filed
from cchc_ocr.filing.planning import FilingLine, FilingOptions
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.folder_lock import locked
from cchc_ocr.runs.results import key
from cchc_ocr.system.disk import holder, part_file, real, sha256_of, shown, why_not

Tell = Callable[[FilingLine, CchcError | None], object]


def filed(folder: Path) -> dict[str, Path]:
    """By content, what earlier filings have put into a folder and is still there."""
    known = ledger.entries(folder)
    return {entry.content: Path(entry.target) for entry in known if os.path.lexists(folder / entry.target)}


def place(
    folder: Path, lines: Sequence[FilingLine], options: FilingOptions, passwords: Passwords, tell: Tell
) -> None:
    """File the documents of a plan; ``folder`` holds their results. ``tell`` hears of each line, and of its error.

    An error concerns only its own document. Raises UsageError where a run writes to the results, or the ledger
    cannot be written.
    """
    options.to.mkdir(parents=True, exist_ok=True)
    number = max((entry.filing for entry in ledger.entries(options.to)), default=0) + 1
    with locked(folder):
        for line in lines:
            error: CchcError | None = None
            if line.goes:
                try:
                    _place(folder, line, options, passwords, number)
                except CchcError as found:
                    error = found
            tell(line, error)


def _place(folder: Path, line: FilingLine, options: FilingOptions, passwords: Passwords, number: int) -> None:
    assert line.target
    target = options.to / line.target
    try:
        made = _made_folders(options.to, line.target)
        with _ready(line, target, options, passwords) as part:
            entry = Filed(
                number, options.how, os.fspath(real(line.file)), line.target.as_posix(), sha256_of_placed(part),
                line.sha256, made, os.fspath(real(folder)), os.fspath(line.stem),
            )  # fmt: skip
            ledger.add(options.to, entry)
            try:
                put(part, target)
            except FileExistsError:  # it is somebody else's, and no undoing must touch it
                ledger.keep(options.to, [one for one in ledger.entries(options.to) if one != entry])
                raise
    except OSError as error:
        what = f"{shown(target)}: cannot be written: {why_not(error)}"
        raise UnwritableError(what, hint="see whether you may write there", file=line.file.name) from error
    if options.how == "move":
        know_moved(folder, line.stem, target)


@contextmanager
def _ready(line: FilingLine, target: Path, options: FilingOptions, passwords: Passwords) -> Iterator[Path]:
    """What is to be put at the target: the original itself where it is moved, else a file beside the target."""
    if options.how == "move":
        yield line.file
        return
    part = part_file(target)
    try:
        if options.how == "link":
            part.symlink_to(real(line.file))
        elif line.pages:
            with on_disk(line.file, passwords) as file:
                (data,) = splitting.take_out(file, [line.pages], ReadOptions(passwords=passwords)).files
            part.write_bytes(data)
            shutil.copymode(holder(line.file), part)
        else:
            with on_disk(line.file, passwords) as file:
                shutil.copy2(file, part)
        yield part
    finally:
        part.unlink(missing_ok=True)


def put(file: Path, target: Path) -> None:
    """Move a file to a path that is free. Raises FileExistsError where it is not, and leaves both as they are."""
    try:
        os.link(file, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:  # no such links on this disk, or another disk
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(target)) from None
        shutil.move(file, target)
        return
    try:
        file.unlink()
    except OSError:
        target.unlink()
        raise


def sha256_of_placed(file: Path) -> str:
    """The hash of the bytes of a file; of a link, of where it leads."""
    if file.is_symlink():
        return hashlib.sha256(os.fsencode(file.readlink())).hexdigest()
    return sha256_of(file)


def _made_folders(folder: Path, target: Path) -> tuple[str, ...]:
    """Make the folders above a target; returns those that were not there, the outermost first."""
    lacking = [above for above in reversed(target.parents[:-1]) if not (folder / above).exists()]
    (folder / target).parent.mkdir(parents=True, exist_ok=True)
    return tuple(above.as_posix() for above in lacking)


def know_moved(folder: Path, stem: Path, path: Path) -> None:
    """Store where the original of a document lies now: else its results would count as those of a lost file."""
    with Catalogue(folder) as rows:
        entry = rows.find(os.fsencode(stem))
        if entry:
            rows.store(entry._replace(path=key(path)))
