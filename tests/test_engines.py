"""The engines to choose from: the same shape of results, the same errors, one name for each."""

from __future__ import annotations

import pickle
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import numpy as np
import pytest

from cchc_ocr import engines, pipeline, recogniser
from cchc_ocr.errors import ExitCode, NotInstalledError, PageTimeoutError, UnreadableError
from cchc_ocr.images import PageImage
from cchc_ocr.ocr import OcrOptions, TesseractEngine
from cchc_ocr.pages import open_document
from tests.conftest import Cli

FAST = OcrOptions(engine="tesserocr")
SAMPLE = Path(__file__).parent.parent / "samples/10-cong-van-khan.png"


def sample() -> PageImage:
    page = open_document(SAMPLE).page(1)
    assert isinstance(page, PageImage)
    return page


def test_the_options_name_the_engine() -> None:
    assert engines.engine() == TesseractEngine()
    assert engines.engine(FAST) == engines.TesserocrEngine(FAST)
    assert pickle.loads(pickle.dumps(engines.engine(FAST))) == engines.engine(FAST)


def test_the_flag_reaches_the_engine(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[OcrOptions] = []

    def made(options: OcrOptions) -> TesseractEngine:
        seen.append(options)
        raise NotInstalledError("enough")

    monkeypatch.setattr(engines, "engine", made)
    cli("ocr", SAMPLE, "--engine", "tesserocr", "--page-timeout", "7")
    assert seen == [OcrOptions(page_timeout=7, engine="tesserocr")]


def test_without_the_extra_the_command_is_named(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(engines, "version", absent)
    result = cli("ocr", SAMPLE, "--engine", "tesserocr")
    assert result.exit_code == ExitCode.NOT_INSTALLED
    assert "pip install 'cchc-ocr[fast]'" in result.stderr


@pytest.mark.tesseract
@pytest.mark.slow
class TestTesserocr:
    """With the library itself."""

    @pytest.fixture(autouse=True)
    def library(self) -> None:
        pytest.importorskip("tesserocr", reason="the extra fast is not installed")

    def test_it_reads_as_the_program_does(self) -> None:
        page, other = engines.engine(FAST).read(sample()), TesseractEngine().read(sample())
        assert (page.width, page.height, page.origin) == (other.width, other.height, other.origin)
        words, others = set(page.text.split()), set(other.text.split())
        assert len(words & others) > 0.9 * len(others)
        assert all(word.box and 0 <= word.confidence <= 1 for line in page.lines for word in line.words)

    def test_a_page_is_read_alike_after_another(self) -> None:
        engine = engines.engine(FAST)
        first = engine.read(sample())
        engine.read(PageImage(1, np.full((400, 300), 255, np.uint8), 150))
        assert engine.read(sample()) == first

    def test_a_page_that_takes_too_long_is_given_up(self) -> None:
        engine = engines.engine(OcrOptions(engine="tesserocr", page_timeout=0.05))
        with pytest.raises(PageTimeoutError, match=r"within 0\.05 seconds"):
            engine.read(sample())
        assert engines.engine(FAST).read(sample()).lines  # and the next page is read

    @pytest.mark.parametrize(
        ("behaviour", "error", "message"),
        [
            ("time.sleep(60)", PageTimeoutError, r"within 0\.5 seconds"),
            ("sys.stdin.readline(); time.sleep(60)", PageTimeoutError, r"within 0\.5 seconds"),
            ("os.kill(os.getpid(), 11)", UnreadableError, "crashed on the page"),
            ('print(\'{"error": "no memory"}\')', UnreadableError, "no memory"),
        ],
    )
    def test_a_library_that_hangs_or_crashes_costs_its_page_alone(
        self,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
        behaviour: str,
        error: type[UnreadableError],
        message: str,
    ) -> None:
        program = tmp_path / "recogniser.py"
        program.write_text(f"import os, sys, time\n{behaviour}\n")
        limit = 0.5 if error is PageTimeoutError else 60
        engine = engines.engine(OcrOptions(engine="tesserocr", page_timeout=limit))
        with monkeypatch.context() as changed:
            changed.setattr(engines, "_idle", {})
            changed.setattr(recogniser, "__file__", str(program))
            with pytest.raises(error, match=message):
                engine.read(sample())
        assert engines.engine(FAST).read(sample()).lines

    def test_pages_are_read_by_one_process(self) -> None:
        used = []
        for _ in range(2):
            engines.engine(FAST).read(sample())
            with engines._helper() as idle:
                used.append(idle)
        assert used[0] is used[1]

    def test_missing_data_are_named(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
        with pytest.raises(NotInstalledError, match="no data for vie"):
            engines.engine(FAST).read(sample())

    def test_the_record_says_which_engine_read(self) -> None:
        record = pipeline.digitise(SAMPLE, pipeline.Options(ocr=FAST)).record
        assert record.source.engine
        assert record.source.engine.startswith("tesserocr ")
        assert record.source.engine.endswith(" vie")
