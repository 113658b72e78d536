"""A plugin of OCRmyPDF that reads Vietnamese pages and repairs them: ``ocrmypdf --plugin cchc_ocr.ocrmypdf A B``.

OCRmyPDF hands over the picture of each page, in several processes or threads, and makes the PDF. Orientation and
skew are measured by tesseract, as OCRmyPDF does without the plugin; a page on its side is read all the same.
"""

from __future__ import annotations

import logging
import os
from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from ocrmypdf import OcrElement, OcrEngine, OcrOptions, hookimpl
from ocrmypdf.builtin_plugins.tesseract_ocr import TesseractOcrEngine
from ocrmypdf.exceptions import BadArgsError, ExitCodeException, MissingDependencyError
from pydantic import BaseModel

from cchc_ocr import pipeline, translation
from cchc_ocr.document import Page
from cchc_ocr.errors import CchcError, NotInstalledError, PageTimeoutError, UnreadableError
from cchc_ocr.files import pictures
from cchc_ocr.files.textlayer import words_of
from cchc_ocr.reading import engines, program
from cchc_ocr.reading.engine import Engine
from cchc_ocr.reading.engine import OcrOptions as ReadingOptions
from cchc_ocr.repair import AskedStrength, RepairOptions
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import translated
from cchc_ocr.version import __version__

LANGUAGE = "vie"
_MOST_PIXELS = 1 << 30  # of a picture: OCRmyPDF has its own limit, --max-image-mpixels
_UNHEEDED = ("config", "oem", "pagesegmode", "user_words", "user_patterns")  # options of tesseract
log = logging.getLogger("ocrmypdf.cchc_ocr")  # OCRmyPDF shows what its own loggers say


class PluginOptions(BaseModel):
    """The options of the plugin, of which OCRmyPDF gives us ``--cchc-NAME``: those of ``RepairOptions``."""

    strength: AskedStrength = "auto"
    tone_placement: Literal["new", "old"] | None = None
    dictionaries: str | None = None
    model: str | None = None


class VietnameseEngine(TesseractOcrEngine):
    """Reads a page as ``cchc-ocr ocr`` does; all else is as with tesseract."""

    @staticmethod
    def version() -> str:
        return __version__

    @staticmethod
    def creator_tag(options: OcrOptions) -> str:
        return f"cchc-ocr {__version__} + {TesseractOcrEngine()}"

    def __str__(self) -> str:
        return f"cchc-ocr {__version__}"

    @staticmethod
    def supports_generate_ocr() -> bool:
        return True

    @staticmethod
    def generate_ocr(input_file: Path, options: OcrOptions, page_number: int = 0) -> tuple[OcrElement, str]:
        """The repaired words of a page, in pixels of the picture, and its text; none where it cannot be read."""
        try:
            page = _read(input_file, options, page_number)
        except PageTimeoutError:
            log.warning(_("no text was added to the page: it takes longer than --tesseract-timeout allows"))
            page = Page(page_number + 1)
        except UnreadableError as error:
            log.error(_("no text was added to the page: {why}").format(why=_said(error)))
            page = Page(page_number + 1)
        except CchcError as error:
            raise _for_ocrmypdf(error) from error
        return words_of(page, input_file, page_number, upright=False), page.text

    @staticmethod
    def generate_hocr(input_file: Path, output_hocr: Path, output_text: Path, options: OcrOptions) -> None:
        raise _no_other_way()

    @staticmethod
    def generate_pdf(input_file: Path, output_pdf: Path, output_text: Path, options: OcrOptions) -> None:
        raise _no_other_way()


@hookimpl
def register_options() -> Mapping[str, type[BaseModel]]:
    return {"cchc": PluginOptions}


@hookimpl
def add_options(parser: ArgumentParser) -> None:
    """The options of repair; and Vietnamese where no ``--language`` is given."""
    _speak()
    group = parser.add_argument_group("cchc-ocr", _("Reading and repair of Vietnamese documents"))
    told = _("How much repair may change; auto chooses by the look of the text.")
    group.add_argument("--cchc-strength", choices=get_args(AskedStrength), default="auto", help=told)
    told = _("Write tone marks as in hòa (new) or hoà (old); without this option they stay as read.")
    group.add_argument("--cchc-tone-placement", choices=("new", "old"), help=told)
    told = _("A folder of your own dictionaries (TSV files), which add to the bundled ones.")
    group.add_argument("--cchc-dictionaries", metavar="DIR", help=told)
    told = _("A language model made with learn, used beside the bundled one.")
    group.add_argument("--cchc-model", metavar="FILE", help=told)
    parser.set_defaults(languages=[LANGUAGE])


@hookimpl
def check_options(options: OcrOptions) -> None:
    """Refuse what cannot be done, before anything is read; say which options are not heeded."""
    _speak()
    if get_ocr_engine(options) is None:
        return
    if options.pdf_renderer == "sandwich":
        raise _no_other_way()
    try:
        program.installed(LANGUAGE)
        pipeline.made_by(pipeline.Options(repair=_repair(options)))
    except CchcError as error:
        raise _for_ocrmypdf(error) from error
    others = [language for language in options.languages if language != LANGUAGE]
    if others:
        named = "+".join(others)
        log.warning(_("pages are read as Vietnamese (vie), not as {languages}").format(languages=named))
    options.languages = [LANGUAGE]
    unheeded = [name for name in _UNHEEDED if getattr(options.tesseract, name)]
    for name in unheeded:
        option = f"--{name.replace('_', '-')}" if name.startswith("user") else f"--tesseract-{name}"
        log.warning(_("{option} is not heeded: cchc-ocr chooses for each page").format(option=option))


@hookimpl
def get_ocr_engine(options: OcrOptions | None) -> OcrEngine | None:
    """Ours, unless another is asked for by name (``--ocr-engine none`` or ``tesseract``)."""
    return VietnameseEngine() if options is None or options.ocr_engine == "auto" else None


def _read(picture: Path, options: OcrOptions, index: int) -> Page:
    """The page repaired, with boxes in pixels of the upright page; empty where OCRmyPDF wants no text.

    Raises UnreadableError, NotInstalledError or ConfigurationError.
    """
    _speak()
    seconds: float = options.tesseract.timeout
    if not seconds:  # how OCRmyPDF is told to leave text alone
        return Page(index + 1)
    image = replace(pictures.load(picture, 1, _MOST_PIXELS), number=index + 1)
    own = _repair(options)
    page = _engine(seconds, own.dictionaries).read(image)
    return pipeline.repair([page], pipeline.Options(repair=own)).pages[0]


@lru_cache(maxsize=1)
def _engine(seconds: float, dictionaries: Path | None) -> Engine:
    """One for all pages of a process, which keeps what it has loaded."""
    return engines.engine(ReadingOptions(language=LANGUAGE, page_timeout=seconds), dictionaries)


def _repair(options: OcrOptions) -> RepairOptions:
    own: PluginOptions = options.cchc
    dictionaries, model = (Path(path) if path else None for path in (own.dictionaries, own.model))
    return RepairOptions(own.strength, own.tone_placement, dictionaries, model)


def _for_ocrmypdf(error: CchcError) -> ExitCodeException:
    """The error as OCRmyPDF shows it: in a line, and with an exit code of its own."""
    kind = MissingDependencyError if isinstance(error, NotInstalledError) else BadArgsError
    return kind(_said(error))


def _said(error: CchcError) -> str:
    """What is wrong, in the language of the user; the next step where it names no options of our commands."""
    hint = error.hint if isinstance(error, NotInstalledError) else ""
    return "; ".join(filter(None, map(translated, (error.message, hint))))


def _no_other_way() -> BadArgsError:
    return BadArgsError(_("cchc-ocr gives words to --pdf-renderer fpdf2 alone: leave the option out"))


def _speak() -> None:
    """Have messages in the language of the user, as the command line does; each process is told anew."""
    translation.use(translation.chosen((), dict[str, Any](os.environ)))
