"""The engines to choose from: the tesseract program, and its library in this process (the extra ``fast``)."""

from __future__ import annotations

import os
import subprocess
import threading
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_ocr import ocr
from cchc_ocr.document import Page, Word
from cchc_ocr.errors import NotInstalledError, PageTimeoutError, UnreadableError
from cchc_ocr.images import PageImage
from cchc_ocr.ocr import Engine, OcrOptions, TesseractEngine

if TYPE_CHECKING:
    from cchc_ocr.images import Pixels

INSTALL = "pip install 'cchc-ocr[fast]'"
_HEAD = "level page_num block_num par_num line_num word_num left top width height conf text".replace(" ", "\t")
_loaded = threading.local()  # recognition data of this thread: an instance must not be shared by several


def engine(options: OcrOptions | None = None) -> Engine:
    """The engine that the options name."""
    options = options or OcrOptions()
    return TesserocrEngine(options) if options.engine == "tesserocr" else TesseractEngine(options)


def tesserocr_version() -> str:
    """Of the library that tesserocr brings. Raises NotInstalledError where it is missing."""
    try:
        version("tesserocr")
    except PackageNotFoundError as error:
        raise NotInstalledError("tesserocr is not installed", hint=f"install it: {INSTALL}") from error
    import tesserocr

    return str(tesserocr.tesseract_version()).split()[1]


@dataclass(frozen=True)
class TesserocrEngine:
    """Tesseract as a library: its data are loaded once per thread, and no process is started for a page.

    Safe to pickle and to use from several threads and processes. The time limit holds while words are
    recognised; before that, while the layout is analysed, only ``run`` can end a page, by ending its process.
    """

    options: OcrOptions = field(default_factory=OcrOptions)

    @cached_property
    def name(self) -> str:
        return f"tesserocr {tesserocr_version()} {self.options.language}"

    def read(self, image: PageImage) -> Page:
        """The words of a page in reading order, boxes in pixels of the upright page."""
        return ocr.read_page(image, self._words, clean=self.options.clean)

    def _words(self, pixels: Pixels, dpi: int, *, uniform: bool = False) -> list[list[Word]]:
        import tesserocr

        height, width = pixels.shape
        library = _library(self.options.language)
        library.SetPageSegMode(tesserocr.PSM.SINGLE_BLOCK if uniform else tesserocr.PSM.AUTO)
        library.SetImageBytes(pixels.tobytes(), width, height, 1, width)
        library.SetSourceResolution(min(max(dpi, 70), 600))
        try:
            if not library.Recognize(max(round(self.options.page_timeout * 1000), 1)):
                raise PageTimeoutError(
                    f"tesserocr did not finish the page within {self.options.page_timeout:g} seconds",
                    hint="give it more time, or look whether the page is a photograph",
                )
            return ocr.parse_tsv(f"{_HEAD}\n{library.GetTSVText(0)}")
        except RuntimeError as error:
            raise UnreadableError(
                f"tesserocr failed on the page: {error}", hint="try --engine tesseract"
            ) from error
        finally:
            library.Clear()


def _library(language: str) -> Any:
    """The library with its data, loaded on first use. Raises NotInstalledError where either is missing."""
    tesserocr_version()
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # pages are read side by side, not parts of a page
    loaded = _loaded.__dict__.setdefault("by_language", {})
    if language not in loaded:
        import tesserocr

        try:
            loaded[language] = tesserocr.PyTessBaseAPI(path=f"{_data()}/", lang=language)
        except RuntimeError as error:
            raise ocr.not_installed(f"tesserocr finds no data for {language}") from error
    return loaded[language]


def _data() -> Path:
    """The folder of tesseract's data: what the environment names, else that of the installed program."""
    if named := os.environ.get("TESSDATA_PREFIX"):
        return Path(named)
    try:
        done = subprocess.run(
            ["tesseract", "--list-langs"], capture_output=True, text=True, timeout=30, check=False
        )
    except FileNotFoundError as error:
        raise ocr.not_installed("tesseract's data are not installed") from error
    first = (done.stdout or done.stderr).partition("\n")[0]
    return Path(first.partition('"')[2].partition('"')[0])
