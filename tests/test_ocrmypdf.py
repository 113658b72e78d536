"""Our reading and repair in OCRmyPDF: what the plugin answers, and what the released program makes of a scan."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from rapidfuzz.distance import Levenshtein

pytest.importorskip("ocrmypdf", reason="the extra pdf is not installed")

from ocrmypdf.api import setup_plugin_infrastructure
from ocrmypdf.cli import get_parser
from ocrmypdf.exceptions import BadArgsError, ExitCode, MissingDependencyError

from cchc_ocr import ocrmypdf as plugin
from cchc_ocr import translation
from cchc_ocr.document import Box, Line, Page, Word
from cchc_ocr.errors import CchcError, KilledError, PageTimeoutError
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.reading.program import Installed, not_installed
from tests.paths import ROOT, SAMPLES

SIZE = (400, 200)
READ = Line((Word("Thưc", Box(20, 40, 60, 60), 0.4), Word("hiện", Box(70, 40, 110, 60), 0.9)))


@dataclass
class Reader:
    """An engine that reads the same on every page, or fails on it."""

    turned: int = 0
    error: CchcError | None = None
    name: str = "fixed"
    seen: list[PageImage] = field(default_factory=list)

    def read(self, image: PageImage) -> Page:
        self.seen.append(image)
        if self.error:
            raise self.error
        width, height = (image.height, image.width) if self.turned % 180 else (image.width, image.height)
        return Page(image.number, (READ,), "scan", width, height, turned=self.turned)


@pytest.fixture(autouse=True)
def plain_english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(translation.VARIABLE, "en")
    yield
    translation.use("en")


def options_of(*arguments: str) -> Any:
    """The options of OCRmyPDF, made by its own parser, with the plugin."""
    from ocrmypdf.cli import namespace_to_options

    plugins = setup_plugin_infrastructure(plugins=["cchc_ocr.ocrmypdf"])
    parser = get_parser()
    plugins.add_options(parser=parser)
    return namespace_to_options(parser.parse_args([*arguments, "in.pdf", "out.pdf"]))


def picture(tmp_path: Path) -> Path:
    Image.new("L", SIZE, 255).save(tmp_path / "page.png", dpi=(200, 200))
    return tmp_path / "page.png"


def with_reader(monkeypatch: pytest.MonkeyPatch, reader: Reader) -> Reader:
    monkeypatch.setattr(plugin, "_engine", lambda *_: reader)
    return reader


def test_the_words_of_a_page_are_the_repaired_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = with_reader(monkeypatch, Reader())
    tree, text = plugin.VietnameseEngine.generate_ocr(picture(tmp_path), options_of(), 4)
    assert text == "Thực hiện"
    assert [word.text for word in tree.words] == ["Thực", "hiện"]
    assert (tree.page_number, tree.dpi) == (4, pytest.approx(200, abs=0.1))
    assert [(image.number, image.dpi) for image in reader.seen] == [(5, 200)]


def test_repair_does_as_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_reader(monkeypatch, Reader())
    _, text = plugin.VietnameseEngine.generate_ocr(picture(tmp_path), options_of("--cchc-strength", "none"))
    assert text == "Thưc hiện"


@pytest.mark.parametrize(
    ("turned", "line"),
    [(0, (20, 40, 110, 60)), (90, (40, 90, 60, 180)), (180, (290, 140, 380, 160)), (270, (340, 20, 360, 110))],
)
def test_words_of_a_page_on_its_side_lie_on_the_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, turned: int, line: tuple[int, ...]
) -> None:
    with_reader(monkeypatch, Reader(turned))
    tree, _ = plugin.VietnameseEngine.generate_ocr(picture(tmp_path), options_of())
    (found,) = tree.children
    assert (found.bbox.left, found.bbox.top, found.bbox.right, found.bbox.bottom) == line
    assert (found.textangle or 0) == turned


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            PageTimeoutError("slow"),
            "it takes longer than --tesseract-timeout allows",
        ),
        (
            KilledError("tesseract crashed", hint="raise --memory"),
            "tesseract crashed",
        ),
    ],
)
def test_a_page_that_cannot_be_read_gets_no_text_and_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: CchcError,
    said: str,
) -> None:
    with_reader(monkeypatch, Reader(error=error))
    tree, text = plugin.VietnameseEngine.generate_ocr(picture(tmp_path), options_of())
    assert (tree.children, text, caplog.messages) == ([], "", [f"no text was added to the page: {said}"])


def test_no_time_for_text_means_that_none_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = with_reader(monkeypatch, Reader())
    _, text = plugin.VietnameseEngine.generate_ocr(picture(tmp_path), options_of("--tesseract-timeout", "0"))
    assert (text, reader.seen) == ("", [])


def test_what_is_missing_ends_the_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_reader(monkeypatch, Reader(error=not_installed("tesseract is not installed")))
    with pytest.raises(MissingDependencyError, match=r"tesseract is not installed; install it: .+"):
        plugin.VietnameseEngine.generate_ocr(picture(tmp_path), options_of())


@pytest.mark.parametrize(
    ("engine", "ours"), [((), True), (("--ocr-engine", "tesseract"), False), (("--ocr-engine", "none"), False)]
)
def test_another_engine_may_be_asked_for(engine: tuple[str, ...], ours: bool) -> None:
    options = options_of(*engine)
    assert isinstance(plugin.get_ocr_engine(options), plugin.VietnameseEngine) is ours
    if not ours:
        plugin.check_options(options)


@pytest.fixture
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugin.program, "installed", lambda _: Installed("/bin/tesseract", "5.3.0", ""))


@pytest.mark.usefixtures("_installed")
@pytest.mark.parametrize(
    ("arguments", "warnings"),
    [
        ((), []),
        (("-l", "vie"), []),
        (("-l", "vie+eng"), ["pages are read as Vietnamese (vie), not as eng"]),
        (("-l", "eng"), ["pages are read as Vietnamese (vie), not as eng"]),
        (
            ("--tesseract-pagesegmode", "6", "--user-words", "a.txt"),
            [
                "--tesseract-pagesegmode is not heeded: cchc-ocr chooses for each page",
                "--user-words is not heeded: cchc-ocr chooses for each page",
            ],
        ),
    ],
)
def test_what_is_not_heeded_is_told(
    caplog: pytest.LogCaptureFixture, arguments: tuple[str, ...], warnings: list[str]
) -> None:
    options = options_of(*arguments)
    plugin.check_options(options)
    assert caplog.messages == warnings
    assert options.languages == ["vie"]


@pytest.mark.usefixtures("_installed")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--pdf-renderer", "sandwich"), "cchc-ocr gives words to --pdf-renderer fpdf2 alone"),
        (("--cchc-dictionaries", "nowhere"), "nowhere: there is no such folder"),
        (("--cchc-model", "nowhere.model"), "nowhere.model"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_is_read(arguments: tuple[str, ...], said: str) -> None:
    with pytest.raises(BadArgsError, match=said):
        plugin.check_options(options_of(*arguments))


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_missing_engine_is_told_in_the_language_of_the_user(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    def missing(_: str) -> None:
        raise not_installed("tesseract has no data for vie")

    monkeypatch.setenv(translation.VARIABLE, language)
    monkeypatch.setattr(plugin.program, "installed", missing)
    said = {"en": "tesseract has no data for vie; install it: ", "vi": "tesseract chưa có dữ liệu vie; "}[language]
    with pytest.raises(MissingDependencyError, match=said):
        plugin.check_options(options_of())


def test_it_gives_words_in_one_way_alone() -> None:
    for way in (plugin.VietnameseEngine.generate_hocr, plugin.VietnameseEngine.generate_pdf):
        with pytest.raises(BadArgsError):
            way(Path("a.png"), Path("b"), Path("c"), options_of())


# From here on the released program reads a scan.

SCAN = SAMPLES / "05-cong-van-diem.jpg"
TRUTH = (SAMPLES / "05-cong-van-diem.truth.txt").read_text("utf-8").split()


def ocrmypdf(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a user types it."""
    command = [sys.executable, "-m", "ocrmypdf", *map(str, arguments)]
    told = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_THREAD_LIMIT": "1", **environment}
    return subprocess.run(command, capture_output=True, text=True, env=told, check=False)


def slips(words: list[str]) -> int:
    """How many words are wrong, missing or too many."""
    return Levenshtein.distance(TRUTH, words)


def words_in(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [word for page in pdf for word in page.get_textpage().get_text_range().split()]


def on_print(path: Path, aside: int = 0) -> float:
    """The share of the stretches of text on whose place, or so many points ``aside`` of it, there is ink."""
    with pypdfium2.PdfDocument(path) as pdf:
        page, height = pdf[0], pdf[0].get_height()
        pixels = np.asarray(page.render(scale=2, may_draw_forms=False).to_pil().convert("L")).astype(int)
        text = page.get_textpage()
        rects = [[side + aside for side in text.get_rect(at)] for at in range(text.count_rects())]
    crops = [
        pixels[round(2 * (height - top)) : round(2 * (height - bottom)), round(2 * left) : round(2 * right)]
        for left, bottom, right, top in rects
    ]
    return sum(bool(crop.size) and bool((crop < crop.max() - 80).mean() > 0.05) for crop in crops) / len(crops)


@pytest.mark.slow
@pytest.mark.tesseract
def test_a_scan_is_read_better_than_without_the_plugin(tmp_path: Path) -> None:
    ours, theirs, sidecar = tmp_path / "ours.pdf", tmp_path / "theirs.pdf", tmp_path / "ours.txt"
    done = ocrmypdf("--plugin", "cchc_ocr.ocrmypdf", "--sidecar", sidecar, SCAN, ours)
    assert done.returncode == ExitCode.ok, done.stderr
    assert ocrmypdf("-l", "vie", "--output-type", "pdf", SCAN, theirs).returncode == ExitCode.ok
    assert slips(words_in(ours)) <= 8
    assert slips(words_in(theirs)) > 50
    assert sidecar.read_text("utf-8").split() == words_in(ours)
    assert on_print(ours) > 0.98
    assert on_print(ours, aside=10) < 0.6


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.parametrize(("degrees", "most"), [(90, 8), (-1.5, 10)])
def test_words_lie_on_the_print_of_a_page_that_lies_wrong(tmp_path: Path, degrees: float, most: int) -> None:
    with Image.open(SCAN) as scan:
        level = abs(degrees) == 90
        turned = scan.convert("L").rotate(degrees, Image.Resampling.BICUBIC, expand=level, fillcolor=255)
        turned.save(tmp_path / "turned.png", dpi=(200, 200))
    out = tmp_path / "out.pdf"
    done = ocrmypdf("--plugin", "cchc_ocr.ocrmypdf", "--output-type", "pdf", tmp_path / "turned.png", out)
    assert done.returncode == ExitCode.ok, done.stderr
    assert slips(words_in(out)) <= most
    assert on_print(out) > 0.85  # pdfium cuts text that runs up the page into slivers
    assert on_print(out, aside=10) < 0.6


@pytest.mark.slow
@pytest.mark.tesseract
def test_several_pages_in_several_processes_and_what_has_text_already(tmp_path: Path) -> None:
    out, again, text = tmp_path / "out.pdf", tmp_path / "again.pdf", tmp_path / "again.txt"
    call = ("--plugin", "cchc_ocr.ocrmypdf", "-l", "vie", "--output-type", "pdf", "--jobs", "2")
    assert ocrmypdf(*call, SAMPLES / "01-ket-luan.pdf", out).returncode == ExitCode.ok
    assert "VỀ KẾT QUẢ CHẤM ĐIỂM NĂM 2020" in " ".join(words_in(out))
    assert ocrmypdf(*call, out, again).returncode == ExitCode.already_done_ocr
    assert ocrmypdf(*call, "--skip-text", out, again).returncode == ExitCode.ok
    assert words_in(again) == words_in(out)
    for mode in ("--redo-ocr", "--force-ocr"):
        assert ocrmypdf(*call, mode, "--pages", "1", "--sidecar", text, out, again).returncode == ExitCode.ok
        assert "KẾT LUẬN" in text.read_text("utf-8")


@pytest.mark.slow
@pytest.mark.tesseract
def test_the_command_says_what_is_missing(tmp_path: Path) -> None:
    done = ocrmypdf("--plugin", "cchc_ocr.ocrmypdf", SCAN, tmp_path / "out.pdf", TESSDATA_PREFIX=str(tmp_path))
    assert (done.returncode, done.stderr.count("\n")) == (ExitCode.missing_dependency, 1)
    assert done.stderr.startswith("tesseract has no data for vie; install it: ")
