"""Pages made of pictures: those of a file as they are, and drawings of what a page of a PDF shows."""

from __future__ import annotations

import io
from collections.abc import Container, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

from cchc_ocr.document import Page
from cchc_ocr.files import pictures
from cchc_ocr.files.options import LEAST_POINTS, MOST_POINTS, POINTS_PER_INCH, ReadOptions
from cchc_ocr.picture.pixels import PageImage

_EXIF_ORIENTATION = 0x0112
_QUALITY = 90  # of JPEG: differences to the scan are below its own noise


def append_picture(pdf: pikepdf.Pdf, single: bytes) -> None:
    with pikepdf.open(io.BytesIO(single)) as other:
        pdf.pages.extend(other.pages)


def of_picture(path: Path, number: int, options: ReadOptions) -> bytes:
    """A PDF of one page, upright, at its resolution: a sound JPEG as it lies in its file, others without loss."""
    image = pictures.load(path, number, options.max_pixels)
    data = path.read_bytes()
    if not data.startswith(b"\xff\xd8") or image.in_part or _is_changed(path, image):
        data = _lossless(image)
    return _one_page(data, _fitting(image))


def _fitting(image: PageImage) -> float:
    """The resolution of a picture in dpi, moved as far as its page needs to be within the limits of PDF/A.

    The size of a picture is only a claim of its header: no print gets lost by showing it larger or smaller.
    """
    least, most = max(image.width, image.height) / MOST_POINTS, min(image.width, image.height) / LEAST_POINTS
    return min(max(float(image.dpi), 1.001 * least * POINTS_PER_INCH), 0.999 * most * POINTS_PER_INCH)


def drawn_anew(source: Path, pages: Sequence[Page], chosen: Container[int]) -> Path:
    """The copy with the chosen pages as pictures of what they show, at the resolution they were read at."""
    target = source.with_name("drawn.pdf")
    with pikepdf.open(source) as original, pikepdf.new() as pdf, pypdfium2.PdfDocument(source) as shown:
        for index, page in enumerate(pages):
            if index in chosen:
                scale = page.width / shown[index].get_width()
                append_picture(pdf, _one_page(_drawing(shown[index], scale), scale * POINTS_PER_INCH))
            else:
                pdf.pages.append(original.pages[index])
        pdf.save(target)
    return target


def _drawing(page: Any, scale: float) -> bytes:
    """What a page shows, as JPEG; black and white as a fax."""
    drawn = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    grey = drawn.convert("L")
    if _black_and_white(grey):
        return _encoded(grey.convert("1"), "TIFF", compression="group4")
    colourless = drawn.tobytes() == grey.convert("RGB").tobytes()
    return _encoded(grey if colourless else drawn, "JPEG", quality=_QUALITY)


def _one_page(picture: bytes, dpi: float) -> bytes:
    import img2pdf

    return bytes(img2pdf.convert(picture, layout_fun=img2pdf.get_fixed_dpi_layout_fun((dpi, dpi))))


def _is_changed(path: Path, image: PageImage) -> bool:
    """Whether a JPEG is shown otherwise than its pixels lie, or has colours for print."""
    with Image.open(path) as picture:
        turned = picture.getexif().get(_EXIF_ORIENTATION, 1) != 1
        return turned or picture.mode not in ("L", "RGB") or picture.size != (image.width, image.height)


def _lossless(image: PageImage) -> bytes:
    """The pixels as PNG; black and white, as they were before they were read, as a fax (TIFF)."""
    picture = Image.fromarray(image.pixels)
    if _black_and_white(picture):
        return _encoded(picture.convert("1"), "TIFF", compression="group4")
    return _encoded(picture, "PNG")


def _black_and_white(picture: Image.Image) -> bool:
    return picture.mode == "L" and not any(picture.histogram()[1:255])


def _encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    result = io.BytesIO()
    picture.save(result, kind, **options)
    return result.getvalue()
