"""Tesseract as it is installed: its library, in a process that stays, else the program."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from cchc_ocr import lexicon
from cchc_ocr.document import Page
from cchc_ocr.picture.pixels import PageImage, Pixels
from cchc_ocr.reading import processes, program
from cchc_ocr.reading.engine import OcrOptions
from cchc_ocr.reading.line_reader import readings_made
from cchc_ocr.reading.page import read_within_its_time
from cchc_ocr.reading.processes import HeldLibrary
from cchc_ocr.system import settings
from cchc_ocr.translation import gettext_noop as N_


@dataclass(frozen=True)
class TesseractEngine:
    """Tesseract as it is installed: its library, in a process that stays, else the program, started for a reading.

    Both give the same words. Safe to pickle and to use from several threads and processes. A page that takes too
    long or crashes the library ends only its process; the next page gets a new one.
    """

    options: OcrOptions = field(default_factory=OcrOptions)
    dictionaries: Path | None = None

    @cached_property
    def name(self) -> str:
        """Name and version, which readings are made, and the language."""
        version = program.installed(self.options.language).version
        return f"tesseract {version}{readings_made(self.options)} {self.options.language}"

    def read(self, image: PageImage) -> Page:
        """The words of a page in reading order, boxes in pixels of the upright page."""
        return read_within_its_time(image, self._table, self.options, lexicon.load(self.dictionaries).syllables)

    def way(self) -> str:
        """The version, and whether the library or the program reads.

        Raises NotInstalledError where neither does.
        """
        try:
            processes.look(self._library(), time.monotonic() + self.options.page_timeout)
        except (processes.NotLoadedError, TimeoutError):
            return N_(f"{self._version}, by the program, started for every reading")
        return N_(f"{self._version}, by its library, loaded once")

    @property
    def _version(self) -> str:
        return program.installed(self.options.language).version

    @staticmethod
    def install_command() -> str:
        """What installs the program and its Vietnamese data."""
        return program.install_command()

    def _table(self, pixels: Pixels, dpi: int, uniform: bool, ends: float) -> str:
        try:
            return processes.table_of_words(self._library(), pixels, dpi, uniform, ends)
        except processes.NotLoadedError:
            return program.table_of_words(self.options.language, pixels, dpi, uniform, ends)

    def _library(self) -> HeldLibrary:
        """The library of the installed program.

        Where the program names no folder of its data, the library gets none either.
        """
        path, number, data = program.installed(self.options.language)
        if not data or settings.reads_by_program():
            raise processes.MissingError("CCHC_OCR_TESSERACT asks for the program")
        return HeldLibrary("tesseract", self.options.language, data, number, path)
