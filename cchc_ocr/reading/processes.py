"""Manages helper processes (``server``): each keeps a library of tesseract loaded for many pictures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, NamedTuple

from cchc_ocr.errors import KilledError, UnreadableError
from cchc_ocr.reading import server
from cchc_ocr.system import heap, settings

if TYPE_CHECKING:
    from cchc_ocr.picture.pixels import Pixels


class HeldLibrary(NamedTuple):
    """What a helper holds: a library for a language, whose data lie in the folder ``data``.

    ``name`` is "tesserocr", or "tesseract" for that which the ``program`` of this ``version`` is linked with.
    """

    name: str
    language: str
    data: str
    version: str = ""
    program: str = ""


class NotLoadedError(KilledError):
    """The helper did not start, or ended before it had loaded its library."""


class MissingError(NotLoadedError):
    """The library, of that version, or its data are not there."""


_idle: dict[tuple[int, HeldLibrary], SimpleQueue[_Helper]] = {}  # by our own process: others' are not ours to ask
_LOOK_AGAIN = 60  # seconds: what is missing is not looked for on every page, but may be installed in the meantime
_missing: dict[HeldLibrary, tuple[float, str]] = {}  # since when, and why


def table_of_words(library: HeldLibrary, pixels: Pixels, dpi: int, uniform: bool, ends: float) -> str:
    """The library's table of the words of a grey picture.

    Raises TimeoutError when the monotonic clock is past ``ends``, KilledError where the helper crashes or is
    killed (NotLoadedError and MissingError where it is before it reads), UnreadableError where it fails.
    """
    with _helper(library, ends) as helper:
        return helper.table_of_words(pixels, dpi, uniform, ends)


def look(library: HeldLibrary, ends: float) -> None:
    """Load the library, if none is ready. Raises as ``table_of_words`` does."""
    with _helper(library, ends):
        pass


@contextmanager
def _helper(library: HeldLibrary, ends: float) -> Iterator[_Helper]:
    """A process for one picture: one that is idle, else a new one; after an error it is ended."""
    since, why = _missing.get(library, (0.0, ""))
    if why and time.monotonic() - since < _LOOK_AGAIN:
        raise MissingError(why)
    idle = _idle.setdefault((os.getpid(), library), SimpleQueue())
    helper = _alive(idle) or _Helper(library)
    try:
        helper.load(ends)
        yield helper
        idle.put(helper)
    except BaseException as error:
        helper.end()
        if isinstance(error, MissingError):
            _missing[library] = (time.monotonic(), error.message)
        raise


def _alive(idle: SimpleQueue[_Helper]) -> _Helper | None:
    """An idle helper that nobody has killed in the meantime."""
    with suppress(Empty):
        while True:
            helper = idle.get_nowait()
            if helper.is_alive():
                return helper
            helper.end()
    return None


class _Helper:
    """A process of ``server``. It ends by itself when this one does, for then its input ends."""

    def __init__(self, library: HeldLibrary) -> None:
        self._name = library.name
        self._loaded = False
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", server.__file__, json.dumps(library._asdict())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # the library talks of every empty page
                env=settings.with_one_thread(),
            )
        except OSError as error:
            raise NotLoadedError(f"{library.name} did not start: {error.strerror}") from error

    def load(self, ends: float) -> None:
        """Wait until it has loaded its library."""
        if self._loaded:
            return
        try:
            answer = self._answer(ends)
        except KilledError as error:
            raise NotLoadedError(error.message, hint=error.hint) from error
        if "missing" in answer:
            raise MissingError(answer["missing"])
        self._loaded = True

    def table_of_words(self, pixels: Pixels, dpi: int, uniform: bool, ends: float) -> str:
        """Its table of the words of a picture."""
        height, width = pixels.shape
        limit = max(ends - time.monotonic(), 0.0)
        request = {"width": width, "height": height, "dpi": dpi, "uniform": uniform, "limit": limit}
        answer = self._answer(ends, json.dumps(request).encode() + b"\n", pixels.ravel().data)
        if "error" in answer:
            raise UnreadableError(
                f"{self._name} failed on the page: {answer['error']}", hint="see whether the picture opens"
            )
        return answer["table"]

    def _answer(self, ends: float, *message: bytes | memoryview) -> dict[str, str]:
        assert self._process.stdin and self._process.stdout
        timer = threading.Timer(ends - time.monotonic(), self._process.kill)
        timer.start()
        try:
            with suppress(BrokenPipeError):
                self._process.stdin.writelines(message)
                self._process.stdin.flush()
            heap.give_back()  # the library needs some while this process waits
            line = self._process.stdout.readline()
        finally:
            timer.cancel()
        if line.endswith(b"\n"):
            return dict(json.loads(line))
        if time.monotonic() < ends:
            raise KilledError(f"{self._name} crashed or was killed", hint="raise --memory")
        raise TimeoutError

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        """Kill it and take back what it holds."""
        self._process.kill()
        with suppress(BrokenPipeError):  # of pixels that were on their way
            self._process.communicate()
