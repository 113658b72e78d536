"""Which statements, and which documents, a person asks for: by year, body, index, kind and so on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from cchc_ocr.errors import UsageError
from cchc_ocr.export.found import Found, FoundRecords
from cchc_ocr.records import Record
from cchc_ocr.statements import NATURES, STATEMENT_KINDS, Statement, folded, statements


@dataclass(frozen=True, slots=True)
class Choice:
    """The filters of an export; one that is empty leaves all through.

    ``bodies`` and ``indices`` are words that the name holds in a row, with or without diacritics. ``since`` is the
    first day of documents, in ISO 8601; day, or day and month, may be left out.
    """

    years: Collection[int] = ()
    bodies: Collection[str] = ()
    indices: Collection[str] = ()
    kinds: Collection[str] = ()
    natures: Collection[str] = ()
    min_confidence: float = 0.0
    reviewed_only: bool = False
    since: str | None = None

    def __post_init__(self) -> None:
        """Raises UsageError for a kind or a nature that there is not."""
        for option, given, known in (("kind", self.kinds, STATEMENT_KINDS), ("nature", self.natures, NATURES)):
            if unknown := next((one for one in given if one not in known), None):
                what = f"--{option} {unknown}: there is no such {option}"
                raise UsageError(what, hint=f"choose one of {', '.join(known)}")

    @property
    def of_statements(self) -> bool:
        """Whether any filter is about statements, so that documents without one are left out."""
        asked = (self.years, self.bodies, self.indices, self.kinds, self.natures, self.min_confidence)
        return any((*asked, self.reviewed_only))

    def fits(self, statement: Statement) -> bool:
        """Whether a statement passes all filters but that of the date of its document."""
        return (
            (not self.years or statement.year in self.years)
            and (not self.kinds or statement.kind in self.kinds)
            and (not self.natures or statement.nature in self.natures)
            and (statement.confidence or 0.0) >= self.min_confidence
            and (statement.reviewed or not self.reviewed_only)
            and _holds(statement.body, self.bodies)
            and _holds(statement.index, self.indices)
        )

    def is_since(self, record: Record) -> bool:
        """Whether a document is of that day or later; one without a date is not, one of that month or year is."""
        dated = record.document.date or record.document.date_partial
        return not self.since or bool(dated and dated >= self.since[: len(dated)])


def chosen(found: FoundRecords, choice: Choice) -> FoundRecords:
    """The records with a statement that is asked for, each with those only; of the days that are asked for.

    Whoever goes through them meets UsageError at the end where there was none: that is a mistake at the keyboard.
    """
    if choice == Choice():
        return found

    def again() -> Iterator[Found]:
        empty = True
        for one in found:
            if kept := _chosen(one, choice):
                yield kept
                empty = False
        if empty:
            hint = "leave a filter out, or type fewer words of the name"
            raise UsageError("there is nothing that passes all filters", hint=hint)

    asked = frozenset(choice.years)
    heads = [
        replace(head, years=head.years & (asked or head.years), statements=0, citations=0) for head in found.heads
    ]
    return FoundRecords(again, heads, found.files, found.remarks, found.in_several)


def _chosen(one: Found, choice: Choice) -> Found | None:
    if not choice.is_since(one.record):
        return None
    if not choice.of_statements:
        return one
    fitting = frozenset(stated.pointer for stated in statements(one.record) if choice.fits(stated))
    return replace(one, chosen=fitting) if fitting else None


def _holds(name: str | None, wanted: Collection[str]) -> bool:
    """Whether the name has the words of one of those that are wanted, in a row.

    >>> _holds("Sở Y tế, tỉnh Sơn Hà", ["so y te"]), _holds("Sở Y tế, tỉnh Sơn Hà", ["so y"])
    (True, True)
    >>> _holds("Sở Xây dựng, tỉnh Sơn Hà", ["so x"]), _holds(None, ["so"])
    (False, False)
    """
    if not wanted:
        return True
    words = f" {folded(name)} " if name else ""
    return any(f" {folded(one)} " in words for one in wanted)
