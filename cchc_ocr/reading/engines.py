"""The engines to choose from, in one table: a new one is an entry here, and a class in a module of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from cchc_ocr.errors import UsageError
from cchc_ocr.reading.engine import Engine, OcrOptions
from cchc_ocr.translation import gettext_noop as N_


class InstalledEngine(Engine, Protocol):
    """An engine of this machine, made of the options and of the folder of the user's own dictionaries."""

    def __init__(self, options: OcrOptions, dictionaries: Path | None = None) -> None: ...

    def way(self) -> str:
        """The version and how the engine is run, for the user. Raises NotInstalledError where it is missing."""
        ...

    @staticmethod
    def install_command() -> str:
        """The command that installs the engine on this machine."""
        ...


@dataclass(frozen=True, slots=True)
class EngineEntry:
    """One engine: its class, as ``module:name``, and the title that ``doctor`` gives it.

    The class is imported only when the engine is made, because it needs opencv and numpy.
    """

    class_name: str
    title: str

    def load(self) -> type[InstalledEngine]:
        """Import the class of the engine."""
        module, _, name = self.class_name.partition(":")
        found: type[InstalledEngine] = getattr(import_module(module), name)
        return found


ENGINES: Mapping[str, EngineEntry] = {
    "tesseract": EngineEntry("cchc_ocr.reading.tesseract:TesseractEngine", N_("tesseract, with Vietnamese data")),
    "tesserocr": EngineEntry("cchc_ocr.reading.tesserocr:TesserocrEngine", N_("tesserocr, for --engine")),
}


def engine(options: OcrOptions | None = None, dictionaries: Path | None = None) -> InstalledEngine:
    """Make the engine that the options name; it also knows the words of the user's ``dictionaries``.

    Raises UsageError for a name that is not in the table.
    """
    options = options or OcrOptions()
    if options.engine not in ENGINES:
        raise UsageError(f"no engine is named {options.engine!r}", hint=f"choose one of {', '.join(ENGINES)}")
    return ENGINES[options.engine].load()(options, dictionaries)
