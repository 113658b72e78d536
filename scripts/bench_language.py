#!/usr/bin/env python3
"""Measures the repair of text and prints every figure of docs/accuracy.md.

usage: bench_language.py [--shared DIR] [--scans]

Side by side, on the same text and in the same run: this program; plain look-up (the most frequent word of the
syllable list for each bare form); pyvi (``pip install pyvi``), where it is installed. Texts are looked for in
``--shared`` (seeds/, scans/, corpus/); what is missing is skipped and said. ``--scans`` also reads the first page
of the scans whose text is known (minutes, needs tesseract).
"""

from __future__ import annotations

import argparse
import lzma
import random
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cchc_ocr import lexicon, ngram  # noqa: E402
from cchc_ocr.evaluation.scoring import TextCounts, compare_text, normal  # noqa: E402
from cchc_ocr.files.options import ReadOptions  # noqa: E402
from cchc_ocr.pipeline import Options, digitise  # noqa: E402
from cchc_ocr.repair import Repairer  # noqa: E402
from cchc_ocr.vietnamese import bare  # noqa: E402

Restorer = Callable[[Sequence[str]], Sequence[str]]

WORD = re.compile(r"[^\W\d_]+")
ADDRESS = re.compile(r"https?://|www\.|@|\.gov\.vn")
MARKUP = re.compile(r"<[^>]+>|\*+|^#+\s*")
HAND = re.compile(r"⟦[^⟧]*⟧")


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures the repair of text.")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--scans", action="store_true", help="also read scans")
    options = parser.parse_args()
    describe_model()
    texts = clean_texts(options.shared)
    if texts:
        compare_restoring(texts)
        measure_harm(texts)
        measure_torn(texts)
    measure_garbled(options.shared / "seeds")
    if options.scans:
        measure_scans(options.shared / "scans")
    return 0


def describe_model() -> None:
    path = lexicon.bundled() / ngram.MODEL
    start = time.perf_counter()
    model = ngram.load(path)
    seconds = time.perf_counter() - start
    counts = ", ".join(f"{len(keys):,}" for keys in model.keys)
    print("## The model\n")
    print(f"{path.stat().st_size / 1e6:.1f} MB, loaded in {seconds:.2f} s; n-grams: {counts}\n")


def clean_texts(shared: Path) -> dict[str, list[str]]:
    """Correct texts by name: lines with words in them and no address, without markup."""
    found = {name: shared / name for name in ("seeds/001.txt", "seeds/003.txt", "corpus/legal-dev.txt.xz")}
    texts = {name: usable(read(path)) for name, path in found.items() if exists(path)}
    pages = sorted((shared / "scans").glob("*-p1.txt"))
    if pages:
        texts[f"texts of {len(pages)} scanned pages"] = usable("\n".join(map(read, pages)))
    return texts


def exists(path: Path) -> bool:
    if not path.exists():
        print(f"{path}: no such file; skipped", file=sys.stderr)
    return path.exists()


def read(path: Path) -> str:
    return lzma.decompress(path.read_bytes()).decode() if path.suffix == ".xz" else path.read_text("utf-8")


def usable(text: str) -> list[str]:
    lines = [normal(MARKUP.sub("", HAND.sub(" ", line))) for line in text.split("\n")]
    return [line for line in lines if line and not ADDRESS.search(line)]


# --- diacritics put back -------------------------------------------------------------------------------------


def compare_restoring(texts: dict[str, list[str]]) -> None:
    restorers = {"cchc-ocr": ours(), "look-up": look_up()} | pyvi()
    print("## Diacritics put back: words right\n")
    print("| text | words |", " | ".join(restorers), "|")
    print("| --- | ---: |", " | ".join("---:" for _ in restorers), "|")
    for name, lines in texts.items():
        words = sum(len(WORD.findall(line)) for line in lines)
        cells = [restored(lines, restore) for restore in restorers.values()]
        print(f"| {name} | {words:,} |", " | ".join(cells), "|", flush=True)
    print()


def restored(lines: list[str], restore: Restorer) -> str:
    """Share of words right, and words a second."""
    fed = [bare(line) for line in lines]
    start = time.process_time()
    got = restore(fed)
    seconds = time.process_time() - start
    right = sum(same_words(line, other) for line, other in zip(lines, got, strict=True))
    words = sum(len(WORD.findall(line)) for line in lines)
    return f"{right / words:.2%} ({words / seconds:,.0f} words/s)"


def same_words(line: str, other: str) -> int:
    """Words right; none of a line that came back with more or fewer."""
    ours, theirs = (WORD.findall(normal(text).lower()) for text in (line, other))
    return sum(a == b for a, b in zip(ours, theirs, strict=True)) if len(ours) == len(theirs) else 0


def ours() -> Restorer:
    it = Repairer.load()
    return lambda lines: it.repair_text(lines).lines


def look_up() -> Restorer:
    """The most frequent word of each bare form, by the bundled list of syllables."""
    best: dict[str, str] = {}
    for word, _ in Counter(lexicon.load().syllables).most_common():
        best.setdefault(bare(word), word)

    def one(match: re.Match[str]) -> str:
        seen = match.group()
        word = best.get(seen.lower(), seen)
        return word.upper() if seen.isupper() else word.capitalize() if seen[:1].isupper() else word

    return lambda lines: [WORD.sub(one, line) for line in lines]


def pyvi() -> dict[str, Restorer]:
    try:
        from pyvi import ViUtils
    except ImportError:
        print("pyvi is not installed; skipped", file=sys.stderr)
        return {}

    def one(line: str) -> str:
        try:
            return str(ViUtils.add_accents(line))
        except KeyError:  # it knows no clusters such as "wr"
            return line

    return {"pyvi": lambda lines: [one(line) for line in lines]}


# --- harm, garbled text, scans -------------------------------------------------------------------------------


def measure_harm(texts: dict[str, list[str]]) -> None:
    print("## Harm: correct text fed in\n")
    print("| text | words | changed | per 10,000 | lines with changed digits | changes |")
    print("| --- | ---: | ---: | ---: | ---: | --- |")
    for name, lines in texts.items():
        words = sum(len(WORD.findall(line)) for line in lines)
        got = Repairer.load().repair_text(lines)
        digits = sum(re.findall(r"\d", a) != re.findall(r"\d", b) for a, b in zip(lines, got.lines, strict=True))
        changed = Counter(f"{c.seen} → {c.became}" for changes in got.changes for c in changes)
        listed = ", ".join(f"{change} ×{n}" if n > 1 else change for change, n in changed.most_common(40))
        total = changed.total()
        print(f"| {name} | {words:,} | {total} | {1e4 * total / words:.2f} | {digits} | {listed} |", flush=True)
    print()


def measure_torn(texts: dict[str, list[str]]) -> None:
    """In every line one word is torn at some place, or over a line end; how many of them are whole again."""
    print("## Torn words put together again\n")
    print("| text | torn by a space | whole again | torn by a line end | whole again |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, lines in texts.items():
        cells = [f"{count:,} | {whole / count:.1%}" for count, whole in (torn(lines, gap) for gap in (" ", "\n"))]
        print(f"| {name} |", " | ".join(cells), "|", flush=True)
    print()


def torn(lines: Sequence[str], gap: str) -> tuple[int, int]:
    """How many words were torn, and how many came back whole."""
    dice = random.Random(0)
    places = [(line, list(re.finditer(r"(?<!\S)[^\W\d_]{3,7}(?!\S)", line))) for line in lines]
    words = [(line, dice.choice(found)) for line, found in places if found]
    cuts = [dice.randrange(word.start() + 1, word.end()) for _, word in words]
    fed = [f"{line[:cut]}{gap}{line[cut:]}" for (line, _), cut in zip(words, cuts, strict=True)]
    got = "\n".join(ours()("\n\n".join(fed).split("\n"))).split("\n\n")
    whole = [word.group() in after.split() for (_, word), after in zip(words, got, strict=True)]
    return len(words), sum(whole)


def measure_garbled(seeds: Path) -> None:
    seen, truth = seeds / "000.txt", seeds / "000.truth.txt"
    if not (exists(seen) and exists(truth)):
        return
    lines = read(seen).split("\n")
    start = time.process_time()
    got = Repairer.load().repair_text(lines)
    seconds = time.process_time() - start
    print("## Text garbled by an engine without Vietnamese data, line by line\n")
    print("| seeds/000.txt | WER | CER |\n| --- | ---: | ---: |")
    for name, version in (("as it was read", lines), (f"repaired ({got.strength})", got.lines)):
        print(f"| {name} | {errors(by_line(read(truth).split(chr(10)), version))} |")
    words = sum(len(line.split()) for line in lines)
    print(f"\n{words / seconds:,.0f} words/s; memory at its highest {peak():.0f} MB\n")


def by_line(truth: Sequence[str], seen: Sequence[str]) -> TextCounts:
    pairs = [(a, b) for a, b in zip(truth, seen, strict=False) if a.strip() and "¤" not in a]
    return sum((compare_text(a, b) for a, b in pairs), TextCounts())


def errors(counts: TextCounts) -> str:
    return f"{counts.word_edits / counts.words:.2%} | {counts.character_edits / counts.characters:.2%}"


def peak() -> float:
    """Megabytes (Linux counts in kibibytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def measure_scans(scans: Path) -> None:
    print("## First pages of scans, read by tesseract with Vietnamese data\n")
    print("| scan | WER read | CER read | WER repaired | CER repaired |\n| --- | ---: | ---: | ---: | ---: |")
    total = TextCounts(), TextCounts()
    for path in sorted(scans.glob("*-p1.txt")):
        name = path.name.removesuffix("-p1.txt")
        for scan in sorted(p for p in scans.glob(f"{name}*") if p.suffix in (".pdf", ".jpg")):
            done = digitise(scan, Options(read=ReadOptions(pages=(1,))))
            counts = [
                compare_text(read(path), "\n".join(p.text for p in pages)) for pages in (done.raw, done.pages)
            ]
            total = total[0] + counts[0], total[1] + counts[1]
            print(f"| {scan.name} | {errors(counts[0])} | {errors(counts[1])} |", flush=True)
    print(f"| all | {errors(total[0])} | {errors(total[1])} |\n")


if __name__ == "__main__":
    sys.exit(main())
