"""Measures how well borders are found: stacks are put together from documents, and taken apart again.

usage: bench_stacks.py [--folders DIR…] [--kept DIR] [--half development|report] [--stacks 60]

The documents are the samples and, where they lie beside the checkout, ../shared/scans and ../shared/scans-2. A
stack has two to six of them; some get blank backs, separator sheets between them, an annex, or lose their first
page. One half of the documents, chosen by their names, is for development; figures are reported of the other.
``--kept`` is a folder in which pages that were read are kept for the next time. Prints the borders that are found
and missed, their F1, and every single document in which a border is found.
"""

from __future__ import annotations

import argparse
import pickle
import random
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cchc_ocr import lexicon, pipeline
from cchc_ocr.document import Line, Page
from cchc_ocr.errors import CchcError
from cchc_ocr.stacks import DocumentPart, find_stack

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FOLDERS = (ROOT / "samples", SHARED / "scans", SHARED / "scans-2")
SUFFIXES = (".pdf", ".png", ".jpg", ".tiff", ".txt")
NO_DOCUMENTS = ("qn-table-", "qn-blank-")  # single tables, and a page on which nothing stands
LEAST_WORDS = 40
HALVES = ("development", "report")


@dataclass(frozen=True)
class Single:
    """A file of one document, with its pages as they were read."""

    name: str
    pages: tuple[Page, ...]

    @property
    def half(self) -> str:
        """The half that the document is in, together with others whose names begin alike."""
        return HALVES[zlib.crc32(self.name[:8].encode()) % 2]


@dataclass(frozen=True)
class Made:
    """A stack, and the page numbers with which its documents begin, the first document apart."""

    pages: tuple[Page, ...]
    borders: frozenset[int]
    of: tuple[str, ...]


def read(folders: Sequence[Path], kept: Path | None) -> Iterator[Single]:
    """The documents of the folders; text beside a scan is its ground truth, and no document."""
    for folder in folders:
        files = sorted(folder.iterdir()) if folder.is_dir() else []
        scans = [file for file in files if file.suffix in SUFFIXES[:-1] and not file.name.startswith(NO_DOCUMENTS)]
        for file in scans or [file for file in files if file.suffix == ".txt"]:
            at = kept / f"{folder.name}-{file.name}.pickle" if kept else None
            if at and at.exists():
                pages = pickle.loads(at.read_bytes())
            else:
                try:
                    pages = pipeline.read(file, pipeline.Options())
                except CchcError as error:
                    print(f"left out: {error.message}")
                    continue
                if at:
                    at.write_bytes(pickle.dumps(pages))
            yield Single(file.name, tuple(pages))


def stacks(singles: Sequence[Single], count: int) -> Iterator[Made]:
    """Stacks of documents taken by chance, always the same ones for the same documents."""
    chance = random.Random(14)
    for _ in range(count):
        yield _stack(chance.sample(singles, chance.randint(2, min(6, len(singles)))), chance)


def _stack(singles: Sequence[Single], chance: random.Random) -> Made:
    pages: list[Page] = []
    borders = []
    backs, sheets = chance.random() < 0.4, chance.random() < 0.15
    for at, single in enumerate(singles):
        if at and sheets:
            pages.append(_typed("TỜ PHÂN CÁCH TÀI LIỆU"))
        if at:
            borders.append(len(pages) + 1)
        own = single.pages[1:] if chance.random() < 0.12 and _goes_on(single.pages[1:]) else single.pages
        for page in (*own, *_annex(chance)):
            pages += [page, Page(1, origin=page.origin)] if backs and chance.random() < 0.6 else [page]
    numbered = tuple(replace(page, number=at) for at, page in enumerate(pages, 1))
    return Made(numbered, frozenset(borders), tuple(single.name for single in singles))


def _goes_on(pages: Sequence[Page]) -> bool:
    """Whether a text goes on on the second page: a blank back, or an annex, alone is no document."""
    text = pages[0].text.lower() if pages else ""
    return len(text.split()) > LEAST_WORDS and not any(word in text[:400] for word in ("kèm theo", "phụ lục"))


def _annex(chance: random.Random) -> Sequence[Page]:
    if chance.random() > 0.2:
        return ()
    return (
        _typed("PHỤ LỤC II\nDANH SÁCH ĐƠN VỊ\n(Kèm theo văn bản của cơ quan)\n1. Phòng Một cửa\n2. Văn phòng"),
    )


def _typed(text: str) -> Page:
    return Page(1, tuple(map(Line.from_text, text.split("\n"))), "scan")


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--folders", type=Path, nargs="+", default=FOLDERS)
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--half", choices=HALVES, default="development")
    parser.add_argument("--stacks", type=int, default=60)
    chosen = parser.parse_args()
    known = lexicon.load()
    everything = list(read(chosen.folders, chosen.kept))
    for single in everything:
        found = find_stack(single.pages, known)
        if len(found.parts) > 1:
            print(f"false border in {single.name}: {[(part.first, part.signs) for part in found.parts[1:]]}")
    counts = Counter[str]()
    for made in stacks([single for single in everything if single.half == chosen.half], chosen.stacks):
        _count(made, find_stack(made.pages, known).parts, counts)
    right, false, missed = (counts[kind] for kind in ("right", "false", "missed"))
    print(f"{len(everything)} single documents, {chosen.stacks} stacks of the half for {chosen.half}")
    print(f"borders: {right} right, {false} false, {missed} missed, {counts['doubtful']} of them listed")
    print(f"F1 {2 * right / max(2 * right + false + missed, 1):.3f}")


def _count(made: Made, parts: Sequence[DocumentPart], counts: Counter[str]) -> None:
    found = {part.first: part for part in parts[1:]}
    counts["right"] += len(found.keys() & made.borders)
    counts["doubtful"] += sum(part.doubtful for part in found.values())
    for kind, numbers in (("false", found.keys() - made.borders), ("missed", made.borders - found.keys())):
        counts[kind] += len(numbers)
        for number in sorted(numbers):
            why = found[number].signs if number in found else ""
            print(f"{kind}: page {number} of {', '.join(made.of)} {why}")


if __name__ == "__main__":
    main()
