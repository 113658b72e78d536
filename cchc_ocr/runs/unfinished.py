"""Keeps the pages of unfinished documents, so that after a stop or a kill only the other pages need reading.

The pages are stored in the catalogue as the engine read them, each whole or not at all. While a document is
read, its pages are held packed: those of a book of a thousand pages take 10 MB so, and over 100 MB as objects.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import overload

from pydantic import TypeAdapter

from cchc_ocr.document import Page
from cchc_ocr.runs.catalogue import Catalogue

_PAGE = TypeAdapter(Page)


@dataclass(frozen=True, slots=True)
class PackedPage:
    """A page in a tenth of its memory: ``data`` is its JSON, deflated. ``is_scan``: it was read from a picture."""

    number: int
    is_scan: bool
    data: bytes

    @staticmethod
    def of(page: Page) -> PackedPage:
        return PackedPage(page.number, page.origin == "scan", zlib.compress(_PAGE.dump_json(page), 1))

    def page(self) -> Page:
        """Raises ValueError or zlib.error where the data are damaged."""
        return _PAGE.validate_json(zlib.decompress(self.data))


@dataclass(frozen=True, slots=True)
class PackedPages(Sequence[Page]):
    """Pages of which each is unpacked whenever it is asked for: a stack is completed document by document."""

    packed: Sequence[PackedPage]

    def __len__(self) -> int:
        return len(self.packed)

    @overload
    def __getitem__(self, at: int) -> Page: ...

    @overload
    def __getitem__(self, at: slice) -> PackedPages: ...

    def __getitem__(self, at: int | slice) -> Page | PackedPages:
        return PackedPages(self.packed[at]) if isinstance(at, slice) else self.packed[at].page()


@dataclass(frozen=True, slots=True)
class KeptPages:
    """The stored pages of unfinished documents. ``sha256`` is the hash of the file that a page belongs to.

    Only pages that were read with the same program, options and dictionaries (``made_by``) are used.
    """

    rows: Catalogue
    made_by: str

    def pages_of(self, sha256: str) -> dict[int, PackedPage]:
        """The pages of a document by page number. A damaged one is left out, and so is read again."""
        query = "SELECT number, page FROM kept_pages WHERE sha256 = ? AND made_by = ?"
        pages = {}
        with closing(self.rows.db.execute(query, (sha256, self.made_by))) as found:
            for number, data in found:
                with suppress(zlib.error, ValueError):
                    packed = PackedPage(number, True, data)
                    packed.page()  # or it is damaged
                    pages[number] = packed
        return pages

    def keep(self, sha256: str, page: PackedPage) -> None:
        """Store a page that was read from a picture; other pages take no time to read again."""
        if page.is_scan:
            row = (sha256, self.made_by, page.number, page.data)
            self.rows.db.execute("INSERT OR REPLACE INTO kept_pages VALUES (?, ?, ?, ?)", row)

    def drop(self, sha256: str) -> None:
        """Remove the pages of a document that is finished."""
        self.rows.db.execute("DELETE FROM kept_pages WHERE sha256 = ?", (sha256,))

    def drop_others(self) -> None:
        """Remove pages that were read with other versions or options: nothing will use them."""
        self.rows.db.execute("DELETE FROM kept_pages WHERE made_by != ?", (self.made_by,))
