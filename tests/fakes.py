"""Engines and tasks for tests of the machinery around them. Worker processes import them from here."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from cchc_ocr.document import Line, Page
from cchc_ocr.errors import KilledError, UnreadableError
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.runs.workers import _serve


@dataclass(frozen=True)
class TypedEngine:
    """Reads the same text off every page."""

    text: str = "Số: 05/BC-SNV"
    name: str = "typed 1.0"

    def read(self, image: PageImage) -> Page:
        lines = tuple(Line.from_text(line) for line in self.text.split("\n"))
        return Page(image.number, lines, "scan", image.width, image.height)


@dataclass(frozen=True)
class ForbiddenEngine:
    """For documents that must not be read as pictures."""

    name: str = "forbidden"

    def read(self, image: PageImage) -> NoReturn:
        raise AssertionError(f"page {image.number} was given to the engine")


@dataclass(frozen=True)
class MoodyEngine:
    """Does on a page what its width says: 101 pixels crash, 102 hang, 103 fail; others are read."""

    name: str = "moody"

    def read(self, image: PageImage) -> Page:
        if image.width == 101:
            crash()
        if image.width == 102:
            time.sleep(60)
        if image.width == 103:
            raise UnreadableError("the engine gave up", hint="try another")
        return TypedEngine().read(image)


@dataclass(frozen=True)
class GapEngine:
    """Reads all pages but these numbers; with those it does ``what``: refuse, crash, hang, or find them blank."""

    pages: tuple[int, ...] = (2,)
    what: str = "refuse"
    name: str = "typed 1.0"

    def read(self, image: PageImage) -> Page:
        if image.number not in self.pages:
            return TypedEngine().read(image)
        if self.what == "blank":
            return Page(image.number, (), "scan", image.width, image.height, state="blank")
        if self.what == "crash":
            crash()
        if self.what == "hang":
            time.sleep(60)
        raise UnreadableError("the engine gave up", hint="try another")


@dataclass(frozen=True)
class SlowEngine:
    """Takes its time for every page."""

    seconds: float = 0.05
    name: str = "slow"

    def read(self, image: PageImage) -> Page:
        time.sleep(self.seconds)
        return TypedEngine().read(image)


@dataclass
class Clock:
    """Stands in for the module ``time``: it goes on when it is told to."""

    now: float = 0.0

    def monotonic(self) -> float:
        return self.now


@dataclass(frozen=True)
class TakingTime:
    """Takes so many seconds of a clock for every page."""

    clock: Clock
    seconds: float
    name: str = "slow"

    def read(self, image: PageImage) -> Page:
        self.clock.now += self.seconds
        return TypedEngine().read(image)


def devour(mebibytes: int) -> int:
    """Takes memory."""
    return len(bytearray(mebibytes << 20))


def double(number: int) -> int:
    return 2 * number


def refuse(name: str) -> NoReturn:
    raise UnreadableError(f"{name}: refused", hint="ask again")


def blunder() -> NoReturn:
    raise ZeroDivisionError("a bug")


def crash() -> NoReturn:
    os.kill(os.getpid(), signal.SIGSEGV)
    raise AssertionError("unreachable")


def crash_once(mark: Path) -> str:
    """Dies on the first call, works on the next."""
    if not mark.exists():
        mark.write_text("")
        crash()
    return "recovered"


def killed_once(mark: Path) -> str:
    """Its engine is killed on the first call, and works on the next."""
    if not mark.exists():
        mark.write_text("")
        raise KilledError("the engine was killed")
    return "recovered"


def slow_start(connection: Connection, room: str, memory: int) -> None:
    """A worker on a busy machine."""
    time.sleep(1)
    _serve(connection, room, memory)


def unlimited(connection: Connection, room: str, memory: int) -> None:
    """A worker on a system that does not limit memory."""
    _serve(connection, room, 0)


def take_and_wait(mebibytes: int) -> int:
    """Takes memory, writes to it, and holds it for a while."""
    taken = bytearray(b"x") * (mebibytes << 20)
    time.sleep(3)
    return len(taken)


def surroundings() -> tuple[set[str], int, int, int]:
    """Modules that are loaded, and the process with its group and its session."""
    return set(sys.modules), os.getpid(), os.getpgrp(), os.getsid(0)


def hang_with_child(pid_file: Path) -> None:
    """Starts an engine that never ends, and waits for it."""
    child = subprocess.Popen(["sleep", "60"])
    pid_file.write_text(str(child.pid))
    child.wait()


def fill_up() -> NoReturn:
    """Writes a temporary file where there is no room left."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def litter(name: str) -> str:
    """Leaves a temporary file behind; where it lies."""
    path = Path(tempfile.mkdtemp()) / name
    path.write_text("left behind")
    return str(path)


_small: list[bytearray] = []


def make_pictures() -> None:
    """Take memory for pictures, and be done with them; small things that lie between stay."""
    bytearray(b"x") * (30 << 20)
    pictures = []
    for _ in range(8):
        pictures.append(bytearray(b"x") * (10 << 20))
        _small.append(bytearray(b"x") * 1000)


def resident() -> int:
    """Megabytes that this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20
