"""Passwords: which are tried for a file, and that nothing shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_ocr.errors import UsageError
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.files.passwords import Passwords, from_file, parse

_LIST = "chung\r\n606.pdf\tmột hai\n2020/607.pdf\tba\n\nba\u0301o ca\u0301o.pdf\tbốn\n#dấu thăng \nnăm"


@pytest.mark.parametrize(
    ("path", "own"),
    [
        ("606.pdf", ["một hai"]),
        ("in/606.pdf", ["một hai"]),
        ("1606.pdf", []),
        ("in/2020/607.pdf", ["ba"]),
        ("in/2021/607.pdf", []),
        ("báo cáo.pdf", ["bốn"]),  # a name composed otherwise
    ],
)
def test_those_of_a_name_come_first(path: str, own: list[str]) -> None:
    assert list(parse(_LIST).for_file(Path(path))) == ["", *own, "chung", "#dấu thăng ", "năm"]


def test_nothing_shows_them() -> None:
    options = ReadOptions(passwords=parse("bí mật"))
    assert "bí mật" not in f"{options!r} {options} {options.passwords!r}"


@pytest.mark.parametrize("data", [None, b"\xff\xfe1\0", b"1" * 2_000_000])
def test_a_file_that_is_none_of_passwords(tmp_path: Path, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / "keys.txt").write_bytes(data)
    with pytest.raises(UsageError, match=r"keys\.txt"):
        from_file(tmp_path / "keys.txt")


def test_a_mark_of_byte_order_is_no_part_of_a_password(tmp_path: Path) -> None:
    (tmp_path / "keys.txt").write_bytes("\ufeffmột\n".encode())
    assert from_file(tmp_path / "keys.txt") == Passwords((("", "một"),))
