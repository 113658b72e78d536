"""No file of corrections is missed, although folders are listed only where a name has come or gone."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cchc_ocr.runs import review_files
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.review_files import Folders, files_in, new_in

FOLDERS, HOUR = ("x", "y", "x/in"), 3600 * 10**9
CHANGES = st.one_of(
    st.tuples(st.sampled_from(("put", "put", "take")), st.sampled_from(FOLDERS), st.sampled_from("ab")),
    st.tuples(st.just("move"), st.sampled_from(FOLDERS), st.sampled_from(FOLDERS)),
    st.tuples(st.just("remove"), st.sampled_from(FOLDERS), st.just("")),
)
THEN = st.sampled_from((("wait", "look"), ("wait", "look"), ("look",), ("wait",), ()))
STEPS = st.lists(st.tuples(CHANGES, THEN), min_size=4, max_size=12)


class Archive:
    """A folder of results whose clock stands still until it is told that an hour has passed.

    Nothing but the time of the last name that came or went tells of a change, and folders keep theirs when they
    are moved: a disk that is worse than any.
    """

    def __init__(self, root: Path) -> None:
        self.root, self.now = root, 4 * 10**18
        self.known: set[str] = set()
        self.remembered: Folders = {}
        self._stamp(root)

    def _stamp(self, folder: Path) -> None:
        os.utime(folder, ns=(self.now, self.now))

    def _made(self, folder: Path) -> Path:
        if not folder.is_dir():
            self._made(folder.parent)
            folder.mkdir()
            self._stamp(folder)
            self._stamp(folder.parent)
        return folder

    def put(self, folder: str, name: str) -> None:
        file = self._made(self.root / folder) / f"{name}.review.json"
        new = not file.exists()
        file.touch()
        if new:
            self._stamp(file.parent)

    def take(self, folder: str, name: str) -> None:
        file = self.root / folder / f"{name}.review.json"
        if file.exists():
            file.unlink()
            self._stamp(file.parent)

    def move(self, folder: str, to: str) -> None:
        source, target = self.root / folder, self.root / to
        if source.is_dir() and not target.exists() and source not in target.parents:
            source.rename(self._made(target.parent) / target.name)
            self._stamp(source.parent)
            self._stamp(target.parent)

    def remove(self, folder: str, _name: str) -> None:
        if (self.root / folder).is_dir():
            shutil.rmtree(self.root / folder)
            self._stamp((self.root / folder).parent)

    def wait(self) -> None:
        self.now += HOUR

    def look(self) -> None:
        """As a search does: a known file is looked at itself, so that one that has gone is seen to have."""
        found, self.remembered = new_in(self.root, self.remembered)
        self.known = {stem for stem in self.known if (self.root / f"{stem}.review.json").exists()} | set(found)

    def stat(self, path: str) -> SimpleNamespace:
        seen = Path(path).stat()
        return SimpleNamespace(st_mtime_ns=seen.st_mtime_ns, st_ctime_ns=0, st_ino=seen.st_ino)


YOUNG_IN_OLD = [
    (("put", "x/in", "a"), ("wait",)),
    (("put", "x/in", "b"), ("look",)),
    (("put", "x/in", "c"), ("look",)),
]
TWINS = [
    (("put", "x", "a"), ()),
    (("put", "y", "b"), ("wait", "look")),
    (("remove", "x", ""), ()),
    (("move", "y", "x"), ("look",)),
]


@example(YOUNG_IN_OLD)
@example(TWINS)
@given(STEPS)
def test_whatever_happens_every_file_of_corrections_is_found(
    steps: list[tuple[tuple[str, str, str], tuple[str, ...]]],
) -> None:
    with TemporaryDirectory() as temporary:
        archive = Archive(Path(temporary))
        given = {**vars(os), "stat": archive.stat}
        with (
            patch.object(review_files, "os", SimpleNamespace(**given)),
            patch("cchc_ocr.runs.review_files.time.time_ns", lambda: archive.now),
        ):
            for (change, *names), then in steps:
                getattr(archive, change)(*names)
                for what in then:
                    getattr(archive, what)()
                    if what == "look":
                        assert archive.known == set(map(str, files_in(archive.root)))


def stamps(folders: Folders) -> Mapping[str, bool]:
    return {path.rstrip(os.sep): stamp is not None for path, stamp in folders.items()}


def test_what_is_no_file_of_corrections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "2020/b", ".hidden/c", "d", "2020/.e"):
        (tmp_path / f"{name}.review.json").parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.review.json").touch()
    (tmp_path / "d.review.txt").touch()  # that of a document called d.review
    (tmp_path / "f.review.json").mkdir()
    (tmp_path / "2021").symlink_to(tmp_path / "2020", target_is_directory=True)
    assert sorted(files_in(tmp_path)) == [Path("2020/b"), Path("a")]
    monkeypatch.chdir(tmp_path)
    assert sorted(files_in(Path())) == [Path("2020/b"), Path("a")]
    assert list(files_in(tmp_path / "missing")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="stamps of Windows are not trusted")
def test_a_folder_is_listed_until_its_stamp_has_settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "2020").mkdir()
    _, young = new_in(tmp_path, {})
    assert stamps(young) == {"": False, "2020": False}
    monkeypatch.setattr(review_files, "SETTLED", 0)
    _, old = new_in(tmp_path, {})
    assert stamps(old) == {"": True, "2020": True}
    (tmp_path / "2020/a.review.json").touch()
    assert new_in(tmp_path, old)[0] == [str(Path("2020/a"))]
    assert new_in(tmp_path, new_in(tmp_path, old)[1])[0] == []


def test_stamps_are_remembered_as_they_were(tmp_path: Path) -> None:
    folders = {"": None, f"2020{os.sep}": review_files.FolderStamp(1, 2, 3)}
    with Catalogue(tmp_path) as rows:
        review_files.remember(rows, {"gone": None})
        review_files.remember(rows, folders)
        assert review_files.remembered(rows) == folders
