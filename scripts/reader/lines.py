"""Lines to learn from: text, print, wear, and the program's own cut, drawn from one seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

from cchc_ocr.picture.pixels import Pixels
from cchc_ocr.reading.strips import HEIGHT, LinePlace, strip_of
from reader.printing import Press
from reader.texts import Texts
from reader.wear import Extent, scanned


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """A strip of ``HEIGHT`` rows and what stands on it."""

    strip: Pixels
    text: str


class Lines:
    """Draws lines with their truth."""

    def __init__(self) -> None:
        self._texts, self._press = Texts(), Press()

    def draw(self, rng: random.Random, most: int, wear: float) -> Sample:
        """A line of at most about ``most`` characters, worn up to ``wear`` (0 to 1)."""
        while True:
            text = self._texts.line(rng, most)
            if text.strip():
                worn = wear * rng.random() ** 0.7
                grey, extent = scanned(self._press.print(rng, text), rng, worn)
                strip = strip_of(grey, _place(extent, grey, rng, worn)).ink
                if strip.shape[1] >= 4 * (len(text) + 1):
                    return Sample(strip, text)


def _place(extent: Extent, grey: Pixels, rng: random.Random, wear: float) -> LinePlace:
    """The place that the program would find: nearly around the print, sometimes through it or too high."""
    left, top, right, bottom = extent
    least = grey.shape[0] / 3.55 * rng.uniform(0.55, 0.85)  # what the other lines say of the least height
    height = max(bottom - top, least)
    loose = rng.choice([0.04, 0.08, 0.13]) * (0.7 + 0.3 * wear)
    middle = (top + bottom) / 2 + rng.gauss(0, loose / 2) * height
    left, right = (side + rng.gauss(0.01, loose) * height for side in (left, right))
    height *= max(rng.gauss(1.02, loose), 0.8) if rng.random() < 0.8 else rng.uniform(1.0, 1.5)
    width = max(right - left, height / 4)
    angle = rng.gauss(0, 0.1) if rng.random() < 0.5 else 0.0
    return LinePlace((left + right) / 2, middle, width, max(height, 5.0), angle)


def batch_of(samples: list[Sample]) -> np.ndarray:
    """The strips one above the other, count x HEIGHT x width, filled up with paper (0)."""
    width = max(sample.strip.shape[1] for sample in samples)
    width = (width + 15) // 16 * 16
    strips = np.zeros((len(samples), HEIGHT, width), np.uint8)
    for row, sample in zip(strips, samples, strict=True):
        row[:, : sample.strip.shape[1]] = sample.strip
    return strips
