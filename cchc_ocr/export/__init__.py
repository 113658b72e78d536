"""Records to what spreadsheets, scripts and archives read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cchc_ocr.errors import UsageError
from cchc_ocr.export.sources import Found, load, record_files
from cchc_ocr.system.disk import save, see_that_it_is_free

__all__ = ["ExportOptions", "Found", "Written", "jsonl", "load", "record_files", "write"]


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """``decimal_comma`` is for CSV; values less sure than ``review_below`` are coloured in a workbook."""

    decimal_comma: bool = False
    review_below: float = 0.8


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, and what their reader must know."""

    files: tuple[Path, ...]
    remarks: tuple[str, ...] = ()


def write(
    found: Sequence[Found],
    kind: str,
    out: Path,
    options: ExportOptions | None = None,
    *,
    inputs: Sequence[Path] = (),
    overwrite: bool = True,
) -> Written:
    """Write the records to ``out``: a file, or a folder for kinds that are several files.

    Everything is made before the first file is written. Raises UsageError where ``out`` cannot be written, is one
    of ``inputs`` or a scan, or is there already (without ``overwrite``), or where ``kind`` is not known,
    NotInstalledError where a kind needs a package that is not there.
    """
    if str(out) == "-":
        raise UsageError(f"--to {kind}: is more than a stream of text", hint="name a file with --out")
    options = options or ExportOptions()
    originals = [*inputs, *(one.scan for one in found if one.scan)]
    for part in (found[:1], found):  # what one record is written to tells the places of all, in no time
        contents, remarks = _contents(part, kind, out, options)
        for path in contents:
            see_that_it_is_free(path, originals, overwrite=overwrite)
    return Written(tuple(save(path, content) for path, content in contents.items()), tuple(remarks))


def jsonl(found: Iterable[Found]) -> str:
    """One record per line."""
    return "".join(f"{one.record.to_json()}\n" for one in found)


def _contents(
    found: Sequence[Found], kind: str, out: Path, options: ExportOptions
) -> tuple[Mapping[Path, str | bytes], Sequence[str]]:
    match kind:
        case "jsonl":
            return {_file(out, "records.jsonl"): jsonl(found)}, ()
        case "csv":
            from cchc_ocr.export.delimited import files as csv_files

            return csv_files(found, out, decimal_comma=options.decimal_comma), ()
        case "xlsx":
            from cchc_ocr.export.workbook import workbook

            path = _file(out, "records.xlsx")
            return {path: workbook(found, path, options.review_below)}, ()
        case "parquet":
            from cchc_ocr.export.columnar import files as parquet_files

            return parquet_files(found, out)
        case "archive":
            from cchc_ocr.export.archive import files as archive_files

            return archive_files(found, out)
    raise UsageError(f"--to {kind}: not known", hint="choose csv, xlsx, jsonl, parquet or archive")


def _file(out: Path, name: str) -> Path:
    """``out`` where it names a file of this kind, the file ``name`` in it where it is a folder."""
    suffix = Path(name).suffix
    if out.is_dir():
        return out / name
    if suffix == ".xlsx" and out.suffix.lower() != suffix:
        raise UsageError(f"{out}: spreadsheets open only what ends in .xlsx", hint=f"write --out {out}.xlsx")
    return out
