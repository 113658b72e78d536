"""Tesseract as it is installed: when its library reads, and when the program does."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

from cchc_ocr.errors import KilledError, NotInstalledError, UnreadableError
from cchc_ocr.reading import processes, program
from cchc_ocr.reading.engine import OcrOptions
from cchc_ocr.reading.processes import HeldLibrary
from cchc_ocr.reading.program import Installed
from cchc_ocr.reading.tesseract import TesseractEngine
from cchc_ocr.system import settings

PIXELS = np.full((20, 30), 255, np.uint8)
HELD = HeldLibrary("tesseract", "vie", "/data", "5.3.0", "/bin/tesseract")
ENGINE = TesseractEngine()


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A program and its library that read; what each of them was asked."""
    seen: list[object] = []

    def by_library(*asked: object) -> str:
        seen.append(asked)
        return "by the library"

    def by_program(*asked: object) -> str:
        seen.append(asked)
        return "by the program"

    monkeypatch.delenv(settings.TESSERACT, raising=False)
    monkeypatch.setattr(program, "installed", lambda _: Installed("/bin/tesseract", "5.3.0", "/data"))
    monkeypatch.setattr(processes, "table_of_words", by_library)
    monkeypatch.setattr(processes, "look", lambda *_: None)
    monkeypatch.setattr(program, "table_of_words", by_program)
    return seen


def raising(error: Exception) -> Callable[..., NoReturn]:
    def fail(*_: object) -> NoReturn:
        raise error

    return fail


def test_its_name_has_version_and_language() -> None:
    assert ENGINE.name == "tesseract 5.3.0 vie"
    assert TesseractEngine(OcrOptions(language="vie+eng")).name == "tesseract 5.3.0 vie+eng"


def test_the_library_reads_with_the_data_of_the_program(asked: list[object]) -> None:
    assert ENGINE._table(PIXELS, 300, True, 7.0) == "by the library"
    assert asked == [(HELD, PIXELS, 300, True, 7.0)]


@pytest.mark.parametrize("error", [processes.NotLoadedError("it ended"), processes.MissingError("no data")])
def test_where_the_library_is_not_loaded_the_program_reads(
    monkeypatch: pytest.MonkeyPatch, asked: list[object], error: Exception
) -> None:
    monkeypatch.setattr(processes, "table_of_words", raising(error))
    assert ENGINE._table(PIXELS, 300, False, 7.0) == "by the program"
    assert asked == [("vie", PIXELS, 300, False, 7.0)]


@pytest.mark.parametrize("error", [KilledError("crashed"), UnreadableError("failed"), TimeoutError()])
def test_a_page_that_fails_in_the_library_is_not_given_to_the_program(
    monkeypatch: pytest.MonkeyPatch, asked: list[object], error: Exception
) -> None:
    monkeypatch.setattr(processes, "table_of_words", raising(error))
    with pytest.raises(type(error)):
        ENGINE._table(PIXELS, 300, False, 7.0)
    assert asked == []


def test_the_library_is_left_alone_where_its_data_are_not_named(
    monkeypatch: pytest.MonkeyPatch, asked: list[object]
) -> None:
    monkeypatch.setattr(program, "installed", lambda _: Installed("/bin/tesseract", "5.3.0", ""))
    assert ENGINE._table(PIXELS, 300, False, 7.0) == "by the program"
    assert ENGINE.way() == "5.3.0, by the program, started for every reading"


def test_the_library_is_left_alone_where_the_user_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.TESSERACT, "program")
    assert ENGINE._table(PIXELS, 300, False, 7.0) == "by the program"


@pytest.mark.parametrize(
    ("error", "way"),
    [
        (None, "its library, loaded once"),
        (processes.NotLoadedError("it ended"), "the program, started for every reading"),
        (TimeoutError(), "the program, started for every reading"),
    ],
)
def test_its_way_says_which_of_the_two_reads(
    monkeypatch: pytest.MonkeyPatch, error: Exception | None, way: str
) -> None:
    if error:
        monkeypatch.setattr(processes, "look", raising(error))
    assert ENGINE.way() == f"5.3.0, by {way}"


def test_the_library_may_take_as_long_to_load_as_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    ends: list[float] = []
    monkeypatch.setattr(processes, "look", lambda _, end: ends.append(end))
    TesseractEngine(OcrOptions(page_timeout=7)).way()
    assert 0 < ends[0] - time.monotonic() <= 7


def test_a_missing_program_has_no_name_and_no_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "installed", raising(NotInstalledError("tesseract is not installed")))
    for ask in (ENGINE.way, lambda: TesseractEngine(dictionaries=Path("own")).name):
        with pytest.raises(NotInstalledError, match="tesseract is not installed"):
            ask()


def test_it_is_installed_as_the_program_is() -> None:
    assert TesseractEngine.install_command() == program.install_command()
