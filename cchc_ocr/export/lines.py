"""Records as JSON Lines: one per line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from cchc_ocr.export.formats import Contents, ExportOptions
from cchc_ocr.export.sources import Found


def files(found: Sequence[Found], out: Path, options: ExportOptions) -> Contents:  # noqa: ARG001
    """All records in one file."""
    return Contents({out: jsonl(found)})


def jsonl(found: Iterable[Found]) -> str:
    """One record per line."""
    return "".join(f"{one.record.to_json()}\n" for one in found)
