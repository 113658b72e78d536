"""The engines to choose from: tesseract as it is installed, and the library of tesserocr (the extra ``fast``)."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from cchc_ocr.document import Page, Word
from cchc_ocr.errors import NotInstalledError, PageTimeoutError
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.reading import page, processes, program, tsv
from cchc_ocr.reading.engine import Engine, OcrOptions
from cchc_ocr.reading.processes import Library

if TYPE_CHECKING:
    from cchc_ocr.picture.pixels import Pixels

    Reading = Callable[[Pixels, int, bool, float], str]

INSTALL = "pip install 'cchc-ocr[fast]'"
BY = "CCHC_OCR_TESSERACT"  # of the environment: "program" leaves the library of the program alone


def engine(options: OcrOptions | None = None) -> Engine:
    """The engine that the options name."""
    options = options or OcrOptions()
    return TesserocrEngine(options) if options.engine == "tesserocr" else TesseractEngine(options)


@dataclass(frozen=True)
class TesseractEngine:
    """Tesseract as it is installed: its library, in a process that stays, else the program, started for a reading.

    Both read the same. Safe to pickle and to use from several threads and processes. A page that is late or
    crashes the library costs that process alone; the next page gets a new one.
    """

    options: OcrOptions = field(default_factory=OcrOptions)

    @cached_property
    def name(self) -> str:
        return f"tesseract {program.installed(self.options.language).version} {self.options.language}"

    def read(self, image: PageImage) -> Page:
        """The words of a page in reading order, boxes in pixels of the upright page."""
        return _read(image, self.options, self._table)

    def way(self) -> str:
        """Version, and which of the two reads. Raises NotInstalledError where neither does."""
        try:
            processes.look(self._library(), time.monotonic() + self.options.page_timeout)
            by = "its library, loaded once"
        except (processes.NotLoadedError, TimeoutError):
            by = "the program, started for every reading"
        return f"{program.installed(self.options.language).version}, by {by}"

    def _table(self, pixels: Pixels, dpi: int, uniform: bool, ends: float) -> str:
        try:
            return processes.read(self._library(), pixels, dpi, uniform, ends)
        except processes.NotLoadedError:
            return program.read(self.options.language, pixels, dpi, uniform, ends)

    def _library(self) -> Library:
        """That of the program. Where the program does not name the folder of its data, it is not to be told."""
        path, number, data = program.installed(self.options.language)
        if not data or os.environ.get(BY) == "program":
            raise processes.MissingError("the program is to read")
        return Library("tesseract", self.options.language, data, number, path)


@dataclass(frozen=True)
class TesserocrEngine:
    """The library that tesserocr brings, another build of tesseract, in a process that stays as well."""

    options: OcrOptions = field(default_factory=OcrOptions)

    @cached_property
    def name(self) -> str:
        return f"tesserocr {tesserocr_version()} {self.options.language}"

    def read(self, image: PageImage) -> Page:
        """The words of a page in reading order, boxes in pixels of the upright page."""
        return _read(image, self.options, self._table)

    def _table(self, pixels: Pixels, dpi: int, uniform: bool, ends: float) -> str:
        tesserocr_version()
        language = self.options.language
        data = os.environ.get("TESSDATA_PREFIX") or program.installed(language).data
        try:
            return processes.read(Library("tesserocr", language, f"{data}/"), pixels, dpi, uniform, ends)
        except processes.MissingError as error:
            raise program.not_installed(f"tesserocr finds no data for {language}") from error


def tesserocr_version() -> str:
    """Of the library that tesserocr brings. Raises NotInstalledError where it is missing."""
    try:
        version("tesserocr")
    except PackageNotFoundError as error:
        raise NotInstalledError("tesserocr is not installed", hint=f"install it: {INSTALL}") from error
    import tesserocr

    return str(tesserocr.tesseract_version()).split()[1]


def _read(image: PageImage, options: OcrOptions, reading: Reading) -> Page:
    """The page by a reading of tables, all of which share the time of the page."""
    ends = time.monotonic() + options.page_timeout

    def words(pixels: Pixels, dpi: int, *, uniform: bool = False) -> list[list[Word]]:
        try:
            return tsv.parse(reading(pixels, min(max(dpi, 70), 600), uniform, ends))
        except TimeoutError as error:
            raise PageTimeoutError(
                f"{options.engine} did not finish the page within {options.page_timeout:g} seconds",
                hint="give it more time, or look whether the page is a photograph",
            ) from error

    return page.read_page(image, words, options)
