"""The values of a record as the page shows them: grouped as in the record, with place, doubt and proposal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel

from cchc_ocr import check_texts
from cchc_ocr.export.doubts import why_checked, why_unsure
from cchc_ocr.export.labels import heading_of, label_of, title_of
from cchc_ocr.export.tables import value_at
from cchc_ocr.records import Check, Document, Evidence, Record
from cchc_ocr.review.texts import choice_name
from cchc_ocr.review.typing_in import FieldForm, form_of, shown
from cchc_ocr.statements import within
from cchc_ocr.translation import ReadersLanguage
from cchc_ocr.worth import worth_in

MOST_ITEMS = 60  # of a list that are shown at first, and those in doubt
MOST_CELLS = 3000  # of all tables that are shown at first: a browser lays out as many in a tenth of a second
LISTS = ("scores", "totals", "ranks", "grades", "deductions", "percentages", "counts", "references", "annexes")
_TOP = (
    *("type", "number", "symbol", "number_symbol", "date", "date_partial"),
    *("issuer", "parent", "place", "subject"),
)
_FOOT = ("signer", "signer_title", "urgency", "secrecy", "copy", "draft")
_DERIVED = ("criterion_code",)  # made of another value, and of no use to a reader
_ALWAYS: Mapping[str, Sequence[str]] = {  # columns that are shown though nothing stands in them
    "scores": ("criterion", "score", "max_score"),
    "totals": ("name", "score", "max_score"),
    "ranks": ("name", "position", "of"),
    "grades": ("name", "grade"),
    "deductions": ("name", "points"),
    "percentages": ("name", "value"),
    "counts": ("name", "value"),
    "references": ("type", "number_symbol", "date", "issuer"),
    "annexes": ("title", "first_page", "last_page"),
}


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value on the page: what it is called, what it is, where it was read, why it is in doubt.

    ``text`` is the value as a person writes it, ``raw`` as the record has it. ``proposal`` is what a check thinks
    it should be, "" where none does. ``flag`` is "doubt" for what a person should look at, "check" for what a
    check names besides, "done" for what a person has looked at.
    """

    pointer: str
    label: str
    text: str
    raw: object
    form: FieldForm
    page: int | None = None
    box: Sequence[int] | None = None
    seen: str = ""
    confidence: float | None = None
    reasons: Sequence[str] = ()
    proposal: str = ""
    flag: Literal["", "doubt", "check", "done"] = ""

    @property
    def name(self) -> str:
        """The value as it is shown among others: of one that is chosen from a few, what that is called."""
        return choice_name(self.text) if self.form.kind == "choice" else self.text

    def as_data(self) -> dict[str, Any]:
        """For the script of the page."""
        return {
            "pointer": self.pointer,
            "label": self.label,
            "text": self.text,
            "raw": self.raw,
            "kind": self.form.kind,
            "choices": [(choice, choice_name(choice)) for choice in self.form.choices],
            "empty": self.form.may_be_empty,
            "page": self.page,
            "box": self.box,
            "seen": self.seen,
            "confidence": None if self.confidence is None else round(self.confidence * 100),
            "reasons": self.reasons,
            "proposal": self.proposal,
            "flag": self.flag,
        }


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Values that belong together: of the head, or items of a list, a row each; ``hidden`` counts others."""

    name: str
    title: str
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[ShownValue]] = ()
    hidden: int = 0
    sums: Mapping[int, float] = field(default_factory=dict)

    @property
    def values(self) -> Iterator[ShownValue]:
        return (value for row in self.rows for value in row)


class RecordView:
    """A record as it is shown. ``reviewed`` are the pointers that a person has looked at."""

    def __init__(
        self, record: Record, language: ReadersLanguage = "en", reviewed: frozenset[str] = frozenset()
    ) -> None:
        self.record, self.language, self.reviewed = record, language, reviewed
        self._doubtful = frozenset(record.needs_review)
        self._read: dict[str, Evidence] = {}
        self._near: dict[str, Evidence] = {}  # the first evidence of an item, for parts of it that have none
        for one in record.evidence:
            self._read.setdefault(one.field, one)
            self._near.setdefault("/".join(one.field.split("/")[:3]), one)
        self._checks: dict[str, list[Check]] = {}
        for check in record.checks:
            for pointer in check.fields:
                self._checks.setdefault(pointer, []).append(check)

    def doubts(self) -> list[str]:
        """The pointers to look at, what is most worth it first."""
        return sorted(self.record.needs_review, key=lambda pointer: worth_in(self.record, pointer))

    def value(self, pointer: str) -> ShownValue:
        """The value at a pointer."""
        record = self.record
        evidence, value = self._evidence(pointer), value_at(record, pointer)
        checks = self._checks.get(pointer, [])
        doubtful = pointer in self._doubtful
        reasons = [why_checked(record, check, self.language) for check in checks]
        if doubtful:
            reasons.insert(0, self._why(pointer))
        is_serious = any(check.level != "info" for check in checks)
        done = pointer in self.reviewed
        return ShownValue(
            pointer=pointer,
            label=self.label(pointer),
            text=shown(value, comma=self.language == "vi") if isinstance(value, str | int | float) else "",
            raw=value if isinstance(value, str | int | float) else None,
            form=form_of(pointer),
            page=self._page(pointer, evidence),
            box=evidence.box if evidence else None,
            seen=evidence.text if evidence else "",
            confidence=evidence.confidence if evidence else None,
            reasons=tuple(reasons),
            proposal=self._proposed(pointer, checks),
            flag="doubt" if doubtful else "done" if done else "check" if is_serious else "",
        )

    def head(self) -> ShownGroup:
        """The values of head and foot, one a row; of lists each item."""
        pointers = [f"/document/{name}" for name in _TOP]
        pointers += self._items("addressees")
        pointers += [
            f"/document/signers/{at}/{name}"
            for at, signer in enumerate(self.record.document.signers)
            for name in type(signer).model_fields
            if len(self.record.document.signers) > 1
        ]
        pointers += [f"/document/{name}" for name in _FOOT]
        pointers += self._items("recipients")
        known = set(pointers)
        whole = [p for p in self.doubts() if p not in known and (_is_of_file(p) or within(p, "/document"))]
        return ShownGroup(
            "document", title_of("document", self.language), (), [[self.value(p)] for p in (*whole, *pointers)]
        )

    def lists(self, *, every: bool = False) -> Iterator[ShownGroup]:
        """The lists that hold something, each as a grid; ``every`` shows all items and columns."""
        for name in LISTS:
            items: Sequence[BaseModel] = getattr(self.record, name)
            if items:
                yield self._grid(name, items, every)

    def tables(self, *, every: bool = False) -> Iterator[ShownGroup]:
        """The tables as they are printed, the header as the first row; ``every`` shows all rows of all tables."""
        left = MOST_CELLS
        for number, table in enumerate(self.record.tables):
            base = f"/tables/{number}"
            lines = {f"{base}/rows/{y}": cells for y, cells in enumerate(table.rows)}
            lines = {f"{base}/header": table.header, **lines} if table.header else lines
            widest = max(map(len, lines.values()), default=1) or 1
            chosen = list(lines.items())[: None if every else max(left, 0) // widest]
            rows = [[self.value(f"{at}/{x}") for x in range(len(cells))] for at, cells in chosen]
            left -= sum(map(len, rows))
            title = table.title or self.label(base)
            yield ShownGroup(base, title, table.header, rows, len(lines) - len(rows))

    def check_text(self, check: Check) -> str:
        """What a check says that is about no value."""
        return check_texts.message(check, self.language)

    def label(self, pointer: str) -> str:
        """What a value is called."""
        return label_of(pointer, self.language)

    def title(self, group: str) -> str:
        """What a group is called."""
        return title_of(group, self.language)

    def heading(self, group: str, name: str) -> str:
        """What a column is called."""
        return heading_of(group, name, self.language)

    def _items(self, name: str) -> list[str]:
        return [f"/document/{name}/{at}" for at in range(len(getattr(self.record.document, name)))]

    def _grid(self, name: str, items: Sequence[BaseModel], every: bool) -> ShownGroup:
        doubtful = {p.split("/")[2] for p in self.record.needs_review if p.startswith(f"/{name}/")}
        fields = [field for field in type(items[0]).model_fields if field not in _DERIVED]
        used = [f for f in fields if every or f in _ALWAYS[name] or self._is_used(name, f, items)]
        chosen = [at for at in range(len(items)) if every or at < MOST_ITEMS or str(at) in doubtful]
        rows = [[self.value(f"/{name}/{at}/{f}") for f in used] for at in chosen]
        headings = [self.heading(name, f) for f in used]
        sums = {used.index(f): self._sum(items, f) for f in ("score", "max_score") if f in used}
        shown_sums = sums if name == "scores" and len(items) > 1 else {}
        return ShownGroup(
            name, title_of(name, self.language), headings, rows, len(items) - len(chosen), shown_sums
        )

    def _is_used(self, name: str, field: str, items: Sequence[BaseModel]) -> bool:
        doubtful = any(p.startswith(f"/{name}/") and p.endswith(f"/{field}") for p in self.record.needs_review)
        plain = "result" if field == "nature" else None
        return doubtful or any(getattr(item, field) not in (None, plain) for item in items)

    @staticmethod
    def _sum(items: Sequence[BaseModel], field: str) -> float:
        return round(sum(getattr(item, field) or 0.0 for item in items), 4)

    def _evidence(self, pointer: str) -> Evidence | None:
        """Of the value itself; else of what it is a part of, or of a part of it."""
        if exact := self._read.get(pointer):
            return exact
        item = "/".join(pointer.split("/")[:3])
        return (
            self._near.get(item) if item != pointer and not pointer.startswith(("/document", "/tables")) else None
        )

    def _page(self, pointer: str, evidence: Evidence | None) -> int | None:
        if evidence and evidence.page:
            return evidence.page
        parts = pointer.split("/")
        if parts[1] == "pages" and parts[2].isdecimal() and int(parts[2]) < len(self.record.pages):
            return self.record.pages[int(parts[2])].number
        if parts[1] == "tables":
            return self.record.tables[int(parts[2])].page
        return None

    def _why(self, pointer: str) -> str:
        parts = pointer.split("/")
        if parts[1] == "pages" and int(parts[2]) < len(self.record.pages):
            return self.record.pages[int(parts[2])].fault or why_unsure(self.record, pointer, self.language)
        return why_unsure(self.record, pointer, self.language)

    def _proposed(self, pointer: str, checks: Sequence[Check]) -> str:
        comma = self.language == "vi"
        found = (c.proposed_value for c in checks if c.proposed_field == pointer and c.proposed_value is not None)
        return next((shown(value, comma=comma) for value in found), "")


def _is_of_file(pointer: str) -> bool:
    return pointer.split("/")[1] in ("source", "pages")


assert set(_TOP) | set(_FOOT) | {"signers", "addressees", "recipients"} == set(Document.model_fields)
