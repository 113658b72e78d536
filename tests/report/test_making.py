"""A report as a whole: where it may lie, what it needs, its date, and who may read it."""

from __future__ import annotations

import stat
import sys
from datetime import date
from pathlib import Path

import pytest

from cchc_ocr.errors import NotInstalledError, UsageError
from cchc_ocr.export import Choice
from cchc_ocr.report import making
from cchc_ocr.report.making import made_on, make, see_that_it_suits
from tests.compared import INTERIOR, NO_KEYS, found, record, scanned, total

ONE = record(2023, total(INTERIOR, 2023, 90.0))


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("a.xlsx", "must end in .html, .docx or .pdf"),
        ("a", "must end in .html, .docx or .pdf"),
        ("-", "must end in .html, .docx or .pdf"),
        ("there.html", "exists already"),
        ("folder.pdf", "this is a folder"),
        ("there.html/a.pdf", "cannot be written"),
    ],
)
def test_a_bad_target_is_refused_before_anything_is_read(tmp_path: Path, name: str, what: str) -> None:
    (tmp_path / "there.html").write_text("")
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(UsageError, match=what):
        see_that_it_suits(tmp_path / name if name != "-" else Path("-"), overwrite=False)


@pytest.mark.parametrize(
    ("suffix", "package"),
    [
        ("html", "matplotlib"),
        ("docx", "matplotlib"),
        ("pdf", "matplotlib"),
        ("html", "jinja2"),
        ("pdf", "reportlab.lib.colors"),
    ],
)
def test_a_missing_package_is_named_with_what_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, package: str
) -> None:
    for name in ("as_html", "as_docx", "as_pdf", "pictures"):
        monkeypatch.delitem(sys.modules, f"cchc_ocr.report.{name}", raising=False)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(NotInstalledError, match=package) as raised:
        see_that_it_suits(tmp_path / f"a.{suffix}", overwrite=False)
    assert raised.value.hint == "install it with: pip install 'cchc-ocr[report]'"


@pytest.mark.parametrize(("suffix", "start"), [("html", b"<!DOCTYPE html>"), ("DOCX", b"PK"), ("pdf", b"%PDF-")])
def test_the_name_tells_the_format(tmp_path: Path, suffix: str, start: bytes) -> None:
    out = tmp_path / "new folder" / f"a.{suffix}"
    make(found(ONE), Choice(), out, NO_KEYS)
    assert out.read_bytes().startswith(start)


def test_a_scan_is_never_replaced(tmp_path: Path) -> None:
    one, scan = scanned(tmp_path)
    own = scan.rename(tmp_path / "scan.pdf")
    with pytest.raises(UsageError, match="never changed"):
        make(found(one, scan=own), Choice(), own, NO_KEYS, overwrite=True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_it_is_no_more_readable_than_the_scans(tmp_path: Path) -> None:
    one, scan = scanned(tmp_path)
    scan.chmod(0o600)
    make(found(one, scan=scan), Choice(), tmp_path / "a.html", NO_KEYS)
    assert stat.S_IMODE((tmp_path / "a.html").stat().st_mode) == 0o600


def test_nothing_is_left_where_nothing_is_chosen(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing that passes"):
        make(found(ONE), Choice(years=(1999,)), tmp_path / "new" / "a.html", NO_KEYS)
    assert list(tmp_path.iterdir()) == []


def test_the_date_can_be_set_so_that_the_same_bytes_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert made_on() == date(2023, 11, 14)
    assert making.composed(found(ONE), Choice(), NO_KEYS).made == date(2023, 11, 14)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert made_on() >= date(2026, 1, 1)
