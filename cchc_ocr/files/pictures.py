"""Picture files of all kinds (``FORMATS``) to page images."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, UnidentifiedImageError

from cchc_ocr.errors import IN_PART, UnreadableError
from cchc_ocr.files import soundness
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.picture.pixels import PageImage, Pixels
from cchc_ocr.records import Signature
from cchc_ocr.translation import gettext_noop as N_

Rows: TypeAlias = npt.NDArray[np.bool_]  # true for some of the rows of a picture

FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "HEIF", "AVIF", "JPEG2000", "GIF")
_CONCEALING = ("WEBP", "HEIF", "AVIF")  # formats whose decoders fill what is damaged with what lies around it
_OF_PAGES = ("TIFF", "HEIF")  # formats that hold several pages
_MOVING = ("PNG", "WEBP", "AVIF", "GIF")  # formats in which several pictures are an animation
_BY_ROWS = ("PNG", "JPEG", "MPO", "TIFF", "BMP")  # formats whose rows mostly follow one another
A4_LONG_SIDE_INCHES = 11.69
_BAND = 512  # rows of a picture that are copied at a time
_LEAST_SIDE = 32  # pixels: a line of print and a margin; engines and filters fail on less

# What Pillow and its plug-ins raise for corrupt data: "Missing dimensions", a tag of the wrong type.
_CORRUPT = (ArithmeticError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError, TypeError,
            ValueError, struct.error)  # fmt: skip


@dataclass(frozen=True)
class PictureFile:
    """A picture, or several in a TIFF or HEIC: one page each."""

    path: Path
    options: ReadOptions
    signatures: tuple[Signature, ...] = ()
    page_count: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "page_count", frame_count(self.path, self.options.max_pixels))

    def page(self, number: int) -> PageImage:
        """Page ``number``, from 1."""
        return load(self.path, number, self.options.max_pixels)

    def drawn(self, number: int) -> PageImage:
        """The same for who only looks at it: whether all of its data are sound is not asked."""
        return load(self.path, number, self.options.max_pixels, judged=False)

    def close(self) -> None:
        """Nothing is kept open."""


def refuse_if_huge(width: float, height: float, limit: int, *, file: str, page: int = 0) -> None:
    """Raises UnreadableError for a picture that would not fit into an ordinary machine."""
    if width * height > limit:
        raise UnreadableError(
            f"the picture is {width:.0f} x {height:.0f} pixels, more than the limit of {limit:,}",
            hint="scan or export the page at 300 dpi, or raise --max-pixels",
            file=file,
            page=page,
        )


def refuse_if_tiny(width: float, height: float, *, file: str, page: int = 0) -> None:
    """Raises UnreadableError for a picture that has no room for a line of print."""
    if min(width, height) < _LEAST_SIDE:
        what = f"the picture is {width:.0f} x {height:.0f} pixels: there is no room for print on it"
        raise UnreadableError(what, hint="scan or export the page again", file=file, page=page)


def allow(pixels: int) -> None:
    """Let Pillow decode pictures of so many pixels: it warns of those above its own limit, and refuses twice that.

    Its limit is only ever raised, and no further than the user allows: the program that uses this one as a library
    may rely on it.
    """
    if Image.MAX_IMAGE_PIXELS is not None:
        Image.MAX_IMAGE_PIXELS = max(Image.MAX_IMAGE_PIXELS, pixels)


@contextmanager
def open_picture(path: Path, limit: int, page: int = 0) -> Iterator[Image.Image]:
    """A Pillow image, not yet decoded. Raises UnreadableError, with ``page``, where it is corrupt or too large."""
    _learn_heif()
    allow(limit)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=FORMATS) as picture:
                refuse_if_huge(*picture.size, limit, file=path.name, page=page)
                yield picture
    except Image.DecompressionBombError as error:
        raise UnreadableError(
            f"the picture has more than the limit of {limit:,} pixels",
            hint="scan or export the page at 300 dpi, or raise --max-pixels",
            file=path.name,
            page=page,
        ) from error
    except _CORRUPT as error:
        what = f"the picture is corrupt or cut short: {_in_a_line(error)}"
        raise UnreadableError(what, hint="copy or scan it again", file=path.name, page=page) from error


@cache
def _learn_heif() -> None:
    """Teach Pillow to read HEIC. The sizes of such files are limited by us, not by libheif."""
    import pillow_heif

    pillow_heif.register_heif_opener(thumbnails=False)


def _in_a_line(error: Exception) -> str:
    if isinstance(error, UnidentifiedImageError):  # whose text is the path
        return N_("its header cannot be read")
    return " ".join(str(error).split()) or type(error).__name__


def notes_on(fault: str | None) -> tuple[str, ...]:
    """The notes for a page whose picture has this damage."""
    return (N_(f"{fault}, {IN_PART}"),) if fault else ()


def frame_count(path: Path, limit: int) -> int:
    """Pages of a picture file: those of a TIFF or HEIC; other kinds hold one page (the rest is animation)."""
    with open_picture(path, limit) as picture:
        return _pages_in(picture) if picture.format in _OF_PAGES else 1


def _pages_in(picture: Image.Image) -> int:
    """The pages that can be reached, and one more where the file is damaged there: reading it gives the reason."""
    pages = 1
    while True:
        try:
            picture.seek(pages)
        except EOFError:
            return pages
        except _CORRUPT:
            return pages + 1
        pages += 1


def _notes(picture: Image.Image) -> tuple[str, ...]:
    """The note on an animation, of which only the first picture is read."""
    count = int(getattr(picture, "n_frames", 1)) if picture.format in _MOVING else 1
    return (f"only the first of {count} pictures of an animation was read",) if count > 1 else ()


def load(path: Path, number: int, limit: int, *, judged: bool = True) -> PageImage:
    """Page ``number`` (from 1) of a picture file, upright as its EXIF data say, with square pixels.

    Unless it is to be ``judged``, only what fails to decode is taken for damaged.
    """
    with open_picture(path, limit, number) as picture:
        picture.seek(number - 1)
        refuse_if_huge(*picture.size, limit, file=path.name, page=number)
        refuse_if_tiny(*picture.size, file=path.name, page=number)
        told = _dpi(picture)
        dpi_x, dpi_y = told or _of_a4(picture)
        notes = _notes(picture)
        lost = _decode(picture)
        fault = soundness.CUT_SHORT if lost is not None else None
        if judged and not fault:
            fault = _fault(path, picture, limit)
        upright = _flat(picture) if lost is None else _on_paper(_flat(picture), lost)
        size = upright.size
        ImageOps.exif_transpose(upright, in_place=True)
        if upright.size != size:
            dpi_x, dpi_y = dpi_y, dpi_x
        notes += notes_on(fault)
        damage = fault or (soundness.CONCEALED if picture.format in _CONCEALING else None)
        pixels, dpi = _square(upright, dpi_x, dpi_y)
        return PageImage(number, pixels, dpi, notes, damage, fault is not None, guessed=told is None)


def _decode(picture: Image.Image) -> Rows | None:
    """Decode a picture; of one that is damaged or cut short as many rows as there are.

    Returns which rows are lost, None where none are. Raises what Pillow raises where nothing can be decoded.
    """
    try:
        picture.load()
    except _CORRUPT:
        if picture.format not in _BY_ROWS or picture.info.get("interlace"):
            raise
        picture.tile = []  # type: ignore[attr-defined]  # what was decoded is there, all else is zero
        values = np.asarray(picture)
        there = np.flatnonzero(values.reshape(len(values), -1).any(axis=1))
        if not len(there):
            raise
        rows = np.arange(len(values))
        return np.asarray((rows < there[0]) | (rows > there[-1]))
    return None


def _on_paper(picture: Image.Image, lost: Rows) -> Image.Image:
    """The picture with white paper where rows are lost: black would be taken for something."""
    pixels = np.array(picture)
    pixels[lost] = 255
    paper = Image.fromarray(pixels)
    paper.info |= picture.info
    return paper


def _fault(path: Path, picture: Image.Image, limit: int) -> str | None:
    """What is wrong with a picture that was decoded all the same."""
    if picture.format in ("JPEG", "MPO"):
        return soundness.jpeg_fault(path.read_bytes(), limit)
    compression = picture.info.get("compression") if picture.format == "TIFF" else None
    tags: Any = getattr(picture, "tag_v2", {})
    if compression == "group4":
        pixels = np.asarray(picture.convert("L"))
        return soundness.fax_fault(sum(tags[279]), pixels, tags.get(278))
    if compression == "jpeg":
        faults = (soundness.jpeg_fault(part, limit) for part in _jpegs(path, tags))
        return next(filter(None, faults), None)
    return None


def _jpegs(path: Path, tags: Any) -> Iterator[bytes]:
    """The strips or tiles of a page of a TIFF, each a JPEG, with the tables that they share."""
    tables = bytes(tags.get(347, b"")).removesuffix(b"\xff\xd9")
    with path.open("rb") as file:
        for offset, size in zip(
            *((tags[273], tags[279]) if 273 in tags else (tags[324], tags[325])), strict=False
        ):
            file.seek(offset)
            part = file.read(size)
            yield tables + part.removeprefix(b"\xff\xd8") if tables else part


def _flat(picture: Image.Image) -> Image.Image:
    """Grey or RGB, transparency on white paper."""
    if picture.mode.startswith("I") or picture.mode == "F":
        return _stretched(picture)
    if "transparency" in picture.info or picture.mode in ("LA", "PA", "RGBA", "RGBa", "La"):
        layered = picture.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        paper.alpha_composite(layered)
        exif: Any = picture.getexif()
        flat = paper.convert("RGB")
        flat.info["exif"] = exif.tobytes() if exif else b""
        return flat
    if picture.mode in ("L", "RGB"):
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _stretched(picture: Image.Image) -> Image.Image:
    """Sixteen and thirty-two bit grey on the scale of eight bits, from its darkest to its lightest."""
    values = np.asarray(picture, dtype=np.float64)
    low, high = float(values.min()), float(values.max())
    return Image.fromarray(((values - low) * (255.0 / max(high - low, 1e-9))).astype(np.uint8))


def _dpi(picture: Image.Image) -> tuple[float, float] | None:
    """Dots per inch across and down; None where the file does not say."""
    dpi_x, dpi_y = (float(value or 0) for value in picture.info.get("dpi", (0, 0)))
    if not (50 <= dpi_x <= 2400 and 50 <= dpi_y <= 2400) or {round(dpi_x), round(dpi_y)} <= {72, 96}:
        return None  # 72 and 96 are what programs write who do not know
    return dpi_x, dpi_y


def _of_a4(picture: Image.Image) -> tuple[float, float]:
    """Dots per inch across and down, were the page a sheet of A4."""
    guess = max(picture.size) / A4_LONG_SIDE_INCHES
    return guess, guess


def _square(picture: Image.Image, dpi_x: float, dpi_y: float) -> tuple[Pixels, int]:
    """Pixels and dpi; fax pages (204 x 98 dpi) are stretched to square pixels."""
    dpi = max(dpi_x, dpi_y)
    if abs(dpi_x - dpi_y) > 0.1 * dpi:
        size = (round(picture.width * dpi / dpi_x), round(picture.height * dpi / dpi_y))
        picture = picture.convert("L").resize(size)
    return _pixels(picture), max(round(dpi), 1)


def _pixels(picture: Image.Image) -> Pixels:
    """The pixels of a grey or RGB picture, copied band by band: Pillow makes two copies of what it gives."""
    width, height = picture.size
    pixels = np.empty((height, width, 3) if picture.mode == "RGB" else (height, width), np.uint8)
    for top in range(0, height, _BAND):
        bottom = min(top + _BAND, height)
        pixels[top:bottom] = np.asarray(picture.crop((0, top, width, bottom)))
    return pixels
