"""The command that takes stacks apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from cchc_ocr import pipeline
from cchc_ocr.document import Page
from cchc_ocr.errors import ExitCode
from tests.conftest import Cli
from tests.pages import text_page
from tests.stacked import SEPARATOR, document, pages


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    with pikepdf.new() as pdf:
        for _ in range(4):
            pdf.add_blank_page(page_size=(100, 140))
        pdf.save(tmp_path / "a.pdf")
    return tmp_path


def reading(monkeypatch: pytest.MonkeyPatch, *texts: str, origin: str = "text-layer") -> None:
    """Every file that is read has these pages."""
    found: list[Page] = [
        replace(text_page(text.split("\n"), number), origin=origin)  # type: ignore[arg-type]
        for number, text in enumerate(texts, 1)
    ]
    monkeypatch.setattr(pipeline, "read", lambda *_, **__: found)


def test_each_document_becomes_a_pdf(monkeypatch: pytest.MonkeyPatch, cli: Cli, blank: Path) -> None:
    reading(monkeypatch, document(1), SEPARATOR, *pages(2))
    result = cli("split", blank / "a.pdf", "--out", blank / "out")
    assert result.exit_code == 0, result.output
    assert result.stdout.split("\n") == [f"{blank}/out/a.1.pdf\t1", f"{blank}/out/a.2.pdf\t3-4", ""]
    assert "a.pdf: sheets that separate documents are in none of them: page 2" in result.stderr
    with pikepdf.open(blank / "out/a.2.pdf") as part:
        assert len(part.pages) == 2
    again = cli("split", blank / "a.pdf", "--out", blank / "out")
    assert again.exit_code == ExitCode.USAGE
    assert "a.1.pdf: this file exists already" in again.stderr
    assert cli("split", blank / "a.pdf", "--out", blank / "out", "--overwrite").exit_code == 0


def test_a_border_in_doubt_is_named(monkeypatch: pytest.MonkeyPatch, cli: Cli, blank: Path) -> None:
    reading(monkeypatch, *pages(1), pages(2)[1], "")
    assert cli("split", blank / "a.pdf", "--out", blank / "out").stdout.endswith("a.2.pdf\t3-4\tdoubtful\n")


def test_one_document_is_left_alone(monkeypatch: pytest.MonkeyPatch, cli: Cli, blank: Path) -> None:
    reading(monkeypatch, document(1))
    result = cli("split", blank / "a.pdf", "--out", blank / "out")
    assert (result.exit_code, result.stdout, list((blank / "out").iterdir())) == (0, "", [])
    assert "one document, so that there is nothing to split" in result.stderr


def test_only_pages_that_were_asked_for(monkeypatch: pytest.MonkeyPatch, cli: Cli, blank: Path) -> None:
    reading(monkeypatch, document(1), *pages(2))
    result = cli("split", blank / "a.pdf", "--out", blank / "out", "--pages", "1,2,3")
    assert result.stdout.endswith("a.2.pdf\t2-3\n")


def test_texts_and_equal_names_are_refused(monkeypatch: pytest.MonkeyPatch, cli: Cli, blank: Path) -> None:
    reading(monkeypatch, document(1), document(2), origin="text")
    result = cli("split", blank / "a.pdf", "--out", blank / "out")
    assert result.exit_code == ExitCode.UNREADABLE
    assert "this is a text, which has no pages to take out" in result.stderr
    twice = cli("split", blank / "a.pdf", blank / "b/a.pdf", "--out", blank / "out")
    assert twice.exit_code == ExitCode.USAGE
    assert "two files with this name" in twice.stderr


def test_an_original_is_never_replaced(monkeypatch: pytest.MonkeyPatch, cli: Cli, blank: Path) -> None:
    reading(monkeypatch, document(1), document(2))
    (blank / "a.1.pdf").write_bytes((blank / "a.pdf").read_bytes())
    result = cli("split", blank / "a.pdf", blank / "a.1.pdf", "--out", blank, "--overwrite")
    assert result.exit_code == ExitCode.USAGE
    assert "this is the input" in result.stderr
