"""Charts as pictures: of a size that fits the page, the same each time, whatever the names are."""

from __future__ import annotations

import io
import logging

import matplotlib as mpl
import numpy as np
import pytest
from PIL import Image

from cchc_ocr.export.charts import Drawing
from cchc_ocr.report.pictures import picture, told
from tests.compared import BARS, LINES


def pixels(drawing: Drawing) -> np.ndarray:
    with Image.open(io.BytesIO(picture(drawing))) as image:
        return np.asarray(image.convert("L"))


@pytest.mark.parametrize("drawing", [LINES, BARS], ids=["lines", "bars"])
def test_the_same_figures_give_the_same_bytes_whatever_the_user_set(
    drawing: Drawing, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = picture(drawing)
    monkeypatch.setitem(mpl.rcParams, "axes.facecolor", "black")
    monkeypatch.setitem(mpl.rcParams, "font.size", 30)
    assert picture(drawing) == first
    assert mpl.rcParams["font.size"] == 30, "what others have set stays"


@pytest.mark.parametrize("drawing", [LINES, BARS], ids=["lines", "bars"])
def test_nothing_is_cut_at_the_edges(drawing: Drawing) -> None:
    page = pixels(drawing)
    edges = np.concatenate([page[:2].ravel(), page[-2:].ravel(), page[:, :2].ravel(), page[:, -2:].ravel()])
    assert edges.min() > 200
    assert page.min() < 60


def test_more_bars_make_a_higher_picture() -> None:
    many = Drawing("a", ("2023",), {f"Tiêu chí {number}": (0.5,) for number in range(20)}, bars=True)
    assert 2 * len(pixels(BARS)) < len(pixels(many))


def test_names_of_any_kind_and_length_can_be_drawn(caplog: pytest.LogCaptureFixture) -> None:
    names = {"$x^{2$ & <b>": (0.5,), "dài " * 60: (0.4,), "": (0.3,), "\\frac{": (0.2,)}
    with caplog.at_level(logging.WARNING, "matplotlib"):
        assert picture(Drawing("a", ("2023",), names, bars=True)).startswith(b"\x89PNG")
        assert picture(Drawing("a", ("2022", "2023"), dict.fromkeys(names, (0.5, 0.6)), bars=False))


def test_bodies_are_told_apart_without_colours() -> None:
    one = Drawing("a", ("2021", "2022"), {f"Sở {number}": (0.5, 0.6) for number in range(8)}, bars=False)
    half = Drawing("a", ("2021", "2022"), {f"Sở {number}": (0.5, 0.6) for number in range(4)}, bars=False)
    assert len(pixels(one)) > len(pixels(half)), "the names below it have their room"


def test_pictures_tell_their_figures_to_those_who_do_not_see_them() -> None:
    assert told(LINES) == "Chỉ số. Sở Nội vụ: 2021 88.0%, 2023 90.0%; Sở Y tế: 2023 91.0%"
