"""The first sheet of a workbook, one page: what is in it, which years and bodies it covers, what is in doubt."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cchc_ocr.export.comparison import Comparison, body_of
from cchc_ocr.export.found import Found
from cchc_ocr.export.sheet import LINE_HEIGHT, Styles, on_paper, plain
from cchc_ocr.export.titles import titles
from cchc_ocr.statements import Statement

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_MOST_BODIES = 24  # that fit a page with the rest
_MOST_YEARS = 10
_NAME_WIDTH = 52  # in characters


@dataclass(slots=True)
class Summary:
    """Counts that are kept while records are written; ``coverage`` has statements by body and year."""

    documents: int = 0
    reviewed: int = 0
    to_review: int = 0
    undated: int = 0
    statements: Counter[str] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    coverage: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, one: Found) -> None:
        """Count a document, and what is to be looked at in it."""
        self.documents += 1
        self.reviewed += one.record.reviewed is not None
        self.to_review += len(one.record.needs_review)
        self.checks.update(check.level for check in one.record.checks)

    def count(self, stated: Statement) -> None:
        """Count a statement."""
        self.statements[stated.kind] += 1
        if stated.year is None:
            self.undated += 1
        else:
            self.coverage[body_of(stated)][stated.year] += 1

    @property
    def years(self) -> Sequence[int]:
        """All years, in order."""
        return sorted({year for counts in self.coverage.values() for year in counts})


def add_summary(
    page: Worksheet, styles: Styles, summary: Summary, comparison: Comparison, remarks: Sequence[str]
) -> None:
    """Write the page: figures first, then how many statements there are of each body and year."""
    page.hide_gridlines(2)
    page.set_column(0, 0, _NAME_WIDTH)
    page.set_column(1, _MOST_YEARS + 1, 9)
    on_paper(page)
    page.fit_to_pages(1, 1)
    page.write_string(0, 0, titles().summary["title"], styles.title)
    row, amount, text = 2, styles.look("amount", None, False), styles.look("text", None, False)
    for name, value in _figures(summary, comparison):
        if len(name) > _NAME_WIDTH:  # LibreOffice makes no row higher by itself
            page.set_row(row, 2 * LINE_HEIGHT)
        page.write_string(row, 0, plain(name), text)
        page.write_number(row, 1, value, amount)
        row += 1
    for remark in remarks:
        page.write_string(row, 0, plain(remark))
        row += 1
    _coverage(page, styles, summary, row + 1)


def _figures(summary: Summary, comparison: Comparison) -> Iterator[tuple[str, int]]:
    words = titles().summary
    yield words["documents"], summary.documents
    yield words["statements"], summary.statements.total()
    for kind, count in summary.statements.most_common():
        yield f"    {titles().statement_kinds[kind]}", count
    yield words["bodies"], len(summary.coverage)
    yield words["undated"], summary.undated
    yield words["left_out"], comparison.left_out
    yield words["to_review"], summary.to_review
    yield words["reviewed"], summary.reviewed
    for level in ("error", "warning", "info"):
        yield words["checks"].format(level=titles().levels[level]), summary.checks[level]


def _coverage(page: Worksheet, styles: Styles, summary: Summary, row: int) -> None:
    """The bodies of which most is said, and how many statements there are of each year."""
    words, years = titles().summary, summary.years[-_MOST_YEARS:]
    most = sorted(summary.coverage.items(), key=lambda known: (-known[1].total(), known[0]))
    amount = styles.look("amount", None, False)
    page.write_string(row, 0, words["coverage"], styles.title)
    for column, head in enumerate((words["body"], *map(str, years), words["all"])):
        page.write_string(row + 1, column, head, styles.heading)
    for number, (body, counts) in enumerate(most[:_MOST_BODIES], row + 2):
        page.write_string(number, 0, plain(body))
        for column, value in enumerate((*(counts[year] for year in years), counts.total()), 1):
            page.write_number(number, column, value, amount)
    if len(most) > _MOST_BODIES:
        page.write_string(row + 2 + _MOST_BODIES, 0, words["more"].format(count=len(most) - _MOST_BODIES))
