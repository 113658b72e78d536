#!/usr/bin/env python3
"""Pages of print as scans show them, and what tesseract reads on them: what ``learn_emissions.py`` learns from.

usage: worn_pages.py [--corpus DIR] [--pages N] [--engines vie eng] [--pairs DIR]

Lines of the corpus are set as pages in Tinos, worn as scans are (resolution, blur, noise, thin strokes, JPEG,
black-and-white, skew) and read by tesseract with its Vietnamese and with its English data (many old scans were
read with the latter). The pairs of lines go to ``--pairs``, pages by turns to a train and to a dev file. The seed
is fixed: the same corpus, fonts and tesseract give the same pairs. Needs tesseract-ocr, tesseract-ocr-vie and
fonts-croscore.
"""

from __future__ import annotations

import argparse
import csv
import io
import lzma
import os
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cchc_ocr.vietnamese import nfc  # noqa: E402

ENGINES = ("vie", "eng")
HALVES = ("train", "dev")
TEXTS = ("legal-train", "procedures")
FONTS = Path("/usr/share/fonts/truetype/croscore")
LINES_A_PAGE = 40
TEXT_WIDTH_MM = 160  # of an A4 page with the margins of Nghị định 30/2020/NĐ-CP


@dataclass(frozen=True, slots=True)
class Wear:
    """How a page is printed and scanned: size in points, blur in pixels, noise in grey levels, skew in degrees."""

    face: str
    size: float
    dpi: int
    ink: int
    blur: float
    noise: float
    skew: float
    thin: bool
    bilevel: bool
    quality: int
    capitals: bool

    @staticmethod
    def drawn(dice: random.Random) -> Wear:
        dpi = dice.choice((150, 150, 200, 200, 250, 300))
        return Wear(
            face=dice.choice(("Regular",) * 6 + ("Bold", "Bold", "Italic", "BoldItalic")),
            size=dice.choice((12, 13, 13.5, 14)),
            dpi=dpi,
            ink=dice.randint(20, 110),
            blur=dice.uniform(0.2, 1.1) * dpi / 200,
            noise=dice.choice((0, 6, 12, 24)),
            skew=dice.uniform(-0.35, 0.35),
            thin=dpi >= 250 and dice.random() < 0.3,
            bilevel=dice.random() < 0.3,
            quality=dice.choice((35, 50, 70, 90)),
            capitals=dice.random() < 0.1,
        )

    def rougher(self) -> Wear:
        """A page as old copies and hasty scans have it; on a fair one the Vietnamese data hardly errs."""
        return replace(
            self,
            dpi=min(self.dpi, 150),
            ink=self.ink + 20,
            blur=self.blur + 0.25,
            noise=self.noise + 4,
            thin=False,
        )


def make_pairs(corpus: Path, pages: int, engines: Iterable[str], target: Path) -> None:
    """Sets, wears and reads pages; writes a line "printed TAB read" for each printed line."""
    target.mkdir(parents=True, exist_ok=True)
    paragraphs = _paragraphs(corpus)
    files = {
        (e, half): (target / f"{e}.{half}.tsv").open("w", encoding="utf-8") for e in engines for half in HALVES
    }
    for number in range(pages):
        for engine in engines:
            dice = random.Random(f"{engine} {number}")
            wear = Wear.drawn(dice)
            if engine == "vie" and number % 4 < 2:
                wear = wear.rougher()
            file = files[engine, HALVES[number % 2]]
            file.writelines(f"{printed}\t{seen}\n" for printed, seen in _page(paragraphs, wear, dice, engine))
            file.flush()
        print(f"page {number + 1} of {pages}", file=sys.stderr)
    for file in files.values():
        file.close()


def _paragraphs(corpus: Path) -> list[str]:
    """Paragraphs long enough to be prose."""
    found = []
    for name in TEXTS:
        with lzma.open(corpus / f"{name}.txt.xz", "rt", encoding="utf-8") as text:
            found += [" ".join(nfc(line).split()) for line in text if len(line) > 120]
    return found


def _page(paragraphs: list[str], wear: Wear, dice: random.Random, engine: str) -> Iterator[tuple[str, str]]:
    font = ImageFont.truetype(str(FONTS / f"Tinos-{wear.face}.ttf"), round(wear.size * wear.dpi / 72))
    lines: list[str] = []
    while len(lines) < LINES_A_PAGE:
        text = dice.choice(paragraphs)
        # A page shows at most four lines of one paragraph, so that many texts are seen.
        lines += _wrapped(text.upper() if wear.capitals else text, font, wear)[:4]
    lines = lines[:LINES_A_PAGE]
    pitch = round(font.size * 1.45)
    seen = _read(_worn(_set(lines, font, wear, pitch), wear, dice), wear.dpi, engine)
    for number, line in enumerate(lines, 1):
        words = [word for word in seen if round(word.middle / pitch) == number]
        yield line, " ".join(word.text for word in sorted(words, key=lambda word: word.left))


def _wrapped(text: str, font: ImageFont.FreeTypeFont, wear: Wear) -> list[str]:
    """The text broken into lines of the width of the type area; the last, short one is left out."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if font.getlength(longer) > TEXT_WIDTH_MM / 25.4 * wear.dpi:
            lines.append(line)
            longer = word
        line = longer
    return [line for line in lines if line]


def _set(lines: list[str], font: ImageFont.FreeTypeFont, wear: Wear, pitch: int) -> Image.Image:
    """Black on white; the middle of line n (from 1) is at n * pitch."""
    margin = round(wear.dpi * 0.5)
    width = round(TEXT_WIDTH_MM / 25.4 * wear.dpi) + 2 * margin
    image = Image.new("L", (width, pitch * (len(lines) + 2)), 255)
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines, 1):
        draw.text((margin, number * pitch), line, font=font, fill=wear.ink, anchor="lm")
    return image


def _worn(image: Image.Image, wear: Wear, dice: random.Random) -> Image.Image:
    """The page as a scanner gives it."""
    if wear.thin:
        image = image.filter(ImageFilter.MaxFilter(3))
    image = image.rotate(wear.skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    image = image.filter(ImageFilter.GaussianBlur(wear.blur))
    grain = np.random.default_rng(dice.getrandbits(32)).normal(0, wear.noise, (image.height, image.width))
    image = Image.fromarray(np.clip(np.asarray(image) * 0.94 + grain, 0, 255).astype(np.uint8))
    if wear.bilevel:
        return image.point(lambda grey: 255 if grey > 150 else 0)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=wear.quality)
    return Image.open(buffer)


@dataclass(frozen=True, slots=True)
class _Seen:
    left: int
    middle: float
    text: str


def _read(image: Image.Image, dpi: int, engine: str) -> list[_Seen]:
    """The words tesseract reads, with their places."""
    buffer = io.BytesIO()
    image.convert("L").save(buffer, "PPM")
    command = ["tesseract", "stdin", "stdout", "-l", engine, "--psm", "6", "--dpi", str(dpi), "tsv"]
    done = subprocess.run(
        command,
        input=buffer.getvalue(),
        capture_output=True,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    rows = csv.DictReader(io.StringIO(done.stdout.decode()), delimiter="\t", quoting=csv.QUOTE_NONE)
    # A word without ascenders is as high as its middle; tone marks above and below shift its box a little only.
    return [
        _Seen(int(row["left"]), int(row["top"]) + int(row["height"]) / 2, nfc(row["text"].strip()))
        for row in rows
        if row["level"] == "5" and (row["text"] or "").strip()
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description="Makes worn pages and pairs of lines: as printed, as read.")
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--pages", type=int, default=60, help=f"pages of {LINES_A_PAGE} lines for each engine")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES, help="those to make pairs for")
    parser.add_argument("--pairs", type=Path, default=Path("/tmp/cchc-ocr-pairs"))
    options = parser.parse_args()
    if not options.corpus.is_dir():
        print(f"{options.corpus}: no such folder; no pages are made", file=sys.stderr)
        return 0
    make_pairs(options.corpus, options.pages, options.engines, options.pairs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
