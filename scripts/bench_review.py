"""The page of review over many documents: how long the list and the next document take, and the memory.

    python scripts/bench_review.py --documents 1000

Asked for: the list within 1 s, the next document within 0.3 s, and less than 400 MB for all processes.
The documents are invented, as ``tests/review/results.py`` has them; every second one is in doubt. What is
measured is what a browser asks for, from the first byte to the last. Exits with 1 where a figure is missed.
``--keep FOLDER`` keeps the folder for the next time.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import httpx
import psutil

ROOT = Path(__file__).parent.parent
LIST, NEXT, MEMORY = 1.0, 0.3, 400.0  # seconds, seconds, MB
TIMES = 15


def make(folder: Path, count: int) -> None:
    """A folder of results, and the originals."""
    sys.path.insert(0, str(ROOT))
    from tests.review.results import make as made

    made(folder, doubtful=count // 2, sure=count - count // 2)


def memory(process: psutil.Process) -> float:
    """MB of the program and all its processes; what they share counts once."""
    total = 0
    for one in (process, *process.children(recursive=True)):
        try:
            total += one.memory_full_info().pss
        except psutil.NoSuchProcess:
            continue
    return total / 1e6


def seconds(ask: Callable[[], httpx.Response]) -> float:
    """The median of several times, in seconds."""
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        answer = ask()
        assert answer.status_code == 200, answer.text
        times.append(time.perf_counter() - began)
    return median(times)


def holds(what: str, value: float, most: float, unit: str) -> bool:
    """Whether a figure is small enough; says so."""
    held = value <= most
    print(f"{what}: {value:.3g} {unit} (asked for: {most:g}): {'reached' if held else 'MISSED'}", flush=True)
    return held


def measure(out: Path) -> bool:
    """Start the program, and ask it what a browser would."""
    command = [sys.executable, "-m", "cchc_ocr", "review", str(out), "--no-browser"]
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout
        link = program.stdout.readline().strip()
        print(f"link after {time.perf_counter() - began:.2f} s")
        parts = urlsplit(link)
        here = f"http://{parts.netloc}"
        client = httpx.Client(base_url=here, headers={"origin": here}, follow_redirects=True, timeout=60)
        first = client.get(f"/?{parts.query}").text
        ids = re.findall(r'href="/d/([0-9a-f]+)', first)
        print(f"documents listed on the first page: {len(ids)}")
        client.get(f"/d/{ids[0]}/pages/1/size")  # a worker has started and drawn
        fine = [
            holds("the list", seconds(lambda: client.get("/")), LIST, "s"),
            holds("the list, filtered", seconds(lambda: client.get("/?kind=date&year=2021&state=all")), LIST, "s"),
            holds("the next document", seconds(lambda: client.get(f"/next?after={ids[3]}&at=3")), NEXT, "s"),
        ]
        body = {"action": "mend", "pointer": "/document/place", "was": "Sơn Hà", "typed": "Sơn Hà"}
        saved = seconds(lambda: client.post(f"/d/{ids[1]}/corrections", json=body))
        print(f"a correction saved: {saved:.3g} s")
        client.get(f"/d/{ids[1]}/pages/1/words")
        fine.append(holds("memory", memory(psutil.Process(program.pid)), MEMORY, "MB"))
        program.terminate()
    return all(fine)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    given = parser.parse_args()
    with TemporaryDirectory(prefix="cchc-ocr-bench-") as temporary:
        folder = given.keep or Path(temporary) / "bench"
        if not folder.exists():
            make(folder, given.documents)
        return 0 if measure(folder / "out") else 1


if __name__ == "__main__":
    sys.exit(main())
