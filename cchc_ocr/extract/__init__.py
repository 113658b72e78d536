"""What a document says: from repaired pages to a record of values, each with its evidence.

Comes in: the pages of one document, their lines in reading order, as repair left them. Goes out: its ``Record``,
with what does not add up and what a person has to look at. ``extractor`` tells the story; it asks ``head`` for
head and foot, ``cited`` for what is cited, ``results`` and ``tables`` for figures and ``checks`` for what does not
fit; all of them know the ``forms`` in which names, dates and numbers are written, and the ``text`` they stand in.
It may import ``layout`` and what lies below.
"""

from cchc_ocr.extract.extractor import ExtractOptions, Extractor, extract

__all__ = ["ExtractOptions", "Extractor", "extract"]
