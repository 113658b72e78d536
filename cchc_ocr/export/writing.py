"""Writes records in a format: all files take their names when all are complete."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cchc_ocr.errors import UsageError
from cchc_ocr.export.formats import ExportOptions, named
from cchc_ocr.export.found import Found, FoundRecords
from cchc_ocr.system.disk import see_that_it_can_be_written, see_that_it_is_free, written_whole
from cchc_ocr.system.folders import folder_written_whole
from cchc_ocr.system.permissions import readers_of_all


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that were written, and remarks for the user."""

    files: tuple[Path, ...]
    remarks: tuple[str, ...] = ()


def see_that_it_suits(
    to: str, out: Path, options: ExportOptions | None = None, *, overwrite: bool = True
) -> Sequence[Path]:
    """The files that an export will write; called before records are read, which may take minutes.

    Raises UsageError where ``out`` cannot be written or exists already (without ``overwrite``), or where the
    format ``to`` is not known, NotInstalledError where it needs a package that is not there.
    """
    form = named(to)
    if str(out) == "-":
        if form.streams:
            form.pieces((), options or ExportOptions())
            return ()
        raise UsageError(f"--to {to} cannot be written to stdout", hint="name a file or folder with --out")
    if packer := form.packer_of(out):
        packer.see_that_it_suits(out, options or ExportOptions(), overwrite=overwrite)
        return ()
    targets = form.targets(out, options or ExportOptions())
    for target in targets:
        see_that_it_is_free(target, (), overwrite=overwrite)
        see_that_it_can_be_written(target)
    return targets


def write(
    found: FoundRecords | Sequence[Found],
    to: str,
    out: Path,
    options: ExportOptions | None = None,
    *,
    inputs: Sequence[Path] = (),
    overwrite: bool = True,
) -> Exported:
    """Write the records to ``out``: a file, or a folder for formats that are several files.

    What is written is no more readable than ``inputs`` (the files of the records) and their scans.

    Raises what ``see_that_it_suits`` raises, and UsageError where a file to write is one of ``inputs`` or a scan.
    """
    found = found if isinstance(found, FoundRecords) else FoundRecords.of(found)
    options = options or ExportOptions()
    if options.partition is not None:
        options = replace(options, partition=tuple(sorted({year for head in found.heads for year in head.years})))
    targets = see_that_it_suits(to, out, options, overwrite=overwrite)
    originals = [path for path in (*inputs, *found.files) if str(path) != "-"]
    if packer := named(to).packer_of(out):
        with folder_written_whole(out, readers_of_all(originals, out)) as place:
            remarks = packer.pack(found, place, out, options)
        return Exported(tuple(packer.first_files(out, options)), (*found.remarks, *remarks))
    for target in targets:
        see_that_it_is_free(target, originals, overwrite=overwrite)
    folders = {target.parent: target for target in targets}
    allowed = {folder: readers_of_all(originals, target) for folder, target in folders.items()}
    with written_whole({target: allowed[target.parent] for target in targets}) as places:
        remarks = named(to).writer().write(found, places, options)
    return Exported(tuple(targets), (*found.remarks, *remarks))


def pieces(found: FoundRecords | Sequence[Found], to: str, options: ExportOptions | None = None) -> Iterator[str]:
    """The records as one text, for stdout. Raises UsageError where the format ``to`` is not a single text."""
    return named(to).pieces(found, options or ExportOptions())
