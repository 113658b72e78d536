"""Lines to learn from are made alike from one seed, hold only what the reader can write, and can be learned."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader import lines, texts
from reader.alphabet import ALPHABET, spelt
from reader.errors import distance
from reader.lines import Lines, Sample, batch_of

PARAGRAPHS = ["Căn cứ Luật Tổ chức chính quyền địa phương;", "Sở Nội vụ tỉnh Sơn Hà báo cáo kết quả như sau:"]


@pytest.fixture(scope="module")
def made() -> Lines:
    pytest.importorskip("PIL")
    if not any(Path("/usr/share/fonts").rglob("Tinos-Regular.ttf")):
        pytest.skip("fonts-croscore is not installed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "_paragraphs", lambda: PARAGRAPHS * 5)
        return lines.Lines()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Điê\u0300u  1…", "Điều 1..."),
        ("5 m²", "5 m2"),
        ("−7\u00a0°C", "-7 °C"),
        ("Ðắk Lắk", "Đắk Lắk"),
        ("α", None),
        ("", None),
        ("  ", None),
    ],
)
def test_texts_are_written_in_signs_that_the_reader_knows(text: str, written: str | None) -> None:
    assert spelt(text) == written


def test_each_sign_is_known_once() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert {"ệ", "Ữ", "đ", "–", "%", "5", " "} <= set(ALPHABET)


@given(st.text("ab", max_size=6), st.text("ab", max_size=6), st.text("ab", max_size=6))
def test_distance_is_a_distance(one: str, two: str, three: str) -> None:
    assert distance(one, two) == distance(two, one)
    assert (distance(one, two) == 0) == (one == two)
    assert distance(one, three) <= distance(one, two) + distance(two, three)
    assert abs(len(one) - len(two)) <= distance(one, two) <= max(len(one), len(two))


def test_one_seed_makes_the_same_texts(made: Lines) -> None:
    first, second = (random.Random(7) for _ in range(2))
    both = [[made._texts.line(rng, 40) for _ in range(30)] for rng in (first, second)]
    assert both[0] == both[1]
    assert len(set(both[0])) > 15


@pytest.mark.parametrize("wear", [0.0, 0.5, 1.0])
def test_lines_can_be_learned(made: Lines, wear: float) -> None:
    rng = random.Random(str(wear))
    for _ in range(12):
        sample = made.draw(rng, 50, wear)
        assert spelt(sample.text) == sample.text
        assert sample.strip.shape[0] == 40
        assert sample.strip.shape[1] >= 4 * len(sample.text)
        assert sample.strip.max() > 150
        assert np.median(sample.strip) < 60


def test_a_batch_is_filled_up_with_paper() -> None:
    narrow, wide = (Sample(np.full((40, width), 255, np.uint8), "a") for width in (10, 30))
    strips = batch_of([narrow, wide])
    assert strips.shape == (2, 40, 32)
    assert strips[0, :, 10:].max() == 0
    assert strips[1, :, :30].min() == 255
