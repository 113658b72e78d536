"""A small network for the print of Vietnamese administration: pictures of lines to words, for a vote of readings.

It reads lines that were found before; it finds none on a page. The network is a file in the ONNX format beside
the dictionaries, and is run by the package onnxruntime; without either there is no such reader. How the network is
made stands in docs/reader.md.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from cchc_ocr import lexicon
from cchc_ocr.document import Box, Word
from cchc_ocr.errors import NotInstalledError, install_hint
from cchc_ocr.picture.pixels import Pixels
from cchc_ocr.reading import ctc
from cchc_ocr.reading.ctc import Logs, SignRun
from cchc_ocr.reading.engine import OcrOptions
from cchc_ocr.reading.strips import HEIGHT, Strip, places, strip_of
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.vietnamese import nfc

LANGUAGE = "vie"  # what it was trained to read
NETWORK = "reader.onnx"  # in the folder of the dictionaries
_WIDEST = 4000  # columns of a strip: a longer one is no line, and would take its memory
STEP = 4  # columns of a strip for each column of the network's answer
_BESIDE = 24  # columns of a stretch's neighbours that are read with it
_ROW_INK, _ROW_LEAST = 128, 5  # grey level and rows of a line on a picture of level lines


@dataclass(frozen=True, slots=True)
class WordReading:
    """A word as read in the columns from ``start`` up to ``stop`` of its line, and other readings of it.

    The confidence of the word is the probability of the likeliest way to read it; ``others``, the likeliest first,
    have that of all ways. Probabilities are those of the network, as it was calibrated.
    """

    word: Word
    start: int = 0
    stop: int = 0
    others: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class LineReading:
    """The words of a line from left to right, and what the network said of each column."""

    words: tuple[WordReading, ...] = ()
    logs: Logs = field(default_factory=lambda: np.zeros((0, 1), np.float32))
    numbers: Mapping[str, int] = field(default_factory=dict)

    def asking(self, words: Sequence[WordReading], text: str) -> ctc.Question | None:
        """The question whether ``text`` stands where neighbouring words were read.

        None where the network does not know one of its signs.
        """
        kinds = [self.numbers.get(sign, ctc.NOTHING) for sign in nfc(text)]
        if ctc.NOTHING in kinds:
            return None
        logs = self.logs[words[0].start : words[-1].stop]
        inside = np.flatnonzero(
            logs.argmax(axis=1) != self.numbers.get(" ")
        )  # spaces at both ends are no part of it
        return logs[inside[0] : inside[-1] + 1], kinds


@dataclass(frozen=True, slots=True)
class Network:
    """A strip of a line (rows x columns, 255 is ink) to what ``ctc`` reads.

    ``alphabet`` are the signs in the order of their classes. Logarithms are divided by ``temperature`` before
    they are believed: networks are surer than they are right.
    """

    scores: Callable[[Pixels], Logs]
    alphabet: str
    temperature: float = 1.0

    @property
    def numbers(self) -> dict[str, int]:
        """The class of each sign."""
        return {sign: number for number, sign in enumerate(self.alphabet, 1)}

    @property
    def space(self) -> int:
        """The class of the space; that of no sign where the network knows none."""
        return self.alphabet.find(" ") + 1

    def logs(self, strip: Pixels) -> Logs:
        scores = self.scores(strip) / self.temperature
        scores -= scores.max(axis=1, keepdims=True)
        return np.asarray(scores - np.log(np.exp(scores).sum(axis=1, keepdims=True)), np.float32)


@dataclass(frozen=True, slots=True)
class LineReader:
    """Reads lines of a grey page. It is a ``Recogniser`` for pictures of level lines, one below the other."""

    network: Network

    def __call__(self, pixels: Pixels, dpi: int, *, uniform: bool = False) -> list[list[Word]]:  # noqa: ARG002
        """The words of a picture that holds level lines alone, white between them."""
        lines = self.read_lines(pixels, [[box] for box in rows_of(pixels)])
        return [[reading.word for reading in line.words] for line in lines if line.words]

    def read_lines(
        self,
        grey: Pixels,
        lines: Sequence[Sequence[Box]],
        *,
        skew: float = 0.0,
        others: int = 0,
        wanted: Sequence[Sequence[bool]] | None = None,
    ) -> list[LineReading]:
        """What stands in each line, words with their boxes on the page.

        A line is given by the boxes of the words that another engine saw, from left to right; ``wanted`` says of
        each whether it is to be read, where not all are. Lines fall to the right at ``skew`` degrees. Each word
        has as many as ``others`` further readings. All lines of a page together are read best, for their heights
        are told from one another.
        """
        read = []
        for place, boxes, asked in zip(places(lines, skew), lines, wanted or [()] * len(lines), strict=True):
            if asked and not any(asked):
                read.append(LineReading())
                continue
            strip = strip_of(grey, place)
            stretches = None if all(asked) else strip.stretches(boxes, asked)
            read.append(self.read_strip(strip, others, stretches))
        return read

    def read_strip(
        self, strip: Strip, others: int = 0, stretches: Sequence[tuple[int, int]] | None = None
    ) -> LineReading:
        """What stands in a line that was cut out, or in some stretches of its columns, from left to right."""
        columns = int(strip.ink.shape[1])
        if columns > _WIDEST or not strip.ink.any():
            return LineReading()
        if stretches is None:
            logs = self.network.logs(strip.ink)
        else:
            logs, strip = self._logs_in(strip.ink, stretches), strip.only(stretches)
        step = columns / len(logs)
        spaceless = self._without_spaces(logs)
        parted = list(self._parted(ctc.runs(logs), len(logs)))
        boxes = strip.boxes([(start * step, stop * step) for start, stop, _ in parted])
        words = tuple(
            self._word(spaceless, found, (start, stop), box, others)
            for (start, stop, found), box in zip(parted, boxes, strict=True)
        )
        return LineReading(words, logs, self.network.numbers)

    def _logs_in(self, ink: Pixels, stretches: Sequence[tuple[int, int]]) -> Logs:
        """What the network says of stretches, as if of the whole line; elsewhere nothing, behind a space."""
        columns = int(ink.shape[1])
        spaces, nothing = (np.full(len(self.network.alphabet) + 1, -60.0, np.float32) for _ in "sn")
        spaces[self.network.space] = nothing[ctc.NOTHING] = 0.0
        logs = np.tile(nothing, (-(-columns // STEP), 1))
        for first, last in _with_beside(stretches, columns):
            said = self.network.logs(ink[:, first:last])
            for left, right in stretches:
                if first <= left < last:
                    start, stop = -(-left // STEP), -(-right // STEP)
                    logs[start:stop] = said[start - first // STEP : stop - first // STEP]
                    logs[max(start - 1, 0) : start] = logs[stop : stop + 1] = spaces
        return logs

    def _parted(self, found: Sequence[SignRun], columns: int) -> Iterator[tuple[int, int, list[SignRun]]]:
        """The signs of each word, and the columns from the middle of the space before to that of the one after."""
        space = self.network.space
        edges = [0, *(round(run.middle) for run in found if run.kind == space), columns]
        middles = [run.middle for run in found]
        for left, right in pairwise(edges):
            beside = found[bisect_left(middles, left) : bisect_left(middles, right)]
            word = [run for run in beside if run.kind != space]
            if word:
                start, stop = min(left, word[0].start), max(right, word[-1].stop)
                yield start, stop, [SignRun(run.kind, run.start - start, run.stop - start) for run in word]

    def _word(
        self, logs: Logs, found: Sequence[SignRun], columns: tuple[int, int], box: Box, others: int
    ) -> WordReading:
        start, stop = columns
        own = logs[start:stop]
        sure = min(float(np.exp(own.max(axis=1).sum())), 1.0)
        more = ctc.others(own, found, others) if others else []
        told = tuple((self._text(other.kinds), float(np.exp(other.worth))) for other in more)
        return WordReading(Word(self._text([run.kind for run in found]), box, sure), start, stop, told)

    def _without_spaces(self, logs: Logs) -> Logs:
        """Columns in which a space says as much as nothing: the word ends there anyway."""
        space = self.network.space
        logs = logs.copy()
        if space:
            logs[:, ctc.NOTHING] = np.logaddexp(logs[:, ctc.NOTHING], logs[:, space])
            logs[:, space] = -np.inf
        return np.maximum(logs, -60.0)

    def _text(self, kinds: Sequence[int]) -> str:
        return "".join(self.network.alphabet[kind - 1] for kind in kinds)


def _with_beside(stretches: Sequence[tuple[int, int]], columns: int) -> list[tuple[int, int]]:
    """Stretches with what the network sees beside them; those are one that are near each other then.

    >>> _with_beside([(100, 140), (150, 190), (900, 980)], 1000)
    [(76, 214), (876, 1000)]
    """
    found: list[tuple[int, int]] = []
    for left, right in stretches:
        first, last = max(left - _BESIDE, 0) // STEP * STEP, min(right + _BESIDE, columns)
        found.append((found.pop()[0] if found and found[-1][1] >= first else first, last))
    return found


def rows_of(pixels: Pixels) -> list[Box]:
    """The boxes of the lines of a picture on which white rows part them.

    >>> page = np.full((40, 30), 255, np.uint8)
    >>> page[5:15, 3:20] = page[25:36, 4:9] = 0
    >>> rows_of(page)
    [Box(x0=3, y0=5, x1=20, y1=15), Box(x0=4, y0=25, x1=9, y1=36)]
    """
    ink = pixels < _ROW_INK
    edges = np.flatnonzero(np.diff(ink.any(axis=1).astype(np.int8), prepend=0, append=0))
    boxes = []
    for top, bottom in edges.reshape(-1, 2).tolist():
        columns = np.flatnonzero(ink[top:bottom].any(axis=0))
        if bottom - top >= _ROW_LEAST:
            boxes.append(Box(int(columns[0]), top, int(columns[-1]) + 1, bottom))
    return boxes


def second_reader(options: OcrOptions) -> LineReader | None:
    """The reader whose readings are held against those of the engine; None where none is wanted, or installed.

    Raises NotInstalledError where it is missing and reading is to be careful.
    """
    if options.effort == "fast" or not options.clean or LANGUAGE not in options.language.split("+"):
        return None
    reader = line_reader()
    if reader is None and options.effort == "careful":
        raise NotInstalledError(N_("the line reader is not installed"), hint=install_hint("reader"))
    return reader


def readings_made(options: OcrOptions) -> str:
    """What the name of an engine says of its readings: " + reader 1a2b3c4d", by the network's hash, and of effort.

    It is "" where the engine reads alone, hard lines twice.
    """
    reader = f" + reader {_fingerprint()}" if second_reader(options) else ""
    return f"{reader} {options.effort}" if options.effort != "normal" else reader


@cache
def _fingerprint() -> str:
    return sha256((lexicon.bundled() / NETWORK).read_bytes()).hexdigest()[:8]


@cache
def line_reader(path: Path | None = None) -> LineReader | None:
    """The reader with the network of a file (the bundled one, if none is named), loaded once in a process.

    None where there is no such file, or no onnxruntime.
    """
    path = path or lexicon.bundled() / NETWORK
    if not path.is_file():
        return None
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # builds of it tell their makers of every use: nobody is called here
    try:
        runtime: Any = import_module("onnxruntime")
    except ImportError:
        return None
    runtime.disable_telemetry_events()
    return LineReader(_loaded(runtime, path))


def _loaded(runtime: Any, path: Path) -> Network:
    """The network of a file, run by one thread: pages are read side by side."""
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    facts = session.get_modelmeta().custom_metadata_map
    if int(facts["height"]) != HEIGHT:
        raise ValueError(f"{path}: it was made for lines of {facts['height']} rows, not {HEIGHT}")
    name = session.get_inputs()[0].name

    def scores(strip: Pixels) -> Logs:
        picture = strip[None, None].astype(np.float32) / 255
        return np.asarray(session.run(None, {name: picture})[0][0], np.float32)

    return Network(scores, facts["alphabet"], float(facts.get("temperature", "1")))
