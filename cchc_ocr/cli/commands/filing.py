"""The command that files documents under names that their records give them: file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cchc_ocr.cli import output
from cchc_ocr.cli.exits import complain, interruptible
from cchc_ocr.cli.language import state_name
from cchc_ocr.cli.options import PasswordFile
from cchc_ocr.cli.terminal import one_line
from cchc_ocr.errors import CchcError, ExitCode, UsageError
from cchc_ocr.system.disk import shown
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.translation import translated

if TYPE_CHECKING:
    from cchc_ocr.filing.planning import FilingLine
    from cchc_ocr.filing.undoing import Undone

_AS = 'The names, with fields of the record: "{issuer}/{year}/{number}-{symbol}_{subject:40}.pdf".'


@interruptible(N_("interrupted. What was filed so far can be undone with --undo"))
def file(
    folder: Annotated[Path, typer.Argument(metavar="OUT", help="The folder of results (--out of a run).")],
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder to file to.")],
    *,
    pattern: Annotated[str | None, typer.Option("--as", metavar="PATTERN", help=_AS)] = None,
    how: Annotated[
        Literal["copy", "link", "move"],
        typer.Option(
            "--how", help="Copy the files, link to them, or move them; moving changes the originals' place."
        ),
    ] = "copy",
    searchable: Annotated[
        bool,
        typer.Option("--searchable", help="File the searchable PDFs (of run --pdf) instead of the originals."),
    ] = False,
    doubtful: Annotated[
        str, typer.Option(metavar="NAME", help="The folder in DIR for documents whose name is in doubt.")
    ] = "doubtful",
    without_accents: Annotated[
        bool, typer.Option("--without-accents", help="Write Vietnamese letters in names without their accents.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print what would be done.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take back the last filing into DIR.")] = False,
    password_file: PasswordFile = None,
) -> None:
    """Copy originals, or searchable PDFs, into folders and under names that their records give them.

    Prints a line for each document: what becomes of it, the file, its new place, and why.
    """
    from cchc_ocr.files.passwords import Passwords, from_file
    from cchc_ocr.filing import pattern as patterns
    from cchc_ocr.filing import placing, planning

    if undo:
        _undo(to, dry_run=dry_run)
        return
    if not pattern:
        raise UsageError("--as is missing: the pattern of the names", hint="cchc-ocr file --help shows one")
    named = patterns.parsed(pattern, plain=without_accents)
    options = planning.FilingOptions(to, named, how, searchable, planning.checked_folder(doubtful))
    lines = planning.plan(folder, options, placing.filed(to))
    counts = Counter[str]()

    def tell(line: FilingLine, error: CchcError | None = None) -> None:
        counts["failed" if error else line.state] += 1
        if error:
            complain(error)
        else:
            output.put(_told(line))

    if dry_run:
        for line in lines:
            tell(line)
    else:
        passwords = from_file(password_file) if password_file else Passwords()
        placing.place(folder, lines, options, passwords, tell)
    _sum_up(counts, dry_run=dry_run)


def _sum_up(counts: Counter[str], *, dry_run: bool) -> None:
    told = ", ".join(f"{count} {state_name(state)}" for state, count in counts.items()) or _("no documents")
    typer.echo(_("{told}; nothing was written (--dry-run)").format(told=told) if dry_run else told, err=True)
    if counts["failed"]:
        raise typer.Exit(ExitCode.SOME_FAILED)


def _told(line: FilingLine) -> str:
    target = line.target.as_posix() if line.target else ""
    cells = (state_name(line.state), shown(line.file), target, translated(line.reason))
    return "\t".join(map(one_line, cells)).rstrip("\t") + "\n"


def _undo(to: Path, *, dry_run: bool) -> None:
    from cchc_ocr.filing import undoing

    if dry_run:
        raise UsageError("--undo takes back what was done: it cannot be tried", hint="give --undo or --dry-run")

    def tell(undone: Undone) -> None:
        state = "kept" if undone.kept else "undone"
        origin = undone.entry.file if undone.entry.how == "move" else ""
        cells = (state_name(state), undone.entry.target, origin, translated(undone.kept))
        output.put("\t".join(map(one_line, cells)).rstrip("\t") + "\n")

    undoing.undo(to, tell)
