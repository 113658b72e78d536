"""Pages per second of `run`: one process, all cores, and bare tesseract on the same pictures.

    python scripts/bench_batch.py --pages 100

Asked for: all cores ≥ 0.9 × cores × one process; and ≤ 1.15 × the time of bare `tesseract` on the same page
images with as many processes. Time by the clock says little on a machine that does other work; that of the
processors, all processes together, is nearly the same there. The pages are those of the samples, each a little
different from the others, so that none is taken for another.
"""

from __future__ import annotations

import argparse
import compileall
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import adopt_orphans
from PIL import Image

from cchc_ocr.files.opening import open_document
from cchc_ocr.picture.pixels import PageImage

ROOT = Path(__file__).parent.parent
SUFFIXES = (".pdf", ".png", ".jpg", ".tiff")


def pictures(folder: Path, pages: int) -> list[Path]:
    """So many pictures of pages, no two of the same content."""
    folder.mkdir()
    files = [path for path in sorted((ROOT / "samples").iterdir()) if path.suffix in SUFFIXES]
    images = []
    for file in files:
        with open_document(file) as document:
            images += [page for page in document.pages() if isinstance(page, PageImage)]
    return [save(folder / f"{number:04}.png", images[number % len(images)], number) for number in range(pages)]


def save(path: Path, image: PageImage, number: int) -> Path:
    """The picture with its number in its comment: other bytes, the same work."""
    from PIL.PngImagePlugin import PngInfo

    comment = PngInfo()
    comment.add_text("number", str(number))
    Image.fromarray(image.pixels).save(path, pnginfo=comment, dpi=(image.dpi, image.dpi), compress_level=1)
    return path


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, and of processors."""

    clock: float
    processors: float


def measured(work: Callable[[], object]) -> Cost:
    """What a piece of work costs, with all processes that it starts, be they orphans by then."""
    before, began = _processors(), time.monotonic()
    work()
    clock = time.monotonic() - began
    with suppress(ChildProcessError):
        while True:
            os.wait()
    return Cost(clock, _processors() - before)


def _processors() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(folder: Path, out: Path, jobs: int, engine: str) -> None:
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "cchc_ocr",
        "run",
        folder,
        "--out",
        out,
        "--jobs",
        str(jobs),
        "--engine",
        engine,
    ]
    subprocess.run(command, cwd=ROOT, check=True, stderr=subprocess.DEVNULL)


def bare(files: list[Path], jobs: int) -> None:
    """Tesseract alone, as many processes side by side, one thread each."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}

    def read(file: Path) -> None:
        command: list[str | Path] = ["tesseract", file, "-", "-l", "vie", "tsv"]
        subprocess.run(command, env=environment, check=True, capture_output=True)

    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(read, files))


def installed() -> list[str]:
    return ["tesseract", *(["tesserocr"] if find_spec("tesserocr") else [])]


def show(name: str, cost: Cost, pages: int) -> None:
    rate, work = pages / cost.clock, cost.processors / pages
    print(f"{name:24} {cost.clock:7.1f} s {rate:6.2f} pages/s {work:6.2f} s of processors a page", flush=True)


def compare(engine: str, folder: Path, pages: int, cores: int, alone: Cost) -> None:
    """Runs with an engine on all cores and on one, beside ``alone``: bare tesseract on all cores."""
    many = measured(lambda: run(folder / "in", folder / f"{engine} many", cores, engine))
    one = measured(lambda: run(folder / "in", folder / f"{engine} one", 1, engine))
    show(f"{engine}, one process", one, pages)
    show(f"{engine}, all cores", many, pages)
    print(f"  {one.clock / many.clock / cores:.2f} x cores x the rate of one process (asked: 0.9)")
    clock, work = many.clock / alone.clock, many.processors / alone.processors
    print(f"  {clock:.2f} x the time of bare tesseract (asked: 1.15), {work:.2f} x its work", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--engine", choices=installed(), help="that of `run`; each in turn, if none is named")
    given = parser.parse_args()
    pages, cores = given.pages, len(os.sched_getaffinity(0))
    compileall.compile_dir(ROOT / "cchc_ocr", quiet=1)  # as an installed package is
    adopt_orphans()
    with TemporaryDirectory(prefix="cchc-ocr-bench-") as name:
        folder = Path(name)
        files = pictures(folder / "in", pages)
        print(f"{pages} pages, {cores} cores")
        alone = measured(lambda: bare(files, cores))
        show("bare tesseract", alone, pages)
        for engine in [given.engine] if given.engine else installed():
            compare(engine, folder, pages, cores, alone)


if __name__ == "__main__":
    main()
