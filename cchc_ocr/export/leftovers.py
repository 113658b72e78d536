"""What a package lacks, or has in doubt: files that were not read, pages that could not be, borders in a stack."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from cchc_ocr import check_texts
from cchc_ocr.completeness import lacks_of_record
from cchc_ocr.export.found import Found
from cchc_ocr.export.ordering import DossierOrder, run_of
from cchc_ocr.export.packed_copies import PackedCopy
from cchc_ocr.runs.account import FileLine, account
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.stacks.telling import PART
from cchc_ocr.system.disk import shown
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.translation import vietnamese

LeftoverKind: TypeAlias = Literal[
    "failed",
    "not_read",
    "passed_over",
    "left_out",
    "equal",
    "pages",
    "asked",
    "border",
    "no_copy",
    "no_pdf_a",
    "no_text",
    "signed",
    "empty_dossier",
]
_OF_STATE: dict[str, LeftoverKind] = {
    "failed": "failed",
    "not read yet": "not_read",
    "passed over": "passed_over",
    "equal": "equal",
}
_WITH_TEXT = N_("run with --pdf lays the words that were read over its pages")
_MISSING: tuple[LeftoverKind, ...] = ("failed", "not_read", "left_out")


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something that is not in the package as it should be. ``what`` is in Vietnamese; ``page`` 0 is all of them.

    ``folder`` is that of its results, "" where that is not known.
    """

    kind: LeftoverKind
    what: str
    folder: str = ""
    record: str = ""
    file: str = ""
    page: int = 0

    @property
    def is_missing(self) -> bool:
        """Whether a document of its dossier may be missing in the package."""
        return self.kind in _MISSING


def of_record(one: Found, folder: str) -> Iterator[Leftover]:
    """What was not read of a document, and the borders of it that are in doubt."""
    record = one.record
    broken = [page for page in record.pages if page.fault or page.state == "unreadable"]
    for page in broken:
        yield _of(one, folder, "pages", vietnamese(page.fault or ""), page.number)
    if not broken and (lacking := lacks_of_record(record)):
        yield _of(one, folder, "pages", vietnamese(lacking.reason))
    if record.source.pages_asked:
        yield _of(one, folder, "asked", record.source.pages_asked)
    for check in record.checks:
        if PART in check.fields:
            yield _of(one, folder, "border", check_texts.message(check, "vi"))


def of_copy(one: Found, folder: str, copy: PackedCopy) -> Iterator[Leftover]:
    """What the file of a document lacks."""
    if copy.why_not:
        yield _of(one, folder, "no_pdf_a" if copy.file else "no_copy", why_of(copy))
    if copy.file and not copy.has_text:
        yield _of(one, folder, "no_text", vietnamese(_WITH_TEXT))
    if one.record.signatures:
        yield _of(one, folder, "signed", copy.signed.name if copy.signed else "")


def why_of(copy: PackedCopy) -> str:
    """Why the file of a document is no PDF/A, in Vietnamese."""
    return vietnamese(copy.why_not)


def _of(one: Found, folder: str, kind: LeftoverKind, what: str, page: int = 0) -> Leftover:
    return Leftover(kind, what, folder, one.name, one.record.source.file, page)


def of_runs(order: DossierOrder) -> Iterator[Leftover]:
    """The files of runs that are not among the records of a package, or are there twice."""
    runs: dict[Path, list[Path]] = {}
    for root in order.roots:
        if run := run_of(root):
            runs.setdefault(run, []).append(root)
    for run, within in sorted(runs.items()):
        given = list(_inputs(run))
        for line in _lines(run):
            if _counts(line, run, within, order.records):
                folder = order.folder_of(run / line.stem.parent) if line.stem else ""
                yield _leftover(line, folder, given)


def _lines(run: Path) -> Sequence[FileLine]:
    with Catalogue(run, read_only=True) as rows:
        return account(rows, ())


def inputs_of(order: DossierOrder) -> Iterator[Path]:
    """The folders that were read into these results: what lies there is read by the next run."""
    for run in {run for root in order.roots if (run := run_of(root))}:
        yield from _inputs(run)


def _inputs(run: Path) -> Iterator[Path]:
    with Catalogue(run, read_only=True) as rows:
        paths = rows.db.execute("SELECT path FROM inputs").fetchall()
    yield from (Path(os.fsdecode(path)) for (path,) in paths)


def _below(text: str, given: Sequence[Path]) -> str:
    """A text with paths that begin with the folder that was given: where that lies is nobody else's business."""
    for above in dict.fromkeys(one.parent for one in given):
        if above != above.parent:
            text = text.replace(f"{shown(above)}{os.sep}", "")
    return text


def _counts(line: FileLine, run: Path, within: Sequence[Path], records: frozenset[str]) -> bool:
    """Whether a line tells of something that the package lacks, or has twice; of the folders that were given."""
    if line.stem is None:
        return run in within
    result = run / line.stem
    if not any(result.is_relative_to(root) for root in within):
        return False
    return line.state in _OF_STATE or f"{result}.json" not in records


def _leftover(line: FileLine, folder: str, given: Sequence[Path]) -> Leftover:
    given = (*given, line.path)  # of a file that was given by itself, its name remains
    told = _below("; ".join(filter(None, (vietnamese(line.reason), vietnamese(line.hint)))), given)
    file = _below(shown(line.path), given)
    kind = _OF_STATE.get(line.state, "left_out")
    record = f"{shown(line.stem)}.json" if line.stem and kind in ("equal", "left_out") else ""
    return Leftover(kind, told, folder, record, file, line.page)
