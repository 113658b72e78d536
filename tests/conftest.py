"""What tests share: a caller of the command line, and small documents."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
import typer.testing
from hypothesis import settings
from PIL import Image
from typer.main import get_command
from typer.testing import CliRunner, Result

from cchc_ocr.cli.app import app
from cchc_ocr.translation import use
from tests.disks import Disk
from tests.engines import fake_tesseract

Cli = Callable[..., Result]

# How long an example takes tells of the machine and its load, not of what the law says. `make unit` is thorough.
settings.register_profile("quick", deadline=None, max_examples=30)
settings.register_profile("thorough", deadline=None, max_examples=60)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

# Tests look for English messages, whatever language the person who runs them reads.
os.environ["CCHC_OCR_LANG"] = "en"

# A program that tests start a hundred times is compiled once.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Typer makes all commands anew for every call, which takes longer than most of the calls.
typer.testing._get_command = cache(get_command)

PILLOWS_OWN = Image.MAX_IMAGE_PIXELS

# Programs that tests start and interrupt must not inherit that a signal is ignored, as below nohup or a shell's &.
for name in ("SIGINT", "SIGHUP"):
    if signal.getsignal(getattr(signal, name, signal.SIGTERM)) is signal.SIG_IGN:
        signal.signal(getattr(signal, name), lambda *_: None)


# Files that take longest: begun last, one of two workers would wait for the other (`--no-loadscope-reorder`).
SLOWEST = (
    *("runs/test_cluster.py", "scripts/test_soak.py", "test_corpus.py", "files/test_copies.py", "test_guide.py"),
    *("test_ocrmypdf.py", "runs/test_batch.py", "review/test_browser.py", "system/test_signals.py"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slowest files come first. Tests with the real engine are skipped where there is none, with a message."""
    own = Path(__file__).parent
    items.sort(key=lambda item: item.path.is_relative_to(own) and _rank(item.path.relative_to(own).as_posix()))
    if not has_tesseract():
        for item in items:
            if item.get_closest_marker("tesseract"):
                item.add_marker(pytest.mark.skip(reason="tesseract or its Vietnamese data is not installed"))


def _rank(file: str) -> int:
    """Negative for the slowest files, 0 for all others."""
    return SLOWEST.index(file) - len(SLOWEST) if file in SLOWEST else 0


def pytest_collection_finish() -> None:
    """Thousands of tests stay to the end: they are not looked through again each time garbage is collected."""
    gc.collect()
    gc.freeze()


@cache
def has_tesseract() -> bool:
    if not shutil.which("tesseract"):
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return "vie" in (listed.stdout + listed.stderr).split()


@pytest.fixture(autouse=True)
def _engine_alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Recorded readings are not held against pictures that they were never read from."""
    if not request.node.get_closest_marker("tesseract"):
        monkeypatch.setattr("cchc_ocr.reading.line_reader.line_reader", lambda: None)


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cli]:
    """Calls the command line in this process; bytes or text given as ``stdin``."""
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", PILLOWS_OWN)  # as a process that has just begun has it

    def call(*arguments: object, stdin: str | bytes = "") -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)

    yield call
    use("en")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts a program named tesseract into PATH that behaves as told: ``tests.engines.fake_tesseract``."""

    def install(behaviour: str, **more: str) -> None:
        fake_tesseract(tmp_path, behaviour, **more)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    return install


@pytest.fixture
def picture(tmp_path: Path) -> Callable[..., Path]:
    """Makes a white picture of a page: TIFF of ``pages`` pages, or whatever the name says."""

    def make(name: str, *, width: int = 200, pages: int = 1, folder: Path = tmp_path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        images = [Image.new("L", (width, 280), 255) for _ in range(pages)]
        more = {"save_all": True, "append_images": images[1:]} if pages > 1 else {}
        images[0].save(folder / name, **more)
        return folder / name

    return make


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """tmp_path/out as a disk of so many KiB; asked for again, it gets another size."""
    out = tmp_path / "out"
    out.mkdir()

    def sized(kibibytes: int) -> Path:
        again = ["-o", "remount"] if out.is_mount() else []
        mount = ["mount", *again, "-t", "tmpfs", "-o", f"size={kibibytes}k", "tmpfs", out]
        try:
            subprocess.run(mount, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("only root can mount a small disk")
        return out

    yield sized
    if out.is_mount():
        subprocess.run(["umount", out], check=True)
