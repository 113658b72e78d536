"""Reviewed documents as truth: how much of what people looked at the machine had read rightly.

Only values that a person has corrected, confirmed, added or removed are counted. Of the others nobody has said
whether they are right.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from cchc_ocr.corrections.anchoring import same
from cchc_ocr.corrections.current import corrected
from cchc_ocr.corrections.line_steps import is_of_line
from cchc_ocr.corrections.outcomes import Applied, CorrectionOutcome
from cchc_ocr.corrections.pointers import NoSuchPlaceError, is_number, value_at
from cchc_ocr.corrections.text_lines import lines_of
from cchc_ocr.corrections.values import is_correctable
from cchc_ocr.errors import UnreadableError
from cchc_ocr.evaluation.agreement import HeaderCounts
from cchc_ocr.files.capture import Capture, capture_of
from cchc_ocr.pointing import parts_of
from cchc_ocr.runs.catalogue import Catalogue, Entry
from cchc_ocr.runs.result_files import result_files
from cchc_ocr.runs.review_files import files_in
from cchc_ocr.runs.status import see_that_there_are_results
from cchc_ocr.system.disk import holder
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.translation import number, translated

_COLUMNS = (N_("reviewed"), N_("right"), N_("wrong"), N_("missed"), N_("invented"), N_("share right"))
_COLOURS = (N_("colour"), N_("grey"), N_("black and white"))
_ORIGINS = (N_("scan"), N_("text-layer"), N_("text"))
NOT_KNOWN = N_("not known")
NEXT = "correct or confirm values first: cchc-ocr review"


@dataclass(frozen=True, slots=True)
class ReviewedFigures:
    """Outcomes by kind of value ("document date", "scores score", "text"), by what read the document, by scanner.

    A scanner is what the file says of it: device or program, resolution, colours.
    """

    documents: int
    kinds: Mapping[str, HeaderCounts]
    engines: Mapping[str, HeaderCounts]
    scanners: Mapping[str, HeaderCounts]

    @property
    def total(self) -> HeaderCounts:
        return sum(self.kinds.values(), HeaderCounts())


def reviewed_figures(folder: Path) -> ReviewedFigures:
    """The figures of a folder of results. Raises UnreadableError where nothing in it was reviewed."""
    see_that_there_are_results(folder)
    with Catalogue(folder, read_only=True) as rows:
        originals = {entry.stem: entry for entry in rows.entries("done", "partly")}
    documents = 0
    groups: tuple[dict[str, HeaderCounts], ...] = ({}, {}, {})
    for stem in sorted(files_in(folder)):
        judged = list(_judged(folder / stem))
        documents += bool(judged)
        scanner = scanner_name(_captured(originals.get(os.fsencode(stem)))) if judged else ""
        for kind, engine, counts in judged:
            for group, name in zip(groups, (kind, engine, scanner), strict=True):
                group[name] = group.get(name, HeaderCounts()) + counts
    if not documents:
        raise UnreadableError(f"{folder}: nothing in these results was reviewed", hint=NEXT)
    return ReviewedFigures(documents, *(dict(sorted(group.items())) for group in groups))


def _captured(entry: Entry | None) -> Capture:
    """What the original says of its scanner; nothing where it is gone, or another file by now."""
    if entry is None or not entry.path:
        return Capture()
    path = Path(os.fsdecode(entry.path))
    try:
        now = holder(path).stat()
    except OSError:
        return Capture()
    return capture_of(path) if (now.st_size, now.st_mtime_ns) == (entry.size, entry.modified_ns) else Capture()


def scanner_name(capture: Capture) -> str:
    """What a scanner is called.

    >>> scanner_name(Capture("Canon iR2625", 300, "grey")), scanner_name(Capture())
    ('Canon iR2625, 300 dpi, grey', 'not known')
    """
    dpi = f"{capture.dpi} dpi" if capture.dpi else None
    return ", ".join(filter(None, (capture.device, dpi, capture.colours))) or NOT_KNOWN


def _judged(at: Path) -> Iterator[tuple[str, str, HeaderCounts]]:
    """The outcome of each value of a document that a person has looked at, with its kind and what read it."""
    text_file, record_file = result_files(at)
    with suppress(OSError, ValueError):
        applied = corrected(record_file, text=text_file.read_bytes().decode())
        engine = applied.record.source.engine or applied.record.source.origin
        for first, counts in judged_values(applied):
            yield _kind(first.correction.pointer), engine, counts


def judged_values(applied: Applied) -> Iterator[tuple[CorrectionOutcome, HeaderCounts]]:
    """Each value that people have looked at, by its first correction, and whether it had been read rightly."""
    looks = (one for one in _first_looks(applied) if _is_read(one.correction.pointer))
    now = values_now(applied)
    return ((first, _outcome(first, now)) for first in looks)


def is_right(counts: HeaderCounts) -> bool:
    """Whether a value was read rightly, or rightly not at all."""
    return right_count(counts) > 0


def _is_read(pointer: str) -> bool:
    """Whether a value is read from the document: that a page is missing is none."""
    return is_of_line(pointer) or is_correctable(pointer)


def _first_looks(applied: Applied) -> Iterator[CorrectionOutcome]:
    """The first correction of each value: what stood there before it is what the machine had read."""
    seen: set[str] = set()
    for one in applied.outcomes:
        if one.stands and (one.pointer is None or one.pointer not in seen):
            seen |= {one.pointer} if one.pointer else set()
            yield one


def _outcome(first: CorrectionOutcome, value_now: Callable[[str], object]) -> HeaderCounts:
    if first.correction.op == "add":
        return HeaderCounts(missing=1)
    if first.pointer is None:
        return HeaderCounts(invented=1)
    read, now = first.read, value_now(first.pointer)
    if same(read, now):
        return HeaderCounts(rightly_null=1) if now is None else HeaderCounts(right=1)
    if read in (None, ""):
        return HeaderCounts(missing=1)
    return HeaderCounts(invented=1) if now in (None, "") else HeaderCounts(wrong=1)


def values_now(applied: Applied) -> Callable[[str], object]:
    """What stands at each pointer of the record or its text, as JSON; None where nothing does, or nobody knows."""
    values, pages = applied.record.model_dump(mode="json"), lines_of(applied.text or "")

    def value_now(pointer: str) -> object:
        if is_of_line(pointer):
            _, page, _, number = parts_of(pointer)
            return pages[int(page)][int(number)] if applied.text is not None else None
        try:
            found: object = value_at(values, pointer)
        except NoSuchPlaceError:
            return None
        return found

    return value_now


def _kind(pointer: str) -> str:
    """What kind of value stands at a pointer.

    >>> _kind("/scores/3/score"), _kind("/pages/0/text/4"), _kind("/document/recipients/1")
    ('scores score', 'text', 'document recipients')
    """
    if is_of_line(pointer):
        return "text"
    return " ".join(part for part in parts_of(pointer) if not is_number(part) and part != "-")


def reviewed_tables(figures: ReviewedFigures, kind_name: Callable[[str], str] = str) -> Iterator[Table]:
    """The figures for a terminal: by kind of value, by what read the documents, and by scanner.

    ``kind_name`` says what a kind of value is called.
    """
    kinds = {kind_name(kind): counts for kind, counts in figures.kinds.items()}
    engines = {translated(name): counts for name, counts in figures.engines.items()}
    scanners = {", ".join(map(translated, name.split(", "))): counts for name, counts in figures.scanners.items()}
    yield _table(N_("Reviewed values by kind"), N_("value"), {**kinds, _("all"): figures.total})
    yield _table(N_("Reviewed values by what read them"), N_("read by"), engines)
    yield _table(N_("Reviewed values by scanner"), N_("scanner"), scanners)


def _table(title: str, first: str, rows: Mapping[str, HeaderCounts]) -> Table:
    table = Table(title=translated(title))
    table.add_column(translated(first))
    for name in _COLUMNS:
        table.add_column(translated(name), justify="right")
    for name, counts in rows.items():
        figures = (reviewed_count(counts), right_count(counts), counts.wrong, counts.missing, counts.invented)
        table.add_row(escape(name), *map(str, figures), number(share_right(counts), ".1%"))
    return table


def reviewed_count(counts: HeaderCounts) -> int:
    """The number of values that people have looked at."""
    return sum(asdict(counts).values())


def right_count(counts: HeaderCounts) -> int:
    """The number of values that were right, those among them that are rightly null."""
    return counts.right + counts.rightly_null


def share_right(counts: HeaderCounts) -> float:
    """The share of the values that were right, from 0 to 1."""
    return right_count(counts) / reviewed_count(counts) if reviewed_count(counts) else 0.0


def reviewed_json(figures: ReviewedFigures) -> str:
    """The figures as one JSON object."""
    groups = {"kinds": figures.kinds, "engines": figures.engines, "scanners": figures.scanners}
    told = {name: {key: _plain(counts) for key, counts in group.items()} for name, group in groups.items()}
    whole = {"documents": figures.documents, "total": _plain(figures.total), **told}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _plain(counts: HeaderCounts) -> Mapping[str, float]:
    return {**asdict(counts), "share_right": round(share_right(counts), 5)}
