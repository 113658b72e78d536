"""The tesseract program: what it gives, and what users are told when it does not."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import TypeAlias

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from cchc_ocr.errors import KilledError, NotInstalledError, PageTimeoutError, UnreadableError
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.reading import program as module
from cchc_ocr.reading.engine import OcrOptions
from cchc_ocr.reading.program import install_command, installed, write_pgm
from cchc_ocr.reading.tesseract import TesseractEngine
from cchc_ocr.system import settings
from tests.engines import BEHAVIOURS, giving
from tests.sheets import sheet

Install: TypeAlias = Callable[..., None]


def image(picture: Image.Image | None = None, number: int = 1) -> PageImage:
    return PageImage(number, np.asarray(picture or sheet(width=600, height=500)), 150)


def test_pgm_is_read_back(tmp_path: Path) -> None:
    pixels = np.arange(60, dtype=np.uint8).reshape(6, 10)
    write_pgm(tmp_path / "page.pgm", pixels)
    with Image.open(tmp_path / "page.pgm") as picture:
        assert (np.asarray(picture) == pixels).all()


def test_program_is_read_through_its_table(program: Install) -> None:
    program(giving("1 1 10 20 60 30 96 Kết", "1 1 80 20 60 30 95 luận"))
    page = TesseractEngine().read(image(number=3))
    assert (page.number, page.text, page.origin) == (3, "Kết luận", "scan")
    assert (page.width, page.height) == (600, 500)


def test_engine_says_name_version_and_language(program: Install) -> None:
    program("exit 1")
    assert TesseractEngine().name == "tesseract 5.3.0 vie"


def test_a_page_that_takes_too_long_is_stopped(program: Install) -> None:
    program(BEHAVIOURS["hangs"])
    start = time.monotonic()
    with pytest.raises(PageTimeoutError, match=r"within 0\.5 seconds"):
        TesseractEngine(OcrOptions(page_timeout=0.5)).read(image())
    assert time.monotonic() - start < 10


def test_the_limit_is_that_of_a_page_and_not_of_a_reading(program: Install, tmp_path: Path) -> None:
    ended = tmp_path / "ended"
    program(
        f"sleep 0.3; echo >> '{ended}'; {giving('1 1 10 20 60 30 40 Kết')}"
    )  # makes no sense: read all ways round
    with suppress(PageTimeoutError):
        TesseractEngine(OcrOptions(page_timeout=0.5)).read(image())
    assert not ended.exists() or len(ended.read_text().splitlines()) == 1
    TesseractEngine(OcrOptions(page_timeout=60)).read(image())
    assert len(ended.read_text().splitlines()) >= 4


@pytest.mark.parametrize("behaviour", [name for name in BEHAVIOURS if name != "hangs"])
def test_a_misbehaving_program_fails_the_page_clearly(program: Install, behaviour: str) -> None:
    program(BEHAVIOURS[behaviour])
    with pytest.raises(UnreadableError) as caught:
        TesseractEngine(OcrOptions(page_timeout=20)).read(image())
    assert caught.value.hint


@pytest.mark.parametrize("behaviour", ["fails", "leaves no file"])
def test_a_program_without_room_for_its_table(
    program: Install, monkeypatch: pytest.MonkeyPatch, behaviour: str
) -> None:
    """Is not the fault of the page: a worker says where there is none, and the next run tries again."""
    program(BEHAVIOURS[behaviour])
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=4096))
    with pytest.raises(OSError, match="No space left") as caught:
        TesseractEngine(OcrOptions(page_timeout=20)).read(image())
    assert caught.value.errno == errno.ENOSPC


def test_missing_program_and_language_name_the_command(
    program: Install, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program("exit 1", languages="eng")
    with pytest.raises(NotInstalledError, match="no data for vie"):
        TesseractEngine().read(image())
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    with pytest.raises(NotInstalledError) as caught:
        TesseractEngine().read(image())
    assert install_command() in str(caught.value)


@pytest.mark.parametrize(
    ("question", "behaviour", "error", "message"),
    [
        ("--version", "kill -KILL $$", KilledError, "was killed"),
        ("--list-langs", "kill -KILL $$", KilledError, "was killed"),
        ("--list-langs", "exec sleep 60", KilledError, r"no answer in 0\.5 seconds"),
        ("--list-langs", "exit 1", NotInstalledError, "no data for vie"),
    ],
)
def test_a_program_that_does_not_answer_is_named_as_what_it_is(
    program: Install,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    question: str,
    behaviour: str,
    error: type[Exception],
    message: str,
) -> None:
    program("exit 1")
    script = tmp_path / "tesseract"
    script.write_text(script.read_text().replace(f"{question})", f"{question}) {behaviour};"))
    monkeypatch.setattr(module, "_PATIENCE", 0.5)
    with pytest.raises(error, match=message):
        installed()


def test_a_program_that_is_none_does_not_start(program: Install, tmp_path: Path) -> None:
    program("exit 1")
    (tmp_path / "tesseract").write_bytes(b"\0not a program")
    with pytest.raises(NotInstalledError, match="does not start"):
        installed()


def test_the_program_is_asked_once_until_it_is_another(program: Install, tmp_path: Path) -> None:
    program("exit 1", data="/one/")
    script, log = tmp_path / "tesseract", tmp_path / "log"
    script.write_text(script.read_text().replace("#!/bin/sh\n", f'#!/bin/sh\necho "$1" >> {log}\n'))
    assert [installed().data for _ in range(3)] == ["/one"] * 3
    assert log.read_text().split() == ["--version", "--list-langs"]
    script.write_text(script.read_text().replace("5.3.0", "5.4.1"))
    os.utime(script, (1, 1))
    assert installed().version == "5.4.1"


@pytest.mark.tesseract
def test_real_program_reads_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.TESSERACT, "program")
    paper = Image.new("L", (1240, 600), 255)
    font = ImageFont.load_default(36)
    pen = ImageDraw.Draw(paper)
    for at, line in enumerate(("CONG HOA XA HOI", "Doc lap tu do", "Bao cao so 15 ngay 20")):
        pen.text((150, 120 + 80 * at), line, font=font, fill=0)
    page = TesseractEngine().read(PageImage(1, np.asarray(paper), 150))
    assert "15" in page.text and "20" in page.text
    assert page.confidence > 0.5
