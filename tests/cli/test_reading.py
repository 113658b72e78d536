"""What the commands that read documents and text print and write; their options are in test_options.py."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from cchc_ocr import pipeline
from cchc_ocr.document import Line, Page, Word
from cchc_ocr.errors import ExitCode, NotInstalledError
from cchc_ocr.files import searchable
from cchc_ocr.records import Record
from cchc_ocr.runs import batch, watching
from cchc_ocr.runs.inputs import Item
from tests.conftest import Cli


def test_extract_prints_one_record_per_line(cli: Cli, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Xin chào\n")
    lines = cli("extract", tmp_path / "a.txt", tmp_path / "b.txt").stdout.splitlines()
    assert [Record.model_validate_json(line).source.file for line in lines] == ["a.txt", "b.txt"]
    pretty = cli("extract", "--pretty", tmp_path / "a.txt").stdout
    assert json.loads(pretty) == json.loads(lines[0])
    assert len(pretty.splitlines()) > 20


def test_every_change_to_a_scan_is_explained(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    words = (Word("số"), Word("20§1/QĐ-UBND"), Word("-", seen="~"))
    page = Page(3, (Line(), Line(words)), "scan")
    monkeypatch.setattr(pipeline, "read", lambda *_, **__: [page])
    told = [json.loads(line) for line in cli("ocr", "--explain", "a.pdf").stdout.splitlines()]
    assert [
        (one["page"], one["line"], one["start"], one["seen"], one["became"], one["steps"]) for one in told
    ] == [
        (3, 2, 3, "20§1/QĐ-UBND", "2081/QĐ-UBND", ["figure"]),
        (3, 2, 16, "~", "-", ["typed sign"]),
    ]
    assert cli("ocr", "--explain", "--raw", "a.pdf").exit_code == ExitCode.USAGE


def test_raw_is_what_was_read_and_the_rest_is_repaired(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("cai cach hanh chinh\n")
    assert cli("ocr", tmp_path / "a.txt").stdout == "cải cách hành chính\n\f"
    assert cli("ocr", "--raw", tmp_path / "a.txt").stdout == "cai cach hanh chinh\n\f"


def test_run_shows_what_was_read_and_what_failed(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/good.txt").write_text("Xin chào\n")
    (tmp_path / "in/bad.pdf").write_bytes(b"")
    result = cli("run", tmp_path / "in", "--out", tmp_path / "out")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert result.stdout == ""
    assert "good.txt" in result.stderr
    assert "the file is empty" in result.stderr
    assert f"1 done, 0 finished before, 1 failed.\nThe results are in {tmp_path / 'out'}: " in result.stderr


def test_pages_of_the_pipeline_are_parted_by_form_feeds(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    pages = [Page(1, (Line.from_text("một"),)), Page(2, (Line.from_text("hai"),))]
    monkeypatch.setattr(pipeline, "read", lambda *_, **__: pages)
    assert cli("ocr", "--raw", "a.pdf").stdout == "một\n\fhai\n\f"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["a.pdf", "--raw", "--explain"], "--raw"),
        (["a.pdf", "b.pdf", "--pdf", "c.pdf"], "c.pdf: "),
        (["a.pdf", "old/a.pdf", "--debug-images", "why"], "the same name"),
        (["a.pdf", "--pdf", "a.pdf"], "a.pdf"),
        (["a.pdf", "--pdf", "there.pdf"], "there.pdf"),
        (["a.pdf", "--debug-images", "full"], "full"),
    ],
)
def test_what_ocr_cannot_write_is_refused_before_anything_is_read(
    monkeypatch: pytest.MonkeyPatch, cli: Cli, tmp_path: Path, arguments: list[str], why: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.pdf", "there.pdf", "full/a.pdf/1.png"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("never opened here")
    monkeypatch.setattr(searchable, "check_installed", lambda: None)
    monkeypatch.delattr(pipeline, "read")
    result = cli("ocr", *arguments)
    assert result.exit_code == ExitCode.USAGE
    assert why in result.stderr
    assert Path("there.pdf").read_text() == "never opened here"


@pytest.mark.parametrize(
    "arguments", [["run", "in", "--out", "out"], ["watch", "in", "--out", "out"], ["ocr", "in/a.txt"]]
)
def test_without_the_extra_no_pdf_is_begun(
    monkeypatch: pytest.MonkeyPatch, cli: Cli, tmp_path: Path, arguments: list[str]
) -> None:
    def missing() -> None:
        raise NotInstalledError("--pdf needs OCRmyPDF")

    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.txt").write_text("Xin chào\n")
    monkeypatch.setattr(searchable, "check_installed", missing)
    value = ["b.pdf"] if arguments[0] == "ocr" else []
    result = cli(*arguments, "--pdf", *value)
    assert (result.exit_code, result.stdout) == (ExitCode.NOT_INSTALLED, "")
    assert "--pdf needs OCRmyPDF" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_what_a_pdf_lacks_is_said(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    monkeypatch.setattr(pipeline, "read", lambda *_, **__: [Page(1, (Line.from_text("một"),))])
    monkeypatch.setattr(searchable, "check_installed", lambda: None)
    monkeypatch.setattr(pipeline, "look", lambda *_: None)
    monkeypatch.setattr(pipeline, "complete", lambda *_: SimpleNamespace(record=None))
    monkeypatch.setattr(searchable, "write", lambda *_, **__: ["b.pdf: page 2 has no text"])
    result = cli("ocr", "--raw", "a.pdf", "--pdf", "b.pdf")
    assert (result.stdout, result.stderr) == ("một\n\f", "cchc-ocr: b.pdf: page 2 has no text\n")


@pytest.mark.parametrize(
    "arguments", [["run", "in", "--out", "out"], ["watch", "in", "--out", "out"], ["ocr", "in/a.pdf"]]
)
def test_without_a_pdf_no_blank_page_can_be_left_out_of_it(cli: Cli, arguments: list[str]) -> None:
    result = cli(*arguments, "--drop-blank")
    assert result.exit_code == ExitCode.USAGE
    assert "--drop-blank leaves pages out of the searchable PDF" in result.stderr
    assert "Give --pdf, too" in result.stderr


def test_the_log_has_no_place_among_the_documents(cli: Cli, tmp_path: Path) -> None:
    document = tmp_path / "a.txt"
    document.write_text("Xin chào\n")
    result = cli("run", document, "--out", tmp_path / "out", "--log", document)
    assert result.exit_code == ExitCode.USAGE
    assert document.read_text() == "Xin chào\n"


def test_an_interrupted_run_says_how_to_go_on(monkeypatch: pytest.MonkeyPatch, cli: Cli, tmp_path: Path) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "a.txt").write_text("Xin chào\n")
    monkeypatch.setattr(batch, "run", interrupted)
    result = cli("run", tmp_path / "a.txt", "--out", tmp_path / "out")
    assert result.exit_code == ExitCode.INTERRUPTED
    assert "Run the same command again" in result.stderr


def test_what_comes_into_a_folder_is_read_until_it_is_stopped(
    monkeypatch: pytest.MonkeyPatch, cli: Cli, tmp_path: Path
) -> None:
    inbox, out = tmp_path / "in", tmp_path / "out"
    inbox.mkdir()
    read: list[tuple[list[Item], bool]] = []
    made_by = []

    def run(items: list[Item], job: batch.Job, *_: object, **__: object) -> None:
        read.append((items, job.unattended))
        made_by.append(job.made_by)

    def watch(_: Path, __: Path, take: Callable[[list[Item]], None]) -> None:
        take([Item(inbox / "a.txt", Path("a"))])
        (tmp_path / "own/terms.tsv").write_text("đề án Rừng Xanh\n", "utf-8")
        take([Item(inbox / "b.txt", Path("b"))])
        raise KeyboardInterrupt

    (tmp_path / "own").mkdir()
    (tmp_path / "own/terms.tsv").write_text("đề án Biển Xanh\n", "utf-8")

    monkeypatch.setattr(batch, "run", run)
    monkeypatch.setattr(watching, "watch", watch)
    result = cli("watch", inbox, "--out", out, "--dictionaries", tmp_path / "own")
    assert read == [([Item(inbox / f"{name}.txt", Path(name))], True) for name in "ab"]
    assert made_by[0] != made_by[1]  # with the dictionaries as they are then
    assert result.exit_code == ExitCode.INTERRUPTED
    assert str(inbox) in result.stderr
    assert "Run the same command again" in result.stderr


def test_text_is_repaired_line_for_line(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("cai cach hanh chinh\n\nSố 05/BC-SNV\n", "utf-8")
    repaired = "cải cách hành chính\n\nSố 05/BC-SNV\n"
    assert cli("restore", tmp_path / "a.txt").stdout == repaired
    assert cli("restore", stdin=(tmp_path / "a.txt").read_bytes()).stdout == repaired
    explained = [json.loads(line) for line in cli("restore", "--explain", tmp_path / "a.txt").stdout.splitlines()]
    assert {(one["line"], one["seen"], one["became"]) for one in explained} >= {(1, "cai", "cải")}
