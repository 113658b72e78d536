"""Reads scanned Vietnamese administrative reports: it gives the repaired text and a validated record of each.

>>> from cchc_ocr import digitise  # doctest: +SKIP
>>> digitise("bao-cao.pdf").record.document.number_symbol  # doctest: +SKIP
'15/BC-SNV'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cchc_ocr.version import __version__

if TYPE_CHECKING:
    from cchc_ocr.errors import CchcError
    from cchc_ocr.frames import results_of
    from cchc_ocr.pipeline import Digitised, Options, Progress, digitise, digitise_each
    from cchc_ocr.records import Record

__all__ = [
    "CchcError",
    "Digitised",
    "Options",
    "Progress",
    "Record",
    "__version__",
    "digitise",
    "digitise_each",
    "results_of",
]

_HOMES = {
    **{"CchcError": "errors", "Record": "records", "results_of": "frames"},
    **dict.fromkeys(("Digitised", "Options", "Progress", "digitise", "digitise_each"), "pipeline"),
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``--help`` need not wait for opencv."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
