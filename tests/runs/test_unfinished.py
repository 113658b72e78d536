"""A run that is stopped or killed in the midst of a long document goes on with the page it had come to."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

from cchc_ocr.document import Box, Line, Page, Table, Word
from cchc_ocr.pipeline import Options
from cchc_ocr.runs import batch
from cchc_ocr.runs.batch import Job
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.inputs import Item, find
from cchc_ocr.runs.status import rebuild
from cchc_ocr.runs.unfinished import KeptPages, PackedPage, PackedPages
from tests.fakes import GapEngine, SlowEngine
from tests.runs.running import Here, Notes, results, run, states

T = TypeVar("T")

PAGES = 6
RICH = Page(
    2,
    (
        Line((Word("Điểm", Box(1, 2, 30, 40), 0.1 + 0.2), Word("8,5", None, 1.0, "8,S")), "header-left", 3),
        Line((Word("\x0b\ufffd"),), "page-number"),
    ),
    "scan",
    2480,
    3508,
    (
        Table((("1", "Sở Y tế"),), Box(0, 0, 9, 9), ((None, Box(1, 1, 2, 2)),), (((0,), (0, 1)),), ((0, 1),)),
        Table(()),
    ),
    ("turned by 90 degrees",),
)


def test_packed_pages_are_pages() -> None:
    pages = [Page(number, (Line.from_text(f"Trang {number}"),)) for number in (1, 2, 5)]
    packed = PackedPages([*map(PackedPage.of, pages)])
    assert (len(packed), list(packed), packed[1], list(packed[1:])) == (3, pages, pages[1], pages[1:])


class Killed(BaseException):
    """Stands for SIGKILL: nothing that a program does when it ends is done."""


@dataclass
class Ending(Notes):
    """Ends the run at the page ``last``."""

    last: int = 4
    killed: bool = False

    def page_done(self, item: Item) -> None:
        super().page_done(item)
        if self.read == self.last:
            if self.killed:
                raise Killed
            os.kill(os.getpid(), signal.SIGINT)


class Beside(Here):
    """Does one task after the other, but lets signals be heeded in between."""

    async def call(self, function: Callable[..., T], *args: object, limit: float | None = None) -> T:
        await asyncio.sleep(0.01)
        return function(*args)


@pytest.fixture
def book(tmp_path: Path, picture: Callable[..., Path]) -> Path:
    """One document of several pages."""
    picture("book.tif", pages=PAGES, folder=tmp_path / "in")
    return tmp_path


def end(folder: Path, *, killed: bool) -> None:
    """A run that comes to an end at its fourth page."""
    with pytest.raises(Killed if killed else KeyboardInterrupt):
        run(folder, watcher=Ending(killed=killed), processes=1, executor=Beside())


def kept(folder: Path) -> int:
    with Catalogue(folder / "out") as rows:
        ((count,),) = rows.db.execute("SELECT count(*) FROM kept_pages")
    return int(count)


def go_on(folder: Path) -> int:
    """Finish, with the same output as an undisturbed run; pages that were taken as they were kept."""
    notes = Notes()
    assert "failed" not in states(run(folder, watcher=notes, retry_failed=True)).values()
    run(folder, out="undisturbed")
    assert results(folder) == results(folder, "undisturbed")
    assert notes.pages == notes.read
    return PAGES - notes.read


@pytest.mark.parametrize("killed", [False, True])
def test_a_document_goes_on_where_it_stopped(book: Path, *, killed: bool) -> None:
    end(book, killed=killed)
    assert not results(book)
    assert go_on(book) >= 4
    assert kept(book) == 0


def test_under_another_name_too(book: Path) -> None:
    end(book, killed=True)
    (book / "in/book.tif").rename(book / "in/renamed.tif")
    assert go_on(book) == 4


@pytest.mark.parametrize("harm", ["X''", "substr(page, 1, length(page) - 9)", "zeroblob(100)"])
def test_a_damaged_page_is_read_anew(book: Path, harm: str) -> None:
    end(book, killed=True)
    with Catalogue(book / "out") as rows:
        rows.db.execute(f"UPDATE kept_pages SET page = {harm} WHERE number = 2")
    assert go_on(book) == 3


def test_pages_that_would_be_read_otherwise_are_not_taken(book: Path) -> None:
    end(book, killed=True)
    notes = Notes()
    run(book, made_by="v2", watcher=notes)
    assert notes.read == PAGES
    assert kept(book) == 0


def test_rebuild_leaves_them(book: Path) -> None:
    (book / "in/a.txt").write_text("Xin chào\n")
    end(book, killed=True)
    assert (rebuild(book / "out"), kept(book)) == (1, 3)  # the fourth was that of the text
    assert go_on(book) == 3


def test_what_failed_goes_on_as_well(book: Path) -> None:
    """With a longer time limit, say, the other pages need not be read again."""
    assert states(run(book, engine=GapEngine((5,)), processes=1)) == {"book.tif": "partly"}
    assert kept(book) == PAGES - 1
    assert go_on(book) == PAGES - 1


@pytest.mark.slow
def test_pages_under_way_are_finished_and_kept(book: Path) -> None:
    notes = Ending(last=1)
    job = Job(book / "out", Options(), "v1", SlowEngine(0.5))
    with pytest.raises(KeyboardInterrupt):
        batch.run(find([book / "in"], job.out), job, notes, processes=3)
    assert notes.read == kept(book) >= 3


def test_an_end_is_an_end_where_all_was_under_way(tmp_path: Path, picture: Callable[..., Path]) -> None:
    """Or `watch` would go on watching."""
    picture("a.png", folder=tmp_path / "in")
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, watcher=Ending(last=1))
    assert set(results(tmp_path)) == {"a.json", "a.txt"}


def test_pages_come_back_as_they_were(tmp_path: Path) -> None:
    with Catalogue(tmp_path) as rows:
        pages = KeptPages(rows, "v1")
        pages.keep("0" * 64, PackedPage.of(RICH))
        (page,) = pages.pages_of("0" * 64).values()
        assert page.is_scan and repr(page.page()) == repr(RICH)
        assert pages.pages_of("1" * 64) == {}
        pages.drop("0" * 64)
        assert pages.pages_of("0" * 64) == {}
