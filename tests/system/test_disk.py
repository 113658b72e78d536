"""Files are written whole or not at all, and never over what is not ours."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.errors import UsageError
from cchc_ocr.system.disk import (
    identity,
    part_file,
    real,
    reals,
    save,
    see_that_folder_is_free,
    see_that_it_can_be_written,
    see_that_it_is_free,
    writable_folder,
    write_whole,
    written_whole,
)
from tests.disks import Disk, fill

KILLS = 20


def test_what_stood_there_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    target.write_text("old")
    write_whole(target, b"new")
    assert target.read_text() == "new"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "a.json"
    target.write_text("old")
    monkeypatch.setattr(os if step == "fsync" else Path, step, fail)
    with pytest.raises(OSError, match="No space"):
        write_whole(target, b"new")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


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


def test_a_name_of_255_bytes_can_be_written(tmp_path: Path) -> None:
    target = tmp_path / ("ạ" * 83 + ".json")
    write_whole(target, b"{}")
    assert target.read_bytes() == b"{}"


def test_the_old_file_stays_whole(disk: Disk) -> None:
    out = disk(64)
    target = out / "a.json"
    write_whole(target, b"old" * 1000)
    fill(out)
    with pytest.raises(OSError, match="No space left"):
        write_whole(target, b"new" * 20_000)
    assert target.read_bytes() == b"old" * 1000
    assert not list(out.glob(".*.part"))


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_a_part_file_lies_beside_its_target_is_hidden_and_short(name: str) -> None:
    if name in (".", ".."):
        return
    part = part_file(Path("/out") / name)
    assert (part.parent, part.suffix) == (Path("/out"), ".part")
    assert part.name.startswith(".") and len(part.name) < 30
    assert part == part_file(Path("/out") / name) != part_file(Path("/out") / f"{name}x")


@pytest.mark.parametrize("content", ["Sở Nội vụ\n", "Sở Nội vụ\n".encode()])
def test_what_a_user_named_is_written_with_its_folders(tmp_path: Path, content: str | bytes) -> None:
    path = tmp_path / "one" / "two" / "a.csv"
    assert save(path, content) == path
    assert path.read_text("utf-8") == "Sở Nội vụ\n"


def test_what_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file" / "a.csv", tmp_path):
        with pytest.raises(UsageError, match=f"{path}: cannot be written"):
            save(path, "")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans/a.pdf").write_text("scan")
    return tmp_path / "scans/a.pdf"


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("by", ["itself", "another way", "symbolic link", "hard link"])
def test_an_input_is_never_written_over(scan: Path, by: str, overwrite: bool) -> None:
    target = {"itself": scan, "another way": scan.parent / ".." / "scans" / scan.name}.get(by, scan.parent / "out")
    if by == "symbolic link":
        target.symlink_to(scan)
    if by == "hard link":
        target.hardlink_to(scan)
    named = "" if by == "itself" else r" .*scans/a\.pdf"
    with pytest.raises(UsageError, match=f"this is the input{named}, which is never changed"):
        see_that_it_is_free(target, [scan.parent / "other.pdf", scan], overwrite=overwrite)
    assert identity(target) == identity(scan)


def test_a_file_that_is_there_is_replaced_where_that_was_asked_for(scan: Path) -> None:
    there = scan.parent / "index.csv"
    see_that_it_is_free(there, [scan], overwrite=False)
    there.touch()
    with pytest.raises(UsageError, match=r"index\.csv: this file exists already") as caught:
        see_that_it_is_free(there, [scan], overwrite=False)
    assert "--overwrite" in caught.value.hint
    see_that_it_is_free(there, [scan], overwrite=True)


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("folder", [".", "kho"])
def test_a_folder_is_no_name_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, overwrite: bool
) -> None:
    (tmp_path / "kho").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=r"(\.|kho): this is a folder") as caught:
        see_that_it_is_free(Path(folder), [], overwrite=overwrite)
    assert caught.value.hint == "give the name of a file"


@pytest.mark.parametrize("overwrite", [False, True])
def test_nothing_is_written_beside_an_input(scan: Path, tmp_path: Path, overwrite: bool) -> None:
    (tmp_path / "link").symlink_to(scan.parent)
    for folder in (scan.parent, tmp_path / "link"):
        with pytest.raises(UsageError, match=r"holds the input .*a\.pdf, which is never changed"):
            see_that_folder_is_free(folder, [scan], overwrite=overwrite)


def test_a_folder_with_files_is_written_to_where_that_was_asked_for(scan: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    see_that_folder_is_free(out, [scan], overwrite=False)
    out.mkdir()
    see_that_folder_is_free(out, [scan], overwrite=False)
    (out / "notes").touch()
    with pytest.raises(UsageError, match="this folder is not empty"):
        see_that_folder_is_free(out, [scan], overwrite=False)
    see_that_folder_is_free(out, [scan], overwrite=True)


def test_what_is_not_there_is_no_other_file(tmp_path: Path) -> None:
    assert identity(tmp_path / "missing") is None
    see_that_it_is_free(tmp_path / "missing", [tmp_path / "gone"], overwrite=False)


def test_a_folder_to_write_to_is_made_and_left_empty(tmp_path: Path) -> None:
    folder = tmp_path / "one" / "two"
    assert writable_folder(folder, "--out") == folder
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_named_with_its_option(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder, why in ((tmp_path / "file", "it is a file"), (tmp_path / "file" / "out", "Not a directory")):
        with pytest.raises(UsageError, match=f"{folder}: cannot be written to: {why}") as caught:
            writable_folder(folder, "--out")
        assert caught.value.hint == "choose another folder with --out"


WRITER = """
import sys
from pathlib import Path
from cchc_ocr.system.disk import write_whole
sizes = [10, 100_000, 3_000_000]
for turn in range(10**9):
    write_whole(Path(sys.argv[1]), bytes([turn % 256]) * sizes[turn % 3])
    if not turn:
        print("ready", flush=True)
"""


@pytest.mark.slow
def test_killed_while_it_writes_the_old_file_is_whole_or_the_new_one(tmp_path: Path) -> None:
    target, rng = tmp_path / "a.json", random.Random(7)
    for _ in range(KILLS):
        with subprocess.Popen([sys.executable, "-c", WRITER, target], stdout=subprocess.PIPE) as process:
            assert process.stdout
            assert process.stdout.readline() == b"ready\n"
            time.sleep(rng.uniform(0.01, 0.1))
            process.kill()
        data = target.read_bytes()
        assert len(data) in (10, 100_000, 3_000_000)
        assert len(set(data)) == 1
    write_whole(target, b"new")
    assert list(tmp_path.iterdir()) == [target]  # what the killed ones left is overwritten and gone


def test_many_paths_are_followed_as_each_alone(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/file").touch()
    for name, target in (("link", "a/b"), ("loop", "loop"), ("nowhere", "none"), ("file", "a/b/file")):
        (tmp_path / name).symlink_to(target)
    names = (
        "a",
        "a/b/file",
        "link",
        "link/file",
        "link/..",
        "link/../b/file",
        "loop",
        "loop/x",
        "nowhere",
        "file",
        "",
    )
    paths = [tmp_path / name for name in names]
    paths += [Path(os.path.relpath(path)) for path in paths] + [Path("x"), Path(), Path("..")]
    assert list(reals(paths)) == [real(path) for path in paths]


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """One file that is there and one that is not, in folders that are not there either."""
    (tmp_path / "a").write_text("old")
    return tmp_path / "a", tmp_path / "new/deep/b"


def test_files_that_belong_together_take_their_names_when_all_are_complete(two: tuple[Path, Path]) -> None:
    with written_whole(dict.fromkeys(two, 0o077)) as places:
        for path, place in places.items():
            assert place.read_bytes() == b""
            place.write_text(f"new {path.name}")
            assert two[0].read_text() == "old"
    assert [path.read_text() for path in two] == ["new a", "new b"]
    assert sorted(two[0].parent.rglob("*")) == [two[0], two[1].parents[1], two[1].parent, two[1]]


def test_after_an_error_no_file_and_no_folder_is_left(two: tuple[Path, Path]) -> None:
    with pytest.raises(KeyError), written_whole(dict.fromkeys(two, 0o077)) as places:
        places[two[0]].write_text("half")
        raise KeyError
    assert two[0].read_text() == "old"
    assert list(two[0].parent.iterdir()) == [two[0]]


def test_an_error_of_the_disk_names_a_file_and_the_next_step(two: tuple[Path, Path]) -> None:
    full, readers = OSError(28, "No space left on device"), dict.fromkeys(two, 0o077)
    with pytest.raises(UsageError, match=r"a: cannot be written: No space left"), written_whole(readers):
        raise full


@pytest.mark.skipif(sys.platform == "win32", reason="there are no permission bits")
def test_files_that_belong_together_are_no_more_readable_than_asked(two: tuple[Path, Path]) -> None:
    with written_whole({two[0]: 0, two[1]: 0o077}) as places:
        for place in places.values():
            place.write_text("new")
    assert two[0].stat().st_mode & 0o077 == 0


def test_where_no_file_can_come_to_lie_is_told_before_anything_is_done(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for free in (tmp_path / "a", tmp_path / "new/deep/a"):
        see_that_it_can_be_written(free)
    with pytest.raises(UsageError, match="cannot be written: Not a directory"):
        see_that_it_can_be_written(tmp_path / "file/a")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
