"""The memory of pictures: kept where the C library can be told so, and nothing amiss where it cannot."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from cchc_ocr.system import heap


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    heap._glibc.cache_clear()
    yield
    heap._glibc.cache_clear()


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_need_no_setting(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert heap._glibc() is None
    heap.keep()
    heap.give_back()


def test_a_c_library_without_these_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("ctypes.CDLL", lambda _: object())  # as musl has it
    assert heap._glibc() is None


def test_what_is_kept_and_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    class Library:
        def __init__(self) -> None:
            self.told: list[tuple[int, ...]] = []

        def mallopt(self, setting: int, value: int) -> None:
            self.told.append((setting, value))

        def malloc_trim(self, padding: int) -> None:
            self.told.append((padding,))

    library = Library()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("ctypes.CDLL", lambda _: library)
    heap.keep()
    heap.give_back()
    assert library.told == [(-3, 8 << 20), (-1, 1 << 30), (0,)]
