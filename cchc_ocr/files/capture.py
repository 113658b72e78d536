"""What a file says of how it was captured: by which scanner, camera or program, how finely, in which colours."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import pypdfium2
from pypdfium2 import raw

from cchc_ocr.errors import CchcError
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.files.pdf_pictures import covering_picture
from cchc_ocr.files.pictures import open_picture
from cchc_ocr.system.disk import holder

Colours: TypeAlias = Literal["colour", "grey", "black and white"]

_MAKE, _MODEL, _SOFTWARE = 271, 272, 305  # tags of TIFF and EXIF
_GREY = (raw.FPDF_COLORSPACE_DEVICEGRAY, raw.FPDF_COLORSPACE_CALGRAY, raw.FPDF_COLORSPACE_ICCBASED)
_MODES: dict[str, Colours] = {"1": "black and white", "L": "grey", "LA": "grey", "I;16": "grey"}
_LONGEST = 60  # characters of the name of a device


@dataclass(frozen=True, slots=True)
class Capture:
    """How a file was captured, as far as it says: of a PDF its first page, of several pictures the first.

    ``device`` is the make and model of a scanner or camera, or the program that made the file. ``dpi`` is the
    resolution, ``colours`` those of the picture; both are None where no picture covers the page.
    """

    device: str | None = None
    dpi: int | None = None
    colours: Colours | None = None


def capture_of(path: Path) -> Capture:
    """How the file was captured; nothing is known of a text, of a damaged file, and of one inside another."""
    if holder(path) != path:
        return Capture()
    try:
        with path.open("rb") as file:
            is_pdf = b"%PDF-" in file.read(1024)
        return _of_pdf(path) if is_pdf else _of_picture(path)
    except (CchcError, OSError, pypdfium2.PdfiumError):
        return Capture()


def _of_pdf(path: Path) -> Capture:
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        told = pdf.get_metadata_dict()
        device = _named(told.get("Creator")) or _named(told.get("Producer"))
        picture = covering_picture(pdf[0]) if len(pdf) else None
        if picture is None:
            return Capture(device)
        about = picture.get_metadata()
        bits, is_grey = about.bits_per_pixel, about.colorspace in _GREY and about.bits_per_pixel <= 8
        colours: Colours = "black and white" if bits == 1 else "grey" if is_grey else "colour"
        return Capture(device, round(about.horizontal_dpi) or None, colours)


def _of_picture(path: Path) -> Capture:
    with open_picture(path, ReadOptions().max_pixels) as picture:
        tags = picture.getexif()
        make, model, program = (_named(tags.get(tag)) for tag in (_MAKE, _MODEL, _SOFTWARE))
        device = model if make and model and model.startswith(make) else " ".join(filter(None, (make, model)))
        dpi = picture.info.get("dpi") or (0, 0)
        return Capture(device or program, round(float(dpi[0])) or None, _MODES.get(picture.mode, "colour"))


def _named(text: object) -> str | None:
    """A name that a file gives, as a line."""
    return " ".join(str(text).replace("\0", " ").split())[:_LONGEST] or None if text else None
