"""Settings in the environment: what each is when it is set, set to nothing, and not set."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_ocr.errors import UsageError
from cchc_ocr.system import settings
from tests.paths import ROOT


@pytest.mark.parametrize(
    ("name", "read", "answers"),
    [
        ("CCHC_OCR_DEBUG", settings.is_debugging, {"1": True, "": False, None: False}),
        ("CCHC_OCR_TESSERACT", settings.reads_by_program, {"program": True, "library": False, None: False}),
        ("TESSDATA_PREFIX", settings.tesseract_data, {"/data": "/data", "": None, None: None}),
        ("TMPDIR", settings.temporary_folder, {"/room": "/room", "": None, None: None}),
    ],
)
def test_a_setting_is_read_when_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, name: str, read: Callable[[], object], answers: dict[str | None, object]
) -> None:
    for value, answer in answers.items():
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
        assert read() == answer


def test_the_users_number_of_threads_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_THREAD_LIMIT", "3")
    settings.limit_threads()
    assert os.environ["OMP_THREAD_LIMIT"] == "3"
    assert settings.with_one_thread()["OMP_THREAD_LIMIT"] == "1"
    monkeypatch.delenv("OMP_THREAD_LIMIT")
    settings.limit_threads()
    assert os.environ["OMP_THREAD_LIMIT"] == "1"


@pytest.mark.parametrize("before", [None, "3"])
def test_one_thread_lasts_as_long_as_its_context(monkeypatch: pytest.MonkeyPatch, before: str | None) -> None:
    monkeypatch.delenv("OMP_THREAD_LIMIT", raising=False)
    if before:
        monkeypatch.setenv("OMP_THREAD_LIMIT", before)
    with pytest.raises(ZeroDivisionError), settings.one_thread():
        assert os.environ["OMP_THREAD_LIMIT"] == "1"
        raise ZeroDivisionError
    assert os.environ.get("OMP_THREAD_LIMIT") == before


def test_temporary_files_go_where_they_are_sent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TMPDIR", "/elsewhere")
    monkeypatch.setattr(tempfile, "tempdir", "/elsewhere")
    settings.set_temporary_folder(str(tmp_path))
    assert (settings.temporary_folder(), tempfile.gettempdir()) == (str(tmp_path), str(tmp_path))


@pytest.mark.parametrize(("given", "seconds"), [("", None), ("0", 0), (" 1700000000 ", 1_700_000_000)])
def test_the_present_can_be_set(monkeypatch: pytest.MonkeyPatch, given: str, seconds: int | None) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    assert settings.source_date_epoch() == seconds


@pytest.mark.parametrize("given", ["soon", "-1", "1.5", "9" * 20])
def test_a_present_that_is_no_time_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        settings.source_date_epoch()


def test_no_other_module_reads_the_environment() -> None:
    modules = (ROOT / "cchc_ocr").rglob("*.py")
    readers = {path.stem for path in modules if "environ.get" in path.read_text("utf-8")}
    assert readers == {"settings"}
