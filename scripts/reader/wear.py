"""What scanners, copiers and stamps do to a line, from clean (0) to hardly legible (1)."""

from __future__ import annotations

import random

import cv2
import numpy as np
from numpy.typing import NDArray

from reader.printing import SIZE, Print

Pixels = NDArray[np.uint8]
Ink = NDArray[np.float32]
Extent = tuple[float, float, float, float]
"""Left, top, right and bottom of the print in pixels of the picture."""


def scanned(printed: Print, rng: random.Random, wear: float) -> tuple[Pixels, Extent]:
    """The line as a scan would show it, black on white, and where the print lies on it."""
    noise = np.random.default_rng(rng.getrandbits(32))
    scale = _scale(rng, wear)
    ink, extent = _smaller(printed, scale, rng, wear)
    if rng.random() < 0.4:
        ink = _warped(ink, rng, noise)
    if rng.random() < 0.1 + 0.25 * wear:
        _stroke(ink, rng)
    ink = _edges(ink, rng, noise, wear)
    if rng.random() < 0.15 * wear:
        ink = np.maximum(ink, _bleeding(ink, rng))
    grey = _on_paper(ink, rng, noise, wear)
    if rng.random() < 0.22 + 0.1 * wear:
        grey = _black_white(grey, rng)
    if rng.random() < 0.4:
        quality = rng.randint(round(80 - 60 * wear), 95)
        _, packed = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, quality])
        grey = np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)
    return grey, extent


def _scale(rng: random.Random, wear: float) -> float:
    """From 13 points at 70 to 300 dpi to the size of the print; coarse ones are rarer, and only where worn."""
    dpi = rng.choice([200, 300, rng.uniform(150, 300), rng.uniform(230 - 150 * wear, 300)])
    points = rng.choice([13, 13, 14, 14, 12, rng.uniform(9, 16)])
    return points * dpi / 72 / SIZE


def _smaller(printed: Print, scale: float, rng: random.Random, wear: float) -> tuple[Ink, Extent]:
    """The print at the scanner's resolution, a bit askew."""
    narrow = scale * min(max(rng.gauss(0.99, 0.05), 0.84), 1.14)
    height, width = max(round(printed.ink.shape[0] * scale), 4), max(round(printed.ink.shape[1] * narrow), 4)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    ink = cv2.resize(printed.ink, (width, height), interpolation=how).astype(np.float32) / 255
    extent = (printed.left * narrow, printed.top * scale, printed.right * narrow, printed.bottom * scale)
    if rng.random() < 0.6:
        angle = rng.gauss(0, 0.12 + 0.25 * wear)
        if width > 25 * height:
            angle = angle / 2
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        matrix[0, 1] += rng.gauss(0, 0.02)
        matrix[:, 2] += rng.random(), rng.random()
        ink = cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_LINEAR)
    return ink, extent


def _warped(ink: Ink, rng: random.Random, noise: np.random.Generator) -> Ink:
    """Letters a bit narrower, wider, lower and higher than the next: other drawings of Times, copies of copies."""
    height, width = ink.shape
    coarse, far = height * rng.uniform(0.06, 0.25), height * rng.uniform(0.002, 0.009)
    rows, columns = (max(2, round(side / coarse)) for side in (height, width))
    moves = noise.standard_normal((rows, columns, 2)).astype(np.float32) * far
    moves = cv2.resize(moves, (width, height), interpolation=cv2.INTER_CUBIC)
    xs, ys = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return np.asarray(cv2.remap(ink, xs + moves[..., 0], ys + moves[..., 1], cv2.INTER_LINEAR), np.float32)


def _stroke(ink: Ink, rng: random.Random) -> None:
    """A pen's stroke, a piece of a seal's ring, or a fold, over or beside the print."""
    height, width = ink.shape
    shade, thick = rng.uniform(0.3, 0.95), max(1, round(height * rng.uniform(0.01, 0.04)))
    layer = np.zeros_like(ink)
    way = rng.random()
    if way < 0.4:
        radius = round(height * rng.uniform(0.8, 3))
        centre = (round(rng.uniform(0, width)), round(rng.uniform(-1, 2) * height))
        for ring in range(rng.randint(1, 2)):
            cv2.circle(layer, centre, max(radius - ring * 3 * thick, 1), shade, thick, cv2.LINE_AA)
    elif way < 0.8:
        start = rng.uniform(0, width)
        xs = start + np.cumsum([rng.gauss(height * 0.2, height * 0.4) for _ in range(rng.randint(2, 9))])
        ys = [rng.uniform(0, height) for _ in xs]
        points = np.array([*zip(xs, ys, strict=True)], np.int32).reshape(-1, 1, 2)
        cv2.polylines(layer, [points], False, shade, thick, cv2.LINE_AA)
    else:
        at = round(rng.uniform(0, width))
        cv2.line(layer, (at, 0), (at + round(rng.gauss(0, 3)), height), shade, thick, cv2.LINE_AA)
    np.maximum(ink, layer, out=ink)


def _edges(ink: Ink, rng: random.Random, noise: np.random.Generator, wear: float) -> Ink:
    """Blurred, then thinner or thicker, with pieces missing."""
    sigma = abs(rng.gauss(0, 0.35 + 0.55 * wear))
    small = min(1.0, ink.shape[0] / 90)  # coarse pictures are blurred enough as they are
    if sigma > 0.2:
        ink = cv2.GaussianBlur(ink, (0, 0), max(sigma * (0.4 + 0.6 * small), 0.15))
    if rng.random() < 0.08 * wear:
        length = rng.randint(2, 4)
        kernel = np.full((1, length) if rng.random() < 0.5 else (length, 1), 1 / length, np.float32)
        ink = cv2.filter2D(ink, -1, kernel)
    if rng.random() < 0.55:
        limit, steep = rng.gauss(0.5, 0.05 + 0.10 * wear), rng.uniform(1.2, 4)
        uneven = rng.uniform(0, 0.22) * wear if rng.random() < 0.5 else 0.0
        limits = limit + _clouds(ink.shape, rng, noise) * uneven
        ink = np.clip((ink - limits) * steep + 0.5, 0, 1).astype(np.float32)
    if rng.random() < 0.2 * wear:
        ink = ink * (1 - rng.uniform(0.3, 0.9) * (_clouds(ink.shape, rng, noise) > rng.uniform(0.8, 1.6)))
    if rng.random() < 0.12 * wear:
        ink = ink * (noise.random(ink.shape) > rng.uniform(0.02, 0.3))
    return np.asarray(ink, np.float32)


def _clouds(shape: tuple[int, ...], rng: random.Random, noise: np.random.Generator) -> Ink:
    """Smooth noise of mean 0 and deviation 1."""
    coarse = rng.uniform(1.2, 8)
    rows, columns = (max(2, round(side / coarse)) for side in shape)
    small = noise.standard_normal((rows, columns)).astype(np.float32)
    return np.asarray(cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR), np.float32)


def _bleeding(ink: Ink, rng: random.Random) -> Ink:
    """The other side of the sheet, mirrored and pale."""
    back = np.roll(ink[:, ::-1], (rng.randint(-9, 9), rng.randint(-40, 40)), (0, 1))
    return np.asarray(cv2.GaussianBlur(back, (0, 0), 1.2) * rng.uniform(0.1, 0.35), np.float32)


def _on_paper(ink: Ink, rng: random.Random, noise: np.random.Generator, wear: float) -> Pixels:
    height, width = ink.shape
    paper = 255 - abs(rng.gauss(0, 12 + 40 * wear))
    black = abs(rng.gauss(0, 20 + 60 * wear))
    black = min(black, paper - 55)
    grey = paper - ink * (paper - black)
    if rng.random() < 0.25 * wear:
        grey = grey * np.linspace(rng.uniform(0.6, 1), rng.uniform(0.6, 1), width, dtype=np.float32)
    if rng.random() < 0.2 * wear:
        grey = grey * np.linspace(rng.uniform(0.75, 1), rng.uniform(0.75, 1), height, dtype=np.float32)[:, None]
    if rng.random() < 0.3 + 0.3 * wear:
        grain = noise.standard_normal((height, width)).astype(np.float32) * abs(rng.gauss(0, 4 + 16 * wear))
        grey = grey + (cv2.GaussianBlur(grain, (0, 0), 0.7) * 1.6 if rng.random() < 0.4 else grain)
    if rng.random() < 0.25 * wear:
        _speckles(grey, rng, noise)
    return np.asarray(np.clip(grey, 0, 255), np.uint8)


def _speckles(grey: Ink, rng: random.Random, noise: np.random.Generator) -> None:
    height, width = grey.shape
    for _ in range(round(height * width * 10 ** rng.uniform(-4.5, -2.6))):
        x, y = int(noise.integers(width)), int(noise.integers(height))
        side = 1 + int(noise.random() < 0.3)
        grey[y : y + side, x : x + side] = noise.choice([20.0, 60.0, 255.0])


def _black_white(grey: Pixels, rng: random.Random) -> Pixels:
    limit, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return np.asarray(np.where(grey < limit + rng.gauss(5, 14), 0, 255), np.uint8)
