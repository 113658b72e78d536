"""Pages as tiles, and their words: made by workers when they are asked for, and kept on disk within bounds."""

from __future__ import annotations

import asyncio
import io
import json
import os
import shutil
import sys
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

from PIL import Image

from cchc_ocr.errors import UnreadableError
from cchc_ocr.files.page_scans import PageScan, sha256_of
from cchc_ocr.review import page_work
from cchc_ocr.review.page_work import SIZE_FILE, TILE
from cchc_ocr.runs.results import stamp
from cchc_ocr.runs.workers import Executor

MOST_BYTES = 500_000_000  # of all tiles: some 300 pages of A4, or four pictures of 1 GB
_DRAWING, _READING = 180.0, 180.0  # seconds that a worker may take
_FOLDER = "cchc-ocr-review-"
_WIDEST_CROP = 2400  # pixels of a part of a page that is sent as one picture


@dataclass(frozen=True, slots=True)
class PageSize:
    """The size of a page in pixels (0: there is no picture), and how many levels its tiles have."""

    width: int
    height: int
    levels: int


@contextmanager
def page_folder() -> Iterator[Path]:
    """A folder for pages, which goes when the context ends; what a killed program left is removed first.

    Only this user can read it: the pages may be secret.
    """
    if sys.platform != "win32":  # where asking for a process by its number may end it
        for left in Path(gettempdir()).glob(f"{_FOLDER}*"):
            if not _is_running(left.name.removeprefix(_FOLDER).partition("-")[0]):
                shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(prefix=f"{_FOLDER}{os.getpid()}-") as folder:
        yield Path(folder)


def _is_running(number: str) -> bool:
    """Whether there is a process of this number; one of another user counts."""
    try:
        os.kill(int(number), 0)
    except (ProcessLookupError, ValueError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


class PageStore:
    """Draws and reads pages in worker processes; ``folder`` keeps what they made.

    ``drawers`` draw, ``readers`` read words, which takes longer. Not for use from several threads at a time.
    """

    def __init__(self, folder: Path, drawers: Executor, readers: Executor, most_bytes: int = MOST_BYTES) -> None:
        self._folder, self._drawers, self._readers = folder, drawers, readers
        self._most = most_bytes
        self._kept: OrderedDict[str, int] = OrderedDict()  # bytes of each page, the one used last at the end
        self._words: OrderedDict[str, Mapping[str, Any]] = OrderedDict()
        self._hashes: dict[str, str] = {}
        self._making: dict[str, asyncio.Task[Any]] = {}

    async def size(self, scan: PageScan) -> PageSize:
        """The size of a page, once its tiles are there. Raises UnreadableError where it cannot be drawn."""
        folder = await self._drawn(scan)
        return PageSize(**json.loads((folder / SIZE_FILE).read_text("utf-8")))

    async def tile(self, scan: PageScan, level: int, row: int, column: int) -> bytes:
        """One tile of a page, as JPEG. Raises UnreadableError where there is none."""
        file = await self._drawn(scan) / f"{level}-{row}-{column}.jpg"
        try:
            return file.read_bytes()
        except FileNotFoundError:
            raise UnreadableError("there is no such tile", hint="open the page again") from None

    async def part(self, scan: PageScan, box: Sequence[int], width: int) -> bytes:
        """A part of a page as one JPEG, about ``width`` pixels wide and never larger than it is scanned."""
        folder = await self._drawn(scan)
        size = PageSize(**json.loads((folder / SIZE_FILE).read_text("utf-8")))
        left, top = max(box[0], 0), max(box[1], 0)
        right, bottom = min(box[2], size.width), min(box[3], size.height)
        if left >= right or top >= bottom:
            raise UnreadableError("there is nothing of the page in that box", hint="draw it on the page")
        wanted = min(max(width, 16), _WIDEST_CROP)
        level = 0
        while (right - left) >> (level + 1) >= wanted and level + 1 < size.levels:
            level += 1
        return await asyncio.to_thread(
            _pasted, folder, level, [edge >> level for edge in (left, top, right, bottom)]
        )

    async def words(self, scan: PageScan) -> Mapping[str, Any]:
        """The words on a page with their boxes, and its ruled tables; see ``page_work.words_on``."""
        key = _key(scan)
        if key not in self._words:
            self._words[key] = await self._once(
                f"words {key}", lambda: self._readers.call(page_work.words_on, scan, limit=_READING)
            )
        self._words.move_to_end(key)
        while len(self._words) > 50:
            self._words.popitem(last=False)
        return self._words[key]

    async def sha256(self, scan: PageScan) -> str:
        """That of the file as it is now; a large one takes seconds."""
        key = _key(scan)
        if key not in self._hashes:
            reading = self._once(f"hash {key}", lambda: self._readers.call(sha256_of, scan, limit=_READING))
            self._hashes[key] = await reading
        return self._hashes[key]

    async def read(self, scan: PageScan, box: Sequence[int]) -> str:
        """What the engine reads in a box of the page."""
        left, top, right, bottom = box
        return await self._readers.call(page_work.read_part, scan, (left, top, right, bottom), limit=_READING)

    async def _drawn(self, scan: PageScan) -> Path:
        """The folder with the tiles of a page."""
        key = _key(scan)
        folder = self._folder / key
        if key not in self._kept:
            await self._once(key, lambda: self._drawers.call(page_work.draw, scan, folder, limit=_DRAWING))
            self._kept[key] = sum(file.stat().st_size for file in folder.iterdir())
        self._kept.move_to_end(key)
        while len(self._kept) > 1 and sum(self._kept.values()) > self._most:
            shutil.rmtree(self._folder / self._kept.popitem(last=False)[0], ignore_errors=True)
        return folder

    async def _once(self, key: str, begin: Callable[[], Any]) -> Any:
        """What ``begin`` gives; who asks for the same meanwhile waits for it. A closed page does not end it."""
        if key not in self._making:
            self._making[key] = asyncio.ensure_future(begin())
            self._making[key].add_done_callback(lambda _: self._making.pop(key, None))
        return await asyncio.shield(self._making[key])


def _key(scan: PageScan) -> str:
    """A name for a page as it is now: another one once the file has changed."""
    parts = (str(scan.path), scan.number, scan.turned, scan.size, scan.options.dpi, stamp(scan.path))
    return sha256(repr(parts).encode("utf-8", "surrogateescape")).hexdigest()[:24]


def _pasted(folder: Path, level: int, box: Sequence[int]) -> bytes:
    """A part of one level, put together of its tiles."""
    left, top, right, bottom = box
    picture = Image.new("RGB", (max(right - left, 1), max(bottom - top, 1)), "white")
    for row in range(top // TILE, bottom // TILE + 1):
        for column in range(left // TILE, right // TILE + 1):
            file = folder / f"{level}-{row}-{column}.jpg"
            if file.exists():
                with Image.open(file) as tile:
                    picture.paste(tile, (column * TILE - left, row * TILE - top))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()
