"""The command line in Vietnamese: help, usage, and what typer says of a wrong call."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from cchc_ocr.cli.app import app
from cchc_ocr.errors import ExitCode
from tests.conftest import Cli
from tests.readers import english

COMMANDS = get_command(app).commands  # type: ignore[attr-defined]


def test_english_is_found() -> None:
    assert english("Ghi ra tệp\nthe file is empty\n  --to  chọn lệnh") == ["the file is empty"]


@pytest.mark.parametrize("command", ["", *sorted(COMMANDS)])
def test_help_is_vietnamese(cli: Cli, command: str) -> None:
    shown = cli(*filter(None, (command, "--help", "--lang", "vi"))).stdout
    assert shown.startswith("Cách dùng: ")
    assert english(shown) == []


def test_help_is_english_again_afterwards(cli: Cli) -> None:
    before = cli("run", "--help").stdout
    cli("run", "--help", "--lang", "vi")
    assert cli("run", "--help").stdout == before
    assert before.startswith("Usage: ")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("", "Các lệnh:"),
        ("run", "Lỗi: Thiếu tham số 'INPUT'."),
        ("run a", "Lỗi: Thiếu tùy chọn '--out' / '-o'."),
        ("run a --out", "Lỗi: Tùy chọn '--out' cần có giá trị."),
        ("run a --out b --pdf=3", "Lỗi: Tùy chọn '--pdf' không nhận giá trị."),
        ("run a --out b --jobs x", "Lỗi: Giá trị không hợp lệ cho '--jobs' / '-j': phải là số nguyên"),
        ("run a --out b --jobs 0", "phải lớn hơn hoặc bằng 1"),
        ("run a --out b --dpi 5000", "phải nhỏ hơn hoặc bằng 1200"),
        ("run a --out b --page-timeout x", "phải là một số"),
        ("run a --out b --strength x", "'x' không thuộc 'auto', 'careful'"),
        ("run a --out b --outt c", "Lỗi: Không có tùy chọn --outt (có thể bạn muốn dùng: --out"),
        ("run a --out b --zzzz", "Lỗi: Không có tùy chọn --zzzz"),
        ("schema x", "Lỗi: Có tham số thừa (x)"),
        ("expor", "Lỗi: Không có lệnh 'expor'. Có phải bạn muốn dùng 'export'?"),
        ("zzzz", "Lỗi: Không có lệnh 'zzzz'."),
        ("--lang fr", "cchc-ocr: --lang fr: không có ngôn ngữ này. Chọn en hoặc vi"),
    ],
)
def test_wrong_usage_is_told_in_vietnamese(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, call: str, said: str
) -> None:
    monkeypatch.setenv("CCHC_OCR_LANG", "vi")
    result = cli(*call.split())
    assert result.exit_code == ExitCode.USAGE
    assert said in result.stderr
    assert english(result.stderr) == []


@pytest.mark.parametrize("at", [0, 1, 2])
def test_the_option_may_stand_anywhere(cli: Cli, at: int) -> None:
    words: list[object] = ["schema", "--help"]
    words[at:at] = ["--lang", "vi"]
    assert cli(*words).stdout.startswith("Cách dùng")


def test_the_locale_decides_for_a_real_program() -> None:
    environ = {name: value for name, value in os.environ.items() if name != "CCHC_OCR_LANG"}
    shown = [
        subprocess.run(
            [sys.executable, "-m", "cchc_ocr", "schema", "-h"],
            env={**environ, "LC_ALL": language},
            capture_output=True,
            check=True,
        ).stdout.decode()
        for language in ("vi_VN.UTF-8", "C.UTF-8")
    ]
    assert shown[0].startswith("Cách dùng: ")
    assert shown[1].startswith("Usage: ")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_letters_are_written_whatever_the_locale_has(tmp_path: Path, encoding: str) -> None:
    environ = {**os.environ, "CCHC_OCR_LANG": "vi", "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    call = [sys.executable, "-m", "cchc_ocr", "status", tmp_path / "không"]
    done = subprocess.run(call, env=environ, capture_output=True, check=False)
    assert done.returncode == ExitCode.UNREADABLE
    assert "ở đây không có kết quả của `cchc-ocr run`" in done.stderr.decode()
