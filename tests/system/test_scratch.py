"""Where short-lived files lie."""

from __future__ import annotations

import os
import sys

import pytest

from cchc_ocr.system import scratch

MEMORY = "/dev/shm"


@pytest.mark.parametrize(
    ("platform", "chosen", "writable", "folder"),
    [
        ("linux", "", True, MEMORY),
        ("linux", "", False, None),
        ("linux", "/elsewhere", True, None),
        ("darwin", "", True, None),
        ("win32", "", True, None),
    ],
)
def test_memory_where_there_is_one_and_nothing_else_was_chosen(
    monkeypatch: pytest.MonkeyPatch, platform: str, chosen: str, writable: bool, folder: str | None
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("TMPDIR", chosen)
    monkeypatch.setattr(os, "access", lambda path, mode: writable)
    assert scratch.fast_folder() == folder
