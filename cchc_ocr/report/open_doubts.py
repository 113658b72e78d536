"""What a person should look at before the report is relied on: figures in doubt, and checks that failed."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from cchc_ocr import check_texts
from cchc_ocr.export import Found
from cchc_ocr.export.comparison import body_of
from cchc_ocr.export.labels import heading_of, label_of
from cchc_ocr.export.tables import value_at
from cchc_ocr.records import Check, PageRecord
from cchc_ocr.report.parts import clean
from cchc_ocr.report.wording import kind_name, value_text
from cchc_ocr.statements import ItemIndex, Statement
from cchc_ocr.translation import day, translated, used
from cchc_ocr.translation import gettext as _
from cchc_ocr.worth import worth_in

MOST_DOUBTS = 200  # that a report lists: five pages
_MOST_VALUES = 3  # of a check that are named
_OF_HEAD = ("type", "number", "symbol", "number_symbol", "issuer", "date")  # by which a source is found


@dataclass(frozen=True, slots=True)
class OpenDoubt:
    """A doubt: what it is about, what is recorded, why, and in which document; ``place`` orders them."""

    place: int
    about: str
    recorded: str
    why: str
    where: str


@dataclass(slots=True)
class DoubtList:
    """The doubts most worth a look, in the order of the records; ``count`` counts all."""

    count: int = 0
    _kept: list[tuple[int, int, OpenDoubt]] = field(default_factory=list)

    def add(self, doubts: Iterable[OpenDoubt]) -> None:
        """Take in the doubts of a record."""
        for doubt in doubts:
            self.count += 1
            heapq.heappush(self._kept, (-doubt.place, -self.count, doubt))
            if len(self._kept) > MOST_DOUBTS:
                heapq.heappop(self._kept)

    def listed(self) -> Sequence[OpenDoubt]:
        """Those that are kept, what is most worth a look first."""
        return [doubt for _place, _count, doubt in sorted(self._kept, reverse=True)]


def doubts_of(one: Found, index: ItemIndex, fitting: Sequence[Statement]) -> Iterator[OpenDoubt]:
    """The doubts of a record about these statements, and about what their document is known by."""
    where = document_name(one)
    yield from _of_document(one, where)
    for stated in fitting:
        if pointers := index.review(stated.pointer):
            recorded, why = _told(one, pointers)
            at = f"{where}, {page_name(stated.page)}" if stated.page else where
            yield OpenDoubt(worth_in(one.record, pointers[0]), about(stated), recorded, why, at)
    items = {stated.pointer for stated in fitting}
    for check in one.record.checks:
        if check.level != "info" and any(_item(pointer) in items for pointer in check.fields):
            yield _of_check(one, check, where)


def document_name(one: Found) -> str:
    """What people know a document by: its number, or its file where it has none."""
    document = one.record.document
    return clean(document.number_symbol or one.record.source.file, 80)


def document_title(one: Found) -> str:
    """Kind, number, date and issuer of a document, as far as they are known."""
    document = one.record.document
    dated = day(document.date or document.date_partial)
    parts = (
        " ".join(filter(None, (document.type, document.number_symbol or _("without a number")))),
        _("dated {date}").format(date=dated) if dated else _("without a date"),
        document.issuer or "",
    )
    return clean(", ".join(filter(None, parts)))


def page_name(page: int) -> str:
    """Page 3"""
    return _("page {page}").format(page=page)


def about(stated: Statement) -> str:
    """What a statement is about: body, year, and the criterion or kind."""
    what = stated.criterion if stated.kind in ("score", "deduction", "percentage", "count") else None
    year = str(stated.year) if stated.year else _("year not known")
    named = f"{kind_name(stated.kind)}: {clean(what, 120)}" if what else kind_name(stated.kind)
    return f"{clean(body_of(stated), 120)}, {year}, {named}"


def _of_document(one: Found, where: str) -> Iterator[OpenDoubt]:
    """Doubts about the document as a whole: what it is known by, and pages that could not be read."""
    due = one.record.needs_review
    if head := [pointer for pointer in due if pointer.removeprefix("/document/") in _OF_HEAD]:
        recorded, why = _told(one, head)
        yield OpenDoubt(worth_in(one.record, head[0]), _("the document itself"), recorded, why, where)
    for pointer in due:
        value = value_at(one.record, pointer)
        if isinstance(value, PageRecord):
            why = translated(value.fault or "") or _("it could not be read")
            yield OpenDoubt(worth_in(one.record, pointer), page_name(value.number), "", clean(why), where)
        elif pointer.startswith("/source/"):
            name = label_of(pointer, used())
            yield OpenDoubt(worth_in(one.record, pointer), name, "", _("look at the scan"), where)


def _told(one: Found, pointers: Sequence[str]) -> tuple[str, str]:
    """What is recorded at these places, and which of them are to be compared or could not be read."""
    recorded: list[str] = []
    compare: list[str] = []
    unread: list[str] = []
    for pointer in pointers:
        name, value = _name(pointer), value_at(one.record, pointer)
        text = value_text(value)
        recorded += [f"{name}: {text}"] if text else []
        (unread if value is None else compare).append(name)
    why = [_("compare with the scan: {names}").format(names=", ".join(compare))] if compare else []
    why += [_("could not be read: {names}").format(names=", ".join(unread))] if unread else []
    return clean("; ".join(recorded)), clean("; ".join(why))


def _name(pointer: str) -> str:
    """What a field is called, without the item that it is in, which stands beside it."""
    group, *rest = pointer.strip("/").split("/")
    names = [part for part in rest if not part.isdecimal()]
    return heading_of(group, names[-1], used()) if names else label_of(pointer, used())


def _of_check(one: Found, check: Check, where: str) -> OpenDoubt:
    shown = check.fields[:_MOST_VALUES]
    values = [f"{label_of(pointer, used())}: {value_text(value_at(one.record, pointer))}" for pointer in shown]
    values += ["…"] if len(check.fields) > _MOST_VALUES else []
    why = clean(check_texts.message(check, used()))
    place = min(worth_in(one.record, pointer) for pointer in check.fields)
    return OpenDoubt(place, _("figures that do not agree"), clean("; ".join(values)), why, where)


def _item(pointer: str) -> str:
    return "/".join(pointer.split("/")[:3])
