"""What is installed, what is missing, and the command that installs it on this system."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, requires, version

from cchc_ocr import lexicon
from cchc_ocr.errors import CchcError, NotInstalledError, install_command
from cchc_ocr.reading.engine import DEFAULT, OcrOptions
from cchc_ocr.reading.engines import ENGINES, EngineEntry, engine
from cchc_ocr.repair import Repairer, RepairOptions
from cchc_ocr.translation import gettext_noop as N_

_NAME = re.compile(r"[\w.-]+")  # of a package, before the versions that will do
_NOT_WANTED = N_("not installed; if you want it: {command}")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that the program needs: what was found and, if that is bad, what installs or repairs it."""

    name: str
    found: str
    ok: bool = True
    remedy: str = ""


def examine(repair: RepairOptions) -> Iterator[Requirement]:
    """Everything the program needs, with the dictionaries and the model that ``repair`` names."""
    yield Requirement("Python", ".".join(map(str, sys.version_info[:3])))
    yield from (_checked(name, partial(version, name), f"pip install {name}") for name in _required())
    yield _optional(N_("OCRmyPDF, for --pdf"), "ocrmypdf", install_command("pdf"))
    yield _optional(N_("matplotlib, for report"), "matplotlib", install_command("report"))
    yield from (_engine(name, entry) for name, entry in ENGINES.items())
    yield _optional(N_("line reader, which reads each line, too"), "onnxruntime", install_command("reader"))
    yield _checked(N_("dictionaries"), partial(_dictionaries, repair), "pip install --force-reinstall cchc-ocr")
    yield _checked(N_("repair of text"), partial(_repair, repair), "pip install --force-reinstall cchc-ocr")


def _required() -> list[str]:
    """Names of the packages that this one is installed with (not those for working on it)."""
    try:
        needed = requires("cchc-ocr") or []
    except PackageNotFoundError:
        return []
    return sorted(match[0] for line in needed if "extra ==" not in line and (match := _NAME.match(line)))


def _optional(what: str, name: str, remedy: str) -> Requirement:
    """A package that only some options need: if it is missing, doctor says so but still ends with exit code 0."""
    try:
        return Requirement(what, version(name))
    except PackageNotFoundError:
        return Requirement(what, _NOT_WANTED.format(command=remedy))


def _engine(name: str, entry: EngineEntry) -> Requirement:
    """The default engine must be there; others need not be."""
    way, remedy = engine(OcrOptions(engine=name)).way, entry.load().install_command()
    if name == DEFAULT:
        return _checked(entry.title, way, remedy)
    try:
        return Requirement(entry.title, way())
    except NotInstalledError:
        return Requirement(entry.title, _NOT_WANTED.format(command=remedy))


def _checked(name: str, look: Callable[[], str], remedy: str) -> Requirement:
    try:
        return Requirement(name, look())
    except PackageNotFoundError:
        return Requirement(name, N_("missing"), ok=False, remedy=remedy)
    except CchcError as error:
        return Requirement(name, error.message, ok=False, remedy=remedy)


def _dictionaries(repair: RepairOptions) -> str:
    words = lexicon.load(repair.dictionaries)
    return N_(f"{len(words.syllables):,} syllables, {len(words.phrases):,} phrases")


def _repair(repair: RepairOptions) -> str:
    """Loads what repair needs, and tries it."""
    return Repairer.load(repair).repair_text(["cai cach hanh chinh"]).lines[0]
