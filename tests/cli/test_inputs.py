"""The documents a command is given: one after the other, stdin among them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_ocr import pipeline
from cchc_ocr.errors import EncryptedError, ExitCode, NotInstalledError, UnreadableError
from cchc_ocr.records import Record
from tests.conftest import Cli

Picture = Callable[..., Path]


def test_stdin_is_a_document_like_any_other(cli: Cli, picture: Picture) -> None:
    record = Record.model_validate_json(cli("extract", "-", stdin="Xin chào\n").stdout)
    assert (record.source.file, record.source.origin) == ("-", "text")
    text = cli("ocr", "-", "--raw", stdin="Trang một\n\fTrang hai\n").stdout
    assert text == "Trang một\n\fTrang hai\n\f"


def test_a_bad_file_among_good_ones(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Xin chào\n")
    result = cli("ocr", tmp_path / "missing.pdf", tmp_path / "a.txt")
    assert result.exit_code == ExitCode.UNREADABLE
    assert result.stdout == "Xin chào\n\f"
    assert "missing.pdf: no such file" in result.stderr


def failing(monkeypatch: pytest.MonkeyPatch, **errors: Exception) -> list[str]:
    """Reading the files of these names fails; the names of all that were tried."""
    tried: list[str] = []

    def read(path: Path, *_: object, **__: object) -> list[object]:
        tried.append(path.name)
        if path.name in errors:
            raise errors[path.name]
        return []

    monkeypatch.setattr(pipeline, "read", read)
    return tried


def test_the_first_failure_gives_the_exit_code(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    tried = failing(monkeypatch, a=EncryptedError("a"), b=UnreadableError("b"))
    assert cli("ocr", "--raw", "a", "b", "c").exit_code == ExitCode.ENCRYPTED
    assert tried == ["a", "b", "c"]


def test_what_is_not_installed_is_said_once(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    tried = failing(monkeypatch, a=NotInstalledError("tesseract is missing", hint="install it"))
    result = cli("ocr", "--raw", "a", "b")
    assert (result.exit_code, result.stderr) == (
        ExitCode.NOT_INSTALLED,
        "cchc-ocr: tesseract is missing. Install it\n",
    )
    assert tried == ["a"]
