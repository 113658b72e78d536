"""The command line: arguments reach their stage, data goes to stdout, talk to stderr."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cchc_ocr import __version__, pipeline
from cchc_ocr.document import Line, Page
from cchc_ocr.errors import ExitCode
from cchc_ocr.files.opening import ReadOptions
from cchc_ocr.pipeline import Options
from cchc_ocr.records import Record
from tests.conftest import Cli

Picture = Callable[..., Path]
PROGRAM = [sys.executable, "-m", "cchc_ocr"]


def options_of(monkeypatch: pytest.MonkeyPatch, cli: Cli, *flags: object) -> Options:
    """What `ocr --raw` hands to the pipeline."""
    seen: list[Options] = []

    def read(path: Path, options: Options, **_: object) -> list[Page]:
        seen.append(options)
        return []

    monkeypatch.setattr(pipeline, "read", read)
    result = cli("ocr", "--raw", "a.pdf", *flags)
    assert result.exit_code == 0, result.output
    return seen[0]


def test_without_flags_every_stage_has_its_own_defaults(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    assert options_of(monkeypatch, cli) == Options()


@pytest.mark.parametrize(
    ("flags", "stage", "name", "value"),
    [
        (["--pages", "1,3-5"], "read", "pages", (1, 3, 4, 5)),
        (["--dpi", "200"], "read", "dpi", 200),
        (["--force-ocr"], "read", "force_ocr", True),
        (["--trust-text"], "read", "trust_text", True),
        (["--max-pixels", "1000"], "read", "max_pixels", 1000),
        (["--page-timeout", "7.5"], "ocr", "page_timeout", 7.5),
        (["--strength", "bold"], "repair", "strength", "bold"),
        (["--tone-placement", "new"], "repair", "tone_placement", "new"),
        (["--dictionaries", "own"], "repair", "dictionaries", Path("own")),
        (["--model", "own.model"], "repair", "model", Path("own.model")),
        (["--review-below", "0.9"], "extract", "review_below", 0.9),
    ],
)
def test_each_flag_reaches_its_stage_and_no_other(
    monkeypatch: pytest.MonkeyPatch, cli: Cli, flags: list[str], stage: str, name: str, value: object
) -> None:
    options = options_of(monkeypatch, cli, *flags)
    assert getattr(getattr(options, stage), name) == value
    changed = replace(getattr(Options(), stage), **{name: value})
    assert options == replace(Options(), **{stage: changed})


@pytest.mark.parametrize("command", ["run", "ocr", "extract", "evaluate"])
def test_commands_that_read_documents_share_their_options(cli: Cli, command: str) -> None:
    text = cli(command, "--help").stdout
    assert all(
        flag in text for flag in ("--pages", "--dpi", "--strength", "--dictionaries", "--review-below", "--jobs")
    )


def test_run_hands_options_and_processes_on(
    monkeypatch: pytest.MonkeyPatch, cli: Cli, tmp_path: Path, picture: Picture
) -> None:
    seen: dict[str, Any] = {}

    def run(items: object, job: Any, watcher: object, *, processes: int, executor: object) -> list[object]:
        seen.update(options=job.options, processes=processes)
        return []

    monkeypatch.setattr("cchc_ocr.runs.batch.run", run)
    picture("a.png", folder=tmp_path / "in")
    result = cli("run", tmp_path / "in", "--out", tmp_path / "out", "--dpi", 200, "--jobs", 3)
    assert result.exit_code == 0, result.output
    assert seen == {"options": Options(read=ReadOptions(dpi=200)), "processes": 3}


def test_version_and_help(cli: Cli) -> None:
    assert cli("--version").stdout == f"cchc-ocr {__version__}\n"
    assert "run" in cli("--help").stdout
    assert cli("--help").stderr == ""


def test_a_mistyped_command_is_guessed(cli: Cli) -> None:
    result = cli("extrat", "a.pdf")
    assert result.exit_code == ExitCode.USAGE
    assert "Did you mean 'extract'" in result.stderr


@pytest.mark.parametrize("command", ["--help", "--version", "schema"])
def test_what_needs_no_library_does_not_load_it(command: str) -> None:
    heavy = ["cv2", "numpy", "pypdfium2", "pikepdf", "PIL", "rich.console"]
    code = (
        "import sys\nfrom cchc_ocr.cli.app import main\n"
        f"sys.argv = ['cchc-ocr', {command!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {heavy} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_extract_prints_one_record_per_line(cli: Cli, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Xin chào\n")
    lines = cli("extract", tmp_path / "a.txt", tmp_path / "b.txt").stdout.splitlines()
    assert [Record.model_validate_json(line).source.file for line in lines] == ["a.txt", "b.txt"]
    pretty = cli("extract", "--pretty", tmp_path / "a.txt").stdout
    assert json.loads(pretty) == json.loads(lines[0])
    assert len(pretty.splitlines()) > 20


def test_stdin_is_a_document_like_any_other(cli: Cli, picture: Picture) -> None:
    record = Record.model_validate_json(cli("extract", "-", stdin="Xin chào\n").stdout)
    assert (record.source.file, record.source.origin) == ("-", "text")
    text = cli("ocr", "-", "--raw", stdin="Trang một\n\fTrang hai\n").stdout
    assert text == "Trang một\n\fTrang hai\n\f"


def test_raw_is_what_was_read_and_the_rest_is_repaired(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("cai cach hanh chinh\n")
    assert cli("ocr", tmp_path / "a.txt").stdout == "cải cách hành chính\n\f"
    assert cli("ocr", "--raw", tmp_path / "a.txt").stdout == "cai cach hanh chinh\n\f"


def test_a_bad_file_among_good_ones(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Xin chào\n")
    result = cli("ocr", tmp_path / "missing.pdf", tmp_path / "a.txt")
    assert result.exit_code == ExitCode.UNREADABLE
    assert result.stdout == "Xin chào\n\f"
    assert "missing.pdf: no such file" in result.stderr


def test_a_model_is_learned_from_own_text_and_used(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "clean").mkdir()
    (tmp_path / "clean/a.txt").write_text("Trại giống Rạng Đông ươm bưởi Sơn Hạ.\n" * 5, "utf-8")
    (tmp_path / "bare.txt").write_text("Trai giong Rang Dong tai Son Ha", "utf-8")
    model = tmp_path / "own.model"
    assert cli("learn", tmp_path / "clean", "--out", model).exit_code == 0
    assert "Sơn Hạ" in cli("restore", "--model", model, tmp_path / "bare.txt").stdout
    assert "Sơn Hạ" not in cli("restore", tmp_path / "bare.txt").stdout


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_nothing_to_learn_from(cli: Cli, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    result = cli("learn", tmp_path / name, "--out", tmp_path / "own.model")
    assert result.exit_code == ExitCode.UNREADABLE
    assert not (tmp_path / "own.model").exists()


def test_schema_is_that_of_the_records(cli: Cli) -> None:
    schema = json.loads(cli("schema").stdout)
    assert set(schema["properties"]) == set(Record.model_fields)


def test_run_shows_what_was_read_and_what_failed(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/good.txt").write_text("Xin chào\n")
    (tmp_path / "in/bad.pdf").write_bytes(b"")
    result = cli("run", tmp_path / "in", "--out", tmp_path / "out")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert result.stdout == ""
    assert "good.txt" in result.stderr
    assert "the file is empty" in result.stderr
    assert f"1 done, 0 finished before, 1 failed.\nResults lie in {tmp_path / 'out'}: " in result.stderr


def test_search_finds_what_run_wrote(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("Cải cách hành chính\n")
    cli("run", tmp_path / "in", "--out", tmp_path / "out")
    assert cli("search", "cai cach", "--in", tmp_path / "out").stdout == "a.txt: page 1: Cải cách hành chính\n"
    nothing = cli("search", "ngân sách", "--in", tmp_path / "out")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "nothing found\n")


def test_export_to_stdout(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Xin chào\n")
    line = cli("extract", tmp_path / "a.txt").stdout
    assert cli("export", "-", "--to", "jsonl", "--out", "-", stdin=line).stdout == line


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("cai cach hanh chinh\n" * 10_000)  # more than a pipe holds
    command = f"{sys.executable} -m cchc_ocr restore {tmp_path / 'a.txt'} --strength none | head -n 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "cai cach hanh chinh\n", "")


def test_data_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [*PROGRAM, "restore", "-"],
        input=b"cai cach hanh chinh",
        env=environment,
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode() == "cải cách hành chính"


def test_a_bug_is_owned_up_to(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise KeyError("a\nbug")

    monkeypatch.delenv("CCHC_OCR_DEBUG", raising=False)
    monkeypatch.setattr(pipeline, "read", stumble)
    result = cli("ocr", "a.pdf")
    assert result.exit_code == ExitCode.OUR_FAULT
    assert "fault of ours" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_page_that_is_interrupted(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "read", interrupted)
    assert cli("ocr", "a.pdf").exit_code == ExitCode.INTERRUPTED


def test_pages_of_the_pipeline_are_parted_by_form_feeds(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    pages = [Page(1, (Line.from_text("một"),)), Page(2, (Line.from_text("hai"),))]
    monkeypatch.setattr(pipeline, "read", lambda *_, **__: pages)
    assert cli("ocr", "--raw", "a.pdf").stdout == "một\n\fhai\n\f"


@pytest.mark.tesseract
def test_doctor_finds_everything_here(cli: Cli) -> None:
    result = cli("doctor")
    assert result.exit_code == 0, result.output
    assert "tesseract" in result.stdout
    assert "MISSING" not in result.stdout
