"""Lines to learn from: text, print, wear, and the program's own cut, drawn from one seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

from cchc_ocr.document import Box
from cchc_ocr.reading.strips import HEIGHT, Pixels, strip_of
from reader.printing import Press
from reader.texts import Texts
from reader.wear import scanned


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
                strip = strip_of(grey, _box(extent, rng, worn), least=_least(grey, rng)).ink
                if strip.shape[1] >= 4 * (len(text) + 1):
                    return Sample(strip, text)


def _box(extent: tuple[float, float, float, float], rng: random.Random, wear: float) -> Box:
    """The box that the program's layout would give: nearly around the print, sometimes through it."""
    left, top, right, bottom = extent
    height = bottom - top
    loose = 0.03 + (0.05 if rng.random() < 0.8 else 0.11)
    shifts = [rng.gauss(0.01, loose * (0.6 + 0.4 * wear)) * height for _ in range(4)]
    x0, y0, x1, y1 = left - shifts[0], top - shifts[1], right + shifts[2], bottom + shifts[3]
    return Box(round(x0), round(y0), max(round(x1), round(x0) + 3), max(round(y1), round(y0) + 2))


def _least(grey: Pixels, rng: random.Random) -> float:
    """What the page's other lines say of the least height: 0.55 to 0.8 of a line with accents and descenders."""
    return grey.shape[0] / 3.55 * rng.uniform(0.5, 0.85)


def batch_of(samples: list[Sample]) -> np.ndarray:
    """The strips one above the other, count x HEIGHT x width, filled up with paper (0)."""
    width = max(sample.strip.shape[1] for sample in samples)
    width = (width + 15) // 16 * 16
    strips = np.zeros((len(samples), HEIGHT, width), np.uint8)
    for row, sample in zip(strips, samples, strict=True):
        row[:, : sample.strip.shape[1]] = sample.strip
    return strips
