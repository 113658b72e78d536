"""What is to be filled in of a record: values that are sure; the others stand in a note, for a person to check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cchc_ocr.export.tables import proof, value_at
from cchc_ocr.export.titles import titles
from cchc_ocr.paperless.config import FIELDS
from cchc_ocr.records import Rank, Record, Total
from cchc_ocr.statements import within
from cchc_ocr.version import __version__
from cchc_ocr.worth import worth_in

MOST_LETTERS = 128  # of titles, names, and fields that are no long texts
# A value of the head is as doubtful as those that it is made of.
_MADE_OF: Mapping[str, Sequence[str]] = {"number_symbol": ("number", "symbol"), "date": ("date_partial",)}
CustomValue = str | int | float


@dataclass(frozen=True, slots=True)
class SureValues:
    """The values to fill in, None for those that are not sure. ``created`` is a day in ISO 8601.

    ``fields`` are those of ``config.FIELDS``. ``note`` says what a person should look at, "" where nothing is.
    """

    title: str | None = None
    created: str | None = None
    correspondent: str | None = None
    document_type: str | None = None
    fields: Mapping[str, CustomValue] = field(default_factory=dict)
    note: str = ""


def propose(record: Record) -> SureValues:
    """What a record tells for sure."""
    head = {name: _sure(record, name) for name in ("type", "issuer", "date", *FIELDS)}
    own: dict[str, CustomValue] = {name: value for name in FIELDS if (value := head[name]) is not None}
    return SureValues(
        title=_title(head["type"], head["number_symbol"], head["subject"]),
        created=head["date"],
        correspondent=head["issuer"],
        document_type=head["type"],
        fields={**own, **_results(record), "read_by": f"cchc-ocr {__version__}"},
        note="\n".join(_note(record)),
    )


def cut(text: str, most: int = MOST_LETTERS) -> str:
    """The text, or as many whole words of it as have room, and three dots.

    >>> cut("Kết quả năm 2023", 12)
    'Kết quả năm…'
    """
    if len(text) <= most:
        return text
    return text[:most].rpartition(" ")[0].rstrip(" ,;:-") + "…" if " " in text[:most] else text[: most - 1] + "…"


def _sure(record: Record, name: str) -> str | None:
    """A text of the head; None where it was not read, or where it or what it is made of is in doubt."""
    value = getattr(record.document, name, None)
    names = (name, *_MADE_OF.get(name, ()))
    doubtful = any(_is_doubtful(record, f"/document/{one}") for one in names)
    return value if isinstance(value, str) and not doubtful else None


def _is_doubtful(record: Record, pointer: str) -> bool:
    """Whether a person should look at the value, or a check names it."""
    return any(within(place, pointer) for place in _doubts(record))


def _doubts(record: Record) -> tuple[str, ...]:
    checked = (place for check in record.checks if check.level != "info" for place in check.fields)
    return tuple(dict.fromkeys((*record.needs_review, *checked)))


def _title(type_: str | None, number: str | None, subject: str | None) -> str | None:
    """The title of a document: "Báo cáo 15/BC-SNV: Kết quả Chỉ số năm 2023". None where only its type is sure."""
    if not (number or subject):
        return None
    return cut(": ".join(filter(None, (" ".join(filter(None, (type_, number))), subject))))


def _results(record: Record) -> Mapping[str, CustomValue]:
    """The overall result and the place, where the document states one for sure: of several, none is the one."""
    found: dict[str, CustomValue | None] = {}
    for pointer in _of_whole(record):
        value = None if _is_doubtful(record, pointer) else value_at(record, pointer)
        if isinstance(value, Total):
            found |= {"total": value.score, "total_max": value.max_score, "total_year": value.year}
        if isinstance(value, Rank):
            found |= {"rank": value.position, "rank_of": value.of}
    return {name: value for name, value in found.items() if value is not None}


def _of_whole(record: Record) -> Iterator[str]:
    """The pointers of the overall result and of the place, of each where there is one."""
    for name in ("totals", "ranks"):
        found = [at for at, one in enumerate(getattr(record, name)) if one.nature == "result"]
        if len(found) == 1:
            yield f"/{name}/{found[0]}"


def _note(record: Record) -> Iterator[str]:
    """What is in doubt of the values that would be filled in, and of the pages; others are only counted."""
    texts = titles().paperless
    heads = {"type", "issuer", "date", *FIELDS, *(part for parts in _MADE_OF.values() for part in parts)}
    wanted = (*(f"/document/{name}" for name in heads), *_of_whole(record), "/source", "/pages")
    doubts = [place for place in _doubts(record) if any(within(place, one) for one in wanted)]
    if not doubts:
        return
    yield texts["note"]
    for pointer in sorted(doubts, key=lambda place: worth_in(record, place)):
        evidence, value = proof(record, pointer), value_at(record, pointer)
        page = texts["page"].format(page=evidence.page) if evidence else ""
        seen = value if isinstance(value, str | int | float) else evidence.text if evidence else None
        form = texts["unread"] if seen is None else texts["value"]
        yield form.format(place=titles().place(pointer), seen=seen, page=page)
    if others := len(record.needs_review) - len(set(doubts) & set(record.needs_review)):
        yield texts["more"].format(count=others)
