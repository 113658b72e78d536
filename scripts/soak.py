"""A night of bad files: samples and mutations of them, runs that are killed, and what must hold in the morning.

    python scripts/soak.py --documents 2000 --kills 20 --keep FOLDER

Holds or exits with 1, and says so in its last line. Every file that was made has one line in `status`, a stack one
for each document: it is done or read partly, with a whole record and text, or equal to another, or failed with a
reason that is no fault of ours. No page is called blank, for no page of the samples is; a document without text is
listed for review. A run that is killed with SIGKILL (at a random moment, with records done, in the middle of a
write) or whose workers and engines are, leaves after one more run what an undisturbed one does, byte for byte,
also where documents were renamed in between.

The real engine reads; most pictures are smaller than those of the samples, so that 2,000 documents and 20 kills
take some 25 minutes on two cores. The seed is printed; `--seed` makes the same choices again. With `--keep`, the
same command goes on where it was broken off.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any, NamedTuple, TypeAlias

from PIL import Image

from cchc_ocr.files.opening import SUFFIXES, open_document
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.records import Record
from cchc_ocr.system.disk import shown, shown_name

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
LONG_AGO = time.gmtime(0)
LONG_SIDE = 1100  # pixels of a picture: print can still be seen, and what is tried is damage, not reading
TO_START, PER_DOCUMENT = 300, 20  # seconds, far more than any takes: a run that needs longer hangs
LONGEST = 1200  # of a run that is killed
PATIENT = ("--page-timeout", "600")  # a page that is slow on a busy machine must not be given up in one run of two
DIES = """
import os, signal, stat, sys
from cchc_ocr.cli.app import main
left, fsync = int(sys.argv.pop(1)), os.fsync
def die(handle):
    global left
    left -= 1
    if not left:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            os.truncate(handle, os.fstat(handle).st_size // 2)
        os.kill(os.getpid(), signal.SIGKILL)
    fsync(handle)
os.fsync = die
main()
"""


class Kind(NamedTuple):
    """A kind of document: how often it is drawn, and the undamaged documents of its kind."""

    suffix: str
    often: int
    documents: Callable[[], list[bytes]]


def texts() -> list[bytes]:
    return [path.read_bytes() for path in sorted(SAMPLES.glob("*.truth.txt"))]


def pdfs() -> list[bytes]:
    """The scans as they are: each has its pictures in another coding."""
    return [path.read_bytes() for path in sorted(SAMPLES.glob("*.pdf"))]


@cache
def small_pages() -> list[list[Image.Image]]:
    """The pages of the scans and pictures, smaller."""
    paths = [path for path in sorted(SAMPLES.iterdir()) if path.suffix in (".pdf", ".png", ".jpg", ".tiff")]
    return [[small(page) for page in pages_of(path)] for path in paths]


def pages_of(path: Path) -> Iterator[Image.Image]:
    with open_document(path) as document:
        for page in document.pages():
            if isinstance(page, PageImage):
                yield Image.fromarray(page.pixels)


def small(page: Image.Image) -> Image.Image:
    page = page.convert("L")
    page.thumbnail((LONG_SIDE, LONG_SIDE))
    return page


def pictures(coding: str, *, together: bool = False, **more: Any) -> Callable[[], list[bytes]]:
    """Each first page in a coding of Pillow; with ``together``, all pages of a document in one file."""

    def made() -> list[bytes]:
        return [coded(pages if together else pages[:1], coding, **more) for pages in small_pages() if pages]

    return made


def coded(pages: list[Image.Image], coding: str, **more: Any) -> bytes:
    data = io.BytesIO()
    first, *others = [page.copy() for page in pages]  # Pillow keeps how a picture was coded last
    first.save(data, coding, **more, **({"save_all": True, "append_images": others} if others else {}))
    return data.getvalue()


def heic() -> list[bytes]:
    import pillow_heif

    pillow_heif.register_heif_opener()
    return pictures("HEIF", quality=60)()


def docx() -> list[bytes]:
    import docx as office

    def add(document: Any, line: str) -> None:
        document.add_paragraph(line)

    return [packed(office.Document(), text.decode(), add) for text in texts()]


def xlsx() -> list[bytes]:
    import openpyxl

    def add(book: Any, line: str) -> None:
        book.active.append([line])

    return [packed(openpyxl.Workbook(), text.decode(), add) for text in texts()]


def packed(document: Any, text: str, add: Callable[[Any, str], object]) -> bytes:
    for line in filter(None, map(str.strip, text.replace("\f", "\n").split("\n"))):
        add(document, line)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


# A new kind of document gets a line here; one whose suffix is not read yet is left out.
KINDS = (
    Kind(".txt", 30, texts),
    Kind(".pdf", 6, pdfs),
    Kind(".pdf", 14, pictures("PDF", together=True, resolution=95, creationDate=LONG_AGO, modDate=LONG_AGO)),
    Kind(".tiff", 6, pictures("TIFF", together=True, compression="tiff_lzw")),
    Kind(".tif", 3, pictures("TIFF", together=True, compression="jpeg")),
    Kind(".png", 6, pictures("PNG")),
    Kind(".jpg", 6, pictures("JPEG")),
    Kind(".webp", 2, pictures("WEBP")),
    Kind(".gif", 2, pictures("GIF")),
    Kind(".jp2", 2, pictures("JPEG2000")),
    Kind(".heic", 3, heic),
    Kind(".docx", 6, docx),
    Kind(".xlsx", 4, xlsx),
)


def whole(data: bytes, _rng: random.Random) -> bytes:
    return data


def truncated(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data))]


def flipped(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice([1, 10, 200])):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def zeroed(data: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(data))
    length = min(rng.choice([16, 4096, len(data)]), len(data) - start)
    return data[:start] + bytes(length) + data[start + length :]


def swapped(data: bytes, rng: random.Random) -> bytes:
    cut = rng.randrange(len(data))
    return data[cut:] + data[:cut]


Run: TypeAlias = "subprocess.Popen[str]"
MUTATIONS: Sequence[Callable[[bytes, random.Random], bytes]] = (whole, truncated, flipped, zeroed, swapped)
STEMS = (
    "báo cáo",
    unicodedata.normalize("NFD", "kết luận"),
    "a b  c",
    "x" * 230,
    "[bold]",
    os.fsdecode(b"b\xe1o"),
)


@cache
def made(kind: Kind) -> list[bytes]:
    return kind.documents()


def make(folder: Path, count: int, rng: random.Random, kinds: Sequence[Kind] = KINDS) -> None:
    """``count`` files in ``folder``, some of them in folders below, some under another kind's suffix."""
    kinds = [kind for kind in kinds if kind.suffix in SUFFIXES]
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    for number in range(count):
        (at,) = rng.choices(range(len(kinds)), [kind.often for kind in kinds])
        suffix, data = kinds[at].suffix, rng.choice(made(kinds[at]))
        if rng.random() < 0.05:
            suffix = rng.choice([".pdf", ".png", ".txt", ".TIF"])
        place = part / rng.choice(["", "2020", "tỉnh Sơn Hà/2021"])
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:05}{rng.choice(STEMS)}{suffix}").write_bytes(rng.choice(MUTATIONS)(data, rng))
    part.rename(folder)


def start(documents: Path, out: Path, *more: str, program: Sequence[str] = ("-m", "cchc_ocr")) -> Run:
    command: list[str | Path] = [sys.executable, *program, "run", documents, "--out", out, *more]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, errors="replace")


def finish(process: Run, seconds: float) -> tuple[int, str]:
    """Exit code and talk; a run that hangs is killed, and fails the soak."""
    try:
        _, talk = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        raise SystemExit(f"FAILED: the run did not end within {seconds:.0f} s") from None
    hold("Traceback" not in talk, f"a traceback:\n{talk}")
    return process.returncode, talk


def tree(folder: Path) -> dict[str, bytes]:
    """The results: every file that is not hidden."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def hold(condition: bool, what: str) -> None:
    if not condition:
        raise SystemExit(f"FAILED: {what}")


def soak(folder: Path, count: int, rng: random.Random, kinds: Sequence[Kind]) -> None:
    documents, out = folder / "in", folder / "out"
    if not documents.exists():
        make(documents, count, rng, kinds)
    began = time.monotonic()
    limits = ("--page-timeout", "60", "--log", str(folder / "log.jsonl"))
    code, talk = finish(start(documents, out, *limits), TO_START + PER_DOCUMENT * count)
    states = accounted(documents, out)
    hold(code == (6 if states["failed"] or states["partly"] else 0), f"exit code {code}:\n{talk[-2000:]}")
    events = map(json.loads, (folder / "log.jsonl").read_text("utf-8").splitlines())
    faults = [event for event in events if event.get("exit_code") == 1]
    hold(not faults, f"faults of ours: {faults[:3]}")
    told = ", ".join(f"{number} {state}" for state, number in states.most_common())
    print(f"{count} documents: {told}; exit {code}, {time.monotonic() - began:.0f} s", flush=True)


def accounted(documents: Path, out: Path) -> Counter[str]:
    """The number of documents in each state. A file has one line, a stack one for each document; all are true."""
    status = [sys.executable, "-m", "cchc_ocr", "status", str(out), "--json"]
    told = subprocess.run(status, cwd=ROOT, capture_output=True, check=False, text=True)
    hold(told.returncode == 0, f"status ends with {told.returncode}:\n{told.stderr}")
    account = json.loads(told.stdout)
    lines = Counter(line["file"] for line in account["files"])
    files = Counter(shown(path.resolve()) for path in documents.rglob("*") if path.is_file())
    stacks = {line["file"] for line in account["files"] if "of the file" in (line["reason"] or "")}
    odd_lines = {file for file in {*lines, *files} if lines[file] != files[file] and file not in stacks}
    hold(not odd_lines, f"not every file has one line: {sorted(odd_lines)[:5]}")
    states = Counter({state: number for state, number in account["states"].items() if number})
    hold(states.total() == lines.total(), f"the states do not add up to {lines.total()}: {states}")
    odd = states.keys() - {"done", "partly", "equal", "failed"}
    hold(not odd, f"states that no document should be in: {odd}")
    silent = [line["file"] for line in account["files"] if line["state"] == "failed" and not line["reason"]]
    hold(not silent, f"failed without a reason: {silent[:5]}")
    results = tree(out)
    read = states.total() - states["failed"]
    hold(len(results) == 2 * read, f"{len(results)} files of {read} documents")
    for name, data in results.items():
        if name.endswith(".json"):
            see_that_it_is_honest(name, Record.model_validate_json(data), results[f"{name[:-5]}.txt"])
    return states


def see_that_it_is_honest(name: str, record: Record, text: bytes) -> None:
    """No page of the samples is blank, and what gave no text is for a person to look at."""
    blank = [page.number for page in record.pages if page.state == "blank"]
    hold(not blank, f"{name} has no blank page, but these are called so: {blank}")
    hold(bool(text.strip() or record.needs_review), f"{name} has no text, and nothing to review")


class Usual(NamedTuple):
    """What an undisturbed run takes: seconds, and calls of fsync (of every file and of its folder)."""

    seconds: float
    syncs: int


def disturb(folder: Path, kills: int, among: int, seed: int, kinds: Sequence[Kind]) -> None:
    """Runs over ``among`` documents that are disturbed in one way after the other; one more run must mend all."""
    began = time.monotonic()
    if not (folder / "in").exists():
        make(folder / "in", among, random.Random(seed), kinds)
    measured = folder / "seconds"
    finish(start(folder / "in", folder / "undisturbed", *PATIENT), LONGEST)
    if not measured.exists():
        measured.write_text(f"{time.monotonic() - began}")
    expected = tree(folder / "undisturbed")
    usual = Usual(float(measured.read_text()), 2 * len(expected))
    mended = folder / "mended"
    for number in range(kills):
        if (mended / str(number)).exists():
            continue
        rng = random.Random(f"{seed} {number}")
        documents, out = folder / f"in{number}", folder / f"out{number}"
        for former in (documents, out):
            shutil.rmtree(former, ignore_errors=True)
        shutil.copytree(folder / "in", documents)
        what = DISTURBANCES[number % len(DISTURBANCES)](documents, out, usual, rng)
        written = len(tree(out)) if out.exists() else 0
        renamed = rename(documents, rng) if number % 2 else {}
        finish(start(documents, out, "--retry-failed", *PATIENT), LONGEST)
        found, wanted = tree(out), as_renamed(expected, renamed)
        odd = [name for name in sorted({*found, *wanted}) if found.get(name) != wanted.get(name)]
        hold(not odd, f"{what}: the output differs in {odd}; see {keep(folder)}")
        hold(not list(out.rglob("*.part")), f"{what}: a temporary file was left behind")
        print(f"{what}, {written} of {len(wanted)} files written, {len(renamed)} renamed: mended", flush=True)
        mended.mkdir(exist_ok=True)
        (mended / str(number)).touch()
        for needless in (documents, out):
            shutil.rmtree(needless)
    print(f"{kills} runs over {among} documents mended, {time.monotonic() - began:.0f} s", flush=True)


def kill_run(documents: Path, out: Path, usual: Usual, rng: random.Random) -> str:
    """SIGKILL at a random moment."""
    moment = rng.uniform(0, usual.seconds)
    process = start(documents, out, *PATIENT)
    time.sleep(moment)
    process.kill()
    process.communicate()
    return f"killed after {moment:.2f} s"


def kill_midway(documents: Path, out: Path, usual: Usual, rng: random.Random) -> str:
    """SIGKILL once a part of the records is written."""
    wanted = max(1, int(rng.uniform(0.2, 0.8) * usual.syncs / 4))
    process = start(documents, out, *PATIENT)
    until = time.monotonic() + LONGEST
    while process.poll() is None and records(out) < wanted:
        time.sleep(0.02)
        hold(time.monotonic() < until, "a run wrote no records")
    process.kill()
    process.communicate()
    hold(records(out) >= wanted, f"killed too late, with {records(out)} records instead of {wanted}")
    return f"killed with {records(out)} records done"


def records(out: Path) -> int:
    return sum(1 for path in out.rglob("*.json") if not path.name.startswith("."))


def kill_write(documents: Path, out: Path, usual: Usual, rng: random.Random) -> str:
    """SIGKILL in the middle of a write: at a random call of fsync, of which half of the file is lost."""
    call = rng.randint(1, usual.syncs)
    finish(start(documents, out, *PATIENT, program=("-c", DIES, str(call))), LONGEST)
    return f"killed in write {call}"


def kill_below(documents: Path, out: Path, usual: Usual, rng: random.Random) -> str:
    """SIGKILL to workers, engines and the process that forks workers, whichever are there, until the run ends."""
    killed: Counter[str] = Counter()
    process = start(documents, out, *PATIENT)
    until = time.monotonic() + LONGEST
    while process.poll() is None:
        time.sleep(rng.uniform(0, usual.seconds / 4))
        if below := descendants(process.pid):
            victim = rng.choice(below)
            with suppress(OSError):
                program = Path(f"/proc/{victim}/comm").read_text().strip()
                os.kill(victim, signal.SIGKILL)
                killed[program] += 1
        hold(time.monotonic() < until, "a run whose workers were killed did not end")
    finish(process, 10)
    return f"{dict(killed)} killed below it"


def descendants(pid: int) -> list[int]:
    """Processes that a process has started, and those that they have."""
    below: list[int] = []
    for threads in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            below += [int(child) for child in threads.read_text().split()]
    return below + [deeper for child in below for deeper in descendants(child)]


def rename(documents: Path, rng: random.Random) -> dict[Path, Path]:
    """Moves a few documents: their paths before and after, relative to the folder."""
    files = [path for path in sorted(documents.rglob("*")) if path.is_file()]
    moved = {}
    for number, path in enumerate(rng.sample(files, min(5, len(files)))):
        target = documents / "moved" / f"renamed {number}{path.suffix}"
        target.parent.mkdir(exist_ok=True)
        path.rename(target)
        moved[path.relative_to(documents)] = target.relative_to(documents)
    return moved


def as_renamed(expected: dict[str, bytes], renamed: dict[Path, Path]) -> dict[str, bytes]:
    """The results as they are where the documents have other names, which the records name."""
    wanted = dict(expected)
    for old, new in renamed.items():
        for suffix in (".json", ".txt"):
            if (data := wanted.pop(f"{old.with_suffix('')}{suffix}", None)) is not None:
                before, after = (json.dumps(shown_name(path), ensure_ascii=False) for path in (old, new))
                wanted[f"{new.with_suffix('')}{suffix}"] = data.replace(before.encode(), after.encode(), 1)
    return wanted


def keep(folder: Path) -> Path:
    """A copy of what was found, for a person to look at."""
    return Path(shutil.copytree(folder, Path(mkdtemp(prefix="cchc-ocr-failed-")) / "soak"))


DISTURBANCES = (kill_midway, kill_write, kill_below, kill_run)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--among", type=int, default=40, help="documents of a run that is killed")
    parser.add_argument("--seed", type=int, help="of the random numbers; chosen at random without it")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="go on in this folder, and leave it")
    parser.add_argument("--small", action="store_true", help="leave out the scans as large as they were made")
    given = parser.parse_args()
    kinds = [kind for kind in KINDS if not given.small or kind.documents is not pdfs]
    with TemporaryDirectory(prefix="cchc-ocr-soak-") as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        seed = seed_of(folder, given.seed)
        print(f"seed {seed}", flush=True)
        if given.documents:
            (folder / "soak").mkdir(exist_ok=True)
            soak(folder / "soak", given.documents, random.Random(seed), kinds)
        if given.kills:
            (folder / "disturbed").mkdir(exist_ok=True)
            disturb(folder / "disturbed", given.kills, given.among, seed, kinds)
    print("PASSED: every document is accounted for, and every killed run was mended")


def seed_of(folder: Path, wanted: int | None) -> int:
    """The seed of the files in the folder; a new one where it is empty."""
    kept = folder / "seed"
    if not kept.exists():
        kept.write_text(str(random.SystemRandom().randrange(10**6) if wanted is None else wanted))
    hold(wanted is None or wanted == int(kept.read_text()), f"{folder} was made with the seed {kept.read_text()}")
    return int(kept.read_text())


if __name__ == "__main__":
    main()
