"""Files on disk: whole or not at all, never over an input, and named for people."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cchc_ocr.errors import UsageError
from cchc_ocr.system import disk as files
from cchc_ocr.system.disk import write_whole
from tests.conftest import Disk, fill

KILLS = 20


def test_the_old_file_stays_whole(disk: Disk) -> None:
    out = disk(64)
    target = out / "a.json"
    write_whole(target, b"old" * 1000)
    fill(out)
    with pytest.raises(OSError, match="No space left"):
        write_whole(target, b"new" * 20_000)
    assert target.read_bytes() == b"old" * 1000
    assert not list(out.glob(".*.part"))


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_a_file_is_replaced_and_nothing_else_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    if platform == "win32":
        monkeypatch.setattr(sys, "platform", platform)
        monkeypatch.setattr(os, "open", no_folder_is_opened)
    for data in (b"old", b"new"):
        write_whole(tmp_path / "a.json", data)
    assert (tmp_path / "a.json").read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [tmp_path / "a.json"]


def no_folder_is_opened(path: Path, flags: int) -> int:
    """As Windows answers."""
    raise PermissionError(13, "Permission denied", path)


def test_what_cannot_be_written_is_said_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match=r"file/a\.txt: cannot be written: "):
        files.save(tmp_path / "file/a.txt", "text")
    with pytest.raises(UsageError, match="cannot be written to: it is a file"):
        files.writable_folder(tmp_path / "file", "--out")


def test_an_input_is_never_free(tmp_path: Path) -> None:
    original, link, other = (tmp_path / name for name in ("a.pdf", "b.pdf", "c.pdf"))
    original.touch()
    link.symlink_to(original)
    with pytest.raises(UsageError, match=r"is the input .*a\.pdf, which is never altered"):
        files.see_that_it_is_free(link, [original], overwrite=True)
    with pytest.raises(UsageError, match="holds the input"):
        files.see_that_folder_is_free(tmp_path, [original], overwrite=True)
    files.see_that_it_is_free(other, [original], overwrite=False)


def test_what_is_there_is_free_only_to_overwrite(tmp_path: Path) -> None:
    (tmp_path / "a.csv").touch()
    with pytest.raises(UsageError, match="is there already"):
        files.see_that_it_is_free(tmp_path / "a.csv", [], overwrite=False)
    with pytest.raises(UsageError, match="holds files already"):
        files.see_that_folder_is_free(tmp_path, [], overwrite=False)
    files.see_that_it_is_free(tmp_path / "a.csv", [], overwrite=True)
    files.see_that_folder_is_free(tmp_path, [], overwrite=True)
    files.see_that_folder_is_free(tmp_path / "new", [], overwrite=False)


WRITER = """
import sys
from pathlib import Path
from cchc_ocr.system.disk import write_whole
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
