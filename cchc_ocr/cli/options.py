"""Options that several commands share: defined once, and handed to the stages they belong to."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from cchc_ocr.errors import UsageError
from cchc_ocr.reading.engine import DEFAULT, Effort
from cchc_ocr.reading.engines import ENGINES

if TYPE_CHECKING:
    from cchc_ocr.export import Choice
    from cchc_ocr.pipeline import Options
    from cchc_ocr.repair import RepairOptions

    EngineName = str
else:
    EngineName = Literal[tuple(ENGINES)]  # typer shows the names, and refuses others

Files = Annotated[list[str], typer.Argument(metavar="FILE", help='Scans, PDFs or text files; "-" reads stdin.')]

Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=1,
        help="The number of pages read at a time (default: the number of cores).",
    ),
]

DocumentTimeout = Annotated[
    float, typer.Option(metavar="S", min=0.01, help="The seconds of work that a document may take.")
]
MEMORY = 4096  # MiB
MemoryLimit = Annotated[
    int, typer.Option(metavar="MIB", min=512, help="The memory that each process may take, in MiB.")
]
Pdf = Annotated[bool, typer.Option("--pdf", help="Also write a searchable PDF/A of each scan.")]
DropBlank = Annotated[
    bool,
    typer.Option("--drop-blank", help="Leave blank pages out of the searchable PDF."),
]
NoSplit = Annotated[
    bool,
    typer.Option("--no-split", help="One record for each file, also where several documents are in it."),
]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="Replace files that exist already, but never documents.")
]
Log = Annotated[Path | None, typer.Option(metavar="FILE", help="Add one JSON object per event to this file.")]

PasswordFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Passwords for encrypted PDFs, one a line, or NAME, a tab and the password of this file.",
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Say nothing while it runs and at its end, except what failed.")
]


def repairing(
    *,
    strength: Annotated[
        Literal["auto", "careful", "normal", "bold", "none"],
        typer.Option(help="How much repair may change; auto chooses by the look of the text."),
    ] = "auto",
    tone_placement: Annotated[
        Literal["new", "old"] | None,
        typer.Option(help="Write tone marks as in hòa (new) or hoà (old); without this option they stay as read."),
    ] = None,
    dictionaries: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="A folder of your own dictionaries (TSV files), which add to the bundled ones."
        ),
    ] = None,
    model: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A language model made with learn, used beside the bundled one."),
    ] = None,
) -> RepairOptions:
    """The options of repair."""
    from cchc_ocr.repair import RepairOptions

    return RepairOptions(strength, tone_placement=tone_placement, dictionaries=dictionaries, model=model)


def reading(
    *,
    pages: Annotated[str | None, typer.Option(metavar="LIST", help="Only these pages, for example 1,3-5.")] = None,
    dpi: Annotated[
        int,
        typer.Option(
            metavar="N", min=70, max=1200, help="The resolution at which PDF pages are rendered, in dpi."
        ),
    ] = 300,
    force_ocr: Annotated[
        bool, typer.Option("--force-ocr", help="Read the picture of every page, even if the file contains text.")
    ] = False,
    trust_text: Annotated[
        bool, typer.Option("--trust-text", help="Use the text in a PDF, however bad it looks.")
    ] = False,
    max_pixels: Annotated[
        int, typer.Option(metavar="N", min=1, help="Refuse pictures with more pixels than this.")
    ] = 170_000_000,
    max_pages: Annotated[
        int, typer.Option(metavar="N", min=1, help="Refuse files that have more pages than this.")
    ] = 5000,
    password_file: PasswordFile = None,
    engine: Annotated[
        EngineName,
        typer.Option(help="The engine that reads pictures; tesserocr is faster (docs/engines.md)."),
    ] = DEFAULT,
    fast: Annotated[
        bool, typer.Option("--fast", help="Read each line once, by the engine alone: more errors, less time.")
    ] = False,
    careful: Annotated[
        bool,
        typer.Option("--careful", help="Have the line reader read every line, too: fewer errors, more time."),
    ] = False,
    page_timeout: Annotated[
        float, typer.Option(metavar="S", min=0.01, help="The seconds that the engine may take for a page.")
    ] = 120.0,
    review_below: Annotated[
        float,
        typer.Option(metavar="P", min=0, max=1, help="List values with a confidence below this in needs_review."),
    ] = 0.85,
    **repair: Any,
) -> Options:
    """The options of reading, repair and extraction."""
    from cchc_ocr.extract import ExtractOptions
    from cchc_ocr.files.opening import parse_pages
    from cchc_ocr.files.options import ReadOptions
    from cchc_ocr.files.passwords import Passwords, from_file
    from cchc_ocr.pipeline import Options
    from cchc_ocr.reading.engine import OcrOptions

    return Options(
        read=ReadOptions(
            dpi=dpi,
            pages=parse_pages(pages) if pages else None,
            force_ocr=force_ocr,
            trust_text=trust_text,
            max_pixels=max_pixels,
            max_pages=max_pages,
            passwords=from_file(password_file) if password_file else Passwords(),
        ),
        ocr=OcrOptions(page_timeout=page_timeout, engine=engine, effort=_effort(fast=fast, careful=careful)),
        repair=repairing(**repair),
        extract=ExtractOptions(review_below=review_below),
    )


def _effort(*, fast: bool, careful: bool) -> Effort:
    """How pages are to be read. Raises UsageError where both are asked for."""
    if fast and careful:
        raise UsageError("--fast and --careful exclude one another", hint="give one of them, or none")
    return "fast" if fast else "careful" if careful else "normal"


def copying(options: Options, *, pdf: bool, drop_blank: bool) -> Options:
    """The options with those of the searchable PDF. Raises UsageError where no PDF is wanted."""
    from cchc_ocr.files.options import CopyOptions

    if drop_blank and not pdf:
        raise UsageError("--drop-blank leaves pages out of the searchable PDF", hint="give --pdf, too")
    return replace(options, copy=CopyOptions(drop_blank))


def choosing(
    *,
    years: Annotated[
        list[int] | None, typer.Option("--year", metavar="YEAR", help="Only statements of this year; repeatable.")
    ] = None,
    bodies: Annotated[
        list[str] | None,
        typer.Option(
            "--body", metavar="WORDS", help="Only statements of bodies whose name holds these words; repeatable."
        ),
    ] = None,
    indices: Annotated[
        list[str] | None,
        typer.Option(
            "--index", metavar="WORDS", help="Only statements of indices whose name holds these words; repeatable."
        ),
    ] = None,
    kinds: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="score|total|rank|…",
            help="Only score, total, rank, grade, deduction, percentage or count; repeatable.",
        ),
    ] = None,
    natures: Annotated[
        list[str] | None,
        typer.Option(
            "--nature", metavar="result|target|rule", help="Only results, targets, or rules of points; repeatable."
        ),
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option(metavar="P", min=0, max=1, help="Only statements with at least this confidence."),
    ] = 0.0,
    reviewed_only: Annotated[
        bool,
        typer.Option("--reviewed-only", help="Only statements that a person has corrected or confirmed."),
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Only documents of this date or later: 2021, 2021-03, 2021-03-05."),
    ] = None,
) -> Choice:
    """Which statements, and which documents, are taken."""
    from cchc_ocr.export import Choice
    from cchc_ocr.runs.search import parse_date

    return Choice(
        years=tuple(years or ()),
        bodies=tuple(bodies or ()),
        indices=tuple(indices or ()),
        kinds=tuple(kinds or ()),
        natures=tuple(natures or ()),
        min_confidence=min_confidence,
        reviewed_only=reviewed_only,
        since=parse_date(since) if since else None,
    )


def takes(*makers: Callable[..., Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add the options of ``makers`` to a command, and pass it what the first maker returns, as ``options``.

    typer reads options off signature and annotations: the command's ``options`` gives way to those of the makers.
    """
    shared = [parameter for maker in makers for parameter in _parameters(maker)]

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        own = _parameters(command)

        @wraps(command)
        def called(**given: Any) -> None:
            theirs = {parameter.name: given.pop(parameter.name) for parameter in shared}
            command(**given, options=makers[0](**theirs))

        called.__signature__ = inspect.Signature([*own, *shared])  # type: ignore[attr-defined]
        called.__annotations__ = {parameter.name: parameter.annotation for parameter in (*own, *shared)}
        return called

    return decorate


def _parameters(function: Callable[..., Any]) -> list[inspect.Parameter]:
    """The parameters for the user, as keywords only, so that their order does not matter."""
    names = {"Choice": Any, "Options": Any, "RepairOptions": Any}  # imported for type checkers only
    parameters = inspect.signature(function, eval_str=True, locals=names).parameters.values()
    return [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in parameters
        if parameter.name != "options" and parameter.kind is not inspect.Parameter.VAR_KEYWORD
    ]
