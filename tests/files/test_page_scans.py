"""A page as its record has it: turned, and in the size in which boxes are measured."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from cchc_ocr.files.options import ReadOptions
from cchc_ocr.files.page_scans import PageScan, sha256_of, upright
from cchc_ocr.files.passwords import Passwords
from cchc_ocr.records import PageRecord
from tests.sheets import cornered_scan


@pytest.fixture
def scan(tmp_path: Path) -> PageScan:
    return cornered_scan(tmp_path)


def shape(scan: PageScan) -> tuple[int, ...]:
    image = upright(scan)
    assert image
    return image.pixels.shape


def test_the_hash_is_that_of_the_file(scan: PageScan) -> None:
    assert sha256_of(scan) == hashlib.sha256(scan.path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("turned", "size", "dark"),
    [(0, None, (30, 670)), (90, None, (670, 1070)), (180, None, (1070, 30)), (0, (350, 550), (15, 335))],
)
def test_it_is_turned_and_sized_as_the_record_has_it(
    scan: PageScan, turned: int, size: tuple[int, int] | None, dark: tuple[int, int]
) -> None:
    image = upright(replace(scan, turned=turned, size=size))
    assert image and int(image.pixels[dark]) < 60
    assert float(image.pixels.mean()) > 240


def test_a_page_is_not_blurred_for_a_pixel(scan: PageScan) -> None:
    assert shape(replace(scan, size=(699, 1101))) == (1100, 700)


def test_a_page_of_another_shape_is_not_stretched(scan: PageScan) -> None:
    assert shape(replace(scan, size=(700, 2200))) == (1100, 700)


def test_a_text_has_no_picture(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Xin chào\n", "utf-8")
    assert upright(PageScan(tmp_path / "a.txt", 1, 0, ReadOptions())) is None


def test_a_page_is_looked_at_as_the_record_says_it_was_read(tmp_path: Path) -> None:
    keys = Passwords((("", "1234"),))
    page = PageRecord(number=3, state="read", words=9, turned=90, width=30_000, height=20_000, dpi=200)
    scan = PageScan.of(tmp_path / "a.pdf", 3, page, keys)
    assert (scan.turned, scan.size, scan.options.dpi) == (90, (30_000, 20_000), 200)
    assert scan.options.max_pixels == 1_200_000_000, "as many as the run was allowed"
    assert scan.options.passwords is keys
    unknown = PageScan.of(tmp_path / "a.pdf", 3, None, keys)
    assert (unknown.turned, unknown.size, unknown.options.dpi) == (0, None, 300)
