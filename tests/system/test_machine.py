"""What this process may use of the machine."""

from __future__ import annotations

import os
import sys

import pytest

from cchc_ocr.system import machine


@pytest.mark.skipif(sys.platform != "linux", reason="a process is bound to no cores there")
def test_cores_are_those_that_this_process_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {2, 5, 7})
    assert machine.cores() == 3


@pytest.mark.parametrize(("count", "cores"), [(8, 8), (None, 1)])
def test_cores_elsewhere(monkeypatch: pytest.MonkeyPatch, count: int | None, cores: int) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "cpu_count", lambda: count)
    assert machine.cores() == cores


@pytest.mark.parametrize(
    ("platform", "user", "may"),
    [("linux", 0, True), ("linux", 1000, False), ("darwin", 501, False), ("win32", 1, True)],
)
def test_who_may_install_without_sudo(
    monkeypatch: pytest.MonkeyPatch, platform: str, user: int, may: bool
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    assert machine.may_install() == may
