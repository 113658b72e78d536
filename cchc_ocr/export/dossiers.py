"""Dossiers (hồ sơ): the 18 fields that Thông tư 05/2025/TT-BNV asks of one, as far as its documents tell.

A dossier is a folder of results that holds documents. What only a person knows (code, title, how long it is kept)
comes from their file, see ``stated``; the rest is listed and never made up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cchc_ocr.export.archive_fields import ArchiveField, OpenTask
from cchc_ocr.system.safe_names import safe_name

INHERITED = ("maintenance", "riskRecovery", "riskRecoveryStatus")  # by the documents of a dossier
_SECRET, _PUBLIC, _DIGITISED = "03", "01", "02"


@dataclass(slots=True)
class Dossier:
    """A dossier, and what is known of its documents so far.

    ``folder`` is the path of the folder within the results, ``provisional`` the name that its files have as long
    as it has no code. ``given`` are the fields that a person has stated. ``refused`` counts its files that are not
    in the package.
    """

    folder: str
    provisional: str
    given: Mapping[str, str] = field(default_factory=dict)
    documents: int = 0
    pages: int = 0
    undated: int = 0
    refused: int = 0
    days: tuple[date, date] | None = None
    modes: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    levels: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """What its files are called, before the ordinal."""
        return safe_name(self.given["fileCode"]) if self.given.get("fileCode") else self.provisional

    def of_document(self, ordinal: int) -> dict[str, str]:
        """The fields that a document has from its dossier: codes, where that has one, and what is inherited."""
        code = self.given.get("fileCode")
        codes = {"docId": f"{code}.{ordinal}", "docCode": f"{code}.{ordinal:07}"} if code else {}
        return {**codes, **{name: self.given[name] for name in INHERITED if self.given.get(name)}}

    def add(self, values: Mapping[str, str], pages: int) -> None:
        """Count a document; ``values`` are its 21 fields."""
        self.documents += 1
        self.pages += pages
        self.modes[values["mode"]] += 1
        self.languages[values["language"]] += 1
        self.levels[values["confidenceLevel"]] += 1
        if not values["issuedDate"]:
            self.undated += 1
            return
        day = day_of(values["issuedDate"])
        first, last = self.days or (day, day)
        self.days = min(first, day), max(last, day)

    def describe(self) -> tuple[Mapping[str, str], tuple[OpenTask, ...]]:
        """The 18 fields, empty where not known, and what is left to do."""
        values = {one.name: self.given.get(one.name) or _read(one, self) or "" for one in FIELDS}
        tasks = (task for one in FIELDS for task in _tasks(one, values, self))
        return values, tuple(tasks)


def day_of(written: str) -> date:
    """The day that is written DD/MM/YYYY.

    >>> day_of("05/02/2024")
    datetime.date(2024, 2, 5)
    """
    day, month, year = map(int, written.split("/"))
    return date(year, month, day)


def written_day(day: date) -> str:
    """The day as DD/MM/YYYY, also of a year below 1000, which ``strftime`` writes otherwise on every system."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def _read(one: ArchiveField, dossier: Dossier) -> str | None:
    return _READ[one.name](dossier) if one.name in _READ else None


def _tasks(one: ArchiveField, values: Mapping[str, str], dossier: Dossier) -> Iterator[OpenTask]:
    needed = one.required or _is_needed(one.name, values)
    asked = ArchiveField(one.name, one.longest, required=needed)
    if not values[one.name]:
        shown = dossier.folder if one.name == "title" else None
        yield OpenTask(asked, "complete", _WHY_EMPTY.get(one.name, "archivist"), shown)
        return
    for why, read in _doubts(one.name, values[one.name], dossier):
        yield OpenTask(asked, "check", why, read)


def _is_needed(name: str, values: Mapping[str, str]) -> bool:
    """Whether a field is required because of what another one holds."""
    if name == "paperFileCode":
        return values["confidenceLevel"] == _DIGITISED
    return name == "riskRecoveryStatus" and values["riskRecovery"] == "1"


def _doubts(name: str, value: str, dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Why a field that is filled must be looked at: the name of a text, and what the documents say."""
    if name in ("totalDoc", "numberOfPage", "endDate", "startDate") and dossier.refused:
        yield "refused", str(dossier.refused)
    if name in ("startDate", "endDate") and dossier.undated:
        yield "undated", str(dossier.undated)
    if name == "mode" and value != _SECRET and dossier.modes[_SECRET]:
        yield "secret", str(dossier.modes[_SECRET])
    read = _READ[name](dossier) if name in _READ and name in dossier.given else None
    if read and dossier.given.get(name) and _contradicts(name, value, read):
        yield "mismatch", read


def _contradicts(name: str, value: str, read: str) -> bool:
    """Whether what a person stated leaves out what the documents show; a dossier may begin before these."""
    if name == "startDate":
        return day_of(value) > day_of(read)
    if name == "endDate":
        return day_of(value) < day_of(read)
    return name in ("totalDoc", "numberOfPage", "confidenceLevel") and value != read


def _mode(dossier: Dossier) -> str | None:
    if dossier.modes[_SECRET]:
        return _SECRET
    return _PUBLIC if set(dossier.modes) == {_PUBLIC} else None


def _languages(dossier: Dossier) -> str | None:
    return ";".join(sorted(filter(None, dossier.languages))) or None


def _level(dossier: Dossier) -> str | None:
    return _DIGITISED if set(dossier.levels) == {_DIGITISED} else None


def _day(at: int) -> Callable[[Dossier], str | None]:
    return lambda dossier: written_day(dossier.days[at]) if dossier.days else None


_READ: Mapping[str, Callable[[Dossier], str | None]] = {
    "mode": _mode,
    "language": _languages,
    "startDate": _day(0),
    "endDate": _day(1),
    "totalDoc": lambda dossier: str(dossier.documents),
    "numberOfPage": lambda dossier: str(dossier.pages),
    "confidenceLevel": _level,
}
_OWN = ("fileCode", "title", "numberOfPaper", "paperFileCode", "riskRecovery", "riskRecoveryStatus")
_WHY_EMPTY = {
    **{name: name for name in (*_OWN, "maintenance", "language", "confidenceLevel", "format")},
    "mode": "modes",
    "startDate": "not_found",
    "endDate": "not_found",
}
FIELDS: Sequence[ArchiveField] = (
    ArchiveField("fileCode", 100, required=True),
    ArchiveField("title", 1000, required=True),
    ArchiveField("maintenance", 100, required=True),
    ArchiveField("mode", 30, required=True),
    ArchiveField("language", 100, required=True),
    ArchiveField("startDate", required=True),
    ArchiveField("endDate", required=True),
    ArchiveField("keyword", 100),
    ArchiveField("totalDoc", 10, required=True),
    ArchiveField("numberOfPaper", 10, required=True),
    ArchiveField("numberOfPage", 10, required=True),
    ArchiveField("format", 50),
    ArchiveField("inforSign", 30),
    ArchiveField("confidenceLevel", 40),
    ArchiveField("paperFileCode", 100),
    ArchiveField("riskRecovery", 1, required=True),
    ArchiveField("riskRecoveryStatus", 2),
    ArchiveField("description", 2000),
)
