"""A disk that is really full, and processes that are really killed while they write: whole files, and a way on."""

from __future__ import annotations

import errno
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cchc_ocr.errors import ExitCode, UsageError
from cchc_ocr.records import Record
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.system.disk import write_whole
from tests.conftest import Cli
from tests.paths import ROOT
from tests.runs.test_batch import results, run

Disk = Callable[[int], Path]
KILLS = 20


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """tmp_path/out as a disk of so many KiB; asked for again, it gets another size."""
    out = tmp_path / "out"
    out.mkdir()

    def sized(kibibytes: int) -> Path:
        again = ["-o", "remount"] if out.is_mount() else []
        mount = ["mount", *again, "-t", "tmpfs", "-o", f"size={kibibytes}k", "tmpfs", out]
        try:
            subprocess.run(mount, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("only root can mount a small disk")
        return out

    yield sized
    if out.is_mount():
        subprocess.run(["umount", out], check=True)


def fill(disk: Path) -> None:
    """Takes all the room there is."""
    with (disk / ".filler").open("wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError as error:
                assert error.errno == errno.ENOSPC


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """tmp_path/in with texts, and what an undisturbed run makes of them in tmp_path/undisturbed."""
    (tmp_path / "in").mkdir()
    for number in range(20):
        (tmp_path / f"in/{number:02}.txt").write_text(f"Số: {number}/BC-SNV\n{'Xin chào ' * 400}\n")
    return tmp_path


@pytest.mark.parametrize("kibibytes", [4, 24, 60, 100, 140, 200, 300, 500])
def test_a_run_stops_says_so_and_goes_on(texts: Path, disk: Disk, kibibytes: int) -> None:
    out = disk(kibibytes)
    with pytest.raises(UsageError) as caught:
        run(texts)
    assert "make room" in caught.value.hint
    for record in out.glob("*.json"):
        Record.model_validate_json(record.read_bytes())
        assert record.with_suffix(".txt").read_text("utf-8").endswith("\n\f")
    disk(20_000)
    assert not any(outcome.error for outcome in run(texts))
    mended = results(texts)
    subprocess.run(["umount", out], check=True)
    run(texts)
    assert mended == results(texts)
    assert len(mended) == 40


def test_the_old_file_stays_whole(disk: Disk) -> None:
    out = disk(64)
    target = out / "a.json"
    write_whole(target, b"old" * 1000)
    fill(out)
    with pytest.raises(OSError, match="No space left"):
        write_whole(target, b"new" * 20_000)
    assert target.read_bytes() == b"old" * 1000
    assert not list(out.glob(".*.part"))


def test_results_are_found_and_read_on_a_full_disk(texts: Path, disk: Disk, cli: Cli) -> None:
    out = disk(20_000)
    run(texts)
    fill(out)
    assert cli("search", "xin chao", "--in", out).exit_code == ExitCode.DONE
    assert "20 done" in cli("status", out).stdout
    rebuilt = cli("status", out, "--rebuild")
    assert rebuilt.exit_code == ExitCode.USAGE
    assert "Make room" in rebuilt.stderr


def test_a_full_disk_under_the_log(texts: Path, disk: Disk, tmp_path: Path, cli: Cli) -> None:
    log = disk(4) / "log.jsonl"
    fill(log.parent)
    ended = cli("run", tmp_path / "in", "--out", tmp_path / "elsewhere", "--log", log)
    assert ended.exit_code == ExitCode.USAGE
    assert f"{log}: cannot be written: No space left" in ended.stderr


@pytest.mark.parametrize("to", ["csv", "jsonl", "xlsx"])
def test_a_full_disk_under_an_export(texts: Path, disk: Disk, tmp_path: Path, cli: Cli, to: str) -> None:
    out = disk(4)
    fill(out)
    (tmp_path / "records.jsonl").write_text(record(), "utf-8")
    ended = cli("export", tmp_path / "records.jsonl", "--to", to, "--out", out / f"index.{to}")
    assert ended.exit_code == ExitCode.USAGE
    assert "No space left" in ended.stderr
    assert [path.name for path in out.iterdir()] == [".filler"]


def record() -> str:
    source = {"file": "a.pdf", "sha256": "0" * 64, "pages": 1, "origin": "scan", "engine": "typed 1.0"}
    return Record.model_validate({"source": source}).to_json() + "\n"


WRITER = """
import sys
from pathlib import Path
from cchc_ocr.writers import write_whole
sizes = [10, 100_000, 3_000_000]
print("ready", flush=True)
for turn in range(10**9):
    write_whole(Path(sys.argv[1]), bytes([turn % 256]) * sizes[turn % 3])
"""


@pytest.mark.slow
def test_killed_while_it_writes_the_old_file_is_whole_or_the_new_one(tmp_path: Path) -> None:
    target, rng = tmp_path / "a.json", random.Random(7)
    for _ in range(KILLS):
        with subprocess.Popen([sys.executable, "-c", WRITER, target], stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(rng.uniform(0.01, 0.1))
            process.kill()
        data = target.read_bytes()
        assert len(data) in (10, 100_000, 3_000_000)
        assert len(set(data)) == 1
    write_whole(target, b"new")
    assert list(tmp_path.iterdir()) == [target]  # what the killed ones left is overwritten and gone


ROWS = """
import sys
from pathlib import Path
from dataclasses import replace
from cchc_ocr.catalogue import Catalogue
from tests.runs.test_search import put
print("ready", flush=True)
for turn in range(10**9):
    put(Path(sys.argv[1]), str(turn % 5), f"trang {turn}\\n\\f" * (1 + turn % 7))
"""


@pytest.mark.slow
def test_killed_while_it_stores_rows_the_index_fits_the_texts(tmp_path: Path) -> None:
    rng = random.Random(7)
    for _ in range(KILLS // 2):
        command = [sys.executable, "-c", ROWS, tmp_path]
        root = ROOT
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(rng.uniform(0.01, 0.2))
            process.kill()
        with Catalogue(tmp_path) as rows:
            assert rows.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert not rows.unindexed()
            pages = {number for (number,) in rows.db.execute("SELECT id FROM pages")}
            found = rows.db.execute("SELECT rowid FROM page_words WHERE page_words MATCH 'trang'")
            assert {number for (number,) in found} == pages
