"""The reader of lines: what a network says becomes words with boxes, probabilities and other readings."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon
from cchc_ocr.document import Box
from cchc_ocr.errors import NotInstalledError
from cchc_ocr.picture.pixels import Pixels
from cchc_ocr.pipeline import Digitised, Options, digitise
from cchc_ocr.reading.ctc import Logs, likelihoods
from cchc_ocr.reading.engine import Effort, OcrOptions
from cchc_ocr.reading.line_reader import (
    NETWORK,
    LineReader,
    LineReading,
    Network,
    line_reader,
    readings_made,
    rows_of,
    second_reader,
)
from cchc_ocr.reading.strips import HEIGHT
from tests.paths import SAMPLES

ALPHABET = " abcđếy"
STEP = 4
BLOCK, GAP = 20, 12  # columns of a letter's block and between two, at the size of a strip


def seeing(doubt: float = 0.05) -> Network:
    """A network that tells the letters of test pages by their shade: block n from the left of a word is letter n.

    A gap as wide as a letter is a space. ``doubt`` is the share of the next letter of the alphabet.
    """

    def scores(strip: Pixels) -> Logs:
        dark = strip[HEIGHT // 2 - 4 : HEIGHT // 2 + 4].max(axis=0) > 100
        edges = np.flatnonzero(np.diff(dark.astype(np.int8), prepend=0, append=0)).reshape(-1, 2)
        shares = np.full((len(dark) // STEP + 1, len(ALPHABET) + 1), 1e-6)
        shares[:, 0] = 1.0
        kind = 1
        last = None
        for start, stop in edges.tolist():
            if last is not None and start - last > BLOCK:
                shares[(start + last) // 2 // STEP, :2] = 0.02, 0.98
                kind = 1
            kind += 1
            shares[(start + stop) // 2 // STEP, [0, kind, kind + 1]] = 0.01, 1 - doubt - 0.01, doubt
            last = stop
        return np.log(shares / shares.sum(axis=1, keepdims=True)).astype(np.float32)

    return Network(scores, ALPHABET)


def page(*lines: tuple[int, ...], skew: float = 0.0) -> tuple[Pixels, list[list[Box]]]:
    """A page of lines, each of words of so many letters; and the box of each line."""
    grey = np.full((80 * len(lines) + 80, 900), 255, np.uint8)
    boxes = []
    for row, words in enumerate(lines):
        x, top = 60, 60 + 80 * row
        for letters in words:
            for _ in range(letters):
                grey[top : top + 30, x : x + BLOCK] = 0
                x += BLOCK + GAP
            x += 3 * BLOCK
        boxes.append([Box(60, top, x - 3 * BLOCK - GAP, top + 30)])
    turned = cv2.getRotationMatrix2D((450.0, 100.0), -skew, 1.0)
    return np.asarray(cv2.warpAffine(grey, turned, grey.shape[::-1], borderValue=255.0), np.uint8), boxes


def words_of(line: Sequence[int]) -> list[Box]:
    """The boxes of the words of the first line of ``page``."""
    boxes, x = [], 60
    for letters in line:
        boxes.append(Box(x, 60, x + letters * (BLOCK + GAP) - GAP, 90))
        x += letters * (BLOCK + GAP) + 3 * BLOCK
    return boxes


def texts(line: LineReading) -> list[str]:
    return [reading.word.text for reading in line.words]


def test_words_come_from_left_to_right_with_their_boxes() -> None:
    grey, boxes = page((3, 1), (2,))
    first, second = LineReader(seeing()).read_lines(grey, boxes)
    assert texts(first) == ["abc", "a"]
    assert texts(second) == ["ab"]
    word = first.words[1].word
    assert word.box is not None
    assert word.box.x0 == pytest.approx(60 + 3 * (BLOCK + GAP) + 3 * BLOCK, abs=3)
    assert word.box.width == pytest.approx(BLOCK, abs=4)
    assert (word.box.y0, word.box.y1) == pytest.approx((60, 90), abs=4)


@given(st.lists(st.tuples(st.integers(1, 3), st.booleans()), min_size=1, max_size=4))
def test_of_a_line_words_are_read_as_of_the_whole(asked: list[tuple[int, bool]]) -> None:
    letters, wanted = [one for one, _ in asked], [want for _, want in asked]
    grey, _ = page(tuple(letters))
    boxes = words_of(letters)
    reader = LineReader(seeing())
    (whole,) = reader.read_lines(grey, [boxes])
    (some,) = reader.read_lines(grey, [boxes], wanted=[wanted])
    kept = [reading.word for reading, want in zip(whole.words, wanted, strict=True) if want]
    assert texts(some) == [word.text for word in kept]
    assert [reading.word.box for reading in some.words] == [word.box for word in kept]


def test_what_is_not_wanted_is_not_shown_to_the_network() -> None:
    seen = []

    def scores(strip: Pixels) -> Logs:
        seen.append(strip.shape[1])
        return seeing().scores(strip)

    letters = (3, 1, 3, 3)
    grey, _ = page(letters)
    reader = LineReader(Network(scores, ALPHABET))
    reader.read_lines(grey, [words_of(letters)])
    reader.read_lines(grey, [words_of(letters)], wanted=[[False, True, False, False]])
    reader.read_lines(grey, [words_of(letters)], wanted=[[False] * 4])
    whole, part = seen
    assert part < whole / 3


@given(st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_no_words_overlap_and_none_is_lost(words: list[int]) -> None:
    grey, boxes = page(tuple(words))
    (line,) = LineReader(seeing()).read_lines(grey, boxes)
    assert list(map(len, texts(line))) == words
    edges = [
        edge for reading in line.words if reading.word.box for edge in (reading.word.box.x0, reading.word.box.x1)
    ]
    assert all(left <= right for left, right in pairwise(edges))


def test_a_word_is_as_sure_as_its_letters_together() -> None:
    grey, boxes = page((1, 3))
    one, three = LineReader(seeing(0.2)).read_lines(grey, boxes)[0].words
    assert one.word.confidence == pytest.approx(0.79, abs=0.02)
    assert three.word.confidence == pytest.approx(0.79**3, abs=0.03)


def test_other_readings_of_a_word_are_told_where_asked() -> None:
    grey, boxes = page((1,))
    reader = LineReader(seeing(0.3))
    ((plain,), (asked,)) = (reader.read_lines(grey, boxes, others=n)[0].words for n in (0, 2))
    assert plain.others == ()
    assert asked.word == plain.word
    assert asked.others[0] == ("b", pytest.approx(0.3, abs=0.02))


def test_a_cooler_network_is_less_sure_of_the_same_words() -> None:
    grey, boxes = page((2,))
    hot, network = LineReader(seeing()), seeing()
    cool = LineReader(Network(network.scores, network.alphabet, temperature=3.0))
    (sure,), (less,) = (reader.read_lines(grey, boxes)[0].words for reader in (hot, cool))
    assert sure.word.text == less.word.text
    assert less.word.confidence < sure.word.confidence - 0.1


def test_white_paper_is_not_shown_to_the_network() -> None:
    def scores(_: Pixels) -> Logs:
        raise AssertionError("nothing is there to read")

    grey = np.full((200, 300), 255, np.uint8)
    (line,) = LineReader(Network(scores, ALPHABET)).read_lines(grey, [[Box(20, 20, 200, 50)]])
    assert not line.words


def test_lines_that_are_askew_are_read_level() -> None:
    grey, lines = page((3, 2), skew=1.5)
    (line,) = LineReader(seeing()).read_lines(grey, lines, skew=1.5)
    assert texts(line) == ["abc", "ab"]


def test_it_reads_pictures_of_level_lines_as_recognisers_do() -> None:
    grey, boxes = page((2,), (1, 1))
    assert [[row] for row in rows_of(grey)] == boxes
    rows = LineReader(seeing())(grey, 300, uniform=True)
    assert [[word.text for word in row] for row in rows] == [["ab"], ["a", "a"]]


def test_without_the_file_there_is_no_reader(tmp_path: Path) -> None:
    assert line_reader(tmp_path / "reader.onnx") is None


def test_without_the_package_there_is_no_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "reader.onnx"
    path.write_bytes(b"a network")
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert line_reader(path) is None


def test_the_bundled_network_is_run() -> None:
    pytest.importorskip("onnxruntime")
    reader = line_reader(lexicon.bundled() / NETWORK)
    assert reader is not None
    assert line_reader(lexicon.bundled() / NETWORK) is reader
    grey, boxes = page((2, 1))
    (line,) = reader.read_lines(grey, boxes)
    assert set("".join(texts(line))) <= set(reader.network.alphabet)
    assert all(0 <= reading.word.confidence <= 1 for reading in line.words)


def test_how_likely_another_text_is_in_the_place_of_a_word() -> None:
    grey, boxes = page((2, 1))
    (line,) = LineReader(seeing(0.2)).read_lines(grey, boxes)
    own, other, joined = (line.asking(line.words[:1], text) for text in ("ab", "ac", "abc"))
    assert own and other and joined
    likely = np.exp(likelihoods([own, other, joined]))
    assert likely == pytest.approx([0.79**2, 0.79 * 0.2, 0.0], abs=0.03)
    both = line.asking(line.words, "ab a")
    assert both and np.exp(likelihoods([both])) == pytest.approx([0.79**3 * 0.98], abs=0.03)
    assert line.asking(line.words, "xy") is None  # signs that the network does not know


def test_lines_are_read_by_it_unless_reading_is_to_be_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = LineReader(seeing())
    monkeypatch.setattr("cchc_ocr.reading.line_reader.line_reader", lambda: reader)
    assert second_reader(OcrOptions()) is second_reader(OcrOptions(effort="careful")) is reader
    assert second_reader(OcrOptions(language="eng+vie")) is reader
    for options in (OcrOptions(effort="fast"), OcrOptions(clean=False), OcrOptions(language="eng")):
        assert second_reader(options) is None


def test_the_name_of_an_engine_tells_which_readings_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cchc_ocr.reading.line_reader.line_reader", lambda: LineReader(seeing()))
    assert re.fullmatch(r" \+ reader [0-9a-f]{8}", readings_made(OcrOptions()))
    assert re.fullmatch(r" \+ reader [0-9a-f]{8} careful", readings_made(OcrOptions(effort="careful")))
    assert readings_made(OcrOptions(effort="fast")) == " fast"


def test_where_it_is_missing_only_careful_reading_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cchc_ocr.reading.line_reader.line_reader", lambda: None)
    assert second_reader(OcrOptions()) is None and readings_made(OcrOptions()) == ""
    with pytest.raises(NotInstalledError) as error:
        second_reader(OcrOptions(effort="careful"))
    assert "cchc-ocr[reader]" in str(error.value.hint)


def test_the_network_that_comes_with_the_program_is_the_one_described() -> None:
    network = lexicon.bundled() / NETWORK
    told = (lexicon.bundled() / "README.md").read_text("utf-8")
    assert sha256(network.read_bytes()).hexdigest() in told
    assert network.stat().st_size < 4_000_000


EFFORTS: tuple[Effort, ...] = ("fast", "normal")


@pytest.mark.tesseract
def test_a_sample_read_twice_has_no_more_errors(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    sample = SAMPLES / "10-cong-van-khan.png"
    once, twice = (digitise(sample, Options(ocr=OcrOptions(effort=effort))) for effort in EFFORTS)
    assert re.fullmatch(r"tesser\w+ \S+ \+ reader [0-9a-f]{8} vie", twice.record.source.engine or "")
    truth = (SAMPLES / "10-cong-van-khan.truth.txt").read_text("utf-8").split()
    errors = [sum((Counter(truth) - Counter(words(read))).values()) for read in (once, twice)]
    assert errors[1] <= errors[0]


def words(read: Digitised) -> list[str]:
    return [word for page in read.pages for word in page.text.split()]
