"""PDFs that hold other files, for tests."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pikepdf

from tests.documents import typed


def holding(path: Path, inside: Iterable[tuple[str, bytes]], text: str = "So 1/BC-SNV 2023") -> Path:
    """A PDF of one line of text that holds files, under names that a PDF may give them."""
    typed(path, text)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for at, (name, data) in enumerate(inside):
            pdf.attachments[f"{at:04}"] = pikepdf.AttachedFileSpec(pdf, data, filename=name)
        pdf.save(path)
    return path


def content(folder: Path, inside: Iterable[tuple[str, bytes]] = (), text: str = "So 2/BC-SNV 2023") -> bytes:
    """The bytes of such a PDF."""
    path = holding(folder / "inner.pdf", inside, text)
    data = path.read_bytes()
    path.unlink()
    return data
