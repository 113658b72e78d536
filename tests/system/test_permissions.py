"""What is made of a file is never more readable than it."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.runs import catalogue, status
from cchc_ocr.system import permissions
from cchc_ocr.system.disk import part_file, write_whole
from cchc_ocr.system.permissions import EVERYBODY, ReadersByFolder, narrow, readers, readers_of_all
from tests.conftest import Cli
from tests.runs.running import run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no bits of mode")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def original(folder: Path, bits: int, name: str = "a.txt") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("Quyết định số 5/QĐ-UBND ngày 02/03/2021")
    (folder / name).chmod(bits)
    return folder / name


@pytest.mark.parametrize(("bits", "allowed"), [(0o644, 0o077), (0o640, 0o070), (0o600, 0), (0o604, 0o007)])
def test_the_bits_of_a_file_are_passed_on(tmp_path: Path, bits: int, allowed: int) -> None:
    assert readers(original(tmp_path, bits), tmp_path / "out/a.json") == allowed


def test_a_folder_that_is_closed_to_others_closes_what_lies_in_it(tmp_path: Path) -> None:
    path = original(tmp_path / "closed/deep", 0o644)
    (tmp_path / "closed").chmod(0o700)
    assert readers(path, tmp_path / "out/a.json") == 0
    assert readers(path, tmp_path / "closed/out/a.json") == EVERYBODY  # the result is as closed
    (tmp_path / "link.txt").symlink_to(path)
    assert readers(tmp_path / "link.txt", tmp_path / "out/a.json") == 0


def test_another_group_has_no_more_than_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, another = original(tmp_path, 0o640), os.getegid() + 1
    monkeypatch.setattr(permissions, "_group_at", lambda _: another)
    assert readers(path, tmp_path / "out") == 0


def test_what_is_not_there_is_passed_over(tmp_path: Path) -> None:
    assert readers(tmp_path / "none", tmp_path / "out") == 0
    assert readers_of_all([tmp_path / "none"], tmp_path / "out") == EVERYBODY


@given(
    bits=st.lists(st.tuples(st.sampled_from(["", "a", "a/b"]), st.integers(0, 0o77)), max_size=6),
    closed=st.dictionaries(st.sampled_from(["a", "a/b", "out"]), st.sampled_from([0o700, 0o710, 0o701, 0o711])),
)
def test_many_files_have_what_each_has_alone(bits: list[tuple[str, int]], closed: dict[str, int]) -> None:
    """Also through links, and where a file is gone."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a/b").mkdir(parents=True)
        (folder / "out").mkdir()
        files = [original(folder / place, 0o600 | mode, f"{n}.txt") for n, (place, mode) in enumerate(bits)]
        for number, file in enumerate(files):
            (folder / f"link {number}").symlink_to(file)
        for place, mode in closed.items():
            (folder / place).chmod(mode)
        many = ReadersByFolder()
        paths = [*files, *folder.glob("link *"), folder / "a/none", folder / "a/../a/b"]
        for result in (folder / "out/x.json", folder / "a/out.json", folder / "a/b/out.json"):
            assert [many.of(path, result) for path in paths] == [readers(path, result) for path in paths]


@given(bits=st.integers(0, 0o777), allowed=st.integers(0, 0o77))
def test_narrowing_only_takes_away(tmp_path_factory: pytest.TempPathFactory, bits: int, allowed: int) -> None:
    path = tmp_path_factory.mktemp("narrow") / "a"
    path.touch()
    path.chmod(bits)
    narrow(path, allowed)
    assert mode(path) == bits & (0o700 | allowed)


def test_a_file_is_never_more_open_while_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = part_file(tmp_path / "a.json")
    part.touch(0o644)  # of a run that was killed
    seen: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: seen.append(stat.S_IMODE(os.fstat(handle).st_mode)))
    write_whole(tmp_path / "a.json", b"{}", 0)
    assert (seen[0], mode(tmp_path / "a.json")) == (0o600, 0o600)


def test_results_catalogue_and_log_are_as_closed_as_the_originals(tmp_path: Path, cli: Cli) -> None:
    original(tmp_path / "in", 0o644, "open.txt")
    original(tmp_path / "in", 0o600, "closed.txt")
    done = cli("run", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--log", str(tmp_path / "log.jsonl"))
    assert done.exit_code == 0
    modes = {path.name: mode(path) & 0o077 for path in (tmp_path / "out").iterdir()}
    assert {name for name, bits in modes.items() if bits} == {"open.txt", "open.json", ".cchc-ocr.lock"}
    assert mode(tmp_path / "log.jsonl") == 0o600


def test_an_original_that_is_closed_later_closes_its_results(tmp_path: Path) -> None:
    path = original(tmp_path / "in", 0o644)
    run(tmp_path)
    assert mode(tmp_path / "out/a.json") & 0o044
    path.chmod(0o600)
    (outcome,) = run(tmp_path)
    assert outcome.state == "skipped"
    assert {mode(tmp_path / "out" / name) for name in ("a.txt", "a.json", catalogue.NAME)} == {0o600}


def test_a_catalogue_made_anew_is_as_closed_as_the_results(tmp_path: Path) -> None:
    original(tmp_path / "in", 0o600)
    run(tmp_path)
    (tmp_path / "out" / catalogue.NAME).unlink()
    status.rebuild(tmp_path / "out")
    assert mode(tmp_path / "out" / catalogue.NAME) == 0o600
