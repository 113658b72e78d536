"""Each word of a searchable PDF lies on its print, whatever the boxes, turns and units of the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("ocrmypdf", reason="the extra pdf is not installed")

from cchc_ocr.files import searchable
from tests import bars

A4 = (595.0, 842.0)
WHOLE = (595, 0, 0, 842, 0, 0)
CASES: dict[str, dict[str, Any]] = {
    "plain": {"MediaBox": [0, 0, 595, 842], "place": WHOLE},
    "crop": {"MediaBox": [0, 0, 595, 842], "CropBox": [60, 90, 500, 800], "place": WHOLE},
    "crop off the edges": {"MediaBox": [0, 0, 595, 842], "CropBox": [-50, 200, 700, 900], "place": WHOLE},
    "offset origin": {"MediaBox": [100, 200, 695, 1042], "place": (595, 0, 0, 842, 100, 200)},
    "negative origin": {"MediaBox": [-300, -400, 295, 442], "place": (595, 0, 0, 842, -300, -400)},
    "offset and crop": {
        "MediaBox": [-100, -100, 595, 842],
        "CropBox": [20, 100, 560, 760],
        "place": WHOLE,
    },
    "corners the wrong way round": {"MediaBox": [595, 842, 0, 0], "CropBox": [500, 800, 60, 90], "place": WHOLE},
    "half of a spread": {"MediaBox": [0, 0, 1190, 842], "CropBox": [595, 0, 1190, 842],
                         "place": (1190, 0, 0, 842, 0, 0)},
    "turned and cropped": {"MediaBox": [0, 0, 595, 842], "CropBox": [60, 90, 500, 800], "Rotate": 90,
                           "place": (0, 842, -595, 0, 595, 0)},
    "upside down": {"MediaBox": [0, 0, 595, 842], "Rotate": 180, "place": (-595, 0, 0, -842, 595, 842)},
    "turned, cropped, offset": {"MediaBox": [50, -60, 645, 782], "CropBox": [100, 0, 600, 700], "Rotate": 270,
                                "place": (0, -842, 595, 0, 50, 782)},
    "user unit": {"MediaBox": [0, 0, 119, 168.4], "UserUnit": 5, "place": (119, 0, 0, 168.4, 0, 0)},
    "user unit and crop": {"MediaBox": [0, 0, 119, 168.4], "CropBox": [12, 18, 100, 160], "UserUnit": 5,
                           "place": (119, 0, 0, 168.4, 0, 0)},
    "with a margin": {"MediaBox": [0, 0, 595, 842], "place": (555, 0, 0, 785, 30, 40)},
    "with one margin": {"MediaBox": [0, 0, 595, 842], "place": (535, 0, 0, 842, 60, 0)},
    "small on its page": {"MediaBox": [0, 0, 595, 842], "place": (300, 0, 0, 420, 200, 300)},
    "larger than its page": {"MediaBox": [0, 0, 595, 842], "place": (640, 0, 0, 905, -20, -40)},
    "slanted": {"MediaBox": [0, 0, 595, 842], "place": (590, 12, -17, 836, 10, 0)},
    "stretched": {"MediaBox": [0, 0, 595, 421], "place": (595, 0, 0, 421, 0, 0)},
    "mirrored": {"MediaBox": [0, 0, 595, 842], "place": (-595, 0, 0, 842, 595, 0)},
}  # fmt: skip


def check(data: bytes, at: int = 0, name: str = "") -> None:
    """Every bar that is shown has its word on it, and no word lies elsewhere."""
    print_, words = bars.shown(data, at)
    assert len(print_) >= 10, name
    assert list(words) == [f"chữ{number}" for number in range(len(print_))], name
    for ink, word in zip(print_, words.values(), strict=True):
        assert bars.overlap(ink, word) > 0.5, (name, ink, word)


@pytest.mark.parametrize("name", ["half of a spread", "turned, cropped, offset"])
def test_words_lie_on_their_print(tmp_path: Path, name: str) -> None:
    path = bars.pdf_of(tmp_path / "a.pdf", CASES[name])
    data, remarks = searchable.render(path, bars.read_all(path))
    assert remarks == ()
    check(data)


@pytest.mark.slow
def test_in_a_file_of_many_kinds_of_pages(tmp_path: Path) -> None:
    """All cases as pages of one file, which share the picture."""
    path = bars.pdf_of(tmp_path / "a.pdf", *CASES.values())
    data, _ = searchable.render(path, bars.read_all(path))
    for at, name in enumerate(CASES):
        check(data, at, name)
