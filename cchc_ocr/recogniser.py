"""The program that holds tesseract's library for ``engines``: pictures on stdin, tables of words on stdout.

A process of its own, for nothing else can end a library that hangs, or outlives one that crashes. It is run as
a file, so that the package is not imported a second time; messages are lines of JSON, pixels bytes after them.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import IO, Any


def main() -> None:
    """Answer every request, a dict and its pixels, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Python's own answer would wait for the library
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # whatever the library prints is no answer
    libraries: dict[tuple[str, str], Any] = {}
    requests: IO[bytes] = sys.stdin.buffer
    while line := requests.readline():
        request = json.loads(line)
        pixels = requests.read(request["width"] * request["height"])
        print(json.dumps(_answer(request, pixels, libraries)), file=answers, flush=True)


def _answer(request: dict[str, Any], pixels: bytes, libraries: dict[tuple[str, str], Any]) -> dict[str, str]:
    """``table``: words in tesseract's TSV; ``no_data``, ``error``: what was wrong."""
    import tesserocr

    try:
        library = _library(request["data"], request["language"], libraries)
    except RuntimeError as error:
        return {"no_data": str(error)}
    library.SetPageSegMode(tesserocr.PSM.SINGLE_BLOCK if request["uniform"] else tesserocr.PSM.AUTO)
    library.SetImageBytes(pixels, request["width"], request["height"], 1, request["width"])
    library.SetSourceResolution(request["dpi"])
    try:
        return {"table": library.GetTSVText(0)} if library.Recognize() else {"error": "nothing was recognised"}
    except RuntimeError as error:
        return {"error": str(error)}
    finally:
        library.Clear()


def _library(data: str, language: str, libraries: dict[tuple[str, str], Any]) -> Any:
    import tesserocr

    if (data, language) not in libraries:
        libraries[data, language] = tesserocr.PyTessBaseAPI(path=data, lang=language)
    return libraries[data, language]


if __name__ == "__main__":
    main()
