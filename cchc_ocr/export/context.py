"""What all sheets of a workbook share: looks, doubts of the record that is written, and where its values stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cchc_ocr.export.doubts import Doubt, cell_of, doubts
from cchc_ocr.export.found import Found
from cchc_ocr.export.sheet import Styles, external, internal
from cchc_ocr.export.streamed import StreamedWorkbook


@dataclass(slots=True)
class WorkbookContext:
    """What all sheets share. Records are written one after the other; ``begin`` turns to the next one."""

    book: StreamedWorkbook
    styles: Styles
    out: Path
    review_below: float
    _scan: str | None = None
    _has_pages: bool = False
    _doubts: Mapping[str, Doubt] = field(default_factory=dict)
    _places: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    _led_to: set[str] = field(default_factory=set)

    def begin(self, found: Found) -> None:
        """Turn to a record: of others nothing is known any more."""
        self._scan = external(found.scan, self.out) if found.scan else None
        self._has_pages = found.scan is not None and found.scan.suffix.lower() == ".pdf"
        self._doubts = doubts(found.record, self.review_below)
        self._places = {}
        self._led_to = {cell_of(pointer) for pointer in found.record.needs_review}

    @property
    def doubts(self) -> Mapping[str, Doubt]:
        """Why values are in doubt, by the pointer of the cell."""
        return self._doubts

    def doubt(self, pointer: str) -> Doubt | None:
        """Why the value at the pointer is in doubt."""
        return self._doubts.get(pointer)

    def link(self, pointer: str) -> str | None:
        """A link to the cell of the value, if it is already written."""
        place = self._places.get(cell_of(pointer))
        return internal(*place) if place else None

    def scan(self, page: int | None = None) -> str | None:
        """A link to the file that was read, for a PDF to its page, if the file is known."""
        at = f"#page={page}" if page and self._has_pages else ""
        return f"{self._scan}{at}" if self._scan else None

    def is_led_to(self, pointer: str) -> bool:
        """Whether the list of what to review leads to the cell of the value."""
        return pointer in self._led_to

    def place(self, pointer: str, cell: tuple[str, int, int]) -> None:
        """Note the cell of a value (sheet, row, column); only the first one is kept."""
        self._places.setdefault(pointer, cell)
