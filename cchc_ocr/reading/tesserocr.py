"""The library that tesserocr brings (the extra ``fast``): another build of tesseract, without its program."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from cchc_ocr import lexicon
from cchc_ocr.document import Page
from cchc_ocr.errors import NotInstalledError, install_command, install_hint
from cchc_ocr.picture.pixels import PageImage, Pixels
from cchc_ocr.reading import processes, program
from cchc_ocr.reading.engine import OcrOptions
from cchc_ocr.reading.line_reader import readings_made
from cchc_ocr.reading.page import read_within_its_time
from cchc_ocr.reading.processes import HeldLibrary
from cchc_ocr.system import settings
from cchc_ocr.translation import gettext_noop as N_


@dataclass(frozen=True)
class TesserocrEngine:
    """The library that tesserocr brings, another build of tesseract, in a process that stays as well."""

    options: OcrOptions = field(default_factory=lambda: OcrOptions(engine="tesserocr"))
    dictionaries: Path | None = None

    @cached_property
    def name(self) -> str:
        """Name and version, which readings are made, and the language."""
        return f"tesserocr {library_version()}{readings_made(self.options)} {self.options.language}"

    def read(self, image: PageImage) -> Page:
        """The words of a page in reading order, boxes in pixels of the upright page."""
        return read_within_its_time(image, self._table, self.options, lexicon.load(self.dictionaries).syllables)

    def way(self) -> str:
        """The version of the library. Raises NotInstalledError where it is missing."""
        return library_version()

    @staticmethod
    def install_command() -> str:
        """What installs it."""
        return install_command("fast")

    def _table(self, pixels: Pixels, dpi: int, uniform: bool, ends: float) -> str:
        library_version()
        language = self.options.language
        data = settings.tesseract_data() or program.installed(language).data
        try:
            return processes.table_of_words(
                HeldLibrary("tesserocr", language, f"{data}/"), pixels, dpi, uniform, ends
            )
        except processes.MissingError as error:
            raise program.not_installed(N_(f"tesserocr finds no data for {language}")) from error


def library_version() -> str:
    """The version of tesseract that the wheel of tesserocr contains.

    Raises NotInstalledError where it is missing.
    """
    try:
        version("tesserocr")
    except PackageNotFoundError as error:
        raise NotInstalledError("tesserocr is not installed", hint=install_hint("fast")) from error
    import tesserocr

    return str(tesserocr.tesseract_version()).split()[1]
