"""Read documents with truth by several programs side by side: text errors, time and memory.

    python scripts/bench_ocr.py [--only NAME] [--book PAGES]

Bare tesseract, OCRmyPDF and this program with each of its engines, on the samples and, where they are there,
on the pages with truth of ../shared/scans. Each program is started once for a document, on one core of the
machine, and gets the pages as they were scanned: as a PDF, tesseract (which opens none) as pictures. OCRmyPDF
is looked for on the path and in the folder named by OCRMYPDF; where it or unpaper is missing, it is left out.
--book measures the memory of a run over an invented PDF of so many pages instead.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path

from measuring import Run, measured

from cchc_ocr.evaluation.scoring import TextCounts, compare_text
from cchc_ocr.files.opening import open_document
from cchc_ocr.picture.pixels import PageImage

ROOT = Path(__file__).parent.parent
SAMPLES, SCANS = ROOT / "samples", ROOT.parent / "shared" / "scans"
PROGRAM = Path(sys.executable).parent / "cchc-ocr"
OURS, FAST, BARE, OTHER = "cchc-ocr ocr", "cchc-ocr ocr --engine tesserocr", "tesseract", "ocrmypdf"
MOST_WER = {"scans": 1 / 3, "samples": 1 / 4}  # of OCRmyPDF's
MOST_TIME = {OURS: 1.0, FAST: 0.75}  # of OCRmyPDF's
MOST_MEGABYTES = 600


@dataclass(frozen=True, slots=True)
class Case:
    """A document whose text is known: its pages as pictures, a list of their names, a PDF of them."""

    name: str
    folder: str
    pictures: tuple[Path, ...]
    names: Path
    pdf: Path
    truth: str

    @property
    def full_name(self) -> str:
        return f"{self.folder}/{self.name}"


@dataclass(frozen=True, slots=True)
class Score:
    """What a program made of documents: errors, and seconds (by the clock, of the processor) of all pages."""

    text: TextCounts = field(default_factory=TextCounts)
    pages: int = 0
    seconds: float = 0.0
    processor: float = 0.0
    megabytes: float = 0.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.text + other.text,
            self.pages + other.pages,
            self.seconds + other.seconds,
            self.processor + other.processor,
            max(self.megabytes, other.megabytes),
        )


Program = Callable[[Case], Run]
Scores = dict[str, dict[str, Score]]  # by case, by program


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--only", default="", help='cases whose name holds this: "scans/", "ct-2191"')
    arguments.add_argument("--book", type=int, metavar="PAGES", help="only a run over a PDF of so many pages")
    options = arguments.parse_args()
    os.environ["OMP_THREAD_LIMIT"] = "1"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.book:
            book(options.book, folder)
        else:
            cases = (case for case in (*samples(folder), *scans(folder)) if options.only in case.full_name)
            compare(list(cases), programs(folder))


# --- documents


def samples(folder: Path) -> Iterator[Case]:
    for truth in sorted(SAMPLES.glob("*.truth.txt")):
        stem = truth.name.removesuffix(".truth.txt")
        file = next(path for path in sorted(SAMPLES.glob(f"{stem}.*")) if "truth" not in path.name)
        yield from case_of(file, truth, "samples", folder)


def scans(folder: Path) -> Iterator[Case]:
    if not SCANS.is_dir():
        print("../shared/scans is missing: its pages are left out", file=sys.stderr)
    for truth in sorted(SCANS.glob("*-p1.txt")):
        stem = truth.name.removesuffix("-p1.txt")
        for file in sorted(SCANS.glob(f"{stem}*")):
            if file.suffix in (".pdf", ".jpg", ".png"):
                yield from case_of(file, truth, "scans", folder, pages=(1,))


def case_of(file: Path, truth: Path, kind: str, folder: Path, pages: Sequence[int] = ()) -> Iterator[Case]:
    """The case of a file; none where it has a text of its own."""
    import img2pdf

    pictures = tuple(drawn(file, folder, pages))
    if pictures:
        names, pdf = folder / f"{file.stem}.names", folder / f"{file.stem}.pdf"
        names.write_text("".join(f"{picture}\n" for picture in pictures), encoding="utf-8")
        pdf.write_bytes(img2pdf.convert([str(picture) for picture in pictures]))
        yield Case(file.stem, kind, pictures, names, pdf, truth.read_text(encoding="utf-8"))


def drawn(file: Path, folder: Path, pages: Sequence[int]) -> Iterator[Path]:
    """The pages of a scan (all, if none are named) as pictures, as they were scanned."""
    from PIL import Image

    with open_document(file) as document:
        for number in pages or document.numbers:
            page = document.page(number)
            if isinstance(page, PageImage):
                path = folder / f"{file.stem}-{number}.png"
                Image.fromarray(page.pixels).save(path, dpi=(page.dpi, page.dpi), compress_level=1)
                yield path


# --- programs


def programs(folder: Path) -> dict[str, Program]:
    """What is measured: each reads a case."""
    found: dict[str, Program] = {
        BARE: lambda case: on_one_core("tesseract", case.names, "-", "-l", "vie"),
        OURS: lambda case: on_one_core(PROGRAM, "ocr", "--jobs", "1", case.pdf),
    }
    if find_spec("tesserocr"):
        found[FAST] = lambda case: on_one_core(PROGRAM, "ocr", "--engine", "tesserocr", "--jobs", "1", case.pdf)
    places = os.pathsep.join((os.environ.get("OCRMYPDF", ""), os.environ["PATH"]))
    ocrmypdf = shutil.which("ocrmypdf", path=places)
    if ocrmypdf and shutil.which("unpaper"):
        return {**found, OTHER: lambda case: with_ocrmypdf(ocrmypdf, case, folder)}
    print("ocrmypdf or unpaper is not installed: left out (apt-get install ocrmypdf unpaper)", file=sys.stderr)
    return found


def with_ocrmypdf(program: str, case: Case, folder: Path) -> Run:
    text = folder / "sidecar.txt"
    text.unlink(missing_ok=True)
    options = ("-q", "-l", "vie", "--jobs", "1", "--deskew", "--clean", "--sidecar", text)
    run = on_one_core(program, *options, case.pdf, folder / "out.pdf")
    return replace(run, output=text.read_text(encoding="utf-8") if text.exists() else "")


def on_one_core(*command: str | Path) -> Run:
    run = measured([str(part) for part in command], core=min(os.sched_getaffinity(0)))
    if run.code:
        print(f"{command[0]} ends with exit code {run.code}", file=sys.stderr)
    return run


# --- reports


def compare(cases: Sequence[Case], readers: Mapping[str, Program]) -> None:
    """Markdown: WER of each case by each program; all figures of each folder; what was to be reached."""
    table_head("case", *(f"{name}: WER %" for name in readers))
    folders: dict[str, Scores] = {}
    for case in cases:
        scores = {name: score(case, read(case)) for name, read in readers.items()}
        folders.setdefault(case.folder, {})[case.name] = scores
        table_row(case.name, *(f"{100 * one.text.wer:.1f}" for one in scores.values()))
    print()
    table_head("folder", "program", "CER %", "WER %", "seconds a page", "of processor", "peak MB")
    for folder, by_case in folders.items():
        for name, one in totals(by_case).items():
            figures = (100 * one.text.cer, 100 * one.text.wer, one.seconds / one.pages, one.processor / one.pages)
            table_row(folder, name, *(f"{figure:.2f}" for figure in figures), f"{one.megabytes:.0f}")
    print()
    for folder, by_case in folders.items():
        for line in reached(folder, by_case):
            print("-", line)


def score(case: Case, run: Run) -> Score:
    text = compare_text(case.truth, run.output)
    return Score(text, len(case.pictures), run.seconds, run.processor, run.megabytes)


def totals(by_case: Scores) -> dict[str, Score]:
    """The figures of each program over all cases."""
    names = next(iter(by_case.values()))
    return {name: sum((scores[name] for scores in by_case.values()), Score()) for name in names}


def reached(folder: str, by_case: Scores) -> Iterator[str]:
    """What was to be reached, and whether it is."""
    worse = [case for case, scores in by_case.items() if scores[OURS].text.wer > scores[BARE].text.wer]
    yield f"{folder}: worse than bare tesseract: {', '.join(worse) or 'none'}"
    total = totals(by_case)
    if OTHER in total:
        yield f"{folder}: WER to that of OCRmyPDF: " + ratio(
            total[OURS].text.wer, total[OTHER].text.wer, MOST_WER[folder]
        )
        for name in [name for name in MOST_TIME if name in total]:
            yield f"{folder}: time of {name} to that of OCRmyPDF: " + ratio(
                total[name].processor, total[OTHER].processor, MOST_TIME[name]
            )


def ratio(ours: float, theirs: float, most: float) -> str:
    found = ours / theirs if theirs else 0.0
    return f"{found:.2f} (at most {most:.2f}: {'reached' if found <= most else 'MISSED'})"


def table_head(*cells: str) -> None:
    table_row(*cells)
    table_row(*("---" for _ in cells))


def table_row(*cells: str) -> None:
    print("|", " | ".join(cells), "|", flush=True)


# --- memory


def book(pages: int, folder: Path) -> None:
    """The memory of all processes of a run over one PDF that has the pages of the samples over and over.

    Exits with 1 where the run fails or takes more than ``MOST_MEGABYTES``.
    """
    import pikepdf

    path = folder / "book.pdf"
    with pikepdf.new() as pdf:
        sources = [pikepdf.open(file) for file in sorted(SAMPLES.glob("*.pdf"))]
        pdf.pages.extend(islice(cycle(page for source in sources for page in source.pages), pages))
        pdf.save(path)
    run = measured([str(PROGRAM), "run", str(path), "--out", str(folder / "out")])
    print(f"{pages} pages, {os.cpu_count()} processes: {run.seconds / pages:.2f} seconds a page, ", end="")
    print(f"peak {run.megabytes:.0f} MB {'reached' if run.megabytes <= MOST_MEGABYTES else 'MISSED'}")
    if run.code or run.megabytes > MOST_MEGABYTES:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
