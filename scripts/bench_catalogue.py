"""Search and resume in a folder of many finished documents.

    python scripts/bench_catalogue.py --documents 10000

Asked for: a search ≤ 50 ms; ≤ 5 s to find that nothing is to be done, and for the whole commands `search` and
`status`, 3.5 s of them of the processor. The documents are invented: three pages each, drawn word by word from the
language model, so that words are as frequent, alone and beside one another, as in the reports it was built from.
Texts, records and rows are written as `run` writes them; what is measured is what users call. Of more than
``NAMED`` documents only ``DRAWN`` are made so. The others are copies: their rows are put into the catalogue
directly, their results are other names of the same files, and each has an original of its own. ``IN_A_FOLDER`` of
them lie in each folder. Exits with 1 if a figure is missed, but for `run` over more than ``NAMED`` documents,
which has no limit. ``--keep FOLDER`` keeps the folder for the next time.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from cchc_ocr import ngram, pipeline
from cchc_ocr.ngram.model import BITS, SPECIAL, Model
from cchc_ocr.records import Document, Record, Reference, Source
from cchc_ocr.runs import catalogue, index, review_files
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.inputs import find
from cchc_ocr.runs.made import Made
from cchc_ocr.runs.results import Results, key
from cchc_ocr.runs.search import Narrowed, search
from cchc_ocr.runs.status import rebuild

ROOT = Path(__file__).parent.parent
NAMED, DRAWN = 10_000, 2_000
PAGES = 3
WORDS = 350  # on a page
CITED = 5  # documents that each one cites
IN_A_FOLDER = 1_000  # documents, as an archive's years and series are
DOUBTFUL = 0.5  # the share of documents with a value that a person should look at
SEARCH = 0.050  # seconds
COMMAND, OF_PROCESSOR = 5.0, 3.5  # seconds of a whole command, Python's start included
SEED = 2026
TYPES = ("Báo cáo", "Quyết định", "Kế hoạch", "Công văn", "Thông báo", "Tờ trình")
ISSUERS = ("Sở Nội vụ", "Sở Tài chính", "Sở Y tế", "Ủy ban nhân dân huyện Sơn Trung", "Ủy ban nhân dân xã Hà Đông")
WRITTEN_AGAIN = "INSERT INTO written SELECT ?, sha256, size, modified_ns FROM written WHERE file = ?"
PageWords: TypeAlias = tuple[int, tuple[str, str, str]]  # the number of a page, and what is indexed of it
QUERIES: Sequence[tuple[str, Narrowed | None]] = (
    ("và", None),
    ("va", None),
    ("cua cac", None),
    ("quy định của pháp luật", None),
    ("quy dinh cua phap luat", None),
    ('"quy định"', None),
    ("cải cách", None),
    ("cai cach hanh chinh 2021", None),
    ("cải cách hành chính năm 2021", None),
    ("thuc hien nhiem vu nam", None),
    ("thuc hien nhiem vu nam", Narrowed(type="bao cao", since="2015")),
    ("cai cach hanh chinh", Narrowed(issuer="so noi vu")),
    ("va", Narrowed(type="bao cao", issuer="so", since="2012", until="2024")),
    ("va", Narrowed(type="bao cao", issuer="so noi vu", since="2020-03", until="2020-05")),
    ("và của các có được", None),
    ("05/BC-SNV", None),
    ("thuỷ sản", None),
    ("khieu nai to cao", None),
    ("xuong rong", None),
    ("không có từ xyzzy", None),
    ("cai cach", Narrowed(since="2015")),
    ("", Narrowed(cites="43/2018/QĐ-UBND")),
    ("", Narrowed(cites="44/2019", issuer="so y te", since="2020")),
    ("cai cach", Narrowed(cites="45/2020")),
    ("", Narrowed(cites="4500/2020")),
)


class Writer:
    """Writes words as they follow one another in the language model."""

    def __init__(self, model: Model, rng: np.random.Generator) -> None:
        self._rng = rng
        self._words = model.words
        pairs = model.keys[1]
        self._first = np.searchsorted(pairs, np.arange(len(model.words) + 1, dtype=np.uint64) << np.uint64(BITS))
        self._next = (pairs & np.uint64((1 << BITS) - 1)).astype(np.intp)
        self._sums = np.concatenate([[0.0], np.cumsum(np.exp(model.logprob[1].astype(float)))])
        alone = np.exp(model.logprob[0].astype(float))
        self._alone = np.cumsum(alone) / alone.sum()

    def pages(self, count: int) -> Iterator[str]:
        """So many pages of ``WORDS`` words."""
        rows = np.empty((count, WORDS), dtype=np.intp)
        last = np.zeros(count, dtype=np.intp)
        for at in range(WORDS):
            rows[:, at] = last = self._following(last)
        yield from (" ".join(map(self._spelled, row)) for row in rows.tolist())

    def _following(self, last: NDArray[np.intp]) -> NDArray[np.intp]:
        """One word for each of the last ones: of those seen behind it, else any."""
        first, end = self._first[last], self._first[last + 1]
        drawn = self._sums[first] + self._rng.random(len(last))
        seen = drawn < self._sums[end]
        at = np.searchsorted(self._sums, drawn, "right") - 1
        any_word = np.searchsorted(self._alone, self._rng.random(len(last)))
        return np.where(seen, self._next[np.minimum(at, len(self._next) - 1)], any_word)

    def _spelled(self, number: int) -> str:
        word = self._words[number]
        if number >= len(SPECIAL):
            return word
        return {"<stop>": ".", "<pause>": ",", "<s>": "\n"}.get(word) or str(self._rng.integers(1, 2026))


def make(folder: Path, count: int) -> None:
    """Originals in ``folder/in`` and what a run would have made of them in ``folder/out``."""
    rng = np.random.default_rng(SEED)
    pages = Writer(ngram.bundled(), rng).pages(min(count, NAMED) * PAGES)
    for number in range(0, count, IN_A_FOLDER):
        _original(folder, number).parent.mkdir(parents=True)
        (folder / "out" / _place(number)).parent.mkdir(parents=True)
    texts = {}
    drawn = count if count <= NAMED else DRAWN
    for number in range(drawn):
        text = "".join(f"{next(pages)}\n\f" for _ in range(PAGES))
        _original(folder, number).write_text(text)
        texts[number] = text
    options = pipeline.Options()
    with Catalogue(folder / "out") as rows, patch.object(os, "fsync"):  # no power cut is feared here
        results = Results(folder / "out", rows, pipeline.made_by(options))
        for item in find([folder / "in"], folder / "out"):
            text = texts[int(item.path.stem)]
            results.write(item, [Made.of(_record(item.path, text, rng), text)], 1.0)
        with rows.transaction():
            words = [
                (number, index.indexed(text)) for number, text in rows.db.execute("SELECT id, text FROM pages")
            ]
            for shift in range(drawn, count, drawn):
                _copy(rows, folder, shift, min(drawn, count - shift), words)
            rows.db.execute("UPDATE entries SET indexed = 1")


def _original(folder: Path, number: int) -> Path:
    return folder / "in" / f"{_place(number)}.txt"


def _place(number: int) -> str:
    """The folder and the name of a document, without suffix."""
    return f"{number // IN_A_FOLDER:03}/{number:06}"


def _copy(rows: Catalogue, folder: Path, shift: int, count: int, words: Sequence[PageWords]) -> None:
    """The first ``count`` documents once more, their numbers greater by ``shift``."""
    for entry in list(rows.entries())[:count]:
        number = int(Path(os.fsdecode(entry.path)).stem) + shift
        original, name = _original(folder, number), _place(number)
        original.write_text(f"{number}\n")
        stamp, stem = original.stat(), os.fsencode(name)
        own = {"path": key(original), "size": stamp.st_size, "modified_ns": stamp.st_mtime_ns}
        rows.store(entry._replace(stem=stem, sha256=f"{number:064x}", **own))
        for suffix in (".txt", ".json"):
            os.link(folder / "out" / f"{os.fsdecode(entry.stem)}{suffix}", folder / "out" / f"{name}{suffix}")
            place = (stem + suffix.encode(), entry.stem + suffix.encode())
            rows.db.execute(
                "INSERT INTO written SELECT ?, sha256, size, modified_ns FROM written WHERE file = ?", place
            )
    for table in ("records", "citations", "pages"):
        names = [name for _, name, *_ in rows.db.execute(f"PRAGMA table_info({table})")]
        columns = ", ".join(f"{name} + ?1" if name in ("id", "document") else name for name in names)
        rows.db.execute(f"INSERT INTO {table} SELECT {columns} FROM {table} WHERE document <= ?2", (shift, count))
    rows.db.executemany(
        index.INTO_INDEX,
        ((number + shift, *said) for number, said in words if number % index.DOCUMENTS <= count),
    )


def _record(path: Path, text: str, rng: np.random.Generator) -> Record:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    year, month, day = rng.integers(2010, 2026), rng.integers(1, 13), rng.integers(1, 29)
    head = Document(
        type=str(rng.choice(TYPES)), issuer=str(rng.choice(ISSUERS)), date=f"{year}-{month:02}-{day:02}"
    )
    numbers = rng.integers(1, 400, CITED)
    cited = tuple(Reference(type="Quyết định", number_symbol=f"{n}/{2009 + n % 17}/QĐ-UBND") for n in numbers)
    source = Source(file=path.name, sha256=sha256, pages=PAGES, origin="text")
    doubtful = ("/document/signer",) if rng.random() < DOUBTFUL else ()
    return Record(source=source, document=head, references=cited, needs_review=doubtful)


def measure_search(out: Path) -> float:
    """Seconds of the slowest query, in this process, with the catalogue opened every time.

    Of each query the least of seven counts. On a machine that others use as well, the rest is waiting for them;
    the processor time of the slowest is told besides.
    """
    worst, worst_busy = 0.0, 0.0
    for query, narrowed in QUERIES:
        times, busy = [], []
        for _ in range(7):
            began, worked = time.perf_counter(), time.process_time()
            hits = search(query, out, narrowed)
            times.append(time.perf_counter() - began)
            busy.append(time.process_time() - worked)
        worst, worst_busy = max(worst, min(times)), max(worst_busy, min(busy))
        told = f"{min(times) * 1000:7.1f} ms ({min(busy) * 1000:5.1f} of the processor) {len(hits):3} hits"
        print(f"{told}  {query}  {narrowed or ''}", flush=True)
    print(f"slowest search, processor time {worst_busy * 1000:.1f} ms")
    return worst


def holds(name: str, *words: object, finished: str = "") -> bool:
    """Whether a whole command is fast enough; ``finished`` is what it must say."""
    before, began = os.times(), time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-m", "cchc_ocr", *map(str, words)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    seconds, after = time.perf_counter() - began, os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    held = seconds <= COMMAND and busy <= OF_PROCESSOR and finished in ended.stderr
    told = f"{seconds:.2f} s (asked for: {COMMAND:g}), of the processor {busy:.2f} s ({OF_PROCESSOR:g})"
    print(f"{name}: {told}: {'reached' if held else 'MISSED'}", flush=True)
    return held


def measure(folder: Path, count: int) -> bool:
    out = folder / "out"
    size = (out / catalogue.NAME).stat().st_size / 1e6
    print(f"{count} documents of {PAGES} pages of {WORDS} words; the catalogue takes {size:.0f} MB (seed {SEED})")
    searched = measure_search(out)
    print(f"slowest search {searched * 1000:.1f} ms (asked for: {SEARCH * 1000:.0f})")
    commands = [
        holds("search", "search", "cai cach", "--in", out),
        holds("status", "status", out),
        holds("status --list", "status", out, "--list"),
        holds("run, nothing to do", "run", folder / "in", "--out", out, finished=f"{count} finished before"),
    ]
    began = time.perf_counter()
    rebuild(out)
    print(f"status --rebuild {time.perf_counter() - began:.1f} s")
    return searched <= SEARCH and all(commands)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    given = parser.parse_args()
    with TemporaryDirectory(prefix="cchc-ocr-bench-") as temporary:
        folder = given.keep or Path(temporary) / "bench"
        if not folder.exists():
            make(folder, given.documents)
            time.sleep(
                review_files.SETTLED
            )  # as folders of an archive have: younger ones are listed at each search
        return 0 if measure(folder, given.documents) else 1


if __name__ == "__main__":
    sys.exit(main())
