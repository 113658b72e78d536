"""The documents inside other files: which are known, which are read, and what the other files inside are."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_ocr.files.opening import is_document_inside
from cchc_ocr.pipeline import MOST_INSIDE
from cchc_ocr.runs.catalogue import Catalogue, Entry
from cchc_ocr.runs.inputs import Item, inside
from cchc_ocr.runs.kinds import EntryKind, kind_inside
from cchc_ocr.runs.results import key
from cchc_ocr.system.disk import EMBEDDED, holder

if TYPE_CHECKING:
    from cchc_ocr.files.attachments import Attachment


@dataclass(frozen=True, slots=True)
class DocumentsInside:
    """The documents inside other files: their rows of earlier runs, and how many of each file on disk are read."""

    rows: dict[bytes, list[Entry]] = field(default_factory=dict)
    counts: Counter[Path] = field(default_factory=Counter)

    def know(self, rows: Catalogue) -> None:
        """Take in the rows of earlier runs."""
        for entry in rows.of_files_inside():
            self.rows.setdefault(entry.path.rpartition(os.fsencode(EMBEDDED))[0], []).append(entry)

    def taken(self, item: Item, paths: Sequence[Path]) -> list[Item]:
        """The documents inside a file that are read: of very many in one file on disk, only the first."""
        outer = holder(item.path)
        found = [inside(item, path) for path in paths[: max(MOST_INSIDE - self.counts[outer], 0)]]
        self.counts[outer] += len(found)
        return found

    def gone(self, outer: bytes, names: Container[bytes]) -> list[Entry]:
        """The rows of documents at any depth inside a file that has only these ``names`` inside now."""
        mark = os.fsencode(EMBEDDED)
        below = (
            entry for entries in self.rows.values() for entry in entries if entry.path.startswith(outer + mark)
        )
        return [entry for entry in below if entry.path.removeprefix(outer + mark).split(mark)[0] not in names]

    def known(self, item: Item) -> list[Item]:
        """The documents that earlier runs found in a file."""
        rows = self.rows.get(key(item.path), ()) if self.rows else ()
        paths = dict.fromkeys(item.path.with_name(Path(os.fsdecode(row.path)).name) for row in rows)
        return [inside(item, path) for path in paths if not os.path.lexists(path)]


def kind_of_attachment(attachment: Attachment) -> EntryKind:
    """The kind of a file inside a PDF that is not read."""
    if is_document_inside(attachment.name, attachment.start):
        return EntryKind.TOO_MANY
    return kind_inside(attachment.name, attachment.start)
