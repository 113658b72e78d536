"""Pages with stamps in colour for tests: bars for letters, and a seal."""

from __future__ import annotations

from PIL import Image, ImageDraw

from tests.sheets import sheet

Colour = tuple[int, int, int]
LETTERS, DPI = 20, 150
RED, PINK, VIOLET, BLUE, BLACK = (200, 40, 50), (230, 110, 110), (130, 60, 160), (50, 60, 170), (20, 20, 20)
X, Y, RADIUS = 700, 1580, 106  # a seal of 36 mm


def page() -> Image.Image:
    return sheet(LETTERS, height=1450).convert("RGB").crop((0, 0, 1240, 1754)).point(lambda v: v or 255)


def letters(picture: Image.Image, x: int, y: int, count: int, colour: Colour, size: int = 24) -> None:
    """Bars with a foot, in words of four."""
    pen = ImageDraw.Draw(picture)
    for at in range(count):
        left = x + at * 22 + at // 4 * 10
        pen.rectangle((left, y, left + 5, y + size), fill=colour)
        pen.rectangle((left, y + size - 5, left + 13, y + size), fill=colour)


def seal(picture: Image.Image, colour: Colour) -> None:
    pen = ImageDraw.Draw(picture)
    for radius in (RADIUS, RADIUS - 9):
        pen.ellipse((X - radius, Y - radius, X + radius, Y + radius), outline=colour, width=3)
    letters(picture, X - 40, Y - 12, 4, colour)
