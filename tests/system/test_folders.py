"""Folders written whole: nothing of one is seen before all is there, and nothing that was there gets lost."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cchc_ocr.errors import UsageError
from cchc_ocr.system import folders
from cchc_ocr.system.folders import folder_written_whole


def fill(folder: Path, text: str) -> None:
    (folder / "deep").mkdir()
    (folder / "deep" / "a.txt").write_text(text, "utf-8")


def contents(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


@pytest.mark.parametrize("before", ["nothing", "empty", "full"])
def test_a_folder_takes_its_name_in_the_end(tmp_path: Path, before: str) -> None:
    out = tmp_path / "new" / "out"
    if before != "nothing":
        out.mkdir(parents=True)
    if before == "full":
        (out / "old.txt").write_text("old", "utf-8")
    with folder_written_whole(out, 0o077) as place:
        fill(place, "new")
        assert contents(out) == ({"old.txt": "old"} if before == "full" else {})
    assert contents(out) == {"deep/a.txt": "new"}
    assert [path.name for path in out.parent.iterdir()] == ["out"]


@pytest.mark.parametrize("error", [RuntimeError("ours"), KeyboardInterrupt()], ids=["error", "Ctrl-C"])
def test_after_an_error_all_is_as_before(tmp_path: Path, error: BaseException) -> None:
    out = tmp_path / "out"
    with folder_written_whole(out, 0o077) as place:
        fill(place, "old")
    with pytest.raises(type(error)), folder_written_whole(out, 0o077) as place:
        fill(place, "new")
        raise error
    assert contents(tmp_path) == {"out/deep/a.txt": "old"}


def test_what_a_killed_run_left_is_no_hindrance(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with folder_written_whole(out, 0o077) as place:
        fill(place, "first")
        name = place
    name.mkdir()
    (name / "half.txt").write_text("half", "utf-8")
    with folder_written_whole(out, 0o077) as place:
        fill(place, "second")
    assert contents(tmp_path) == {"out/deep/a.txt": "second"}


def test_a_run_killed_between_two_names_loses_nothing(tmp_path: Path) -> None:
    """The former folder had given up its name when the power went: the next run puts it back before it begins."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "old.txt").write_text("old", "utf-8")
    out.rename(folders._former(out))
    with pytest.raises(RuntimeError), folder_written_whole(out, 0o077):
        assert contents(out) == {"old.txt": "old"}
        raise RuntimeError
    assert contents(tmp_path) == {"out/old.txt": "old"}


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with (
        pytest.raises(UsageError, match="cannot be written"),
        folder_written_whole(tmp_path / "file" / "out", 0o077),
    ):
        raise AssertionError


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(UsageError, match="No space left"), folder_written_whole(out, 0o077) as place:
        fill(place, "new")
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")
@pytest.mark.parametrize(("allowed", "folder", "file"), [(0o077, 0o755, 0o044), (0, 0o700, 0)])
def test_nobody_reads_more_than_is_allowed(tmp_path: Path, allowed: int, folder: int, file: int) -> None:
    out = tmp_path / "out"
    with folder_written_whole(out, allowed) as place:
        assert place.stat().st_mode & 0o077 == 0
        fill(place, "new")
        (place / "deep" / "a.txt").chmod(0o644)
    assert out.stat().st_mode & 0o777 == folder
    assert (out / "deep" / "a.txt").stat().st_mode & 0o077 == file
