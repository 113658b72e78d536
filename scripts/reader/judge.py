"""Judge the reader alone, side by side with the first reading of tesseract, on lines of real pages.

    python scripts/reader/judge.py FOLDER [FILE] [--worst N]

FOLDER holds real.npz (scripts/reader/real_lines.py), FILE is the network (FOLDER/reader.onnx otherwise). Nothing
is repaired. Told are the errors per sign and per word of each group and page, those of words with figures, how
often the true word is among the readings, the seconds a line, and the temperature that makes the network as sure
as it is right.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from cchc_ocr.picture.pixels import Pixels
from cchc_ocr.reading.ctc import Logs
from cchc_ocr.reading.line_reader import LineReader, WordReading, line_reader
from cchc_ocr.reading.strips import Strip
from reader.alphabet import spelt
from reader.errors import distance
from reader.real_lines import RealLine, kept_lines

_TEMPERATURES = (0.8, 1.0, 1.3, 1.7, 2.2, 3.0)
_ON_STRIP = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])


@dataclass(frozen=True, slots=True)
class Reading:
    """A line, what the engine read and what the reader did."""

    line: RealLine
    words: Sequence[WordReading]

    @property
    def text(self) -> str:
        return " ".join(reading.word.text for reading in self.words)

    @property
    def engine(self) -> str:
        return spelt(self.line.read) or self.line.read


def readings(reader: LineReader, lines: Sequence[RealLine], others: int) -> Iterator[Reading]:
    for line in lines:
        yield Reading(line, reader.read_strip(Strip(line.strip, _ON_STRIP), others).words)


def remembering(reader: LineReader) -> LineReader:
    """The reader, with what its network said of each strip kept."""
    known: dict[int, Logs] = {}

    def scores(strip: Pixels) -> Logs:
        if id(strip) not in known:
            known[id(strip)] = reader.network.scores(strip)
        return known[id(strip)]

    return LineReader(replace(reader.network, scores=scores))


Chosen = Callable[[Reading], str]


def rate(found: Sequence[Reading], text: Chosen, parted: Callable[[str], Sequence[str]]) -> float:
    """The errors of a hundred true parts (signs or words)."""
    wrong = sum(distance(parted(one.line.text), parted(text(one))) for one in found)
    return 100 * wrong / max(sum(len(parted(one.line.text)) for one in found), 1)


def figures_rate(found: Sequence[Reading], text: Chosen) -> float:
    """Of a hundred words with figures, those that are not read right."""
    wrong = whole = 0
    for one in found:
        true, read = one.line.text.split(), text(one).split()
        right = {place for start, _, size in _blocks(true, read) for place in range(start, start + size)}
        places = [at for at, word in enumerate(true) if any(sign.isdigit() for sign in word)]
        whole += len(places)
        wrong += sum(at not in right for at in places)
    return 100 * wrong / max(whole, 1)


def _blocks(true: Sequence[str], read: Sequence[str]) -> list[tuple[int, int, int]]:
    return [(*block,) for block in SequenceMatcher(None, true, read, autojunk=False).get_matching_blocks()]


def judged_words(found: Sequence[Reading]) -> Iterator[tuple[WordReading, str]]:
    """Each word with the true word in its place, where the line has as many words as it should."""
    for one in found:
        true = one.line.text.split()
        if len(true) == len(one.words):
            yield from zip(one.words, true, strict=True)


def loss(found: Sequence[Reading]) -> float:
    """The mean surprise at whether a word is right."""
    words = list(judged_words(found))
    sure = np.clip([reading.word.confidence for reading, _ in words], 1e-4, 1 - 1e-4)
    right = np.array([reading.word.text == true for reading, true in words])
    return float(-np.log(np.where(right, sure, 1 - sure)).mean())


def table(title: str, groups: dict[str, list[Reading]]) -> None:
    kinds = " | ".join(f"{kind} %: reader | tesseract" for kind in ("signs", "words", "figures"))
    print(f"\n| {title} | lines | {kinds} |\n| --- |" + " ---: |" * 7)
    for name, found in groups.items():
        figures = [f"{len(found)}"]
        for parted in (list, str.split):
            figures += [f"{rate(found, text, parted):.2f}" for text in (_ours, _engines)]
        figures += [f"{figures_rate(found, text):.2f}" for text in (_ours, _engines)]
        print(f"| {name} |", " | ".join(figures), "|")


def _ours(one: Reading) -> str:
    return one.text


def _engines(one: Reading) -> str:
    return one.engine


def grouped(found: Sequence[Reading], name: Callable[[Reading], str]) -> dict[str, list[Reading]]:
    groups: dict[str, list[Reading]] = {}
    for one in found:
        groups.setdefault(name(one), []).append(one)
    return groups


def tell_temperature(reader: LineReader, lines: Sequence[RealLine]) -> None:
    print("\nsurprise by temperature:", end="")
    for temperature in _TEMPERATURES:
        cooled = LineReader(replace(reader.network, temperature=temperature))
        print(f" {temperature}: {loss(list(readings(cooled, lines, 0))):.4f}", end="")
    print()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--only", default="", help="pages whose name holds this")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="show so many lines with errors")
    given = parser.parse_args()
    lines = [line for line in kept_lines(given.folder) if given.only in line.page]
    reader = line_reader(given.file or given.folder / "reader.onnx")
    if reader is None:
        raise SystemExit("no network, or no onnxruntime")
    reader = remembering(reader)
    start = time.perf_counter()
    found = list(readings(reader, lines, 0))
    seconds = time.perf_counter() - start
    table("group", {**grouped(found, lambda one: one.line.group), "all": found})
    table("page", grouped(found, lambda one: one.line.page))
    print(f"\n{1000 * seconds / len(lines):.1f} ms a line")
    _tell_others(list(readings(reader, lines, 4)))
    tell_temperature(reader, lines)
    wrong = [one for one in found if one.text != one.line.text]
    for one in wrong[:: max(len(wrong) // max(given.worst, 1), 1)][: given.worst]:
        print(f"{one.line.page}\n  true {one.line.text}\n  read {one.text}\n  tess {one.engine}")


def _tell_others(found: Sequence[Reading]) -> None:
    words = list(judged_words(found))
    first = sum(reading.word.text == true for reading, true in words)
    among = sum(true in {reading.word.text, *(text for text, _ in reading.others)} for reading, true in words)
    print(f"words right: {100 * first / len(words):.2f} %, among the readings: {100 * among / len(words):.2f} %")


if __name__ == "__main__":
    main()
