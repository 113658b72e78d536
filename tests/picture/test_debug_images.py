"""What --debug-images writes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from cchc_ocr.cli.app import app
from cchc_ocr.document import Box, Line, Page
from cchc_ocr.errors import ExitCode, UsageError
from cchc_ocr.picture import debug_images
from cchc_ocr.picture.grids import Cell, Grid
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.pipeline import Options, with_debug_images
from cchc_ocr.reading.engine import OcrOptions
from cchc_ocr.reading.page import read_page
from tests.engines import Replaying, run
from tests.sheets import sheet

STEPS = ["as-it-is", "colours", "paper", "border", "skew-and-size", "sharpness", "seals", "strokes", "grain"]


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def page(picture: Image.Image) -> PageImage:
    return PageImage(3, np.asarray(picture.convert("RGB")), 150)


def test_every_step_of_a_page_leaves_a_picture(tmp_path: Path) -> None:
    read_page(page(sheet()), Replaying([[run("Kế hoạch", 100, 200)]]), OcrOptions(debug_images=tmp_path))
    steps = enumerate([*STEPS, "lines-and-tables"], 1)
    assert names(tmp_path) == [f"page-003-{at:02}-{step}.png" for at, step in steps]
    with Image.open(tmp_path / "page-003-01-as-it-is.png") as first:
        assert first.size == (1240, 1754)


def test_a_page_on_its_side_has_pictures_of_both_ways_round(tmp_path: Path) -> None:
    good, bad = [run("Bảng tổng hợp", 100, 200)], [run("x", 100, 200, confidence=0.2)]
    turned = page(sheet().rotate(90, expand=True))
    read_page(turned, Replaying([bad, good]), OcrOptions(debug_images=tmp_path))
    starts = {name.split("-01-")[0] for name in names(tmp_path) if "-01-" in name}
    assert starts == {"page-003", "page-003-turned-270", "page-003-turned-90"}


def test_no_pictures_without_being_asked(tmp_path: Path) -> None:
    read_page(page(sheet()), Replaying([[run("Kế hoạch", 100, 200)]]))
    assert names(tmp_path) == []


def test_lines_are_framed_in_the_colour_of_their_zone_and_cells_too() -> None:
    paper = np.full((600, 400), 255, np.uint8)
    line = Line(tuple(run("Số: 12", 50, 60)), zone="header-left")
    box = Box(20, 200, 380, 300)
    grid = Grid(box, 1, 1, (Cell(0, 0, box),), paper)
    picture = debug_images.drawn(paper, [line, Line(())], [grid])
    assert tuple(picture[60, 80]) == (220, 40, 40)
    assert tuple(picture[200, 100]) == (0, 170, 190)
    assert (paper == 255).all()


@pytest.mark.parametrize("make", ["file", "below a file", "no place"])
def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path, make: str) -> None:
    (tmp_path / "there").write_text("")
    places = {"file": tmp_path / "there", "below a file": tmp_path / "there/x", "no place": Path("/proc/x/y")}
    with pytest.raises(UsageError, match="cannot be written to") as caught:
        with_debug_images(Options(), places[make], Path("a.pdf"))
    assert "--debug-images" in caught.value.hint


def test_a_picture_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        debug_images.save(tmp_path / "gone" / "x.png", np.zeros((4, 4), np.uint8))


def test_the_flag_reaches_reading_with_a_folder_for_each_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[OcrOptions] = []

    def read(path: Path, options: Options, **_: object) -> list[Page]:
        seen.append(options.ocr)
        return [Page(1, (Line.from_text("một"),))]

    monkeypatch.setattr("cchc_ocr.pipeline.read", read)
    result = CliRunner().invoke(app, ["ocr", "--raw", "--debug-images", str(tmp_path / "why"), "a.pdf", "b.pdf"])
    assert result.exit_code == 0, result.output
    assert [options.debug_images for options in seen] == [tmp_path / "why/a.pdf", tmp_path / "why/b.pdf"]


def test_files_of_one_name_do_not_share_a_folder(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["ocr", "--debug-images", str(tmp_path), "x/a.pdf", "y/a.pdf"])
    assert result.exit_code == ExitCode.USAGE and not list(tmp_path.iterdir())
