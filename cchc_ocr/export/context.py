"""What all sheets of a workbook share: looks, doubts, and which cell holds which value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_ocr.export.doubts import Doubt, cell_of
from cchc_ocr.export.found import Found
from cchc_ocr.export.sheet import Styles, external, internal

if TYPE_CHECKING:
    from xlsxwriter import Workbook


@dataclass(frozen=True, slots=True)
class WorkbookContext:
    """What all sheets of a workbook share. ``places`` says where the cell of a pointer is, per record."""

    book: Workbook
    styles: Styles
    out: Path
    review_below: float
    doubts: Mapping[int, Mapping[str, Doubt]]
    places: dict[tuple[int, str], tuple[str, int, int]] = field(default_factory=dict)

    def doubt(self, found: Found, pointer: str) -> Doubt | None:
        """Why the value at the pointer is in doubt."""
        return self.doubts[id(found)].get(pointer)

    def link(self, found: Found, pointer: str) -> str | None:
        """A link to the cell of the value, if it is already written."""
        place = self.places.get((id(found), cell_of(pointer)))
        return internal(*place) if place else None

    def scan(self, found: Found, page: int | None = None) -> str | None:
        """A link to the file it was read from, for a PDF to its page, if the file is known."""
        return external(found.scan, self.out, page) if found.scan else None

    def place(self, found: Found, pointer: str, cell: tuple[str, int, int]) -> None:
        """Note the cell of a value (sheet, row, column); only the first one is kept."""
        self.places.setdefault((id(found), pointer), cell)
