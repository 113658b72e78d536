"""A night of bad files: samples and mutations of them, runs that are killed, and what must hold in the morning.

    python scripts/soak.py --documents 2000 --kills 20

Holds or exits with 1: the run ends in time with exit code 6; no traceback and no fault of ours; every document is
done, with whole results, or has failed with a reason; a run killed with SIGKILL at a random moment and run again
leaves byte for byte what an undisturbed run does. The seed is printed; `--seed` makes the same files again.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from cchc_ocr.records import Record

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
PER_DOCUMENT = 20  # seconds, far more than any takes: a run that needs longer hangs


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


def start(documents: Path, out: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "cchc_ocr", "run", documents, "--out", out, "--page-timeout", "60", *more]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, errors="replace")


def finish(process: subprocess.Popen[str], seconds: float) -> tuple[int, str]:
    """Exit code and talk; a run that hangs is killed, and fails the soak."""
    try:
        _, talk = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        raise SystemExit(f"FAILED: the run did not end within {seconds:.0f} s") from None
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
    code, talk = finish(start(folder / "in", folder / "out", "--log", str(log)), 60 + PER_DOCUMENT * count)
    events = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    kinds = Counter(event["event"] for event in events)
    hold("Traceback" not in talk, f"a traceback:\n{talk}")
    hold(code == (6 if kinds["failed"] else 0), f"exit code {code}:\n{talk[-2000:]}")
    hold(kinds["done"] + kinds["skipped"] + kinds["failed"] == count, f"not every document accounted for: {kinds}")
    faults = [event for event in events if event.get("exit_code") == 1]
    hold(not faults, f"faults of ours: {faults[:3]}")
    hold(all(event["error"] for event in events if event["event"] == "failed"), "a failure without a reason")
    results = tree(folder / "out")
    hold(len(results) == 2 * kinds["done"], f"{len(results)} files of {kinds['done']} documents")
    for name, data in results.items():
        if name.endswith(".json"):
            Record.model_validate_json(data)
    seconds = time.monotonic() - began
    print(f"{count} documents: {kinds['done']} done, {kinds['failed']} failed, exit {code}, {seconds:.0f} s")


def kill(folder: Path, kills: int, rng: random.Random) -> None:
    """SIGKILL at random moments of a run that takes ``usual`` seconds; a second run must mend all."""
    make(folder / "in", 40, rng)
    began = time.monotonic()
    finish(start(folder / "in", folder / "undisturbed"), 60 + 40 * PER_DOCUMENT)
    usual = time.monotonic() - began
    expected = tree(folder / "undisturbed")
    for number in range(kills):
        out, moment = folder / f"killed{number}", rng.uniform(0, usual)
        process = start(folder / "in", out)
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        written = len(tree(out)) if out.exists() else 0
        finish(start(folder / "in", out), 60 + 40 * PER_DOCUMENT)
        hold(tree(out) == expected, f"killed after {moment:.2f} s, the output differs")
        hold(not list(out.rglob("*.part")), "a temporary file was left behind")
        print(f"killed after {moment:.2f} s with {written} of {len(expected)} files written: mended")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    rng = random.Random(given.seed)
    with TemporaryDirectory(prefix="cchc-ocr-soak-") as folder:
        soak(Path(folder) / "soak", given.documents, rng)
        kill(Path(folder) / "kill", given.kills, rng)


if __name__ == "__main__":
    main()
