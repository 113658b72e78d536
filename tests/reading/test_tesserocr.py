"""The library that tesserocr brings: its version, its data, and what is said where either is missing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from types import SimpleNamespace
from typing import NoReturn

import numpy as np
import pytest

from cchc_ocr.errors import KilledError, NotInstalledError, UnreadableError
from cchc_ocr.reading import processes, program, tesserocr
from cchc_ocr.reading.engine import OcrOptions
from cchc_ocr.reading.processes import HeldLibrary
from cchc_ocr.reading.program import Installed
from cchc_ocr.reading.tesserocr import TesserocrEngine

PIXELS = np.full((20, 30), 255, np.uint8)
ENGINE = TesserocrEngine()


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A package tesserocr whose library reads; what it was asked."""
    seen: list[object] = []

    def read(*asked: object) -> str:
        seen.append(asked)
        return "table"

    brought = SimpleNamespace(tesseract_version=lambda: "tesseract 5.5.1\n leptonica-1.85.0")
    monkeypatch.setitem(sys.modules, "tesserocr", brought)
    monkeypatch.setattr(tesserocr, "version", lambda _: "2.8")
    monkeypatch.setattr(processes, "table_of_words", read)
    monkeypatch.setattr(program, "installed", lambda _: Installed("/bin/tesseract", "5.3.0", "/data"))
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    return seen


def raising(error: Exception) -> Callable[..., NoReturn]:
    def fail(*_: object) -> NoReturn:
        raise error

    return fail


def test_its_version_is_that_of_the_library_and_not_of_the_package() -> None:
    assert tesserocr.library_version() == ENGINE.way() == "5.5.1"
    assert ENGINE.name == "tesserocr 5.5.1 vie"


def test_without_the_extra_the_command_is_named(monkeypatch: pytest.MonkeyPatch, asked: list[object]) -> None:
    monkeypatch.setattr(tesserocr, "version", raising(PackageNotFoundError("tesserocr")))
    for ask in (ENGINE.way, lambda: TesserocrEngine().name, lambda: ENGINE._table(PIXELS, 300, False, 7.0)):
        with pytest.raises(NotInstalledError, match="tesserocr is not installed") as caught:
            ask()
        assert caught.value.hint == f"install it with: {TesserocrEngine.install_command()}"
    assert asked == []


@pytest.mark.parametrize(("chosen", "folder"), [(None, "/data/"), ("/own", "/own/")])
def test_its_data_are_those_that_the_user_chose_or_those_of_the_program(
    monkeypatch: pytest.MonkeyPatch, asked: list[object], chosen: str | None, folder: str
) -> None:
    if chosen:
        monkeypatch.setenv("TESSDATA_PREFIX", chosen)
        monkeypatch.setattr(program, "installed", raising(NotInstalledError("tesseract is not installed")))
    assert ENGINE._table(PIXELS, 300, True, 7.0) == "table"
    assert asked == [(HeldLibrary("tesserocr", "vie", folder), PIXELS, 300, True, 7.0)]


def test_missing_data_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "table_of_words", raising(processes.MissingError("no data")))
    with pytest.raises(NotInstalledError, match=r"no data for vie\+eng"):
        TesserocrEngine(OcrOptions(engine="tesserocr", language="vie+eng"))._table(PIXELS, 300, False, 7.0)


@pytest.mark.parametrize("error", [KilledError("crashed"), UnreadableError("failed"), TimeoutError()])
def test_other_errors_are_those_of_the_page(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    monkeypatch.setattr(processes, "table_of_words", raising(error))
    with pytest.raises(type(error)) as caught:
        ENGINE._table(PIXELS, 300, False, 7.0)
    assert caught.value is error
