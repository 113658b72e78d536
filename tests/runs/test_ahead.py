"""Pages are counted before they are read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from cchc_ocr.errors import KilledError
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.runs import ahead
from cchc_ocr.runs.ahead import PageCounter, page_counts
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.inputs import find
from cchc_ocr.runs.results import Results
from tests.runs.running import Here, put, run


def pdf(path: Path, pages: int) -> None:
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page(page_size=(595, 842))
        made.save(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    put(
        tmp_path,
        **{"text.txt": "một", "old.txt": "hai", "changed.txt": "ba", "two.txt": "Sở Nội vụ\n\fSở Y tế\n\f"},
    )
    return tmp_path


def more(folder: Path) -> None:
    """Documents that come after a first run."""
    pdf(folder / "in/three.pdf", 3)
    pages = [Image.new("L", (64, 64), 255)] * 4
    pages[0].save(folder / "in/four.tiff", save_all=True, append_images=pages[1:])
    pages[0].save(folder / "in/one.png")
    (folder / "in/bad.pdf").write_text("%PDF-1.4\nnothing")
    put(folder, **{"changed.txt": "bốn năm"})


def counted(folder: Path, made_by: str = "v1", executor: Any = None, **options: Any) -> dict[str, int]:
    """What is told of a run over the folder that has begun with text.txt."""
    found: dict[str, int] = {}
    items = find([folder / "in"], folder / "out")

    async def count(counter: PageCounter) -> None:
        async with counter.counting(items, executor or Here()):
            await asyncio.sleep(0.05)

    with Catalogue(folder / "out") as rows:
        results = Results(folder / "out", rows, made_by)
        tell: Callable[..., Any] = lambda item, pages: found.update({item.path.name: pages})  # noqa: E731
        counter = PageCounter(results, ReadOptions(**options), retry_failed=False, tell=tell, begun={Path("text")})
        asyncio.run(count(counter))
    return found


def test_what_was_read_is_known_and_the_rest_is_opened(folder: Path) -> None:
    run(folder)
    more(folder)
    new = {"bad.pdf": 0, "three.pdf": 3, "four.tiff": 4, "one.png": 1, "changed.txt": 1}
    assert counted(folder) == {**new, "text.txt": 0, "old.txt": 0, "two.txt": 0}
    assert counted(folder, "v2") == {**new, "text.txt": 1, "old.txt": 1, "two.txt": 2}


def test_only_the_pages_that_were_asked_for_count(folder: Path) -> None:
    run(folder)
    more(folder)
    assert counted(folder, "v2", pages=(1, 2))["two.txt"] == 2
    assert counted(folder, "v2", pages=(2,))["three.pdf"] == 1
    assert counted(folder, "v2", pages=(2,))["one.png"] == 0, "it will fail"


def test_a_document_that_failed_before_is_not_read(folder: Path) -> None:
    more(folder)
    (folder / "in/one.png").unlink()
    (folder / "in/three.pdf").unlink()
    (folder / "in/four.tiff").unlink()
    run(folder)
    with Catalogue(folder / "out") as rows:
        (row,) = rows.entries("failed")
        results = Results(folder / "out", rows, "v1", row.made_by.removeprefix("v1 "))
        (item,) = find([folder / "in/bad.pdf"], folder / "out")
        for retry, pages in ((False, 0), (True, None)):
            counter = PageCounter(results, ReadOptions(), retry, tell=print, begun=())
            assert counter.known(item) == pages


def test_a_file_that_kills_the_process_hides_only_those_beside_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that were to be opened in the same task stay uncounted."""
    more(folder)
    monkeypatch.setattr(ahead, "_TOGETHER", 2)

    class Deadly(Here):
        async def call(self, function: Any, *args: Any, limit: float | None = None) -> Any:
            if any(path.name == "bad.pdf" for path in args[0]):
                raise KilledError("the process crashed", hint="")
            return await super().call(function, *args, limit=limit)

    found = counted(folder, executor=Deadly())
    assert {"bad.pdf", "changed.txt"}.isdisjoint(found)
    assert {"three.pdf", "four.tiff", "one.png", "two.txt"} <= found.keys()


def test_counting_waits_for_the_first_document_and_ends_with_the_run(folder: Path) -> None:
    asked: list[object] = []

    async def nothing_to_do(results: Results) -> None:
        counter = PageCounter(results, ReadOptions(), False, tell=lambda *told: asked.append(told), begun=())
        async with counter.counting(find([folder / "in"], folder / "out"), Here()):
            await asyncio.sleep(0)
        assert len(asyncio.all_tasks()) == 1

    with Catalogue(folder / "out") as rows:
        asyncio.run(nothing_to_do(Results(folder / "out", rows, "v1")))
    assert not asked


def test_one_task_takes_as_many_files_as_its_time_allows(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [folder / "in/two.txt"] * 5
    assert page_counts(paths, ReadOptions()) == [2] * 5
    monkeypatch.setattr(ahead, "_SLICE", -1.0)
    assert page_counts(paths, ReadOptions()) == [2]
    assert counted(folder) == {"old.txt": 1, "changed.txt": 1, "two.txt": 2}


@pytest.mark.slow
def test_in_processes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the program does it: a real process counts while the run goes on, and is gone afterwards."""
    monkeypatch.setattr(ahead, "_LOOK", 0.0)
    found: dict[str, int] = {}
    items = find([folder / "in"], folder / "out")

    async def count(counter: PageCounter) -> None:
        async with counter.counting(items):
            while len(found) < 4:
                await asyncio.sleep(0.05)

    with Catalogue(folder / "out") as rows:
        tell: Callable[..., Any] = lambda item, pages: found.update({item.path.name: pages})  # noqa: E731
        counter = PageCounter(Results(folder / "out", rows, "v1"), ReadOptions(), False, tell, begun={Path("x")})
        asyncio.run(asyncio.wait_for(count(counter), 60))
    assert found == {"text.txt": 1, "old.txt": 1, "changed.txt": 1, "two.txt": 2}
