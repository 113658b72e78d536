"""Where each figure of a report stands: its document, file and page, what was read there, and a picture of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from cchc_ocr.errors import CchcError
from cchc_ocr.export import Found, FoundRecords
from cchc_ocr.files.page_scans import PageScan, sha256_of
from cchc_ocr.files.passwords import Passwords
from cchc_ocr.records import Evidence
from cchc_ocr.report.crops import cropped
from cchc_ocr.report.open_doubts import document_title, page_name
from cchc_ocr.report.parts import CitedPage, Crop, clean
from cchc_ocr.statements import ItemIndex, pointers_of
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import translated

MOST_CROPPED = 60  # pages that are drawn: a minute, and some 3 MB
MOST_BYTES = 4_000_000  # of all pictures of pages: a report is sent by mail
_MOST_QUOTES = 12  # of a page; the picture, or the page itself, has them all
_FIGURES = ("score", "max_score", "percent", "position", "of", "points", "value", "change")
_NAMES = ("criterion", "name", "body")


@dataclass(frozen=True, slots=True)
class PrintedPlace:
    """Where the figures of a statement stand: on which page, which ``key`` tells from others, in which boxes."""

    key: tuple[int, int | None]
    document: str
    file: str
    quote: str
    boxes: Sequence[tuple[int, int, int, int]] = ()
    scan: PageScan | None = None
    sha256: str = ""


@dataclass(slots=True)
class WantedRows:
    """Takes the place of ``Citations`` until it is known where figures stand: notes which are asked for."""

    rows: set[int] = field(default_factory=set)

    def cite(self, *rows: int) -> Sequence[int]:
        """No numbers yet."""
        self.rows.update(rows)
        return ()


@dataclass(slots=True)
class Citations:
    """Numbers the pages on which figures stand, in the order in which they are cited."""

    places: Mapping[int, PrintedPlace]
    _numbers: dict[tuple[int, int | None], int] = field(default_factory=dict)
    _cited: dict[int, dict[int, PrintedPlace]] = field(default_factory=dict)

    def cite(self, *rows: int) -> Sequence[int]:
        """The numbers of the pages on which these statements stand, each once."""
        numbers = []
        for row in rows:
            if place := self.places.get(row):
                number = self._numbers.setdefault(place.key, len(self._numbers) + 1)
                self._cited.setdefault(number, {})[row] = place
                numbers.append(number)
        return list(dict.fromkeys(numbers))

    def pages(self) -> Mapping[int, Sequence[PrintedPlace]]:
        """What is cited, by the numbers."""
        return {number: list(places.values()) for number, places in self._cited.items()}


def find_places(found: FoundRecords, rows: Collection[int], passwords: Passwords) -> Mapping[int, PrintedPlace]:
    """Where these statements stand, which are numbered from 1 in the order of the records."""
    places: dict[int, PrintedPlace] = {}
    row = 0
    for number, one in enumerate(found):
        index: ItemIndex | None = None
        for pointer in pointers_of(one.record):
            row += 1
            if row in rows:
                index = index or ItemIndex(one.record)
                places[row] = _place(one, number, index.evidence(pointer), passwords)
    return places


def _place(one: Found, number: int, evidence: Sequence[Evidence], passwords: Passwords) -> PrintedPlace:
    figures = [seen for seen in evidence if _field(seen) in _FIGURES] or list(evidence)
    page = next((seen.page for seen in figures if seen.page), None)
    here = [seen for seen in figures if seen.page == page]
    boxes = tuple(dict.fromkeys(seen.box for seen in here if seen.box))
    scan = _scan_of(one, page, passwords) if one.scan and page and boxes else None
    return PrintedPlace(
        (number, page), document_title(one), _file_of(one, page), _quote(here, evidence), boxes, scan, _sha256(one)
    )


def _file_of(one: Found, page: int | None) -> str:
    file = clean(one.record.source.file, 120)
    path = Path(one.name)
    name = clean(
        path.name if path.is_absolute() or ".." in path.parts else one.name, 160
    )  # not where it lies here
    told = _("file {file} (record {record})").format(file=file, record=name)
    return f"{told}, {page_name(page)}" if page else told


def _sha256(one: Found) -> str:
    return one.record.source.sha256


def _scan_of(one: Found, number: int, passwords: Passwords) -> PageScan | None:
    page = next((page for page in one.record.pages if page.number == number), None)
    return PageScan.of(one.scan, number, page, passwords) if one.scan else None


def _quote(figures: Sequence[Evidence], evidence: Sequence[Evidence]) -> str:
    """The name and the figures as they were seen: "Cải cách thể chế: 9,25/10,00"."""
    pages = {seen.page for seen in figures}
    named = [seen.text for name in _NAMES for seen in evidence if _field(seen) == name and seen.page in pages][:1]
    texts = dict.fromkeys(clean(text, 120) for text in (*named, *(seen.text for seen in figures)))
    return clean(" … ".join(filter(None, texts)), 240)


def _field(seen: Evidence) -> str:
    return seen.field.rpartition("/")[2]


@dataclass(slots=True)
class PictureBudget:
    """How many pages may still be drawn, and how many bytes their pictures may still take."""

    pages: int
    bytes: int
    _sound: dict[tuple[Path, str], bool] = field(default_factory=dict)

    def is_unchanged(self, scan: PageScan, sha256: str) -> bool:
        """Whether the file is the one that was read: a picture of another would be a false witness."""
        key = (scan.path, sha256)
        if key not in self._sound:
            self._sound[key] = sha256_of(scan) == sha256
        return self._sound[key]


def cited_pages(citations: Citations) -> tuple[Sequence[CitedPage], int]:
    """The sources in their order, with pictures as far as they are not too many; how many had to do without."""
    budget, left_out, made = PictureBudget(MOST_CROPPED, MOST_BYTES), 0, []
    for number, places in sorted(citations.pages().items()):
        first = places[0]
        quotes = list(dict.fromkeys(f"“{place.quote}”" for place in places if place.quote))
        more = len(quotes) - _MOST_QUOTES
        quotes = [*quotes[:_MOST_QUOTES], *([_("and {count} more").format(count=more)] if more > 0 else [])]
        page = CitedPage(number, first.document, first.file, quotes)
        if first.scan and (budget.pages <= 0 or budget.bytes <= 0):
            left_out += 1
        elif scan := first.scan:
            page = _with_crops(page, scan, places, budget)
        made.append(page)
    return made, left_out


def _with_crops(
    page: CitedPage, scan: PageScan, places: Sequence[PrintedPlace], budget: PictureBudget
) -> CitedPage:
    boxes = list(dict.fromkeys(box for place in places for box in place.boxes))
    try:
        if not budget.is_unchanged(scan, places[0].sha256):
            return replace(page, note=_("no picture: the file has changed since it was read"))
        crops: Sequence[Crop] = cropped(scan, boxes)
    except (CchcError, OSError) as error:
        why = translated(error.what) if isinstance(error, CchcError) else str(error.strerror)
        return replace(page, note=_("no picture: {why}").format(why=clean(why)))
    budget.pages -= 1
    budget.bytes -= sum(len(crop.jpeg) for crop in crops)
    return replace(page, crops=crops)
