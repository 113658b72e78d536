"""Extracts the values of a record from repaired pages, each with its evidence.

Comes in: the pages of one document, their lines in reading order, as repair left them. Goes out: its ``Record``,
with the values that contradict each other, and those that a person has to look at. ``extractor`` begins; it asks
``head`` for head and foot, ``cited`` for what is cited, ``results`` and ``tables`` for figures, and ``checks`` for
contradictions. All of them use the ``forms`` in which names, dates and numbers are written, and the ``text`` that
they are part of. It may import ``layout`` and what lies below.

Other rooms import what stands in ``__all__``: the record as a whole, head and foot alone (``read_header``), what
these change in the lines of the pages (``head_changes``), a line of the account of figures, the name of the file
of the tagger's weights, the number that a cell of a table holds, what finds personal data in a text, and the name
that a dictionary has for a body (``body_name``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cchc_ocr.extract.options import ExtractOptions

if TYPE_CHECKING:
    from cchc_ocr.extract.extractor import Extractor, extract
    from cchc_ocr.extract.figures.account import AccountLine
    from cchc_ocr.extract.head.changes import head_changes
    from cchc_ocr.extract.head.header import Header, read_header
    from cchc_ocr.extract.personal.places import texts_of
    from cchc_ocr.extract.personal.rules import find_personal
    from cchc_ocr.extract.results.register import body_name
    from cchc_ocr.extract.tables.cells import number
    from cchc_ocr.extract.tagging.weights import WEIGHTS

__all__ = [
    "WEIGHTS",
    "AccountLine",
    "ExtractOptions",
    "Extractor",
    "Header",
    "body_name",
    "extract",
    "find_personal",
    "head_changes",
    "number",
    "read_header",
    "texts_of",
]

_HOMES = {
    **dict.fromkeys(("Extractor", "extract"), "extractor"),
    **{"AccountLine": "figures.account", "head_changes": "head.changes"},
    **dict.fromkeys(("Header", "read_header"), "head.header"),
    **{"texts_of": "personal.places", "find_personal": "personal.rules"},
    **{"body_name": "results.register", "number": "tables.cells", "WEIGHTS": "tagging.weights"},
}


def __getattr__(name: str) -> Any:
    """Import a name when it is first used: most commands need no rules, and those take a third of a second."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
