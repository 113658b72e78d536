"""The protocol of an engine, which reads the picture of a page, and its options."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from cchc_ocr.document import Page, Word
    from cchc_ocr.picture.pixels import PageImage, Pixels

DEFAULT = "tesseract"

Effort = Literal["fast", "normal", "careful"]


class Engine(Protocol):
    """Reads the picture of a page.

    Raises PageTimeoutError if it takes too long, NotInstalledError if it is missing, and UnreadableError if it
    fails on the page.
    """

    @property
    def name(self) -> str:
        """Name, version and language: "tesseract 5.3.0 vie"."""
        ...

    def read(self, image: PageImage) -> Page: ...


@dataclass(frozen=True, slots=True)
class OcrOptions:
    """Options for reading pages.

    ``page_timeout`` is in seconds for all readings of a page; with ``clean=False`` pictures are not prepared.
    ``engine`` is a name in the table ``engines.ENGINES``. ``without`` names steps of ``cleanup`` to leave out, so
    that they can be measured. ``debug_images`` is the folder for pictures of the page after each step.
    ``effort``: with "fast" the engine reads each line once; with "normal" the line reader reads what is in doubt,
    too, and the engine hard lines again; with "careful" the line reader reads every line.
    """

    language: str = "vie"
    page_timeout: float = 120.0
    clean: bool = True
    engine: str = DEFAULT
    without: frozenset[str] = frozenset()
    debug_images: Path | None = None
    effort: Effort = "normal"


class Recogniser(Protocol):
    """Gives the words of a grey picture, line by line; ``uniform`` means that its lines are one block of text."""

    def __call__(self, pixels: Pixels, dpi: int, *, uniform: bool = False) -> Sequence[Sequence[Word]]: ...


class BlockReader(Protocol):
    """Words with boxes, line by line, of a grey picture whose lines are one block of text."""

    def __call__(self, pixels: Pixels, dpi: int, /) -> Sequence[Sequence[Word]]: ...


class TableReader(Protocol):
    """Gives tesseract's table (TSV) of the words of a grey picture; ``uniform`` means one block of text.

    Raises TimeoutError when the monotonic clock is past ``ends``.
    """

    def __call__(self, pixels: Pixels, dpi: int, uniform: bool, ends: float) -> str: ...
