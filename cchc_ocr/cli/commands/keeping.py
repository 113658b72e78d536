"""Commands about the results of a run: search, status, prune."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cchc_ocr.cli import output
from cchc_ocr.cli.exits import interruptible
from cchc_ocr.cli.options import Overwrite
from cchc_ocr.cli.terminal import one_line
from cchc_ocr.errors import UsageError
from cchc_ocr.system import disk
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.translation import ngettext


@interruptible(N_("interrupted"))
def search(
    query: Annotated[
        str,
        typer.Argument(
            metavar="QUERY",
            help="The words to find; a word typed without diacritics matches whatever its diacritics are. "
            "May be left out with --cites.",
        ),
    ] = "",
    *,
    folder: Annotated[Path, typer.Option("--in", metavar="DIR", help="The folder of results (--out of a run).")],
    kind: Annotated[
        str | None, typer.Option("--type", metavar="WORDS", help='Only this type of document: "bao cao".')
    ] = None,
    issuer: Annotated[str | None, typer.Option(metavar="WORDS", help="Only documents of this issuer.")] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="DATE", help="Only documents of this date or later: 2021, 2021-03, 2021-03-05."
        ),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Only documents of this date or earlier.")
    ] = None,
    cites: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="Only documents that cite this one: 43/2017/QĐ-UBND.")
    ] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="List at most this number of pages.")] = 50,
) -> None:
    """Find the pages of a run that contain all words of the query, the most relevant first.

    With --cites NUMBER alone: the documents that cite it, by date.
    """
    from cchc_ocr.runs import search as searching

    first, last = (text and searching.parse_date(text) for text in (since, until))
    hits = searching.search(query, folder, searching.Narrowed(kind, issuer, first, last, cites), limit=limit)
    for hit in hits:
        where = _("page {page}").format(page=hit.page)
        output.put(one_line(f"{hit.name}: {where}: {hit.snippet}") + "\n")
    if not hits:
        typer.echo(_("nothing found"), err=True)


def status(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of results (--out of a run).")],
    *,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="First build the catalogue anew from the JSON and text files.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--list", help="Print one line per file: state, file, reason or kind.")
    ] = False,
    failed: Annotated[
        bool, typer.Option("--failed", help="List only what failed or was read partly, with the next step.")
    ] = False,
    secrecy: Annotated[
        bool, typer.Option("--secrecy", help="List only documents that bear a mark of secrecy, or may bear one.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for machines.")] = False,
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the list as a table.")] = None,
    overwrite: Overwrite = False,
) -> None:
    """Show the state of a run: what is done, what failed and why, what was passed over, what to review."""
    from cchc_ocr.cli import standing
    from cchc_ocr.runs import status as run_status

    asked = [name for name, given in (("--list", every), ("--failed", failed), ("--secrecy", secrecy)) if given]
    if every and as_json:
        raise UsageError("--list and --json: only one of them can be printed", hint="give one of them")
    if secrecy and len(asked) > 1:
        raise UsageError(f"{_(' and ').join(asked)}: these are different lists", hint="give one of them")
    if rebuild:
        typer.echo(_("documents in the catalogue now: {count}").format(count=run_status.rebuild(folder)), err=True)
    found = run_status.status(folder)
    lines = [line for line in found.account if line.state in ("failed", "partly")] if failed else found.account
    lines = found.secret if secrecy else lines
    if csv:
        disk.see_that_it_is_free(csv, run_status.protected(folder, found), overwrite=overwrite)
        written = disk.save(csv, standing.as_csv(lines), run_status.readers_of_lists(folder, csv))
        typer.echo(one_line(output.written(written)), err=True)
    for line in standing.of_secrecy(found) if secrecy else ():
        typer.echo(line, err=True)
    if as_json:
        output.put(standing.as_json(found, lines, folder))
    elif secrecy and not csv:
        output.put(standing.listed_as_secret(lines))
    elif every or failed:
        output.put(standing.listed(lines, hints=failed))
    elif not csv:
        standing.show(found, folder, output.console(stderr=False))


def prune(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of results (--out of a run).")],
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Remove the results without asking.")] = False,
) -> None:
    """Show the results whose original is gone, ask, and remove them; results edited by hand stay."""
    from cchc_ocr.runs import prune as pruning

    known = pruning.orphans(folder)
    for orphan in known.found:
        said = _("{what}: {files} (of {original}, which is gone)").format(
            what=_("kept, edited by hand") if orphan.kept else _("to remove"),
            files=", ".join(map(disk.shown, orphan.files)) or _("no results"),
            original=disk.shown(orphan.original),
        )
        output.put(one_line(said) + "\n")
    for home, count in known.unreachable.items():
        said = _("kept: {results}, because {folder} is missing or empty: a disk may not be connected")
        typer.echo(one_line(said.format(results=_results_of(count), folder=disk.shown(home))), err=True)
    going = [orphan for orphan in known.found if not orphan.kept]
    if not going:
        typer.echo(_("there is nothing to remove"), err=True)
        return
    question = _("Remove the {results}?").format(results=_results_of(len(going)))
    if yes or output.asked(question, N_("use --yes to remove without a question")):
        removed = _results_of(pruning.remove(folder, going))
        typer.echo(_("removed: {results}").format(results=removed), err=True)
    else:
        typer.echo(_("nothing was removed"), err=True)


def _results_of(documents: int) -> str:
    said = ngettext("results of {count} document", "results of {count} documents", documents)
    return said.format(count=documents)
