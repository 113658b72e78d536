"""A night of bad files: samples and mutations of them, runs that are killed, and what must hold in the morning.

    python scripts/soak.py --documents 2000 --kills 20

Holds or exits with 1: the run ends in time with exit code 6; no traceback and no bug; every document is
done, with whole results, or has failed with a reason; no page is called blank, for none of the samples is. A run
that is killed with SIGKILL, at a random moment or in the middle of a write, or whose workers and engines are,
leaves after one more run what an undisturbed one does, byte for byte, also where documents were renamed in
between. The seed is printed; `--seed` makes the files again.
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
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import NamedTuple, TypeAlias

from PIL import Image

from cchc_ocr.records import Record
from cchc_ocr.system.disk import shown_name

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
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


def sources() -> list[tuple[str, bytes]]:
    """Suffix and content of what is mutated: mostly texts and small pictures, and the scans."""
    texts = [(".txt", path.read_bytes()) for path in sorted(SAMPLES.glob("*.truth.txt"))]
    scans = [(path.suffix, path.read_bytes()) for path in sorted(SAMPLES.glob("*.pdf"))]
    pictures = [path for path in sorted(SAMPLES.iterdir()) if path.suffix in (".png", ".jpg", ".tiff")]
    return 6 * texts + 4 * [(path.suffix, smaller(path)) for path in pictures] + scans


def smaller(path: Path) -> bytes:
    """A picture at a quarter of its size, in its own format."""
    with Image.open(path) as picture:
        kind = picture.format
        small = picture.convert("L").resize((picture.width // 4, picture.height // 4))
    data = io.BytesIO()
    small.save(data, kind, **({"compression": "tiff_lzw"} if kind == "TIFF" else {}))
    return data.getvalue()


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


def make(folder: Path, count: int, rng: random.Random) -> None:
    """``count`` files in ``folder``, some of them in folders below, some under another kind's suffix."""
    kinds = sources()
    for number in range(count):
        suffix, data = rng.choice(kinds)
        if rng.random() < 0.05:
            suffix = rng.choice([".pdf", ".png", ".txt", ".TIF"])
        place = folder / rng.choice(["", "2020", "tỉnh Sơn Hà/2021"])
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:05}{rng.choice(STEMS)}{suffix}").write_bytes(rng.choice(MUTATIONS)(data, rng))


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


def soak(folder: Path, count: int, rng: random.Random) -> None:
    make(folder / "in", count, rng)
    began = time.monotonic()
    log = folder / "log.jsonl"
    limits = ("--page-timeout", "60", "--log", str(log))
    code, talk = finish(start(folder / "in", folder / "out", *limits), TO_START + PER_DOCUMENT * count)
    events = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    kinds = Counter(event["event"] for event in events)
    hold(code == (6 if kinds["failed"] else 0), f"exit code {code}:\n{talk[-2000:]}")
    hold(kinds["done"] + kinds["skipped"] + kinds["failed"] == count, f"not every document accounted for: {kinds}")
    faults = [event for event in events if event.get("exit_code") == 1]
    hold(not faults, f"faults of ours: {faults[:3]}")
    hold(all(event["error"] for event in events if event["event"] == "failed"), "a failure without a reason")
    results = tree(folder / "out")
    hold(len(results) == 2 * kinds["done"], f"{len(results)} files of {kinds['done']} documents")
    for name, data in results.items():
        if name.endswith(".json"):
            notes = Record.model_validate_json(data).notes
            hold(not any(note.endswith(": blank") for note in notes), f"{name} has no blank page: {notes}")
    seconds = time.monotonic() - began
    print(f"{count} documents: {kinds['done']} done, {kinds['failed']} failed, exit {code}, {seconds:.0f} s")


class Usual(NamedTuple):
    """What an undisturbed run takes: seconds, and calls of fsync (of every file and of its folder)."""

    seconds: float
    syncs: int


def disturb(folder: Path, kills: int, among: int, rng: random.Random) -> None:
    """Runs over ``among`` documents that are disturbed in one way after the other; one more run must mend all."""
    make(folder / "in", among, rng)
    began = time.monotonic()
    finish(start(folder / "in", folder / "undisturbed", *PATIENT), LONGEST)
    seconds, expected = time.monotonic() - began, tree(folder / "undisturbed")
    usual = Usual(seconds, 2 * len(expected))
    for number in range(kills):
        documents, out = folder / f"in{number}", folder / f"out{number}"
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


def kill_run(documents: Path, out: Path, usual: Usual, rng: random.Random) -> str:
    """SIGKILL at a random moment."""
    moment = rng.uniform(0, usual.seconds)
    process = start(documents, out, *PATIENT)
    time.sleep(moment)
    process.kill()
    process.communicate()
    return f"killed after {moment:.2f} s"


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


DISTURBANCES = (kill_run, kill_write, kill_below)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--among", type=int, default=40, help="documents of a run that is killed")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    rng = random.Random(given.seed)
    with TemporaryDirectory(prefix="cchc-ocr-soak-") as folder:
        if given.documents:
            soak(Path(folder) / "soak", given.documents, rng)
        if given.kills:
            disturb(Path(folder) / "disturbed", given.kills, given.among, rng)


if __name__ == "__main__":
    main()
