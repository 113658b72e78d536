"""Loads once what every worker process needs: libraries, dictionaries and the language model.

Workers are forked from the one process that imports this module. They start at once and share this memory, which
saves 70 MB and a second for each. `multiprocessing` preloads by importing a module, so this one does its work when
it is imported; nothing else imports it.
"""

from __future__ import annotations

import gc
import os
from contextlib import suppress

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a process that is forked should have one thread

import cv2
import pytesseract

from cchc_ocr import pipeline
from cchc_ocr.errors import CchcError
from cchc_ocr.files import pdf, pictures
from cchc_ocr.reading import page, program
from cchc_ocr.runs import batch

__all__ = ["batch", "page", "pdf", "pictures", "pytesseract"]

cv2.setNumThreads(1)  # pages are read side by side, not parts of a page
with suppress(CchcError):  # a worker says it to the user
    pipeline.repair((), pipeline.Options())
with suppress(CchcError):
    program.installed()
gc.freeze()  # the collector writes to what it looks at, and so would make every worker a copy of it
