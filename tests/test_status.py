"""How a folder of results stands, and its catalogue made anew."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from cchc_ocr import catalogue
from cchc_ocr.catalogue import Catalogue
from cchc_ocr.errors import UnreadableError
from cchc_ocr.search import search
from cchc_ocr.status import rebuild, show, status
from tests.fakes import ForbiddenEngine
from tests.test_batch import run, states


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """tmp_path/in with two good texts and three bad files, run into tmp_path/out."""
    (tmp_path / "in/2020").mkdir(parents=True)
    (tmp_path / "in/2020/a.txt").write_text("Cải cách hành chính\n\fTrang hai\n")
    (tmp_path / "in/b.txt").write_text("Sở Nội vụ\n")
    for name in ("x.pdf", "y.pdf"):
        (tmp_path / "in" / name).write_text("%PDF-1.4\nnothing more")
    (tmp_path / "in/z.txt").touch()
    run(tmp_path)
    return tmp_path


def shown(folder: Path) -> str:
    text = io.StringIO()
    show(status(folder), folder, Console(file=text, width=150, color_system=None))
    return text.getvalue()


def test_failures_are_grouped_by_reason(folder: Path) -> None:
    found = status(folder / "out")
    assert (found.done, found.pages, len(found.failed)) == (2, 3, 3)
    assert {why: len(entries) for why, entries in found.by_reason().items()} == {
        "the PDF is corrupt": 2,
        "the file is empty": 1,
    }


def test_it_is_told_to_people(folder: Path) -> None:
    with Catalogue(folder / "out") as rows:
        (entry,) = (entry for entry in rows.entries() if entry.stem == b"b")
        rows.store(replace(entry, review=7))
    text = shown(folder / "out")
    assert "2 done (3 pages), 3 failed, 1 to review (7 values)." in text
    assert ["b", "7"] in [line.split() for line in text.splitlines()]
    assert ["2", "the", "PDF", "is", "corrupt", "x.pdf"] in [line.split()[:6] for line in text.splitlines()]
    assert "--retry-failed" in text


@pytest.mark.parametrize("harm", ["none", "removed", "spoilt"])
def test_rebuilt_from_the_files_it_finds_the_same(folder: Path, harm: str) -> None:
    out = folder / "out"
    hits = search("cai cach", out)
    if harm == "removed":
        (out / catalogue.NAME).unlink()
    if harm == "spoilt":
        (out / catalogue.NAME).write_bytes(b"no database " * 500)
    (out / "notes.json").write_text("{}")
    (out / "notes.txt").write_text("cai cach")
    assert rebuild(out) == 2
    assert search("cai cach", out) == hits
    assert status(out).done == 2


def test_what_can_be_kept_need_not_be_read_again(folder: Path) -> None:
    before = status(folder / "out")
    rebuild(folder / "out")
    assert status(folder / "out") == before
    again = states(run(folder, engine=ForbiddenEngine()))
    assert [name for name, state in again.items() if state == "skipped"] == ["a.txt", "b.txt"]


def test_results_changed_by_others_are_taken_in_as_they_are(folder: Path) -> None:
    (folder / "out/b.txt").write_text("Sở Tài chính và vụ\n\f")
    rebuild(folder / "out")
    assert [hit.name for hit in search("tai chinh", folder / "out")] == ["b.txt"]


def test_no_folder_of_results(tmp_path: Path) -> None:
    for look in (status, rebuild):
        with pytest.raises(UnreadableError, match="no results"):
            look(tmp_path / "missing")
