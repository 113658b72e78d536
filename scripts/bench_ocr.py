"""Read pages with truth by three programs side by side: text errors, seconds and peak memory per page.

    python scripts/bench_ocr.py [--only NAME]

Bare tesseract, OCRmyPDF and this program, one process each, on the samples and, where it is there, on
../shared/scans. This program's text is that of `cchc-ocr ocr`, once as read and once repaired. OCRmyPDF is
looked for on the path and in the folder named by OCRMYPDF; where it is missing, it is left out.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cchc_ocr.pages import PageImage, open_document
from cchc_ocr.scoring import TextCounts, compare_text

ROOT = Path(__file__).parent.parent
SAMPLES, SCANS = ROOT / "samples", ROOT.parent / "shared" / "scans"
PROGRAM = Path(sys.executable).parent / "cchc-ocr"


@dataclass(frozen=True, slots=True)
class Case:
    """Pages whose text is known: one picture per page, and the text of all."""

    name: str
    folder: str
    pictures: tuple[Path, ...]
    truth: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a program made of a case: its text, its seconds and the most memory (MB) of its processes."""

    text: str
    seconds: float
    megabytes: float


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--only", default="", help="cases whose name holds this")
    only = arguments.parse_args().only
    os.environ["OMP_THREAD_LIMIT"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        cases = [case for case in (*samples(Path(folder)), *scans(Path(folder))) if only in case.name]
        report(cases, programs(Path(folder)))


def samples(folder: Path) -> Iterator[Case]:
    for truth in sorted(SAMPLES.glob("*.truth.txt")):
        stem = truth.name.removesuffix(".truth.txt")
        file = next(path for path in sorted(SAMPLES.glob(f"{stem}.*")) if "truth" not in path.name)
        pictures = tuple(drawn(file, folder))
        if pictures:  # none: the document has a text of its own
            yield Case(stem, "samples", pictures, truth.read_text(encoding="utf-8"))


def scans(folder: Path) -> Iterator[Case]:
    if not SCANS.is_dir():
        print("../shared/scans is missing: its pages are left out", file=sys.stderr)
    for truth in sorted(SCANS.glob("*-p1.txt")):
        stem = truth.name.removesuffix("-p1.txt")
        for file in sorted(SCANS.glob(f"{stem}*")):
            if file.suffix in (".pdf", ".jpg", ".png"):
                pictures = tuple(drawn(file, folder, pages=(1,)))
                yield Case(file.stem, "scans", pictures, truth.read_text(encoding="utf-8"))


def drawn(file: Path, folder: Path, pages: Sequence[int] | None = None) -> Iterator[Path]:
    """The pages of a scan as pictures that every program opens, as they were scanned."""
    from PIL import Image

    with open_document(file) as document:
        for number in pages or document.numbers:
            page = document.page(number)
            if isinstance(page, PageImage):
                path = folder / f"{file.stem}-{number}.png"
                Image.fromarray(page.pixels).save(path, dpi=(page.dpi, page.dpi), compress_level=1)
                yield path


def programs(folder: Path) -> dict[str, Callable[[Path], str]]:
    """What is measured: each reads one picture."""
    found: dict[str, Callable[[Path], str]] = {
        "tesseract": lambda picture: output("tesseract", str(picture), "-", "-l", "vie"),
        "cchc-ocr ocr --raw": lambda picture: output(str(PROGRAM), "ocr", "--raw", "--jobs", "1", str(picture)),
        "cchc-ocr ocr": lambda picture: output(str(PROGRAM), "ocr", "--jobs", "1", str(picture)),
    }
    ocrmypdf = shutil.which("ocrmypdf", path=os.pathsep.join((os.environ.get("OCRMYPDF", ""), os.environ["PATH"])))
    if not ocrmypdf or not shutil.which("unpaper"):
        print("ocrmypdf or unpaper is not installed: left out (apt-get install ocrmypdf unpaper)", file=sys.stderr)
        return found
    return {**found, "ocrmypdf": lambda picture: with_ocrmypdf(ocrmypdf, picture, folder)}


def with_ocrmypdf(program: str, picture: Path, folder: Path) -> str:
    from PIL import Image

    text = folder / f"{picture.stem}.txt"
    with Image.open(picture) as opened:
        dpi = str(round(opened.info["dpi"][0]))
    options = ("-q", "-l", "vie", "--jobs", "1", "--image-dpi", dpi, "--deskew", "--clean", "--sidecar", str(text))
    output(program, *options, str(picture), str(folder / "out.pdf"))
    return text.read_text(encoding="utf-8") if text.exists() else ""


def output(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{command[0]}: {done.stderr.strip()[-300:]}", file=sys.stderr)
    return done.stdout


def measured(read: Callable[[Path], str], case: Case) -> Reading:
    """One reading in a process of its own, so that its peak memory is its own."""
    start = time.perf_counter()
    inside, outside = os.pipe()
    child = os.fork()
    if not child:
        text = "\n".join(read(picture) for picture in case.pictures)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        with os.fdopen(outside, "w", encoding="utf-8") as pipe:
            pipe.write(f"{peak}\n{text}")
        os._exit(0)
    os.close(outside)
    with os.fdopen(inside, encoding="utf-8") as pipe:
        megabytes, _, text = pipe.read().partition("\n")
    os.waitpid(child, 0)
    return Reading(text, time.perf_counter() - start, float(megabytes))


def report(cases: Sequence[Case], readers: dict[str, Callable[[Path], str]]) -> None:
    """A Markdown table: WER of each case by each program; then all figures of each folder."""
    print("| case |", " | ".join(f"{name} WER" for name in readers), "|\n|", " --- |" * (len(readers) + 1))
    rows: dict[tuple[str, str], list[tuple[Case, Reading]]] = {}
    for case in cases:
        read = {name: measured(reader, case) for name, reader in readers.items()}
        for name, reading in read.items():
            rows.setdefault((case.folder, name), []).append((case, reading))
        figures = [f"{100 * compare_text(case.truth, read[name].text).wer:.1f}" for name in readers]
        print(f"| {case.name} |", " | ".join(figures), "|", flush=True)
    print("\n| folder | program | CER | WER | seconds per page | peak MB |\n| --- | --- | --- | --- | --- | --- |")
    for (folder, name), done in rows.items():
        score = sum((compare_text(case.truth, reading.text) for case, reading in done), TextCounts())
        pages = sum(len(case.pictures) for case, _ in done)
        seconds = sum(reading.seconds for _, reading in done) / pages
        peak = max(reading.megabytes for _, reading in done)
        print(
            f"| {folder} | {name} | {100 * score.cer:.2f} | {100 * score.wer:.2f} | {seconds:.2f} | {peak:.0f} |"
        )


if __name__ == "__main__":
    main()
