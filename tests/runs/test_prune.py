"""Results whose original is gone are shown, and removed; what a person has changed stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.runs.folder_lock import locked
from cchc_ocr.runs.prune import orphans, remove
from cchc_ocr.runs.search import search
from cchc_ocr.runs.status import status
from tests.runs.running import put, results, run_into


@pytest.fixture
def kho(tmp_path: Path) -> Path:
    """tmp_path/in with four texts and a bad file, run into tmp_path/out."""
    texts = {"2020/a.txt": "cải cách", "b.txt": "tài chính", "c.txt": "nội vụ", "d.txt": "y tế"}
    put(tmp_path, **texts, **{"bad.pdf": "%PDF-1.4"})
    run_into(tmp_path)
    return tmp_path


def gone(folder: Path) -> dict[str, bool]:
    """By the place of its results, whether what belongs to an original that is gone stays."""
    return {orphan.entry.stem.decode(): orphan.kept for orphan in orphans(folder / "out").found}


def test_results_without_original_go_and_are_found_no_more(kho: Path) -> None:
    shutil.rmtree(kho / "in/2020")
    (kho / "in/bad.pdf").unlink()
    found = orphans(kho / "out").found
    assert [orphan.files for orphan in found] == [(Path("2020/a.txt"), Path("2020/a.json")), ()]
    assert found[0].original == (kho / "in/2020/a.txt").resolve()
    assert remove(kho / "out", found) == 2
    assert sorted(results(kho)) == ["b.json", "b.txt", "c.json", "c.txt", "d.json", "d.txt"]
    assert not (kho / "out/2020").exists()
    assert search("cai cach", kho / "out") == []
    assert status(kho / "out").failed == ()
    assert gone(kho) == {}


@pytest.mark.parametrize("corrected", ["b.txt", "b.json", "b.review.json"])
def test_what_a_person_has_corrected_stays(kho: Path, corrected: str) -> None:
    (kho / "out" / corrected).write_text("corrected\n")
    for name in ("b.txt", "c.txt"):
        (kho / "in" / name).unlink()
    assert gone(kho) == {"b": True, "c": False}
    assert Path(corrected) in next(one.files for one in orphans(kho / "out").found if one.kept)
    before = results(kho)
    assert remove(kho / "out", orphans(kho / "out").found) == 1
    assert results(kho) == {name: data for name, data in before.items() if not name.startswith("c.")}
    assert gone(kho) == {"b": True}


def test_a_foreign_file_beside_them_stays(kho: Path) -> None:
    (kho / "out/b.pdf").write_text("somebody else's")
    (kho / "in/b.txt").unlink()
    remove(kho / "out", orphans(kho / "out").found)
    assert {name for name in results(kho) if name.startswith("b.")} == {"b.pdf"}


@pytest.mark.parametrize("empty", [True, False])
def test_where_a_disk_is_not_connected_nothing_goes(kho: Path, *, empty: bool) -> None:
    home = (kho / "in").resolve()
    shutil.rmtree(home)
    if empty:
        home.mkdir()
    known = orphans(kho / "out")
    assert (known.found, known.unreachable) == ((), {home: 5})


def test_an_original_that_came_back_keeps_its_results(kho: Path) -> None:
    (kho / "in/b.txt").rename(kho / "b.txt")
    shown = orphans(kho / "out").found
    (kho / "b.txt").rename(kho / "in/b.txt")
    before = results(kho)
    assert remove(kho / "out", shown) == 0
    assert results(kho) == before


def test_only_what_was_shown_goes(kho: Path) -> None:
    (kho / "in/b.txt").unlink()
    shown = orphans(kho / "out").found
    (kho / "in/c.txt").unlink()
    assert remove(kho / "out", shown) == 1
    assert gone(kho) == {"c": False}


def test_during_a_run_nothing_is_removed(kho: Path) -> None:
    (kho / "in/b.txt").unlink()
    shown = orphans(kho / "out").found
    with locked(kho / "out"), pytest.raises(UsageError, match="another run"):
        remove(kho / "out", shown)


def test_no_folder_of_results(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no results"):
        orphans(tmp_path)
