"""Processes that hold a library: what it costs when they hang, crash or are killed; and that they forget pages."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cchc_ocr.errors import KilledError, NotInstalledError, PageTimeoutError, UnreadableError
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.reading import engines, processes, program, server
from cchc_ocr.reading.engine import OcrOptions
from cchc_ocr.reading.processes import HeldLibrary
from cchc_ocr.reading.tesseract import TesseractEngine
from cchc_ocr.reading.tesserocr import TesserocrEngine
from cchc_ocr.system import settings
from tests.engines import giving, tsv
from tests.processes import gone, kill_at_work
from tests.sheets import sheet

RESTS = "time.sleep(60)"
LOADS = 'print(\'{"loaded": ""}\', flush=True); sys.stdin.readline()'
GIVES = f"print(json.dumps({{'table': {tsv('1 1 10 20 60 30 96 Kết')!r}}}))"
BY_LIBRARY, BY_PROGRAM = "Kết", "luận"


def image() -> PageImage:
    return PageImage(1, np.asarray(sheet(width=600, height=500)), 150)


@pytest.fixture
def played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: Callable[..., None]) -> Callable[..., None]:
    """Has a script play the process that holds the library, and another the program."""
    pytest.importorskip("tesserocr", reason="the extra fast is not installed")

    def play(behaviour: str) -> None:
        script = tmp_path / "recogniser.py"
        script.write_text(f"import json, os, sys, time\n{behaviour}\n")
        monkeypatch.setattr(server, "__file__", str(script))
        monkeypatch.setattr(processes, "_idle", {})
        monkeypatch.setattr(processes, "_missing", {})
        program(giving(f"1 1 10 20 60 30 96 {BY_PROGRAM}"), data="/data/")

    return play


@pytest.mark.parametrize("name", ["tesseract", "tesserocr"])
@pytest.mark.parametrize(
    ("behaviour", "error", "message"),
    [
        (RESTS, PageTimeoutError, r"did not finish the page within 0\.3 seconds"),
        (f"{LOADS}; {RESTS}", PageTimeoutError, r"did not finish the page within 0\.3 seconds"),
        (f"{LOADS}; os.kill(os.getpid(), 11)", KilledError, "crashed or was killed"),
        (f"{LOADS}; os.kill(os.getpid(), 9)", KilledError, "crashed or was killed"),
        (f"{LOADS}; os._exit(0)", KilledError, "crashed or was killed"),
        (f"{LOADS}; print('{{\"table\"', end='')", KilledError, "crashed or was killed"),
        (f'{LOADS}; print(\'{{"error": "no memory"}}\')', UnreadableError, "failed on the page: no memory"),
        (f'{LOADS}; print(\'{{"table": "Xin chao"}}\')', UnreadableError, "output of tesseract makes no sense"),
    ],
)
def test_a_library_that_fails_costs_its_page_alone(
    played: Callable[..., None], name: str, behaviour: str, error: type[UnreadableError], message: str
) -> None:
    played(behaviour)
    limit = 0.3 if error is PageTimeoutError else 60
    engine = engines.engine(OcrOptions(engine=name, page_timeout=limit))  # type: ignore[arg-type]
    with pytest.raises(error, match=message) as caught:
        engine.read(image())
    assert type(caught.value) is error
    assert caught.value.hint
    Path(server.__file__).write_text(f"import json, sys\n{LOADS}; {GIVES}\n")
    assert engines.engine(OcrOptions(engine=name)).read(image()).text == BY_LIBRARY  # type: ignore[arg-type]


@pytest.mark.parametrize("behaviour", ["os.kill(os.getpid(), 11)", "", 'print(\'{"missing": "no data"}\')'])
def test_where_no_library_can_be_loaded_the_program_reads(played: Callable[..., None], behaviour: str) -> None:
    played(behaviour)
    assert TesseractEngine().read(image()).text == BY_PROGRAM
    assert TesseractEngine().way() == "5.3.0, by the program, started for every reading"


def test_where_no_process_can_be_started_the_program_reads(
    played: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    played(f"{LOADS}; {GIVES}")
    monkeypatch.setattr(sys, "executable", "")  # as where Python is part of another program
    assert TesseractEngine().read(image()).text == BY_PROGRAM


def test_a_library_that_is_missing_is_looked_for_once(played: Callable[..., None], tmp_path: Path) -> None:
    played(f"open({str(tmp_path / 'log')!r}, 'a').write('x'); print('{{\"missing\": \"no data\"}}')")
    for _ in range(3):
        TesseractEngine().read(image())
    assert (tmp_path / "log").read_text() == "x"


def test_a_library_that_is_installed_in_the_meantime_is_found(
    played: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    played('print(\'{"missing": "no data"}\')')
    assert TesseractEngine().read(image()).text == BY_PROGRAM
    Path(server.__file__).write_text(f"import json, sys\n{LOADS}; {GIVES}\n")
    assert TesseractEngine().read(image()).text == BY_PROGRAM
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + processes._LOOK_AGAIN + 1)
    assert TesseractEngine().read(image()).text == BY_LIBRARY


def test_no_library_is_asked_of_which_the_program_does_not_say_where_its_data_are(
    played: Callable[..., None], program: Callable[..., None]
) -> None:
    played(f"{LOADS}; {GIVES}")
    program(giving("1 1 10 20 60 30 96 cũ"))
    assert TesseractEngine().read(image()).text == "cũ"


def test_the_environment_has_the_program_read(
    played: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    played(f"{LOADS}; {GIVES}")
    monkeypatch.setenv(settings.TESSERACT, "program")
    assert TesseractEngine().read(image()).text == BY_PROGRAM


def test_without_data_tesserocr_says_so(played: Callable[..., None]) -> None:
    played('print(\'{"missing": "no data"}\')')
    with pytest.raises(NotInstalledError, match="no data for vie"):
        TesserocrEngine(OcrOptions(engine="tesserocr")).read(image())


@pytest.mark.tesseract
@pytest.mark.parametrize("name", ["tesseract", "tesserocr"])
class TestLibraries:
    """With the libraries themselves."""

    @pytest.fixture
    def library(self, name: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[HeldLibrary]:
        """A library that nothing was read with. What is left of its processes is ended."""
        monkeypatch.setattr(processes, "_idle", {})
        path, version, data = program.installed()
        library = HeldLibrary(name, "vie", data, *((version, path) if name == "tesseract" else ()))
        try:
            processes.look(library, soon())
        except processes.NotLoadedError:
            pytest.skip(f"the library of {name} is not installed")
        yield library
        for idle in processes._idle.values():
            while not idle.empty():
                idle.get_nowait().end()

    def test_a_page_is_read_alike_whatever_was_read_before(self, library: HeldLibrary) -> None:
        pages = [text(line) for line in ("Cong van so 15", "nam 2021", "Bao cao ket qua ||| ~~ 77,5 %")]
        pages.append(np.full((60, 40), 255, np.uint8))
        there = [read(library, page, uniform=bool(at % 2)) for at, page in enumerate(pages)]
        back = [read(library, page, uniform=bool(at % 2)) for at, page in reversed(list(enumerate(pages)))]
        assert there == back[::-1]
        assert "15" in there[0] and "77" in there[2]

    def test_pages_are_read_by_one_process(self, library: HeldLibrary) -> None:
        first = process(library)
        read(library, text("Cong van so 15"))
        assert process(library) == first

    def test_one_that_is_killed_while_it_rests_costs_nothing(self, library: HeldLibrary) -> None:
        first = process(library)
        os.kill(first, signal.SIGKILL)
        assert gone(first)
        assert "15" in read(library, text("Cong van so 15"))

    @pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGSEGV])
    def test_one_that_dies_while_it_reads_costs_its_page(self, library: HeldLibrary, by: signal.Signals) -> None:
        first = process(library)
        threading.Thread(target=kill_at_work, args=(first, by)).start()
        with pytest.raises(KilledError, match="killed"):
            read(library, np.tile(text("Cong van so 15"), (40, 4)))
        assert "15" in read(library, text("Cong van so 15"))
        assert process(library) != first

    def test_one_that_hangs_is_ended(self, library: HeldLibrary) -> None:
        first = process(library)
        os.kill(first, signal.SIGSTOP)
        with pytest.raises(TimeoutError):
            read(library, text("Cong van so 15"), limit=0.5)
        assert gone(first)

    @pytest.mark.skipif(sys.platform != "linux", reason="this system does not limit memory")
    def test_one_without_memory_costs_its_page(self, library: HeldLibrary) -> None:
        import resource

        held = int(Path(f"/proc/{process(library)}/statm").read_text().split()[0]) * resource.getpagesize()
        limit = held + (20 << 20)
        resource.prlimit(process(library), resource.RLIMIT_AS, (limit, limit))
        with pytest.raises(UnreadableError):
            read(library, np.tile(text("Cong van so 15"), (60, 9)))
        assert "15" in read(library, text("Cong van so 15"))

    @pytest.mark.parametrize("shape", [(0, 10), (10, 0), (20, 32768)])
    def test_a_picture_that_is_none_or_too_large_fails(self, library: HeldLibrary, shape: tuple[int, int]) -> None:
        first = process(library)
        with pytest.raises(UnreadableError, match=f"{shape[1]} x {shape[0]} pixels"):
            read(library, np.full(shape, 255, np.uint8))
        assert gone(first) and "15" in read(library, text("Cong van so 15"))

    def test_a_language_without_data_is_missing(self, library: HeldLibrary, tmp_path: Path) -> None:
        with pytest.raises(processes.MissingError, match="no data for vie"):
            processes.look(library._replace(data=str(tmp_path)), soon())

    def test_it_ends_with_whoever_started_it(self, library: HeldLibrary) -> None:
        ask = (
            "import os, signal; from cchc_ocr.reading import processes; import time\n"
            f"processes.look(processes.HeldLibrary(*{tuple(library)!r}), time.monotonic() + 60)\n"
            "(idle,) = processes._idle.values(); print(idle.get()._process.pid, flush=True)\n"
            "os.kill(os.getpid(), signal.SIGKILL)"
        )
        done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
        assert gone(int(done.stdout), patience=20)


@pytest.mark.tesseract
def test_a_library_of_another_version_is_not_taken() -> None:
    path, _, data = program.installed()
    with pytest.raises(processes.MissingError, match=r"no library of tesseract 1\.0"):
        processes.look(HeldLibrary("tesseract", "vie", data, "1.0", path), soon())


def soon() -> float:
    return time.monotonic() + 60


def text(line: str) -> np.ndarray:
    from PIL import ImageDraw, ImageFont

    paper = Image.new("L", (900, 120), 255)
    ImageDraw.Draw(paper).text((40, 40), line, font=ImageFont.load_default(36), fill=0)
    return np.asarray(paper)


def read(library: HeldLibrary, pixels: np.ndarray, *, uniform: bool = False, limit: float = 60) -> str:
    return processes.table_of_words(library, pixels, 150, uniform, time.monotonic() + limit)


def process(library: HeldLibrary) -> int:
    """The number of the one that rests."""
    idle = processes._idle[os.getpid(), library]
    one = idle.get_nowait()
    idle.put(one)
    return one._process.pid
