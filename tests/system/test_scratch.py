"""Where short-lived files lie."""

from __future__ import annotations

import os
import sys
import tempfile

import pytest

from cchc_ocr.errors import UsageError
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


@pytest.mark.parametrize(
    ("platform", "folder", "fits"),
    [
        ("linux", "/tmp", True),
        ("linux", "/" + "a" * (scratch._LONGEST_SOCKET - scratch._IN_FOLDER - 1), True),
        ("linux", "/" + "a" * (scratch._LONGEST_SOCKET - scratch._IN_FOLDER), False),
        ("linux", "/" + "ư" * 60, False),  # two bytes each
        ("win32", "C:/" + "a" * 200, True),  # has no such sockets
    ],
)
def test_sockets_fit_into_the_folder(
    monkeypatch: pytest.MonkeyPatch, platform: str, folder: str, fits: bool
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(tempfile, "tempdir", folder)
    if fits:
        scratch.see_that_sockets_fit()
    else:
        with pytest.raises(UsageError, match="for temporary files has more than") as caught:
            scratch.see_that_sockets_fit()
        assert "TMPDIR" in caught.value.hint


@pytest.mark.skipif(sys.platform == "win32", reason="has no such sockets")
def test_a_socket_of_multiprocessing_is_as_long_as_is_reckoned() -> None:
    from multiprocessing.connection import arbitrary_address

    assert len(arbitrary_address("AF_UNIX")) == len(tempfile.gettempdir()) + scratch._IN_FOLDER
