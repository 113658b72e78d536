"""The formats that records are written in: a table. A new one is an entry here and a module with ``files``.

The command line and its help, ``write`` and the documents take what they say from this table. Imports nothing
heavy, for ``--help`` reads it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, cast

from cchc_ocr.errors import NotInstalledError, UsageError

if TYPE_CHECKING:
    from cchc_ocr.export.sources import Found


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What may be asked of some formats; ``OutputFormat.options`` says of which.

    With ``decimal_comma`` numbers are written 8,5. Values less sure than ``review_below`` (0..1) are coloured.
    ``dictionaries`` is a folder of a user's own, which may have types of documents with their codes.
    """

    decimal_comma: bool = False
    review_below: float = 0.8
    dictionaries: Path | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """What is to be written to which file, and what a reader of the files must know."""

    files: Mapping[Path, str | bytes]
    remarks: Sequence[str] = ()


class Writer(Protocol):
    """A module that makes the content of a format; it writes nothing itself."""

    def files(self, found: Sequence[Found], out: Path, options: ExportOptions) -> Contents:
        """The content of the files. ``out`` is the file or folder that was asked for."""


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """A format of ``--to``.

    ``writes`` says what it writes; ``place`` whether that is one file, or several in a folder; ``module``, in
    this package, makes the content; ``extra`` is the extra of the package that it needs; ``options`` are the
    fields of ``ExportOptions`` that it uses. Only what ``streams`` may go to stdout.
    """

    name: str
    writes: str
    place: Literal["file", "folder"]
    module: str
    extra: str | None = None
    options: tuple[str, ...] = ()
    streams: bool = False

    def contents(self, found: Sequence[Found], out: Path, options: ExportOptions) -> Contents:
        """What the records become.

        Raises NotInstalledError where a package is missing that the format needs, UsageError where ``out`` does
        not suit it.
        """
        try:
            writer = cast(Writer, import_module(f"cchc_ocr.export.{self.module}"))
        except ImportError as error:
            if self.extra is None:
                raise
            what = f"--to {self.name} needs the package {error.name}, which is missing"
            raise NotInstalledError(what, hint=f"install it with: pip install 'cchc-ocr[{self.extra}]'") from error
        return writer.files(found, self.file_in(out), options)

    def file_in(self, out: Path) -> Path:
        """``out``, or ``records`` with the suffix of the format in it, where it is a folder and a file is needed.

        >>> named("jsonl").file_in(Path("/")).as_posix()
        '/records.jsonl'
        """
        return out / f"records.{self.name}" if self.place == "file" and out.is_dir() else out


FORMATS = (
    OutputFormat(
        name="csv",
        writes="tables that Excel opens with a double click",
        place="folder",
        module="delimited",
        options=("decimal_comma",),
    ),
    OutputFormat(
        name="xlsx",
        writes="a workbook with charts and with the years side by side",
        place="file",
        module="workbook",
        options=("review_below",),
    ),
    OutputFormat(name="jsonl", writes="one record per line", place="file", module="lines", streams=True),
    OutputFormat(
        name="parquet",
        writes="tables with types, for pandas",
        place="folder",
        module="columnar",
        extra="parquet",
    ),
    OutputFormat(
        name="archive",
        writes="the fields of Thông tư 05/2025/TT-BNV",
        place="folder",
        module="archive",
        options=("dictionaries",),
    ),
)
NAMES = tuple(one.name for one in FORMATS)


def named(name: str) -> OutputFormat:
    """The format of that name. Raises UsageError where there is none."""
    for one in FORMATS:
        if one.name == name:
            return one
    raise UsageError(
        f"--to {name}: there is no such format", hint=f"choose {', '.join(NAMES[:-1])} or {NAMES[-1]}"
    )


def heeding(option: str) -> str:
    """The names of the formats that use an option, for its help."""
    return ", ".join(one.name for one in FORMATS if option in one.options)
