"""Writes records in a format: everything is made before the first file is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cchc_ocr.errors import UsageError
from cchc_ocr.export.formats import ExportOptions, named
from cchc_ocr.export.sources import Found
from cchc_ocr.system.disk import save, see_that_it_is_free
from cchc_ocr.system.permissions import readers_of_all


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that were written, and remarks for the user."""

    files: tuple[Path, ...]
    remarks: tuple[str, ...] = ()


def write(
    found: Sequence[Found],
    to: str,
    out: Path,
    options: ExportOptions | None = None,
    *,
    inputs: Sequence[Path] = (),
    overwrite: bool = True,
) -> Exported:
    """Write the records to ``out``: a file, or a folder for formats that are several files.

    What is written is no more readable than ``inputs`` (the files of the records) and their scans.

    Raises UsageError where ``out`` cannot be written, is one of ``inputs`` or a scan, or exists already (without
    ``overwrite``), or where the format ``to`` is not known, NotInstalledError where it needs a package that is not
    there.
    """
    form, options = named(to), options or ExportOptions()
    if str(out) == "-":
        raise UsageError(f"--to {to} cannot be written to stdout", hint="name a file or folder with --out")
    originals = [*inputs, *(one.scan for one in found if one.scan)]
    readable = [path for path in originals if str(path) != "-"]
    for part in (found[:1], found):  # what one record is written to tells the places of all, in no time
        contents = form.contents(part, out, options)
        for path in contents.files:
            see_that_it_is_free(path, originals, overwrite=overwrite)
    files = contents.files.items()
    written = tuple(save(path, content, readers_of_all(readable, path)) for path, content in files)
    return Exported(written, tuple(contents.remarks))


def text(found: Sequence[Found], to: str, options: ExportOptions | None = None) -> str:
    """The records as one text, for stdout. Raises UsageError where the format ``to`` is not a single text."""
    form = named(to)
    if not form.streams:
        raise UsageError(f"--to {to} cannot be written to stdout", hint="name a file or folder with --out")
    (content,) = form.contents(found, Path("-"), options or ExportOptions()).files.values()
    return str(content)
