"""Finds the documents in a stack: a file into which several were scanned, or bound, one after another.

Comes in: the pages of a file as they were read, before repair. Goes out: the part of it that each document is,
with its annexes, how surely it begins there, and why (``find_stack``). ``signs`` says what a page shows of where a
document begins and ends, ``parts`` weighs these signs, ``telling`` writes what came of it into a record. It may
import ``layout`` and what lies below.
"""

from cchc_ocr.stacks.parts import Annex, DocumentPart, Stack, find_stack
from cchc_ocr.stacks.signs import annex_titles
from cchc_ocr.stacks.telling import with_stack

__all__ = ["Annex", "DocumentPart", "Stack", "annex_titles", "find_stack", "with_stack"]
