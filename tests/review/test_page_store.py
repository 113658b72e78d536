"""Pages that are kept on disk: made once, within bounds, and anew when the file has changed."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cchc_ocr.errors import UnreadableError
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.files.page_scans import PageScan
from cchc_ocr.review import page_work
from cchc_ocr.review.page_store import PageSize, PageStore, page_folder
from tests.review.conftest import Here


@pytest.fixture
def scan(tmp_path: Path) -> PageScan:
    """A page whose grey goes from black on the left to white on the right."""
    pixels = np.tile(np.linspace(0, 255, 1300).astype(np.uint8), (700, 1))
    Image.fromarray(pixels).save(tmp_path / "a.png", dpi=(100, 100))
    return PageScan(tmp_path / "a.png", 1, 0, ReadOptions())


def run(tmp_path: Path, do: Callable[[PageStore, Here], Awaitable[Any]], most_bytes: int = 10**9) -> Any:
    (tmp_path / "kept").mkdir(exist_ok=True)
    here = Here()

    async def main() -> Any:
        return await do(PageStore(tmp_path / "kept", here, here, most_bytes), here)

    return asyncio.run(main())


def test_a_page_is_drawn_once_also_where_several_ask_at_a_time(scan: PageScan, tmp_path: Path) -> None:
    async def do(store: PageStore, here: Here) -> None:
        sizes = await asyncio.gather(*(store.size(scan) for _ in range(5)), store.tile(scan, 0, 0, 0))
        assert sizes[:5] == [PageSize(1300, 700, 3)] * 5
        assert here.calls == ["draw"]

    run(tmp_path, do)


def test_a_part_is_put_together_of_tiles(scan: PageScan, tmp_path: Path) -> None:
    async def do(store: PageStore, _: Here) -> None:
        data = await store.part(scan, (400, 480, 1200, 560), 2000)
        part = np.asarray(Image.open(BytesIO(data)).convert("L"))
        assert part.shape == (80, 800)
        assert np.abs(part[40].astype(int) - np.linspace(400, 1200, 800) * 255 / 1300).max() < 6
        small = Image.open(BytesIO(await store.part(scan, (0, 0, 1300, 700), 400)))
        assert small.size == (650, 350)

    run(tmp_path, do)


def test_the_page_looked_at_longest_ago_goes_first(tmp_path: Path, scan: PageScan) -> None:
    scans = [replace(scan, turned=turned) for turned in (0, 90, 180)]

    async def do(store: PageStore, here: Here) -> None:
        for one in (scans[0], scans[1], scans[0], scans[2], scans[0]):
            await store.tile(one, 0, 0, 0)
        assert here.calls == ["draw"] * 3
        await store.tile(scans[1], 0, 0, 0)
        assert here.calls == ["draw"] * 4

    async def one_page(store: PageStore, _: Here) -> int:
        await store.size(scan)
        return sum(file.stat().st_size for folder in (tmp_path / "kept").iterdir() for file in folder.iterdir())

    size = run(tmp_path, one_page)
    shutil.rmtree(tmp_path / "kept")
    run(tmp_path, do, most_bytes=int(2.5 * size))
    assert len(list((tmp_path / "kept").iterdir())) <= 4


def test_a_file_that_has_changed_is_drawn_anew(scan: PageScan, tmp_path: Path) -> None:
    async def do(store: PageStore, here: Here) -> None:
        await store.size(scan)
        Image.new("L", (900, 700), 255).save(scan.path)
        os.utime(scan.path, ns=(1, 1))
        assert (await store.size(scan)).width == 900
        assert here.calls == ["draw", "draw"]

    run(tmp_path, do)


@pytest.mark.skipif(sys.platform == "win32", reason="nobody may ask for a process there")
def test_the_folder_goes_and_that_of_a_killed_program_too(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    names = [f"cchc-ocr-review-{number}-x" for number in (ended.pid, os.getpid(), "nobody", "9" * 30)]
    for name in (*names, "another"):
        (tmp_path / name).mkdir()
    with page_folder() as folder:
        there = {path.name for path in tmp_path.iterdir()}
        assert there == {names[1], "another", folder.name}
        assert folder.stat().st_mode & 0o077 == 0
    assert not folder.exists()


def test_words_are_read_once(scan: PageScan, tmp_path: Path, monkeypatch: Any) -> None:
    def words_on(_: PageScan) -> dict[str, Any]:
        return {"lines": []}

    monkeypatch.setattr(page_work, "words_on", words_on)

    async def do(store: PageStore, here: Here) -> None:
        await asyncio.gather(store.words(scan), store.words(scan))
        await store.words(scan)
        assert here.calls == ["words_on"]

    run(tmp_path, do)


def test_a_file_is_hashed_once_and_again_when_it_has_changed(scan: PageScan, tmp_path: Path) -> None:
    async def do(store: PageStore, here: Here) -> None:
        first = await store.sha256(scan)
        assert await store.sha256(scan) == first
        Image.new("L", (900, 700), 255).save(scan.path)
        assert await store.sha256(scan) != first
        assert here.calls == ["sha256_of", "sha256_of"]

    run(tmp_path, do)


def test_what_cannot_be_drawn_is_told_to_all_and_tried_again(scan: PageScan, tmp_path: Path) -> None:
    scan.path.write_bytes(b"\x89PNG\r\n\x1a\n and no more")

    async def do(store: PageStore, here: Here) -> None:
        answers = await asyncio.gather(store.size(scan), store.size(scan), return_exceptions=True)
        assert [type(answer) for answer in answers] == [UnreadableError] * 2
        with pytest.raises(UnreadableError):
            await store.size(scan)
        assert here.calls == ["draw"] * 2

    run(tmp_path, do)
