"""The rows of a file in the catalogue: one for its only document, or one for each of the documents in it.

The results of ``a.pdf`` are ``a.json``, or ``a.1.json``, ``a.2.json``, … of the documents in a stack.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, count
from pathlib import Path

from cchc_ocr.runs.catalogue import Catalogue, Entry
from cchc_ocr.runs.inputs import Item, fitting


def rows_of(rows: Catalogue, stem: Path) -> tuple[Entry, ...]:
    """The rows of the file whose results lie at ``stem``, or in parts beside it; the parts in their order.

    Where both kinds of rows are there, as after a reading that failed, the row of the whole file counts.
    """
    whole = os.fsencode(stem)
    own = rows.find(whole)
    if own and not own.part_of:
        return (own,)
    return tuple(rows.parts_of(whole))


def together(entries: Sequence[Entry]) -> Entry | None:
    """The rows of a file as one; None where there are none.

    It is "done" where all are. It is "writing" where one is missing, because another file has taken its place.
    """
    if not entries or not entries[0].part_of:
        return entries[0] if entries else None
    worst = next(
        (entry for state in ("writing", "partly") for entry in entries if entry.state == state), entries[0]
    )
    return worst._replace(
        stem=worst.part_of,
        part_of=b"",
        part="",
        pages=sum(entry.pages for entry in entries),
        review=sum(entry.review for entry in entries),
        seconds=sum(entry.seconds for entry in entries),
        state=worst.state if len(entries) == worst.parts else "writing",
    )


def whole_stem(entry: Entry) -> bytes:
    """The stem that the results of the file have, or would have if it held one document."""
    return entry.part_of or entry.stem


def part_stems(rows: Catalogue, item: Item, parts: int, taken: Collection[bytes]) -> list[Path]:
    """Where the results of the documents in a file go: to the file's stem, or, of several, beside it.

    ``taken`` are the stems of other documents of this run. Where one of them is such a name ("a.1.pdf" lies beside
    the stack "a.pdf"), the parts are "a.pdf.1", "a.pdf.2", ….
    """
    if parts == 1:
        return [item.stem]
    for base in _bases(item):
        stems = [fitting(base.with_name(f"{base.name}.{number}")) for number in range(1, parts + 1)]
        if all(_is_free(rows, stem, item, taken) for stem in stems):
            break
    return stems


def _bases(item: Item) -> Iterator[Path]:
    named = item.stem.with_name(item.path.name)
    return chain((item.stem, named), (named.with_name(f"{named.name}~{number}") for number in count(1)))


def _is_free(rows: Catalogue, stem: Path, item: Item, taken: Collection[bytes]) -> bool:
    known = rows.find(os.fsencode(stem))
    return os.fsencode(stem) not in taken and (known is None or known.part_of == os.fsencode(item.stem))
