"""The engines to choose from: the same shape of results, the same errors, one name for each."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from cchc_ocr import pipeline
from cchc_ocr.document import Page
from cchc_ocr.errors import ExitCode, NotInstalledError, UsageError
from cchc_ocr.files.opening import open_document
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.reading import engines, tesserocr
from cchc_ocr.reading.engine import OcrOptions
from cchc_ocr.reading.tesseract import TesseractEngine
from cchc_ocr.reading.tesserocr import TesserocrEngine
from cchc_ocr.repair import RepairOptions
from cchc_ocr.system import settings
from tests.conftest import Cli
from tests.paths import SAMPLES

FAST = OcrOptions(engine="tesserocr")
SAMPLE = SAMPLES / "10-cong-van-khan.png"


def first_page(file: Path) -> PageImage:
    with open_document(file) as document:
        page = document.page(1)
    assert isinstance(page, PageImage)
    return page


def test_the_options_name_the_engine() -> None:
    assert engines.engine() == TesseractEngine()
    assert engines.engine(FAST) == TesserocrEngine(FAST)


@pytest.mark.parametrize("name", engines.ENGINES)
def test_each_entry_of_the_table_is_an_engine_that_the_command_takes(name: str, cli: Cli, tmp_path: Path) -> None:
    made = engines.engine(OcrOptions(engine=name), tmp_path)
    assert made == engines.ENGINES[name].load()(OcrOptions(engine=name), tmp_path)
    assert made.install_command()
    assert name in cli("ocr", "--help").stdout
    assert engines.ENGINES[name].title in cli("doctor").stdout


def test_an_engine_that_is_not_in_the_table_is_refused(cli: Cli) -> None:
    with pytest.raises(UsageError, match=r"no engine is named 'abbyy'.*tesseract, tesserocr"):
        engines.engine(OcrOptions(engine="abbyy"))
    assert cli("ocr", SAMPLE, "--engine", "abbyy").exit_code == ExitCode.USAGE


def test_the_users_dictionaries_tell_the_better_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own").mkdir()
    table = "# cchc-ocr dictionary: syllables, format 1\nsyllable\tcount\nbrông\t1000000\n"
    (tmp_path / "own" / "syllables.tsv").write_text(table, "utf-8")
    seen: list[Mapping[str, int]] = []

    def read(image: PageImage, table: object, options: OcrOptions, syllables: Mapping[str, int]) -> Page:
        seen.append(syllables)
        return Page(image.number, origin="scan")

    monkeypatch.setattr("cchc_ocr.reading.tesseract.read_within_its_time", read)
    pipeline.read(SAMPLE, pipeline.Options(repair=RepairOptions(dictionaries=tmp_path / "own")))
    pipeline.read(SAMPLE, pipeline.Options())
    assert ["brông" in syllables for syllables in seen] == [True, False]


@pytest.mark.parametrize("options", [OcrOptions(page_timeout=7), FAST])
def test_engines_cross_processes(options: OcrOptions) -> None:
    assert pickle.loads(pickle.dumps(engines.engine(options))) == engines.engine(options)


def test_the_flag_reaches_the_engine(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[OcrOptions] = []

    def made(options: OcrOptions, dictionaries: Path | None) -> TesseractEngine:
        seen.append(options)
        raise NotInstalledError("enough")

    monkeypatch.setattr(engines, "engine", made)
    cli("ocr", SAMPLE, "--engine", "tesserocr", "--page-timeout", "7")
    assert seen == [OcrOptions(page_timeout=7, engine="tesserocr")]


def test_without_the_extra_the_command_is_named(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(tesserocr, "version", absent)
    result = cli("ocr", SAMPLE, "--engine", "tesserocr")
    assert result.exit_code == ExitCode.NOT_INSTALLED
    assert "pip install 'cchc-ocr[fast]'" in result.stderr


@pytest.mark.tesseract
@pytest.mark.slow
class TestTesseract:
    """The program, and the library that it is linked with."""

    @pytest.fixture(autouse=True)
    def library(self) -> None:
        if "library" not in TesseractEngine().way():
            pytest.skip("the library of the installed tesseract is not found")

    @pytest.mark.parametrize("name", ["04-tong-ket-5-nam.tiff", "06-quyet-dinh-xep-hang.pdf", SAMPLE.name])
    def test_both_read_the_same(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        image = first_page(SAMPLES / name)
        page = TesseractEngine().read(image)
        monkeypatch.setenv(settings.TESSERACT, "program")
        assert TesseractEngine().way().endswith("by the program, started for every reading")
        assert TesseractEngine().read(image) == page

    def test_the_program_is_started_for_questions_alone(
        self, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        log = tmp_path / "log"
        program = tmp_path / "bin/tesseract"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\necho "$1" >> {log}\nexec {shutil.which("tesseract")} "$@"\n')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
        assert cli("ocr", SAMPLE, SAMPLES / "05-cong-van-diem.jpg").exit_code == 0
        assert log.read_text().split() == ["--version", "--list-langs"]


@pytest.mark.tesseract
@pytest.mark.slow
class TestTesserocr:
    """With the library itself."""

    @pytest.fixture(autouse=True)
    def library(self) -> None:
        pytest.importorskip("tesserocr", reason="the extra fast is not installed")

    def test_it_reads_as_the_program_does(self) -> None:
        page, other = (engine.read(first_page(SAMPLE)) for engine in (TesserocrEngine(FAST), TesseractEngine()))
        assert (page.width, page.height, page.origin) == (other.width, other.height, other.origin)
        words, others = set(page.text.split()), set(other.text.split())
        assert len(words & others) > 0.9 * len(others)
        assert all(word.box and 0 <= word.confidence <= 1 for line in page.lines for word in line.words)

    def test_missing_data_are_named(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
        with pytest.raises(NotInstalledError, match="no data for vie"):
            TesserocrEngine(FAST).read(first_page(SAMPLE))

    def test_the_record_says_which_engine_read(self) -> None:
        record = pipeline.digitise(SAMPLE, pipeline.Options(ocr=FAST)).record
        assert record.source.engine
        assert record.source.engine.startswith("tesserocr ")
        assert record.source.engine.endswith(" vie")
