"""The list of documents that wait for a person, by the catalogue alone: those most worth a look come first."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from cchc_ocr.runs.catalogue import Catalogue

_DOCUMENTS = """
SELECT stem, path, state, review, pages, error, error_page, hint,
       file, type, number_symbol, issuer, coalesce(date, date_partial), subject, weight, leading, doubted
FROM entries LEFT JOIN records ON records.document = entries.id
WHERE state IN ('done', 'partly', 'failed')
"""
STATES = ("open", "failed", "partly", "done", "all")


@dataclass(frozen=True, slots=True)
class WaitingDocument:
    """A document in the list. ``id`` stands for it in links: it is the same for as long as its results stay there.

    ``review`` is the number of its values in doubt, ``weight`` what they are worth (see ``worth``), ``leading``
    the pointers of those most worth a look, ``kinds`` the kinds of all. A document that failed, or that was read
    in part, has an ``error``.
    """

    stem: bytes
    path: bytes
    state: str
    review: int
    pages: int
    error: str
    error_page: int
    hint: str
    file: str | None
    type: str | None
    number_symbol: str | None
    issuer: str | None
    date: str | None
    subject: str | None
    weight: int
    leading: tuple[str, ...]
    kinds: tuple[str, ...]

    @property
    def id(self) -> str:
        return id_of(self.stem)

    @property
    def name(self) -> str:
        """The path of the document within the folder, as text."""
        stem = PurePosixPath(os.fsencode(Path(os.fsdecode(self.stem)).as_posix()).decode("utf-8", "replace"))
        return str(stem.with_name(self.file)) if self.file else str(stem)

    @property
    def folder(self) -> str:
        return str(PurePosixPath(self.name).parent)

    @property
    def year(self) -> str:
        return (self.date or "")[:4]

    @property
    def is_open(self) -> bool:
        return self.review > 0 or self.state == "failed"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which documents to list: "" chooses all; ``folder`` also those below it. ``only`` are ids."""

    state: str = "open"
    kind: str = ""
    issuer: str = ""
    year: str = ""
    folder: str = ""
    only: frozenset[str] | None = None

    def holds(self, one: WaitingDocument) -> bool:
        """Whether the document is to be listed."""
        state = {"open": one.is_open, "done": one.state != "failed" and not one.review, "all": True}
        return (
            state.get(self.state, one.state == self.state)
            and (not self.kind or self.kind in one.kinds)
            and (not self.issuer or one.issuer == self.issuer)
            and (not self.year or one.year == self.year)
            and (not self.folder or f"{one.folder}/".startswith(f"{self.folder}/"))
            and (self.only is None or one.id in self.only)
        )


@dataclass(frozen=True, slots=True)
class Waiting:
    """The documents chosen, in their order, and what there is to choose from; ``left`` counts values in doubt."""

    documents: Sequence[WaitingDocument]
    total: int
    open: int
    left: int
    failed: int
    issuers: Sequence[tuple[str, int]]
    years: Sequence[tuple[str, int]]
    folders: Sequence[tuple[str, int]]
    kinds: Sequence[tuple[str, int]]


def in_order(rows: Catalogue) -> list[WaitingDocument]:
    """All documents of a catalogue, those most worth a look first."""
    return sorted(_documents(rows), key=_order)


def waiting(every: Sequence[WaitingDocument], chosen: Chosen) -> Waiting:
    """Of all documents, in their order, those that are chosen."""
    opened = [one for one in every if one.is_open]
    return Waiting(
        documents=tuple(filter(chosen.holds, every)),
        total=len(every),
        open=len(opened),
        left=sum(one.review for one in every),
        failed=sum(one.state == "failed" for one in every),
        issuers=_counted(one.issuer for one in every),
        years=tuple(sorted(_counted(one.year for one in every), reverse=True)),
        folders=tuple(sorted(_counted(one.folder for one in every if one.folder != "."))),
        kinds=_counted(kind for one in opened for kind in one.kinds),
    )


def after(documents: Sequence[WaitingDocument], id: str, at: int) -> WaitingDocument | None:
    """The document after the one with this id; where it has left the list, the one that took its place ``at``."""
    place = next((number + 1 for number, one in enumerate(documents) if one.id == id), at)
    return documents[place] if 0 <= place < len(documents) else None


def id_of(stem: bytes) -> str:
    """What stands for a document in links, whatever its name: 16 hexadecimal digits.

    >>> id_of(b"2021/15-bao-cao")
    '4b18a5dfde91c86b'
    """
    return hashlib.sha256(stem).hexdigest()[:16]


def of_stem(rows: Catalogue, stem: bytes) -> WaitingDocument | None:
    """The document whose results lie there."""
    return next(_documents(rows, "AND stem = ?", stem), None)


def stems(rows: Catalogue) -> dict[str, bytes]:
    """The stems of all documents by their ids."""
    with closing(rows.db.execute("SELECT stem FROM entries")) as found:
        return {id_of(stem): stem for (stem,) in found}


def _documents(rows: Catalogue, condition: str = "", *values: object) -> Iterator[WaitingDocument]:
    with closing(rows.db.execute(f"{_DOCUMENTS} {condition}", values)) as found:
        for row in found:
            known: Sequence[Any] = (*row[:-3], row[-3] or 0, _listed(row[-2]), _listed(row[-1]))
            yield WaitingDocument(*known)


def _listed(names: str | None) -> tuple[str, ...]:
    return tuple((names or "").split())


def _order(one: WaitingDocument) -> tuple[int, int, int, bytes]:
    unread = 0 if one.state == "failed" else 1 if one.state == "partly" and one.review else 2
    return unread, -one.weight, -one.review, one.stem


def _counted(values: Iterable[str | None]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(value for value in values if value).most_common())
