"""The command that fills in documents of Paperless-ngx, as its script and by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("httpx", reason="the extra paperless is not installed")

from cchc_ocr.cli.commands import paperless as command
from cchc_ocr.errors import ExitCode
from cchc_ocr.paperless import api as connecting
from tests.conftest import Cli
from tests.paperless.standin import TOKEN, Paperless, served
from tests.paths import ROOT

LETTER = """UBND TỈNH SƠN HÀ
SỞ NỘI VỤ
Số: 934/BC-SNV
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn Hà, ngày 07 tháng 3 năm 2024
BÁO CÁO
Kết quả cải cách hành chính năm 2023
Năm 2023, Chỉ số CCHC của Sở Nội vụ đạt 88,50/100 điểm.
Nơi nhận:
- Như trên;
GIÁM ĐỐC
Trần Văn Mẫu
"""
FILLED = {"Số, ký hiệu": "934/BC-SNV", "Trích yếu": "Kết quả cải cách hành chính năm 2023"}


@pytest.fixture
def paperless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Paperless]:
    """Two documents, of which the first was just consumed; the second can only be downloaded."""
    monkeypatch.setattr(connecting, "_WAITS", ())
    (tmp_path / "0000007.txt").write_text(LETTER, "utf-8")
    with served(Paperless()) as standin:
        standin.add_document(7, "scan_0001.txt", b"not asked for")
        standin.add_document(8, "scan_0002.txt", LETTER.replace("934", "935").encode())
        monkeypatch.setenv("CCHC_OCR_PAPERLESS_URL", standin.url)
        monkeypatch.setenv("CCHC_OCR_PAPERLESS_TOKEN", TOKEN)
        monkeypatch.setenv("DOCUMENT_ID", "7")
        monkeypatch.setenv("DOCUMENT_SOURCE_PATH", str(tmp_path / "0000007.txt"))
        yield standin


def test_the_document_that_was_consumed_is_filled_in(paperless: Paperless, cli: Cli) -> None:
    result = cli("paperless")
    assert (result.exit_code, result.stderr) == (ExitCode.DONE, "")
    assert "7: title: Báo cáo 934/BC-SNV: Kết quả cải cách hành chính năm 2023\n" in result.stdout
    document = paperless.documents[7]
    assert document["created"] == "2024-03-07"
    assert FILLED.items() <= paperless.fields_of(7).items()
    assert not [call for call in paperless.calls if "download" in call[1]]
    again = cli("paperless")
    assert (again.exit_code, again.stdout) == (ExitCode.DONE, "7: was filled in before\n")


def test_documents_by_hand_are_downloaded(paperless: Paperless, cli: Cli) -> None:
    result = cli("paperless", "8", "7")
    assert result.exit_code == ExitCode.DONE
    assert [paperless.fields_of(number)["Số, ký hiệu"] for number in (7, 8)] == ["934/BC-SNV", "935/BC-SNV"]
    assert len(paperless.lists["correspondents"]) == 1


def test_a_document_that_fails_does_not_keep_the_others(paperless: Paperless, cli: Cli) -> None:
    paperless.files[8] = b""
    result = cli("paperless", "8", "9", "7")
    assert result.exit_code == ExitCode.UNREADABLE
    assert [line.split(". ")[0] for line in result.stderr.splitlines()] == [
        "cchc-ocr: scan_0002.txt: the file is empty",
        "cchc-ocr: Paperless-ngx has no document 9",
    ]
    assert paperless.documents[7]["created"] == "2024-03-07"
    assert paperless.documents[8]["title"] == "scan_0002"


@pytest.mark.parametrize(
    ("name", "value", "code", "said"),
    [
        ("DOCUMENT_ID", "", ExitCode.USAGE, "no document is named"),
        ("DOCUMENT_ID", "x", ExitCode.USAGE, "'x' is no number of a document"),
        ("CCHC_OCR_PAPERLESS_TOKEN", "", ExitCode.BAD_CONFIGURATION, "there is no token for Paperless-ngx"),
        ("CCHC_OCR_PAPERLESS_TOKEN", "b", ExitCode.BAD_CONFIGURATION, "does not allow this with the token"),
        ("CCHC_OCR_PAPERLESS_URL", "http://127.0.0.1:9", ExitCode.SOME_FAILED, "cannot be reached at"),
    ],
)
def test_what_is_set_wrongly_is_told(
    paperless: Paperless,
    cli: Cli,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
    code: ExitCode,
    said: str,
) -> None:
    monkeypatch.setenv(name, value)
    result = cli("paperless")
    assert (result.exit_code, result.stderr.count("\n")) == (code, 1)
    assert said in result.stderr
    assert paperless.changes == []


def test_the_package_that_is_missing_is_named(
    paperless: Paperless, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    monkeypatch.delitem(sys.modules, "cchc_ocr.paperless.api")
    result = cli("paperless")
    assert result.exit_code == ExitCode.NOT_INSTALLED
    assert "pip install 'cchc-ocr[paperless]'" in result.stderr


def test_a_dry_run_prints_what_would_be_written(paperless: Paperless, cli: Cli) -> None:
    result = cli("paperless", "--dry-run")
    assert "7: date: 2024-03-07\n" in result.stdout
    assert paperless.changes == []


@pytest.mark.slow
def test_the_script_as_paperless_starts_it(paperless: Paperless) -> None:
    """With its arguments: number, names, paths and addresses, which stand in the environment as well."""
    start = "import sys; from cchc_ocr.cli.app import post_consume; post_consume()"
    arguments = ["7", "scan.txt", "/media/7.txt", "/media/7.webp", "/download", "/thumb", "None", ""]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CCHC_OCR_LANG": "vi"}
    call = [sys.executable, "-c", start, *arguments]
    done = subprocess.run(call, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (ExitCode.DONE, "")
    assert "7: ngày: 2024-03-07\n" in done.stdout
    assert paperless.documents[7]["created"] == "2024-03-07"


def test_the_command_does_not_import_httpx_for_its_help(cli: Cli) -> None:
    assert cli("paperless", "--help").exit_code == 0
    assert not hasattr(command, "httpx")
