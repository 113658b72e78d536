"""What is installed, what is missing, and the command that installs it on this system."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version

from cchc_ocr import lexicon
from cchc_ocr.errors import CchcError
from cchc_ocr.reading import engines, program
from cchc_ocr.repair import Repairer, RepairOptions


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the program needs: what was found, and if it is not right, what mends it."""

    name: str
    found: str
    ok: bool = True
    remedy: str = ""


def examine(repair: RepairOptions) -> Iterator[Finding]:
    """Everything the program needs, with the dictionaries and the model that ``repair`` names."""
    yield Finding("Python", ".".join(map(str, sys.version_info[:3])))
    yield from map(_package, _required())
    yield _optional("OCRmyPDF, for --pdf", "ocrmypdf", "pip install 'cchc-ocr[pdf]'")
    yield _optional("tesserocr, for --engine", "tesserocr", "pip install 'cchc-ocr[fast]'")
    yield _checked("tesseract, with Vietnamese data", engines.TesseractEngine().way, program.install_command())
    yield _checked("dictionaries", lambda: _dictionaries(repair), "pip install --force-reinstall cchc-ocr")
    yield _checked("repair of text", lambda: _repair(repair), "pip install --force-reinstall cchc-ocr")


def _required() -> list[str]:
    """Names of the packages that this one is installed with (not those for working on it)."""
    try:
        needed = requires("cchc-ocr") or []
    except PackageNotFoundError:
        return []
    return sorted(line.split(">")[0].strip() for line in needed if "extra ==" not in line)


def _optional(what: str, name: str, remedy: str) -> Finding:
    """A part that only some options need: what is missing is said, and nothing is wrong."""
    try:
        return Finding(what, version(name))
    except PackageNotFoundError:
        return Finding(what, f"not installed; if you want it: {remedy}")


def _package(name: str) -> Finding:
    return _checked(name, lambda: version(name), f"pip install {name}")


def _checked(name: str, look: Callable[[], str], remedy: str) -> Finding:
    try:
        return Finding(name, look())
    except PackageNotFoundError:
        return Finding(name, "missing", ok=False, remedy=remedy)
    except CchcError as error:
        return Finding(name, error.message, ok=False, remedy=remedy)


def _dictionaries(repair: RepairOptions) -> str:
    words = lexicon.load(repair.dictionaries)
    return f"{len(words.syllables):,} syllables, {len(words.phrases):,} phrases"


def _repair(repair: RepairOptions) -> str:
    """Loads what repair needs, and tries it."""
    return Repairer.load(repair).repair_text(["cai cach hanh chinh"]).lines[0]
