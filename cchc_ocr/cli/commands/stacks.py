"""The command about stacks: split."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc_ocr.cli.inputs import for_each
from cchc_ocr.cli.options import Jobs, Overwrite, reading, repairing, takes
from cchc_ocr.cli.terminal import one_line
from cchc_ocr.errors import ReadInPartError, UsageError
from cchc_ocr.system import disk, machine
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import translated

if TYPE_CHECKING:
    from cchc_ocr.pipeline import Options
    from cchc_ocr.stacks import DocumentPart, Stack


@takes(reading, repairing)
def split(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="PDFs, or pictures with several pages.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The folder for the documents.")],
    *,
    options: Options,
    overwrite: Overwrite = False,
    jobs: Jobs = None,
) -> None:
    """Write each document of a stack as a PDF of its own: DIR/NAME.1.pdf, NAME.2.pdf; nothing is encoded anew.

    Prints for each the file, its pages in the stack, and "doubtful" where it may not begin there.
    """
    from cchc_ocr import pipeline

    if twice := [name for name, count in Counter(file.name for file in files).items() if count > 1]:
        why = f"{one_line(twice[0])}: two files with this name would have the same parts"
        raise UsageError(why, hint="give one of them at a time, with another --out")
    disk.writable_folder(out, "--out")

    def written(path: Path) -> tuple[str, ReadInPartError | None]:
        stack, lacks = pipeline.find_documents(path, options, jobs=jobs or machine.cores())
        if len(stack.parts) == 1:
            said = _("{file}: one document, so that there is nothing to split")
            _tell(said.format(file=one_line(disk.shown(path))))
            return "", lacks
        return _write(path, stack, out, files, options, overwrite=overwrite), lacks

    for_each([str(file) for file in files], written)


def _write(path: Path, stack: Stack, out: Path, files: list[Path], options: Options, *, overwrite: bool) -> str:
    """Write the documents of a file; returns a line for each."""
    from cchc_ocr.files import splitting
    from cchc_ocr.files.attachments import on_disk
    from cchc_ocr.system.permissions import readers

    targets = [out / f"{path.stem}.{number}.pdf" for number in range(1, len(stack.parts) + 1)]
    for target in targets:
        disk.see_that_it_is_free(target, map(disk.holder, files), overwrite=overwrite)
    with on_disk(path, options.read.passwords) as file:
        parts = [_numbers(part, options) for part in stack.parts]
        taken = splitting.take_out(file, parts, options.read)
    for target, data in zip(targets, taken.files, strict=True):
        disk.save(target, data, readers(disk.holder(path), target))
    for remark in taken.remarks:
        _tell(one_line(translated(remark)))
    if stack.separators:
        numbers = ", ".join(map(str, stack.separators))
        said = _("{file}: sheets that separate documents are in none of them: page {pages}")
        _tell(said.format(file=one_line(path.name), pages=numbers))
    return "".join(_line(target, part) for target, part in zip(targets, stack.parts, strict=True))


def _numbers(part: DocumentPart, options: Options) -> list[int]:
    """The pages of a document, without those that were not asked for."""
    asked = options.read.pages
    return [number for number in range(part.first, part.last + 1) if not asked or number in asked]


def _line(target: Path, part: DocumentPart) -> str:
    from cchc_ocr.completeness import typed

    doubt = f"\t{_('doubtful')}" if part.doubtful or part.may_begin else ""
    return f"{one_line(disk.shown(target))}\t{typed(range(part.first, part.last + 1))}{doubt}\n"


def _tell(sentence: str) -> None:
    typer.echo(f"cchc-ocr: {sentence}", err=True)
