"""Pages per second of `run`: one process, all cores, and bare tesseract on the same pictures.

    python scripts/bench_batch.py --pages 100

Asked for: all cores ≥ 0.9 × cores × one process; and ≤ 1.15 × the time of bare `tesseract` on the same page
images with as many processes. The pages are those of the samples, each a little different from the others, so that
none is taken for another.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from cchc_ocr.pages import PageImage, open_document

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


def run(folder: Path, out: Path, jobs: int) -> float:
    command = [sys.executable, "-m", "cchc_ocr", "run", folder, "--out", out, "--jobs", str(jobs)]
    began = time.monotonic()
    subprocess.run(command, cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
    return time.monotonic() - began


def bare(files: list[Path], jobs: int) -> float:
    """Tesseract alone, as many processes side by side, one thread each."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}

    def read(file: Path) -> None:
        command = ["tesseract", file, "-", "-l", "vie", "tsv"]
        subprocess.run(command, env=environment, check=True, capture_output=True)

    began = time.monotonic()
    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(read, files))
    return time.monotonic() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=100)
    pages = parser.parse_args().pages
    cores = len(os.sched_getaffinity(0))
    with TemporaryDirectory(prefix="cchc-ocr-bench-") as name:
        folder = Path(name)
        files = pictures(folder / "in", pages)
        one = run(folder / "in", folder / "one", 1)
        many = run(folder / "in", folder / "many", cores)
        alone = bare(files, cores)
    print(f"{pages} pages, {cores} cores")
    print(f"one process   {one:7.1f} s  {pages / one:5.2f} pages/s")
    print(
        f"all cores     {many:7.1f} s  {pages / many:5.2f} pages/s  {one / many / cores:.2f} × cores × one process"
    )
    print(
        f"tesseract     {alone:7.1f} s  {pages / alone:5.2f} pages/s  the run takes {many / alone:.2f} × its time"
    )


if __name__ == "__main__":
    main()
