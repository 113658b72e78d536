"""A small night of bad files; `make soak` is the long one."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from cchc_ocr.records import Document, PageRecord, Record, Source
from scripts import soak
from tests.paths import SCRIPTS
from tests.runs.running import put, run_into

SOAK = SCRIPTS / "soak.py"


@pytest.mark.slow
@pytest.mark.tesseract
def test_a_small_soak_holds_and_goes_on_where_it_was_broken_off(tmp_path: Path) -> None:
    options = ["--documents", "10", "--kills", "2", "--among", "5", "--seed", "5", "--small", "--keep", tmp_path]
    for mended in (2, 0):
        command = [sys.executable, SOAK, *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stdout.count(" renamed: mended") == mended
        assert done.stdout.splitlines()[-1].startswith("PASSED")


@pytest.fixture
def read(tmp_path: Path) -> Path:
    put(tmp_path, **{"a.txt": "một", "b.txt": "hai", "c.txt": "hai", "d.txt": b"\0"})
    run_into(tmp_path)
    return tmp_path


@pytest.mark.slow
def test_every_file_is_accounted_for(read: Path) -> None:
    assert soak.accounted(read / "in", read / "out") == {"done": 2, "equal": 1, "failed": 1}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.txt", "a.json"])
def test_a_result_that_is_gone_is_missed(read: Path, name: str) -> None:
    (read / "out" / name).unlink()
    with pytest.raises(SystemExit, match="FAILED: 5 files of 3 documents"):
        soak.accounted(read / "in", read / "out")


@pytest.mark.slow
def test_a_document_without_a_line_is_missed(read: Path) -> None:
    (read / "in/new.txt").write_text("ba")
    with pytest.raises(SystemExit, match=r"FAILED: not every file has one line: .*new\.txt"):
        soak.accounted(read / "in", read / "out")


def record(*states: str, review: tuple[str, ...] = ()) -> Record:
    pages = tuple(PageRecord(number=n, state=state, words=0) for n, state in enumerate(states, 1))  # type: ignore[arg-type]
    source = Source(file="a.pdf", sha256="0" * 64, pages=len(pages), origin="scan")
    return Record(source=source, document=Document(), pages=pages, needs_review=review)


@pytest.mark.parametrize(
    ("states", "text", "review", "wrong"),
    [
        (("read", "unreadable"), b"text\n\f\f", (), ""),
        (("read", "blank"), b"text\n\f\f", ("/pages/1",), r"called so: \[2\]"),
        (("unreadable",), b"\f", ("/pages/0",), ""),
        (("read",), b"\f", (), "nothing to review"),
    ],
)
def test_a_record_that_is_not_honest_is_found(
    states: tuple[str, ...], text: bytes, review: tuple[str, ...], wrong: str
) -> None:
    found = record(*states, review=review)
    if not wrong:
        soak.see_that_it_is_honest("a.json", found, text)
        return
    with pytest.raises(SystemExit, match=wrong):
        soak.see_that_it_is_honest("a.json", found, text)


def test_the_seed_makes_the_same_choices(tmp_path: Path) -> None:
    kinds = [
        soak.Kind(suffix, often, lambda suffix=suffix: [f"{suffix} {n}".encode() * 9 for n in range(9)])
        for suffix, often in ((".txt", 3), (".pdf", 2), (".png", 1))
    ]
    for name in ("one", "other"):
        soak.make(tmp_path / name, 40, random.Random(7), kinds)
    one, other = (
        {str(path.relative_to(tmp_path / name)): path.read_bytes() for path in (tmp_path / name).rglob("0*")}
        for name in ("one", "other")
    )
    assert one == other and len(one) == 40
