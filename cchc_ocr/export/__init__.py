"""Writes records as files for spreadsheets, scripts and archives.

Comes in: records, read from files of ``run`` and ``extract`` (``load``). Goes out: files in a format of
``formats`` (``write``). May import the rooms below; it knows neither ``cli`` nor ``evaluation``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cchc_ocr.export.blanking import without_personal
    from cchc_ocr.export.choosing import Choice, chosen
    from cchc_ocr.export.formats import ExportOptions
    from cchc_ocr.export.found import Found, FoundRecords
    from cchc_ocr.export.lines import jsonl
    from cchc_ocr.export.linking import linked
    from cchc_ocr.export.sources import load, record_files
    from cchc_ocr.export.writing import Exported, pieces, see_that_it_suits, write

__all__ = [
    "Choice",
    "ExportOptions",
    "Exported",
    "Found",
    "FoundRecords",
    "chosen",
    "jsonl",
    "linked",
    "load",
    "pieces",
    "record_files",
    "see_that_it_suits",
    "without_personal",
    "write",
]

_HOMES = {
    "ExportOptions": "formats",
    "jsonl": "lines",
    "linked": "linking",
    "without_personal": "blanking",
    **dict.fromkeys(("Choice", "chosen"), "choosing"),
    **dict.fromkeys(("Found", "FoundRecords"), "found"),
    **dict.fromkeys(("load", "record_files"), "sources"),
    **dict.fromkeys(("Exported", "pieces", "see_that_it_suits", "write"), "writing"),
}


def __getattr__(name: str) -> Any:
    """The names above, imported when they are used: ``--help`` reads only the table of formats."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
