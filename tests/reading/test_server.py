"""The program that holds a library: its answers, what it hands the library, and when it ends."""

from __future__ import annotations

import ast
import ctypes
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import pytest

from cchc_ocr.reading import server
from cchc_ocr.reading.server import LinkedLibrary, TesserocrLibrary
from tests.engines import HEAD

PAGE = {"width": 3, "height": 2, "dpi": 300, "uniform": False, "limit": 5}
PIXELS = b"\0" * 6


class Fake:
    """A library that gives, or raises, what it is told to; ``asked`` is what it was asked last."""

    def __init__(self, result: str | Exception = "rows") -> None:
        self.result, self.asked = result, ()

    def table(self, *asked: Any) -> str:
        self.asked = asked
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


def test_an_answer_is_a_table_below_its_head() -> None:
    assert server._answer(Fake(), PAGE, PIXELS) == {"table": f"{HEAD}\nrows"}


@pytest.mark.parametrize(("uniform", "mode"), [(False, 3), (True, 6)])
def test_the_library_is_told_whether_lines_are_one_block(uniform: bool, mode: int) -> None:
    library = Fake()
    server._answer(library, PAGE | {"uniform": uniform}, PIXELS)
    assert library.asked == (PIXELS, 3, 2, 300, mode)


@pytest.mark.parametrize(
    ("result", "pixels", "error"),
    [
        ("rows", b"", "a picture of 3 x 2 pixels has 0"),
        ("rows", b"\0" * 5, "a picture of 3 x 2 pixels has 5"),
        (RuntimeError("nothing was recognised"), PIXELS, "3 x 2 pixels: nothing was recognised"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid"), PIXELS, "3 x 2 pixels: 'utf-8' codec"),
    ],
)
def test_a_picture_that_fails_is_an_error_and_not_the_end(
    result: str | Exception, pixels: bytes, error: str
) -> None:
    assert server._answer(Fake(result), PAGE, pixels)["error"].startswith(error)


def test_a_picture_without_pixels_is_not_given_to_the_library() -> None:
    library = Fake()
    assert server._answer(library, PAGE | {"width": 0}, b"") == {"error": "a picture of 0 x 2 pixels has 0"}
    assert library.asked == ()


PLAYED = """
import os
from cchc_ocr.reading import server

class Played:
    def __init__(self, language):
        if language != "vie":
            raise LookupError("no data for " + language)
    def table(self, pixels, width, height, dpi, mode):
        os.write(1, b"the library talks\\n")
        return str(pixels[0])

server._LIBRARIES = {"played": Played}
server.main()
"""


def served(language: str, *messages: bytes) -> list[dict[str, str]]:
    """The answers of a server, whose library was loaded for a language, to messages."""
    asked = json.dumps({"name": "played", "language": language})
    command = [sys.executable, "-c", PLAYED, asked]
    done = subprocess.run(command, input=b"".join(messages), capture_output=True, check=True, timeout=60)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_request_has_its_answer_until_there_are_no_more() -> None:
    pages = [json.dumps(PAGE).encode() + b"\n" + bytes([shade]) * 6 for shade in (7, 10, 255)]
    tables = [{"table": f"{HEAD}\n{shade}"} for shade in (7, 10, 255)]
    assert served("vie", *pages) == [{"loaded": ""}, *tables]


def test_a_library_that_is_missing_is_told_and_nothing_is_waited_for() -> None:
    assert served("lao", json.dumps(PAGE).encode()) == [{"missing": "no data for lao"}]


def test_it_runs_as_a_file_of_its_own(tmp_path: Path) -> None:
    asked = {"name": "tesseract", "language": "vie", "data": "", "version": "none", "program": str(tmp_path / "x")}
    command = [sys.executable, "-P", "-I", server.__file__, json.dumps(asked)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    assert json.loads(done.stdout) == {"missing": "no library of tesseract none"}


def test_it_imports_nothing_of_the_package() -> None:
    tree = ast.parse(Path(server.__file__).read_text("utf-8"))
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert not {module for module in modules if module.startswith("cchc_ocr")}


@pytest.mark.parametrize(("then", "code"), [("time.sleep(60)", 1), ("server._end_after(0); time.sleep(0.15)", 0)])
def test_one_that_nobody_waits_for_ends_itself(then: str, code: int) -> None:
    """Its caller was killed while the library hung; one that has answered may rest."""
    command = f"import time; from cchc_ocr.reading import server; server._end_after(0.1); {then}"
    done = subprocess.run([sys.executable, "-c", command], check=False, timeout=20)
    assert done.returncode == code


def test_the_library_is_looked_for_beside_the_program_and_then_in_the_system(tmp_path: Path) -> None:
    for place in ("bin", "lib"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "libtesseract.so.5").write_text("not a library")
    found = list(server._candidates(tmp_path / "bin"))
    own = [str(tmp_path / place / "libtesseract.so.5") for place in ("bin", "lib")]
    assert found == [*own, "libtesseract.so.5"]


@pytest.mark.parametrize(("printed", "wanted"), [(b"v5.3.0", "5.3.0"), (b"5.3.0", "5.3.0")])
def test_the_library_has_the_version_of_the_program(
    monkeypatch: pytest.MonkeyPatch, printed: bytes, wanted: str
) -> None:
    libraries = {"other": MagicMock(), "own": MagicMock()}
    libraries["other"].TessVersion.return_value = b"4.1.1"
    libraries["own"].TessVersion.return_value = printed
    monkeypatch.setattr(server, "_candidates", lambda _: iter(["none", *libraries]))
    monkeypatch.setattr(server.ctypes, "CDLL", opened(libraries))
    assert server._linked_with("/bin/tesseract", wanted) is libraries["own"]
    with pytest.raises(LookupError, match=r"no library of tesseract 9\.9"):
        server._linked_with("/bin/tesseract", "9.9")


def opened(libraries: dict[str, MagicMock]) -> Any:
    def open_library(path: str) -> MagicMock:
        if path not in libraries:
            raise OSError("not a library")
        return libraries[path]

    return open_library


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> MagicMock:
    """The C functions of a library that reads "rows"."""
    text = ctypes.create_string_buffer("chữ\n".encode())
    functions = MagicMock(kept=text)
    functions.TessBaseAPICreate.return_value = 1
    functions.TessBaseAPIInit3.return_value = functions.TessBaseAPIRecognize.return_value = 0
    functions.TessBaseAPIGetTsvText.return_value = ctypes.addressof(text)
    monkeypatch.setattr(server, "_linked_with", lambda *_: functions)
    return functions


def test_the_linked_library_reads_and_forgets_the_page(linked: MagicMock) -> None:
    library = LinkedLibrary("vie", "/data", "5.3.0", "/bin/tesseract")
    assert library.table(PIXELS, 3, 2, 300, 6) == "chữ\n"
    assert linked.TessBaseAPIInit3.call_args.args[1:] == (b"/data", b"vie")
    assert linked.TessBaseAPISetImage.call_args.args[1:] == (PIXELS, 3, 2, 1, 3)
    assert linked.TessDeleteText.call_count == linked.TessBaseAPIClear.call_count == 1


def test_a_page_that_fails_is_forgotten_as_well(linked: MagicMock) -> None:
    library = LinkedLibrary("vie", "/data", "5.3.0", "/bin/tesseract")
    linked.TessBaseAPIRecognize.return_value = -1
    with pytest.raises(RuntimeError, match="nothing was recognised"):
        library.table(PIXELS, 3, 2, 300, 6)
    assert linked.TessBaseAPIClear.call_count == 1


def test_a_linked_library_without_data_is_missing(linked: MagicMock) -> None:
    linked.TessBaseAPIInit3.return_value = -1
    with pytest.raises(LookupError, match="no data for vie"):
        LinkedLibrary("vie", "/data", "5.3.0", "/bin/tesseract")


@pytest.fixture
def brought(monkeypatch: pytest.MonkeyPatch) -> MagicMock:
    """The interface of a library that tesserocr brings, which reads "rows"."""
    interface = MagicMock()
    interface.GetTSVText.return_value = "rows"
    package = SimpleNamespace(PyTessBaseAPI=MagicMock(return_value=interface), interface=interface)
    monkeypatch.setitem(sys.modules, "tesserocr", package)  # type: ignore[arg-type]
    return package  # type: ignore[return-value]


def test_the_library_of_tesserocr_reads_and_forgets_the_page(brought: MagicMock) -> None:
    assert TesserocrLibrary("vie", "/data/", version="", program="").table(PIXELS, 3, 2, 300, 3) == "rows"
    assert brought.PyTessBaseAPI.call_args.kwargs == {"path": "/data/", "lang": "vie"}
    assert brought.interface.SetImageBytes.call_args.args == (PIXELS, 3, 2, 1, 3)
    brought.interface.Recognize.return_value = False
    with pytest.raises(RuntimeError, match="nothing was recognised"):
        TesserocrLibrary("vie", "/data/").table(PIXELS, 3, 2, 300, 3)
    assert brought.interface.Clear.call_count == 2


def test_the_library_of_tesserocr_without_data_is_missing(brought: MagicMock) -> None:
    brought.PyTessBaseAPI.side_effect = RuntimeError("Failed to init API")
    with pytest.raises(LookupError, match="no data for vie"):
        TesserocrLibrary("vie", "/data/")
