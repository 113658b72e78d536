"""Counts what an Office file holds that is not read, and says so in the words of a record."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from cchc_ocr.files.office.blocks import OfficeBlock, OfficeText
from cchc_ocr.translation import gettext_noop as N_

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_V = "{urn:schemas-microsoft-com:vml}"
_LARGE = 60.0  # square centimetres: a seal, a signature or a coat of arms is smaller, a scan of a page larger
NAMES = (  # of what is not read
    *(
        N_("pictures"),
        N_("charts"),
        N_("diagrams"),
        N_("text boxes"),
        N_("embedded objects"),
        N_("embedded documents"),
    ),
    *(N_("hidden sheets"), N_("hidden rows"), N_("hidden columns"), N_("formulas without a value")),
)
_EMU = 360_000  # a centimetre in the units of DrawingML
_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)(pt|in|cm|mm)")
_CENTIMETRES = {"pt": 2.54 / 72, "in": 2.54, "cm": 1.0, "mm": 0.1}


@dataclass(slots=True)
class Omissions:
    """What is not read, by its name in the plural. ``in_part``: it may be what matters in the document."""

    counts: Counter[str] = field(default_factory=Counter)
    in_part: bool = False
    _extent: float = 0.0

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(N_(f"{what} not read: {count}") for what, count in self.counts.items())

    @property
    def pictures(self) -> int:
        return self.counts["pictures"]

    def add(self, name: str, count: int = 1, *, matters: bool = False) -> None:
        """Count ``count`` things of a kind; ``matters``: a person must look whether the document needs them."""
        if count:
            self.counts[name] += count
            self.in_part |= matters

    def add_picture(self, area: float) -> None:
        """Count a picture of ``area`` square centimetres. A large one may be the scan of a page."""
        self.add("pictures", matters=area >= _LARGE)

    def beside(self, blocks: tuple[OfficeBlock, ...]) -> OfficeText:
        """The text of a file: these blocks, and what was not read beside them."""
        return OfficeText(blocks, self.notes, self.in_part, self.pictures)

    def see(self, element: Any) -> None:
        """Count an element of a drawing if it is a picture, a chart or a diagram."""
        if element.tag.endswith("}extent") and element.get("cx"):
            self._extent = int(element.get("cx")) * int(element.get("cy", "0")) / _EMU**2
        elif element.tag == f"{_V}shape":
            self._extent = area_of(element.get("style", ""))
        elif element.tag in {f"{_A}blip", f"{_V}imagedata"}:
            self.add_picture(self._extent)
        elif element.tag == f"{_C}chart":
            self.add("charts")
        elif element.tag == f"{_DGM}relIds":
            self.add("diagrams", matters=True)


def area_of(style: str) -> float:
    """The area in square centimetres that a style gives a shape; 0 where it gives none.

    >>> area_of("width:72pt;height:1in"), area_of("position:absolute")
    (6.4516, 0.0)
    """
    sides = {side: float(figure) * _CENTIMETRES[unit] for side, figure, unit in _LENGTH.findall(style)}
    return round(sides.get("width", 0.0) * sides.get("height", 0.0), 4)
