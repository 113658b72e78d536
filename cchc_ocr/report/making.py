"""Makes a report of records: in which format is told by the name of the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from types import MappingProxyType, ModuleType

from cchc_ocr.errors import NotInstalledError, UsageError, install_hint
from cchc_ocr.export import Choice, FoundRecords
from cchc_ocr.files.passwords import Passwords
from cchc_ocr.report import closing, of_criteria, of_indices
from cchc_ocr.report.builder import CitesRows, ReportBuilder
from cchc_ocr.report.gathering import Gathered, gather
from cchc_ocr.report.parts import ComparisonReport, ReportSection
from cchc_ocr.report.sources import Citations, WantedRows, cited_pages, find_places
from cchc_ocr.system import settings
from cchc_ocr.system.disk import (
    see_that_it_can_be_written,
    see_that_it_is_free,
    shown,
    written_whole,
)
from cchc_ocr.system.permissions import readers_of_all
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import used

WRITERS: Mapping[str, str] = MappingProxyType({".html": "as_html", ".docx": "as_docx", ".pdf": "as_pdf"})


def see_that_it_suits(out: Path, *, overwrite: bool) -> None:
    """See that a report can be written there; called before records are read, which may take minutes.

    Raises UsageError where the name tells no format, or the file cannot be written or exists already (without
    ``overwrite``), NotInstalledError where a package is missing.
    """
    if out.suffix.lower() not in WRITERS:
        hint = f"use for example --out {shown(out.with_suffix('')) if out.name else 'report'}.html"
        raise UsageError(f"{shown(out)}: the name of a report must end in .html, .docx or .pdf", hint=hint)
    see_that_it_is_free(out, (), overwrite=overwrite)
    see_that_it_can_be_written(out)
    _writer(out)


def _writer(out: Path) -> ModuleType:
    try:
        return import_module(f"cchc_ocr.report.{WRITERS[out.suffix.lower()]}")
    except ModuleNotFoundError as error:
        what = f"report needs the package {error.name}, which is missing"
        raise NotInstalledError(what, hint=install_hint("report")) from error


def make(found: FoundRecords, choice: Choice, out: Path, passwords: Passwords, *, overwrite: bool = True) -> None:
    """Write the report of what is chosen. It is no more readable than the files of the records and their scans.

    Raises what ``see_that_it_suits`` raises; UsageError where nothing is chosen that can be compared, or where
    ``out`` is one of these files.
    """
    see_that_it_suits(out, overwrite=overwrite)
    originals = [path for path in found.files if str(path) != "-"]
    see_that_it_is_free(out, originals, overwrite=overwrite)
    content: bytes = _writer(out).written(composed(found, choice, passwords))
    with written_whole({out: readers_of_all(originals, out)}) as places:
        places[out].write_bytes(content)


def composed(found: FoundRecords, choice: Choice, passwords: Passwords) -> ComparisonReport:
    """The report. The records are gone through twice: where figures stand is asked only of those that are told."""
    gathered, made = gather(found, choice), made_on()
    wanted = WantedRows()
    _told(gathered, wanted)
    citations = Citations(find_places(found, wanted.rows, passwords))
    *sections, to_review = _told(gathered, citations)
    pages, left_out = cited_pages(citations)
    return ComparisonReport(
        title=_("Comparison of results"),
        subtitle=closing.subtitle(gathered),
        facts=closing.facts(gathered, found.in_several, made),
        sections=[*sections, closing.sources(pages, left_out), to_review],
        made=made,
        language=used(),
    )


def _told(gathered: Gathered, sources: CitesRows) -> Sequence[ReportSection]:
    """The sections without that of the sources; the last is what is to be reviewed."""
    builder = ReportBuilder(gathered, sources)
    made = (
        ReportSection(_("Summary"), list(of_indices.summary(builder))),
        ReportSection(_("Comparison over the years"), list(of_indices.over_years(builder))),
        ReportSection(_("Ranking of each year"), list(of_indices.rankings(builder))),
        ReportSection(_("Results by criterion"), list(of_criteria.criteria(builder))),
        ReportSection(_("Points lost"), list(of_criteria.losses(builder))),
    )
    return [*(one for one in made if one.parts), closing.to_review(builder)]


def made_on() -> date:
    """Today or, so that the same records give the same bytes, the day that ``SOURCE_DATE_EPOCH`` says."""
    epoch = settings.source_date_epoch()
    return datetime.now().astimezone().date() if epoch is None else datetime.fromtimestamp(epoch, UTC).date()
