"""Pages of documents that are not finished, so that a long one goes on where a run was stopped or killed.

They lie in the catalogue, as the engine read them: each is whole or is not there.
"""

from __future__ import annotations

import zlib
from contextlib import closing, suppress
from dataclasses import dataclass

from pydantic import TypeAdapter

from cchc_ocr.document import Page
from cchc_ocr.runs.catalogue import Catalogue

_PAGE = TypeAdapter(Page)


@dataclass(frozen=True, slots=True)
class KeptPages:
    """The pages in ``rows`` that were made as ``made_by`` says; documents go by the hash of their content."""

    rows: Catalogue
    made_by: str

    def pages_of(self, sha256: str) -> dict[int, Page]:
        """The pages of a document, by their number. One that is damaged is left out: it is read anew."""
        query = "SELECT number, page FROM kept_pages WHERE sha256 = ? AND made_by = ?"
        pages = {}
        with closing(self.rows.db.execute(query, (sha256, self.made_by))) as found:
            for number, data in found:
                with suppress(zlib.error, ValueError):
                    pages[number] = _PAGE.validate_json(zlib.decompress(data))
        return pages

    def keep(self, sha256: str, page: Page) -> None:
        """Pages that were not read from a picture are not kept: they are read again in no time."""
        if page.origin == "scan":
            row = (sha256, self.made_by, page.number, zlib.compress(_PAGE.dump_json(page), 1))
            self.rows.db.execute("INSERT OR REPLACE INTO kept_pages VALUES (?, ?, ?, ?)", row)

    def drop(self, sha256: str) -> None:
        """The document is finished."""
        self.rows.db.execute("DELETE FROM kept_pages WHERE sha256 = ?", (sha256,))

    def drop_others(self) -> None:
        """What was made otherwise will not be asked for again."""
        self.rows.db.execute("DELETE FROM kept_pages WHERE made_by != ?", (self.made_by,))
