"""Checks what a page of a PDF is made of: drawing instructions, and the pictures that they draw.

A reader shows nothing of what it cannot make sense of, and a page that lost something looks blank.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

import numpy as np
import pikepdf

from cchc_ocr.files import soundness
from cchc_ocr.files.soundness import (
    DAMAGED,
    PLAIN,
    coded_data,
    fax_fault,
    fax_sizes,
    inflated,
    is_packed_as_known,
    name_of,
    number_of,
    parameters_of,
)
from cchc_ocr.picture.inspection import holds_print, is_empty
from cchc_ocr.picture.pixels import Pixels
from cchc_ocr.translation import gettext_noop as N_

MISSING = N_("its picture is missing")
BROKEN = N_("the drawing instructions of the page are damaged")
MENDED = N_("nothing was found on the page, and the file is damaged")
UNDRAWN = N_("the page does not draw its picture")

_MOST_CONTENTS = 1 << 24  # bytes of a page's contents that are looked at
_DRAWABLE = ("/Image", "/Form", "/PS")  # kinds of streams that a page can draw
_DRAWN = re.compile(rb"/([^\s/<>\[\]()%#]+)\s+Do\b")
# ISO 32000-2, table A.1
_TABLE = """b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP
n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \""""
_OPERATORS = frozenset(_TABLE.split()) | {"INLINE IMAGE"}  # QPDF's word for a picture among the instructions
# ISO 32000-2, table 31
_PAGE_TABLE = """Type Parent LastModified Resources MediaBox CropBox BleedBox TrimBox ArtBox BoxColorInfo Contents
Rotate Group Thumb B Dur Trans Annots AA Metadata PieceInfo StructParents ID PZ SeparationInfo Tabs
TemplateInstantiated PresSteps UserUnit VP AF OutputIntents DPart"""
_PAGE_KEYS = frozenset(f"/{name}" for name in _PAGE_TABLE.split())
# The figures stand in docs/reading.md, section "Damaged pictures".
_EMPTY = 4  # times what a picture takes as a fax, and so many bytes: data of an empty page hold no more
_SPARE = 1000
_LEAST_SIDE = 400  # pixels of a picture that may be that of a page


class PageParts:
    """What a page of a PDF, open in QPDF, is made of; ``number`` counts from 1, ``limit`` is in pixels."""

    def __init__(self, pdf: Any, number: int, limit: int) -> None:
        self._pdf, self._page, self._limit = pdf, pdf.pages[number - 1], limit

    @cached_property
    def _instructions(self) -> list[bytes | None]:
        """The parts of its contents, as ``_contents`` has them."""
        parts = self._page.obj.get("/Contents", [])
        return [_contents(part) for part in (parts if isinstance(parts, pikepdf.Array | list) else [parts])]

    def contents_fault(self) -> str | None:
        """What a page lacks: its content stream, or a picture that the stream draws; None where all is there."""
        if self._page.obj.get("/Contents") is None:
            return None if self._has_no_contents() else BROKEN
        if None in self._instructions:
            return BROKEN
        drawn = (name for part in self._instructions if part for name in _DRAWN.findall(part))
        names = {f"/{name.decode('latin-1')}" for name in drawn}
        return MISSING if names - self._drawable() else None

    def _has_no_contents(self) -> bool:
        """Whether a page without contents was meant so: no key of it is lost, or one that no page has."""
        page = self._page.obj
        lost = b"/Contents" in page.unparse(resolved=True) or soundness.is_malformed(page)
        return not lost and all(name_of(key) in _PAGE_KEYS for key in page.keys())  # noqa: SIM118 - pikepdf's

    def _drawable(self) -> set[str]:
        have = self._page.resources.get("/XObject")
        if not isinstance(have, pikepdf.Dictionary):
            return set()
        streams = {name: item for name, item in have.items() if isinstance(item, pikepdf.Stream)}
        return {name_of(name) for name, item in streams.items() if name_of(item.get("/Subtype", "")) in _DRAWABLE}

    def picture_fault(self) -> str | None:
        """Of the data of the pictures on it."""
        faults = (soundness.picture_fault(picture, self._limit) for picture in self._pictures())
        return next(filter(None, faults), None)

    def fax_fault(self, decode: Callable[[], Pixels | None]) -> str | None:
        """Of the one picture on it, if that is a fax; ``decode`` makes its pixels, None where it cannot."""
        pictures = list(self._pictures())
        kind, data = coded_data(pictures[0]) if len(pictures) == 1 else ("", b"")
        if kind != "/CCITTFaxDecode" or number_of(parameters_of(pictures[0]), "/K", 0) >= 0:
            return None
        pixels = decode()
        return DAMAGED if pixels is None else fax_fault(len(data.rstrip(b"\0")), pixels)

    def doubt(self, pixels: Pixels, pictures: Iterable[Pixels | None]) -> str | None:
        """Of the page if nothing is found on ``pixels``: whether its data hold more than that.

        ``pictures`` are those that it draws, in grey, None for what cannot be decoded; they are looked at where
        the page shows nothing at all.
        """
        if self._leaves_out_a_picture():
            return UNDRAWN
        if is_empty(pixels):
            if not self._is_understood():
                return BROKEN
            if any(picture is not None and _holds_print(picture) for picture in pictures):
                return UNDRAWN
        kinds = (coded_data(picture) for picture in self._pictures())
        held = sum(len(data) for kind, data in kinds if kind == "/JBIG2Decode")
        return DAMAGED if held > _SPARE and held > _SPARE + _EMPTY * min(fax_sizes(pixels)) else None

    def _is_understood(self) -> bool:
        """Whether its drawing instructions are some: a reader passes over what it does not know."""
        try:
            return all(str(one.operator) in _OPERATORS for one in pikepdf.parse_content_stream(self._page))
        except (pikepdf.PdfError, UnicodeDecodeError):
            return False

    def _leaves_out_a_picture(self) -> bool:
        """Whether the page draws nothing, though it has a picture that no other page has."""
        own = {picture.objgen for picture in self._pictures()}
        if not own or any(part is None or _DRAWN.search(part) for part in self._instructions):
            return False
        here = self._page.obj.objgen
        others = (page.get_images().values() for page in self._pdf.pages if page.obj.objgen != here)
        return bool(own - {picture.objgen for pictures in others for picture in pictures})

    def _pictures(self) -> Iterator[Any]:
        return iter(self._page.get_images().values())


def _contents(part: Any) -> bytes | None:
    """A part of a page's contents; None where it is damaged, nothing where it is packed in an unusual way."""
    if not isinstance(part, pikepdf.Stream) or not is_packed_as_known(part):
        return None
    kind, data = coded_data(part)
    if kind == "/FlateDecode":
        return inflated(data, _MOST_CONTENTS) if data else b""
    return data if kind == PLAIN else b""


def _holds_print(picture: Pixels) -> bool:
    """Whether a picture of a whole page holds print, dark or light."""
    return min(picture.shape) >= _LEAST_SIDE and (
        holds_print(picture) or holds_print(np.asarray(255 - picture, np.uint8))
    )
