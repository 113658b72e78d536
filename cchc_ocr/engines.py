"""The engines to choose from: the tesseract program, and its library kept ready (the extra ``fast``)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from importlib.metadata import PackageNotFoundError, version
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from cchc_ocr import ocr, recogniser
from cchc_ocr.document import Page, Word
from cchc_ocr.errors import KilledError, NotInstalledError, PageTimeoutError, UnreadableError
from cchc_ocr.images import PageImage
from cchc_ocr.ocr import Engine, OcrOptions, TesseractEngine

if TYPE_CHECKING:
    from cchc_ocr.images import Pixels

INSTALL = "pip install 'cchc-ocr[fast]'"
_HEAD = "level page_num block_num par_num line_num word_num left top width height conf text".replace(" ", "\t")
_idle: dict[int, SimpleQueue[_Helper]] = {}  # by our own process: after a fork, theirs are not ours


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
    """Tesseract as a library in a process that stays: its data are loaded once, none is started for a page.

    Safe to pickle and to use from several threads and processes. A page that is late or crashes the library
    costs that process alone; the next page gets a new one.
    """

    options: OcrOptions = field(default_factory=OcrOptions)

    @cached_property
    def name(self) -> str:
        return f"tesserocr {tesserocr_version()} {self.options.language}"

    def read(self, image: PageImage) -> Page:
        """The words of a page in reading order, boxes in pixels of the upright page."""
        ends = time.monotonic() + self.options.page_timeout
        return ocr.read_page(image, partial(self._words, ends), self.options)

    def _words(self, ends: float, pixels: Pixels, dpi: int, *, uniform: bool = False) -> list[list[Word]]:
        tesserocr_version()
        request = {
            "data": _data(),
            "language": self.options.language,
            "width": pixels.shape[1],
            "height": pixels.shape[0],
            "dpi": min(max(dpi, 70), 600),
            "uniform": uniform,
        }
        try:
            with _helper() as helper:
                answer = helper.ask(request, pixels.tobytes(), ocr.left_until(ends))
        except TimeoutError as error:
            raise PageTimeoutError(
                f"tesserocr did not finish the page within {self.options.page_timeout:g} seconds",
                hint="give it more time, or look whether the page is a photograph",
            ) from error
        if "no_data" in answer:
            raise ocr.not_installed(f"tesserocr finds no data for {self.options.language}")
        if "error" in answer:
            raise UnreadableError(
                f"tesserocr failed on the page: {answer['error']}", hint="try --engine tesseract"
            )
        return ocr.parse_tsv(f"{_HEAD}\n{answer['table']}")


@contextmanager
def _helper() -> Iterator[_Helper]:
    """A process for one page: one that is idle, else a new one; after an error it is ended."""
    idle = _idle.setdefault(os.getpid(), SimpleQueue())
    try:
        helper = idle.get_nowait()
    except Empty:
        helper = _Helper()
    try:
        yield helper
        idle.put(helper)
    except BaseException:
        helper.end()
        raise


class _Helper:
    """A process of ``recogniser``. It ends by itself when this one does, for then its input ends."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", recogniser.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # the library talks of every empty page
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # pages are read side by side, not parts of a page
        )

    def ask(self, request: dict[str, Any], pixels: bytes, limit: float) -> dict[str, str]:
        """Its answer. Raises TimeoutError after ``limit`` seconds, UnreadableError where it crashes."""
        assert self._process.stdin and self._process.stdout
        began = time.monotonic()
        timer = threading.Timer(limit, self._process.kill)
        timer.start()
        try:
            with suppress(BrokenPipeError):
                self._process.stdin.write(json.dumps(request).encode() + b"\n" + pixels)
                self._process.stdin.flush()
            answer = self._process.stdout.readline()
        finally:
            timer.cancel()
        if answer:
            return dict(json.loads(answer))
        if time.monotonic() - began < limit:
            raise KilledError("tesserocr crashed on the page", hint="try --engine tesseract")
        raise TimeoutError

    def end(self) -> None:
        """Kill it and take back what it holds."""
        self._process.kill()
        with suppress(BrokenPipeError):  # of pixels that were on their way
            self._process.communicate()


def _data() -> str:
    """The folder of tesseract's data: what the environment names, else that of the installed program."""
    return f"{os.environ.get('TESSDATA_PREFIX') or _data_of_program()}/"


@cache
def _data_of_program() -> str:
    try:
        done = subprocess.run(
            ["tesseract", "--list-langs"], capture_output=True, text=True, timeout=30, check=False
        )
    except FileNotFoundError as error:
        raise ocr.not_installed("tesseract's data are not installed") from error
    first = (done.stdout or done.stderr).partition("\n")[0]
    return first.partition('"')[2].partition('"')[0].rstrip("/")
