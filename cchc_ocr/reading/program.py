"""The tesseract program: what is installed of it, how to install it, and pages read by starting it."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
import time
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cchc_ocr.errors import KilledError, NotInstalledError, UnreadableError
from cchc_ocr.system import machine, settings
from cchc_ocr.system.scratch import fast_folder

if TYPE_CHECKING:
    from cchc_ocr.picture.pixels import Pixels

_INSTALL = {
    "apt-get": "apt-get install tesseract-ocr tesseract-ocr-vie",
    "dnf": "dnf install tesseract tesseract-langpack-vie",
    "pacman": "pacman -S tesseract tesseract-data-vie",
    "zypper": "zypper install tesseract-ocr tesseract-ocr-traineddata-vie",
    "apk": "apk add tesseract-ocr tesseract-ocr-data-vie",
    "brew": "brew install tesseract tesseract-lang",
}
_TABLE = 1 << 20  # bytes; that of a page full of words has a tenth of it
_PATIENCE = 30.0  # seconds for a question that it answers in a fiftieth of one


class Installed(NamedTuple):
    """The program, and what it says of itself; ``data`` is the folder of its languages, "" where it names none."""

    path: str
    version: str
    data: str


def installed(language: str = "vie") -> Installed:
    """The installed program; it is asked only once in each process.

    Raises NotInstalledError if it or the language is missing.
    """
    path = shutil.which("tesseract")
    if path is None:
        raise not_installed("tesseract is not installed")
    return _asked(language, path, Path(path).stat().st_mtime_ns, settings.tesseract_data())


@lru_cache(maxsize=8)
def _asked(language: str, path: str, *_what_answers_depend_on: object) -> Installed:
    """Errors are not remembered: what is missing may be installed in the meantime."""
    version = _answer(path, "--version").split()
    languages = _answer(path, "--list-langs")
    missing = set(language.split("+")) - set(languages.split())
    if missing:
        raise not_installed(f"tesseract has no data for {', '.join(sorted(missing))}")
    data = languages.partition('"')[2].partition('"')[0].rstrip("/")
    return Installed(path, version[1].lstrip("v") if len(version) > 1 else "unknown", data)


def _answer(*command: str) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        hint = f"run `{' '.join(command)}` and see what it prints"
        raise KilledError(f"tesseract gave no answer in {_PATIENCE:g} seconds", hint=hint) from error
    except OSError as error:
        raise not_installed(f"tesseract does not start: {error.strerror}") from error
    if done.returncode < 0:  # what it has not said is not missing
        raise KilledError("tesseract crashed or was killed", hint="raise --memory")
    return done.stdout or done.stderr


@cache
def caller() -> Any:
    """pytesseract, which starts the program, loaded when it is first needed.

    It loads pandas where that is installed, which takes every worker half a second and is used for nothing here.
    """
    modules: dict[str, Any] = sys.modules
    if hidden := "pandas" not in modules:
        modules["pandas"] = None  # as if it were not installed
    try:
        import pytesseract
    finally:
        if hidden:
            del modules["pandas"]
    return pytesseract


def table_of_words(language: str, pixels: Pixels, dpi: int, uniform: bool, ends: float) -> str:
    """One start of the program: its table of the words of a grey picture.

    The picture crosses over as an uncompressed file, in memory if possible. Raises TimeoutError when the
    monotonic clock is past ``ends``, KilledError, UnreadableError, NotInstalledError, or OSError for lack of room.
    """
    pytesseract = caller()
    with tempfile.TemporaryDirectory(prefix="cchc-ocr-", dir=fast_folder()) as folder:
        picture = Path(folder) / "page.pgm"
        write_pgm(picture, pixels)
        config = f"--dpi {dpi}" + (" --psm 6" if uniform else "")
        limit = max(ends - time.monotonic(), 0.01)  # none would be taken for no limit
        try:
            with settings.one_thread():  # tesseract's own slow one another down when pages are read side by side
                return str(pytesseract.image_to_data(str(picture), lang=language, config=config, timeout=limit))
        except pytesseract.TesseractNotFoundError as error:
            raise not_installed("tesseract is not installed") from error
        except pytesseract.TesseractError as error:
            if error.status < 0:
                raise KilledError("tesseract crashed or was killed", hint="raise --memory") from error
            _see_that_there_was_room()
            raise UnreadableError(
                f"tesseract failed on the page: {str(error)[:200]}", hint="see whether the picture opens"
            ) from error
        except UnicodeDecodeError as error:
            raise UnreadableError("the output of tesseract is not text", hint="install tesseract again") from error
        except FileNotFoundError as error:
            _see_that_there_was_room()
            raise UnreadableError("tesseract gave no output", hint="install tesseract again") from error
        except RuntimeError as error:  # what pytesseract raises at its time limit
            raise TimeoutError from error


def _see_that_there_was_room() -> None:
    """Raises OSError where the disk is full: tesseract does not report that it could not write its table."""
    if shutil.disk_usage(tempfile.gettempdir()).free < _TABLE:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def write_pgm(path: Path, pixels: Pixels) -> None:
    """Write grey pixels as a portable grey map: a header of one line, then the bytes."""
    height, width = pixels.shape
    with path.open("wb") as file:
        file.write(b"P5\n%d %d\n255\n" % (width, height))
        file.write(pixels.tobytes())


def not_installed(what: str) -> NotInstalledError:
    """The error with the command that mends it on this machine."""
    return NotInstalledError(what, hint=f"install it: {install_command()}")


def install_command() -> str:
    """How to install tesseract with its Vietnamese data here."""
    for tool, command in _INSTALL.items():
        if shutil.which(tool):
            return command if tool == "brew" or machine.may_install() else f"sudo {command}"
    if sys.platform == "win32":
        return "the installer of UB Mannheim, with Vietnamese ticked"
    return _INSTALL["brew"] if sys.platform == "darwin" else _INSTALL["apt-get"]
