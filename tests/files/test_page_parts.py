"""What a page of a PDF is made of, besides what ``test_soundness`` shows with whole files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pikepdf
import pytest

from cchc_ocr.files.page_parts import BROKEN, PageParts

WHITE = np.full((1754, 1240), 255, np.uint8)


@pytest.mark.parametrize(
    ("contents", "doubt"),
    [
        (b"", None),
        (b"q Q", None),
        (b"BT /F1 12 Tf 72 700 Td ( ) Tj T* (') ' ET", None),
        (b"1 1 1 rg 0 0 595 842 re f* W* n", None),
        (b"BT /F1 12 Tg 72 700 Td (So Noi vu) Tj ET", BROKEN),
        (b"BU ET", BROKEN),
    ],
)
def test_instructions_must_be_such_as_pdf_has(tmp_path: Path, contents: bytes, doubt: str | None) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Contents = pikepdf.Stream(pdf, contents)
        assert PageParts(pdf, 1, 10**8).doubt(WHITE, []) == doubt
