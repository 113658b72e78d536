"""The program that holds a library of tesseract for ``processes``: pictures on stdin, tables of words on stdout.

It is a separate process, because only a process can be ended when its library hangs, and only so does the program
survive a crash of the library. It is run as a file, so that the package is not imported a second time; messages
are lines of JSON, pixels bytes after them.
"""

from __future__ import annotations

import ctypes
import faulthandler
import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

_HEAD = "level page_num block_num par_num line_num word_num left top width height conf text".replace(" ", "\t")
_AUTO, _SINGLE_BLOCK = 3, 6  # modes of tesseract: a page; one block of text
_LENIENCE = 5  # seconds after which this process ends itself, should there be nobody left to end it


class Library(Protocol):
    """Tesseract for one language. Loading it raises LookupError where it or its data are missing."""

    def table(self, pixels: bytes, width: int, height: int, dpi: int, mode: int) -> str:
        """Words as rows of tesseract's TSV. Raises RuntimeError where it fails."""
        ...


class LinkedLibrary:
    """The library of the installed program, by its C interface."""

    def __init__(self, language: str, data: str, version: str, program: str) -> None:
        self._c = _linked_with(program, version)
        self._c.TessBaseAPICreate.restype = self._c.TessBaseAPIGetTsvText.restype = ctypes.c_void_p
        self._api = ctypes.c_void_p(self._c.TessBaseAPICreate())
        if self._c.TessBaseAPIInit3(self._api, os.fsencode(data), language.encode()):
            raise LookupError(f"no data for {language}")

    def table(self, pixels: bytes, width: int, height: int, dpi: int, mode: int) -> str:
        self._c.TessBaseAPISetPageSegMode(self._api, mode)
        self._c.TessBaseAPISetImage(self._api, pixels, width, height, 1, width)
        self._c.TessBaseAPISetSourceResolution(self._api, dpi)
        try:
            if self._c.TessBaseAPIRecognize(self._api, None):
                raise RuntimeError("nothing was recognised")
            text = ctypes.c_void_p(self._c.TessBaseAPIGetTsvText(self._api, 0))
            try:
                return ctypes.string_at(text).decode()
            finally:
                self._c.TessDeleteText(text)
        finally:
            self._c.TessBaseAPIClear(self._api)


def _linked_with(program: str, version: str) -> ctypes.CDLL:
    """The library beside the program, or that of the system, of the program's version."""
    for path in _candidates(Path(program).resolve().parent):
        try:
            library = ctypes.CDLL(path)
            library.TessVersion.restype = ctypes.c_char_p
            if library.TessVersion().decode().lstrip("v") == version:
                return library
        except (OSError, AttributeError):  # not a library, or another one
            continue
    raise LookupError(f"no library of tesseract {version}")


def _candidates(folder: Path) -> Iterator[str]:
    """Windows has it in the folder of the program, Homebrew and Conda in that of their libraries."""
    for place in (folder, folder.parent / "lib"):
        yield from map(str, sorted(place.glob("libtesseract*")))
    yield "libtesseract.so.5"


class TesserocrLibrary:
    """The library that tesserocr brings."""

    def __init__(self, language: str, data: str, **_: str) -> None:
        import tesserocr

        try:
            self._api: Any = tesserocr.PyTessBaseAPI(path=data, lang=language)
        except RuntimeError as error:
            raise LookupError(f"no data for {language}") from error

    def table(self, pixels: bytes, width: int, height: int, dpi: int, mode: int) -> str:
        self._api.SetPageSegMode(mode)
        self._api.SetImageBytes(pixels, width, height, 1, width)
        self._api.SetSourceResolution(dpi)
        try:
            if not self._api.Recognize():
                raise RuntimeError("nothing was recognised")
            return str(self._api.GetTSVText(0))
        finally:
            self._api.Clear()


_LIBRARIES = {"tesseract": LinkedLibrary, "tesserocr": TesserocrLibrary}


def main() -> None:
    """Say whether the library is loaded; then answer every request, a dict and its pixels."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Python's own answer would wait for the library
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # whatever the library prints is no answer
    asked = json.loads(sys.argv[1])
    try:
        library: Library = _LIBRARIES[asked.pop("name")](**asked)
    except LookupError as error:
        print(json.dumps({"missing": str(error)}), file=answers, flush=True)
        return
    print(json.dumps({"loaded": ""}), file=answers, flush=True)
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        pixels = sys.stdin.buffer.read(request["width"] * request["height"])
        _end_after(request["limit"] + _LENIENCE)
        print(json.dumps(_answer(library, request, pixels)), file=answers, flush=True)
        _end_after(0)
        del pixels
        _give_back_memory()


def _answer(library: Library, request: dict[str, Any], pixels: bytes) -> dict[str, str]:
    """``table``: words in tesseract's TSV; ``error``: what was wrong."""
    width, height = request["width"], request["height"]
    if not pixels or len(pixels) < width * height:  # the library would look for the rest
        return {"error": f"a picture of {width} x {height} pixels has {len(pixels)}"}
    mode = _SINGLE_BLOCK if request["uniform"] else _AUTO
    try:
        return {"table": f"{_HEAD}\n{library.table(pixels, width, height, request['dpi'], mode)}"}
    except (RuntimeError, UnicodeDecodeError) as error:
        return {"error": f"{width} x {height} pixels: {error}"}


def _end_after(seconds: float) -> None:
    """Have a thread that needs no Python end this process then, whatever it is doing; 0: not any more."""
    if seconds:
        faulthandler.dump_traceback_later(seconds, exit=True)
    else:
        faulthandler.cancel_dump_traceback_later()


def _give_back_memory() -> None:
    """Return to the system what the picture took: the next one is prepared in the process beside this one."""
    if sys.platform == "linux" and hasattr(library := ctypes.CDLL(None), "malloc_trim"):
        library.malloc_trim(0)


if __name__ == "__main__":
    main()
