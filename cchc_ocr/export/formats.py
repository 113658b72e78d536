"""The formats that records are written in: a table. A new one is an entry here and a module with ``write``.

The command line and its help, ``write`` and the documents take what they say from this table. Imports nothing
heavy, for ``--help`` reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, cast, get_args

from cchc_ocr.errors import NotInstalledError, UsageError, install_hint

if TYPE_CHECKING:
    from cchc_ocr.export.found import Found, FoundRecords

Container = Literal["folder", "bagit"]
CONTAINERS: tuple[Container, ...] = get_args(Container)


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What may be asked of some formats; ``OutputFormat.options`` says of which.

    With ``decimal_comma`` numbers are written 8,5. Values less sure than ``review_below`` (0..1) are coloured.
    ``dictionaries`` is a folder of a user's own, which may have types of documents with their codes. ``table`` is
    the name of a table whose rows are written instead of the records. With ``partition`` results are parted by
    their years: by these, and by those that ``write`` finds. ``folders`` is a table of what a person states of
    dossiers (hồ sơ); ``container`` says what keeps the files of a package together.
    """

    decimal_comma: bool = False
    review_below: float = 0.8
    dictionaries: Path | None = None
    table: str | None = None
    partition: tuple[int, ...] | None = None
    folders: Path | None = None
    container: Container = "folder"


class Writer(Protocol):
    """A module that writes a format. It reads one record after the other: an archive does not fit into memory."""

    def targets(self, out: Path, options: ExportOptions) -> Sequence[Path]:
        """The files that will be written. ``out`` is the file or folder that was asked for.

        Raises UsageError where it does not suit the format, or the options are wrong.
        """

    def write(self, found: FoundRecords, places: Mapping[Path, Path], options: ExportOptions) -> Sequence[str]:
        """Write the files, each at its place; what their reader must know. ``places`` are those of the targets."""


class Packer(Protocol):
    """A module whose format may be a whole folder, which takes its name when all of it is there."""

    def see_that_it_suits(self, out: Path, options: ExportOptions, *, overwrite: bool) -> None:
        """Raises UsageError or UnreadableError where the folder cannot be written, or the options are wrong."""

    def pack(self, found: FoundRecords, place: Path, out: Path, options: ExportOptions) -> Sequence[str]:
        """Write the files of the folder ``out`` to ``place``; what their reader must know."""

    def first_files(self, out: Path, options: ExportOptions) -> Sequence[Path]:
        """The files of the folder that a person opens first."""


class Streamer(Protocol):
    """A module whose format may go to stdout."""

    def pieces(self, found: Iterable[Found], options: ExportOptions) -> Iterator[str]:
        """The text, piece by piece."""


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """A format of ``--to``.

    ``writes`` says what it writes; ``place`` whether that is one file, or several in a folder; ``module``, in
    this package, writes it; ``extra`` is the extra of the package that it needs; ``options`` are the fields of
    ``ExportOptions`` that it uses. Only what ``streams`` may go to stdout. ``packer`` is the module that writes
    it as a whole folder, where ``out`` names no file.
    """

    name: str
    writes: str
    place: Literal["file", "folder"]
    module: str
    extra: str | None = None
    options: tuple[str, ...] = ()
    streams: bool = False
    packer: str | None = None

    def packer_of(self, out: Path) -> Packer | None:
        """The module that writes ``out`` as a whole folder, where it is one."""
        if self.packer is None or out.suffix.lower() in (".csv", ".json"):
            return None
        return cast(Packer, import_module(f"cchc_ocr.export.{self.packer}"))

    def targets(self, out: Path, options: ExportOptions) -> Sequence[Path]:
        """The files that will be written. Raises what ``writer`` raises, and UsageError as the writer does."""
        return self.writer().targets(self.file_in(out), options)

    def pieces(self, found: Iterable[Found], options: ExportOptions) -> Iterator[str]:
        """The text for stdout, piece by piece. Raises UsageError where the format is no single text."""
        if not self.streams:
            hint = "name a file or folder with --out"
            raise UsageError(f"--to {self.name} cannot be written to stdout", hint=hint)
        return cast(Streamer, self.writer()).pieces(found, options)

    def writer(self) -> Writer:
        """The module that writes it. Raises NotInstalledError where a package is missing that the format needs."""
        try:
            return cast(Writer, import_module(f"cchc_ocr.export.{self.module}"))
        except ImportError as error:
            if self.extra is None:
                raise
            what = f"--to {self.name} needs the package {error.name}, which is missing"
            raise NotInstalledError(what, hint=install_hint(self.extra)) from error

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
    OutputFormat(
        name="jsonl",
        writes="one record per line, or one row of a table",
        place="file",
        module="lines",
        options=("table",),
        streams=True,
    ),
    OutputFormat(
        name="parquet",
        writes="tables with types, for pandas and duckdb",
        place="folder",
        module="columnar",
        extra="parquet",
        options=("partition",),
    ),
    OutputFormat(name="sqlite", writes="a database of all tables", place="file", module="database"),
    OutputFormat(
        name="duckdb",
        writes="a database of all tables, for millions of rows",
        place="file",
        module="duck",
        extra="duckdb",
    ),
    OutputFormat(
        name="datasette",
        writes="a folder that Datasette opens: all tables, queries, links to the scans",
        place="folder",
        module="datasette",
    ),
    OutputFormat(
        name="archive",
        writes="a package to hand over by Thông tư 05/2025/TT-BNV",
        place="folder",
        module="archive",
        options=("dictionaries", "folders", "container"),
        packer="handover",
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


def container_named(name: str) -> Container:
    """The container of that name. Raises UsageError where there is none."""
    for one in CONTAINERS:
        if one == name:
            return one
    raise UsageError(f"--container {name}: there is no such container", hint=f"choose {' or '.join(CONTAINERS)}")
