"""Measure each step of page preparation: the errors of pages with truth with all steps and with each one left out.

    python scripts/bench_steps.py [NAME...]

Reads the samples and, where they are there, the pages with truth of ../shared/scans (NAME: only documents whose
names begin so), before repair. A page that looks the same without a step is not read again. The time of a step
is that of the processor, looking whether a page needs it included.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from cchc_ocr.evaluation.scoring import TextCounts, compare_text
from cchc_ocr.files.opening import open_document
from cchc_ocr.picture import cleanup
from cchc_ocr.picture.cleanup import Steps
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.reading import engines
from cchc_ocr.reading.engine import OcrOptions

ROOT = Path(__file__).parent.parent
SAMPLES, SCANS = ROOT / "samples", ROOT.parent / "shared" / "scans"
_KINDS = (".pdf", ".png", ".jpg", ".tiff")


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A page whose text is known."""

    name: str
    image: PageImage
    truth: str


@dataclass
class Clock:
    """Processor seconds of each step, over all pages."""

    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    last: float = 0.0

    def __call__(self, name: str, _: object) -> None:
        now = time.process_time()
        self.seconds[name] += now - self.last
        self.last = now


def cases(names: Sequence[str]) -> Iterator[Case]:
    for sample in sorted(path for path in SAMPLES.iterdir() if path.suffix in _KINDS):
        truths = sample.with_name(f"{sample.stem}.truth.txt").read_text("utf-8").split("\f")
        yield from _pages(sample, dict(enumerate(truths, 1)), names)
    if not SCANS.is_dir():
        print("../shared/scans is missing: its pages are left out", file=sys.stderr)
        return
    for truth in sorted(SCANS.glob("*-p1.txt")):
        start = truth.name.removesuffix("-p1.txt")
        for scan in sorted(path for path in SCANS.glob(f"{start}*") if path.suffix in _KINDS):
            yield from _pages(scan, {1: truth.read_text("utf-8")}, names)


def _pages(file: Path, truths: dict[int, str], names: Sequence[str]) -> Iterator[Case]:
    if names and not file.name.startswith(tuple(names)):
        return
    with open_document(file) as document:
        for number in document.numbers:
            page = document.page(number)
            if isinstance(page, PageImage) and truths.get(number, "").strip():
                yield Case(file.stem, page, truths[number])


class Reader:
    """Reads one page with steps left out; equal pictures once."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._read = cache(self._counts)
        self._without: dict[str, frozenset[str]] = {}

    def counts(self, without: frozenset[str]) -> TextCounts:
        key = self._look(without)
        self._without.setdefault(key, without)
        return self._read(key)

    def _look(self, without: frozenset[str]) -> str:
        """Stands for the picture that the engine will be given."""
        image, steps = self._case.image, Steps(without)
        prepared = cleanup.prepare(image.pixels, image.dpi, steps)
        if not prepared.sideways:
            return hashlib.sha256(prepared.pixels).hexdigest()
        turned = (np.ascontiguousarray(np.rot90(image.pixels, turns)) for turns in (1, 3))
        both = b"".join(cleanup.prepare(pixels, image.dpi, steps).pixels.tobytes() for pixels in turned)
        return hashlib.sha256(both).hexdigest()

    def _counts(self, key: str) -> TextCounts:
        page = engines.engine(OcrOptions(without=self._without[key])).read(self._case.image)
        return compare_text(self._case.truth, page.text)


def main() -> None:
    found: dict[str, TextCounts] = defaultdict(TextCounts)
    changed: dict[str, int] = defaultdict(int)
    clock, names = Clock(), []
    try:
        for case in cases(sys.argv[1:]):
            measure(case, found, changed, clock)
            names.append(f"{case.name} p{case.image.number}")
            print(names[-1], file=sys.stderr)
    except KeyboardInterrupt:
        print("interrupted: these are the figures of the pages so far", file=sys.stderr)
    print(f"{len(names)} pages: {', '.join(names)}\n")
    print("| left out | WER | CER | pages read otherwise | ms per page |")
    print("| --- | --- | --- | --- | --- |")
    for name, counts in found.items():
        step = "skew and size" if name == "skew" else name  # both are done in one resampling
        spent = f"{1000 * clock.seconds[step] / max(len(names), 1):.0f}" if step in clock.seconds else ""
        print(f"| {name} | {counts.wer:.2%} | {counts.cer:.2%} | {changed.get(name, '')} | {spent} |")


def measure(case: Case, found: dict[str, TextCounts], changed: dict[str, int], clock: Clock) -> None:
    """Add the counts of a page, once all are known, to those found."""
    reader = Reader(case)
    counts = {"none left out": reader.counts(frozenset())}
    counts |= {step: reader.counts(frozenset([step])) for step in cleanup.STEPS}
    counts["all left out"] = reader.counts(frozenset(cleanup.STEPS))
    for name, own in counts.items():
        found[name] += own
    for step in cleanup.STEPS:
        changed[step] += counts[step] != counts["none left out"]
    clock.last = time.process_time()
    cleanup.prepare(case.image.pixels, case.image.dpi, Steps(watch=clock))


if __name__ == "__main__":
    main()
