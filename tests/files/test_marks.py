"""What a file is, by how its content begins."""

from __future__ import annotations

from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from cchc_ocr.files.marks import told_by
from cchc_ocr.files.opening import SUFFIXES, TEXTS

pillow_heif.register_heif_opener()


@pytest.mark.parametrize("suffix", sorted({*SUFFIXES} - {".pdf", *TEXTS}))
def test_every_kind_of_picture_is_known(tmp_path: Path, suffix: str) -> None:
    Image.new("RGB", (64, 64)).save(tmp_path / f"a{suffix}")
    assert told_by((tmp_path / f"a{suffix}").read_bytes()) == "picture"


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"\r\n" * 500 + b"%PDF-1.7", "pdf"),
        (b" " * 1024 + b"%PDF-1.7", None),
        (b"BM" + bytes(12) + b"\x28\0\0\0", "picture"),
        (b"BM 01/KH-UBND ngay 5 thang 4", None),
        (b"\0\0\0\x18ftypisom", None),  # a film
        (b"GIF is a kind of picture", None),
        (b"", None),
    ],
)
def test_marks(start: bytes, kind: str | None) -> None:
    assert told_by(start) == kind
