"""Lines of real pages as the program cuts them, with their truth: to judge the reader by, never to learn from.

    python scripts/reader/real_lines.py FOLDER

Pages are those of samples/ and, where they are there, those of ../shared/scans and ../shared/scans-2 that have a
text. FOLDER gets real.npz, which scripts/reader/train.py and scripts/reader/judge.py read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from unittest import mock

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cchc_ocr.document import Line
from cchc_ocr.picture.pixels import PageImage, Pixels
from cchc_ocr.reading.strips import places, strip_of
from cchc_ocr.vietnamese import bare
from reader.alphabet import spelt

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
_LIKE = 0.75  # of the letters of two lines, for one to be the reading of the other
_BY_HAND = "⟦"


@dataclass(frozen=True, slots=True, eq=False)
class RealLine:
    """A line of a page: its picture, what stands there, and what the engine read at first."""

    group: str
    page: str
    strip: Pixels
    text: str
    read: str


def documents() -> Iterator[tuple[str, Path, list[str], int]]:
    """The group, file and true lines of documents, and the one page that those are of (0: all)."""
    for truth in sorted((ROOT / "samples").glob("*.truth.txt")):
        stem = truth.name.removesuffix(".truth.txt")
        file = next(path for path in truth.parent.glob(f"{stem}.*") if ".truth." not in path.name)
        yield "samples", file, truth.read_text(encoding="utf-8").splitlines(), 0
    for folder in ("scans", "scans-2"):
        for truth in sorted((SHARED / folder).glob("*-p[0-9].txt")):
            stem, number = truth.stem.rsplit("-p", 1)
            for file in sorted(truth.parent.glob(f"{stem}*")):
                if file.suffix in {".pdf", ".jpg", ".png"}:
                    yield folder, file, truth.read_text(encoding="utf-8").splitlines(), int(number)


@dataclass(frozen=True, slots=True, eq=False)
class FirstReading:
    """The lines of a page as read at first, and the level picture that their boxes lie on."""

    lines: tuple[Line, ...]
    grey: Pixels
    skew: float


@contextmanager
def tapped() -> Iterator[list[FirstReading]]:
    """The first reading of each page that is read inside."""
    from cchc_ocr.reading import rereading

    seen: list[FirstReading] = []

    def keep(lines: Sequence[Line], grey: Pixels, *_: object, skew: float = 0.0, **__: object) -> tuple[Line, ...]:
        seen.append(FirstReading(tuple(lines), grey, skew))
        return tuple(lines)

    with mock.patch.object(rereading, "reread", keep):
        yield seen


def real_lines() -> Iterator[RealLine]:
    """All lines whose truth is known. Imports what opens files here: the training has no need of it."""
    from cchc_ocr.files.opening import open_document
    from cchc_ocr.reading.engines import engine

    reader = engine()
    for group, file, truth, only in documents():
        with open_document(file) as document, tapped() as seen:
            for number in [only] if only else document.numbers:
                page = document.page(number)
                if isinstance(page, PageImage):
                    reader.read(page)
        for reading in seen:
            yield from with_truth(reading, truth, group, file.name)


def with_truth(reading: FirstReading, truth: Sequence[str], group: str, page: str) -> Iterator[RealLine]:
    """The lines whose truth is found; each true line is that of one line."""
    free = [text for text in truth if _BY_HAND not in text]
    lines = [line for line in reading.lines if line.print_box]
    for line, place in zip(lines, places([line.print_boxes for line in lines], reading.skew), strict=True):
        text = _truest(line.text, free)
        true = spelt(text) if text else None
        if text and true:
            free.remove(text)
            yield RealLine(group, page, strip_of(reading.grey, place).ink, true, line.text)


def _truest(read: str, truth: Sequence[str]) -> str | None:
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(bare(read).lower())
    best, likest = None, _LIKE
    for text in truth:
        matcher.set_seq1(bare(text).lower())
        if matcher.real_quick_ratio() > likest and matcher.quick_ratio() > likest and matcher.ratio() > likest:
            best, likest = text, matcher.ratio()
    return best


def save(lines: Sequence[RealLine], path: Path) -> None:
    strips = {f"strip{number}": line.strip for number, line in enumerate(lines)}
    words = {
        "texts": [line.text for line in lines], "groups": [line.group for line in lines],
        "pages": [line.page for line in lines], "reads": [line.read for line in lines],
    }  # fmt: skip
    np.savez_compressed(path, **strips, **{name: np.array(column) for name, column in words.items()})


def kept_lines(folder: Path) -> list[RealLine]:
    """The lines that were saved."""
    kept = np.load(folder / "real.npz", allow_pickle=False)
    columns = [kept[name].tolist() for name in ("groups", "pages", "texts", "reads")]
    return [
        RealLine(group, page, kept[f"strip{number}"], text, read)
        for number, (group, page, text, read) in enumerate(zip(*columns, strict=True))
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    lines = list(real_lines())
    save(lines, folder / "real.npz")
    print(len(lines), "lines")


if __name__ == "__main__":
    main()
