"""A disk that is really full, and processes that are really killed while they write: whole files, and a way on."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cchc_ocr.errors import ExitCode, UsageError
from cchc_ocr.records import Record
from cchc_ocr.runs.catalogue import Catalogue
from tests.conftest import Cli
from tests.disks import Disk, fill
from tests.paths import ROOT
from tests.runs.running import results, run

KILLS = 10


def put_texts(folder: Path) -> Path:
    """Ten texts of 8 KB in a folder ``in``; nearly all of it is dots, which take no time to read."""
    (folder / "in").mkdir()
    dots = f"{'.' * 4000}\n" * 2
    for number in range(10):
        (folder / f"in/{number:02}.txt").write_text(f"Số: {number}/BC-SNV\nXin chào\n{dots}")
    return folder


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    return put_texts(tmp_path)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run makes of the texts where there is room."""
    folder = put_texts(tmp_path_factory.mktemp("undisturbed"))
    run(folder)
    return results(folder)


@pytest.mark.parametrize(
    "kibibytes", [4, 60, 200, *(pytest.param(size, marks=pytest.mark.slow) for size in (24, 100, 140, 300, 500))]
)
def test_a_run_stops_says_so_and_goes_on(
    texts: Path, disk: Disk, undisturbed: dict[str, bytes], kibibytes: int
) -> None:
    out = disk(kibibytes)
    with pytest.raises(UsageError) as caught:
        run(texts)
    assert "make room" in caught.value.hint
    for record in out.glob("*.json"):
        Record.model_validate_json(record.read_bytes())
        assert record.with_suffix(".txt").read_text("utf-8").endswith("\n\f")
    disk(20_000)
    assert not any(outcome.error for outcome in run(texts))
    assert results(texts) == undisturbed
    assert len(undisturbed) == 20


def test_results_are_found_and_read_on_a_full_disk(texts: Path, disk: Disk, cli: Cli) -> None:
    out = disk(20_000)
    run(texts)
    fill(out)
    assert cli("search", "xin chao", "--in", out).exit_code == ExitCode.DONE
    assert "10 done" in cli("status", out).stdout
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


ROWS = """
import sys
from pathlib import Path
from tests.runs.rows import put
for turn in range(10**9):
    put(Path(sys.argv[1]), str(turn % 5), f"trang {turn}\\n\\f" * (1 + turn % 7))
    if not turn:
        print("ready", flush=True)
"""


@pytest.mark.slow
def test_killed_while_it_stores_rows_the_index_fits_the_texts(tmp_path: Path) -> None:
    rng = random.Random(7)
    for _ in range(KILLS):
        command = [sys.executable, "-c", ROWS, tmp_path]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
            assert process.stdout
            assert process.stdout.readline() == b"ready\n"
            time.sleep(rng.uniform(0.01, 0.2))
            process.kill()
        with Catalogue(tmp_path) as rows:
            assert rows.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert not rows.unindexed()
            pages = {number for (number,) in rows.db.execute("SELECT id FROM pages")}
            found = rows.db.execute("SELECT rowid FROM page_words WHERE page_words MATCH 'trang'")
            assert {number for (number,) in found} == pages
    assert pages, "none was ever stored"
