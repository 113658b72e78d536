"""How files are opened, and copied."""

from __future__ import annotations

from dataclasses import dataclass, field

from cchc_ocr.files.passwords import Passwords

POINTS_PER_INCH = 72
LEAST_POINTS = 3.0  # a millimetre: a smaller page, or a crop box that leaves less of one, is a mistake
MOST_POINTS = 14_400.0  # the greatest side of a page of a PDF/A


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Options for opening files.

    ``pages`` are page numbers from 1 (None: all); ``dpi`` is the resolution for rendering.

    ``max_pixels`` is the largest picture that is decoded: an A0 sheet at 300 dpi has 140 million pixels.
    ``max_pages`` is how many pages are read of one file; a file that has more is refused. ``passwords`` open
    encrypted PDFs; they say nothing of what is read.
    """

    dpi: int = 300
    pages: tuple[int, ...] | None = None
    force_ocr: bool = False
    trust_text: bool = False
    max_pixels: int = 170_000_000
    max_pages: int = 5000
    passwords: Passwords = field(default=Passwords(), repr=False)


@dataclass(frozen=True, slots=True)
class CopyOptions:
    """Options for the searchable PDF: ``drop_blank`` leaves out pages on which surely nothing stands."""

    drop_blank: bool = False
