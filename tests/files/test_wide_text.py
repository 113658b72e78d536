"""UTF-16 and UTF-32 are known by their zero bytes, with a mark and without."""

from __future__ import annotations

import pytest

from cchc_ocr.files.wide_text import lines_of, wide

TEXT = "Cộng hòa xã hội chủ nghĩa Việt Nam\r\nSố: 5/BC-SNV\n\nĐộc lập – Tự do"
WIDE = ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]


@pytest.mark.parametrize("name", WIDE)
def test_wide_texts_are_recognised(name: str) -> None:
    data = TEXT.encode(name)
    assert data.decode(wide(data) or "").removeprefix("\ufeff") == TEXT


@pytest.mark.parametrize(
    "data",
    [TEXT.encode(), TEXT.encode("utf-8-sig"), b"", b"plain", bytes(range(256)) * 20, b"\x00" * 400, b"PK\0\0"],
)
def test_nothing_else_is(data: bytes) -> None:
    assert wide(data) is None


@pytest.mark.parametrize("name", WIDE)
@pytest.mark.parametrize("size", [1, 3, 64])
def test_lines_come_whole_from_pieces(name: str, size: int) -> None:
    data = TEXT.encode(name)
    pieces = iter([data[at : at + size] for at in range(0, len(data), size)])
    lines = list(lines_of(pieces, wide(data) or "", 10_000))
    assert b"".join(lines).decode().removeprefix("\ufeff") == TEXT
    assert [line.count(b"\n") for line in lines] == [1, 1, 1, 0]


def test_a_line_without_end_is_cut() -> None:
    pieces = iter([("a" * 50).encode("utf-16-le")] * 100)
    assert list(lines_of(pieces, "utf-16-le", 120)) == [b"a" * 120]
